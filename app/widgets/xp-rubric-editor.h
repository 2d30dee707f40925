/* xp-rubric-editor.h: one form is made, adjusted or looked at: the paper on the left, the fields of
 * the chosen item beside it, and how it comes out of the printer.
 *
 * Each step is saved at once, as one act: nothing typed is lost, and Ctrl+Z of the book takes it
 * back, tomorrow too. A form of others (县标准, 自带参考) can only be looked at. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>
#include <stdbool.h>

#define XP_TYPE_RUBRIC_EDITOR (xp_rubric_editor_get_type ())
G_DECLARE_FINAL_TYPE (XpRubricEditor, xp_rubric_editor, XP, RUBRIC_EDITOR, AdwBin)

/* The form of this id; false with the sentence why not. */
bool xp_rubric_editor_open (XpRubricEditor *self, XpDesk *desk, const char *id, GError **error);

/* As it stands in the book now; false: it is not there any more. @desk: (nullable). */
bool xp_rubric_editor_refresh (XpRubricEditor *self, XpDesk *desk);

/* What was typed is saved, and nothing is shown any more. */
void xp_rubric_editor_close (XpRubricEditor *self);

/* NULL: none is open. */
const char *xp_rubric_editor_get_id (XpRubricEditor *self);

/* The keys go to the chosen row. */
void xp_rubric_editor_take_focus (XpRubricEditor *self);

/* Whether the printed sheet is being set. */
bool xp_rubric_editor_is_busy (XpRubricEditor *self);

/* The sheet that is shown beside; NULL not yet. Borrowed. */
GBytes *xp_rubric_editor_get_pdf (XpRubricEditor *self);

/* Signals: "left": back to the list; "copy", "adjust": asked for while it is only looked at. */

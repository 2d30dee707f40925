/* xp-rubric-pane.h: what stands beside the paper: the fields of the chosen item, those that belong
 * to how it is counted, or of the form as a whole. What is typed is handed over when a field is
 * left; what was refused stays in it with the sentence why. */
#pragma once

#include "xp-form-step.h"

#include <adwaita.h>

#define XP_TYPE_RUBRIC_PANE (xp_rubric_pane_get_type ())
G_DECLARE_FINAL_TYPE (XpRubricPane, xp_rubric_pane, XP, RUBRIC_PANE, AdwBin)

/* @parent: (nullable); @row: of the form; NULL: the form itself. Read here, not kept. */
void xp_rubric_pane_show (XpRubricPane *self,
                          const XpRubric *form,
                          const XpRubric *parent,
                          const XpFormRow *row,
                          bool can_edit);

/* Why a field was not taken; @can_keep: it can be kept as a title of the village's own. */
void
xp_rubric_pane_refuse (XpRubricPane *self, const char *field, const char *sentence, bool can_keep);

/* What is typed and not yet handed over is handed over now. */
void xp_rubric_pane_commit (XpRubricPane *self);

/* The keys go to the first field that lacks something, or to the name. */
void xp_rubric_pane_take_focus (XpRubricPane *self);

/* The article that stands behind a change (村规民约第几条); NULL: none is written. Borrowed. */
const char *xp_rubric_pane_get_reason (XpRubricPane *self);

/* Signals: "set-field" (field, text); "take-back" (field; "" all of the item); "keep" (field, text)
 * as a title of the village's own; "switch" (op of XpChangeOp); "rename-section". */

/* xp-rubric-edit.h: a form is made and changed on the page: each step gives a new form and leaves
 * the old one as it was, so that a page keeps a list of forms for its undo.
 *
 * Pure. A step that cannot be is refused with REFUSED or INPUT; a form that lacks something can be
 * (a name is still to be typed): what it lacks tells xp_rubric_list_problems(). A form that is its
 * parent's with changes is edited by its changes (xp_overlay_with_change()), not here; only what
 * it is called can be set. */
#pragma once

#include "xp-rubric-check.h"

/* A form with nothing in it but a name, of the village's own hand. INPUT: the id cannot be. Yours.
 */
XpRubric *xp_rubric_edit_new (const char *id, const char *name, GError **error);

/**
 * xp_rubric_edit_add:
 * @after_at: the row it stands behind, from 1; 0: the first; -1: the end of its section
 * @section: 大项; "" the section of the row before it
 * @out_at: (out): its row
 *
 * A new item with the next free number and what is usual in its mode; its name is still empty.
 */
XpRubric *xp_rubric_edit_add (const XpRubric *self,
                              int after_at,
                              const char *section,
                              XpMode mode,
                              int *out_at,
                              GError **error);

/* REFUSED: it is 必评项 (take that away first), or other items need it. Yours. */
XpRubric *xp_rubric_edit_remove (const XpRubric *self, int at, GError **error);

/* The item goes from one row to another, both from 1. Yours. */
XpRubric *xp_rubric_edit_move (const XpRubric *self, int from_at, int to_at, GError **error);

/* One field of an item from text, “no” too; of a deduction the cap goes with the full mark, and
 * items that stand for it go with its number. INPUT: the text is not what the field holds. Yours.
 */
XpRubric *xp_rubric_edit_set (
  const XpRubric *self, int at, const char *field, const char *text, GError **error);

/* A field of [rubric] or [award] from text; "" takes it away. Yours. */
XpRubric *
xp_rubric_edit_set_form (const XpRubric *self, const char *field, const char *text, GError **error);

/* The form under another id and name. What was copied from a county's standard is the village's
 * own from here on, and asks for a title of its own. Yours. */
XpRubric *
xp_rubric_edit_copy (const XpRubric *self, const char *id, const char *name, GError **error);

/* Whether it is a county's own standard, which a village adjusts or goes on from and never edits.
 */
bool xp_rubric_is_standard (const XpRubric *self);

/* Whether a form can be called so: no blank, no / @ |, at most 64 characters. */
bool xp_rubric_is_good_id (const char *id);

/* Whether an item can have this number: said aloud, written in brackets. */
bool xp_item_is_good_number (const char *no);

typedef struct {
  char *section;
  int64_t full_mark_hundredths;
  int n_items; /* gates and vetoes too */
} XpSectionSum;

void xp_section_sum_free (XpSectionSum *self);

/* In order of first appearance, for what is summed while one types. Of XpSectionSum. Yours. */
GPtrArray *xp_rubric_list_sections (const XpRubric *self);

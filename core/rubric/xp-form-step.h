/* xp-form-step.h: one step on a form, whichever kind it is.
 *
 * A form that rests on no other is edited at once (xp-rubric-edit.h). Of one that is its parent's
 * with changes (xp-overlay.h) each step is a change which the rights judge: REFUSED where it is
 * beyond the rights of whoever adjusts, and could be kept as a title of the village's own
 * (xp_form_step_own()); INPUT where it can never be. @parent is NULL for a form without one. Pure;
 * each step gives a new form and leaves the old one as it was. */
#pragma once

#include "xp-overlay.h"

/* One field of the item at this row from 1. A change goes where its text is the parent's again.
 * @reason: (nullable): the article of the 村规民约 where the rights ask for one. Yours. */
XpRubric *xp_form_step_set (const XpRubric *form,
                            const XpRubric *parent,
                            int at,
                            const char *field,
                            const char *text,
                            const char *reason,
                            GError **error);

/* The line of the title (“LINE”) or the quota (“QUOTA”) of an adjusted form. Yours. */
XpRubric *xp_form_step_set_award (
  const XpRubric *form, const XpRubric *parent, const char *what, const char *text, GError **error);

/* What is asked about an item that is added to an adjusted form. Texts are borrowed. */
typedef struct {
  const char *section;
  const char *name;
  const char *criterion;
  XpMode mode;
  const char *unit;
  const char *points;
  const char *max;
  const char *reason; /* village: the article of the 村规民约 */
} XpFormAddition;

/* An item under the next free number: T1 … of a township, C1 … of a village, whose points stand
 * outside the full mark. @out_at: (out): its row. Yours. */
XpRubric *xp_form_step_add (const XpRubric *form,
                            const XpRubric *parent,
                            const XpFormAddition *addition,
                            int *out_at,
                            GError **error);

/* The item is left out (停用), or a township lets villages leave it out (可停用). Yours. */
XpRubric *xp_form_step_switch (
  const XpRubric *form, const XpRubric *parent, const char *item_no, XpChangeOp op, GError **error);

/* Without the changes to this item, LINE or QUOTA: as the parent has it. @field: (nullable): only
 * that one. INPUT: there are none. Yours. */
XpRubric *xp_form_step_take_back (const XpRubric *form,
                                  const XpRubric *parent,
                                  const char *item_no,
                                  const char *field,
                                  GError **error);

/* The form as one that keeps what is beyond its rights, under this title: the same step is taken
 * on it then. Yours. */
XpRubric *xp_form_step_own (const XpRubric *form, const char *title);

/* What is missing or wrong, against the parent too. Of XpFormProblem. Yours. */
GPtrArray *xp_form_list_problems (const XpRubric *form, const XpRubric *parent);

/* ---- the form as it is read, row by row ---- */

typedef struct {
  int at;             /* row of the item from 1; 0: an item of the parent that is left out here */
  const XpItem *item; /* the form's, or the parent's; borrowed from them */
  bool is_changed;    /* by this form, or added by it */
  char *problem;      /* what is missing or wrong, a sentence a line; NULL nothing */
} XpFormRow;

void xp_form_row_free (XpFormRow *self);

/* @problems: of xp_form_list_problems(). Items that are gone stand where the parent has them. Of
 * XpFormRow. Yours. */
GPtrArray *
xp_form_list_rows (const XpRubric *form, const XpRubric *parent, const GPtrArray *problems);

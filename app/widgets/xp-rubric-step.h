/* xp-rubric-step.h: what somebody did to a form on its page, so that it can be tried once more: on
 * the form that keeps what is beyond the village's rights, as a title of its own. */
#pragma once

#include "xp-form-step.h"

typedef enum {
  XP_STEP_FIELD,     /* field of the item at a row */
  XP_STEP_FORM,      /* field of the head or the award; LINE and quota too */
  XP_STEP_SECTION,   /* a section is called otherwise */
  XP_STEP_ADD,       /* a new item behind a row */
  XP_STEP_ADDITION,  /* a new item of an adjusted form */
  XP_STEP_REMOVE,    /* the item at a row; of an adjusted form its changes go */
  XP_STEP_MOVE,      /* from row to row; it joins the section there */
  XP_STEP_SWITCH,    /* 停用, 可停用 */
  XP_STEP_TAKE_BACK, /* as the parent has it */
} XpStepKind;

typedef struct {
  XpStepKind kind;
  int at, to_at;           /* rows from 1 */
  char *no;                /* of the item; LINE, QUOTA */
  char *field, *text;      /* of a section: as it was, as it is now */
  char *reason;            /* NULL none */
  XpChangeOp op;           /* of a switch */
  XpFormAddition addition; /* its texts are owned */
} XpRubricStep;

/* All texts are copied. Yours. */
XpRubricStep *xp_rubric_step_new (const XpRubricStep *step);
void xp_rubric_step_free (XpRubricStep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRubricStep, xp_rubric_step_free)

/* The form after it; @parent: (nullable). @out_at: (out): the row it is about now, 0: none. As
 * xp-form-step.h says; yours. */
XpRubric *xp_rubric_step_take (const XpRubricStep *self,
                               const XpRubric *form,
                               const XpRubric *parent,
                               int *out_at,
                               GError **error);

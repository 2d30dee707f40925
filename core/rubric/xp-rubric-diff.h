/* xp-rubric-diff.h: two versions of a form side by side: item, field, then, now. Pure. */
#pragma once

#include "xp-rubric.h"

typedef struct {
  char *item_no;   /* "" the form itself */
  char *item_name; /* as it is now, or was where it is gone */
  char *field; /* of xp_rubric_list_item_fields() or of the head and award; “item”: it came or
                  went */
  char *word;  /* 分值, 标准 …: the field for people */
  char *then;  /* "" nothing, or came */
  char *now;   /* "" nothing, or is gone */
} XpFormDifference;

void xp_form_difference_free (XpFormDifference *self);

/* Where @now differs from @then, the head first, then items in the order of @now, those that are
 * gone last. Of XpFormDifference. Yours. */
GPtrArray *xp_rubric_diff (const XpRubric *then, const XpRubric *now);

/* xp-form-rights.h: whether a township or a village may change its parent's form so, one change at
 * a time: bands, mandatory items, what can only be tightened.
 *
 * Pure. The sentence of a refusal says which rule it is and whose. */
#pragma once

#include "xp-rubric.h"

typedef enum {
  XP_VERDICT_ACCEPTED,
  XP_VERDICT_BEYOND,   /* beyond the level's rights: kept all the same, the title is its own */
  XP_VERDICT_SENSELESS /* means nothing: no such item, no number; can never be kept */
} XpVerdictKind;

typedef struct {
  XpVerdictKind kind;
  char *sentence;  /* why not; NULL: accepted */
  char *departure; /* beyond: “本表第13项分值由村里改为4分，镇里定的是3分；不计入县里的…” */
  char *warning;   /* may be done, but is better not; NULL */
} XpVerdict;

void xp_verdict_clear (XpVerdict *self);

/* What a change is held against. */
typedef struct {
  const XpRubric *parent;   /* whose values the bands are measured from */
  const XpRubric *form;     /* the parent with the changes before this one */
  XpLevel level;            /* who changes */
  int64_t extra_hundredths; /* what was added outside the full mark before */
} XpRightsView;

/* Fills in *out_verdict; clear it. */
void
xp_form_rights_judge (const XpRightsView *view, const XpFormChange *change, XpVerdict *out_verdict);

/* “名称|标准|记分方式|单位|分值|max=3|…” as an item of @section, settled. False with the end of a
 * sentence in *out_problem, yours. Clear the item. */
bool xp_form_change_read_item (const XpFormChange *change, XpItem *out_item, char **out_problem);

/* The line that the form's title asks for; NULL: none. Borrowed. */
XpGradeLine *xp_award_find_line (const XpAward *award);

/* A word that is better not held against anybody (上访 …): why, as a sentence; NULL: none. Yours.
 */
char *xp_rubric_dup_unwise_word (const char *text);

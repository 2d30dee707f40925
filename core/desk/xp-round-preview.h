/* xp-round-preview.h: a round before it is opened: who would take part and why others do not, how
 * many places the quota gives, and what is wrong with what was typed. Nothing is written. */
#pragma once

#include "xp-round-work.h"

/* The parts of an XpRoundSpec that a sentence can be said of. */
typedef enum {
  XP_ROUND_FIELD_NAME,
  XP_ROUND_FIELD_JUDGES,
  XP_ROUND_FIELD_COMBINE,
  XP_ROUND_FIELD_LINE,
  XP_ROUND_FIELD_QUOTA,
  XP_ROUND_FIELD_BASE,
  XP_ROUND_FIELD_APPORTION,
  XP_ROUND_FIELD_WEIGHTS,
  XP_ROUND_FIELD_USUAL,
  XP_ROUND_FIELD_SPREAD,
  XP_ROUND_FIELD_TOO_FEW,
  XP_ROUND_FIELD_TIES,
  XP_ROUND_FIELD_NOTICE,
  XP_ROUND_FIELD_QUORUM,
  XP_N_ROUND_FIELDS
} XpRoundField;

typedef enum {
  XP_TAKING_PART,     /* 参评 */
  XP_TAKING_WITHHELD, /* 参评，不挂牌 */
  XP_TAKING_STATE,    /* the list says 全家在外, 没人住 */
  XP_TAKING_APART,    /* barred for a time: is scored and has no place */
  XP_TAKING_GATED,    /* a gate that other rounds answer is not met */
  XP_TAKING_NOT_PUT,  /* a person who may be put up and was not */
  XP_TAKING_NOT       /* a person who cannot be put up */
} XpTaking;

typedef struct {
  int64_t household_uid, person_uid; /* person: 0 the household is scored */
  int household_number, person_number;
  char *number; /* 17, 17-2 */
  char *who;    /* 一社3号 张三; of a person 李梅（一社3号 张三家） */
  char *list;   /* of a form with two titles, which; "" */
  XpTaking taking;
  char *word; /* 参评; 参评，不挂牌; 全家在外; 暂缓，另行评议; 本次不参评; 还没选; 不能参评 */
  char *reason; /* for the committee alone, never on paper; NULL: none */
} XpRoundPart;

typedef struct {
  XpRubric *rubric;    /* owned, as the rest */
  char **titles;       /* of a form with two, both; else empty */
  GPtrArray *parts;    /* of XpRoundPart; what wants a look first, else by number */
  int n_taking;        /* who will be scored */
  const char *counted; /* 户 or 人 */
  XpRound *round;      /* as it would begin; its rules are those that were checked last */
  XpState *states;     /* of its entrants, as the list of households has them */

  char *problems[XP_N_ROUND_FIELDS]; /* NULL: nothing is wrong there */
  char *quota; /* “参评47户×30%＝14.1，取14户。”; NULL: none, or it is wrong */
} XpRoundPreview;

/* Of @spec only form, entrants and who is withheld are read. REFUSED, INPUT: the form cannot be
 * used, or one of the entrants. Yours. */
XpRoundPreview *xp_round_preview_new (XpDesk *desk, const XpRoundSpec *spec, GError **error);
void xp_round_preview_free (XpRoundPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRoundPreview, xp_round_preview_free)

/* Tells of every field what is wrong with it, and the quota in words. No book is asked. */
void xp_round_preview_check (XpRoundPreview *self, const XpRoundSpec *spec);

/* “参评45户，2户另有说明”. Yours. */
char *xp_round_preview_dup_count (const XpRoundPreview *self);

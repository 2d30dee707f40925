/* xp-new-round-private.h: what the files of 新开一次评选 share: xp-new-round.c reads what was typed
 * and opens the round; xp-new-round-rows.c has the rows, and fills them from the form. */
#pragma once

#include "xp-field.h"
#include "xp-new-round.h"
#include "xp-rubric-work.h"
#include "xp-taking-list.h"

/* The rows, in their order; what belongs to most rounds stands above the fold. */
typedef enum {
  ROW_FORM,
  ROW_NAME,
  ROW_JUDGES,
  ROW_LINE,
  ROW_QUOTA,
  ROW_BASE,
  ROW_APPORTION,
  ROW_DAYS,
  ROW_COMBINE,
  ROW_NEEDED,
  ROW_TOO_FEW,
  ROW_WEIGHTS,
  ROW_USUAL,
  ROW_SHARE,
  ROW_TIES,
  ROW_SPREAD,
  ROW_ONE,
  ROW_COUNTS,
  ROW_OWN,
  ROW_QUORUM,
  N_ROWS
} Row;

typedef struct {
  const char *title;
  bool is_choice;
  bool is_more;       /* folded away */
  XpRoundField field; /* whose sentence is said below; N: nobody's */
} XpNewRoundRow;

extern const XpNewRoundRow XP_NEW_ROUND_ROWS[N_ROWS];

struct _XpNewRound {
  AdwBin parent_instance;

  AdwClamp *clamp; /* template children: borrowed */
  GtkStack *steps;
  GtkScrolledWindow *scrolled;
  AdwPreferencesGroup *usual, *more;
  GtkToggleButton *more_toggle;
  GtkLabel *note;
  GtkButton *step, *open;
  XpTakingList *taking;
  GtkMenuButton *quota_ways, *tie_ways;
  XpField rows[N_ROWS];

  XpDesk *desk;         /* owned; NULL until it begins */
  GPtrArray *forms;     /* of XpRubricLine; owned */
  GPtrArray *usuals;    /* of those, whose rounds can be 平时分; borrowed from it */
  char *suggested;      /* the name that the form suggests; owned */
  bool is_told[N_ROWS]; /* left, or asked to open: what is wrong there is said */
  bool is_filling;      /* what the form says is being shown, nobody typed */
};

/* NULL: none is chosen. */
const XpRubricLine *xp_new_round_get_form (XpNewRound *self);

/* ---- rows (xp-new-round-rows.c) ---- */

/* Adds the row to its group, with what can be chosen in it. */
void xp_new_round_add_row (XpNewRound *self, Row row);
/* Of the book: the forms, and those whose rounds can be 平时分. */
void xp_new_round_fill_forms (XpNewRound *self);
/* As nobody has touched them. */
void xp_new_round_clear_rows (XpNewRound *self);
/* Line, quota and ties as the form has them, and the name that it suggests. */
void xp_new_round_fill_in (XpNewRound *self, const XpRubricLine *form, const XpRubric *rubric);
/* The first word of each choice says in brackets what the form has. */
void xp_new_round_say_by_form (XpNewRound *self, const XpRules *rules);
/* As the core reads it, out of words; NULL stays NULL. Yours. */
char *xp_new_round_read_quota (const char *typed);
/* The word that was chosen; NULL: the form's. */
const char *xp_new_round_get_word (XpNewRound *self, Row row);

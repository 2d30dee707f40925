/* xp-evening.h: an evening of some thirty steps, whose every end is known beforehand: what the book
 * must hold after each of them. */
#pragma once

#include "xp-test-book.h"

enum {
  EVENING_HOUSEHOLDS = 40, /* that the list brings in */
  EVENING_MOST_STEPS = 56
};

typedef struct {
  const char *what;
  /* An act, an opening, a checkpoint: false with the error. */
  bool (*run) (TestBook *f, GError **error);
} EveningStep;

extern const EveningStep EVENING[];
size_t evening_get_n_steps (void);
/* Whether it closes the book and opens it: then all that matters of what came before is the file.
 */
bool evening_is_opening (size_t step);

/* Everything the open book holds, secrets by their value, as one number; and its acts. Chance and
 * the clock are not in it: an act that was typed again after a fault leaves the same. */
typedef struct {
  char *state;
  int64_t n_acts;
} EveningState;

EveningState evening_read_state (TestBook *f);
void evening_state_clear (EveningState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EveningState, evening_state_clear)
bool evening_is_same (const EveningState *a, const EveningState *b);

/* What the book holds before the first step and after each, from an evening without faults. */
typedef struct {
  EveningState after[EVENING_MOST_STEPS + 1];
} EveningPlan;

/* Runs all steps on the open book. */
void evening_make_plan (TestBook *f, EveningPlan *out_plan);
void evening_plan_clear (EveningPlan *plan);

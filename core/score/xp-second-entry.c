#include "xp-second-entry.h"

bool *
xp_second_entry_draw (const XpSecondEntry *self, const XpRound *round)
{
  const size_t n = round->n_entrants;
  bool *is_drawn = g_new0 (bool, n + 1);
  const bool is_all = self->n_drawn == 0 || (size_t) self->n_drawn >= n;
  for (size_t i = 0; self->is_asked && is_all && i < n; i++)
    is_drawn[i] = true;
  if (!self->is_asked || is_all)
    return is_drawn;

  char **numbers = g_new0 (char *, n + 1);
  for (size_t i = 0; i < n; i++)
    numbers[i] = xp_entrant_dup_number (&round->entrants[i]);
  g_autofree size_t *order = xp_lot_draw (self->seed, (const char *const *) numbers, n);
  for (int i = 0; i < self->n_drawn; i++)
    is_drawn[order[i]] = true;
  g_strfreev (numbers);
  return is_drawn;
}

#include "xp-lot.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  size_t at;
  const char *number;
  char *digest;
} Ticket;

static int
compare_tickets (const void *a, const void *b)
{
  const Ticket *left = a, *right = b;
  const int order = strcmp (left->digest, right->digest);
  return order != 0 ? order : strcmp (left->number, right->number);
}

bool
xp_lot_is_seed (const char *text)
{
  const size_t length = strlen (text);
  for (size_t i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return false;
  return length >= 1 && length <= XP_MOST_SEED_DIGITS;
}

size_t *
xp_lot_draw (const char *seed, const char *const *numbers, size_t n)
{
  Ticket *tickets = g_new0 (Ticket, n + 1);
  size_t *order = g_new0 (size_t, n + 1);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *text = g_strconcat (seed, ":", numbers[i], NULL);
    tickets[i] =
      (Ticket){i, numbers[i], g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1)};
  }
  if (n > 0)
    qsort (tickets, n, sizeof (Ticket), compare_tickets);
  for (size_t i = 0; i < n; i++) {
    order[i] = tickets[i].at;
    g_free (tickets[i].digest);
  }
  g_free (tickets);
  return order;
}

char *
xp_lot_dup_seed (unsigned long long random)
{
  static const unsigned long long N_SEEDS = 1000000;
  return g_strdup_printf ("%06llu", random % N_SEEDS);
}

/* xp-loading-taken.c: what a round took over when it opened, laid at its entrants. */
#include "xp-desk-private.h"

#include <string.h>

static void
add_taken (XpEntrant *entrant, const char *what, int64_t value, int n, int n_held)
{
  entrant->taken = g_renew (XpTaken, entrant->taken, entrant->n_taken + 1);
  entrant->taken[entrant->n_taken++] = (XpTaken){g_strdup (what), value, n, n_held};
}

/* While the totals of a year are gathered: “score:ganjing-renjia#12” and the like, one a round. */
typedef struct {
  char *prefix;       /* score:ganjing-renjia, usual */
  GHashTable *rounds; /* suffixes: how many rounds there were */
  GArray **totals;    /* per entrant, of int64_t; NULL: none */
} Gathering;

static void
gathering_free (gpointer data)
{
  Gathering *self = data;
  for (size_t i = 0; self->totals[i] != GINT_TO_POINTER (-1); i++)
    if (self->totals[i] != NULL)
      g_array_unref (self->totals[i]);
  g_free (self->totals);
  g_hash_table_unref (self->rounds);
  g_free (self->prefix);
  g_free (self);
}

static Gathering *
get_gathering (GPtrArray *gatherings, const char *prefix, size_t n_entrants)
{
  for (guint i = 0; i < gatherings->len; i++)
    if (strcmp (((Gathering *) gatherings->pdata[i])->prefix, prefix) == 0)
      return gatherings->pdata[i];
  Gathering *made = g_new0 (Gathering, 1);
  made->prefix = g_strdup (prefix);
  made->rounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  made->totals = g_new0 (GArray *, n_entrants + 1);
  made->totals[n_entrants] = GINT_TO_POINTER (-1);
  g_ptr_array_add (gatherings, made);
  return made;
}

static void
gather (GPtrArray *gatherings, const XpRound *round, int64_t no, const char *what, int64_t value)
{
  const char *hash = strrchr (what, '#');
  g_autofree char *prefix = g_strndup (what, (gsize) (hash - what));
  Gathering *gathering = get_gathering (gatherings, prefix, round->n_entrants);
  g_hash_table_add (gathering->rounds, g_strdup (hash));
  GArray **totals = &gathering->totals[no - 1];
  if (*totals == NULL)
    *totals = g_array_new (FALSE, FALSE, sizeof (int64_t));
  g_array_append_val (*totals, value);
}

/* 平时分: the mean of the rounds somebody was scored in, printed; n of how many that were held. */
static void
lay_means (XpRound *round, const GPtrArray *gatherings)
{
  for (guint i = 0; i < gatherings->len; i++) {
    const Gathering *gathering = gatherings->pdata[i];
    for (size_t k = 0; k < round->n_entrants; k++) {
      const GArray *totals = gathering->totals[k];
      const guint n = totals != NULL ? totals->len : 0;
      int64_t mean = 0;
      if (n > 0)
        mean =
          xp_ratio_round (xp_mean_of_points ((const int64_t *) (gconstpointer) totals->data, n),
                          1,
                          round->rules.rounding);
      add_taken (&round->entrants[k],
                 gathering->prefix,
                 mean,
                 (int) n,
                 (int) g_hash_table_size (gathering->rounds));
    }
  }
}

static void
lay_one (XpRound *round, GPtrArray *gatherings, const XpRecord *record)
{
  const int64_t no = xp_record_get_int (record, "entrant_no");
  const char *what = xp_record_get_text (record, "what");
  const char *text = xp_record_get_text (record, "value");
  if (no < 1 || no > (int64_t) round->n_entrants || what == NULL)
    return;
  const int64_t value = g_ascii_strtoll (text != NULL ? text : "", NULL, 10);
  XpEntrant *entrant = &round->entrants[no - 1];
  if (strcmp (what, "previous") == 0) {
    entrant->has_previous = true;
    entrant->previous_hundredths = value;
  } else if (strchr (what, '#') != NULL) {
    gather (gatherings, round, no, what, value);
  } else {
    add_taken (entrant, what, value, 1, 1);
  }
}

void
xp_lay_taken (XpRound *round, const GPtrArray *taken, const GPtrArray *ledger)
{
  g_autoptr (GPtrArray) gatherings = g_ptr_array_new_with_free_func (gathering_free);
  for (guint i = 0; i < taken->len; i++)
    lay_one (round, gatherings, taken->pdata[i]);
  lay_means (round, gatherings);
  for (guint i = 0; i < ledger->len; i++) {
    const int64_t no = xp_record_get_int (ledger->pdata[i], "entrant_no");
    if (no >= 1 && no <= (int64_t) round->n_entrants)
      add_taken (&round->entrants[no - 1],
                 xp_record_get_text (ledger->pdata[i], "what"),
                 xp_record_get_int (ledger->pdata[i], "value"),
                 1,
                 1);
  }
}

bool
xp_load_taken (XpBook *book, XpRound *round, GError **error)
{
  g_autoptr (GPtrArray) taken =
    xp_book_list (book, XP_KIND_TAKEN_OVER, "round_uid", round->uid, error);
  g_autoptr (GPtrArray) ledger =
    taken != NULL ? xp_book_list (book, XP_KIND_LEDGER_TAKEN, "round_uid", round->uid, error)
                  : NULL;
  if (ledger == NULL)
    return false;
  xp_lay_taken (round, taken, ledger);
  return true;
}

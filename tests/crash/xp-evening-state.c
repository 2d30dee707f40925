/* xp-evening-state.c: all that a book holds, in one sum: what was lost or half-written changes it.
 */
#include "xp-evening.h"

#include <string.h>

static void
add_record (TestBook *f, GChecksum *sum, const XpRecord *record)
{
  const XpKindInfo *info = xp_kind_get_info (xp_record_get_kind (record));
  g_checksum_update (sum, (const guchar *) info->name, -1);
  for (size_t i = 0; i < info->n_columns; i++) {
    g_autofree char *value = NULL;
    if (xp_record_is_null_at (record, i))
      value = g_strdup ("");
    else if (info->columns[i].type == XP_COLUMN_INT)
      value = g_strdup_printf ("%" G_GINT64_FORMAT, xp_record_get_int_at (record, i));
    else if (info->columns[i].type == XP_COLUMN_SECRET)
      value = xp_book_dup_secret (f->book, xp_record_get_text_at (record, i), NULL);
    else
      value = g_strdup (xp_record_get_text_at (record, i));
    g_assert_nonnull (value); /* else a secret is lost */
    g_checksum_update (sum, (const guchar *) value, (gssize) strlen (value) + 1);
  }
}

EveningState
evening_read_state (TestBook *f)
{
  EveningState state = {NULL, 0};
  g_autoptr (GError) error = NULL;
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    g_autoptr (GPtrArray) records = xp_book_list (f->book, (XpKind) kind, NULL, 0, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < records->len; i++)
      add_record (f, sum, records->pdata[i]);
  }
  xp_book_count_acts (f->book, &state.n_acts, &error);
  g_assert_no_error (error);
  state.state = g_strdup (g_checksum_get_string (sum));
  g_checksum_free (sum);
  return state;
}

void
evening_state_clear (EveningState *state)
{
  g_clear_pointer (&state->state, g_free);
}

bool
evening_is_same (const EveningState *a, const EveningState *b)
{
  return a->n_acts == b->n_acts && g_strcmp0 (a->state, b->state) == 0;
}

/* xp-round-take.c: what a round takes over from others when it opens, and never looks up again: the
 * last total of the same title (上轮高), titles its gates ask for, a year's totals of another form.
 */
#include "xp-round-private.h"

#include <string.h>

/* A title of this round or the one before it opens a gate. */
static const int ROUNDS_THAT_COUNT = 2;

typedef struct {
  XpResult *result;
  GPtrArray *withdrawn;     /* of XpRecord: titles taken back */
  int64_t *uids;            /* household and person of each entrant of that round */
  GHashTable *by_household; /* int64_t * → XpResultEntrant * */
  GHashTable *by_person;
  int number;
} Sealed;

static void
sealed_free (gpointer data)
{
  Sealed *self = data;
  xp_result_unref (self->result);
  g_ptr_array_unref (self->withdrawn);
  g_hash_table_unref (self->by_household);
  g_hash_table_unref (self->by_person);
  g_free (self->uids);
  g_free (self);
}

static bool
is_sealed (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_record_get_text (round, "stage"), &stage);
  return stage >= XP_STAGE_PUBLISHED;
}

static void
index_entrants (Sealed *self, const GPtrArray *entrants)
{
  self->uids = g_new0 (int64_t, 2 * entrants->len + 1);
  self->by_household = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->by_person = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < entrants->len; i++) {
    const int64_t no = xp_record_get_int (entrants->pdata[i], "entrant_no");
    if (no < 1 || no > (int64_t) self->result->n_entrants)
      continue;
    XpResultEntrant *entrant = &self->result->entrants[no - 1];
    self->uids[2 * i] = xp_record_get_int (entrants->pdata[i], "household_uid");
    self->uids[2 * i + 1] = xp_record_get_int (entrants->pdata[i], "person_uid");
    g_hash_table_insert (self->by_household, &self->uids[2 * i], entrant);
    if (self->uids[2 * i + 1] != 0)
      g_hash_table_insert (self->by_person, &self->uids[2 * i + 1], entrant);
  }
}

/* NULL without error: it stored no result. */
static Sealed *
read_sealed (XpBook *book, const XpRecord *round, GError **error)
{
  const int64_t uid = xp_record_get_int (round, "round_uid");
  g_autoptr (GPtrArray) results = xp_book_list (book, XP_KIND_RESULT, "round_uid", uid, error);
  if (results == NULL || results->len == 0)
    return NULL;
  const XpRecord *last = results->pdata[results->len - 1];
  g_autoptr (XpResult) result = xp_result_from_text (xp_record_get_text (last, "text"), error);
  g_autoptr (GPtrArray) entrants =
    result != NULL ? xp_book_list (book, XP_KIND_ENTRANT, "round_uid", uid, error) : NULL;
  g_autoptr (GPtrArray) withdrawn =
    entrants != NULL ? xp_book_list (book, XP_KIND_TITLE_WITHDRAWAL, "round_uid", uid, error)
                     : NULL;
  if (withdrawn == NULL)
    return NULL;
  Sealed *self = g_new0 (Sealed, 1);
  self->result = g_steal_pointer (&result);
  self->withdrawn = g_steal_pointer (&withdrawn);
  self->number = (int) xp_record_get_int (round, "number");
  index_entrants (self, entrants);
  return self;
}

/* The latest first. Of Sealed. Yours. */
static GPtrArray *
list_sealed (XpBook *book, const GPtrArray *rounds, GError **error)
{
  g_autoptr (GPtrArray) sealed = g_ptr_array_new_with_free_func (sealed_free);
  for (guint i = rounds->len; i-- > 0;) {
    GError *local = NULL;
    if (!is_sealed (rounds->pdata[i]))
      continue;
    Sealed *one = read_sealed (book, rounds->pdata[i], &local);
    if (local != NULL) {
      g_propagate_error (error, local);
      return NULL;
    }
    if (one != NULL)
      g_ptr_array_add (sealed, one);
  }
  return g_steal_pointer (&sealed);
}

/* ---- one entrant then ---- */

/* The same household, or, where persons are scored in both, the same person. NULL: was not there.
 */
static const XpResultEntrant *
find_then (const Sealed *sealed, const XpOpeningEntrant *entrant, bool is_of_persons)
{
  return is_of_persons ? g_hash_table_lookup (sealed->by_person, &entrant->person_uid)
                       : g_hash_table_lookup (sealed->by_household, &entrant->household_uid);
}

static bool
is_withdrawn (const Sealed *sealed, int entrant_no)
{
  for (guint i = 0; i < sealed->withdrawn->len; i++)
    if (xp_record_get_int (sealed->withdrawn->pdata[i], "entrant_no") == entrant_no)
      return true;
  return false;
}

static void
put_taken (XpOpening *opening, guint at, const char *what, const Sealed *sealed, const char *value)
{
  g_autoptr (XpRecord) taken = xp_record_new (XP_KIND_TAKEN_OVER);
  xp_record_set_int (taken, "round_uid", opening->uid);
  xp_record_set_int (taken, "entrant_no", at + 1);
  xp_record_set_text (taken, "what", what);
  xp_record_set_int (taken, "from_round_uid", sealed->result->round_uid);
  xp_record_set_int (taken, "from_result_no", sealed->result->result_no);
  xp_record_set_text (taken, "value", value);
  xp_draft_put (opening->draft, taken);
}

/* ---- 上轮高 ---- */

static void
take_previous (XpOpening *opening, const GPtrArray *sealed)
{
  const char *title = opening->form->rubric->award.title;
  const Sealed *last = NULL;
  for (guint i = 0; title != NULL && last == NULL && i < sealed->len; i++) {
    const Sealed *one = sealed->pdata[i];
    if (strcmp (one->result->title, title) == 0)
      last = one;
  }
  for (guint i = 0; last != NULL && i < opening->entrants->len; i++) {
    const XpOpeningEntrant *entrant = &g_array_index (opening->entrants, XpOpeningEntrant, i);
    const XpResultEntrant *then = find_then (last, entrant, entrant->person_uid > 0);
    if (then == NULL || !then->has_total)
      continue;
    g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, then->total_hundredths);
    put_taken (opening, i, "previous", last, value);
  }
}

/* ---- award:干净人家 ---- */

static void
take_award (XpOpening *opening, const GPtrArray *sealed, const char *title)
{
  g_autofree char *what = g_strconcat ("award:", title, NULL);
  for (guint i = 0; i < opening->entrants->len; i++) {
    const XpOpeningEntrant *entrant = &g_array_index (opening->entrants, XpOpeningEntrant, i);
    int n_rounds = 0;
    for (guint k = 0; k < sealed->len && n_rounds < ROUNDS_THAT_COUNT; k++) {
      const Sealed *one = sealed->pdata[k];
      if (strcmp (one->result->title, title) != 0)
        continue;
      n_rounds++;
      const XpResultEntrant *then = find_then (one, entrant, false);
      if (then == NULL || then->awarded != XP_AWARDED_YES || is_withdrawn (one, then->entrant_no))
        continue;
      put_taken (opening, i, what, one, "1");
      break;
    }
  }
}

/* ---- 摘牌: until a day named then the title cannot be had again ---- */

static bool
is_barred_still (const Sealed *sealed, int entrant_no, const char *today)
{
  for (guint i = 0; i < sealed->withdrawn->len; i++) {
    const XpRecord *withdrawal = sealed->withdrawn->pdata[i];
    if (xp_record_get_int (withdrawal, "entrant_no") == entrant_no)
      return g_strcmp0 (xp_record_get_text (withdrawal, "barred_until"), today) >= 0;
  }
  return false;
}

static void
take_barred (XpOpening *opening, const GPtrArray *sealed)
{
  const char *title = opening->form->rubric->award.title;
  const GDate day = xp_desk_get_today (opening->desk);
  g_autofree char *today = xp_day_to_text (&day);
  for (guint k = 0; title != NULL && k < sealed->len; k++) {
    const Sealed *one = sealed->pdata[k];
    if (one->withdrawn->len == 0 || strcmp (one->result->title, title) != 0)
      continue;
    for (guint i = 0; i < opening->entrants->len; i++) {
      const XpOpeningEntrant *entrant = &g_array_index (opening->entrants, XpOpeningEntrant, i);
      const XpResultEntrant *then = find_then (one, entrant, entrant->person_uid > 0);
      if (then != NULL && is_barred_still (one, then->entrant_no, today))
        put_taken (opening, i, "barred", one, "1");
    }
  }
}

/* ---- score:ganjing-renjia, 平时分: one record for each sealed round of the year ---- */

static bool
is_of_year (XpOpening *opening, const GPtrArray *rounds, const Sealed *sealed)
{
  const GDate today = xp_desk_get_today (opening->desk);
  for (guint i = 0; i < rounds->len; i++) {
    if (xp_record_get_int (rounds->pdata[i], "round_uid") != sealed->result->round_uid)
      continue;
    const char *opened_on = xp_record_get_text (rounds->pdata[i], "opened_on");
    return opened_on != NULL && g_ascii_strtoll (opened_on, NULL, 10) == g_date_get_year (&today);
  }
  return false;
}

static void
take_totals (XpOpening *opening,
             const GPtrArray *rounds,
             const GPtrArray *sealed,
             const char *form_id,
             const char *prefix)
{
  for (guint k = 0; k < sealed->len; k++) {
    const Sealed *one = sealed->pdata[k];
    if (strcmp (one->result->rubric_id, form_id) != 0 || !is_of_year (opening, rounds, one))
      continue;
    g_autofree char *what = g_strdup_printf ("%s#%d", prefix, one->number);
    for (guint i = 0; i < opening->entrants->len; i++) {
      const XpOpeningEntrant *entrant = &g_array_index (opening->entrants, XpOpeningEntrant, i);
      const XpResultEntrant *then = find_then (one, entrant, false);
      if (then == NULL || !then->has_total)
        continue;
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, then->total_hundredths);
      put_taken (opening, i, what, one, value);
    }
  }
}

static void
take_gates (XpOpening *opening, const GPtrArray *rounds, const GPtrArray *sealed)
{
  const XpRubric *rubric = opening->form->rubric;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const bool is_looked_up = item->gate_kind == XP_GATE_AWARD || item->gate_kind == XP_GATE_SCORE;
    if (!is_looked_up || !g_hash_table_add (seen, item->gate))
      continue;
    g_autofree char *prefix = g_strconcat ("score:", item->gate_name, NULL);
    if (item->gate_kind == XP_GATE_AWARD)
      take_award (opening, sealed, item->gate_name);
    else if (g_hash_table_add (seen, item->gate_name))
      take_totals (opening, rounds, sealed, item->gate_name, prefix);
  }
}

bool
xp_round_take_over (XpOpening *opening, const GPtrArray *rounds, GError **error)
{
  g_autoptr (GPtrArray) sealed = list_sealed (opening->book, rounds, error);
  if (sealed == NULL)
    return false;
  take_previous (opening, sealed);
  take_barred (opening, sealed);
  take_gates (opening, rounds, sealed);
  if (opening->rules->usual_form != NULL)
    take_totals (opening, rounds, sealed, opening->rules->usual_form, "usual");
  return xp_round_take_ledger (opening, error);
}

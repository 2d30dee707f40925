#include "xp-years-work.h"

#include "xp-desk-private.h"

#include <string.h>

void
xp_streak_line_free (XpStreakLine *self)
{
  xp_household_line_free (self->household);
  g_free (self->barred_until);
  g_free (self);
}

void
xp_rise_line_free (XpRiseLine *self)
{
  g_free (self->number);
  g_free (self->who);
  g_free (self);
}

/* ---- streaks ---- */

/* One sealed round of the title. */
typedef struct {
  int year;
  XpResult *result;
  GHashTable *held;   /* household_uid → XpHeld; absent: not scored */
  GHashTable *barred; /* household_uid → day */
} SealedRound;

static void
free_sealed (gpointer data)
{
  SealedRound *self = data;
  xp_result_unref (self->result);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->barred);
  g_free (self);
}

static bool
is_sealed (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_record_get_text (round, "stage"), &stage);
  return stage >= XP_STAGE_PUBLISHED;
}

static const XpRecord *
find_withdrawal (const GPtrArray *withdrawals, int64_t entrant_no)
{
  for (guint i = 0; i < withdrawals->len; i++)
    if (xp_record_get_int (withdrawals->pdata[i], "entrant_no") == entrant_no)
      return withdrawals->pdata[i];
  return NULL;
}

static int64_t *
dup_uid (int64_t uid)
{
  return g_memdup2 (&uid, sizeof uid);
}

/* Of several persons of a household the best counts. */
static void
add_entrant (SealedRound *self, const XpRecord *entrant, const GPtrArray *withdrawals)
{
  const int64_t no = xp_record_get_int (entrant, "entrant_no");
  const int64_t uid = xp_record_get_int (entrant, "household_uid");
  if (no < 1 || no > (int64_t) self->result->n_entrants)
    return;
  const XpResultEntrant *then = &self->result->entrants[no - 1];
  const XpRecord *withdrawal = find_withdrawal (withdrawals, no);
  if (!then->has_total)
    return;
  const bool is_held = then->awarded == XP_AWARDED_YES && withdrawal == NULL;
  const XpHeld held = is_held ? XP_HELD_YES : XP_HELD_NO;
  const XpHeld is = GPOINTER_TO_INT (g_hash_table_lookup (self->held, &uid));
  g_hash_table_replace (self->held, dup_uid (uid), GINT_TO_POINTER (MAX (is, held)));
  if (withdrawal != NULL && !xp_record_is_null (withdrawal, "barred_until"))
    g_hash_table_replace (self->barred,
                          dup_uid (uid),
                          g_strdup (xp_record_get_text (withdrawal, "barred_until")));
}

/* NULL without error: of another title, or without a result. */
static SealedRound *
read_sealed (XpBook *book, const XpRecord *round, const char *title, GError **error)
{
  const int64_t uid = xp_record_get_int (round, "round_uid");
  g_autoptr (GPtrArray) results = xp_book_list (book, XP_KIND_RESULT, "round_uid", uid, error);
  if (results == NULL || results->len == 0)
    return NULL;
  const XpRecord *last = results->pdata[results->len - 1];
  g_autoptr (XpResult) result = xp_result_from_text (xp_record_get_text (last, "text"), error);
  if (result == NULL || strcmp (result->title, title) != 0)
    return NULL;
  g_autoptr (GPtrArray) entrants = xp_book_list (book, XP_KIND_ENTRANT, "round_uid", uid, error);
  g_autoptr (GPtrArray) withdrawals =
    entrants != NULL ? xp_book_list (book, XP_KIND_TITLE_WITHDRAWAL, "round_uid", uid, error)
                     : NULL;
  if (withdrawals == NULL)
    return NULL;
  const char *opened_on = xp_record_get_text (round, "opened_on");
  SealedRound *self = g_new0 (SealedRound, 1);
  self->year = opened_on != NULL ? (int) g_ascii_strtoll (opened_on, NULL, 10) : 0;
  self->result = g_steal_pointer (&result);
  self->held = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->barred = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < entrants->len; i++)
    add_entrant (self, entrants->pdata[i], withdrawals);
  return self;
}

/* In the order they were held. Of SealedRound. */
static gpointer
list_sealed (XpDesk *desk, XpBook *book, gpointer title, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  g_autoptr (GPtrArray) sealed = g_ptr_array_new_with_free_func (free_sealed);
  for (guint i = 0; rounds != NULL && i < rounds->len; i++) {
    GError *failure = NULL;
    SealedRound *one =
      is_sealed (rounds->pdata[i]) ? read_sealed (book, rounds->pdata[i], title, &failure) : NULL;
    if (failure != NULL) {
      g_propagate_error (error, failure);
      return NULL;
    }
    if (one != NULL)
      g_ptr_array_add (sealed, one);
  }
  return rounds != NULL ? g_steal_pointer (&sealed) : NULL;
}

/* NULL: never scored. */
static XpStreakLine *
make_streak (const GPtrArray *sealed, int64_t household_uid, int year)
{
  g_autofree XpHeldRound *rounds = g_new0 (XpHeldRound, sealed->len + 1);
  const char *barred_until = NULL;
  for (guint i = 0; i < sealed->len; i++) {
    const SealedRound *one = sealed->pdata[i];
    rounds[i].year = one->year;
    rounds[i].held = (XpHeld) GPOINTER_TO_INT (g_hash_table_lookup (one->held, &household_uid));
    const char *until = g_hash_table_lookup (one->barred, &household_uid);
    barred_until = until != NULL ? until : barred_until;
  }
  const XpStreak streak = xp_years_count (rounds, sealed->len, year);
  if (streak.n_scored == 0)
    return NULL;
  XpStreakLine *line = g_new0 (XpStreakLine, 1);
  line->streak = streak;
  line->barred_until = g_strdup (barred_until);
  return line;
}

GPtrArray *
xp_years_work_list_streaks (XpDesk *desk, const char *title, int year, GError **error)
{
  const GDate today = xp_desk_get_today (desk);
  g_autoptr (GPtrArray) households = xp_desk_list_households (desk, error);
  g_autoptr (GPtrArray) sealed =
    households != NULL ? xp_desk_run (desk, list_sealed, (gpointer) title, error) : NULL;
  if (sealed == NULL)
    return NULL;
  if (sealed->len == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "本村还没有公布过“%s”。请看看称号写得对不对。",
                 title);
    return NULL;
  }
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_streak_line_free);
  g_ptr_array_set_free_func (households, NULL);
  for (guint i = 0; i < households->len; i++) {
    XpHouseholdLine *household = households->pdata[i];
    XpStreakLine *line =
      make_streak (sealed, household->uid, year != 0 ? year : g_date_get_year (&today));
    if (line == NULL) {
      xp_household_line_free (household);
      continue;
    }
    line->household = household;
    g_ptr_array_add (lines, line);
  }
  return lines;
}

/* ---- rises ---- */

static XpRise
rise_of (const XpLoadedRound *loaded, const XpEntrant *entrant)
{
  const XpTotal *total = xp_tally_get_total (loaded->tally, entrant->no);
  return (XpRise){entrant->has_previous && total->has_total && !total->is_vetoed,
                  entrant->previous_hundredths,
                  total->total_hundredths};
}

static XpRiseLine *
make_rise (const XpEntrant *entrant, const XpRise *rise, bool is_greatest)
{
  XpRiseLine *line = g_new0 (XpRiseLine, 1);
  line->entrant_no = entrant->no;
  line->number = xp_entrant_dup_number (entrant);
  line->who = xp_entrant_dup_place_and_name (entrant);
  line->rise = *rise;
  line->is_greatest = is_greatest;
  return line;
}

static gpointer
list_rises (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, *(const int64_t *) input, error);
  if (loaded == NULL)
    return NULL;
  if (loaded->round->stage < XP_STAGE_TALLIED) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s还没有算分，看不出谁有进步。请先算分。",
                 loaded->round->name);
    return NULL;
  }
  const size_t n = loaded->round->n_entrants;
  g_autofree XpRise *rises = g_new0 (XpRise, n + 1);
  for (size_t i = 0; i < n; i++)
    rises[i] = rise_of (loaded, &loaded->round->entrants[i]);
  int64_t greatest = 0;
  const bool has_any = xp_years_find_greatest (rises, n, &greatest);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rise_line_free);
  for (size_t i = 0; i < n; i++)
    if (rises[i].has_both)
      g_ptr_array_add (lines,
                       make_rise (&loaded->round->entrants[i],
                                  &rises[i],
                                  has_any && xp_years_is_greatest (&rises[i], greatest)));
  return lines;
}

GPtrArray *
xp_years_work_list_rises (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, list_rises, &round_uid, error);
}

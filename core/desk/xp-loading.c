/* xp-loading.c: records of a book become one round in memory, and a round becomes a result. */
#include "xp-desk-private.h"

#include "xp-rubric-text.h"

#include <string.h>

static const char *
text_or_empty (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return text != NULL ? text : "";
}

/* ["居室","处数少"], as round-work writes it: words without quotes or backslashes. */
static char **
split_words (const char *json)
{
  const size_t length = strlen (json);
  if (length < 4)
    return g_new0 (char *, 1);
  g_autofree char *inner = g_strndup (json + 2, length - 4);
  return g_strsplit (inner, "\",\"", -1);
}

/* ---- the round ---- */

static bool
read_rules (XpRound *round, const XpRecord *record, GError **error)
{
  XpRules *rules = &round->rules;
  xp_combine_from_text (xp_record_get_text (record, "combine"), &rules->combine);
  rules->n_marks_needed = (int) xp_record_get_int (record, "n_marks_needed");
  rules->is_undecided_with_too_few =
    strcmp (xp_record_get_text (record, "too_few"), "undecided") == 0;
  rules->rounding = strcmp (xp_record_get_text (record, "rounding"), "half-even") == 0
                      ? XP_ROUNDING_HALF_EVEN
                      : XP_ROUNDING_HALF_AWAY;
  rules->has_line = !xp_record_is_null (record, "line_hundredths");
  rules->line_hundredths = xp_record_get_int (record, "line_hundredths");
  rules->quota_text = g_strdup (xp_record_get_text (record, "quota"));
  const char *quota_rounding = xp_record_get_text (record, "quota_rounding");
  rules->quota_rounding = strcmp (quota_rounding, "half-up") == 0 ? XP_QUOTA_HALF_UP
                          : strcmp (quota_rounding, "up") == 0    ? XP_QUOTA_UP
                                                                  : XP_QUOTA_DOWN;
  g_strfreev (rules->ties);
  rules->ties = split_words (xp_record_get_text (record, "tie_breakers"));
  rules->notice_length = (int) xp_record_get_int (record, "notice_length");
  rules->notice_counts_workdays =
    strcmp (xp_record_get_text (record, "notice_counts"), "workdays") == 0;
  xp_quota_base_from_text (xp_record_get_text (record, "quota_base"), &rules->quota_base);
  xp_apportion_from_text (xp_record_get_text (record, "apportion"), &rules->apportion);
  rules->n_registered = (int) xp_record_get_int (record, "n_registered");
  rules->n_resident = (int) xp_record_get_int (record, "n_resident");
  rules->is_one_per_household = xp_record_get_int (record, "is_one_per_household") != 0;
  rules->usual_form = g_strdup (xp_record_get_text (record, "usual_form"));
  rules->usual_bp = (int) xp_record_get_int (record, "usual_bp");
  rules->spread_hundredths = xp_record_get_int (record, "spread_hundredths");
  rules->is_own_group_recused = xp_record_get_int (record, "is_own_group_recused") != 0;
  xp_quorum_from_text (text_or_empty (record, "quorum"), &rules->quorum);
  return xp_quota_from_text (rules->quota_text, &rules->quota, error) &&
         xp_weights_from_text (xp_record_get_text (record, "weights"),
                               &rules->weights,
                               &rules->n_weights,
                               error);
}

static bool
read_form (XpBook *book, XpRound *round, const XpRecord *record, GError **error)
{
  const char *id = xp_record_get_text (record, "rubric_id");
  round->rubric_version = (int) xp_record_get_int (record, "rubric_version");
  g_autofree char *key = g_strdup_printf ("[\"%s\",%d]", id, round->rubric_version);
  g_autoptr (XpRecord) form = xp_book_lookup (book, XP_KIND_RUBRIC, key, error);
  if (form == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_DAMAGED,
                   "%s用的评分表“%s”第%d版不在本村资料里。请用备份核对。",
                   round->name,
                   id,
                   round->rubric_version);
    return false;
  }
  round->rubric_sha256 = g_strdup (xp_record_get_text (form, "sha256"));
  round->rubric = xp_rubric_from_stored_text (xp_record_get_text (form, "text"), id, error);
  return round->rubric != NULL;
}

static bool
read_judges (XpBook *book, XpRound *round, GError **error)
{
  g_autoptr (GPtrArray) judges = xp_book_list (book, XP_KIND_JUDGE, "round_uid", round->uid, error);
  if (judges == NULL)
    return false;

  round->n_judges = judges->len;
  round->judges = g_new0 (XpJudge, judges->len + 1);
  for (guint i = 0; i < judges->len; i++) {
    const XpRecord *judge = judges->pdata[i];
    round->judges[i] = (XpJudge){
      .no = (int) xp_record_get_int (judge, "judge_no"),
      .name = g_strdup (text_or_empty (judge, "name")),
      .body = g_strdup (text_or_empty (judge, "body")),
      .is_absent = xp_record_get_int (judge, "is_absent") != 0,
      .person_uid = xp_record_get_int (judge, "person_uid"),
    };
  }
  return true;
}

/* All records of a kind by their uid. */
static GHashTable *
map_by_uid (XpBook *book, XpKind kind, const char *column, GError **error)
{
  GPtrArray *records = xp_book_list (book, kind, NULL, 0, error);
  if (records == NULL)
    return NULL;

  GHashTable *map =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) xp_record_unref);
  for (guint i = 0; i < records->len; i++) {
    int64_t *uid = g_new (int64_t, 1);
    *uid = xp_record_get_int (records->pdata[i], column);
    g_hash_table_insert (map, uid, xp_record_ref (records->pdata[i]));
  }
  g_ptr_array_unref (records);
  return map;
}

static const XpRecord *
look_up_uid (GHashTable *map, const XpRecord *record, const char *column)
{
  const int64_t uid = record != NULL ? xp_record_get_int (record, column) : 0;
  return g_hash_table_lookup (map, &uid);
}

static void
read_entrant (XpRound *round, const XpRecord *record, GHashTable *households, GHashTable *groups)
{
  const int no = (int) xp_record_get_int (record, "entrant_no");
  const XpRecord *household = look_up_uid (households, record, "household_uid");
  const XpRecord *group = look_up_uid (groups, household, "group_uid");
  round->entrants[no - 1] = (XpEntrant){
    .no = no,
    .household_uid = xp_record_get_int (record, "household_uid"),
    .number = household != NULL ? (int) xp_record_get_int (household, "number") : 0,
    .group_uid = group != NULL ? xp_record_get_int (group, "group_uid") : 0,
    .group = g_strdup (text_or_empty (group, "name")),
    .group_number = group != NULL ? (int) xp_record_get_int (group, "number") : 0,
    .door = g_strdup (text_or_empty (household, "door")),
    .name = g_strdup (text_or_empty (household, "head")),
    .head = g_strdup (text_or_empty (household, "head")),
    .told_apart_by = g_strdup (text_or_empty (household, "told_apart_by")),
    .naming = g_strdup (text_or_empty (household, "naming")),
    .list = g_strdup (text_or_empty (record, "list")),
    .is_withheld = xp_record_get_int (record, "is_withheld") != 0,
    .person_uid = xp_record_get_int (record, "person_uid"),
  };
}

/* A person stands in her own name and with her own consent; the household says where she lives. */
static bool
read_persons (XpBook *book, XpRound *round, GError **error)
{
  bool is_of_persons = false;
  for (size_t i = 0; i < round->n_entrants; i++)
    is_of_persons |= round->entrants[i].person_uid != 0;
  if (!is_of_persons)
    return true;
  g_autoptr (GHashTable) persons = map_by_uid (book, XP_KIND_PERSON, "person_uid", error);
  for (size_t i = 0; persons != NULL && i < round->n_entrants; i++) {
    XpEntrant *entrant = &round->entrants[i];
    const XpRecord *person = g_hash_table_lookup (persons, &entrant->person_uid);
    if (person == NULL)
      continue;
    entrant->person_number = (int) xp_record_get_int (person, "number");
    g_free (entrant->name);
    g_free (entrant->told_apart_by);
    g_free (entrant->naming);
    entrant->name = g_strdup (text_or_empty (person, "name"));
    entrant->told_apart_by = g_strdup ("");
    entrant->naming = g_strdup (text_or_empty (person, "naming"));
  }
  return persons != NULL;
}

bool
xp_lay_entrants (XpBook *book, XpRound *round, const GPtrArray *entrants, GError **error)
{
  g_autoptr (GHashTable) households = map_by_uid (book, XP_KIND_HOUSEHOLD, "household_uid", error);
  g_autoptr (GHashTable) groups =
    households != NULL ? map_by_uid (book, XP_KIND_GROUP, "group_uid", error) : NULL;
  if (groups == NULL)
    return false;

  round->n_entrants = entrants->len;
  round->entrants = g_new0 (XpEntrant, entrants->len + 1);
  for (guint i = 0; i < entrants->len; i++) {
    const int64_t no = xp_record_get_int (entrants->pdata[i], "entrant_no");
    if (no < 1 || no > (int64_t) entrants->len) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_DAMAGED,
                   "%s的参评户编号有缺，资料可能被改动过。请用备份核对。",
                   round->name);
      return false;
    }
    read_entrant (round, entrants->pdata[i], households, groups);
  }
  return read_persons (book, round, error);
}

static bool
read_entrants (XpBook *book, XpRound *round, GError **error)
{
  g_autoptr (GPtrArray) entrants =
    xp_book_list (book, XP_KIND_ENTRANT, "round_uid", round->uid, error);
  return entrants != NULL && xp_lay_entrants (book, round, entrants, error);
}

static XpRound *
load_head (XpBook *book, int64_t round_uid, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", round_uid);
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_ROUND, key, error);
  if (record == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error,
                           XP_ERROR,
                           XP_ERROR_REFUSED,
                           "没有这一次评选，可能已经撤销了。请重新选一次。");
    return NULL;
  }

  g_autoptr (XpRound) round = xp_round_new ();
  round->uid = round_uid;
  round->number = (int) xp_record_get_int (record, "number");
  round->name = g_strdup (xp_record_get_text (record, "name"));
  xp_stage_from_text (xp_record_get_text (record, "stage"), &round->stage);
  round->opened_on = g_strdup (xp_record_get_text (record, "opened_on"));
  round->posted_on = g_strdup (xp_record_get_text (record, "posted_on"));
  round->notice_from_on = g_strdup (xp_record_get_text (record, "notice_from_on"));
  round->notice_until_on = g_strdup (xp_record_get_text (record, "notice_until_on"));
  round->published_on = g_strdup (xp_record_get_text (record, "published_on"));
  const bool is_whole = read_rules (round, record, error) && read_form (book, round, record, error);
  return is_whole ? g_steal_pointer (&round) : NULL;
}

/* ---- its marks ---- */

typedef struct {
  XpTally *tally;
  XpMarkNotes *notes;
} Cells;

static void
put_mark (const XpMark *mark, const XpMarkNote *note, gpointer user_data)
{
  const Cells *cells = user_data;
  xp_tally_put_mark (cells->tally, mark);
  if (note != NULL)
    xp_mark_notes_set (cells->notes, mark, note->words, note->photo);
}

static bool
read_sheets (XpBook *book, XpTally *tally, int64_t uid, int entry, GError **error)
{
  g_autoptr (GPtrArray) sheets = xp_book_list (book, XP_KIND_SHEET, "round_uid", uid, error);
  if (sheets == NULL)
    return false;
  for (guint i = 0; i < sheets->len; i++) {
    const XpRecord *sheet = sheets->pdata[i];
    if (xp_record_get_int (sheet, "entry") == entry)
      xp_tally_set_closed (tally,
                           (int) xp_record_get_int (sheet, "entrant_no"),
                           (int) xp_record_get_int (sheet, "judge_no"),
                           true);
  }
  return true;
}

static bool
read_states (XpBook *book, XpTally *tally, int64_t uid, GError **error)
{
  g_autoptr (GPtrArray) states =
    xp_book_list (book, XP_KIND_ENTRANT_STATE, "round_uid", uid, error);
  if (states == NULL)
    return false;

  for (guint i = 0; i < states->len; i++) {
    XpState state = XP_STATE_PRESENT;
    xp_state_from_text (text_or_empty (states->pdata[i], "state"), &state);
    xp_tally_set_state (tally, (int) xp_record_get_int (states->pdata[i], "entrant_no"), state);
  }
  return true;
}

static bool
read_ballots (XpBook *book, XpTally *tally, int64_t uid, GError **error)
{
  g_autoptr (GPtrArray) ballots = xp_book_list (book, XP_KIND_BALLOTS, "round_uid", uid, error);
  const size_t n_items = xp_tally_get_round (tally)->rubric->n_items;
  for (guint i = 0; ballots != NULL && i < ballots->len; i++) {
    const XpBallots counted = {
      .item_at = (int) xp_record_get_int (ballots->pdata[i], "item_at"),
      .n_issued = (int) xp_record_get_int (ballots->pdata[i], "n_issued"),
      .n_returned = (int) xp_record_get_int (ballots->pdata[i], "n_returned"),
      .n_spoilt = (int) xp_record_get_int (ballots->pdata[i], "n_spoilt"),
    };
    if (counted.item_at >= 1 && (size_t) counted.item_at <= n_items)
      xp_tally_set_ballots (tally, &counted);
  }
  return ballots != NULL;
}

static const char *
word_of_decision (const char *decided_by)
{
  static const char *const WORDS[][2] = {{"all-in", "全进"},
                                         {"all-out", "全不进"},
                                         {"vote", "表决"},
                                         {"lot", "抽签"}};
  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strcmp (WORDS[i][0], decided_by) == 0)
      return WORDS[i][1];
  return "";
}

static bool
read_decisions (XpBook *book, XpLoadedRound *loaded, GError **error)
{
  g_autoptr (GPtrArray) records =
    xp_book_list (book, XP_KIND_CUT_DECISION, "round_uid", loaded->round->uid, error);
  if (records == NULL)
    return false;
  loaded->n_decisions = records->len;
  loaded->decisions = g_new0 (XpCutDecision, records->len + 1);
  for (guint i = 0; i < records->len; i++) {
    XpCutDecision *decision = &loaded->decisions[i];
    *decision = (XpCutDecision){
      (int) xp_record_get_int (records->pdata[i], "entrant_no"),
      xp_record_get_int (records->pdata[i], "is_in") != 0,
      word_of_decision (text_or_empty (records->pdata[i], "decided_by")),
    };
    g_strlcpy (decision->seed, text_or_empty (records->pdata[i], "seed"), sizeof decision->seed);
  }
  return true;
}

/* ---- who does not mark whom ---- */

bool
xp_loaded_round_is_of_others (const XpLoadedRound *self, int entrant_no, int judge_no)
{
  const int64_t group_uid = self->round->entrants[entrant_no - 1].group_uid;
  bool has_rows = false;
  if (judge_no == 0 || group_uid == 0 || self->rota->len == 0 ||
      xp_round_is_of_own_body (self->round, judge_no))
    return false;
  for (guint i = 0; i < self->rota->len; i++) {
    const XpRotaRow *row = &g_array_index (self->rota, XpRotaRow, i);
    if (row->group_uid != group_uid)
      continue;
    if (row->judge_no == judge_no)
      return false;
    has_rows = true;
  }
  return has_rows;
}

bool
xp_loaded_round_is_recused (const XpLoadedRound *self, int entrant_no, int judge_no)
{
  for (guint i = 0; i < self->recusals->len; i++)
    if (xp_record_get_int (self->recusals->pdata[i], "entrant_no") == entrant_no &&
        xp_record_get_int (self->recusals->pdata[i], "judge_no") == judge_no)
      return true;
  return xp_loaded_round_is_of_others (self, entrant_no, judge_no);
}

void
xp_loaded_round_free (XpLoadedRound *self)
{
  g_clear_pointer (&self->tally, xp_tally_free);
  g_clear_pointer (&self->round, xp_round_unref);
  g_clear_pointer (&self->objections, g_ptr_array_unref);
  g_clear_pointer (&self->second, xp_tally_free);
  g_clear_pointer (&self->settlements, g_ptr_array_unref);
  g_clear_pointer (&self->recusals, g_ptr_array_unref);
  g_clear_pointer (&self->rota, g_array_unref);
  g_clear_pointer (&self->notes, xp_mark_notes_free);
  g_free (self->is_drawn);
  g_free (self->decisions);
  g_free (self);
}

/* Judges who do not mark an entrant, by recusal or by the rota; 合议 and the form's own bodies are
 * no judges. */
static void
close_recused (const XpLoadedRound *loaded, XpTally *tally)
{
  const XpRound *round = loaded->round;
  for (guint i = 0; i < loaded->recusals->len; i++)
    xp_tally_set_recused (tally,
                          (int) xp_record_get_int (loaded->recusals->pdata[i], "entrant_no"),
                          (int) xp_record_get_int (loaded->recusals->pdata[i], "judge_no"),
                          true);
  for (size_t i = 0; loaded->rota->len > 0 && i < round->n_entrants; i++)
    for (size_t k = 0; k < round->n_judges; k++)
      if (xp_loaded_round_is_of_others (loaded, (int) i + 1, round->judges[k].no))
        xp_tally_set_recused (tally, (int) i + 1, round->judges[k].no, true);
}

/* What was typed the first time, or the second: states and recusals hold for both. */
static XpTally *
read_tally (XpBook *book, const XpLoadedRound *loaded, int entry, GError **error)
{
  XpRound *round = loaded->round;
  g_autoptr (XpTally) tally = xp_tally_new (round);
  Cells cells = {tally, loaded->notes};
  xp_tally_freeze (tally);
  const bool is_read = xp_book_each_mark (book, round->uid, entry, put_mark, &cells, error) &&
                       read_sheets (book, tally, round->uid, entry, error) &&
                       read_states (book, tally, round->uid, error) &&
                       read_ballots (book, tally, round->uid, error);
  close_recused (loaded, tally);
  xp_tally_thaw (tally);
  return is_read ? g_steal_pointer (&tally) : NULL;
}

static bool
read_second (XpBook *book, XpLoadedRound *loaded, GError **error)
{
  const int64_t uid = loaded->round->uid;
  XpSecondEntry *asked = &loaded->second_entry;
  g_autoptr (GPtrArray) records =
    xp_book_list (book, XP_KIND_SECOND_ENTRY, "round_uid", uid, error);
  if (records == NULL)
    return false;
  if (records->len > 0) {
    asked->is_asked = true;
    asked->n_drawn = (int) xp_record_get_int (records->pdata[0], "n_drawn");
    g_strlcpy (asked->seed, text_or_empty (records->pdata[0], "seed"), sizeof asked->seed);
  }
  loaded->is_drawn = xp_second_entry_draw (asked, loaded->round);
  if (!asked->is_asked)
    return true;
  loaded->second = read_tally (book, loaded, 2, error);
  loaded->settlements = xp_book_list (book, XP_KIND_SETTLEMENT, "round_uid", uid, error);
  return loaded->second != NULL && loaded->settlements != NULL;
}

static GArray *
read_rota (XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) records = xp_book_list (book, XP_KIND_ROTA, "round_uid", round_uid, error);
  if (records == NULL)
    return NULL;
  GArray *rota = g_array_new (FALSE, FALSE, sizeof (XpRotaRow));
  for (guint i = 0; i < records->len; i++) {
    const XpRotaRow row = {xp_record_get_int (records->pdata[i], "group_uid"),
                           (int) xp_record_get_int (records->pdata[i], "judge_no")};
    g_array_append_val (rota, row);
  }
  return rota;
}

XpLoadedRound *
xp_load_round (XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = g_new0 (XpLoadedRound, 1);
  loaded->notes = xp_mark_notes_new ();
  loaded->round = load_head (book, round_uid, error);
  if (loaded->round == NULL || !read_judges (book, loaded->round, error) ||
      !read_entrants (book, loaded->round, error) || !xp_load_taken (book, loaded->round, error))
    return NULL;

  loaded->recusals = xp_book_list (book, XP_KIND_RECUSAL, "round_uid", round_uid, error);
  loaded->rota = loaded->recusals != NULL ? read_rota (book, round_uid, error) : NULL;
  loaded->tally = loaded->rota != NULL ? read_tally (book, loaded, 1, error) : NULL;
  if (loaded->tally == NULL || !read_decisions (book, loaded, error) ||
      !read_second (book, loaded, error))
    return NULL;
  loaded->objections = xp_book_list (book, XP_KIND_OBJECTION, "round_uid", round_uid, error);
  return loaded->objections != NULL ? g_steal_pointer (&loaded) : NULL;
}

/* ---- a result ---- */

static void
fill_result_rules (XpResult *result, const XpRound *round)
{
  const XpRules *rules = &round->rules;
  result->round_uid = round->uid;
  result->round_number = round->number;
  result->round_name = g_strdup (round->name);
  result->rubric_id = g_strdup (round->rubric->id);
  result->rubric_version = round->rubric_version;
  result->rubric_sha256 = g_strdup (round->rubric_sha256);
  result->title = g_strdup (round->rubric->award.title != NULL ? round->rubric->award.title
                                                               : round->rubric->name);
  result->combine = rules->combine;
  result->n_marks_needed = rules->n_marks_needed;
  result->is_undecided_with_too_few = rules->is_undecided_with_too_few;
  result->rounding = rules->rounding;
  result->has_line = rules->has_line;
  result->line_hundredths = rules->line_hundredths;
  result->quota = g_strdup (rules->quota_text != NULL ? rules->quota_text : "");
  result->quota_rounding = rules->quota_rounding;
  result->ties = g_strjoinv ("|", rules->ties);
  result->more_rules = xp_rules_dup_more (rules);
}

static bool
fill_result_village (XpResult *result, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, error);
  if (villages == NULL || villages->len == 0)
    return false;
  const XpRecord *village = villages->pdata[0];
  const char *issuer = xp_record_get_text (village, "issuer");
  result->village_uid = xp_record_get_int (village, "village_uid");
  result->village = g_strdup (text_or_empty (village, "name"));
  result->issuer =
    issuer != NULL ? g_strdup (issuer) : g_strconcat (result->village, "村民委员会", NULL);
  return true;
}

static bool
fill_result_took (XpResult *result, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) taken =
    xp_book_list (book, XP_KIND_TAKEN_OVER, "round_uid", result->round_uid, error);
  if (taken == NULL)
    return false;
  for (guint i = 0; i < taken->len; i++)
    g_ptr_array_add (result->took,
                     g_strdup_printf ("%" G_GINT64_FORMAT "\t%s\t%" G_GINT64_FORMAT
                                      "\t%" G_GINT64_FORMAT "\t%s",
                                      xp_record_get_int (taken->pdata[i], "entrant_no"),
                                      text_or_empty (taken->pdata[i], "what"),
                                      xp_record_get_int (taken->pdata[i], "from_round_uid"),
                                      xp_record_get_int (taken->pdata[i], "from_result_no"),
                                      text_or_empty (taken->pdata[i], "value")));
  return true;
}

static void
fill_result_entrant (XpResultEntrant *out,
                     const XpEntrant *entrant,
                     const XpTotal *total,
                     const XpPlace *place)
{
  *out = (XpResultEntrant){
    .entrant_no = entrant->no,
    .number = entrant->number,
    .person_number = entrant->person_number,
    .list = g_strdup (entrant->list),
    .group = g_strdup (entrant->group),
    .door = g_strdup (entrant->door),
    .name = g_strdup (entrant->name),
    .told_apart_by = g_strdup (entrant->told_apart_by),
    .naming = g_strdup (entrant->naming),
    .status = g_strdup (place->status),
    .has_total = total->has_total,
    .total_hundredths = total->total_hundredths,
    .exact_hundredths = total->exact_hundredths,
    .rank = place->rank,
    .grade = g_strdup (place->grade),
    .awarded = place->awarded,
    .decided_by = g_strdup (place->decided_by),
    .is_mean_for_too_few = total->is_mean_for_too_few,
    .n_marks = total->n_marks,
  };
}

XpResult *
xp_load_result (XpBook *book,
                const XpLoadedRound *loaded,
                const XpResultStamp *stamp,
                GError **error)
{
  const XpRound *round = loaded->round;
  g_autoptr (XpResult) result = xp_result_new ();
  result->result_no = stamp->result_no;
  result->purpose = g_strdup (stamp->purpose);
  result->posted_on = g_strdup (stamp->posted_on != NULL ? stamp->posted_on : "");
  result->notice_from_on = g_strdup (stamp->notice_from_on != NULL ? stamp->notice_from_on : "");
  result->notice_until_on = g_strdup (stamp->notice_until_on != NULL ? stamp->notice_until_on : "");
  fill_result_rules (result, round);
  if (!fill_result_village (result, book, error) || !fill_result_took (result, book, error))
    return NULL;

  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  result->n_base = ranking->n_base;
  result->n_places = ranking->n_quota;
  result->n_entrants = round->n_entrants;
  result->entrants = g_new0 (XpResultEntrant, round->n_entrants + 1);
  for (size_t i = 0; i < round->n_entrants; i++)
    fill_result_entrant (&result->entrants[i],
                         &round->entrants[i],
                         xp_tally_get_total (loaded->tally, (int) i + 1),
                         &ranking->places[i]);
  return g_steal_pointer (&result);
}

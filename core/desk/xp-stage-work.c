/* xp-stage-work.c: a round goes on, stage by stage (xp-round-work.h). */
#include "xp-round-work.h"

#include "xp-desk-private.h"
#include "xp-stage-private.h"

#include <stdlib.h>
#include <string.h>

static const char *const BUTTONS[] = {
  [XP_STAGE_DRAFT] = "",
  [XP_STAGE_MARKING] = "开始打分",
  [XP_STAGE_TALLIED] = "算分",
  [XP_STAGE_DISCUSSED] = "开会评议",
  [XP_STAGE_POSTED] = "张贴公示",
  [XP_STAGE_PUBLISHED] = "公布结果",
  [XP_STAGE_AWARDED] = "发证",
  [XP_STAGE_ARCHIVED] = "存档",
};
G_STATIC_ASSERT (G_N_ELEMENTS (BUTTONS) == XP_N_STAGES);

/* The last stage that this version goes to. */
static const XpStage LAST_STAGE = XP_STAGE_PUBLISHED;

/* ---- what comes next ---- */

void
xp_next_stage_free (XpNextStage *self)
{
  g_free (self->button);
  g_strfreev (self->missing);
  g_free (self);
}

XpNextStage *
xp_round_work_next_stage (XpDesk *desk, const XpLoadedRound *loaded, GError **error)
{
  if (loaded->round->stage >= LAST_STAGE)
    return NULL;
  XpNextStage *next = g_new0 (XpNextStage, 1);
  next->next = (XpStage) (loaded->round->stage + 1);
  next->button = g_strdup (BUTTONS[next->next]);
  next->missing = xp_stage_list_missing (desk, loaded, next->next);
  return next;
}

/* ---- going on ---- */

typedef struct {
  int64_t round_uid;
  XpStage to;
  const char *reason;
  const char *witness;
} Step;

static XpRecord *
look_up_round (XpBook *book, int64_t round_uid, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", round_uid);
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_ROUND, key, error);
  return record != NULL ? xp_record_copy (record) : NULL;
}

static bool
refuse_missing (char **missing, GError **error)
{
  if (missing[0] == NULL)
    return true;
  g_autofree char *text = g_strjoinv ("\n", missing);
  g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, text);
  return false;
}

static bool
check_step (const XpLoadedRound *loaded, XpStage to, GError **error)
{
  const XpRound *round = loaded->round;
  if (to == round->stage + 1 && to <= LAST_STAGE)
    return true;

  if (to > LAST_STAGE)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "“%s”这一步这一版还没有，请走到公布为止。",
                 xp_stage_get_word (to));
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s现在在“%s”，下一步是“%s”，不能直接到“%s”。请一步一步走。",
                 round->name,
                 xp_stage_get_word (round->stage),
                 round->stage < LAST_STAGE ? xp_stage_get_word ((XpStage) (round->stage + 1))
                                           : "没有了",
                 xp_stage_get_word (to));
  return false;
}

static int
count_results (XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) results =
    xp_book_list (book, XP_KIND_RESULT, "round_uid", round_uid, error);
  return results != NULL ? (int) results->len : -1;
}

static bool
put_result (
  XpDraft *draft, XpBook *book, const XpLoadedRound *loaded, XpResultStamp *stamp, GError **error)
{
  const int n_results = count_results (book, loaded->round->uid, error);
  if (n_results < 0)
    return false;
  stamp->result_no = n_results + 1;
  g_autoptr (XpResult) result = xp_load_result (book, loaded, stamp, error);
  if (result == NULL)
    return false;

  g_autofree char *text = xp_result_to_text (result);
  g_autofree char *sha256 = xp_sha256_of_text (text);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_RESULT);
  xp_record_set_int (record, "round_uid", loaded->round->uid);
  xp_record_set_int (record, "result_no", stamp->result_no);
  xp_record_set_text (record, "purpose", stamp->purpose);
  xp_record_set_text (record, "text", text);
  xp_record_set_text (record, "sha256", sha256);
  xp_draft_put (draft, record);
  return true;
}

/* Posting fixes the days and stores the result that hangs outside. */
static bool
post (XpDesk *desk,
      XpBook *book,
      const XpLoadedRound *loaded,
      XpRecord *round,
      XpDraft *draft,
      GError **error)
{
  const XpRules *rules = &loaded->round->rules;
  const GDate today = xp_desk_get_today (desk);
  GDate from, until;
  xp_calendar_get_period (xp_desk_get_calendar (desk),
                          &today,
                          rules->notice_length,
                          rules->notice_counts_workdays,
                          &from,
                          &until);
  g_autofree char *posted_on = xp_day_to_text (&today);
  g_autofree char *from_on = xp_day_to_text (&from);
  g_autofree char *until_on = xp_day_to_text (&until);
  xp_record_set_text (round, "posted_on", posted_on);
  xp_record_set_text (round, "notice_from_on", from_on);
  xp_record_set_text (round, "notice_until_on", until_on);
  XpResultStamp stamp = {0, "posting", posted_on, from_on, until_on};
  return put_result (draft, book, loaded, &stamp, error);
}

/* ---- certificates: numbers without gaps, a spoiled one is void and never used again ---- */

typedef struct {
  int year;
  int round_in_year; /* ordinal of the round among those of the year */
  int last_serial;   /* of this round */
  GHashTable *valid; /* entrant_no → XpRecord, of this round */
} Numbers;

static bool
read_numbers (XpBook *book, int64_t round_uid, int year, Numbers *numbers, GError **error)
{
  g_autoptr (GPtrArray) all = xp_book_list (book, XP_KIND_CERTIFICATE, NULL, 0, error);
  if (all == NULL)
    return false;

  int last_round = 0, own_round = 0;
  for (guint i = 0; i < all->len; i++) {
    const XpRecord *one = all->pdata[i];
    const int round_in_year = (int) xp_record_get_int (one, "round_in_year");
    if (xp_record_get_int (one, "year") != year)
      continue;
    last_round = MAX (last_round, round_in_year);
    if (xp_record_get_int (one, "round_uid") != round_uid)
      continue;
    own_round = round_in_year;
    numbers->last_serial = MAX (numbers->last_serial, (int) xp_record_get_int (one, "serial"));
    if (xp_record_get_int (one, "is_void") == 0)
      g_hash_table_insert (numbers->valid,
                           GINT_TO_POINTER ((int) xp_record_get_int (one, "entrant_no")),
                           xp_record_ref (all->pdata[i]));
  }
  numbers->year = year;
  numbers->round_in_year = own_round > 0 ? own_round : last_round + 1;
  return true;
}

static int
compare_for_serial (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const XpRound *round = user_data;
  const XpEntrant *left = xp_round_get_entrant (round, *(const int *) a);
  const XpEntrant *right = xp_round_get_entrant (round, *(const int *) b);
  if (left->group_number != right->group_number)
    return left->group_number - right->group_number;
  return left->number - right->number;
}

static void
put_certificate (XpDesk *desk, XpDraft *draft, int64_t round_uid, int entrant_no, Numbers *numbers)
{
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_CERTIFICATE);
  xp_record_set_int (record, "certificate_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "year", numbers->year);
  xp_record_set_int (record, "round_in_year", numbers->round_in_year);
  xp_record_set_int (record, "serial", ++numbers->last_serial);
  xp_draft_put (draft, record);
}

static void
put_certificates (XpDesk *desk, const XpLoadedRound *loaded, XpDraft *draft, Numbers *numbers)
{
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  g_autoptr (GArray) awarded = g_array_new (FALSE, FALSE, sizeof (int));
  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  for (size_t i = 0; i < ranking->n_places; i++) {
    const int no = (int) i + 1;
    XpRecord *valid = g_hash_table_lookup (numbers->valid, GINT_TO_POINTER (no));
    const bool is_awarded = ranking->places[i].awarded == XP_AWARDED_YES;
    if (is_awarded && valid == NULL) {
      g_array_append_val (awarded, no);
    } else if (!is_awarded && valid != NULL) {
      g_autoptr (XpRecord) spoiled = xp_record_copy (valid);
      xp_record_set_int (spoiled, "is_void", 1);
      xp_record_set_text (spoiled, "voided_on", today);
      xp_record_set_text (spoiled, "void_why", "更正以后没有评上");
      xp_draft_put (draft, spoiled);
    }
  }
  g_array_sort_with_data (awarded, compare_for_serial, loaded->round);
  for (guint i = 0; i < awarded->len; i++)
    put_certificate (desk, draft, loaded->round->uid, g_array_index (awarded, int, i), numbers);
}

static bool
publish (XpDesk *desk,
         XpBook *book,
         const XpLoadedRound *loaded,
         XpRecord *round,
         XpDraft *draft,
         GError **error)
{
  const GDate today = xp_desk_get_today (desk);
  g_autofree char *published_on = xp_day_to_text (&today);
  xp_record_set_text (round, "published_on", published_on);
  XpResultStamp stamp = {0,
                         "final",
                         loaded->round->posted_on,
                         loaded->round->notice_from_on,
                         loaded->round->notice_until_on};
  if (!put_result (draft, book, loaded, &stamp, error))
    return false;

  Numbers numbers = {.valid =
                       g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) xp_record_unref)};
  const bool is_read =
    read_numbers (book, loaded->round->uid, (int) g_date_get_year (&today), &numbers, error);
  if (is_read)
    put_certificates (desk, loaded, draft, &numbers);
  g_hash_table_unref (numbers.valid);
  return is_read;
}

/* What the list says of each household is proposed as its state when marking begins. */
static bool
propose_states (XpBook *book, const XpLoadedRound *loaded, XpDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) households = xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  if (households == NULL)
    return false;
  for (guint i = 0; i < households->len; i++) {
    const char *state = xp_record_get_text (households->pdata[i], "state");
    const XpEntrant *entrant =
      xp_round_lookup_number (loaded->round,
                              (int) xp_record_get_int (households->pdata[i], "number"));
    if (entrant == NULL || (strcmp (state, "away") != 0 && strcmp (state, "empty") != 0))
      continue;
    g_autoptr (XpRecord) record = xp_record_new (XP_KIND_ENTRANT_STATE);
    xp_record_set_int (record, "round_uid", loaded->round->uid);
    xp_record_set_int (record, "entrant_no", entrant->no);
    xp_record_set_text (record, "state", state);
    xp_draft_put (draft, record);
  }
  return true;
}

static gpointer
go_on (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Step *step = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, step->round_uid, error);
  if (loaded == NULL || !check_step (loaded, step->to, error))
    return NULL;
  g_auto (GStrv) missing = xp_stage_list_missing (desk, loaded, step->to);
  if (!refuse_missing (missing, error))
    return NULL;

  g_autoptr (XpRecord) round = look_up_round (book, step->round_uid, error);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_STAGE);
  if (round == NULL)
    return NULL;
  xp_record_set_text (round, "stage", xp_stage_get_name (step->to));
  bool is_ready = true;
  if (step->to == XP_STAGE_MARKING)
    is_ready = propose_states (book, loaded, draft, error);
  else if (step->to == XP_STAGE_POSTED)
    is_ready = post (desk, book, loaded, round, draft, error);
  else if (step->to == XP_STAGE_PUBLISHED)
    is_ready = publish (desk, book, loaded, round, draft, error);
  if (!is_ready)
    return NULL;

  xp_draft_set_subject (draft, round);
  xp_draft_put (draft, round);
  return xp_book_put (book, draft, error);
}

bool
xp_round_work_go_on (XpDesk *desk, int64_t round_uid, XpStage to, GError **error)
{
  Step step = {.round_uid = round_uid, .to = to};
  return xp_desk_run_act (desk, go_on, &step, error);
}

/* ---- going back ---- */

static gpointer
go_back (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Step *step = input;
  g_autoptr (XpRecord) round = look_up_round (book, step->round_uid, error);
  if (round == NULL)
    return NULL;

  XpStage stage = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_record_get_text (round, "stage"), &stage);
  if (stage <= XP_STAGE_MARKING) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "已经开始打分的评选不能退回准备。要改就撤销开评，重新开一次。");
    return NULL;
  }
  if (stage == XP_STAGE_PUBLISHED) {
    xp_record_set_null (round, "published_on");
  } else if (stage == XP_STAGE_POSTED) {
    xp_record_set_null (round, "posted_on");
    xp_record_set_null (round, "notice_from_on");
    xp_record_set_null (round, "notice_until_on");
  }
  xp_record_set_text (round, "stage", xp_stage_get_name ((XpStage) (stage - 1)));

  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_STAGE_BACK);
  xp_draft_set_reason (draft, step->reason, step->witness);
  xp_draft_set_subject (draft, round);
  xp_draft_put (draft, round);
  return xp_book_put (book, draft, error);
}

bool
xp_round_work_go_back (
  XpDesk *desk, int64_t round_uid, const char *reason, const char *witness, GError **error)
{
  const bool is_told = reason != NULL && reason[0] != '\0' && witness != NULL && witness[0] != '\0';
  if (!is_told) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "退回一步，请写明理由，还要写上在场的第二个人的姓名。");
    return false;
  }
  Step step = {.round_uid = round_uid, .reason = reason, .witness = witness};
  return xp_desk_run_act (desk, go_back, &step, error);
}

/* ---- the latest stored result ---- */

typedef struct {
  int64_t round_uid;
  char *sha256;
} Latest;

static gpointer
latest_result (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Latest *latest = input;
  g_autoptr (GPtrArray) results =
    xp_book_list (book, XP_KIND_RESULT, "round_uid", latest->round_uid, error);
  if (results == NULL || results->len == 0)
    return NULL;
  const XpRecord *last = results->pdata[results->len - 1];
  latest->sha256 = g_strdup (xp_record_get_text (last, "sha256"));
  return xp_result_from_text (xp_record_get_text (last, "text"), error);
}

XpResult *
xp_round_work_latest_result (XpDesk *desk, int64_t round_uid, char **out_code, GError **error)
{
  Latest latest = {.round_uid = round_uid};
  XpResult *result = xp_desk_run (desk, latest_result, &latest, error);
  if (result != NULL && out_code != NULL)
    *out_code = xp_desk_dup_board_code (desk, latest.sha256);
  g_free (latest.sha256);
  return result;
}

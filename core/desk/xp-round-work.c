#include "xp-round-work.h"

#include "xp-combine.h"
#include "xp-decimal.h"
#include "xp-desk-private.h"
#include "xp-form-shelf.h"
#include "xp-rubric-check.h"

#include <string.h>

static const char NONE[] = "无";

/* Days of a 公示. */
enum {
  LEAST_NOTICE = 3,
  MOST_NOTICE = 60
};

/* ---- the rules of a new round: what was asked for, else what the form says ---- */

static bool
choose_combine (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  const char *word = spec->combine != NULL ? spec->combine : rubric->award.judges;
  if (word == NULL) {
    bool is_sparse = true;
    for (size_t i = 0; i < rubric->n_items; i++)
      is_sparse &= rubric->items[i].mode != XP_MODE_SCORE;
    rules->combine = is_sparse ? XP_COMBINE_CONSENSUS : XP_COMBINE_MEAN;
    return true;
  }
  if (!xp_combine_from_text (word, &rules->combine)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "合分办法“%s”不认得，请写 合议、平均 或 去高低平均。",
                 word);
    return false;
  }
  if (!xp_combine_is_ready (rules->combine)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "合分办法“%s”这一版还不能算，请用 合议、平均 或 去高低平均。",
                 xp_combine_get_word (rules->combine));
    return false;
  }
  return true;
}

/* The bound of the grade that is the title itself, else of the highest. */
static void
take_line_of_form (const XpRubric *rubric, XpRules *rules)
{
  const XpAward *award = &rubric->award;
  if (award->n_grades == 0)
    return;
  rules->has_line = true;
  rules->line_hundredths = award->grades[0].from_hundredths;
  for (size_t i = 0; i < award->n_grades; i++)
    if (g_strcmp0 (award->grades[i].word, award->title) == 0)
      rules->line_hundredths = award->grades[i].from_hundredths;
}

static bool
choose_line (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  if (spec->line == NULL)
    take_line_of_form (rubric, rules);
  if (spec->line == NULL || strcmp (spec->line, NONE) == 0)
    return true;

  rules->has_line = true;
  if (xp_decimal_from_text (spec->line, &rules->line_hundredths) && rules->line_hundredths >= 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "等次线“%s”不是分数，请写成90这样，没有就写“无”。",
               spec->line);
  return false;
}

static bool
choose_quota (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  const XpAward *award = &rubric->award;
  const char *text = spec->quota != NULL ? spec->quota : award->quota;
  if (text == NULL || strcmp (text, NONE) == 0)
    return true;
  if (!xp_quota_from_text (text, &rules->quota, error))
    return false;

  const bool is_of_others = spec->quota == NULL && rules->quota.kind == XP_QUOTA_PERCENT &&
                            award->quota_base != NULL && strcmp (award->quota_base, "参评户") != 0;
  if (is_of_others) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "《%s》的名额按“%s”算，这一版只能按参评户算。请另写名额，没有就写“无”。",
                 rubric->name,
                 award->quota_base);
    return false;
  }
  rules->quota_text = g_strdup (text);
  if (g_strcmp0 (award->quota_rounding, "四舍五入") == 0)
    rules->quota_rounding = XP_QUOTA_HALF_UP;
  else if (g_strcmp0 (award->quota_rounding, "进一") == 0)
    rules->quota_rounding = XP_QUOTA_UP;
  return true;
}

static bool
choose_ties (const XpRubric *rubric, XpRules *rules, GError **error)
{
  for (size_t i = 0; rubric->award.ties[i] != NULL; i++) {
    const char *word = rubric->award.ties[i];
    if (!xp_ranking_knows_tie (rubric, word) || strpbrk (word, "\"\\") != NULL) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_REFUSED,
                   "《%s》的同分办法“%s”这一版还不能用。能用的是：大项的名称、处数少、上轮高、"
                   "表决。",
                   rubric->name,
                   word);
      return false;
    }
  }
  g_strfreev (rules->ties);
  rules->ties = g_strdupv (rubric->award.ties);
  return true;
}

static bool
choose_notice (const XpRoundSpec *spec, XpRules *rules, GError **error)
{
  const char *counts = spec->notice_counts;
  const bool is_days = g_strcmp0 (counts, "days") == 0 || g_strcmp0 (counts, "天") == 0;
  const bool is_workdays =
    counts == NULL || strcmp (counts, "workdays") == 0 || strcmp (counts, "工作日") == 0;
  if (!is_days && !is_workdays) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "公示天数按“%s”算不认得，请写 天 或 工作日。",
                 counts);
    return false;
  }
  rules->notice_counts_workdays = is_workdays;
  if (spec->notice_length != 0)
    rules->notice_length = spec->notice_length;
  if (rules->notice_length >= LEAST_NOTICE && rules->notice_length <= MOST_NOTICE)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "公示天数写的是%d，应为%d到%d。",
               rules->notice_length,
               LEAST_NOTICE,
               MOST_NOTICE);
  return false;
}

static bool
choose_rules (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  g_autofree char *unready = xp_rubric_dup_unready (rubric);
  if (unready != NULL) {
    g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, unready);
    return false;
  }
  return choose_combine (spec, rubric, rules, error) && choose_line (spec, rubric, rules, error) &&
         choose_quota (spec, rubric, rules, error) && choose_ties (rubric, rules, error) &&
         choose_notice (spec, rules, error);
}

/* ---- records of the act that opens ---- */

typedef struct {
  XpDesk *desk;
  XpBook *book;
  const XpRoundSpec *spec;
  const XpShelfForm *form;
  const XpRules *rules;
  XpDraft *draft;
  int64_t uid;
  int n_entrants;
  int n_judges; /* who score */
} Opening;

static char *
join_words (char **words)
{
  g_autofree char *inner = g_strjoinv ("\",\"", words);
  return words[0] != NULL ? g_strconcat ("[\"", inner, "\"]", NULL) : g_strdup ("[]");
}

static void
put_round (Opening *opening, int number)
{
  static const char *const ROUNDINGS[] =
    {[XP_QUOTA_DOWN] = "down", [XP_QUOTA_HALF_UP] = "half-up", [XP_QUOTA_UP] = "up"};
  const XpRules *rules = opening->rules;
  g_autoptr (XpRecord) round = xp_record_new (XP_KIND_ROUND);
  g_autofree char *ties = join_words (rules->ties);
  const GDate day = xp_desk_get_today (opening->desk);
  g_autofree char *today = xp_day_to_text (&day);

  xp_record_set_int (round, "round_uid", opening->uid);
  xp_record_set_int (round, "number", number);
  xp_record_set_text (round, "name", opening->spec->name);
  xp_record_set_text (round, "stage", opening->spec->is_draft ? "draft" : "marking");
  xp_record_set_text (round, "rubric_id", opening->form->rubric->id);
  xp_record_set_int (round, "rubric_version", opening->form->version);
  xp_record_set_text (round, "combine", xp_combine_get_name (rules->combine));
  if (rules->has_line)
    xp_record_set_int (round, "line_hundredths", rules->line_hundredths);
  if (rules->quota_text != NULL)
    xp_record_set_text (round, "quota", rules->quota_text);
  xp_record_set_text (round, "quota_rounding", ROUNDINGS[rules->quota_rounding]);
  xp_record_set_text (round, "tie_breakers", ties);
  xp_record_set_int (round, "notice_length", rules->notice_length);
  xp_record_set_text (round, "notice_counts", rules->notice_counts_workdays ? "workdays" : "days");
  xp_record_set_text (round, "opened_on", today);
  xp_draft_set_subject (opening->draft, round);
  xp_draft_put (opening->draft, round);
}

static void
put_judge (Opening *opening, int no, const char *name)
{
  g_autoptr (XpRecord) judge = xp_record_new (XP_KIND_JUDGE);
  xp_record_set_int (judge, "round_uid", opening->uid);
  xp_record_set_int (judge, "judge_no", no);
  xp_record_set_text (judge, "name", name);
  xp_draft_put (opening->draft, judge);
}

static bool
put_judges (Opening *opening, GError **error)
{
  const char *const *names = opening->spec->judges;
  const bool is_consensus = opening->rules->combine == XP_COMBINE_CONSENSUS;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  if (is_consensus)
    put_judge (opening, 0, "合议");

  for (int i = 0; names != NULL && names[i] != NULL; i++) {
    if (!g_hash_table_add (seen, (gpointer) names[i])) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_INPUT,
                   "评委“%s”写了两遍。是同一个人就去掉一个，同名的请加字区别。",
                   names[i]);
      return false;
    }
    put_judge (opening, i + 1, names[i]);
    opening->n_judges++;
  }
  opening->n_judges = is_consensus ? 1 : opening->n_judges;
  return true;
}

/* What the list says of the household is proposed as its state; it can be changed in 打分. */
static void
put_proposed_state (Opening *opening, const char *household_state)
{
  if (strcmp (household_state, "away") != 0 && strcmp (household_state, "empty") != 0)
    return;
  g_autoptr (XpRecord) state = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (state, "round_uid", opening->uid);
  xp_record_set_int (state, "entrant_no", opening->n_entrants);
  xp_record_set_text (state, "state", household_state);
  xp_draft_put (opening->draft, state);
}

static bool
put_entrants (Opening *opening, GError **error)
{
  g_autoptr (GPtrArray) households =
    xp_book_list (opening->book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  if (households == NULL)
    return false;

  for (guint i = 0; i < households->len; i++) {
    const XpRecord *household = households->pdata[i];
    const char *state = xp_record_get_text (household, "state");
    if (strcmp (state, "closed") == 0)
      continue;
    g_autoptr (XpRecord) entrant = xp_record_new (XP_KIND_ENTRANT);
    xp_record_set_int (entrant, "round_uid", opening->uid);
    xp_record_set_int (entrant, "entrant_no", ++opening->n_entrants);
    xp_record_set_int (entrant, "household_uid", xp_record_get_int (household, "household_uid"));
    xp_draft_put (opening->draft, entrant);
    if (!opening->spec->is_draft)
      put_proposed_state (opening, state);
  }
  return true;
}

static bool
check_ready (const Opening *opening, GError **error)
{
  if (opening->spec->is_draft)
    return true;
  if (opening->n_entrants == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "本村资料里还没有农户，不能开始打分。请先导入农户名单。");
    return false;
  }
  if (opening->n_judges == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s要由评委各自打分，还没有写评委。请写上评委姓名，或改为合议。",
                 opening->spec->name);
    return false;
  }
  return true;
}

/* ---- 上轮高: printed totals of the last sealed round of the same title ---- */

static XpResult *
last_result_of (XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) results =
    xp_book_list (book, XP_KIND_RESULT, "round_uid", round_uid, error);
  if (results == NULL || results->len == 0)
    return NULL;
  const XpRecord *last = results->pdata[results->len - 1];
  return xp_result_from_text (xp_record_get_text (last, "text"), error);
}

static bool
is_sealed (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_record_get_text (round, "stage"), &stage);
  return stage >= XP_STAGE_PUBLISHED;
}

/* NULL without error: there is none. */
static XpResult *
find_previous (XpBook *book, const char *title, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  for (guint i = rounds != NULL ? rounds->len : 0; i-- > 0;) {
    if (!is_sealed (rounds->pdata[i]))
      continue;
    GError *local = NULL;
    g_autoptr (XpResult) result =
      last_result_of (book, xp_record_get_int (rounds->pdata[i], "round_uid"), &local);
    if (local != NULL) {
      g_propagate_error (error, local);
      return NULL;
    }
    if (result != NULL && strcmp (result->title, title) == 0)
      return g_steal_pointer (&result);
  }
  return NULL;
}

static void
put_previous (Opening *opening, const XpResult *previous, GPtrArray *old, GPtrArray *households)
{
  g_autoptr (GHashTable) totals = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree int64_t *uids = g_new0 (int64_t, old->len + 1);
  for (guint i = 0; i < old->len; i++) {
    const int64_t no = xp_record_get_int (old->pdata[i], "entrant_no");
    uids[i] = xp_record_get_int (old->pdata[i], "household_uid");
    if (no >= 1 && no <= (int64_t) previous->n_entrants && previous->entrants[no - 1].has_total)
      g_hash_table_insert (totals, &uids[i], &previous->entrants[no - 1]);
  }

  int entrant_no = 0;
  for (guint i = 0; i < households->len; i++) {
    const int64_t uid = xp_record_get_int (households->pdata[i], "household_uid");
    if (strcmp (xp_record_get_text (households->pdata[i], "state"), "closed") == 0)
      continue;
    entrant_no++;
    const XpResultEntrant *then = g_hash_table_lookup (totals, &uid);
    if (then == NULL)
      continue;
    g_autoptr (XpRecord) taken = xp_record_new (XP_KIND_TAKEN_OVER);
    g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, then->total_hundredths);
    xp_record_set_int (taken, "round_uid", opening->uid);
    xp_record_set_int (taken, "entrant_no", entrant_no);
    xp_record_set_text (taken, "what", "previous");
    xp_record_set_int (taken, "from_round_uid", previous->round_uid);
    xp_record_set_int (taken, "from_result_no", previous->result_no);
    xp_record_set_text (taken, "value", value);
    xp_draft_put (opening->draft, taken);
  }
}

static bool
take_over_previous (Opening *opening, GError **error)
{
  GError *local = NULL;
  const char *title = opening->form->rubric->award.title;
  g_autoptr (XpResult) previous =
    title != NULL ? find_previous (opening->book, title, &local) : NULL;
  if (local != NULL) {
    g_propagate_error (error, local);
    return false;
  }
  if (previous == NULL)
    return true;

  g_autoptr (GPtrArray) old =
    xp_book_list (opening->book, XP_KIND_ENTRANT, "round_uid", previous->round_uid, error);
  g_autoptr (GPtrArray) households =
    old != NULL ? xp_book_list (opening->book, XP_KIND_HOUSEHOLD, NULL, 0, error) : NULL;
  if (households == NULL)
    return false;
  put_previous (opening, previous, old, households);
  return true;
}

/* ---- open ---- */

static gpointer
open_round (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpRoundSpec *spec = input;
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, spec->rubric_id, error);
  g_autoptr (XpRound) rules_holder = xp_round_new ();
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  if (form == NULL || rounds == NULL ||
      !choose_rules (spec, form->rubric, &rules_holder->rules, error))
    return NULL;

  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_OPEN_ROUND);
  Opening opening = {.desk = desk,
                     .book = book,
                     .spec = spec,
                     .form = form,
                     .rules = &rules_holder->rules,
                     .draft = draft,
                     .uid = xp_random_uid (xp_desk_get_random (desk))};
  if (!form->is_in_book) {
    int version = 0, number = 0;
    if (!xp_form_shelf_next (book, form->rubric->id, &version, &number, error))
      return NULL;
    g_autoptr (XpRecord) record = xp_shelf_form_to_record (form, number);
    xp_draft_put (draft, record);
  }
  put_round (&opening, (int) rounds->len + 1);
  if (!put_judges (&opening, error) || !put_entrants (&opening, error) ||
      !check_ready (&opening, error) || !take_over_previous (&opening, error))
    return NULL;
  return xp_book_put (book, draft, error);
}

int64_t
xp_round_work_open (XpDesk *desk, const XpRoundSpec *spec, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (spec->name != NULL ? spec->name : ""));
  if (name[0] == '\0') {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "还没有写评选的名称。请写上，比如“2026年第三季度‘干净人家’评选”。");
    return 0;
  }

  XpRoundSpec trimmed = *spec;
  trimmed.name = name;
  g_autoptr (XpAct) act = xp_desk_run (desk, open_round, &trimmed, error);
  if (act == NULL)
    return 0;
  xp_desk_note_act (desk, act);
  for (size_t i = 0; i < act->n_changes; i++)
    if (act->changes[i].kind == XP_KIND_ROUND)
      return xp_record_get_int (act->changes[i].after, "round_uid");
  g_return_val_if_reached (0);
}

/* ---- list and load ---- */

void
xp_round_line_free (XpRoundLine *line)
{
  g_free (line->name);
  g_free (line->rubric_id);
  g_free (line->title);
  g_free (line->opened_on);
  g_free (line->notice_until_on);
  g_free (line);
}

static XpRoundLine *
make_line (XpBook *book, const XpRecord *record, GError **error)
{
  const int64_t uid = xp_record_get_int (record, "round_uid");
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, uid, error);
  if (loaded == NULL)
    return NULL;

  const XpRound *round = loaded->round;
  XpRoundLine *line = g_new0 (XpRoundLine, 1);
  line->uid = uid;
  line->number = round->number;
  line->name = g_strdup (round->name);
  line->rubric_id = g_strdup (round->rubric->id);
  line->title = g_strdup (round->rubric->award.title != NULL ? round->rubric->award.title : "");
  line->opened_on = g_strdup (round->opened_on != NULL ? round->opened_on : "");
  line->year = (int) g_ascii_strtoll (line->opened_on, NULL, 10);
  line->stage = round->stage;
  line->notice_until_on = g_strdup (round->notice_until_on);
  line->n_entrants = (int) round->n_entrants;
  for (size_t i = 0; i < round->n_judges; i++)
    line->n_judges += round->judges[i].no > 0;
  for (size_t i = 0; i < round->n_entrants; i++) {
    const XpTotal *total = xp_tally_get_total (loaded->tally, (int) i + 1);
    line->n_missing +=
      total->state == XP_STATE_PRESENT && !total->is_gate_failed && total->n_missing > 0;
  }
  return line;
}

static gpointer
list_rounds (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  if (rounds == NULL)
    return NULL;
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_round_line_free);
  for (guint i = 0; i < rounds->len; i++) {
    XpRoundLine *line = make_line (book, rounds->pdata[i], error);
    if (line == NULL)
      return NULL;
    g_ptr_array_add (lines, line);
  }
  return g_steal_pointer (&lines);
}

GPtrArray *
xp_round_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_rounds, NULL, error);
}

static gpointer
load_round (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_load_round (book, *(int64_t *) input, error);
}

XpLoadedRound *
xp_round_work_load (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, load_round, &round_uid, error);
}

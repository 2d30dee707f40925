/* xp-round-open.c: the act that opens a round: its form, its entrants, and what it takes over. */
#include "xp-round-private.h"

#include "xp-candidate-work.h"
#include "xp-rubric-private.h"

#include <string.h>

/* ---- records of the act that opens ---- */

static char *
join_words (char **words)
{
  g_autofree char *inner = g_strjoinv ("\",\"", words);
  return words[0] != NULL ? g_strconcat ("[\"", inner, "\"]", NULL) : g_strdup ("[]");
}

static char *
join_weights (const XpRules *rules)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < rules->n_weights; i++)
    g_string_append_printf (text,
                            "%s%s=%d",
                            i > 0 ? "|" : "",
                            rules->weights[i].body,
                            rules->weights[i].bp);
  return g_string_free (text, FALSE);
}

static void
put_newer_rules (const XpOpening *opening, XpRecord *round)
{
  const XpRules *rules = opening->rules;
  g_autofree char *weights = join_weights (rules);
  xp_record_set_text (round, "weights", weights);
  xp_record_set_text (round, "usual_form", rules->usual_form);
  xp_record_set_int (round, "usual_bp", rules->usual_bp);
  xp_record_set_int (round, "spread_hundredths", rules->spread_hundredths);
  xp_record_set_text (round, "quota_base", xp_quota_base_get_name (rules->quota_base));
  xp_record_set_text (round, "apportion", xp_apportion_get_name (rules->apportion));
  g_autofree char *quorum = xp_quorum_dup_text (&rules->quorum);
  xp_record_set_int (round, "is_one_per_household", rules->is_one_per_household);
  xp_record_set_int (round, "is_own_group_recused", rules->is_own_group_recused);
  xp_record_set_text (round, "quorum", quorum);
  xp_record_set_text (round, "too_few", rules->is_undecided_with_too_few ? "undecided" : "mean");
  xp_record_set_int (round, "n_marks_needed", rules->n_marks_needed);
  xp_record_set_int (round, "n_registered", opening->n_registered);
  xp_record_set_int (round, "n_resident", opening->n_resident);
}

static void
put_round (XpOpening *opening, int number)
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
  put_newer_rules (opening, round);
  xp_draft_set_subject (opening->draft, round);
  xp_draft_put (opening->draft, round);
}

/* ---- who is scored ---- */

/* What the list says of the household is proposed as its state; it can be changed in 打分. */
static void
put_proposed_state (XpOpening *opening, const char *household_state)
{
  if (strcmp (household_state, "away") != 0 && strcmp (household_state, "empty") != 0)
    return;
  g_autoptr (XpRecord) state = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (state, "round_uid", opening->uid);
  xp_record_set_int (state, "entrant_no", (int64_t) opening->entrants->len);
  xp_record_set_text (state, "state", household_state);
  xp_draft_put (opening->draft, state);
}

static char *
dup_number (const XpOpeningEntrant *entrant)
{
  return entrant->person_uid > 0
           ? g_strdup_printf ("%d-%d", entrant->number, entrant->person_number)
           : g_strdup_printf ("%d", entrant->number);
}

static bool
is_withheld (const XpOpening *opening, const XpOpeningEntrant *entrant)
{
  g_autofree char *number = dup_number (entrant);
  return opening->spec->withheld != NULL && g_strv_contains (opening->spec->withheld, number);
}

static void
put_entrant (XpOpening *opening, const XpOpeningEntrant *one, const char *list)
{
  g_array_append_val (opening->entrants, *one);
  g_autoptr (XpRecord) entrant = xp_record_new (XP_KIND_ENTRANT);
  xp_record_set_int (entrant, "round_uid", opening->uid);
  xp_record_set_int (entrant, "entrant_no", (int64_t) opening->entrants->len);
  xp_record_set_int (entrant, "household_uid", one->household_uid);
  if (one->person_uid > 0)
    xp_record_set_int (entrant, "person_uid", one->person_uid);
  xp_record_set_text (entrant, "list", list);
  xp_record_set_int (entrant, "is_withheld", is_withheld (opening, one));
  xp_draft_put (opening->draft, entrant);
}

static void
put_person (XpOpening *opening, const XpPersonLine *person, const char *list)
{
  const XpOpeningEntrant one = {person->household_uid,
                                person->uid,
                                person->household_number,
                                person->number};
  put_entrant (opening, &one, list);
}

static bool
put_households (XpOpening *opening, GError **error)
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
    const XpOpeningEntrant one = {.household_uid = xp_record_get_int (household, "household_uid"),
                                  .number = (int) xp_record_get_int (household, "number")};
    put_entrant (opening, &one, "");
    if (!opening->spec->is_draft)
      put_proposed_state (opening, state);
  }
  return true;
}

static const XpCandidate *
find_candidate (const GPtrArray *candidates, const char *number)
{
  for (guint i = 0; i < candidates->len; i++) {
    const XpCandidate *candidate = candidates->pdata[i];
    g_autofree char *is =
      g_strdup_printf ("%d-%d", candidate->person->household_number, candidate->person->number);
    if (strcmp (is, number) == 0)
      return candidate;
  }
  return NULL;
}

char **
xp_round_list_titles (const XpRubric *rubric)
{
  const char *title = rubric->award.title != NULL ? rubric->award.title : "";
  return strchr (title, '|') != NULL ? g_strsplit (title, "|", -1) : g_new0 (char *, 1);
}

/* “17-2” or, of a form with two titles, “17-2=好婆婆”. */
static bool
put_named_person (XpOpening *opening, const GPtrArray *candidates, const char *text, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  const XpCandidate *candidate =
    find_candidate (candidates, g_strstrip (sides[0] != NULL ? sides[0] : g_strdup ("")));
  const char *list = sides[0] != NULL && sides[1] != NULL ? g_strstrip (sides[1]) : "";
  g_auto (GStrv) titles = xp_round_list_titles (opening->form->rubric);
  const bool has_lists = titles[0] != NULL;
  if (candidate == NULL || (!candidate->is_offered && candidate->reason == NULL)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "参评人“%s”在名单上找不到。请写户号和户内号，比如 17-2。",
                 text);
    return false;
  }
  if (!candidate->is_offered) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s 不能参评：%s。请去掉，或先补齐。",
                 candidate->person->name,
                 candidate->reason);
    return false;
  }
  if (has_lists != (list[0] != '\0') ||
      (has_lists && !g_strv_contains ((const char *const *) titles, list))) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 has_lists ? "参评人“%s”没有写清评哪一个称号，请写成“17-2=%s”这样。"
                           : "参评人“%s”后面多写了称号，这次只评“%s”一个，请去掉。",
                 text,
                 has_lists ? titles[0] : opening->form->rubric->award.title);
    return false;
  }
  put_person (opening, candidate->person, list);
  return true;
}

/* Named ones; else, where there is one title, whoever is offered and said yes. */
static bool
put_persons (XpOpening *opening, GError **error)
{
  g_autoptr (GPtrArray) candidates =
    xp_candidates_list (opening->book, opening->form->rubric, error);
  const char *const *named = opening->spec->entrants;
  if (candidates == NULL)
    return false;
  for (size_t i = 0; named != NULL && named[i] != NULL; i++)
    if (!put_named_person (opening, candidates, named[i], error))
      return false;
  g_auto (GStrv) titles = xp_round_list_titles (opening->form->rubric);
  for (guint i = 0; named == NULL && titles[0] == NULL && i < candidates->len; i++) {
    const XpCandidate *candidate = candidates->pdata[i];
    if (candidate->is_offered && strcmp (candidate->person->taking_part, "agreed") == 0)
      put_person (opening, candidate->person, "");
  }
  return true;
}

/* A number that nobody has is a slip of the pen. */
static bool
check_withheld (const XpOpening *opening, GError **error)
{
  const char *const *withheld = opening->spec->withheld;
  for (size_t i = 0; withheld != NULL && withheld[i] != NULL; i++) {
    bool is_found = false;
    for (guint k = 0; k < opening->entrants->len && !is_found; k++) {
      g_autofree char *number =
        dup_number (&g_array_index (opening->entrants, XpOpeningEntrant, k));
      is_found = strcmp (number, withheld[i]) == 0;
    }
    if (is_found)
      continue;
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "参评不挂牌的“%s”不在参评的里面。请写参评的编号，比如 17，评人的写 17-2。",
                 withheld[i]);
    return false;
  }
  return true;
}

bool
xp_round_put_entrants (XpOpening *opening, GError **error)
{
  const bool is_of_persons = g_strcmp0 (opening->form->rubric->award.object, "人") == 0;
  return (is_of_persons ? put_persons (opening, error) : put_households (opening, error)) &&
         check_withheld (opening, error);
}

static bool
check_ready (const XpOpening *opening, GError **error)
{
  if (opening->spec->is_draft)
    return true;
  if (opening->entrants->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         g_strcmp0 (opening->form->rubric->award.object, "人") == 0
                           ? "还没有参评人，不能开始打分。请先选人，并记上本人同意参评。"
                           : "本村资料里还没有农户，不能开始打分。请先导入农户名单。");
    return false;
  }
  return xp_round_check_judges (opening, error);
}

/* ---- open ---- */

/* 总户数 and 常住户, as they are today: the bases of a quota. */
bool
xp_round_count_village (XpOpening *opening, GError **error)
{
  g_autoptr (GPtrArray) households =
    xp_book_list (opening->book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  for (guint i = 0; households != NULL && i < households->len; i++) {
    const char *state = xp_record_get_text (households->pdata[i], "state");
    opening->n_registered += strcmp (state, "closed") != 0;
    opening->n_resident += strcmp (state, "present") == 0;
  }
  return households != NULL;
}

/* An adjusted form is held against its parent's bounds too. */
static bool
is_form_ready (XpDesk *desk, XpBook *book, const XpRubric *rubric, GError **error)
{
  g_autoptr (XpShelfForm) parent =
    rubric->extends != NULL ? xp_form_shelf_find (desk, book, rubric->extends, NULL) : NULL;
  g_autofree char *obstacle =
    parent != NULL ? xp_rubric_dup_obstacle (rubric, parent->rubric) : NULL;
  if (obstacle == NULL)
    return true;
  g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, obstacle);
  return false;
}

static gpointer
open_round (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpRoundSpec *spec = input;
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, spec->rubric_id, error);
  g_autoptr (XpRound) rules_holder = xp_round_new ();
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  if (form == NULL || rounds == NULL || !is_form_ready (desk, book, form->rubric, error) ||
      !xp_round_choose_rules (spec, form->rubric, &rules_holder->rules, error))
    return NULL;

  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_OPEN_ROUND);
  g_autoptr (GArray) entrants = g_array_new (FALSE, TRUE, sizeof (XpOpeningEntrant));
  XpOpening opening = {.desk = desk,
                       .book = book,
                       .spec = spec,
                       .form = form,
                       .rules = &rules_holder->rules,
                       .draft = draft,
                       .entrants = entrants,
                       .uid = xp_random_uid (xp_desk_get_random (desk))};
  if (!form->is_in_book) {
    int version = 0, number = 0;
    if (!xp_form_shelf_next (book, form->rubric->id, &version, &number, error))
      return NULL;
    g_autoptr (XpRecord) record = xp_shelf_form_to_record (form, number);
    xp_draft_put (draft, record);
  }
  if (!xp_round_count_village (&opening, error))
    return NULL;
  put_round (&opening, (int) rounds->len + 1);
  if (!xp_round_put_judges (&opening, error) || !xp_round_put_entrants (&opening, error) ||
      !xp_round_put_own_recusals (&opening, error) || !check_ready (&opening, error) ||
      !xp_round_take_over (&opening, rounds, error))
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

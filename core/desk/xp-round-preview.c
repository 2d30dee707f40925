#include "xp-round-preview.h"

#include "xp-candidate-work.h"
#include "xp-round-private.h"

#include <string.h>

static void
free_part (gpointer data)
{
  XpRoundPart *part = data;
  g_free (part->number);
  g_free (part->who);
  g_free (part->list);
  g_free (part->word);
  g_free (part->reason);
  g_free (part);
}

static void
clear_checks (XpRoundPreview *self)
{
  for (int field = 0; field < XP_N_ROUND_FIELDS; field++)
    g_clear_pointer (&self->problems[field], g_free);
  g_clear_pointer (&self->quota, g_free);
}

void
xp_round_preview_free (XpRoundPreview *self)
{
  clear_checks (self);
  g_clear_pointer (&self->round, xp_round_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->rubric, xp_rubric_unref);
  g_strfreev (self->titles);
  g_free (self->states);
  g_free (self);
}

/* ---- the round as it would begin ---- */

/* The records of a kind that the act would write. Yours, with references. */
static GPtrArray *
list_wished (const XpDraft *draft, XpKind kind)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
  for (size_t i = 0; i < xp_draft_get_n_wishes (draft); i++) {
    const XpWish *wish = xp_draft_get_wish (draft, i);
    if (wish->kind == kind && wish->after != NULL)
      g_ptr_array_add (records, xp_record_ref (wish->after));
  }
  return records;
}

static XpRound *
make_round (const XpOpening *opening, GError **error)
{
  g_autoptr (XpRound) round = xp_round_new ();
  g_autoptr (GPtrArray) entrants = list_wished (opening->draft, XP_KIND_ENTRANT);
  g_autoptr (GPtrArray) taken = list_wished (opening->draft, XP_KIND_TAKEN_OVER);
  g_autoptr (GPtrArray) ledger = list_wished (opening->draft, XP_KIND_LEDGER_TAKEN);
  round->uid = opening->uid;
  round->name = g_strdup ("");
  round->stage = XP_STAGE_MARKING;
  round->rubric = xp_rubric_ref (opening->form->rubric);
  round->rules.n_registered = opening->n_registered;
  round->rules.n_resident = opening->n_resident;
  round->n_judges = 1;
  round->judges = g_new0 (XpJudge, 2);
  round->judges[0] = (XpJudge){.name = g_strdup ("合议"), .body = g_strdup ("")};
  if (!xp_lay_entrants (opening->book, round, entrants, error))
    return NULL;
  xp_lay_taken (round, taken, ledger);
  return g_steal_pointer (&round);
}

/* ---- why not ---- */

static bool
is_met (const XpEntrant *entrant, const XpItem *item, const XpTaken **out_taken)
{
  const bool is_score = item->gate_kind == XP_GATE_SCORE;
  g_autofree char *what = g_strconcat (is_score ? "score:" : "award:", item->gate_name, NULL);
  const XpTaken *taken = xp_entrant_get_taken (entrant, what);
  *out_taken = taken;
  return taken != NULL && (is_score ? taken->n > 0 && taken->value >= item->gate_bound_hundredths
                                    : taken->value != 0);
}

static char *
dup_gate_reason (const XpItem *item, const XpTaken *taken)
{
  if (item->gate_kind == XP_GATE_AWARD)
    return g_strdup_printf ("上次、再上次都没有“%s”称号，或者摘了牌", item->gate_name);
  g_autofree char *bound = xp_points_to_text (item->gate_bound_hundredths);
  if (taken == NULL || taken->n == 0)
    return g_strdup_printf ("%s %s：今年还没有得分，要%s分以上", item->no, item->name, bound);
  g_autofree char *points = xp_points_to_text (taken->value);
  return g_strdup_printf ("%s %s：今年平均%s分，要%s分以上", item->no, item->name, points, bound);
}

/* Of the first gate that is not met; NULL: all are, or a person answers them. Yours. */
static char *
find_gate_reason (const XpRubric *rubric, const XpEntrant *entrant)
{
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const XpTaken *taken = NULL;
    const bool is_looked_up = item->gate_kind == XP_GATE_AWARD || item->gate_kind == XP_GATE_SCORE;
    if (item->mode == XP_MODE_GATE && is_looked_up && !item->is_off &&
        !is_met (entrant, item, &taken))
      return dup_gate_reason (item, taken);
  }
  return NULL;
}

/* The last day named when the title was taken back; NULL: it was not. Yours. */
static char *
find_barred_until (XpBook *book, const XpOpening *opening, const XpEntrant *entrant)
{
  g_autoptr (GPtrArray) taken = list_wished (opening->draft, XP_KIND_TAKEN_OVER);
  for (guint i = 0; i < taken->len; i++) {
    if (xp_record_get_int (taken->pdata[i], "entrant_no") != entrant->no ||
        strcmp (xp_record_get_text (taken->pdata[i], "what"), "barred") != 0)
      continue;
    const int64_t uid = xp_record_get_int (taken->pdata[i], "from_round_uid");
    g_autoptr (GPtrArray) withdrawals =
      xp_book_list (book, XP_KIND_TITLE_WITHDRAWAL, "round_uid", uid, NULL);
    for (guint k = 0; withdrawals != NULL && k < withdrawals->len; k++) {
      g_autofree char *key =
        g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                         uid,
                         xp_record_get_int (withdrawals->pdata[k], "entrant_no"));
      g_autoptr (XpRecord) then = xp_book_lookup (book, XP_KIND_ENTRANT, key, NULL);
      if (then != NULL && xp_record_get_int (then, "household_uid") == entrant->household_uid &&
          xp_record_get_int (then, "person_uid") == entrant->person_uid)
        return g_strdup (xp_record_get_text (withdrawals->pdata[k], "barred_until"));
    }
  }
  return NULL;
}

static char *
dup_barred_reason (XpBook *book, const XpOpening *opening, const XpEntrant *entrant)
{
  GDate until;
  g_autofree char *day = find_barred_until (book, opening, entrant);
  if (day == NULL || !xp_day_from_text (day, &until))
    return g_strdup ("全年积分里记有停评的事；打分照打，不排名次，不占名额");
  g_autofree char *words = xp_day_to_chinese (&until);
  return g_strdup_printf ("摘了牌，停评到%s；打分照打，不排名次，不占名额", words);
}

/* ---- one of them ---- */

static void
judge_part (XpRoundPart *part, XpBook *book, const XpOpening *opening, const XpEntrant *entrant)
{
  const XpTaken *barred = xp_entrant_get_taken (entrant, "barred");
  char *gate = find_gate_reason (opening->form->rubric, entrant);
  if (gate != NULL) {
    part->taking = XP_TAKING_GATED;
    part->word = g_strdup (xp_state_get_word (XP_STATE_NOT_TAKING_PART));
    part->reason = gate;
  } else if (barred != NULL && barred->value != 0) {
    part->taking = XP_TAKING_APART;
    part->word = g_strdup ("暂缓，另行评议");
    part->reason = dup_barred_reason (book, opening, entrant);
  } else if (entrant->is_withheld) {
    part->taking = XP_TAKING_WITHHELD;
    part->word = g_strdup ("参评，不挂牌");
    part->reason = g_strdup ("照常打分、排名次，不占名额");
  } else {
    part->taking = XP_TAKING_PART;
    part->word = g_strdup ("参评");
  }
}

static XpRoundPart *
make_part (XpBook *book, const XpOpening *opening, const XpEntrant *entrant)
{
  XpRoundPart *part = g_new0 (XpRoundPart, 1);
  g_autofree char *place = xp_entrant_dup_place_and_name (entrant);
  part->household_uid = entrant->household_uid;
  part->person_uid = entrant->person_uid;
  part->household_number = entrant->number;
  part->person_number = entrant->person_number;
  part->number = xp_entrant_dup_number (entrant);
  part->list = g_strdup (entrant->list);
  part->who = entrant->person_uid > 0 ? g_strdup_printf ("%s（%s%s %s家）",
                                                         entrant->name,
                                                         entrant->group,
                                                         entrant->door,
                                                         entrant->head)
                                      : g_steal_pointer (&place);
  judge_part (part, book, opening, entrant);
  return part;
}

/* Away, or nobody lives there, as the list of households has it. */
static XpState *
list_states (const XpDraft *draft, size_t n_entrants)
{
  XpState *states = g_new0 (XpState, n_entrants + 1);
  g_autoptr (GPtrArray) records = list_wished (draft, XP_KIND_ENTRANT_STATE);
  for (guint i = 0; i < records->len; i++)
    xp_state_from_text (xp_record_get_text (records->pdata[i], "state"),
                        &states[xp_record_get_int (records->pdata[i], "entrant_no") - 1]);
  return states;
}

static void
lay_state (XpRoundPart *part, XpState state)
{
  if (state == XP_STATE_PRESENT || part->taking == XP_TAKING_GATED)
    return;
  g_free (part->word);
  g_free (part->reason);
  part->taking = XP_TAKING_STATE;
  part->word = g_strdup (xp_state_get_word (state));
  part->reason = g_strdup ("名单上这样写的；人回来了，打分时再改成参评");
}

static bool
is_among (const GPtrArray *parts, int64_t person_uid)
{
  for (guint i = 0; i < parts->len; i++)
    if (((const XpRoundPart *) parts->pdata[i])->person_uid == person_uid)
      return true;
  return false;
}

static XpRoundPart *
make_left_out (const XpCandidate *candidate)
{
  const XpPersonLine *person = candidate->person;
  XpRoundPart *part = g_new0 (XpRoundPart, 1);
  const bool is_asked = strcmp (person->taking_part, "agreed") == 0;
  part->household_uid = person->household_uid;
  part->person_uid = person->uid;
  part->household_number = person->household_number;
  part->person_number = person->number;
  part->number = g_strdup_printf ("%d-%d", person->household_number, person->number);
  part->who = g_strdup_printf ("%s（%s %s家）", person->name, person->group, person->head);
  part->list = g_strdup ("");
  part->taking = candidate->is_offered ? XP_TAKING_NOT_PUT : XP_TAKING_NOT;
  part->word = g_strdup (candidate->is_offered ? "还没选" : "不能参评");
  part->reason = g_strdup (!candidate->is_offered ? candidate->reason
                           : is_asked             ? "本人同意参评"
                                                  : "本人愿不愿意参评，还没记上");
  return part;
}

static bool
add_left_out (GPtrArray *parts, const XpOpening *opening, GError **error)
{
  if (g_strcmp0 (opening->form->rubric->award.object, "人") != 0)
    return true;
  g_autoptr (GPtrArray) candidates =
    xp_candidates_list (opening->book, opening->form->rubric, error);
  for (guint i = 0; candidates != NULL && i < candidates->len; i++) {
    const XpCandidate *candidate = candidates->pdata[i];
    if (!is_among (parts, candidate->person->uid))
      g_ptr_array_add (parts, make_left_out (candidate));
  }
  return candidates != NULL;
}

/* What wants a second look stands first among households; among persons who may be put up does. */
static int
order_of (const XpRoundPart *part)
{
  static const int OF_HOUSEHOLDS[] = {[XP_TAKING_PART] = 2,
                                      [XP_TAKING_WITHHELD] = 2,
                                      [XP_TAKING_STATE] = 1,
                                      [XP_TAKING_APART] = 0,
                                      [XP_TAKING_GATED] = 0};
  if (part->person_uid == 0)
    return OF_HOUSEHOLDS[part->taking];
  return part->taking == XP_TAKING_NOT                                        ? 2
         : part->taking == XP_TAKING_APART || part->taking == XP_TAKING_GATED ? 1
                                                                              : 0;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const XpRoundPart *first = *(const XpRoundPart *const *) a;
  const XpRoundPart *second = *(const XpRoundPart *const *) b;
  const int by_order = order_of (first) - order_of (second);
  const int by_number = first->household_number - second->household_number;
  return by_order != 0    ? by_order
         : by_number != 0 ? by_number
                          : first->person_number - second->person_number;
}

/* ---- reading ---- */

static bool
fill_parts (XpRoundPreview *self, XpOpening *opening, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  self->states = list_states (opening->draft, self->round->n_entrants);
  for (size_t i = 0; i < self->round->n_entrants; i++) {
    XpRoundPart *part = make_part (opening->book, opening, &self->round->entrants[i]);
    lay_state (part, self->states[i]);
    g_ptr_array_add (parts, part);
  }
  if (!add_left_out (parts, opening, error))
    return false;
  g_ptr_array_sort (parts, compare_parts);
  self->parts = g_steal_pointer (&parts);
  for (guint i = 0; i < self->parts->len; i++) {
    const XpTaking taking = ((const XpRoundPart *) self->parts->pdata[i])->taking;
    self->n_taking +=
      taking == XP_TAKING_PART || taking == XP_TAKING_WITHHELD || taking == XP_TAKING_APART;
  }
  return true;
}

static gpointer
read_preview (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpRoundSpec *spec = input;
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, spec->rubric_id, error);
  g_autoptr (GPtrArray) rounds =
    form != NULL ? xp_book_list (book, XP_KIND_ROUND, NULL, 0, error) : NULL;
  if (rounds == NULL)
    return NULL;
  g_autoptr (XpRound) rules_holder = xp_round_new ();
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_OPEN_ROUND);
  g_autoptr (GArray) entrants = g_array_new (FALSE, TRUE, sizeof (XpOpeningEntrant));
  XpOpening opening = {.desk = desk,
                       .book = book,
                       .spec = spec,
                       .form = form,
                       .rules = &rules_holder->rules,
                       .draft = draft,
                       .entrants = entrants,
                       .uid = 1};
  g_autoptr (XpRoundPreview) self = g_new0 (XpRoundPreview, 1);
  self->rubric = xp_rubric_ref (form->rubric);
  self->titles = xp_round_list_titles (form->rubric);
  self->counted = xp_rubric_get_counted (form->rubric);
  if (!xp_round_count_village (&opening, error) || !xp_round_put_entrants (&opening, error) ||
      !xp_round_take_over (&opening, rounds, error))
    return NULL;
  self->round = make_round (&opening, error);
  return self->round != NULL && fill_parts (self, &opening, error) ? g_steal_pointer (&self) : NULL;
}

XpRoundPreview *
xp_round_preview_new (XpDesk *desk, const XpRoundSpec *spec, GError **error)
{
  const XpRoundSpec asked = {.rubric_id = spec->rubric_id,
                             .name = "",
                             .entrants = spec->entrants,
                             .withheld = spec->withheld};
  return xp_desk_run (desk, read_preview, (gpointer) &asked, error);
}

/* ---- checking ---- */

/* The sentence; NULL: nothing was wrong. Takes the error. */
static char *
take_problem (GError *error)
{
  char *problem = error != NULL ? g_strdup (error->message) : NULL;
  g_clear_error (&error);
  return problem;
}

static bool
check_judges (const XpRoundPreview *self,
              const XpRoundSpec *spec,
              const XpRules *rules,
              GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_OPEN_ROUND);
  const XpShelfForm form = {.rubric = self->rubric};
  XpOpening opening = {.spec = spec, .form = &form, .rules = rules, .draft = draft, .uid = 1};
  return xp_round_put_judges (&opening, error) && xp_round_check_judges (&opening, error);
}

/* The round takes the rules over, with what was counted. */
static void
swap_rules (XpRound *round, XpRound *holder)
{
  const XpRules rules = holder->rules;
  holder->rules = round->rules;
  round->rules = rules;
  round->rules.n_registered = holder->rules.n_registered;
  round->rules.n_resident = holder->rules.n_resident;
}

static char *
dup_quota (const XpRoundPreview *self)
{
  g_autoptr (XpTally) tally = xp_tally_new (self->round);
  xp_tally_freeze (tally);
  for (size_t i = 0; i < self->round->n_entrants; i++)
    xp_tally_set_state (tally, (int) i + 1, self->states[i]);
  xp_tally_thaw (tally);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  for (size_t i = 0; i < ranking->n_lists; i++) /* which waits for totals, in a round */
    if (ranking->lists[i].division == NULL)
      ranking->lists[i].division =
        xp_division_new (tally, ranking->lists[i].name, self->round->rules.apportion);
  return xp_ranking_dup_quota_sentence (ranking, &self->round->rules);
}

void
xp_round_preview_check (XpRoundPreview *self, const XpRoundSpec *spec)
{
  g_autoptr (XpRound) holder = xp_round_new ();
  clear_checks (self);
  holder->rules.is_one_per_household = spec->is_one_per_household;
  holder->rules.is_own_group_recused = spec->is_own_group_recused;
  for (int field = 0; field < XP_N_ROUND_FIELDS; field++) {
    GError *error = NULL;
    xp_round_choose_rule ((XpRoundField) field, spec, self->rubric, &holder->rules, &error);
    self->problems[field] = take_problem (error);
  }
  GError *error = NULL;
  if (self->problems[XP_ROUND_FIELD_WEIGHTS] == NULL &&
      self->problems[XP_ROUND_FIELD_COMBINE] == NULL)
    check_judges (self, spec, &holder->rules, &error);
  self->problems[XP_ROUND_FIELD_JUDGES] = take_problem (error);
  if (spec->name == NULL || strspn (spec->name, " ") == strlen (spec->name))
    self->problems[XP_ROUND_FIELD_NAME] =
      g_strdup ("还没有写评选的名称。请写上，比如“2026年第三季度‘干净人家’评选”。");
  swap_rules (self->round, holder);
  if (self->problems[XP_ROUND_FIELD_QUOTA] == NULL && self->problems[XP_ROUND_FIELD_BASE] == NULL)
    self->quota = dup_quota (self);
}

char *
xp_round_preview_dup_count (const XpRoundPreview *self)
{
  const int n_others = (int) self->parts->len - self->n_taking;
  return n_others > 0 ? g_strdup_printf ("参评%d%s，另有%d%s不参评或先不评",
                                         self->n_taking,
                                         self->counted,
                                         n_others,
                                         self->counted)
                      : g_strdup_printf ("参评%d%s", self->n_taking, self->counted);
}

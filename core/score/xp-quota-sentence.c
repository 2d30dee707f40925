/* xp-quota-sentence.c: quota, ties and lots of a ranking in words (xp-ranking.h). */
#include "xp-ranking-private.h"

#include <string.h>

/* ---- the quota ---- */

static const char *
base_word (const XpRules *rules)
{
  const bool is_counted = (rules->quota_base == XP_BASE_REGISTERED && rules->n_registered > 0) ||
                          (rules->quota_base == XP_BASE_RESIDENT && rules->n_resident > 0);
  return is_counted ? xp_quota_base_get_word (rules->quota_base) : "参评";
}

/* Only whole villages are counted in 户 whoever is scored. */
static const char *
base_unit (const XpRanking *self, const XpRules *rules)
{
  return strcmp (base_word (rules), "参评") == 0 ? self->counted : "户";
}

/* “（全家在外1户、没碰上人1户不算在内）”: why there are fewer than were thought of. It
 * goes on the wall, so only what shames nobody is told apart. */
static char *
dup_left_out (const XpRanking *self, const XpRankingList *list, const XpRules *rules)
{
  static const XpState TOLD[] = {XP_STATE_AWAY, XP_STATE_EMPTY, XP_STATE_NOT_MET};
  g_autoptr (GString) text = g_string_new (NULL);
  int n_others = 0;
  if (strcmp (base_word (rules), "参评") != 0)
    return g_strdup ("");
  for (int state = 0; state < XP_N_STATES; state++)
    n_others += list->n_left_out[state];
  for (size_t i = 0; i < G_N_ELEMENTS (TOLD); i++) {
    const int n = list->n_left_out[TOLD[i]];
    n_others -= n;
    if (n > 0)
      g_string_append_printf (text,
                              "%s%s%d%s",
                              text->len > 0 ? "、" : "",
                              xp_state_get_word (TOLD[i]),
                              n,
                              self->counted);
  }
  if (n_others > 0)
    g_string_append_printf (text,
                            "%s%d%s",
                            text->len > 0 ? "、不排名次的" : "不排名次的",
                            n_others,
                            self->counted);
  return text->len > 0 ? g_strdup_printf ("（%s不算在内）", text->str) : g_strdup ("");
}

static char *
dup_percentage (const XpRanking *self, const XpRankingList *list, const XpRules *rules)
{
  static const char *const TAKES[] =
    {[XP_QUOTA_DOWN] = "取", [XP_QUOTA_HALF_UP] = "四舍五入取", [XP_QUOTA_UP] = "进一取"};
  g_autofree char *percent = xp_points_to_text (rules->quota.value);
  const XpRatio exact = xp_ratio_new ((int64_t) list->n_base * rules->quota.value, 100);
  g_autofree char *product = xp_ratio_points_to_text (exact);
  g_autofree char *left_out = dup_left_out (self, list, rules);
  return g_strdup_printf ("%s%d%s×%s%%＝%s，%s%d%s%s。",
                          base_word (rules),
                          list->n_base,
                          base_unit (self, rules),
                          percent,
                          product,
                          TAKES[rules->quota_rounding],
                          list->n_quota,
                          self->counted,
                          left_out);
}

/* “总户数412户，超过300户，取30户。” */
static char *
dup_size (const XpRanking *self, const XpRankingList *list, const XpRules *rules)
{
  const XpQuota *quota = &rules->quota;
  const char *base = base_word (rules);
  const char *unit = base_unit (self, rules);
  size_t at = 0;
  while (at + 1 < quota->n_steps && list->n_base > quota->steps[at].up_to)
    at++;
  g_autofree char *range = at == 0 ? g_strdup_printf ("不超过%d%s", quota->steps[0].up_to, unit)
                           : at + 1 == quota->n_steps
                             ? g_strdup_printf ("超过%d%s", quota->steps[at - 1].up_to, unit)
                             : g_strdup_printf ("在%d到%d%s之间",
                                                quota->steps[at - 1].up_to + 1,
                                                quota->steps[at].up_to,
                                                unit);
  g_autofree char *left_out = dup_left_out (self, list, rules);
  return g_strdup_printf ("%s%d%s，%s，取%d%s%s。",
                          base,
                          list->n_base,
                          unit,
                          quota->n_steps > 1 ? range : "不论大小",
                          list->n_quota,
                          self->counted,
                          left_out);
}

static char *
dup_group (const XpRanking *self, const XpRankingList *list)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_printf (text, "每组名额%d%s", list->n_quota, self->counted);
  if (list->n_flowed > 0)
    g_string_append_printf (text, "，有的组没有用完，余下的%d个给其他组得分高的", list->n_flowed);
  g_string_append (text, "。");
  return g_strdup (text->str);
}

/* “全村名额20户，按最大余数法分给各组：一社6户、二社9户。”, with the lot where one was drawn. */
static char *
dup_shared (const XpRanking *self, const XpRankingList *list, const XpRules *rules)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_printf (text, "全村名额%d%s", list->n_quota, self->counted);
  if (list->division == NULL)
    return g_strdup_printf ("%s，按%s分给各组。",
                            text->str,
                            xp_apportion_get_word (rules->apportion));
  const XpApportionment *apportionment = list->division->apportionment;
  g_string_append_printf (text, "，按%s分给各组", xp_apportion_get_word (rules->apportion));
  for (size_t i = 0; i < apportionment->n_rows; i++)
    g_string_append_printf (text,
                            "%s%s%d%s",
                            i == 0 ? "：" : "、",
                            list->division->groups[i],
                            apportionment->rows[i].n_places,
                            self->counted);
  g_autofree char *tie =
    xp_apportion_dup_tie_sentence (apportionment, (const char *const *) list->division->groups);
  g_string_append_printf (text, "。%s", tie != NULL ? tie : "");
  return g_strdup (text->str);
}

static char *
dup_of_list (const XpRanking *self, const XpRankingList *list, const XpRules *rules)
{
  switch (rules->quota.kind) {
  case XP_QUOTA_PERCENT:
    return dup_percentage (self, list, rules);
  case XP_QUOTA_SIZE:
    return dup_size (self, list, rules);
  case XP_QUOTA_COUNT:
    return g_strdup_printf ("全村名额%d%s。", list->n_quota, self->counted);
  case XP_QUOTA_GROUP:
    return dup_group (self, list);
  case XP_QUOTA_SHARED:
    return dup_shared (self, list, rules);
  case XP_QUOTA_NONE:
  default:
    return NULL;
  }
}

char *
xp_ranking_dup_quota_sentence (const XpRanking *self, const XpRules *rules)
{
  if (rules->quota.kind == XP_QUOTA_NONE || self->n_lists == 0)
    return NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  for (size_t i = 0; i < self->n_lists; i++) {
    const XpRankingList *list = &self->lists[i];
    g_autofree char *sentence = dup_of_list (self, list, rules);
    g_string_append_printf (text,
                            "%s%s%s%s",
                            i > 0 ? "\n" : "",
                            list->name,
                            list->name[0] != '\0' ? "：" : "",
                            sentence);
  }
  return g_strdup (text->str);
}

/* ---- the ties ---- */

static char *
join_entrants (const XpRound *round, const int *entrant_nos, size_t n)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *who =
      xp_entrant_dup_place_and_name (xp_round_get_entrant (round, entrant_nos[i]));
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", who);
  }
  return g_string_free (text, FALSE);
}

char *
xp_ranking_dup_tie_sentence (const XpRanking *self, const XpTally *tally)
{
  if (self->n_ties == 0)
    return NULL;

  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < self->n_ties; i++) {
    const XpCutTie *tie = &self->ties[i];
    g_autofree char *who =
      join_entrants (xp_tally_get_round (tally), tie->entrant_nos, tie->n_entrants);
    g_autofree char *points =
      xp_points_to_text (xp_tally_get_total (tally, tie->entrant_nos[0])->total_hundredths);
    g_string_append_printf (
      text,
      "%s%s%s同为%s分的%zu%s，名额只余%d个，评分表里的办法分不出先后，请会上定：%s。",
      i > 0 ? "\n" : "",
      tie->list,
      tie->list[0] != '\0' ? "：" : "",
      points,
      tie->n_entrants,
      self->counted,
      tie->n_places,
      who);
  }
  return g_string_free (text, FALSE);
}

/* ---- lots ---- */

/* Whether a lot of the meeting decided about this entrant; its seed. */
static const char *
seed_of (const XpRanking *self, const XpCutDecision *decision)
{
  const XpPlace *place = &self->places[decision->entrant_no - 1];
  return decision->seed[0] != '\0' && strcmp (place->decided_by, XP_TIE_LOT) == 0 ? decision->seed
                                                                                  : NULL;
}

/* Those of one seed with equal totals were drawn together. */
static GArray *
list_drawn_with (const XpRanking *self,
                 const XpTally *tally,
                 const XpCutDecision *decisions,
                 size_t n_decisions,
                 size_t first,
                 GHashTable *seen)
{
  const XpRound *round = xp_tally_get_round (tally);
  GArray *drawn = g_array_new (FALSE, FALSE, sizeof (int));
  const char *seed = seed_of (self, &decisions[first]);
  const int64_t total = xp_tally_get_total (tally, decisions[first].entrant_no)->total_hundredths;
  const XpEntrant *one = xp_round_get_entrant (round, decisions[first].entrant_no);
  const bool is_by_group =
    round->rules.quota.kind == XP_QUOTA_GROUP || round->rules.quota.kind == XP_QUOTA_SHARED;
  for (size_t i = first; i < n_decisions; i++) {
    const int no = decisions[i].entrant_no;
    const XpEntrant *entrant = xp_round_get_entrant (round, no);
    const bool is_with = g_strcmp0 (seed_of (self, &decisions[i]), seed) == 0 &&
                         xp_tally_get_total (tally, no)->total_hundredths == total &&
                         g_strcmp0 (entrant->list, one->list) == 0 &&
                         (!is_by_group || strcmp (entrant->group, one->group) == 0);
    if (is_with && g_hash_table_add (seen, GINT_TO_POINTER (no)))
      g_array_append_val (drawn, no);
  }
  return drawn;
}

static void
append_lot (
  GString *text, const XpRanking *self, const XpTally *tally, const GArray *tied, const char *seed)
{
  const XpRound *round = xp_tally_get_round (tally);
  const XpCutTie tie = {"", (int *) (gpointer) tied->data, tied->len, 0};
  g_autofree int *drawn = xp_cut_tie_draw (&tie, round, seed);
  g_autoptr (GString) order = g_string_new (NULL);
  size_t n_in = 0;
  for (guint i = 0; i < tied->len; i++) {
    const XpEntrant *entrant = xp_round_get_entrant (round, drawn[i]);
    g_autofree char *number = xp_entrant_dup_number (entrant);
    g_string_append_printf (order, "%s%s（编号%s）", i > 0 ? "、" : "", entrant->name, number);
    n_in += self->places[drawn[i] - 1].awarded == XP_AWARDED_YES;
  }
  g_string_append_printf (text,
                          "%s同分的%u%s按抽签号%s抽签，抽出的先后是：%s；前%zu%s评上。",
                          text->len > 0 ? "\n" : "",
                          tied->len,
                          self->counted,
                          seed,
                          order->str,
                          n_in,
                          self->counted);
}

char *
xp_ranking_dup_lot_sentence (const XpRanking *self,
                             const XpTally *tally,
                             const XpCutDecision *decisions,
                             size_t n_decisions)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (size_t i = 0; i < n_decisions; i++) {
    const char *seed = seed_of (self, &decisions[i]);
    if (seed == NULL || g_hash_table_contains (seen, GINT_TO_POINTER (decisions[i].entrant_no)))
      continue;
    g_autoptr (GArray) tied = list_drawn_with (self, tally, decisions, n_decisions, i, seen);
    append_lot (text, self, tally, tied, seed);
  }
  if (text->len == 0)
    return NULL;
  g_string_append (text, "\n用同一个抽签号再抽，先后总是这样。");
  return g_strdup (text->str);
}

char *
xp_ranking_dup_public_lot_sentence (const XpRanking *self,
                                    const XpCutDecision *decisions,
                                    size_t n_decisions)
{
  g_autoptr (GString) seeds = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (size_t i = 0; i < n_decisions; i++) {
    const char *seed = seed_of (self, &decisions[i]);
    if (seed != NULL && g_hash_table_add (seen, (gpointer) seed))
      g_string_append_printf (seeds, "%s%s", seeds->len > 0 ? "、" : "", seed);
  }
  return seeds->len > 0 ? g_strdup_printf ("抽签号%s，抽签可以当众再抽一遍核对。", seeds->str)
                        : NULL;
}

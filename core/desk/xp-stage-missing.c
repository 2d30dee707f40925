/* xp-stage-missing.c: what keeps a round from its next stage, in sentences. */
#include "xp-stage-private.h"

#include "xp-desk-private.h"
#include "xp-second-work.h"

#include <string.h>

/* Names listed in one sentence. */
static const guint MOST_NAMES = 5;

static void
list_unready_draft (const XpLoadedRound *loaded, GPtrArray *sentences)
{
  const XpRound *round = loaded->round;
  bool has_judge = false;
  for (size_t i = 0; i < round->n_judges; i++)
    has_judge |= xp_round_is_scoring (round, round->judges[i].no);

  if (round->n_entrants == 0)
    g_ptr_array_add (sentences, g_strdup ("还没有参评户。请先导入农户名单，再新开一次评选。"));
  if (!has_judge)
    g_ptr_array_add (sentences, g_strdup ("还没有评委。请写上评委，或改为合议。"));
}

static void
list_unmarked (const XpLoadedRound *loaded, GPtrArray *sentences)
{
  GString *names = g_string_new (NULL);
  guint n = 0;
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const XpTotal *total = xp_tally_get_total (loaded->tally, (int) i + 1);
    if (total->state != XP_STATE_PRESENT || total->is_gate_failed || total->n_missing == 0)
      continue;
    if (n++ < MOST_NAMES) {
      g_autofree char *who = xp_entrant_dup_place_and_name (&loaded->round->entrants[i]);
      g_string_append_printf (names, "%s%s", n > 1 ? "、" : "", who);
    }
  }
  if (n > 0)
    g_ptr_array_add (sentences,
                     g_strdup_printf ("还有%u%s没录完：%s%s。请录完，或记上状态（没碰上人等）。",
                                      n,
                                      xp_rubric_get_counted (loaded->round->rubric),
                                      names->str,
                                      n > MOST_NAMES ? "等" : ""));
  g_string_free (names, TRUE);

  char *second = xp_second_work_dup_missing (loaded);
  if (second != NULL)
    g_ptr_array_add (sentences, second);
}

static void
list_undecided (const XpLoadedRound *loaded, GPtrArray *sentences)
{
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  char *tie = xp_ranking_dup_tie_sentence (ranking, loaded->tally);
  if (tie != NULL)
    g_ptr_array_add (sentences, tie);

  for (size_t i = 0; i < ranking->n_places; i++) {
    if (!xp_tally_get_total (loaded->tally, (int) i + 1)->is_too_few)
      continue;
    g_autofree char *who = xp_entrant_dup_place_and_name (&loaded->round->entrants[i]);
    g_ptr_array_add (
      sentences,
      g_strdup_printf ("%s 打分的评委太少，还是待定。请退回打分补上，或记上状态。", who));
  }
}

static void
list_running_notice (XpDesk *desk, const XpLoadedRound *loaded, GPtrArray *sentences)
{
  GDate until;
  const GDate today = xp_desk_get_today (desk);
  if (!xp_day_from_text (loaded->round->notice_until_on, &until) ||
      g_date_compare (&today, &until) > 0)
    return;

  g_autofree char *last = xp_day_to_chinese (&until);
  g_autofree char *now = xp_day_to_chinese (&today);
  g_ptr_array_add (sentences,
                   g_strdup_printf ("公示到%s（%s）为止，今天是%s，还没有满。请满了以后再公布。",
                                    last,
                                    xp_day_get_weekday (&until),
                                    now));
}

static void
list_open_objections (const XpLoadedRound *loaded, GPtrArray *sentences)
{
  for (guint i = 0; i < loaded->objections->len; i++) {
    const XpRecord *objection = loaded->objections->pdata[i];
    if (strcmp (xp_record_get_text (objection, "outcome"), "open") != 0)
      continue;
    const XpEntrant *entrant =
      xp_round_get_entrant (loaded->round, (int) xp_record_get_int (objection, "entrant_no"));
    g_autofree char *who =
      entrant != NULL ? xp_entrant_dup_place_and_name (entrant) : g_strdup ("整张名单");
    g_ptr_array_add (sentences,
                     g_strdup_printf ("第%" G_GINT64_FORMAT
                                      "条意见（%s）还没有答复。请先答复，再公布。",
                                      xp_record_get_int (objection, "objection_no"),
                                      who));
  }
}

char **
xp_stage_list_missing (XpDesk *desk, const XpLoadedRound *loaded, XpStage to)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();
  if (to == XP_STAGE_MARKING)
    list_unready_draft (loaded, sentences);
  else if (to == XP_STAGE_TALLIED)
    list_unmarked (loaded, sentences);
  else if (to == XP_STAGE_POSTED)
    list_undecided (loaded, sentences);
  else if (to == XP_STAGE_PUBLISHED) {
    list_running_notice (desk, loaded, sentences);
    list_open_objections (loaded, sentences);
  }
  g_ptr_array_add (sentences, NULL);
  return (char **) g_ptr_array_steal (sentences, NULL);
}

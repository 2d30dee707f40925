/* xp-stage-open.c: what is still open before a result is posted, in sentences (xp-round-work.h). */
#include "xp-round-work.h"

#include "xp-motion-work.h"

#include <string.h>

/* Told, a line each. */
static const guint MOST_MATTERS = 4;

static void
add_undecided (const XpLoadedRound *loaded,
               const XpRanking *ranking,
               const GPtrArray *motions,
               GPtrArray *sentences)
{
  g_autoptr (GPtrArray) lines = xp_agenda_list (loaded, ranking, motions);
  g_autoptr (GString) matters = g_string_new (NULL);
  guint n = 0;
  for (guint i = 0; i < lines->len; i++) {
    const XpAgendaLine *line = lines->pdata[i];
    if (line->decided[0] == '\0' && n++ < MOST_MATTERS)
      g_string_append_printf (matters, "\n　　%s：%s", line->who, line->sentence);
  }
  if (n > 0)
    g_ptr_array_add (sentences,
                     g_strdup_printf ("会上还有%u件没定：%s%s",
                                      n,
                                      matters->str,
                                      n > MOST_MATTERS ? "\n　　等等" : ""));
}

/* Of those who would be on the notice. */
static void
add_not_asked (const XpLoadedRound *loaded, const XpRanking *ranking, GPtrArray *sentences)
{
  int n = 0;
  for (size_t i = 0; i < ranking->n_places; i++)
    n += ranking->places[i].awarded == XP_AWARDED_YES &&
         strcmp (loaded->round->entrants[i].naming, "not-asked") == 0;
  if (n > 0)
    g_ptr_array_add (
      sentences,
      g_strdup_printf ("评上的有%d%s还没有问过愿不愿意上榜。不愿意的不上榜，称号保留。",
                       n,
                       xp_rubric_get_counted (loaded->round->rubric)));
}

char **
xp_round_work_list_open (XpDesk *desk, const XpLoadedRound *loaded, GError **error)
{
  g_autoptr (GPtrArray) motions = xp_motion_work_list (desk, loaded->round->uid, error);
  if (motions == NULL)
    return NULL;
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();
  add_undecided (loaded, ranking, motions, sentences);
  add_not_asked (loaded, ranking, sentences);
  g_ptr_array_add (sentences, NULL);
  return (char **) g_ptr_array_steal (sentences, NULL);
}

/* xp-agenda.c: what the meeting still has to decide, in words that accuse nobody
 * (xp-motion-work.h). */
#include "xp-motion-work.h"

#include <string.h>

void
xp_agenda_line_free (XpAgendaLine *self)
{
  g_free (self->who);
  g_free (self->sentence);
  g_free (self->decided);
  g_free (self);
}

char *
xp_agenda_line_dup_words (const XpAgendaLine *self)
{
  return self->kind == XP_AGENDA_NOT_MET
           ? g_strdup_printf ("同意%s因没碰上人，这次不排名次", self->who)
           : NULL;
}

static bool
is_about (const XpMotionLine *motion, XpAgendaKind kind, int entrant_no)
{
  if (kind == XP_AGENDA_TIE)
    return motion->what == XP_MOTION_TIE;
  return motion->entrant_no == entrant_no && motion->what != XP_MOTION_TIE;
}

static char *
tell_decided (const GPtrArray *motions, XpAgendaKind kind, int entrant_no)
{
  for (guint i = motions->len; i-- > 0;) {
    const XpMotionLine *motion = motions->pdata[i];
    if (is_about (motion, kind, entrant_no))
      return g_strdup_printf ("第%d次表决%s：%s",
                              motion->no,
                              motion->is_carried ? "通过" : "没有通过",
                              motion->words);
  }
  return g_strdup ("");
}

static void
add (GPtrArray *lines,
     const GPtrArray *motions,
     XpAgendaKind kind,
     const XpEntrant *entrant,
     char *sentence)
{
  XpAgendaLine *line = g_new0 (XpAgendaLine, 1);
  line->kind = kind;
  line->entrant_no = entrant != NULL ? entrant->no : 0;
  line->who = entrant != NULL ? xp_entrant_dup_place_and_name (entrant) : g_strdup ("同分");
  line->sentence = sentence;
  line->decided = tell_decided (motions, kind, line->entrant_no);
  g_ptr_array_add (lines, line);
}

/* “同为91分的5户，名额只余2个”: who they are stands on the list. */
static char *
tell_tie (const XpLoadedRound *loaded, const XpCutTie *tie)
{
  g_autofree char *points =
    xp_points_to_text (xp_tally_get_total (loaded->tally, tie->entrant_nos[0])->total_hundredths);
  return g_strdup_printf ("%s%s同为%s分的%zu%s，名额只余%d个",
                          tie->list,
                          tie->list[0] != '\0' ? "：" : "",
                          points,
                          tie->n_entrants,
                          xp_rubric_get_counted (loaded->round->rubric),
                          tie->n_places);
}

static void
add_entrant (GPtrArray *lines,
             const XpLoadedRound *loaded,
             const GPtrArray *motions,
             const XpEntrant *entrant)
{
  const XpTotal *total = xp_tally_get_total (loaded->tally, entrant->no);
  const int64_t most = loaded->round->rules.spread_hundredths;
  if (total->state == XP_STATE_NOT_MET)
    add (lines, motions, XP_AGENDA_NOT_MET, entrant, g_strdup ("没碰上人"));
  else if (total->state == XP_STATE_HELD || total->state == XP_STATE_APART)
    add (lines, motions, XP_AGENDA_HELD, entrant, g_strdup (xp_state_get_word (total->state)));
  else if (total->state != XP_STATE_PRESENT || total->is_gate_failed)
    return;
  else if (total->is_vetoed)
    add (lines, motions, XP_AGENDA_VETO, entrant, g_strdup ("暂缓，另行评议"));
  else if (most > 0 && total->spread_hundredths > most) {
    g_autofree char *points = xp_points_to_text (total->spread_hundredths);
    add (lines,
         motions,
         XP_AGENDA_SPREAD,
         entrant,
         g_strdup_printf ("评委打的分相差%s分，请再议一议", points));
  }
}

GPtrArray *
xp_agenda_list (const XpLoadedRound *loaded, const XpRanking *ranking, const GPtrArray *motions)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_agenda_line_free);
  const XpRound *round = loaded->round;
  if (round->stage != XP_STAGE_TALLIED && round->stage != XP_STAGE_DISCUSSED)
    return lines;
  for (size_t i = 0; i < ranking->n_ties; i++)
    add (lines, motions, XP_AGENDA_TIE, NULL, tell_tie (loaded, &ranking->ties[i]));
  for (size_t i = 0; i < round->n_entrants; i++)
    add_entrant (lines, loaded, motions, &round->entrants[i]);
  return lines;
}

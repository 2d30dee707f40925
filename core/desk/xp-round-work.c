#include "xp-round-work.h"

#include "xp-desk-private.h"

#include <string.h>

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

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/* Marks are read only while some may be missing: a village's list of rounds has many years. */
static bool
count_missing (XpBook *book, XpRoundLine *line, GError **error)
{
  if (line->stage > XP_STAGE_MARKING)
    return true;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, line->uid, error);
  if (loaded == NULL)
    return false;
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const XpTotal *total = xp_tally_get_total (loaded->tally, (int) i + 1);
    line->n_missing +=
      total->state == XP_STATE_PRESENT && !total->is_gate_failed && total->n_missing > 0;
  }
  return true;
}

static bool
count_participants (XpBook *book, XpRoundLine *line, GError **error)
{
  g_autoptr (GPtrArray) judges = xp_book_list (book, XP_KIND_JUDGE, "round_uid", line->uid, error);
  g_autoptr (GPtrArray) entrants =
    judges != NULL ? xp_book_list (book, XP_KIND_ENTRANT, "round_uid", line->uid, error) : NULL;
  if (entrants == NULL)
    return false;
  for (guint i = 0; i < judges->len; i++)
    line->n_judges += xp_record_get_int (judges->pdata[i], "judge_no") > 0;
  line->n_entrants = (int) entrants->len;
  return true;
}

static XpRoundLine *
make_line (XpBook *book, const XpRecord *record, GError **error)
{
  XpRoundLine *line = g_new0 (XpRoundLine, 1);
  line->uid = xp_record_get_int (record, "round_uid");
  line->number = (int) xp_record_get_int (record, "number");
  line->name = dup_or_empty (xp_record_get_text (record, "name"));
  line->rubric_id = dup_or_empty (xp_record_get_text (record, "rubric_id"));
  line->opened_on = dup_or_empty (xp_record_get_text (record, "opened_on"));
  line->year = (int) g_ascii_strtoll (line->opened_on, NULL, 10);
  line->notice_until_on = g_strdup (xp_record_get_text (record, "notice_until_on"));
  xp_stage_from_text (xp_record_get_text (record, "stage"), &line->stage);
  const XpRubric *rubric = xp_book_get_rubric_of_round (book, line->uid);
  line->title = dup_or_empty (rubric != NULL ? rubric->award.title : NULL);
  line->is_of_persons = rubric != NULL && strcmp (xp_rubric_get_counted (rubric), "人") == 0;
  if (count_participants (book, line, error) && count_missing (book, line, error))
    return line;
  xp_round_line_free (line);
  return NULL;
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

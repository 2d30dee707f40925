#include "xp-alike.h"

static const int MOST_TOLD = 3;

static bool
is_finding (const XpItem *item, const XpMark *mark)
{
  return !mark->is_not_applicable && mark->entered != 0 &&
         (item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_ADD || item->mode == XP_MODE_TIER ||
          item->mode == XP_MODE_PAIR);
}

static bool
is_same (bool is_first, const XpMark *first, bool is_second, const XpMark *second)
{
  if (!is_first || !is_second)
    return is_first == is_second;
  return first->is_not_applicable == second->is_not_applicable &&
         (first->is_not_applicable || first->entered == second->entered);
}

bool
xp_alike_has_same_findings (const XpTally *tally, int first, int second, int judge_no)
{
  const XpRubric *rubric = xp_tally_get_round (tally)->rubric;
  int n_findings = 0;
  if (first == second)
    return false;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    XpMark one, other;
    const bool is_one = xp_tally_get_mark (tally, first, judge_no, item->at, &one);
    const bool is_other = xp_tally_get_mark (tally, second, judge_no, item->at, &other);
    if (!is_same (is_one, &one, is_other, &other))
      return false;
    n_findings += is_one && is_finding (item, &one);
  }
  return n_findings > 0;
}

char *
xp_alike_dup_findings (const XpTally *tally, int entrant_no, int judge_no)
{
  const XpRubric *rubric = xp_tally_get_round (tally)->rubric;
  GString *text = g_string_new (NULL);
  int n_findings = 0;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    XpMark mark;
    if (!xp_tally_get_mark (tally, entrant_no, judge_no, item->at, &mark) ||
        !is_finding (item, &mark))
      continue;
    n_findings++;
    if (n_findings > MOST_TOLD)
      continue;
    g_autofree char *entered = xp_mark_to_text (item, &mark);
    g_string_append_printf (text, "%s第%s项%s", text->len > 0 ? "、" : "", item->no, entered);
  }
  if (n_findings > MOST_TOLD)
    g_string_append_printf (text, "等%d项", n_findings);
  return g_string_free (text, FALSE);
}

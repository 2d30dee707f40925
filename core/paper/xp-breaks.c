#include "xp-breaks.h"

#include "xp-gaps.h"

/* No gap between two characters is stretched by more than this to bring company to the last ones of
 * a paragraph. */
static const double MOST_STRETCH_EM = 0.2;

/* So many characters make a last line: of a paragraph on paper, of a cell. */
enum {
  LEAST_OF_PARAGRAPH = 3,
  LEAST_OF_CELL = 2
};

static XpEnding
ending_at (const XpCluster *clusters, size_t start, size_t end)
{
  XpEnding ending = {.end = end};
  for (size_t i = start; i + 1 < end; i++) {
    ending.width_em += clusters[i].advance_em + clusters[i].gap_em;
    ending.give_em += clusters[i].give_em;
    ending.n_gaps += clusters[i].may_stretch ? 1 : 0;
  }
  const XpCluster *last = &clusters[end - 1];
  if (last->first != ' ') /* blanks do not count */
    ending.width_em += last->advance_em - last->blank_em;
  return ending;
}

/* How many characters would be left for the lines below, marks at their ends not counted. */
static size_t
count_left (const XpCluster *clusters, size_t end, size_t n)
{
  size_t n_left = 0;
  for (size_t i = end; i < n; i++)
    n_left += xp_gaps_ends_with_mark (&clusters[i]) ? 0 : 1;
  return n_left;
}

/* ---- line after line ---- */

/* Squeezing in comes before pushing out, as long as it costs less to the eye. */
static XpEnding
better (const XpEnding *loose, const XpEnding *tight, double measure_em)
{
  if (tight->end == 0)
    return *loose;
  if (loose->end == 0)
    return *tight;

  const double stretch = (measure_em - loose->width_em) / (double) MAX (loose->n_gaps, 1);
  const double squeeze = tight->give_em > 0 ? (tight->width_em - measure_em) / tight->give_em : 1;
  return squeeze * 0.4 < stretch / 0.12 ? *tight : *loose;
}

/* An earlier ending that leaves @n_least to the last line without tearing this one open; else one
 * that leaves as many as can be. */
static XpEnding
with_company (const XpCluster *clusters,
              size_t start,
              size_t n,
              const XpEnding *chosen,
              double measure_em,
              size_t n_least)
{
  XpEnding best = *chosen;
  for (size_t end = chosen->end - 1; end > start && count_left (clusters, best.end, n) < n_least;
       end--) {
    if (!clusters[end].may_break_before)
      continue;
    const XpEnding here = ending_at (clusters, start, end);
    if ((measure_em - here.width_em) / (double) MAX (here.n_gaps, 1) >= MOST_STRETCH_EM)
      break;
    best = here;
  }
  return best;
}

/* The widest ending that fits, or the first that fits when squeezed. Fewer than @n_least characters
 * do not make a last line: all are squeezed in, or some go down to them. */
static XpEnding
choose_ending (const XpCluster *clusters, size_t start, size_t n, double measure_em, size_t n_least)
{
  static const double ROUNDING_EM = 1e-6;
  XpEnding loose = {0}, tight = {0}, whole = {0};
  size_t most = start + 1;

  for (size_t i = start + 1; i <= n; i++) {
    const XpEnding here = ending_at (clusters, start, i);
    if (here.width_em - here.give_em > measure_em + 1.0)
      break;
    if (here.width_em <= measure_em)
      most = i;
    if (i < n && !clusters[i].may_break_before)
      continue;
    const bool fits_tight = here.width_em - here.give_em <= measure_em + ROUNDING_EM;
    if (here.width_em <= measure_em + ROUNDING_EM)
      loose = here;
    else if (fits_tight && tight.end == 0)
      tight = here;
    if (fits_tight && i == n)
      whole = here;
  }

  if (loose.end == n)
    return loose;
  XpEnding chosen = better (&loose, &tight, measure_em);
  if (chosen.end == 0) /* one thing wider than the measure: part of it goes here all the same */
    return ending_at (clusters, start, most);

  const size_t n_left = count_left (clusters, chosen.end, n);
  if (n_left == 0 || n_left >= n_least)
    return chosen;
  return whole.end == n ? whole : with_company (clusters, start, n, &chosen, measure_em, n_least);
}

static size_t
skip_blanks (const XpCluster *clusters, size_t start, size_t n)
{
  while (start < n && clusters[start].first == ' ')
    start++;
  return start;
}

static double
measure_of_line (const XpTextStyle *style, bool is_first)
{
  return style->measure_pt / style->size_pt - (is_first ? style->indent_em : style->hang_em);
}

/* Each line as full as it can be. */
static void
break_greedily (const XpClusters *shaped, const XpTextStyle *style, GArray *endings)
{
  const XpCluster *clusters = &g_array_index (shaped->clusters, XpCluster, 0);
  const size_t n = shaped->clusters->len;
  const bool is_justified = (style->flags & XP_TEXT_JUSTIFIES) != 0;
  const size_t n_least = is_justified ? LEAST_OF_PARAGRAPH : LEAST_OF_CELL;
  for (size_t start = 0; start < n;) {
    const XpEnding ending =
      choose_ending (clusters, start, n, measure_of_line (style, start == 0), n_least);
    g_array_append_val (endings, ending);
    start = skip_blanks (clusters, ending.end, n);
  }
}

/* ---- all lines of a paragraph at once ---- */

/* The best way so far to come to a place. */
typedef struct {
  double cost; /* of all lines up to here; negative: there is no way yet */
  size_t from; /* where the last of these begins */
  XpEnding ending;
} Way;

/* What a line costs the eye: squares, so that one bad line is worse than two of half as bad. */
static double
cost_of_line (const XpEnding *ending, double rest_em, bool is_last)
{
  /* A gap of this much more is as bad as one can be squeezed two and a half times. */
  static const double STRETCH_EM = 0.12, SQUEEZE = 0.4;
  static const double EACH_LINE = 1; /* rather fewer lines than better ones */
  if (rest_em < 0) {
    const double part = ending->give_em > 0 ? -rest_em / ending->give_em * SQUEEZE : 0;
    return EACH_LINE + part * part;
  }
  if (is_last)
    return EACH_LINE;
  const double stretch = rest_em / (double) MAX (ending->n_gaps, 1) / STRETCH_EM;
  return EACH_LINE + stretch * stretch;
}

/* 孤字不成行. */
static double
cost_of_loneliness (const XpCluster *clusters, size_t start, size_t n)
{
  static const double EACH_MISSING = 6;
  const size_t n_there = count_left (clusters, start, n);
  return n_there < LEAST_OF_PARAGRAPH ? EACH_MISSING * (double) (LEAST_OF_PARAGRAPH - n_there) : 0;
}

/* All lines that begin at @start: each may be the best way to where it ends. */
static void
try_lines_from (
  const XpCluster *clusters, size_t start, size_t n, double measure_em, bool is_first, Way ways[])
{
  static const double ROUNDING_EM = 1e-6;
  const size_t node = start;
  XpEnding sum = {0}; /* of what stands before the last cluster */
  for (size_t end = start + 1; end <= n; end++) {
    const XpCluster *last = &clusters[end - 1];
    if (end > start + 1) {
      const XpCluster *before = last - 1;
      sum.width_em += before->advance_em + before->gap_em;
      sum.give_em += before->give_em;
      sum.n_gaps += before->may_stretch ? 1 : 0;
    }
    XpEnding here = sum;
    here.end = end;
    here.width_em += last->first != ' ' ? last->advance_em - last->blank_em : 0;
    if (here.width_em - here.give_em > measure_em + 1)
      break;
    const double rest_em = measure_em - here.width_em;
    if ((end < n && !clusters[end].may_break_before) || rest_em + here.give_em < -ROUNDING_EM)
      continue;
    const size_t next = skip_blanks (clusters, end, n);
    const double lonely = next == n && !is_first ? cost_of_loneliness (clusters, start, n) : 0;
    const double cost = ways[node].cost + cost_of_line (&here, rest_em, next == n) + lonely;
    if (ways[next].cost < 0 || cost < ways[next].cost)
      ways[next] = (Way){cost, node, here};
  }
}

/* The lines that cost least in all. Returns false when some word is wider than a line. */
static bool
break_evenly (const XpClusters *shaped, const XpTextStyle *style, GArray *endings)
{
  const XpCluster *clusters = &g_array_index (shaped->clusters, XpCluster, 0);
  const size_t n = shaped->clusters->len;
  g_autofree Way *ways = g_new (Way, n + 1);
  for (size_t i = 0; i <= n; i++)
    ways[i] = (Way){.cost = -1};
  ways[0].cost = 0;
  for (size_t start = 0; start < n; start++)
    if (ways[start].cost >= 0)
      try_lines_from (clusters, start, n, measure_of_line (style, start == 0), start == 0, ways);
  if (ways[n].cost < 0)
    return false;

  for (size_t at = n; at > 0; at = ways[at].from)
    g_array_prepend_val (endings, ways[at].ending);
  return true;
}

GArray *
xp_breaks_find (const XpClusters *clusters, const XpTextStyle *style)
{
  GArray *endings = g_array_new (FALSE, FALSE, sizeof (XpEnding));
  if (clusters->clusters->len == 0)
    return endings;
  if ((style->flags & XP_TEXT_JUSTIFIES) == 0 || !break_evenly (clusters, style, endings))
    break_greedily (clusters, style, endings);
  return endings;
}

#include "xp-gaps.h"

#include <string.h>

#include "xp-kinsoku.h"

/* A blank half keeps at least half of itself. */
static const double MARK_GIVES_EM = 0.25;
/* Blanks of words, and the gap between Han and Latin. */
static const double LEAST_WORD_EM = 0.25, MOST_WORD_EM = 0.5, MOST_LATIN_EM = 0.5;

static bool
is_wide (const XpCluster *cluster)
{
  return cluster->advance_em > 0.9;
}

bool
xp_gaps_ends_with_mark (const XpCluster *cluster)
{
  return is_wide (cluster) && xp_kinsoku_is_closing (cluster->last);
}

static bool
is_full_opening (const XpCluster *cluster)
{
  return is_wide (cluster) && xp_kinsoku_is_opening (cluster->first);
}

static bool
is_middle_dot (const XpCluster *cluster)
{
  return is_wide (cluster) && cluster->first == 0xb7;
}

static bool
is_han (const XpCluster *cluster)
{
  return cluster->first > 0x2e7f && !xp_kinsoku_is_closing (cluster->first) &&
         !xp_kinsoku_is_opening (cluster->first);
}

/* Beside which kind of mark the gap between @a and @b is. */
static XpGapKind
kind_of_marks (const XpCluster *a, const XpCluster *b)
{
  static const char COMMAS[] = "，、；：．";
  static const char STOPS[] = "。？！";
  if (is_full_opening (b) || !xp_gaps_ends_with_mark (a))
    return XP_GAP_BRACKET;
  if (g_utf8_strchr (COMMAS, -1, a->last) != NULL)
    return XP_GAP_COMMA;
  return g_utf8_strchr (STOPS, -1, a->last) != NULL ? XP_GAP_STOP : XP_GAP_BRACKET;
}

/* Han beside Latin, or a blank between words. */
static void
set_latin_gap (XpCluster *a, const XpCluster *b, const XpTextStyle *style)
{
  if (a->first == ' ') {
    a->kind = XP_GAP_WORD;
    a->give_em = MAX (a->advance_em - LEAST_WORD_EM, 0);
    a->grow_em = MAX (MOST_WORD_EM - a->advance_em, 0);
    return;
  }
  const bool is_at_word =
    (is_han (a) && xp_kinsoku_is_word (b->first)) || (xp_kinsoku_is_word (a->last) && is_han (b));
  if (!is_at_word || style->latin_gap_em <= 0)
    return;
  a->kind = XP_GAP_LATIN;
  a->gap_em += style->latin_gap_em;
  a->give_em = style->latin_gap_em / 2;
  a->grow_em = MAX (MOST_LATIN_EM - style->latin_gap_em, 0);
}

/* Squeezed marks, and what marks can still give. */
static void
set_mark_gap (XpCluster *a, const XpCluster *b, const XpTextStyle *style)
{
  if (is_middle_dot (a))
    a->gap_em -= 0.25;
  if (is_middle_dot (b))
    a->gap_em -= 0.25;

  const bool has_blank_left = xp_gaps_ends_with_mark (a);
  const bool has_blank_right = is_full_opening (b);
  if (!has_blank_left && !has_blank_right && !(is_full_opening (a) && has_blank_right))
    return;
  const bool share = (has_blank_left && (xp_gaps_ends_with_mark (b) || has_blank_right)) ||
                     (is_full_opening (a) && has_blank_right);
  if (share && (style->flags & XP_TEXT_SQUEEZES) != 0) {
    a->gap_em -= 0.5;
    return;
  }
  a->kind = kind_of_marks (a, b);
  a->give_em += has_blank_left ? MARK_GIVES_EM : 0;
  a->give_em += has_blank_right ? MARK_GIVES_EM : 0;
}

static void
set_gap (XpCluster *a, const XpCluster *b, const XpTextStyle *style)
{
  a->gap_em = is_wide (a) && is_wide (b) ? style->tracking_em : 0;
  a->may_stretch = !(xp_kinsoku_is_word (a->last) && xp_kinsoku_is_word (b->first));
  set_latin_gap (a, b, style);
  if ((style->flags & XP_TEXT_FULL_CELLS) != 0)
    a->give_em = 0;
  else
    set_mark_gap (a, b, style);
}

/* A mark at the end of a line is half as wide (GB/T 15834 5.1.10), or hangs. */
static double
blank_at_end (const XpCluster *cluster, const XpTextStyle *style)
{
  if ((style->flags & XP_TEXT_FULL_CELLS) != 0 || !xp_gaps_ends_with_mark (cluster))
    return 0;
  if ((style->flags & XP_TEXT_HANGS) != 0 && xp_kinsoku_may_hang (cluster->last))
    return cluster->advance_em;
  return 0.5;
}

void
xp_gaps_set (XpClusters *clusters, const XpTextStyle *style)
{
  for (size_t i = 0; i < clusters->clusters->len; i++) {
    XpCluster *cluster = &g_array_index (clusters->clusters, XpCluster, i);
    cluster->blank_em = blank_at_end (cluster, style);
    if (i + 1 < clusters->clusters->len)
      set_gap (cluster, cluster + 1, style);
  }
}

/* Takes @need_em from what there is of each kind, one kind after the other. Returns what is left of
 * it. */
static double
take (const double rooms_em[XP_N_GAPS], double need_em, double out_parts[XP_N_GAPS])
{
  for (size_t kind = 0; kind < XP_N_GAPS; kind++) {
    if (rooms_em[kind] <= 0)
      continue;
    out_parts[kind] = MIN (need_em / rooms_em[kind], 1);
    need_em -= out_parts[kind] * rooms_em[kind];
  }
  return need_em;
}

XpGapFill
xp_gaps_fill (const XpCluster clusters[], size_t start, size_t end, double rest_em)
{
  XpGapFill fill = {0};
  double rooms_em[XP_N_GAPS] = {0};
  size_t n_gaps = 0;
  for (size_t i = start; i + 1 < end; i++) {
    rooms_em[clusters[i].kind] += rest_em < 0 ? clusters[i].give_em : clusters[i].grow_em;
    n_gaps += clusters[i].may_stretch ? 1 : 0;
  }
  if (rest_em < 0) {
    take (rooms_em, -rest_em, fill.squeeze);
    return fill;
  }
  const double left_em = take (rooms_em, rest_em, fill.grow);
  fill.each_em = n_gaps > 0 ? left_em / (double) n_gaps : 0;
  return fill;
}

double
xp_gaps_get_em (const XpGapFill *fill, const XpCluster *cluster)
{
  return cluster->gap_em - cluster->give_em * fill->squeeze[cluster->kind] +
         cluster->grow_em * fill->grow[cluster->kind] + (cluster->may_stretch ? fill->each_em : 0);
}

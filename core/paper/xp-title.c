#include "xp-title.h"

#include <math.h>
#include <string.h>

#include "xp-kinsoku.h"

/* How much nearer to the middle another place must be, in characters, to be preferred to one where
 * the sense pauses. */
static const double PAUSE_IS_WORTH = 5;
/* The upper line the longer, or both alike. */
static const double WRONG_SHAPE_COSTS = 2;

static const char PAUSES[] = "度年月村镇乡次届期嘎查区";

static bool
pauses_at (const gunichar text[], size_t at)
{
  return xp_kinsoku_is_opening (text[at]) || xp_kinsoku_is_closing (text[at - 1]) ||
         g_utf8_strchr (PAUSES, -1, text[at - 1]) != NULL;
}

static double
cost_of (const gunichar text[], size_t n, size_t at)
{
  const double upper = (double) at;
  const double lower = (double) (n - at);
  return fabs (lower - upper) + (upper >= lower ? WRONG_SHAPE_COSTS : 0) -
         (pauses_at (text, at) ? PAUSE_IS_WORTH : 0);
}

/* The best place to part @text, or 0. */
static size_t
best_break (const gunichar text[], size_t n)
{
  size_t best = 0;
  int depth = 0;
  for (size_t at = 1; at < n; at++) {
    depth += xp_kinsoku_is_opening (text[at - 1]) ? 1 : 0;
    depth -= xp_kinsoku_is_closing (text[at - 1]) && depth > 0 ? 1 : 0;
    if (depth == 0 && xp_kinsoku_may_break (XP_KINSOKU_GB, text, at) &&
        (best == 0 || cost_of (text, n, at) < cost_of (text, n, best)))
      best = at;
  }
  return best;
}

static GPtrArray *
set_lines (
  const XpFontBook *fonts, XpFace face, double size_pt, double measure_pt, char *const *texts)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  for (size_t i = 0; texts[i] != NULL; i++) {
    g_autoptr (XpLine) line = xp_layout_line (fonts, face, size_pt, texts[i]);
    if (line->width_pt <= measure_pt) {
      g_ptr_array_add (lines, g_steal_pointer (&line));
      continue;
    }
    const XpTextStyle style = {.face = face,
                               .size_pt = size_pt,
                               .measure_pt = measure_pt,
                               .flags = XP_TEXT_SQUEEZES};
    g_autoptr (GPtrArray) more = xp_layout_paragraph (fonts, &style, texts[i]);
    g_ptr_array_extend_and_steal (lines, g_steal_pointer (&more));
  }
  return lines;
}

GPtrArray *
xp_title_break (
  const XpFontBook *fonts, XpFace face, double size_pt, double measure_pt, const char *text)
{
  g_autoptr (XpLine) whole = xp_layout_line (fonts, face, size_pt, text);
  if (strchr (text, '\n') != NULL || whole->width_pt <= measure_pt) {
    g_auto (GStrv) given = g_strsplit (text, "\n", -1);
    return set_lines (fonts, face, size_pt, measure_pt, given);
  }

  glong n = 0;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &n);
  const size_t at = best_break (chars, (size_t) n);
  const char *second = g_utf8_offset_to_pointer (text, (glong) at);
  g_autofree char *upper = g_strndup (text, (gsize) (second - text));
  g_autofree char *lower = g_strdup (second);
  char *const halves[] = {at > 0 ? upper : lower, at > 0 ? lower : NULL, NULL};
  return set_lines (fonts, face, size_pt, measure_pt, halves);
}

#include "xp-item-parts.h"

#include "xp-decimal.h"

#include <string.h>

/* ---- rungs ---- */

static void
clear_rungs (XpItem *item)
{
  for (size_t i = 0; i < item->n_rungs; i++)
    g_free (item->rungs[i].word);
  g_clear_pointer (&item->rungs, g_free);
  item->n_rungs = 0;
}

static bool
read_rung (XpMode mode, const char *text, XpRung *out_rung)
{
  const char *equals = strchr (text, '=');
  if (equals == NULL || equals == text)
    return false;
  g_autofree char *left = g_strndup (text, (gsize) (equals - text));
  *out_rung = (XpRung){0};
  if (!xp_decimal_from_text (equals + 1, &out_rung->points_hundredths) ||
      (mode == XP_MODE_TIER && !xp_decimal_from_text (left, &out_rung->from_hundredths)))
    return false;
  out_rung->word = mode == XP_MODE_GRADE ? g_steal_pointer (&left) : g_strdup ("");
  return true;
}

static bool
has_rungs (XpMode mode)
{
  return mode == XP_MODE_GRADE || mode == XP_MODE_TIER;
}

void
xp_item_settle_rungs (XpItem *item)
{
  clear_rungs (item);
  if (!has_rungs (item->mode))
    return;
  g_auto (GStrv) parts = g_strsplit (item->points_text, "|", -1);
  item->rungs = g_new0 (XpRung, g_strv_length (parts) + 1);
  for (size_t i = 0; parts[i] != NULL; i++)
    if (read_rung (item->mode, parts[i], &item->rungs[item->n_rungs]))
      item->n_rungs++;
}

char *
xp_item_dup_odd_rung (const XpItem *item)
{
  if (!has_rungs (item->mode))
    return NULL;
  g_auto (GStrv) parts = g_strsplit (item->points_text, "|", -1);
  if (parts[0] == NULL)
    return g_strdup ("");
  for (size_t i = 0; parts[i] != NULL; i++) {
    XpRung rung = {0};
    if (!read_rung (item->mode, parts[i], &rung))
      return g_strdup (parts[i]);
    g_free (rung.word);
  }
  return NULL;
}

/* ---- caps ---- */

static bool
read_cap (const char *text, XpCapPeriod *out_period, int64_t *out_hundredths)
{
  static const struct {
    const char *word;
    XpCapPeriod period;
  } PERIODS[] = {{"月", XP_CAP_MONTH}, {"年", XP_CAP_YEAR}, {"轮", XP_CAP_ROUND}};
  const char *slash = strchr (text, '/');
  g_autofree char *number = slash != NULL ? g_strndup (text, (gsize) (slash - text)) : NULL;
  *out_period = XP_CAP_ROUND;
  if (!xp_decimal_from_text (slash != NULL ? number : text, out_hundredths))
    return false;
  for (size_t i = 0; slash != NULL && i < G_N_ELEMENTS (PERIODS); i++) {
    if (strcmp (slash + 1, PERIODS[i].word) == 0) {
      *out_period = PERIODS[i].period;
      return true;
    }
  }
  return slash == NULL;
}

void
xp_item_settle_cap (XpItem *item)
{
  item->cap_period = XP_CAP_NONE;
  item->cap_hundredths = 0;
  if (item->cap[0] != '\0' && !read_cap (item->cap, &item->cap_period, &item->cap_hundredths))
    item->cap_period = XP_CAP_NONE;
}

bool
xp_item_has_good_cap (const XpItem *item)
{
  return item->cap[0] == '\0' || item->cap_period != XP_CAP_NONE;
}

/* ---- gates ---- */

void
xp_item_settle_gate (XpItem *item)
{
  static const char AWARD[] = "award:", SCORE[] = "score:";
  const char *gate = item->gate;
  const char *bound = strstr (gate, ">=");
  item->gate_kind = XP_GATE_NONE;
  item->gate_bound_hundredths = 0;
  g_free (item->gate_name);
  item->gate_name = NULL;

  if (strcmp (gate, "1") == 0) {
    item->gate_kind = XP_GATE_ASKED;
  } else if (strcmp (gate, "warn") == 0) {
    item->gate_kind = XP_GATE_WARN;
  } else if (g_str_has_prefix (gate, AWARD) && gate[strlen (AWARD)] != '\0') {
    item->gate_kind = XP_GATE_AWARD;
    item->gate_name = g_strdup (gate + strlen (AWARD));
  } else if (g_str_has_prefix (gate, SCORE) && bound > gate + strlen (SCORE) &&
             xp_decimal_from_text (bound + 2, &item->gate_bound_hundredths)) {
    item->gate_kind = XP_GATE_SCORE;
    item->gate_name = g_strndup (gate + strlen (SCORE), (gsize) (bound - gate) - strlen (SCORE));
  }
  if (item->gate_name == NULL)
    item->gate_name = g_strdup ("");
}

bool
xp_item_has_good_gate (const XpItem *item)
{
  return item->gate[0] == '\0' || item->gate_kind != XP_GATE_NONE;
}

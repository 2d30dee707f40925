#include "xp-mark.h"

#include "xp-error.h"

/* A count has two digits: more findings than that in one household are a slip of the key. */
static const int64_t MOST_FINDINGS = 99;

char *
xp_points_to_text (int64_t points_hundredths)
{
  const char *sign = points_hundredths < 0 ? "-" : "";
  const uint64_t size = (uint64_t) (points_hundredths < 0 ? -points_hundredths : points_hundredths);
  const unsigned cents = (unsigned) (size % 100);

  if (cents == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, size / 100);
  if (cents % 10 == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%u", sign, size / 100, cents / 10);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", sign, size / 100, cents);
}

static bool
check_score (const XpItem *item, int64_t entered, GError **error)
{
  const bool is_in_range = entered >= item->min_hundredths && entered <= item->max_hundredths;
  const bool is_on_step = item->step_hundredths <= 0 || entered % item->step_hundredths == 0;
  if (is_in_range && is_on_step)
    return true;

  g_autofree char *min = xp_points_to_text (item->min_hundredths);
  g_autofree char *max = xp_points_to_text (item->max_hundredths);
  g_autofree char *step = xp_points_to_text (item->step_hundredths);
  g_autofree char *typed = xp_points_to_text (entered);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "第%s项%s只能打%s到%s分，每%s分一档，刚才输入的是%s。请重新打。",
               item->no,
               item->name,
               min,
               max,
               item->step_hundredths > 0 ? step : "0.01",
               typed);
  return false;
}

static bool
check_count (const XpItem *item, int64_t entered, GError **error)
{
  if (entered >= 0 && entered <= MOST_FINDINGS)
    return true;

  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "第%s项%s记的是几%s，只能是0到%d的整数，刚才输入的是%" G_GINT64_FORMAT
               "。请重新打。",
               item->no,
               item->name,
               item->unit[0] != '\0' ? item->unit : "次",
               (int) MOST_FINDINGS,
               entered);
  return false;
}

static bool
check_answer (const XpItem *item, int64_t entered, GError **error)
{
  if (entered == 0 || entered == 1)
    return true;

  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "%s %s请答“是”或“否”。", item->no, item->name);
  return false;
}

bool
xp_mark_check (const XpItem *item, int64_t entered, GError **error)
{
  switch (item->mode) {
  case XP_MODE_SCORE:
    return check_score (item, entered, error);
  case XP_MODE_DEDUCT:
  case XP_MODE_ADD:
    return check_count (item, entered, error);
  case XP_MODE_GATE:
  case XP_MODE_VETO:
  case XP_MODE_CHECK:
    return check_answer (item, entered, error);
  case XP_MODE_TIER:
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_MODE_STAR:
  case XP_MODE_GRADE:
  case XP_MODE_PAIR:
  case XP_MODE_VOTE:
  case XP_N_MODES:
  default:
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "第%s项%s的记分方式（%s）这一版还不能打分，没有记上。请换一张评分表新开评选。",
                 item->no,
                 item->name,
                 xp_mode_get_word (item->mode));
    return false;
  }
}

char *
xp_mark_to_text (const XpItem *item, const XpMark *mark)
{
  if (mark->is_not_applicable)
    return g_strdup ("不适用");

  if (item->mode == XP_MODE_GATE || item->mode == XP_MODE_VETO || item->mode == XP_MODE_CHECK)
    return g_strdup (mark->entered != 0 ? "是" : "否");

  if (item->mode == XP_MODE_SCORE) {
    g_autofree char *points = xp_points_to_text (mark->entered);
    return g_strdup_printf ("%s分", points);
  }
  return g_strdup_printf ("%" G_GINT64_FORMAT "%s",
                          mark->entered,
                          item->unit[0] != '\0' ? item->unit : "次");
}

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

/* Hours, times, kilograms: an amount is not negative and has at most six digits before the point.
 */
static bool
check_amount (const XpItem *item, int64_t entered, GError **error)
{
  static const int64_t MOST_AMOUNT = INT64_C (99999999);
  if (entered >= 0 && entered <= MOST_AMOUNT)
    return true;
  g_autofree char *typed = xp_points_to_text (entered);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "第%s项%s记的是累计多少%s，只能是0到999999.99，刚才输入的是%s。请重新打。",
               item->no,
               item->name,
               item->unit,
               typed);
  return false;
}

static char *
list_grades (const XpItem *item)
{
  GString *words = g_string_new (NULL);
  for (size_t i = 0; i < item->n_rungs; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "、" : "", item->rungs[i].word);
  return g_string_free (words, FALSE);
}

static bool
check_grade (const XpItem *item, int64_t entered, GError **error)
{
  if (entered >= 1 && (uint64_t) entered <= item->n_rungs)
    return true;
  g_autofree char *words = list_grades (item);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "第%s项%s只能评%s，刚才输入的是“%" G_GINT64_FORMAT "”。请重新评。",
               item->no,
               item->name,
               words,
               entered);
  return false;
}

static bool
check_votes (const XpItem *item, int64_t entered, GError **error)
{
  static const int64_t MOST_VOTES = 99999;
  if (entered >= 0 && entered <= MOST_VOTES)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "第%s项%s记的是得了几票，只能是0到99999的整数，刚才输入的是%" G_GINT64_FORMAT
               "。请重新打。",
               item->no,
               item->name,
               entered);
  return false;
}

static bool
check_pair (const XpItem *item, int64_t entered, GError **error)
{
  return check_count (item, xp_pair_get_plus (entered), error) &&
         check_count (item, xp_pair_get_minus (entered), error);
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
  case XP_MODE_STAR:
    return check_answer (item, entered, error);
  case XP_MODE_TIER:
    return check_amount (item, entered, error);
  case XP_MODE_GRADE:
    return check_grade (item, entered, error);
  case XP_MODE_PAIR:
    return check_pair (item, entered, error);
  case XP_MODE_VOTE:
    return check_votes (item, entered, error);
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_N_MODES:
  default:
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "第%s项%s由全年积分带出，不用打分，没有记上。请到“全年积分”里记。",
                 item->no,
                 item->name);
    return false;
  }
}

/* ---- pairs ---- */

static const int64_t PLUS = 100;

int64_t
xp_pair_make (int n_plus, int n_minus)
{
  return n_plus * PLUS + n_minus;
}

int
xp_pair_get_plus (int64_t entered)
{
  return (int) (entered / PLUS);
}

int
xp_pair_get_minus (int64_t entered)
{
  return (int) (entered % PLUS);
}

static bool
is_answer (XpMode mode)
{
  return mode == XP_MODE_GATE || mode == XP_MODE_VETO || mode == XP_MODE_CHECK ||
         mode == XP_MODE_STAR;
}

char *
xp_mark_to_plain (const XpItem *item, const XpMark *mark)
{
  if (mark->is_not_applicable)
    return g_strdup ("不适用");
  if (is_answer (item->mode))
    return g_strdup (mark->entered != 0 ? "是" : "否");
  if (item->mode == XP_MODE_SCORE || item->mode == XP_MODE_TIER)
    return xp_points_to_text (mark->entered);
  if (item->mode == XP_MODE_GRADE)
    return g_strdup (mark->entered >= 1 && (uint64_t) mark->entered <= item->n_rungs
                       ? item->rungs[mark->entered - 1].word
                       : "");
  if (item->mode == XP_MODE_PAIR) {
    const int n_plus = xp_pair_get_plus (mark->entered);
    const int n_minus = xp_pair_get_minus (mark->entered);
    return n_minus == 0  ? g_strdup_printf ("+%d", n_plus)
           : n_plus == 0 ? g_strdup_printf ("-%d", n_minus)
                         : g_strdup_printf ("+%d-%d", n_plus, n_minus);
  }
  return g_strdup_printf ("%" G_GINT64_FORMAT, mark->entered);
}

char *
xp_mark_to_text (const XpItem *item, const XpMark *mark)
{
  if (mark->is_not_applicable)
    return g_strdup ("不适用");

  if (is_answer (item->mode))
    return g_strdup (mark->entered != 0 ? "是" : "否");
  if (item->mode == XP_MODE_GRADE || item->mode == XP_MODE_PAIR)
    return xp_mark_to_plain (item, mark);
  if (item->mode == XP_MODE_TIER) {
    g_autofree char *amount = xp_points_to_text (mark->entered);
    return g_strconcat (amount, item->unit, NULL);
  }
  if (item->mode == XP_MODE_VOTE)
    return g_strdup_printf ("%" G_GINT64_FORMAT "票", mark->entered);

  if (item->mode == XP_MODE_SCORE) {
    g_autofree char *points = xp_points_to_text (mark->entered);
    return g_strdup_printf ("%s分", points);
  }
  return g_strdup_printf ("%" G_GINT64_FORMAT "%s",
                          mark->entered,
                          item->unit[0] != '\0' ? item->unit : "次");
}

/* ---- as a settlement keeps it ---- */

static const char HELD_NOT_APPLICABLE[] = "na";

char *
xp_mark_to_held (const XpMark *mark)
{
  if (mark == NULL)
    return g_strdup ("");
  return mark->is_not_applicable ? g_strdup (HELD_NOT_APPLICABLE)
                                 : g_strdup_printf ("%" G_GINT64_FORMAT, mark->entered);
}

bool
xp_mark_from_held (const char *text, XpMark *out_mark)
{
  out_mark->is_not_applicable = strcmp (text, HELD_NOT_APPLICABLE) == 0;
  out_mark->entered = 0;
  return out_mark->is_not_applicable ||
         g_ascii_string_to_signed (text, 10, INT32_MIN + 2, INT32_MAX, &out_mark->entered, NULL);
}

#include "xp-ctl-words.h"

#include "xp-mark.h"
#include "xp-years-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--year", true, "年份", "一年里几次，算哪一年；不写就是今年"},
  {"--in-a-row", true, "几次", "只列连续几次以上的，比如三连写 3"},
  {"--within-year", true, "几次", "只列一年里几次以上的"},
  {NULL, false},
};

/* @fallback where it was not given; -1 with the error printed. */
static int
read_number (const XpCtl *ctl, const char *option, int fallback)
{
  guint64 number = 0;
  const char *text = xp_args_get (ctl->args, option);
  if (text == NULL)
    return fallback;
  if (g_ascii_string_to_unsigned (text, 10, 1, 2999, &number, NULL))
    return (int) number;
  fprintf (stderr, "%s 写的是“%s”，应为1到2999的数。\n", option, text);
  return -1;
}

static int
list_streaks (const XpCtl *ctl, XpDesk *desk, const char *title)
{
  g_autoptr (GError) error = NULL;
  const int year = read_number (ctl, "--year", 0);
  const int in_a_row = read_number (ctl, "--in-a-row", 0);
  const int within_year = read_number (ctl, "--within-year", 0);
  if (year < 0 || in_a_row < 0 || within_year < 0)
    return XP_EXIT_REFUSED;
  g_autoptr (GPtrArray) lines = xp_years_work_list_streaks (desk, title, year, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing =
    xp_listing_new ("number,group,head,scored,awarded,in_a_row,most_in_a_row,in_year,barred_until");
  for (guint i = 0; i < lines->len; i++) {
    const XpStreakLine *line = lines->pdata[i];
    if (line->streak.n_in_a_row < in_a_row || line->streak.n_in_year < within_year)
      continue;
    xp_listing_add_int (listing, line->household->number);
    xp_listing_add (listing, line->household->group);
    xp_listing_add (listing, line->household->head);
    xp_listing_add_int (listing, line->streak.n_scored);
    xp_listing_add_int (listing, line->streak.n_held);
    xp_listing_add_int (listing, line->streak.n_in_a_row);
    xp_listing_add_int (listing, line->streak.n_most_in_a_row);
    xp_listing_add_int (listing, line->streak.n_in_year);
    xp_listing_add (listing, line->barred_until);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static void
add_points (XpListing *listing, int64_t hundredths)
{
  g_autofree char *text = xp_points_to_text (hundredths);
  xp_listing_add (listing, text);
}

static int
list_rises (const XpCtl *ctl, XpDesk *desk, const char *number)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_ctl_find_round (desk, number);
  g_autoptr (GPtrArray) lines = uid != 0 ? xp_years_work_list_rises (desk, uid, &error) : NULL;
  if (lines == NULL)
    return uid != 0 ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  g_autoptr (XpListing) listing = xp_listing_new ("number,who,before,now,rise,greatest");
  for (guint i = 0; i < lines->len; i++) {
    const XpRiseLine *line = lines->pdata[i];
    xp_listing_add (listing, line->number);
    xp_listing_add (listing, line->who);
    add_points (listing, line->rise.before_hundredths);
    add_points (listing, line->rise.now_hundredths);
    add_points (listing, line->rise.now_hundredths - line->rise.before_hundredths);
    xp_listing_add (listing, line->is_greatest ? "进步户" : NULL);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *which = xp_ctl_word (ctl, 2);
  if (what == NULL || path == NULL || which == NULL)
    return xp_ctl_usage (&XP_CTL_YEARS, "请写上 streaks 或 rises、资料文件、称号或第几次评选。");
  const bool is_streaks = strcmp (what, "streaks") == 0;
  if (!is_streaks && strcmp (what, "rises") != 0)
    return xp_ctl_usage (&XP_CTL_YEARS, "没有 years %s 这种做法。", what);
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  return is_streaks ? list_streaks (ctl, desk, which) : list_rises (ctl, desk, which);
}

const XpCtlVerb XP_CTL_YEARS = {
  "years",
  "几次评选放在一起看：三连、一年几次、进步户",
  "  xiangpingctl years streaks 资料 干净人家 [--in-a-row 3] [--within-year 3] [--year 年份]\n"
  "      没有参评的一次不算断，摘了牌的算断\n"
  "  xiangpingctl years rises 资料 第几次           比上一次升了几分，升得最多的是进步户，并列都算\n",
  OPTIONS,
  run,
};

/* ctl-deliberation.c: deliberations in their four ways, and looking again. */
#include "xp-ctl-words.h"

#include "xp-deliberation-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--mode", true, "哪一种", "集中、现场、上门、跟踪"},
  {"--why", true, "文字", "为什么评议"},
  {"--present", true, "姓名", "谁在场：李主任、孙梅"},
  {"--said", true, "文字", "怎样说的"},
  {"--decided", true, "文字", "怎样定的"},
  {"--household", true, "编号", "哪一户；list 只列这一户"},
  {"--round", true, "第几次", "哪次评选"},
  {"--item", true, "项号", "评分表的哪一项"},
  {"--article", true, "条", "村规民约第几条：第三条"},
  {"--follower", true, "姓名", "跟踪人"},
  {"--due", true, "日期,日期", "哪天再去看：2026-10-19"},
  {"--on", true, "年-月-日", "哪天评议的；不写就是今天"},
  {"--found", true, "文字", "复查看到什么"},
  {"--outcome", true, "文字", "销号的结果"},
  {"--to-meeting", false, NULL, "交集中评议"},
  {"--open", false, NULL, "只列还没有了结的"},
  {NULL, false},
};

/* ---- list ---- */

static char *
tell_revisits (const XpDeliberationLine *line)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < line->revisits->len; i++) {
    const XpRevisitLine *revisit = line->revisits->pdata[i];
    g_string_append_printf (text,
                            "%s%s%s%s%s",
                            i > 0 ? "；" : "",
                            revisit->done_on[0] != '\0' ? revisit->done_on : revisit->due_on,
                            revisit->done_on[0] != '\0' ? "看过" : "去看",
                            revisit->found[0] != '\0' ? "：" : "",
                            revisit->found);
  }
  return g_string_free (text, FALSE);
}

static void
add_line (XpListing *listing, int no, const XpDeliberationLine *line)
{
  g_autofree char *number = line->number > 0 ? g_strdup_printf ("%d", line->number) : NULL;
  g_autofree char *revisits = tell_revisits (line);
  xp_listing_add_int (listing, no);
  xp_listing_add (listing, line->on_day);
  xp_listing_add (listing, xp_deliberation_mode_get_word (line->mode));
  xp_listing_add (listing, number);
  xp_listing_add (listing, line->item_no);
  xp_listing_add (listing, line->article);
  xp_listing_add (listing, line->present);
  xp_listing_add (listing, line->why);
  xp_listing_add (listing, line->said);
  xp_listing_add (listing, line->decided);
  xp_listing_add (listing, line->follower);
  xp_listing_add (listing, revisits);
  xp_listing_add (listing, line->state);
  xp_listing_add (listing, line->outcome);
  xp_listing_end_row (listing);
}

static int
list (const XpCtl *ctl, XpDesk *desk)
{
  const char *household = xp_args_get (ctl->args, "--household");
  const bool is_open_only = xp_args_get (ctl->args, "--open") != NULL;
  const int64_t uid = household != NULL ? xp_ctl_find_household (desk, household) : 0;
  if (household != NULL && uid == 0)
    return XP_EXIT_REFUSED;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_deliberation_work_list (desk, 0, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing =
    xp_listing_new ("deliberation,on_day,mode,household,item,article,present,why,said,decided,"
                    "follower,revisits,state,outcome");
  for (guint i = 0; i < lines->len; i++) {
    const XpDeliberationLine *line = lines->pdata[i];
    if ((uid == 0 || line->household_uid == uid) && (line->is_open || !is_open_only))
      add_line (listing, (int) i + 1, line);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* ---- add ---- */

static int
add (const XpCtl *ctl, XpDesk *desk)
{
  const char *household = xp_args_get (ctl->args, "--household");
  const char *round = xp_args_get (ctl->args, "--round");
  g_auto (GStrv) due = xp_ctl_split_words (xp_args_get (ctl->args, "--due"));
  XpDeliberationSpec spec = {
    .on_day = xp_args_get (ctl->args, "--on"),
    .item_no = xp_args_get (ctl->args, "--item"),
    .article = xp_args_get (ctl->args, "--article"),
    .present = xp_args_get (ctl->args, "--present"),
    .why = xp_args_get (ctl->args, "--why"),
    .said = xp_args_get (ctl->args, "--said"),
    .decided = xp_args_get (ctl->args, "--decided"),
    .follower = xp_args_get (ctl->args, "--follower"),
    .due_on = (const char *const *) due,
  };
  if (!xp_deliberation_mode_from_text (xp_args_get (ctl->args, "--mode"), &spec.mode))
    return xp_ctl_usage (&XP_CTL_DELIBERATION, "请用 --mode 写上哪一种：集中、现场、上门、跟踪。");
  spec.household_uid = household != NULL ? xp_ctl_find_household (desk, household) : 0;
  spec.round_uid = round != NULL ? xp_ctl_find_round (desk, round) : 0;
  if ((household != NULL && spec.household_uid == 0) || (round != NULL && spec.round_uid == 0))
    return XP_EXIT_REFUSED;
  g_autoptr (GError) error = NULL;
  return xp_deliberation_work_put (desk, &spec, &error) != 0 ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* ---- one that is there ---- */

/* As `list` numbers them. NULL with the error printed. */
static const XpDeliberationLine *
find_line (const XpCtl *ctl, const GPtrArray *lines)
{
  const char *text = xp_ctl_word (ctl, 2);
  guint64 no = 0;
  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, lines->len, &no, NULL))
    return lines->pdata[no - 1];
  fprintf (stderr,
           "没有第%s条评议记录。请用 deliberation list 看看是第几条。\n",
           text != NULL ? text : "？");
  return NULL;
}

static int
revisit (const XpCtl *ctl, XpDesk *desk)
{
  const char *found = xp_args_get (ctl->args, "--found");
  const char *due = xp_args_get (ctl->args, "--due");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_deliberation_work_list (desk, 0, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  const XpDeliberationLine *line = find_line (ctl, lines);
  if (line == NULL)
    return XP_EXIT_REFUSED;
  if (found == NULL && due == NULL)
    return xp_ctl_usage (&XP_CTL_DELIBERATION,
                         "请用 --found 写上看到什么，或用 --due 写上哪天再去看。");
  const bool is_done =
    found == NULL
      ? xp_deliberation_work_add_day (desk, line->uid, due, &error)
      : xp_deliberation_work_put_found (desk, line->uid, line->next_revisit, found, due, &error);
  return is_done ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
close_it (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_deliberation_work_list (desk, 0, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  const XpDeliberationLine *line = find_line (ctl, lines);
  if (line == NULL)
    return XP_EXIT_REFUSED;
  return xp_deliberation_work_close (desk,
                                     line->uid,
                                     xp_args_get (ctl->args, "--outcome"),
                                     xp_args_get (ctl->args, "--to-meeting") != NULL,
                                     &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk);
  bool is_look;
} WAYS[] = {{"list", list, true},
            {"add", add, false},
            {"revisit", revisit, false},
            {"close", close_it, false}};

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0), *path = xp_ctl_word (ctl, 1);
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_DELIBERATION,
                         "请写上 list、add、revisit 或 close，再写资料文件。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    g_autoptr (XpDesk) desk = WAYS[i].is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    return desk != NULL ? WAYS[i].run (ctl, desk) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_DELIBERATION, "没有 deliberation %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_DELIBERATION = {
  "deliberation",
  "评议记录：集中、现场、上门、跟踪，复查和销号",
  "  xiangpingctl deliberation list 资料 [--household 编号] [--open]\n"
  "  xiangpingctl deliberation add 资料 --mode 上门 --why 为什么 --present 李主任、孙梅\n"
  "      [--said 怎样说的] [--decided 怎样定的] [--household 编号] [--round 第几次] [--item 项号]\n"
  "      [--article 第三条] [--follower 孙梅] [--due 2026-10-19,2026-10-26] [--on 2026-10-12]\n"
  "  xiangpingctl deliberation revisit 资料 第几条 --found 看到什么 [--due 哪天再去看]\n"
  "  xiangpingctl deliberation revisit 资料 第几条 --due 2026-10-19      再定一天\n"
  "  xiangpingctl deliberation close 资料 第几条 --outcome 结果 [--to-meeting]\n"
  "  第几条照 list 的 deliberation 一列。记录只由评委会留存；印记录用 print deliberation。\n",
  OPTIONS,
  run,
};

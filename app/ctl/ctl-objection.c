#include "xp-ctl-words.h"

#include "xp-objection-work.h"
#include "xp-round-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--household", true, "编号", "说的是哪一户；说整张名单用 --all"},
  {"--all", false, NULL, "说的是整张名单"},
  {"--words", true, "文字", "说了什么"},
  {"--by", true, "姓名", "谁提的；不写就是匿名"},
  {"--checkers", true, "甲,乙", "核查的两个人"},
  {"--received", true, "年-月-日", "哪天收到的；不写就是今天"},
  {"--upheld", false, NULL, "核查下来成立"},
  {"--not-upheld", false, NULL, "核查下来不成立"},
  {"--answer", true, "文字", "怎么答复的"},
  {NULL, false},
};

/* -1 with the error printed. */
static int
find_entrant (XpDesk *desk, int64_t round_uid, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, &error);
  if (loaded == NULL) {
    xp_ctl_fail (error);
    return -1;
  }
  const XpEntrant *entrant =
    xp_round_lookup_number (loaded->round, (int) g_ascii_strtoll (number, NULL, 10));
  if (entrant == NULL)
    fprintf (stderr, "这次评选里没有%s号户。请写户的编号。\n", number);
  return entrant != NULL ? entrant->no : -1;
}

static int
add (const XpCtl *ctl, XpDesk *desk, int64_t round_uid)
{
  const char *household = xp_args_get (ctl->args, "--household");
  const bool is_of_all = xp_args_get (ctl->args, "--all") != NULL;
  if ((household != NULL) == is_of_all)
    return xp_ctl_usage (&XP_CTL_OBJECTION,
                         "请用 --household 写上对哪一户，或用 --all 说是对整张名单。");
  g_auto (GStrv) checkers = xp_ctl_split_words (xp_args_get (ctl->args, "--checkers"));
  if (checkers == NULL || g_strv_length (checkers) != 2)
    return xp_ctl_usage (&XP_CTL_OBJECTION, "请用 --checkers 写上两个核查人，比如 甲,乙。");

  g_autoptr (GError) error = NULL;
  const int entrant_no = is_of_all ? 0 : find_entrant (desk, round_uid, household);
  if (entrant_no < 0)
    return XP_EXIT_REFUSED;
  const XpObjectionSpec spec = {entrant_no,
                                xp_args_get (ctl->args, "--by"),
                                xp_args_get (ctl->args, "--words"),
                                checkers[0],
                                checkers[1],
                                xp_args_get (ctl->args, "--received")};
  const int no = xp_objection_work_add (desk, round_uid, &spec, &error);
  if (no == 0)
    return xp_ctl_fail (error);
  g_autoptr (GPtrArray) lines = xp_objection_work_list (desk, round_uid, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  const XpObjectionLine *line = lines->pdata[lines->len - 1];
  fprintf (stderr, "记下了第%d条意见（%s），%s前要答复。\n", no, line->who, line->due_on);
  return XP_EXIT_DONE;
}

static int
list (const XpCtl *ctl, XpDesk *desk, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_objection_work_list (desk, round_uid, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new (
    "objection,household,about,received_on,due_on,by,words,checkers,outcome,answered_on,answer");
  for (guint i = 0; i < lines->len; i++) {
    const XpObjectionLine *line = lines->pdata[i];
    g_autofree char *checkers =
      g_strdup_printf ("%s、%s", line->first_checker, line->second_checker);
    g_autofree char *number = line->number > 0 ? g_strdup_printf ("%d", line->number) : NULL;
    xp_listing_add_int (listing, line->no);
    xp_listing_add (listing, number);
    xp_listing_add (listing, line->who);
    xp_listing_add (listing, line->received_on);
    xp_listing_add (listing, line->due_on);
    xp_listing_add (listing, line->by[0] != '\0' ? line->by : "匿名");
    xp_listing_add (listing, line->words);
    xp_listing_add (listing, checkers);
    xp_listing_add (listing, xp_objection_outcome_get_word (line->outcome));
    xp_listing_add (listing, line->answered_on);
    xp_listing_add (listing, line->answer);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
answer (const XpCtl *ctl, XpDesk *desk, int64_t round_uid)
{
  const char *number = xp_ctl_word (ctl, 3);
  const bool is_upheld = xp_args_get (ctl->args, "--upheld") != NULL;
  if (number == NULL || is_upheld == (xp_args_get (ctl->args, "--not-upheld") != NULL))
    return xp_ctl_usage (&XP_CTL_OBJECTION,
                         "请写上第几条意见，再写 --upheld（成立）或 --not-upheld（不成立）。");
  g_autoptr (GError) error = NULL;
  return xp_objection_work_answer (desk,
                                   round_uid,
                                   (int) g_ascii_strtoll (number, NULL, 10),
                                   is_upheld,
                                   xp_args_get (ctl->args, "--answer"),
                                   &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk, int64_t round_uid);
  bool is_look;
} WAYS[] = {{"add", add, false}, {"list", list, true}, {"answer", answer, false}};

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_OBJECTION, "请写上 add、list 或 answer、资料文件、第几次评选。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    g_autoptr (XpDesk) desk = WAYS[i].is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
    return uid != 0 ? WAYS[i].run (ctl, desk, uid) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_OBJECTION, "没有 objection %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_OBJECTION = {
  "objection",
  "公示期间的意见：记录、查看、答复",
  "  xiangpingctl objection add 资料 第几次 --household 3|--all --words 意见 --checkers 甲,乙\n"
  "      [--by 提出人] [--received 2026-10-13]      不写提出人就是匿名；三个工作日内答复\n"
  "  xiangpingctl objection list 资料 第几次\n"
  "  xiangpingctl objection answer 资料 第几次 第几条 --upheld|--not-upheld --answer 答复\n",
  OPTIONS,
  run,
};

#include "xp-ctl-words.h"

#include "xp-round-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--rubric", true, "编号", "用哪一份评分表；open 一定要写"},
  {"--name", true, "名称", "这次评选叫什么；open 一定要写"},
  {"--judges", true, "甲,乙,丙", "评委的姓名"},
  {"--combine", true, "合议|平均|去高低平均", "几位评委的分怎样合成"},
  {"--line", true, "分数", "等次线，比如 90；没有就写 无"},
  {"--quota", true, "名额", "30%、20、每组几户 group:3；没有就写 无"},
  {"--notice-days", true, "几天", "公示几天，3天以上；不写就是5天"},
  {"--notice-counts", true, "workdays|days", "公示按工作日还是按天数算；不写就按工作日"},
  {"--draft", false, NULL, "先停在准备，不开始打分"},
  {"--decide", true, "全进|全不进", "名额末位同分，谁去谁留；也可以写户的编号，比如 17,23"},
  {"--back", false, NULL, "退回一步"},
  {"--reason", true, "理由", "为什么退回"},
  {"--witness", true, "姓名", "退回时在场的另一位"},
  {NULL, false},
};

/* 0 where it was not given; -1: no number. */
static int
read_notice_days (const XpCtl *ctl)
{
  const char *text = xp_args_get (ctl->args, "--notice-days");
  guint64 days = 0;
  if (text == NULL)
    return 0;
  return g_ascii_string_to_unsigned (text, 10, 1, 1000, &days, NULL) ? (int) days : -1;
}

static int
open_round (const XpCtl *ctl, XpDesk *desk)
{
  g_auto (GStrv) judges = xp_ctl_split_words (xp_args_get (ctl->args, "--judges"));
  const XpRoundSpec spec = {
    .rubric_id = xp_args_get (ctl->args, "--rubric"),
    .name = xp_args_get (ctl->args, "--name"),
    .judges = (const char *const *) judges,
    .combine = xp_args_get (ctl->args, "--combine"),
    .line = xp_args_get (ctl->args, "--line"),
    .quota = xp_args_get (ctl->args, "--quota"),
    .is_draft = xp_args_get (ctl->args, "--draft") != NULL,
    .notice_length = read_notice_days (ctl),
    .notice_counts = xp_args_get (ctl->args, "--notice-counts"),
  };
  g_autoptr (GError) error = NULL;
  if (xp_round_work_open (desk, &spec, &error) == 0)
    return xp_ctl_fail (error);

  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, &error);
  if (rounds == NULL)
    return xp_ctl_fail (error);
  const XpRoundLine *line = rounds->pdata[rounds->len - 1];
  fprintf (stderr,
           "第%d次评选“%s”开好了：参评户%d户，现在是%s。\n",
           line->number,
           line->name,
           line->n_entrants,
           xp_stage_get_word (line->stage));
  return XP_EXIT_DONE;
}

static int
list_rounds (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, &error);
  if (rounds == NULL)
    return xp_ctl_fail (error);

  g_autoptr (XpListing) listing =
    xp_listing_new ("round,name,rubric,stage,entrants,judges,missing,title,opened_on");
  for (guint i = 0; i < rounds->len; i++) {
    const XpRoundLine *line = rounds->pdata[i];
    xp_listing_add_int (listing, line->number);
    xp_listing_add (listing, line->name);
    xp_listing_add (listing, line->rubric_id);
    xp_listing_add (listing, xp_stage_get_word (line->stage));
    xp_listing_add_int (listing, line->n_entrants);
    xp_listing_add_int (listing, line->n_judges);
    xp_listing_add_int (listing, line->n_missing);
    xp_listing_add (listing, line->title);
    xp_listing_add (listing, line->opened_on);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* ---- the tie at the cut: 全进, 全不进, or the numbers of those voted in ---- */

static bool
find_entrants (XpDesk *desk, int64_t round_uid, const char *numbers, GArray *in, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  g_auto (GStrv) words = xp_ctl_split_words (numbers);
  if (loaded == NULL)
    return false;
  for (size_t i = 0; words[i] != NULL; i++) {
    const XpEntrant *entrant =
      xp_round_lookup_number (loaded->round, (int) g_ascii_strtoll (words[i], NULL, 10));
    if (entrant == NULL) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_INPUT,
                   "这次评选里没有%s号户。请写户的编号，比如 17,23。",
                   words[i]);
      return false;
    }
    g_array_append_val (in, entrant->no);
  }
  return true;
}

static int
decide (XpDesk *desk, int64_t round_uid, const char *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) in = g_array_new (FALSE, FALSE, sizeof (int));
  const char *how = strcmp (answer, "全进") == 0     ? "all-in"
                    : strcmp (answer, "全不进") == 0 ? "all-out"
                                                     : "vote";
  const bool is_good =
    (strcmp (how, "vote") != 0 || find_entrants (desk, round_uid, answer, in, &error)) &&
    xp_round_work_decide_cut (desk,
                              round_uid,
                              how,
                              (const int *) (gpointer) in->data,
                              in->len,
                              &error);
  return is_good ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
change_stage (const XpCtl *ctl, XpDesk *desk)
{
  const char *number = xp_ctl_word (ctl, 2);
  const char *word = xp_ctl_word (ctl, 3);
  const char *answer = xp_args_get (ctl->args, "--decide");
  const bool is_back = xp_args_get (ctl->args, "--back") != NULL;
  XpStage stage = XP_STAGE_DRAFT;
  if (number == NULL || (word == NULL && answer == NULL && !is_back))
    return xp_ctl_usage (&XP_CTL_ROUND, "请写上第几次评选，和要走到的一步。");
  if (word != NULL && !xp_stage_from_text (word, &stage))
    return xp_ctl_usage (&XP_CTL_ROUND, "没有“%s”这一步。", word);

  const int64_t uid = xp_ctl_find_round (desk, number);
  if (uid == 0)
    return XP_EXIT_REFUSED;
  if (answer != NULL)
    return decide (desk, uid, answer);

  g_autoptr (GError) error = NULL;
  const bool is_done = is_back ? xp_round_work_go_back (desk,
                                                        uid,
                                                        xp_args_get (ctl->args, "--reason"),
                                                        xp_args_get (ctl->args, "--witness"),
                                                        &error)
                               : xp_round_work_go_on (desk, uid, stage, &error);
  return is_done ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_ROUND, "请写上 open、list 或 stage，再写资料文件。");
  const bool is_open = strcmp (what, "open") == 0;
  const bool is_list = strcmp (what, "list") == 0;
  if (!is_open && !is_list && strcmp (what, "stage") != 0)
    return xp_ctl_usage (&XP_CTL_ROUND, "没有 round %s 这种做法。", what);
  if (is_open &&
      (xp_args_get (ctl->args, "--rubric") == NULL || xp_args_get (ctl->args, "--name") == NULL))
    return xp_ctl_usage (&XP_CTL_ROUND, "请用 --rubric 写上评分表，用 --name 写上评选的名称。");

  if (read_notice_days (ctl) < 0)
    return xp_ctl_usage (&XP_CTL_ROUND, "--notice-days 后面要写一个数，比如 7。");

  g_autoptr (XpDesk) desk = is_list ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  return is_open   ? open_round (ctl, desk)
         : is_list ? list_rounds (ctl, desk)
                   : change_stage (ctl, desk);
}

const XpCtlVerb XP_CTL_ROUND = {
  "round",
  "新开一次评选，看各次评选，走到下一步",
  "  xiangpingctl round open 资料 --rubric ganjing-renjia --name 名称 [--judges 甲,乙,丙]\n"
  "      [--combine 合议|平均|去高低平均] [--line 90|无] [--quota 30%|20|group:3|无] [--draft]\n"
  "      [--notice-days 7] [--notice-counts days|workdays]   公示几天，默认5个工作日\n"
  "  xiangpingctl round list 资料\n"
  "  xiangpingctl round stage 资料 第几次 算分       准备→打分→算分→评议→公示→公布，一次一步\n"
  "  xiangpingctl round stage 资料 第几次 --decide 全进|全不进|17,23    同分去留，会上定\n"
  "  xiangpingctl round stage 资料 第几次 --back --reason 理由 --witness 姓名   退回一步\n",
  OPTIONS,
  run,
};

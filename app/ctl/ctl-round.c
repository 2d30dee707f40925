#include "xp-ctl-words.h"

#include "xp-round-preview.h"
#include "xp-title-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--rubric", true, "编号", "用哪一份评分表；open 一定要写"},
  {"--name", true, "名称", "这次评选叫什么；open 一定要写"},
  {"--judges", true, "甲,乙,丙", "评委的姓名"},
  {"--combine", true, "合议|平均|去高低平均", "几位评委的分怎样合成"},
  {"--line", true, "分数", "等次线，比如 90；没有就写 无"},
  {"--quota", true, "名额", "30%、20户、每组3户、分给各组20户、按村大小:100=10|*=20；没有就写 无"},
  {"--quota-base", true, "参评户|总户数|常住户", "百分比和村大小按哪一个户数算"},
  {"--apportion", true, "办法", "分给各组用 最大余数法、奇数除数法、自然数除数法 或 每组保底"},
  {"--weights", true, "评委60＋代表40", "几方评委各占多少，加起来是100"},
  {"--usual", true, "评分表=60%", "平时分用哪一份评分表今年各次的平均，占多少"},
  {"--spread", true, "几分", "评委之间差得超过几分就请再议；不写就是10，0是不提"},
  {"--marks-needed", true, "几个", "几个分数以上才去掉最高最低；不写就是5"},
  {"--too-few", true, "平均|待定", "分数不够去掉最高最低时怎么办；不写就取平均"},
  {"--one-per-household", false, NULL, "一户只评一人，得分高的留下"},
  {"--own-group-recused", false, NULL, "评委不评自己那个组；用 recusal propose 登记"},
  {"--quorum", true, "2/3|过半数", "评委到多少人才能开会；不写就是 2/3"},
  {"--ties", true, "处数少,表决", "同分时谁在先，按先后写；不写就按评分表"},
  {"--withheld", true, "17,23", "参评不挂牌的编号：照常打分、排名次，不占名额"},
  {"--entrants", true, "17-2,18-1", "评人的表，哪些人参评；两个称号的写 17-2=好婆婆"},
  {"--notice-days", true, "几天", "公示几天，3天以上；不写就是5天"},
  {"--notice-counts", true, "workdays|days", "公示按工作日还是按天数算；不写就按工作日"},
  {"--draft", false, NULL, "先停在准备，不开始打分"},
  {"--decide", true, "全进|全不进|抽签", "名额末位同分，谁去谁留；也可以写编号，比如 17,23"},
  {"--seed", true, "抽签号", "抽签用的数字，会上定；不写由电脑来定"},
  {"--anyway", false, NULL, "会上还有没定的、没问过愿不愿意上榜的，照样贴公示"},
  {"--back", false, NULL, "退回一步"},
  {"--reason", true, "理由", "为什么退回、摘牌"},
  {"--witness", true, "姓名", "退回、摘牌时在场的另一位"},
  {"--until", true, "年-月-日", "摘牌以后停评到哪天；不写就不停"},
  {"--dry-run", false, NULL, "open 只看谁参评、名额几个，不开；摘牌只看牵连到什么，不摘"},
  {NULL, false},
};

/* 0 where it was not given; -1: no number. */
static int
read_number (const XpCtl *ctl, const char *option)
{
  const char *text = xp_args_get (ctl->args, option);
  guint64 number = 0;
  if (text == NULL)
    return 0;
  return g_ascii_string_to_unsigned (text, 10, 1, 1000, &number, NULL) ? (int) number : -1;
}

static bool
is_too_few_known (const XpCtl *ctl)
{
  const char *word = xp_args_get (ctl->args, "--too-few");
  return word == NULL || strcmp (word, "平均") == 0 || strcmp (word, "待定") == 0;
}

/* Who would take part and who not, with the reason: for the committee's eyes. */
static int
preview_round (const XpCtl *ctl, XpDesk *desk, const XpRoundSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRoundPreview) preview = xp_round_preview_new (desk, spec, &error);
  if (preview == NULL)
    return xp_ctl_fail (error);
  xp_round_preview_check (preview, spec);
  g_autoptr (XpListing) listing = xp_listing_new ("number,who,list,word,reason");
  for (guint i = 0; i < preview->parts->len; i++) {
    const XpRoundPart *part = preview->parts->pdata[i];
    xp_listing_add (listing, part->number);
    xp_listing_add (listing, part->who);
    xp_listing_add (listing, part->list);
    xp_listing_add (listing, part->word);
    xp_listing_add (listing, part->reason);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  g_autofree char *count = xp_round_preview_dup_count (preview);
  fprintf (stderr, "%s。%s\n", count, preview->quota != NULL ? preview->quota : "");
  int exit = XP_EXIT_DONE;
  for (int field = 0; field < XP_N_ROUND_FIELDS; field++)
    if (preview->problems[field] != NULL) {
      fprintf (stderr, "%s\n", preview->problems[field]);
      exit = XP_EXIT_REFUSED;
    }
  return exit;
}

/* What was opened, counted in 人 where persons are scored. */
static int
tell_opened (XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  if (loaded == NULL)
    return xp_ctl_fail (error);
  const XpRound *round = loaded->round;
  const char *counted = xp_rubric_get_counted (round->rubric);
  fprintf (stderr,
           "第%d次评选“%s”开好了：%s%zu%s，现在是%s。\n",
           round->number,
           round->name,
           strcmp (counted, "人") == 0 ? "参评" : "参评户",
           round->n_entrants,
           counted,
           xp_stage_get_word (round->stage));
  return XP_EXIT_DONE;
}

static int
open_round (const XpCtl *ctl, XpDesk *desk)
{
  g_auto (GStrv) judges = xp_ctl_split_words (xp_args_get (ctl->args, "--judges"));
  g_auto (GStrv) entrants = xp_ctl_split_words (xp_args_get (ctl->args, "--entrants"));
  g_auto (GStrv) ties = xp_ctl_split_words (xp_args_get (ctl->args, "--ties"));
  g_auto (GStrv) withheld = xp_ctl_split_words (xp_args_get (ctl->args, "--withheld"));
  const XpRoundSpec spec = {
    .rubric_id = xp_args_get (ctl->args, "--rubric"),
    .name = xp_args_get (ctl->args, "--name"),
    .judges = (const char *const *) judges,
    .combine = xp_args_get (ctl->args, "--combine"),
    .line = xp_args_get (ctl->args, "--line"),
    .quota = xp_args_get (ctl->args, "--quota"),
    .is_draft = xp_args_get (ctl->args, "--draft") != NULL,
    .notice_length = read_number (ctl, "--notice-days"),
    .notice_counts = xp_args_get (ctl->args, "--notice-counts"),
    .entrants = (const char *const *) entrants,
    .quota_base = xp_args_get (ctl->args, "--quota-base"),
    .apportion = xp_args_get (ctl->args, "--apportion"),
    .weights = xp_args_get (ctl->args, "--weights"),
    .usual = xp_args_get (ctl->args, "--usual"),
    .spread = xp_args_get (ctl->args, "--spread"),
    .n_marks_needed = read_number (ctl, "--marks-needed"),
    .is_undecided_with_too_few = g_strcmp0 (xp_args_get (ctl->args, "--too-few"), "待定") == 0,
    .is_one_per_household = xp_args_get (ctl->args, "--one-per-household") != NULL,
    .is_own_group_recused = xp_args_get (ctl->args, "--own-group-recused") != NULL,
    .quorum = xp_args_get (ctl->args, "--quorum"),
    .ties = (const char *const *) ties,
    .withheld = (const char *const *) withheld,
  };
  if (xp_args_get (ctl->args, "--dry-run") != NULL)
    return preview_round (ctl, desk, &spec);
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (desk, &spec, &error);
  return uid != 0 ? tell_opened (desk, uid) : xp_ctl_fail (error);
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

/* ---- the tie at the cut: 全进, 全不进, 抽签, or the numbers of those voted in ---- */

static bool
find_entrants (XpDesk *desk, int64_t round_uid, const char *numbers, GArray *in, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  g_auto (GStrv) words = xp_ctl_split_words (numbers);
  if (loaded == NULL)
    return false;
  for (size_t i = 0; words[i] != NULL; i++) {
    const XpEntrant *entrant = xp_round_lookup_entrant (loaded->round, words[i]);
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

static bool
decide_by_vote (XpDesk *desk, int64_t round_uid, const char *numbers, GError **error)
{
  g_autoptr (GArray) in = g_array_new (FALSE, FALSE, sizeof (int));
  return find_entrants (desk, round_uid, numbers, in, error) &&
         xp_round_work_decide_cut (desk,
                                   round_uid,
                                   "vote",
                                   (const int *) (gpointer) in->data,
                                   in->len,
                                   error);
}

/* The order drawn is said, so that anybody who was there can draw it again. */
static bool
draw_lot (XpDesk *desk, int64_t round_uid, const char *seed, GError **error)
{
  if (!xp_round_work_draw_lot (desk, round_uid, seed, error))
    return false;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return false;
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  g_autofree char *lot =
    xp_ranking_dup_lot_sentence (ranking, loaded->tally, loaded->decisions, loaded->n_decisions);
  if (lot != NULL)
    fprintf (stderr, "%s\n核对：printf 抽签号:编号 | sha256sum，从小到大就是抽出的先后。\n", lot);
  return true;
}

static int
decide (const XpCtl *ctl, XpDesk *desk, int64_t round_uid, const char *answer)
{
  g_autoptr (GError) error = NULL;
  bool is_good = false;
  if (strcmp (answer, "全进") == 0)
    is_good = xp_round_work_decide_cut (desk, round_uid, "all-in", NULL, 0, &error);
  else if (strcmp (answer, "全不进") == 0)
    is_good = xp_round_work_decide_cut (desk, round_uid, "all-out", NULL, 0, &error);
  else if (strcmp (answer, "抽签") == 0)
    is_good = draw_lot (desk, round_uid, xp_args_get (ctl->args, "--seed"), &error);
  else
    is_good = decide_by_vote (desk, round_uid, answer, &error);
  return is_good ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* False when something is still open that the notice would leave so; then it is said. */
static bool
is_settled (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return false;
  /* From any other stage the step itself is refused. */
  if (loaded->round->stage != XP_STAGE_DISCUSSED)
    return true;
  g_auto (GStrv) open = xp_round_work_list_open (desk, loaded, error);
  if (open == NULL || open[0] == NULL)
    return open != NULL;
  g_autofree char *text = g_strjoinv ("\n", open);
  fprintf (stderr, "%s\n没有贴。请先定下来、问清楚；照样贴，请加 --anyway。\n", text);
  return false;
}

static int
go_on (const XpCtl *ctl, XpDesk *desk, int64_t round_uid, XpStage stage)
{
  g_autoptr (GError) error = NULL;
  const bool is_asked = stage == XP_STAGE_POSTED && xp_args_get (ctl->args, "--anyway") == NULL;
  if (is_asked && !is_settled (desk, round_uid, &error))
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  return xp_round_work_go_on (desk, round_uid, stage, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
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
    return decide (ctl, desk, uid, answer);

  if (!is_back)
    return go_on (ctl, desk, uid, stage);

  g_autoptr (GError) error = NULL;
  return xp_round_work_go_back (desk,
                                uid,
                                xp_args_get (ctl->args, "--reason"),
                                xp_args_get (ctl->args, "--witness"),
                                &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

/* ---- the four ways of dividing places among groups, side by side ---- */

static void
print_division (const XpDivision *division)
{
  const XpApportionment *apportionment = division->apportionment;
  const char *const *names = (const char *const *) division->groups;
  g_auto (GStrv) steps = xp_apportion_dup_steps (apportionment, names);
  g_autofree char *tie = xp_apportion_dup_tie_sentence (apportionment, names);
  g_autofree char *warning = xp_apportion_dup_warning (apportionment, names);
  fprintf (stderr, "%s：\n", xp_apportion_get_word (apportionment->method));
  for (size_t i = 0; steps[i] != NULL; i++)
    fprintf (stderr, "  %s\n", steps[i]);
  if (tie != NULL)
    fprintf (stderr, "  %s\n", tie);
  if (warning != NULL)
    fprintf (stderr, "  %s\n", warning);
}

static void
list_divisions (XpDivision *const *divisions, XpListing *listing, const char *list)
{
  const XpDivision *first = divisions[0];
  for (size_t i = 0; i < first->apportionment->n_rows; i++) {
    xp_listing_add (listing, list);
    xp_listing_add (listing, first->groups[i]);
    xp_listing_add_int (listing, first->apportionment->rows[i].size);
    for (int method = 0; method < XP_N_APPORTIONS; method++)
      xp_listing_add_int (listing, divisions[method]->apportionment->rows[i].n_places);
    xp_listing_end_row (listing);
  }
}

static int
apportion (const XpCtl *ctl, XpDesk *desk)
{
  const char *number = xp_ctl_word (ctl, 2);
  if (number == NULL)
    return xp_ctl_usage (&XP_CTL_ROUND, "请写上第几次评选。");
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_ctl_find_round (desk, number);
  g_autoptr (XpLoadedRound) loaded = uid != 0 ? xp_round_work_load (desk, uid, &error) : NULL;
  if (loaded == NULL)
    return uid != 0 ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  if (loaded->round->rules.quota.kind != XP_QUOTA_SHARED) {
    fprintf (stderr,
             "%s的名额不是分给各组的。新开评选时名额写“分给各组20户”这样，才要分。\n",
             loaded->round->name);
    return XP_EXIT_REFUSED;
  }

  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  g_autoptr (XpListing) listing =
    xp_listing_new ("list,group,counted,largest_remainder,sainte_lague,dhondt,each_first");
  for (size_t i = 0; i < ranking->n_lists; i++) {
    XpDivision *divisions[XP_N_APPORTIONS];
    for (int method = 0; method < XP_N_APPORTIONS; method++)
      divisions[method] =
        xp_division_new (loaded->tally, ranking->lists[i].name, (XpApportion) method);
    list_divisions (divisions, listing, ranking->lists[i].name);
    for (int method = 0; method < XP_N_APPORTIONS; method++) {
      print_division (divisions[method]);
      xp_division_free (divisions[method]);
    }
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* ---- 摘牌 ---- */

static void
tell_uses (const GPtrArray *uses)
{
  for (guint i = 0; i < uses->len; i++) {
    const XpTitleUse *use = uses->pdata[i];
    fprintf (stderr,
             "第%d次评选“%s”（%s）用到了这个称号：%s，那边不会跟着变。\n",
             use->round_number,
             use->round_name,
             xp_stage_get_word (use->stage),
             use->who);
  }
  if (uses->len == 0)
    fprintf (stderr, "没有别的评选用到这个称号。\n");
}

/* The title that the words name; the reason and the second name are the options'. */
static int
find_title (const XpCtl *ctl, XpDesk *desk, XpWithdrawalSpec *out_spec)
{
  const char *number = xp_ctl_word (ctl, 2);
  const char *household = xp_ctl_word (ctl, 3);
  if (number == NULL || household == NULL)
    return xp_ctl_usage (&XP_CTL_ROUND, "请写上第几次评选和户的编号。");
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_ctl_find_round (desk, number);
  g_autoptr (XpLoadedRound) loaded = uid != 0 ? xp_round_work_load (desk, uid, &error) : NULL;
  if (loaded == NULL)
    return uid != 0 ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  const XpEntrant *entrant = xp_round_lookup_entrant (loaded->round, household);
  if (entrant == NULL) {
    fprintf (stderr, "这次评选里没有%s号户。请写户的编号。\n", household);
    return XP_EXIT_REFUSED;
  }
  *out_spec = (XpWithdrawalSpec){uid,
                                 entrant->no,
                                 xp_args_get (ctl->args, "--reason"),
                                 xp_args_get (ctl->args, "--witness"),
                                 xp_args_get (ctl->args, "--until")};
  return XP_EXIT_DONE;
}

static int
withdraw_title (const XpCtl *ctl, XpDesk *desk)
{
  XpWithdrawalSpec spec;
  g_autoptr (GError) error = NULL;
  const int found = find_title (ctl, desk, &spec);
  if (found != XP_EXIT_DONE)
    return found;
  g_autoptr (GPtrArray) uses =
    xp_title_work_list_uses (desk, spec.round_uid, spec.entrant_no, &error);
  if (uses == NULL)
    return xp_ctl_fail (error);
  tell_uses (uses);
  if (xp_args_get (ctl->args, "--dry-run") != NULL)
    return XP_EXIT_DONE;
  return xp_title_work_withdraw (desk, &spec, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
restore_title (const XpCtl *ctl, XpDesk *desk)
{
  XpWithdrawalSpec spec;
  g_autoptr (GError) error = NULL;
  const int found = find_title (ctl, desk, &spec);
  if (found != XP_EXIT_DONE)
    return found;
  return xp_title_work_restore (desk, &spec, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_ROUND,
                         "请写上 open、list、stage、apportion、withdraw-title 或 restore-title，"
                         "再写资料文件。");
  const bool is_open = strcmp (what, "open") == 0;
  const bool is_list = strcmp (what, "list") == 0;
  const bool is_apportion = strcmp (what, "apportion") == 0;
  const bool is_withdrawal = strcmp (what, "withdraw-title") == 0;
  const bool is_restoral = strcmp (what, "restore-title") == 0;
  const bool is_dry = xp_args_get (ctl->args, "--dry-run") != NULL;
  const bool is_look = is_list || is_apportion || ((is_withdrawal || is_open) && is_dry);
  if (!is_open && !is_list && !is_apportion && !is_withdrawal && !is_restoral &&
      strcmp (what, "stage") != 0)
    return xp_ctl_usage (&XP_CTL_ROUND, "没有 round %s 这种做法。", what);
  if (is_open &&
      (xp_args_get (ctl->args, "--rubric") == NULL || xp_args_get (ctl->args, "--name") == NULL))
    return xp_ctl_usage (&XP_CTL_ROUND, "请用 --rubric 写上评分表，用 --name 写上评选的名称。");

  if (read_number (ctl, "--notice-days") < 0)
    return xp_ctl_usage (&XP_CTL_ROUND, "--notice-days 后面要写一个数，比如 7。");
  if (read_number (ctl, "--marks-needed") < 0)
    return xp_ctl_usage (&XP_CTL_ROUND, "--marks-needed 后面要写一个数，比如 5。");
  if (!is_too_few_known (ctl))
    return xp_ctl_usage (&XP_CTL_ROUND, "--too-few 后面请写 平均 或 待定。");

  g_autoptr (XpDesk) desk = is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  return is_open         ? open_round (ctl, desk)
         : is_list       ? list_rounds (ctl, desk)
         : is_apportion  ? apportion (ctl, desk)
         : is_withdrawal ? withdraw_title (ctl, desk)
         : is_restoral   ? restore_title (ctl, desk)
                         : change_stage (ctl, desk);
}

const XpCtlVerb XP_CTL_ROUND = {
  "round",
  "新开一次评选，看各次评选，走到下一步",
  "  xiangpingctl round open 资料 --rubric ganjing-renjia --name 名称 [--judges 甲,乙,代表:丙]\n"
  "      [--combine 合议|平均|去高低平均] [--marks-needed 5] [--too-few 平均|待定] [--spread 10]\n"
  "      [--weights 评委60＋代表40] [--usual ganjing-renjia=60%]   几方评委的比重，平时分占多少\n"
  "      [--line 90|无] [--quota 30%|20户|每组3户|分给各组20户|无] [--quota-base 总户数]\n"
  "      [--apportion 最大余数法] [--one-per-household] [--entrants 17-2,18-1] [--draft]\n"
  "      [--own-group-recused] [--quorum 2/3]   评委不评自己那个组；到多少人才能开会\n"
  "      [--ties 处数少,表决] [--withheld 17,23]   同分时谁在先，谁参评不挂牌\n"
  "      [--notice-days 7] [--notice-counts days|workdays]   公示几天，默认5个工作日\n"
  "      [--dry-run]   先看谁参评、谁不参评、为什么，名额几个；什么也不写\n"
  "  xiangpingctl round list 资料\n"
  "  xiangpingctl round stage 资料 第几次 算分       准备→打分→算分→评议→公示→公布，一次一步\n"
  "  xiangpingctl round stage 资料 第几次 公示 [--anyway]    还有没定的、没问过上榜的，先不贴\n"
  "  xiangpingctl round stage 资料 第几次 --decide 全进|全不进|17,23    同分去留，会上定\n"
  "  xiangpingctl round stage 资料 第几次 --decide 抽签 [--seed 482913]    抽出的先后会说出来\n"
  "  xiangpingctl round stage 资料 第几次 --back --reason 理由 --witness 姓名   退回一步\n"
  "  xiangpingctl round apportion 资料 第几次       名额分给各组，四种办法并排看，每一步都列出来\n"
  "  xiangpingctl round withdraw-title 资料 第几次 编号 --reason 理由 --witness 姓名\n"
  "      [--until 2028-10-12] [--dry-run]       摘牌，先说牵连到什么；--until 停评到哪天\n"
  "  xiangpingctl round restore-title 资料 第几次 编号 --reason 理由 --witness 姓名   摘错了，恢复\n",
  OPTIONS,
  run,
};

/* ctl-second.c: sheets that are typed twice. */
#include "xp-ctl.h"

#include "xp-marking.h"
#include "xp-second-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--seed", true, "号码", "抽签号，1到12位数字；不写就由电脑定"},
  {"--judge", true, "姓名", "哪位评委的表；合议不写"},
  {"--cell", false, NULL, "只定这一格，同一处别的格不动"},
  {NULL, false},
};

static const char FIRST[] = "第一遍", SECOND[] = "第二遍";

/* ---- ask ---- */

/* -2: no such word. */
static int
read_n_drawn (const char *text)
{
  static const guint64 MOST = 100000;
  guint64 n = 0;
  if (strcmp (text, "全部") == 0)
    return 0;
  if (strcmp (text, "不用") == 0)
    return -1;
  return g_ascii_string_to_unsigned (text, 10, 1, MOST, &n, NULL) ? (int) n : -2;
}

static int
ask (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *text = xp_ctl_word (ctl, 3);
  const int n_drawn = text != NULL ? read_n_drawn (text) : -2;
  if (n_drawn < -1)
    return xp_ctl_usage (&XP_CTL_SECOND, "请写上哪些再录一遍：全部、户数，或 不用。");
  g_autoptr (GError) error = NULL;
  if (!xp_second_work_ask (desk, uid, n_drawn, xp_args_get (ctl->args, "--seed"), &error))
    return xp_ctl_fail (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  if (loaded == NULL)
    return xp_ctl_fail (error);
  g_autofree char *sentence = xp_second_work_dup_sentence (loaded);
  fprintf (stderr, "%s。\n", sentence);
  for (size_t i = 0; n_drawn > 0 && i < loaded->round->n_entrants; i++)
    if (loaded->is_drawn[i]) {
      g_autofree char *number = xp_entrant_dup_number (&loaded->round->entrants[i]);
      printf ("%s\n", number);
    }
  return XP_EXIT_DONE;
}

/* ---- list ---- */

static const char *
name_of_judge (const XpRound *round, int judge_no)
{
  for (size_t i = 0; judge_no != 0 && i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      return round->judges[i].name;
  return NULL;
}

static void
add_held (XpListing *listing, const XpItem *item, const XpHeld *held)
{
  const XpMark mark = {.is_not_applicable = held->is_not_applicable, .entered = held->entered};
  g_autofree char *text = held->is_blank ? NULL : xp_mark_to_plain (item, &mark);
  xp_listing_add (listing, text);
}

static void
add_slip (XpListing *listing, const XpRound *round, const XpSecondSlip *slip, guint number)
{
  for (guint i = 0; i < slip->cells->len; i++) {
    const XpDifference *cell = &g_array_index (slip->cells, XpDifference, i);
    const XpItem *item = xp_rubric_get_item (round->rubric, cell->item_at);
    g_autofree char *household =
      xp_entrant_dup_number (xp_round_get_entrant (round, cell->entrant_no));
    xp_listing_add (listing, household);
    xp_listing_add (listing, name_of_judge (round, cell->judge_no));
    xp_listing_add (listing, item->no);
    add_held (listing, item, &cell->first);
    add_held (listing, item, &cell->second);
    xp_listing_add (listing, xp_slip_get_word (cell->slip));
    xp_listing_add_int (listing, number);
    xp_listing_add (listing, slip->same);
    xp_listing_end_row (listing);
  }
}

static int
list (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  if (loaded == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpSecondTypists) typists = xp_second_typists_load (desk, uid, &error);
  if (typists == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, typists);
  g_autoptr (XpListing) listing =
    xp_listing_new ("household,judge,item,first,second,slip,together,typists");
  for (guint i = 0; i < view->slips->len; i++)
    add_slip (listing, loaded->round, view->slips->pdata[i], i + 1);
  xp_listing_print (listing, ctl->format);
  g_autofree char *sentence = xp_second_work_dup_sentence (loaded);
  fprintf (stderr,
           "%s。录了%d户，还有%d户。%s%s%s%s\n",
           sentence,
           view->n_typed,
           view->n_entrants - view->n_typed,
           view->rate,
           view->rate[0] != '\0' ? "。" : "",
           view->same,
           view->same[0] != '\0' ? "。" : "");
  return XP_EXIT_DONE;
}

/* ---- settle ---- */

/* Every cell still to be settled of the slip that holds the one named. NULL: none does. */
static const XpSecondSlip *
find_slip (
  const XpSecondView *view, const XpRound *round, int entrant_no, const char *judge, int item_at)
{
  for (guint i = 0; i < view->slips->len; i++) {
    const XpSecondSlip *slip = view->slips->pdata[i];
    const bool is_judge = g_strcmp0 (name_of_judge (round, slip->judge_no), judge) == 0;
    for (guint k = 0; is_judge && slip->entrant_no == entrant_no && k < slip->cells->len; k++)
      if (g_array_index (slip->cells, XpDifference, k).item_at == item_at)
        return slip;
  }
  return NULL;
}

/* One cell of the slip. Yours. */
static GArray *
list_one (const XpSecondSlip *slip, const XpItem *item)
{
  GArray *one = g_array_new (FALSE, FALSE, sizeof (XpDifference));
  for (guint i = 0; i < slip->cells->len; i++)
    if (g_array_index (slip->cells, XpDifference, i).item_at == item->at)
      g_array_append_val (one, g_array_index (slip->cells, XpDifference, i));
  return one;
}

static bool
settle_cell (const XpCtl *ctl,
             XpDesk *desk,
             int64_t uid,
             const XpSecondSlip *slip,
             const XpItem *item,
             GError **error)
{
  XpMark mark = {0};
  const char *paper = xp_ctl_word (ctl, 5);
  const bool is_alone = xp_args_get (ctl->args, "--cell") != NULL;
  g_autoptr (GArray) one = list_one (slip, item);
  const GArray *cells = is_alone ? one : slip->cells;
  if (strcmp (paper, FIRST) == 0)
    return xp_second_work_settle (desk, uid, cells, XP_PAPER_SAYS_FIRST, NULL, error);
  if (strcmp (paper, SECOND) == 0)
    return xp_second_work_settle (desk, uid, cells, XP_PAPER_SAYS_SECOND, NULL, error);
  return xp_mark_parse (item, paper, &mark.entered, error) &&
         xp_second_work_settle (desk, uid, one, XP_PAPER_SAYS_OTHER, &mark, error);
}

static int
settle (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *household = xp_ctl_word (ctl, 3), *item_no = xp_ctl_word (ctl, 4);
  const char *judge = xp_args_get (ctl->args, "--judge");
  if (xp_ctl_word (ctl, 5) == NULL)
    return xp_ctl_usage (&XP_CTL_SECOND, "请写上户、项号，和纸上是 第一遍、第二遍 还是多少。");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  if (loaded == NULL)
    return xp_ctl_fail (error);
  const XpEntrant *entrant = xp_round_lookup_entrant (loaded->round, household);
  const XpItem *item = xp_rubric_lookup_item (loaded->round->rubric, item_no);
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, NULL);
  const XpSecondSlip *slip = entrant != NULL && item != NULL
                               ? find_slip (view, loaded->round, entrant->no, judge, item->at)
                               : NULL;
  if (slip == NULL) {
    fprintf (
      stderr,
      "%s号户第%s项没有要核对的。请用 second list 看看还有哪些；各自打分的要写上 --judge。\n",
      household,
      item_no);
    return XP_EXIT_REFUSED;
  }
  return settle_cell (ctl, desk, uid, slip, item, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
run (const XpCtl *ctl)
{
  static const struct {
    const char *name;
    int (*run) (const XpCtl *ctl, XpDesk *desk, int64_t uid);
    bool is_writing;
  } WAYS[] = {{"ask", ask, true}, {"list", list, false}, {"settle", settle, true}};
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_SECOND, "请写上 ask、list 或 settle、资料文件、第几次评选。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    g_autoptr (XpDesk) desk =
      WAYS[i].is_writing ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
    const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
    return uid != 0 ? WAYS[i].run (ctl, desk, uid) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_SECOND, "没有 second %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_SECOND = {
  "second",
  "再录一遍（核对）：定哪些录两遍，两遍哪里不一样，照纸上的定",
  "  xiangpingctl second ask 资料 第几次 全部|户数|不用 [--seed 号码]   抽到的户一行一个\n"
  "  xiangpingctl second list 资料 第几次             together 同一个数的是一处，一起定\n"
  "  xiangpingctl second settle 资料 第几次 户 项号 第一遍|第二遍|纸上的数 [--judge 姓名] [--cell]\n"
  "  第二遍怎样录，见 marks 的帮助：由另一个人录，--who 写上是谁。第一遍的算数；没核对完不能算分。\n",
  OPTIONS,
  run,
};

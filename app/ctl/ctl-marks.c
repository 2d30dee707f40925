#include "xp-ctl.h"

#include "xp-copy-work.h"
#include "xp-correct-work.h"
#include "xp-disk.h"
#include "xp-marking.h"
#include "xp-missing-work.h"
#include "xp-move-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--issued", true, "张数", "发出几张票"},
  {"--returned", true, "张数", "收回几张票"},
  {"--spoilt", true, "张数", "其中废票几张；不写就是0"},
  {"--second", false, NULL, "再录的一遍，不是第一遍；由另一个人录，--who 写上是谁"},
  {"--same-typist", false, NULL, "再录的和第一遍是同一个人录的，没有别人时才用；表上会写明"},
  {"--judge", true, "姓名", "哪一位评委的表；合议的评选不写"},
  {"--words", true, "说明", "给这一项写几个字"},
  {"--photo", true, "照片号", "这一项的照片号"},
  {"--reason", true, "理由", "改分：为什么改"},
  {"--witness", true, "姓名", "改分：在场见证的第二个人；第一个是 --who"},
  {"--dry-run", false, NULL, "改分：只说改了会怎样，不记"},
  {NULL, false},
};

static XpMarking *
take_marking (const XpCtl *ctl, XpDesk *desk, int64_t uid, GError **error)
{
  return xp_args_get (ctl->args, "--second") != NULL ? xp_marking_new_second (desk, uid, error)
                                                     : xp_marking_new (desk, uid, error);
}

/* -1: not written, or no number. */
static int
read_count (const XpCtl *ctl, const char *option, int otherwise)
{
  static const guint64 MOST = 99999;
  const char *text = xp_args_get (ctl->args, option);
  guint64 count = 0;
  if (text == NULL)
    return otherwise;
  return g_ascii_string_to_unsigned (text, 10, 0, MOST, &count, NULL) ? (int) count : -1;
}

/* marks ballots BOOK ROUND ITEM: what the votes of an item are measured against. */
static int
put_ballots (const XpCtl *ctl, const char *path, const char *number, const char *item_no)
{
  const XpBallots counted = {.n_issued = read_count (ctl, "--issued", -1),
                             .n_returned = read_count (ctl, "--returned", -1),
                             .n_spoilt = read_count (ctl, "--spoilt", 0)};
  if (item_no == NULL || counted.n_issued < 0 || counted.n_returned < 0 || counted.n_spoilt < 0)
    return xp_ctl_usage (&XP_CTL_MARKS, "请写上项号、--issued 发出几张、--returned 收回几张。");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpMarking) marking = uid != 0 ? xp_marking_new (desk, uid, &error) : NULL;
  if (marking == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  const XpItem *item = xp_rubric_lookup_item (xp_marking_get_round (marking)->rubric, item_no);
  XpBallots ballots = counted;
  ballots.item_at = item != NULL ? item->at : 0;
  return xp_marking_put_ballots (marking, &ballots, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* marks missing BOOK ROUND: which sheets, and what on them. */
static int
list_missing (const XpCtl *ctl, const char *path, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpLoadedRound) loaded = uid != 0 ? xp_round_work_load (desk, uid, &error) : NULL;
  if (loaded == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  g_autoptr (XpMissing) missing = xp_missing_new (loaded);
  g_autoptr (XpListing) listing = xp_listing_new ("group,household,who,judge,missing");
  for (guint i = 0; i < missing->lines->len; i++) {
    const XpMissingLine *line = missing->lines->pdata[i];
    xp_listing_add (listing, line->group);
    xp_listing_add (listing, line->number);
    xp_listing_add (listing, line->who);
    xp_listing_add (listing, line->judge);
    xp_listing_add (listing, line->words);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  fprintf (stderr, "%s\n", missing->sentence);
  return XP_EXIT_DONE;
}

/* ---- one sheet ---- */

/* -1: nobody of that name, and it was said. */
static int
find_sheet (const XpCtl *ctl, const XpRound *round)
{
  const char *name = xp_args_get (ctl->args, "--judge");
  const int first = xp_round_next_judge (round, -1);
  if (name == NULL && xp_round_next_judge (round, first) == first)
    return first;
  for (size_t i = 0; name != NULL && i < round->n_judges; i++)
    if (strcmp (round->judges[i].name, name) == 0 &&
        xp_round_is_scoring (round, round->judges[i].no))
      return round->judges[i].no;
  fprintf (stderr, "%s\n", "请用 --judge 写上是哪一位评委的表，照评选里的姓名。");
  return -1;
}

/* 0: not in this round, and it was said. */
static int
find_entrant (const XpRound *round, const char *number)
{
  const XpEntrant *entrant = xp_round_lookup_entrant (round, number);
  if (entrant != NULL)
    return entrant->no;
  fprintf (stderr, "这次评选里没有“%s”号户。请看看编号再写。\n", number);
  return 0;
}

/* marks move BOOK ROUND FROM TO */
static bool
move_marks (XpMarking *marking, int judge_no, const char *from, const char *to, GError **error)
{
  const XpRound *round = xp_marking_get_round (marking);
  const XpMarksMove move = {find_entrant (round, from), find_entrant (round, to), judge_no};
  if (move.from_entrant_no == 0 || move.to_entrant_no == 0)
    return false;
  g_autofree char *told = xp_move_work_describe (marking, &move, error);
  if (told == NULL || !xp_move_work_put (marking, &move, error))
    return false;
  fprintf (stderr, "%s。\n", told);
  return true;
}

/* marks copy BOOK ROUND HOUSEHOLD */
static bool
copy_marks (XpMarking *marking, int judge_no, const char *household, GError **error)
{
  g_autofree char *told = NULL;
  const int entrant_no = find_entrant (xp_marking_get_round (marking), household);
  if (entrant_no == 0 || !xp_copy_work_put (marking, entrant_no, judge_no, &told, error))
    return false;
  fprintf (stderr, "%s。\n", told);
  return true;
}

/* marks note BOOK ROUND HOUSEHOLD ITEM */
static bool
write_note (const XpCtl *ctl,
            XpMarking *marking,
            int judge_no,
            const char *household,
            const char *item_no,
            GError **error)
{
  const XpRound *round = xp_marking_get_round (marking);
  const XpItem *item = xp_rubric_lookup_item (round->rubric, item_no);
  const XpEntry entry = {.kind = XP_ENTRY_NOTE,
                         .mark = {.entrant_no = find_entrant (round, household),
                                  .judge_no = judge_no,
                                  .item_at = item != NULL ? item->at : 0},
                         .words = xp_args_get (ctl->args, "--words"),
                         .photo = xp_args_get (ctl->args, "--photo")};
  if (item == NULL)
    fprintf (stderr, "评分表里没有第“%s”项。请照评分表上的项号写。\n", item_no);
  return item != NULL && entry.mark.entrant_no > 0 && xp_marking_put (marking, &entry, error);
}

static int
run_on_sheet (
  const XpCtl *ctl, const char *what, const char *path, const char *number, const char *household)
{
  const char *second = xp_ctl_word (ctl, 4);
  const bool is_copy = strcmp (what, "copy") == 0;
  if (household == NULL || (second == NULL && !is_copy))
    return xp_ctl_usage (&XP_CTL_MARKS, "请写上第几号户；移分写上移到第几号户，写说明写上项号。");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpMarking) marking = uid != 0 ? take_marking (ctl, desk, uid, &error) : NULL;
  const int judge_no = marking != NULL ? find_sheet (ctl, xp_marking_get_round (marking)) : -1;
  const bool is_done =
    judge_no >= 0 &&
    (is_copy                      ? copy_marks (marking, judge_no, household, &error)
     : strcmp (what, "move") == 0 ? move_marks (marking, judge_no, household, second, &error)
                                  : write_note (ctl, marking, judge_no, household, second, &error));
  if (is_done)
    return XP_EXIT_DONE;
  return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
}

static bool
is_of_sheet (const char *what)
{
  return strcmp (what, "move") == 0 || strcmp (what, "copy") == 0 || strcmp (what, "note") == 0;
}

/* ---- marks correct BOOK ROUND HOUSEHOLD ITEM VALUE …: the meeting opens one household again ----
 */

static const char STATE_ITEM[] = "*", TAKEN_BACK[] = "收回";

/* -1 with the error printed. */
static int
find_judge (const XpRound *round, const char *name)
{
  for (size_t i = 0; i < round->n_judges; i++)
    if (name != NULL && strcmp (round->judges[i].name, name) == 0)
      return round->judges[i].no;
  if (name == NULL && round->rules.combine == XP_COMBINE_CONSENSUS)
    return 0;
  fprintf (stderr,
           "要改的是哪位评委的表？请用 --judge 写上评委的姓名%s%s%s。\n",
           name != NULL ? "，没有叫“" : "",
           name != NULL ? name : "",
           name != NULL ? "”的" : "");
  return -1;
}

/* False with the error printed, as the next one. */
static bool
read_cell (const XpRound *round,
           const XpArgs *args,
           const char *item_no,
           const char *value,
           XpCorrectedCell *out_cell)
{
  const XpItem *item = xp_rubric_lookup_item (round->rubric, item_no);
  const int judge_no = find_judge (round, xp_args_get (args, "--judge"));
  g_autoptr (GError) error = NULL;
  if (judge_no < 0)
    return false;
  if (item == NULL) {
    fprintf (stderr, "评分表里没有第%s项。请照评分表上的项号写。\n", item_no);
    return false;
  }
  *out_cell = (XpCorrectedCell){.mark = {.judge_no = judge_no, .item_at = item->at, .entry = 1},
                                .is_blank = strcmp (value, TAKEN_BACK) == 0};
  out_cell->mark.is_not_applicable = xp_mark_is_not_applicable_text (value);
  if (out_cell->is_blank || out_cell->mark.is_not_applicable ||
      xp_mark_parse (item, value, &out_cell->mark.entered, &error))
    return true;
  xp_ctl_fail (error);
  return false;
}

/* Pairs of item and value, from the @first-th word on. */
static bool
read_correction (
  const XpCtl *ctl, const XpRound *round, guint first, XpCorrection *correction, GArray *cells)
{
  for (guint i = first; xp_ctl_word (ctl, i + 1) != NULL; i += 2) {
    const char *item_no = xp_ctl_word (ctl, i), *value = xp_ctl_word (ctl, i + 1);
    XpCorrectedCell cell;
    if (strcmp (item_no, STATE_ITEM) == 0) {
      correction->has_state = true;
      if (!xp_state_from_text (value, &correction->state)) {
        fprintf (stderr, "没有“%s”这种状态。请写参评、暂缓、没碰上人这样的词。\n", value);
        return false;
      }
    } else if (read_cell (round, ctl->args, item_no, value, &cell)) {
      g_array_append_val (cells, cell);
    } else {
      return false;
    }
  }
  correction->cells = (const XpCorrectedCell *) (gpointer) cells->data;
  correction->n_cells = cells->len;
  return true;
}

static int
put_correction (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *household = xp_ctl_word (ctl, 3);
  const bool is_dry = xp_args_get (ctl->args, "--dry-run") != NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (XpCorrectedCell));
  if (loaded == NULL)
    return xp_ctl_fail (error);
  const XpEntrant *entrant = xp_round_lookup_entrant (loaded->round, household);
  if (entrant == NULL) {
    fprintf (stderr, "这次评选里没有%s号户。请写户的编号。\n", household);
    return XP_EXIT_REFUSED;
  }
  XpCorrection correction = {.entrant_no = entrant->no,
                             .reason = xp_args_get (ctl->args, "--reason"),
                             .witness = xp_args_get (ctl->args, "--witness")};
  if (!read_correction (ctl, loaded->round, 4, &correction, cells))
    return XP_EXIT_REFUSED;
  g_autoptr (XpCorrectionPreview) preview = xp_correction_preview_new (loaded, &correction, &error);
  if (preview == NULL || (!is_dry && !xp_correct_work_put (desk, uid, &correction, &error)))
    return xp_ctl_fail (error);
  g_autofree char *text = xp_correction_preview_dup_text (preview);
  printf ("%s\n", text);
  return XP_EXIT_DONE;
}

static int
correct (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 1), *number = xp_ctl_word (ctl, 2);
  const bool is_dry = xp_args_get (ctl->args, "--dry-run") != NULL;
  if (ctl->args->n_words < 6 || ctl->args->n_words % 2 != 0)
    return xp_ctl_usage (&XP_CTL_MARKS, "请写上户的编号，再一项一项写：项号 改成多少。");
  g_autoptr (XpDesk) desk = is_dry ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  return uid != 0 ? put_correction (ctl, desk, uid) : XP_EXIT_REFUSED;
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  const char *file = xp_ctl_word (ctl, 3);
  const bool is_of_ballots = g_strcmp0 (what, "ballots") == 0;
  const bool is_import = g_strcmp0 (what, "import") == 0;
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (
      &XP_CTL_MARKS,
      "请写上 import、export、move、copy、note、missing、ballots 或 correct、资料文件、第几次评选。");
  if (strcmp (what, "missing") == 0)
    return list_missing (ctl, path, number);
  if (is_of_ballots)
    return put_ballots (ctl, path, number, file);
  if (is_of_sheet (what))
    return run_on_sheet (ctl, what, path, number, file);
  if (strcmp (what, "correct") == 0)
    return correct (ctl);
  if (!is_import && strcmp (what, "export") != 0)
    return xp_ctl_usage (&XP_CTL_MARKS, "没有 marks %s 这种做法。", what);

  g_autoptr (GError) error = NULL;
  g_autofree char *text = is_import ? xp_ctl_read_file (file, &error) : NULL;
  if (is_import && text == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpDesk) desk = is_import ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpMarking) marking = uid != 0 ? take_marking (ctl, desk, uid, &error) : NULL;
  if (marking == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;

  if (is_import && xp_args_get (ctl->args, "--same-typist") != NULL)
    xp_marking_allow_same_typist (marking);
  if (is_import && xp_marking_is_second (marking) && xp_desk_get_who (desk)[0] == '\0')
    return xp_ctl_usage (&XP_CTL_MARKS, "再录一遍要写明是谁录的。请用 --who 写上姓名。");
  if (is_import)
    return xp_marking_import_csv (marking, file != NULL ? file : "标准输入", text, &error)
             ? XP_EXIT_DONE
             : xp_ctl_fail (error);

  g_autofree char *csv = xp_marking_export_csv (marking);
  if (file == NULL || strcmp (file, "-") == 0) {
    fputs (csv, stdout);
    return XP_EXIT_DONE;
  }
  bool is_named = false;
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  if (xp_disk_save (&XP_DISK_SYSTEM, bytes, file, &is_named) == 0)
    return XP_EXIT_DONE;
  fprintf (stderr, "%s 写不进去。请看看文件夹在不在、磁盘满不满、有没有权限。\n", file);
  return XP_EXIT_REFUSED;
}

const XpCtlVerb XP_CTL_MARKS = {
  "marks",
  "导入、导出分数，移到另一户，评议时改一户的分",
  "  xiangpingctl marks import 资料 第几次 [文件.csv] [--second [--same-typist]]   不写文件就读标准输入\n"
  "  xiangpingctl marks export 资料 第几次 [文件.csv] [--second]\n"
  "  xiangpingctl marks missing 资料 第几次       还差什么：哪一户、哪位评委、哪几项\n"
  "  xiangpingctl marks move 资料 第几次 从几号户 到几号户 [--judge 姓名] [--second]    一张表打错了户\n"
  "  xiangpingctl marks copy 资料 第几次 几号户 [--judge 姓名] [--second]    照上次公示过的录\n"
  "  xiangpingctl marks note 资料 第几次 几号户 项号 [--words 说明] [--photo 照片号] [--judge 姓名]\n"
  "  xiangpingctl marks ballots 资料 第几次 项号 --issued 187 --returned 181 [--spoilt 3]\n"
  "  xiangpingctl marks correct 资料 第几次 户 项号 改成 [项号 改成 …] --reason 理由 --witness 姓名\n"
  "      --who 姓名 [--judge 姓名] [--dry-run]\n"
  "      算分以后、公示以前；改成 收回 就是空着，改成 不适用 就是不适用，项号写 * 是改状态：参评、暂缓。\n"
  "  列：household,judge,item,mark。item 写 * 时，mark 写 无扣分 或状态；mark 空着就是收回。\n",
  OPTIONS,
  run,
};

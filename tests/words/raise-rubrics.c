/* Faults of forms that no other test makes: each has its sentence. */
#include "xp-mark.h"
#include "xp-overlay.h"
#include "xp-rubric-check.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-table.h"
#include "xp-rubric-text.h"

#include <string.h>

#define HEAD "[rubric]\nname=表\n"
#define ITEM(no, rest) "[item " no "]\nsection=庭院\nname=地面\ncriterion=扫净\n" rest "\n"
#define DEDUCT "mode=deduct\nunit=处\npoints=1\nmax=5"
#define TEN_CHARACTERS "一二三四五六七八九十"

static const struct {
  const char *text, *says;
} FAULTS[] = {
  {HEAD "[item 1]\nsection=\nname=地面\n" DEDUCT, "没有写属于哪个大项"},
  {HEAD "[item 1]\nsection=庭院\nname=\n" DEDUCT, "没有写评分项的名称"},
  {HEAD "[item 1]\nsection=庭院\nname=地面\n" DEDUCT "\ncriterion=" TEN_CHARACTERS TEN_CHARACTERS
     TEN_CHARACTERS TEN_CHARACTERS TEN_CHARACTERS TEN_CHARACTERS "多",
   "标准写了61个字"},
  {HEAD ITEM ("1", "mode=deduct\nunit=处\npoints=1\nmax=0"), "满分写的是0"},
  {HEAD ITEM ("1", "mode=score\nunit=分\nstep=1\nmin=6\nmax=5"), "最低分比满分5还高"},
  {HEAD ITEM ("1", "mode=grade\npoints=优\nmax=5"), "等次“优”看不懂"},
  {HEAD ITEM ("1", "mode=tier\npoints=十\nmax=5"), "分档“十”看不懂"},
  {HEAD ITEM ("1", "mode=vote\npoints=\nmax=0"), "没有写全票得几分"},
  {HEAD ITEM ("1", DEDUCT "\nmandatory=是"), "必评项写的是“是”"},
  {HEAD ITEM ("1", DEDUCT "\nveto=否"), "一票否决写的是“否”"},
  {HEAD ITEM ("1", DEDUCT) HEAD, "[rubric]前面第1行已经有了"},
  {"name=表\n" ITEM ("1", DEDUCT), "前面还没有写[rubric]"},
  {"[rubric]\nissuer=村委会\n" ITEM ("1", DEDUCT), "没有写评分表的名称"},
  {HEAD "full_mark=百\n" ITEM ("1", DEDUCT), "总分“百”不是数字"},
  {HEAD "colour=red\n" ITEM ("1", DEDUCT), "“colour”这一栏不认得"},
  {HEAD "[award]\ncolour=red\n" ITEM ("1", DEDUCT), "“colour”这一栏不认得"},
  {HEAD ITEM ("1", "unit=处\nmax=5"), "没有写记分方式"},
  {HEAD "[colour]\nred=1\n" ITEM ("1", DEDUCT), "[colour]不认得"},
  {HEAD "=\n" ITEM ("1", DEDUCT), "这个文件读不出来"},
  {HEAD ITEM ("1", DEDUCT "\ninstead_of=9"), "没有这样的一项可以替代"},
  {HEAD ITEM ("1", DEDUCT "\nby=评委=1"), "不是一班打分的人"},
  {HEAD "own=1\n" ITEM ("1", DEDUCT), "没有写哪里和上一级的规定不一样"},
  {"\xff\xfe", "不是UTF-8文字"},
};

static void
test_texts (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FAULTS); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_rubric_from_text (FAULTS[i].text, "id", "表.rubric", &error));
    if (strstr (error->message, FAULTS[i].says) == NULL)
      g_error ("%s: %s", FAULTS[i].says, error->message);
  }
}

/* ---- as a table ---- */

#define HEADER_WITH_STATE HEADER ",state"
#define HEADER "section,item_no,item,criterion,mode,unit,points,step,min,max,cap,veto,gate,note"
#define ROW(no) "庭院," no ",地面,扫净,deduct,处,1,,,5,,,,"

static void
assert_table_says (const char *const lines[], size_t n, const char *says)
{
  XpRubricRow rows[4] = {0};
  for (size_t i = 0; i < n; i++)
    rows[i] = (XpRubricRow){.record = (int) i + 1, .cells = g_strsplit (lines[i], ",", -1)};
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_rubric_from_rows (rows, n, "id", "表.csv", &error));
  if (strstr (error->message, says) == NULL)
    g_error ("%s: %s", says, error->message);
  for (size_t i = 0; i < n; i++)
    g_strfreev (rows[i].cells);
}

static void
test_tables (void)
{
  assert_table_says (NULL, 0, "表.csv：是空的");
  assert_table_says ((const char *[]){"section,item"}, 1, "第1行：缺“item_no”这一列");
  assert_table_says ((const char *[]){HEADER, ROW ("")}, 2, "第2行：没有写项号");
  assert_table_says ((const char *[]){HEADER, ROW ("1"), ROW ("1")},
                     3,
                     "已经用过，请改成没有用过的号");
  assert_table_says ((const char *[]){HEADER_WITH_STATE, ROW ("1") ",多余"}, 2, "“多余”不认得");
}

/* ---- as edited ---- */

static void
test_editing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = xp_rubric_edit_new ("small", "小表", &error);
  g_assert_null (xp_rubric_edit_set_form (form, "basis", "县标准", &error));
  g_assert_nonnull (strstr (error->message, "由改动算出来，不能直接改"));
}

/* A refusal that is warned of too. */
static void
test_adjusting (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) parent =
    xp_rubric_from_text (HEAD ITEM ("1", DEDUCT "\nmandatory=1"), "id", "表", &error);
  g_assert_no_error (error);
  const XpOverlaySpec spec = {.id = "x", .parent_ref = "id@1", .level = XP_LEVEL_VILLAGE};
  const XpFormChange change = {.op = XP_CHANGE_SET,
                               .item_no = (char *) "1",
                               .field = (char *) "criterion",
                               .value = (char *) "不上访",
                               .section = (char *) "",
                               .reason = (char *) ""};
  g_autoptr (XpOverlay) overlay = xp_overlay_apply (parent, &spec, &change, 1);
  g_assert_false (xp_overlay_report (overlay, &error));
  g_assert_nonnull (strstr (error->message, "；另："));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raise-rubrics/texts", test_texts);
  g_test_add_func ("/raise-rubrics/editing", test_editing);
  g_test_add_func ("/raise-rubrics/adjusting", test_adjusting);
  g_test_add_func ("/raise-rubrics/tables", test_tables);
  return g_test_run ();
}

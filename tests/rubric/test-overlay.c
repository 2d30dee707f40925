/* A county's form, a township's adjustment, a village's: what is taken, what is refused and by
 * whose rule, and the form that comes out. */
#include "xp-csv.h"
#include "xp-error.h"
#include "xp-overlay.h"
#include "xp-rubric-fields.h"
#include "xp-rubric-table.h"
#include "xp-rubric-text.h"
#include "xp-test-form.h"

#include <string.h>

static XpTable *
load_table (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data/rubrics/overlay", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = xp_csv_read_file (path, &error);
  g_assert_no_error (error);
  XpTable *table = xp_csv_parse (bytes, name, &error);
  g_assert_no_error (error);
  return table;
}

static XpRubric *
load_changes (const XpTable *table, const char *name)
{
  g_autofree XpRubricRow *rows = g_new0 (XpRubricRow, table->n_rows);
  for (guint i = 0; i < table->n_rows; i++)
    rows[i] = (XpRubricRow){table->rows[i].cells, table->rows[i].record};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_rubric_row_heads_changes (&rows[0]));
  XpRubric *changes = xp_form_changes_from_rows (rows, table->n_rows, "id", name, &error);
  g_assert_no_error (error);
  return changes;
}

static XpOverlay *
apply (const XpRubric *parent, XpLevel level, const XpRubric *changes)
{
  const XpOverlaySpec spec = {
    .id = level == XP_LEVEL_TOWNSHIP ? "zhen" : "cun",
    .parent_ref = level == XP_LEVEL_TOWNSHIP ? "ganjing-renjia@1" : "zhen@1",
    .level = level,
  };
  return xp_overlay_apply (parent, &spec, changes->changes, changes->n_changes);
}

static void
assert_whole (const XpOverlay *overlay)
{
  for (guint i = 0; i < overlay->problems->len; i++) {
    g_autofree char *text = xp_form_problem_to_text (overlay->problems->pdata[i], overlay->rubric);
    g_test_message ("%s", text);
  }
  g_assert_cmpuint (overlay->problems->len, ==, 0);
}

static XpRubric *
township_form (void)
{
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpTable) table = load_table ("ganjing-renjia.township.csv");
  g_autoptr (XpRubric) changes = load_changes (table, "township");
  g_autoptr (XpOverlay) overlay = apply (county, XP_LEVEL_TOWNSHIP, changes);
  assert_whole (overlay);
  return xp_rubric_ref (overlay->rubric);
}

static XpRubric *
village_form (void)
{
  g_autoptr (XpRubric) township = township_form ();
  g_autoptr (XpTable) table = load_table ("ganjing-renjia.village.csv");
  g_autoptr (XpRubric) changes = load_changes (table, "village");
  g_autoptr (XpOverlay) overlay = apply (township, XP_LEVEL_VILLAGE, changes);
  assert_whole (overlay);
  return xp_rubric_ref (overlay->rubric);
}

/* ---- the known adjustments ---- */

/* The table words two sentences a little otherwise: 30 % of four points reach down to 2.8, and what
 * a village may ask of its township holds of more than privies. */
static char *
as_we_say (const char *sentence)
{
  static const struct {
    const char *theirs, *ours;
  } OTHERWISE[] = {{"在3到5.2分", "在2.8到5.2分"}, {"旱厕可请镇里", "有难处可请镇里"}};
  GString *text = g_string_new (sentence);
  for (size_t i = 0; i < G_N_ELEMENTS (OTHERWISE); i++)
    g_string_replace (text, OTHERWISE[i].theirs, OTHERWISE[i].ours, 0);
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

static const char *
refusal_of (const XpOverlay *overlay, size_t change_at)
{
  for (guint i = 0; i < overlay->refusals->len; i++) {
    const XpOverlayRefusal *refusal = overlay->refusals->pdata[i];
    if (refusal->change_at == change_at)
      return refusal->sentence;
  }
  return NULL;
}

static void
assert_as_expected (const XpOverlay *overlay, const XpTable *table)
{
  for (guint i = 1; i < table->n_rows; i++) {
    const char *expect = xp_table_row_get (&table->rows[i], 6);
    const char *refusal = refusal_of (overlay, i - 1);
    g_autofree char *says = as_we_say (xp_table_row_get (&table->rows[i], 7));
    g_test_message ("%u: %s", i, refusal != NULL ? refusal : "taken");
    if (strcmp (expect, "accept") == 0)
      g_assert_null (refusal);
    else
      g_assert_cmpstr (refusal, ==, says);
  }
}

static void
test_a_township_adjusts (void)
{
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpTable) table = load_table ("ganjing-renjia.township.csv");
  g_autoptr (XpRubric) changes = load_changes (table, "township");
  g_autoptr (XpOverlay) overlay = apply (county, XP_LEVEL_TOWNSHIP, changes);
  assert_as_expected (overlay, table);
  assert_whole (overlay);
  g_autofree char *line = xp_rubric_dup_basis_line (overlay->rubric);
  g_assert_cmpstr (line, ==, "依据县标准2026-1版；镇调整6项、新增1项");
}

static void
test_a_village_adjusts (void)
{
  g_autoptr (XpRubric) township = township_form ();
  g_autoptr (XpTable) table = load_table ("ganjing-renjia.village.csv");
  g_autoptr (XpRubric) changes = load_changes (table, "village");
  g_autoptr (XpOverlay) overlay = apply (township, XP_LEVEL_VILLAGE, changes);
  assert_as_expected (overlay, table);
  assert_whole (overlay);
  g_assert_false (overlay->rubric->is_own);
  g_autofree char *line = xp_rubric_dup_basis_line (overlay->rubric);
  g_assert_cmpstr (line,
                   ==,
                   "依据县标准2026-1版；镇调整6项、新增1项；本村调整1项、停用1项、附加1项，"
                   "等次线92分");
}

static void
test_the_effective_form_is_the_known_one (void)
{
  g_autoptr (XpRubric) village = village_form ();
  g_autoptr (XpTable) expected = load_table ("expected.csv");
  g_autoptr (GPtrArray) rows = xp_rubric_to_rows (village);
  g_assert_cmpuint (rows->len, ==, expected->n_rows);
  for (guint i = 1; i < rows->len; i++) {
    char **cells = rows->pdata[i];
    const XpItem *item = xp_rubric_get_item (village, (int) i);
    for (guint k = 0; cells[k] != NULL; k++)
      g_assert_cmpstr (cells[k], ==, xp_table_row_get (&expected->rows[i], k));
    g_assert_cmpstr (xp_level_get_word (item->level),
                     ==,
                     xp_table_row_get (&expected->rows[i], 14));
    g_assert_cmpstr (item->is_extra ? "附加" : (item->is_off ? "停用" : ""),
                     ==,
                     xp_table_row_get (&expected->rows[i], 15));
  }
  g_assert_cmpint (village->full_mark_hundredths, ==, 10000);
  g_assert_cmpint (xp_rubric_sum_full_mark (village), ==, 10000);
  g_assert_cmpint (village->award.grades[0].from_hundredths, ==, 9200);
}

/* The stored text needs nothing else, and says the same when it is read again. */
static void
test_it_is_stored_whole (void)
{
  g_autoptr (XpRubric) township = township_form ();
  g_autoptr (XpRubric) village = village_form ();
  g_autofree char *text = xp_rubric_to_text (village);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) again = xp_rubric_from_text (text, "cun", "表", &error);
  g_assert_no_error (error);
  g_autofree char *written = xp_rubric_to_text (again);
  g_assert_cmpstr (written, ==, text);
  g_assert_cmpstr (again->extends, ==, "zhen@1");
  g_assert_cmpuint (again->n_changes, ==, 4);

  g_autofree char *sentence = NULL;
  g_assert_true (xp_overlay_is_true_to (again, township, &sentence));
  g_assert_null (sentence);
  again->items[4].max_hundredths = 400;
  g_assert_false (xp_overlay_is_true_to (again, township, &sentence));
  g_assert_cmpstr (
    sentence,
    ==,
    "《“干净人家”评分表》第3项“门前树木设施”的分值和上一级的表加上改动对不上：写的是“4”，应是“5”。请改回去，或写成一处改动。");
}

/* ---- each rule ---- */

#define SET(no, field, value)                                                                      \
  {                                                                                                \
    XP_CHANGE_SET, no, field, value, "", ""                                                        \
  }

static const struct {
  const char *why;
  XpLevel level; /* of who changes */
  XpFormChange change;
  const char *says; /* NULL: taken */
} RULES[] = {
  {"a point down", XP_LEVEL_TOWNSHIP, SET ("11", "max", "3"), NULL},
  {"to the edge of the share", XP_LEVEL_TOWNSHIP, SET ("11", "max", "2.8"), NULL},
  {"beyond it", XP_LEVEL_TOWNSHIP, SET ("11", "max", "2.79"), "只能在2.8到5.2分之间调"},
  {"three points: a whole one is more", XP_LEVEL_TOWNSHIP, SET ("7", "max", "2"), NULL},
  {"and not a hundredth further", XP_LEVEL_TOWNSHIP, SET ("7", "max", "1.99"), "只能在2到4分"},
  {"up to the edge", XP_LEVEL_TOWNSHIP, SET ("7", "max", "4"), NULL},
  {"above it", XP_LEVEL_TOWNSHIP, SET ("7", "max", "4.01"), "（±1分或±30%取大者）"},
  {"no number", XP_LEVEL_TOWNSHIP, SET ("7", "max", "三"), "“三”不是数字"},
  {"twice the deduction", XP_LEVEL_VILLAGE, SET ("5", "points", "2"), NULL},
  {"of a mandatory item", XP_LEVEL_VILLAGE, SET ("4", "points", "2"), "是县里必评项，村里不能改"},
  {"a lower cap", XP_LEVEL_VILLAGE, SET ("5", "cap", "5"), NULL},
  {"a higher cap", XP_LEVEL_VILLAGE, SET ("5", "cap", "7"), "只能加严，不能放宽为“7”"},
  {"an odd cap", XP_LEVEL_VILLAGE, SET ("5", "cap", "五"), "“五”看不懂"},
  {"another mode", XP_LEVEL_TOWNSHIP, SET ("5", "mode", "score"), "记分方式由县里定，镇里不能改"},
  {"another section", XP_LEVEL_TOWNSHIP, SET ("5", "section", "居室"), "大项由县里定"},
  {"no longer mandatory", XP_LEVEL_TOWNSHIP, SET ("4", "mandatory", "0"), "必评项由县里定"},
  {"an unknown field", XP_LEVEL_TOWNSHIP, SET ("5", "colour", "红"), "没有“colour”这一栏"},
  {"no such item", XP_LEVEL_TOWNSHIP, SET ("99", "max", "3"), "没有第99项"},
  {"an empty name", XP_LEVEL_VILLAGE, SET ("5", "name", ""), "名称不能改成空的"},
  {"a gate goes", XP_LEVEL_TOWNSHIP, SET ("G1", "gate", ""), "资格是县里定的，不能去掉"},
  {"a gate that is none", XP_LEVEL_TOWNSHIP, SET ("5", "gate", "也许"), "资格“也许”看不懂"},
  {"a veto comes", XP_LEVEL_TOWNSHIP, SET ("5", "veto", "1"), NULL},
  {"to the village by its charter",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_SET, "5", "veto", "1", "", "村规民约第三条"},
   NULL},
  {"not without it", XP_LEVEL_VILLAGE, SET ("5", "veto", "1"), "须写明村规民约第几条"},
  {"a higher line", XP_LEVEL_TOWNSHIP, SET ("LINE", "line", "90.5"), NULL},
  {"a line above everything", XP_LEVEL_TOWNSHIP, SET ("LINE", "line", "101"), "比满分还高"},
  {"a line that is none", XP_LEVEL_TOWNSHIP, SET ("LINE", "line", "高"), "“高”不是数字"},
  {"fewer places", XP_LEVEL_VILLAGE, SET ("QUOTA", "quota", "20%"), NULL},
  {"more places", XP_LEVEL_VILLAGE, SET ("QUOTA", "quota", "40%"), "名额只能减少：县定“30%”"},
  {"places of another kind", XP_LEVEL_VILLAGE, SET ("QUOTA", "quota", "20"), "名额只能减少"},
  {"no quota", XP_LEVEL_VILLAGE, SET ("QUOTA", "quota", "多些"), "名额“多些”看不懂"},
  {"the village opens nothing",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_OPEN, "5", "", "", "", ""},
   "由镇里放开，村里定不了"},
  {"nobody opens what is mandatory",
   XP_LEVEL_TOWNSHIP,
   {XP_CHANGE_OPEN, "4", "", "", "", ""},
   "是县里必评项，不能放开停用"},
  {"a number that is taken",
   XP_LEVEL_TOWNSHIP,
   {XP_CHANGE_ADD, "5", "item", "甲|乙|deduct|处|1|max=1", "庭院", ""},
   "项号5已经是“物件摆放”"},
  {"a number that cannot be written",
   XP_LEVEL_TOWNSHIP,
   {XP_CHANGE_ADD, "T]1", "item", "甲|乙|deduct|处|1|max=1", "庭院", ""},
   "项号“T]1”用不了"},
  {"a section that is none",
   XP_LEVEL_TOWNSHIP,
   {XP_CHANGE_ADD, "T1", "item", "甲|乙|deduct|处|1|max=1", "地里", ""},
   "没有“地里”这个大项"},
  {"a value that is no item",
   XP_LEVEL_TOWNSHIP,
   {XP_CHANGE_ADD, "T1", "item", "甲|乙", "庭院", ""},
   "请写成“名称|标准|记分方式|单位|分值|max=3”这样"},
  {"a township adds outside the full mark",
   XP_LEVEL_TOWNSHIP,
   {XP_CHANGE_ADD, "T1", "extra", "甲|乙|deduct|处|1|max=1", "庭院", ""},
   "要从本大项里分出分来"},
  {"a village within it",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_ADD, "C1", "item", "甲|乙|deduct|处|1|max=1", "庭院", "村规民约第二条"},
   "只能放在满分外面"},
  {"just as much as it may",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_ADD, "C1", "extra", "甲|乙|deduct|处|1|max=5", "庭院", "村规民约第二条"},
   NULL},
  {"more than it may",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_ADD, "C1", "extra", "甲|乙|deduct|处|1|max=5.01", "庭院", "村规民约第二条"},
   "附加分合起来是5.01分，县里定的最多5分"},
  {"a vote outside the full mark",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_ADD, "C1", "extra", "甲|乙|vote|票||max=5", "庭院", "村规民约第二条"},
   "只能是逐处扣分或逐次加分"},
  {"a veto of the charter",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_ADD, "V9", "item", "赌博|有处理决定|veto||", "一票否决", "村规民约第九条"},
   NULL},
  {"neither item nor extra",
   XP_LEVEL_VILLAGE,
   {XP_CHANGE_ADD, "C1", "", "甲|乙|deduct|处|1|max=5", "庭院", "村规民约第二条"},
   "是正项（item）还是附加（extra）"},
};

static void
test_every_rule_speaks (void)
{
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  for (size_t i = 0; i < G_N_ELEMENTS (RULES); i++) {
    const XpOverlaySpec spec = {.id = "x", .parent_ref = "y@1", .level = RULES[i].level};
    g_autoptr (XpOverlay) overlay = xp_overlay_apply (county, &spec, &RULES[i].change, 1);
    const char *refusal = refusal_of (overlay, 0);
    if ((refusal == NULL) != (RULES[i].says == NULL) ||
        (refusal != NULL && strstr (refusal, RULES[i].says) == NULL))
      g_error ("%s: %s", RULES[i].why, refusal);
    g_assert_cmpuint (overlay->rubric->n_changes, ==, refusal == NULL ? 1 : 0);
    g_assert_cmpint (county->items[0].level, ==, XP_LEVEL_COUNTY);
  }
}

/* What gives points to nobody, or takes them all out of a section, is seen when all is merged. */
static void
test_the_whole_is_checked (void)
{
  static const struct {
    XpFormChange changes[5];
    const char *says;
  } CASES[] = {
    {{SET ("11", "max", "3")}, "各项满分加起来是99分，写明的总分是100分，少了1分"},
    {{{XP_CHANGE_OFF, "23", "", "", "", ""}}, "加起来是97分"},
    {{{XP_CHANGE_OFF, "20", "", "", "", ""}, {XP_CHANGE_OFF, "21", "", "", "", ""}},
     "“畜禽圈舍”这一大项一个评分项也没有了"},
    {{{XP_CHANGE_ADD, "T1", "item", "甲|乙|deduct|处|1|max=4", "畜禽圈舍", ""}},
     "“畜禽圈舍”这一大项县定8分，合起来只能在5.6到10.4分之间，现在是12分"},
  };
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    const XpOverlaySpec spec = {.id = "x", .parent_ref = "y@1", .level = XP_LEVEL_TOWNSHIP};
    size_t n = 0;
    while (CASES[i].changes[n].item_no != NULL)
      n++;
    g_autoptr (XpOverlay) overlay = xp_overlay_apply (county, &spec, CASES[i].changes, n);
    g_autoptr (GError) error = NULL;
    g_assert_false (xp_overlay_report (overlay, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, CASES[i].says));
  }
}

static void
test_a_change_is_made_once (void)
{
  const XpFormChange changes[] = {SET ("5", "points", "2"), SET ("5", "points", "3")};
  const XpOverlaySpec spec = {.id = "x", .parent_ref = "y@1", .level = XP_LEVEL_VILLAGE};
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpOverlay) overlay = xp_overlay_apply (county, &spec, changes, 2);
  g_assert_nonnull (strstr (refusal_of (overlay, 1), "前面已经改过"));
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_overlay_report (overlay, &error));
  g_assert_nonnull (strstr (error->message, "第2处改动：这一处前面已经改过"));
  g_assert_nonnull (strstr (error->message, "请改好这些再来一次，资料没有变动。"));
  g_assert_cmpint (xp_rubric_lookup_item (overlay->rubric, "5")->points_hundredths, ==, 200);

  g_autoptr (XpOverlay) other = xp_overlay_with_change (county, overlay->rubric, &changes[1]);
  g_assert_cmpuint (other->rubric->n_changes, ==, 1);
  g_assert_cmpint (xp_rubric_lookup_item (other->rubric, "5")->points_hundredths, ==, 300);
  g_autoptr (XpOverlay) none = xp_overlay_without_change (county, other->rubric, 0);
  g_assert_cmpuint (none->rubric->n_changes, ==, 0);
  g_assert_cmpint (xp_rubric_lookup_item (none->rubric, "5")->points_hundredths, ==, 100);
}

static void
test_petitioning_is_warned_of (void)
{
  const XpFormChange change =
    {XP_CHANGE_ADD, "C2", "extra", "不上访|近一年无越级上访|deduct|次|5|max=5", "家风", "第九条"};
  const XpOverlaySpec spec = {.id = "x", .parent_ref = "y@1", .level = XP_LEVEL_VILLAGE};
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpOverlay) overlay = xp_overlay_apply (county, &spec, &change, 1);
  g_assert_cmpuint (overlay->refusals->len, ==, 0);
  g_assert_cmpuint (overlay->warnings->len, ==, 1);
  g_assert_cmpstr (overlay->warnings->pdata[0], ==, "第C2项：“上访”是村民的权利，不宜列为扣分项。");
}

/* ---- a title of its own ---- */

static void
test_what_departs_is_its_own_title (void)
{
  const XpFormChange changes[] = {
    SET ("13", "max", "4"),
    SET ("14", "max", "2"),
    {XP_CHANGE_OFF, "18", "", "", "", ""},
    SET ("LINE", "line", "88"),
    SET ("99", "max", "1"),
  };
  const XpOverlaySpec spec = {.id = "x",
                              .parent_ref = "zhen@1",
                              .level = XP_LEVEL_VILLAGE,
                              .title = "永胜清洁户",
                              .is_own = true};
  g_autoptr (XpRubric) township = township_form ();
  g_autoptr (XpOverlay) overlay = xp_overlay_apply (township, &spec, changes, 5);
  g_assert_cmpuint (overlay->refusals->len, ==, 1);
  assert_whole (overlay);
  const XpRubric *form = overlay->rubric;
  g_assert_true (form->is_own);
  g_assert_cmpuint (g_strv_length (form->departures), ==, 4);
  g_assert_cmpstr (form->departures[0],
                   ==,
                   "本表第13项分值由村里改为4分，镇里定的是3分；不计入县里的“干净人家”");
  g_assert_cmpstr (form->departures[2],
                   ==,
                   "本表第18项“清洁”由村里停用，它是县里的必评项；不计入县里的“干净人家”");
  g_assert_cmpstr (form->departures[3],
                   ==,
                   "本表等次线由村里改为88分，县里定的是90分；不计入县里的“干净人家”");
  g_assert_cmpstr (form->award.grades[0].word, ==, "永胜清洁户");
  g_assert_cmpstr (form->basis_title, ==, "干净人家");

  g_autofree char *text = xp_rubric_to_text (form);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) again = xp_rubric_from_text (text, "x", "表", &error);
  g_assert_no_error (error);
  g_autofree char *sentence = NULL;
  g_assert_true (xp_overlay_is_true_to (again, township, &sentence));
}

static void
test_it_is_not_called_as_the_county_calls_it (void)
{
  const XpFormChange change = SET ("LINE", "line", "88");
  const XpOverlaySpec spec = {.id = "x",
                              .parent_ref = "y@1",
                              .level = XP_LEVEL_VILLAGE,
                              .is_own = true};
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpOverlay) overlay = xp_overlay_apply (county, &spec, &change, 1);
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_overlay_report (overlay, &error));
  g_assert_nonnull (strstr (error->message, "就不能再叫“干净人家”"));
}

static void
test_nobody_adjusts_his_equal (void)
{
  const XpFormChange change = SET ("5", "points", "2");
  const XpOverlaySpec spec = {.id = "x", .parent_ref = "y@1", .level = XP_LEVEL_VILLAGE};
  g_autoptr (XpRubric) village = village_form ();
  g_autoptr (XpOverlay) overlay = xp_overlay_apply (village, &spec, &change, 1);
  g_assert_nonnull (strstr (refusal_of (overlay, 0), "村里的表只能由下一级来改"));
}

static void
test_a_table_of_changes_says_where (void)
{
  static char *HEADER[] = {"op", "item_no", "field", "value", NULL};
  static char *ODD[] = {"drop", "", "max", "1", NULL};
  static char *SHORT_HEADER[] = {"op", "item_no", NULL};
  const XpRubricRow rows[] = {{HEADER, 1}, {ODD, 2}};
  const XpRubricRow few[] = {{SHORT_HEADER, 1}};
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_form_changes_from_rows (rows, 2, "x", "改动.csv", &error));
  g_assert_nonnull (strstr (error->message, "改动.csv 第2行的op列：“drop”这种改动不认得"));
  g_assert_nonnull (strstr (error->message, "改动.csv 第2行：没有写改的是第几项"));
  g_clear_error (&error);
  g_assert_null (xp_form_changes_from_rows (few, 1, "x", "改动.csv", &error));
  g_assert_nonnull (strstr (error->message, "缺“field”这一列"));
  g_clear_error (&error);
  g_assert_null (xp_form_changes_from_rows (rows, 1, "x", "改动.csv", &error));
  g_assert_nonnull (strstr (error->message, "一处改动也没有"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overlay/township", test_a_township_adjusts);
  g_test_add_func ("/overlay/village", test_a_village_adjusts);
  g_test_add_func ("/overlay/effective", test_the_effective_form_is_the_known_one);
  g_test_add_func ("/overlay/stored", test_it_is_stored_whole);
  g_test_add_func ("/overlay/rules", test_every_rule_speaks);
  g_test_add_func ("/overlay/whole", test_the_whole_is_checked);
  g_test_add_func ("/overlay/once", test_a_change_is_made_once);
  g_test_add_func ("/overlay/petitions", test_petitioning_is_warned_of);
  g_test_add_func ("/overlay/own", test_what_departs_is_its_own_title);
  g_test_add_func ("/overlay/own-name", test_it_is_not_called_as_the_county_calls_it);
  g_test_add_func ("/overlay/equals", test_nobody_adjusts_his_equal);
  g_test_add_func ("/overlay/table", test_a_table_of_changes_says_where);
  return g_test_run ();
}

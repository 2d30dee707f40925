/* samples-visits.c: 入户打分表、光荣榜、本户得分单 and a report, for villages of all sizes. */
#include "samples.h"

#include "xp-honour-sheet.h"
#include "xp-report-sheet.h"
#include "xp-slip-sheet.h"
#include "xp-visit-form-sheet.h"
#include "xp-visit-sheet.h"

static const char *const GROUPS[] = {"一社", "二社", "三社", "四社"};

enum {
  N_ITEMS = 26,
  N_COLUMNS = N_ITEMS + 5
};

/* Rows of @n households in four groups. */
static void
make_visits (XpFontBook *fonts, const char *folder, const char *file, size_t n)
{
  static const char *const ITEMS[] = {"院内地面", "门前树木设施", "清洁", "粪污处理"};
  static const char *const LEGEND[] = {"格里写查到几处，没有查到就空着。",
                                       "“状态”：1 没碰上人　2 本次不参评　3 全家在外",
                                       NULL};
  static const char *const SIGNERS[] = {"评委（签字）", "日期", NULL};
  static const char *const SUBS[] = {"评分表：“干净人家”评分表（县标准2026-1版）", NULL};
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  XpGridColumn columns[N_COLUMNS] = {{"编号", 10, XP_COLUMN_CENTRE, false},
                                     {"门牌", 14, XP_COLUMN_CENTRE, false},
                                     {"户主", 22, XP_COLUMN_NAME, false}};
  for (size_t i = 0; i < N_ITEMS; i++) {
    g_ptr_array_add (texts, g_strdup_printf ("%zu%s", i + 1, ITEMS[i % G_N_ELEMENTS (ITEMS)]));
    columns[3 + i] = (XpGridColumn){texts->pdata[i], 7.2, XP_COLUMN_CENTRE, true};
  }
  columns[N_COLUMNS - 2] = (XpGridColumn){"状态", 11, XP_COLUMN_CENTRE, false};
  columns[N_COLUMNS - 1] = (XpGridColumn){"愿不愿意上榜", 27, XP_COLUMN_CENTRE, false};

  g_autofree const char **cells = g_new0 (const char *, n *N_COLUMNS);
  g_autofree const char *const **rows = g_new0 (const char *const *, n);
  for (size_t i = 0; i < n; i++) {
    const char **row = cells + i * N_COLUMNS;
    row[0] = g_strdup_printf ("%zu", i + 1);
    row[1] = g_strdup_printf ("%zu号", i % 110 + 1);
    row[2] = sample_name (i);
    row[N_COLUMNS - 1] = "□同意 □不同意";
    for (size_t k = 0; k < 3; k++)
      g_ptr_array_add (texts, (gpointer) row[k]);
    rows[i] = row;
  }
  XpVisitGroup groups[4];
  size_t n_groups = 0;
  for (size_t i = 0; i < 4; i++)
    if (n * (i + 1) / 4 > n * i / 4)
      groups[n_groups++] = (XpVisitGroup){GROUPS[i], rows + n * i / 4, n * (i + 1) / 4 - n * i / 4};
  const XpVisitSheet sheet = {
    .village = "永胜村",
    .title = "永胜村2026年第三季度“干净人家”入户打分表",
    .sub_lines = SUBS,
    .columns = columns,
    .n_columns = N_COLUMNS,
    .groups = groups,
    .n_groups = n_groups,
    .legend = LEGEND,
    .signers = SIGNERS,
  };
  GError *error = NULL;
  sample_save (xp_visit_sheet_render (&sheet, fonts, NULL, NULL, &error), folder, file, error);
}

/* A form of @n_items for one household, and for one with the longest name. */
static void
make_form (XpFontBook *fonts, const char *folder, const char *file, size_t n_items)
{
  static const XpVisitEntrant ENTRANTS[] = {
    {"张三", "编号1　一社1号　7口人"},
    {"敖登格日勒其其格·孟和巴特尔", "编号412　巴彦高勒四社117-1号 乌仁图雅家　4口人"}};
  static const char *const ABOVE[] = {"资格条件（符合的打√）：□G1 常住本村　□G2 门可入户", NULL};
  static const char *const BELOW[] = {"没有看成的打√：□没碰上人　□本次不参评　□全家在外",
                                      "评上了，愿不愿意上光荣榜：□同意　□不同意",
                                      NULL};
  static const char *const SIGNERS[] = {"评委（签字）", "户主或家人", "日期", NULL};
  static const char *const SECTIONS[] = {"门前三包", "卫生间厕所", "庭院", "家风"};
  g_autofree XpVisitItem *items = g_new (XpVisitItem, n_items);
  for (size_t i = 0; i < n_items; i++)
    items[i] = (XpVisitItem){"15",
                             i % 3 == 0 ? "门前树木设施" : "院内地面",
                             i % 5 == 0 ? "树木、路灯、水表井、宣传栏不损坏不乱拴牲畜"
                                        : "院子扫净，无垃圾、畜粪、污水",
                             "每处1分，至多5分"};
  XpVisitSection sections[4];
  for (size_t i = 0; i < 4; i++)
    sections[i] = (XpVisitSection){SECTIONS[i],
                                   items + n_items * i / 4,
                                   n_items * (i + 1) / 4 - n_items * i / 4};
  const XpVisitFormSheet sheet = {
    .village = "永胜村",
    .title = "永胜村2026年第三季度“干净人家”入户打分表",
    .heads = {"大项", "项", "评分项", "标准", "怎么扣", "几处", "扣几分"},
    .sections = sections,
    .n_sections = 4,
    .entrants = ENTRANTS,
    .n_entrants = G_N_ELEMENTS (ENTRANTS),
    .above = ABOVE,
    .below = BELOW,
    .words = "记几句：",
    .signers = SIGNERS,
  };
  GError *error = NULL;
  sample_save (xp_visit_form_sheet_render (&sheet, fonts, NULL, NULL, &error), folder, file, error);
}

void
sample_visits (XpFontBook *fonts, const char *folder)
{
  make_visits (fonts, folder, "visits-1.pdf", 1);
  make_visits (fonts, folder, "visits-42.pdf", 42);
  make_visits (fonts, folder, "visits-412.pdf", 412);
  make_form (fonts, folder, "visit-form-11.pdf", 11);
  make_form (fonts, folder, "visit-form-28.pdf", 28);
  make_form (fonts, folder, "visit-form-60.pdf", 60);
}

static void
make_roll (XpFontBook *fonts, const char *folder, const char *file, size_t n, XpHonourSheet sheet)
{
  static const char *const BODY[] = {
    "经逐户评分、集体评议、公示无异议，下列家庭被评为“干净人家”，特予表扬（按组、户号为序，均已征得"
    "本户同意）。",
    NULL};
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree XpBoardName *names = g_new0 (XpBoardName, n);
  for (size_t i = 0; i < n; i++) {
    g_ptr_array_add (texts, sample_name (i));
    names[i] = (XpBoardName){texts->pdata[i], i % 41 == 7 ? "东院" : NULL};
  }
  XpBoardGroup groups[4];
  for (size_t i = 0; i < 4; i++)
    groups[i] = (XpBoardGroup){GROUPS[i], names + n * i / 4, n * (i + 1) / 4 - n * i / 4};
  sheet.village = "永胜村";
  sheet.title = "光荣榜";
  sheet.subtitle = "永胜村2026年第三季度“干净人家”";
  sheet.body = BODY;
  sheet.groups = groups;
  sheet.n_groups = 4;
  sheet.closing = "望珍惜荣誉，带动邻里，把日子越过越好。";
  sheet.issuer = "永胜村村民委员会";
  sheet.date = "2026年10月20日";
  GError *error = NULL;
  sample_save (xp_honour_sheet_render (&sheet, fonts, NULL, NULL, &error), folder, file, error);
}

void
sample_honours (XpFontBook *fonts, const char *folder)
{
  make_roll (fonts, folder, "honours-1.pdf", 1, (XpHonourSheet){.width_mm = 420, .height_mm = 297});
  make_roll (fonts,
             folder,
             "honours-12.pdf",
             12,
             (XpHonourSheet){.width_mm = 420, .height_mm = 297});
  make_roll (fonts,
             folder,
             "honours-42.pdf",
             42,
             (XpHonourSheet){.width_mm = 297, .height_mm = 420});
  make_roll (fonts,
             folder,
             "honours-42-plain-a4.pdf",
             42,
             (XpHonourSheet){.width_mm = 210, .height_mm = 297, .is_plain = true});
  make_roll (fonts,
             folder,
             "honours-123.pdf",
             123,
             (XpHonourSheet){.width_mm = 297, .height_mm = 420});
  make_roll (fonts,
             folder,
             "honours-60x90cm.pdf",
             42,
             (XpHonourSheet){.width_mm = 600, .height_mm = 900, .press = {true, true}});
  make_roll (fonts,
             folder,
             "honours-120x90cm.pdf",
             123,
             (XpHonourSheet){.width_mm = 1200, .height_mm = 900});
  static const XpPlacing TWO_OF_A4 = {297, 210, 1, 2, XP_PLACING_TILED, true};
  make_roll (fonts,
             folder,
             "honours-2a4.pdf",
             42,
             (XpHonourSheet){.width_mm = 297, .height_mm = 420, .placing = &TWO_OF_A4});
  make_roll (fonts,
             folder,
             "honours-412.pdf",
             412,
             (XpHonourSheet){.width_mm = 297, .height_mm = 420});
}

void
sample_slips (XpFontBook *fonts, const char *folder)
{
  enum {
    N = 12
  };
  static const char *const SENTENCES[] = {"其余各项没有扣分。",
                                          "满分100分，共扣3分。",
                                          "分数是评委们一起看、一起定的（合议）。",
                                          NULL};
  static const XpSlipRow ROW = {"第15项　灶台抽烟", "6处", "扣4分，已扣完"};
  XpSlipRow rows[60];
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = ROW;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  XpSlip slips[N];
  for (size_t i = 0; i < N; i++) {
    g_autofree char *name = sample_name (i * 17 + 5);
    g_ptr_array_add (texts, g_strconcat (name, "家：", NULL));
    slips[i] = (XpSlip){.addressee = texts->pdata[i],
                        .place = "编号17　一社17-1号",
                        .opening = "评委会到你家看过，记下了这几项：",
                        .rows = rows,
                        .n_rows = i == 11 ? 60 : i * 3,
                        .sentences = SENTENCES,
                        .total = "得分：97分"};
  }
  const XpSlipSheet sheet = {.village = "永胜村",
                             .title = "本户得分单",
                             .for_whom = "只给本户看，不张贴",
                             .round = "永胜村2026年第三季度“干净人家”评选",
                             .slips = slips,
                             .n_slips = N,
                             .closing =
                               "对得分有疑问，请到村委会找评委会，可以查看自己家的打分表。",
                             .issuer = "永胜村村规民约评委会"};
  GError *error = NULL;
  sample_save (xp_slip_sheet_render (&sheet, fonts, NULL, NULL, &error),
               folder,
               "slips.pdf",
               error);
}

void
sample_reports (XpFontBook *fonts, const char *folder)
{
  static const char *const SUBS[] = {"花名册.xlsx　2026年10月8日",
                                     "共412户，四个社；有7处请看一眼。",
                                     NULL};
  XpReportLine lines[120] = {{XP_REPORT_HEADING, NULL, "各列的意思"},
                             {XP_REPORT_ENTRY, "C列", "户主　姓名"},
                             {XP_REPORT_ENTRY, "D列", "人口"},
                             {XP_REPORT_HEADING, NULL, "请看一眼的地方"}};
  for (size_t i = 4; i < G_N_ELEMENTS (lines); i++)
    lines[i] =
      (XpReportLine){XP_REPORT_ENTRY,
                     i % 9 == 0 ? "第117行" : "第17行C列",
                     i % 4 == 0 ? "“人口”写的是“四口”，应为数字，按4口记下；请照户口本核对一下，"
                                  "不对的在“农户”里改。　导入"
                                : "敖登格日勒其其格：姓名内全角空格已去。　导入"};
  lines[60] = (XpReportLine){XP_REPORT_PARAGRAPH, NULL, "其余各行没有问题。"};
  const XpReportSheet sheet = {.village = "永胜村",
                               .title = "农户名单导入情况",
                               .sub_lines = SUBS,
                               .lines = lines,
                               .n_lines = G_N_ELEMENTS (lines)};
  GError *error = NULL;
  sample_save (xp_report_sheet_render (&sheet, fonts, NULL, NULL, &error),
               folder,
               "report.pdf",
               error);
}

/* samples.c: sets one of each sheet into the folder given, to be looked at. Asserts nothing. */
#include "samples.h"

#include "xp-certificate-sheet.h"
#include "xp-notice-sheet.h"
#include "xp-paper-save.h"
#include "xp-table-sheet.h"

static const char *const SURNAMES[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "白", "贺", "高"};
static const char *const GIVEN[] = {"秀英", "建国", "改兰", "梅", "占海", "永胜", "麦穗", "河"};
static const char *const RARE[] = {
  "李𬱖", "陈𠅤", "王㛃", "龚䶮", "阿拉坦其木格", "乌仁图雅", "敖登格日勒其其格", "呼和巴特尔"};

void
sample_save (GBytes *pdf, const char *folder, const char *name, GError *error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) problem = error;
  if (pdf == NULL || !xp_paper_save (pdf, path, &problem))
    g_printerr ("%s: %s\n", name, problem->message);
  g_clear_pointer (&pdf, g_bytes_unref);
}

char *
sample_name (size_t i)
{
  if (i % 17 == 5)
    return g_strdup (RARE[i / 17 % G_N_ELEMENTS (RARE)]);
  return g_strconcat (SURNAMES[i * 7 % 10], GIVEN[(i * 3 + i / 8) % 8], NULL);
}

static void
make_notice (XpFontBook *fonts, const char *folder, const char *file, size_t n_names, bool is_rare)
{
  static const char *const BODY[] = {
    "根据《永胜村村规民约》和磴口县“干净人家”统一评分标准，村规民约评委会于2026年10月8日至10日"
    "逐户查看、当场打分，共评412户，评议会议于10月11日审定。现将拟评为“干净人家”的家庭公布如下"
    "（按组别为序），请乡亲们监督。",
    NULL};
  static const char *const QUOTA[] = {"本次名额为参评户的三成。名额末位得分相同的，按居室项得分高者"
                                      "优先，已据此确定。",
                                      NULL};
  static const char *const HEADINGS[] = {"一组", "二组", "三组", "四组"};
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree XpBoardName *names = g_new0 (XpBoardName, n_names);
  for (size_t i = 0; i < n_names; i++) {
    g_ptr_array_add (texts, is_rare ? g_strdup (RARE[i % G_N_ELEMENTS (RARE)]) : sample_name (i));
    names[i] = (XpBoardName){texts->pdata[i], i % 41 == 7 ? "东院" : NULL};
  }
  XpBoardGroup groups[4];
  for (size_t i = 0; i < 4; i++)
    groups[i] =
      (XpBoardGroup){HEADINGS[i], names + n_names * i / 4, n_names * (i + 1) / 4 - n_names * i / 4};
  const XpNoticeSheet sheet = {
    .village = "永胜村",
    .title = "永胜村2026年第三季度“干净人家”评选结果公示",
    .salutation = "全体村民：",
    .body = BODY,
    .groups = groups,
    .n_groups = 4,
    .quota = QUOTA,
    .period = "公示时间：2026年10月13日（星期二）至10月19日（星期一），共5个工作日。",
    .objection =
      "对名单有不同意见的，请在公示期内当面、书面或打电话向评委会提出。提意见的人，评委会"
      "替他保密；3个工作日内核实答复。地点：村委会一楼，电话：0478 1234567。",
    .issuer = "永胜村村民委员会",
    .date = "2026年10月12日",
    .check_code = "春水山田禾苗青绿",
  };
  GError *error = NULL;
  GBytes *pdf = xp_notice_sheet_render (&sheet, fonts, NULL, NULL, &error);
  sample_save (pdf, folder, file, error);
}

static void
make_certificates (
  XpFontBook *fonts, const char *folder, const char *file, size_t n, XpCertificateStyle style)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree XpCertificate *certificates = g_new0 (XpCertificate, n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *name = sample_name (i + 5);
    char *addressee = g_strdup_printf ("%s家庭：", name);
    char *number = g_strdup_printf ("永胜〔2026〕3-%03zu", i + 1);
    g_ptr_array_add (texts, addressee);
    g_ptr_array_add (texts, number);
    certificates[i] = (XpCertificate){
      .addressee = addressee,
      .body = "在2026年第三季度“干净人家”评选中，房前屋后收拾得清清爽爽，居室整洁，垃圾分类到位，"
              "经逐户评分、集体评议、公示无异议，被评为“干净人家”。",
      .closing = "特发此证。",
      .issuer = "永胜村村民委员会",
      .date = "二〇二六年十月二十日",
      .number = number,
    };
  }
  const XpCertificateSheet sheet = {.heading = "荣誉证书",
                                    .certificates = certificates,
                                    .n_certificates = n,
                                    .style = style};
  GError *error = NULL;
  GBytes *pdf = xp_certificate_sheet_render (&sheet, fonts, NULL, NULL, &error);
  sample_save (pdf, folder, file, error);
}

static char *
make_cell (size_t row, size_t column)
{
  switch (column) {
  case 0:
    return g_strdup_printf ("%zu", row + 1);
  case 1:
    return g_strdup_printf ("%zu组", row % 6 + 1);
  case 2:
    return sample_name (row);
  case 3:
    return g_strdup_printf ("(%zu.%02zu)", 100 - row % 40, row * 7 % 100);
  case 11:
    return g_strdup (row < 12 ? "干净人家" : "");
  case 12:
    return g_strdup (row % 13 == 6 ? "四名评委，另一名回避，按三名平均" : "");
  default:
    return column == 5 && row % 9 == 4
             ? g_strdup ("回避")
             : g_strdup_printf ("%zu.%02zu", 99 - row % 40, row * column % 100);
  }
}

static void
make_summary (XpFontBook *fonts, const char *folder, const char *file, size_t n_rows)
{
  enum {
    N_COLUMNS = 13
  };
  static const XpGridColumn COLUMNS[N_COLUMNS] = {
    {"名次", 1.1, XP_COLUMN_CENTRE, false},
    {"组", 1.2, XP_COLUMN_CENTRE, false},
    {"户主", 2.2, XP_COLUMN_NAME, false},
    {"评委一", 1.6, XP_COLUMN_DECIMAL, false, "评委打分"},
    {"评委二", 1.6, XP_COLUMN_DECIMAL, false, "评委打分"},
    {"评委三", 1.6, XP_COLUMN_DECIMAL, false, "评委打分"},
    {"评委四", 1.6, XP_COLUMN_DECIMAL, false, "评委打分"},
    {"评委五", 1.6, XP_COLUMN_DECIMAL, false, "评委打分"},
    {"最高", 1.5, XP_COLUMN_DECIMAL, false},
    {"最低", 1.5, XP_COLUMN_DECIMAL, false},
    {"有效平均", 1.7, XP_COLUMN_DECIMAL, false},
    {"等次", 1.6, XP_COLUMN_CENTRE, false},
    {"备注", 3.2, XP_COLUMN_LEFT, false},
  };
  static const char *const SUBS[] = {
    "永胜村　2026年第三季度　评分日期：2026年10月8日至10日　计分办法：去掉一个最高分、一个最低分后平均",
    NULL};
  static const char *const NOTES[] = {
    "注：括号内为去掉的最高分、最低分；“回避”的评委不计入该户的评委数。",
    "末位得分相同的，按居室项得分高者优先。",
    NULL};
  static const char *const SIGNERS[] = {"计分人", "监督人", "评委会主任", NULL};
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree XpTableRow *rows = g_new0 (XpTableRow, n_rows);
  g_autofree const char **cells = g_new0 (const char *, n_rows *N_COLUMNS);
  for (size_t i = 0; i < n_rows; i++) {
    const char **row = cells + i * N_COLUMNS;
    for (size_t k = 0; k < N_COLUMNS; k++)
      g_ptr_array_add (texts, make_cell (i, k));
    for (size_t k = 0; k < N_COLUMNS; k++)
      row[k] = texts->pdata[i * N_COLUMNS + k];
    rows[i] =
      (XpTableRow){.cells = row, .line_above = i == 12 ? "名额线（12户）　以上列入拟评名单" : NULL};
  }
  const XpTableSheet sheet = {
    .village = "永胜村",
    .title = "永胜村2026年第三季度“干净人家”评分汇总表",
    .sub_lines = SUBS,
    .columns = COLUMNS,
    .n_columns = N_COLUMNS,
    .rows = rows,
    .n_rows = n_rows,
    .notes = NOTES,
    .signers = SIGNERS,
    .check_code = "春水山田禾苗青绿",
  };
  GError *error = NULL;
  GBytes *pdf = xp_table_sheet_render (&sheet, fonts, NULL, NULL, &error);
  sample_save (pdf, folder, file, error);
}

/* Merged cells, subtotals and a total. */
static void
make_merged (XpFontBook *fonts, const char *folder)
{
  static const XpGridColumn COLUMNS[] = {
    {"大项", 1.6, XP_COLUMN_CENTRE, false},
    {"评分项", 3.4, XP_COLUMN_LEFT, false},
    {"满分", 1.2, XP_COLUMN_DECIMAL, false, "分值"},
    {"得分", 1.2, XP_COLUMN_DECIMAL, false, "分值"},
    {"说明", 3, XP_COLUMN_LEFT, false},
  };
  static const char *const ROWS[][5] = {
    {"庭院", "院内地面干净，没有柴草、粪便", "6", "5.50", NULL},
    {XP_GRID_AS_ABOVE, "柴草、农具码放整齐", "4", "4.00", NULL},
    {XP_GRID_AS_ABOVE, "门前三包", "5", "4.25", "墙根有一堆炉灰，说好三日内清走"},
    {"小计", XP_GRID_AS_LEFT, "15", "13.75", NULL},
    {"居室", "地面、炕面、窗台干净", "8", "8", NULL},
    {XP_GRID_AS_ABOVE, "被褥叠放整齐", "4", "4", NULL},
    {"小计", XP_GRID_AS_LEFT, "12", "12", NULL},
    {"合计", XP_GRID_AS_LEFT, "27", "25.75", NULL},
  };
  XpTableRow rows[G_N_ELEMENTS (ROWS)];
  for (size_t i = 0; i < G_N_ELEMENTS (ROWS); i++)
    rows[i] = (XpTableRow){.cells = ROWS[i], .is_total = i == 3 || i >= 6};
  static const char *const SIGNERS[] = {"评委", "户主或家人", NULL};
  const XpTableSheet sheet = {.village = "永胜村",
                              .title = "17号户得分明细",
                              .columns = COLUMNS,
                              .n_columns = G_N_ELEMENTS (COLUMNS),
                              .rows = rows,
                              .n_rows = G_N_ELEMENTS (ROWS),
                              .signers = SIGNERS,
                              .is_portrait = true};
  GError *error = NULL;
  sample_save (xp_table_sheet_render (&sheet, fonts, NULL, NULL, &error),
               folder,
               "table-merged.pdf",
               error);
}

/* A bought inner sheet with a long name and a long text, moved by what the printer needs. */
static void
make_inner_sheet (XpFontBook *fonts, const char *folder)
{
  const XpCertificate certificate = {
    .addressee = "敖登格日勒其其格·孟和巴特尔家庭：",
    .body =
      "在2026年第三季度“干净人家”评选中，房前屋后收拾得清清爽爽，居室整洁，垃圾分类到位，邻里"
      "和睦，孝老爱亲，热心公益，带动左邻右舍一起动手，经逐户评分、集体评议、公示无异议，被评为"
      "“干净人家”，望珍惜荣誉，再接再厉，为建设美丽家园继续出力。",
    .closing = "特发此证，以资鼓励。",
    .issuer = "巴彦高勒镇哈拉图嘎查村民委员会",
    .date = "二〇二六年十月二十日",
    .number = "永胜〔2026〕3-017",
  };
  const XpCertificateSheet sheet = {
    .heading = "荣誉证书",
    .certificates = &certificate,
    .n_certificates = 1,
    .style = XP_CERTIFICATE_BARE,
    .width_mm = 285,
    .height_mm = 210,
    .dx_mm = 1.5,
    .dy_mm = -2,
  };
  GError *error = NULL;
  GBytes *pdf = xp_certificate_sheet_render (&sheet, fonts, NULL, NULL, &error);
  sample_save (pdf, folder, "certificate-sheet-285.pdf", error);
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";
  g_autoptr (GError) error = NULL;
  g_autoptr (XpFontBook) fonts = xp_font_book_new (&error);
  if (fonts == NULL) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  const gint64 start_us = g_get_monotonic_time ();
  make_certificates (fonts, folder, "certificates-3258.pdf", 3258, XP_CERTIFICATE_GOLD);
  g_print ("3,258 certificates: %.2f s\n", (double) (g_get_monotonic_time () - start_us) / 1e6);
  make_certificates (fonts, folder, "certificate-plain.pdf", 1, XP_CERTIFICATE_PLAIN);
  make_certificates (fonts, folder, "certificate-gold.pdf", 1, XP_CERTIFICATE_GOLD);
  make_inner_sheet (fonts, folder);
  make_summary (fonts, folder, "summary-42.pdf", 42);
  const gint64 summary_us = g_get_monotonic_time ();
  make_summary (fonts, folder, "summary-10000.pdf", 10000);
  g_print ("10,000 rows: %.2f s\n", (double) (g_get_monotonic_time () - summary_us) / 1e6);
  make_merged (fonts, folder);
  sample_visits (fonts, folder);
  sample_honours (fonts, folder);
  sample_slips (fonts, folder);
  sample_reports (fonts, folder);
  sample_letters (fonts, folder);
  sample_mongolian (fonts, folder);
  sample_charters (fonts, folder);
  make_notice (fonts, folder, "notice-12.pdf", 12, false);
  make_notice (fonts, folder, "notice-120.pdf", 120, false);
  make_notice (fonts, folder, "notice-rare.pdf", 16, true);
  make_notice (fonts, folder, "notice-3000.pdf", 3000, false);
  return 0;
}

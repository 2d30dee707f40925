#include "xp-ctl.h"

#include "xp-calibration.h"
#include "xp-pictures.h"
#include "xp-printing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--output",
   true,
   "文件",
   "存到哪里：.pdf，.png 一页一张图片，名单可以 .xlsx；写文件夹就自己起名；一定要写"},
  {"--list", false, NULL, "有哪些可印"},
  {"--household", true, "编号", "只印这一户"},
  {"--group", true, "组", "只印这一组"},
  {"--one-per-page", false, NULL, "一户一页"},
  {"--size", true, "宽x高", "交给印刷厂的成品尺寸，厘米：90x120"},
  {"--cmyk", false, NULL, "交给印刷厂：黑色叠印在红、金上（颜色本来就是四色，黑字单黑）"},
  {"--outlines", false, NULL, "交给印刷厂：文字转成轮廓，不用字体"},
  {"--paper", true, "A3|A4|2A4", "光荣榜、喜报用多大的纸；2A4 是两张 A4 拼成一张"},
  {"--year", true, "年份", "哪一年的积分；不写就是最近开始的一年"},
  {"--text", true, "文件", "文字文件，一行一个：选票上的候选人，征求意见的条文"},
  {"--copies", true, "份数", "选票、空白表印多少份"},
  {"--first", true, "编号", "意见征询表从几号编起；不写就手写编号"},
  {"--most", true, "人数", "选票上最多选几人；不写就照评选的名额"},
  {"--from", true, "第几张|编号", "证书：从这一张续打"},
  {"--only", true, "第几张,编号", "证书：只印这几张"},
  {"--ink", true, "gold|black", "证书：金色红字，或者全黑"},
  {"--pass", true, "whole|background|text", "证书：全印、只印底、只印字（套打）"},
  {"--mongolian", true, "left|right|none", "证书：用语里有蒙文的，排在左边、右边，或者不印"},
  {"--stock", true, "纸名|宽x高", "证书：记下来的套打纸，或者大小（毫米），如 260x185"},
  {"--offset", true, "右,下", "证书：字往右、往下挪多少毫米，如 1.5,-0.8"},
  {"--scale", true, "横,竖", "证书：放大缩小，如 1.002,0.999"},
  {"--across", true, "左,右", "校准页：上面两个十字离纸左边读作多少毫米"},
  {"--down", true, "上,下", "校准页：左面两个十字离纸上边读作多少毫米"},
  {NULL, false},
};

static int
list_documents (const XpCtl *ctl)
{
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  g_autoptr (XpListing) listing = xp_listing_new ("document,title,about,round");
  for (size_t i = 0; i < n; i++) {
    xp_listing_add (listing, documents[i].id);
    xp_listing_add (listing, documents[i].title);
    xp_listing_add (listing, documents[i].about);
    xp_listing_add (listing, documents[i].needs_round ? "是" : "否");
    xp_listing_end_row (listing);
  }
  /* Of a printer, so no document of a book. */
  static const char *const CALIBRATION[] = {"calibration",
                                            "套打校准页",
                                            "量这台打印机要挪多少，往封套上印以前用",
                                            "否"};
  for (size_t i = 0; i < G_N_ELEMENTS (CALIBRATION); i++)
    xp_listing_add (listing, CALIBRATION[i]);
  xp_listing_end_row (listing);
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* For who asked for one that there is not. */
static void
tell_documents (void)
{
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  for (size_t i = 0; i < n; i++)
    fprintf (stderr, "  %-16s%s：%s\n", documents[i].id, documents[i].title, documents[i].about);
}

/* 90x120, in centimetres. */
static bool
read_size (const char *text, XpPrintOptions *out)
{
  enum {
    LEAST_CM = 10,
    MOST_CM = 300
  };
  g_auto (GStrv) sides = g_strsplit_set (text, "xX*", -1);
  guint64 width = 0, height = 0;
  if (g_strv_length (sides) != 2 ||
      !g_ascii_string_to_unsigned (sides[0], 10, LEAST_CM, MOST_CM, &width, NULL) ||
      !g_ascii_string_to_unsigned (sides[1], 10, LEAST_CM, MOST_CM, &height, NULL))
    return false;
  out->width_cm = (int) width;
  out->height_cm = (int) height;
  return true;
}

/* A positive number, 0 where the option is not there; -1 with what is wrong said. */
static int
read_count (const XpCtl *ctl, const char *option, const char *what)
{
  const char *text = xp_args_get (ctl->args, option);
  const int count = text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
  if (text == NULL || count > 0)
    return count;
  xp_ctl_usage (&XP_CTL_PRINT, "%s 后面写%s，“%s”不是%s。", option, what, text, what);
  return -1;
}

/* ---- certificates ---- */

/* “1.5,-0.8”. False with what is wrong said; without the option both stay. */
static bool
read_pair (const XpCtl *ctl, const char *option, double *out_first, double *out_second)
{
  const char *text = xp_args_get (ctl->args, option);
  if (text == NULL)
    return true;
  if (!xp_calibration_parse_pair (text, out_first, out_second)) {
    xp_ctl_usage (&XP_CTL_PRINT, "%s 后面写两个数，如 1.5,-0.8，“%s”不是。", option, text);
    return false;
  }
  return true;
}

/* Where the word is among those that may stand there; -1 with what is wrong said. */
static int
read_choice (const XpCtl *ctl, const char *option, const char *const words[])
{
  const char *text = xp_args_get (ctl->args, option);
  if (text == NULL)
    return 0;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i;
  g_autofree char *all = g_strjoinv ("、", (char **) words);
  xp_ctl_usage (&XP_CTL_PRINT, "%s 后面写 %s，“%s”不是。", option, all, text);
  return -1;
}

static bool
read_certificates (const XpCtl *ctl, XpCertificateOptions *out)
{
  static const char *const INKS[] = {"gold", "black", NULL};
  static const char *const PASSES[] = {"whole", "background", "text", NULL};
  static const char *const SIDES[] = {"left", "right", "none", NULL};
  static const double MOST_OFFSET_MM = 30, MOST_PERMILLE = 30;
  double scale_x = 1, scale_y = 1;
  const int ink = read_choice (ctl, "--ink", INKS), pass = read_choice (ctl, "--pass", PASSES);
  const int side = read_choice (ctl, "--mongolian", SIDES);
  out->from = xp_args_get (ctl->args, "--from");
  out->only = xp_args_get (ctl->args, "--only");
  out->stock = xp_args_get (ctl->args, "--stock");
  if (ink < 0 || pass < 0 || side < 0 || !read_pair (ctl, "--offset", &out->dx_mm, &out->dy_mm) ||
      !read_pair (ctl, "--scale", &scale_x, &scale_y))
    return false;
  out->is_plain = ink == 1;
  out->pass = (XpPrintPass) pass;
  out->mongolian = (XpPrintMongolian) side;
  out->scale_x_permille = (scale_x - 1) * 1000;
  out->scale_y_permille = (scale_y - 1) * 1000;
  if (MAX (fabs (out->dx_mm), fabs (out->dy_mm)) <= MOST_OFFSET_MM &&
      MAX (fabs (out->scale_x_permille), fabs (out->scale_y_permille)) <= MOST_PERMILLE)
    return true;
  xp_ctl_usage (&XP_CTL_PRINT, "--offset 不超过30毫米，--scale 在0.97到1.03之间。");
  return false;
}

/* False with what is wrong said. */
static bool
read_options (const XpCtl *ctl, XpPrintOptions *out)
{
  const char *paper = xp_args_get (ctl->args, "--paper");
  const char *size = xp_args_get (ctl->args, "--size");
  *out = (XpPrintOptions){
    .household = read_count (ctl, "--household", "编号"),
    .group = xp_args_get (ctl->args, "--group"),
    .is_one_per_page = xp_args_get (ctl->args, "--one-per-page") != NULL,
    .paper = paper,
    .overprints_black = xp_args_get (ctl->args, "--cmyk") != NULL,
    .is_outlined = xp_args_get (ctl->args, "--outlines") != NULL,
    .year = read_count (ctl, "--year", "年份"),
    .copies = read_count (ctl, "--copies", "份数"),
    .most = read_count (ctl, "--most", "人数"),
    .first = read_count (ctl, "--first", "编号"),
  };
  if (out->household < 0 || out->year < 0 || out->copies < 0 || out->most < 0 || out->first < 0)
    return false;
  if (size != NULL && !read_size (size, out)) {
    xp_ctl_usage (&XP_CTL_PRINT,
                  "--size 后面写成品的宽和高，10 到 300 厘米，像 90x120；“%s”看不懂。",
                  size);
    return false;
  }
  static const char *const PAPERS[] = {"A3", "A4", "2A4", NULL};
  if (paper != NULL && !g_strv_contains (PAPERS, paper)) {
    xp_ctl_usage (&XP_CTL_PRINT, "没有“%s”这种纸，只有 A3、A4 和 2A4。", paper);
    return false;
  }
  return read_certificates (ctl, &out->certificates);
}

/* Never −0. */
static double
round_to_hundredths (double mm)
{
  return round (mm * 100) / 100 + 0.0;
}

/* What was read off the calibration sheet, as the options that mend it. */
static int
tell_calibration (const XpCtl *ctl, const char *stock)
{
  int width = 29700, height = 21000;
  const char *across_text = xp_args_get (ctl->args, "--across");
  const char *down_text = xp_args_get (ctl->args, "--down");
  XpCalibration across, down;
  g_autoptr (GError) error = NULL;
  if (stock != NULL && !xp_stock_size_from_text (stock, &width, &height))
    return xp_ctl_usage (&XP_CTL_PRINT, "--stock 后面写纸的大小，如 260x185。");
  if (across_text == NULL || down_text == NULL)
    return xp_ctl_usage (&XP_CTL_PRINT, "--across 和 --down 要一起写。");
  if (!xp_calibration_read_texts (across_text,
                                  down_text,
                                  width / 100.0,
                                  height / 100.0,
                                  &across,
                                  &down,
                                  &error))
    return xp_ctl_fail (error);
  printf ("--offset %.2f,%.2f --scale %.5f,%.5f\n",
          round_to_hundredths (across.offset_mm),
          round_to_hundredths (down.offset_mm),
          1 + across.scale_permille / 1000,
          1 + down.scale_permille / 1000);
  return XP_EXIT_DONE;
}

/* A PDF, or a picture of each page where the name ends so; the names are printed then. */
static bool
save (GBytes *pdf, const char *output, GError **error)
{
  if (!g_str_has_suffix (output, ".png"))
    return xp_printing_save (pdf, output, error);

  g_auto (GStrv) paths = NULL;
  if (!xp_pictures_save (pdf, output, NULL, &paths, error))
    return false;
  for (size_t i = 0; paths[i] != NULL; i++)
    printf ("%s\n", paths[i]);
  return true;
}

/* Of a printer, not of a book. */
static int
print_calibration (const XpCtl *ctl, const char *output)
{
  const char *stock = xp_args_get (ctl->args, "--stock");
  g_autoptr (GError) error = NULL;
  if (xp_args_get (ctl->args, "--across") != NULL || xp_args_get (ctl->args, "--down") != NULL)
    return tell_calibration (ctl, stock);
  if (output == NULL)
    return xp_ctl_usage (&XP_CTL_PRINT, "请用 -o 写上校准页存到哪里。");
  g_autoptr (GBytes) pdf =
    xp_printing_render_calibration (ctl->options.resources_dir, stock, &error);
  return pdf != NULL && save (pdf, output, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* The keys of an evening need no book. */
static int
print_keys (const XpCtl *ctl, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render_keys (ctl->options.resources_dir, &error);
  return pdf != NULL && save (pdf, output, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static const char *
document_at (size_t n)
{
  size_t n_documents = 0;
  const XpDocument *documents = xp_printing_list_documents (&n_documents);
  return n < n_documents ? documents[n].id : n == n_documents ? "calibration" : NULL;
}

static bool
is_table (const char *output)
{
  return g_str_has_suffix (output, ".xlsx") || g_str_has_suffix (output, ".csv");
}

/* In a folder the file gets its usual name. Yours. */
static char *
dup_path (XpDesk *desk,
          const char *document,
          int64_t round_uid,
          const XpPrintOptions *options,
          const char *output)
{
  if (!g_file_test (output, G_FILE_TEST_IS_DIR))
    return g_strdup (output);
  g_autofree char *name =
    options->width_cm > 0
      ? xp_printing_dup_shop_name (desk, document, options->width_cm, options->height_cm)
      : xp_printing_dup_file_name (desk, document, round_uid);
  return g_build_filename (output, name, NULL);
}

/* The text that the options name, into them; false with the error. @out_text: yours. */
static bool
read_text (const XpCtl *ctl, XpPrintOptions *options, char **out_text, GError **error)
{
  const char *path = xp_args_get (ctl->args, "--text");
  *out_text = path != NULL ? xp_printing_read_text (path, error) : NULL;
  options->text = *out_text;
  return path == NULL || *out_text != NULL;
}

static int
print_document (const XpCtl *ctl,
                const XpDocument *document,
                XpPrintOptions options,
                const char *output)
{
  const char *number = xp_ctl_word (ctl, 2);
  const bool has_round =
    document->needs_round ||
    (number != NULL && (xp_printing_get_takes (document->id) & XP_PRINT_TAKES_ROUND) != 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, xp_ctl_word (ctl, 1));
  const int64_t uid = desk != NULL && has_round ? xp_ctl_find_round (desk, number) : 0;
  if (desk == NULL || (has_round && uid == 0))
    return XP_EXIT_REFUSED;
  if (is_table (output))
    return xp_printing_save_rows (desk, document->id, uid, &options, output, &error)
             ? XP_EXIT_DONE
             : xp_ctl_fail (error);
  g_autofree char *text = NULL;
  g_autofree char *path = dup_path (desk, document->id, uid, &options, output);
  g_autoptr (GBytes) pdf =
    read_text (ctl, &options, &text, &error)
      ? xp_printing_render (desk, document->id, uid, &options, NULL, NULL, &error)
      : NULL;
  if (pdf == NULL || !save (pdf, path, &error))
    return xp_ctl_fail (error);
  if (strcmp (path, output) != 0)
    printf ("%s\n", path);

  g_auto (GStrv) warnings = xp_printing_list_warnings (desk, document->id, uid);
  for (size_t i = 0; warnings[i] != NULL; i++)
    fprintf (stderr, "%s\n", warnings[i]);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *id = xp_ctl_word (ctl, 0);
  const char *output = xp_args_get (ctl->args, "--output");
  XpPrintOptions options;
  if (xp_args_get (ctl->args, "--list") != NULL)
    return list_documents (ctl);
  if (id != NULL && strcmp (id, "calibration") == 0)
    return print_calibration (ctl, output);
  if (id == NULL || output == NULL)
    return xp_ctl_usage (&XP_CTL_PRINT,
                         "请写上印什么、资料文件、第几次评选，并用 -o 写上存到哪里。");
  const XpDocument *document = xp_printing_lookup_document (id);
  if (document == NULL) {
    fprintf (stderr, "没有“%s”这种纸。有这些：\n", id);
    tell_documents ();
    return XP_EXIT_USAGE;
  }
  if (!read_options (ctl, &options))
    return XP_EXIT_USAGE;
  if (strcmp (id, "keys") == 0 && xp_ctl_word (ctl, 1) == NULL)
    return print_keys (ctl, output);
  if (xp_ctl_word (ctl, document->needs_round ? 2 : 1) == NULL)
    return xp_ctl_usage (&XP_CTL_PRINT,
                         document->needs_round ? "请写上资料文件和第几次评选。"
                                               : "请写上资料文件。");
  return print_document (ctl, document, options, output);
}

const XpCtlVerb XP_CTL_PRINT = {
  "print",
  "印成 PDF 或图片：公示、光荣榜、证书、打分表、名单……",
  "  xiangpingctl print --list                        有哪些可印\n"
  "  xiangpingctl print notice 资料 第几次 -o 公示.pdf\n"
  "  xiangpingctl print notice 资料 第几次 -o 公示.png   一页一张图片\n"
  "  xiangpingctl print visit-sheets 资料 第几次 -o 打分表.pdf [--group 一社] [--one-per-page]\n"
  "  xiangpingctl print household-score 资料 第几次 -o 得分单.pdf [--household 17]\n"
  "  xiangpingctl print honour-roll 资料 第几次 -o 光荣榜.pdf [--paper A4|2A4]\n"
  "  xiangpingctl print honour-roll 资料 第几次 -o 文件夹 --size 90x120 [--cmyk] [--outlines]\n"
  "  xiangpingctl print honour-roll 资料 第几次 -o 光荣榜.xlsx\n"
  "  xiangpingctl print household-points 资料 -o 积分单.pdf [--household 17] [--year 2026]\n"
  "  xiangpingctl print household-list 资料 -o 农户名单.pdf\n"
  "  xiangpingctl print ballots 资料 [第几次] -o 选票.pdf [--text 候选人.txt] [--copies 187] [--most 3]\n"
  "  xiangpingctl print opinion-form 资料 -o 意见表.pdf [--text 条文.txt] [--first 1 --copies 40]\n"
  "  xiangpingctl print certificates 资料 第几次 -o 证书.pdf [--from 17] [--only 3,1-005] "
  "[--ink black] [--pass text] [--mongolian right] [--stock 260x185] [--offset 1.5,-0.8] [--scale 1.002,0.999]\n"
  "  xiangpingctl print calibration -o 校准页.pdf [--stock 260x185]\n"
  "  xiangpingctl print calibration --across 10.4,287.2 --down 9.5,199.8   "
  "读到的数，换成 --offset 和 --scale\n"
  "  xiangpingctl print keys -o 上手单.pdf\n",
  OPTIONS,
  run,
  document_at,
};

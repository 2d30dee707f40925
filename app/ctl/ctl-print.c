#include "xp-ctl.h"

#include "xp-pictures.h"
#include "xp-printing.h"

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
  {"--paper", true, "A3|A4|2A4", "光荣榜、喜报用多大的纸；2A4 是两张 A4 拼成一张"},
  {"--size", true, "宽x高", "交给印刷厂的成品尺寸，厘米：90x120"},
  {"--cmyk", false, NULL, "交给印刷厂：黑色叠印在红、金上（颜色本来就是四色，黑字单黑）"},
  {"--outlines", false, NULL, "交给印刷厂：文字转成轮廓，不用字体"},
  {"--year", true, "年份", "哪一年的积分；不写就是最近开始的一年"},
  {"--text", true, "文件", "文字文件，一行一个：选票上的候选人，征求意见的条文"},
  {"--copies", true, "份数", "选票、空白表印多少份"},
  {"--first", true, "编号", "意见征询表从几号编起；不写就手写编号"},
  {"--most", true, "人数", "选票上最多选几人；不写就照评选的名额"},
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
    .year = read_count (ctl, "--year", "年份"),
    .copies = read_count (ctl, "--copies", "份数"),
    .most = read_count (ctl, "--most", "人数"),
    .first = read_count (ctl, "--first", "编号"),
    .overprints_black = xp_args_get (ctl->args, "--cmyk") != NULL,
    .is_outlined = xp_args_get (ctl->args, "--outlines") != NULL,
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
  return true;
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
  return n < n_documents ? documents[n].id : NULL;
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
  g_autofree char *path = dup_path (desk, document->id, uid, &options, output);
  g_autofree char *text = NULL;
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
  "  xiangpingctl print keys -o 上手单.pdf\n",
  OPTIONS,
  run,
  document_at,
};

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
  {"--paper", true, "A3|A4|2A4", "光荣榜用多大的纸；2A4 是两张 A4 拼成一张"},
  {"--size", true, "宽x高", "交给印刷厂的成品尺寸，厘米：90x120"},
  {"--cmyk", false, NULL, "交给印刷厂：黑色叠印在红、金上（颜色本来就是四色，黑字单黑）"},
  {"--outlines", false, NULL, "交给印刷厂：文字转成轮廓，不用字体"},
  {"--year", true, "年份", "哪一年的积分；不写就是最近开始的一年"},
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
  const char *household = xp_args_get (ctl->args, "--household");
  const char *paper = xp_args_get (ctl->args, "--paper");
  const char *year = xp_args_get (ctl->args, "--year");
  const char *size = xp_args_get (ctl->args, "--size");
  *out = (XpPrintOptions){
    .household = household != NULL ? (int) g_ascii_strtoll (household, NULL, 10) : 0,
    .group = xp_args_get (ctl->args, "--group"),
    .is_one_per_page = xp_args_get (ctl->args, "--one-per-page") != NULL,
    .paper = paper,
    .overprints_black = xp_args_get (ctl->args, "--cmyk") != NULL,
    .is_outlined = xp_args_get (ctl->args, "--outlines") != NULL,
    .year = year != NULL ? (int) g_ascii_strtoll (year, NULL, 10) : 0,
  };
  if (household != NULL && out->household <= 0) {
    xp_ctl_usage (&XP_CTL_PRINT, "--household 后面写户的编号，“%s”不是编号。", household);
    return false;
  }
  if (size != NULL && !read_size (size, out)) {
    xp_ctl_usage (&XP_CTL_PRINT,
                  "--size 后面写成品的宽和高，10 到 300 厘米，像 90x120；“%s”看不懂。",
                  size);
    return false;
  }
  if (year != NULL && out->year <= 0) {
    xp_ctl_usage (&XP_CTL_PRINT, "--year 后面写年份，“%s”不是年份。", year);
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
                const XpPrintOptions *options,
                const char *output)
{
  const char *number = xp_ctl_word (ctl, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, xp_ctl_word (ctl, 1));
  const int64_t uid = desk != NULL && document->needs_round ? xp_ctl_find_round (desk, number) : 0;
  if (desk == NULL || (document->needs_round && uid == 0))
    return XP_EXIT_REFUSED;
  if (is_table (output))
    return xp_printing_save_rows (desk, document->id, uid, options, output, &error)
             ? XP_EXIT_DONE
             : xp_ctl_fail (error);
  g_autofree char *path = dup_path (desk, document->id, uid, options, output);
  g_autoptr (GBytes) pdf =
    xp_printing_render (desk, document->id, uid, options, NULL, NULL, &error);
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
  return print_document (ctl, document, &options, output);
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
  "  xiangpingctl print keys -o 上手单.pdf\n",
  OPTIONS,
  run,
  document_at,
};

/* ctl-certificates.c: 证书登记簿: which numbers there are, void, issued again, printed, received;
 * and covers that are bought. */
#include "xp-ctl-words.h"

#include "xp-certificate-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--why", true, "原因", "作废：写坏、错字、称号取消；更正：记错了"},
  {"--name", true, "姓名", "换发：改成怎样写；不写就照原来的"},
  {"--from", true, "第几张|编号", "打印：从哪张起；不写就从第一张没印的起"},
  {"--up-to", true, "第几张|编号", "打印：印好到第几张"},
  {"--only", true, "第几张,编号", "打印、领取：只有这几张"},
  {"--spoiled", true, "原因", "打印：这几张印废了，如 卡纸"},
  {"--again", true, "原因", "打印：印过的又印了一张，是补印"},
  {"--by", true, "姓名", "领取：谁代领的"},
  {"--size", true, "宽x高", "套打的纸：多大（毫米），如 260x185"},
  {"--places", true, "位置", "套打的纸：“称呼 38 72 209 28 左;标题 不印”，没写的照常"},
  {"--remove", false, NULL, "套打的纸：不要这一种了"},
  {NULL, false},
};

static int
list (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_certificate_work_list (desk, uid, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new (
    "ordinal,number,name,group,title,issued_on,state,printings,spoiled,received_on,received_by");
  for (guint i = 0; i < lines->len; i++) {
    const XpCertificateLine *line = lines->pdata[i];
    g_autofree char *state = xp_certificate_line_dup_state (line);
    if (line->ordinal > 0)
      xp_listing_add_int (listing, line->ordinal);
    else
      xp_listing_add (listing, "");
    xp_listing_add (listing, line->number);
    xp_listing_add (listing, line->name);
    xp_listing_add (listing, line->group);
    xp_listing_add (listing, line->title);
    xp_listing_add (listing, line->issued_on);
    xp_listing_add (listing, state);
    xp_listing_add (listing, line->printings);
    xp_listing_add_int (listing, line->n_spoiled);
    xp_listing_add (listing, line->received_on);
    xp_listing_add (listing, line->received_by);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
void_one (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *number = xp_ctl_word (ctl, 3);
  const char *why = xp_args_get (ctl->args, "--why");
  g_autoptr (GError) error = NULL;
  if (number == NULL || why == NULL)
    return xp_ctl_usage (&XP_CTL_CERTIFICATES, "请写上证书编号，并用 --why 写上为什么作废。");
  if (!xp_certificate_work_void (desk, uid, number, why, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "%s作废了，这个编号不再用。\n", number);
  return XP_EXIT_DONE;
}

static int
reissue (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *number = xp_ctl_word (ctl, 3);
  g_autoptr (GError) error = NULL;
  if (number == NULL)
    return xp_ctl_usage (&XP_CTL_CERTIFICATES, "请写上作废了的证书编号。");
  g_autofree char *made =
    xp_certificate_work_reissue (desk, uid, number, xp_args_get (ctl->args, "--name"), &error);
  if (made == NULL)
    return xp_ctl_fail (error);
  printf ("%s\n", made);
  return XP_EXIT_DONE;
}

static int
note_printed (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const XpPrintedSpec spec = {.from = xp_args_get (ctl->args, "--from"),
                              .up_to = xp_args_get (ctl->args, "--up-to"),
                              .only = xp_args_get (ctl->args, "--only"),
                              .spoiled = xp_args_get (ctl->args, "--spoiled"),
                              .again = xp_args_get (ctl->args, "--again")};
  XpPrintedReport report = {0};
  g_autoptr (GError) error = NULL;
  if ((spec.only != NULL) == (spec.up_to != NULL) || (spec.only != NULL && spec.from != NULL))
    return xp_ctl_usage (&XP_CTL_CERTIFICATES,
                         "请用 --up-to 写上印到第几张，或者用 --only 写上是哪几张。");
  if (!xp_certificate_work_printed (desk, uid, &spec, &report, &error))
    return xp_ctl_fail (error);
  fprintf (stderr,
           spec.spoiled != NULL ? "登记了废张：%s到%s，共%d张。\n"
                                : "登记了：%s到%s印好了，共%d张。\n",
           report.first,
           report.last,
           report.n);
  if (report.next[0] != '\0')
    fprintf (stderr, "接着从%s印。\n", report.next);
  else
    fprintf (stderr, "有效的证书都印好了。\n");
  xp_printed_report_clear (&report);
  return XP_EXIT_DONE;
}

static int
note_received (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *only = xp_args_get (ctl->args, "--only");
  g_autoptr (GError) error = NULL;
  if (only == NULL)
    return xp_ctl_usage (&XP_CTL_CERTIFICATES, "请用 --only 写上领走的是哪几张。");
  return xp_certificate_work_received (desk, uid, only, xp_args_get (ctl->args, "--by"), &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static int
mend (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *only = xp_args_get (ctl->args, "--only");
  const char *why = xp_args_get (ctl->args, "--why");
  g_autoptr (GError) error = NULL;
  if (only == NULL || why == NULL)
    return xp_ctl_usage (&XP_CTL_CERTIFICATES,
                         "请用 --only 写上是哪几张，用 --why 写上为什么更正。");
  return xp_certificate_work_mend (desk, uid, only, why, &error) ? XP_EXIT_DONE
                                                                 : xp_ctl_fail (error);
}

/* ---- covers ---- */

static int
list_stocks (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stocks = xp_certificate_work_list_stocks (desk, &error);
  if (stocks == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new ("name,width_mm,height_mm,places");
  for (guint i = 0; i < stocks->len; i++) {
    const XpStockLine *line = stocks->pdata[i];
    g_autofree char *places = g_strdelimit (xp_stock_to_text (&line->stock), "\n", ';');
    g_autofree char *width = g_strdup_printf ("%.2f", line->stock.width / 100.0);
    g_autofree char *height = g_strdup_printf ("%.2f", line->stock.height / 100.0);
    xp_listing_add (listing, line->name);
    xp_listing_add (listing, width);
    xp_listing_add (listing, height);
    xp_listing_add (listing, places);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* As it is in the book, else new of its size. False with what is wrong said. */
static bool
find_stock (const XpCtl *ctl, XpDesk *desk, const char *name, XpStock *out)
{
  const char *size = xp_args_get (ctl->args, "--size");
  int width = 0, height = 0;
  g_autoptr (GPtrArray) stocks = xp_certificate_work_list_stocks (desk, NULL);
  for (guint i = 0; size == NULL && stocks != NULL && i < stocks->len; i++) {
    const XpStockLine *line = stocks->pdata[i];
    if (strcmp (line->name, name) == 0) {
      *out = line->stock;
      return true;
    }
  }
  if (!xp_stock_size_from_text (size != NULL ? size : name, &width, &height)) {
    xp_ctl_usage (&XP_CTL_CERTIFICATES, "请用 --size 写上纸有多大，如 260x185（毫米）。");
    return false;
  }
  xp_stock_init (out, width, height);
  return true;
}

static int
put_stock (const XpCtl *ctl, XpDesk *desk, const char *name)
{
  const char *places = xp_args_get (ctl->args, "--places");
  g_autoptr (GError) error = NULL;
  XpStock stock;
  if (xp_args_get (ctl->args, "--remove") != NULL)
    return xp_certificate_work_remove_stock (desk, name, &error) ? XP_EXIT_DONE
                                                                 : xp_ctl_fail (error);
  if (!find_stock (ctl, desk, name, &stock))
    return XP_EXIT_USAGE;
  return (places == NULL || xp_stock_set_from_text (&stock, places, &error)) &&
             xp_certificate_work_put_stock (desk, name, &stock, &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static int
run_stock (const XpCtl *ctl, const char *path)
{
  const char *name = xp_ctl_word (ctl, 2);
  g_autoptr (XpDesk) desk = name == NULL ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  return name == NULL ? list_stocks (ctl, desk) : put_stock (ctl, desk, name);
}

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk, int64_t uid);
  bool is_look;
} WAYS[] = {{"list", list, true},
            {"void", void_one, false},
            {"reissue", reissue, false},
            {"printed", note_printed, false},
            {"received", note_received, false},
            {"mend", mend, false}};

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0), *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  if (what != NULL && strcmp (what, "stock") == 0 && path != NULL)
    return run_stock (ctl, path);
  for (size_t i = 0; what != NULL && path != NULL && number != NULL && i < G_N_ELEMENTS (WAYS);
       i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    g_autoptr (XpDesk) desk = WAYS[i].is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
    return uid != 0 ? WAYS[i].run (ctl, desk, uid) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (
    &XP_CTL_CERTIFICATES,
    "请写上做什么（list、void、reissue、printed、received、mend、stock）、资料文件和第几次评选。");
}

const XpCtlVerb XP_CTL_CERTIFICATES = {
  "certificates",
  "证书登记簿：作废、换发、打印、补印、领取；套打的纸",
  "  xiangpingctl certificates list 资料 第几次\n"
  "  xiangpingctl certificates void 资料 第几次 1-017 --why 错字\n"
  "  xiangpingctl certificates reissue 资料 第几次 1-017 [--name 张建国]   给下一个编号，打印出来\n"
  "  xiangpingctl certificates printed 资料 第几次 --up-to 17 [--from 1-003]\n"
  "  xiangpingctl certificates printed 资料 第几次 --only 17 --spoiled 卡纸\n"
  "  xiangpingctl certificates printed 资料 第几次 --only 1-005 --again 污损\n"
  "  xiangpingctl certificates received 资料 第几次 --only 3,1-005 [--by 李四]\n"
  "  xiangpingctl certificates mend 资料 第几次 --only 16,17 --why 记错了   收回最后登记的\n"
  "  xiangpingctl certificates stock 资料                                有哪些套打的纸\n"
  "  xiangpingctl certificates stock 资料 大红封套 --size 260x185 --places '称呼 38 72 209 28 左'\n"
  "  xiangpingctl certificates stock 资料 大红封套 --remove\n"
  "一个编号只给一次。“第几张”按没有作废的数，“1-017”是证书上的编号。\n",
  OPTIONS,
  run,
};

#include "xp-ctl.h"

#include "xp-printing.h"
#include "xp-wording-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--shipped", false, NULL, "看原来的写法"},
  {NULL, false},
};

static int
list (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_wording_work_list (desk, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new ("document,title,own");
  for (guint i = 0; i < lines->len; i++) {
    const XpWordingLine *line = lines->pdata[i];
    xp_listing_add (listing, line->document);
    xp_listing_add (listing, line->title);
    xp_listing_add (listing, line->is_own ? "是" : "否");
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
show (const XpCtl *ctl, XpDesk *desk)
{
  const char *document = xp_ctl_word (ctl, 2);
  bool is_own = false;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = xp_args_get (ctl->args, "--shipped") != NULL
                            ? xp_wording_work_load_shipped (desk, document, &error)
                            : xp_wording_work_load (desk, document, &is_own, &error);
  if (text == NULL)
    return xp_ctl_fail (error);
  fputs (text, stdout);
  return XP_EXIT_DONE;
}

static int
set (const XpCtl *ctl, XpDesk *desk)
{
  const char *path = xp_ctl_word (ctl, 3);
  if (path == NULL)
    return xp_ctl_usage (&XP_CTL_WORDING, "请写上用语的文件，先用 wording show 存一份来改。");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = xp_printing_read_text (path, &error);
  return text != NULL && xp_wording_work_set (desk, xp_ctl_word (ctl, 2), text, &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static int
reset (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  return xp_wording_work_reset (desk, xp_ctl_word (ctl, 2), &error) ? XP_EXIT_DONE
                                                                    : xp_ctl_fail (error);
}

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk);
  bool is_look, takes_document;
} WAYS[] = {{"list", list, true, false},
            {"show", show, true, true},
            {"set", set, false, true},
            {"reset", reset, false, true}};

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0), *path = xp_ctl_word (ctl, 1);
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_WORDING, "请写上 list、show、set 或 reset，再写资料文件。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    if (WAYS[i].takes_document && xp_ctl_word (ctl, 2) == NULL)
      return xp_ctl_usage (&XP_CTL_WORDING, "请写上哪一种纸，wording list 列得出来。");
    g_autoptr (XpDesk) desk = WAYS[i].is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    return desk != NULL ? WAYS[i].run (ctl, desk) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_WORDING, "没有 wording %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_WORDING = {
  "wording",
  "纸上的用语：改成本村的写法，恢复原样",
  "  xiangpingctl wording list 资料                 哪些改过\n"
  "  xiangpingctl wording show 资料 notice [--shipped] >公示.txt\n"
  "  xiangpingctl wording set 资料 notice 公示.txt\n"
  "  xiangpingctl wording reset 资料 notice          恢复原样\n"
  "  { } 里的字段要留着，由程序填写；少了、写错了，会说在第几行，不会存。\n",
  OPTIONS,
  run,
};

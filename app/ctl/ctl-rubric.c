#include "xp-ctl.h"

#include "xp-rubric-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {{"--id", true, "编号", "导入以后叫这个编号；不写就用文件名"},
                                      {NULL, false}};

static int
list (const XpCtl *ctl, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = path != NULL ? xp_ctl_look (ctl, path) : NULL;
  if (path != NULL && desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (GPtrArray) lines =
    desk != NULL ? xp_rubric_work_list (desk, &error) : xp_rubric_work_list_shipped (&error);
  if (lines == NULL)
    return xp_ctl_fail (error);

  g_autoptr (XpListing) listing = xp_listing_new ("id,name,version,items,full_mark");
  for (guint i = 0; i < lines->len; i++) {
    const XpRubricLine *line = lines->pdata[i];
    g_autofree char *full_mark = xp_points_to_text (line->full_mark_hundredths);
    xp_listing_add (listing, line->id);
    xp_listing_add (listing, line->name);
    xp_listing_add (listing, line->version);
    xp_listing_add_int (listing, line->n_items);
    xp_listing_add (listing, line->full_mark_hundredths > 0 ? full_mark : "");
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
show (const char *file_or_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = xp_rubric_work_read (file_or_id, NULL, &error);
  if (rubric == NULL)
    return xp_ctl_fail (error);
  g_autofree char *csv = xp_rubric_work_to_csv (rubric);
  fputs (csv, stdout);
  return XP_EXIT_DONE;
}

static int
check (const char *file_or_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = xp_rubric_work_read (file_or_id, NULL, &error);
  if (rubric == NULL)
    return xp_ctl_fail (error);
  g_autofree char *full_mark = xp_points_to_text (rubric->full_mark_hundredths);
  g_autofree char *unready = xp_rubric_work_dup_unready (rubric);
  if (rubric->full_mark_hundredths > 0)
    printf ("《%s》没有错：%zu行，满分%s分。\n", rubric->name, rubric->n_items, full_mark);
  else
    printf ("《%s》没有错：%zu行，不设满分。\n", rubric->name, rubric->n_items);
  if (unready != NULL)
    printf ("%s\n", unready);
  return XP_EXIT_DONE;
}

static int
import (const XpCtl *ctl, const char *path, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = xp_rubric_work_read (file, xp_args_get (ctl->args, "--id"), &error);
  if (rubric == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  return xp_rubric_work_import (desk, rubric, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *first = xp_ctl_word (ctl, 1);
  const char *second = xp_ctl_word (ctl, 2);
  if (g_strcmp0 (what, "list") == 0)
    return list (ctl, first);
  if (g_strcmp0 (what, "show") == 0 && first != NULL)
    return show (first);
  if (g_strcmp0 (what, "check") == 0 && first != NULL)
    return check (first);
  if (g_strcmp0 (what, "import") == 0 && second != NULL)
    return import (ctl, first, second);
  return xp_ctl_usage (&XP_CTL_RUBRIC, "请写上 list、show、check 或 import，以及文件。");
}

const XpCtlVerb XP_CTL_RUBRIC = {
  "rubric",
  "评分表：看有哪些、检查、导入",
  "  xiangpingctl rubric list [资料]\n"
  "  xiangpingctl rubric show 文件或编号\n"
  "  xiangpingctl rubric check 文件或编号\n"
  "  xiangpingctl rubric import 资料 文件 [--id 编号]      .rubric 或评分项的 .csv\n",
  OPTIONS,
  run,
};

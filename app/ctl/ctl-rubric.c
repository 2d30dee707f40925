#include "xp-ctl.h"

#include "xp-mark.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--id", true, "编号", "导入、调整以后叫这个编号；不写就用文件名"},
  {"--extends", true, "上一级的表", "在哪张表上调整：编号，或 编号@版"},
  {"--level", true, "镇|村", "谁来调整；不写就是村"},
  {"--name", true, "名称", "调整、复制以后的名称；不写就同原来的"},
  {"--title", true, "称号", "调整以后评的称号；不写就同上一级的"},
  {"--own", false, NULL, "不合上一级规定的改动也留下，另立称号"},
  {"--dry-run", false, NULL, "只看结果，不存进资料"},
  {"--leave-out", false, NULL, "换到新版时，新版不准的改动不要了"},
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

  g_autoptr (XpListing) listing =
    xp_listing_new ("id,name,version,items,full_mark,level,parent,newer_parent,title");
  for (guint i = 0; i < lines->len; i++) {
    const XpRubricLine *line = lines->pdata[i];
    g_autofree char *full_mark = xp_points_to_text (line->full_mark_hundredths);
    xp_listing_add (listing, line->id);
    xp_listing_add (listing, line->name);
    xp_listing_add (listing, line->version);
    xp_listing_add_int (listing, line->n_items);
    xp_listing_add (listing, line->full_mark_hundredths > 0 ? full_mark : "");
    xp_listing_add (
      listing,
      line->is_standard || line->level != XP_LEVEL_COUNTY ? xp_level_get_word (line->level) : "");
    xp_listing_add (listing, line->parent);
    if (line->newer_parent > 0)
      xp_listing_add_int (listing, line->newer_parent);
    else
      xp_listing_add (listing, "");
    xp_listing_add (listing, line->title);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* “文件或编号” alone, or “资料 编号” out of a book. */
static XpRubric *
take (const XpCtl *ctl, const char *first, const char *second, GError **error)
{
  if (second == NULL)
    return xp_rubric_work_read (first, NULL, error);
  XpDeskOptions options = ctl->options;
  options.is_reader = true;
  g_autoptr (XpDesk) desk = xp_desk_open (first, &options, error);
  return desk != NULL ? xp_rubric_work_take_version (desk, second, error) : NULL;
}

static int
show (const XpCtl *ctl, const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = take (ctl, first, second, &error);
  if (rubric == NULL)
    return xp_ctl_fail (error);
  g_autofree char *csv = xp_rubric_work_to_csv (rubric);
  fputs (csv, stdout);
  return XP_EXIT_DONE;
}

/* How it stands, what it rests on, where it departs, what is better not asked of anybody. */
static void
tell (const XpRubric *rubric)
{
  g_autofree char *full_mark = xp_points_to_text (rubric->full_mark_hundredths);
  g_autofree char *unready = xp_rubric_work_dup_unready (rubric);
  g_autofree char *basis = xp_rubric_dup_basis_line (rubric);
  if (rubric->n_items == 0)
    printf ("《%s》是%zu处改动，要和上一级的表合在一起用。\n", rubric->name, rubric->n_changes);
  else if (rubric->full_mark_hundredths > 0)
    printf ("《%s》没有错：%zu行，满分%s分。\n", rubric->name, rubric->n_items, full_mark);
  else
    printf ("《%s》没有错：%zu行，不设满分。\n", rubric->name, rubric->n_items);
  if (unready != NULL && rubric->n_items > 0)
    printf ("%s\n", unready);
  if (basis != NULL)
    printf ("%s\n", basis);
  for (size_t i = 0; rubric->departures[i] != NULL; i++)
    printf ("%s。\n", rubric->departures[i]);
}

static int
check_in_book (const XpCtl *ctl, const char *path, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (GPtrArray) sentences = xp_rubric_work_check (desk, id, &error);
  g_autoptr (XpRubric) rubric = sentences != NULL ? xp_rubric_work_take (desk, id, &error) : NULL;
  if (rubric == NULL)
    return xp_ctl_fail (error);
  for (guint i = 0; i < sentences->len; i++)
    fprintf (stderr, "%s\n", (const char *) sentences->pdata[i]);
  if (sentences->len > 0)
    return XP_EXIT_REFUSED;
  tell (rubric);
  return XP_EXIT_DONE;
}

static int
check (const XpCtl *ctl, const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  if (second != NULL)
    return check_in_book (ctl, first, second);
  g_autoptr (XpRubric) rubric = xp_rubric_work_read (first, NULL, &error);
  if (rubric == NULL)
    return xp_ctl_fail (error);
  tell (rubric);
  return XP_EXIT_DONE;
}

/* ---- adjusting ---- */

static XpAdjustSpec
read_spec (const XpCtl *ctl, const XpRubric *changes)
{
  const char *id = xp_args_get (ctl->args, "--id");
  return (XpAdjustSpec){
    .id = id != NULL ? id : changes->id,
    .name = xp_args_get (ctl->args, "--name"),
    .title = xp_args_get (ctl->args, "--title"),
    .extends = xp_args_get (ctl->args, "--extends"),
    .level = xp_args_get (ctl->args, "--level"),
    .is_own = xp_args_get (ctl->args, "--own") != NULL,
  };
}

/* Every change with its verdict, and the form as a whole. Refused where anything is. */
static int
try_it (XpDesk *desk, const XpRubric *changes, const XpAdjustSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpOverlay) overlay = xp_rubric_work_try (desk, changes, spec, &error);
  if (overlay == NULL)
    return xp_ctl_fail (error);
  for (guint i = 0; i < overlay->warnings->len; i++)
    fprintf (stderr, "%s\n", (const char *) overlay->warnings->pdata[i]);
  if (!xp_overlay_report (overlay, &error))
    return xp_ctl_fail (error);
  tell (overlay->rubric);
  return XP_EXIT_DONE;
}

static int
adjust (const XpCtl *ctl, const char *path, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) changes = xp_rubric_work_read (file, NULL, &error);
  if (changes == NULL)
    return xp_ctl_fail (error);
  if (changes->n_changes == 0 || changes->n_items > 0) {
    fprintf (stderr, "%s 不是一张改动表。请看 xiangpingctl rubric --help 怎么写。\n", file);
    return XP_EXIT_REFUSED;
  }
  const XpAdjustSpec spec = read_spec (ctl, changes);
  const bool is_dry = xp_args_get (ctl->args, "--dry-run") != NULL;
  g_autoptr (XpDesk) desk = is_dry ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  const int status = try_it (desk, changes, &spec);
  if (is_dry || status != XP_EXIT_DONE)
    return status;
  return xp_rubric_work_adjust (desk, changes, &spec, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
import (const XpCtl *ctl, const char *path, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = xp_rubric_work_read (file, xp_args_get (ctl->args, "--id"), &error);
  if (rubric == NULL)
    return xp_ctl_fail (error);
  if (rubric->n_items == 0)
    return adjust (ctl, path, file);
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  return xp_rubric_work_import (desk, rubric, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* ---- side by side ---- */

static void
print_differences (const XpCtl *ctl, const GPtrArray *differences)
{
  g_autoptr (XpListing) listing = xp_listing_new ("item_no,item,field,then,now");
  for (guint i = 0; i < differences->len; i++) {
    const XpFormDifference *difference = differences->pdata[i];
    xp_listing_add (listing, difference->item_no);
    xp_listing_add (listing, difference->item_name);
    xp_listing_add (listing, difference->word);
    xp_listing_add (listing, difference->then);
    xp_listing_add (listing, difference->now);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
}

static int
compare (const XpCtl *ctl, XpDesk *desk, const char *then_ref, const char *now_ref)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) then = xp_rubric_work_take_version (desk, then_ref, &error);
  g_autoptr (XpRubric) now =
    then != NULL ? xp_rubric_work_take_version (desk, now_ref, &error) : NULL;
  if (now == NULL)
    return xp_ctl_fail (error);
  g_autoptr (GPtrArray) differences = xp_rubric_diff (then, now);
  print_differences (ctl, differences);
  return XP_EXIT_DONE;
}

static int
diff (const XpCtl *ctl, const char *path, const char *id, const char *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (other != NULL)
    return compare (ctl, desk, id, other);
  g_autoptr (XpRubricOffer) offer = xp_rubric_work_diff (desk, id, &error);
  if (offer == NULL)
    return xp_ctl_fail (error);
  if (offer->now_version <= offer->then_version) {
    fprintf (stderr, "《%s》用的已经是上一级最新的一版。\n", offer->form->name);
    return XP_EXIT_DONE;
  }
  fprintf (stderr,
           "《%s》上一级的表从第%d版到第%d版，改了这些：\n",
           offer->form->name,
           offer->then_version,
           offer->now_version);
  print_differences (ctl, offer->differences);
  for (guint i = 0; i < offer->overlay->refusals->len; i++)
    fprintf (stderr,
             "换到新版，我们的这一处改动就不准了：%s\n",
             ((const XpOverlayRefusal *) offer->overlay->refusals->pdata[i])->sentence);
  return XP_EXIT_DONE;
}

static int
rebase (const XpCtl *ctl, const char *path, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  const bool leaves_out = xp_args_get (ctl->args, "--leave-out") != NULL;
  return xp_rubric_work_rebase (desk, id, leaves_out, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* ---- out, and under another name ---- */

static int
export_form (const XpCtl *ctl, const char *path, const char *id, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = take (ctl, path, id, &error);
  return rubric != NULL && xp_rubric_work_export (rubric, file, &error) ? XP_EXIT_DONE
                                                                        : xp_ctl_fail (error);
}

static int
copy (const XpCtl *ctl, const char *path, const char *id, const char *new_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (XpRubric) from = xp_rubric_work_take_version (desk, id, &error);
  g_autoptr (XpRubric) form =
    from != NULL ? xp_rubric_edit_copy (from, new_id, xp_args_get (ctl->args, "--name"), &error)
                 : NULL;
  const char *title = xp_args_get (ctl->args, "--title");
  if (form != NULL && title != NULL) {
    g_autoptr (XpRubric) untitled = g_steal_pointer (&form);
    form = xp_rubric_edit_set_form (untitled, "award", title, &error);
  }
  return form != NULL && xp_rubric_work_import (desk, form, &error) ? XP_EXIT_DONE
                                                                    : xp_ctl_fail (error);
}

/* What is done, and how many words it takes after its own. */
static const struct {
  const char *word;
  guint n_least, n_most;
} WAYS[] = {
  {"list", 0, 1},
  {"show", 1, 2},
  {"check", 1, 2},
  {"import", 2, 2},
  {"adjust", 2, 2},
  {"diff", 2, 3},
  {"rebase", 2, 2},
  {"export", 3, 3},
  {"copy", 3, 3},
};

static bool
is_complete (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  guint n_words = 0;
  while (xp_ctl_word (ctl, n_words + 1) != NULL)
    n_words++;
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++)
    if (g_strcmp0 (what, WAYS[i].word) == 0)
      return n_words >= WAYS[i].n_least && n_words <= WAYS[i].n_most;
  return false;
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *first = xp_ctl_word (ctl, 1);
  const char *second = xp_ctl_word (ctl, 2);
  const char *third = xp_ctl_word (ctl, 3);
  if (!is_complete (ctl))
    return xp_ctl_usage (
      &XP_CTL_RUBRIC,
      "请写上 list、show、check、import、adjust、diff、rebase、export 或 copy，以及文件。");
  if (strcmp (what, "list") == 0)
    return list (ctl, first);
  if (strcmp (what, "show") == 0)
    return show (ctl, first, second);
  if (strcmp (what, "check") == 0)
    return check (ctl, first, second);
  if (strcmp (what, "import") == 0)
    return import (ctl, first, second);
  if (strcmp (what, "adjust") == 0)
    return adjust (ctl, first, second);
  if (strcmp (what, "diff") == 0)
    return diff (ctl, first, second, third);
  if (strcmp (what, "rebase") == 0)
    return rebase (ctl, first, second);
  if (strcmp (what, "export") == 0)
    return export_form (ctl, first, second, third);
  if (strcmp (what, "copy") == 0)
    return copy (ctl, first, second, third);
  g_return_val_if_reached (XP_EXIT_USAGE);
}

const XpCtlVerb XP_CTL_RUBRIC = {
  "rubric",
  "评分表：看有哪些、检查、导入、调整、导出",
  "  xiangpingctl rubric list [资料]\n"
  "  xiangpingctl rubric show 文件或编号；或：资料 编号\n"
  "  xiangpingctl rubric check 文件或编号；或：资料 编号\n"
  "  xiangpingctl rubric import 资料 文件 [--id 编号]      .rubric，或评分项的 .csv、.xlsx\n"
  "  xiangpingctl rubric adjust 资料 改动表 --extends 上一级的表 --id 编号 [--level 镇|村]\n"
  "      [--name 名称] [--title 称号] [--own] [--dry-run]\n"
  "      改动表是 .csv：op,item_no,field,value,section,reason（set、add、off、open）\n"
  "  xiangpingctl rubric diff 资料 编号                上一级有了新版，改了什么\n"
  "  xiangpingctl rubric diff 资料 编号@版 编号@版      两版并排比\n"
  "  xiangpingctl rubric rebase 资料 编号 [--leave-out]  换到上一级的新版\n"
  "  xiangpingctl rubric export 资料 编号 文件          .xlsx、.csv 或 .rubric\n"
  "  xiangpingctl rubric copy 资料 编号 新编号 [--name 名称] [--title 称号]\n",
  OPTIONS,
  run,
};

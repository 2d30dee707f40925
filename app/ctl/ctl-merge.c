#include "xp-ctl.h"

#include "xp-merge-work.h"
#include "xp-printing.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--dry-run", false, NULL, "只看看会怎样，不写进去"},
  {"--ours", false, NULL, "两边不一样的，都用这边的"},
  {"--theirs", false, NULL, "两边不一样的，都用那边的"},
  {"--report", true, "文件.pdf", "合并报告存到哪里"},
  {NULL, false},
};

static void
add_moment (XpListing *listing, int64_t at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M:%S");
  xp_listing_add (listing, when);
}

/* What is private is named, never listed. */
static void
list_rows (const XpCtl *ctl, const XpMergeWork *work)
{
  g_autoptr (XpListing) listing =
    xp_listing_new ("household,item,ours,ours_who,ours_at,theirs,theirs_who,theirs_at");
  for (guint i = 0; i < work->rows->len; i++) {
    const XpMergeRow *row = work->rows->pdata[i];
    xp_listing_add (listing, row->about);
    xp_listing_add (listing, row->item);
    xp_listing_add (listing, row->is_private ? "（不列出）" : row->ours);
    xp_listing_add (listing, row->ours_who);
    add_moment (listing, row->ours_at_ms);
    xp_listing_add (listing, row->is_private ? "（不列出）" : row->theirs);
    xp_listing_add (listing, row->theirs_who);
    add_moment (listing, row->theirs_at_ms);
    xp_listing_end_row (listing);
  }
  if (work->rows->len > 0)
    xp_listing_print (listing, ctl->format);
}

static int
save_report (XpDesk *desk, const XpMergeWork *work, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_merge_work_render_report (desk, work, &error);
  if (pdf == NULL || !xp_printing_save (pdf, path, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "合并报告存好了：%s\n", path);
  return XP_EXIT_DONE;
}

static int
merge (const XpCtl *ctl, XpDesk *desk, XpMergeWork *work)
{
  g_autoptr (GError) error = NULL;
  const char *report = xp_args_get (ctl->args, "--report");
  const bool is_ours = xp_args_get (ctl->args, "--ours") != NULL;
  const bool is_theirs = xp_args_get (ctl->args, "--theirs") != NULL;
  const bool is_dry = xp_args_get (ctl->args, "--dry-run") != NULL;
  fprintf (stderr, "%s\n", work->summary);
  list_rows (ctl, work);
  if (is_ours || is_theirs)
    xp_merge_work_decide_rest (work, is_ours ? XP_MERGE_OURS : XP_MERGE_THEIRS);
  if (!is_dry) {
    if (xp_merge_work_count_undecided (work) > 0) {
      fputs ("没有合并，资料没有变动。两边不一样的要定用哪边的：都用这边的写 --ours，都用那边的写 "
             "--theirs；要一处一处定，请在窗口里合并。\n",
             stderr);
      return XP_EXIT_REFUSED;
    }
    if (!xp_merge_work_merge (desk, work, &error))
      return xp_ctl_fail (error);
    fprintf (stderr, "%s\n", work->done);
  }
  return report != NULL ? save_report (desk, work, report) : XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0), *other = xp_ctl_word (ctl, 1);
  if (path == NULL || other == NULL || ctl->args->n_words > 2)
    return xp_ctl_usage (&XP_CTL_MERGE, "请写上本村资料和另一台电脑上的那一份，各写一个。");
  if (xp_args_get (ctl->args, "--ours") != NULL && xp_args_get (ctl->args, "--theirs") != NULL)
    return xp_ctl_usage (&XP_CTL_MERGE, "--ours 和 --theirs 只能写一个。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_args_get (ctl->args, "--dry-run") != NULL ? xp_ctl_look (ctl, path)
                                                                         : xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (XpMergeWork) work = xp_merge_work_read (desk, other, &error);
  return work != NULL ? merge (ctl, desk, work) : xp_ctl_fail (error);
}

const XpCtlVerb XP_CTL_MERGE = {
  "merge",
  "合并另一台电脑录的",
  "  xiangpingctl merge 资料 另一份.xiangping [--dry-run] [--report 报告.pdf]\n"
  "  xiangpingctl merge 资料 另一份.xiangping --ours|--theirs   两边不一样的，都用这边的或那边的\n",
  OPTIONS,
  run,
};

#include "xp-ctl.h"

#include "xp-doubles-work.h"
#include "xp-roster-work.h"
#include "xp-round.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {{"--dry-run", false, NULL, "只看会读出什么，不写"},
                                      {"--merge", false, NULL, "名单不一样的，照名单改"},
                                      {"--only-new", false, NULL, "只导入新的（不写也是这样）"},
                                      {NULL, false}};

/* 参评, 全家在外, 没人住, 已销户 */
static const char *
word_of_state (const char *state)
{
  XpState entrant_state = XP_STATE_PRESENT;
  if (strcmp (state, "closed") == 0)
    return "已销户";
  xp_state_from_text (state, &entrant_state);
  return xp_state_get_word (entrant_state);
}

static int
list (const XpCtl *ctl, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (GPtrArray) households = xp_desk_list_households (desk, &error);
  if (households == NULL)
    return xp_ctl_fail (error);

  g_autoptr (XpListing) listing = xp_listing_new ("number,group,head,people,state");
  for (guint i = 0; i < households->len; i++) {
    const XpHouseholdLine *line = households->pdata[i];
    xp_listing_add_int (listing, line->number);
    xp_listing_add (listing, line->group);
    xp_listing_add (listing, line->head);
    if (line->people >= 0)
      xp_listing_add_int (listing, line->people);
    else
      xp_listing_add (listing, "");
    xp_listing_add (listing, word_of_state (line->state));
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static void
name_left_out (const XpRosterPlan *plan)
{
  for (guint i = 0; i < plan->roster->rows->len; i++) {
    const XpRosterRow *row = plan->roster->rows->pdata[i];
    const XpPlanRow *planned = &g_array_index (plan->rows, XpPlanRow, i);
    if (planned->standing == XP_STANDING_NEAR)
      fprintf (stderr,
               "第%d行 %s %s：像是本村资料里的%d号 %s，先另外导入了。用 roster doubles 看。\n",
               row->source_record,
               row->group,
               row->head,
               (int) xp_record_get_int (planned->held, "number"),
               xp_record_get_text (planned->held, "head"));
    else if (planned->standing == XP_STANDING_CHANGED && planned->decision == XP_DECISION_MERGE)
      fprintf (stderr,
               "第%d行 %s %s：照名单改了（%s）。\n",
               row->source_record,
               row->group,
               row->head,
               planned->difference);
    else if (planned->standing == XP_STANDING_CHANGED)
      fprintf (stderr,
               "第%d行 %s %s：本村资料里已经有了，名单不一样（%s），没有改。\n",
               row->source_record,
               row->group,
               row->head,
               planned->difference);
    else if (planned->standing == XP_STANDING_SAME)
      fprintf (stderr,
               "第%d行 %s %s：本村资料里已经有了，没有再导入。\n",
               row->source_record,
               row->group,
               row->head);
  }
  for (guint i = 0; i < plan->missing->len; i++) {
    const XpPlanMissing *missing = plan->missing->pdata[i];
    fprintf (stderr,
             "%d号 %s %s：名单里没有了，还留着。\n",
             missing->number,
             missing->group,
             missing->head);
  }
}

static void
tell_imported (const XpRosterPlan *plan)
{
  const size_t n_merged = xp_roster_plan_count (plan, XP_DECISION_MERGE);
  fprintf (stderr, "%s导入了%zu户", plan->summary, xp_roster_plan_count (plan, XP_DECISION_IMPORT));
  if (n_merged > 0)
    fprintf (stderr, "，改了%zu户", n_merged);
  fputs ("。\n", stderr);
}

static int
import (const XpCtl *ctl, const char *path, const char *file)
{
  const bool is_merging = xp_args_get (ctl->args, "--merge") != NULL;
  if (is_merging && xp_args_get (ctl->args, "--only-new") != NULL)
    return xp_ctl_usage (&XP_CTL_ROSTER, "--merge 和 --only-new 只能写一个。");
  const bool is_trial = xp_args_get (ctl->args, "--dry-run") != NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = is_trial ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (XpRosterPlan) plan = xp_roster_work_read (desk, file, NULL, NULL, &error);
  if (plan == NULL)
    return xp_ctl_fail (error);

  if (is_trial) {
    g_autofree char *csv = xp_roster_to_csv (plan->roster);
    fputs (csv, stdout);
    fprintf (stderr, "%s还没有写进去。\n", plan->summary);
    return XP_EXIT_DONE;
  }
  if (is_merging)
    xp_roster_plan_merge_all (plan);
  g_autoptr (XpAct) act = xp_roster_work_import (desk, plan, &error);
  if (act == NULL)
    return xp_ctl_fail (error);
  name_left_out (plan);
  tell_imported (plan);
  return XP_EXIT_DONE;
}

static int
list_doubles (const XpCtl *ctl, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (GPtrArray) pairs = xp_doubles_work_list (desk, NULL, NULL, &error);
  if (pairs == NULL)
    return xp_ctl_fail (error);

  g_autoptr (XpListing) listing = xp_listing_new ("a,b,head_a,head_b,reason");
  for (guint i = 0; i < pairs->len; i++) {
    const XpHouseholdPair *pair = pairs->pdata[i];
    xp_listing_add_int (listing, pair->a.number);
    xp_listing_add_int (listing, pair->b.number);
    xp_listing_add (listing, pair->a.head);
    xp_listing_add (listing, pair->b.head);
    xp_listing_add (listing, pair->reason);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  fprintf (stderr, "%u对像是同一户。\n", pairs->len);
  return XP_EXIT_DONE;
}

static int export(const XpCtl *ctl, const char *path, const char *file)
{
  if (file == NULL) {
    XpCtl csv = *ctl;
    csv.format = xp_args_get (ctl->args, "--format") != NULL ? ctl->format : XP_LISTING_CSV;
    return list (&csv, path);
  }
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (!xp_roster_work_export (desk, file, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "存好了：%s\n", file);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *file = xp_ctl_word (ctl, 2);
  if (path == NULL)
    return xp_ctl_usage (&XP_CTL_ROSTER, "请写上 import、list、export 或 doubles，再写资料文件。");
  if (strcmp (what, "import") == 0 && file != NULL)
    return import (ctl, path, file);
  if (strcmp (what, "list") == 0)
    return list (ctl, path);
  if (strcmp (what, "export") == 0)
    return export(ctl, path, file);
  if (strcmp (what, "doubles") == 0)
    return list_doubles (ctl, path);
  return xp_ctl_usage (&XP_CTL_ROSTER, "请写上 import、list、export 或 doubles，以及名单文件。");
}

const XpCtlVerb XP_CTL_ROSTER = {
  "roster",
  "农户名单：导入、查看、导出、找重复的户",
  "  xiangpingctl roster import 资料 名单.xlsx [--dry-run | --merge | --only-new]\n"
  "      名单也可以是 .xls、.csv 或制表符分隔的文字；已经有的户不动（--only-new，不写\n"
  "      也这样），--merge 照名单改不一样的\n"
  "  xiangpingctl roster list 资料\n"
  "  xiangpingctl roster export 资料 [名单.xlsx]   存成 .xlsx 或 .csv；不写就列在屏幕上\n"
  "  xiangpingctl roster doubles 资料   列出像是同一户的，哪里像\n",
  OPTIONS,
  run,
};

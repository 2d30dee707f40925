/* ctl-attendance.c: which judges came and left when, and whether they are enough to meet. */
#include "xp-ctl.h"

#include "xp-attendance-work.h"
#include "xp-recusal-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--at", true, "19:05", "几点几分；不写就是现在"},
  {"--back", false, NULL, "absent 收回缺席"},
  {NULL, false},
};

static int
list (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  const char *at = xp_args_get (ctl->args, "--at");
  g_autoptr (XpAttendance) attendance = xp_attendance_work_load (desk, uid, &error);
  int n_members = 0;
  const int n_present =
    attendance != NULL ? xp_attendance_work_count_present (desk, uid, at, &n_members, &error) : -1;
  if (n_present < 0)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new ("no,judge,here,times");
  for (guint i = 0; i < attendance->lines->len; i++) {
    const XpAttendanceLine *line = attendance->lines->pdata[i];
    xp_listing_add_int (listing, line->judge_no);
    xp_listing_add (listing, line->name);
    xp_listing_add (listing, line->is_here ? "在" : "");
    xp_listing_add (listing, line->words);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  if (at != NULL)
    fprintf (stderr, "%s：应到%d人，实到%d人。\n", at, n_members, n_present);
  else
    fprintf (stderr, "%s\n", attendance->sentence);
  return XP_EXIT_DONE;
}

static bool
change (const XpCtl *ctl, XpDesk *desk, int64_t uid, const char *what, int judge_no, GError **error)
{
  const char *at = xp_args_get (ctl->args, "--at");
  if (strcmp (what, "come") == 0)
    return xp_attendance_work_come (desk, uid, judge_no, at, error);
  if (strcmp (what, "leave") == 0)
    return xp_attendance_work_leave (desk, uid, judge_no, at, error);
  return xp_attendance_work_set_absent (desk,
                                        uid,
                                        judge_no,
                                        xp_args_get (ctl->args, "--back") == NULL,
                                        error);
}

/* Several judges: an act each, in the order they are written. */
static int
change_all (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  if (loaded == NULL)
    return xp_ctl_fail (error);
  for (guint i = 3; xp_ctl_word (ctl, i) != NULL; i++) {
    const int judge_no = xp_recusal_find_judge (loaded->round, xp_ctl_word (ctl, i), &error);
    if (judge_no == 0 || !change (ctl, desk, uid, xp_ctl_word (ctl, 0), judge_no, &error))
      return xp_ctl_fail (error);
  }
  g_autoptr (XpAttendance) attendance = xp_attendance_work_load (desk, uid, &error);
  if (attendance == NULL)
    return xp_ctl_fail (error);
  fprintf (stderr, "%s\n", attendance->sentence);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_ATTENDANCE,
                         "请写上 list、come、leave 或 absent、资料文件、第几次评选。");
  const bool is_list = strcmp (what, "list") == 0;
  const bool is_known = is_list || strcmp (what, "come") == 0 || strcmp (what, "leave") == 0 ||
                        strcmp (what, "absent") == 0;
  if (!is_known)
    return xp_ctl_usage (&XP_CTL_ATTENDANCE, "没有 attendance %s 这种做法。", what);
  if (!is_list && xp_ctl_word (ctl, 3) == NULL)
    return xp_ctl_usage (&XP_CTL_ATTENDANCE, "请写上是哪位评委，可以写几位。");
  g_autoptr (XpDesk) desk = is_list ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  if (uid == 0)
    return XP_EXIT_REFUSED;
  return is_list ? list (ctl, desk, uid) : change_all (ctl, desk, uid);
}

const XpCtlVerb XP_CTL_ATTENDANCE = {
  "attendance",
  "签到：评委什么时候到、什么时候走，够不够人开会",
  "  xiangpingctl attendance list 资料 第几次 [--at 20:15]     那一刻应到、实到几人\n"
  "  xiangpingctl attendance come|leave 资料 第几次 评委… [--at 19:05]\n"
  "  xiangpingctl attendance absent 资料 第几次 评委… [--back]     一晚上不来；--back 收回\n"
  "  评委写姓名或号。应到是这次评选的评委；家人、计票这样的不算。\n",
  OPTIONS,
  run,
};

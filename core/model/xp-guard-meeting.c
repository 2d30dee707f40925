/* xp-guard-meeting.c: who sits and is recused, what is put to the vote, what is deliberated. */
#include "xp-guard-private.h"

#include "xp-motion.h"

#include <string.h>

static const XpRecord *
either (const XpChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

/* ---- who may mark whom ---- */

static XpRecord *
look_up_judge (const Guard *guard, const XpRecord *record, int64_t judge_no)
{
  return xp_guard_look_up (guard,
                           XP_KIND_JUDGE,
                           xp_record_get_int (record, "round_uid"),
                           judge_no,
                           2);
}

/* The household of an entrant; NULL: gone. Yours. */
static XpRecord *
look_up_household (const Guard *guard, const XpRecord *record)
{
  g_autoptr (XpRecord) entrant = xp_guard_look_up (guard,
                                                   XP_KIND_ENTRANT,
                                                   xp_record_get_int (record, "round_uid"),
                                                   xp_record_get_int (record, "entrant_no"),
                                                   2);
  return entrant != NULL ? xp_guard_look_up (guard,
                                             XP_KIND_HOUSEHOLD,
                                             xp_record_get_int (entrant, "household_uid"),
                                             0,
                                             1)
                         : NULL;
}

/* Who is tied to somebody of the village cannot mark where he lives. */
static bool
check_is_not_own (const Guard *guard, const XpRecord *record)
{
  g_autoptr (XpRecord) judge =
    look_up_judge (guard, record, xp_record_get_int (record, "judge_no"));
  const int64_t person_uid = judge != NULL ? xp_record_get_int (judge, "person_uid") : 0;
  if (person_uid == 0)
    return true;
  g_autoptr (XpRecord) person = xp_guard_look_up (guard, XP_KIND_PERSON, person_uid, 0, 1);
  g_autoptr (XpRecord) household = look_up_household (guard, record);
  return person == NULL || household == NULL ||
         xp_record_get_int (person, "household_uid") !=
           xp_record_get_int (household, "household_uid") ||
         xp_guard_refuse (guard,
                          "%s 不能给自己家打分，没有记上。请换一位评委。",
                          xp_record_get_text (judge, "name"));
}

/* “李明、王秀兰”: those who mark the group; "" nobody is named. Yours. */
static char *
join_judges_of_group (const Guard *guard, const GPtrArray *rota, int64_t group_uid)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < rota->len; i++) {
    if (xp_record_get_int (rota->pdata[i], "group_uid") != group_uid)
      continue;
    g_autoptr (XpRecord) judge =
      look_up_judge (guard, rota->pdata[i], xp_record_get_int (rota->pdata[i], "judge_no"));
    if (judge != NULL)
      g_string_append_printf (names,
                              "%s%s",
                              names->len > 0 ? "、" : "",
                              xp_record_get_text (judge, "name"));
  }
  return g_string_free (names, FALSE);
}

/* 甲组评乙组: where a group has judges of its own in the rota, no others mark there. */
static bool
check_rota (const Guard *guard, const XpRecord *record)
{
  const int64_t round_uid = xp_record_get_int (record, "round_uid");
  const int64_t judge_no = xp_record_get_int (record, "judge_no");
  g_autoptr (GPtrArray) rota =
    guard->view->list (guard->view->data, XP_KIND_ROTA, "round_uid", round_uid);
  if (rota->len == 0)
    return true;
  g_autoptr (XpRecord) household = look_up_household (guard, record);
  const int64_t group_uid = household != NULL ? xp_record_get_int (household, "group_uid") : 0;
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                     round_uid,
                     group_uid,
                     judge_no);
  g_autoptr (XpRecord) row = guard->view->lookup (guard->view->data, XP_KIND_ROTA, key);
  if (row != NULL)
    return true;
  g_autofree char *names = join_judges_of_group (guard, rota, group_uid);
  if (names[0] == '\0')
    return true;
  g_autoptr (XpRecord) group = xp_guard_look_up (guard, XP_KIND_GROUP, group_uid, 0, 1);
  return xp_guard_refuse (guard,
                          "分组互评定了%s由%s打分，这位评委打的没有记上。请换一位评委。",
                          group != NULL ? xp_record_get_text (group, "name") : "这一组",
                          names);
}

bool
xp_guard_check_may_mark (const Guard *guard, const XpRecord *record)
{
  return check_is_not_own (guard, record) && check_rota (guard, record);
}

/* ---- the meeting ---- */

/* From 打分 until the list hangs outside: then its result is fixed. */
static bool
check_is_before_posting (const Guard *guard, const XpChange *change, const char *what)
{
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, either (change));
  if (round == NULL)
    return change->after == NULL ||
           xp_guard_refuse (guard, "这次评选已经不在了，没有记上。请重新选一次评选。");
  return xp_guard_stage_of (round) < XP_STAGE_POSTED || xp_guard_is_verb (guard, XP_VERB_MERGE) ||
         xp_guard_refuse_stage (guard, round, what);
}

bool
xp_guard_check_attendance (const Guard *guard, const XpChange *change)
{
  return check_is_before_posting (guard, change, "签到不能再改，没有记上");
}

bool
xp_guard_check_motion (const Guard *guard, const XpChange *change)
{
  return check_is_before_posting (guard, change, "表决不能再记，没有记上");
}

bool
xp_guard_check_attendance_itself (const Guard *guard, const XpRecord *attendance)
{
  const char *came = xp_record_get_text (attendance, "came_at");
  const char *left = xp_record_get_text (attendance, "left_at");
  return left == NULL || strcmp (left, came) >= 0 ||
         xp_guard_refuse (guard,
                          "走的时间%s比到的时间%s还早，没有记上。请再看一下钟。",
                          left,
                          came);
}

static bool
check_adds_up (const Guard *guard, const XpRecord *motion)
{
  static const char *const PARTS[] = {"n_for", "n_against", "n_abstained", "n_recused"};
  const int64_t n_present = xp_record_get_int (motion, "n_present");
  const int64_t n_members = xp_record_get_int (motion, "n_members");
  int64_t n_voices = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (PARTS); i++) {
    if (xp_record_get_int (motion, PARTS[i]) < 0)
      return xp_guard_refuse (guard, "票数不能小于0，没有记上。请再数一遍。");
    n_voices += xp_record_get_int (motion, PARTS[i]);
  }
  if (n_present > n_members)
    return xp_guard_refuse (guard,
                            "实到%" G_GINT64_FORMAT "人比应到%" G_GINT64_FORMAT
                            "人还多，没有记上。请再数一遍。",
                            n_present,
                            n_members);
  return n_voices == n_present ||
         xp_guard_refuse (guard,
                          "赞成、反对、弃权、回避加起来是%" G_GINT64_FORMAT
                          "人，实到是%" G_GINT64_FORMAT "人，对不上，没有记上。请再数一遍。",
                          n_voices,
                          n_present);
}

/* Whether it was carried is arithmetic, not a thing to be told. */
static bool
check_outcome (const Guard *guard, const XpRecord *motion)
{
  XpMajority majority = XP_MAJORITY_PRESENT;
  xp_majority_from_text (xp_record_get_text (motion, "majority"), &majority);
  const XpVoteCount count = {
    .n_members = (int) xp_record_get_int (motion, "n_members"),
    .n_present = (int) xp_record_get_int (motion, "n_present"),
    .n_for = (int) xp_record_get_int (motion, "n_for"),
  };
  const bool is_carried = xp_vote_count_is_carried (&count, majority);
  g_autofree char *outcome = xp_vote_count_dup_outcome (&count, majority);
  return is_carried == (xp_record_get_int (motion, "is_carried") != 0) ||
         xp_guard_refuse (guard, "%s，和记的结果对不上，没有记上。请再看一遍。", outcome);
}

bool
xp_guard_check_motion_itself (const Guard *guard, const XpRecord *motion)
{
  const char *words = xp_record_get_text (motion, "words");
  if (words == NULL || words[0] == '\0')
    return xp_guard_refuse (guard, "还没有写表决的是什么事，没有记上。请写上，比如“同意入选”。");
  return check_adds_up (guard, motion) && check_outcome (guard, motion);
}

bool
xp_guard_check_deliberation_itself (const Guard *guard, const XpRecord *deliberation)
{
  return xp_record_get_text (deliberation, "why_secret") != NULL ||
         xp_guard_is_verb (guard, XP_VERB_FORGET) ||
         xp_guard_refuse (guard, "还没有写为什么评议，没有记上。请写上一句。");
}

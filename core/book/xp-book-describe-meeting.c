/* xp-book-describe-meeting.c: who sat, what was voted and deliberated, in the words of the history.
 * What was told in private is not told here. */
#include "xp-book-private.h"

#include <stdio.h>
#include <string.h>

static const XpRecord *
either (const XpChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

/* The name of the judge alone. Yours. */
static char *
dup_judge (XpBook *self, const XpRecord *record)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (record, "round_uid"),
                                          xp_record_get_int (record, "judge_no"));
  g_autoptr (XpRecord) judge = xp_book_lookup (self, XP_KIND_JUDGE, key, NULL);
  const char *name = xp_book_text_of (judge, "name");
  return g_strdup (name[0] != '\0' ? name : "（已不在的评委）");
}

/* “19:05” of “2026-10-12T19:05”. */
static const char *
clock_of (const char *moment)
{
  return strlen (moment) > 11 ? moment + 11 : moment;
}

char *
xp_book_describe_attendance (XpBook *self, const XpChange *change)
{
  g_autofree char *judge = dup_judge (self, either (change));
  const char *left = xp_book_text_of (change->after, "left_at");
  if (change->after == NULL)
    return g_strdup_printf ("%s 的签到收回", judge);
  if (left[0] != '\0')
    return g_strdup_printf ("%s %s离开", judge, clock_of (left));
  if (change->before != NULL)
    return g_strdup_printf ("%s 还在", judge);
  return g_strdup_printf ("%s %s到", judge, clock_of (xp_book_text_of (change->after, "came_at")));
}

char *
xp_book_describe_recusal (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autofree char *judge = dup_judge (self, record);
  g_autofree char *entrant = xp_book_name_entrant (self, record);
  return g_strdup_printf ("%s 对%s%s",
                          judge,
                          entrant,
                          change->after == NULL    ? "不再回避"
                          : change->before == NULL ? "回避"
                                                   : "回避，记的有改动");
}

char *
xp_book_describe_rota (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autofree char *judge = dup_judge (self, record);
  g_autoptr (XpRecord) group =
    xp_book_look_up_uid (self, XP_KIND_GROUP, xp_record_get_int (record, "group_uid"));
  return g_strdup_printf ("%s %s评%s",
                          judge,
                          change->after == NULL ? "不再" : "",
                          xp_book_text_of (group, "name"));
}

char *
xp_book_describe_motion (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  const char *words = xp_book_text_of (record, "words");
  if (change->after == NULL)
    return g_strdup_printf ("表决收回：%s", words);
  return g_strdup_printf ("表决“%s”：应到%" G_GINT64_FORMAT "，实到%" G_GINT64_FORMAT
                          "，赞成%" G_GINT64_FORMAT "，反对%" G_GINT64_FORMAT
                          "，弃权%" G_GINT64_FORMAT "，回避%" G_GINT64_FORMAT "，%s",
                          words,
                          xp_record_get_int (record, "n_members"),
                          xp_record_get_int (record, "n_present"),
                          xp_record_get_int (record, "n_for"),
                          xp_record_get_int (record, "n_against"),
                          xp_record_get_int (record, "n_abstained"),
                          xp_record_get_int (record, "n_recused"),
                          xp_record_get_int (record, "is_carried") != 0 ? "通过" : "没有通过");
}

static const char *
word_of_mode (const char *mode)
{
  return strcmp (mode, "meeting") == 0   ? "集中评议"
         : strcmp (mode, "on-site") == 0 ? "现场评议"
         : strcmp (mode, "visit") == 0   ? "上门评议"
                                         : "跟踪评议";
}

/* “10月12日的上门评议”: of whom is between the committee and the household. */
static char *
dup_deliberation (const XpRecord *record)
{
  const char *day = xp_book_text_of (record, "on_day");
  const char *mode = word_of_mode (xp_book_text_of (record, "mode"));
  int year = 0, month = 0, of_month = 0;
  if (sscanf (day, "%d-%d-%d", &year, &month, &of_month) != 3)
    return g_strdup (mode);
  return g_strdup_printf ("%d月%d日的%s", month, of_month, mode);
}

char *
xp_book_describe_deliberation (XpBook *self, const XpChange *change)
{
  g_autofree char *what = dup_deliberation (either (change));
  const bool was_closed = xp_book_text_of (change->before, "closed_on")[0] != '\0';
  const bool is_closed = xp_book_text_of (change->after, "closed_on")[0] != '\0';
  return g_strconcat (what,
                      change->after == NULL      ? "去掉"
                      : change->before == NULL   ? "记下"
                      : is_closed && !was_closed ? "销号"
                      : was_closed && !is_closed ? "重新跟踪"
                                                 : "有改动",
                      NULL);
}

char *
xp_book_describe_revisit (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autoptr (XpRecord) deliberation =
    xp_book_look_up_uid (self,
                         XP_KIND_DELIBERATION,
                         xp_record_get_int (record, "deliberation_uid"));
  g_autofree char *what =
    deliberation != NULL ? dup_deliberation (deliberation) : g_strdup ("评议");
  const bool is_done = xp_book_text_of (change->after, "done_on")[0] != '\0';
  return g_strdup_printf ("%s：%s",
                          what,
                          change->after == NULL ? "复查日去掉"
                          : is_done             ? "复查过了"
                                                : "定下复查日");
}

/* What was written is the committee's own. */
char *
xp_book_describe_minutes (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autoptr (XpRecord) round =
    xp_book_look_up_uid (self, XP_KIND_ROUND, xp_record_get_int (record, "round_uid"));
  return g_strdup_printf ("%s的会议记录%s",
                          xp_book_text_of (round, "name"),
                          change->after == NULL    ? "恢复成草稿"
                          : change->before == NULL ? "写下"
                                                   : "有改动");
}

#include "xp-attendance-work.h"

#include "xp-desk-private.h"
#include "xp-names.h"

#include <stdio.h>
#include <string.h>

enum {
  MS_PER_SECOND = 1000
};

/* ---- moments ---- */

char *
xp_attendance_work_dup_now (XpDesk *desk)
{
  const int64_t now_ms = xp_clock_now_ms (xp_desk_get_clock (desk));
  const GDate today = xp_desk_get_today (desk);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_ms / MS_PER_SECOND);
  g_autofree char *day = xp_day_to_text (&today);
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  return g_strdup_printf ("%sT%s", day, clock);
}

/* “19:05”, “１９：０５”, “19点05”; false: it is no time. */
static bool
read_clock (const char *text, int *out_hour, int *out_minute)
{
  g_autoptr (GString) typed = g_string_new (text);
  int n_read = 0;
  g_string_replace (typed, "：", ":", 0);
  g_string_replace (typed, "点", ":", 0);
  g_string_replace (typed, "分", "", 0);
  return sscanf (typed->str, "%2d:%2d%n", out_hour, out_minute, &n_read) == 2 &&
         (size_t) n_read == typed->len && *out_hour >= 0 && *out_hour < 24 && *out_minute >= 0 &&
         *out_minute < 60;
}

/* Yours; NULL with INPUT. */
static char *
read_moment (XpDesk *desk, const char *text, GError **error)
{
  g_autofree char *typed =
    text != NULL ? g_strstrip (xp_names_to_half_width (text)) : xp_attendance_work_dup_now (desk);
  char *clock = strchr (typed, 'T');
  GDate day = xp_desk_get_today (desk);
  int hour = 0, minute = 0;
  if (clock != NULL)
    *clock = '\0';
  if ((clock == NULL || xp_day_from_text (typed, &day)) &&
      read_clock (clock != NULL ? clock + 1 : typed, &hour, &minute)) {
    g_autofree char *on_day = xp_day_to_text (&day);
    return g_strdup_printf ("%sT%02d:%02d", on_day, hour, minute);
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "时间“%s”看不懂，没有记上。请写成 19:05 这样，空着就是现在。",
               text);
  return NULL;
}

/* ---- what stands there ---- */

/* A round's attendance, by judge and stay. */
typedef struct {
  XpLoadedRound *loaded;
  GPtrArray *stays; /* of XpRecord */
} Sitting;

static void
clear_sitting (Sitting *self)
{
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  g_clear_pointer (&self->stays, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sitting, clear_sitting)

static int
compare_stays (gconstpointer a, gconstpointer b)
{
  const XpRecord *first = *(XpRecord *const *) a;
  const XpRecord *second = *(XpRecord *const *) b;
  const int64_t by_judge =
    xp_record_get_int (first, "judge_no") - xp_record_get_int (second, "judge_no");
  const int64_t by_stay =
    xp_record_get_int (first, "stay_no") - xp_record_get_int (second, "stay_no");
  return (int) (by_judge != 0 ? by_judge : by_stay);
}

typedef struct {
  int64_t round_uid;
  Sitting *out;
} Reading;

static gpointer
read_sitting (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Reading *reading = input;
  reading->out->loaded = xp_load_round (book, reading->round_uid, error);
  if (reading->out->loaded == NULL)
    return NULL;
  reading->out->stays =
    xp_book_list (book, XP_KIND_ATTENDANCE, "round_uid", reading->round_uid, error);
  if (reading->out->stays == NULL)
    return NULL;
  g_ptr_array_sort (reading->out->stays, compare_stays);
  return XP_DESK_DONE;
}

static bool
load_sitting (XpDesk *desk, int64_t round_uid, Sitting *out, GError **error)
{
  Reading reading = {round_uid, out};
  return xp_desk_run (desk, read_sitting, &reading, error) != NULL;
}

static bool
is_member (const XpRound *round, const XpJudge *judge)
{
  return judge->no != 0 && !xp_round_is_of_own_body (round, judge->no);
}

/* The last stay of a judge; NULL: he never came. */
static const XpRecord *
last_stay (const Sitting *self, int judge_no)
{
  const XpRecord *last = NULL;
  for (guint i = 0; i < self->stays->len; i++)
    if (xp_record_get_int (self->stays->pdata[i], "judge_no") == judge_no)
      last = self->stays->pdata[i];
  return last;
}

static bool
is_here (const Sitting *self, int judge_no)
{
  const XpRecord *last = last_stay (self, judge_no);
  return last != NULL && xp_record_get_text (last, "left_at") == NULL;
}

/* Who leaves at a moment is not there any more at it. */
static bool
is_there_at (const Sitting *self, int judge_no, const char *moment)
{
  for (guint i = 0; i < self->stays->len; i++) {
    const XpRecord *stay = self->stays->pdata[i];
    const char *left = xp_record_get_text (stay, "left_at");
    if (xp_record_get_int (stay, "judge_no") == judge_no &&
        strcmp (xp_record_get_text (stay, "came_at"), moment) <= 0 &&
        (left == NULL || strcmp (left, moment) > 0))
      return true;
  }
  return false;
}

/* ---- the list ---- */

static void
free_line (gpointer data)
{
  XpAttendanceLine *line = data;
  g_free (line->name);
  g_free (line->came_at);
  g_free (line->words);
  g_free (line);
}

void
xp_attendance_free (XpAttendance *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self->sentence);
  g_free (self);
}

/* “19:05”; another day stands before it: “10月12日 19:05”. */
static char *
dup_clock (const char *moment, const char *today)
{
  GDate day;
  g_autofree char *on_day = g_strndup (moment, strcspn (moment, "T"));
  const char *clock = strlen (moment) > strlen (on_day) ? moment + strlen (on_day) + 1 : moment;
  if (strcmp (on_day, today) == 0 || !xp_day_from_text (on_day, &day))
    return g_strdup (clock);
  return g_strdup_printf ("%d月%d日%s",
                          (int) g_date_get_month (&day),
                          (int) g_date_get_day (&day),
                          clock);
}

static void
add_stay (GString *words, const XpRecord *stay, const char *today)
{
  const char *left_at = xp_record_get_text (stay, "left_at");
  g_autofree char *came = dup_clock (xp_record_get_text (stay, "came_at"), today);
  g_string_append_printf (words,
                          "%s%s%s",
                          words->len > 0 ? "，" : "",
                          came,
                          words->len > 0 ? "又到" : "到");
  if (left_at == NULL)
    return;
  g_autofree char *left = dup_clock (left_at, today);
  g_string_append_printf (words, "，%s离开", left);
}

static XpAttendanceLine *
make_line (const Sitting *sitting, const XpJudge *judge, const char *today)
{
  XpAttendanceLine *line = g_new0 (XpAttendanceLine, 1);
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < sitting->stays->len; i++) {
    const XpRecord *stay = sitting->stays->pdata[i];
    if (xp_record_get_int (stay, "judge_no") != judge->no)
      continue;
    if (line->n_stays++ == 0)
      line->came_at = g_strdup (xp_record_get_text (stay, "came_at"));
    add_stay (words, stay, today);
  }
  if (words->len == 0 && judge->is_absent)
    g_string_assign (words, "缺席");
  line->judge_no = judge->no;
  line->name = g_strdup (judge->name);
  line->is_here = is_here (sitting, judge->no);
  line->is_absent = judge->is_absent;
  line->words = g_string_free (words, FALSE);
  return line;
}

XpAttendance *
xp_attendance_work_load (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_auto (Sitting) sitting = {0};
  if (!load_sitting (desk, round_uid, &sitting, error))
    return NULL;
  const XpRound *round = sitting.loaded->round;
  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  XpAttendance *self = g_new0 (XpAttendance, 1);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  for (size_t i = 0; i < round->n_judges; i++) {
    if (!is_member (round, &round->judges[i]))
      continue;
    XpAttendanceLine *line = make_line (&sitting, &round->judges[i], today);
    self->n_members++;
    self->n_present += line->is_here;
    g_ptr_array_add (self->lines, line);
  }
  self->n_needed = xp_quorum_count_needed (&round->rules.quorum, self->n_members);
  self->sentence =
    self->n_members > 0
      ? xp_quorum_dup_sentence (&round->rules.quorum, self->n_members, self->n_present)
      : g_strdup ("");
  return self;
}

int
xp_attendance_work_count_present (
  XpDesk *desk, int64_t round_uid, const char *moment, int *out_n_members, GError **error)
{
  g_auto (Sitting) sitting = {0};
  if (!load_sitting (desk, round_uid, &sitting, error))
    return -1;
  g_autofree char *at = moment != NULL ? read_moment (desk, moment, error) : NULL;
  if (moment != NULL && at == NULL)
    return -1;
  const XpRound *round = sitting.loaded->round;
  int n_members = 0, n_present = 0;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!is_member (round, judge))
      continue;
    n_members++;
    n_present += at != NULL ? is_there_at (&sitting, judge->no, at) : is_here (&sitting, judge->no);
  }
  if (out_n_members != NULL)
    *out_n_members = n_members;
  return n_present;
}

/* ---- the acts ---- */

/* NULL with INPUT. */
static const XpJudge *
find_judge (const Sitting *sitting, int judge_no, GError **error)
{
  const XpRound *round = sitting->loaded->round;
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no && is_member (round, &round->judges[i]))
      return &round->judges[i];
  g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, "没有这一位评委，没有记上。请从名单里选。");
  return NULL;
}

static bool
refuse (GError **error, XpError code, char *sentence)
{
  g_set_error_literal (error, XP_ERROR, (int) code, sentence);
  g_free (sentence);
  return false;
}

static bool
put (XpDesk *desk, XpDraft *draft, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_put (desk, draft, error);
  return act != NULL;
}

/* Who comes after all was not absent; past 打分 the sums stay as they are. */
static void
put_absent (XpDraft *draft, const Sitting *sitting, const XpJudge *judge, bool is_absent)
{
  if (judge->is_absent == is_absent || sitting->loaded->round->stage > XP_STAGE_MARKING)
    return;
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_JUDGE);
  xp_record_set_int (record, "round_uid", sitting->loaded->round->uid);
  xp_record_set_int (record, "judge_no", judge->no);
  xp_record_set_text (record, "name", judge->name);
  xp_record_set_text (record, "body", judge->body);
  if (judge->person_uid != 0)
    xp_record_set_int (record, "person_uid", judge->person_uid);
  xp_record_set_int (record, "is_absent", is_absent);
  xp_draft_put (draft, record);
}

bool
xp_attendance_work_come (
  XpDesk *desk, int64_t round_uid, int judge_no, const char *moment, GError **error)
{
  g_auto (Sitting) sitting = {0};
  g_autofree char *at = read_moment (desk, moment, error);
  if (at == NULL || !load_sitting (desk, round_uid, &sitting, error))
    return false;
  const XpJudge *judge = find_judge (&sitting, judge_no, error);
  if (judge == NULL)
    return false;
  const XpRecord *last = last_stay (&sitting, judge_no);
  const char *left = last != NULL ? xp_record_get_text (last, "left_at") : NULL;
  if (last != NULL && left == NULL)
    return refuse (error,
                   XP_ERROR_INPUT,
                   g_strdup_printf ("%s 已经签到了，没有变动。走的时候请记离开。", judge->name));
  if (left != NULL && strcmp (at, left) < 0)
    return refuse (error,
                   XP_ERROR_REFUSED,
                   g_strdup_printf ("%s 是%s离开的，不能在这以前又到，没有记上。请再看一下钟。",
                                    judge->name,
                                    left + strlen ("2026-10-12T")));
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_ATTENDANCE);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "judge_no", judge_no);
  xp_record_set_int (record, "stay_no", last != NULL ? xp_record_get_int (last, "stay_no") + 1 : 1);
  xp_record_set_text (record, "came_at", at);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ATTENDANCE);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  put_absent (draft, &sitting, judge, false);
  return put (desk, draft, error);
}

bool
xp_attendance_work_leave (
  XpDesk *desk, int64_t round_uid, int judge_no, const char *moment, GError **error)
{
  g_auto (Sitting) sitting = {0};
  g_autofree char *at = read_moment (desk, moment, error);
  if (at == NULL || !load_sitting (desk, round_uid, &sitting, error))
    return false;
  const XpJudge *judge = find_judge (&sitting, judge_no, error);
  if (judge == NULL)
    return false;
  if (!is_here (&sitting, judge_no))
    return refuse (error,
                   XP_ERROR_INPUT,
                   g_strdup_printf ("%s 还没有签到，不用记离开。请先记到了。", judge->name));
  g_autoptr (XpRecord) record = xp_record_copy (last_stay (&sitting, judge_no));
  xp_record_set_text (record, "left_at", at);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ATTENDANCE);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return put (desk, draft, error);
}

bool
xp_attendance_work_set_absent (
  XpDesk *desk, int64_t round_uid, int judge_no, bool is_absent, GError **error)
{
  g_auto (Sitting) sitting = {0};
  if (!load_sitting (desk, round_uid, &sitting, error))
    return false;
  const XpJudge *judge = find_judge (&sitting, judge_no, error);
  if (judge == NULL)
    return false;
  if (is_absent && last_stay (&sitting, judge_no) != NULL)
    return refuse (
      error,
      XP_ERROR_REFUSED,
      g_strdup_printf ("%s 今天签过到，不能记缺席。走了请记离开，签错了请撤销。", judge->name));
  if (sitting.loaded->round->stage > XP_STAGE_MARKING)
    return refuse (
      error,
      XP_ERROR_REFUSED,
      g_strdup ("已经算过分了，缺席会改动分数，没有记上。要改就先退回打分，写明理由。"));
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ATTENDANCE);
  put_absent (draft, &sitting, judge, is_absent);
  return put (desk, draft, error);
}

#include "xp-deliberation-work.h"

#include "xp-deliberation-private.h"

#include <string.h>

static const char *const MODE_NAMES[] = {"meeting", "on-site", "visit", "follow-up"};
G_STATIC_ASSERT (G_N_ELEMENTS (MODE_NAMES) == XP_N_DELIBERATION_MODES);

static bool
refuse (GError **error, XpError code, const char *sentence)
{
  g_set_error_literal (error, XP_ERROR, code, sentence);
  return false;
}

static bool
is_told (const char *text)
{
  return text != NULL && text[0] != '\0';
}

/* ---- one that is there ---- */

/* A copy to be changed; REFUSED: there is none. */
static XpRecord *
read_record (XpBook *book, int64_t uid, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_DELIBERATION, key, &failure);
  if (record != NULL)
    return xp_record_copy (record);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    refuse (error, XP_ERROR_REFUSED, "这条评议记录已经不在了，没有变动。请重新选一条。");
  return NULL;
}

static XpRecord *
read_open (XpBook *book, int64_t uid, GError **error)
{
  XpRecord *record = read_record (book, uid, error);
  if (record == NULL || xp_record_is_null (record, "closed_on"))
    return record;
  refuse (error, XP_ERROR_REFUSED, "这件事已经销号了，没有变动。还有新情况就另记一次评议。");
  xp_record_unref (record);
  return NULL;
}

/* "" and NULL are today. NULL with INPUT. Yours. */
static char *
read_day (XpDesk *desk, const char *text, GError **error)
{
  GDate day = xp_desk_get_today (desk);
  if (is_told (text) && !xp_day_from_text (text, &day)) {
    g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "日期“%s”不对，请写成 2026-10-12 这样。", text);
    return NULL;
  }
  return xp_day_to_text (&day);
}

/* ---- putting ---- */

static bool
check_spec (const XpDeliberationSpec *spec, GError **error)
{
  if (!is_told (spec->why))
    return refuse (error, XP_ERROR_INPUT, "还没有写为什么评议，没有记上。请写上一句。");
  if (!is_told (spec->present))
    return refuse (error, XP_ERROR_INPUT, "还没有写谁在场，没有记上。请写上在场的人。");
  return spec->mode != XP_DELIBERATION_FOLLOW_UP || is_told (spec->follower) ||
         refuse (error, XP_ERROR_INPUT, "跟踪评议要有人跟着看，没有记上。请写上跟踪人。");
}

static void
fill_record (XpRecord *record, const XpDeliberationSpec *spec)
{
  xp_record_set_text (record, "mode", MODE_NAMES[spec->mode]);
  if (spec->round_uid != 0)
    xp_record_set_int (record, "round_uid", spec->round_uid);
  else
    xp_record_set_null (record, "round_uid");
  if (spec->household_uid != 0)
    xp_record_set_int (record, "household_uid", spec->household_uid);
  else
    xp_record_set_null (record, "household_uid");
  xp_record_set_text (record, "item_no", spec->item_no);
  xp_record_set_text (record, "article", spec->article);
  xp_record_set_text (record, "present", spec->present);
  xp_record_set_text (record, "follower", spec->follower);
  xp_record_set_secret (record, "why_secret", spec->why);
  xp_record_set_secret (record, "said_secret", spec->said);
  xp_record_set_secret (record, "decided_secret", spec->decided);
}

static XpRecord *
make_revisit (int64_t uid, int no, const char *due_on)
{
  XpRecord *record = xp_record_new (XP_KIND_REVISIT);
  xp_record_set_int (record, "deliberation_uid", uid);
  xp_record_set_int (record, "revisit_no", no);
  xp_record_set_text (record, "due_on", due_on);
  return record;
}

static bool
add_days (XpDesk *desk, XpDraft *draft, int64_t uid, const char *const *due_on, GError **error)
{
  for (int i = 0; due_on != NULL && due_on[i] != NULL; i++) {
    g_autofree char *day = read_day (desk, due_on[i], error);
    if (day == NULL)
      return false;
    g_autoptr (XpRecord) revisit = make_revisit (uid, i + 1, day);
    xp_draft_put (draft, revisit);
  }
  return true;
}

typedef struct {
  const XpDeliberationSpec *spec;
  int64_t uid; /* out */
} Putting;

static gpointer
put (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Putting *putting = input;
  const XpDeliberationSpec *spec = putting->spec;
  g_autofree char *day = check_spec (spec, error) ? read_day (desk, spec->on_day, error) : NULL;
  if (day == NULL)
    return NULL;
  g_autoptr (XpRecord) record =
    spec->uid != 0 ? read_record (book, spec->uid, error) : xp_record_new (XP_KIND_DELIBERATION);
  if (record == NULL)
    return NULL;
  putting->uid = spec->uid != 0 ? spec->uid : xp_random_uid (xp_desk_get_random (desk));
  xp_record_set_int (record, "deliberation_uid", putting->uid);
  xp_record_set_text (record, "on_day", day);
  fill_record (record, spec);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_DELIBERATION);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  if (spec->uid == 0 && !add_days (desk, draft, putting->uid, spec->due_on, error))
    return NULL;
  return xp_book_put (book, draft, error);
}

int64_t
xp_deliberation_work_put (XpDesk *desk, const XpDeliberationSpec *spec, GError **error)
{
  Putting putting = {spec, 0};
  return xp_desk_run_act (desk, put, &putting, error) ? putting.uid : 0;
}

/* ---- looking again ---- */

typedef struct {
  int64_t uid;
  int no;
  const char *words;
  const char *day;
  bool is_for_meeting;
} Following;

static int
next_no (const GPtrArray *revisits)
{
  return revisits->len > 0
           ? (int) xp_record_get_int (revisits->pdata[revisits->len - 1], "revisit_no") + 1
           : 1;
}

static gpointer
add_day (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Following *of = input;
  g_autoptr (XpRecord) record = read_open (book, of->uid, error);
  g_autoptr (GPtrArray) revisits =
    record != NULL ? xp_book_list (book, XP_KIND_REVISIT, "deliberation_uid", of->uid, error)
                   : NULL;
  if (revisits == NULL)
    return NULL;
  if (!is_told (of->day)) {
    refuse (error, XP_ERROR_INPUT, "还没有写哪天再去看，没有记上。请写成 2026-10-19 这样。");
    return NULL;
  }
  g_autofree char *day = read_day (desk, of->day, error);
  if (day == NULL)
    return NULL;
  g_autoptr (XpRecord) revisit = make_revisit (of->uid, next_no (revisits), day);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_DELIBERATION);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, revisit);
  return xp_book_put (book, draft, error);
}

bool
xp_deliberation_work_add_day (XpDesk *desk, int64_t uid, const char *due_on, GError **error)
{
  Following of = {.uid = uid, .day = due_on};
  return xp_desk_run_act (desk, add_day, &of, error);
}

/* The one that was planned, or one of today. NULL with REFUSED. */
static XpRecord *
take_revisit (const GPtrArray *revisits, const Following *of, const char *today, GError **error)
{
  if (of->no == 0)
    return make_revisit (of->uid, next_no (revisits), today);
  for (guint i = 0; i < revisits->len; i++)
    if (xp_record_get_int (revisits->pdata[i], "revisit_no") == of->no &&
        xp_record_is_null (revisits->pdata[i], "done_on"))
      return xp_record_copy (revisits->pdata[i]);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "第%d次复查已经记过，或者没有定，没有变动。请看看是第几次。",
               of->no);
  return NULL;
}

static gpointer
put_found (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Following *of = input;
  g_autoptr (XpRecord) record = read_open (book, of->uid, error);
  g_autoptr (GPtrArray) revisits =
    record != NULL ? xp_book_list (book, XP_KIND_REVISIT, "deliberation_uid", of->uid, error)
                   : NULL;
  if (revisits == NULL)
    return NULL;
  if (!is_told (of->words)) {
    refuse (error, XP_ERROR_INPUT, "还没有写看到了什么，没有记上。请写上一句。");
    return NULL;
  }
  g_autofree char *today = read_day (desk, NULL, error);
  g_autofree char *next = read_day (desk, of->day, error);
  g_autoptr (XpRecord) revisit = next != NULL ? take_revisit (revisits, of, today, error) : NULL;
  if (revisit == NULL)
    return NULL;
  xp_record_set_text (revisit, "done_on", today);
  xp_record_set_secret (revisit, "found_secret", of->words);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_DELIBERATION);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, revisit);
  if (is_told (of->day)) {
    g_autoptr (XpRecord) another = make_revisit (of->uid, next_no (revisits) + (of->no == 0), next);
    xp_draft_put (draft, another);
  }
  return xp_book_put (book, draft, error);
}

bool
xp_deliberation_work_put_found (
  XpDesk *desk, int64_t uid, int no, const char *found, const char *next_on, GError **error)
{
  Following of = {.uid = uid, .no = no, .words = found, .day = next_on};
  return xp_desk_run_act (desk, put_found, &of, error);
}

/* ---- closing ---- */

static const char TO_MEETING[] = "交集中评议", AT_MEETING[] = "（待会议）";

static char *
dup_secret (XpBook *book, const XpRecord *record, const char *column)
{
  const char *commitment = xp_record_get_text (record, column);
  char *value = commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
  return value != NULL ? value : g_strdup ("");
}

/* The same matter, for the meeting. */
static void
add_for_meeting (XpDesk *desk, XpBook *book, XpDraft *draft, const XpRecord *of, const char *today)
{
  XpDeliberationMode mode = XP_DELIBERATION_FOLLOW_UP;
  xp_deliberation_mode_from_text (xp_record_get_text (of, "mode"), &mode);
  g_autofree char *why = dup_secret (book, of, "why_secret");
  g_autofree char *told =
    g_strdup_printf ("由%s转来：%s", xp_deliberation_mode_get_word (mode), why);
  const XpDeliberationSpec spec = {
    .mode = XP_DELIBERATION_MEETING,
    .round_uid = xp_record_get_int (of, "round_uid"),
    .household_uid = xp_record_get_int (of, "household_uid"),
    .item_no = xp_record_get_text (of, "item_no"),
    .article = xp_record_get_text (of, "article"),
    .present = AT_MEETING,
    .why = told,
  };
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_DELIBERATION);
  xp_record_set_int (record, "deliberation_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_text (record, "on_day", today);
  fill_record (record, &spec);
  xp_draft_put (draft, record);
}

static gpointer
close_it (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Following *of = input;
  g_autoptr (XpRecord) record = read_open (book, of->uid, error);
  if (record == NULL)
    return NULL;
  if (!is_told (of->words) && !of->is_for_meeting) {
    refuse (error, XP_ERROR_INPUT, "销号要写上结果，没有变动。请写一句是怎样了结的。");
    return NULL;
  }
  g_autofree char *today = read_day (desk, NULL, error);
  g_autofree char *outcome = g_strconcat (of->is_for_meeting ? TO_MEETING : "",
                                          of->is_for_meeting && is_told (of->words) ? "。" : "",
                                          of->words != NULL ? of->words : "",
                                          NULL);
  xp_record_set_text (record, "closed_on", today);
  xp_record_set_secret (record, "outcome_secret", outcome);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_DELIBERATION);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  if (of->is_for_meeting)
    add_for_meeting (desk, book, draft, record, today);
  return xp_book_put (book, draft, error);
}

bool
xp_deliberation_work_close (
  XpDesk *desk, int64_t uid, const char *outcome, bool is_for_meeting, GError **error)
{
  Following of = {.uid = uid, .words = outcome, .is_for_meeting = is_for_meeting};
  return xp_desk_run_act (desk, close_it, &of, error);
}

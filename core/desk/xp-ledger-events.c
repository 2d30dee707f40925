/* xp-ledger-events.c: what happened is written down, told beforehand, or taken back. */
#include "xp-ledger-private.h"

#include "xp-decimal.h"
#include "xp-mark.h"

#include <string.h>

/* ---- what was typed ---- */

static bool
fits_item (const XpItem *item, const char *text, bool is_whole)
{
  return is_whole ? strcmp (item->name, text) == 0 : strstr (item->name, text) != NULL;
}

static char *
join_items (const GPtrArray *items)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++) {
    const XpItem *item = items->pdata[i];
    g_string_append_printf (text, "%s%s %s", i > 0 ? "、" : "", item->no, item->name);
  }
  return g_string_free (text, FALSE);
}

const XpItem *
xp_ledger_find_item (const XpRubric *rubric, const char *text, GError **error)
{
  const XpItem *item = xp_rubric_lookup_item (rubric, text);
  if (item != NULL)
    return item;
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  for (int is_whole = 1; is_whole >= 0 && near->len == 0 && text[0] != '\0'; is_whole--)
    for (size_t i = 0; i < rubric->n_items; i++)
      if (xp_ledger_is_kept (rubric, &rubric->items[i]) &&
          fits_item (&rubric->items[i], text, is_whole != 0))
        g_ptr_array_add (near, (gpointer) &rubric->items[i]);
  if (near->len == 1)
    return near->pdata[0];

  g_autofree char *names = join_items (near);
  if (near->len == 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "“%s”里没有“%s”这一项。请写评分表上的项号或名称。",
                 rubric->name,
                 text);
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "“%s”说的是哪一项不清楚，有%s。请写项号。",
                 text,
                 names);
  return NULL;
}

/* Events by times, ladders in hundredths. */
static bool
read_amount (const XpItem *item, const char *text, int64_t *out_amount, GError **error)
{
  int64_t hundredths = 100;
  const bool is_ladder = item->mode == XP_MODE_TIER;
  const bool is_number =
    text == NULL || text[0] == '\0' || xp_decimal_from_text (text, &hundredths);
  const bool is_good = is_number && hundredths > 0 && (is_ladder || hundredths % 100 == 0) &&
                       hundredths <= INT64_C (999900);
  *out_amount = is_ladder ? hundredths : hundredths / 100;
  if (!is_good)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "第%s项%s的数量应为1到9999%s%s，写的是“%s”。请改成数字。",
                 item->no,
                 item->name,
                 item->unit,
                 is_ladder ? "，可以有小数" : "",
                 text);
  return is_good;
}

static bool
read_points (const char *text, XpLedgerEvent *event, GError **error)
{
  event->has_points = text != NULL && text[0] != '\0';
  if (!event->has_points || xp_decimal_from_text (text, &event->points_hundredths))
    return true;
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "议定的分数“%s”不是数字。请写成 5 这样。", text);
  return false;
}

/* The first of its item in the year is the warning, where the form asks for one. */
static bool
is_first_of_item (const XpLedgerSource *source, const XpLedgerEvent *event, int64_t household_uid)
{
  const GPtrArray *events = xp_ledger_source_get_events (source, household_uid);
  g_autoptr (XpLedger) ledger = xp_ledger_source_count (source, household_uid, NULL);
  for (guint i = 0; events != NULL && i < events->len; i++) {
    GDate day;
    const bool is_standing =
      ledger->lines[i].fate != XP_LEDGER_REVERSAL && ledger->lines[i].fate != XP_LEDGER_REVERSED;
    if (is_standing &&
        strcmp (xp_record_get_text (events->pdata[i], "item_no"), event->item->no) == 0 &&
        xp_day_from_text (xp_record_get_text (events->pdata[i], "on_day"), &day) &&
        g_date_compare (&day, &event->day) <= 0)
      return false;
  }
  return true;
}

/* The event as it would be counted; its uid is not given yet. */
static bool
read_spec (XpDesk *desk,
           const XpLedgerSource *source,
           const XpLedgerSpec *spec,
           XpLedgerEvent *out_event,
           GError **error)
{
  *out_event = (XpLedgerEvent){.uid = 1, .is_warning = spec->is_warning};
  out_event->item =
    xp_ledger_find_item (source->rubric, spec->item != NULL ? spec->item : "", error);
  if (out_event->item == NULL ||
      !read_amount (out_event->item, spec->amount, &out_event->amount, error) ||
      !read_points (spec->points, out_event, error) ||
      !xp_ledger_read_day (desk, spec->on_day, &out_event->day, error))
    return false;
  if (out_event->item->gate_kind == XP_GATE_WARN &&
      is_first_of_item (source, out_event, spec->household_uid))
    out_event->is_warning = true;
  return true;
}

static XpLedgerSource *
read_source_of (XpDesk *desk, XpBook *book, const XpLedgerSpec *spec, GError **error)
{
  GDate day;
  if (!xp_ledger_read_day (desk, spec->on_day, &day, error))
    return NULL;
  const int year = spec->year != 0 ? spec->year : g_date_get_year (&day);
  return xp_ledger_source_read (book, year, spec->household_uid, error);
}

char *
xp_ledger_amount_to_text (const XpItem *item, int64_t amount)
{
  g_autofree char *number = xp_points_to_text (item->mode == XP_MODE_TIER ? amount : amount * 100);
  return g_strconcat (number, item->unit, NULL);
}

/* ---- add ---- */

static XpRecord *
make_record (XpDesk *desk, int year, const XpLedgerSpec *spec, const XpLedgerEvent *event)
{
  g_autofree char *day = xp_day_to_text (&event->day);
  XpRecord *record = xp_record_new (XP_KIND_LEDGER_EVENT);
  xp_record_set_int (record, "event_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (record, "year", year);
  xp_record_set_int (record, "household_uid", spec->household_uid);
  if (spec->person_uid > 0)
    xp_record_set_int (record, "person_uid", spec->person_uid);
  xp_record_set_text (record, "item_no", event->item->no);
  xp_record_set_text (record, "on_day", day);
  xp_record_set_int (record, "amount", event->amount);
  if (event->has_points)
    xp_record_set_int (record, "points_hundredths", event->points_hundredths);
  xp_record_set_int (record, "is_warning", event->is_warning);
  xp_record_set_text (record, "proof", spec->proof);
  xp_record_set_secret (record, "remark_secret", spec->remark);
  return record;
}

typedef struct {
  const XpLedgerSpec *specs;
  size_t n_specs;
} AddInput;

static gpointer
add_events (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const AddInput *given = input;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_LEDGER_EVENT);
  for (size_t i = 0; i < given->n_specs; i++) {
    const XpLedgerSpec *spec = &given->specs[i];
    XpLedgerEvent event;
    g_autoptr (XpLedgerSource) source = read_source_of (desk, book, spec, error);
    if (source == NULL || !read_spec (desk, source, spec, &event, error))
      return NULL;
    g_autoptr (XpRecord) record = make_record (desk, source->year, spec, &event);
    if (given->n_specs == 1)
      xp_draft_set_subject (draft, record);
    xp_draft_put (draft, record);
  }
  return xp_book_put (book, draft, error);
}

bool
xp_ledger_work_add (XpDesk *desk, const XpLedgerSpec specs[], size_t n_specs, GError **error)
{
  AddInput input = {specs, n_specs};
  return xp_desk_run_act (desk, add_events, &input, error);
}

/* ---- echo ---- */

/* @ledger: with the event, which is its last. */
static char *
tell_event (const XpLedger *ledger, const XpLedgerEvent *event)
{
  g_autofree char *amount = xp_ledger_amount_to_text (event->item, event->amount);
  g_autofree char *words = xp_ledger_line_to_text (&ledger->lines[ledger->n_lines - 1]);
  g_autofree char *balances = xp_ledger_to_text (ledger);
  return g_strdup_printf ("%s %s，%s。%s", event->item->name, amount, words, balances);
}

static gpointer
echo (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpLedgerSpec *spec = input;
  XpLedgerEvent event;
  g_autoptr (XpLedgerSource) source = read_source_of (desk, book, spec, error);
  if (source == NULL || !read_spec (desk, source, spec, &event, error))
    return NULL;
  g_autoptr (XpLedger) after = xp_ledger_source_count (source, spec->household_uid, &event);
  return tell_event (after, &event);
}

char *
xp_ledger_work_echo (XpDesk *desk, const XpLedgerSpec *spec, GError **error)
{
  XpLedgerSpec copy = *spec;
  return xp_desk_run (desk, echo, &copy, error);
}

/* ---- reverse ---- */

typedef struct {
  int64_t uid;
  const char *why;
} ReverseInput;

static gpointer
reverse_event (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const ReverseInput *wanted = input;
  if (wanted->why == NULL || wanted->why[0] == '\0') {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "还没有写为什么冲销。请写上，比如“记错了户”。");
    return NULL;
  }
  g_autoptr (XpRecord) found = xp_ledger_look_up (book,
                                                  XP_KIND_LEDGER_EVENT,
                                                  wanted->uid,
                                                  "要冲销的这一笔已经不在了，没有变动。请重新选。",
                                                  error);
  if (found == NULL)
    return NULL;
  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  g_autoptr (XpRecord) record = xp_record_copy (found);
  xp_record_set_int (record, "event_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (record, "reverses_uid", wanted->uid);
  xp_record_set_text (record, "on_day", today);
  xp_record_set_text (record, "proof", wanted->why);
  xp_record_set_null (record, "remark_secret");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_LEDGER_EVENT);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_ledger_work_reverse (XpDesk *desk, int64_t event_uid, const char *why, GError **error)
{
  ReverseInput input = {event_uid, why};
  return xp_desk_run_act (desk, reverse_event, &input, error);
}

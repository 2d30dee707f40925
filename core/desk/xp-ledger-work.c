#include "xp-ledger-private.h"

#include "xp-form-shelf.h"

#include <string.h>

enum {
  FIRST_YEAR = 2000,
  LAST_YEAR = 2999
};

static char *
dup_text (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return g_strdup (text != NULL ? text : "");
}

static XpRecord *
look_up_uid (XpBook *book, XpKind kind, int64_t uid, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  return xp_book_lookup (book, kind, key, error);
}

/* ---- years ---- */

void
xp_ledger_year_line_free (XpLedgerYearLine *self)
{
  g_free (self->rubric_id);
  g_free (self->rubric_name);
  g_free (self->closed_on);
  g_free (self);
}

static gpointer
list_years (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) years = xp_book_list (book, XP_KIND_LEDGER_YEAR, NULL, 0, error);
  if (years == NULL)
    return NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_ledger_year_line_free);
  for (guint i = years->len; i-- > 0;) {
    XpLedgerYearLine *line = g_new0 (XpLedgerYearLine, 1);
    line->year = (int) xp_record_get_int (years->pdata[i], "year");
    const XpRubric *rubric = xp_book_get_rubric_of_year (book, line->year);
    line->rubric_id = dup_text (years->pdata[i], "rubric_id");
    line->rubric_name = g_strdup (rubric != NULL ? rubric->name : line->rubric_id);
    line->closed_on = g_strdup (xp_record_get_text (years->pdata[i], "closed_on"));
    line->is_carried = xp_record_get_int (years->pdata[i], "is_carried") != 0;
    g_ptr_array_add (lines, line);
  }
  return lines;
}

GPtrArray *
xp_ledger_work_list_years (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_years, NULL, error);
}

typedef struct {
  int year;
  const char *rubric_id;
  bool is_carried;
  const char *reason;
} YearInput;

static bool
check_year_can_begin (XpBook *book, int year, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) record = look_up_uid (book, XP_KIND_LEDGER_YEAR, year, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (year < FIRST_YEAR || year > LAST_YEAR)
    g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "年份“%d”不对，请写成 2026 这样。", year);
  else if (record != NULL)
    g_set_error (error, XP_ERROR, XP_ERROR_REFUSED, "%d年的积分已经开始了，不用再开。", year);
  else
    return true;
  return false;
}

static gpointer
open_year (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const YearInput *wanted = input;
  g_autoptr (XpShelfForm) form = check_year_can_begin (book, wanted->year, error)
                                   ? xp_form_shelf_take (desk, book, wanted->rubric_id, error)
                                   : NULL;
  if (form == NULL)
    return NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_LEDGER_YEAR);
  if (!form->is_in_book) {
    int version = 0, number = 0;
    if (!xp_form_shelf_next (book, form->rubric->id, &version, &number, error))
      return NULL;
    g_autoptr (XpRecord) record = xp_shelf_form_to_record (form, number);
    xp_draft_put (draft, record);
  }
  g_autoptr (XpRecord) year = xp_record_new (XP_KIND_LEDGER_YEAR);
  xp_record_set_int (year, "year", wanted->year);
  xp_record_set_text (year, "rubric_id", form->rubric->id);
  xp_record_set_int (year, "rubric_version", form->version);
  xp_draft_set_subject (draft, year);
  xp_draft_put (draft, year);
  return xp_book_put (book, draft, error);
}

static int
year_of_today (XpDesk *desk)
{
  const GDate today = xp_desk_get_today (desk);
  return g_date_get_year (&today);
}

bool
xp_ledger_work_open_year (XpDesk *desk, int year, const char *rubric_id, GError **error)
{
  YearInput input = {year != 0 ? year : year_of_today (desk),
                     rubric_id != NULL ? rubric_id : XP_LEDGER_FORM};
  return xp_desk_run_act (desk, open_year, &input, error);
}

/* ---- closing ---- */

static bool
put_carried (XpBook *book, XpDraft *draft, int year, GError **error)
{
  g_autoptr (XpLedgerSource) source = xp_ledger_source_read (book, year, 0, error);
  g_autoptr (GPtrArray) households =
    source != NULL ? xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error) : NULL;
  for (guint i = 0; households != NULL && i < households->len; i++) {
    const int64_t uid = xp_record_get_int (households->pdata[i], "household_uid");
    g_autoptr (XpLedger) ledger = xp_ledger_source_count (source, uid, NULL);
    if (strcmp (xp_record_get_text (households->pdata[i], "state"), "closed") == 0 ||
        ledger->redeemable_hundredths == 0)
      continue;
    g_autoptr (XpRecord) carry = xp_record_new (XP_KIND_LEDGER_CARRY);
    xp_record_set_int (carry, "year", year + 1);
    xp_record_set_int (carry, "household_uid", uid);
    xp_record_set_int (carry, "points_hundredths", ledger->redeemable_hundredths);
    xp_draft_put (draft, carry);
  }
  return households != NULL;
}

static bool
check_year_can_end (const YearInput *wanted, const XpRecord *year, GError **error)
{
  if (year == NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%d年的积分还没有开始，不用结账。请看看年份对不对。",
                 wanted->year);
  else if (!xp_record_is_null (year, "closed_on"))
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%d年的积分已经结过账了，没有变动。",
                 wanted->year);
  else if (wanted->reason == NULL || wanted->reason[0] == '\0')
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "结账还没有写根据。请写上，比如“12月28日村民会议定”。");
  else
    return true;
  return false;
}

static gpointer
close_year (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const YearInput *wanted = input;
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) found = look_up_uid (book, XP_KIND_LEDGER_YEAR, wanted->year, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (!check_year_can_end (wanted, found, error))
    return NULL;
  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  g_autoptr (XpRecord) year = xp_record_copy (found);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_LEDGER_CLOSE);
  xp_record_set_text (year, "closed_on", today);
  xp_record_set_int (year, "is_carried", wanted->is_carried);
  xp_draft_set_subject (draft, year);
  xp_draft_set_reason (draft, wanted->reason, NULL);
  xp_draft_put (draft, year);
  if (wanted->is_carried && !put_carried (book, draft, wanted->year, error))
    return NULL;
  return xp_book_put (book, draft, error);
}

bool
xp_ledger_work_close_year (
  XpDesk *desk, int year, bool is_carried, const char *reason, GError **error)
{
  YearInput input = {year, NULL, is_carried, reason};
  return xp_desk_run_act (desk, close_year, &input, error);
}

/* ---- which year, which form ---- */

static gpointer
find_year (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return GINT_TO_POINTER (xp_ledger_find_year (book, year_of_today (desk), error));
}

int
xp_ledger_work_find_year (XpDesk *desk, GError **error)
{
  return GPOINTER_TO_INT (xp_desk_run (desk, find_year, NULL, error));
}

static gpointer
load_form (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpLedgerSource) source =
    xp_ledger_source_read (book, GPOINTER_TO_INT (input), -1, error);
  return source != NULL ? xp_rubric_ref (source->rubric) : NULL;
}

XpRubric *
xp_ledger_work_load_form (XpDesk *desk, int year, GError **error)
{
  return xp_desk_run (desk, load_form, GINT_TO_POINTER (year), error);
}

/* ---- all households ---- */

void
xp_ledger_household_free (XpLedgerHousehold *self)
{
  xp_household_line_free (self->household);
  g_free (self);
}

static gpointer
read_source (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_ledger_source_read (book, GPOINTER_TO_INT (input), 0, error);
}

GPtrArray *
xp_ledger_work_list (XpDesk *desk, int year, GError **error)
{
  g_autoptr (GPtrArray) households = xp_desk_list_households (desk, error);
  g_autoptr (XpLedgerSource) source =
    households != NULL ? xp_desk_run (desk, read_source, GINT_TO_POINTER (year), error) : NULL;
  if (source == NULL)
    return NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_ledger_household_free);
  g_ptr_array_set_free_func (households, NULL);
  for (guint i = 0; i < households->len; i++) {
    XpHouseholdLine *household = households->pdata[i];
    if (strcmp (household->state, "closed") == 0) {
      xp_household_line_free (household);
      continue;
    }
    g_autoptr (XpLedger) ledger = xp_ledger_source_count (source, household->uid, NULL);
    XpLedgerHousehold *line = g_new0 (XpLedgerHousehold, 1);
    line->household = household;
    line->score_hundredths = ledger->score_hundredths;
    line->redeemable_hundredths = ledger->redeemable_hundredths;
    line->is_barred = ledger->is_barred;
    line->n_public_works = ledger->n_public_works;
    line->n_events = (int) ledger->n_lines;
    g_ptr_array_add (lines, line);
  }
  return lines;
}

/* ---- one household's story ---- */

static void
free_event_line (gpointer data)
{
  XpLedgerEventLine *line = data;
  g_free (line->on_day);
  g_free (line->item_no);
  g_free (line->item_name);
  g_free (line->amount);
  g_free (line->words);
  g_free (line->person);
  g_free (line->proof);
  g_free (line);
}

static void
free_redemption_line (gpointer data)
{
  XpRedemptionLine *line = data;
  g_free (line->on_day);
  g_free (line->goods);
  g_free (line);
}

void
xp_ledger_story_free (XpLedgerStory *self)
{
  g_clear_pointer (&self->ledger, xp_ledger_free);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->redemptions);
  g_free (self);
}

static XpLedgerEventLine *
make_event_line (XpBook *book,
                 const XpRubric *rubric,
                 const XpRecord *record,
                 const XpLedgerLine *counted)
{
  const XpItem *item = xp_rubric_lookup_item (rubric, xp_record_get_text (record, "item_no"));
  g_autoptr (XpRecord) person =
    !xp_record_is_null (record, "person_uid")
      ? look_up_uid (book, XP_KIND_PERSON, xp_record_get_int (record, "person_uid"), NULL)
      : NULL;
  XpLedgerEventLine *line = g_new0 (XpLedgerEventLine, 1);
  line->uid = xp_record_get_int (record, "event_uid");
  line->on_day = dup_text (record, "on_day");
  line->item_no = dup_text (record, "item_no");
  line->item_name = g_strdup (item != NULL ? item->name : "");
  line->amount = item != NULL
                   ? xp_ledger_amount_to_text (item, xp_record_get_int (record, "amount"))
                   : g_strdup ("");
  line->words = xp_ledger_line_to_text (counted);
  line->person = dup_text (person, "name");
  line->proof = dup_text (record, "proof");
  line->is_standing = counted->fate != XP_LEDGER_REVERSAL && counted->fate != XP_LEDGER_REVERSED;
  return line;
}

static int
compare_redemptions (gconstpointer a, gconstpointer b)
{
  const XpRedemptionLine *one = *(const XpRedemptionLine *const *) a;
  const XpRedemptionLine *other = *(const XpRedemptionLine *const *) b;
  return strcmp (one->on_day, other->on_day);
}

static bool
add_redemptions (
  XpLedgerStory *story, XpBook *book, int year, int64_t household_uid, GError **error)
{
  g_autoptr (GPtrArray) records =
    xp_book_list (book, XP_KIND_REDEMPTION, "household_uid", household_uid, error);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const XpRecord *record = records->pdata[i];
    if (xp_record_get_int (record, "year") != year)
      continue;
    g_autoptr (XpRecord) goods =
      look_up_uid (book, XP_KIND_GOODS, xp_record_get_int (record, "goods_uid"), NULL);
    XpRedemptionLine *line = g_new0 (XpRedemptionLine, 1);
    line->uid = xp_record_get_int (record, "redemption_uid");
    line->on_day = dup_text (record, "on_day");
    line->goods = dup_text (goods, "name");
    line->count = (int) xp_record_get_int (record, "count");
    line->points_hundredths = xp_record_get_int (record, "points_hundredths");
    line->is_returned = xp_record_get_int (record, "is_reversed") != 0;
    g_ptr_array_add (story->redemptions, line);
  }
  g_ptr_array_sort (story->redemptions, compare_redemptions);
  return records != NULL;
}

XpLedgerStory *
xp_ledger_source_tell (const XpLedgerSource *self,
                       XpBook *book,
                       int64_t household_uid,
                       GError **error)
{
  g_autoptr (XpLedgerStory) story = g_new0 (XpLedgerStory, 1);
  story->ledger = xp_ledger_source_count (self, household_uid, NULL);
  story->events = g_ptr_array_new_with_free_func (free_event_line);
  story->redemptions = g_ptr_array_new_with_free_func (free_redemption_line);
  const GPtrArray *events = xp_ledger_source_get_events (self, household_uid);
  for (guint i = 0; events != NULL && i < events->len; i++)
    g_ptr_array_add (
      story->events,
      make_event_line (book, self->rubric, events->pdata[i], &story->ledger->lines[i]));
  return add_redemptions (story, book, self->year, household_uid, error) ? g_steal_pointer (&story)
                                                                         : NULL;
}

typedef struct {
  int year;
  int64_t household_uid;
} StoryInput;

static gpointer
load_story (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const StoryInput *of = input;
  g_autoptr (XpLedgerSource) source =
    xp_ledger_source_read (book, of->year, of->household_uid, error);
  return source != NULL ? xp_ledger_source_tell (source, book, of->household_uid, error) : NULL;
}

XpLedgerStory *
xp_ledger_work_load_story (XpDesk *desk, int year, int64_t household_uid, GError **error)
{
  StoryInput input = {year, household_uid};
  return xp_desk_run (desk, load_story, &input, error);
}

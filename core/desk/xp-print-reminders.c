/* xp-print-reminders.c: what was found at a household's becomes its 环境卫生提醒单. It asks, it
 * does not threaten: no points, no place, nothing of others; what belongs to the family's life is
 * told face to face and not written. */
#include "xp-deliberation-work.h"
#include "xp-print-source.h"
#include "xp-reminder-sheet.h"

#include <string.h>

/* Time to tidy up where no day to look again was agreed on. */
enum {
  N_DAYS = 7
};

/* ---- what was found ---- */

static bool
is_told (const XpItem *item, const char *const *kept_silent)
{
  return item->mode == XP_MODE_DEDUCT && !item->is_off &&
         !g_strv_contains (kept_silent, item->section) &&
         !g_strv_contains (kept_silent, item->name);
}

/* On the sheet that all signed: how much, and what was written down there. */
static char *
dup_found_on_sheet (XpPrintSource *source, int entrant_no, const XpItem *item)
{
  XpMark mark;
  if (!xp_tally_get_mark (source->loaded->tally, entrant_no, 0, item->at, &mark) ||
      mark.is_not_applicable || mark.entered <= 0)
    return NULL;
  g_autofree char *amount = xp_mark_to_text (item, &mark);
  const XpMarkNote *note = xp_mark_notes_get (source->loaded->notes, &mark);
  return note != NULL && note->words[0] != '\0' ? g_strdup_printf ("%s：%s", amount, note->words)
                                                : g_steal_pointer (&amount);
}

/* Where several judges marked, that one of them saw something; who, and how much, nobody is told.
 */
static char *
dup_found_by_judges (XpPrintSource *source, int entrant_no, const XpItem *item)
{
  const XpRound *round = source->loaded->round;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    XpMark mark;
    if (judge->no != 0 && !judge->is_absent &&
        !xp_loaded_round_is_recused (source->loaded, entrant_no, judge->no) &&
        xp_tally_get_mark (source->loaded->tally, entrant_no, judge->no, item->at, &mark) &&
        !mark.is_not_applicable && mark.entered > 0)
      return g_strdup ("");
  }
  return NULL;
}

static GPtrArray *
list_found (XpPrintSource *source, const XpEntrant *entrant, const char *const *kept_silent)
{
  const XpRound *round = source->loaded->round;
  const bool is_consensus = round->rules.combine == XP_COMBINE_CONSENSUS;
  GPtrArray *rows = g_ptr_array_new ();
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    g_autofree char *found = !is_told (item, kept_silent) ? NULL
                             : is_consensus ? dup_found_on_sheet (source, entrant->no, item)
                                            : dup_found_by_judges (source, entrant->no, item);
    if (found == NULL)
      continue;
    char *row = g_strdup_printf ("%s　%s　%s", item->section, item->name, found);
    g_ptr_array_add (rows, (gpointer) xp_print_source_keep (source, g_strchomp (row)));
  }
  return rows;
}

/* ---- until when ---- */

/* A deliberation about something of this round's form that is to be looked at again. */
static const XpDeliberationLine *
find_revisit (const XpPrintSource *source,
              const GPtrArray *deliberations,
              const XpEntrant *entrant,
              const char *const *kept_silent)
{
  for (guint i = 0; i < deliberations->len; i++) {
    const XpDeliberationLine *line = deliberations->pdata[i];
    const XpItem *item = line->round_uid == source->loaded->round->uid
                           ? xp_rubric_lookup_item (source->loaded->round->rubric, line->item_no)
                           : NULL;
    if (line->is_open && line->next_revisit != 0 && line->household_uid == entrant->household_uid &&
        item != NULL && is_told (item, kept_silent))
      return line;
  }
  return NULL;
}

/* The day that was agreed on; else a week, and on to a working day. */
static GDate
find_due (XpPrintSource *source, const XpDeliberationLine *revisit)
{
  GDate due = xp_desk_get_today (source->desk);
  for (guint i = 0; revisit != NULL && i < revisit->revisits->len; i++) {
    const XpRevisitLine *line = revisit->revisits->pdata[i];
    if (line->no == revisit->next_revisit && xp_day_from_text (line->due_on, &due))
      return due;
  }
  g_date_add_days (&due, N_DAYS);
  while (!xp_calendar_is_workday (xp_desk_get_calendar (source->desk), &due))
    g_date_add_days (&due, 1);
  return due;
}

static void
set_due (XpPrintSource *source, const XpDeliberationLine *revisit)
{
  const GDate due = find_due (source, revisit);
  g_autofree char *words = g_strdup_printf ("%d月%d日（%s）",
                                            g_date_get_month (&due),
                                            g_date_get_day (&due),
                                            xp_day_get_weekday (&due));
  xp_print_source_set_field (source, "期限", words);
  xp_print_source_set_field (source, "复查人", revisit != NULL ? revisit->follower : "");
}

/* ---- slips ---- */

/* What is to be looked at again goes with what was found, once. */
static void
add_revisit (XpPrintSource *source, const XpDeliberationLine *revisit, GPtrArray *rows)
{
  const XpItem *item = revisit != NULL
                         ? xp_rubric_lookup_item (source->loaded->round->rubric, revisit->item_no)
                         : NULL;
  if (item == NULL)
    return;
  char *row = g_strdup_printf ("%s　%s", item->section, item->name);
  xp_print_source_keep (source, row);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_has_prefix (rows->pdata[i], row))
      return;
  g_ptr_array_add (rows, row);
}

static const char *
fill_stub (XpPrintSource *source, bool is_written, bool is_followed, GError **error)
{
  const char *what = xp_print_source_fill (source, is_written ? "存根·几项" : "存根·手写", error);
  const char *who =
    what != NULL && is_followed ? xp_print_source_fill (source, "存根·复查人", error) : "";
  return what != NULL && who != NULL ? xp_print_source_keep (source, g_strconcat (what, who, NULL))
                                     : NULL;
}

static bool
fill_reminder (XpPrintSource *source,
               const XpEntrant *entrant,
               const XpDeliberationLine *revisit,
               GPtrArray *rows,
               XpReminder *out,
               GError **error)
{
  const bool is_written = rows->len > 0;
  const bool is_followed = revisit != NULL && revisit->follower[0] != '\0';
  const char *place = xp_print_source_place_entrant (source, entrant);
  g_autofree char *number =
    g_strdup_printf ("%d-%03d", source->loaded->round->number, entrant->number);
  xp_print_source_set_field (source, "编号", number);
  xp_print_source_set_field (source, "姓名", xp_print_source_name_entrant (source, entrant));
  xp_print_source_set_field (source, "门牌", place);
  xp_print_source_set_number (source, "几项", (int) rows->len);
  set_due (source, revisit);
  *out = (XpReminder){.place = place};
  return (out->number = xp_print_source_fill (source, "编号", error)) != NULL &&
         (out->addressee = xp_print_source_fill (source, "称呼", error)) != NULL &&
         (out->opening = xp_print_source_fill (source, is_written ? "开头" : "开头·手写", error)) !=
           NULL &&
         (out->closing = xp_print_source_fill (source, "请", error)) != NULL &&
         (out->stub = fill_stub (source, is_written, is_followed, error)) != NULL &&
         (out->receipt = xp_print_source_fill (source, "回执·已收到", error)) != NULL &&
         (out->rows = xp_print_source_keep_list (source, rows)) != NULL;
}

/* One that was asked for has its slip in any case, with lines to write on. */
static bool
fill_reminders (XpPrintSource *source, GArray *reminders, GError **error)
{
  const char *const *kept_silent = xp_print_source_fill_lines (source, "不写的", error);
  g_autoptr (GPtrArray) deliberations =
    kept_silent != NULL ? xp_print_source_read_deliberations (source, error) : NULL;
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  for (guint i = 0; deliberations != NULL && i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    const XpDeliberationLine *revisit = find_revisit (source, deliberations, entrant, kept_silent);
    GPtrArray *rows = list_found (source, entrant, kept_silent);
    add_revisit (source, revisit, rows);
    XpReminder reminder;
    if (rows->len == 0 && source->options.household == 0) {
      g_ptr_array_unref (rows);
      continue;
    }
    if (!fill_reminder (source, entrant, revisit, rows, &reminder, error))
      return false;
    g_array_append_val (reminders, reminder);
  }
  return deliberations != NULL;
}

static GBytes *
refuse (GError **error)
{
  g_set_error_literal (
    error,
    XP_ERROR,
    XP_ERROR_REFUSED,
    "各家都收拾得好，没有要提醒的，没有提醒单可印。要给哪一户手写一张，请选那一户。");
  return NULL;
}

GBytes *
xp_print_reminders (XpPrintSource *source,
                    XpFontBook *fonts,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  if (g_hash_table_size (source->persons) > 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这一次评的是人，不是户，没有提醒单可印。请选一次评户的评选。");
    return NULL;
  }
  const GDate today = xp_desk_get_today (source->desk);
  g_autofree char *day = xp_day_to_chinese (&today);
  xp_print_source_set_field (source, "日期", day);
  g_autoptr (GArray) reminders = g_array_new (FALSE, FALSE, sizeof (XpReminder));
  if (!fill_reminders (source, reminders, error))
    return NULL;
  if (reminders->len == 0)
    return refuse (error);

  XpReminderSheet sheet = {.village = source->result->village,
                           .reminders = (const XpReminder *) (gpointer) reminders->data,
                           .n_reminders = reminders->len};
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.contact = xp_print_source_fill_lines (source, "联系", error)) != NULL &&
    (sheet.issuer = xp_print_source_fill (source, "落款", error)) != NULL &&
    (sheet.date = xp_print_source_fill (source, "日期", error)) != NULL &&
    (sheet.stub_title = xp_print_source_fill (source, "存根", error)) != NULL &&
    (sheet.stub_labels = xp_print_source_fill_lines (source, "存根·填", error)) != NULL &&
    (sheet.receipt_title = xp_print_source_fill (source, "回执", error)) != NULL &&
    (sheet.receipt_labels = xp_print_source_fill_lines (source, "回执·填", error)) != NULL;
  return is_filled ? xp_reminder_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

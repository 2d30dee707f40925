/* xp-print-points.c: a household's points of a year become its 全年积分单: what was added, what was
 * taken off, what was redeemed. For the household's own eyes. */
#include "xp-print-source.h"

#include "xp-mark.h"
#include "xp-score-sheet.h"

#include <string.h>

enum {
  N_COLUMNS = 5
};

static const XpGridColumn COLUMNS[N_COLUMNS] = {{"日期", 1.2, XP_COLUMN_CENTRE, false},
                                                {"事项", 3.0, XP_COLUMN_LEFT, false},
                                                {"数量", 1.1, XP_COLUMN_CENTRE, false},
                                                {"记分", 2.2, XP_COLUMN_LEFT, false},
                                                {"凭据", 2.0, XP_COLUMN_LEFT, false}};

/* What the pages borrow until they are drawn. */
typedef struct {
  XpPrintSource *source;
  GArray *pages;   /* of XpScorePage */
  GPtrArray *rows; /* of GArray of XpScoreRow */
} Pages;

/* ---- the year ---- */

XpLedgerSource *
xp_print_source_read_year (XpPrintSource *self, XpBook **out_book, GError **error)
{
  const GDate today = xp_desk_get_today (self->desk);
  g_autoptr (XpBook) book =
    xp_book_open_beside (xp_desk_get_path (self->desk), &XP_DESK_HOOKS, error);
  if (book == NULL)
    return NULL;
  GError *failure = NULL;
  const int latest = xp_ledger_find_year (book, g_date_get_year (&today), &failure);
  const int year = self->options.year != 0 ? self->options.year : latest;
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return NULL;
  }
  if (year == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "还没有开始记积分，没有可印的。请先在“全年积分”里开这一年。");
    return NULL;
  }
  g_autofree char *day = xp_day_to_chinese (&today);
  xp_print_source_set_number (self, "年份", year);
  xp_print_source_set_field (self, "日期", day);
  XpLedgerSource *source = xp_ledger_source_read (book, year, 0, error);
  if (source != NULL)
    *out_book = g_steal_pointer (&book);
  return source;
}

/* ---- rows ---- */

static const char *
keep (Pages *self, const char *text)
{
  return xp_print_source_keep (self->source, g_strdup (text));
}

static void
add_heading (GArray *rows, const char *heading)
{
  const XpScoreRow row = {heading, NULL};
  g_array_append_val (rows, row);
}

static void
add_cells (Pages *self, GArray *rows, const char *const cells[N_COLUMNS])
{
  GPtrArray *kept = g_ptr_array_new ();
  for (size_t i = 0; i < N_COLUMNS; i++)
    g_ptr_array_add (kept, (gpointer) keep (self, cells[i]));
  const XpScoreRow row = {NULL, xp_print_source_keep_list (self->source, kept)};
  g_array_append_val (rows, row);
}

const char *
xp_print_source_name_day (XpPrintSource *self, const char *on_day)
{
  GDate day;
  return xp_print_source_keep (
    self,
    xp_day_from_text (on_day, &day)
      ? g_strdup_printf ("%d月%d日", (int) g_date_get_month (&day), (int) g_date_get_day (&day))
      : g_strdup (on_day));
}

static void
add_event (Pages *self, GArray *rows, const XpLedgerEventLine *event)
{
  const char *day = xp_print_source_name_day (self->source, event->on_day);
  g_autofree char *what = event->person[0] != '\0'
                            ? g_strdup_printf ("%s（%s）", event->item_name, event->person)
                            : g_strdup (event->item_name);
  const char *const cells[N_COLUMNS] = {day, what, event->amount, event->words, event->proof};
  add_cells (self, rows, cells);
}

static void
add_redemption (Pages *self, GArray *rows, const XpRedemptionLine *redemption)
{
  const char *day = xp_print_source_name_day (self->source, redemption->on_day);
  g_autofree char *count = g_strdup_printf ("%d件", redemption->count);
  g_autofree char *points = xp_points_to_text (redemption->points_hundredths);
  g_autofree char *used =
    redemption->is_returned ? g_strdup ("已退回，不用分") : g_strdup_printf ("用%s分", points);
  const char *const cells[N_COLUMNS] = {day, redemption->goods, count, used, ""};
  add_cells (self, rows, cells);
}

static GArray *
add_rows (Pages *self, const XpLedgerStory *story)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (XpScoreRow));
  if (story->events->len > 0)
    add_heading (rows, "加分、减分");
  for (guint i = 0; i < story->events->len; i++)
    add_event (self, rows, story->events->pdata[i]);
  if (story->redemptions->len > 0)
    add_heading (rows, "兑换");
  for (guint i = 0; i < story->redemptions->len; i++)
    add_redemption (self, rows, story->redemptions->pdata[i]);
  g_ptr_array_add (self->rows, rows);
  return rows;
}

/* ---- pages ---- */

static void
set_points (XpPrintSource *source, const char *field, int64_t hundredths)
{
  g_autofree char *text = xp_points_to_text (hundredths);
  xp_print_source_set_field (source, field, text);
}

static void
set_balances (XpPrintSource *source, const XpLedger *ledger)
{
  int64_t added = 0, taken_off = 0;
  for (size_t i = 0; i < ledger->n_lines; i++) {
    added += MAX (ledger->lines[i].counted_hundredths, 0);
    taken_off -= MIN (ledger->lines[i].counted_hundredths, 0);
  }
  set_points (source, "基础分", ledger->base_hundredths);
  set_points (source, "加分", added);
  set_points (source, "减分", taken_off);
  set_points (source, "评比分", ledger->score_hundredths);
  set_points (source, "上年结余", ledger->carried_hundredths);
  set_points (source, "已兑换", ledger->redeemed_hundredths);
  set_points (source, "可兑换", ledger->redeemable_hundredths);
}

static const char *const *
fill_sentences (XpPrintSource *source, const XpLedgerStory *story, GError **error)
{
  GPtrArray *lines = g_ptr_array_new ();
  const bool is_filled =
    (story->events->len + story->redemptions->len > 0 ||
     xp_print_source_add_filled (source, lines, "没有", error)) &&
    xp_print_source_add_filled (source, lines, "算法·评比", error) &&
    xp_print_source_add_filled (source, lines, "算法·可兑换", error) &&
    (!story->ledger->is_barred || xp_print_source_add_filled (source, lines, "暂缓", error));
  const char *const *list = xp_print_source_keep_list (source, lines);
  return is_filled ? list : NULL;
}

static bool
add_page (Pages *self,
          const XpPrintHousehold *household,
          const XpLedgerStory *story,
          GError **error)
{
  XpPrintSource *source = self->source;
  const char *door = xp_record_get_text (household->record, "door");
  xp_print_source_set_field (source,
                             "姓名",
                             xp_print_source_name_household (source, household->record));
  set_balances (source, story->ledger);
  const GArray *rows = add_rows (self, story);
  XpScorePage page = {
    .place =
      xp_print_source_keep (source,
                            g_strdup_printf ("编号%d　%s%s",
                                             (int) xp_record_get_int (household->record, "number"),
                                             xp_print_household_get_group (household),
                                             door != NULL ? door : "")),
    .columns = COLUMNS,
    .n_columns = N_COLUMNS,
    .rows = (const XpScoreRow *) (gpointer) rows->data,
    .n_rows = rows->len,
  };
  const bool is_filled = (page.addressee = xp_print_source_fill (source, "称呼", error)) != NULL &&
                         (page.total = xp_print_source_fill (source, "积分", error)) != NULL &&
                         (page.sentences = fill_sentences (source, story, error)) != NULL;
  g_array_append_val (self->pages, page);
  return is_filled;
}

/* One that was asked for has its page in any case; of all, those of whom something is written. */
static bool
add_pages (Pages *self, GError **error)
{
  XpBook *opened = NULL;
  g_autoptr (XpLedgerSource) year = xp_print_source_read_year (self->source, &opened, error);
  g_autoptr (XpBook) book = opened;
  if (year == NULL)
    return false;
  g_autoptr (GArray) households = xp_print_source_list_households (self->source);
  for (guint i = 0; i < households->len; i++) {
    const XpPrintHousehold *household = &g_array_index (households, XpPrintHousehold, i);
    g_autoptr (XpLedgerStory) story =
      xp_ledger_source_tell (year,
                             book,
                             xp_record_get_int (household->record, "household_uid"),
                             error);
    if (story == NULL)
      return false;
    const bool is_written = story->events->len + story->redemptions->len > 0;
    if ((is_written || self->source->options.household != 0) &&
        !add_page (self, household, story, error))
      return false;
  }
  return true;
}

static GBytes *
refuse (const XpPrintSource *source, GError **error)
{
  if (source->options.household != 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "本村没有%d号户，没有积分单可印。请写户的编号，农户名单上有。",
                 source->options.household);
  else
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这一年还没有记过哪一户的积分，没有积分单可印。请先在“全年积分”里记上。");
  return NULL;
}

GBytes *
xp_print_points (XpPrintSource *source,
                 XpFontBook *fonts,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (XpScorePage));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Pages self = {source, pages, rows};
  if (!add_pages (&self, error))
    return NULL;
  if (pages->len == 0)
    return refuse (source, error);
  XpScoreSheet sheet = {.village = xp_desk_get_village (source->desk)->name,
                        .pages = (const XpScorePage *) (gpointer) pages->data,
                        .n_pages = pages->len};
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
    (sheet.closing_lines = xp_print_source_fill_lines (source, "问谁", error)) != NULL &&
    (sheet.issuer = xp_print_source_fill (source, "落款", error)) != NULL;
  return is_filled ? xp_score_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

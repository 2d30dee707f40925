#include "xp-history-work.h"

#include "xp-desk-private.h"
#include "xp-xlsx-writer.h"

#include <stdio.h>
#include <string.h>

/* More households than this cannot be meant by what was typed. */
static const size_t MOST_HOUSEHOLDS = 50;

/* Changes, or acts: as many as are looked at before anybody notices a wait. */
static const size_t MOST_LOOKED_AT = 100000;

/* A spreadsheet has no more rows. */
static const size_t MOST_EXPORTED = 1000000;

/* ---- what was typed ---- */

/* The filter, and what it borrows. */
typedef struct {
  XpHistoryFilter filter;
  int64_t *household_uids;
  char *item, *judge, *who;
} Asked;

static void
clear_asked (Asked *asked)
{
  g_free (asked->household_uids);
  g_free (asked->item);
  g_free (asked->judge);
  g_free (asked->who);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, clear_asked)

/* NULL: nothing was typed. */
static char *
dup_typed (const char *text)
{
  if (text == NULL)
    return NULL;
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (composed == NULL || g_strstrip (composed)[0] == '\0')
    return NULL;
  return g_steal_pointer (&composed);
}

/* 4项, 第4项 → 4 */
static char *
dup_item (const char *text)
{
  char *typed = dup_typed (text);
  if (typed == NULL)
    return NULL;
  const char *begin = g_str_has_prefix (typed, "第") ? typed + strlen ("第") : typed;
  const size_t n = strlen (begin);
  const bool has_end = begin != typed && g_str_has_suffix (begin, "项");
  char *item = g_strndup (begin, has_end ? n - strlen ("项") : n);
  g_free (typed);
  return item;
}

/* A number alone is that household's; else all that fit what was typed. */
static bool
is_meant (const XpHouseholdLine *line, const char *typed)
{
  char *end = NULL;
  const gint64 number = g_ascii_strtoll (typed, &end, 10);
  return *end == '\0' ? line->number == number : xp_household_line_matches (line, typed);
}

static gpointer
list_by_number (XpDesk *desk, XpBook *book, gpointer number, GError **error)
{
  return xp_book_list (book, XP_KIND_HOUSEHOLD, "number", *(gint64 *) number, error);
}

/* Without going through all of them. False: it is no number, or nobody has it. */
static bool
find_by_number (XpDesk *desk, const char *typed, Asked *out)
{
  gint64 number = 0;
  if (!g_ascii_string_to_signed (typed, 10, 1, G_MAXINT, &number, NULL))
    return false;
  g_autoptr (GPtrArray) records = xp_desk_run (desk, list_by_number, &number, NULL);
  if (records == NULL || records->len == 0)
    return false;
  out->household_uids = g_new0 (int64_t, records->len);
  for (guint i = 0; i < records->len; i++)
    out->household_uids[i] = xp_record_get_int (records->pdata[i], "household_uid");
  out->filter.household_uids = out->household_uids;
  out->filter.n_households = records->len;
  return true;
}

static bool
find_households (XpDesk *desk, const char *typed, Asked *out, GError **error)
{
  g_autofree char *clean = dup_typed (typed);
  if (clean == NULL || find_by_number (desk, clean, out))
    return true;
  g_autoptr (GPtrArray) households = xp_desk_list_households (desk, error);
  if (households == NULL)
    return false;
  out->household_uids = g_new0 (int64_t, households->len + 1);
  size_t n = 0;
  for (guint i = 0; i < households->len; i++) {
    const XpHouseholdLine *line = households->pdata[i];
    if (is_meant (line, clean))
      out->household_uids[n++] = line->uid;
  }
  out->filter.household_uids = out->household_uids;
  out->filter.n_households = n;
  if (n > 0 && n <= MOST_HOUSEHOLDS)
    return true;
  if (n == 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "没有哪一户对得上“%s”。请写编号、户主姓名或拼音首字母。",
                 clean);
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "有%zu户都对得上“%s”。请写得再清楚一点，比如写编号。",
                 n,
                 clean);
  return false;
}

/* 2026-10-12; 10月12日, 10.12, 10-12 of this year. */
static bool
read_day (XpDesk *desk, const char *typed, GDate *out)
{
  if (xp_day_from_text (typed, out))
    return true;
  g_auto (GStrv) parts = g_strsplit_set (typed, "-./", -1);
  const GDate today = xp_desk_get_today (desk);
  unsigned year = 0, month = 0, day = 0;
  const bool has_year = sscanf (typed, "%4u年%2u月%2u", &year, &month, &day) == 3;
  if (!has_year)
    year = g_date_get_year (&today); /* a half-read one may stand there */
  const bool is_read =
    has_year || sscanf (typed, "%2u月%2u", &month, &day) == 2 ||
    (g_strv_length (parts) == 2 && sscanf (typed, "%2u%*[-./]%2u", &month, &day) == 2);
  if (!is_read || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return false;
  g_date_clear (out, 1);
  g_date_set_dmy (out, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return true;
}

static bool
set_day (XpDesk *desk, const char *typed, XpHistoryFilter *filter, GError **error)
{
  GDate day;
  g_autofree char *clean = dup_typed (typed);
  if (clean == NULL)
    return true;
  if (!read_day (desk, clean, &day)) {
    g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "日期“%s”不对。请写成 2026-10-12 这样。", clean);
    return false;
  }
  xp_history_filter_set_day (filter, &day);
  return true;
}

static bool
understand (XpDesk *desk, const XpHistoryQuery *query, Asked *out, GError **error)
{
  *out = (Asked){0};
  if (query == NULL)
    return true;
  out->item = dup_item (query->item);
  out->judge = dup_typed (query->judge);
  out->who = dup_typed (query->who);
  out->filter.item = out->item;
  out->filter.judge = out->judge;
  out->filter.who = out->who;
  out->filter.blind_round = query->blind_round;
  return set_day (desk, query->day, &out->filter, error) &&
         find_households (desk, query->household, out, error);
}

/* ---- lines ---- */

void
xp_history_screen_free (XpHistoryScreen *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static XpHistoryScreen *
read_beside (const char *path,
             const XpHistoryFilter *filter,
             int64_t before_act,
             size_t n_at_most,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (XpBook) book = xp_book_open_beside (path, &XP_DESK_HOOKS, error);
  g_autoptr (GPtrArray) lines =
    book != NULL ? xp_book_list_history (book, filter, &before_act, n_at_most, cancellable, error)
                 : NULL;
  if (lines == NULL)
    return NULL;
  XpHistoryScreen *screen = g_new0 (XpHistoryScreen, 1);
  *screen = (XpHistoryScreen){g_steal_pointer (&lines), before_act};
  return screen;
}

XpHistoryScreen *
xp_history_work_read (XpDesk *desk,
                      const XpHistoryQuery *query,
                      int64_t before_act,
                      size_t n_at_most,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Asked) asked = {0};
  if (!understand (desk, query, &asked, error))
    return NULL;
  asked.filter.most_looked_at = MOST_LOOKED_AT;
  return read_beside (xp_desk_get_path (desk),
                      &asked.filter,
                      before_act,
                      n_at_most,
                      cancellable,
                      error);
}

GPtrArray *
xp_history_work_list (XpDesk *desk,
                      const XpHistoryQuery *query,
                      size_t n_at_most,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Asked) asked = {0};
  g_autoptr (XpHistoryScreen) screen =
    understand (desk, query, &asked, error)
      ? read_beside (xp_desk_get_path (desk), &asked.filter, 0, n_at_most, cancellable, error)
      : NULL;
  return screen != NULL ? g_steal_pointer (&screen->lines) : NULL;
}

typedef struct {
  char *path;
  Asked asked;
  int64_t before_act;
  size_t n_at_most;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;
  g_free (reading->path);
  clear_asked (&reading->asked);
  g_free (reading);
}

static void
read_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  XpHistoryScreen *screen = read_beside (reading->path,
                                         &reading->asked.filter,
                                         reading->before_act,
                                         reading->n_at_most,
                                         cancellable,
                                         &error);
  if (screen != NULL)
    g_task_return_pointer (task, screen, (GDestroyNotify) xp_history_screen_free);
  else
    g_task_return_error (task, error);
}

void
xp_history_work_read_async (XpDesk *desk,
                            const XpHistoryQuery *query,
                            int64_t before_act,
                            size_t n_at_most,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  GError *error = NULL;
  Reading *reading = g_new0 (Reading, 1);
  reading->path = g_strdup (xp_desk_get_path (desk));
  reading->before_act = before_act;
  reading->n_at_most = n_at_most;
  g_task_set_task_data (task, reading, free_reading);
  if (!understand (desk, query, &reading->asked, &error)) {
    g_task_return_error (task, error);
    return;
  }
  reading->asked.filter.most_looked_at = MOST_LOOKED_AT;
  g_task_run_in_thread (task, read_in_pool);
}

XpHistoryScreen *
xp_history_work_read_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
list_history (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Reading *reading = input;
  return xp_book_list_history (book, NULL, &reading->before_act, reading->n_at_most, NULL, error);
}

GPtrArray *
xp_desk_list_history (XpDesk *self, int64_t before_act, size_t n_at_most, GError **error)
{
  Reading reading = {.before_act = before_act, .n_at_most = n_at_most};
  return xp_desk_run (self, list_history, &reading, error);
}

/* ---- one household ---- */

int
xp_history_work_find_number (XpDesk *desk, const char *typed, GError **error)
{
  int number = 0, n = 0;
  g_autofree char *clean = dup_typed (typed);
  g_autoptr (GPtrArray) households = clean != NULL ? xp_desk_list_households (desk, error) : NULL;
  for (guint i = 0; households != NULL && i < households->len; i++) {
    const XpHouseholdLine *line = households->pdata[i];
    if (is_meant (line, clean)) {
      number = line->number;
      n++;
    }
  }
  if (n == 1)
    return number;
  if (clean == NULL || households != NULL)
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "请先在“户”里写清楚是哪一户，写编号最好。");
  return 0;
}

/* ---- what can be chosen ---- */

static void
add_once (GStrvBuilder *names, GHashTable *known, const char *name)
{
  if (name[0] != '\0' && g_hash_table_add (known, g_strdup (name)))
    g_strv_builder_add (names, name);
}

static gpointer
list_judges (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) judges = xp_book_list (book, XP_KIND_JUDGE, NULL, 0, error);
  for (guint i = 0; judges != NULL && i < judges->len; i++)
    add_once (names, known, xp_record_get_text (judges->pdata[i], "name"));
  return g_strv_builder_end (names);
}

char **
xp_history_work_list_judges (XpDesk *desk)
{
  return xp_desk_run (desk, list_judges, NULL, NULL);
}

static gpointer
list_typists (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) names = xp_book_list_names (book, error);
  if (names == NULL)
    return NULL;
  g_ptr_array_set_free_func (names, NULL);
  g_ptr_array_add (names, NULL);
  return g_ptr_array_steal (names, NULL);
}

char **
xp_history_work_list_typists (XpDesk *desk)
{
  char **names = xp_desk_run (desk, list_typists, NULL, NULL);
  return names != NULL ? names : g_new0 (char *, 1);
}

/* ---- export ---- */

static const char *const HEADER[] = {
  "次序", "时间", "谁", "电脑", "做了什么", "改了什么", "说明", NULL};

static char **
make_row (const XpHistoryLine *line, const char *sentence)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  char **row = g_new0 (char *, G_N_ELEMENTS (HEADER));
  row[0] = g_strdup_printf ("%" G_GINT64_FORMAT, line->act_no);
  row[1] = at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
  row[2] = g_strdup (line->who);
  row[3] = g_strdup (line->device);
  row[4] = g_strdup (line->title);
  row[5] = g_strdup (sentence);
  row[6] = xp_history_line_dup_note (line);
  return row;
}

static GPtrArray *
make_rows (const GPtrArray *lines)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    for (size_t k = 0; line->sentences[k] != NULL; k++)
      g_ptr_array_add (rows, make_row (line, line->sentences[k]));
    if (line->sentences[0] == NULL)
      g_ptr_array_add (rows, make_row (line, ""));
  }
  return rows;
}

static bool
has_ending (const char *path, const char *ending)
{
  g_autofree char *small = g_ascii_strdown (path, -1);
  return g_str_has_suffix (small, ending);
}

/* What is to be written, and where. */
typedef struct {
  Asked asked;
  char *book, *title, *path;
  bool is_workbook;
} Export;

static void
free_export (gpointer data)
{
  Export *self = data;
  clear_asked (&self->asked);
  g_free (self->book);
  g_free (self->title);
  g_free (self->path);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, free_export)

static Export *
plan_export (XpDesk *desk, const XpHistoryQuery *query, const char *path, GError **error)
{
  const bool is_workbook = has_ending (path, ".xlsx");
  if (!is_workbook && !has_ending (path, ".csv")) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "“%s”看不出要存成哪一种。文件名请用 .xlsx 或 .csv 结尾。",
                 xp_error_name_file (path));
    return NULL;
  }
  g_autoptr (Export) export = g_new0 (Export, 1);
  export->book = g_strdup (xp_desk_get_path (desk));
  export->title = g_strconcat (xp_desk_get_village (desk)->name, "修改记录", NULL);
  export->path = g_strdup (path);
  export->is_workbook = is_workbook;
  return understand (desk, query, &export->asked, error) ? g_steal_pointer (&export) : NULL;
}

static bool
write_export (const Export *export, GCancellable *cancellable, GError **error)
{
  g_autoptr (XpHistoryScreen) screen =
    read_beside (export->book, &export->asked.filter, 0, MOST_EXPORTED, cancellable, error);
  if (screen == NULL || !xp_progress_report (NULL, cancellable, 0, 0, error))
    return false;
  g_autoptr (GPtrArray) rows = make_rows (screen->lines);
  const XpSheetOut sheet = {export->title, HEADER, rows};
  return export->is_workbook ? xp_xlsx_write (&sheet, export->path, error)
                             : xp_csv_write (&sheet, export->path, error);
}

bool
xp_history_work_export (XpDesk *desk,
                        const XpHistoryQuery *query,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (Export) export = plan_export (desk, query, path, error);
  return export != NULL && write_export (export, cancellable, error);
}

static void
export_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  if (write_export (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
xp_history_work_export_async (XpDesk *desk,
                              const XpHistoryQuery *query,
                              const char *path,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  Export *export = plan_export (desk, query, path, &error);
  g_task_set_check_cancellable (task, FALSE); /* the sentence about it is ours */
  if (export == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_task_set_task_data (task, export, free_export);
  g_task_run_in_thread (task, export_in_pool);
}

bool
xp_history_work_export_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

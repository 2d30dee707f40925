/* xp-book-verify.c: is the book what was typed? The log and its chain, the state tables, the
 * secrets, SQLite's own check, the sums of the pages. */
#include "xp-book-verify-private.h"

#include "xp-page-sums.h"

#include <string.h>

/* After so many faults the rest says nothing new. */
static const guint MOST_PROBLEMS = 50;
static const guint MOST_NOTES = 20;

/* ---- the report ---- */

static void
free_fault (gpointer data)
{
  XpVerifyFault *fault = data;
  g_free (fault->key);
  g_free (fault);
}

static XpVerifyReport *
new_report (void)
{
  XpVerifyReport *report = g_new0 (XpVerifyReport, 1);
  report->problems = g_ptr_array_new_with_free_func (g_free);
  report->faults = g_ptr_array_new_with_free_func (free_fault);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
xp_verify_report_free (XpVerifyReport *report)
{
  g_ptr_array_unref (report->problems);
  g_ptr_array_unref (report->faults);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

bool
xp_verify_is_full (const XpVerifying *self)
{
  return self->report->problems->len >= MOST_PROBLEMS;
}

void
xp_verify_add (XpVerifying *self, const XpFaultPlace *place, const char *format, ...)
{
  self->report->n_problems++;
  if (xp_verify_is_full (self))
    return;
  va_list args;
  va_start (args, format);
  g_ptr_array_add (self->report->problems, g_strdup_vprintf (format, args));
  va_end (args);
  XpVerifyFault *fault = g_new0 (XpVerifyFault, 1);
  fault->kind = XP_N_KINDS;
  if (place != NULL)
    *fault = (XpVerifyFault){place->act_no, place->at_ms, place->kind, g_strdup (place->key)};
  g_ptr_array_add (self->report->faults, fault);
}

void
xp_verify_note (XpVerifying *self, const char *format, ...)
{
  if (self->report->notes->len >= MOST_NOTES)
    return;
  va_list args;
  va_start (args, format);
  g_ptr_array_add (self->report->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

bool
xp_verify_go_on (XpVerifying *self, size_t n, GError **error)
{
  self->n_done += n;
  return xp_progress_report (self->progress,
                             self->cancellable,
                             MIN (self->n_done, self->n_total - 1),
                             self->n_total,
                             error);
}

XpBook *
xp_verify_get_names (XpVerifying *self)
{
  XpBook *book = xp_replay_get_book (self->replay, false, NULL);
  return book != NULL ? book : self->book;
}

/* ---- SQLite's own check, and the sums ---- */

/* What SQLite checks in one go; it reads them twice, and looks up every row in each index. */
static const char TABLES[] = "SELECT name, (SELECT count (*) FROM pragma_index_list (name))"
                             " FROM sqlite_schema WHERE type = 'table' ORDER BY name";

static bool
check_table (XpVerifying *self, const char *name, bool *out_is_good, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA integrity_check ('%s')", name);
  g_autoptr (XpStmt) check = xp_book_prepare (self->book, sql, error);
  while (check != NULL && xp_stmt_next (check, error))
    *out_is_good &= g_strcmp0 (xp_stmt_get_text (check, 0), "ok") == 0;
  return check != NULL && xp_stmt_is_done (check);
}

static bool
count_rows (XpVerifying *self, const char *table, size_t *out_n, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\"", table);
  g_autoptr (XpStmt) count = xp_book_prepare (self->book, sql, error);
  if (count == NULL || !xp_stmt_next (count, error))
    return false;
  *out_n = (size_t) xp_stmt_get_int (count, 0);
  return true;
}

static bool
check_tables (XpVerifying *self, bool *out_is_good, GError **error)
{
  g_autoptr (XpStmt) tables = xp_book_prepare (self->book, TABLES, error);
  while (tables != NULL && xp_stmt_next (tables, error)) {
    size_t n_rows = 0;
    const char *name = xp_stmt_get_text (tables, 0);
    if (!check_table (self, name, out_is_good, error) || !count_rows (self, name, &n_rows, error) ||
        !xp_verify_go_on (self, n_rows, error))
      return false;
  }
  return tables != NULL && xp_stmt_is_done (tables);
}

/* A file that SQLite cannot read to the end is told as a problem, and the rest is still looked at.
 */
static bool
forgive_damage (XpVerifying *self, const char *what, GError **error)
{
  if (error == NULL || !g_error_matches (*error, XP_ERROR, XP_ERROR_DAMAGED))
    return false;
  g_clear_error (error);
  xp_verify_add (self, NULL, "%s读到一半读不下去了：资料文件有损坏的地方。请用备份核对。", what);
  return true;
}

static bool
check_file (XpVerifying *self, GError **error)
{
  bool is_good = true;
  g_autoptr (GError) failure = NULL;
  if (!check_tables (self, &is_good, &failure)) {
    if (!forgive_damage (self, "资料", &failure)) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return false;
    }
  }
  if (!is_good)
    xp_verify_add (self, NULL, "资料文件有损坏的地方。请用最近的备份核对。");
  return true;
}

static bool
check_pages (XpVerifying *self, GError **error)
{
  gint64 page = 0;
  if (!xp_page_sums_check (self->book->db, self->cancellable, &page, error))
    return false;
  if (page > 0)
    xp_verify_add (self,
                   NULL,
                   "资料文件第%" G_GINT64_FORMAT
                   "页和乡评存下的不一样：磁盘坏了，或被别的程序改过。请用最近的备份核对。",
                   page);
  return true;
}

/* ---- all of it ---- */

/* The log is read once, the state tables once, and SQLite looks at each row of both again. */
static bool
measure (XpVerifying *self, GError **error)
{
  size_t n_rows = 0, n_all = 0, n_log = 0;
  g_autoptr (XpStmt) tables = xp_book_prepare (self->book, TABLES, error);
  while (tables != NULL && xp_stmt_next (tables, error)) {
    const char *name = xp_stmt_get_text (tables, 0);
    if (!count_rows (self, name, &n_rows, error))
      return false;
    n_all += n_rows;
    if (strcmp (name, "change") == 0)
      n_log = n_rows;
  }
  self->n_total = n_all + n_log * XP_VERIFY_LOG_WEIGHT + (n_all - n_log) + 1;
  return tables != NULL && xp_stmt_is_done (tables);
}

/* A part that cannot be read is a problem like others; what else there is is still found. */
static bool
do_part (XpVerifying *self,
         bool (*part) (XpVerifying *self, GError **error),
         const char *what,
         GError **error)
{
  g_autoptr (GError) failure = NULL;
  if (part (self, &failure) || forgive_damage (self, what, &failure))
    return true;
  g_propagate_error (error, g_steal_pointer (&failure));
  return false;
}

static void
tell_rest (XpVerifying *self)
{
  const size_t n_left = self->report->n_problems - self->report->problems->len;
  if (n_left == 0)
    return;
  g_ptr_array_add (self->report->problems, g_strdup_printf ("另外还有%zu处，不一一列出。", n_left));
  XpVerifyFault *nowhere = g_new0 (XpVerifyFault, 1);
  nowhere->kind = XP_N_KINDS;
  g_ptr_array_add (self->report->faults, nowhere);
}

static bool
verify (XpVerifying *self, GError **error)
{
  /* The one snapshot for all parts: somebody may be typing. */
  if (!xp_book_exec (self->book, "BEGIN", error) || !do_part (self, measure, "资料", error) ||
      !do_part (self, xp_verify_log, "修改记录", error) ||
      !do_part (self, xp_verify_branches, "修改记录", error) ||
      !do_part (self, xp_verify_states, "资料", error) ||
      !do_part (self, xp_verify_secrets, "电话和备注", error) || !check_file (self, error) ||
      !check_pages (self, error))
    return false;
  tell_rest (self);
  return xp_progress_report (self->progress,
                             self->cancellable,
                             self->n_total,
                             self->n_total,
                             error);
}

XpVerifyReport *
xp_book_verify_path (const char *path,
                     const XpBookHooks *hooks,
                     XpProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (XpBook) book = xp_book_open_beside (path, hooks, error);
  if (book == NULL)
    return NULL;
  g_autoptr (XpReplay) replay = xp_replay_new (hooks);
  g_autoptr (XpSecretsCheck) secrets = xp_secrets_check_new ();
  g_autoptr (XpVerifyReport) report = new_report ();
  XpVerifying self = {.book = book,
                      .replay = replay,
                      .secrets = secrets,
                      .report = report,
                      .progress = progress,
                      .cancellable = cancellable,
                      .n_total = 1};
  return verify (&self, error) ? g_steal_pointer (&report) : NULL;
}

/* xp-book-verify.c: is the book what was typed? Chain, replay, commitments, results, SQLite's
 * check. */
#include "xp-book-private.h"

#include "xp-page-sums.h"

#include <sodium.h>
#include <string.h>

/* After so many faults the rest says nothing new. */
static const guint MOST_PROBLEMS = 50;

typedef struct {
  XpBook *book;
  XpBook *replayed; /* in memory */
  XpVerifyReport *report;
} Verifying;

void
xp_verify_report_free (XpVerifyReport *report)
{
  g_ptr_array_unref (report->problems);
  g_free (report);
}

static void G_GNUC_PRINTF (2, 3) add_problem (Verifying *verifying, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  if (verifying->report->problems->len < MOST_PROBLEMS)
    g_ptr_array_add (verifying->report->problems, g_strdup_vprintf (format, args));
  va_end (args);
}

/* ---- SQLite's own check ---- */

static bool
check_pages (Verifying *verifying, GError **error)
{
  gint64 page = 0;
  if (!xp_page_sums_check (verifying->book->db, NULL, &page, error))
    return false;
  if (page > 0)
    add_problem (verifying,
                 "资料文件第%" G_GINT64_FORMAT
                 "页和乡评存下的不一样：磁盘坏了，或被别的程序改过。请用最近的备份核对。",
                 page);
  return true;
}

static bool
check_file (Verifying *verifying, GError **error)
{
  g_autoptr (XpStmt) check =
    xp_book_prepare (verifying->book, "PRAGMA integrity_check (10)", error);
  while (check != NULL && xp_stmt_next (check, error))
    if (g_strcmp0 (xp_stmt_get_text (check, 0), "ok") != 0)
      add_problem (verifying, "资料文件有损坏的地方。请用最近的备份核对。");
  return check != NULL && xp_stmt_is_done (check) && check_pages (verifying, error);
}

/* ---- chain and replay, act by act ---- */

static const char ALL_ACTS[] =
  "SELECT a.act_no, a.hash, a.at, s.who, a.verb, a.undoes_act FROM act a"
  " JOIN session s ON s.session_no = a.session_no WHERE a.line_no = 1 ORDER BY a.act_no";

static const char CHANGES_OF[] =
  "SELECT kind, key, before, after FROM change WHERE act_no = :act ORDER BY n";

/* 第12次改动（王会计，2026-10-12 20:14） */
static char *
name_act (XpStmt *act)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (xp_stmt_get_int (act, 2) / 1000);
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M");
  const char *who = xp_stmt_get_text (act, 3);
  return g_strdup_printf ("第%" G_GINT64_FORMAT "次改动（%s，%s）",
                          xp_stmt_get_int (act, 0),
                          who[0] != '\0' ? who : "没有留名",
                          when);
}

static bool
check_link (
  Verifying *verifying, XpStmt *act, guint8 previous[32], size_t *n_previous, GError **error)
{
  guint8 hash[32];
  size_t n = 0;
  if (!xp_book_hash_act (verifying->book,
                         xp_stmt_get_int (act, 0),
                         previous,
                         *n_previous,
                         hash,
                         error))
    return false;
  const void *stored = xp_stmt_get_bytes (act, 1, &n);
  if (n != sizeof hash || memcmp (stored, hash, sizeof hash) != 0) {
    g_autofree char *name = name_act (act);
    add_problem (verifying,
                 "%s的记录对不上：从这里起修改记录被动过，或者少了。请用备份核对。",
                 name);
  }
  /* What stands there is chained on, so that one fault is told once and not for all that follow. */
  if (n == sizeof hash)
    memcpy (previous, stored, sizeof hash);
  *n_previous = sizeof hash;
  return true;
}

static bool
replay_change (Verifying *verifying, XpStmt *change, GError **error)
{
  XpKind kind = XP_KIND_VILLAGE;
  const char *key = xp_stmt_get_text (change, 1);
  const char *before = xp_stmt_get_text (change, 2);
  const char *after = xp_stmt_get_text (change, 3);
  verifying->report->n_changes++;
  if (!xp_kind_from_name (xp_stmt_get_text (change, 0), &kind))
    return false;

  g_autoptr (XpRecord) now = xp_book_lookup (verifying->replayed, kind, key, NULL);
  if ((now == NULL) != (before == NULL))
    return false;
  if (after == NULL)
    return xp_book_remove_record (verifying->replayed, now, error);
  g_autoptr (XpRecord) then =
    now != NULL ? xp_record_copy (now) : xp_record_new_for_key (kind, key);
  return then != NULL && xp_change_apply_text (then, after) &&
         xp_book_write_record (verifying->replayed, then, error);
}

/* ---- stored results ---- */

static void
check_result (Verifying *verifying, const XpRecord *result)
{
  const char *text = xp_record_get_text (result, "text");
  const int64_t round_uid = xp_record_get_int (result, "round_uid");
  const int number = (int) xp_record_get_int (result, "result_no");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", round_uid);
  g_autoptr (XpRecord) round = xp_book_lookup (verifying->replayed, XP_KIND_ROUND, key, NULL);
  const char *name = round != NULL ? xp_record_get_text (round, "name") : "评选";
  verifying->report->n_results++;

  if (strcmp (sha256, xp_record_get_text (result, "sha256")) != 0) {
    add_problem (verifying,
                 "%s第%d份结果被改动过：内容和核对码对不上。请用备份核对。",
                 name,
                 number);
    return;
  }
  if (verifying->book->hooks.recompute_result == NULL)
    return;
  g_autofree char *again =
    verifying->book->hooks.recompute_result (verifying->replayed, round_uid, number, NULL);
  if (g_strcmp0 (again, text) != 0)
    add_problem (verifying,
                 "%s第%d份结果没有被改动，但现在这一版程序重算出来不一样。请用当时的版本核对。",
                 name,
                 number);
}

static bool
replay_act (Verifying *verifying, XpStmt *act, XpStmt *changes, GError **error)
{
  const char *failed_at = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
  xp_stmt_bind_int (changes, ":act", xp_stmt_get_int (act, 0));
  while (xp_stmt_next (changes, error)) {
    XpKind kind = XP_N_KINDS;
    if (!replay_change (verifying, changes, NULL))
      failed_at = "replay";
    else if (xp_kind_from_name (xp_stmt_get_text (changes, 0), &kind) && kind == XP_KIND_RESULT) {
      XpRecord *result =
        xp_book_lookup (verifying->replayed, kind, xp_stmt_get_text (changes, 1), NULL);
      if (result != NULL)
        g_ptr_array_add (results, result);
    }
  }
  const bool is_read = xp_stmt_is_done (changes);
  xp_stmt_reset (changes);
  if (failed_at != NULL) {
    g_autofree char *name = name_act (act);
    add_problem (verifying, "%s接不上前面的记录。请用备份核对。", name);
  }
  for (guint i = 0; i < results->len; i++)
    check_result (verifying, results->pdata[i]);
  return is_read;
}

static bool
check_acts (Verifying *verifying, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  guint8 previous[32];
  size_t n_previous = 0;
  g_autoptr (XpStmt) act = xp_book_prepare (verifying->book, ALL_ACTS, error);
  g_autoptr (XpStmt) changes =
    act != NULL ? xp_book_prepare (verifying->book, CHANGES_OF, error) : NULL;
  if (changes == NULL)
    return false;

  while (xp_stmt_next (act, error)) {
    const size_t n = ++verifying->report->n_acts;
    if (!xp_progress_report (progress, cancellable, n, 0, error) ||
        !check_link (verifying, act, previous, &n_previous, error) ||
        !replay_act (verifying, act, changes, error))
      return false;
  }
  return xp_stmt_is_done (act);
}

/* ---- state tables, row by row ---- */

static char *
describe_record (Verifying *verifying, const XpRecord *record)
{
  const XpChange change = {xp_record_get_kind (record), NULL, (XpRecord *) record};
  return xp_book_describe_change (verifying->replayed, &change);
}

static void
compare_record (Verifying *verifying, const XpRecord *is, const XpRecord *should)
{
  const XpRecord *known = should != NULL ? should : is;
  if (is != NULL && should != NULL && xp_record_equal (is, should))
    return;
  g_autofree char *what = describe_record (verifying, known);
  const XpKindInfo *info = xp_kind_get_info (xp_record_get_kind (known));
  if (is == NULL) {
    add_problem (verifying,
                 "少了一条%s：%s。它不是在乡评里去掉的。请用备份核对。",
                 info->title,
                 what);
    return;
  }
  if (should == NULL) {
    add_problem (verifying,
                 "多出一条%s：%s。它不是在乡评里录的。请用备份核对。",
                 info->title,
                 what);
    return;
  }
  for (size_t i = info->n_key; i < info->n_columns; i++)
    if (!xp_record_equal_at (is, should, i))
      add_problem (verifying,
                   "%s的“%s”被别的程序改过：%s。请用备份核对。",
                   info->title,
                   info->columns[i].title,
                   what);
}

static bool
compare_kind (Verifying *verifying, XpKind kind, GError **error)
{
  g_autoptr (GPtrArray) is = xp_book_list (verifying->book, kind, NULL, 0, error);
  g_autoptr (GPtrArray) should =
    is != NULL ? xp_book_list (verifying->replayed, kind, NULL, 0, error) : NULL;
  if (should == NULL)
    return false;

  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < is->len; i++)
    g_hash_table_insert (by_key, xp_record_dup_key (is->pdata[i]), is->pdata[i]);
  for (guint i = 0; i < should->len; i++) {
    g_autofree char *key = xp_record_dup_key (should->pdata[i]);
    compare_record (verifying, g_hash_table_lookup (by_key, key), should->pdata[i]);
    g_hash_table_remove (by_key, key);
  }
  GHashTableIter iter;
  gpointer left = NULL;
  g_hash_table_iter_init (&iter, by_key);
  while (g_hash_table_iter_next (&iter, NULL, &left))
    compare_record (verifying, left, NULL);
  return true;
}

/* ---- commitments ---- */

static const char ALL_SECRETS[] = "SELECT commitment, kind, salt, value FROM secret";

static bool
check_secrets (Verifying *verifying, GHashTable *kept, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (verifying->book, ALL_SECRETS, error);
  while (select != NULL && xp_stmt_next (select, error)) {
    guint8 hash[crypto_hash_sha256_BYTES];
    char hex[65];
    size_t n_salt = 0;
    const void *salt = xp_stmt_get_bytes (select, 2, &n_salt);
    const char *value = xp_stmt_get_text (select, 3);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init (&state);
    crypto_hash_sha256_update (&state, salt, n_salt);
    crypto_hash_sha256_update (&state, (const guint8 *) value, strlen (value));
    crypto_hash_sha256_final (&state, hash);
    sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
    if (strcmp (hex, xp_stmt_get_text (select, 0)) != 0)
      add_problem (verifying, "有一条电话、证件或备注被别的程序改过。请用备份核对。");
    g_hash_table_add (kept, g_strdup (xp_stmt_get_text (select, 0)));
  }
  return select != NULL && xp_stmt_is_done (select);
}

static const char FORGOTTEN[] = "SELECT 1 FROM act WHERE verb = 'forget' AND subject = :subject";

static bool
was_forgotten (Verifying *verifying, const XpRecord *record)
{
  g_autofree char *key = xp_record_dup_key (record);
  g_autofree char *subject =
    g_strconcat (xp_kind_get_info (xp_record_get_kind (record))->name, " ", key, NULL);
  g_autoptr (XpStmt) select = xp_book_prepare (verifying->book, FORGOTTEN, NULL);
  if (select == NULL)
    return false;
  xp_stmt_bind_text (select, ":subject", subject);
  return xp_stmt_next (select, NULL);
}

static bool
check_commitments (Verifying *verifying, GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!check_secrets (verifying, kept, error))
    return false;
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    const XpKindInfo *info = xp_kind_get_info ((XpKind) kind);
    bool has_secret = false;
    for (size_t i = 0; i < info->n_columns; i++)
      has_secret |= info->columns[i].type == XP_COLUMN_SECRET;
    g_autoptr (GPtrArray) records =
      has_secret ? xp_book_list (verifying->replayed, (XpKind) kind, NULL, 0, error) : NULL;
    for (guint k = 0; records != NULL && k < records->len; k++)
      for (size_t i = 0; i < info->n_columns; i++) {
        const char *commitment = info->columns[i].type == XP_COLUMN_SECRET
                                   ? xp_record_get_text_at (records->pdata[k], i)
                                   : NULL;
        if (commitment == NULL || g_hash_table_contains (kept, commitment) ||
            was_forgotten (verifying, records->pdata[k]))
          continue;
        g_autofree char *what = describe_record (verifying, records->pdata[k]);
        add_problem (verifying, "%s的%s不见了。请用备份核对。", what, info->columns[i].title);
      }
  }
  return true;
}

/* ---- all of it ---- */

static bool
verify (Verifying *verifying, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!check_file (verifying, error))
    return false;
  /* One transaction for all of replay: a million statements of their own would take minutes. */
  if (!xp_book_exec (verifying->replayed, "BEGIN", error) ||
      !check_acts (verifying, progress, cancellable, error))
    return false;
  for (int kind = 0; kind < XP_N_KINDS; kind++)
    if (!compare_kind (verifying, (XpKind) kind, error))
      return false;
  return check_commitments (verifying, error);
}

XpVerifyReport *
xp_book_verify_path (const char *path,
                     const XpBookHooks *hooks,
                     XpProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (XpBook) book = xp_book_open_reader (path, hooks, error);
  g_autoptr (XpBook) replayed =
    book != NULL ? xp_book_new_in_memory (hooks, XP_BOOK_SCHEMA_VERSION, error) : NULL;
  if (replayed == NULL)
    return NULL;
  g_autoptr (XpVerifyReport) report = g_new0 (XpVerifyReport, 1);
  report->problems = g_ptr_array_new_with_free_func (g_free);
  Verifying verifying = {book, replayed, report};
  return verify (&verifying, progress, cancellable, error) ? g_steal_pointer (&report) : NULL;
}

/* xp-book-check.c: is it a book of ours, and is it whole? Asked before anything else is. */
#include "xp-book-private.h"

#include <string.h>

enum {
  APPLICATION_ID = 0x58506279 /* “XPby” */
};

/* -1 with @error set. */
static int64_t
read_number (XpBook *self, const char *sql, GError **error)
{
  g_autoptr (XpStmt) stmt = xp_book_prepare (self, sql, error);
  return stmt != NULL && xp_stmt_next (stmt, error) ? xp_stmt_get_int (stmt, 0) : -1;
}

static bool
set_damaged (XpBook *self, const char *what, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_DAMAGED,
               "%s %s。请不要再往里录，用最近的备份打开。",
               xp_error_name_file (self->path),
               what);
  return false;
}

/* A disk that does not answer, or a file in other hands, says nothing about the book. */
static bool
take_failure_of_disk (GError **failure, GError **error)
{
  if (!g_error_matches (*failure, XP_ERROR, XP_ERROR_NOT_SAVED) &&
      !g_error_matches (*failure, XP_ERROR, XP_ERROR_LOCKED))
    return false;
  g_propagate_error (error, g_steal_pointer (failure));
  return true;
}

/* The tables first: until they are known to be ours, nothing in the file is asked to do anything.
 */
static bool
check_tables (XpBook *self, int version, GError **error)
{
  bool is_same = false;
  if (!xp_book_has_schema (self, version, &is_same, error))
    return false;
  return is_same || set_damaged (self, "里面的表格不是乡评的样子，可能被别的程序改过", error);
}

static bool
check_pages (XpBook *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpStmt) quick = xp_book_prepare (self, "PRAGMA quick_check (1)", &failure);
  if (quick == NULL || !xp_stmt_next (quick, &failure) ||
      g_strcmp0 (xp_stmt_get_text (quick, 0), "ok") != 0)
    return !take_failure_of_disk (&failure, error) &&
           set_damaged (self, "损坏了，有的内容读不出来", error);
  return true;
}

bool
xp_book_check_is_ours (XpBook *self, int *out_version, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const int64_t id = read_number (self, "PRAGMA application_id", &failure);
  if (g_error_matches (failure, XP_ERROR, XP_ERROR_DAMAGED))
    return set_damaged (self, "损坏了，打不开", error);
  if (take_failure_of_disk (&failure, error))
    return false;
  if (id != APPLICATION_ID) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 不是乡评的资料文件。请重新选一个“.xiangping”文件。",
                 xp_error_name_file (self->path));
    return false;
  }
  const int64_t version = read_number (self, "PRAGMA user_version", &failure);
  if (take_failure_of_disk (&failure, error))
    return false;
  if (version > XP_BOOK_SCHEMA_VERSION) {
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_NEWER,
      "%s 是用更新的乡评存的（资料第%" G_GINT64_FORMAT
      "版，这里的程序只认到第%d版），这一版打不开。"
      "请先把这台电脑上的乡评升级：新版可以向给您装乡评的人要，存这份资料的那台电脑上也有。",
      xp_error_name_file (self->path),
      version,
      XP_BOOK_SCHEMA_VERSION);
    return false;
  }
  if (version < 1)
    return set_damaged (self, "的版本号不对", error);
  *out_version = (int) version;
  return check_tables (self, *out_version, error);
}

bool
xp_book_check_is_book (XpBook *self, int *out_version, GError **error)
{
  return xp_book_check_is_ours (self, out_version, error) && check_pages (self, error);
}

/* ---- the log, as far as it takes no time ---- */

enum {
  N_LINKS = 1000 /* some milliseconds */
};

static const char HAS_ALL_ACTS[] = "SELECT count (*) = coalesce (max (act_no), 0) FROM act";

/* Acts on lines of others have links of their own. */
static const char LAST_ACTS[] = "SELECT act_no, hash FROM act WHERE line_no = 1"
                                " ORDER BY act_no DESC LIMIT :n";

static bool
is_link_good (XpBook *self, int64_t act_no, GBytes *previous, GBytes *stored)
{
  guint8 hash[32];
  gsize n_previous = 0, n_stored = 0;
  const guint8 *before = previous != NULL ? g_bytes_get_data (previous, &n_previous) : NULL;
  const guint8 *is = g_bytes_get_data (stored, &n_stored);
  return n_stored == sizeof hash &&
         xp_book_hash_act (self, act_no, before, n_previous, hash, NULL) &&
         memcmp (hash, is, sizeof hash) == 0;
}

/* Newest first: each act is checked once the one before it was read. */
static bool
are_last_links_good (XpBook *self)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LAST_ACTS, NULL);
  g_autoptr (GBytes) later = NULL;
  int64_t later_no = 0;
  int n_read = 0;
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":n", N_LINKS + 1);
  while (xp_stmt_next (select, NULL)) {
    gsize n = 0;
    const void *bytes = xp_stmt_get_bytes (select, 1, &n);
    g_autoptr (GBytes) hash = g_bytes_new (bytes, n);
    if (later != NULL && !is_link_good (self, later_no, hash, later))
      return false;
    g_clear_pointer (&later, g_bytes_unref);
    later = g_steal_pointer (&hash);
    later_no = xp_stmt_get_int (select, 0);
    n_read++;
  }
  return xp_stmt_is_done (select) &&
         (n_read == 0 || n_read > N_LINKS || is_link_good (self, later_no, NULL, later));
}

bool
xp_book_is_log_whole (XpBook *self)
{
  return read_number (self, HAS_ALL_ACTS, NULL) == 1 && are_last_links_good (self);
}

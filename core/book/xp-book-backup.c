/* xp-book-backup.c: a copy of the book in one file, looked at before it is said to be made. */
#include "xp-book-private.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
refuse (const char *path, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_NOT_SAVED,
               "备份没有做成：%s 写不进去。请看看U盘插好没有、满不满、能不能写；本村资料没有变动。",
               xp_error_name_file (path));
  return false;
}

static bool
is_same_file (const char *a, const char *b)
{
  struct stat one, other;
  return stat (a, &one) == 0 && stat (b, &other) == 0 && one.st_dev == other.st_dev &&
         one.st_ino == other.st_ino;
}

/* Copying attaches the new file, which is otherwise forbidden. */
static bool
copy_into (XpBook *self, const char *path)
{
  if (!xp_book_check_connected (self, NULL))
    return false;
  const int limit = sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 1);
  g_autoptr (XpStmt) vacuum = xp_book_prepare (self, "VACUUM INTO :path", NULL);
  bool is_copied = false;
  if (vacuum != NULL) {
    xp_stmt_bind_text (vacuum, ":path", path);
    is_copied = xp_stmt_run (vacuum, NULL);
  }
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, limit);
  return is_copied;
}

static bool
is_good_copy (XpBook *self, const char *path)
{
  guint8 head[32], copied[32];
  int64_t n_acts = 0, n_copied = -1;
  g_autoptr (XpBook) copy = xp_book_open_reader (path, &self->hooks, NULL);
  return copy != NULL && xp_book_get_head (self, head, NULL) &&
         xp_book_get_head (copy, copied, NULL) && memcmp (head, copied, sizeof head) == 0 &&
         xp_book_count_acts (self, &n_acts, NULL) && xp_book_count_acts (copy, &n_copied, NULL) &&
         n_acts == n_copied;
}

bool
xp_book_backup (XpBook *self, const char *path, GError **error)
{
  assert_own_thread (self);
  if (is_same_file (self->path, path)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s 就是正开着的本村资料，不能备份到它自己上。请换个文件名。",
                 xp_error_name_file (path));
    return false;
  }
  bool is_named = false;
  g_autofree char *part = xp_disk_dup_part_path (path);
  unlink (part);
  if (copy_into (self, part) && is_good_copy (self, part) &&
      xp_disk_give_name (self->disk, part, path, &is_named) == 0)
    return true;
  unlink (part);
  return refuse (path, error);
}

static const char HAS_HEAD[] = "SELECT 1 FROM act WHERE hash = :hash";

bool
xp_book_has_head (XpBook *self, const guint8 hash[32])
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, HAS_HEAD, NULL);
  if (select == NULL)
    return false;
  xp_stmt_bind_bytes (select, ":hash", hash, 32);
  return xp_stmt_next (select, NULL);
}

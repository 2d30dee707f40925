#include "xp-backup-restore.h"

#include "xp-backup-private.h"
#include "xp-book-seal.h"

#include <glib/gstdio.h>
#include <string.h>

/* Acts told of each side; the rest is a number. */
static const size_t MOST_TOLD = 100;

/* Where a sealed backup lies while it is looked at. */
static const char UNSEALED[] = "opened.xiangping";

void
xp_restore_view_free (XpRestoreView *self)
{
  g_free (self->path);
  g_free (self->standing);
  g_free (self->only_here);
  g_free (self->only_there);
  g_clear_pointer (&self->difference, xp_book_difference_free);
  g_free (self);
}

/* ---- how it stands to the book ---- */

static int64_t
read_village_uid (XpBook *book)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, NULL);
  return villages != NULL && villages->len > 0
           ? xp_record_get_int (villages->pdata[0], "village_uid")
           : 0;
}

static char *
tell_count (const char *where, size_t n)
{
  return n > 0 ? g_strdup_printf ("%s：%zu次改动", where, n) : NULL;
}

static XpRestoreView *
look_at (XpBook *book, const char *path, size_t n_at_most, GError **error)
{
  g_autoptr (XpBook) backup = xp_book_open_reader (path, &XP_DESK_HOOKS, error);
  if (backup == NULL)
    return NULL;
  g_autoptr (XpRestoreView) view = g_new0 (XpRestoreView, 1);
  view->path = g_strdup (path);
  view->is_ours = read_village_uid (book) == read_village_uid (backup);
  if (!view->is_ours) {
    view->standing = xp_backup_tell_difference (NULL);
    return g_steal_pointer (&view);
  }
  view->difference = xp_book_compare (book, backup, n_at_most, error);
  if (view->difference == NULL)
    return NULL;
  view->standing = xp_backup_tell_difference (view->difference);
  view->is_same = view->difference->n_here == 0 && view->difference->n_there == 0;
  view->only_here = tell_count ("只有现在的资料里有", view->difference->n_here);
  view->only_there = tell_count ("只有这份备份里有", view->difference->n_there);
  return g_steal_pointer (&view);
}

static gpointer
look (XpDesk *desk, XpBook *book, gpointer path, GError **error)
{
  return look_at (book, path, MOST_TOLD, error);
}

XpRestoreView *
xp_backup_restore_look (XpDesk *desk, const char *path, GError **error)
{
  return xp_desk_run (desk, look, (gpointer) path, error);
}

void
xp_backup_restore_look_async (XpDesk *desk,
                              const char *path,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  xp_desk_run_async (desk,
                     desk,
                     look,
                     g_strdup (path),
                     g_free,
                     (GDestroyNotify) xp_restore_view_free,
                     callback,
                     user_data);
}

XpRestoreView *
xp_backup_restore_look_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return xp_desk_run_finish (result, error);
}

static gpointer
compare (XpDesk *desk, XpBook *book, gpointer path, GError **error)
{
  g_autoptr (XpRestoreView) view = look_at (book, path, 0, error);
  return view != NULL ? g_steal_pointer (&view->standing) : NULL;
}

char *
xp_backup_restore_compare (XpDesk *desk, const char *path, GError **error)
{
  return xp_desk_run (desk, compare, (gpointer) path, error);
}

char *
xp_backup_restore_tell_household (const XpHouseholdDifference *household)
{
  const char *name = household->name[0] != '\0' ? household->name : "一户（已经不在名单里）";
  if (household->n_there == 0)
    return g_strdup_printf ("%s：现在的资料多%zu处", name, household->n_here);
  if (household->n_here == 0)
    return g_strdup_printf ("%s：备份多%zu处", name, household->n_there);
  return g_strdup_printf ("%s：现在的资料多%zu处，备份多%zu处",
                          name,
                          household->n_here,
                          household->n_there);
}

/* ---- in the place of the book ---- */

/* 永胜村_换下_2026-10-12.xiangping, the second of a day with a number. */
static char *
dup_kept_path (XpDesk *desk)
{
  static const char ENDING[] = ".xiangping";
  const char *path = xp_desk_get_path (desk);
  const GDate today = xp_desk_get_today (desk);
  g_autofree char *day = xp_day_to_text (&today);
  g_autofree char *stem = g_str_has_suffix (path, ENDING)
                            ? g_strndup (path, strlen (path) - strlen (ENDING))
                            : g_strdup (path);
  char *kept = g_strdup_printf ("%s_换下_%s%s", stem, day, ENDING);
  for (int n = 2; g_file_test (kept, G_FILE_TEST_EXISTS); n++) {
    g_free (kept);
    kept = g_strdup_printf ("%s_换下_%s_%d%s", stem, day, n, ENDING);
  }
  return kept;
}

static gpointer
replace (XpDesk *desk, XpBook *book, gpointer path, GError **error)
{
  g_autoptr (XpBook) backup = xp_book_open_reader (path, &XP_DESK_HOOKS, error);
  if (backup == NULL)
    return NULL;
  if (read_village_uid (book) != read_village_uid (backup)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s 不是本村资料的备份，没有代替。请换一份。",
                 xp_error_name_file (path));
    return NULL;
  }
  g_autofree char *kept = dup_kept_path (desk);
  return xp_book_replace (book, path, kept, error) ? g_steal_pointer (&kept) : NULL;
}

bool
xp_backup_restore_use (XpDesk *desk, const char *path, char **out_kept, GError **error)
{
  if (xp_desk_get_is_reader (desk)) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "资料是只看不改地打开的，不能代替。请等那边关掉，打开来录的时候再代替。");
    return false;
  }
  char *kept = xp_desk_run (desk, replace, (gpointer) path, error);
  if (kept == NULL)
    return false;
  xp_desk_let_go (desk);
  *out_kept = kept;
  return true;
}

/* ---- under a passphrase ---- */

bool
xp_backup_restore_is_sealed (const char *path)
{
  return xp_seal_is_sealed (path);
}

bool
xp_backup_restore_check_passphrase (const char *passphrase, const char *again, GError **error)
{
  if (!xp_seal_check_passphrase (passphrase, error))
    return false;
  if (strcmp (passphrase, again) == 0)
    return true;
  g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, "两次写的口令不一样。请再写一遍。");
  return false;
}

bool
xp_backup_restore_unseal (const char *path, const char *to, const char *passphrase, GError **error)
{
  if (!xp_seal_read (path, to, passphrase, error))
    return false;
  g_autoptr (XpBook) book = xp_book_open_reader (to, &XP_DESK_HOOKS, error);
  if (book == NULL)
    g_unlink (to);
  return book != NULL;
}

static gpointer
dup_unsealed_path (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autofree char *folder = xp_backup_make_folder (desk, book, error);
  return folder != NULL ? g_build_filename (folder, UNSEALED, NULL) : NULL;
}

char *
xp_backup_restore_unseal_beside (XpDesk *desk,
                                 const char *path,
                                 const char *passphrase,
                                 GError **error)
{
  g_autofree char *to = xp_desk_run (desk, dup_unsealed_path, NULL, error);
  if (to == NULL)
    return NULL;
  g_unlink (to);
  return xp_backup_restore_unseal (path, to, passphrase, error) ? g_steal_pointer (&to) : NULL;
}

void
xp_backup_restore_forget_unsealed (const char *path)
{
  if (strcmp (xp_error_name_file (path), UNSEALED) == 0)
    g_unlink (path);
}

#include "xp-backup-work.h"

#include "xp-backup-private.h"

#include <string.h>

void
xp_backup_line_free (XpBackupLine *self)
{
  g_free (self->path);
  g_free (self->sentence);
  g_free (self);
}

static gpointer
list_backups (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autofree char *folder = xp_backup_dup_folder (desk, book, error);
  if (folder == NULL)
    return NULL;
  GPtrArray *lines = xp_backup_list_folder (desk, folder);
  XpBackupLine *chosen = xp_backup_read_chosen (desk, folder, false);
  if (chosen != NULL && g_file_test (chosen->path, G_FILE_TEST_EXISTS))
    g_ptr_array_add (lines, chosen);
  else
    g_clear_pointer (&chosen, xp_backup_line_free);
  g_ptr_array_sort (lines, xp_backup_compare_newest_first);
  return lines;
}

GPtrArray *
xp_backup_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_backups, NULL, error);
}

/* ---- by itself ---- */

bool
xp_backup_keep (XpDesk *desk, XpBook *book, bool is_before_upgrade, GError **error)
{
  int64_t n_acts = 0;
  g_autofree char *folder = xp_backup_make_folder (desk, book, error);
  if (folder == NULL || !xp_book_count_acts (book, &n_acts, error))
    return false;
  g_autofree char *name = xp_backup_dup_name (desk, n_acts, is_before_upgrade);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!xp_book_backup (book, path, error))
    return false;
  xp_backup_drop_oldest (desk, folder, path);
  return true;
}

static gpointer
keep (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_backup_keep (desk, book, false, error) ? XP_DESK_DONE : NULL;
}

bool
xp_backup_work_keep (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, keep, NULL, error) != NULL;
}

/* ---- where somebody says ---- */

typedef struct {
  char *path;
  char *passphrase; /* NULL: none */
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;
  if (saving->passphrase != NULL)
    memset (saving->passphrase, 0, strlen (saving->passphrase));
  g_free (saving->passphrase);
  g_free (saving->path);
  g_free (saving);
}

/* What goes to the stick under a passphrase lies for a moment, as it is, where the book is. */
static bool
save_sealed (XpDesk *desk, XpBook *book, const char *path, const char *passphrase, GError **error)
{
  g_autofree char *folder = xp_backup_make_folder (desk, book, error);
  g_autofree char *through = folder != NULL ? g_build_filename (folder, ".sealing", NULL) : NULL;
  return through != NULL && xp_book_backup_sealed (book, path, through, passphrase, error);
}

static gpointer
save (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Saving *saving = input;
  g_autofree char *path = g_canonicalize_filename (saving->path, NULL);
  const bool is_saved = saving->passphrase != NULL
                          ? save_sealed (desk, book, path, saving->passphrase, error)
                          : xp_book_backup (book, path, error);
  if (!is_saved)
    return NULL;
  xp_backup_remember_chosen (desk, book, path);
  return XP_DESK_DONE;
}

bool
xp_backup_work_save (XpDesk *desk, const char *path, const char *passphrase, GError **error)
{
  Saving saving = {(char *) path, (char *) passphrase};
  return xp_desk_run (desk, save, &saving, error) != NULL;
}

void
xp_backup_work_save_async (XpDesk *desk,
                           const char *path,
                           const char *passphrase,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Saving *saving = g_new0 (Saving, 1);
  *saving = (Saving){g_strdup (path), g_strdup (passphrase)};
  xp_desk_run_async (desk, desk, save, saving, free_saving, NULL, callback, user_data);
}

bool
xp_backup_work_save_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return xp_desk_run_finish (result, error) != NULL;
}

/* ---- how old ---- */

static gpointer
tell_last (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_backup_tell_last (desk, book);
}

char *
xp_backup_work_tell_last (XpDesk *desk)
{
  return xp_desk_run (desk, tell_last, NULL, NULL);
}

static gpointer
tell_standing (XpDesk *desk, XpBook *book, gpointer out_is_due, GError **error)
{
  return xp_backup_tell_standing (desk, book, out_is_due);
}

char *
xp_backup_work_tell_standing (XpDesk *desk, bool *out_is_due)
{
  return xp_desk_run (desk, tell_standing, out_is_due, NULL);
}

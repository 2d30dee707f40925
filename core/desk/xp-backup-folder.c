/* xp-backup-folder.c: the folder of backups that are made by itself: names, what is there, what is
 * kept. */
#include "xp-backup-private.h"

#include "xp-place.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Of those made by itself; besides, the last of each month. */
static const guint MOST_KEPT = 10;

/* 2026-10-12_21-20-05_137.xiangping: moment of the laptop's clock, acts. No colon: FAT has none. */
static const char ENDING[] = ".xiangping";
static const char BEFORE_UPGRADE[] = "_升级前";

/* Remember the last that somebody chose, and the last on another disk: moment, acts, path. */
static const char CHOSEN[] = "chosen", OUTSIDE[] = "outside";

char *
xp_backup_dup_folder (XpDesk *desk, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, error);
  if (villages == NULL)
    return NULL;
  const int64_t uid = villages->len > 0 ? xp_record_get_int (villages->pdata[0], "village_uid") : 0;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, uid);
  return g_build_filename (xp_desk_get_backups_dir (desk), name, NULL);
}

char *
xp_backup_make_folder (XpDesk *desk, XpBook *book, GError **error)
{
  g_autofree char *folder = xp_backup_dup_folder (desk, book, error);
  if (folder == NULL || g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);
  g_set_error_literal (
    error,
    XP_ERROR,
    XP_ERROR_NOT_SAVED,
    "这台电脑上放备份的文件夹建不了，备份没有做成。请看看磁盘满不满，或备份到U盘上。");
  return NULL;
}

char *
xp_backup_dup_name (XpDesk *desk, int64_t n_acts, bool is_before_upgrade)
{
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (xp_clock_now_ms (xp_desk_get_clock (desk)) / 1000);
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%d_%H-%M-%S");
  return g_strdup_printf ("%s_%" G_GINT64_FORMAT "%s%s",
                          when,
                          n_acts,
                          is_before_upgrade ? BEFORE_UPGRADE : "",
                          ENDING);
}

/* ---- those that are there ---- */

/* NULL: not one of ours. */
static XpBackupLine *
read_line (XpDesk *desk, const char *folder, const char *name)
{
  int year, month, day, hour, minute, second, n_acts;
  struct stat info;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!g_str_has_suffix (name, ENDING) || stat (path, &info) != 0 ||
      sscanf (name,
              "%4d-%2d-%2d_%2d-%2d-%2d_%d",
              &year,
              &month,
              &day,
              &hour,
              &minute,
              &second,
              &n_acts) != 7)
    return NULL;
  g_autoptr (GDateTime) at = g_date_time_new_local (year, month, day, hour, minute, second);
  if (at == NULL)
    return NULL;
  XpBackupLine *line = g_new0 (XpBackupLine, 1);
  line->path = g_steal_pointer (&path);
  line->at_ms = g_date_time_to_unix (at) * 1000;
  line->n_bytes = info.st_size;
  line->n_acts = n_acts;
  line->is_before_upgrade = strstr (name, BEFORE_UPGRADE) != NULL;
  xp_backup_finish_line (desk, line);
  return line;
}

gint
xp_backup_compare_newest_first (gconstpointer a, gconstpointer b)
{
  const XpBackupLine *left = *(XpBackupLine *const *) a, *right = *(XpBackupLine *const *) b;
  if (left->at_ms != right->at_ms)
    return left->at_ms < right->at_ms ? 1 : -1;
  return right->n_acts - left->n_acts;
}

GPtrArray *
xp_backup_list_folder (XpDesk *desk, const char *folder)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_backup_line_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    XpBackupLine *line = read_line (desk, folder, name);
    if (line != NULL)
      g_ptr_array_add (lines, line);
  }
  g_ptr_array_sort (lines, xp_backup_compare_newest_first);
  return lines;
}

/* ---- those that are kept ---- */

/* 202610 */
static int
month_of (const XpBackupLine *line)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  return g_date_time_get_year (at) * 100 + g_date_time_get_month (at);
}

void
xp_backup_drop_oldest (XpDesk *desk, const char *folder, const char *made)
{
  g_autoptr (GPtrArray) lines = xp_backup_list_folder (desk, folder);
  guint n_kept = 0;
  int month = 0;
  for (guint i = 0; i < lines->len; i++) {
    const XpBackupLine *line = lines->pdata[i];
    if (line->is_before_upgrade)
      continue;
    /* Newest first: the first of a month is its last. A clock that was set back makes the newest
     * look the oldest, so what was just made is never taken away. */
    const bool is_last_of_month = month_of (line) != month;
    month = month_of (line);
    if (++n_kept > MOST_KEPT && !is_last_of_month && strcmp (line->path, made) != 0)
      g_unlink (line->path);
  }
}

/* ---- those that somebody chose ---- */

bool
xp_backup_is_outside (const char *path)
{
  static const char *const STICKS[] = {"/run/media/", "/media/", "/mnt/"};
  for (size_t i = 0; i < G_N_ELEMENTS (STICKS); i++)
    if (g_str_has_prefix (path, STICKS[i]))
      return true;
  return !xp_place_check (path, NULL);
}

XpBackupLine *
xp_backup_read_chosen (XpDesk *desk, const char *folder, bool is_outside)
{
  g_autofree char *file = g_build_filename (folder, is_outside ? OUTSIDE : CHOSEN, NULL);
  g_autofree char *text = NULL;
  struct stat info;
  if (!g_file_get_contents (file, &text, NULL, NULL))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  if (g_strv_length (lines) < 3)
    return NULL;
  XpBackupLine *line = g_new0 (XpBackupLine, 1);
  line->at_ms = g_ascii_strtoll (lines[0], NULL, 10);
  line->n_acts = (int) g_ascii_strtoll (lines[1], NULL, 10);
  line->path = g_strdup (g_strchomp (lines[2]));
  line->n_bytes = stat (line->path, &info) == 0 ? info.st_size : 0;
  xp_backup_finish_line (desk, line);
  return line;
}

void
xp_backup_remember_chosen (XpDesk *desk, XpBook *book, const char *path)
{
  int64_t n_acts = 0;
  g_autofree char *folder = xp_backup_make_folder (desk, book, NULL);
  if (folder == NULL || !xp_book_count_acts (book, &n_acts, NULL))
    return;
  g_autofree char *chosen = g_build_filename (folder, CHOSEN, NULL);
  g_autofree char *outside = g_build_filename (folder, OUTSIDE, NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s\n",
                                           xp_clock_now_ms (xp_desk_get_clock (desk)),
                                           n_acts,
                                           path);
  g_file_set_contents (chosen, text, -1, NULL);
  if (xp_backup_is_outside (path))
    g_file_set_contents (outside, text, -1, NULL);
}

#include "xp-backup-work.h"

#include "xp-desk-private.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Of those made by itself. */
static const guint MOST_KEPT = 10;

/* 2026-10-12_21-20-05_137.xiangping: moment of the laptop's clock, acts. No colon: FAT has none. */
static const char ENDING[] = ".xiangping";
static const char BEFORE_UPGRADE[] = "_升级前";

/* Remembers the last that somebody chose: moment, acts, path. */
static const char CHOSEN[] = "chosen";

void
xp_backup_line_free (XpBackupLine *self)
{
  g_free (self->path);
  g_free (self->sentence);
  g_free (self);
}

/* ---- folder ---- */

static char *
dup_folder (XpDesk *desk, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, error);
  if (villages == NULL)
    return NULL;
  const int64_t uid = villages->len > 0 ? xp_record_get_int (villages->pdata[0], "village_uid") : 0;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, uid);
  return g_build_filename (xp_desk_get_backups_dir (desk), name, NULL);
}

static char *
make_folder (XpDesk *desk, XpBook *book, GError **error)
{
  g_autofree char *folder = dup_folder (desk, book, error);
  if (folder == NULL || g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);
  g_set_error_literal (
    error,
    XP_ERROR,
    XP_ERROR_NOT_SAVED,
    "这台电脑上放备份的文件夹建不了，备份没有做成。请看看磁盘满不满，或备份到U盘上。");
  return NULL;
}

/* ---- words ---- */

static char *
tell_when (XpDesk *desk, int64_t at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  GDate day, today = xp_desk_get_today (desk);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day,
                  (GDateDay) g_date_time_get_day_of_month (at),
                  (GDateMonth) g_date_time_get_month (at),
                  (GDateYear) g_date_time_get_year (at));
  const int n_days = g_date_days_between (&day, &today);
  g_autofree char *time = g_date_time_format (at, "%H:%M");
  if (n_days == 0 || n_days == 1)
    return g_strdup_printf ("%s %s", n_days == 0 ? "今天" : "昨天", time);
  g_autofree char *date =
    g_date_get_year (&day) == g_date_get_year (&today)
      ? g_strdup_printf ("%d月%d日", g_date_get_month (&day), g_date_get_day (&day))
      : xp_day_to_chinese (&day);
  return g_strdup_printf ("%s %s", date, time);
}

/* /media/lao-wang/KINGSTON/… → 在U盘 KINGSTON */
static char *
tell_where (XpDesk *desk, const char *path)
{
  static const char *const STICKS[] = {"/run/media/", "/media/"};
  if (g_str_has_prefix (path, xp_desk_get_backups_dir (desk)))
    return g_strdup ("在这台电脑里");
  for (size_t i = 0; i < G_N_ELEMENTS (STICKS); i++) {
    if (!g_str_has_prefix (path, STICKS[i]))
      continue;
    g_auto (GStrv) parts = g_strsplit (path + strlen (STICKS[i]), "/", 3);
    return g_strdup_printf ("在U盘 %s", g_strv_length (parts) == 3 ? parts[1] : parts[0]);
  }
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (folder);
  return g_strdup_printf ("在文件夹“%s”里", name);
}

static void
finish_line (XpDesk *desk, XpBackupLine *line)
{
  g_autofree char *when = tell_when (desk, line->at_ms);
  g_autofree char *where = tell_where (desk, line->path);
  g_autofree char *size = g_strdup_printf ("%.1f MB", (double) line->n_bytes / 1e6);
  g_autofree char *acts =
    line->n_acts >= 0 ? g_strdup_printf ("，到第%d次改动", line->n_acts) : g_strdup ("");
  line->sentence = g_strconcat (when,
                                "，",
                                where,
                                "，",
                                size,
                                acts,
                                line->is_before_upgrade ? "，升级以前的" : "",
                                NULL);
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
  finish_line (desk, line);
  return line;
}

static XpBackupLine *
read_chosen (XpDesk *desk, const char *folder)
{
  g_autofree char *file = g_build_filename (folder, CHOSEN, NULL);
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
  finish_line (desk, line);
  return line;
}

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const XpBackupLine *left = *(XpBackupLine *const *) a, *right = *(XpBackupLine *const *) b;
  if (left->at_ms != right->at_ms)
    return left->at_ms < right->at_ms ? 1 : -1;
  return right->n_acts - left->n_acts;
}

static GPtrArray *
list_folder (XpDesk *desk, const char *folder)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_backup_line_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    XpBackupLine *line = read_line (desk, folder, name);
    if (line != NULL)
      g_ptr_array_add (lines, line);
  }
  g_ptr_array_sort (lines, compare_newest_first);
  return lines;
}

static gpointer
list_backups (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autofree char *folder = dup_folder (desk, book, error);
  if (folder == NULL)
    return NULL;
  GPtrArray *lines = list_folder (desk, folder);
  XpBackupLine *chosen = read_chosen (desk, folder);
  if (chosen != NULL && g_file_test (chosen->path, G_FILE_TEST_EXISTS))
    g_ptr_array_add (lines, chosen);
  else
    g_clear_pointer (&chosen, xp_backup_line_free);
  g_ptr_array_sort (lines, compare_newest_first);
  return lines;
}

GPtrArray *
xp_backup_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_backups, NULL, error);
}

/* ---- by itself ---- */

static void
drop_oldest (XpDesk *desk, const char *folder)
{
  g_autoptr (GPtrArray) lines = list_folder (desk, folder);
  guint n_kept = 0;
  for (guint i = 0; i < lines->len; i++) {
    const XpBackupLine *line = lines->pdata[i];
    if (!line->is_before_upgrade && ++n_kept > MOST_KEPT)
      g_unlink (line->path);
  }
}

bool
xp_backup_keep (XpDesk *desk, XpBook *book, bool is_before_upgrade, GError **error)
{
  int64_t n_acts = 0;
  g_autofree char *folder = make_folder (desk, book, error);
  if (folder == NULL || !xp_book_count_acts (book, &n_acts, error))
    return false;
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (xp_clock_now_ms (xp_desk_get_clock (desk)) / 1000);
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%d_%H-%M-%S");
  g_autofree char *name = g_strdup_printf ("%s_%" G_GINT64_FORMAT "%s%s",
                                           when,
                                           n_acts,
                                           is_before_upgrade ? BEFORE_UPGRADE : "",
                                           ENDING);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!xp_book_backup (book, path, error))
    return false;
  drop_oldest (desk, folder);
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

/* Not being able to remember it is no failure of the backup. */
static void
remember (XpDesk *desk, XpBook *book, const char *path)
{
  int64_t n_acts = 0;
  g_autofree char *folder = make_folder (desk, book, NULL);
  if (folder == NULL || !xp_book_count_acts (book, &n_acts, NULL))
    return;
  g_autofree char *file = g_build_filename (folder, CHOSEN, NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s\n",
                                           xp_clock_now_ms (xp_desk_get_clock (desk)),
                                           n_acts,
                                           path);
  g_file_set_contents (file, text, -1, NULL);
}

static gpointer
save (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (input, NULL);
  if (!xp_book_backup (book, path, error))
    return NULL;
  remember (desk, book, path);
  return XP_DESK_DONE;
}

bool
xp_backup_work_save (XpDesk *desk, const char *path, GError **error)
{
  return xp_desk_run (desk, save, (gpointer) path, error) != NULL;
}

void
xp_backup_work_save_async (XpDesk *desk,
                           const char *path,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  xp_desk_run_async (desk, desk, save, g_strdup (path), g_free, NULL, callback, user_data);
}

bool
xp_backup_work_save_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return xp_desk_run_finish (result, error) != NULL;
}

/* A stick that is pulled out still holds what was written to it. */
char *
xp_backup_tell_last (XpDesk *desk, XpBook *book)
{
  g_autofree char *folder = dup_folder (desk, book, NULL);
  if (folder == NULL)
    return g_strdup (XP_NO_BACKUP);
  g_autoptr (GPtrArray) lines = list_folder (desk, folder);
  XpBackupLine *chosen = read_chosen (desk, folder);
  if (chosen != NULL)
    g_ptr_array_add (lines, chosen);
  g_ptr_array_sort (lines, compare_newest_first);
  if (lines->len == 0)
    return g_strdup (XP_NO_BACKUP);
  const XpBackupLine *last = lines->pdata[0];
  g_autofree char *when = tell_when (desk, last->at_ms);
  g_autofree char *where = tell_where (desk, last->path);
  return g_strdup_printf ("%s，%s", when, where);
}

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

/* ---- how a backup stands to the book ---- */

static int64_t
read_village_uid (XpBook *book)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, NULL);
  return villages != NULL && villages->len > 0
           ? xp_record_get_int (villages->pdata[0], "village_uid")
           : 0;
}

static gpointer
compare (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  guint8 ours[32], theirs[32];
  int64_t n_ours = 0, n_theirs = 0;
  g_autoptr (XpBook) backup = xp_book_open_reader (input, &XP_DESK_HOOKS, error);
  if (backup == NULL || !xp_book_get_head (book, ours, error) ||
      !xp_book_get_head (backup, theirs, error) || !xp_book_count_acts (book, &n_ours, error) ||
      !xp_book_count_acts (backup, &n_theirs, error))
    return NULL;
  if (read_village_uid (book) != read_village_uid (backup))
    return g_strdup ("这不是本村现在这份资料的备份。");
  if (memcmp (ours, theirs, sizeof ours) == 0)
    return g_strdup ("这份备份和现在的资料一样。");
  if (xp_book_has_head (book, theirs))
    return g_strdup_printf ("这份备份比现在的资料旧，少%" G_GINT64_FORMAT "次改动。",
                            n_ours - n_theirs);
  if (xp_book_has_head (backup, ours))
    return g_strdup_printf ("这份备份比现在的资料新，多%" G_GINT64_FORMAT "次改动。",
                            n_theirs - n_ours);
  return g_strdup ("这份备份和现在的资料各有对方没有的改动。");
}

char *
xp_backup_work_compare (XpDesk *desk, const char *path, GError **error)
{
  return xp_desk_run (desk, compare, (gpointer) path, error);
}

/* xp-backup-words.c: when and where a backup was made, and whether another should be. */
#include "xp-backup-private.h"

#include "xp-book-seal.h"

#include <string.h>

static GDate
day_of (int64_t at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  GDate day;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day,
                  (GDateDay) g_date_time_get_day_of_month (at),
                  (GDateMonth) g_date_time_get_month (at),
                  (GDateYear) g_date_time_get_year (at));
  return day;
}

static int
count_days_since (XpDesk *desk, int64_t at_ms)
{
  const GDate day = day_of (at_ms), today = xp_desk_get_today (desk);
  return g_date_days_between (&day, &today);
}

char *
xp_backup_tell_when (XpDesk *desk, int64_t at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  g_autofree char *time = g_date_time_format (at, "%H:%M");
  const GDate day = day_of (at_ms), today = xp_desk_get_today (desk);
  const int n_days = count_days_since (desk, at_ms);
  if (n_days == 0 || n_days == 1)
    return g_strdup_printf ("%s %s", n_days == 0 ? "今天" : "昨天", time);
  g_autofree char *date =
    g_date_get_year (&day) == g_date_get_year (&today)
      ? g_strdup_printf ("%d月%d日", g_date_get_month (&day), g_date_get_day (&day))
      : xp_day_to_chinese (&day);
  return g_strdup_printf ("%s %s", date, time);
}

/* /media/lao-wang/KINGSTON/… → 在U盘 KINGSTON */
char *
xp_backup_tell_where (XpDesk *desk, const char *path)
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

void
xp_backup_finish_line (XpDesk *desk, XpBackupLine *line)
{
  g_autofree char *when = xp_backup_tell_when (desk, line->at_ms);
  g_autofree char *where = xp_backup_tell_where (desk, line->path);
  g_autofree char *size = g_strdup_printf ("%.1f MB", (double) line->n_bytes / 1e6);
  g_autofree char *acts =
    line->n_acts >= 0 ? g_strdup_printf ("，到第%d次改动", line->n_acts) : g_strdup ("");
  line->is_sealed = xp_seal_is_sealed (line->path);
  line->sentence = g_strconcat (when,
                                "，",
                                where,
                                "，",
                                size,
                                acts,
                                line->is_before_upgrade ? "，升级以前的" : "",
                                line->is_sealed ? "，有口令" : "",
                                NULL);
}

/* ---- the newest, and whether it is enough ---- */

/* Then it is told, if anything was changed since. */
static const int DAYS_UNTIL_OLD = 7;

typedef struct {
  GPtrArray *lines;      /* of XpBackupLine, newest first; owned */
  XpBackupLine *outside; /* owned; NULL: none is known on another disk */
  int64_t n_acts;        /* of the book now */
} Known;

static void
clear_known (Known *known)
{
  g_clear_pointer (&known->lines, g_ptr_array_unref);
  g_clear_pointer (&known->outside, xp_backup_line_free);
}

/* A stick that is pulled out still holds what was written to it. */
static bool
find_known (XpDesk *desk, XpBook *book, Known *known)
{
  g_autofree char *folder = xp_backup_dup_folder (desk, book, NULL);
  if (folder == NULL || !xp_book_count_acts (book, &known->n_acts, NULL))
    return false;
  known->lines = xp_backup_list_folder (desk, folder);
  known->outside = xp_backup_read_chosen (desk, folder, true);
  XpBackupLine *chosen = xp_backup_read_chosen (desk, folder, false);
  if (chosen != NULL && known->outside == NULL && xp_backup_is_outside (chosen->path))
    known->outside = xp_backup_read_chosen (desk, folder, false);
  if (chosen != NULL)
    g_ptr_array_add (known->lines, chosen);
  g_ptr_array_sort (known->lines, xp_backup_compare_newest_first);
  return true;
}

static char *
tell_line (XpDesk *desk, const XpBackupLine *line)
{
  g_autofree char *when = xp_backup_tell_when (desk, line->at_ms);
  g_autofree char *where = xp_backup_tell_where (desk, line->path);
  return g_strdup_printf ("%s，%s", when, where);
}

char *
xp_backup_tell_last (XpDesk *desk, XpBook *book)
{
  Known known = {0};
  char *told = find_known (desk, book, &known) && known.lines->len > 0
                 ? tell_line (desk, known.lines->pdata[0])
                 : g_strdup (XP_NO_BACKUP);
  clear_known (&known);
  return told;
}

/* “，后来又有37次改动”; "" none. */
static char *
tell_since (const Known *known, const XpBackupLine *line)
{
  const int64_t n = known->n_acts - line->n_acts;
  return n > 0 && line->n_acts >= 0 ? g_strdup_printf ("，后来又有%" G_GINT64_FORMAT "次改动", n)
                                    : g_strdup ("");
}

static bool
is_old (XpDesk *desk, const Known *known, const XpBackupLine *line)
{
  return count_days_since (desk, line->at_ms) > DAYS_UNTIL_OLD && known->n_acts > line->n_acts;
}

static char *
tell_standing_of (XpDesk *desk, const Known *known, bool *out_is_due)
{
  const XpBackupLine *newest = known->lines->pdata[0], *outside = known->outside;
  g_autofree char *last = tell_line (desk, newest);
  g_autofree char *since = tell_since (known, newest);
  *out_is_due = true;
  if (is_old (desk, known, newest))
    return g_strdup_printf ("上次备份：%s%s。请再备份一次，最好存到U盘上。", last, since);
  if (outside == NULL)
    return g_strdup_printf ("上次备份：%s。电脑坏了这份也就没了，请再往U盘上存一份。", last);
  g_autofree char *out = tell_line (desk, outside);
  g_autofree char *since_out = tell_since (known, outside);
  if (is_old (desk, known, outside))
    return g_strdup_printf ("上次备份：%s；另一份：%s%s。请再往U盘上存一份。",
                            last,
                            out,
                            since_out);
  *out_is_due = false;
  return outside->at_ms == newest->at_ms ? g_strdup_printf ("上次备份：%s", last)
                                         : g_strdup_printf ("上次备份：%s；另一份：%s", last, out);
}

char *
xp_backup_tell_standing (XpDesk *desk, XpBook *book, bool *out_is_due)
{
  Known known = {0};
  char *told = NULL;
  *out_is_due = false;
  if (!find_known (desk, book, &known) || known.lines->len == 0) {
    *out_is_due = known.n_acts > 1; /* more than the village's name */
    told = *out_is_due ? g_strdup (XP_NO_BACKUP "。请备份一次，最好存到U盘上。")
                       : g_strdup (XP_NO_BACKUP);
  } else {
    told = tell_standing_of (desk, &known, out_is_due);
  }
  clear_known (&known);
  return told;
}

/* ---- how one stands to the book ---- */

char *
xp_backup_tell_difference (const XpBookDifference *difference)
{
  if (difference == NULL)
    return g_strdup ("这不是本村现在这份资料的备份。");
  if (difference->n_here == 0 && difference->n_there == 0)
    return g_strdup ("这份备份和现在的资料一样。");
  if (difference->n_there == 0)
    return g_strdup_printf ("这份备份比现在的资料旧，少%zu次改动。", difference->n_here);
  if (difference->n_here == 0)
    return g_strdup_printf ("这份备份比现在的资料新，多%zu次改动。", difference->n_there);
  return g_strdup ("这份备份和现在的资料各有对方没有的改动。");
}

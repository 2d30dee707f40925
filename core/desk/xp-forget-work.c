#include "xp-forget-work.h"

#include "xp-backup-work.h"
#include "xp-desk-private.h"

/* ---- what there is ---- */

static gpointer
count (XpDesk *desk, XpBook *book, gpointer uid, GError **error)
{
  const int64_t n = xp_book_count_private (book, *(const int64_t *) uid, error);
  return n >= 0 ? GINT_TO_POINTER ((int) n + 1) : NULL;
}

int
xp_forget_work_count (XpDesk *desk, int64_t household_uid, GError **error)
{
  return GPOINTER_TO_INT (xp_desk_run (desk, count, &household_uid, error)) - 1;
}

/* NULL: none of it is in there. */
static char *
tell_backup (const XpBackupLine *line, int64_t household_uid)
{
  g_autoptr (XpBook) backup = xp_book_open_reader (line->path, &XP_DESK_HOOKS, NULL);
  const int64_t n = backup != NULL ? xp_book_count_private (backup, household_uid, NULL) : -1;
  if (n == 0)
    return NULL;
  return n > 0 ? g_strdup (line->sentence)
               : g_strconcat (line->sentence, "（打不开看，可能还有）", NULL);
}

GPtrArray *
xp_forget_work_list_backups (XpDesk *desk, int64_t household_uid, GError **error)
{
  g_autoptr (GPtrArray) backups = xp_backup_work_list (desk, error);
  if (backups == NULL)
    return NULL;
  GPtrArray *told = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < backups->len; i++) {
    char *sentence = tell_backup (backups->pdata[i], household_uid);
    if (sentence != NULL)
      g_ptr_array_add (told, sentence);
  }
  return told;
}

/* ---- forgetting ---- */

typedef struct {
  int64_t household_uid;
  GError *not_wiped; /* NULL: the disk is wiped */
} Forgetting;

static gpointer
forget (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Forgetting *forgetting = input;
  const GDate today = xp_desk_get_today (desk);
  g_autofree char *day = xp_day_to_text (&today);
  XpAct *act = xp_book_forget (book, forgetting->household_uid, day, error);
  if (act != NULL)
    xp_book_wipe (book, &forgetting->not_wiped);
  return act;
}

bool
xp_forget_work_forget (XpDesk *desk, int64_t household_uid, char **out_told, GError **error)
{
  Forgetting forgetting = {household_uid, NULL};
  const int n = xp_forget_work_count (desk, household_uid, error);
  if (n < 0 || !xp_desk_run_act (desk, forget, &forgetting, error))
    return false;
  g_autoptr (GError) not_wiped = forgetting.not_wiped;
  *out_told = g_strdup_printf ("忘掉了，一共%d条，谁也找不回来了。%s",
                               n,
                               not_wiped != NULL ? not_wiped->message : "");
  return true;
}

#include "xp-undo-work.h"

#include "xp-desk-private.h"

static void
clear_words (XpUndoWords *words)
{
  g_free (words->what);
  g_free (words->refusal);
}

void
xp_undo_told_free (XpUndoTold *self)
{
  clear_words (&self->undo);
  clear_words (&self->redo);
  g_free (self);
}

static bool
tell_one (XpDesk *desk, XpBook *book, bool is_redo, XpUndoWords *out, GError **error)
{
  const GDate today = xp_desk_get_today (desk);
  g_autoptr (XpUndoOutlook) outlook = xp_book_look_at_undo (book, is_redo, &today, error);
  if (outlook == NULL)
    return false;
  if (outlook->line != NULL)
    out->what = xp_history_line_sum_up (outlook->line, &today);
  out->refusal = g_steal_pointer (&outlook->refusal);
  return true;
}

static gpointer
tell (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpUndoTold) told = g_new0 (XpUndoTold, 1);
  const bool is_told = tell_one (desk, book, false, &told->undo, error) &&
                       tell_one (desk, book, true, &told->redo, error);
  return is_told ? g_steal_pointer (&told) : NULL;
}

XpUndoTold *
xp_undo_work_tell (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, tell, NULL, error);
}

void
xp_undo_work_tell_async (XpDesk *desk, GAsyncReadyCallback callback, gpointer user_data)
{
  xp_desk_run_async (desk,
                     NULL,
                     tell,
                     NULL,
                     NULL,
                     (GDestroyNotify) xp_undo_told_free,
                     callback,
                     user_data);
}

XpUndoTold *
xp_undo_work_tell_finish (GAsyncResult *result, GError **error)
{
  return xp_desk_run_finish (result, error);
}

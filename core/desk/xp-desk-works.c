#include "xp-desk-private.h"

#include "xp-rubric-text.h"

/* ---- hooks: what the book must ask other rooms ---- */

static XpRubric *
read_rubric (const char *text, GError **error)
{
  return xp_rubric_from_text (text, "", "评分表", error);
}

static char *
recompute_result (XpBook *replayed, int64_t round_uid, int result_no, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_load_round (replayed, round_uid, error);
  if (loaded == NULL)
    return NULL;

  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", round_uid, result_no);
  g_autoptr (XpRecord) record = xp_book_lookup (replayed, XP_KIND_RESULT, key, error);
  if (record == NULL)
    return NULL;

  const XpRound *round = loaded->round;
  const XpResultStamp stamp = {
    result_no,
    xp_record_get_text (record, "purpose"),
    round->posted_on,
    round->notice_from_on,
    round->notice_until_on,
  };
  g_autoptr (XpResult) result = xp_load_result (replayed, loaded, &stamp, error);
  return result != NULL ? xp_result_to_text (result) : NULL;
}

const XpBookHooks XP_DESK_HOOKS = {read_rubric, recompute_result};

/* ---- undo ---- */

static gpointer
peek_undo (XpDesk *self, XpBook *book, gpointer input, GError **error)
{
  return xp_book_peek_undo (book, error);
}

char *
xp_desk_dup_undo_title (XpDesk *self)
{
  g_autoptr (XpAct) act = xp_desk_run (self, peek_undo, NULL, NULL);
  return act != NULL ? g_strdup (act->title) : NULL;
}

gpointer
xp_desk_undo_job (XpDesk *self, XpBook *book, gpointer is_redo, GError **error)
{
  return GPOINTER_TO_INT (is_redo) != 0 ? xp_book_redo (book, error) : xp_book_undo (book, error);
}

XpAct *
xp_desk_undo (XpDesk *self, bool is_redo, GError **error)
{
  XpAct *act = xp_desk_run (self, xp_desk_undo_job, GINT_TO_POINTER (is_redo), error);
  if (act != NULL)
    xp_desk_note_act (self, act);
  return act;
}

char *
xp_desk_tell_undo (const XpAct *act)
{
  return g_strdup_printf ("%s：%s", act->is_redo ? "已重做" : "已撤销", act->title);
}

/* ---- history and verify ---- */

typedef struct {
  int64_t before_act;
  size_t n_at_most;
} HistoryPage;

static gpointer
list_history (XpDesk *self, XpBook *book, gpointer input, GError **error)
{
  const HistoryPage *page = input;
  return xp_book_list_history (book, page->before_act, page->n_at_most, error);
}

GPtrArray *
xp_desk_list_history (XpDesk *self, int64_t before_act, size_t n_at_most, GError **error)
{
  HistoryPage page = {before_act, n_at_most};
  return xp_desk_run (self, list_history, &page, error);
}

XpVerifyReport *
xp_desk_verify (const char *path, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  return xp_book_verify_path (path, &XP_DESK_HOOKS, progress, cancellable, error);
}

static void
verify_in_pool (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  XpVerifyReport *report = xp_desk_verify (path, NULL, cancellable, &error);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) xp_verify_report_free);
  else
    g_task_return_error (task, error);
}

void
xp_desk_verify_async (XpDesk *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, g_strdup (xp_desk_get_path (self)), g_free);
  g_task_run_in_thread (task, verify_in_pool);
}

XpVerifyReport *
xp_desk_verify_finish (XpDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

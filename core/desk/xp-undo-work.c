#include "xp-undo-work.h"

#include "xp-desk-private.h"

/* ---- the last ---- */

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
tell_one (XpDesk *desk, XpBook *book, const XpUndoOrder *order, XpUndoWords *out, GError **error)
{
  const GDate today = xp_desk_get_today (desk);
  g_autoptr (XpUndoOutlook) outlook = xp_book_look_at_undo (book, order, &today, error);
  if (outlook == NULL)
    return false;
  if (outlook->line != NULL)
    out->what = xp_history_line_sum_up (outlook->line, &today);
  out->act_no = outlook->act_no;
  out->refusal = g_steal_pointer (&outlook->refusal);
  return true;
}

static gpointer
tell (XpDesk *desk, XpBook *book, gpointer blind_round, GError **error)
{
  const XpUndoOrder undo = {.blind_round = *(const int64_t *) blind_round};
  const XpUndoOrder redo = {.is_redo = true, .blind_round = undo.blind_round};
  g_autoptr (XpUndoTold) told = g_new0 (XpUndoTold, 1);
  const bool is_told = tell_one (desk, book, &undo, &told->undo, error) &&
                       tell_one (desk, book, &redo, &told->redo, error);
  return is_told ? g_steal_pointer (&told) : NULL;
}

XpUndoTold *
xp_undo_work_tell (XpDesk *desk, int64_t blind_round, GError **error)
{
  return xp_desk_run (desk, tell, &blind_round, error);
}

void
xp_undo_work_tell_async (XpDesk *desk,
                         int64_t blind_round,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  xp_desk_run_async (desk,
                     NULL,
                     tell,
                     g_memdup2 (&blind_round, sizeof blind_round),
                     g_free,
                     (GDestroyNotify) xp_undo_told_free,
                     callback,
                     user_data);
}

XpUndoTold *
xp_undo_work_tell_finish (GAsyncResult *result, GError **error)
{
  return xp_desk_run_finish (result, error);
}

/* ---- all ---- */

static void
free_line (gpointer data)
{
  XpUndoLine *line = data;
  g_free (line->what);
  g_free (line);
}

void
xp_undo_list_free (XpUndoList *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self->note);
  g_free (self);
}

static XpUndoLine *
make_line (const XpUndoStep *step, bool is_redo, int n_steps, const GDate *today)
{
  XpUndoLine *line = g_new0 (XpUndoLine, 1);
  line->is_redo = is_redo;
  line->n_steps = n_steps;
  line->act_no = step->act_no;
  line->what = xp_history_line_sum_up (step->line, today);
  return line;
}

static char *
dup_note (const XpUndoSteps *undo)
{
  return undo->has_more ? g_strdup_printf ("这里是最近%d步", XP_UNDO_MOST_STEPS)
                        : g_strdup (undo->barrier);
}

static gpointer
list_lines (XpDesk *desk, XpBook *book, gpointer blind_round, GError **error)
{
  const GDate today = xp_desk_get_today (desk);
  const XpUndoOrder back = {.blind_round = *(const int64_t *) blind_round};
  const XpUndoOrder forth = {.is_redo = true, .blind_round = back.blind_round};
  g_autoptr (XpUndoSteps) undo = xp_book_list_undo (book, &back, &today, error);
  g_autoptr (XpUndoSteps) redo =
    undo != NULL ? xp_book_list_undo (book, &forth, &today, error) : NULL;
  if (redo == NULL)
    return NULL;
  XpUndoList *list = g_new0 (XpUndoList, 1);
  list->lines = g_ptr_array_new_with_free_func (free_line);
  list->n_redo = (int) redo->steps->len;
  list->note = dup_note (undo);
  for (int n = list->n_redo; n > 0; n--)
    g_ptr_array_add (list->lines, make_line (redo->steps->pdata[n - 1], true, n, &today));
  for (guint i = 0; i < undo->steps->len; i++)
    g_ptr_array_add (list->lines, make_line (undo->steps->pdata[i], false, (int) i + 1, &today));
  return list;
}

XpUndoList *
xp_undo_work_list (XpDesk *desk, int64_t blind_round, GError **error)
{
  return xp_desk_run (desk, list_lines, &blind_round, error);
}

/* ---- done ---- */

XpAct *
xp_undo_work_do (XpDesk *desk, const XpUndoOrder *order, GError **error)
{
  XpUndoOrder copy = *order;
  XpAct *act = xp_desk_run (desk, xp_desk_undo_job, &copy, error);
  if (act != NULL)
    xp_desk_note_act (desk, act);
  return act;
}

typedef struct {
  const XpUndoList *list;
  guint at;
  int64_t blind_round;
  int n_done;
  uint64_t kinds; /* of what was changed */
} Steps;

static bool
do_line (XpBook *book, Steps *steps, const XpUndoLine *line, GError **error)
{
  const XpUndoOrder order = {line->is_redo, line->act_no, steps->blind_round};
  g_autoptr (XpAct) act = xp_book_undo_by (book, &order, error);
  for (size_t i = 0; act != NULL && i < act->n_changes; i++)
    steps->kinds |= XP_KIND_BIT (act->changes[i].kind);
  steps->n_done += act != NULL;
  return act != NULL;
}

static void
refuse_the_rest (const XpUndoLine *last, int n_done, GError *refusal, GError **error)
{
  if (n_done == 0) {
    g_propagate_error (error, refusal);
    return;
  }
  g_set_error (error,
               refusal->domain,
               refusal->code,
               "前面%d步已经%s好，后面没有动。%s",
               n_done,
               last->is_redo ? "重做" : "撤销",
               refusal->message);
  g_error_free (refusal);
}

/* From the border outwards: redone upwards, undone downwards. */
static gpointer
do_lines (XpDesk *desk, XpBook *book, gpointer data, GError **error)
{
  Steps *steps = data;
  const XpUndoLine *last = steps->list->lines->pdata[steps->at];
  for (int n = 1; n <= last->n_steps; n++) {
    const int i = last->is_redo ? steps->list->n_redo - n : steps->list->n_redo + n - 1;
    g_autoptr (GError) refusal = NULL;
    if (do_line (book, steps, steps->list->lines->pdata[i], &refusal))
      continue;
    refuse_the_rest (last, n - 1, g_steal_pointer (&refusal), error);
    return NULL;
  }
  return XP_DESK_DONE;
}

int
xp_undo_work_do_lines (
  XpDesk *desk, const XpUndoList *list, guint at, int64_t blind_round, GError **error)
{
  Steps steps = {list, at, blind_round, 0, 0};
  xp_desk_run (desk, do_lines, &steps, error);
  xp_desk_note_kinds (desk, steps.kinds);
  return steps.n_done;
}

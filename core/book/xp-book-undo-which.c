/* xp-book-undo-which.c: which acts can be undone, in words, before it is done. */
#include "xp-book-undo-private.h"

/* ---- which act ---- */

/* Standing acts that were typed: not undone, and no undo themselves. Before the book was made there
 * is nothing to go back to. */
#define STANDING_ACTS                                                                              \
  "SELECT act_no FROM act a WHERE line_no = 1 AND undoes_act IS NULL"                              \
  " AND verb <> '" XP_VERB_MAKE_BOOK "'"                                                           \
  " AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes_act = a.act_no"                             \
  "                 AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes_act = u.act_no))"

static const char STANDING[] = STANDING_ACTS " ORDER BY act_no DESC";
static const char ONE_STANDING[] = STANDING_ACTS " AND act_no = :act";

/* The undos that still stand behind the last typed act: they are redone last first. */
static const char STANDING_UNDOS[] =
  "SELECT u.act_no FROM act u WHERE u.line_no = 1 AND u.undoes_act IS NOT NULL"
  " AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes_act = u.act_no)"
  " AND (SELECT undoes_act FROM act t WHERE t.act_no = u.undoes_act) IS NULL"
  " AND u.act_no > (SELECT coalesce (max (act_no), 0) FROM act WHERE line_no = 1 AND undoes_act IS "
  "NULL)"
  " ORDER BY u.act_no DESC";

int64_t
xp_book_find_undone (XpBook *self, const XpUndoOrder *order, GError **error)
{
  const bool is_named = order->act_no != 0 && !order->is_redo;
  const char *sql = order->is_redo ? STANDING_UNDOS : is_named ? ONE_STANDING : STANDING;
  g_autoptr (XpStmt) select = xp_book_prepare (self, sql, error);
  if (select == NULL)
    return 0;
  if (is_named)
    xp_stmt_bind_int (select, ":act", order->act_no);
  const int64_t act_no = xp_stmt_next (select, error) ? xp_stmt_get_int (select, 0) : 0;
  return order->act_no == 0 || order->act_no == act_no ? act_no : 0;
}

XpAct *
xp_book_load_head (XpBook *self, int64_t act_no, GError **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (int64_t));
  return xp_book_load_act (self, act_no, none, error);
}

/* ---- whether it may ---- */

/* What was settled from both entries has been typed twice: there is nothing to hide any more. */
static const char TELLS_FIRST_ENTRY[] =
  "SELECT 1 FROM change c JOIN act a ON a.act_no = c.act_no"
  " WHERE c.act_no = :act AND a.verb <> '" XP_VERB_SETTLE "' AND c.kind IN ('mark', 'sheet')"
  " AND json_extract (c.key, '$[0]') = :round AND json_extract (c.key, '$[#-1]') = 1 LIMIT 1";

bool
xp_book_tells_first_entry (
  XpBook *self, int64_t act_no, int64_t round_uid, bool *out_tells, GError **error)
{
  *out_tells = false;
  if (round_uid == 0)
    return true;
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (self, TELLS_FIRST_ENTRY, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":act", act_no);
  xp_stmt_bind_int (select, ":round", round_uid);
  *out_tells = xp_stmt_next (select, error);
  return *out_tells || xp_stmt_is_done (select);
}

static XpHistoryLine *
read_line (XpBook *self, int64_t act_no, GError **error)
{
  const XpFoundAct found = {act_no, NULL};
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (XpFoundAct));
  g_array_append_val (one, found);
  g_autoptr (GPtrArray) lines = xp_book_read_lines (self, one, error);
  return lines != NULL ? g_ptr_array_steal_index (lines, 0) : NULL;
}

/* What stands in the way is named, with who did it and when. */
static bool
refuse_unfree (
  XpBook *self, const XpAct *head, const XpUndoOrder *order, const GDate *today, GError **error)
{
  g_autoptr (XpHistoryLine) line = read_line (self, head->act_no, error);
  if (line == NULL)
    return false;
  g_autofree char *told = xp_history_line_sum_up (line, today);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s（%s）不能用撤销收回，资料没有变动。%s",
               order->act_no != 0 ? "这一步" : "最近一步",
               told,
               head->verb->undo == XP_UNDO_WITH_REASON ? "要退回请写明理由，由两人在场。" : "");
  return false;
}

bool
xp_book_check_undo (
  XpBook *self, const XpAct *head, const XpUndoOrder *order, const GDate *today, GError **error)
{
  bool is_hidden = false;
  if (!xp_book_tells_first_entry (self, head->act_no, order->blind_round, &is_hidden, error))
    return false;
  if (is_hidden) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "前面是第一遍录的，再录一遍时不显示，也不撤销。要撤销请先回到第一遍。");
    return false;
  }
  return head->undoes_act != 0 || head->verb->undo == XP_UNDO_FREE ||
         refuse_unfree (self, head, order, today, error);
}

/* ---- before it is done ---- */

void
xp_undo_outlook_free (XpUndoOutlook *self)
{
  g_clear_pointer (&self->line, xp_history_line_free);
  g_free (self->refusal);
  g_free (self);
}

/* As it would be refused; NULL: it would not. */
static char *
dup_refusal (XpBook *self, const XpAct *head, const XpUndoOrder *order, const GDate *today)
{
  g_autoptr (GError) refusal = NULL;
  GArray *changes = xp_book_check_undo (self, head, order, today, &refusal)
                      ? xp_book_turn_round (self, head->act_no, &refusal)
                      : NULL;
  if (changes != NULL)
    xp_changes_free (changes);
  return refusal != NULL ? g_strdup (refusal->message) : NULL;
}

XpUndoOutlook *
xp_book_look_at_undo (XpBook *self, const XpUndoOrder *order, const GDate *today, GError **error)
{
  g_autoptr (GError) failure = NULL;
  bool is_hidden = false;
  g_autoptr (XpUndoOutlook) outlook = g_new0 (XpUndoOutlook, 1);
  const int64_t act_no = xp_book_find_undone (self, order, &failure);
  g_autoptr (XpAct) head = act_no > 0 ? xp_book_load_head (self, act_no, &failure) : NULL;
  if (head != NULL) {
    outlook->act_no = act_no;
    outlook->refusal = dup_refusal (self, head, order, today);
    if (xp_book_tells_first_entry (self, act_no, order->blind_round, &is_hidden, &failure) && !is_hidden)
      outlook->line = read_line (self, order->is_redo ? head->undoes_act : act_no, &failure);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&outlook);
}

/* ---- all of them ---- */

void
xp_undo_step_free (XpUndoStep *self)
{
  g_clear_pointer (&self->line, xp_history_line_free);
  g_free (self);
}

void
xp_undo_steps_free (XpUndoSteps *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self->barrier);
  g_free (self);
}

static bool
add_step (XpBook *self, XpUndoSteps *list, const XpAct *head, GError **error)
{
  XpUndoStep *step = g_new0 (XpUndoStep, 1);
  g_ptr_array_add (list->steps, step);
  step->act_no = head->act_no;
  step->line = read_line (self, head->undoes_act != 0 ? head->undoes_act : head->act_no, error);
  return step->line != NULL;
}

/* Why it does not go further back: the sentence of the key, but for its being no last step. */
static char *
dup_barrier (XpBook *self, const XpAct *head, const GError *refusal, const GDate *today)
{
  g_autoptr (XpHistoryLine) line =
    head->verb->undo != XP_UNDO_FREE ? read_line (self, head->act_no, NULL) : NULL;
  if (line == NULL)
    return g_strdup (refusal->message);
  g_autofree char *told = xp_history_line_sum_up (line, today);
  return g_strdup_printf ("再往前是：%s，撤销收不回", told);
}

/* The first that cannot be taken back ends the list, and says why. */
static bool
add_steps (XpBook *self,
           XpUndoSteps *list,
           XpStmt *select,
           const XpUndoOrder *order,
           const GDate *today,
           GError **error)
{
  while (xp_stmt_next (select, error)) {
    g_autoptr (GError) refusal = NULL;
    g_autoptr (XpAct) head = xp_book_load_head (self, xp_stmt_get_int (select, 0), error);
    if (head == NULL)
      return false;
    if (list->steps->len == XP_UNDO_MOST_STEPS) {
      list->has_more = true;
      return true;
    }
    if (!xp_book_check_undo (self, head, order, today, &refusal)) {
      list->barrier = dup_barrier (self, head, refusal, today);
      return true;
    }
    if (!add_step (self, list, head, error))
      return false;
  }
  return xp_stmt_is_done (select);
}

XpUndoSteps *
xp_book_list_undo (XpBook *self, const XpUndoOrder *order, const GDate *today, GError **error)
{
  g_autoptr (XpStmt) select =
    xp_book_prepare (self, order->is_redo ? STANDING_UNDOS : STANDING, error);
  g_autoptr (XpUndoSteps) list = g_new0 (XpUndoSteps, 1);
  list->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_undo_step_free);
  return select != NULL && add_steps (self, list, select, order, today, error)
           ? g_steal_pointer (&list)
           : NULL;
}

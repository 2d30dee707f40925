/* xp-book-undo.c: undo and redo, out of the log alone, so that they work across restarts. */
#include "xp-book-undo-private.h"

#include <string.h>

/* ---- acts as they stand in the log ---- */

static const char READ_LOGGED_CHANGES[] =
  "SELECT kind, key, before, after, n FROM change WHERE act_no = :act ORDER BY n";

typedef struct {
  XpKind kind;
  int64_t n;
  char *key, *before, *after; /* text of the log; NULL: no record */
} LoggedChange;

static void
clear_logged (gpointer data)
{
  LoggedChange *logged = data;
  g_free (logged->key);
  g_free (logged->before);
  g_free (logged->after);
}

static GArray *
read_logged (XpBook *self, int64_t act_no, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, READ_LOGGED_CHANGES, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":act", act_no);

  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (LoggedChange));
  g_array_set_clear_func (list, clear_logged);
  while (xp_stmt_next (select, error)) {
    LoggedChange logged = {.n = xp_stmt_get_int (select, 4),
                           .key = g_strdup (xp_stmt_get_text (select, 1)),
                           .before = g_strdup (xp_stmt_get_text (select, 2)),
                           .after = g_strdup (xp_stmt_get_text (select, 3))};
    if (xp_kind_from_name (xp_stmt_get_text (select, 0), &logged.kind))
      g_array_append_val (list, logged);
    else
      clear_logged (&logged);
  }
  return xp_stmt_is_done (select) ? g_steal_pointer (&list) : NULL;
}

/* The record with one side of the change laid over what is there now. */
static XpRecord *
lay_over (const LoggedChange *logged, const char *side, const XpRecord *now)
{
  if (side == NULL)
    return NULL;
  if (now == NULL)
    return xp_change_make_record (logged->kind, logged->key, side);
  g_autoptr (XpRecord) record = xp_record_copy (now);
  return xp_change_apply_text (record, side) ? g_steal_pointer (&record) : NULL;
}

static bool
is_wanted (const GArray *ns, int64_t n)
{
  for (guint i = 0; ns != NULL && i < ns->len; i++)
    if (g_array_index (ns, int64_t, i) == n)
      return true;
  return ns == NULL;
}

XpAct *
xp_book_load_act (XpBook *self, int64_t act_no, const GArray *ns, GError **error)
{
  g_autoptr (XpStmt) select =
    xp_book_prepare (self,
                     "SELECT at, verb, coalesce (undoes_act, 0) FROM act WHERE act_no = :act",
                     error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":act", act_no);
  g_autoptr (GArray) logged =
    xp_stmt_next (select, error) ? read_logged (self, act_no, error) : NULL;
  const XpVerb *verb = logged != NULL ? xp_verb_lookup (xp_stmt_get_text (select, 1)) : NULL;
  if (verb == NULL)
    return NULL;

  g_autoptr (XpAct) act = xp_act_new (verb);
  act->act_no = act_no;
  act->at_ms = xp_stmt_get_int (select, 0);
  act->undoes_act = xp_stmt_get_int (select, 2);
  act->changes = g_new0 (XpChange, logged->len + 1);
  for (guint i = 0; i < logged->len; i++) {
    const LoggedChange *one = &g_array_index (logged, LoggedChange, i);
    if (!is_wanted (ns, one->n))
      continue;
    g_autoptr (XpRecord) now = xp_book_lookup (self, one->kind, one->key, NULL);
    act->changes[act->n_changes++] =
      (XpChange){one->kind, lay_over (one, one->before, now), lay_over (one, one->after, now)};
  }
  act->title = xp_book_describe_act (self, verb, act->changes, act->n_changes);
  return g_steal_pointer (&act);
}

/* ---- turning an act round ---- */

static const char LATER_ACT[] =
  "SELECT a.act_no FROM change c JOIN act a ON a.act_no = c.act_no"
  " WHERE c.kind = :kind AND c.key = :key AND c.act_no > :act ORDER BY c.act_no DESC LIMIT 1";

static bool
refuse_later (XpBook *self, int64_t act_no, const LoggedChange *logged, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LATER_ACT, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_text (select, ":kind", xp_kind_get_info (logged->kind)->name);
  xp_stmt_bind_text (select, ":key", logged->key);
  xp_stmt_bind_int (select, ":act", act_no);
  g_autoptr (XpAct) later = xp_stmt_next (select, NULL)
                              ? xp_book_load_act (self, xp_stmt_get_int (select, 0), NULL, NULL)
                              : NULL;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "后来又改过了（%s），不能再撤销这一步。请先撤销后来的改动。",
               later != NULL ? later->title : xp_kind_get_info (logged->kind)->title);
  return false;
}

/* Every key still holds its `after`; a making needs the whole row unchanged. */
static bool
still_holds (const LoggedChange *logged, const XpRecord *now)
{
  if (logged->after == NULL || now == NULL)
    return (logged->after == NULL) == (now == NULL);
  g_autoptr (XpRecord) then = logged->before == NULL
                                ? xp_change_make_record (logged->kind, logged->key, logged->after)
                                : lay_over (logged, logged->after, now);
  return then != NULL && xp_record_equal (then, now);
}

GArray *
xp_book_turn_round (XpBook *self, int64_t act_no, GError **error)
{
  g_autoptr (GArray) logged = read_logged (self, act_no, error);
  if (logged == NULL)
    return NULL;
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (XpChange));
  for (guint i = logged->len; i-- > 0;) {
    const LoggedChange *one = &g_array_index (logged, LoggedChange, i);
    XpChange change = {.kind = one->kind};
    g_autoptr (GError) failure = NULL;
    change.before = xp_book_lookup (self, one->kind, one->key, &failure);
    if (failure != NULL || !still_holds (one, change.before)) {
      g_clear_pointer (&change.before, xp_record_unref);
      xp_changes_free (changes);
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        refuse_later (self, act_no, one, error);
      return NULL;
    }
    change.after = lay_over (one, one->before, change.before);
    g_array_append_val (changes, change);
  }
  return changes;
}

static XpAct *
undo_act (XpBook *self, const XpAct *undone, GError **error)
{
  if (!xp_book_exec (self, "BEGIN IMMEDIATE", error))
    return NULL;
  GArray *changes = xp_book_turn_round (self, undone->act_no, error);
  if (changes == NULL) {
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
    return NULL;
  }
  const XpActHead head = {undone->verb, undone->verb->name, NULL, NULL, NULL, undone->act_no};
  XpAct *act = xp_book_write_act (self, &head, changes, error);
  xp_changes_free (changes);
  if (act != NULL) {
    g_free (act->title);
    act->title = g_strdup (undone->title);
  }
  return act;
}

static bool
check_reader (XpBook *self, GError **error)
{
  if (self->lock_fd >= 0)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "资料是只看不改地打开的，不能撤销。请重新打开。");
  return false;
}

static XpAct *
refuse_none (const char *sentence, GError **error)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, sentence);
  return NULL;
}

static XpAct *
undo (XpBook *self, const XpUndoOrder *order, GError **error)
{
  const GDate today = xp_clock_today (self->clock);
  const int64_t act_no = xp_book_find_undone (self, order, error);
  g_autoptr (XpAct) head = act_no > 0 ? xp_book_load_head (self, act_no, error) : NULL;
  if (head == NULL)
    return refuse_none (order->act_no == 0 ? "没有可以撤销的改动了，资料没有变动。"
                                           : "这一步已经撤销过了，资料没有变动。",
                        error);
  if (!xp_book_check_undo (self, head, order, &today, error))
    return NULL;
  g_autoptr (XpAct) undone = xp_book_load_act (self, act_no, NULL, error);
  return undone != NULL ? undo_act (self, undone, error) : NULL;
}

static XpAct *
redo (XpBook *self, const XpUndoOrder *order, GError **error)
{
  const GDate today = xp_clock_today (self->clock);
  const int64_t act_no = xp_book_find_undone (self, order, error);
  g_autoptr (XpAct) head = act_no > 0 ? xp_book_load_head (self, act_no, error) : NULL;
  if (head == NULL)
    return refuse_none (order->act_no == 0 ? "没有可以重做的改动，资料没有变动。"
                                           : "后来又有改动，不能再重做这一步，资料没有变动。",
                        error);
  if (!xp_book_check_undo (self, head, order, &today, error))
    return NULL;
  g_autoptr (XpAct) turned = xp_book_load_act (self, act_no, NULL, error);
  g_autoptr (XpAct) undone =
    turned != NULL ? xp_book_load_act (self, turned->undoes_act, NULL, error) : NULL;
  XpAct *act = undone != NULL ? undo_act (self, turned, error) : NULL;
  if (act != NULL) {
    act->is_redo = true;
    g_free (act->title);
    act->title = g_strdup (undone->title);
  }
  return act;
}

XpAct *
xp_book_undo_by (XpBook *self, const XpUndoOrder *order, GError **error)
{
  if (!check_reader (self, error))
    return NULL;
  return order->is_redo ? redo (self, order, error) : undo (self, order, error);
}

XpAct *
xp_book_undo (XpBook *self, GError **error)
{
  const XpUndoOrder last = {.is_redo = false};
  return xp_book_undo_by (self, &last, error);
}

XpAct *
xp_book_redo (XpBook *self, GError **error)
{
  const XpUndoOrder last = {.is_redo = true};
  return xp_book_undo_by (self, &last, error);
}

/* xp-book-undo.c: undo and redo, out of the log alone, so that they work across restarts. */
#include "xp-book-history-private.h"

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

/* ---- which act ---- */

/* Standing acts that were typed: not undone, and no undo themselves. */
static const char LAST_STANDING[] =
  "SELECT act_no FROM act a WHERE line_no = 1 AND undoes_act IS NULL"
  " AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes_act = a.act_no"
  "                 AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes_act = u.act_no))"
  " ORDER BY act_no DESC LIMIT 1";

/* The first undo that still stands behind the last typed act: undos are redone last first. */
static const char LAST_UNDO[] =
  "SELECT u.act_no FROM act u WHERE u.line_no = 1 AND u.undoes_act IS NOT NULL"
  " AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes_act = u.act_no)"
  " AND (SELECT undoes_act FROM act t WHERE t.act_no = u.undoes_act) IS NULL"
  " AND u.act_no > (SELECT coalesce (max (act_no), 0) FROM act WHERE line_no = 1 AND undoes_act IS NULL)"
  " ORDER BY u.act_no DESC LIMIT 1";

static int64_t
find_act (XpBook *self, const char *sql, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, sql, error);
  return select != NULL && xp_stmt_next (select, error) ? xp_stmt_get_int (select, 0) : 0;
}

/* Without its changes, of which there may be thousands. */
static XpAct *
load_head (XpBook *self, int64_t act_no, GError **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (int64_t));
  return xp_book_load_act (self, act_no, none, error);
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

static GArray *
turn_round (XpBook *self, int64_t act_no, GError **error)
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
  GArray *changes = turn_round (self, undone->act_no, error);
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
check_free (XpBook *self, const XpAct *last, const GDate *today, GError **error)
{
  if (last->verb->undo == XP_UNDO_FREE)
    return true;
  g_autoptr (XpHistoryLine) line = read_line (self, last->act_no, error);
  if (line == NULL)
    return false;
  g_autofree char *told = xp_history_line_sum_up (line, today);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "最近一步（%s）不能用撤销收回，资料没有变动。%s",
               told,
               last->verb->undo == XP_UNDO_WITH_REASON ? "要退回请写明理由，由两人在场。" : "");
  return false;
}

XpAct *
xp_book_undo (XpBook *self, GError **error)
{
  if (!check_reader (self, error))
    return NULL;
  const GDate today = xp_clock_today (self->clock);
  const int64_t act_no = find_act (self, LAST_STANDING, error);
  g_autoptr (XpAct) head = act_no > 0 ? load_head (self, act_no, error) : NULL;
  if (head == NULL)
    return refuse_none ("没有可以撤销的改动了，资料没有变动。", error);
  if (!check_free (self, head, &today, error))
    return NULL;
  g_autoptr (XpAct) last = xp_book_load_act (self, act_no, NULL, error);
  return last != NULL ? undo_act (self, last, error) : NULL;
}

XpAct *
xp_book_redo (XpBook *self, GError **error)
{
  if (!check_reader (self, error))
    return NULL;
  const int64_t act_no = find_act (self, LAST_UNDO, error);
  g_autoptr (XpAct) undo = act_no > 0 ? xp_book_load_act (self, act_no, NULL, error) : NULL;
  g_autoptr (XpAct) undone =
    undo != NULL ? xp_book_load_act (self, undo->undoes_act, NULL, error) : NULL;
  if (undone == NULL)
    return refuse_none ("没有可以重做的改动，资料没有变动。", error);

  XpAct *act = undo_act (self, undo, error);
  if (act != NULL) {
    act->is_redo = true;
    g_free (act->title);
    act->title = g_strdup (undone->title);
  }
  return act;
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
dup_refusal (XpBook *self, const XpAct *head, const GDate *today)
{
  g_autoptr (GError) refusal = NULL;
  GArray *changes =
    check_free (self, head, today, &refusal) ? turn_round (self, head->act_no, &refusal) : NULL;
  if (changes != NULL)
    xp_changes_free (changes);
  return refusal != NULL ? g_strdup (refusal->message) : NULL;
}

XpUndoOutlook *
xp_book_look_at_undo (XpBook *self, bool is_redo, const GDate *today, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpUndoOutlook) outlook = g_new0 (XpUndoOutlook, 1);
  const int64_t act_no = find_act (self, is_redo ? LAST_UNDO : LAST_STANDING, &failure);
  g_autoptr (XpAct) head = act_no > 0 ? load_head (self, act_no, &failure) : NULL;
  if (head != NULL) {
    outlook->line = read_line (self, is_redo ? head->undoes_act : act_no, &failure);
    outlook->refusal = dup_refusal (self, head, today);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&outlook);
}

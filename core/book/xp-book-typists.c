/* xp-book-typists.c: who has typed into this book, and what, and who is typing into it now. */
#include "xp-book-private.h"

static const char LIST_NAMES[] = "SELECT who, max (since) FROM session WHERE who <> ''"
                                 " GROUP BY who ORDER BY 2 DESC, who";

GPtrArray *
xp_book_list_names (XpBook *self, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LIST_NAMES, error);
  if (select == NULL)
    return NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  while (xp_stmt_next (select, error))
    g_ptr_array_add (names, g_strdup (xp_stmt_get_text (select, 0)));
  return xp_stmt_is_done (select) ? g_steal_pointer (&names) : NULL;
}

/* ---- who typed which sheet ---- */

/* Keys of a round's marks and sheets begin with “[round,”; '-' follows ',' in ASCII. An undoing
 * counts only where it does again what was undone. */
static const char LIST_TYPED[] =
  "SELECT DISTINCT c.key ->> '$[1]', c.key ->> '$[2]',"
  "   c.key ->> iif (c.kind = 'mark', '$[4]', '$[3]'), s.who"
  " FROM change c JOIN act a ON a.act_no = c.act_no"
  "   JOIN session s ON s.session_no = a.session_no"
  " WHERE c.kind IN ('mark', 'sheet')"
  "   AND c.key > '[' || :round || ',' AND c.key < '[' || :round || '-'"
  "   AND c.after IS NOT NULL AND s.who <> '' AND a.verb NOT IN ('settle', 'correct', 'merge')"
  "   AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes_act = a.act_no)"
  "   AND (a.undoes_act IS NULL"
  "        OR EXISTS (SELECT 1 FROM act b WHERE b.act_no = a.undoes_act"
  "                   AND b.undoes_act IS NOT NULL))"
  " ORDER BY 1, 2, 3, 4";

void
xp_typed_sheet_free (XpTypedSheet *self)
{
  g_free (self->who);
  g_free (self);
}

GPtrArray *
xp_book_list_typed_sheets (XpBook *self, int64_t round_uid, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LIST_TYPED, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":round", round_uid);
  g_autoptr (GPtrArray) sheets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_typed_sheet_free);
  while (xp_stmt_next (select, error)) {
    XpTypedSheet *sheet = g_new0 (XpTypedSheet, 1);
    *sheet = (XpTypedSheet){.entrant_no = (int) xp_stmt_get_int (select, 0),
                            .judge_no = (int) xp_stmt_get_int (select, 1),
                            .entry = (int) xp_stmt_get_int (select, 2),
                            .who = g_strdup (xp_stmt_get_text (select, 3))};
    g_ptr_array_add (sheets, sheet);
  }
  return xp_stmt_is_done (select) ? g_steal_pointer (&sheets) : NULL;
}

/* ---- what somebody else has typed since ---- */

static const char LIST_KINDS[] = "SELECT DISTINCT c.kind FROM change c WHERE c.act_no > :act";

bool
xp_book_find_news (XpBook *self, int64_t *act_no, uint64_t *out_kinds, GError **error)
{
  g_autoptr (XpBorrowedStmt) last =
    xp_book_borrow (self, "SELECT coalesce (max (act_no), 0) FROM act", error);
  if (last == NULL || !xp_stmt_next (last, error))
    return false;
  const int64_t now = xp_stmt_get_int (last, 0);
  *out_kinds = 0;
  if (now == *act_no)
    return true;
  g_autoptr (XpBorrowedStmt) kinds = xp_book_borrow (self, LIST_KINDS, error);
  if (kinds == NULL)
    return false;
  xp_stmt_bind_int (kinds, ":act", *act_no);
  while (xp_stmt_next (kinds, error)) {
    XpKind kind;
    if (xp_kind_from_name (xp_stmt_get_text (kinds, 0), &kind))
      *out_kinds |= XP_KIND_BIT (kind);
  }
  if (!xp_stmt_is_done (kinds))
    return false;
  *act_no = now;
  return true;
}

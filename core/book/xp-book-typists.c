/* xp-book-typists.c: who has typed into this book, and who is typing into it now. */
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

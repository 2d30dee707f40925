/* xp-book-merge-branches.c: for verify: is all there of what was merged? Each line is chained from
 * its fork on (xp-book-verify-log.c); where it ends is bound by the merge that took it. */
#include "xp-book-verify-private.h"

/* A merge names the last act of what it took: the chain of this file's own line binds it. */
static const char MERGE_HEADS[] = "SELECT act_no, substr (subject, 6, 64), at FROM act"
                                  " WHERE verb = 'merge' AND line_no = 1 AND subject GLOB 'head *'"
                                  " ORDER BY act_no";
static const char BRANCH_HASHES[] = "SELECT lower (hex (hash)) FROM act WHERE line_no > 1";

static void
add_lost (XpVerifying *self, XpStmt *merge)
{
  const int64_t act_no = xp_stmt_get_int (merge, 0);
  const XpFaultPlace place = {act_no, xp_stmt_get_int (merge, 2), XP_N_KINDS, NULL};
  g_autofree char *name = xp_verify_name_act (self, act_no);
  xp_verify_add (self, &place, "%s收进来的记录不全，少了最后的几次。请用备份核对。", name);
}

bool
xp_verify_branches (XpVerifying *self, GError **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XpStmt) hashes = xp_book_prepare (self->book, BRANCH_HASHES, error);
  g_autoptr (XpStmt) merges =
    hashes != NULL ? xp_book_prepare (self->book, MERGE_HEADS, error) : NULL;
  while (merges != NULL && xp_stmt_next (hashes, error))
    g_hash_table_add (there, g_strdup (xp_stmt_get_text (hashes, 0)));
  if (merges == NULL || !xp_stmt_is_done (hashes))
    return false;
  while (xp_stmt_next (merges, error))
    if (!g_hash_table_contains (there, xp_stmt_get_text (merges, 1)))
      add_lost (self, merges);
  return xp_stmt_is_done (merges);
}

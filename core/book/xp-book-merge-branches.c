/* xp-book-merge-branches.c: for verify: of what was merged nothing is missing at the end. Where an
 * act of it was touched, the log's own check finds it. */
#include "xp-book-verify-private.h"

/* A merge names the last act of what it took: the chain of this file's own line binds it. */
static const char CUT_OFF[] =
  "SELECT m.act_no, m.at FROM act m"
  " WHERE m.verb = 'merge' AND m.line_no = 1 AND m.subject GLOB 'head *'"
  " AND NOT EXISTS (SELECT 1 FROM act b WHERE b.line_no > 1"
  "                 AND lower (hex (b.hash)) = substr (m.subject, 6, 64))"
  " ORDER BY m.act_no";

bool
xp_verify_branches (XpVerifying *self, GError **error)
{
  g_autoptr (XpStmt) merges = xp_book_prepare (self->book, CUT_OFF, error);
  while (merges != NULL && xp_stmt_next (merges, error)) {
    const XpFaultPlace place = {xp_stmt_get_int (merges, 0),
                                xp_stmt_get_int (merges, 1),
                                XP_N_KINDS,
                                NULL};
    xp_verify_add (self,
                   &place,
                   "第%" G_GINT64_FORMAT "次改动合并进来的记录不全，少了最后的几次。请用备份核对。",
                   place.act_no);
  }
  return merges != NULL && xp_stmt_is_done (merges);
}

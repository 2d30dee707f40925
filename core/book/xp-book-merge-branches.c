/* xp-book-merge-branches.c: for verify: what was merged hangs together from the fork on, and all of
 * it is there. */
#include "xp-book-merge-private.h"

#include <string.h>

static const char BRANCH_ACTS[] =
  "SELECT a.act_no, a.hash, a.line_no, f.hash, s.who, s.device, a.at"
  " FROM act a JOIN session s ON s.session_no = a.session_no"
  " JOIN line l ON l.line_no = a.line_no LEFT JOIN act f ON f.act_no = l.fork_act"
  " WHERE a.line_no > 1 ORDER BY a.line_no, a.act_no";

typedef struct {
  XpBook *book;
  GPtrArray *problems;
  GHashTable *hashes; /* hex of every act on a branch */
  int64_t line_no;
  size_t n_previous;
  guint8 previous[32];
} Branches;

static void
take_hash (Branches *branches, XpStmt *act, int column)
{
  size_t n = 0;
  const void *bytes = xp_stmt_get_bytes (act, column, &n);
  branches->n_previous = MIN (n, sizeof branches->previous);
  memcpy (branches->previous, bytes, branches->n_previous);
}

static char *
hex_of (const guint8 *bytes, size_t n)
{
  GString *hex = g_string_new (NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

static bool
check_link (Branches *branches, XpStmt *act, GError **error)
{
  guint8 hash[32];
  if (xp_stmt_get_int (act, 2) != branches->line_no) {
    branches->line_no = xp_stmt_get_int (act, 2);
    take_hash (branches, act, 3);
  }
  if (!xp_book_hash_act (branches->book,
                         xp_stmt_get_int (act, 0),
                         branches->previous,
                         branches->n_previous,
                         hash,
                         error))
    return false;
  take_hash (branches, act, 1);
  if (branches->n_previous != sizeof hash || memcmp (branches->previous, hash, sizeof hash) != 0) {
    g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (xp_stmt_get_int (act, 6) / 1000);
    g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M");
    const char *who = xp_stmt_get_text (act, 4);
    g_ptr_array_add (
      branches->problems,
      g_strdup_printf ("第%" G_GINT64_FORMAT
                       "次改动（%s，%s，从另一台电脑合并来的）的记录对不上：被动过，或者少了。"
                       "请用备份核对。",
                       xp_stmt_get_int (act, 0),
                       who[0] != '\0' ? who : "没有留名",
                       when));
  }
  g_hash_table_add (branches->hashes, hex_of (branches->previous, branches->n_previous));
  return true;
}

/* A merge names the last act of what it took: the chain of this file's own line binds it. */
static const char MERGE_HEADS[] = "SELECT act_no, substr (subject, 6, 64) FROM act"
                                  " WHERE verb = 'merge' AND line_no = 1 AND subject GLOB 'head *'"
                                  " ORDER BY act_no";

static bool
check_heads (Branches *branches, GError **error)
{
  g_autoptr (XpStmt) heads = xp_book_prepare (branches->book, MERGE_HEADS, error);
  while (heads != NULL && xp_stmt_next (heads, error))
    if (!g_hash_table_contains (branches->hashes, xp_stmt_get_text (heads, 1)))
      g_ptr_array_add (branches->problems,
                       g_strdup_printf ("第%" G_GINT64_FORMAT
                                        "次改动合并进来的记录不全，少了最后的几次。请用备份核对。",
                                        xp_stmt_get_int (heads, 0)));
  return heads != NULL && xp_stmt_is_done (heads);
}

bool
xp_book_check_branches (XpBook *self, GPtrArray *problems, size_t *out_n_acts, GError **error)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Branches branches = {.book = self, .problems = problems, .hashes = hashes};
  g_autoptr (XpStmt) act = xp_book_prepare (self, BRANCH_ACTS, error);
  *out_n_acts = 0;
  while (act != NULL && xp_stmt_next (act, error)) {
    ++*out_n_acts;
    if (!check_link (&branches, act, error))
      return false;
  }
  return act != NULL && xp_stmt_is_done (act) && check_heads (&branches, error);
}

/* xp-book-chain.c: the hash of an act (book.md): every field as a netstring, the one before it
 * first. */
#include "xp-book-chain.h"

#include <string.h>

/* `<length>:<bytes>,` and `-,` for NULL. */
static void
add_bytes (crypto_hash_sha256_state *state, const void *bytes, size_t n)
{
  if (bytes == NULL) {
    crypto_hash_sha256_update (state, (const guint8 *) "-,", 2);
    return;
  }
  char length[32];
  g_snprintf (length, sizeof length, "%zu:", n);
  crypto_hash_sha256_update (state, (const guint8 *) length, strlen (length));
  crypto_hash_sha256_update (state, bytes, n);
  crypto_hash_sha256_update (state, (const guint8 *) ",", 1);
}

static void
add_text (crypto_hash_sha256_state *state, const char *text)
{
  add_bytes (state, text, text != NULL ? strlen (text) : 0);
}

static void
add_column (crypto_hash_sha256_state *state, XpStmt *stmt, int column)
{
  /* Integers as decimal text: SQLite writes them so when asked for text. */
  size_t n = 0;
  const void *bytes = xp_stmt_is_null (stmt, column) ? NULL : xp_stmt_get_bytes (stmt, column, &n);
  add_bytes (state, bytes != NULL || n > 0 || xp_stmt_is_null (stmt, column) ? bytes : "", n);
}

static void
add_int_column (crypto_hash_sha256_state *state, XpStmt *stmt, int column)
{
  if (xp_stmt_is_null (stmt, column)) {
    add_text (state, NULL);
    return;
  }
  char digits[32];
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, xp_stmt_get_int (stmt, column));
  add_text (state, digits);
}

static const char READ_ACT[] =
  "SELECT s.id, s.who, s.device, s.since, s.program,"
  "       a.n, a.at, a.verb, a.subject, a.reason_secret, a.witness, us.id, u.n"
  " FROM act a JOIN session s ON s.session_no = a.session_no"
  " LEFT JOIN act u ON u.act_no = a.undoes_act"
  " LEFT JOIN session us ON us.session_no = u.session_no"
  " WHERE a.act_no = :act";

static const char READ_CHANGES[] =
  "SELECT n, kind, key, before, after FROM change WHERE act_no = :act ORDER BY n";

void
xp_chain_add_act (crypto_hash_sha256_state *state, XpStmt *act)
{
  if (xp_stmt_get_int (act, 5) == 1) {
    add_column (state, act, 0);
    add_column (state, act, 1);
    add_column (state, act, 2);
    add_int_column (state, act, 3);
    add_column (state, act, 4);
  }
  add_column (state, act, 0);
  add_int_column (state, act, 5);
  add_int_column (state, act, 6);
  for (int column = 7; column <= 11; column++)
    add_column (state, act, column);
  add_int_column (state, act, 12);
}

void
xp_chain_add_change (crypto_hash_sha256_state *state, XpStmt *change)
{
  add_int_column (state, change, 0);
  for (int column = 1; column <= 4; column++)
    add_column (state, change, column);
}

bool
xp_book_hash_act (XpBook *self,
                  int64_t act_no,
                  const guint8 *previous,
                  size_t n_previous,
                  guint8 out_hash[32],
                  GError **error)
{
  g_autoptr (XpBorrowedStmt) act = xp_book_borrow (self, READ_ACT, error);
  g_autoptr (XpBorrowedStmt) changes =
    act != NULL ? xp_book_borrow (self, READ_CHANGES, error) : NULL;
  if (changes == NULL)
    return false;
  xp_stmt_bind_int (act, ":act", act_no);
  xp_stmt_bind_int (changes, ":act", act_no);
  if (!xp_stmt_next (act, error))
    return false;

  crypto_hash_sha256_state state;
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, previous, n_previous);
  xp_chain_add_act (&state, act);
  while (xp_stmt_next (changes, error))
    xp_chain_add_change (&state, changes);
  crypto_hash_sha256_final (&state, out_hash);
  return xp_stmt_is_done (changes);
}

static const char HEAD[] = "SELECT hash FROM act WHERE line_no = 1 ORDER BY act_no DESC LIMIT 1";

bool
xp_book_get_head (XpBook *self, guint8 out_hash[32], GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (self, HEAD, error);
  size_t n = 0;
  memset (out_hash, 0, 32);
  if (select == NULL)
    return false;
  if (xp_stmt_next (select, error))
    memcpy (out_hash, xp_stmt_get_bytes (select, 0, &n), 32);
  return true;
}

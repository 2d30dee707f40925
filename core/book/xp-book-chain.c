/* xp-book-chain.c: the hash of an act (book.md): every field as a netstring, the one before it
 * first. */
#include "xp-book-private.h"

#include <sodium.h>
#include <string.h>

/* `<length>:<bytes>,` and `-,` for NULL. */
static void
add_bytes (GByteArray *fields, const void *bytes, size_t n)
{
  char length[32];
  if (bytes == NULL) {
    g_byte_array_append (fields, (const guint8 *) "-,", 2);
    return;
  }
  const int n_digits = g_snprintf (length, sizeof length, "%zu:", n);
  g_byte_array_append (fields, (const guint8 *) length, (guint) n_digits);
  g_byte_array_append (fields, bytes, (guint) n);
  g_byte_array_append (fields, (const guint8 *) ",", 1);
}

static void
add_column (GByteArray *fields, XpStmt *stmt, int column)
{
  size_t n = 0;
  const void *bytes = xp_stmt_is_null (stmt, column) ? NULL : xp_stmt_get_bytes (stmt, column, &n);
  add_bytes (fields, bytes != NULL || xp_stmt_is_null (stmt, column) ? bytes : "", n);
}

/* As decimal text. */
static void
add_int_column (GByteArray *fields, XpStmt *stmt, int column)
{
  char digits[32];
  if (xp_stmt_is_null (stmt, column)) {
    add_bytes (fields, NULL, 0);
    return;
  }
  const int n =
    g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, xp_stmt_get_int (stmt, column));
  add_bytes (fields, digits, (size_t) n);
}

void
xp_chain_add_act (GByteArray *fields, XpStmt *act)
{
  if (xp_stmt_get_int (act, 5) == 1) {
    add_column (fields, act, 0);
    add_column (fields, act, 1);
    add_column (fields, act, 2);
    add_int_column (fields, act, 3);
    add_column (fields, act, 4);
  }
  add_column (fields, act, 0);
  add_int_column (fields, act, 5);
  add_int_column (fields, act, 6);
  for (int column = 7; column <= 11; column++)
    add_column (fields, act, column);
  add_int_column (fields, act, 12);
}

void
xp_chain_add_change (GByteArray *fields, XpStmt *change)
{
  add_int_column (fields, change, 0);
  for (int column = 1; column <= 4; column++)
    add_column (fields, change, column);
}

static const char READ_ACT[] =
  "SELECT " XP_CHAIN_ACT_COLUMNS " FROM " XP_CHAIN_ACTS " WHERE a.act_no = :act";

static const char READ_CHANGES[] =
  "SELECT " XP_CHAIN_CHANGE_COLUMNS " FROM change WHERE act_no = :act ORDER BY n";

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

  g_autoptr (GByteArray) fields = g_byte_array_new ();
  g_byte_array_append (fields, previous, (guint) n_previous);
  xp_chain_add_act (fields, act);
  while (xp_stmt_next (changes, error))
    xp_chain_add_change (fields, changes);
  crypto_hash_sha256 (out_hash, fields->data, fields->len);
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

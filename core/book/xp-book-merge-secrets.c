/* xp-book-merge-secrets.c: the values behind commitments that came in; and those that one side has
 * forgotten, which the other's copy must not bring back. */
#include "xp-book-merge-private.h"

#include <sodium.h>
#include <string.h>

static const char FORGOTTEN_BY[] =
  "SELECT DISTINCT c.key, a.session_no, a.n FROM change c JOIN act a ON a.act_no = c.act_no"
  " WHERE c.kind = 'forgotten'";

/* “["household","[7]"]” of what this side forgot and the other does not know of. */
static GHashTable *
list_forgotten (XpMergeSide *side, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XpStmt) select = xp_book_prepare (side->book, FORGOTTEN_BY, error);
  while (select != NULL && xp_stmt_next (select, error))
    if (!xp_merge_side_knows (side, xp_stmt_get_int (select, 1), xp_stmt_get_int (select, 2)))
      g_hash_table_add (keys, g_strdup (xp_stmt_get_text (select, 0)));
  return select != NULL && xp_stmt_is_done (select) ? g_steal_pointer (&keys) : NULL;
}

static char *
name_owner (const char *kind, const char *key)
{
  g_autoptr (XpRecord) named = xp_record_new (XP_KIND_FORGOTTEN);
  xp_record_set_text (named, "owner_kind", kind);
  xp_record_set_text (named, "owner_key", key);
  return xp_record_dup_key (named);
}

/* ---- in ---- */

static const char THEIR_SECRETS[] = "SELECT commitment, kind, key, salt, value FROM secret";
static const char HAS_SECRET[] = "SELECT 1 FROM secret WHERE commitment = ?1";
static const char TAKE_SECRET[] = "INSERT INTO secret (commitment, kind, key, salt, value)"
                                  " VALUES (:commitment, :kind, :key, :salt, :value)";

static bool
is_true (XpStmt *secret)
{
  size_t n_salt = 0;
  guint8 hash[crypto_hash_sha256_BYTES];
  char hex[2 * sizeof hash + 1];
  const void *salt = xp_stmt_get_bytes (secret, 3, &n_salt);
  const char *value = xp_stmt_get_text (secret, 4);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, salt, n_salt);
  crypto_hash_sha256_update (&state, (const guint8 *) value, strlen (value));
  crypto_hash_sha256_final (&state, hash);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  return strcmp (hex, xp_stmt_get_text (secret, 0)) == 0;
}

static bool
take_secret (XpBook *book, XpStmt *secret, GError **error)
{
  size_t n_salt = 0;
  const void *salt = xp_stmt_get_bytes (secret, 3, &n_salt);
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (book, TAKE_SECRET, error);
  if (insert == NULL)
    return false;
  xp_stmt_bind_text (insert, ":commitment", xp_stmt_get_text (secret, 0));
  xp_stmt_bind_text (insert, ":kind", xp_stmt_get_text (secret, 1));
  xp_stmt_bind_text (insert, ":key", xp_stmt_get_text (secret, 2));
  xp_stmt_bind_bytes (insert, ":salt", salt, n_salt);
  xp_stmt_bind_text (insert, ":value", xp_stmt_get_text (secret, 4));
  return xp_stmt_run (insert, error);
}

static bool
has_secret (XpBook *book, const char *commitment)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (book, HAS_SECRET, NULL);
  if (select == NULL)
    return false;
  xp_stmt_bind_text_at (select, 1, commitment);
  return xp_stmt_next (select, NULL);
}

/* Whoever forgot an owner has of it only what was typed afterwards; the other's values go. */
static bool
take_theirs (XpMergeSide *ours,
             XpMergeSide *theirs,
             GHashTable *our_forgotten,
             GHashTable *their_forgotten,
             GError **error)
{
  g_autoptr (XpStmt) secret = xp_book_prepare (theirs->book, THEIR_SECRETS, error);
  while (secret != NULL && xp_stmt_next (secret, error)) {
    if (has_secret (ours->book, xp_stmt_get_text (secret, 0)))
      continue;
    g_autofree char *owner =
      name_owner (xp_stmt_get_text (secret, 1), xp_stmt_get_text (secret, 2));
    if (g_hash_table_contains (our_forgotten, owner) &&
        !g_hash_table_contains (their_forgotten, owner))
      continue;
    if (!is_true (secret))
      return xp_merge_set_damaged (theirs->book, error);
    if (!take_secret (ours->book, secret, error))
      return false;
  }
  return secret != NULL && xp_stmt_is_done (secret);
}

/* ---- out ---- */

static const char SECRETS_OF[] = "SELECT commitment FROM secret WHERE kind = :kind AND key = :key";
static const char DROP_SECRET[] = "DELETE FROM secret WHERE commitment = :commitment";

static bool
drop_secret (XpBook *book, const char *commitment, GError **error)
{
  g_autoptr (XpBorrowedStmt) drop = xp_book_borrow (book, DROP_SECRET, error);
  if (drop == NULL)
    return false;
  xp_stmt_bind_text (drop, ":commitment", commitment);
  return xp_stmt_run (drop, error);
}

static bool
drop_of_owner (
  XpMergeSide *ours, XpMergeSide *theirs, const char *owner, size_t *n_left, GError **error)
{
  g_autoptr (XpRecord) named = xp_record_new_for_key (XP_KIND_FORGOTTEN, owner);
  g_autoptr (XpStmt) select =
    named != NULL ? xp_book_prepare (ours->book, SECRETS_OF, error) : NULL;
  if (select == NULL)
    return named != NULL ? false : xp_merge_set_damaged (theirs->book, error);
  xp_stmt_bind_text (select, ":kind", xp_record_get_text (named, "owner_kind"));
  xp_stmt_bind_text (select, ":key", xp_record_get_text (named, "owner_key"));
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  while (xp_stmt_next (select, error))
    if (!has_secret (theirs->book, xp_stmt_get_text (select, 0)))
      g_ptr_array_add (gone, g_strdup (xp_stmt_get_text (select, 0)));
  if (!xp_stmt_is_done (select))
    return false;
  for (guint i = 0; i < gone->len; i++)
    if (!drop_secret (ours->book, gone->pdata[i], error))
      return false;
  *n_left += gone->len;
  return true;
}

bool
xp_merge_take_secrets (XpMergeSide *ours, XpMergeSide *theirs, size_t *out_n_left, GError **error)
{
  *out_n_left = 0;
  g_autoptr (GHashTable) our_forgotten = list_forgotten (ours, error);
  g_autoptr (GHashTable) their_forgotten =
    our_forgotten != NULL ? list_forgotten (theirs, error) : NULL;
  if (their_forgotten == NULL || !take_theirs (ours, theirs, our_forgotten, their_forgotten, error))
    return false;
  GHashTableIter iter;
  gpointer owner = NULL;
  g_hash_table_iter_init (&iter, their_forgotten);
  while (g_hash_table_iter_next (&iter, &owner, NULL))
    if (!g_hash_table_contains (our_forgotten, owner) &&
        !drop_of_owner (ours, theirs, owner, out_n_left, error))
      return false;
  return true;
}

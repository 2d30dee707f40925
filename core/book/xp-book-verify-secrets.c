/* xp-book-verify-secrets.c: what the chain only commits to: each commitment that ever stood in the
 * log has its value in `secret`, unless its owner was forgotten later; and each value is the one
 * that was committed to. */
#include "xp-book-verify-private.h"

#include <sodium.h>
#include <string.h>

/* Whose a commitment is; @kind XP_N_KINDS: the reason of an act, @key is its verb. */
typedef struct _Owner Owner;
struct _Owner {
  Owner *next;
  XpKind kind;
  char *key;
  int64_t act_no;
  const char *what; /* 电话; borrowed */
};

typedef struct {
  char *commitment; /* owned by its first owner's entry in the table */
  Owner *owners;
  bool is_kept;
} Committed;

struct _XpSecretsCheck {
  GHashTable *by_text;   /* commitment → Committed; owned */
  GPtrArray *in_order;   /* of Committed, as they first came */
  GHashTable *forgotten; /* "kind key" → the last act that forgot it */
};

/* `secret` calls the owner of a reason so. */
static const char ACT[] = "act";

static void
free_committed (gpointer data)
{
  Committed *committed = data;
  for (Owner *owner = committed->owners, *next = NULL; owner != NULL; owner = next) {
    next = owner->next;
    g_free (owner->key);
    g_free (owner);
  }
  g_free (committed->commitment);
  g_free (committed);
}

XpSecretsCheck *
xp_secrets_check_new (void)
{
  XpSecretsCheck *self = g_new0 (XpSecretsCheck, 1);
  self->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_committed);
  self->in_order = g_ptr_array_new ();
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
xp_secrets_check_free (XpSecretsCheck *self)
{
  g_ptr_array_unref (self->in_order);
  g_hash_table_unref (self->by_text);
  g_hash_table_unref (self->forgotten);
  g_free (self);
}

/* ---- what the log commits to and forgets ---- */

static const char *
name_of_kind (XpKind kind)
{
  return kind == XP_N_KINDS ? ACT : xp_kind_get_info (kind)->name;
}

static bool
is_owner (const Owner *owner, const char *kind, const char *key)
{
  return strcmp (name_of_kind (owner->kind), kind) == 0 && strcmp (owner->key, key) == 0;
}

static void
commit_to (XpSecretsCheck *self,
           const char *commitment,
           XpKind kind,
           const char *key,
           int64_t act_no,
           const char *what)
{
  Committed *committed = g_hash_table_lookup (self->by_text, commitment);
  if (committed == NULL) {
    committed = g_new0 (Committed, 1);
    committed->commitment = g_strdup (commitment);
    g_hash_table_insert (self->by_text, committed->commitment, committed);
    g_ptr_array_add (self->in_order, committed);
  }
  for (const Owner *owner = committed->owners; owner != NULL; owner = owner->next)
    if (is_owner (owner, name_of_kind (kind), key))
      return;
  Owner *owner = g_new0 (Owner, 1);
  *owner = (Owner){committed->owners, kind, g_strdup (key), act_no, what};
  committed->owners = owner;
}

static void
forget (XpSecretsCheck *self, char *owner, int64_t act_no)
{
  int64_t *last = g_new (int64_t, 1);
  *last = act_no;
  g_hash_table_replace (self->forgotten, owner, last);
}

void
xp_secrets_check_see_act (
  XpSecretsCheck *self, int64_t act_no, const char *verb, const char *subject, const char *reason)
{
  if (reason != NULL)
    commit_to (self, reason, XP_N_KINDS, verb, act_no, "理由");
  if (subject != NULL && strcmp (verb, XP_VERB_FORGET) == 0)
    forget (self, g_strdup (subject), act_no);
}

static void
see_secrets (XpSecretsCheck *self, int64_t act_no, const XpRecord *record, const char *key)
{
  const XpKind kind = xp_record_get_kind (record);
  const XpKindInfo *info = xp_kind_get_info (kind);
  for (size_t i = info->n_key; i < info->n_columns; i++) {
    const char *commitment =
      info->columns[i].type == XP_COLUMN_SECRET ? xp_record_get_text_at (record, i) : NULL;
    if (commitment != NULL)
      commit_to (self, commitment, kind, key, act_no, info->columns[i].title);
  }
}

static void
see_forgetting (
  XpSecretsCheck *self, int64_t act_no, XpKind kind, const char *key, const char *after)
{
  forget (self, g_strconcat (xp_kind_get_info (kind)->name, " ", key, NULL), act_no);
  g_autoptr (XpRecord) record =
    kind == XP_KIND_FORGOTTEN && after != NULL ? xp_record_new_for_key (kind, key) : NULL;
  if (record != NULL)
    forget (self,
            g_strconcat (xp_book_text_of (record, "owner_kind"),
                         " ",
                         xp_book_text_of (record, "owner_key"),
                         NULL),
            act_no);
}

static bool
has_secrets (XpKind kind)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  for (size_t i = info->n_key; i < info->n_columns; i++)
    if (info->columns[i].type == XP_COLUMN_SECRET)
      return true;
  return false;
}

void
xp_secrets_check_see_change (XpSecretsCheck *self,
                             int64_t act_no,
                             bool is_main,
                             const char *verb,
                             XpKind kind,
                             const char *key,
                             const char *before,
                             const char *after)
{
  if (strcmp (verb, XP_VERB_FORGET) == 0 || kind == XP_KIND_FORGOTTEN)
    see_forgetting (self, act_no, kind, key, after);
  if (!has_secrets (kind))
    return;
  const char *const sides[] = {before, after};
  for (size_t i = 0; i < G_N_ELEMENTS (sides); i++) {
    g_autoptr (XpRecord) record =
      sides[i] != NULL ? xp_change_make_record (kind, key, sides[i]) : NULL;
    if (record != NULL)
      see_secrets (self, is_main ? act_no : 0, record, key);
  }
}

/* ---- values ---- */

/* 农户 一社3号 张三; 第12次改动（…）: of a reason. */
static char *
name_owner (XpVerifying *self, const Owner *owner)
{
  if (owner->kind == XP_N_KINDS)
    return xp_verify_name_act (self, owner->act_no);
  XpBook *names = xp_verify_get_names (self);
  g_autoptr (XpRecord) known = xp_book_lookup (names, owner->kind, owner->key, NULL);
  g_autoptr (XpRecord) empty =
    known == NULL ? xp_record_new_for_key (owner->kind, owner->key) : NULL;
  const char *title = xp_kind_get_info (owner->kind)->title;
  if (known == NULL && empty == NULL)
    return g_strdup (title);
  g_autofree char *name = xp_book_name_record (names, known != NULL ? known : empty);
  return g_strdup_printf ("%s %s", title, name);
}

static void G_GNUC_PRINTF (3, 4)
  add_fault (XpVerifying *self, const Owner *owner, const char *format, ...)
{
  const XpFaultPlace place = {owner->kind == XP_N_KINDS ? owner->act_no : 0,
                              0,
                              owner->kind,
                              owner->kind == XP_N_KINDS ? NULL : owner->key};
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *name = xp_verify_is_full (self) ? NULL : name_owner (self, owner);
  xp_verify_add (self, &place, "%s 的%s", name, what);
}

static bool
is_committed_to (XpStmt *secret)
{
  size_t n_salt = 0, n_value = 0;
  guint8 hash[crypto_hash_sha256_BYTES];
  char hex[2 * sizeof hash + 1];
  const void *salt = xp_stmt_get_bytes (secret, 3, &n_salt);
  const void *value = xp_stmt_get_bytes (secret, 4, &n_value);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, salt, n_salt);
  crypto_hash_sha256_update (&state, value, n_value);
  crypto_hash_sha256_final (&state, hash);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  return g_strcmp0 (hex, xp_stmt_get_text (secret, 0)) == 0;
}

/* The owner that the row itself names; @out_key keeps its key. */
static Owner
owner_in_row (XpStmt *secret)
{
  XpKind kind = XP_KIND_VILLAGE;
  const char *name = xp_stmt_get_text (secret, 1);
  const char *key = xp_stmt_get_text (secret, 2);
  const bool is_known = name != NULL && xp_kind_from_name (name, &kind);
  return (Owner){NULL, is_known ? kind : XP_N_KINDS, (char *) (key != NULL ? key : ""), 0, NULL};
}

static void
check_row (XpVerifying *self, XpStmt *secret)
{
  const char *text = xp_stmt_get_text (secret, 0);
  Committed *committed = text != NULL ? g_hash_table_lookup (self->secrets->by_text, text) : NULL;
  const Owner in_row = owner_in_row (secret);
  if (committed == NULL) {
    if (in_row.kind == XP_N_KINDS)
      xp_verify_add (self, NULL, "多出一条理由：它不是在乡评里写的。请用备份核对。");
    else
      add_fault (self, &in_row, "电话、证件或备注里多出一条：它不是在乡评里录的。请用备份核对。");
    return;
  }
  committed->is_kept = true;
  if (!is_committed_to (secret))
    add_fault (self,
               committed->owners,
               "%s被别的程序改过。请用备份核对。",
               committed->owners->what);
  for (const Owner *owner = committed->owners; owner != NULL; owner = owner->next)
    if (is_owner (owner, name_of_kind (in_row.kind), in_row.key) &&
        (in_row.kind != XP_N_KINDS || g_strcmp0 (xp_stmt_get_text (secret, 1), ACT) == 0))
      return;
  add_fault (self,
             committed->owners,
             "%s被别的程序记到了别人名下。请用备份核对。",
             committed->owners->what);
}

static const char ALL_SECRETS[] =
  "SELECT commitment, kind, key, salt, value FROM secret ORDER BY kind, key, commitment";

static bool
check_rows (XpVerifying *self, GError **error)
{
  g_autoptr (XpStmt) secret = xp_book_prepare (self->book, ALL_SECRETS, error);
  while (secret != NULL && xp_stmt_next (secret, error)) {
    check_row (self, secret);
    if (!xp_verify_go_on (self, 1, error))
      return false;
  }
  return secret != NULL && xp_stmt_is_done (secret);
}

/* ---- what is missing ---- */

static bool
was_forgotten (const XpSecretsCheck *self, const Owner *owner)
{
  g_autofree char *name = g_strconcat (name_of_kind (owner->kind), " ", owner->key, NULL);
  const int64_t *act_no = g_hash_table_lookup (self->forgotten, name);
  return act_no != NULL && *act_no >= owner->act_no;
}

static void
check_missing (XpVerifying *self)
{
  for (guint i = 0; i < self->secrets->in_order->len; i++) {
    const Committed *committed = self->secrets->in_order->pdata[i];
    bool is_in_order = committed->is_kept;
    for (const Owner *owner = committed->owners; owner != NULL; owner = owner->next)
      is_in_order |= was_forgotten (self->secrets, owner);
    if (!is_in_order)
      add_fault (self, committed->owners, "%s不见了。请用备份核对。", committed->owners->what);
  }
}

/* Whoever lends a book keeps back what is private. */
static bool
is_lent (XpVerifying *self)
{
  g_autoptr (XpStmt) lent = xp_book_prepare (self->book, "SELECT 1 FROM lent LIMIT 1", NULL);
  return lent != NULL && xp_stmt_next (lent, NULL);
}

bool
xp_verify_secrets (XpVerifying *self, GError **error)
{
  if (!check_rows (self, error))
    return false;
  if (!is_lent (self))
    check_missing (self);
  return true;
}

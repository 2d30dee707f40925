#include "xp-book-replay.h"

#include <string.h>

struct _XpReplay {
  XpBookHooks hooks;
  GHashTable *images;  /* of XpImage, a set; owned */
  GPtrArray *stale[2]; /* of XpImage: the few, and marks and sheets, in the order of changing */
  size_t n_standing[XP_N_KINDS];
  XpBook *book; /* owned; NULL: nobody has asked yet */
};

/* ---- images ---- */

static guint
hash_of (XpKind kind, const char *key)
{
  return g_str_hash (key) * 31 + (guint) kind;
}

static guint
hash_image (gconstpointer image)
{
  return ((const XpImage *) image)->hash;
}

static gboolean
is_same_image (gconstpointer a, gconstpointer b)
{
  const XpImage *left = a, *right = b;
  return left->kind == right->kind && strcmp (left->key, right->key) == 0;
}

/* The key stands behind it in one piece of memory. */
static XpImage *
new_image (XpKind kind, const char *key)
{
  const size_t n = strlen (key) + 1;
  XpImage *image = g_malloc (sizeof (XpImage) + n);
  char *own_key = (char *) (image + 1);
  memcpy (own_key, key, n);
  *image = (XpImage){.kind = kind, .hash = hash_of (kind, key), .key = own_key};
  return image;
}

static void
free_image (gpointer data)
{
  XpImage *image = data;
  g_free (image->text);
  g_free (image);
}

XpRecord *
xp_image_dup_record (const XpImage *image)
{
  return image->text != NULL ? xp_change_make_record (image->kind, image->key, image->text) : NULL;
}

XpImage *
xp_replay_lookup (XpReplay *self, XpKind kind, const char *key)
{
  const XpImage wanted = {.kind = kind, .hash = hash_of (kind, key), .key = key};
  return g_hash_table_lookup (self->images, &wanted);
}

/* ---- the log ---- */

XpReplay *
xp_replay_new (const XpBookHooks *hooks)
{
  XpReplay *self = g_new0 (XpReplay, 1);
  self->hooks = *hooks;
  self->images = g_hash_table_new_full (hash_image, is_same_image, free_image, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (self->stale); i++)
    self->stale[i] = g_ptr_array_new ();
  return self;
}

void
xp_replay_free (XpReplay *self)
{
  g_clear_pointer (&self->book, xp_book_close);
  for (size_t i = 0; i < G_N_ELEMENTS (self->stale); i++)
    g_ptr_array_unref (self->stale[i]);
  g_hash_table_unref (self->images);
  g_free (self);
}

size_t
xp_replay_count (const XpReplay *self, XpKind kind)
{
  return self->n_standing[kind];
}

/* Lays one side of a change over what stands; NULL: not our spelling. */
static XpRecord *
lay_over (const XpImage *image, const char *text)
{
  g_autoptr (XpRecord) record = image->text != NULL
                                  ? xp_image_dup_record (image)
                                  : xp_record_new_for_key (image->kind, image->key);
  return record != NULL && xp_change_apply_text (record, text) ? g_steal_pointer (&record) : NULL;
}

static bool
holds (const XpImage *image, const char *before, const char *after)
{
  if (image->text == NULL || before == NULL)
    return image->text == NULL && before == NULL;
  g_autoptr (XpRecord) is = xp_image_dup_record (image);
  g_autoptr (XpRecord) then = after == NULL
                                ? xp_change_make_record (image->kind, image->key, before)
                                : lay_over (image, before);
  return is != NULL && then != NULL && xp_record_equal (is, then);
}

static char *
text_afterwards (const XpImage *image, const char *after)
{
  if (after == NULL || image->text == NULL)
    return g_strdup (after);
  g_autoptr (XpRecord) record = lay_over (image, after);
  return record != NULL ? xp_change_to_text (record, NULL) : g_strdup (after);
}

static bool
is_bulk (XpKind kind)
{
  return kind == XP_KIND_MARK || kind == XP_KIND_SHEET;
}

bool
xp_replay_put (XpReplay *self, XpKind kind, const char *key, const char *before, const char *after)
{
  XpImage *image = xp_replay_lookup (self, kind, key);
  if (image == NULL) {
    image = new_image (kind, key);
    g_hash_table_add (self->images, image);
  }
  if (!image->is_stale)
    g_ptr_array_add (self->stale[is_bulk (kind)], image);
  image->is_stale = true;

  /* Most changes touch all that is not a default: the text itself tells that nothing is between. */
  const bool is_plain = image->text != NULL && before != NULL && strcmp (image->text, before) == 0;
  const bool is_holding = is_plain || holds (image, before, after);
  char *text = is_plain ? g_strdup (after) : text_afterwards (image, after);
  self->n_standing[kind] += (text != NULL) - (image->text != NULL);
  g_free (image->text);
  image->text = text;
  return is_holding;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const XpImage *left = *(const XpImage *const *) a, *right = *(const XpImage *const *) b;
  return strcmp (left->key, right->key);
}

GPtrArray *
xp_replay_list_unseen (XpReplay *self, XpKind kind)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer image = NULL;
  g_hash_table_iter_init (&iter, self->images);
  while (g_hash_table_iter_next (&iter, &image, NULL)) {
    const XpImage *one = image;
    if (one->kind == kind && one->text != NULL && !one->is_seen)
      g_ptr_array_add (list, image);
  }
  g_ptr_array_sort (list, compare_keys);
  return list;
}

/* ---- the book in memory ---- */

/* One transaction that is never ended: a million of their own would take minutes. What refers to
 * what was checked by the guards; here the log alone counts. */
static XpBook *
make_book (XpReplay *self, GError **error)
{
  g_autoptr (XpBook) book = xp_book_new_in_memory (&self->hooks, XP_BOOK_SCHEMA_VERSION, error);
  return book != NULL && xp_book_exec (book, "PRAGMA foreign_keys = OFF; BEGIN", error)
           ? g_steal_pointer (&book)
           : NULL;
}

static void
bring_in (XpReplay *self, XpImage *image)
{
  image->is_stale = false;
  g_autoptr (XpRecord) record = xp_image_dup_record (image);
  g_autoptr (XpRecord) gone =
    record == NULL ? xp_record_new_for_key (image->kind, image->key) : NULL;
  if (record != NULL)
    xp_book_write_record (self->book, record, NULL);
  else if (gone != NULL)
    xp_book_remove_record (self->book, gone, NULL);
}

XpBook *
xp_replay_get_book (XpReplay *self, bool is_whole, GError **error)
{
  if (self->book == NULL)
    self->book = make_book (self, error);
  if (self->book == NULL)
    return NULL;
  for (size_t i = 0; i <= (is_whole ? 1 : 0); i++) {
    for (guint k = 0; k < self->stale[i]->len; k++)
      bring_in (self, self->stale[i]->pdata[k]);
    g_ptr_array_set_size (self->stale[i], 0);
  }
  return self->book;
}

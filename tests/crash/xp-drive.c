#include "xp-drive.h"

#include <string.h>

enum {
  SECTOR_BYTES = 4096
};

typedef struct {
  gatomicrefcount n_refs;
  GByteArray *synced;
  GPtrArray *pending; /* of XpDiskEvent, borrowed: written and cut off since */
} DriveFile;

typedef struct {
  char *name;
  DriveFile *file; /* NULL: the name is gone */
} NameChange;

struct _XpDrive {
  GHashTable *now;    /* name → DriveFile */
  GHashTable *synced; /* as of the folder's last sync */
  GArray *pending;    /* of NameChange */
};

static DriveFile *
file_new (void)
{
  DriveFile *self = g_new0 (DriveFile, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->synced = g_byte_array_new ();
  self->pending = g_ptr_array_new ();
  return self;
}

static DriveFile *
file_ref (DriveFile *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

static void
file_unref (gpointer data)
{
  DriveFile *self = data;
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_byte_array_unref (self->synced);
  g_ptr_array_unref (self->pending);
  g_free (self);
}

static void
clear_name_change (gpointer data)
{
  NameChange *change = data;
  g_free (change->name);
  g_clear_pointer (&change->file, file_unref);
}

static GHashTable *
new_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_unref);
}

static void
set_name (GHashTable *names, const char *name, DriveFile *file)
{
  if (file != NULL)
    g_hash_table_insert (names, g_strdup (name), file_ref (file));
  else
    g_hash_table_remove (names, name);
}

static GHashTable *
copy_names (GHashTable *names)
{
  GHashTable *copy = new_names ();
  GHashTableIter iter;
  gpointer name, file;
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    set_name (copy, name, file);
  return copy;
}

XpDrive *
xp_drive_new (void)
{
  XpDrive *self = g_new0 (XpDrive, 1);
  self->now = new_names ();
  self->synced = new_names ();
  self->pending = g_array_new (FALSE, TRUE, sizeof (NameChange));
  g_array_set_clear_func (self->pending, clear_name_change);
  return self;
}

void
xp_drive_free (XpDrive *self)
{
  g_hash_table_unref (self->now);
  g_hash_table_unref (self->synced);
  g_array_unref (self->pending);
  g_free (self);
}

void
xp_drive_put (XpDrive *self, const char *name, const void *bytes, gsize n)
{
  DriveFile *file = file_new ();
  g_byte_array_append (file->synced, bytes, (guint) n);
  set_name (self->now, name, file);
  set_name (self->synced, name, file);
  file_unref (file);
}

/* ---- what happens while there is power ---- */

static void
grow_to (GByteArray *image, gsize n)
{
  const guint n_before = image->len;
  if (n <= n_before)
    return;
  g_byte_array_set_size (image, (guint) n);
  memset (image->data + n_before, 0, n - n_before);
}

static void
write_into (GByteArray *image, gint64 at, const guint8 *bytes, gsize n)
{
  grow_to (image, (gsize) at + n);
  memcpy (image->data + at, bytes, n);
}

static void
truncate_image (GByteArray *image, gint64 size)
{
  grow_to (image, (gsize) size);
  g_byte_array_set_size (image, (guint) size);
}

static void
sync_contents (DriveFile *file)
{
  for (guint i = 0; i < file->pending->len; i++) {
    const XpDiskEvent *event = file->pending->pdata[i];
    gsize n = 0;
    if (event->what == XP_DISK_TRUNCATED) {
      truncate_image (file->synced, event->at);
    } else {
      const guint8 *bytes = g_bytes_get_data (event->bytes, &n);
      write_into (file->synced, event->at, bytes, n);
    }
  }
  g_ptr_array_set_size (file->pending, 0);
}

static void
change_name (XpDrive *self, const char *name, DriveFile *file)
{
  const NameChange change = {g_strdup (name), file != NULL ? file_ref (file) : NULL};
  g_array_append_val (self->pending, change);
  set_name (self->now, name, file);
}

static void
rename_file (XpDrive *self, const XpDiskEvent *event)
{
  DriveFile *file = g_hash_table_lookup (self->now, event->name);
  g_assert_nonnull (file);
  change_name (self, event->to, file);
  change_name (self, event->name, NULL);
}

static void
make_file (XpDrive *self, const char *name)
{
  DriveFile *file = file_new ();
  change_name (self, name, file);
  file_unref (file);
}

static void
sync_names (XpDrive *self)
{
  g_hash_table_unref (self->synced);
  self->synced = copy_names (self->now);
  g_array_set_size (self->pending, 0);
}

void
xp_drive_apply (XpDrive *self, const XpDiskEvent *event)
{
  DriveFile *file = event->name != NULL ? g_hash_table_lookup (self->now, event->name) : NULL;
  switch (event->what) {
  case XP_DISK_MADE:
    make_file (self, event->name);
    break;
  case XP_DISK_WROTE:
  case XP_DISK_TRUNCATED:
    g_ptr_array_add (file->pending, (gpointer) event);
    break;
  case XP_DISK_SYNCED:
    sync_contents (file);
    break;
  case XP_DISK_REMOVED:
    change_name (self, event->name, NULL);
    break;
  case XP_DISK_RENAMED:
    rename_file (self, event);
    break;
  case XP_DISK_SYNCED_FOLDER:
    sync_names (self);
    break;
  case XP_DISK_SAID:
    break;
  }
}

/* ---- the cut ---- */

typedef struct {
  GRand *rand;
  int percent; /* of what was on its way that arrived */
  const XpPowerCut *cut;
} Cutting;

static bool
arrives (const Cutting *cutting)
{
  return g_rand_int_range (cutting->rand, 0, 100) < cutting->percent;
}

static bool
happens (const Cutting *cutting, int percent)
{
  return g_rand_int_range (cutting->rand, 0, 100) < percent;
}

static void
spoil (const Cutting *cutting, GByteArray *image, gint64 at)
{
  const gint64 from = at / SECTOR_BYTES * SECTOR_BYTES;
  for (gint64 i = from; i < MIN (from + SECTOR_BYTES, (gint64) image->len); i++)
    image->data[i] = (guint8) g_rand_int (cutting->rand);
}

/* All of the piece, none of it, or its beginning or end. */
static void
write_piece (const Cutting *cutting, GByteArray *image, gint64 at, const guint8 *bytes, gsize n)
{
  if (!arrives (cutting))
    return;
  if (!happens (cutting, 10)) {
    write_into (image, at, bytes, n);
    return;
  }
  const gsize n_torn = (gsize) g_rand_int_range (cutting->rand, 0, (gint32) n + 1);
  if (happens (cutting, 50))
    write_into (image, at, bytes, n_torn);
  else
    write_into (image, at + (gint64) n_torn, bytes + n_torn, n - n_torn);
  if (cutting->cut->spoils_sectors && happens (cutting, 50))
    spoil (cutting, image, at);
}

static void
write_in_pieces (const Cutting *cutting, GByteArray *image, const XpDiskEvent *event)
{
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data (event->bytes, &n);
  const gint64 size = cutting->cut->piece_bytes;
  for (gsize done = 0; done < n;) {
    const gint64 at = event->at + (gint64) done;
    const gsize n_piece = MIN (n - done, (gsize) (size - at % size));
    write_piece (cutting, image, at, bytes + done, n_piece);
    done += n_piece;
  }
}

static GByteArray *
cut_contents (const Cutting *cutting, const DriveFile *file)
{
  GByteArray *image = g_byte_array_new ();
  g_byte_array_append (image, file->synced->data, file->synced->len);
  for (guint i = 0; i < file->pending->len; i++) {
    const XpDiskEvent *event = file->pending->pdata[i];
    if (event->what == XP_DISK_WROTE)
      write_in_pieces (cutting, image, event);
    else if (arrives (cutting))
      truncate_image (image, event->at);
  }
  return image;
}

static GHashTable *
cut_names (const Cutting *cutting, const XpDrive *drive)
{
  GHashTable *names = copy_names (drive->synced);
  for (guint i = 0; i < drive->pending->len; i++) {
    const NameChange *change = &g_array_index (drive->pending, NameChange, i);
    if (arrives (cutting))
      set_name (names, change->name, change->file);
  }
  return names;
}

static void
write_out (const char *folder, const char *name, const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_file_set_contents_full (path,
                            (const char *) bytes,
                            (gssize) n,
                            G_FILE_SET_CONTENTS_NONE,
                            0600,
                            &error);
  g_assert_no_error (error);
}

void
xp_drive_cut (const XpDrive *self, const XpPowerCut *cut, const char *folder)
{
  static const int PERCENTS[] = {0, 10, 50, 90, 100};
  const Cutting cutting = {g_rand_new_with_seed (cut->seed),
                           PERCENTS[cut->seed % G_N_ELEMENTS (PERCENTS)],
                           cut};
  g_autoptr (GHashTable) names = cut_names (&cutting, self);
  g_autoptr (GList) sorted =
    g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) g_strcmp0); /* always the same */
  for (const GList *at = sorted; at != NULL; at = at->next) {
    g_autoptr (GByteArray) image = cut_contents (&cutting, g_hash_table_lookup (names, at->data));
    write_out (folder, at->data, image->data, image->len);
  }
  g_rand_free (cutting.rand);
}

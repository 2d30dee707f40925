#include "xp-zip.h"

#include "xp-error.h"

#include <string.h>
#include <zlib.h>

enum {
  N_END = 22,     /* bytes of the end record without its comment */
  N_CENTRAL = 46, /* of an entry of the directory without its names */
  N_LOCAL = 30,   /* of a part's own header without its names */
  MOST_PARTS = 4096,
  METHOD_STORED = 0,
  METHOD_DEFLATE = 8,
  FLAG_ENCRYPTED = 1,
};
/* Four bordered columns down to a sheet's last row unpack to 115 MB; nothing honest is larger. */
static const gsize MOST_UNPACKED = 192 << 20;
/* Equal formats compress 271:1; a ratio tells only above the first mebibyte. */
static const gsize MOST_RATIO = 700;
static const gsize FIRST_MEBIBYTE = 1 << 20;

typedef struct {
  guint32 crc, n_packed, n_unpacked, offset;
  guint16 method, flags;
} Part;

struct _XpZip {
  GBytes *bytes;     /* owned */
  char *name;        /* owned */
  GHashTable *parts; /* path → Part */
  gsize n_read;      /* unpacked so far */
};

static guint16
get16 (const guint8 *at)
{
  return (guint16) (at[0] | at[1] << 8);
}

static guint32
get32 (const guint8 *at)
{
  return (guint32) get16 (at) | (guint32) get16 (at + 2) << 16;
}

static bool
refuse (const XpZip *self, const char *what, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s %s。请在 WPS 里打开，另存为一份新的 .xlsx 再导入。",
               self->name,
               what);
  return false;
}

static bool
is_odd_path (const char *path)
{
  return path[0] == '\0' || path[0] == '/' || strchr (path, '\\') != NULL ||
         strchr (path, ':') != NULL || strstr (path, "../") != NULL ||
         !g_utf8_validate (path, -1, NULL);
}

/* ---- the directory ---- */

static const guint8 *
find_end (const guint8 *data, gsize n)
{
  const gsize n_searched = MIN (n, N_END + (gsize) G_MAXUINT16);
  for (gsize back = N_END; back <= n_searched; back++) {
    const guint8 *at = data + n - back;
    if (memcmp (at, "PK\005\006", 4) == 0 && get16 (at + 20) == back - N_END)
      return at;
  }
  return NULL;
}

static bool
add_part (XpZip *self, const guint8 *at, GError **error)
{
  g_autofree char *path = g_strndup ((const char *) at + N_CENTRAL, get16 (at + 28));
  if (is_odd_path (path) || g_hash_table_contains (self->parts, path))
    return refuse (self, "里面的目录不对，可能已经损坏", error);
  Part *part = g_new0 (Part, 1);
  *part = (Part){
    .crc = get32 (at + 16),
    .n_packed = get32 (at + 20),
    .n_unpacked = get32 (at + 24),
    .offset = get32 (at + 42),
    .method = get16 (at + 10),
    .flags = get16 (at + 8),
  };
  g_hash_table_insert (self->parts, g_steal_pointer (&path), part);
  return true;
}

static bool
read_directory (XpZip *self, GError **error)
{
  gsize n = 0;
  const guint8 *data = g_bytes_get_data (self->bytes, &n);
  const guint8 *end = n >= N_END ? find_end (data, n) : NULL;
  if (end == NULL)
    return refuse (self, "只有半截，没有存完或没有传完", error);
  const guint n_parts = get16 (end + 10);
  const gsize start = get32 (end + 16);
  if (get16 (end + 4) != 0 || get16 (end + 8) != n_parts || n_parts == G_MAXUINT16)
    return refuse (self, "是分成几份的压缩文件，读不了", error);
  if (n_parts > MOST_PARTS)
    return refuse (self, "里面的东西太多，不像一张表格", error);

  gsize at = start;
  for (guint i = 0; i < n_parts; i++) {
    const gsize left = at <= (gsize) (end - data) ? (gsize) (end - data) - at : 0;
    if (left < N_CENTRAL || memcmp (data + at, "PK\001\002", 4) != 0)
      return refuse (self, "里面的目录不对，可能已经损坏", error);
    const gsize length =
      N_CENTRAL + (gsize) get16 (data + at + 28) + get16 (data + at + 30) + get16 (data + at + 32);
    if (length > left)
      return refuse (self, "里面的目录不对，可能已经损坏", error);
    if (!add_part (self, data + at, error))
      return false;
    at += length;
  }
  return true;
}

XpZip *
xp_zip_open (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (XpZip) self = g_new0 (XpZip, 1);
  self->bytes = g_bytes_ref (bytes);
  self->name = g_strdup (name);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return read_directory (self, error) ? g_steal_pointer (&self) : NULL;
}

void
xp_zip_free (XpZip *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->name);
  g_hash_table_unref (self->parts);
  g_free (self);
}

bool
xp_zip_has (const XpZip *self, const char *part)
{
  return g_hash_table_contains (self->parts, part);
}

/* ---- a part ---- */

static const guint8 *
find_packed (const XpZip *self, const Part *part, GError **error)
{
  gsize n = 0;
  const guint8 *data = g_bytes_get_data (self->bytes, &n);
  if (part->flags & FLAG_ENCRYPTED) {
    refuse (self, "有密码。请先在 WPS 里去掉密码", error);
    return NULL;
  }
  const bool has_header = part->offset <= n && n - part->offset >= N_LOCAL &&
                          memcmp (data + part->offset, "PK\003\004", 4) == 0;
  if (has_header) {
    const guint8 *local = data + part->offset;
    const gsize start = part->offset + N_LOCAL + (gsize) get16 (local + 26) + get16 (local + 28);
    if (start <= n && part->n_packed <= n - start &&
        (part->method == METHOD_DEFLATE || part->n_packed == part->n_unpacked))
      return data + start;
  }
  refuse (self, "里面有一部分读不出来，可能已经损坏", error);
  return NULL;
}

typedef struct {
  XpZip *zip;
  const Part *part;
  XpZipSink sink;
  gpointer user_data;
  GCancellable *cancellable;
  gsize n; /* of this part, so far */
  uLong crc;
} Unpacking;

static bool
hand_over (Unpacking *unpacking, const guint8 *data, gsize n, GError **error)
{
  if (g_cancellable_is_cancelled (unpacking->cancellable)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_CANCELLED,
                 "已经停下，什么也没有改。要导入就再选一次文件。");
    return false;
  }
  unpacking->n += n;
  unpacking->zip->n_read += n;
  if (unpacking->zip->n_read > MOST_UNPACKED ||
      (unpacking->n > FIRST_MEBIBYTE &&
       unpacking->n / MOST_RATIO > (gsize) unpacking->part->n_packed))
    return refuse (unpacking->zip,
                   "展开后太大，不像农户名单。请只把名单那几列复制到一张新表里",
                   error);
  unpacking->crc = crc32 (unpacking->crc, data, (uInt) n);
  return unpacking->sink ((const char *) data, n, unpacking->user_data, error);
}

static bool
copy_stored (Unpacking *unpacking, const guint8 *packed, GError **error)
{
  enum {
    N_PIECE = 1 << 16
  };
  for (gsize at = 0; at < unpacking->part->n_packed; at += N_PIECE)
    if (!hand_over (unpacking,
                    packed + at,
                    MIN ((gsize) N_PIECE, unpacking->part->n_packed - at),
                    error))
      return false;
  return true;
}

static bool
inflate_all (Unpacking *unpacking, z_stream *stream, GError **error)
{
  guint8 piece[1 << 16];
  int status = Z_OK;
  while (status == Z_OK) {
    stream->next_out = piece;
    stream->avail_out = sizeof piece;
    status = inflate (stream, Z_NO_FLUSH);
    const gsize n = sizeof piece - stream->avail_out;
    if (n > 0 && !hand_over (unpacking, piece, n, error))
      return false;
  }
  return status == Z_STREAM_END ||
         refuse (unpacking->zip, "里面有一部分读不出来，可能已经损坏", error);
}

static bool
unpack (Unpacking *unpacking, const guint8 *packed, GError **error)
{
  if (unpacking->part->method == METHOD_STORED)
    return copy_stored (unpacking, packed, error);
  if (unpacking->part->method != METHOD_DEFLATE)
    return refuse (unpacking->zip, "用的压缩办法读不了", error);
  z_stream stream = {
    .next_in = (z_const Bytef *) packed,
    .avail_in = unpacking->part->n_packed,
  };
  inflateInit2 (&stream, -MAX_WBITS);
  const bool is_done = inflate_all (unpacking, &stream, error);
  inflateEnd (&stream);
  return is_done;
}

bool
xp_zip_read (XpZip *self,
             const char *path,
             XpZipSink sink,
             gpointer user_data,
             GCancellable *cancellable,
             GError **error)
{
  const Part *part = g_hash_table_lookup (self->parts, path);
  if (part == NULL)
    return refuse (self, "里面缺了一部分，不是完整的表格", error);
  const guint8 *packed = find_packed (self, part, error);
  Unpacking unpacking = {self, part, sink, user_data, cancellable, 0, crc32 (0, NULL, 0)};
  if (packed == NULL || !unpack (&unpacking, packed, error))
    return false;
  return (unpacking.crc == part->crc && unpacking.n == part->n_unpacked) ||
         refuse (self, "里面有一部分和存的时候不一样，已经损坏", error);
}

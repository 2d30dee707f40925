/* A sealed backup. After an 'R' comes the file as it is, with the cheapest derivation of a key.
 * Else the bytes say what somebody who knows the passphrase, or a bad stick, makes of one: 'F' tag
 * a chunk of 65,536 bytes 'C' tag size (2)     one of so many 'X' place (3) mask   turns bits over
 * in the finished file 'T' size (3)         cuts it off 'A' size             so many bytes follow
 * What opens is what was sealed, up to the chunk that is marked as the last. */
#include "xp-book-seal.h"
#include "xp-fuzz.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

enum {
  CHUNK = 65536,
  AT_VERSION = 8,
  AT_PASSES = 12,
  AT_MEMORY = 16,
  AT_SALT = 20,
  AT_STREAM = 36,
  AT_PROOF = 60,
  HEADER = 92,
  MOST_STEPS = 12,
  N_TAGS = 4
};

static const char PASSPHRASE[] = "永胜村 2026 秋";

static char *sealed, *opened; /* paths */

typedef struct {
  const guint8 *at, *end;
} Bytes;

typedef struct {
  GByteArray *file, *plain; /* @plain: up to the last chunk */
  crypto_secretstream_xchacha20poly1305_state state;
  bool has_last;
  bool is_odd; /* not as xp_seal_write() makes it */
} Sealing;

static guint
take (Bytes *bytes)
{
  return bytes->at < bytes->end ? *bytes->at++ : 0;
}

static guint
take_number (Bytes *bytes, int n_bytes)
{
  guint number = 0;
  for (int i = 0; i < n_bytes; i++)
    number = number << 8 | take (bytes);
  return number;
}

/* ---- a file that was sealed ---- */

static void
put_number (guint8 *at, guint32 number)
{
  const guint32 little = GUINT32_TO_LE (number);
  memcpy (at, &little, sizeof little);
}

/* As cheap as the file's own limits allow. */
static void
make_cheap (guint8 *header)
{
  put_number (header + AT_PASSES, 1);
  put_number (header + AT_MEMORY, 8);
}

static void
begin (Sealing *self)
{
  guint8 header[HEADER] = "XPsealed", keys[64];
  put_number (header + AT_VERSION, 1);
  make_cheap (header);
  g_assert_cmpint (crypto_pwhash (keys,
                                  sizeof keys,
                                  PASSPHRASE,
                                  strlen (PASSPHRASE),
                                  header + AT_SALT,
                                  1,
                                  8192,
                                  crypto_pwhash_ALG_ARGON2ID13),
                   ==,
                   0);
  /* With this header and no other, so that the same bytes make the same file. */
  crypto_secretstream_xchacha20poly1305_init_pull (&self->state, header + AT_STREAM, keys);
  crypto_auth (header + AT_PROOF, header, AT_PROOF, keys + 32);
  self->file = g_byte_array_new ();
  self->plain = g_byte_array_new ();
  g_byte_array_append (self->file, header, HEADER);
}

static void
push (Sealing *self, guint8 tag, guint n)
{
  const bool is_first = self->file->len == HEADER;
  const bool is_last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  g_autofree guint8 *piece = g_malloc (n + 1);
  g_autofree guint8 *chunk = g_malloc (n + crypto_secretstream_xchacha20poly1305_ABYTES);
  unsigned long long n_chunk = 0;
  memset (piece, (int) self->file->len, n);
  crypto_secretstream_xchacha20poly1305_push (&self->state,
                                              chunk,
                                              &n_chunk,
                                              piece,
                                              n,
                                              is_first ? self->file->data : NULL,
                                              is_first ? AT_PROOF : 0,
                                              tag);
  g_byte_array_append (self->file, chunk, (guint) n_chunk);
  self->is_odd = self->is_odd || self->has_last || is_last != (n < CHUNK);
  if (!self->has_last)
    g_byte_array_append (self->plain, piece, n);
  self->has_last = self->has_last || is_last;
}

static void
spoil (Sealing *self, guint what, Bytes *bytes)
{
  static const guint8 MORE[255];
  GByteArray *file = self->file;
  self->is_odd = true;
  if (what == 'X') {
    const guint place = take_number (bytes, 3);
    if (file->len > 0)
      file->data[place % file->len] ^= (guint8) take (bytes);
  } else if (what == 'T') {
    g_byte_array_set_size (file, MIN (file->len, take_number (bytes, 3)));
  } else {
    g_byte_array_append (file, MORE, take (bytes));
  }
}

static void
make_file (Sealing *self, Bytes *bytes)
{
  begin (self);
  for (int i = 0; i < MOST_STEPS && bytes->at < bytes->end; i++) {
    const guint what = take (bytes);
    const guint8 tag = what == 'F' || what == 'C' ? (guint8) (take (bytes) % N_TAGS) : 0;
    if (what == 'F')
      push (self, tag, CHUNK);
    else if (what == 'C')
      push (self, tag, take_number (bytes, 2));
    else
      spoil (self, what, bytes);
  }
}

/* ---- what is done with it ---- */

/* NULL: it was refused, in a sentence. */
static GBytes *
open_sealed (const void *file, gsize n)
{
  GError *error = NULL;
  char *bytes = NULL;
  gsize n_bytes = 0;
  g_unlink (sealed); /* GLib would leave the end of a longer one */
  g_assert_true (
    g_file_set_contents_full (sealed, file, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  const bool begins_so = n >= AT_VERSION && memcmp (file, "XPsealed", AT_VERSION) == 0;
  g_assert_true (xp_seal_is_sealed (sealed) == begins_so);
  const bool is_open = xp_seal_read (sealed, opened, PASSPHRASE, &error);
  g_assert_true (is_open == (error == NULL));
  g_assert_true (is_open == g_file_test (opened, G_FILE_TEST_EXISTS));
  xp_fuzz_check_refusal (error);
  if (!is_open)
    return NULL;
  g_assert_true (g_file_get_contents (opened, &bytes, &n_bytes, NULL));
  g_unlink (opened);
  return g_bytes_new_take (bytes, n_bytes);
}

static void
try_as_it_is (const Bytes *bytes)
{
  const gsize n = (gsize) (bytes->end - bytes->at);
  g_autofree guint8 *file = g_malloc (n + 1);
  memcpy (file, bytes->at, n);
  if (n >= AT_SALT)
    make_cheap (file);
  g_autoptr (GBytes) plain = open_sealed (file, n);
}

static void
try_sealed (Bytes *bytes)
{
  Sealing self = {.has_last = false};
  gsize n = 0;
  make_file (&self, bytes);
  g_autoptr (GBytes) plain = open_sealed (self.file->data, self.file->len);
  g_assert_true (plain != NULL || self.is_odd || !self.has_last);
  if (plain != NULL) {
    const void *is = g_bytes_get_data (plain, &n);
    g_assert_cmpmem (is, n, self.plain->data, self.plain->len);
  }
  g_byte_array_unref (self.file);
  g_byte_array_unref (self.plain);
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  if (sealed == NULL) {
    g_autofree char *folder = g_dir_make_tmp ("xiangping-seal-XXXXXX", NULL);
    g_assert_cmpint (sodium_init (), >=, 0);
    sealed = g_build_filename (folder, "sealed.xiangping", NULL);
    opened = g_build_filename (folder, "opened.xiangping", NULL);
  }
  Bytes bytes = {data, data + n};
  if (take (&bytes) == 'R')
    try_as_it_is (&bytes);
  else
    try_sealed (&bytes);
}

#include "xp-book-seal.h"

#include "xp-disk.h"
#include "xp-error.h"
#include "xp-place.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  CHUNK = 65536,
  SEALED_CHUNK = CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES,
  AT_VERSION = 8,
  AT_PASSES = 12,
  AT_MEMORY = 16,
  AT_SALT = 20,
  AT_STREAM = AT_SALT + crypto_pwhash_SALTBYTES,
  AT_PROOF = AT_STREAM + crypto_secretstream_xchacha20poly1305_HEADERBYTES,
  HEADER = AT_PROOF + crypto_auth_BYTES,
  VERSION = 1
};
G_STATIC_ASSERT (HEADER == 92);

static const char MAGIC[AT_VERSION] = {'X', 'P', 's', 'e', 'a', 'l', 'e', 'd'};

/* Some tenths of a second on an old laptop. */
static const uint32_t PASSES = 3, MEMORY_KIB = 65536;
static const uint32_t MOST_PASSES = 10, LEAST_MEMORY_KIB = 8, MOST_MEMORY_KIB = 262144;

typedef struct {
  guint8 stream[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  guint8 proof[crypto_auth_KEYBYTES];
} Keys;

/* ---- sentences ---- */

static bool
refuse (GError **error, XpError code, const char *format, const char *path)
{
  g_autofree char *message = g_strdup_printf (format, xp_error_name_file (path));
  g_set_error_literal (error, XP_ERROR, code, message);
  return false;
}

static bool
refuse_writing (const char *path, GError **error)
{
  return refuse (error,
                 XP_ERROR_NOT_SAVED,
                 "%s 写不进去，没有存成。请看看U盘插好没有、满不满、能不能写；本村资料没有变动。",
                 path);
}

static bool
refuse_cut_off (const char *path, GError **error)
{
  return refuse (error,
                 XP_ERROR_INPUT,
                 "%s 没有拷全，或者拷坏了，打不开。请再拷一次，或换一份备份。",
                 path);
}

static bool
refuse_altered (const char *path, GError **error)
{
  return refuse (error, XP_ERROR_INPUT, "%s 坏了，或者被改动过，打不开。请换一份备份。", path);
}

bool
xp_seal_check_passphrase (const char *passphrase, GError **error)
{
  if (g_utf8_validate (passphrase, -1, NULL) &&
      g_utf8_strlen (passphrase, -1) >= XP_SEAL_LEAST_CHARACTERS)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "口令太短，容易被人猜出来。请写至少%d个字。",
               XP_SEAL_LEAST_CHARACTERS);
  return false;
}

/* ---- header ---- */

static void
put_number (guint8 *at, uint32_t number)
{
  const uint32_t little = GUINT32_TO_LE (number);
  memcpy (at, &little, sizeof little);
}

static uint32_t
get_number (const guint8 *at)
{
  uint32_t little;
  memcpy (&little, at, sizeof little);
  return GUINT32_FROM_LE (little);
}

/* False: there is not so much memory. */
static bool
make_keys (const guint8 header[HEADER], const char *passphrase, Keys *out)
{
  g_autofree char *text = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  const char *used = text != NULL ? text : passphrase;
  const bool is_made = crypto_pwhash ((guint8 *) out,
                                      sizeof *out,
                                      used,
                                      strlen (used),
                                      header + AT_SALT,
                                      get_number (header + AT_PASSES),
                                      (size_t) get_number (header + AT_MEMORY) * 1024,
                                      crypto_pwhash_ALG_ARGON2ID13) == 0;
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  return is_made;
}

static void
forget_keys (Keys *keys)
{
  sodium_memzero (keys, sizeof *keys);
}

static bool
is_header_possible (const guint8 header[HEADER])
{
  const uint32_t passes = get_number (header + AT_PASSES);
  const uint32_t memory_kib = get_number (header + AT_MEMORY);
  return passes >= 1 && passes <= MOST_PASSES && memory_kib >= LEAST_MEMORY_KIB &&
         memory_kib <= MOST_MEMORY_KIB;
}

/* A pipe or a device would keep whoever reads it waiting. NULL: not a file that can be read. */
static FILE *
open_file (const char *path)
{
  struct stat info;
  return stat (path, &info) == 0 && S_ISREG (info.st_mode) ? fopen (path, "rbe") : NULL;
}

bool
xp_seal_is_sealed (const char *path)
{
  char begin[sizeof MAGIC] = "";
  FILE *file = open_file (path);
  const size_t n = file != NULL ? fread (begin, 1, sizeof begin, file) : 0;
  if (file != NULL)
    fclose (file);
  return n == sizeof begin && memcmp (begin, MAGIC, sizeof begin) == 0;
}

static bool
check_header (
  const guint8 header[HEADER], const char *path, const char *passphrase, Keys *keys, GError **error)
{
  if (memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return refuse (error, XP_ERROR_INPUT, "%s 不是加了口令的备份。请重新选一个文件。", path);
  if (get_number (header + AT_VERSION) != VERSION)
    return refuse (error,
                   XP_ERROR_NEWER,
                   "%s 是用更新的乡评加的口令，这一版打不开。请先把这台电脑上的乡评升级。",
                   path);
  if (!is_header_possible (header))
    return refuse_altered (path, error);
  if (!make_keys (header, passphrase, keys))
    return refuse (error, XP_ERROR_NOT_SAVED, "内存不够，打不开 %s。请关掉别的程序再试。", path);
  if (crypto_auth_verify (header + AT_PROOF, header, AT_PROOF, keys->proof) != 0)
    return refuse (error,
                   XP_ERROR_INPUT,
                   "口令不对，打不开 %s。请看看大小写、中文还是英文，再输一次。",
                   path);
  return true;
}

/* ---- opening ---- */

/* What is done with each piece of the backup as it comes out. */
typedef bool (*TakePiece) (gpointer taker, const guint8 *piece, size_t n);

static bool
pull_chunks (FILE *in,
             const char *path,
             const guint8 *header,
             const Keys *keys,
             TakePiece take,
             gpointer taker,
             bool *out_is_taken,
             GError **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  g_autofree guint8 *sealed = g_malloc (SEALED_CHUNK), *piece = g_malloc (CHUNK);
  const guint8 *bound = header;
  guint8 tag = 0;
  *out_is_taken = true;
  if (crypto_secretstream_xchacha20poly1305_init_pull (&state, header + AT_STREAM, keys->stream) !=
      0)
    return refuse_altered (path, error);
  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    unsigned long long n = 0;
    const size_t n_read = fread (sealed, 1, SEALED_CHUNK, in);
    if (n_read < crypto_secretstream_xchacha20poly1305_ABYTES)
      return refuse_cut_off (path, error);
    const int code = crypto_secretstream_xchacha20poly1305_pull (&state,
                                                                 piece,
                                                                 &n,
                                                                 &tag,
                                                                 sealed,
                                                                 n_read,
                                                                 bound,
                                                                 bound != NULL ? AT_PROOF : 0);
    if (code != 0)
      return n_read < SEALED_CHUNK ? refuse_cut_off (path, error) : refuse_altered (path, error);
    bound = NULL;
    if (!take (taker, piece, (size_t) n)) {
      *out_is_taken = false;
      return false;
    }
  }
  sodium_memzero (piece, CHUNK);
  sodium_memzero (&state, sizeof state);
  return fgetc (in) == EOF || refuse_altered (path, error);
}

/* @out_is_taken: false: what came out was not taken, and @error is not set. */
static bool
pull_file (const char *path,
           const char *passphrase,
           TakePiece take,
           gpointer taker,
           bool *out_is_taken,
           GError **error)
{
  guint8 header[HEADER] = {0};
  Keys keys;
  *out_is_taken = true;
  FILE *in = sodium_init () >= 0 ? open_file (path) : NULL;
  if (in == NULL)
    return refuse (error, XP_ERROR_INPUT, "%s 打不开。请看看文件在不在、有没有权限。", path);
  const size_t n_read = fread (header, 1, HEADER, in);
  const bool is_pulled =
    n_read < HEADER && memcmp (header, MAGIC, sizeof MAGIC) == 0
      ? refuse_cut_off (path, error)
      : check_header (header, path, passphrase, &keys, error) &&
          pull_chunks (in, path, header, &keys, take, taker, out_is_taken, error);
  forget_keys (&keys);
  fclose (in);
  return is_pulled;
}

static bool
write_piece (gpointer out, const guint8 *piece, size_t n)
{
  return fwrite (piece, 1, n, out) == n;
}

/* Closed, and on the disk. */
static bool
finish_file (FILE *file)
{
  const bool is_synced = fflush (file) == 0 && fsync (fileno (file)) == 0;
  return fclose (file) == 0 && is_synced;
}

/* A new file that only its owner may read. */
static FILE *
create_private (const char *path)
{
  unlink (path);
  const int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  return fd >= 0 ? fdopen (fd, "wb") : NULL;
}

bool
xp_seal_read (const char *from, const char *to, const char *passphrase, GError **error)
{
  bool is_taken = true;
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    return refuse (error, XP_ERROR_REFUSED, "%s 已经有了，没有动它。请换个文件名。", to);
  g_autofree char *part = xp_disk_dup_part_path (to);
  FILE *out = create_private (part);
  if (out == NULL)
    return refuse_writing (to, error);
  const bool is_pulled = pull_file (from, passphrase, write_piece, out, &is_taken, error);
  const bool is_finished = finish_file (out) && is_taken;
  if (is_pulled && is_finished && rename (part, to) == 0) {
    xp_place_sync_folder (to);
    return true;
  }
  unlink (part);
  return (is_pulled || !is_taken) && refuse_writing (to, error);
}

/* ---- sealing ---- */

static void
fill_header (guint8 header[HEADER])
{
  memcpy (header, MAGIC, sizeof MAGIC);
  put_number (header + AT_VERSION, VERSION);
  put_number (header + AT_PASSES, PASSES);
  put_number (header + AT_MEMORY, MEMORY_KIB);
  randombytes_buf (header + AT_SALT, crypto_pwhash_SALTBYTES);
}

/* A chunk that is not full is the last, so a file of whole chunks ends with an empty one. */
static bool
push_chunks (FILE *in,
             FILE *out,
             crypto_secretstream_xchacha20poly1305_state *state,
             const guint8 *header)
{
  g_autofree guint8 *sealed = g_malloc (SEALED_CHUNK), *piece = g_malloc (CHUNK);
  const guint8 *bound = header;
  bool is_last = false;
  while (!is_last) {
    unsigned long long n = 0;
    const size_t n_read = fread (piece, 1, CHUNK, in);
    is_last = n_read < CHUNK;
    crypto_secretstream_xchacha20poly1305_push (
      state,
      sealed,
      &n,
      piece,
      n_read,
      bound,
      bound != NULL ? AT_PROOF : 0,
      is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    bound = NULL;
    if (ferror (in) || fwrite (sealed, 1, (size_t) n, out) != n)
      return false;
  }
  sodium_memzero (piece, CHUNK);
  return true;
}

static bool
push_file (FILE *in, FILE *out, const char *passphrase)
{
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 header[HEADER];
  Keys keys;
  fill_header (header);
  if (!make_keys (header, passphrase, &keys))
    return false;
  crypto_secretstream_xchacha20poly1305_init_push (&state, header + AT_STREAM, keys.stream);
  crypto_auth (header + AT_PROOF, header, AT_PROOF, keys.proof);
  forget_keys (&keys);
  const bool is_pushed =
    fwrite (header, 1, HEADER, out) == HEADER && push_chunks (in, out, &state, header);
  sodium_memzero (&state, sizeof state);
  return is_pushed;
}

static bool
compare_piece (gpointer in, const guint8 *piece, size_t n)
{
  g_autofree guint8 *same = g_malloc (CHUNK);
  return fread (same, 1, n, in) == n && memcmp (same, piece, n) == 0;
}

/* Read back from the disk, opened, and the same to the last byte. */
static bool
is_good_seal (FILE *in, const char *part, const char *passphrase)
{
  bool is_taken = true;
  rewind (in);
  xp_place_forget_cached (part);
  return pull_file (part, passphrase, compare_piece, in, &is_taken, NULL) && fgetc (in) == EOF;
}

static bool
write_part (FILE *in, const char *part, const char *passphrase)
{
  FILE *out = create_private (part);
  if (out == NULL)
    return false;
  const bool is_pushed = push_file (in, out, passphrase);
  return finish_file (out) && is_pushed && is_good_seal (in, part, passphrase);
}

bool
xp_seal_write (const char *from, const char *to, const char *passphrase, GError **error)
{
  if (!xp_seal_check_passphrase (passphrase, error))
    return false;
  FILE *in = sodium_init () >= 0 ? open_file (from) : NULL;
  if (in == NULL)
    return refuse_writing (to, error);
  g_autofree char *part = xp_disk_dup_part_path (to);
  const bool is_written = write_part (in, part, passphrase) && rename (part, to) == 0;
  fclose (in);
  if (is_written) {
    xp_place_sync_folder (to);
    return true;
  }
  unlink (part);
  return refuse_writing (to, error);
}

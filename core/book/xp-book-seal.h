/* xp-book-seal.h: a backup under a passphrase, for a stick that may be lost.
 *
 * One file, little-endian, version 1:
 *
 *   at   bytes  what
 *    0       8  “XPsealed”
 *    8       4  version: 1
 *   12       4  passes of Argon2id, 1 to 10
 *   16       4  its memory in KiB, 8 to 262,144 (256 MiB)
 *   20      16  salt
 *   36      24  header of libsodium's secretstream (XChaCha20-Poly1305)
 *   60      32  HMAC-SHA-512-256 of bytes 0 to 59
 *   92       …  chunks: 65,536 bytes of the backup each, the last 0 to 65,535, and 17 bytes more
 *
 * Argon2id (crypto_pwhash, ARGON2ID13) makes 64 bytes of the passphrase, as UTF-8 in NFC: the first
 * 32 are the stream's key, the others that of the HMAC, which tells a wrong passphrase from an
 * altered file. The last chunk has the tag FINAL, all others MESSAGE; the first has bytes 0 to 59
 * as additional data. Nothing follows the last chunk. Whatever a header asks for beyond these
 * limits is refused before any memory is taken. There is no other way in: without the passphrase
 * nobody can open it. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Characters a passphrase has at least. */
#define XP_SEAL_LEAST_CHARACTERS 6

/* Whether the file begins as a sealed one does, whatever its name is. */
bool xp_seal_is_sealed (const char *path);

/* INPUT: too short, or no text. */
bool xp_seal_check_passphrase (const char *passphrase, GError **error);

/**
 * xp_seal_write:
 * @from: a file; read in chunks
 * @to: the sealed one; a file that is there is replaced
 *
 * Writes beside @to, waits until the disk has it, reads it back from there, opens it and compares
 * it with @from; only then it takes its name.
 *
 * Returns: false with NOT_SAVED; what was at @to before still is, and nothing is left beside it
 */
bool xp_seal_write (const char *from, const char *to, const char *passphrase, GError **error);

/**
 * xp_seal_read:
 * @to: must not be there yet
 *
 * Opens the sealed file @from into @to, which only its owner may read.
 *
 * Returns: false with INPUT (a wrong passphrase; not whole; altered), NEWER, NOT_SAVED; @to is then
 * not there
 */
bool xp_seal_read (const char *from, const char *to, const char *passphrase, GError **error);

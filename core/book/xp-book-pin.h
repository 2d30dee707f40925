/* xp-book-pin.h: a PIN (口令) as the book keeps it: libsodium's pwhash text (Argon2id), from which
 * nobody reads it back. It keeps a name from being taken by mistake or in jest; it does not lock
 * the book. */
#pragma once

#include <stdbool.h>

/* NULL: there is not enough memory for it. Yours. */
char *xp_pin_hash (const char *pin);

/* Takes some tenths of a second, right or wrong. A text that would ask for more than is ever
 * written is no one's PIN. */
bool xp_pin_fits (const char *hash, const char *pin);

#include "xp-book-pin.h"

#include <glib.h>
#include <sodium.h>
#include <string.h>

static char *
normalize (const char *pin)
{
  char *text = g_utf8_normalize (pin, -1, G_NORMALIZE_ALL_COMPOSE);
  return text != NULL ? text : g_strdup (pin);
}

static void
forget (char *text)
{
  sodium_memzero (text, strlen (text));
  g_free (text);
}

char *
xp_pin_hash (const char *pin)
{
  char hash[crypto_pwhash_STRBYTES];
  if (sodium_init () < 0)
    return NULL;
  char *text = normalize (pin);
  const bool is_hashed = crypto_pwhash_str (hash,
                                            text,
                                            strlen (text),
                                            crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                            crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
  forget (text);
  return is_hashed ? g_strdup (hash) : NULL;
}

/* A book from elsewhere may hold anything: only what we would have written is tried. */
static bool
is_ours (const char *hash)
{
  return strlen (hash) < crypto_pwhash_STRBYTES &&
         crypto_pwhash_str_needs_rehash (hash,
                                         crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                         crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

bool
xp_pin_fits (const char *hash, const char *pin)
{
  if (sodium_init () < 0 || !is_ours (hash))
    return false;
  char *text = normalize (pin);
  const bool fits = crypto_pwhash_str_verify (hash, text, strlen (text)) == 0;
  forget (text);
  return fits;
}

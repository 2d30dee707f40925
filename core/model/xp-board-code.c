#include "xp-board-code.h"

#include "xp-error.h"
#include "xp-visible.h"

static const int BITS_EACH = 11; /* 2,048 characters */

/* The place of @c in the list; -1: it is not there. */
static int
find_character (const char *characters, gunichar c)
{
  int place = 0;
  for (const char *at = characters; *at != '\0' && place < 1 << BITS_EACH;
       at = g_utf8_next_char (at), place++)
    if (g_utf8_get_char (at) == c)
      return place;
  return -1;
}

static bool
is_between (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_ispunct (c) || g_unichar_iscntrl (c);
}

static bool
add_character (XpTypedCode *code, const char *characters, gunichar c, GError **error)
{
  char typed[8] = "";
  const int place = find_character (characters, c);
  g_unichar_to_utf8 (c, typed);
  if (place < 0) {
    g_autofree char *shown = xp_visible_dup (typed);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "核对码里不会有“%s”这个字。请照纸上的再看一遍，把字打对。",
                 shown);
    return false;
  }
  if (code->n == XP_BOARD_CODE_LENGTH) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "核对码一共%d个字，打多了。请照纸上的再打一遍。",
                 XP_BOARD_CODE_LENGTH);
    return false;
  }
  code->digits[code->n++] = (guint16) place;
  return true;
}

bool
xp_typed_code_read (const char *typed,
                    const char *characters,
                    XpTypedCode *out_code,
                    GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  XpTypedCode code = {.n = 0};
  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_between (g_utf8_get_char (at)) &&
        !add_character (&code, characters, g_utf8_get_char (at), error))
      return false;
  if (code.n < XP_BOARD_CODE_LEAST) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "核对码至少要打%d个字。请照纸上的多打几个，八个字都打上最好。",
                 XP_BOARD_CODE_LEAST);
    return false;
  }
  *out_code = code;
  return true;
}

/* Eleven bits from the @i-th times eleven on, the highest first, as xp_board_code() takes them. */
static guint16
digit_of (const guint8 sha256[32], int i)
{
  guint digit = 0;
  for (int bit = i * BITS_EACH; bit < (i + 1) * BITS_EACH; bit++)
    digit = digit << 1 | (sha256[bit / 8] >> (7 - bit % 8) & 1U);
  return (guint16) digit;
}

bool
xp_typed_code_fits (const XpTypedCode *self, const guint8 sha256[32])
{
  size_t n_found = 0;
  for (int i = 0; i < XP_BOARD_CODE_LENGTH && n_found < self->n; i++)
    n_found += digit_of (sha256, i) == self->digits[n_found];
  return n_found == self->n;
}

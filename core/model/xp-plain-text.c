#include "xp-plain-text.h"

#include <glib.h>
#include <stdbool.h>

static bool
is_joiner (gunichar c)
{
  return c == 0x200c || c == 0x200d;
}

static bool
writes_with_joiners (gunichar c)
{
  const GUnicodeScript script = g_unichar_get_script (c);
  return script == G_UNICODE_SCRIPT_MONGOLIAN || script == G_UNICODE_SCRIPT_ARABIC;
}

static bool
is_unseen (gunichar c)
{
  static const struct {
    gunichar first, last;
  } UNSEEN[] = {
    {0x00, 0x08},
    {0x0b, 0x0c},
    {0x0e, 0x1f},
    {0x7f, 0x9f},
    {0xad, 0xad},
    {0x61c, 0x61c},
    {0x200b, 0x200f}, /* zero width, direction */
    {0x2028, 0x202e},
    {0x2060, 0x206f},
    {0xfeff, 0xfeff},
    {0xfff9, 0xfffb},
    {0xe0000, 0xe007f}, /* tags */
  };
  for (size_t i = 0; i < G_N_ELEMENTS (UNSEEN); i++)
    if (c >= UNSEEN[i].first && c <= UNSEEN[i].last)
      return true;
  return false;
}

/* A joiner that joins something: letters on both sides write with them. */
static bool
joins (gunichar before, const char *behind)
{
  return writes_with_joiners (before) && *behind != '\0' &&
         writes_with_joiners (g_utf8_get_char (behind));
}

char *
xp_plain_text (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *plain = g_string_sized_new (64);
  gunichar before = 0;
  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    if (is_unseen (c) && !(is_joiner (c) && joins (before, g_utf8_next_char (at))))
      continue;
    g_string_append_unichar (plain, c);
    before = c;
  }
  return g_string_free (plain, FALSE);
}

#include "xp-pinyin.h"

#include <stdbool.h>
#include <string.h>

static const char SURNAME[] = "姓 ";
static const char NOT_KNOWN[] = "？";

/* With a surname of one character. */
enum {
  LONGEST_CHINESE_NAME = 3
};

struct _XpPinyin {
  GHashTable *sounds;   /* gunichar → const char *, of @texts */
  GHashTable *surnames; /* char * → char *; owned */
  GPtrArray *texts;     /* of char * */
};

static void
add_surname (XpPinyin *self, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 2);
  if (g_strv_length (parts) == 2)
    g_hash_table_insert (self->surnames, g_strdup (parts[0]), g_strdup (parts[1]));
}

/* “dèng 磴鄧”. */
static void
add_sound (XpPinyin *self, const char *line)
{
  const char *blank = strchr (line, ' ');
  if (blank == NULL)
    return;
  char *sound = g_strndup (line, (gsize) (blank - line));
  g_ptr_array_add (self->texts, sound);
  for (const char *at = blank + 1; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_insert (self->sounds, GUINT_TO_POINTER (g_utf8_get_char (at)), sound);
}

XpPinyin *
xp_pinyin_parse (const char *text)
{
  XpPinyin *self = g_new0 (XpPinyin, 1);
  self->sounds = g_hash_table_new (NULL, NULL);
  self->surnames = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '#')
      continue;
    if (g_str_has_prefix (lines[i], SURNAME))
      add_surname (self, lines[i] + strlen (SURNAME));
    else
      add_sound (self, lines[i]);
  }
  return self;
}

void
xp_pinyin_free (XpPinyin *self)
{
  g_hash_table_unref (self->sounds);
  g_hash_table_unref (self->surnames);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/* All common characters stand in the first block of Chinese characters. */
static bool
is_surely_rare (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN &&
         g_unichar_isalpha (character) && (character < 0x4E00 || character > 0x9FFF) &&
         character != 0x3007 && character != 0x3005;
}

const char *
xp_pinyin_lookup (const XpPinyin *self, gunichar character)
{
  const char *sound = g_hash_table_lookup (self->sounds, GUINT_TO_POINTER (character));
  return sound != NULL || !is_surely_rare (character) ? sound : NOT_KNOWN;
}

const char *
xp_pinyin_lookup_surname (const XpPinyin *self, const char *name)
{
  const glong n_characters = g_utf8_strlen (name, -1);
  for (glong n = MIN (n_characters, 2); n > (n_characters > LONGEST_CHINESE_NAME ? 1 : 0); n--) {
    g_autofree char *surname = g_utf8_substring (name, 0, n);
    const char *sound = g_hash_table_lookup (self->surnames, surname);
    if (sound != NULL)
      return sound;
  }
  return NULL;
}

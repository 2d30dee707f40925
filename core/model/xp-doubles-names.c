#include "xp-doubles-names.h"

#include "xp-syllables.h"

#include <string.h>

/* Surnames that are read otherwise than the character commonly is, beside characters that are
 * commonly read so. */
static const struct {
  const char *surname, *read_as;
} SURNAMES[] = {
  {"尉迟", "玉迟"}, {"单于", "缠于"}, {"万俟", "莫其"}, {"单", "善"}, {"曾", "增"}, {"仇", "求"},
  {"解", "谢"},     {"查", "渣"},     {"翟", "宅"},     {"区", "欧"}, {"覃", "秦"}, {"乐", "月"},
  {"盖", "葛"},     {"朴", "票"},     {"缪", "妙"},     {"种", "虫"}, {"尉", "卫"}, {"折", "舌"},
  {"召", "少"},     {"洗", "险"},     {"逄", "旁"},     {"员", "云"}, {"祭", "债"}, {"晟", "成"},
};

/* The first characters of the name, read as surnames are. */
static int
read_surname (XpNameKey *self, const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SURNAMES); i++) {
    if (!g_str_has_prefix (name, SURNAMES[i].surname))
      continue;
    int n = 0;
    for (const char *at = SURNAMES[i].read_as; *at != '\0'; at = g_utf8_next_char (at))
      self->syllables[n++] = xp_syllable_of (g_utf8_get_char (at));
    return n;
  }
  return 0;
}

static bool
is_passed_over (gunichar c)
{
  return c == 0xb7 || g_unichar_isspace (c);
}

/* A character without a syllable sounds like itself alone. */
static guint16
sound_of (const XpNameKey *self, int i)
{
  return self->syllables[i] != 0 ? xp_syllable_get_near (self->syllables[i])
                                 : (guint16) (0x8000 | (self->simple[i] & 0x7fff));
}

void
xp_name_key_init (XpNameKey *self, const char *name)
{
  memset (self, 0, sizeof *self);
  const int n_read = read_surname (self, name);
  for (const char *at = name; *at != '\0' && self->n < XP_NAME_MOST; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const int i = self->n;
    if (is_passed_over (c))
      continue;
    self->characters[i] = c;
    self->simple[i] = xp_character_simplify (c);
    if (i >= n_read)
      self->syllables[i] = xp_syllable_of (self->simple[i]);
    self->sounds[i / XP_NAME_LANES_EACH] |= (guint64) sound_of (self, i)
                                            << (16 * (i % XP_NAME_LANES_EACH));
    self->n++;
  }
}

/* The places whose simple characters differ: how many, and the first two. */
static int
find_apart (const XpNameKey *a, const XpNameKey *b, int places[2])
{
  int n = 0;
  for (int i = 0; i < a->n; i++)
    if (a->simple[i] != b->simple[i]) {
      if (n < 2)
        places[n] = i;
      n++;
    }
  return n;
}

static bool
is_swapped (const XpNameKey *a, const XpNameKey *b, const int places[2])
{
  return places[0] > 0 && a->simple[places[0]] == b->simple[places[1]] &&
         a->simple[places[1]] == b->simple[places[0]];
}

static bool
is_shorter (const XpNameKey *shorter, const XpNameKey *longer)
{
  if (shorter->n < 2 || shorter->simple[0] != longer->simple[0])
    return false;
  int k = 0;
  for (int i = 0; i < longer->n && k < shorter->n; i++)
    k += longer->simple[i] == shorter->simple[k];
  return k == shorter->n;
}

static bool
sounds_same (const XpNameKey *a, const XpNameKey *b)
{
  for (int i = 0; i < a->n; i++)
    if (a->syllables[i] != b->syllables[i])
      return false;
  return true;
}

static XpLikeness
compare_equally_long (const XpNameKey *a, const XpNameKey *b)
{
  int places[2] = {0, 0};
  const int n_apart = find_apart (a, b, places);
  if (n_apart == 0)
    return memcmp (a->characters, b->characters, sizeof a->characters) == 0 ? XP_LIKENESS_SAME
                                                                            : XP_LIKENESS_FORM;
  if (n_apart == 2 && is_swapped (a, b, places))
    return XP_LIKENESS_SWAPPED;
  if (memcmp (a->sounds, b->sounds, sizeof a->sounds) == 0)
    return sounds_same (a, b) ? XP_LIKENESS_SOUND : XP_LIKENESS_NEAR_SOUND;
  if (n_apart > 1)
    return XP_LIKENESS_NONE;
  return xp_characters_look_alike (a->simple[places[0]], b->simple[places[0]])
           ? XP_LIKENESS_LOOK
           : XP_LIKENESS_ONE_OTHER;
}

XpLikeness
xp_name_key_compare (const XpNameKey *a, const XpNameKey *b)
{
  if (a->n == b->n)
    return a->n > 0 ? compare_equally_long (a, b) : XP_LIKENESS_NONE;
  const bool is_one_shorter =
    (a->n + 1 == b->n && is_shorter (a, b)) || (b->n + 1 == a->n && is_shorter (b, a));
  return is_one_shorter ? XP_LIKENESS_SHORTER : XP_LIKENESS_NONE;
}

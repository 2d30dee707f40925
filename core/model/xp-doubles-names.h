/* xp-doubles-names.h: how nearly two names are one. Private to xp-doubles.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum {
  XP_NAME_MOST = 8,      /* characters looked at */
  XP_NAME_LANES_EACH = 4 /* of 16 bits in a word */
};

typedef enum {
  XP_LIKENESS_NONE,
  XP_LIKENESS_ONE_OTHER,  /* all but one character are the same */
  XP_LIKENESS_SHORTER,    /* one character is missing */
  XP_LIKENESS_NEAR_SOUND, /* -in for -ing */
  XP_LIKENESS_LOOK,       /* one character, and it looks alike */
  XP_LIKENESS_SWAPPED,    /* two characters of the given name change places */
  XP_LIKENESS_SOUND,      /* all syllables the same, tones apart */
  XP_LIKENESS_FORM,       /* 雲 for 云 */
  XP_LIKENESS_SAME,
  XP_N_LIKENESSES
} XpLikeness;

/* A name made ready to be compared with thousands. */
typedef struct {
  guint64 sounds[XP_NAME_MOST / XP_NAME_LANES_EACH]; /* near syllables, 16 bits each */
  gunichar characters[XP_NAME_MOST], simple[XP_NAME_MOST];
  guint16 syllables[XP_NAME_MOST];
  int n; /* characters; XP_NAME_MOST at most */
} XpNameKey;

/* Points between parts (宝音·德力) and spaces are passed over. */
void xp_name_key_init (XpNameKey *self, const char *name);

XpLikeness xp_name_key_compare (const XpNameKey *a, const XpNameKey *b);

/* How many of four numbers of 16 bits are not zero. */
static inline int
xp_count_lanes (guint64 lanes)
{
  const guint64 LOW = G_GUINT64_CONSTANT (0x7fff7fff7fff7fff);
  return __builtin_popcountll ((((lanes & LOW) + LOW) | lanes) & ~LOW);
}

/* Quick, and wrong only on the side of comparing too much. */
static inline bool
xp_name_key_may_be_like (const XpNameKey *a, const XpNameKey *b)
{
  if (a->n == b->n) {
    const int n_apart =
      xp_count_lanes (a->sounds[0] ^ b->sounds[0]) + xp_count_lanes (a->sounds[1] ^ b->sounds[1]);
    return n_apart <= 2 && n_apart < a->n;
  }
  return (a->n - b->n == 1 || b->n - a->n == 1) && ((a->sounds[0] ^ b->sounds[0]) & 0xffff) == 0;
}

/* xp-syllables.h: what makes two characters of a name easy to confuse: sound, form, shape. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The number of the character's Mandarin syllable without its tone (张 and 章 have one); 0 where
 * none is known. Below 1,000. */
guint16 xp_syllable_of (gunichar c);

/* As it sounds in the north-west, where -in and -ing, -en and -eng are one: 明 and 民, 陈 and 程.
 */
guint16 xp_syllable_get_near (guint16 syllable);

/* 雲 → 云; the character itself where there is no simpler one. */
gunichar xp_character_simplify (gunichar c);

/* Whether most of their parts are the same: 婷 and 亭, 未 and 末. False for one character twice. */
bool xp_characters_look_alike (gunichar a, gunichar b);

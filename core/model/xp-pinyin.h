/* xp-pinyin.h: how characters sound that not everybody can read aloud: those outside the 3,500
 * common ones, and surnames that sound otherwise than the word (resources/data/pinyin.txt). */
#pragma once

#include <glib.h>

typedef struct _XpPinyin XpPinyin;

/* @text: of resources/data/pinyin.txt. Yours. */
XpPinyin *xp_pinyin_parse (const char *text);
void xp_pinyin_free (XpPinyin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPinyin, xp_pinyin_free)

/* “tuǐ”; NULL: everybody can read it, or it is no Chinese character; “？”: nobody told us. The
 * table's. */
const char *xp_pinyin_lookup (const XpPinyin *self, gunichar character);

/* Of 仇大海 “qiú”, of 尉迟恭 “yù chí”: a syllable for each character of the surname; NULL: it
 * sounds as the word does, or there is none: a name of four characters or more that does not begin
 * with a surname of two is likely Mongolian (查干巴特尔). The table's. */
const char *xp_pinyin_lookup_surname (const XpPinyin *self, const char *name);

/* xp-kinsoku.h: which marks may not begin or end a line, and what may not be torn apart.
 *
 * Pure. Follows CLREQ's levels and GB/T 15834—2011, with the customs of village paper: numbers stay
 * with their units, 3组17号, 第十二条 and 〔2026〕3号 stay whole, a surname of two characters
 * (欧阳) is one thing. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* How strict (CLREQ). */
typedef enum {
  XP_KINSOKU_GB = 0, /* what we set unless told otherwise: a / does not end a line either */
  XP_KINSOKU_BASIC,  /* less: a / may end a line */
  XP_KINSOKU_STRICT, /* more: dashes and ellipses do not begin a line */
} XpKinsoku;

/* Full-width marks whose left half is blank: （《“ … */
bool xp_kinsoku_is_opening (gunichar c);

/* Full-width marks whose right half is blank: ，。）》” … */
bool xp_kinsoku_is_closing (gunichar c);

/* Letters, digits and the signs inside numbers: never spread apart, never torn. */
bool xp_kinsoku_is_word (gunichar c);

/* ，、。: what may stand outside a line where marks hang. */
bool xp_kinsoku_may_hang (gunichar c);

/**
 * xp_kinsoku_may_break:
 * @text: characters of one paragraph, ended by 0; borrowed
 * @at: 1 … n − 1; the place before @text[at]
 *
 * Returns: true when a line may end before @text[at]
 */
bool xp_kinsoku_may_break (XpKinsoku level, const gunichar text[], size_t at);

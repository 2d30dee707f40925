/* xp-kinsoku.h: which marks may not begin or end a line, and what may not be torn apart.
 *
 * Pure. Follows CLREQ's GB level and GB/T 15834—2011, with the customs of village paper: numbers
 * stay with their units, 3组17号 and 第十二条 stay whole. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Full-width marks whose left half is blank: （《“ … */
bool xp_kinsoku_is_opening (gunichar c);

/* Full-width marks whose right half is blank: ，。）》” … */
bool xp_kinsoku_is_closing (gunichar c);

/* Letters, digits and the signs inside numbers: never spread apart, never torn. */
bool xp_kinsoku_is_word (gunichar c);

/**
 * xp_kinsoku_may_break:
 * @text: characters of one paragraph; borrowed
 * @at: 1 … n − 1; the place before @text[at]
 *
 * Returns: true when a line may end before @text[at]
 */
bool xp_kinsoku_may_break (const gunichar text[], size_t at);

/* xp-item-parts.h: the fields of an item that are written in a small language of their own: rungs
 * (优=10|良=8, 10=2|20=5), caps (20/年), gates (award:干净人家).
 *
 * Settling reads what can be read and leaves the rest at nothing; the check says what is wrong. */
#pragma once

#include "xp-rubric.h"

/* Out of points_text, where the mode is grade or tier. Rungs stay in the order written. */
void xp_item_settle_rungs (XpItem *item);

/* Out of cap. */
void xp_item_settle_cap (XpItem *item);

/* Out of gate. */
void xp_item_settle_gate (XpItem *item);

/* The part of points_text that cannot be read; NULL: all of it can. Yours. */
char *xp_item_dup_odd_rung (const XpItem *item);

/* Whether the cap is empty or could be read. */
bool xp_item_has_good_cap (const XpItem *item);

/* Whether the gate is empty or could be read. */
bool xp_item_has_good_gate (const XpItem *item);

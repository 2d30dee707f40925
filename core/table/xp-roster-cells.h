/* xp-roster-cells.h: single cells of a list become clean values. Private to this room.
 *
 * A cleaner flags what it changed or doubts on the row; it never refuses a household. */
#pragma once

#include "xp-roster.h"

/* Sets head, told_apart_by, is_head_dead. */
void xp_roster_clean_head (XpRosterRow *row, const char *column, const char *cell);

/* 5, 5人, 五人, 5.0, 5（常住3）; -1 for an empty cell. */
int
xp_roster_clean_count (XpRosterRow *row, const char *column, const char *cell, const char *word);

void xp_roster_clean_phone (XpRosterRow *row, const char *column, const char *cell);

/* Keeps the last four digits (id_last4) and, while reading, the whole (id_whole). */
void xp_roster_clean_id (XpRosterRow *row, const char *column, const char *cell);

/* The house's own number: 永胜村一社3号 in 一社 → 3号; 4 → 4号. */
void xp_roster_clean_door (XpRosterRow *row, const char *cell);

/* 外出, 空置, 已故, 分户 in remarks; 是否常住＝否. */
void xp_roster_clean_remark (XpRosterRow *row, const char *column, const char *cell);
void xp_roster_clean_at_home (XpRosterRow *row,
                              const char *column,
                              const char *header,
                              const char *cell);

/* Trimmed; 无, -, / are nothing. Yours. */
char *xp_roster_clean_text (const char *cell);

/* ISO 7064 MOD 11-2, as GB 11643 uses it. @id: 18 characters. */
bool xp_roster_is_id_valid (const char *id);

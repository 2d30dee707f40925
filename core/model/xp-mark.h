/* xp-mark.h: what was entered in one cell, never points. */
#pragma once

#include "xp-rubric.h"

/* One cell: (round, entrant_no, judge_no, item_at, entry). */
typedef struct {
  int entrant_no;
  int judge_no; /* 0: the sheet that all sign (合议) */
  int item_at;
  int entry; /* 1; 2: second entry */
  bool is_not_applicable;
  int64_t entered; /* deduct, add, vote: count; score, tier: hundredths; grade: position from 1;
                      pair: xp_pair_make(); gate, veto, check, star: 1 是, 0 否 */
} XpMark;

/* A pair keeps both counts, 0 … 99 each: how often for, how often against. */
int64_t xp_pair_make (int n_plus, int n_minus);
int xp_pair_get_plus (int64_t entered);
int xp_pair_get_minus (int64_t entered);

/**
 * xp_mark_parse:
 * @item: borrowed
 * @text: as people write it: “2” or “2处”, “8.5”, “良” or its first letters, “+2-1” (twice for,
 * once against), 是, 否; spaces around it do not matter
 *
 * Reads and checks. INPUT names item and what may stand there.
 */
bool xp_mark_parse (const XpItem *item, const char *text, int64_t *out_entered, GError **error);

/* Whether what was typed in a cell says that the item does not apply: 不适用, or the key for it, /.
 */
bool xp_mark_is_not_applicable_text (const char *text);

/**
 * xp_mark_check:
 * @item: borrowed
 * @entered: as in XpMark
 *
 * Whether this value may stand in this cell: a count 0 … 99, a score on its step between min and
 * max, a yes or no. The message names item, allowed range and step:
 * “第1项功能分区只能打0到8分，每0.5分一档，刚才输入的是7.7。”
 */
bool xp_mark_check (const XpItem *item, int64_t entered, GError **error);

/* As a settlement keeps what a cell held: the number of `entered`, “na” where it does not apply, ""
 * where nothing stood (@mark NULL). Yours. */
char *xp_mark_to_held (const XpMark *mark);
/* False where nothing stood there, or the text is none of these; only what was entered is set. */
bool xp_mark_from_held (const char *text, XpMark *out_mark);

/* As `marks export` writes it and xp_mark_parse() reads it: 2, 8.5, 良, +2-1, 是. Yours. */
char *xp_mark_to_plain (const XpItem *item, const XpMark *mark);

/* Points in words without needless zeros: 97, 97.5, 96.25. Yours. */
char *xp_points_to_text (int64_t points_hundredths);

/* “2处”, “8.5分”, “是”, “不适用”. Yours. */
char *xp_mark_to_text (const XpItem *item, const XpMark *mark);

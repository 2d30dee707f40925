/* xp-move-work.h: what was typed on the wrong household goes to the right one: one sheet, all its
 * cells with what was written to them, and whether it is closed. Not the household's state. */
#pragma once

#include "xp-marking.h"

typedef struct {
  int from_entrant_no;
  int to_entrant_no; /* 0: nobody was found */
  int judge_no;      /* whose sheet; 0: 合议 */
} XpMarksMove;

/* “把一社3号 张三的8项移到一社5号 李四”: what it would do, and whether it may. REFUSED: nothing
 * stands there, something stands on the other's sheet already, the judge is recused there, it is
 * the same household, or the round is not in 打分 any more. Yours. */
char *xp_move_work_describe (XpMarking *marking, const XpMarksMove *move, GError **error);

/* One act; Ctrl+Z takes it back in one step. REFUSED as above, or NOT_SAVED. */
bool xp_move_work_put (XpMarking *marking, const XpMarksMove *move, GError **error);

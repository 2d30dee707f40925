/* xp-print-board.h: who is on the board, by group and number: for the 公示 and the 光荣榜. */
#pragma once

#include "xp-board.h"
#include "xp-print-source.h"

typedef struct {
  GArray *groups;   /* of XpBoardGroup */
  GPtrArray *names; /* of GArray of XpBoardName, one per group */
  int n_names;
} XpPrintBoard;

/* Whether an entrant that has the title is named. */
typedef bool (*XpPrintBoardFunc) (const XpPrintSource *source, const XpResultEntrant *entrant);

/* Of a 公示: all but those who do not want to be named. */
bool xp_print_board_may_name (const XpPrintSource *source, const XpResultEntrant *entrant);

/* Of a 光荣榜: those alone who agreed. */
bool xp_print_board_has_agreed (const XpPrintSource *source, const XpResultEntrant *entrant);

XpPrintBoard *xp_print_board_new (XpPrintSource *source, XpPrintBoardFunc is_named);
void xp_print_board_free (XpPrintBoard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPrintBoard, xp_print_board_free)

/* Those who have the title. */
int xp_print_board_count_awarded (const XpResult *result);

/* Sets 公示首日, 公示末日, 公示天数, 答复期限 and 日期, of the list that hangs outside. */
void xp_print_source_set_notice_days (XpPrintSource *source);

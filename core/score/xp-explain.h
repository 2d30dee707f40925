/* xp-explain.h: how one household came to its points (本户得分单): what a table shows and the
 * sentences below it. One struct for the window, the paper and the command line.
 *
 * For the household's own eyes: nothing of others but the line, how many are in and what the last
 * of them has; of judges no name, only 评委1 … n. Pure. */
#pragma once

#include "xp-mark-notes.h"
#include "xp-ranking.h"

/* What one sheet says of one item; every text "" where there is none. */
typedef struct {
  char *entered; /* “6处”, “不适用”; "" blank */
  char *points;  /* “0” */
  char *note;    /* 已扣完, 去掉 … */
} XpExplainCell;

typedef struct {
  bool is_section;      /* a heading with the section's figure; else an item */
  char *no;             /* 15; "" of a section */
  char *name;           /* 灶台抽烟 */
  char *full;           /* “4”; "" none */
  char *figure;         /* what goes into the sum, where items are added up; "" */
  char *note;           /* of the item over all sheets: 取平均 …; "" */
  XpExplainCell *cells; /* per sheet; NULL of a section */
} XpExplainRow;

typedef struct {
  char *title;     /* 合议, 评委1, 家人, 计票 */
  char *points;    /* the sheet's sum, “96”; "" none */
  char *note;      /* 去掉最高分, 回避 …; "" */
  bool has_blanks; /* closed, and of some deductions nothing was found */
} XpExplainSheet;

typedef struct {
  int entrant_no;
  char *who;    /* 17号户 一社3号 张三 */
  char *round;  /* its name */
  char *result; /* “96.5分”, or the word that stands in its place */
  XpExplainSheet *sheets;
  size_t n_sheets;
  GPtrArray *rows;     /* of XpExplainRow */
  bool has_figures;    /* items are added up: their figures are printed */
  GPtrArray *sums;     /* of char *: how the total came about, sentence by sentence */
  GPtrArray *outcomes; /* of char *: place, grade, who is in, what was missing */
} XpExplanation;

/* @ranking: NULL while no place is to be told (打分): the sums alone. Yours. */
XpExplanation *xp_explanation_new (const XpTally *tally, const XpRanking *ranking, int entrant_no);
/* What was written to its findings, as sentences among the outcomes; no judge is named. */
void xp_explanation_add_notes (XpExplanation *self, const XpTally *tally, const XpMarkNotes *notes);
void xp_explanation_free (XpExplanation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpExplanation, xp_explanation_free)

/* ---- as a table: 项号, 评分项, 满分, a column per sheet, and where items are added up 得分, 说明
 * ---- */

/* One sheet whose items are added up: its column is called 记录, its points stand under 得分. */
bool xp_explanation_is_single (const XpExplanation *self);

/* The title of a sheet's column. Borrowed. */
const char *xp_explanation_get_column (const XpExplanation *self, size_t sheet);

/* Whether anything was asked of it: gates and vetoes that nobody had to answer need no line. */
bool xp_explanation_has_row (const XpExplanation *self, const XpExplainRow *row);

/* What stands in a sheet's column: “6处”, “—” nothing found; of several sheets the points, 8(2处);
 * in brackets what is taken off. Yours. */
char *xp_explanation_dup_cell (const XpExplanation *self, const XpExplainRow *row, size_t sheet);

/* 已扣完, 附加; "" none. Borrowed. */
const char *xp_explanation_get_note (const XpExplanation *self, const XpExplainRow *row);

/* What stands under the column as its sum: 96, (88.5), 回避. Yours. */
char *xp_explanation_dup_sum (const XpExplanation *self, size_t sheet);

/* Whether something is taken off: then it has to be said what the brackets mean. */
bool xp_explanation_has_brackets (const XpExplanation *self);

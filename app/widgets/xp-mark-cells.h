/* xp-mark-cells.h: what the cells of a round say: what is on disk, and over it what was typed and
 * is still on its way there. It fills the model of a grid; the cursor is its owner's. */
#pragma once

#include "xp-mark-grid.h"
#include "xp-mark-plan.h"
#include "xp-marking.h"

typedef struct _XpMarkCells XpMarkCells;

/* Takes a reference on @marking. Yours. */
XpMarkCells *xp_mark_cells_new (XpMarking *marking);
void xp_mark_cells_free (XpMarkCells *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMarkCells, xp_mark_cells_free)

/* Answers come in the order in which it was asked: every _begin has its _end. @entry: NULL: what
 * changes no cell. */
void xp_mark_cells_begin (XpMarkCells *self, const XpEntry *entry);
void xp_mark_cells_end (XpMarkCells *self);

/* False: nothing stands there. @out_is_saved: (nullable): whether the disk says the same. */
bool xp_mark_cells_lookup (XpMarkCells *self,
                           const XpMarkPlace *place,
                           XpMark *out_mark,
                           bool *out_is_saved);

/* Whether nobody types on this sheet: the judge is recused, or the household has a state. */
bool xp_mark_cells_is_closed (XpMarkCells *self, int entrant_no, int judge_no);

/* What a mark took off or gave, where the entry itself does not say it: “−2”. Yours. */
char *xp_mark_cells_dup_points (XpMarkCells *self, const XpItem *item, const XpMark *mark);

/* What was written to the cell: “柴垛占道，照片12”; NULL: nothing. Yours. */
char *xp_mark_cells_dup_note (XpMarkCells *self, const XpMarkPlace *place);

/* @view: what a grid shows; @now: the household and judge where the grid does not say it. */
void xp_mark_cells_set_view (XpMarkCells *self, XpMarkView view);
const XpMarkPlan *xp_mark_cells_get_plan (XpMarkCells *self); /* borrowed until the view changes */
void xp_mark_cells_set_place (XpMarkCells *self, const XpMarkPlace *now);

/* False for the form, which is no grid. The model's data are these cells. */
bool xp_mark_cells_get_model (XpMarkCells *self, XpMarkGridModel *out_model);

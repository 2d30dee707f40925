/* xp-stock-view.h: a bought cover with the fields on it, to be moved by mouse or by keys (套打).
 *
 * A digit chooses a field, arrows move it by half a millimetre, with Shift by five. */
#pragma once

#include "xp-stock.h"

#include <adwaita.h>

#define XP_TYPE_STOCK_VIEW (xp_stock_view_get_type ())
G_DECLARE_FINAL_TYPE (XpStockView, xp_stock_view, XP, STOCK_VIEW, AdwBin)

/* Copied. */
void xp_stock_view_set_stock (XpStockView *self, const XpStock *stock);
const XpStock *xp_stock_view_get_stock (XpStockView *self);
void xp_stock_view_select (XpStockView *self, XpStockField field);
XpStockField xp_stock_view_get_selected (XpStockView *self);
/* A sheet as it is printed, below the outlines; NULL: none. */
void xp_stock_view_set_sheet (XpStockView *self, GBytes *pdf);

/* Where a point of the paper is in the view, in pixels; for tests. */
void xp_stock_view_get_point (XpStockView *self, int x, int y, double *out_x_px, double *out_y_px);

/* Signal "chosen": another field; "moved": the field that is chosen stands elsewhere, for good. */

/* xp-stock.h: bought covers and inner sheets (套打): how large they are, where each field goes.
 *
 * Measures are whole hundredths of a millimetre from the top left corner of the sheet; sizes are
 * hundredths of a point. The layout belongs to the village, whichever computer prints; what a
 * printer needs (offset, scale) belongs to the computer. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef enum {
  XP_STOCK_HEADING, /* 标题: mostly printed already */
  XP_STOCK_NAME,    /* 称呼 */
  XP_STOCK_BODY,    /* 正文, and 结语 below it */
  XP_STOCK_ISSUER,  /* 落款 */
  XP_STOCK_DATE,    /* 日期 */
  XP_STOCK_NUMBER,  /* 编号 */
  XP_STOCK_N_FIELDS
} XpStockField;

/* What the x of a field is. */
typedef enum {
  XP_STOCK_LEFT,
  XP_STOCK_CENTRE,
  XP_STOCK_RIGHT,
} XpStockAlign;

typedef struct {
  bool is_printed; /* false: it is on the sheet already, or shall not be there */
  int x, y;        /* hundredths of a mm; y is where the first line stands (baseline) */
  int width;       /* how wide a line may be */
  int size;        /* hundredths of a pt, 600 … 7200 */
  XpStockAlign align;
} XpStockPlace;

typedef struct {
  int width, height; /* hundredths of a mm: 200 … 450 × 150 … 320 mm */
  XpStockPlace places[XP_STOCK_N_FIELDS];
} XpStock;

/* 称呼 */
const char *xp_stock_field_get_word (XpStockField field);
/* 左, 中, 右 */
const char *xp_stock_align_get_word (XpStockAlign align);

/* As such sheets are sold: the heading is printed already. @width, @height: hundredths of a mm. */
void xp_stock_init (XpStock *self, int width, int height);

/* Moves a field by hand or mouse; stays on the sheet. */
void xp_stock_move (XpStock *self, XpStockField field, int x, int y);

/* “260x185”, in mm with at most two decimals; × is taken too. */
bool xp_stock_size_from_text (const char *text, int *out_width, int *out_height);

/* One line (or ;) a field: “称呼 38 72 209 28 左”; “标题 不印”. In millimetres and points. Yours. */
char *xp_stock_to_text (const XpStock *self);

/**
 * xp_stock_set_from_text:
 * @text: lines as above; fields that are not named stay as they are
 *
 * INPUT names the line that cannot be read, or a field that does not lie on the sheet; then
 * @self is untouched.
 */
bool xp_stock_set_from_text (XpStock *self, const char *text, GError **error);

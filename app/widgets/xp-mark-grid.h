/* xp-mark-grid.h: marks as a grid: rows with frozen heads, columns with heads in two levels.
 *
 * Draws only the cells that can be seen, so that ten thousand rows cost as much as twenty. It owns
 * no mark: what heads and cells say is asked of its model whenever they are drawn. Keys are its
 * owner's; it has no input method, so digits arrive as they are. Sizes come from the font, colours
 * from the style. To whoever listens the cell at the cursor is a widget of its own that has the
 * focus and says what its model says of it. */
#pragma once

#include "xp-scroll-area.h"

#include <stdbool.h>

#define XP_TYPE_MARK_GRID (xp_mark_grid_get_type ())
G_DECLARE_FINAL_TYPE (XpMarkGrid, xp_mark_grid, XP, MARK_GRID, XpScrollArea)

/* A head of a row or column. */
typedef struct {
  char group[64];  /* what several stand under; a line is drawn where it changes; "" none */
  char number[16]; /* 36, V1; "" none */
  char text[96];   /* 章文斌, 院内地面 */
  char sign[48];   /* ✓, 全家在外: behind the text of a row; "" none */
} XpMarkGridHead;

typedef struct {
  char text[48];      /* 2, 8.5, 良; "" blank */
  bool is_on_its_way; /* typed, and not on disk yet */
  bool is_missing;    /* still to be marked, where the sheet was begun */
  bool is_closed;     /* nobody types here */
  bool is_struck;     /* since the judge is recused */
  bool has_note;      /* something was written to it */
} XpMarkGridCell;

typedef struct {
  gpointer data; /* borrowed as long as the model is set */
  int n_rows;
  int n_columns;
  int head_chars;         /* width of the row heads in Chinese characters, numbers beside */
  int column_chars;       /* of a column at least */
  int most_column_chars;  /* and at most, where there is room */
  const char *head_title; /* over the row heads */
  void (*get_row) (gpointer data, int row, XpMarkGridHead *out);
  void (*get_column) (gpointer data, int column, XpMarkGridHead *out);
  void (*get_cell) (gpointer data, int row, int column, XpMarkGridCell *out);
  /* “张三，第4项 院内地面，2处，扣2分”. Yours. */
  char *(*dup_spoken) (gpointer data, int row, int column);
} XpMarkGridModel;

/* Copied; NULL: nothing to be seen. The cursor stays where it is, as far as it is still there. */
void xp_mark_grid_set_model (XpMarkGrid *self, const XpMarkGridModel *model);

/* The cursor; brought in sight. From 0. */
void xp_mark_grid_move_to (XpMarkGrid *self, int row, int column);
void xp_mark_grid_get_cursor (XpMarkGrid *self, int *out_row, int *out_column);

/* What stands in the cell at the cursor while it is typed; NULL: what the model says. */
void xp_mark_grid_show_typed (XpMarkGrid *self, const char *text);
/* Why what was typed may not stand there; NULL: it may. */
void xp_mark_grid_show_refusal (XpMarkGrid *self, const char *sentence);

/* The model says other things now. */
void xp_mark_grid_refresh (XpMarkGrid *self);

/* Rows that can be seen whole; at least 1. */
int xp_mark_grid_get_n_page (XpMarkGrid *self);

/* The widget that stands for the cell at the cursor, for tests. Borrowed. */
GtkWidget *xp_mark_grid_get_cell (XpMarkGrid *self);

/* Signal "cell-pressed" (gint row, gint column): with the mouse; the cursor is its owner's. */

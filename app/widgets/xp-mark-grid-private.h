/* xp-mark-grid-private.h: what the files of the grid share: xp-mark-grid.c is the widget, its
 * cursor and its scrolling, xp-mark-grid-ink.c measures and draws, xp-mark-grid-cell.c is what is
 * heard of it. */
#pragma once

#include "xp-mark-grid.h"

/* Measures in pixels; all of them follow the font. */
typedef struct {
  int em;           /* width of a Chinese character */
  int line;         /* height of a line of them */
  int row;          /* height of a row */
  int group_height; /* of the upper level of the column heads; 0: there is none */
  int head_height;  /* of the lower */
  int number_width; /* of a row's number */
  int head_width;   /* of the row heads, numbers included */
  int column;       /* width of a column */
} XpMarkGridSizes;

/* Layouts of texts that were drawn before; few differ. */
typedef struct {
  GHashTable *layouts;        /* PangoLayout by style and text */
  PangoFontDescription *font; /* of all of them; owned */
} XpMarkGridInk;

struct _XpMarkGrid {
  XpScrollArea parent_instance;

  XpMarkGridModel model;
  bool has_model;
  int row, column; /* the cursor */
  char *typed;     /* owned; NULL: nothing is typed */
  char *refusal;   /* owned; NULL: nothing was refused */

  XpMarkGridSizes sizes;
  XpMarkGridInk ink;
  bool has_groups;
  bool is_sight_asked; /* the cursor is brought in sight with the next allocation */
  GtkWidget *cells[2]; /* children that take turns with the focus: what is heard */
  int cell;            /* which of them stands for the cursor */
};

/* ---- the widget (xp-mark-grid.c) ---- */

/* Where a cell is drawn, in the widget's pixels; it may lie behind the heads or outside. */
graphene_rect_t xp_mark_grid_get_bounds (XpMarkGrid *self, int row, int column);

/* ---- drawing (xp-mark-grid-ink.c) ---- */

void xp_mark_grid_measure_font (XpMarkGrid *self);
/* Whether the style's font is another now; the focus alone changes the style too. */
bool xp_mark_grid_take_font (XpMarkGrid *self);
/* The width that columns get in a widget of @width. */
void xp_mark_grid_lay_columns (XpMarkGrid *self, int width);
void xp_mark_grid_forget_ink (XpMarkGrid *self);
void xp_mark_grid_draw (XpMarkGrid *self, GtkSnapshot *snapshot);

/* ---- what is heard (xp-mark-grid-cell.c) ---- */

/* The two children. */
void xp_mark_grid_make_cells (XpMarkGrid *self);
/* The same child says what holds now. */
void xp_mark_grid_say (XpMarkGrid *self);
/* The other child says it and takes the focus if the grid has it: a screen reader speaks when the
 * focus moves, not when a name changes. */
void xp_mark_grid_say_anew (XpMarkGrid *self);

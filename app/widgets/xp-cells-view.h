/* xp-cells-view.h: a list of lines with cells under a head: households, places, changes.
 *
 * A line is text alone; what it stands for is known by its index to whoever filled the list.
 * Enter, a space or a double click activates a line. */
#pragma once

#include <adwaita.h>
#include <stdbool.h>

typedef struct {
  const char *title; /* NULL: without a head */
  int width_chars;   /* 0: takes what is left over */
  float xalign;      /* 0 left, 1 right */
} XpCellsColumn;

enum {
  XP_CELLS_MOST_COLUMNS = 10
};

#define XP_TYPE_CELLS_VIEW (xp_cells_view_get_type ())
G_DECLARE_FINAL_TYPE (XpCellsView, xp_cells_view, XP, CELLS_VIEW, AdwBin)

/* Once, before it is filled. @columns: copied; @label: what is read out for the whole list. */
void xp_cells_view_set_columns (XpCellsView *self,
                                const XpCellsColumn columns[],
                                size_t n_columns,
                                const char *label);

/* Gives the head of a column a style class of its own; NULL takes it away. */
void xp_cells_view_set_column_style (XpCellsView *self, size_t column, const char *style);

/* Whether lines can be chosen and activated; they cannot until this is called. */
void xp_cells_view_set_activatable (XpCellsView *self, bool is_activatable);

/* Lines are gathered between begin and end, and stand there at once with end. The chosen line and
 * the place in the list stay where they can. */
void xp_cells_view_begin (XpCellsView *self);
/* @style: a style class of the line, "" none; then one text per column; NULL ends them. */
void xp_cells_view_add (XpCellsView *self, const char *style, ...) G_GNUC_NULL_TERMINATED;
void xp_cells_view_end (XpCellsView *self);

/* One line anew, in its place. */
void xp_cells_view_replace (XpCellsView *self, guint index, const char *style, ...)
  G_GNUC_NULL_TERMINATED;

guint xp_cells_view_get_n_lines (XpCellsView *self);
/* GTK_INVALID_LIST_POSITION: none. */
guint xp_cells_view_get_selected (XpCellsView *self);
void xp_cells_view_select (XpCellsView *self, guint index);
/* And the keys go to it, with the next frame: after lines were put anew none of them has them. */
void xp_cells_view_focus_line (XpCellsView *self, guint index);

/* Signal "activated" (guint index); signal "selected" (guint index): another line is chosen. */

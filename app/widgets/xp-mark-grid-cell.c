/* xp-mark-grid-cell.c: the cell at the cursor for whoever listens.
 *
 * GTK 4.8 has no accessible objects but widgets, and no announcements. Two invisible children of
 * role grid-cell lie over the cursor and take turns: the next one gets its name first, then the
 * focus. */
#include "xp-mark-grid-private.h"

#include <glib/gi18n.h>

#define XP_TYPE_MARK_GRID_CELL (xp_mark_grid_cell_get_type ())
G_DECLARE_FINAL_TYPE (XpMarkGridCellProxy, xp_mark_grid_cell, XP, MARK_GRID_CELL, GtkWidget)

struct _XpMarkGridCellProxy {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (XpMarkGridCellProxy, xp_mark_grid_cell, GTK_TYPE_WIDGET)

static void
xp_mark_grid_cell_class_init (XpMarkGridCellProxyClass *class)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
xp_mark_grid_cell_init (XpMarkGridCellProxy *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
xp_mark_grid_make_cells (XpMarkGrid *self)
{
  for (size_t i = 0; i < G_N_ELEMENTS (self->cells); i++) {
    self->cells[i] = g_object_new (XP_TYPE_MARK_GRID_CELL, NULL);
    gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
  }
}

/* Cell, item, value; then what is typed over it, and why that may not stand. */
static char *
dup_sentence (XpMarkGrid *self)
{
  g_autofree char *spoken = self->has_model
                              ? self->model.dup_spoken (self->model.data, self->row, self->column)
                              : g_strdup ("");
  GString *text = g_string_new (spoken);
  if (self->typed != NULL)
    g_string_append_printf (text, _ ("，正在打%s"), self->typed);
  if (self->refusal != NULL)
    g_string_append_printf (text, _ ("。%s"), self->refusal);
  return g_string_free (text, FALSE);
}

void
xp_mark_grid_say (XpMarkGrid *self)
{
  GtkAccessible *cell = GTK_ACCESSIBLE (self->cells[self->cell]);
  g_autofree char *sentence = dup_sentence (self);
  gtk_accessible_update_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_accessible_update_state (cell,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               self->refusal != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                     : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_relation (cell,
                                  GTK_ACCESSIBLE_RELATION_ROW_INDEX,
                                  self->row + 1,
                                  GTK_ACCESSIBLE_RELATION_COL_INDEX,
                                  self->column + 1,
                                  -1);
}

void
xp_mark_grid_say_anew (XpMarkGrid *self)
{
  const bool has_focus = gtk_widget_has_focus (self->cells[self->cell]);
  self->cell = 1 - self->cell;
  xp_mark_grid_say (self);
  if (has_focus)
    gtk_widget_grab_focus (self->cells[self->cell]);
}

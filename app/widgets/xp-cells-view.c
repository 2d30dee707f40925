#include "xp-cells-view.h"

#include "xp-text-scale.h"

#include <string.h>

struct _XpCellsView {
  AdwBin parent_instance;

  GtkBox *head; /* parts: borrowed from the widget tree */
  GtkListView *list;

  XpCellsColumn columns[XP_CELLS_MOST_COLUMNS]; /* titles owned */
  size_t n_columns;
  GtkStringList *lines; /* owned: style and cells, parted by tabs */
  GPtrArray *gathered;  /* of char *; NULL between end and begin */
  bool is_activatable;
  guint scrolling;  /* to the chosen line, with the next frame; 0: not asked for */
  bool is_focusing; /* and the keys go there with it */
};

G_DEFINE_FINAL_TYPE (XpCellsView, xp_cells_view, ADW_TYPE_BIN)

enum {
  ACTIVATED,
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char STYLE_KEY[] = "xp-style";

/* ---- one line ---- */

static GtkWidget *
new_cell (const XpCellsColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), column->xalign);
  gtk_label_set_yalign (GTK_LABEL (label), 0);  /* beside a cell of several lines */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE); /* nothing is cut short where text is large */
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (column->width_chars > 0) {
    gtk_label_set_width_chars (GTK_LABEL (label), column->width_chars);
    gtk_label_set_max_width_chars (GTK_LABEL (label), column->width_chars);
  }
  gtk_widget_set_hexpand (label, column->width_chars == 0);
  return label;
}

static GtkWidget *
new_line (XpCellsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  for (size_t i = 0; i < self->n_columns; i++)
    gtk_box_append (GTK_BOX (box), new_cell (&self->columns[i]));
  return box;
}

static void
set_style (GtkWidget *box, const char *style)
{
  const char *old = g_object_get_data (G_OBJECT (box), STYLE_KEY);
  if (g_strcmp0 (old, style) == 0)
    return;
  if (old != NULL && old[0] != '\0')
    gtk_widget_remove_css_class (box, old);
  if (style[0] != '\0')
    gtk_widget_add_css_class (box, style);
  g_object_set_data_full (G_OBJECT (box), STYLE_KEY, g_strdup (style), g_free);
}

static void
setup_line_cb (XpCellsView *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, new_line (self));
  gtk_list_item_set_activatable (item, self->is_activatable);
  gtk_list_item_set_selectable (item, self->is_activatable);
}

/* The line itself has the focus, so it says what its cells say. */
static void
name_line (GtkWidget *box, char *const cells[])
{
  GString *name = g_string_new (NULL);
  for (size_t i = 0; cells[i] != NULL; i++)
    if (cells[i][0] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? "，" : "", cells[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name->str,
                                  -1);
  g_string_free (name, TRUE);
}

static void
bind_line_cb (XpCellsView *self, GtkListItem *item)
{
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  g_auto (GStrv) parts = g_strsplit (line, "\t", (int) self->n_columns + 1);
  set_style (box, parts[0]);
  GtkWidget *label = gtk_widget_get_first_child (box);
  for (size_t i = 1; label != NULL && parts[i] != NULL; i++) {
    gtk_label_set_label (GTK_LABEL (label), parts[i]);
    label = gtk_widget_get_next_sibling (label);
  }
  if (parts[0] != NULL)
    name_line (box, parts + 1);
}

/* ---- columns ---- */

void
xp_cells_view_set_columns (XpCellsView *self,
                           const XpCellsColumn columns[],
                           size_t n_columns,
                           const char *label)
{
  g_return_if_fail (n_columns <= XP_CELLS_MOST_COLUMNS && self->n_columns == 0);
  bool has_head = false;
  for (size_t i = 0; i < n_columns; i++) {
    self->columns[i] = columns[i];
    self->columns[i].title = g_strdup (columns[i].title);
    GtkWidget *title = new_cell (&columns[i]);
    gtk_label_set_label (GTK_LABEL (title), columns[i].title != NULL ? columns[i].title : "");
    gtk_box_append (self->head, title);
    has_head = has_head || columns[i].title != NULL;
  }
  self->n_columns = n_columns;
  gtk_widget_set_visible (GTK_WIDGET (self->head), has_head);
  GtkWidget *scrolled = gtk_widget_get_parent (GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

void
xp_cells_view_set_column_style (XpCellsView *self, size_t column, const char *style)
{
  GtkWidget *title = gtk_widget_get_first_child (GTK_WIDGET (self->head));
  for (size_t i = 0; i < column && title != NULL; i++)
    title = gtk_widget_get_next_sibling (title);
  if (title != NULL)
    set_style (title, style != NULL ? style : "");
}

void
xp_cells_view_set_activatable (XpCellsView *self, bool is_activatable)
{
  self->is_activatable = is_activatable;
}

/* ---- lines ---- */

static char *
join_cells (const char *style, va_list args)
{
  GString *line = g_string_new (style);
  for (const char *cell = va_arg (args, const char *); cell != NULL;
       cell = va_arg (args, const char *)) {
    g_string_append_c (line, '\t');
    const gsize at = line->len;
    g_string_append (line, cell);
    for (gsize i = at; i < line->len; i++)
      if (line->str[i] == '\t')
        line->str[i] = ' ';
  }
  return g_string_free (line, FALSE);
}

void
xp_cells_view_begin (XpCellsView *self)
{
  g_clear_pointer (&self->gathered, g_ptr_array_unref);
  self->gathered = g_ptr_array_new_with_free_func (g_free);
}

void
xp_cells_view_add (XpCellsView *self, const char *style, ...)
{
  va_list args;
  g_return_if_fail (self->gathered != NULL);
  va_start (args, style);
  g_ptr_array_add (self->gathered, join_cells (style, args));
  va_end (args);
}

/* Lines that are the same at both ends stay, so that the list does not jump. */
void
xp_cells_view_end (XpCellsView *self)
{
  GListModel *model = G_LIST_MODEL (self->lines);
  const guint n_old = g_list_model_get_n_items (model), n_new = self->gathered->len;
  const guint n_common = MIN (n_old, n_new);
  guint n_head = 0, n_tail = 0;
  while (n_head < n_common && strcmp (gtk_string_list_get_string (self->lines, n_head),
                                      self->gathered->pdata[n_head]) == 0)
    n_head++;
  while (n_tail < n_common - n_head &&
         strcmp (gtk_string_list_get_string (self->lines, n_old - 1 - n_tail),
                 self->gathered->pdata[n_new - 1 - n_tail]) == 0)
    n_tail++;
  g_autofree const char **fresh = g_new0 (const char *, n_new - n_head - n_tail + 1);
  for (guint i = n_head; i < n_new - n_tail; i++)
    fresh[i - n_head] = self->gathered->pdata[i];
  if (n_old > n_head + n_tail || n_new > n_head + n_tail)
    gtk_string_list_splice (self->lines, n_head, n_old - n_head - n_tail, fresh);
  g_clear_pointer (&self->gathered, g_ptr_array_unref);
}

void
xp_cells_view_replace (XpCellsView *self, guint index, const char *style, ...)
{
  va_list args;
  va_start (args, style);
  g_autofree char *line = join_cells (style, args);
  va_end (args);
  const guint selected = xp_cells_view_get_selected (self);
  const char *const lines[] = {line, NULL};
  gtk_string_list_splice (self->lines, index, 1, lines);
  if (selected == index)
    xp_cells_view_select (self, index);
}

/* ---- going about ---- */

static GtkSingleSelection *
get_selection (XpCellsView *self)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
}

guint
xp_cells_view_get_n_lines (XpCellsView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines));
}

guint
xp_cells_view_get_selected (XpCellsView *self)
{
  return gtk_single_selection_get_selected (get_selection (self));
}

/* Before its first allocation the list would be left blank by this: then it waits for a frame. */
static gboolean
scroll_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  XpCellsView *self = data;
  if (gtk_widget_get_mapped (list) && gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  const guint selected = xp_cells_view_get_selected (self);
  if (selected != GTK_INVALID_LIST_POSITION && gtk_widget_get_height (list) > 0)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", selected);
  if (self->is_focusing)
    gtk_widget_grab_focus (list);
  self->is_focusing = false;
  self->scrolling = 0;
  return G_SOURCE_REMOVE;
}

void
xp_cells_view_select (XpCellsView *self, guint index)
{
  gtk_single_selection_set_selected (get_selection (self), index);
  if (self->scrolling == 0 && index != GTK_INVALID_LIST_POSITION)
    self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_cb, self, NULL);
}

void
xp_cells_view_focus_line (XpCellsView *self, guint index)
{
  self->is_focusing = true;
  xp_cells_view_select (self, index);
}

static void
activated_cb (XpCellsView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, position);
}

static void
selected_cb (XpCellsView *self)
{
  const guint selected = xp_cells_view_get_selected (self);
  if (selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SELECTED], 0, selected);
}

/* ---- the widget ---- */

static void
xp_cells_view_dispose (GObject *object)
{
  XpCellsView *self = XP_CELLS_VIEW (object);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->gathered, g_ptr_array_unref);
  for (size_t i = 0; i < self->n_columns; i++)
    g_clear_pointer ((char **) &self->columns[i].title, g_free);
  G_OBJECT_CLASS (xp_cells_view_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       XP_TYPE_CELLS_VIEW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       G_TYPE_UINT);
}

/* The arrows go from line to line; Tab goes on to what follows the list. */
static gboolean
xp_cells_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  const bool is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (is_tab && focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  return GTK_WIDGET_CLASS (xp_cells_view_parent_class)->focus (widget, direction);
}

static void
xp_cells_view_class_init (XpCellsViewClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = xp_cells_view_focus;
  G_OBJECT_CLASS (class)->dispose = xp_cells_view_dispose;
  signals[ACTIVATED] = new_signal ("activated");
  signals[SELECTED] = new_signal ("selected");
}

static void
fill_list (XpCellsView *self)
{
  self->lines = gtk_string_list_new (NULL);
  GtkSingleSelection *selection =
    gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (selection,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);

  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_line_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_line_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

static void
settle_height (GtkWidget *scrolled)
{
  static const int THREE_LINES = 96;
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              xp_text_scale_height (THREE_LINES));
}

static void
xp_cells_view_init (XpCellsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14));
  gtk_widget_add_css_class (GTK_WIDGET (self->head), "list-head");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->head));

  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "cells");
  fill_list (self);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated_cb), self);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  xp_text_scale_follow (scrolled, settle_height);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
}

#include "xp-mark-form.h"

#include "xp-lazy-tooltip.h"
#include "xp-still-label.h"

#include <string.h>

enum {
  COLUMN_SECTION,
  COLUMN_NO,
  COLUMN_NAME,
  COLUMN_ENTERED,
  COLUMN_POINTS,
  N_COLUMNS
};

typedef struct {
  GtkWidget *labels[N_COLUMNS]; /* borrowed; section only on the first row of one */
} Row;

struct _XpMarkForm {
  AdwBin parent_instance;

  XpRubric *rubric; /* owned */
  GtkWidget *box;   /* borrowed: the two columns */
  Row *rows;        /* item_at i at [i - 1] */
  int cursor;
};

G_DEFINE_FINAL_TYPE (XpMarkForm, xp_mark_form, ADW_TYPE_BIN)

static GtkWidget *
new_label (const char *text, double xalign, const char *class)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), (float) xalign);
  gtk_widget_add_css_class (label, class);
  return label;
}

/* Of what changes while somebody types. */
static GtkWidget *
new_still_label (double xalign, int width_chars, const char *class)
{
  GtkWidget *label = g_object_new (XP_TYPE_STILL_LABEL,
                                   "xalign",
                                   xalign,
                                   "width-chars",
                                   width_chars,
                                   "has-even-figures",
                                   TRUE,
                                   NULL);
  gtk_widget_add_css_class (label, class);
  return label;
}

static void
fill_row (XpMarkForm *self, GtkWidget *grid, int place, const XpItem *item, bool is_first)
{
  Row *row = &self->rows[item->at - 1];
  if (is_first) {
    row->labels[COLUMN_SECTION] = new_label (item->section, 0, "mark-section");
    gtk_grid_attach (GTK_GRID (grid), row->labels[COLUMN_SECTION], COLUMN_SECTION, place, 1, 1);
  }
  row->labels[COLUMN_NO] = new_label (item->no, 1, "mark-no");
  row->labels[COLUMN_NAME] = new_label (item->name, 0, "mark-name");
  row->labels[COLUMN_ENTERED] = new_still_label (0, 6, "mark-entered");
  row->labels[COLUMN_POINTS] = new_still_label (1, 3, "mark-points");
  gtk_widget_set_hexpand (row->labels[COLUMN_ENTERED], TRUE);
  gtk_widget_set_tooltip_text (row->labels[COLUMN_NAME], item->criterion);
  for (int column = COLUMN_NO; column < N_COLUMNS; column++)
    gtk_grid_attach (GTK_GRID (grid), row->labels[column], column, place, 1, 1);
}

/* The first row of the second column: the middle, or where a section begins if that makes neither
 * column longer. Both must be seen whole on a small screen. */
static size_t
find_middle (const XpRubric *rubric)
{
  const size_t half = (rubric->n_items + 1) / 2;
  for (size_t i = rubric->n_items - half; i > 0 && i <= half && i < rubric->n_items; i++)
    if (strcmp (rubric->items[i].section, rubric->items[i - 1].section) != 0)
      return i;
  return half;
}

static GtkWidget *
new_column (XpMarkForm *self, size_t first, size_t last)
{
  GtkWidget *grid = gtk_grid_new ();
  gtk_widget_set_hexpand (grid, TRUE);
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  for (size_t i = first; i < last; i++) {
    const XpItem *item = &self->rubric->items[i];
    const bool is_first =
      i == first || strcmp (item->section, self->rubric->items[i - 1].section) != 0;
    fill_row (self, grid, (int) (i - first), item, is_first);
  }
  return grid;
}

void
xp_mark_form_set_rubric (XpMarkForm *self, XpRubric *rubric)
{
  g_clear_pointer (&self->rubric, xp_rubric_unref);
  g_clear_pointer (&self->rows, g_free);
  self->rubric = xp_rubric_ref (rubric);
  self->rows = g_new0 (Row, rubric->n_items + 1);
  self->cursor = 0;

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  const size_t middle = find_middle (rubric);
  gtk_box_append (GTK_BOX (self->box), new_column (self, 0, middle));
  gtk_box_append (GTK_BOX (self->box), new_column (self, middle, rubric->n_items));
  adw_bin_set_child (ADW_BIN (self), self->box);
}

static void
set_class (GtkWidget *widget, const char *class, bool is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

void
xp_mark_form_set_row (XpMarkForm *self, int item_at, const XpMarkFormRow *row)
{
  GtkWidget *const *labels = self->rows[item_at - 1].labels;
  const bool is_ticked = row->is_saved && row->entered[0] != '\0';
  g_autofree char *entered =
    g_strconcat (row->entered, row->note != NULL ? " ✎" : "", is_ticked ? " ✓" : "", NULL);
  xp_still_label_set_text (XP_STILL_LABEL (labels[COLUMN_ENTERED]), entered);
  xp_still_label_set_text (XP_STILL_LABEL (labels[COLUMN_POINTS]), row->points);
  xp_lazy_tooltip_set (labels[COLUMN_ENTERED], row->note);
  set_class (labels[COLUMN_ENTERED], "unsaved", !row->is_saved);
}

static void
mark_cursor (XpMarkForm *self, bool is_set)
{
  for (int column = COLUMN_NO; self->cursor > 0 && column < N_COLUMNS; column++)
    set_class (self->rows[self->cursor - 1].labels[column], "mark-cursor", is_set);
}

void
xp_mark_form_set_cursor (XpMarkForm *self, int item_at)
{
  mark_cursor (self, false);
  self->cursor = item_at;
  mark_cursor (self, true);
}

bool
xp_mark_form_get_cursor_span (XpMarkForm *self, double *out_top, double *out_bottom)
{
  graphene_rect_t bounds;
  if (self->cursor == 0 ||
      !gtk_widget_compute_bounds (self->rows[self->cursor - 1].labels[COLUMN_NAME],
                                  GTK_WIDGET (self),
                                  &bounds))
    return false;
  *out_top = bounds.origin.y;
  *out_bottom = bounds.origin.y + bounds.size.height;
  return true;
}

static void
xp_mark_form_dispose (GObject *object)
{
  XpMarkForm *self = XP_MARK_FORM (object);
  g_clear_pointer (&self->rubric, xp_rubric_unref);
  g_clear_pointer (&self->rows, g_free);
  G_OBJECT_CLASS (xp_mark_form_parent_class)->dispose (object);
}

static void
xp_mark_form_class_init (XpMarkFormClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_mark_form_dispose;
}

static void
xp_mark_form_init (XpMarkForm *self)
{
}

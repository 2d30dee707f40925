#include "xp-explain-form.h"

#include "xp-explain.h"
#include "xp-form-window.h"

#include <glib/gi18n.h>

static const int WIDTH = 980, HEIGHT = 430;

/* ---- the table ---- */

typedef struct {
  GtkGrid *grid;
  int row;
} Table;

static void
add_cell (const Table *table, int column, int n_columns, const char *text, const char *style)
{
  static const int NAME_COLUMN = 1;
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), column == NAME_COLUMN || n_columns > 1 ? 0 : 1);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (table->grid, label, column, table->row, n_columns, 1);
}

static void
add_head (Table *table, const XpExplanation *made)
{
  int column = 0;
  add_cell (table, column++, 1, _ ("项号"), "keys");
  add_cell (table, column++, 1, _ ("评分项"), "keys");
  add_cell (table, column++, 1, _ ("满分"), "keys");
  for (size_t i = 0; i < made->n_sheets; i++)
    add_cell (table, column++, 1, xp_explanation_get_column (made, i), "keys");
  if (made->has_figures)
    add_cell (table, column++, 1, _ ("得分"), "keys");
  table->row++;
}

static void
add_section (Table *table, const XpExplanation *made, const XpExplainRow *row)
{
  g_autofree char *text = row->figure[0] != '\0'
                            ? g_strdup_printf (_ ("%s　小计%s分"), row->name, row->figure)
                            : g_strdup (row->name);
  add_cell (table, 0, (int) made->n_sheets + 5, text, "mark-section");
  table->row++;
}

static void
add_item (Table *table, const XpExplanation *made, const XpExplainRow *row)
{
  int column = 0;
  add_cell (table, column++, 1, row->no, "mark-no");
  add_cell (table, column++, 1, row->name, NULL);
  add_cell (table, column++, 1, row->full, "keys");
  for (size_t i = 0; i < made->n_sheets; i++) {
    g_autofree char *cell = xp_explanation_dup_cell (made, row, i);
    add_cell (table, column++, 1, cell, NULL);
  }
  if (made->has_figures) {
    add_cell (table, column++, 1, row->figure, "mark-points");
    add_cell (table, column++, 1, xp_explanation_get_note (made, row), "keys");
  }
  table->row++;
}

static void
add_sums (Table *table, const XpExplanation *made)
{
  if (xp_explanation_is_single (made))
    return;
  add_cell (table, 1, 1, _ ("合计"), "mark-points");
  for (size_t i = 0; i < made->n_sheets; i++) {
    g_autofree char *sum = xp_explanation_dup_sum (made, i);
    add_cell (table, 3 + (int) i, 1, sum, "mark-points");
  }
  table->row++;
}

static GtkWidget *
new_table (const XpExplanation *made)
{
  Table table = {GTK_GRID (gtk_grid_new ()), 0};
  const XpExplainRow *section = NULL;
  gtk_grid_set_column_spacing (table.grid, 16);
  gtk_grid_set_row_spacing (table.grid, 2);
  add_head (&table, made);
  for (guint i = 0; i < made->rows->len; i++) {
    const XpExplainRow *row = made->rows->pdata[i];
    if (row->is_section) {
      section = row;
    } else if (xp_explanation_has_row (made, row)) {
      if (section != NULL)
        add_section (&table, made, section);
      section = NULL;
      add_item (&table, made, row);
    }
  }
  add_sums (&table, made);
  return GTK_WIDGET (table.grid);
}

/* ---- sentences ---- */

static void
add_line (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
add_lines (GtkBox *box, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    add_line (box, lines->pdata[i], NULL);
}

/* What it came to stands above: that is asked first. */
static GtkWidget *
new_body (const XpExplanation *made)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  add_line (box, made->result, "page-title");
  add_lines (box, made->outcomes);
  add_lines (box, made->sums);
  if (xp_explanation_has_brackets (made))
    add_line (box, _ ("括号里的分是去掉的最高分、最低分，不算在内。"), "keys");
  gtk_box_append (box, new_table (made));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (box));
  gtk_widget_set_focusable (scrolled, TRUE); /* the arrows move what does not fit */
  return scrolled;
}

static bool
read_it (XpFormWindow *window, gpointer unused, GError **error)
{
  return true;
}

void
xp_explain_form_show (GtkWidget *page,
                      const XpTally *tally,
                      const XpMarkNotes *notes,
                      const XpRanking *ranking,
                      int entrant_no)
{
  g_autoptr (XpExplanation) made = xp_explanation_new (tally, ranking, entrant_no);
  xp_explanation_add_notes (made, tally, notes);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("本户得分单"), made->who, _ ("看过了"), read_it, NULL, NULL);
  xp_form_window_set_body (window, new_body (made), WIDTH, HEIGHT);
  xp_form_window_hide_cancel (window);
  xp_form_window_ask (window);
}

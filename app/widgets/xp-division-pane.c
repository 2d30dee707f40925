#include "xp-division-pane.h"

#include <glib/gi18n.h>

struct _XpDivisionPane {
  AdwBin parent_instance;

  GtkGrid *places; /* of the bin, as the rest: borrowed */
  GtkBox *steps;
  int n_rows; /* of the grid, with its head */
};

G_DEFINE_FINAL_TYPE (XpDivisionPane, xp_division_pane, ADW_TYPE_BIN)

static void
add_line (XpDivisionPane *self, const char *text, const char *style)
{
  if (text == NULL)
    return;
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (self->steps, label);
}

/* The method of the round is named so. */
static void
add_steps (XpDivisionPane *self, const XpDivision *division, bool is_of_round)
{
  const XpApportionment *apportionment = division->apportionment;
  const char *const *names = (const char *const *) division->groups;
  const char *word = xp_apportion_get_word (apportionment->method);
  g_autofree char *title =
    is_of_round ? g_strdup_printf (_ ("%s（这次评选用的）"), word) : g_strdup (word);
  g_auto (GStrv) steps = xp_apportion_dup_steps (apportionment, names);
  g_autofree char *joined = g_strjoinv ("\n", steps);
  g_autofree char *tie = xp_apportion_dup_tie_sentence (apportionment, names);
  g_autofree char *warning = xp_apportion_dup_warning (apportionment, names);
  add_line (self, title, "mark-section");
  add_line (self, warning, "problem");
  add_line (self, joined, NULL);
  add_line (self, tie, NULL);
}

static void
add_cell (XpDivisionPane *self, int column, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->places, label, column, self->n_rows, 1, 1);
}

static void
add_number (XpDivisionPane *self, int column, int64_t number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  add_cell (self, column, text, NULL);
}

static void
add_head (XpDivisionPane *self)
{
  add_cell (self, 0, _ ("组"), "keys");
  add_cell (self, 1, _ ("参评"), "keys");
  for (int method = 0; method < XP_N_APPORTIONS; method++)
    add_cell (self, 2 + method, xp_apportion_get_word ((XpApportion) method), "keys");
  self->n_rows++;
}

static void
add_places (XpDivisionPane *self, XpDivision *const *divisions, const char *list)
{
  const XpDivision *first = divisions[0];
  for (size_t i = 0; i < first->apportionment->n_rows; i++) {
    g_autofree char *name = g_strconcat (list, first->groups[i], NULL);
    add_cell (self, 0, name, NULL);
    add_number (self, 1, first->apportionment->rows[i].size);
    for (int method = 0; method < XP_N_APPORTIONS; method++)
      add_number (self, 2 + method, divisions[method]->apportionment->rows[i].n_places);
    self->n_rows++;
  }
}

static void
show_list (XpDivisionPane *self, const XpTally *tally, const char *list)
{
  const XpApportion of_round = xp_tally_get_round (tally)->rules.apportion;
  XpDivision *divisions[XP_N_APPORTIONS];
  for (int method = 0; method < XP_N_APPORTIONS; method++)
    divisions[method] = xp_division_new (tally, list, (XpApportion) method);
  add_places (self, divisions, list);
  add_line (self, list[0] != '\0' ? list : NULL, "page-title");
  add_steps (self, divisions[of_round], true);
  for (int method = 0; method < XP_N_APPORTIONS; method++)
    if (method != (int) of_round)
      add_steps (self, divisions[method], false);
  for (int method = 0; method < XP_N_APPORTIONS; method++)
    xp_division_free (divisions[method]);
}

static void
clear (GtkWidget *widget, void (*remove) (GtkWidget *widget, GtkWidget *child))
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    remove (widget, child);
}

static void
remove_from_grid (GtkWidget *grid, GtkWidget *child)
{
  gtk_grid_remove (GTK_GRID (grid), child);
}

static void
remove_from_box (GtkWidget *box, GtkWidget *child)
{
  gtk_box_remove (GTK_BOX (box), child);
}

void
xp_division_pane_show (XpDivisionPane *self, const XpTally *tally, const XpRanking *ranking)
{
  clear (GTK_WIDGET (self->places), remove_from_grid);
  clear (GTK_WIDGET (self->steps), remove_from_box);
  self->n_rows = 0;
  add_head (self);
  for (size_t i = 0; i < ranking->n_lists; i++)
    show_list (self, tally, ranking->lists[i].name);
}

static void
xp_division_pane_class_init (XpDivisionPaneClass *class)
{
}

/* Keys scroll it: nothing in it takes them. */
static void
xp_division_pane_init (XpDivisionPane *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  self->places = GTK_GRID (gtk_grid_new ());
  self->steps = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_grid_set_column_spacing (self->places, 28);
  gtk_grid_set_row_spacing (self->places, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->places));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->steps));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_focusable (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("名额怎样分"),
                                  -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

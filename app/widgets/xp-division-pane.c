#include "xp-division-pane.h"

#include "xp-cells-view.h"

#include <glib/gi18n.h>

struct _XpDivisionPane {
  AdwBin parent_instance;

  XpCellsView *places; /* of the bin, as the rest: borrowed */
  GtkBox *steps;
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
add_places (XpDivisionPane *self, XpDivision *const *divisions, const char *list)
{
  const XpDivision *first = divisions[0];
  for (size_t i = 0; i < first->apportionment->n_rows; i++) {
    g_autofree char *name = g_strconcat (list, first->groups[i], NULL);
    g_autofree char *size =
      g_strdup_printf ("%" G_GINT64_FORMAT, first->apportionment->rows[i].size);
    char *places[XP_N_APPORTIONS];
    for (int method = 0; method < XP_N_APPORTIONS; method++)
      places[method] = g_strdup_printf ("%d", divisions[method]->apportionment->rows[i].n_places);
    xp_cells_view_add (self->places,
                       "",
                       name,
                       size,
                       places[XP_APPORTION_LARGEST_REMAINDER],
                       places[XP_APPORTION_SAINTE_LAGUE],
                       places[XP_APPORTION_DHONDT],
                       places[XP_APPORTION_EACH_FIRST],
                       "",
                       NULL);
    for (int method = 0; method < XP_N_APPORTIONS; method++)
      g_free (places[method]);
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

void
xp_division_pane_show (XpDivisionPane *self, const XpTally *tally, const XpRanking *ranking)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, child);
  xp_cells_view_begin (self->places);
  for (size_t i = 0; i < ranking->n_lists; i++)
    show_list (self, tally, ranking->lists[i].name);
  xp_cells_view_end (self->places);
}

static void
xp_division_pane_class_init (XpDivisionPaneClass *class)
{
}

static void
xp_division_pane_init (XpDivisionPane *self)
{
  const XpCellsColumn columns[] = {
    {_ ("组"), 12, 0, false},
    {_ ("参评"), 5, 1, false},
    {xp_apportion_get_word (XP_APPORTION_LARGEST_REMAINDER), 10, 1, false},
    {xp_apportion_get_word (XP_APPORTION_SAINTE_LAGUE), 10, 1, false},
    {xp_apportion_get_word (XP_APPORTION_DHONDT), 12, 1, false},
    {xp_apportion_get_word (XP_APPORTION_EACH_FIRST), 9, 1, false},
    {"", 0, 0, false},
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  self->places = g_object_new (XP_TYPE_CELLS_VIEW, "vexpand", TRUE, NULL);
  self->steps = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  xp_cells_view_set_columns (self->places, columns, G_N_ELEMENTS (columns), _ ("名额怎样分"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->steps));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->places));
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
}

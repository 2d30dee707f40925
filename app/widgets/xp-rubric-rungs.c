#include "xp-rubric-rungs.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
  MOST_LINES = 9
};

struct _XpRubricRungs {
  AdwBin parent_instance;

  GtkLabel *left, *right; /* borrowed from the widget tree */
  GtkEditable *words[MOST_LINES], *points[MOST_LINES];
  GtkWidget *more;
  int n_shown; /* lines that can be seen */
};

G_DEFINE_FINAL_TYPE (XpRubricRungs, xp_rubric_rungs, ADW_TYPE_BIN)

static guint typed_signal;

void
xp_rubric_rungs_set_heads (XpRubricRungs *self, const char *left, const char *right)
{
  gtk_label_set_label (self->left, left);
  gtk_label_set_label (self->right, right);
  for (int i = 0; i < MOST_LINES; i++) {
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->words[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    left,
                                    -1);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->points[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    right,
                                    -1);
  }
}

static void
show_lines (XpRubricRungs *self, int n)
{
  self->n_shown = CLAMP (n, 1, MOST_LINES);
  for (int i = 0; i < MOST_LINES; i++) {
    gtk_widget_set_visible (GTK_WIDGET (self->words[i]), i < self->n_shown);
    gtk_widget_set_visible (GTK_WIDGET (self->points[i]), i < self->n_shown);
  }
  gtk_widget_set_visible (self->more, self->n_shown < MOST_LINES);
}

static void
put (GtkEditable *entry, const char *text)
{
  if (strcmp (gtk_editable_get_text (entry), text) == 0)
    return;
  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_editable_set_text (entry, text);
  gtk_editable_set_enable_undo (entry, TRUE);
}

void
xp_rubric_rungs_show (XpRubricRungs *self, const char *text)
{
  g_auto (GStrv) rungs = g_strsplit (text, "|", MOST_LINES);
  const int n = (int) g_strv_length (rungs);
  for (int i = 0; i < MOST_LINES; i++) {
    g_auto (GStrv) parts = g_strsplit (i < n ? rungs[i] : "", "=", 2);
    put (self->words[i], parts[0] != NULL ? parts[0] : "");
    put (self->points[i], parts[0] != NULL && parts[1] != NULL ? parts[1] : "");
  }
  show_lines (self, n);
}

char *
xp_rubric_rungs_dup_text (XpRubricRungs *self)
{
  GString *text = g_string_new (NULL);
  for (int i = 0; i < self->n_shown; i++) {
    g_autofree char *word = g_strstrip (g_strdup (gtk_editable_get_text (self->words[i])));
    g_autofree char *points = g_strstrip (g_strdup (gtk_editable_get_text (self->points[i])));
    if (word[0] != '\0' || points[0] != '\0')
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "|" : "", word, points);
  }
  return g_string_free (text, FALSE);
}

/* A line of which only one half is there is not ready yet: the keys go to the other half. */
static bool
is_half (XpRubricRungs *self)
{
  for (int i = 0; i < self->n_shown; i++)
    if ((gtk_editable_get_text (self->words[i])[0] == '\0') !=
        (gtk_editable_get_text (self->points[i])[0] == '\0'))
      return true;
  return false;
}

static void
activated_cb (XpRubricRungs *self)
{
  if (!is_half (self))
    g_signal_emit (self, typed_signal, 0);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
left_cb (XpRubricRungs *self)
{
  g_signal_emit (self, typed_signal, 0);
}

static void
more_cb (XpRubricRungs *self)
{
  show_lines (self, self->n_shown + 1);
  gtk_widget_grab_focus (GTK_WIDGET (self->words[self->n_shown - 1]));
}

static GtkEditable *
add_entry (XpRubricRungs *self, GtkWidget *grid, int column, int row)
{
  GtkWidget *entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activated_cb), self);
  gtk_grid_attach (GTK_GRID (grid), entry, column, row, 1, 1);
  return GTK_EDITABLE (entry);
}

static GtkLabel *
add_head (GtkWidget *grid, int column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "item-before");
  gtk_grid_attach (GTK_GRID (grid), label, column, 0, 1, 1);
  return GTK_LABEL (label);
}

static void
xp_rubric_rungs_class_init (XpRubricRungsClass *class)
{
  typed_signal = g_signal_new ("typed",
                               XP_TYPE_RUBRIC_RUNGS,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
}

static void
xp_rubric_rungs_init (XpRubricRungs *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  self->left = add_head (grid, 0);
  self->right = add_head (grid, 1);
  for (int i = 0; i < MOST_LINES; i++) {
    self->words[i] = add_entry (self, grid, 0, i + 1);
    self->points[i] = add_entry (self, grid, 1, i + 1);
  }
  self->more = gtk_button_new_with_label (_ ("再加一档"));
  gtk_widget_add_css_class (self->more, "small-button");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_grid_attach (GTK_GRID (grid), self->more, 0, MOST_LINES + 1, 2, 1);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (grid, focus);
  show_lines (self, 1);
  adw_bin_set_child (ADW_BIN (self), grid);
}

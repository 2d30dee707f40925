#include "xp-year-choice.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpYearChoice {
  AdwBin parent_instance;

  GtkLabel *title; /* parts: borrowed from the widget tree */
  GtkDropDown *choice;
  GArray *years;   /* of int, as they are listed */
  int shown;       /* year */
  bool is_filling; /* they are being listed, nobody chooses */
};

G_DEFINE_FINAL_TYPE (XpYearChoice, xp_year_choice, ADW_TYPE_BIN)

enum {
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
describe (const XpLedgerYearLine *line)
{
  return g_strdup_printf (line->closed_on != NULL ? _ ("%d年（已结账）") : _ ("%d年"), line->year);
}

/* The same years are not listed anew: whoever chooses one of them is still at it. */
static bool
is_listed (XpYearChoice *self, const GPtrArray *years)
{
  GListModel *words = gtk_drop_down_get_model (self->choice);
  const guint n = years != NULL ? years->len : 0;
  if (words == NULL || g_list_model_get_n_items (words) != n)
    return false;
  for (guint i = 0; i < n; i++) {
    g_autofree char *word = describe (years->pdata[i]);
    if (strcmp (gtk_string_list_get_string (GTK_STRING_LIST (words), i), word) != 0)
      return false;
  }
  return true;
}

static void
list (XpYearChoice *self, const GPtrArray *years)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_array_set_size (self->years, 0);
  for (guint i = 0; years != NULL && i < years->len; i++) {
    const XpLedgerYearLine *line = years->pdata[i];
    g_autofree char *word = describe (line);
    gtk_string_list_append (words, word);
    g_array_append_val (self->years, line->year);
  }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (words));
}

static void
fill (XpYearChoice *self, const GPtrArray *years, int year)
{
  self->shown = year;
  self->is_filling = true;
  if (!is_listed (self, years))
    list (self, years);
  for (guint i = 0; i < self->years->len; i++)
    if (g_array_index (self->years, int, i) == year)
      gtk_drop_down_set_selected (self->choice, i);
  self->is_filling = false;
}

static char *
describe_only (const GPtrArray *years)
{
  if (years == NULL || years->len == 0)
    return g_strdup ("");
  const XpLedgerYearLine *line = years->pdata[0];
  return g_strdup_printf (line->closed_on != NULL ? _ ("%d年积分（已结账）") : _ ("%d年积分"),
                          line->year);
}

void
xp_year_choice_show (XpYearChoice *self, const GPtrArray *years, int year)
{
  const bool is_choice = years != NULL && years->len > 1;
  g_autofree char *only = describe_only (years);
  fill (self, years, year);
  gtk_label_set_label (self->title, is_choice ? _ ("积分") : only);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), is_choice);
}

/* The list tells of what it was filled with a little later, too. */
static void
chosen_cb (XpYearChoice *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->choice);
  if (self->is_filling || chosen >= self->years->len ||
      g_array_index (self->years, int, chosen) == self->shown)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, g_array_index (self->years, int, chosen));
}

static void
xp_year_choice_dispose (GObject *object)
{
  XpYearChoice *self = XP_YEAR_CHOICE (object);
  self->is_filling = true;
  G_OBJECT_CLASS (xp_year_choice_parent_class)->dispose (object);
  g_clear_pointer (&self->years, g_array_unref);
}

static void
xp_year_choice_class_init (XpYearChoiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_year_choice_dispose;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  XP_TYPE_YEAR_CHOICE,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_INT);
}

static void
xp_year_choice_init (XpYearChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "page-title");
  gtk_widget_set_valign (GTK_WIDGET (self->choice), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("看哪一年"),
                                  -1);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choice));
  adw_bin_set_child (ADW_BIN (self), box);
}

#include "xp-meaning-cards.h"

#include <glib/gi18n.h>

struct _XpMeaningCards {
  AdwBin parent_instance;

  GtkBox *cards; /* borrowed from the widget tree */
};

G_DEFINE_FINAL_TYPE (XpMeaningCards, xp_meaning_cards, ADW_TYPE_BIN)

enum {
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* The family of a meaning's colour. */
static const char *
style_of (XpMeaning meaning)
{
  static const char *const STYLES[XP_N_MEANINGS] = {
    [XP_MEANING_NONE] = "meaning-none",
    [XP_MEANING_NUMBER] = "meaning-number",
    [XP_MEANING_VILLAGE] = "meaning-place",
    [XP_MEANING_GROUP] = "meaning-place",
    [XP_MEANING_CODE] = "meaning-number",
    [XP_MEANING_HEAD] = "meaning-who",
    [XP_MEANING_PERSON] = "meaning-who",
    [XP_MEANING_RELATION] = "meaning-who",
    [XP_MEANING_PEOPLE] = "meaning-count",
    [XP_MEANING_RESIDENTS] = "meaning-count",
    [XP_MEANING_PHONE] = "meaning-private",
    [XP_MEANING_ID] = "meaning-private",
    [XP_MEANING_DOOR] = "meaning-place",
    [XP_MEANING_SEX] = "meaning-who",
    [XP_MEANING_AT_HOME] = "meaning-remark",
    [XP_MEANING_KIND] = "meaning-none",
    [XP_MEANING_REMARK] = "meaning-remark",
    [XP_MEANING_BANK] = "meaning-none",
  };
  return STYLES[meaning];
}

static GtkStringList *
list_meanings (void)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  for (int meaning = 0; meaning < XP_N_MEANINGS; meaning++)
    gtk_string_list_append (words, xp_meaning_get_word ((XpMeaning) meaning));
  return words;
}

static void
chosen_cb (GtkDropDown *chooser, GParamSpec *unused, XpMeaningCards *self)
{
  const guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), "column"));
  g_signal_emit (self, signals[CHOSEN], 0, column, (int) gtk_drop_down_get_selected (chooser));
}

/* A card of one column: its letter and heading, and under it the meaning, which can be changed. */
static GtkWidget *
new_column_card (XpMeaningCards *self, const XpRosterColumn *column)
{
  g_autofree char *text = g_strdup_printf (_ ("%s列 %s"), column->letter, column->header);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *chooser = gtk_drop_down_new (G_LIST_MODEL (list_meanings ()), NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (2 * g_utf8_strlen (text, -1), 14));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (card, "meaning");
  gtk_widget_add_css_class (card, style_of (column->meaning));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (chooser), column->meaning);
  gtk_widget_set_sensitive (chooser, column->meaning != XP_MEANING_BANK);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
  g_object_set_data (G_OBJECT (chooser), "column", GUINT_TO_POINTER ((guint) column->index));
  g_signal_connect (chooser, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (card), label);
  gtk_box_append (GTK_BOX (card), chooser);
  return card;
}

void
xp_meaning_cards_show (XpMeaningCards *self, const GPtrArray *columns)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < columns->len; i++) {
    const XpRosterColumn *column = columns->pdata[i];
    if (column->header[0] != '\0' || column->meaning != XP_MEANING_NONE)
      gtk_box_append (self->cards, new_column_card (self, column));
  }
}

static void
xp_meaning_cards_class_init (XpMeaningCardsClass *class)
{
  signals[CHOSEN] = g_signal_new ("chosen",
                                  XP_TYPE_MEANING_CARDS,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_UINT,
                                  G_TYPE_INT);
}

static void
xp_meaning_cards_init (XpMeaningCards *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->cards));
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("各列的意思"),
                                  -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

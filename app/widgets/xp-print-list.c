#include "xp-print-list.h"

#include <string.h>

struct _XpPrintList {
  AdwBin parent_instance;

  GtkBox *wanted, *others; /* template children: borrowed */
  GtkWidget *wanted_title;
  GtkExpander *more;

  GPtrArray *listed; /* owned: of XpDocument (static), as the buttons stand; NULL: none */
  size_t n_wanted;   /* of them, first */
};

enum {
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XpPrintList, xp_print_list, ADW_TYPE_BIN)

static const char *
get_document (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "document");
}

static void
clicked_cb (XpPrintList *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[CHOSEN], 0, get_document (GTK_WIDGET (button)));
}

/* ---- the buttons ---- */

static void
clear_box (GtkBox *box)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkToggleButton *
add_document (XpPrintList *self, GtkBox *box, const XpDocument *document, GtkToggleButton *group)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (document->title);
  gtk_widget_set_tooltip_text (button, document->about);
  g_object_set_data (G_OBJECT (button), "document", (gpointer) document->id);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (box, button);
  return GTK_TOGGLE_BUTTON (button);
}

static bool
is_listed (XpPrintList *self, const GPtrArray *documents, size_t n_wanted)
{
  if (self->listed == NULL || documents == NULL || self->listed->len != documents->len ||
      self->n_wanted != n_wanted)
    return false;
  for (guint i = 0; i < documents->len; i++)
    if (self->listed->pdata[i] != documents->pdata[i])
      return false;
  return true;
}

/* None is pressed yet. */
static void
make_buttons (XpPrintList *self, const GPtrArray *documents)
{
  GtkToggleButton *group = NULL;
  clear_box (self->wanted);
  clear_box (self->others);
  for (guint i = 0; documents != NULL && i < documents->len; i++) {
    GtkBox *box = i < self->n_wanted ? self->wanted : self->others;
    GtkToggleButton *button = add_document (self, box, documents->pdata[i], group);
    group = group != NULL ? group : button;
  }
}

/* The button of this sheet; NULL: none of them. */
static GtkToggleButton *
find_button (GtkBox *box, const char *document)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (get_document (child), document) == 0)
      return GTK_TOGGLE_BUTTON (child);
  return NULL;
}

/* The one that is pressed in now; NULL: there is none at all. */
static const char *
press_in (XpPrintList *self, const char *chosen)
{
  GtkToggleButton *wanted = find_button (self->wanted, chosen);
  GtkToggleButton *other = wanted == NULL ? find_button (self->others, chosen) : NULL;
  GtkBox *first = self->n_wanted > 0 ? self->wanted : self->others;
  GtkWidget *button = wanted != NULL  ? GTK_WIDGET (wanted)
                      : other != NULL ? GTK_WIDGET (other)
                                      : gtk_widget_get_first_child (GTK_WIDGET (first));
  if (other != NULL)
    gtk_expander_set_expanded (self->more, TRUE);
  if (button == NULL)
    return NULL;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  return get_document (button);
}

const char *
xp_print_list_fill (XpPrintList *self,
                    const GPtrArray *documents,
                    size_t n_wanted,
                    const char *chosen)
{
  if (!is_listed (self, documents, n_wanted)) {
    self->n_wanted = n_wanted;
    make_buttons (self, documents);
    g_clear_pointer (&self->listed, g_ptr_array_unref);
    self->listed = g_ptr_array_new ();
    for (guint i = 0; documents != NULL && i < documents->len; i++)
      g_ptr_array_add (self->listed, documents->pdata[i]);
  }
  gtk_widget_set_visible (self->wanted_title, n_wanted > 0);
  if (n_wanted == 0)
    gtk_expander_set_expanded (self->more, TRUE);
  return press_in (self, chosen);
}

/* None of a group that was pressed in once can be let out but by pressing another: they are made
 * anew. */
void
xp_print_list_release (XpPrintList *self)
{
  g_autoptr (GPtrArray) documents = g_steal_pointer (&self->listed);
  make_buttons (self, documents);
}

/* ---- the keyboard ---- */

/* The sheet above or below, from the last that is wanted now to the first of the others. */
static GtkWidget *
find_beside (XpPrintList *self, GtkWidget *button, bool is_below)
{
  GtkWidget *beside =
    is_below ? gtk_widget_get_next_sibling (button) : gtk_widget_get_prev_sibling (button);
  const GtkBox *box = GTK_BOX (gtk_widget_get_parent (button));
  if (beside != NULL || is_below != (box == self->wanted))
    return beside;
  return is_below ? gtk_widget_get_first_child (GTK_WIDGET (self->others))
                  : gtk_widget_get_last_child (GTK_WIDGET (self->wanted));
}

bool
xp_print_list_take_key (XpPrintList *self, guint keyval)
{
  const bool is_below = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  GtkWidget *button = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (!is_below && keyval != GDK_KEY_Up && keyval != GDK_KEY_KP_Up)
    return false;
  if (button == NULL || (gtk_widget_get_parent (button) != GTK_WIDGET (self->wanted) &&
                         gtk_widget_get_parent (button) != GTK_WIDGET (self->others)))
    return false;
  GtkWidget *beside = find_beside (self, button, is_below);
  if (beside == NULL)
    return true;
  if (gtk_widget_get_parent (beside) == GTK_WIDGET (self->others))
    gtk_expander_set_expanded (self->more, TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (beside), TRUE);
  gtk_widget_grab_focus (beside);
  g_signal_emit (self, signals[CHOSEN], 0, get_document (beside));
  return true;
}

/* ---- the widget ---- */

static void
xp_print_list_dispose (GObject *object)
{
  XpPrintList *self = XP_PRINT_LIST (object);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  G_OBJECT_CLASS (xp_print_list_parent_class)->dispose (object);
}

static void
xp_print_list_class_init (XpPrintListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_print_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/widgets/xp-print-list.ui");
  gtk_widget_class_bind_template_child (widget_class, XpPrintList, wanted);
  gtk_widget_class_bind_template_child (widget_class, XpPrintList, others);
  gtk_widget_class_bind_template_child (widget_class, XpPrintList, wanted_title);
  gtk_widget_class_bind_template_child (widget_class, XpPrintList, more);
  signals[CHOSEN] = g_signal_new ("chosen",
                                  XP_TYPE_PRINT_LIST,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
xp_print_list_init (XpPrintList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

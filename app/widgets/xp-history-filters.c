#include "xp-history-filters.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpHistoryFilters {
  AdwBin parent_instance;

  GtkWidget *row; /* children: borrowed */
  GtkWidget *household, *item, *day, *code;
  GtkDropDown *judge, *who;
  bool is_filling; /* what changes now was not chosen by anybody */
};

G_DEFINE_FINAL_TYPE (XpHistoryFilters, xp_history_filters, ADW_TYPE_BIN)

enum {
  ASKED,
  CODE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- what is asked for ---- */

static const char *
typed_in (GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  return text[0] != '\0' ? text : NULL;
}

/* The first choice is all of them. */
static const char *
chosen_of (GtkDropDown *choice)
{
  const guint selected = gtk_drop_down_get_selected (choice);
  return selected > 0 && selected != GTK_INVALID_LIST_POSITION
           ? gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (choice)),
                                         selected)
           : NULL;
}

XpHistoryQuery
xp_history_filters_get (XpHistoryFilters *self)
{
  return (XpHistoryQuery){
    .household = typed_in (self->household),
    .item = typed_in (self->item),
    .judge = chosen_of (self->judge),
    .who = chosen_of (self->who),
    .day = typed_in (self->day),
  };
}

static void
ask_cb (XpHistoryFilters *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[ASKED], 0);
}

static void
code_cb (XpHistoryFilters *self)
{
  const char *typed = typed_in (self->code);
  if (typed != NULL)
    g_signal_emit (self, signals[CODE], 0, typed);
}

void
xp_history_filters_clear (XpHistoryFilters *self)
{
  self->is_filling = true;
  gtk_editable_set_text (GTK_EDITABLE (self->household), "");
  gtk_editable_set_text (GTK_EDITABLE (self->item), "");
  gtk_editable_set_text (GTK_EDITABLE (self->day), "");
  gtk_drop_down_set_selected (self->judge, 0);
  gtk_drop_down_set_selected (self->who, 0);
  self->is_filling = false;
}

static void
all_cb (XpHistoryFilters *self)
{
  xp_history_filters_clear (self);
  ask_cb (self);
  gtk_widget_grab_focus (self->household);
}

/* ---- what can be chosen ---- */

static void
fill_choice (GtkDropDown *choice, char *const *names)
{
  g_autofree char *chosen = g_strdup (chosen_of (choice));
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;
  gtk_string_list_append (list, _ ("全部"));
  for (guint i = 0; names[i] != NULL; i++) {
    gtk_string_list_append (list, names[i]);
    if (g_strcmp0 (names[i], chosen) == 0)
      selected = i + 1;
  }
  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choice, selected);
}

void
xp_history_filters_offer (XpHistoryFilters *self, XpDesk *desk)
{
  g_auto (GStrv) judges = xp_history_work_list_judges (desk);
  g_auto (GStrv) typists = xp_history_work_list_typists (desk);
  self->is_filling = true;
  fill_choice (self->judge, judges);
  fill_choice (self->who, typists);
  self->is_filling = false;
}

/* ---- the row ---- */

/* The word above what it names. */
static void
add_field (XpHistoryFilters *self, const char *title, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (self->row), box);
}

static GtkWidget *
add_entry (
  XpHistoryFilters *self, const char *title, const char *hint, int n_chars, GCallback enter)
{
  GtkWidget *entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  /* As narrow as large letters need; there is room to grow. */
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), (n_chars + 1) / 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), n_chars);
  g_signal_connect_swapped (entry, "activate", enter, self);
  add_field (self, title, entry);
  return entry;
}

static GtkDropDown *
add_choice (XpHistoryFilters *self, const char *title)
{
  static const char *const NOBODY[] = {NULL};
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  fill_choice (GTK_DROP_DOWN (choice), (char *const *) NOBODY);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (ask_cb), self);
  add_field (self, title, choice);
  return GTK_DROP_DOWN (choice);
}

static void
add_all_button (XpHistoryFilters *self)
{
  GtkWidget *all = gtk_button_new_with_label (_ ("全部"));
  gtk_widget_set_valign (all, GTK_ALIGN_END);
  gtk_widget_set_vexpand (all, TRUE);
  gtk_widget_set_tooltip_text (all, _ ("不挑了，看所有的"));
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (all_cb), self);
  /* As high as a field with its word: Tab goes by where the middles lie. */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), all);
  gtk_box_append (GTK_BOX (self->row), box);
}

/* AdwBin's own asks for the focus when nothing before is in it, and Shift+Tab stays. */
static gboolean
xp_history_filters_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (XP_HISTORY_FILTERS (widget)->row, direction);
}

static gboolean
xp_history_filters_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XP_HISTORY_FILTERS (widget)->household);
}

static void
xp_history_filters_class_init (XpHistoryFiltersClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = xp_history_filters_focus;
  GTK_WIDGET_CLASS (class)->grab_focus = xp_history_filters_grab_focus;
  signals[ASKED] = g_signal_new ("asked",
                                 XP_TYPE_HISTORY_FILTERS,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
  signals[CODE] = g_signal_new ("code",
                                XP_TYPE_HISTORY_FILTERS,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
}

static void
xp_history_filters_init (XpHistoryFilters *self)
{
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  adw_bin_set_child (ADW_BIN (self), self->row);
  self->household = add_entry (self, _ ("户"), _ ("编号、姓名"), 8, G_CALLBACK (ask_cb));
  self->item = add_entry (self, _ ("评分项"), _ ("4、G1"), 5, G_CALLBACK (ask_cb));
  self->judge = add_choice (self, _ ("评委"));
  self->who = add_choice (self, _ ("录入人"));
  self->day = add_entry (self, _ ("哪天"), _ ("10月12日"), 8, G_CALLBACK (ask_cb));
  add_all_button (self);
  self->code = add_entry (self, _ ("输核对码"), _ ("纸上的八个字"), 9, G_CALLBACK (code_cb));
}

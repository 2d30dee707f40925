#include "xp-field.h"

#include "xp-enter.h"
#include "xp-entry-row.h"

#include <string.h>

/* ---- making ---- */

static void
add_said (XpField *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_preferences_row_new (), *label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (row, "said");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_visible (row, FALSE);
  adw_preferences_group_add (group, row);
  self->said_row = row;
  self->said = GTK_LABEL (label);
}

static XpField
add_row (AdwPreferencesGroup *group, GtkWidget *row, const char *title)
{
  XpField self = {.row = row};
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  add_said (&self, group);
  return self;
}

static void
entry_activated_cb (GtkWidget *row)
{
  xp_enter_go_on (row, XP_ENTER_TEXTS);
}

XpField
xp_field_add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = xp_entry_row_new ();
  g_signal_connect (row, "entry-activated", G_CALLBACK (entry_activated_cb), NULL);
  return add_row (group, row, title);
}

XpField
xp_field_add_choice (AdwPreferencesGroup *group, const char *title, const char *const *words)
{
  GtkWidget *row = adw_combo_row_new ();
  if (words != NULL) {
    g_autoptr (GtkStringList) model = gtk_string_list_new (words);
    adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  }
  return add_row (group, row, title);
}

GtkMenuButton *
xp_field_add_ways (XpField *self, const char *label)
{
  GtkWidget *ways = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (ways), label);
  gtk_widget_set_valign (ways, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (ways, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), ways);
  return GTK_MENU_BUTTON (ways);
}

void
xp_field_set_ways (GtkMenuButton *ways, const char *action, const char *const *words)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  for (size_t i = 0; words[i] != NULL; i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (words[i], NULL);
    g_menu_item_set_action_and_target (item, action, "s", words[i]);
    g_menu_append_item (menu, item);
  }
  gtk_menu_button_set_menu_model (ways, G_MENU_MODEL (menu));
}

/* ---- saying ---- */

void
xp_field_say (XpField *self, const char *sentence, bool is_problem)
{
  const bool is_said = sentence != NULL && sentence[0] != '\0';
  gtk_label_set_label (self->said, is_said ? sentence : "");
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->said), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->said), "problem");
  gtk_widget_set_visible (self->said_row, is_said && gtk_widget_get_visible (self->row));
}

void
xp_field_set_visible (XpField *self, bool is_visible)
{
  gtk_widget_set_visible (self->row, is_visible);
  gtk_widget_set_visible (self->said_row,
                          is_visible && gtk_label_get_label (self->said)[0] != '\0');
}

/* ---- asking ---- */

void
xp_field_set_title (XpField *self, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
}

const char *
xp_field_get_text (const XpField *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

void
xp_field_set_text (XpField *self, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (self->row);
  if (strcmp (gtk_editable_get_text (entry), text) == 0)
    return;
  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_editable_set_text (entry, text);
  gtk_editable_set_enable_undo (entry, TRUE);
}

guint
xp_field_get_choice (const XpField *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
}

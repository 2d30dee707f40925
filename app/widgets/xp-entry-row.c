#include "xp-entry-row.h"

struct _XpEntryRow {
  AdwEntryRow parent_instance;
};

G_DEFINE_FINAL_TYPE (XpEntryRow, xp_entry_row, ADW_TYPE_ENTRY_ROW)

/* Read out whole, and whole in the tooltip where large text leaves it less room. */
static void
titled_cb (AdwPreferencesRow *row)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), adw_preferences_row_get_title (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (row),
                                  -1);
}

void
xp_entry_row_make_heard (AdwEntryRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));
  g_object_set (text, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  g_signal_connect (row, "notify::title", G_CALLBACK (titled_cb), NULL);
  titled_cb (ADW_PREFERENCES_ROW (row));
}

static void
xp_entry_row_class_init (XpEntryRowClass *class)
{
}

static void
xp_entry_row_init (XpEntryRow *self)
{
  xp_entry_row_make_heard (ADW_ENTRY_ROW (self));
}

GtkWidget *
xp_entry_row_new (void)
{
  return g_object_new (XP_TYPE_ENTRY_ROW, NULL);
}

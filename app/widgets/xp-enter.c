#include "xp-enter.h"

#include <adwaita.h>

static bool
is_question (GtkWidget *widget, XpEnterStops stops)
{
  if (ADW_IS_ENTRY_ROW (widget) || GTK_IS_ENTRY (widget))
    return gtk_editable_get_editable (GTK_EDITABLE (widget));
  return stops == XP_ENTER_QUESTIONS && ADW_IS_ACTION_ROW (widget) &&
         gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
}

static bool
is_blue_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

static GtkWidget *find_among (GtkWidget *first, XpEnterStops stops);

/* The widget itself, or the first in it. NULL: none. */
static GtkWidget *
find_stop (GtkWidget *widget, XpEnterStops stops)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return NULL;
  if (is_question (widget, stops) || is_blue_button (widget))
    return widget;
  return GTK_IS_LIST_BOX_ROW (widget) ? NULL
                                      : find_among (gtk_widget_get_first_child (widget), stops);
}

static GtkWidget *
find_among (GtkWidget *first, XpEnterStops stops)
{
  GtkWidget *found = NULL;
  for (GtkWidget *at = first; at != NULL && found == NULL; at = gtk_widget_get_next_sibling (at))
    found = find_stop (at, stops);
  return found;
}

void
xp_enter_go_on (GtkWidget *text, XpEnterStops stops)
{
  GtkWidget *next = NULL;
  for (GtkWidget *at = text; at != NULL && next == NULL && !GTK_IS_ROOT (at);
       at = gtk_widget_get_parent (at))
    next = find_among (gtk_widget_get_next_sibling (at), stops);
  if (next != NULL)
    gtk_widget_grab_focus (next);
  else if (gtk_widget_get_root (text) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (text)), GTK_DIR_TAB_FORWARD);
}

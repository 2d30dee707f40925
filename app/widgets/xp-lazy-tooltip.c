#include "xp-lazy-tooltip.h"

static const char TEXT[] = "xp-lazy-tooltip";

static gboolean
query_cb (GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  const char *text = xp_lazy_tooltip_get (widget);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
xp_lazy_tooltip_set (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_has_tooltip (widget)) {
    gtk_widget_set_has_tooltip (widget, TRUE);
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_cb), NULL);
  }
  const bool has_text = text != NULL && text[0] != '\0';
  g_object_set_data_full (G_OBJECT (widget), TEXT, has_text ? g_strdup (text) : NULL, g_free);
}

const char *
xp_lazy_tooltip_get (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), TEXT);
}

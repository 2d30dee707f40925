#include "xp-text-scale.h"

static const char USUAL_KEY[] = "xp-usual-size";
static const int AROUND_PX = 40; /* beside what fills a window */

double
xp_text_scale_get (void)
{
  static const double USUAL_DPI = 96 * 1024;
  int dpi = 0;
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / USUAL_DPI : 1;
}

static int
scale (int length_px, int most_px)
{
  return (int) MIN (length_px * MAX (xp_text_scale_get (), 1), MAX (most_px, length_px));
}

int
xp_text_scale_width (int width_px)
{
  return scale (width_px, XP_SMALLEST_SCREEN_WIDTH - AROUND_PX);
}

int
xp_text_scale_height (int height_px)
{
  return scale (height_px, XP_SMALLEST_SCREEN_HEIGHT - AROUND_PX);
}

void
xp_text_scale_follow (GtkWidget *widget, void (*apply) (GtkWidget *widget))
{
  g_signal_connect_object (gtk_settings_get_default (),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (apply),
                           widget,
                           G_CONNECT_SWAPPED);
  apply (widget);
}

static void
scale_clamp (GtkWidget *clamp)
{
  const int usual = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (clamp), USUAL_KEY));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), xp_text_scale_width (usual));
}

void
xp_text_scale_follow_clamp (AdwClamp *clamp)
{
  const int usual = adw_clamp_get_maximum_size (clamp);
  g_object_set_data (G_OBJECT (clamp), USUAL_KEY, GINT_TO_POINTER (usual));
  xp_text_scale_follow (GTK_WIDGET (clamp), scale_clamp);
}

#include "xp-mark-grid-colors.h"

static GdkRGBA
look_up_color (GtkStyleContext *context, const char *name, const char *else_color)
{
  GdkRGBA color;
  if (!gtk_style_context_lookup_color (context, name, &color))
    gdk_rgba_parse (&color, else_color);
  return color;
}

static GdkRGBA
faded (GdkRGBA color, float alpha)
{
  color.alpha *= alpha;
  return color;
}

/* A colour nearer to the text's, which is nearly black or nearly white. */
static GdkRGBA
deeper (GdkRGBA color, const GdkRGBA *text)
{
  static const float MOST = .45f;
  color.red += (text->red - color.red) * MOST;
  color.green += (text->green - color.green) * MOST;
  color.blue += (text->blue - color.blue) * MOST;
  return color;
}

/* High contrast is seen in how strong the style's own borders are. */
XpMarkGridColors
xp_mark_grid_take_colors (GtkStyleContext *context, bool is_strong)
{
  XpMarkGridColors colors;
  gtk_style_context_get_color (context, &colors.text);
  is_strong |= look_up_color (context, "borders", "rgba(0,0,0,.15)").alpha > .3f;
  colors.accent = look_up_color (context, "accent_color", "#1c71d8");
  colors.error = look_up_color (context, "error_color", "#c01c28");
  if (is_strong) {
    colors.text.alpha = 1;
    colors.accent = deeper (colors.accent, &colors.text);
    colors.error = deeper (colors.error, &colors.text);
  }
  colors.dim = faded (colors.text, is_strong ? 1 : .75f);
  colors.unsure = faded (colors.text, is_strong ? .85f : .7f);
  colors.line = faded (colors.text, is_strong ? .5f : .1f);
  colors.strong = faded (colors.text, is_strong ? .9f : .26f);
  colors.view = look_up_color (context, "view_bg_color", "white");
  colors.missing = faded (look_up_color (context, "warning_bg_color", "#e5a50a"), .22f);
  colors.selected = faded (colors.accent, .1f);
  colors.closed = faded (colors.text, .06f);
  return colors;
}

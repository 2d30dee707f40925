/* The ink of the grid can be read: 4.5:1 on its ground, 7:1 where somebody asked for it to be
 * strong; in the light and in the dark. */
#include "xp-test-window.h"

#include "xp-mark-grid-colors.h"
#include "xp-mark-grid.h"

#include <math.h>

static double
linear (double part)
{
  return part <= .03928 ? part / 12.92 : pow ((part + .055) / 1.055, 2.4);
}

static GdkRGBA
laid_over (const GdkRGBA *color, const GdkRGBA *ground)
{
  const float a = color->alpha;
  return (GdkRGBA){color->red * a + ground->red * (1 - a),
                   color->green * a + ground->green * (1 - a),
                   color->blue * a + ground->blue * (1 - a),
                   1};
}

static double
luminance (const GdkRGBA *color)
{
  return .2126 * linear (color->red) + .7152 * linear (color->green) + .0722 * linear (color->blue);
}

/* As WCAG 2.1 reckons it. */
static double
contrast (const GdkRGBA *color, const GdkRGBA *ground)
{
  const GdkRGBA ink = laid_over (color, ground);
  const double one = luminance (&ink) + .05, other = luminance (ground) + .05;
  return MAX (one, other) / MIN (one, other);
}

/* On the ground of each kind of cell. */
static void
check (const XpMarkGridColors *colors, double least, const char *look)
{
  const struct {
    const char *name;
    const GdkRGBA *ink;
  } INKS[] = {{"text", &colors->text},
              {"dim", &colors->dim},
              {"unsure", &colors->unsure},
              {"accent", &colors->accent},
              {"error", &colors->error}};
  const struct {
    const char *name;
    GdkRGBA ground;
  } GROUNDS[] = {{"view", colors->view},
                 {"missing", laid_over (&colors->missing, &colors->view)},
                 {"closed", laid_over (&colors->closed, &colors->view)}};
  for (size_t i = 0; i < G_N_ELEMENTS (INKS); i++)
    for (size_t k = 0; k < G_N_ELEMENTS (GROUNDS); k++) {
      const double found = contrast (INKS[i].ink, &GROUNDS[k].ground);
      /* The coloured inks, of group and cursor, stand on the plain ground. */
      if (found < least && (k == 0 || i < 3)) {
        g_test_message ("%s: %s on %s is %.2f:1", look, INKS[i].name, GROUNDS[k].name, found);
        g_test_fail ();
      }
    }
}

static void
test_the_ink_can_be_read (TestWindow *f, gconstpointer unused)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  for (int is_dark = 0; is_dark <= 1; is_dark++) {
    adw_style_manager_set_color_scheme (manager,
                                        is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                : ADW_COLOR_SCHEME_FORCE_LIGHT);
    xp_test_wait_until_settled ();
    GtkWidget *grid = xp_test_find_widget (GTK_WIDGET (f->marks), XP_TYPE_MARK_GRID);
    GtkStyleContext *context = gtk_widget_get_style_context (grid);
    const bool is_high = adw_style_manager_get_high_contrast (manager);
    const XpMarkGridColors usual = xp_mark_grid_take_colors (context, false);
    const XpMarkGridColors strong = xp_mark_grid_take_colors (context, true);
    check (&usual, is_high ? 7 : 4.5, is_dark ? "dark" : "light");
    check (&strong, 7, is_dark ? "dark, strong" : "light, strong");
  }
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  g_test_add ("/contrast/grid",
              TestWindow,
              NULL,
              xp_test_window_set_up,
              test_the_ink_can_be_read,
              xp_test_window_tear_down);
  return g_test_run ();
}

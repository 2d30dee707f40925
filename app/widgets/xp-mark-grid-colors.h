/* xp-mark-grid-colors.h: the colours of the grid's ink, from those of the style. */
#pragma once

#include <gtk/gtk.h>
#include <stdbool.h>

typedef struct {
  GdkRGBA text, dim, unsure, line, strong, accent, view, selected, missing, closed, error;
} XpMarkGridColors;

/* As @context has them now. @is_strong: whoever sees badly asked for it; high contrast of the
 * machine is seen by itself. Text has a contrast of 4.5:1 on the ground, of 7:1 where it is strong.
 */
XpMarkGridColors xp_mark_grid_take_colors (GtkStyleContext *context, bool is_strong);

/* xp-text-scale.h: how large text is, and what is to be wider where it is larger. */
#pragma once

#include <adwaita.h>

/* What is made for a screen must leave a panel its room. */
enum {
  XP_SMALLEST_SCREEN_WIDTH = 1366,
  XP_SMALLEST_SCREEN_HEIGHT = 728
};

/* 1.0: 96 dots an inch; the desktop's setting and the program's own together. */
double xp_text_scale_get (void);

/* A length that was made for text of the usual size, in pixels, for text as large as it is now;
 * unless it was larger itself, never more than a window on the smallest screen has. */
int xp_text_scale_width (int width_px);
int xp_text_scale_height (int height_px);

/* Calls it now, and whenever text gets another size, while the widget is there. */
void xp_text_scale_follow (GtkWidget *widget, void (*apply) (GtkWidget *widget));

/* What it is no wider than grows with the text. */
void xp_text_scale_follow_clamp (AdwClamp *clamp);

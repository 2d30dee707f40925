/* xp-high-box.h: what is as high as it needs to be, up to a bound; beyond that it is scrolled.
 *
 * A scrolled window asks how high sentences are where nothing breaks them; this asks how high they
 * are in the width that they get. */
#pragma once

#include <gtk/gtk.h>

#define XP_TYPE_HIGH_BOX (xp_high_box_get_type ())
G_DECLARE_FINAL_TYPE (XpHighBox, xp_high_box, XP, HIGH_BOX, GtkWidget)

/* @child: what may be scrolled; taken
 * @name: what it is called where it is read out */
GtkWidget *xp_high_box_new (GtkWidget *child, const char *name);
/* It is never made to be higher than this, in pixels. */
void xp_high_box_set_most_height (XpHighBox *self, int height_px);

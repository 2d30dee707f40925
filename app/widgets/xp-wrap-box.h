/* xp-wrap-box.h: a row of controls that goes on in the next line where it has no more room, as
 * large text has less. Properties: spacing. Of each line, those that expand share what is left. */
#pragma once

#include <gtk/gtk.h>
#include <stdbool.h>

#define XP_TYPE_WRAP_BOX (xp_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (XpWrapBox, xp_wrap_box, XP, WRAP_BOX, GtkWidget)

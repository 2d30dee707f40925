/* xp-wall-view.h: what stands on the wall (放大屏), drawn in letters that are read ten metres away:
 * no letter is lower than a sixteenth of the picture, which on a screen of 1.2 m is 75 mm.
 *
 * It has its own light and dark colours, as libadwaita's are of the whole display. */
#pragma once

#include "xp-wall-work.h"

#include <adwaita.h>

#define XP_TYPE_WALL_VIEW (xp_wall_view_get_type ())
G_DECLARE_FINAL_TYPE (XpWallView, xp_wall_view, XP, WALL_VIEW, GtkWidget)

GtkWidget *xp_wall_view_new (void);

/* Takes @wall. */
void xp_wall_view_take (XpWallView *self, XpWall *wall);
/* “三社12号 张三　院内地面 2处”; "" nothing. */
void xp_wall_view_set_echo (XpWallView *self, const char *echo);
void xp_wall_view_set_is_dark (XpWallView *self, bool is_dark);

/* Names that do not stand on one picture: 1 on, -1 back; it wraps. */
void xp_wall_view_turn (XpWallView *self, int by);
int xp_wall_view_get_n_pages (XpWallView *self); /* 1 before it is laid out */

/* Everything that stands there, a line each, as a screen reader has it. Yours. */
char *xp_wall_view_dup_text (XpWallView *self);

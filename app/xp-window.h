/* xp-window.h: the window around the work: five pages over one open book. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_WINDOW (xp_window_get_type ())
G_DECLARE_FINAL_TYPE (XpWindow, xp_window, XP, WINDOW, AdwApplicationWindow)

XpWindow *xp_window_new (GtkApplication *application);

/* Opens the book; what is wrong shows as a line that stays. */
bool xp_window_open_book (XpWindow *self, const char *path);

/* Makes the sample village at @path and opens it in 打分. */
bool xp_window_open_sample (XpWindow *self, const char *path);

/* home, households, marks, result, print */
void xp_window_show_page (XpWindow *self, const char *name);

/* What the list would bring into the open book; nothing is written. */
void xp_window_preview_list (XpWindow *self, const char *path);

XpDesk *xp_window_get_desk (XpWindow *self); /* NULL: no book is open */

/* A line under the header which stays until it is read; NULL takes it away. */
void xp_window_show_problem (XpWindow *self, const char *message);

/* Keys of 打分 in a window of their own. */
void xp_window_show_keys (XpWindow *self);

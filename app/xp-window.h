/* xp-window.h: the window around the work: pages over one open book. */
#pragma once

#include "xp-desk.h"
#include "xp-page.h"
#include "xp-settings.h"

#include <adwaita.h>

#define XP_TYPE_WINDOW (xp_window_get_type ())
G_DECLARE_FINAL_TYPE (XpWindow, xp_window, XP, WINDOW, AdwApplicationWindow)

XpWindow *xp_window_new (GtkApplication *application);

/* Opens the book; what is wrong shows as a line that stays. */
bool xp_window_open_book (XpWindow *self, const char *path);

/* Makes the sample village at @path and opens it in 打分. */
bool xp_window_open_sample (XpWindow *self, const char *path);

/* home, households, rounds, marks, result, print, rubrics, history, backup, merge, settings, import */
void xp_window_show_page (XpWindow *self, const char *name);
const char *xp_window_get_page_name (XpWindow *self);
/* The page itself, made if it was never shown. Borrowed. */
XpPage *xp_window_get_page (XpWindow *self, const char *name);

/* Reads a list of households and shows what it would do; nothing is written. */
void xp_window_preview_list (XpWindow *self, const char *path);

/* What the list would bring into the open book; nothing is written. */
void xp_window_preview_list (XpWindow *self, const char *path);

/* Shows a report on the page of printing. */
void xp_window_show_report (XpWindow *self, GBytes *pdf, const char *title);

XpDesk *xp_window_get_desk (XpWindow *self); /* NULL: no book is open */
bool xp_window_get_is_sample (XpWindow *self);
XpSettings *xp_window_get_settings (XpWindow *self);
/* Light, contrast and the typist as the settings say now. */
void xp_window_apply_settings (XpWindow *self);

/* A line under the header which stays until it is read; NULL takes it away. */
void xp_window_show_problem (XpWindow *self, const char *message);
/* A line at the foot which goes by itself: what was done. */
void xp_window_show_done (XpWindow *self, const char *sentence);

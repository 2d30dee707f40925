/* xp-window.h: the window around the work: pages over one open book. */
#pragma once

#include "xp-desk.h"
#include "xp-page.h"
#include "xp-settings.h"

#include <adwaita.h>

#define XP_TYPE_WINDOW (xp_window_get_type ())
G_DECLARE_FINAL_TYPE (XpWindow, xp_window, XP, WINDOW, AdwApplicationWindow)

XpWindow *xp_window_new (GtkApplication *application);

/* Opens the book to type into it; what is wrong shows as a line that stays. One that is open
 * elsewhere is offered to be looked at. */
bool xp_window_open_book (XpWindow *self, const char *path);

/* Opens it to look only: what somebody else types shows up; @is_backup: it lies still. */
bool xp_window_look_at_book (XpWindow *self, const char *path, bool is_backup);

/* “现在谁来录？”, where a book can be typed into. */
void xp_window_ask_who (XpWindow *self);

/* Puts a copy of the backup in the place of the open book and opens it; the file as it was stays
 * beside. On failure the book is open as before. */
bool xp_window_replace_book (XpWindow *self, const char *backup, GError **error);

/* Makes the sample village at @path and opens it in 打分. */
bool xp_window_open_sample (XpWindow *self, const char *path);

/* home, households, rounds, marks, result, print, rubrics, history, ledger, backup, merge, settings, import */
void xp_window_show_page (XpWindow *self, const char *name);
const char *xp_window_get_page_name (XpWindow *self);

/* The round whose second entry is being typed, so that its first is not shown anywhere; 0 none. */
int64_t xp_window_get_blind_round (XpWindow *self);
/* The page itself, made if it was never shown. Borrowed. */
XpPage *xp_window_get_page (XpWindow *self, const char *name);

/* What the list would bring into the open book; nothing is written. */
void xp_window_preview_list (XpWindow *self, const char *path);

/* Shows a report on the page of printing. */
void xp_window_show_report (XpWindow *self, GBytes *pdf, const char *title);

XpDesk *xp_window_get_desk (XpWindow *self); /* NULL: no book is open */
bool xp_window_get_is_sample (XpWindow *self);
XpSettings *xp_window_get_settings (XpWindow *self);
/* Light and contrast as the settings say now. */
void xp_window_apply_settings (XpWindow *self);

/* A line under the header which stays until it is read; NULL takes it away. */
void xp_window_show_problem (XpWindow *self, const char *message);
/* A line at the foot which goes by itself: what was done. */
void xp_window_show_done (XpWindow *self, const char *sentence);

/* xp-wall-window.h: the wall (放大屏): a second window for a projector or a television. It follows
 * the typing and never holds it up: what is typed is looked at four times a second, when nothing
 * else is to be done. It takes no key of the table; its own: D light or dark, PgUp PgDn pages, F11
 * full screen or not, Esc closes. */
#pragma once

#include "xp-marks-page.h"

#include <adwaita.h>

#define XP_TYPE_WALL_WINDOW (xp_wall_window_get_type ())
G_DECLARE_FINAL_TYPE (XpWallWindow, xp_wall_window, XP, WALL_WINDOW, GtkWindow)

/* Fills the monitor that @beside is not on; where there is only one it stands beside it, to be
 * pushed over. */
XpWallWindow *xp_wall_window_new (GtkWindow *beside);

/* @desk: NULL: no book; @page: where marks are typed, NULL: nowhere yet. Both are borrowed until
 * the next call. */
void xp_wall_window_follow (XpWallWindow *self, XpDesk *desk, int64_t round_uid, XpMarksPage *page);
/* Something was changed, or another household is typed: soon it is looked at. */
void xp_wall_window_note_change (XpWallWindow *self);

/* Whether what was just typed is read out. Off until the chair wishes it. */
void xp_wall_window_set_has_echo (XpWallWindow *self, bool has_echo);
void xp_wall_window_set_is_dark (XpWallWindow *self, bool is_dark);
bool xp_wall_window_get_is_dark (XpWallWindow *self);

/* What stands on it, a line each. Yours. */
char *xp_wall_window_dup_text (XpWallWindow *self);

/* The monitor for the wall, among @n of these places: the first that does not hold most of
 * @beside; -1: there is no other. Pure. */
int xp_wall_choose_monitor (const GdkRectangle monitors[], int n, const GdkRectangle *beside);

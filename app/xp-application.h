/* xp-application.h: 乡评 on the desktop: one instance, a window for each book, what the command
 * line and other programs ask to open.
 *
 * xiangping [资料.xiangping | 名单]; xiangping --sample FILE makes the sample village there. */
#pragma once

#include "xp-window.h"

#define XP_TYPE_APPLICATION (xp_application_get_type ())
G_DECLARE_FINAL_TYPE (XpApplication, xp_application, XP, APPLICATION, AdwApplication)

XpApplication *xp_application_new (void);

/* @near: the window that it was asked for in; NULL: none.
 *
 * A book gets a window of its own (one without a book is used first); one that is open already is
 * brought forward. Anything else counts as a list: the open book shows what it would bring in. What
 * cannot be done shows as a sentence in the window. */
void xp_application_open_path (XpApplication *self, XpWindow *near, const char *path);

/* Long work has come to its end: says so on the desktop when nobody is looking at the window.
 * Chosen there, the window comes forward. */
void xp_application_tell_done (GtkWindow *window, const char *title, const char *body);

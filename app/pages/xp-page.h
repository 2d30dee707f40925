/* xp-page.h: what the window asks of every page. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>
#include <stdbool.h>

#define XP_TYPE_PAGE (xp_page_get_type ())
G_DECLARE_INTERFACE (XpPage, xp_page, XP, PAGE, GtkWidget)

struct _XpPageInterface {
  GTypeInterface parent;
  void (*refresh) (XpPage *self, XpDesk *desk, int64_t round_uid);
  void (*take_focus) (XpPage *self); /* NULL: the first that takes keys */
  bool (*is_busy) (XpPage *self);    /* NULL: never */
};

/* Shows what stands in the book now. @desk: NULL: no book is open any more; a page keeps a
 * reference until it is told of another. @round_uid: the round that is worked on; 0 none. */
void xp_page_refresh (XpPage *self, XpDesk *desk, int64_t round_uid);

/* Puts the keys where they are wanted first. */
void xp_page_take_focus (XpPage *self);

/* Whether it waits for a work that answers later. */
bool xp_page_is_busy (XpPage *self);

/* ---- what pages say to the window ---- */

/* A line under the header that stays until it is read: what went wrong, and what to do. */
void xp_page_tell_problem (GtkWidget *page, const char *sentence);
void xp_page_tell_error (GtkWidget *page, const GError *error);
/* A line that goes away by itself: what was done. */
void xp_page_tell_done (GtkWidget *page, const char *sentence);
/* Long work has ended: on the desktop too, when nobody looks at the window. */
void xp_page_tell_ended (GtkWidget *page, const char *title, const char *sentence);
/* Where a file is looked for or put first: beside the book. One that is put has its name already;
 * the box lists those that end as it does. */
void xp_page_start_beside_book (GtkFileChooserNative *chooser, XpDesk *desk);
/* Another page; see xp_window_show_page(). */
void xp_page_go_to (GtkWidget *page, const char *name);

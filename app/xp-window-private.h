/* xp-window-private.h: what the files of the window share: xp-window.c has the pages, what it says
 * and how it looks; xp-window-book.c the book that is open; xp-window-undo.c tells what was done,
 * and undoes it. */
#pragma once

#include "xp-looking-bar.h"
#include "xp-undo-bar.h"
#include "xp-wall-window.h"
#include "xp-window.h"

enum {
  XP_WINDOW_MOST_PAGES = 24
};

struct _XpWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *stack; /* template children: borrowed */
  GMenu *recent_books, *pages_menu;
  GtkWidget *header, *switcher;
  GtkMenuButton *pages_button; /* where text is too large for the switcher */
  GtkWidget *undo;
  GtkButton *who;
  XpLookingBar *looking;
  XpUndoBar *undo_bar;
  GtkWidget *problem_bar;
  GtkLabel *problem;
  AdwToastOverlay *toasts;

  AdwBin *places[XP_WINDOW_MOST_PAGES]; /* borrowed from the stack */
  XpPage *pages[XP_WINDOW_MOST_PAGES];  /* borrowed from their places; NULL until they are needed */

  XpSettings *settings; /* owned */
  XpDesk *desk;         /* owned; NULL: no book is open */
  GtkFileChooserNative *chooser;
  bool is_sample;       /* the sample village is open */
  int64_t chosen_round; /* by hand; 0: the one that is on */
  XpWallWindow *wall;   /* borrowed: it goes when it is closed; NULL: none */
  bool has_wall_echo;   /* what is typed is read out there */
  AdwToast *toast;      /* the last one, so that the next takes its place; NULL none */
  int64_t fresh_act;    /* put since the window came to rest: what is told is about it; 0 none; -1
                           several */
  guint rest_id;
  int64_t blind_round; /* its second entry is typed; 0 none */
};

/* Shows on the page that is in front what stands in the book now. */
void xp_window_refresh_page (XpWindow *self);
/* Records of these kinds were changed: bits XP_KIND_BIT. */
void xp_window_note_change (XpWindow *self, uint64_t kinds);

/* Chosen by hand while it is there; else the last in 打分; else the last. 0: none. */
int64_t xp_window_find_round (XpWindow *self);
XpMarksPage *xp_window_peek_marks_page (XpWindow *self); /* NULL: it was not shown yet */

/* ---- who sits, and what is missing (xp-window-sitting.c) ---- */

void xp_window_sitting_install_actions (GtkWidgetClass *class);

/* ---- what was done, and undoing it (xp-window-undo.c) ---- */

/* An act was put, by whatever page. */
void xp_window_note_act (XpWindow *self);
/* What was told of the book that is put away. */
void xp_window_forget_acts (XpWindow *self);
void xp_window_undo_install_actions (GtkWidgetClass *class);

/* ---- the book (xp-window-book.c) ---- */

/* The pages let go of it, and it is closed. */
void xp_window_drop_desk (XpWindow *self);
/* Whether there is something to undo here, and it is told. */
void xp_window_settle_undo (XpWindow *self);
/* The last ones, in the menu. */
void xp_window_offer_books (XpWindow *self);
void xp_window_book_install_actions (GtkWidgetClass *class);

/* xp-test-window.h: a window over the sample village, for the tests of the window. With
 * XP_SHOTS=FOLDER pictures of pages are left there. */
#pragma once

#include "xp-marks-page.h"
#include "xp-round-work.h"
#include "xp-window.h"

typedef struct {
  char *folder;
  char *path; /* of the sample's book */
  XpWindow *window;
  XpMarksPage *marks;
} TestWindow;

/* gtk_test_init, libadwaita, the look. */
void xp_test_window_init (int *argc, char ***argv);

/* For g_test_add(): the sample is open on the page of 打分. */
void xp_test_window_set_up (TestWindow *f, gconstpointer unused);
void xp_test_window_tear_down (TestWindow *f, gconstpointer unused);

/* What waits in the main context is done. */
void xp_test_settle (void);
/* Works that answer later, and two frames more. */
void xp_test_wait_until_settled (void);

/* ⏎ is Enter; waits until all is on disk. */
void xp_test_type (TestWindow *f, const char *keys);
void xp_test_press_key (TestWindow *f, guint keyval, GdkModifierType modifiers);
/* By the key that changes the view of 打分. */
void xp_test_go_to_view (TestWindow *f, XpMarkView view);

/* The first round of the book. Yours. */
XpLoadedRound *xp_test_load_round (TestWindow *f);

/* The first widget of this type in it; NULL: none. */
GtkWidget *xp_test_find_widget (GtkWidget *widget, GType type);
/* The first button with this label that can be seen; NULL: none. */
GtkWidget *xp_test_find_button (GtkWidget *widget, const char *label);
/* All labels that can be seen, a line each. Yours. */
char *xp_test_dup_labels (GtkWidget *widget);
/* Whether some label that can be seen has this text in it. */
bool xp_test_shows (TestWindow *f, const char *text);

void xp_test_leave_picture (TestWindow *f, const char *name);
/* Of a window of questions. */
void xp_test_leave_picture_of (GtkWidget *window, const char *name);
/* At the usual size of text and, as NAME-150, at the largest, at which it must fit the screen.
 * @window: NULL: the main one. */
void xp_test_leave_pictures (TestWindow *f, GtkWidget *window, const char *name);
void xp_test_set_text_size (XpWindow *window, const char *percent);

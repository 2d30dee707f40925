/* xp-form-window.h: a few questions in a window over the page: 分户, 换户主, 退回一步.
 *
 * The window stays with what was typed in it until the answer was taken: a refusal shows in it. */
#pragma once

#include <adwaita.h>
#include <stdbool.h>

#define XP_TYPE_FORM_WINDOW (xp_form_window_get_type ())
G_DECLARE_FINAL_TYPE (XpFormWindow, xp_form_window, XP, FORM_WINDOW, AdwWindow)

/* Takes the answers; false with the sentence why not: the window stays. */
typedef bool (*XpFormTake) (XpFormWindow *self, gpointer user_data, GError **error);

/* @page: what stands behind it; @about: (nullable): a sentence under the title; @button: 分户.
 * @free_data: (nullable): frees @user_data with the window. */
XpFormWindow *xp_form_window_new (GtkWidget *page,
                                  const char *title,
                                  const char *about,
                                  const char *button,
                                  XpFormTake take,
                                  gpointer user_data,
                                  GDestroyNotify free_data);

/* Questions, in their order. Enter goes from what is typed to the next, behind the last to the
 * first button. What comes back is the window's, to be asked for its value. */
GtkEditable *xp_form_window_add_entry (XpFormWindow *self, const char *title, const char *text);
/* What is typed in it is not shown. */
GtkEditable *xp_form_window_add_password (XpFormWindow *self, const char *title);
/* @words: NULL-terminated. */
AdwComboRow *xp_form_window_add_choice (XpFormWindow *self,
                                        const char *title,
                                        const char *const *words,
                                        guint selected);
GtkCheckButton *xp_form_window_add_check (XpFormWindow *self, const char *title, bool is_active);
/* A sentence among the questions, where it was added. */
GtkLabel *xp_form_window_add_note (XpFormWindow *self);
/* Enter in this entry answers, instead of going on to what follows. */
void xp_form_window_answer_by (XpFormWindow *self, GtkEditable *entry);
/* A list to choose from, above the questions; it is taken. */
void xp_form_window_add_list (XpFormWindow *self, GtkWidget *list);
/* Another button beside the first, which takes the answers with @take. */
void xp_form_window_add_button (XpFormWindow *self, const char *label, XpFormTake take);

/* Nothing is asked: its one button closes it. */
void xp_form_window_hide_cancel (XpFormWindow *self);
/* Other words on its first buttons, while it is asked. @cancel: NULL: it is hidden. */
void xp_form_window_set_buttons (XpFormWindow *self, const char *cancel, const char *button);
/* The keys at the blue button, for where all that is asked has its answer. After it was shown. */
void xp_form_window_focus_button (XpFormWindow *self);

/* How large it comes up, in pixels for text of the usual size. @height: -1: as it needs. */
void xp_form_window_set_size (XpFormWindow *self, int width, int height);

/* Something to be read instead of questions, at its own size in pixels; it is taken. */
void xp_form_window_set_body (XpFormWindow *self, GtkWidget *body, int width, int height);

/* Shows it with the keys in the first question. */
void xp_form_window_ask (XpFormWindow *self);

/* As its first button does it; true when the answer was taken and the window is gone. */
bool xp_form_window_answer (XpFormWindow *self);
/* As a button with @take does it. False without an error: what was done is done, and it stays. */
bool xp_form_window_answer_with (XpFormWindow *self, XpFormTake take);

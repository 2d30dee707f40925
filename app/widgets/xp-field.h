/* xp-field.h: a row of a group that is typed in or chosen from, and the sentence that is said of it
 * below: what is wrong there, or what it comes to. */
#pragma once

#include <adwaita.h>
#include <stdbool.h>

/* All borrowed from the group. */
typedef struct {
  GtkWidget *row; /* AdwEntryRow or AdwComboRow */
  GtkWidget *said_row;
  GtkLabel *said;
} XpField;

/* Enter goes on to what follows. */
XpField xp_field_add_entry (AdwPreferencesGroup *group, const char *title);
/* @words: NULL-terminated; NULL: filled later. */
XpField
xp_field_add_choice (AdwPreferencesGroup *group, const char *title, const char *const *words);
/* Behind an entry a button that lists how it can be written: each word is written for the user by
 * @action with the word as its target. */
GtkMenuButton *xp_field_add_ways (XpField *self, const char *label);
void xp_field_set_ways (GtkMenuButton *ways, const char *action, const char *const *words);

/* @sentence: NULL or "": nothing is to be said. */
void xp_field_say (XpField *self, const char *sentence, bool is_problem);
/* The row and what is said of it. */
void xp_field_set_visible (XpField *self, bool is_visible);

void xp_field_set_title (XpField *self, const char *title);
const char *xp_field_get_text (const XpField *self);
/* As if nobody had typed it: nothing to undo. */
void xp_field_set_text (XpField *self, const char *text);
guint xp_field_get_choice (const XpField *self);

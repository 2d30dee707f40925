/* xp-test-forms.h: hands on the page of forms, for the tests of the window. */
#pragma once

#include "xp-form-window.h"
#include "xp-rubric-editor.h"
#include "xp-rubric-sheet.h"
#include "xp-rubric-work.h"
#include "xp-rubrics-page.h"
#include "xp-test-window.h"

XpDesk *xp_forms_get_desk (TestWindow *f);
XpRubricsPage *xp_forms_get_page (TestWindow *f);
/* A child of the page's template, and of the editor's. */
GtkWidget *xp_forms_get_child (TestWindow *f, const char *name);
GtkWidget *xp_forms_get_part (TestWindow *f, const char *name);
XpRubricSheet *xp_forms_get_sheet (TestWindow *f);

void xp_forms_show_page (TestWindow *f);
void xp_forms_open (TestWindow *f, const char *id);
/* Copied in the editor under this name. */
void xp_forms_copy (TestWindow *f, const char *id, const char *name);
/* The form as it stands in the book. Yours. */
XpRubric *xp_forms_take (TestWindow *f, const char *id);

void xp_forms_press (GtkWidget *button);
/* A key at this widget, which takes it. */
void xp_forms_key (GtkWidget *widget, guint keyval, GdkModifierType state);
/* The row of this item. */
void xp_forms_choose (TestWindow *f, const char *id, const char *no);
/* A field of the pane that can be seen. */
GtkWidget *xp_forms_get_field (TestWindow *f, const char *name);
/* Typed, then Enter. */
void xp_forms_enter (TestWindow *f, const char *name, const char *text);
void xp_forms_choose_mode (TestWindow *f, guint index);
/* A part of the editor, or fails with what it says. */
void xp_forms_assert_says (TestWindow *f, const char *part, const char *text);
void xp_forms_undo (TestWindow *f);

/* ---- the window of questions ---- */

XpFormWindow *xp_forms_find_window (void);
/* The n-th entry, the n-th choice, from 0. */
void xp_forms_fill_in (int n, const char *text);
void xp_forms_pick (int n, guint index);
/* Typed into the entry of the window that is read out by this name. */
void xp_forms_type_in (const char *name, const char *text);
void xp_forms_answer (void);

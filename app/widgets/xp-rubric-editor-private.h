/* xp-rubric-editor-private.h: what the files of the editor share: xp-rubric-editor.c shows the
 * form, xp-rubric-editor-steps.c takes the steps on it. */
#pragma once

#include "xp-pages-view.h"
#include "xp-rubric-editor.h"
#include "xp-rubric-pane.h"
#include "xp-rubric-sheet.h"
#include "xp-rubric-step.h"

struct _XpRubricEditor {
  AdwBin parent_instance;

  XpRubricSheet *sheet; /* template children: borrowed */
  XpRubricPane *pane;
  XpPagesView *pages;
  GtkLabel *status, *offered, *refused, *foot;
  GtkWidget *adjust, *copy, *add, *remove, *up, *down, *large, *print, *offer, *refusal, *keep;

  XpDesk *desk; /* owned; NULL: nothing is open */
  char *id;
  XpRubric *form;            /* as it stands in the book; owned */
  XpRubric *parent;          /* owned; NULL none */
  GPtrArray *problems;       /* of XpFormProblem; owned */
  GPtrArray *rows;           /* of XpFormRow; owned */
  int shown;                 /* row of the pane: an index, or XP_RUBRIC_SHEET_HEAD */
  bool can_edit;             /* it is the village's or the township's own */
  XpRubricStep *pending;     /* refused; could be kept as a title of its own; NULL none */
  GBytes *pdf;               /* owned; NULL: not set yet */
  GCancellable *cancellable; /* of the sheet that is being set; NULL none */
};

/* The chosen row, and the one whose fields are shown: another one only while what was typed there
 * is still being saved. NULL: the form itself. Borrowed, until the next step. */
const XpFormRow *xp_rubric_editor_get_row (XpRubricEditor *self);
const XpFormRow *xp_rubric_editor_get_shown_row (XpRubricEditor *self);

/* A key on the paper: Alt+↑/↓, Insert, Delete; false: not one of them. */
bool xp_rubric_editor_step_by_key (XpRubricEditor *self, guint keyval, GdkModifierType state);

/* What was refused is taken off the screen. */
void xp_rubric_editor_forget_refusal (XpRubricEditor *self);

/* The callbacks of the template that take steps. */
void xp_rubric_editor_bind_steps (GtkWidgetClass *widget_class);

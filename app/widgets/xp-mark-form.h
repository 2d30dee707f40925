/* xp-mark-form.h: the form of one household as it stands: every row, by section, in two columns.
 *
 * Shows only; keys are the page's. It has no input method, so digits reach the page as they are. */
#pragma once

#include "xp-rubric.h"

#include <adwaita.h>

#define XP_TYPE_MARK_FORM (xp_mark_form_get_type ())
G_DECLARE_FINAL_TYPE (XpMarkForm, xp_mark_form, XP, MARK_FORM, AdwBin)

/* What a row shows. */
typedef struct {
  const char *entered; /* “2处”; "" nothing */
  const char *points;  /* “−2”; "" */
  bool is_saved;       /* ticked: it is on disk */
  const char *note;    /* what was written to it: a sign, and the words under the pointer; NULL */
} XpMarkFormRow;

/* Lays the rows out anew. */
void xp_mark_form_set_rubric (XpMarkForm *self, XpRubric *rubric);

/* @item_at: from 1. */
void xp_mark_form_set_row (XpMarkForm *self, int item_at, const XpMarkFormRow *row);

/* The row that Enter alone would take; 0: none. */
void xp_mark_form_set_cursor (XpMarkForm *self, int item_at);

/* Where the cursor's row lies, in pixels from the form's top; false before it is laid out. */
bool xp_mark_form_get_cursor_span (XpMarkForm *self, double *out_top, double *out_bottom);

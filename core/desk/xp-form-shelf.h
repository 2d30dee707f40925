/* xp-form-shelf.h: the forms at hand: those in the book and those shipped in rubrics/. */
#pragma once

#include "xp-desk-private.h"

/* A form as it would go into the book, or stands there. */
typedef struct {
  XpRubric *rubric; /* owned */
  int version;      /* in the book */
  char *text;       /* canonical; owned */
  char *sha256;     /* of text; owned */
  bool is_in_book;
} XpShelfForm;

void xp_shelf_form_free (XpShelfForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpShelfForm, xp_shelf_form_free)

/* The book's latest version of the form, else the shipped one, which would become version 1. A form
 * of the book stands before a shipped one: it may be the village's own. */
XpShelfForm *xp_form_shelf_take (XpDesk *desk, XpBook *book, const char *id, GError **error);

/* “id@version”: of the book by its number or by the words of its version (2026-1), else shipped;
 * “id”: as above. INPUT: there is none. */
XpShelfForm *xp_form_shelf_find (XpDesk *desk, XpBook *book, const char *ref, GError **error);

/* Of every id the latest in the book, else the shipped one. Of XpRubric. Yours. */
GPtrArray *xp_form_shelf_list (XpDesk *desk, XpBook *book, GError **error);

/* The shipped form; INPUT when there is none of this id. Yours. */
XpRubric *xp_form_shelf_read_shipped (XpDesk *desk, const char *id, GError **error);

/* Its record, for the act that brings it in. Yours. */
XpRecord *xp_shelf_form_to_record (const XpShelfForm *self, int number);

/* The next version of an id, and the next number in order of import. */
bool xp_form_shelf_next (
  XpBook *book, const char *id, int *out_version, int *out_number, GError **error);

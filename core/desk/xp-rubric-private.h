/* xp-rubric-private.h: what the works on forms share; on the thread of @book. */
#pragma once

#include "xp-form-shelf.h"
#include "xp-rubric-work.h"

/* INPUT: a sentence a line: what does not hold together, gates, an adjusted form against its parent
 * where that is at hand. */
bool xp_rubric_check_for_book (XpDesk *desk, XpBook *book, const XpRubric *rubric, GError **error);

/* The same without what is only half made. */
bool xp_rubric_check_half_made (XpDesk *desk, XpBook *book, const XpRubric *rubric, GError **error);

/* Sentences of the gates, and of the parent. Of char *; NULL: could not be read. Yours. */
GPtrArray *
xp_rubric_list_strangers (XpDesk *desk, XpBook *book, const XpRubric *rubric, GError **error);

/* Writes it as the next version of its id. The act is yours. */
XpAct *xp_rubric_put (
  XpBook *book, const XpRubric *rubric, const char *verb, int *out_version, GError **error);

/* The same, and @parent with it, where the book has not got it yet. */
XpAct *xp_rubric_put_with_parent (XpBook *book,
                                  const XpRubric *rubric,
                                  const XpShelfForm *parent,
                                  const char *verb,
                                  int *out_version,
                                  GError **error);

/* Why no round can be opened with the form (xp-rubric-ready.c), beside its parent, which is NULL
 * where it has none; NULL: one can. Yours. */
char *xp_rubric_dup_obstacle (const XpRubric *rubric, const XpRubric *parent);

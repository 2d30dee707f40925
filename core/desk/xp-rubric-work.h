/* xp-rubric-work.h: forms come in and are looked at (评分表). */
#pragma once

#include "xp-desk.h"
#include "xp-rubric.h"

typedef struct {
  char *id, *name, *version;
  int n_items;
  int64_t full_mark_hundredths;
  char *title;   /* what it awards; "" */
  char *unready; /* why no round can be opened with it yet; NULL: it can */
} XpRubricLine;

void xp_rubric_line_free (XpRubricLine *line);

/* Shipped forms, by id. Of XpRubricLine. Yours. */
GPtrArray *xp_rubric_work_list_shipped (GError **error);
/* Forms in the book, in order of import. Of XpRubricLine. Yours. */
GPtrArray *xp_rubric_work_list (XpDesk *desk, GError **error);

/* What a round can be opened with: the book's forms, of each the latest version, then the shipped
 * ones that the book has not. Of XpRubricLine. Yours. */
GPtrArray *xp_rubric_work_list_at_hand (XpDesk *desk, GError **error);

/* The book's latest form of this id, else the shipped one. Yours. */
XpRubric *xp_rubric_work_take (XpDesk *desk, const char *id, GError **error);

/* A form out of a file (.rubric text, or its table as .csv) or, where no such file is, the shipped
 * one of that id. @id: NULL: the file's stem. Yours. */
XpRubric *xp_rubric_work_read (const char *file_or_id, const char *id, GError **error);

/* The table of the form as CSV text. Yours. */
char *xp_rubric_work_to_csv (const XpRubric *rubric);

/* Why no round can be opened with it in this version; NULL: one can. Yours. */
char *xp_rubric_work_dup_unready (const XpRubric *rubric);

/* Puts the form into the book as the next version of its id. */
bool xp_rubric_work_import (XpDesk *desk, const XpRubric *rubric, GError **error);

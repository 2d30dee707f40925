/* xp-rubric-check.h: whether a form holds together, item by item and as a whole.
 *
 * A problem is a finished sentence that begins with where it is. */
#pragma once

#include "xp-rubric.h"

/* What is missing or wrong, so that a page can colour where. */
typedef struct {
  int item_at;       /* row of the item from 1; 0: the form as a whole */
  const char *field; /* of xp_rubric_list_item_fields(), “no”; of the head or award where item_at is
                        0, “items” */
  char *what;        /* finished, but for where it is */
} XpFormProblem;

void xp_form_problem_free (XpFormProblem *self);

/* Ranges, steps, modes, sums, numbers that stand twice, references to nothing. Of XpFormProblem;
 * empty: a round can be opened with it, so far as the form is concerned. Yours. */
GPtrArray *xp_rubric_list_problems (const XpRubric *rubric);

/* The whole sentence: form, section, item, what. Yours. */
char *xp_form_problem_to_text (const XpFormProblem *self, const XpRubric *rubric);

typedef struct {
  const char *name;          /* of the file */
  const int *lines_of_items; /* line (or record) of each item, from 1; borrowed */
  int line_of_head;          /* of [rubric] or the header row */
} XpRubricPlaces;

/* The same of a file: appends char * sentences to @problems, each with its line. */
void xp_rubric_check (const XpRubric *rubric, const XpRubricPlaces *places, GPtrArray *problems);

/* INPUT with all the sentences, a line each; true when there are none. */
bool xp_rubric_report (const GPtrArray *problems, GError **error);

/* Why a round cannot be opened with this form in this version; NULL: it can. Yours. */
char *xp_rubric_dup_unready (const XpRubric *rubric);

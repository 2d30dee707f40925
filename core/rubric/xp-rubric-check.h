/* xp-rubric-check.h: whether a form holds together, item by item and as a whole.
 *
 * A problem is a finished sentence that begins with where it is. */
#pragma once

#include "xp-rubric.h"

typedef struct {
  const char *name;          /* of the file */
  const int *lines_of_items; /* line (or record) of each item, from 1; borrowed */
  int line_of_head;          /* of [rubric] or the header row */
} XpRubricPlaces;

/* Appends char * sentences to @problems: ranges, steps, modes, sums, numbers that stand twice. */
void xp_rubric_check (const XpRubric *rubric, const XpRubricPlaces *places, GPtrArray *problems);

/* INPUT with all the sentences, a line each; true when there are none. */
bool xp_rubric_report (const GPtrArray *problems, GError **error);

/* Why a round cannot be opened with this form in this version; NULL: it can. Yours. */
char *xp_rubric_dup_unready (const XpRubric *rubric);

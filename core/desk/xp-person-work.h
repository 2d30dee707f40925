/* xp-person-work.h: persons (村民) of a household: added, changed, taken out. */
#pragma once

#include "xp-household-work.h"

/* Adds (uid 0) or changes; number 0: the next in the household. Its uid; 0 on error: no such
 * household or person, no name, the number is taken. */
int64_t xp_person_work_save (XpDesk *desk,
                             int64_t household_uid,
                             const XpPersonCard *person,
                             GError **error);

/* REFUSED where a round still refers to this person. */
bool xp_person_work_remove (XpDesk *desk, int64_t person_uid, GError **error);

typedef struct {
  int64_t uid, household_uid;
  int household_number, number;
  char *group, *head; /* of the household */
  char *name, *sex, *relation, *naming, *taking_part;
} XpPersonLine;

void xp_person_line_free (XpPersonLine *line);

/* By household and number; closed households left out. Of XpPersonLine. Yours. */
GPtrArray *xp_person_work_list (XpDesk *desk, GError **error);

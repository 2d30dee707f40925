/* xp-candidate-work.h: who may be put up in a round of persons (精巴媳妇), and why others may not.
 */
#pragma once

#include "xp-person-work.h"

typedef struct {
  XpPersonLine *person;
  char *initials; /* pinyin, for searching */
  bool is_offered;
  char *reason; /* why not: “不是女性”, “一社3号张三家没有“干净人家”称号”; NULL: offered */
} XpCandidate;

void xp_candidate_free (XpCandidate *self);

/**
 * xp_candidate_work_list:
 * @rubric_id: a form whose entrants are persons, of the book or shipped
 *
 * Every person of the village: women where the form says so, of households that were awarded what
 * its gates `award:` ask for in the last or the last but one round that was 公布 and awards it,
 * read from the stored results.
 *
 * Returns: (transfer full): of XpCandidate, those offered first, by household; NULL with REFUSED
 * where the form is one of households
 */
GPtrArray *xp_candidate_work_list (XpDesk *desk, const char *rubric_id, GError **error);

/* Whether household number, “17-2”, name, head or initials fit; nothing typed fits all. */
bool xp_candidate_matches (const XpCandidate *self, const char *query);

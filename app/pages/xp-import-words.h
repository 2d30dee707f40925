/* xp-import-words.h: a row of a list that comes in, in words: what it was read as, what is to be
 * said about it, what will be done with it. */
#pragma once

#include "xp-roster-plan.h"

typedef struct {
  char *record, *place, *people, *words;
  const char *head, *phone, *decision; /* borrowed from the plan */
} XpImportTexts;

void xp_import_texts_clear (XpImportTexts *texts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XpImportTexts, xp_import_texts_clear)

XpImportTexts xp_import_texts_of_row (const XpRosterPlan *plan, guint row);
/* The style of its line; "" none. */
const char *xp_import_row_style (const XpPlanRow *planned);

/* A pair: the row, and whom it may be. Yours. */
char *xp_import_tell_pair (const XpRosterPlan *plan, const XpPlanDouble *pair);
const char *xp_import_pair_word (XpPairDecision decision);

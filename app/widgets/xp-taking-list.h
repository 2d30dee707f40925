/* xp-taking-list.h: 参评的户、参评的人: who would take part in a round that is about to be opened,
 * who would not, and why. Enter or a double click changes a line: a household 参评 or 参评，不挂牌,
 * a person put up for this title, for the other, or not. */
#pragma once

#include "xp-round-preview.h"

#include <adwaita.h>

#define XP_TYPE_TAKING_LIST (xp_taking_list_get_type ())
G_DECLARE_FINAL_TYPE (XpTakingList, xp_taking_list, XP, TAKING_LIST, AdwBin)

/* Another form: what was chosen for the last one is forgotten. False, with the error told on the
 * page: nobody can be listed. */
bool xp_taking_list_begin (XpTakingList *self, XpDesk *desk, const char *rubric_id);
/* The book may be another now. */
void xp_taking_list_refresh (XpTakingList *self);

/* What would be opened, with what was chosen; NULL: before it has begun. Borrowed until the next
 * change. */
XpRoundPreview *xp_taking_list_get_preview (XpTakingList *self);
bool xp_taking_list_is_of_persons (XpTakingList *self);

/* For XpRoundSpec: NULL where the form is one of households. Yours. */
char **xp_taking_list_dup_entrants (XpTakingList *self);
char **xp_taking_list_dup_withheld (XpTakingList *self);

/* Signal "changed": somebody was put up or taken off. */

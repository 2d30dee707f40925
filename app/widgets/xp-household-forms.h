/* xp-household-forms.h: what is asked when something happens to a household. Each is a window over
 * the page; the answer is one act. */
#pragma once

#include "xp-household-work.h"

#include <adwaita.h>

/* @card: borrowed for the call. */
void xp_household_form_add (GtkWidget *page, XpDesk *desk);
/* @person_uid: 0: somebody new. */
void xp_household_form_person (GtkWidget *page,
                               XpDesk *desk,
                               const XpHouseholdCard *card,
                               int64_t person_uid);
void xp_household_form_change_head (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card);
void xp_household_form_split (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card);
void xp_household_form_merge (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card);
/* Who agrees to be on the list, several at once. */
void xp_household_form_naming (GtkWidget *page, XpDesk *desk);
/* What happened to it, newest first; asks nothing. */
void xp_household_form_history (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card);

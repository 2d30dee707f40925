/* xp-forget-form.h: asks whether what a household told in private shall be forgotten: says how much
 * there is, which backups hold it too, and has the head's name typed, as nothing brings it back. */
#pragma once

#include "xp-household-work.h"

#include <adwaita.h>

/* @page: tells what was done; @card: borrowed for the call. */
void xp_forget_form_ask (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card);

/* xp-ballots-form.h: 计票: how many ballots were handed out, came back and were spoilt, and how
 * many votes each got, as they stand on the sheet of the tellers; one act, which Ctrl+Z takes back.
 */
#pragma once

#include "xp-marking.h"

#include <adwaita.h>

/* Whether the form has an item that is voted about. */
bool xp_ballots_form_is_wanted (XpMarking *marking);

/* Of the item at the cursor, where that is one, else of the first. */
void xp_ballots_form_ask (GtkWidget *page, XpMarking *marking, int item_at);

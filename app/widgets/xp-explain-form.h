/* xp-explain-form.h: 本户得分单 in a window over the page of the result. */
#pragma once

#include "xp-mark-notes.h"
#include "xp-ranking.h"

#include <adwaita.h>

/* @page: what stands behind it; @notes, @ranking: of the round @tally is of. */
void xp_explain_form_show (GtkWidget *page,
                           const XpTally *tally,
                           const XpMarkNotes *notes,
                           const XpRanking *ranking,
                           int entrant_no);

/* xp-correct-form.h: 重新打开这一户: the sheets of one household as they were typed, each cell to
 * be typed over, and what comes of it before it is written. */
#pragma once

#include "xp-correct-work.h"

#include <adwaita.h>

/* Tells on the page where it cannot be loaded. */
void xp_correct_form_show (GtkWidget *page, XpDesk *desk, int64_t round_uid, int entrant_no);

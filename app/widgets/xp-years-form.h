/* xp-years-form.h: several rounds looked at together: how often in a row a title was held (三连),
 * how often in a year, and who rose most since the last round (进步户). */
#pragma once

#include "xp-years-work.h"

#include <adwaita.h>

/* Says so on the page where nothing was 公布 yet. */
void xp_years_form_show (GtkWidget *page, XpDesk *desk);

/* Only who rose is listed, the greatest rise first. REFUSED before 算分: told on the page. */
void xp_years_form_show_rises (GtkWidget *page, XpDesk *desk, int64_t round_uid);

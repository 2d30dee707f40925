/* xp-rubrics-page.h: 评分表: the forms at hand, whose they are, whether a round can be opened with
 * them; and one of them, to be made, adjusted and looked at. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_RUBRICS_PAGE (xp_rubrics_page_get_type ())
G_DECLARE_FINAL_TYPE (XpRubricsPage, xp_rubrics_page, XP, RUBRICS_PAGE, AdwBin)

/* The form of this id in the editor, as Enter on its line does it. */
void xp_rubrics_page_open (XpRubricsPage *self, const char *id);

/* As the buttons do it once a file is chosen. */
void xp_rubrics_page_import (XpRubricsPage *self, const char *path);
bool xp_rubrics_page_export (XpRubricsPage *self, const char *path);

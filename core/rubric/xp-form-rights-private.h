/* xp-form-rights-private.h: what the files that judge changes share. */
#pragma once

#include "xp-form-rights.h"

const char *xp_level_get_hand (XpLevel level); /* 县里 镇里 村里 */

void xp_verdict_say_senseless (XpVerdict *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void xp_verdict_say_beyond (XpVerdict *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* What the village's own title says of it. */
void xp_verdict_depart (const XpRightsView *view, XpVerdict *self, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* Whether a reason names an article: 村规民约第十一条. */
bool xp_names_an_article (const char *reason);

void xp_form_rights_judge_adding (const XpRightsView *view,
                                  const XpFormChange *change,
                                  XpVerdict *verdict);

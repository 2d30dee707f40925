/* xp-settings-page.h: 设置: how large and how light this machine shows things, who types on it; and
 * the village's own names. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_SETTINGS_PAGE (xp_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (XpSettingsPage, xp_settings_page, XP, SETTINGS_PAGE, AdwBin)

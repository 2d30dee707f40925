/* xp-settings-private.h: the file behind the settings, for those that stand in a file of their own.
 */
#pragma once

#include "xp-settings.h"

struct _XpSettings {
  char *path;
  GKeyFile *keys;
  char *who;
};

/* Before each change: another window may have written meanwhile. */
void xp_settings_reread (XpSettings *self);
/* A folder that cannot be written costs nothing but the memory of it. */
void xp_settings_save (XpSettings *self);

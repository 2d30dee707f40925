/* xp-backup-page.h: 备份与恢复: what copies there are, a new one, and how to go back to one. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_BACKUP_PAGE (xp_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (XpBackupPage, xp_backup_page, XP, BACKUP_PAGE, AdwBin)

/* Saves a backup there, with the passphrase that was asked for. */
void xp_backup_page_save_to (XpBackupPage *self, const char *path);

/* xp-backup-dialogs.h: what is asked about backups: a passphrase, and what to do with one that was
 * looked at. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

/* A new passphrase, typed twice. @take: called with it. */
typedef void (*XpPassphraseTaken) (GtkWidget *page, const char *passphrase);
void xp_backup_dialogs_ask_new_passphrase (GtkWidget *page, XpPassphraseTaken take);

/* Shows how the backup differs from the open book; it can then be opened in another window, or put
 * in the book's place. A sealed one is asked for its passphrase first. */
void xp_backup_dialogs_look (GtkWidget *page, XpDesk *desk, const char *path);

/* A sealed backup, where no book need be open: asks where it shall lie, then for its passphrase,
 * and opens it. */
void xp_backup_dialogs_open_sealed (GtkWindow *window, const char *path);

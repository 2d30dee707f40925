/* xp-stock-window.h: where the fields of a bought cover stand: by mouse on the cover, or in
 * millimetres. Kept in the book with its button. */
#pragma once

#include <adwaita.h>

#include "xp-certificate-work.h"
#include "xp-settings.h"

/* @name: of a cover of the book, or a size for a new one. When it stands in the book, this computer
 * prints by it, and @changed is called with @page. @settings: borrowed, as long as @page. */
void xp_stock_window_ask (GtkWidget *page,
                          XpDesk *desk,
                          int64_t round_uid,
                          const char *name,
                          XpSettings *settings,
                          void (*changed) (GtkWidget *page));

/* xp-certificate-window.h: 证书登记簿 in a window over the page: which numbers there are, how far
 * they are printed, void, issued again, received. It stays open until it is closed. */
#pragma once

#include "xp-certificate-work.h"

#include <adwaita.h>

void xp_certificate_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid);

/* 印到第几张？ after sheets went to a printer. @from, @only: (nullable): which were sent, as in
 * XpPrintedSpec. Nothing is noted unless it is answered. */
void xp_certificate_window_ask_how_far (
  GtkWidget *page, XpDesk *desk, int64_t round_uid, const char *from, const char *only);

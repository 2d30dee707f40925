/* xp-printers.h: which printer, which tray and which sides each sheet went to last, on this
 * machine: the certificates' printer is another than the lists'. */
#pragma once

#include <gtk/gtk.h>

/* @path: NULL: printers.ini in the user's folder for settings. @document: id of the sheet; NULL: a
 * report. What was chosen for it last, else for the last of any; nothing of how many copies. Yours. */
GtkPrintSettings *xp_printers_recall (const char *path, const char *document);

/* A folder that cannot be written costs nothing but the memory of it. */
void xp_printers_remember (const char *path, const char *document, GtkPrintSettings *settings);

/* The paper that the first page of @pdf is meant for: A3, A4, A5, B5 or its own size, upright or
 * across. Yours. */
GtkPageSetup *xp_printers_dup_page_setup (GBytes *pdf);

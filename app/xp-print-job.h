/* xp-print-job.h: a finished PDF goes to a printer as it is: the same bytes that were shown. */
#pragma once

#include <gtk/gtk.h>

/* Asks for the printer, with the one that @document went to last, and sends @pdf; what goes wrong is
 * told on @page. @document: id of the sheet; NULL: a report. @title: as it is told; @pdf: a
 * reference is taken. */
void xp_print_job_ask (GtkWidget *page, GBytes *pdf, const char *document, const char *title);

/* @then: called with @page when the printer has taken it, or has not: some sheets may lie there.
 * Not where no printer was chosen. */
void xp_print_job_ask_then (GtkWidget *page,
                            GBytes *pdf,
                            const char *document,
                            const char *title,
                            void (*then) (GtkWidget *page));

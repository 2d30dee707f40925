/* xp-overprint-form.h: 套打: on which paper certificates are printed, what of them, in which ink,
 * and by whose offset; kept with the computer. From it lead the places of a cover and the
 * calibration of a printer. */
#pragma once

#include <adwaita.h>

#include "xp-printing.h"
#include "xp-settings.h"

/* As it was kept. @choice: filled in; what is returned borrows from it. */
XpCertificateOptions xp_overprint_form_read (const XpSettings *settings,
                                             XpCertificateChoice *choice);

/* @changed: called with @page when something was kept. @settings: borrowed, as long as @page. */
void xp_overprint_form_ask (GtkWidget *page,
                            XpDesk *desk,
                            int64_t round_uid,
                            XpSettings *settings,
                            void (*changed) (GtkWidget *page));

/* The two figures in each direction, read off the calibration sheet. @paper: its size, as in
 * XpCertificateOptions; "" A4. */
void xp_overprint_form_ask_calibration (GtkWidget *page,
                                        XpSettings *settings,
                                        const char *paper,
                                        void (*changed) (GtkWidget *page));

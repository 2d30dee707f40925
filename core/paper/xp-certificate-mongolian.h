/* xp-certificate-mongolian.h: the Mongolian beside the Chinese of a certificate: its title in one
 * column, its text in the columns to the right of it.
 *
 * Both scripts have the same size (内政办发〔1996〕32号: 两种文字字号相等). The columns are as high
 * as what is written in Chinese, and have the same field on every page. */
#pragma once

#include "xp-certificate-plan.h"

/**
 * xp_certificate_mongolian_init:
 * @frame: of the sheet; without places by hand, its text gives way, and lies in the middle of what
 * is left between the columns and the frame
 * @sheet: checked before for characters that no font has
 * @out_too_long: the certificate whose columns do not fit; untouched on true
 *
 * Finds the largest type with which the columns of every certificate have room, and the longest
 * body beside them.
 *
 * Returns: false where even the smallest has not
 */
bool xp_certificate_mongolian_init (XpCertificateFrame *frame,
                                    const XpCertificateSheet *sheet,
                                    const XpCertificate **out_too_long);

/* Draws title and text; nothing where the sheet has neither. @body_pt: of the Chinese beside it. */
void xp_certificate_mongolian_draw (const XpCertificateFrame *frame,
                                    const XpCertificateSheet *sheet,
                                    const XpCertificate *certificate,
                                    double body_pt,
                                    XpInk title_ink,
                                    XpPdf *pdf);

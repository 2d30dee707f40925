/* xp-certificate-plan.h: where each line of a certificate stands.
 *
 * Nothing is drawn here. Either composed as it looks best, or by the places of a bought sheet. */
#pragma once

#include "xp-certificate-sheet.h"
#include "xp-pdf.h"

/* Lines of one field under one another. */
typedef struct {
  GPtrArray *lines; /* of XpLine, owned */
  double x_mm;      /* of @anchor */
  double y_mm;      /* where the first line stands */
  double pitch_mm;
  XpAnchor anchor;
} XpCertificateBlock;

enum {
  XP_CERTIFICATE_MOST_BLOCKS = 7
};

typedef struct {
  XpCertificateBlock blocks[XP_CERTIFICATE_MOST_BLOCKS];
  size_t n_blocks;
} XpCertificatePlan;

/* What is the same on every page. */
typedef struct {
  XpFontBook *fonts; /* borrowed */
  double width_mm, height_mm;
  double side_mm;  /* left and right of the text */
  double frame_mm; /* from the sheet's edge to the field inside the frame */
  double heading_pt;
  double heading_y_mm; /* where the heading stands */
  double divider_y_mm; /* the rule below it */
  double stamp_y_mm;   /* the middle of the stamp */
} XpCertificateFrame;

/* The heading's places are those of the stock where there is one. @stock: (nullable). */
void xp_certificate_frame_init (XpCertificateFrame *self,
                                XpFontBook *fonts,
                                double width_mm,
                                double height_mm,
                                const XpStock *stock);

/* Fills in @out, to be cleared. False: the text is too long even at its smallest; it would come
 * into the stamp. */
bool xp_certificate_plan_compose (const XpCertificateFrame *frame,
                                  const XpCertificate *certificate,
                                  XpCertificatePlan *out);
void xp_certificate_plan_place (const XpCertificateFrame *frame,
                                const XpStock *stock,
                                const XpCertificate *certificate,
                                XpCertificatePlan *out);
void xp_certificate_plan_clear (XpCertificatePlan *self);

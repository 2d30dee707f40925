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
  double body_pt; /* of the body, for what stands beside it */
} XpCertificatePlan;

/* What is the same on every page. */
typedef struct {
  XpFontBook *fonts; /* borrowed */
  double width_mm, height_mm;
  double left_mm, right_mm; /* where the text begins and ends */
  double frame_mm;          /* from the sheet's edge to the frame */
  double top_mm, foot_mm;   /* from the heading's top to the date's foot, as it looks best */
  double heading_pt;
  double heading_y_mm;    /* where the heading stands */
  double divider_y_mm;    /* the rule below it */
  double stamp_y_mm;      /* the middle of the stamp */
  bool has_places;        /* a bought sheet's, by hand */
  double places_pt;       /* its body's size */
  double mongolian_mm;    /* the left edge of the columns beside the text (蒙文) */
  size_t first_body_size; /* no body is larger: get_body_pt() */
} XpCertificateFrame;

/* The heading's places are those of the stock where there is one. @stock: (nullable). */
void xp_certificate_frame_init (XpCertificateFrame *self,
                                XpFontBook *fonts,
                                double width_mm,
                                double height_mm,
                                const XpStock *stock);

/* 1 of A4 and all that is higher; lower sheets have smaller type. */
double xp_certificate_frame_get_proportion (const XpCertificateFrame *self);

/* The sizes of a body, the largest at 0; 0 after the last. A sheet with places has one. */
double xp_certificate_frame_get_body_pt (const XpCertificateFrame *self, size_t i);

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

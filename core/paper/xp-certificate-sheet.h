/* xp-certificate-sheet.h: 荣誉证书, one page each, A4 landscape or a bought inner sheet.
 *
 * Every word stands ready in the struct. A circle of 45 mm is kept free of body text for the stamp,
 * over issuer and date; no seal is drawn. Black on white is enough: gold and red are extras. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef enum {
  XP_CERTIFICATE_PLAIN, /* black rules */
  XP_CERTIFICATE_GOLD,  /* flat gold meander, red heading */
  XP_CERTIFICATE_BARE,  /* no frame: for a sheet that has one already (套打) */
} XpCertificateStyle;

/* All borrowed. */
typedef struct {
  const char *addressee; /* 张三家庭： */
  const char *body;      /* 在2026年第三季度……被评为“干净人家”。 */
  const char *closing;   /* (nullable): 特发此证。 */
  const char *issuer;
  const char *date;         /* 二〇二六年十月二十日 */
  const char *number;       /* (nullable): 永胜〔2026〕3-017 */
  const char *const *names; /* (nullable): NULL-ended; not to be torn at a line end */
} XpCertificate;

typedef struct {
  const char *heading; /* (nullable): 荣誉证书; NULL where it is printed already */
  const XpCertificate *certificates;
  size_t n_certificates;
  XpCertificateStyle style;
  double width_mm, height_mm; /* 0: A4 landscape; else 200 … 450 × 150 … 320 */
  double dx_mm, dy_mm;        /* what this printer needs: right and down are positive */
} XpCertificateSheet;

/**
 * xp_certificate_sheet_render:
 * @fonts: borrowed
 *
 * Sets one page per certificate, in the order given. A body of more than five lines is set smaller.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_certificate_sheet_render (const XpCertificateSheet *sheet,
                                     XpFontBook *fonts,
                                     XpProgress *progress,
                                     GCancellable *cancellable,
                                     GError **error);

/* xp-certificate-sheet.h: 荣誉证书, one page each: A4 landscape, 260 × 185 mm, or a bought sheet.
 *
 * Every word stands ready in the struct. A circle of 45 mm is kept free of body text for the stamp,
 * over issuer and date; no seal is drawn. Black on white is enough: gold and red are extras. The
 * same certificate has the same coordinates in both passes. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"
#include "xp-stock.h"

typedef enum {
  XP_CERTIFICATE_PLAIN, /* black rules */
  XP_CERTIFICATE_GOLD,  /* flat gold meander, red heading */
  XP_CERTIFICATE_BARE,  /* no frame: for a sheet that has one already (套打) */
} XpCertificateStyle;

/* What is drawn. Covers are printed in two passes where gold and red come from a print shop and the
 * names from the office. */
typedef enum {
  XP_CERTIFICATE_WHOLE,
  XP_CERTIFICATE_BACKGROUND, /* frame and heading, one page */
  XP_CERTIFICATE_TEXT,       /* all but these, and all that is Mongolian */
} XpCertificatePass;

/* Where the columns of Mongolian stand. Which script comes first is for the office in charge to say
 * (内政办发〔1996〕32号: 竖写蒙左汉右; new plates often have it the other way). */
typedef enum {
  XP_CERTIFICATE_LEFT,
  XP_CERTIFICATE_RIGHT,
} XpCertificateSide;

/* All borrowed. */
typedef struct {
  const char *addressee;    /* 张三家庭： */
  const char *body;         /* 在2026年第三季度……被评为“干净人家”。 */
  const char *closing;      /* (nullable): 特发此证。 */
  const char *issuer;       /* one, or two parted by 、: each has its own stamp */
  const char *date;         /* 二〇二六年十月二十日 */
  const char *number;       /* (nullable): 永胜〔2026〕3-017 */
  const char *const *names; /* (nullable): NULL-ended; not to be torn at a line end */
  const char *mongolian;    /* (nullable): the text beside it; "" none */
} XpCertificate;

typedef struct {
  const char *heading;         /* (nullable): 荣誉证书; NULL where it is printed already */
  const char *mongolian_title; /* (nullable): beside it, with the text; "" none */
  XpCertificateSide mongolian_side;
  const XpCertificate *certificates;
  size_t n_certificates;
  XpCertificateStyle style;
  XpCertificatePass pass;
  const XpStock *stock;       /* (nullable): places by hand; else set as it looks best */
  double width_mm, height_mm; /* without @stock; 0: A4 landscape; 200 … 450 × 150 … 320 */
  double dx_mm, dy_mm;        /* what this printer needs: right and down are positive */
  double scale_x_permille, scale_y_permille; /* 2: 1.002 times as long; moves, never resizes type */
} XpCertificateSheet;

/**
 * xp_certificate_sheet_render:
 * @fonts: borrowed
 *
 * Sets one page per certificate, in the order given. The name is never smaller than 28 pt where
 * the sheet has no places of its own; a body of more than five lines is set smaller. Text keeps
 * 8 mm from the frame; it lies in the optical middle, 2 mm above the middle by measure.
 *
 * Mongolian is set in the size of the body; the Chinese lies in the middle of what it leaves.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs, or the package with a font for Mongolian; with XP_ERROR_INPUT
 * where a text is too long for its sheet; or with XP_ERROR_CANCELLED
 */
GBytes *xp_certificate_sheet_render (const XpCertificateSheet *sheet,
                                     XpFontBook *fonts,
                                     XpProgress *progress,
                                     GCancellable *cancellable,
                                     GError **error);

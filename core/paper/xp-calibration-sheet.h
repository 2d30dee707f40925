/* xp-calibration-sheet.h: 校准页: crosses and rulers from which a printer's offset and scale are
 * read (套打). Drawn without offset and scale; black. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"

/* All borrowed. */
typedef struct {
  double width_mm, height_mm;
  const char *title;        /* 套打校准页 */
  const char *const *lines; /* NULL-ended: what is to be done */
} XpCalibrationSheet;

/* One page: a cross 10 mm from each corner's edges, rulers between them, middle lines, and with the
 * cross at the bottom right the figures it should read. Yours. */
GBytes *
xp_calibration_sheet_render (const XpCalibrationSheet *sheet, XpFontBook *fonts, GError **error);

/* xp-calibration.h: two figures read off a calibration sheet give offset and scale (套打).
 *
 * The sheet has a cross 10 mm from each end. A printer that is out by o and stretches k times puts
 * what belongs at x to o + k·x; so a ruler laid at the paper's edge reads both crosses, and what is
 * sent as (x − o) / k comes out at x. Pure; millimetres. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* How far the crosses of the sheet are from the edges. */
#define XP_CALIBRATION_CROSS_MM 10.0

typedef struct {
  double offset_mm;      /* added to every place: right and down are positive */
  double scale_permille; /* 2: places are multiplied by 1.002 */
} XpCalibration;

/**
 * xp_calibration_read:
 * @near_mm, @far_mm: where the ruler reads the first and the second cross, from the same edge
 * @length_mm: how wide, or high, the sheet is
 *
 * Returns: false where no printer is so far out: more than 15 mm or 20 ‰ (it was misread)
 */
bool xp_calibration_read (double near_mm,
                          double far_mm,
                          double length_mm,
                          XpCalibration *out_calibration);

/* Two figures as people write them: 10.4,287.2 or 10.4 287.2 or 10.4、287.2. False: they are none.
 */
bool xp_calibration_parse_pair (const char *text, double *out_first, double *out_second);

/* Both directions at once, as they were written down. INPUT says what they should be about. */
bool xp_calibration_read_texts (const char *across,
                                const char *down,
                                double width_mm,
                                double height_mm,
                                XpCalibration *out_across,
                                XpCalibration *out_down,
                                GError **error);

#include "xp-calibration.h"

#include <math.h>

static const double MOST_OFFSET_MM = 15, MOST_PERMILLE = 20;

bool
xp_calibration_read (double near_mm,
                     double far_mm,
                     double length_mm,
                     XpCalibration *out_calibration)
{
  const double k = (far_mm - near_mm) / (length_mm - 2 * XP_CALIBRATION_CROSS_MM);
  if (!(k > 0.5 && k < 2))
    return false;
  const double out_by_mm = near_mm - k * XP_CALIBRATION_CROSS_MM;
  const XpCalibration read = {-out_by_mm / k, (1 / k - 1) * 1000};
  if (fabs (read.offset_mm) > MOST_OFFSET_MM || fabs (read.scale_permille) > MOST_PERMILLE)
    return false;
  *out_calibration = read;
  return true;
}

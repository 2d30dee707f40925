#include "xp-calibration.h"

#include <math.h>
#include <string.h>

#include "xp-error.h"

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

bool
xp_calibration_parse_pair (const char *text, double *out_first, double *out_second)
{
  static const char *const MARKS[] = {"、", "，", "；"};
  g_autofree char *plain = g_strdup (text);
  for (size_t i = 0; i < G_N_ELEMENTS (MARKS); i++) {
    char *mark = strstr (plain, MARKS[i]);
    if (mark != NULL)
      memset (mark, ' ', strlen (MARKS[i]));
  }
  g_strdelimit (plain, ",;", ' ');
  char *end = NULL, *last = NULL;
  const double first = g_ascii_strtod (plain, &end);
  const double second = g_ascii_strtod (end, &last);
  if (end == plain || last == end || *g_strchug (last) != '\0')
    return false;
  *out_first = first;
  *out_second = second;
  return true;
}

bool
xp_calibration_read_texts (const char *across,
                           const char *down,
                           double width_mm,
                           double height_mm,
                           XpCalibration *out_across,
                           XpCalibration *out_down,
                           GError **error)
{
  double left = 0, right = 0, top = 0, bottom = 0;
  XpCalibration in_x, in_y;
  if (xp_calibration_parse_pair (across, &left, &right) &&
      xp_calibration_parse_pair (down, &top, &bottom) &&
      xp_calibration_read (left, right, width_mm, &in_x) &&
      xp_calibration_read (top, bottom, height_mm, &in_y)) {
    *out_across = in_x;
    *out_down = in_y;
    return true;
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "读数不对：横着读的是“%s”，竖着读的是“%s”，应当接近 10 和 %d、10 和 %d。"
               "请从纸边量到十字的正中，再读一遍。",
               across,
               down,
               (int) (width_mm - XP_CALIBRATION_CROSS_MM),
               (int) (height_mm - XP_CALIBRATION_CROSS_MM));
  return false;
}

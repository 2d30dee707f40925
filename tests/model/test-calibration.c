#include "xp-calibration.h"
#include "xp-error.h"

#include <string.h>

/* A printer that is out by o and stretches k times: what is sent with the calibration comes out
 * where it belongs. */
static void
test_what_is_sent_comes_out_where_it_belongs (void)
{
  static const struct {
    double out_by_mm, stretch;
  } PRINTERS[] = {{0, 1}, {1.5, 1}, {-0.8, 1}, {0, 1.002}, {0, 0.999}, {2.3, 1.004}, {-3, 0.995}};
  static const double LENGTHS_MM[] = {297, 210, 260, 185};
  for (size_t i = 0; i < G_N_ELEMENTS (PRINTERS); i++)
    for (size_t k = 0; k < G_N_ELEMENTS (LENGTHS_MM); k++) {
      const double length_mm = LENGTHS_MM[k], o = PRINTERS[i].out_by_mm, s = PRINTERS[i].stretch;
      XpCalibration read;
      g_assert_true (xp_calibration_read (o + s * XP_CALIBRATION_CROSS_MM,
                                          o + s * (length_mm - XP_CALIBRATION_CROSS_MM),
                                          length_mm,
                                          &read));
      for (double x_mm = 0; x_mm <= length_mm; x_mm += 20) {
        const double sent_mm = read.offset_mm + x_mm * (1 + read.scale_permille / 1000);
        g_assert_cmpfloat_with_epsilon (o + s * sent_mm, x_mm, 0.001);
      }
    }
}

static void
test_what_was_misread_is_refused (void)
{
  static const double WRONG[][2] = {{10, 10}, {200, 10}, {0, 0}, {30, 287}, {10, 297}, {10, 28.7}};
  XpCalibration read = {7, 7};
  for (size_t i = 0; i < G_N_ELEMENTS (WRONG); i++)
    g_assert_false (xp_calibration_read (WRONG[i][0], WRONG[i][1], 297, &read));
  g_assert_cmpfloat_with_epsilon (read.offset_mm, 7, 1e-9);
}

static void
test_figures_are_read_as_people_write_them (void)
{
  static const char *const GOOD[] = {"10.5,287.5", "10.5 287.5", "10.5、287.5", " 10.5，287.5 "};
  static const char *const BAD[] = {"", "10.5", "10.5,", "10.5,287.5,3", "左 右", "10.5mm 287.5mm"};
  XpCalibration across, down;
  g_autoptr (GError) error = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (GOOD); i++) {
    g_assert_true (xp_calibration_read_texts (GOOD[i], "10 200", 297, 210, &across, &down, &error));
    g_assert_cmpfloat_with_epsilon (across.offset_mm, -0.5, 1e-9);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (BAD); i++) {
    g_assert_false (xp_calibration_read_texts ("10 287", BAD[i], 297, 210, &across, &down, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "10 和 287、10 和 200"));
    g_clear_error (&error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/comes-out", test_what_is_sent_comes_out_where_it_belongs);
  g_test_add_func ("/calibration/misread", test_what_was_misread_is_refused);
  g_test_add_func ("/calibration/figures", test_figures_are_read_as_people_write_them);
  return g_test_run ();
}

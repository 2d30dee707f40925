#include "xp-error.h"
#include "xp-stock.h"

static void
test_a_size_is_read_with_any_cross (void)
{
  static const char *const GOOD[] = {"260x185", "260X185", "260×185", "260*185", "260.00x185"};
  int width = 0, height = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (GOOD); i++) {
    g_assert_true (xp_stock_size_from_text (GOOD[i], &width, &height));
    g_assert_cmpint (width, ==, 26000);
    g_assert_cmpint (height, ==, 18500);
  }
  static const char *const BAD[] = {"", "260", "260x", "x185", "26x18", "500x185", "260x185x1"};
  for (size_t i = 0; i < G_N_ELEMENTS (BAD); i++)
    g_assert_false (xp_stock_size_from_text (BAD[i], &width, &height));
}

static void
test_a_layout_is_written_as_it_is_read (void)
{
  XpStock stock, again;
  g_autoptr (GError) error = NULL;
  xp_stock_init (&stock, 26000, 18500);
  g_assert_true (xp_stock_set_from_text (&stock,
                                         "称呼 41.25 66 180 30 中;编号 不印\n标题 130 40 200 44 中",
                                         &error));
  g_assert_cmpint (stock.places[XP_STOCK_NAME].x, ==, 4125);
  g_assert_cmpint (stock.places[XP_STOCK_NAME].align, ==, XP_STOCK_CENTRE);
  g_assert_false (stock.places[XP_STOCK_NUMBER].is_printed);
  g_assert_true (stock.places[XP_STOCK_HEADING].is_printed);
  g_autofree char *text = xp_stock_to_text (&stock);
  xp_stock_init (&again, 26000, 18500);
  g_assert_true (xp_stock_set_from_text (&again, text, &error));
  g_autofree char *twice = xp_stock_to_text (&again);
  g_assert_cmpstr (text, ==, twice);
}

static void
test_what_cannot_be_read_changes_nothing (void)
{
  static const char *const UNREADABLE[] = {"称呼",
                                           "姓名 1 2 3 4 左",
                                           "称呼 38 72 209 28 斜",
                                           "称呼 a 72 209 28 左"};
  static const char *const OFF[] = {"称呼 300 72 209 28 左",
                                    "日期 100 200 90 18 左",
                                    "日期 1 9 90 500 左"};
  XpStock stock;
  xp_stock_init (&stock, 26000, 18500);
  g_autofree char *before = xp_stock_to_text (&stock);
  for (size_t i = 0; i < G_N_ELEMENTS (UNREADABLE) + G_N_ELEMENTS (OFF); i++) {
    const bool is_off = i >= G_N_ELEMENTS (UNREADABLE);
    g_autoptr (GError) error = NULL;
    g_assert_false (
      xp_stock_set_from_text (&stock,
                              is_off ? OFF[i - G_N_ELEMENTS (UNREADABLE)] : UNREADABLE[i],
                              &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    g_autofree char *after = xp_stock_to_text (&stock);
    g_assert_cmpstr (before, ==, after);
  }
}

static void
test_a_field_stays_on_the_sheet (void)
{
  XpStock stock;
  xp_stock_init (&stock, 26000, 18500);
  xp_stock_move (&stock, XP_STOCK_DATE, -500, 99999);
  g_assert_cmpint (stock.places[XP_STOCK_DATE].x, ==, 0);
  g_assert_cmpint (stock.places[XP_STOCK_DATE].y, ==, 18500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stock/sizes", test_a_size_is_read_with_any_cross);
  g_test_add_func ("/stock/layouts", test_a_layout_is_written_as_it_is_read);
  g_test_add_func ("/stock/what-cannot-be-read", test_what_cannot_be_read_changes_nothing);
  g_test_add_func ("/stock/moved", test_a_field_stays_on_the_sheet);
  return g_test_run ();
}

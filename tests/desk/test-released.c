/* Books of released schemas open for ever: tests/data/books/N.xiangping. */
#include "xp-round-work.h"

#include <glib/gstdio.h>

static void
test_the_first_book_opens_and_adds_up (void)
{
  static const struct {
    int number;
    int64_t total;
  } TOTALS[] = {{3, 10000}, {1, 9800}, {13, 9600}, {18, 8600}, {40, 8800}};
  g_autofree char *source =
    g_test_build_filename (G_TEST_DIST, "data", "books", "1.xiangping", NULL);
  g_autofree char *folder = g_dir_make_tmp ("xiangping-released-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "1.xiangping", NULL);
  g_autofree char *data = NULL;
  gsize n = 0;
  g_assert_true (g_file_get_contents (source, &data, &n, NULL));
  g_assert_true (g_file_set_contents (path, data, (gssize) n, NULL));

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_desk_open (path, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  const XpRoundLine *line = rounds->pdata[0];
  g_assert_cmpint (line->stage, ==, XP_STAGE_PUBLISHED);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, line->uid, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (TOTALS); i++) {
    const XpEntrant *entrant = xp_round_lookup_number (loaded->round, TOTALS[i].number);
    g_assert_cmpint (xp_tally_get_total (loaded->tally, entrant->no)->total_hundredths,
                     ==,
                     TOTALS[i].total);
  }
  g_autoptr (XpVerifyReport) report = xp_desk_verify (path, NULL, NULL, NULL);
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->n_results, ==, 2);
  g_clear_object (&desk);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/released/1", test_the_first_book_opens_and_adds_up);
  return g_test_run ();
}

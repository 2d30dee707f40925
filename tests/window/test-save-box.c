/* The box in which a place for a file is chosen lists what is alike. Not with sanitizers: see
 * meson.build. */
#include "xp-test-window.h"

#include "xp-page.h"

/* What lies beside an open book ends in -shm and -wal. */
static void
test_a_box_for_saving_lists_what_is_alike (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GtkFileChooserNative) chooser =
    gtk_file_chooser_native_new ("存在哪里",
                                 GTK_WINDOW (f->window),
                                 GTK_FILE_CHOOSER_ACTION_SAVE,
                                 NULL,
                                 NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "永胜村.pdf");
  xp_page_start_beside_book (chooser, xp_window_get_desk (f->window));
  g_autoptr (GListModel) filters = gtk_file_chooser_get_filters (GTK_FILE_CHOOSER (chooser));
  g_assert_cmpint (g_list_model_get_n_items (filters), ==, 1);
  g_autoptr (GtkFilter) filter = g_list_model_get_item (filters, 0);
  g_autoptr (GFileInfo) info = g_file_info_new ();
  g_file_info_set_display_name (info, "永胜村.pdf");
  g_assert_true (gtk_filter_match (filter, info));
  g_file_info_set_display_name (info, "永胜村.xiangping-wal");
  g_assert_false (gtk_filter_match (filter, info));
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  g_test_add ("/save-box/alike",
              TestWindow,
              NULL,
              xp_test_window_set_up,
              test_a_box_for_saving_lists_what_is_alike,
              xp_test_window_tear_down);
  return g_test_run ();
}

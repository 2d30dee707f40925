/* The window as it is run, over the sample village. Each line of its input names a page, which it
 * shows; when that is drawn it answers with the line. “judges” opens a round of three judges and
 * shows its marks; “meeting” closes all its sheets and shows its result. */
#include "xp-marking.h"
#include "xp-round-work.h"
#include "xp-window.h"

#include <stdio.h>
#include <string.h>

static const char *roster; /* of the page of import */

static int64_t round_uid; /* the one of three judges */

static const char *
open_round (XpWindow *window)
{
  static const char *const JUDGES[] = {"王主任", "李委员", "张委员", NULL};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "2026年第四季度“干净人家”评选",
                            .judges = JUDGES,
                            .combine = "平均",
                            .line = "无",
                            .quota = "20户"};
  g_autoptr (GError) error = NULL;
  round_uid = xp_round_work_open (xp_window_get_desk (window), &spec, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.choose-round", "x", round_uid);
  return "marks";
}

/* 3 is held back; all others of a third have as much, so the cut falls among equals. */
static const char *
hold_meeting (XpWindow *window)
{
  XpDesk *desk = xp_window_get_desk (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, &error);
  g_assert_no_error (error);
  g_autoptr (GString) marks = g_string_new ("household,judge,item,mark\n");
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const int number = loaded->round->entrants[i].number;
    if (number == 3)
      g_string_append_printf (marks, "%d,,*,暂缓\n", number);
    for (size_t k = 0; number != 3 && k < loaded->round->n_judges; k++)
      g_string_append_printf (marks,
                              "%d,%s,4,%d\n%d,%s,*,无扣分\n",
                              number,
                              loaded->round->judges[k].name,
                              number % 3,
                              number,
                              loaded->round->judges[k].name);
  }
  g_autoptr (XpMarking) marking = xp_marking_new (desk, round_uid, &error);
  g_assert_no_error (error);
  xp_marking_import_csv (marking, "marks.csv", marks->str, &error);
  g_assert_no_error (error);
  xp_round_work_go_on (desk, round_uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
  return "result";
}

static gboolean
line_cb (GIOChannel *input, GIOCondition condition, gpointer window)
{
  g_autofree char *line = NULL;
  gsize end = 0;
  if (g_io_channel_read_line (input, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL) {
    gtk_window_destroy (window);
    return G_SOURCE_REMOVE;
  }
  line[end] = '\0';
  const char *page = strcmp (line, "judges") == 0    ? open_round (window)
                     : strcmp (line, "meeting") == 0 ? hold_meeting (window)
                                                     : line;
  if (strcmp (page, "import") == 0)
    xp_window_preview_list (window, roster);
  else
    xp_window_show_page (window, page);
  while (xp_page_is_busy (xp_window_get_page (window, page)))
    g_main_context_iteration (NULL, TRUE);
  xp_page_take_focus (xp_window_get_page (window, page));
  gtk_test_widget_wait_for_draw (window);
  printf ("%s\n", line);
  fflush (stdout);
  return G_SOURCE_CONTINUE;
}

static void
activate_cb (GtkApplication *application, gpointer path)
{
  XpWindow *window = xp_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  if (!xp_window_open_sample (window, path))
    g_error ("no sample");
  GIOChannel *input = g_io_channel_unix_new (0);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, line_cb, window);
  g_io_channel_unref (input);
}

int
main (int argc, char *argv[])
{
  roster = argv[2];
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.xiangping.Walked", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

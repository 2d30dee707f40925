/* Figures of the window, asserting nothing: first frame against an empty window, and a key until
 * its frame is painted, less the wait for the frame clock. Run by ./dev bench on a display of its
 * own. */
#include "xp-marks-page.h"
#include "xp-round-work.h"
#include "xp-window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum {
  N_KEYS = 1200
};

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static int
compare_doubles (const void *a, const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;
  return (left > right) - (left < right);
}

/* ---- first frame: a process of its own each time, from main to the end of the frame ---- */

static int
show_first_frame (const char *which)
{
  const gint64 begin = g_get_monotonic_time ();
  gtk_init ();
  adw_init ();
  const bool is_empty = strcmp (which, "empty") == 0;
  GtkWidget *window =
    is_empty ? g_object_new (ADW_TYPE_APPLICATION_WINDOW, NULL) : GTK_WIDGET (xp_window_new (NULL));
  if (is_empty)
    adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 740);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  printf ("%.3f\n", (double) (g_get_monotonic_time () - begin) / 1000.0);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  return 0;
}

static double
median_first_frame (const char *program, const char *which)
{
  enum {
    N_RUNS = 9
  };
  double times[N_RUNS];
  for (int i = -1; i < N_RUNS; i++) { /* the first warms up */
    const char *const command[] = {program, "--first-frame", which, NULL};
    g_autofree char *out = NULL;
    if (!g_spawn_sync (NULL,
                       (char **) command,
                       NULL,
                       G_SPAWN_DEFAULT,
                       NULL,
                       NULL,
                       &out,
                       NULL,
                       NULL,
                       NULL))
      return 0;
    if (i >= 0)
      times[i] = g_ascii_strtod (out, NULL);
  }
  qsort (times, N_RUNS, sizeof *times, compare_doubles);
  return times[N_RUNS / 2];
}

/* ---- keys ---- */

typedef struct {
  gint64 begin_us;
  gint64 painted_us; /* of the last frame: how long it took; 0: none since the key */
} Frame;

static void
before_paint_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->begin_us = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->painted_us = g_get_monotonic_time () - frame->begin_us;
}

static GtkWidget *
find_marks_page (GtkWidget *widget)
{
  if (XP_IS_MARKS_PAGE (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_marks_page (child);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
measure_keys (XpWindow *window)
{
  static const guint KEYS[] = {GDK_KEY_4,
                               GDK_KEY_Return,
                               GDK_KEY_2,
                               GDK_KEY_Return,
                               GDK_KEY_1,
                               GDK_KEY_5,
                               GDK_KEY_Return,
                               GDK_KEY_1,
                               GDK_KEY_Return,
                               GDK_KEY_plus};
  XpMarksPage *page = XP_MARKS_PAGE (find_marks_page (GTK_WIDGET (window)));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  Frame frame = {0};
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frame);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frame);
  g_autofree double *times = g_new (double, N_KEYS);
  for (int i = 0; i < N_KEYS; i++) {
    const gint64 begin = g_get_monotonic_time ();
    xp_marks_page_key (page, KEYS[i % G_N_ELEMENTS (KEYS)], 0);
    const gint64 handled = g_get_monotonic_time () - begin;
    frame.painted_us = 0;
    gtk_widget_queue_draw (GTK_WIDGET (page));
    while (frame.painted_us == 0)
      g_main_context_iteration (NULL, TRUE);
    times[i] = (double) (handled + frame.painted_us) / 1000.0;
    while (xp_marks_page_get_n_pending (page) > 0)
      g_main_context_iteration (NULL, TRUE);
  }
  g_signal_handlers_disconnect_by_data (clock, &frame);
  qsort (times, N_KEYS, sizeof *times, compare_doubles);
  printf ("按键到画完（不算等帧）：p50 %.2f ms, p99 %.2f ms, max %.1f ms (%d)\n",
          times[N_KEYS / 2],
          times[N_KEYS * 99 / 100],
          times[N_KEYS - 1],
          N_KEYS);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--first-frame") == 0)
    return show_first_frame (argv[2]);
  if (argc < 2)
    return 2;
  const double empty = median_first_frame (argv[0], "empty");
  const double ours = median_first_frame (argv[0], "ours");
  gtk_init ();
  adw_init ();
  printf ("第一帧：空窗口 %.0f ms，乡评 %.0f ms，%.2f 倍\n", empty, ours, ours / empty);

  XpWindow *window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 740);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  const gint64 begin = g_get_monotonic_time ();
  if (!xp_window_open_book (window, argv[1]))
    return 1;
  xp_window_show_page (window, "marks");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  printf ("打开大村到打分页画完：%.0f ms\n", (double) (g_get_monotonic_time () - begin) / 1000.0);
  measure_keys (window);
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  printf ("内存峰值：%ld MB\n", usage.ru_maxrss / 1024);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  return 0;
}

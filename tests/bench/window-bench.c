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

static const guint FORM_KEYS[] = {GDK_KEY_4,
                                  GDK_KEY_Return,
                                  GDK_KEY_2,
                                  GDK_KEY_Return,
                                  GDK_KEY_1,
                                  GDK_KEY_5,
                                  GDK_KEY_Return,
                                  GDK_KEY_1,
                                  GDK_KEY_Return,
                                  GDK_KEY_plus};
static const guint GRID_KEYS[] = {GDK_KEY_2,
                                  GDK_KEY_Return,
                                  GDK_KEY_Return,
                                  GDK_KEY_1,
                                  GDK_KEY_Tab,
                                  GDK_KEY_Down,
                                  GDK_KEY_1,
                                  GDK_KEY_Right,
                                  GDK_KEY_Return,
                                  GDK_KEY_plus};
static const guint SWITCHING_KEYS[] = {GDK_KEY_Page_Down};
static const guint PAGING_KEYS[] = {GDK_KEY_Page_Down, GDK_KEY_Page_Down, GDK_KEY_Page_Up};

typedef struct {
  const char *what;
  XpMarkView view;
  const guint *keys;
  size_t n_keys;
} Measure;

static const Measure MEASURES[] = {
  {"逐评委，按键", XP_VIEW_SHEET, FORM_KEYS, G_N_ELEMENTS (FORM_KEYS)},
  {"逐评委，换户", XP_VIEW_SHEET, SWITCHING_KEYS, G_N_ELEMENTS (SWITCHING_KEYS)},
  {"逐户，按键", XP_VIEW_HOUSEHOLD, GRID_KEYS, G_N_ELEMENTS (GRID_KEYS)},
  {"逐户，换户", XP_VIEW_HOUSEHOLD, SWITCHING_KEYS, G_N_ELEMENTS (SWITCHING_KEYS)},
  {"总表，按键", XP_VIEW_TABLE, GRID_KEYS, G_N_ELEMENTS (GRID_KEYS)},
  {"总表，翻页", XP_VIEW_TABLE, PAGING_KEYS, G_N_ELEMENTS (PAGING_KEYS)},
};

static void
wait_for_paint (GtkWidget *widget, Frame *frame)
{
  frame->painted_us = 0;
  gtk_widget_queue_draw (widget);
  while (frame->painted_us == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_keys (XpMarksPage *page, Frame *frame, const Measure *measure)
{
  g_autofree double *times = g_new (double, N_KEYS);
  while (xp_marks_page_get_view (page) != measure->view)
    xp_marks_page_key (page, GDK_KEY_F6, 0);
  wait_for_paint (GTK_WIDGET (page), frame);
  for (int i = 0; i < N_KEYS; i++) {
    const gint64 begin = g_get_monotonic_time ();
    xp_marks_page_key (page, measure->keys[(size_t) i % measure->n_keys], 0);
    const gint64 handled = g_get_monotonic_time () - begin;
    wait_for_paint (GTK_WIDGET (page), frame);
    times[i] = (double) (handled + frame->painted_us) / 1000.0;
    while (xp_marks_page_get_n_pending (page) > 0)
      g_main_context_iteration (NULL, TRUE);
  }
  qsort (times, N_KEYS, sizeof *times, compare_doubles);
  printf ("%s到画完（不算等帧）：p50 %.2f ms, p99 %.2f ms, max %.1f ms (%d)\n",
          measure->what,
          times[N_KEYS / 2],
          times[N_KEYS * 99 / 100],
          times[N_KEYS - 1],
          N_KEYS);
}

static void
measure_views (XpWindow *window)
{
  XpMarksPage *page = XP_MARKS_PAGE (find_marks_page (GTK_WIDGET (window)));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  Frame frame = {0};
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frame);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frame);
  for (size_t i = 0; i < G_N_ELEMENTS (MEASURES); i++)
    measure_keys (page, &frame, &MEASURES[i]);
  g_signal_handlers_disconnect_by_data (clock, &frame);
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
  measure_views (window);
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  printf ("内存峰值：%ld MB\n", usage.ru_maxrss / 1024);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  return 0;
}

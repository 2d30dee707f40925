/* Figures of the window, asserting nothing: first frame, an evening's minute at fifteen keys a
 * second, and each way in as fast as keys come: from the key until its frame is painted, less the
 * wait for the frame clock. Run by ./dev bench on a display of its own: window-bench BOOK…, each
 * book in a process of its own. */
#include "xp-bench-village.h"
#include "xp-marks-page.h"
#include "xp-round-work.h"
#include "xp-window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
  N_KEYS = 1200,
  KEYS_PER_SECOND = 15,
  N_SECONDS = 60,
  N_MINUTE_KEYS = KEYS_PER_SECOND * N_SECONDS
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

/* @cpu_ms: NULL: not measured. Both are put in order. */
static void
print_spread (const char *what, double *times_ms, double *cpu_ms, size_t n)
{
  if (n == 0)
    return;
  qsort (times_ms, n, sizeof *times_ms, compare_doubles);
  printf ("%s：p50 %.2f ms, p99 %.2f ms, max %.1f ms (%zu)",
          what,
          times_ms[n / 2],
          times_ms[n * 99 / 100],
          times_ms[n - 1],
          n);
  if (cpu_ms != NULL) {
    qsort (cpu_ms, n, sizeof *cpu_ms, compare_doubles);
    printf ("；处理器 p50 %.2f, p99 %.2f", cpu_ms[n / 2], cpu_ms[n * 99 / 100]);
  }
  printf ("\n");
}

/* ---- first frame: a process of its own each time, from main to the end of the frame ---- */

/* @which: empty; ours; or a book, which is then open in it. */
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
  else if (strcmp (which, "ours") != 0 && !xp_window_open_book (XP_WINDOW (window), which))
    return 1;
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 740);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  printf ("%.3f\n", (double) (g_get_monotonic_time () - begin) / 1000.0);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  return 0;
}

/* What this program prints in a process of its own; NULL: it did not run. Yours. */
static char *
dup_answer (const char *program, const char *what, const char *which)
{
  const char *const command[] = {program, what, which, NULL};
  char *out = NULL;
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, NULL);
  return out;
}

static double
median_first_frame (const char *program, const char *which)
{
  enum {
    N_RUNS = 9
  };
  double times[N_RUNS];
  for (int i = -1; i < N_RUNS; i++) { /* the first warms up */
    g_autofree char *out = dup_answer (program, "--first-frame", which);
    if (out == NULL)
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
  gint64 painted_us;           /* of the last frame: how long it took; 0: none since the key */
  gint64 begin_cpu_us, cpu_us; /* the same on this thread's processor: what a busy machine leaves */
} Frame;

static gint64
cpu_us (void)
{
  struct timespec now;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
before_paint_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->begin_us = g_get_monotonic_time ();
  frame->begin_cpu_us = cpu_us ();
}

static void
after_paint_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->painted_us = g_get_monotonic_time () - frame->begin_us;
  frame->cpu_us = cpu_us () - frame->begin_cpu_us;
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
choose_view (XpMarksPage *page, XpMarkView view)
{
  while (xp_marks_page_get_view (page) != view)
    xp_marks_page_key (page, GDK_KEY_F6, 0);
}

static void
measure_keys (XpMarksPage *page, Frame *frame, const Measure *measure)
{
  g_autofree double *times = g_new (double, N_KEYS);
  g_autofree double *cpu = g_new (double, N_KEYS);
  choose_view (page, measure->view);
  wait_for_paint (GTK_WIDGET (page), frame);
  for (int i = 0; i < N_KEYS; i++) {
    const gint64 begin = g_get_monotonic_time (), begin_cpu = cpu_us ();
    xp_marks_page_key (page, measure->keys[(size_t) i % measure->n_keys], 0);
    const gint64 handled = g_get_monotonic_time () - begin, handled_cpu = cpu_us () - begin_cpu;
    wait_for_paint (GTK_WIDGET (page), frame);
    times[i] = (double) (handled + frame->painted_us) / 1000.0;
    cpu[i] = (double) (handled_cpu + frame->cpu_us) / 1000.0;
    while (xp_marks_page_get_n_pending (page) > 0)
      g_main_context_iteration (NULL, TRUE);
  }
  print_spread (measure->what, times, cpu, N_KEYS);
}

/* ---- a minute of the evening ---- */

/* The last judge's sheets, three findings each, at the pace of a very fast hand. */
typedef struct {
  XpMarksPage *page;
  Frame frame;
  guint keys[N_MINUTE_KEYS];
  bool puts[N_MINUTE_KEYS]; /* something goes to the disk with it */
  gint64 begin_us[N_MINUTE_KEYS];
  double painted_ms[N_MINUTE_KEYS], cpu_ms[N_MINUTE_KEYS];
  GArray *stored_ms;   /* of each that was put */
  GPtrArray *expected; /* lines of the export */
  int n_keys, at, n_painted, n_stored;
  gint64 start_us;
  double handled_ms, handled_cpu_ms; /* of the key whose frame is awaited */
} Minute;

static void
add_key (Minute *minute, guint keyval, bool puts)
{
  if (minute->n_keys == N_MINUTE_KEYS)
    return;
  minute->keys[minute->n_keys] = keyval;
  minute->puts[minute->n_keys++] = puts;
}

static void
add_number (Minute *minute, int number, bool puts)
{
  g_autofree char *digits = g_strdup_printf ("%d", number);
  for (const char *at = digits; *at != '\0'; at++)
    add_key (minute, GDK_KEY_KP_0 + (guint) (*at - '0'), false);
  add_key (minute, GDK_KEY_KP_Enter, puts);
}

/* Of the households after the one that stands there, in their order. */
static void
read_out (Minute *minute, int first)
{
  const char *judge = xp_bench_village_last_judge ();
  const XpRound *round = xp_marking_get_round (xp_marks_page_get_marking (minute->page));
  for (int no = first; no <= (int) round->n_entrants && minute->n_keys < N_MINUTE_KEYS; no++) {
    for (int n = 0; n < 3; n++) {
      const int item = (no + n * 5) % 24 + 1, count = (no + n) % 3 + 1;
      add_number (minute, item, false);
      add_number (minute, count, true);
      if (minute->n_keys < N_MINUTE_KEYS)
        g_ptr_array_add (minute->expected,
                         g_strdup_printf ("\n%d,%s,%d,%d\n", no, judge, item, count));
    }
    add_key (minute, GDK_KEY_KP_Add, true);
  }
}

static gboolean
press_cb (gpointer user_data)
{
  Minute *minute = user_data;
  const gint64 begin = g_get_monotonic_time (), begin_cpu = cpu_us ();
  minute->begin_us[minute->at] = begin;
  xp_marks_page_key (minute->page, minute->keys[minute->at], 0);
  minute->handled_ms = (double) (g_get_monotonic_time () - begin) / 1000.0;
  minute->handled_cpu_ms = (double) (cpu_us () - begin_cpu) / 1000.0;
  minute->frame.painted_us = 0;
  gtk_widget_queue_draw (GTK_WIDGET (minute->page));
  minute->at++;
  return G_SOURCE_REMOVE;
}

static void
stored_cb (XpMarking *marking, const XpAct *act, Minute *minute)
{
  while (minute->n_stored < minute->at && !minute->puts[minute->n_stored])
    minute->n_stored++;
  const double ms =
    (double) (g_get_monotonic_time () - minute->begin_us[minute->n_stored++]) / 1000.0;
  g_array_append_val (minute->stored_ms, ms);
}

/* The next key comes when its time has come, whether the last one was painted or not. */
static void
type_a_minute (Minute *minute)
{
  minute->start_us = g_get_monotonic_time ();
  while (minute->n_painted < minute->n_keys) {
    const gint64 due = minute->start_us + (gint64) minute->at * G_USEC_PER_SEC / KEYS_PER_SECOND;
    if (minute->at == minute->n_painted) {
      GSource *source = g_timeout_source_new (0);
      g_source_set_ready_time (source, due);
      g_source_set_callback (source, press_cb, minute, NULL);
      g_source_attach (source, NULL);
      g_source_unref (source);
      while (minute->at == minute->n_painted)
        g_main_context_iteration (NULL, TRUE);
    }
    while (minute->frame.painted_us == 0)
      g_main_context_iteration (NULL, TRUE);
    minute->cpu_ms[minute->n_painted] =
      minute->handled_cpu_ms + (double) minute->frame.cpu_us / 1000.0;
    minute->painted_ms[minute->n_painted++] =
      minute->handled_ms + (double) minute->frame.painted_us / 1000.0;
  }
  while (xp_marks_page_get_n_pending (minute->page) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
print_lost (Minute *minute)
{
  g_autofree char *stored = xp_marking_export_csv (xp_marks_page_get_marking (minute->page));
  int n_lost = 0;
  for (guint i = 0; i < minute->expected->len; i++)
    n_lost += strstr (stored, minute->expected->pdata[i]) == NULL;
  printf ("　念的%u处，没存对的%d处\n", minute->expected->len, n_lost);
}

static void
measure_minute (XpMarksPage *page, GdkFrameClock *clock)
{
  g_autofree Minute *minute = g_new0 (Minute, 1);
  minute->page = page;
  minute->stored_ms = g_array_new (FALSE, FALSE, sizeof (double));
  minute->expected = g_ptr_array_new_with_free_func (g_free);
  XpMarking *marking = xp_marks_page_get_marking (page);
  const gulong stored = g_signal_connect (marking, "applied", G_CALLBACK (stored_cb), minute);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &minute->frame);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &minute->frame);
  read_out (minute, xp_marks_page_get_entrant (page));
  type_a_minute (minute);
  printf ("逐评委，每秒%d键，共%.1f秒：\n",
          KEYS_PER_SECOND,
          (double) (g_get_monotonic_time () - minute->start_us) / G_USEC_PER_SEC);
  print_spread ("　按键到画完（不算等帧）",
                minute->painted_ms,
                minute->cpu_ms,
                (size_t) minute->n_painted);
  print_spread ("　按键到存进磁盘、进总分",
                (double *) (void *) minute->stored_ms->data,
                NULL,
                minute->stored_ms->len);
  print_lost (minute);
  g_signal_handlers_disconnect_by_data (clock, &minute->frame);
  g_signal_handler_disconnect (marking, stored);
  g_array_unref (minute->stored_ms);
  g_ptr_array_unref (minute->expected);
}

/* ---- a book ---- */

static void
measure_views (XpMarksPage *page, GdkFrameClock *clock)
{
  Frame frame = {0};
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frame);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frame);
  for (size_t i = 0; i < G_N_ELEMENTS (MEASURES); i++)
    measure_keys (page, &frame, &MEASURES[i]);
  g_signal_handlers_disconnect_by_data (clock, &frame);
}

static int
measure_evening (const char *path)
{
  gtk_init ();
  adw_init ();
  XpWindow *window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 740);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  const gint64 begin = g_get_monotonic_time ();
  if (!xp_window_open_book (window, path))
    return 1;
  xp_window_show_page (window, "marks");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  XpMarksPage *page = XP_MARKS_PAGE (find_marks_page (GTK_WIDGET (window)));
  const XpRound *round = xp_marking_get_round (xp_marks_page_get_marking (page));
  printf ("%zu户%zu评委，打开到打分页画完：%.0f ms\n",
          round->n_entrants,
          round->n_judges,
          (double) (g_get_monotonic_time () - begin) / 1000.0);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  xp_marks_page_key (page, GDK_KEY_F2, 0); /* the others' sheets are typed already */
  xp_marks_page_key (page, GDK_KEY_0 + XP_BENCH_N_JUDGES, 0);
  xp_marks_page_key (page, GDK_KEY_Return, 0);
  choose_view (page, XP_VIEW_SHEET);
  measure_minute (page, clock);
  measure_views (page, clock);
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  printf ("内存峰值：%ld MB\n", usage.ru_maxrss / 1024);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  return 0;
}

static void
print_evening (const char *program, const char *path)
{
  g_autofree char *out = dup_answer (program, "--evening", path);
  if (out != NULL)
    fputs (out, stdout);
}

int
main (int argc, char *argv[])
{
  setvbuf (stdout, NULL, _IOLBF, 0);
  if (argc == 3 && strcmp (argv[1], "--first-frame") == 0)
    return show_first_frame (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--evening") == 0)
    return measure_evening (argv[2]);
  const double empty = median_first_frame (argv[0], "empty");
  const double ours = median_first_frame (argv[0], "ours");
  printf ("第一帧：空窗口 %.0f ms，乡评 %.0f ms，%.2f 倍\n", empty, ours, ours / empty);
  for (int i = 1; i < argc; i++) {
    printf ("第一帧，开着这份资料：%.0f ms\n", median_first_frame (argv[0], argv[i]));
    print_evening (argv[0], argv[i]);
  }
  return 0;
}

/* Figures of a book with a million changes, asserting nothing: history-bench BOOK. A book that is
 * not there is made first, which takes minutes. */
#include "xp-big-book.h"

#include "xp-history-work.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

/* Of this program alone, whatever else the machine does. */
static double
worked_ms (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000.0 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

static long
peak_mb (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/* When each tenth of the work was told to be done. */
typedef struct {
  double begin;
  size_t n_tenths, n_reports;
  double at_s[11];
} Tenths;

static void
note_tenth (size_t n_done, size_t n_total, gpointer user_data)
{
  Tenths *tenths = user_data;
  tenths->n_reports++;
  while (tenths->n_tenths <= 10 && n_done * 10 >= tenths->n_tenths * n_total)
    tenths->at_s[tenths->n_tenths++] = (now_ms () - tenths->begin) / 1000.0;
}

static void
measure_verify (const char *path)
{
  const double begin = now_ms ();
  Tenths tenths = {.begin = begin};
  XpProgress progress = {note_tenth, &tenths, 0};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report = xp_desk_verify (path, &progress, NULL, &error);
  if (report == NULL) {
    printf ("%s\n", error->message);
    return;
  }
  printf ("检查 %zu 次改动 %zu 处变化 %zu 份结果：%.1f s，问题 %u 处，内存峰值 %ld MB\n",
          report->n_acts,
          report->n_changes,
          report->n_results,
          (now_ms () - begin) / 1000.0,
          report->problems->len,
          peak_mb ());
  printf ("报了%zu次，每一成：", tenths.n_reports);
  for (size_t i = 1; i < tenths.n_tenths; i++)
    printf (" %.1f", tenths.at_s[i]);
  printf (" s\n");
}

/* The first hundred lines, on a connection of its own that is opened for it. */
static void
measure_history (const char *path)
{
  static const struct {
    const char *what;
    XpHistoryQuery query;
  } CASES[] = {
    {"全部", {NULL}},
    {"一户", {.household = "17"}},
    {"一项", {.item = "4"}},
    {"很少打的一项", {.item = "V1"}},
    {"一位评委", {.judge = "李书记"}},
    {"一个录入人", {.who = "李会计"}},
    {"一晚", {.day = "2026-10-19"}},
    {"一户一项", {.household = "17", .item = "4"}},
    {"一户一项一晚一人", {.household = "17", .item = "4", .who = "王会计", .day = "2026-10-19"}},
    {"一项一位评委", {.item = "4", .judge = "李书记"}},
    {"一项一晚", {.item = "4", .day = "2026-10-19"}},
  };
  const XpDeskOptions options = {.is_reader = true};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_desk_open (path, &options, &error);
  for (size_t i = 0; desk != NULL && i < G_N_ELEMENTS (CASES); i++) {
    const double begin = now_ms (), worked_before = worked_ms ();
    g_autoptr (XpHistoryScreen) screen =
      xp_history_work_read (desk, &CASES[i].query, 0, 100, NULL, NULL);
    const double took = now_ms () - begin, worked = worked_ms () - worked_before;
    printf ("修改记录 %s：%u行 %.0f ms（处理器 %.0f ms）\n",
            CASES[i].what,
            screen != NULL ? screen->lines->len : 0,
            took,
            worked);
  }
}

int
main (int argc, char *argv[])
{
  if (argc < 2)
    return 2;
  const char *path = argv[1];
  struct stat info;
  if (stat (path, &info) != 0) {
    const double begin = now_ms ();
    xp_big_book_make (path);
    printf ("做一份大的资料：%.0f s\n", (now_ms () - begin) / 1000.0);
  }
  if (stat (path, &info) == 0)
    printf ("文件 %.0f MB\n", (double) info.st_size / 1e6);
  measure_history (path);
  if (argc < 3)
    measure_verify (path);
  return 0;
}

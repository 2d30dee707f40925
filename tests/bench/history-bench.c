/* Figures of a book with a million changes, asserting nothing: history-bench BOOK. A book that is
 * not there is made first, which takes minutes. */
#include "xp-big-book.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static long
peak_mb (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

static void
measure_verify (const char *path)
{
  const double begin = now_ms ();
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report = xp_desk_verify (path, NULL, NULL, &error);
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
  measure_verify (path);
  return 0;
}

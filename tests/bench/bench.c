/* Figures, asserting nothing: ./dev bench. */
#include "xp-bench-village.h"
#include "xp-certificate-sheet.h"
#include "xp-marking.h"
#include "xp-round-work.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum {
  N_HOUSEHOLDS = 10000,
  N_KEYS = 3000,
  N_CHANGES = 200000,
  N_CERTIFICATES = 3258
};

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

static int
compare_doubles (const void *a, const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;
  return (left > right) - (left < right);
}

static void
print_spread (const char *what, double *times_ms, size_t n)
{
  qsort (times_ms, n, sizeof *times_ms, compare_doubles);
  printf ("%s: p50 %.3f ms, p99 %.3f ms, max %.1f ms (%zu)\n",
          what,
          times_ms[n / 2],
          times_ms[n * 99 / 100],
          times_ms[n - 1],
          n);
}

static void
die_on (GError *error)
{
  if (error != NULL) {
    fprintf (stderr, "%s\n", error->message);
    exit (1);
  }
}

/* ---- a village of ten thousand, nine judges ---- */

static XpEntry
any_entry (int i)
{
  return (XpEntry){.kind = XP_ENTRY_PUT,
                   .mark = {.entrant_no = i * 7919 % N_HOUSEHOLDS + 1,
                            .judge_no = XP_BENCH_N_JUDGES, /* the others' sheets are closed */
                            .item_at = i % 24 + 3,
                            .entry = 1,
                            .entered = i % 3}};
}

static void
measure_keys (XpDesk *desk, int64_t round_uid)
{
  GError *error = NULL;
  double begin = now_ms ();
  XpMarking *marking = xp_marking_new (desk, round_uid, &error);
  die_on (error);
  printf ("打开这一轮：%.0f ms，内存峰值 %ld MB\n", now_ms () - begin, peak_mb ());

  g_autofree double *times = g_new (double, N_KEYS);
  for (int i = 0; i < N_KEYS; i++) {
    const XpEntry entry = any_entry (i);
    begin = now_ms ();
    xp_marking_put (marking, &entry, &error);
    die_on (error);
    times[i] = now_ms () - begin;
  }
  print_spread ("一分从按键到存进磁盘、进总分", times, N_KEYS);
  g_object_unref (marking);
}

static void
measure_totals (XpDesk *desk, int64_t round_uid)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, NULL);
  const double begin = now_ms ();
  for (int i = 0; i < N_CHANGES; i++) {
    const XpEntry entry = any_entry (i);
    xp_tally_put_mark (loaded->tally, &entry.mark);
  }
  printf ("一分变动重算一户：%.2f µs\n", (now_ms () - begin) * 1000.0 / N_CHANGES);
}

static void
measure_verify (XpDesk *desk)
{
  GError *error = NULL;
  const double begin = now_ms ();
  g_autoptr (XpVerifyReport) report = xp_desk_verify (xp_desk_get_path (desk), NULL, NULL, &error);
  die_on (error);
  printf ("检查 %zu 次改动 %zu 处变化：%.1f s，问题 %u 处\n",
          report->n_acts,
          report->n_changes,
          (now_ms () - begin) / 1000.0,
          report->problems->len);
}

/* ---- certificates ---- */

static void
measure_certificates (void)
{
  GError *error = NULL;
  g_autofree XpCertificate *list = g_new0 (XpCertificate, N_CERTIFICATES);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < N_CERTIFICATES; i++) {
    g_ptr_array_add (texts, g_strdup_printf ("户主%d家庭：", i));
    g_ptr_array_add (texts, g_strdup_printf ("永胜〔2026〕3-%03d", i + 1));
    list[i] = (XpCertificate){
      .addressee = texts->pdata[texts->len - 2],
      .body =
        "在2026年第三季度“干净人家”评选中，经逐户评分、集体评议、公示无异议，被评为“干净人家”。",
      .closing = "特发此证。",
      .issuer = "永胜村村民委员会",
      .date = "二〇二六年十月二十日",
      .number = texts->pdata[texts->len - 1],
    };
  }
  const XpCertificateSheet sheet = {.heading = "荣誉证书",
                                    .certificates = list,
                                    .n_certificates = N_CERTIFICATES,
                                    .style = XP_CERTIFICATE_GOLD};
  const double begin = now_ms ();
  g_autoptr (XpFontBook) fonts = xp_font_book_new (&error);
  die_on (error);
  g_autoptr (GBytes) pdf = xp_certificate_sheet_render (&sheet, fonts, NULL, NULL, &error);
  die_on (error);
  printf ("证书%d张：%.2f s，%zu 字节，内存峰值 %ld MB\n",
          N_CERTIFICATES,
          (now_ms () - begin) / 1000.0,
          g_bytes_get_size (pdf),
          peak_mb ());
}

/* A smaller one, for how the window's figures grow. */
static void
make_smaller (const char *folder, int n_households)
{
  g_autofree char *name = g_strdup_printf ("%d.xiangping", n_households);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int64_t round_uid = 0;
  g_object_unref (xp_bench_village_make (path, n_households, &round_uid));
}

/* bench FOLDER: leaves big.xiangping there for the window's figures, and villages of 100 and of
 * 1,000. */
int
main (int argc, char *argv[])
{
  if (argc < 2)
    return 2;
  const char *folder = argv[1];
  measure_certificates ();
  g_autofree char *path = g_build_filename (folder, "big.xiangping", NULL);
  int64_t round_uid = 0;
  XpDesk *desk = xp_bench_village_make (path, N_HOUSEHOLDS, &round_uid);
  measure_keys (desk, round_uid);
  measure_totals (desk, round_uid);
  measure_verify (desk);
  g_object_unref (desk);
  make_smaller (folder, 100);
  make_smaller (folder, 1000);
  return 0;
}

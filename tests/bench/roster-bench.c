/* Lists: how long and how much memory, asserting nothing: ./dev bench. Leaves big.xlsx in FOLDER,
 * so that other readers can be measured beside it. */
#include "xp-csv.h"
#include "xp-roster-reader.h"
#include "xp-test-doubles.h"
#include "xp-test-workbook.h"
#include "xp-xlsx-writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum {
  N_ROWS = 10000,
  N_CLAIMED = 1048576
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

static void
die_on (GError *error)
{
  if (error != NULL) {
    fprintf (stderr, "%s\n", error->message);
    exit (1);
  }
}

/* ---- ten thousand rows ---- */

static char **
make_row (const XpDoublesEntry *entry, int i)
{
  char **row = g_new0 (char *, 9);
  row[0] = g_strdup_printf ("%d", i + 1);
  row[1] = g_strdup (entry->group);
  row[2] = g_strdup (entry->name);
  row[3] = g_strdup_printf ("%d", i % 7 + 1);
  row[4] = g_strdup_printf ("154%08d", i);
  row[5] = g_strdup_printf ("99982219%02d0101%04d", i % 90 + 10, i);
  row[6] = g_strdup (entry->door != NULL ? entry->door : "");
  row[7] = g_strdup (i % 50 == 0 ? "外出" : "");
  return row;
}

static void
write_list (const char *path)
{
  static const char *const HEADER[] =
    {"序号", "组", "户主", "人口", "电话", "身份证号", "门牌号", "备注", NULL};
  GError *error = NULL;
  g_autoptr (TestDoubles) list = test_doubles_new (1, N_ROWS, 0);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (int i = 0; i < N_ROWS; i++)
    g_ptr_array_add (rows, make_row (&g_array_index (list->entries, XpDoublesEntry, i), i));
  const XpSheetOut sheet = {"农户名单", HEADER, rows};
  const double begin = now_ms ();
  xp_xlsx_write (&sheet, path, &error);
  die_on (error);
  printf ("名单%d行写成 .xlsx：%.0f ms\n", N_ROWS, now_ms () - begin);
}

static void
read_list (const char *path)
{
  GError *error = NULL;
  const double begin = now_ms ();
  g_autoptr (GBytes) bytes = xp_csv_read_file (path, &error);
  die_on (error);
  g_autoptr (XpRoster) roster = xp_roster_read (bytes, "big.xlsx", NULL, NULL, NULL, &error);
  die_on (error);
  printf ("名单%u行从 .xlsx 读懂：%.0f ms，内存峰值 %ld MB\n",
          roster->rows->len,
          now_ms () - begin,
          peak_mb ());
}

/* ---- a sheet that says it has a million rows ---- */

static GBytes *
make_claimed (void)
{
  GString *rows = g_string_new ("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>"
                                "<row r=\"1\"><c t=\"inlineStr\"><is><t>户主</t></is></c>"
                                "<c t=\"inlineStr\"><is><t>人口</t></is></c></row>"
                                "<row r=\"2\"><c t=\"inlineStr\"><is><t>张三</t></is></c></row>");
  for (int i = 3; i <= N_CLAIMED; i++)
    g_string_append_printf (rows, "<row r=\"%d\"><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/></row>", i);
  g_string_append (rows, "</sheetData></worksheet>");
  GBytes *bytes = test_workbook_packed ("名单", rows->str);
  g_string_free (rows, TRUE);
  return bytes;
}

static void
read_claimed (void)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make_claimed ();
  const double begin = now_ms ();
  g_autoptr (XpRoster) roster = xp_roster_read (bytes, "claimed.xlsx", NULL, NULL, NULL, &error);
  printf ("自称%d行的表（%zu KB）：%.0f ms，%s\n",
          N_CLAIMED,
          g_bytes_get_size (bytes) >> 10,
          now_ms () - begin,
          roster != NULL ? "读到一户" : error->message);
  g_clear_error (&error);
}

/* ---- near doubles ---- */

static void
find_doubles (void)
{
  enum {
    N = 3258,
    N_VARIANTS = 300
  };
  g_autoptr (TestDoubles) list = test_doubles_new (1, N, N_VARIANTS);
  const XpDoublesEntry *entries = (const XpDoublesEntry *) (gpointer) list->entries->data;
  const double begin = now_ms ();
  g_autoptr (GArray) doubles = xp_doubles_find (entries, list->entries->len, 0, NULL, NULL, NULL);
  const double end = now_ms ();
  guint n_true = 0;
  for (guint i = 0; i < doubles->len; i++)
    n_true += test_doubles_is_true (list, &g_array_index (doubles, XpDouble, i));
  printf ("%d户两两比对（%.1f百万对）：%.0f ms，找到%u对；该找的找到%.1f%%，找到的有%.1f%%是对的\n",
          N,
          N * (N - 1) / 2 / 1e6,
          end - begin,
          doubles->len,
          n_true * 100.0 / N_VARIANTS,
          n_true * 100.0 / doubles->len);
}

int
main (int argc, char *argv[])
{
  if (argc < 2)
    return 2;
  g_autofree char *path = g_build_filename (argv[1], "big.xlsx", NULL);
  if (argc < 3)
    write_list (path);
  read_list (path);
  if (argc < 3) {
    find_doubles ();
    read_claimed ();
  }
  return 0;
}

#include "xp-bench-village.h"

#include "xp-marking.h"
#include "xp-roster-work.h"
#include "xp-round-work.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const JUDGES[XP_BENCH_N_JUDGES + 1] = {
  "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", NULL};

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static void
die_on (const GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

const char *
xp_bench_village_last_judge (void)
{
  return JUDGES[XP_BENCH_N_JUDGES - 1];
}

static void
import_roster (XpDesk *desk, const char *path, int n_households)
{
  g_autofree char *list = g_strconcat (path, ".csv", NULL);
  g_autoptr (GString) text = g_string_new ("组,户主,人口,电话\n");
  for (int i = 0; i < n_households; i++)
    g_string_append_printf (text, "%d组,户主%d,4,138%08d\n", i / 50 + 1, i, i);
  GError *error = NULL;
  g_file_set_contents (list, text->str, -1, &error);
  die_on (error);
  double begin = now_ms ();
  g_autoptr (XpRosterPlan) plan = xp_roster_work_read (desk, list, NULL, NULL, &error);
  die_on (error);
  printf ("名单%d行读懂：%.0f ms\n", n_households, now_ms () - begin);
  begin = now_ms ();
  g_autoptr (XpAct) act = xp_roster_work_import (desk, plan, &error);
  die_on (error);
  printf ("导入成一次改动：%.0f ms\n", now_ms () - begin);
  g_unlink (list);
}

/* Three findings of each judge at each household, and nothing else found there. */
static void
import_sheets (XpDesk *desk, int64_t round_uid, int n_households)
{
  g_autoptr (GString) text = g_string_new ("household,judge,item,mark\n");
  for (int i = 1; i <= n_households; i++)
    for (int k = 0; k < XP_BENCH_N_JUDGES - 1; k++) {
      for (int n = 0; n < 3; n++)
        g_string_append_printf (text,
                                "%d,%s,%d,%d\n",
                                i,
                                JUDGES[k],
                                (i + k + n * 7) % 24 + 1,
                                (i + n) % 3 + 1);
      g_string_append_printf (text, "%d,%s,*,无扣分\n", i, JUDGES[k]);
    }
  GError *error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new (desk, round_uid, &error);
  die_on (error);
  const double begin = now_ms ();
  xp_marking_import_csv (marking, "评分", text->str, &error);
  die_on (error);
  printf ("%d张评分表导入成一次改动：%.1f s\n",
          n_households * (XP_BENCH_N_JUDGES - 1),
          (now_ms () - begin) / 1000.0);
}

XpDesk *
xp_bench_village_make (const char *path, int n_households, int64_t *out_round_uid)
{
  static const XpVillageSpec VILLAGE = {.name = "大村"};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .judges = JUDGES,
                            .combine = "去高低平均"};
  GError *error = NULL;
  XpDesk *desk = xp_desk_create (path, &VILLAGE, NULL, &error);
  die_on (error);
  import_roster (desk, path, n_households);
  const double begin = now_ms ();
  *out_round_uid = xp_round_work_open (desk, &spec, &error);
  die_on (error);
  printf ("开评（%d户，%d评委，29行）：%.0f ms\n",
          n_households,
          XP_BENCH_N_JUDGES,
          now_ms () - begin);
  import_sheets (desk, *out_round_uid, n_households);
  return desk;
}

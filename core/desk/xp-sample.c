#include "xp-sample.h"

#include "xp-desk-private.h"
#include "xp-marking.h"
#include "xp-roster-work.h"
#include "xp-round-work.h"

#include <unistd.h>

/* 2026-10-12: the evening of the sample, and the day its deadlines see. */
static const XpClock SAMPLE_CLOCK = {
  .now_ms = NULL,
  .today = {.dmy = 1, .day = 12, .month = G_DATE_OCTOBER, .year = 2026},
  .is_fixed = TRUE};

/* 19:20 in the village. */
static const int64_t BEGINS_MS = INT64_C (1791804000000);

typedef struct {
  int64_t now_ms;
  uint64_t state;
} Fixed;

static int64_t
fixed_now_ms (gpointer user_data)
{
  Fixed *fixed = user_data;
  return fixed->now_ms += 1000;
}

/* SplitMix64 (Steele, Lea, Flood 2014): the same numbers each time. */
static void
fixed_fill (gpointer bytes, size_t n_bytes, gpointer user_data)
{
  Fixed *fixed = user_data;
  for (size_t i = 0; i < n_bytes; i++) {
    uint64_t z = fixed->state += UINT64_C (0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C (0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C (0x94d049bb133111eb);
    ((guint8 *) bytes)[i] = (guint8) (z ^ z >> 31);
  }
}

static const char *const JUDGES[] = {"李明", "王秀兰", "赵铁柱", "陈玉梅", "冯桂英", NULL};

static int64_t
now_of_machine (gpointer unused)
{
  return g_get_real_time () / 1000;
}

void
xp_sample_get_clock (XpClock *out_clock)
{
  *out_clock = SAMPLE_CLOCK;
  out_clock->now_ms = now_of_machine;
}

static bool
import_roster (XpDesk *desk, GError **error)
{
  g_autofree char *path =
    g_build_filename (xp_desk_get_resources_dir (desk), "sample", "roster.csv", NULL);
  g_autoptr (XpRosterPlan) plan = xp_roster_work_read (desk, path, NULL, NULL, error);
  g_autoptr (XpAct) act = plan != NULL ? xp_roster_work_import (desk, plan, error) : NULL;
  return act != NULL;
}

static bool
import_marks (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_autofree char *text = xp_desk_read_resource (desk, "sample/marks.csv", error);
  g_autoptr (XpMarking) marking = text != NULL ? xp_marking_new (desk, round_uid, error) : NULL;
  return marking != NULL && xp_marking_import_csv (marking, "marks.csv", text, error);
}

static bool
fill (XpDesk *desk, GError **error)
{
  const XpRoundSpec spec = {
    .rubric_id = "ganjing-renjia",
    .name = "2026年第三季度“干净人家”评选",
    .judges = JUDGES,
  };
  if (!import_roster (desk, error))
    return false;
  const int64_t uid = xp_round_work_open (desk, &spec, error);
  return uid != 0 && import_marks (desk, uid, error);
}

static void
remove_old (const char *path)
{
  static const char *const ENDINGS[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < G_N_ELEMENTS (ENDINGS); i++) {
    g_autofree char *file = g_strconcat (path, ENDINGS[i], NULL);
    unlink (file);
  }
}

XpDesk *
xp_sample_make (const char *path, const char *resources_dir, GError **error)
{
  static const XpVillageSpec VILLAGE = {"永胜村", "隆盛合镇", "磴口县", "社"};
  Fixed fixed = {BEGINS_MS, 20261012};
  XpClock clock = SAMPLE_CLOCK;
  clock.now_ms = fixed_now_ms;
  clock.user_data = &fixed;
  const XpRandom random = {fixed_fill, &fixed};
  const XpDeskOptions making = {.clock = &clock,
                                .random = &random,
                                .who = "王会计",
                                .device = "示例电脑",
                                .resources_dir = resources_dir};
  remove_old (path);
  XpDesk *desk = xp_desk_create (path, &VILLAGE, &making, error);
  const bool is_made = desk != NULL && fill (desk, error);
  g_clear_object (&desk);
  if (!is_made)
    return NULL;

  XpClock evening;
  xp_sample_get_clock (&evening);
  const XpDeskOptions opening = {.clock = &evening,
                                 .who = "王会计",
                                 .resources_dir = resources_dir};
  return xp_desk_open (path, &opening, error);
}

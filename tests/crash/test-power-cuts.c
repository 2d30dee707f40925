/* The power goes at every instant of an evening: whatever the disk kept of what was not yet synced,
 * the book opens, verify is clean, and every act that was said to be saved is there. */
#include "xp-drive.h"
#include "xp-evening.h"
#include "xp-samples.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct {
  TestBook book; /* first: where the evening happens */
  TestBook left; /* what a cut left */
  XpFaultDisk *disk;
  char *start;
  gsize n_start;
  EveningPlan plan;
  GArray *events;
  int n_cuts, n_in_flight;
} Power;

/* ---- the evening, written down ---- */

static void
live_evening (Power *f)
{
  f->book.state = 4242;
  test_book_open (&f->book);
  for (size_t i = 0; i < evening_get_n_steps (); i++) {
    g_autoptr (GError) error = NULL;
    EVENING[i].run (&f->book, &error);
    g_assert_no_error (error);
    xp_fault_disk_say (f->disk, f->plan.after[i + 1].n_acts);
  }
  test_book_close (&f->book);
}

static void
put_start (Power *f)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents (f->book.path, f->start, (gssize) f->n_start, &error);
  g_assert_no_error (error);
}

static void
write_down_evening (Power *f, int spoiled_sector_bytes)
{
  xp_fault_disk_spoil_sectors (f->disk, spoiled_sector_bytes);
  put_start (f);
  xp_fault_disk_record (f->disk, f->events);
  live_evening (f);
  xp_fault_disk_record (f->disk, NULL);
}

/* ---- what is left ---- */

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
}

/* The lock's file stays; what the shared memory's file holds nobody can say. */
static void
leave_beside (Power *f, guint32 seed)
{
  g_autofree char *lock = g_build_filename (f->left.folder, ".book.xiangping.lock", NULL);
  g_assert_true (g_file_set_contents (lock, "王会计\n旧笔记本\n", -1, NULL));
  if (seed % 3 != 0)
    return;
  g_autofree char *shared = g_strconcat (f->left.path, "-shm", NULL);
  g_autofree char *bytes = g_malloc (32768);
  memset (bytes, (int) (seed % 251), 32768);
  g_assert_true (g_file_set_contents (shared, bytes, 32768, NULL));
}

static const EveningState *
find_state (Power *f, int64_t n_acts)
{
  for (size_t i = 0; i <= evening_get_n_steps (); i++)
    if (f->plan.after[i].n_acts == n_acts)
      return &f->plan.after[i];
  return NULL;
}

static void
assert_nothing_lost (Power *f, int64_t n_said, const char *which)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *problems = test_verify (&f->left);
  if (problems[0] != '\0')
    g_error ("%s: %s", which, problems);
  f->left.book = test_book_try_open (&f->left, &error);
  if (f->left.book == NULL)
    g_error ("%s: %s", which, error->message);
  g_auto (EveningState) state = evening_read_state (&f->left);
  if (state.n_acts < n_said || state.n_acts > n_said + 1)
    g_error ("%s: %d acts were said to be saved, there are %d",
             which,
             (int) n_said,
             (int) state.n_acts);
  if (!evening_is_same (&state, find_state (f, state.n_acts)))
    g_error ("%s: the book is not what it was after %d acts", which, (int) state.n_acts);
  f->n_in_flight += state.n_acts > n_said;
  test_book_close (&f->left);
  if (f->n_cuts % 4 != 0)
    return;
  g_autofree char *later = test_verify (&f->left);
  if (later[0] != '\0')
    g_error ("%s, once it was opened: %s", which, later);
}

static void
cut_power (Power *f, const XpDrive *drive, const XpPowerCut *cut, guint at, int64_t n_said)
{
  g_autofree char *which = g_strdup_printf ("seed %u, event %u", cut->seed, at);
  empty_folder (f->left.folder);
  xp_drive_cut (drive, cut, f->left.folder);
  leave_beside (f, cut->seed);
  assert_nothing_lost (f, n_said, which);
  f->n_cuts++;
}

/* ---- fixture ---- */

static void
set_up (Power *f, gconstpointer unused)
{
  *f = (Power){.disk = xp_fault_disk_get (), .events = xp_disk_events_new ()};
  test_book_set_up (&f->left, NULL);
  test_book_close (&f->left);
  test_book_set_up (&f->book, NULL);
  test_book_close (&f->book);
  g_assert_true (g_file_get_contents (f->book.path, &f->start, &f->n_start, NULL));
  f->book.state = 4242;
  test_book_open (&f->book);
  evening_make_plan (&f->book, &f->plan);
  test_book_close (&f->book);
}

static void
tear_down (Power *f, gconstpointer unused)
{
  xp_fault_disk_spoil_sectors (f->disk, 0);
  evening_plan_clear (&f->plan);
  g_array_unref (f->events);
  g_free (f->start);
  test_book_tear_down (&f->left, NULL);
  test_book_tear_down (&f->book, NULL);
}

/* ---- cases ---- */

/* Every @stride-th instant, with so many cuts that differ in what arrived. */
static void
cut_at_every_instant (Power *f, int n_seeds, guint stride, bool spoils_sectors)
{
  g_autoptr (XpDrive) drive = xp_drive_new ();
  int64_t n_said = f->plan.after[0].n_acts;
  guint32 seed = 1;
  xp_drive_put (drive, "book.xiangping", f->start, f->n_start);
  for (guint at = 0; at < f->events->len; at++) {
    const XpDiskEvent *event = &g_array_index (f->events, XpDiskEvent, at);
    xp_drive_apply (drive, event);
    if (event->what == XP_DISK_SAID)
      n_said = event->at;
    for (int i = 0; i < n_seeds && at % stride == 0; i++, seed++) {
      const XpPowerCut cut = {seed, seed % 2 == 0 ? 512 : 4096, spoils_sectors};
      cut_power (f, drive, &cut, at, n_said);
    }
  }
  g_test_message ("%d cuts at %u instants; in %d the act in flight had arrived",
                  f->n_cuts,
                  f->events->len / stride,
                  f->n_in_flight);
  g_assert_cmpint (f->n_cuts, >, 5);
}

/* What SQLite's VFS for Unix takes for granted of a disk: bytes that are not being written stay. */
static void
test_a_disk_that_keeps_its_sectors (Power *f, gconstpointer unused)
{
  write_down_evening (f, 0);
  cut_at_every_instant (f, choose_samples (1, 1, 7), (guint) choose_samples (90, 3, 1), false);
}

/* Nothing is promised, and SQLite is told so. */
static void
test_a_disk_that_spoils_its_sectors (Power *f, gconstpointer unused)
{
  write_down_evening (f, 4096);
  cut_at_every_instant (f, choose_samples (1, 1, 5), (guint) choose_samples (90, 6, 1), true);
}

/* ---- a sync that fails, and then the power ---- */

/* False: the evening has no @nth sync. */
static bool
cut_after_failed_sync (Power *f, int nth, int n_times)
{
  g_autoptr (GArray) events = xp_disk_events_new ();
  g_autoptr (XpDrive) drive = xp_drive_new ();
  g_autoptr (GError) error = NULL;
  size_t i = 0;
  bool is_saved = true;
  empty_folder (f->book.folder);
  put_start (f);
  xp_drive_put (drive, "book.xiangping", f->start, f->n_start);
  xp_fault_disk_record (f->disk, events);
  f->book.state = 4242;
  test_book_open (&f->book);
  xp_fault_disk_arm (f->disk, XP_FAULT_SYNC, nth, n_times);
  while (i < evening_get_n_steps () && xp_fault_disk_get_n_failed (f->disk) == 0)
    is_saved = EVENING[i++].run (&f->book, &error);
  const guint n_events = events->len;
  const bool has_failed = xp_fault_disk_disarm (f->disk) > 0;
  xp_fault_disk_record (f->disk, NULL);
  test_book_close (&f->book);
  if (!has_failed)
    return false;

  for (guint at = 0; at < n_events; at++)
    xp_drive_apply (drive, &g_array_index (events, XpDiskEvent, at));
  for (guint32 seed = 0; seed < 5; seed++) {
    const XpPowerCut cut = {seed, 512, false};
    cut_power (f, drive, &cut, n_events, f->plan.after[is_saved ? i : i - 1].n_acts);
  }
  return true;
}

/* What was answered “saved” although a sync had failed must be on the disk all the same. */
static void
test_saved_is_on_the_disk_where_a_sync_failed (Power *f, gconstpointer unused)
{
  static const int TIMES[] = {1, 2, 3, XP_FAULT_FOR_GOOD};
  for (size_t i = 0; i < G_N_ELEMENTS (TIMES); i++)
    for (int nth = 1; cut_after_failed_sync (f, nth, TIMES[i]);)
      nth += choose_samples (40, 5, 1);
  g_test_message ("%d cuts", f->n_cuts);
  g_assert_cmpint (f->n_cuts, >, 5);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Power, NULL, set_up, func, tear_down)
  ADD ("/power-cuts/keeps-sectors", test_a_disk_that_keeps_its_sectors);
  ADD ("/power-cuts/failed-sync", test_saved_is_on_the_disk_where_a_sync_failed);
  ADD ("/power-cuts/spoils-sectors", test_a_disk_that_spoils_its_sectors);
#undef ADD
  return g_test_run ();
}

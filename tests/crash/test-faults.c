/* Every write, sync, truncation and removal of an evening fails once, and from then on: what the
 * program answered was true, the book opens again, nothing is there twice. */
#include "xp-book-private.h"
#include "xp-evening.h"
#include "xp-fault-vfs.h"
#include "xp-samples.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct {
  TestBook book; /* first: the fixture's */
  XpFaultDisk *disk;
  char *start; /* the file as the evening finds it */
  gsize n_start;
  EveningPlan plan;
  const char *what; /* for messages: which fault */
  int nth;
  int n_saved, n_not_saved, n_unknown; /* what was answered to a step that met a fault */
} Faults;

static const char *const NAMES[XP_N_FAULTS] = {
  [XP_FAULT_WRITE] = "write",
  [XP_FAULT_FULL] = "full",
  [XP_FAULT_SYNC] = "sync",
  [XP_FAULT_TRUNCATE] = "truncate",
  [XP_FAULT_DELETE] = "delete",
  [XP_FAULT_OPEN] = "open",
  [XP_FAULT_READ] = "read",
  [XP_FAULT_GONE] = "gone",
};

/* ---- the folder as it was ---- */

static void
empty_folder (TestBook *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_unlink (path);
  }
}

static void
start_again (Faults *f)
{
  g_autoptr (GError) error = NULL;
  empty_folder (&f->book);
  g_file_set_contents_full (f->book.path,
                            f->start,
                            (gssize) f->n_start,
                            G_FILE_SET_CONTENTS_NONE,
                            0600,
                            &error);
  g_assert_no_error (error);
  f->book.state = 4242; /* not the numbers its first session had */
}

/* ---- one evening ---- */

static void G_GNUC_PRINTF (3, 4) fail (const Faults *f, const char *step, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_error ("%s %d, %s: %s", f->what, f->nth, step, text);
}

static bool
holds (Faults *f, size_t n_steps)
{
  g_auto (EveningState) state = evening_read_state (&f->book);
  return evening_is_same (&state, &f->plan.after[n_steps]);
}

static void
assert_holds (Faults *f, size_t n_steps, const char *step, const char *when)
{
  if (holds (f, n_steps))
    return;
  g_auto (EveningState) state = evening_read_state (&f->book);
  fail (f,
        step,
        "%s the book holds something else (%d acts, should be %d)",
        when,
        (int) state.n_acts,
        (int) f->plan.after[n_steps].n_acts);
}

static bool
is_unknown (const GError *error)
{
  return strstr (error->message, "不知道") != NULL;
}

static void
open_mended (Faults *f, const char *step)
{
  g_autoptr (GError) error = NULL;
  f->book.book = test_book_try_open (&f->book, &error);
  if (f->book.book == NULL)
    fail (f, step, "does not open any more: %s", error->message);
}

/* Whoever is told “I do not know” must not go on: whatever is asked then is refused, until the
 * book was opened again. */
static void
assert_is_shut (Faults *f, const char *step)
{
  g_autoptr (GError) error = NULL;
  if (EVENING[0].run (&f->book, &error) || !is_unknown (error))
    fail (f, step, "goes on although nobody knows what is there");
  xp_book_idle (f->book.book);
}

/* What a clerk may be told when the disk failed: never that the book is another's or damaged, or
 * that what she typed is wrong. A place that cannot be read is damage, while it lasts. */
static bool
is_true_of_disk (const Faults *f, const GError *error)
{
  return error->code == XP_ERROR_NOT_SAVED ||
         (f->book.book == NULL && strstr (error->message, "打不开") != NULL) ||
         (f->book.book == NULL && strstr (error->message, "有的内容读不出来") != NULL);
}

/* The step was answered with an error, and the disk is whole again. */
static void
look_after_failure (Faults *f, size_t i, const GError *error, int n_failed)
{
  const char *step = EVENING[i].what;
  if (!is_true_of_disk (f, error))
    fail (f, step, "the disk failed, and the answer is: %s", error->message);
  if (f->book.book == NULL) {
    open_mended (f, step);
    assert_holds (f, i, step, "after an opening that failed");
    return;
  }
  if (!is_unknown (error)) {
    assert_holds (f, i, step, "after “not saved”");
    if (f->nth % 2 == 0)
      return;
  } else {
    if (n_failed < 2)
      fail (f, step, "one failure, and it says that it does not know");
    assert_is_shut (f, step);
  }
  test_book_close (&f->book);
  open_mended (f, step);
  if (!is_unknown (error))
    assert_holds (f, i, step, "after “not saved”, opened again,");
}

static void
take_step (Faults *f, size_t i)
{
  g_autoptr (GError) error = NULL;
  const int n_before = xp_fault_disk_get_n_failed (f->disk);
  /* So that each step reads its pages from the disk, as it does in a book that is large. */
  if (f->book.book != NULL)
    sqlite3_db_release_memory (f->book.book->db);
  if (EVENING[i].run (&f->book, &error)) {
    if (xp_fault_disk_get_n_failed (f->disk) == n_before)
      return;
    xp_fault_disk_disarm (f->disk);
    f->n_saved++;
    assert_holds (f, i + 1, EVENING[i].what, "after “saved”");
    return;
  }
  const int n_failed = xp_fault_disk_disarm (f->disk);
  if (n_failed == n_before)
    fail (f, EVENING[i].what, "fails by itself: %s", error->message);
  f->n_unknown += is_unknown (error);
  f->n_not_saved += !is_unknown (error);
  look_after_failure (f, i, error, n_failed);
  /* What was not saved is typed once more; what nobody knew of, only where it is not there. */
  if (holds (f, i + 1))
    return;
  assert_holds (f, i, EVENING[i].what, "after a failure");
  g_clear_error (&error);
  if (!EVENING[i].run (&f->book, &error))
    fail (f, EVENING[i].what, "cannot be done again: %s", error->message);
  assert_holds (f, i + 1, EVENING[i].what, "typed again,");
}

static void
assert_is_in_order (Faults *f)
{
  g_autofree char *problems = test_verify (&f->book);
  if (problems[0] != '\0')
    fail (f, "at the end", "%s", problems);
  if (xp_fault_disk_count_open (f->disk) != 0)
    fail (f, "at the end", "%d files are still open", xp_fault_disk_count_open (f->disk));
}

/* False: the evening is over and nothing has failed. */
static bool
live_through (Faults *f, XpFault fault, int nth, int n_times)
{
  f->what = NAMES[fault];
  f->nth = nth;
  start_again (f);
  test_book_open (&f->book);
  xp_fault_disk_arm (f->disk, fault, nth, n_times);
  for (size_t i = 0; i < evening_get_n_steps (); i++)
    take_step (f, i);
  const bool has_failed = xp_fault_disk_disarm (f->disk) > 0;
  assert_holds (f, evening_get_n_steps (), "at the end", "");
  test_book_close (&f->book);
  assert_is_in_order (f);
  return has_failed;
}

/* ---- fixture ---- */

static void
set_up (Faults *f, gconstpointer unused)
{
  *f = (Faults){.disk = xp_fault_disk_get (), .what = "no fault"};
  test_book_set_up (&f->book, NULL);
  test_book_close (&f->book);
  g_assert_true (g_file_get_contents (f->book.path, &f->start, &f->n_start, NULL));
  start_again (f);
  test_book_open (&f->book);
  evening_make_plan (&f->book, &f->plan);
  test_book_close (&f->book);
}

static void
tear_down (Faults *f, gconstpointer unused)
{
  evening_plan_clear (&f->plan);
  g_free (f->start);
  test_book_tear_down (&f->book, NULL);
}

/* ---- an evening ---- */

/* @stride: in the usual run; a thorough one leaves nothing out. */
static void
test_every (Faults *f, XpFault fault, int n_times, int stride)
{
  int n = 0, nth = 1;
  stride = choose_samples (stride * 60, stride, 1);
  f->n_saved = f->n_not_saved = f->n_unknown = 0;
  for (; live_through (f, fault, nth, n_times); nth += stride)
    n++;
  g_test_message ("%s, %s: %d faults; saved %d, not saved %d, not known %d",
                  NAMES[fault],
                  n_times == 1   ? "once"
                  : n_times == 2 ? "twice"
                                 : "from then on",
                  n,
                  f->n_saved,
                  f->n_not_saved,
                  f->n_unknown);
  g_assert_cmpint (n, >, 0); /* else the evening does nothing of the kind */
}

#define EVERY(name, fault, stride)                                                                 \
  static void test_every_##name (Faults *f, gconstpointer unused)                                  \
  {                                                                                                \
    test_every (f, fault, 1, stride);                                                              \
    test_every (f, fault, XP_FAULT_FOR_GOOD, stride);                                              \
  }
EVERY (write, XP_FAULT_WRITE, 5)
EVERY (full, XP_FAULT_FULL, 9)
EVERY (truncate, XP_FAULT_TRUNCATE, 1)
EVERY (open, XP_FAULT_OPEN, 1)
EVERY (read, XP_FAULT_READ, 13)
EVERY (gone, XP_FAULT_GONE, 9)
#undef EVERY

/* Twice: the COMMIT's and the closing's; then the act is in the journal all the same. */
static void
test_every_sync (Faults *f, gconstpointer unused)
{
  test_every (f, XP_FAULT_SYNC, 1, 1);
  test_every (f, XP_FAULT_SYNC, 2, 1);
  test_every (f, XP_FAULT_SYNC, XP_FAULT_FOR_GOOD, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Faults, NULL, set_up, func, tear_down)
  ADD ("/faults/write", test_every_write);
  ADD ("/faults/full", test_every_full);
  ADD ("/faults/sync", test_every_sync);
  ADD ("/faults/truncate", test_every_truncate);
  ADD ("/faults/open", test_every_open);
  ADD ("/faults/read", test_every_read);
  ADD ("/faults/gone", test_every_gone);
#undef ADD
  return g_test_run ();
}

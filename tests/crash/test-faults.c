/* Every write, sync, truncation and removal of an evening fails once, and from then on: what the
 * program answered was true, the book opens again, nothing is there twice.
 *
 * An evening that meets its fault late begins where the book was last closed before it, with the
 * file as it was then: up to there it would be the same each time. As many processes as there are
 * processors share the faults. */
#include "xp-book-private.h"
#include "xp-evening.h"
#include "xp-fault-vfs.h"
#include "xp-samples.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <malloc.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  MOST_STARTS = 4,
  MOST_PROCESSES = 8
};

/* Where an evening may begin: before its first step, or where the book was just closed. */
typedef struct {
  size_t step;
  char *bytes; /* the file */
  gsize n_bytes;
  guint64 state;            /* where chance was */
  int n_calls[XP_N_FAULTS]; /* that came before */
} Start;

/* What was answered to a step that met a fault. Shared by all processes: atomic. */
typedef struct {
  gint n_faults;
  gint n_saved, n_not_saved, n_unknown;
} Tally;

typedef struct {
  TestBook book; /* first: the fixture's */
  XpFaultDisk *disk;
  Start starts[MOST_STARTS];
  size_t n_starts;
  EveningPlan plan;
  const char *what; /* for messages: which fault */
  int nth;
  Tally *tally;
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

/* At the first step with the book open, at any other with the file that this step opens. */
static void
start_again (Faults *f, const Start *start)
{
  g_autoptr (GError) error = NULL;
  empty_folder (&f->book);
  g_file_set_contents_full (f->book.path,
                            start->bytes,
                            (gssize) start->n_bytes,
                            G_FILE_SET_CONTENTS_NONE,
                            0600,
                            &error);
  g_assert_no_error (error);
  f->book.state = start->state;
  if (start->step == 0)
    test_book_open (&f->book);
}

static void
keep_start (Faults *f, size_t step)
{
  g_assert_cmpuint (f->n_starts, <, MOST_STARTS);
  Start *start = &f->starts[f->n_starts++];
  *start = (Start){.step = step, .state = f->book.state};
  g_assert_true (g_file_get_contents (f->book.path, &start->bytes, &start->n_bytes, NULL));
  for (int fault = 0; fault < XP_N_FAULTS; fault++)
    start->n_calls[fault] = xp_fault_disk_count_calls (f->disk, (XpFault) fault);
}

static const Start *
find_start (const Faults *f, XpFault fault, int nth)
{
  size_t i = f->n_starts - 1;
  while (f->starts[i].n_calls[fault] >= nth)
    i--;
  return &f->starts[i];
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

static void
fail_by_state (
  const Faults *f, const EveningState *state, size_t n_steps, const char *step, const char *when)
{
  fail (f,
        step,
        "%s the book holds something else (%d acts, should be %d)",
        when,
        (int) state->n_acts,
        (int) f->plan.after[n_steps].n_acts);
}

static void
assert_holds (Faults *f, size_t n_steps, const char *step, const char *when)
{
  g_auto (EveningState) state = evening_read_state (&f->book);
  if (!evening_is_same (&state, &f->plan.after[n_steps]))
    fail_by_state (f, &state, n_steps, step, when);
}

/* Whether step @i is in the book; otherwise it must be as it was before it. */
static bool
holds_step (Faults *f, size_t i)
{
  g_auto (EveningState) state = evening_read_state (&f->book);
  if (evening_is_same (&state, &f->plan.after[i + 1]))
    return true;
  if (!evening_is_same (&state, &f->plan.after[i]))
    fail_by_state (f, &state, i, EVENING[i].what, "after a failure");
  return false;
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

/* So that each step reads its pages from the disk, as it does in a book that is large. */
static void
let_go_of_pages (Faults *f)
{
  if (f->book.book != NULL)
    sqlite3_db_release_memory (f->book.book->db);
}

static void
take_step (Faults *f, size_t i)
{
  g_autoptr (GError) error = NULL;
  const int n_before = xp_fault_disk_get_n_failed (f->disk);
  let_go_of_pages (f);
  if (EVENING[i].run (&f->book, &error)) {
    if (xp_fault_disk_get_n_failed (f->disk) == n_before)
      return;
    xp_fault_disk_disarm (f->disk);
    g_atomic_int_inc (&f->tally->n_saved);
    assert_holds (f, i + 1, EVENING[i].what, "after “saved”");
    return;
  }
  const int n_failed = xp_fault_disk_disarm (f->disk);
  if (n_failed == n_before)
    fail (f, EVENING[i].what, "fails by itself: %s", error->message);
  g_atomic_int_inc (is_unknown (error) ? &f->tally->n_unknown : &f->tally->n_not_saved);
  look_after_failure (f, i, error, n_failed);
  /* What was not saved is typed once more; what nobody knew of, only where it is not there. */
  if (holds_step (f, i))
    return;
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

/* Whether the evening may end before this step: the fault is behind, and what goes on from here is
 * a file that verify is about to read. In a thorough run so many evenings do that; the others go
 * on. */
static bool
is_proved (const Faults *f, size_t step)
{
  return evening_is_opening (step) && xp_fault_disk_get_n_failed (f->disk) > 0 &&
         f->nth % choose_samples (1, 1, 8) != 0;
}

/* False: the evening is over and nothing has failed. */
static bool
live_through (Faults *f, XpFault fault, int nth, int n_times)
{
  const Start *start = find_start (f, fault, nth);
  f->what = NAMES[fault];
  f->nth = nth;
  start_again (f, start);
  xp_fault_disk_arm (f->disk, fault, nth - start->n_calls[fault], n_times);
  size_t i = start->step;
  while (i < evening_get_n_steps () && !is_proved (f, i))
    take_step (f, i++);
  const bool has_failed = xp_fault_disk_disarm (f->disk) > 0;
  assert_holds (f, i, "at the end", "");
  test_book_close (&f->book);
  assert_is_in_order (f);
  return has_failed;
}

/* ---- fixture ---- */

/* Lives through the evening without a fault and keeps the file wherever the book is closed. */
static void
find_starts (Faults *f)
{
  start_again (f, &f->starts[0]);
  xp_fault_disk_arm (f->disk, XP_FAULT_GONE, XP_FAULT_FOR_GOOD, 1);
  for (size_t i = 0; i < evening_get_n_steps (); i++) {
    if (evening_is_opening (i)) {
      let_go_of_pages (f);
      test_book_close (&f->book);
      keep_start (f, i);
    }
    take_step (f, i);
  }
  xp_fault_disk_disarm (f->disk);
  test_book_close (&f->book);
}

static void
set_up (Faults *f, gconstpointer unused)
{
  *f = (Faults){.disk = xp_fault_disk_get (), .what = "no fault"};
  f->tally =
    mmap (NULL, sizeof *f->tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (f->tally != MAP_FAILED);
  test_book_set_up (&f->book, NULL);
  test_book_close (&f->book);
  f->book.state = 4242;                              /* not the numbers its first session had */
  xp_fault_disk_arm (f->disk, XP_FAULT_WRITE, 0, 0); /* nothing was asked for yet */
  keep_start (f, 0);
  start_again (f, &f->starts[0]);
  evening_make_plan (&f->book, &f->plan);
  test_book_close (&f->book);
  find_starts (f);
}

static void
tear_down (Faults *f, gconstpointer unused)
{
  evening_plan_clear (&f->plan);
  for (size_t i = 0; i < f->n_starts; i++)
    g_free (f->starts[i].bytes);
  munmap (f->tally, sizeof *f->tally);
  test_book_tear_down (&f->book, NULL);
}

/* ---- an evening ---- */

typedef struct {
  XpFault fault;
  int n_times, stride, n_processes;
} Sweep;

static void
sweep (Faults *f, const Sweep *what, int process)
{
  int nth = 1 + process * what->stride;
  for (; live_through (f, what->fault, nth, what->n_times); nth += what->stride * what->n_processes)
    g_atomic_int_inc (&f->tally->n_faults);
}

/* In a folder of its own. */
static pid_t
sweep_beside (Faults *f, const Sweep *what, int process)
{
  const pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child > 0)
    return child;
  f->book.folder = g_dir_make_tmp ("xiangping-book-XXXXXX", NULL);
  f->book.path = g_build_filename (f->book.folder, "book.xiangping", NULL);
  sweep (f, what, process);
  test_book_tear_down (&f->book, NULL);
  _exit (0);
}

static void
sweep_in_all (Faults *f, const Sweep *what)
{
  pid_t children[MOST_PROCESSES];
  int status = 0;
  memset (f->tally, 0, sizeof *f->tally);
  for (int i = 1; i < what->n_processes; i++)
    children[i] = sweep_beside (f, what, i);
  sweep (f, what, 0);
  for (int i = 1; i < what->n_processes; i++) {
    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    if (status != 0)
      g_error ("%s: a process that tries every %dth ended with %d",
               NAMES[what->fault],
               what->n_processes,
               status);
  }
}

/* @stride: in the usual run; a thorough one leaves nothing out. */
static void
test_every (Faults *f, XpFault fault, int n_times, int stride)
{
  const Sweep what = {.fault = fault,
                      .n_times = n_times,
                      .stride = choose_samples (stride * 60, stride, 1),
                      .n_processes = (int) CLAMP (g_get_num_processors (), 1, MOST_PROCESSES)};
  sweep_in_all (f, &what);
  g_test_message ("%s, %s: %d faults; saved %d, not saved %d, not known %d",
                  NAMES[fault],
                  n_times == 1   ? "once"
                  : n_times == 2 ? "twice"
                                 : "from then on",
                  f->tally->n_faults,
                  f->tally->n_saved,
                  f->tally->n_not_saved,
                  f->tally->n_unknown);
  g_assert_cmpint (f->tally->n_faults, >, 0); /* else the evening does nothing of the kind */
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
  use_memory_for_folders ();
  /* Each evening would give its memory back and ask for it again. */
  mallopt (M_TRIM_THRESHOLD, 64 << 20);
  mallopt (M_MMAP_THRESHOLD, 32 << 20);
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

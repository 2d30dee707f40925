/* A process types; another kills it at any instant. What was acknowledged is there, nothing is half
 * written, and at most the one act that was under way is there besides. */
#include "xp-book-private.h"
#include "xp-samples.h"
#include "xp-test-book.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  N_ROWS = 200, /* of an import */
  N_MARKS = 8,  /* in a row */
  N_ON_ONE = 8, /* kills before the book is a fresh one again */
  SEED = 20261012
};

typedef enum {
  OPENING,
  TYPING,
  UNDOING,
  IMPORTING,
  TAKING_BACK, /* the import */
  RESTING,     /* a checkpoint */
  COPYING,     /* a backup */
  WIPING,
  CLOSING,
  N_PHASES
} Phase;

static const char *const PHASES[N_PHASES] = {
  "opening",
  "typing",
  "undo and redo",
  "importing",
  "undo of the import",
  "checkpoint",
  "backup",
  "rewriting",
  "closing",
};

/* Shared with the process that types: where it is. What it acknowledges goes through a pipe. */
typedef struct {
  gint phase;   /* atomic */
  gint n_round; /* atomic: how often it has been through all phases */
  gint has_given_up;
  gint64 phase_us[N_PHASES]; /* how long each took last */
  char why[512];
} Shared;

typedef struct {
  gint64 n_acts;
  guint8 head[32];
} Acknowledgement;

typedef struct {
  TestBook book; /* first */
  char *copy;    /* where the backup goes */
  char *start;
  gsize n_start;
  Shared *shared;
  GRand *rand;
  Acknowledgement last; /* what is known to be on the disk */
  int n_in_phase[N_PHASES];
  int n_kills, n_acknowledged, n_in_flight;
} Kills;

/* ---- the process that types ---- */

typedef struct {
  TestBook *book;
  const char *copy;
  Shared *shared;
  int pipe;
  gint64 since_us;
  int64_t n_typed;
} Typist;

static void
give_up (Typist *self, const GError *error)
{
  g_strlcpy (self->shared->why, error->message, sizeof self->shared->why);
  g_atomic_int_set (&self->shared->has_given_up, 1);
  _exit (1);
}

static void
enter (Typist *self, Phase phase)
{
  const gint64 now_us = g_get_monotonic_time ();
  self->shared->phase_us[g_atomic_int_get (&self->shared->phase)] = now_us - self->since_us;
  self->since_us = now_us;
  g_atomic_int_set (&self->shared->phase, phase);
}

/* After the book has answered, and not before. */
static void
acknowledge (Typist *self, XpAct *answer, const GError *error)
{
  Acknowledgement done;
  g_autoptr (XpAct) act = answer;
  g_autoptr (GError) failure = NULL;
  /* After a kill the last act may be one that cannot be undone or redone any more. */
  if (act == NULL && !g_error_matches (error, XP_ERROR, XP_ERROR_REFUSED))
    give_up (self, error);
  if (act == NULL || act->act_no == 0)
    return;
  if (!xp_book_count_acts (self->book->book, &done.n_acts, &failure) ||
      !xp_book_get_head (self->book->book, done.head, &failure))
    give_up (self, failure);
  if (write (self->pipe, &done, sizeof done) != sizeof done)
    _exit (1);
}

static void
type_marks (Typist *self)
{
  for (int i = 0; i < N_MARKS; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (XpRecord) mark = test_mark (1 + i % 2, 1, (self->n_typed + i) % 90);
    XpAct *act = test_put (self->book, XP_VERB_PUT_MARK, mark, &error);
    acknowledge (self, act, error);
  }
  self->n_typed += N_MARKS + 1;
}

static void
undo_and_redo (Typist *self)
{
  static XpAct *(*const STEPS[]) (
    XpBook * book,
    GError * *error) = {xp_book_undo, xp_book_undo, xp_book_redo, xp_book_undo};
  for (size_t i = 0; i < G_N_ELEMENTS (STEPS); i++) {
    g_autoptr (GError) error = NULL;
    XpAct *act = STEPS[i](self->book->book, &error);
    acknowledge (self, act, error);
  }
}

static void
import_rows (Typist *self)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_ROSTER);
  g_autoptr (GError) error = NULL;
  for (int i = 0; i < N_ROWS; i++) {
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    xp_record_set_int (household, "household_uid", 100 + i);
    xp_record_set_int (household, "number", i + 3);
    xp_record_set_text (household, "head", "户主");
    xp_record_set_secret (household, "phone_secret", "13900000000");
    xp_draft_put (draft, household);
  }
  XpAct *act = xp_book_put (self->book->book, draft, &error);
  acknowledge (self, act, error);
}

static void
take_back (Typist *self)
{
  g_autoptr (GError) error = NULL;
  XpAct *act = xp_book_undo (self->book->book, &error);
  acknowledge (self, act, error);
}

static void
open_book (Typist *self)
{
  g_autoptr (GError) error = NULL;
  self->book->book = test_book_try_open (self->book, &error);
  if (self->book->book == NULL)
    give_up (self, error);
}

static void
rest (Typist *self)
{
  xp_book_idle (self->book->book);
}

static void
copy (Typist *self)
{
  g_autoptr (GError) error = NULL;
  if (!xp_book_backup (self->book->book, self->copy, &error))
    give_up (self, error);
}

static void
wipe (Typist *self)
{
  g_autoptr (GError) error = NULL;
  if (!xp_book_wipe (self->book->book, &error))
    give_up (self, error);
}

static void
close_book (Typist *self)
{
  test_book_close (self->book);
}

static void (*const DOINGS[N_PHASES]) (Typist *self) = {
  [OPENING] = open_book,
  [TYPING] = type_marks,
  [UNDOING] = undo_and_redo,
  [IMPORTING] = import_rows,
  [TAKING_BACK] = take_back,
  [RESTING] = rest,
  [COPYING] = copy,
  [WIPING] = wipe,
  [CLOSING] = close_book,
};

static void
type_until_killed (Kills *f, int pipe)
{
  Typist typist = {&f->book, f->copy, f->shared, pipe, g_get_monotonic_time (), f->n_kills};
  for (;;) {
    for (int phase = 0; phase < N_PHASES; phase++) {
      enter (&typist, (Phase) phase);
      DOINGS[phase](&typist);
    }
    g_atomic_int_inc (&f->shared->n_round);
  }
}

/* ---- the one that kills ---- */

static void
assert_still_types (const Kills *f)
{
  if (g_atomic_int_get (&f->shared->has_given_up) != 0)
    g_error ("kill %d: the typing process gave up: %s", f->n_kills, f->shared->why);
}

/* Waits busily: for the phase, then for a part of as long as it takes. */
static void
wait_for_instant (Kills *f, Phase phase)
{
  const int n_round = g_rand_int_range (f->rand, 0, 2);
  while (g_atomic_int_get (&f->shared->n_round) < n_round ||
         g_atomic_int_get (&f->shared->phase) != (gint) phase)
    assert_still_types (f);
  const gint64 phase_us = MAX (f->shared->phase_us[phase], 200);
  const gint64 until_us =
    g_get_monotonic_time () + (gint64) g_rand_double_range (f->rand, 0, (double) phase_us * 1.1);
  while (g_get_monotonic_time () < until_us)
    continue;
}

static void
take_acknowledgements (Kills *f, int pipe)
{
  Acknowledgement one;
  while (read (pipe, &one, sizeof one) == sizeof one) {
    f->last = one;
    f->n_acknowledged++;
  }
}

static void
kill_once (Kills *f)
{
  int ends[2], status = 0;
  const Phase phase = (Phase) (f->n_kills % N_PHASES);
  g_assert_cmpint (pipe (ends), ==, 0);
  f->book.state = (guint64) f->n_kills + 1; /* chance of its own, or sessions would meet */
  g_atomic_int_set (&f->shared->phase, OPENING);
  g_atomic_int_set (&f->shared->n_round, 0);
  const pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    type_until_killed (f, ends[1]);
  close (ends[1]);
  wait_for_instant (f, phase);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  assert_still_types (f);
  g_assert_true (WIFSIGNALED (status));
  take_acknowledgements (f, ends[0]);
  close (ends[0]);
  f->n_in_phase[g_atomic_int_get (&f->shared->phase)]++;
  f->n_kills++;
}

static void
assert_in_order (Kills *f, const char *when)
{
  g_autofree char *problems = test_verify (&f->book);
  if (problems[0] != '\0')
    g_error ("kill %d, %s: %s", f->n_kills, when, problems);
}

/* Not there, or whole; and nothing under its name that is half. */
static void
assert_copy_is_whole (Kills *f)
{
  static const XpBookHooks NONE = {NULL, NULL};
  g_autoptr (GError) error = NULL;
  if (!g_file_test (f->copy, G_FILE_TEST_EXISTS))
    return;
  g_autoptr (XpVerifyReport) report = xp_book_verify_path (f->copy, &NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  if (report->problems->len > 0)
    g_error ("kill %d, the backup: %s", f->n_kills, (char *) report->problems->pdata[0]);
}

static void
assert_nothing_lost (Kills *f)
{
  g_autoptr (GError) error = NULL;
  Acknowledgement now;
  assert_in_order (f, "as it was left");
  f->book.book = test_book_try_open (&f->book, &error);
  if (f->book.book == NULL)
    g_error ("kill %d: %s", f->n_kills, error->message);
  g_assert_true (xp_book_count_acts (f->book.book, &now.n_acts, NULL));
  g_assert_true (xp_book_get_head (f->book.book, now.head, NULL));
  if (now.n_acts < f->last.n_acts || now.n_acts > f->last.n_acts + 1)
    g_error ("kill %d: %d acts were acknowledged, there are %d",
             f->n_kills,
             (int) f->last.n_acts,
             (int) now.n_acts);
  if (now.n_acts == f->last.n_acts ? memcmp (now.head, f->last.head, 32) != 0
                                   : !xp_book_has_head (f->book.book, f->last.head))
    g_error ("kill %d: what was acknowledged last is another act now", f->n_kills);
  f->n_in_flight += now.n_acts > f->last.n_acts;
  f->last = now;
  test_book_close (&f->book);
  if (f->n_kills % 4 == 0)
    assert_in_order (f, "opened again");
  if (f->n_kills % N_PHASES == 0)
    assert_copy_is_whole (f);
}

/* ---- fixture ---- */

static void
start_with_fresh_book (Kills *f)
{
  g_autoptr (GError) error = NULL;
  g_unlink (f->book.path); /* GLib would leave the end of a longer one */
  g_file_set_contents_full (f->book.path,
                            f->start,
                            (gssize) f->n_start,
                            G_FILE_SET_CONTENTS_NONE,
                            0600,
                            &error);
  g_assert_no_error (error);
  test_book_open (&f->book);
  g_assert_true (xp_book_count_acts (f->book.book, &f->last.n_acts, NULL));
  g_assert_true (xp_book_get_head (f->book.book, f->last.head, NULL));
  test_book_close (&f->book);
}

static void
set_up (Kills *f, gconstpointer unused)
{
  *f = (Kills){.rand = g_rand_new_with_seed (SEED)};
  test_book_set_up (&f->book, NULL);
  test_book_close (&f->book);
  g_assert_true (g_file_get_contents (f->book.path, &f->start, &f->n_start, NULL));
  f->copy = g_build_filename (f->book.folder, "copy.xiangping", NULL);
  f->shared =
    mmap (NULL, sizeof *f->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (f->shared != MAP_FAILED);
}

static void
tear_down (Kills *f, gconstpointer unused)
{
  munmap (f->shared, sizeof *f->shared);
  g_rand_free (f->rand);
  g_free (f->copy);
  g_free (f->start);
  test_book_tear_down (&f->book, NULL);
}

static void
test_nothing_acknowledged_is_lost (Kills *f, gconstpointer unused)
{
  const int n_kills = choose_samples (9, 120, 1000);
  while (f->n_kills < n_kills) {
    if (f->n_kills % N_ON_ONE == 0)
      start_with_fresh_book (f);
    kill_once (f);
    assert_nothing_lost (f);
  }
  g_test_message ("seed %d: %d kills, %d acts acknowledged, none lost; in %d the act under way was "
                  "there",
                  SEED,
                  f->n_kills,
                  f->n_acknowledged,
                  f->n_in_flight);
  for (int phase = 0; phase < N_PHASES; phase++) {
    g_test_message ("%s: %d", PHASES[phase], f->n_in_phase[phase]);
    g_assert_true (f->n_in_phase[phase] > 0 || n_kills < 100); /* else it was never met */
  }
  g_assert_cmpint (f->n_acknowledged, >, n_kills);
}

/* ---- an old book, a new book ---- */

static void
open_and_end (TestBook *f)
{
  XpBook *book = g_file_test (f->path, G_FILE_TEST_EXISTS) ? test_book_try_open (f, NULL)
                                                           : test_book_try_create (f, NULL);
  _exit (book != NULL ? 0 : 1);
}

/* Opens or makes the book in a process that is killed after some microseconds. Returns: whether it
 * was; otherwise it had ended. */
static bool
kill_while_opening (TestBook *f, gint64 after_us)
{
  int status = 0;
  const pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    open_and_end (f);
  const gint64 until_us = g_get_monotonic_time () + after_us;
  while (g_get_monotonic_time () < until_us)
    continue;
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

static void
empty_folder (TestBook *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_unlink (path);
  }
}

/* Whatever the kill left: it opens, or can be made, and is in order. */
static void
assert_goes_on (TestBook *f, int n)
{
  g_autoptr (GError) error = NULL;
  f->book = g_file_test (f->path, G_FILE_TEST_EXISTS) ? test_book_try_open (f, &error)
                                                      : test_book_try_create (f, &error);
  if (f->book == NULL)
    g_error ("kill %d: %s", n, error->message);
  test_book_close (f);
  g_autofree char *problems = test_verify (f);
  if (problems[0] != '\0')
    g_error ("kill %d: %s", n, problems);
}

static void
kill_many_while_opening (TestBook *f, const char *start, gsize n_start)
{
  const int n_kills = choose_samples (3, 20, 100);
  GRand *rand = g_rand_new_with_seed (SEED);
  gint64 longest_us = 100000;
  int n = 0;
  for (int i = 0; i < 100 * n_kills && n < n_kills; i++) {
    empty_folder (f);
    if (start != NULL)
      g_assert_true (g_file_set_contents (f->path, start, (gssize) n_start, NULL));
    const gint64 after_us = (gint64) g_rand_double_range (rand, 0, (double) longest_us);
    const bool was_killed = kill_while_opening (f, after_us);
    n += was_killed;
    longest_us = was_killed ? longest_us : MAX (after_us, 2000); /* it was over by then */
    assert_goes_on (f, n);
  }
  g_rand_free (rand);
  g_test_message ("%d kills", n);
  g_assert_cmpint (n, ==, n_kills);
}

static void
test_an_upgrade_is_whole (TestBook *f, gconstpointer unused)
{
  g_autofree char *start = NULL;
  gsize n = 0;
  g_assert_true (g_file_get_contents (f->path, &start, &n, NULL));
  kill_many_while_opening (f, start, n);
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM act WHERE verb = 'upgrade'"), ==, 1);
}

static void
test_a_new_book_is_whole (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  kill_many_while_opening (f, NULL, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/kills/typing", Kills, NULL, set_up, test_nothing_acknowledged_is_lost, tear_down);
  g_test_add ("/kills/upgrade",
              TestBook,
              "2.xiangping",
              test_book_set_up_released,
              test_an_upgrade_is_whole,
              test_book_tear_down);
  g_test_add ("/kills/new-book",
              TestBook,
              NULL,
              test_book_set_up,
              test_a_new_book_is_whole,
              test_book_tear_down);
  return g_test_run ();
}

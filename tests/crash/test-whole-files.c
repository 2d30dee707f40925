/* Books that are made, brought up to date, written anew or copied, and sheets that are printed: at
 * every fault and every power cut the old is there whole, or the new, never a part under the name.
 */
#include "xp-book-private.h"
#include "xp-drive.h"
#include "xp-fault-calls.h"
#include "xp-paper-save.h"
#include "xp-roster-reader.h"
#include "xp-samples.h"
#include "xp-test-book.h"
#include "xp-xlsx-writer.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct _Whole Whole;

/* One way of making a file. */
typedef struct {
  const char *name;
  void (*prepare) (Whole *f);              /* the folder as it is before */
  bool (*make) (Whole *f, GError **error); /* with the disk that fails */
  void (*check) (Whole *f, bool is_made); /* the new is there; or, where it was not made, the old */
  bool leaves_nothing_beside;             /* after a failure too */
} Making;

struct _Whole {
  TestBook book; /* first */
  XpFaultDisk *disk;
  XpDisk calls;
  GBytes *released, *sheet;
  char *target;
  guint8 head[32];
  const char *what;
  int nth;
};

static const char OLD[] = "the old file";

static void G_GNUC_PRINTF (2, 3) fail (const Whole *f, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_error ("%s, %d: %s", f->what, f->nth, text);
}

/* ---- the folder ---- */

static void
empty_folder (Whole *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->book.folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (f->book.folder, name, NULL);
    g_unlink (path);
  }
}

static void
assert_nothing_but (Whole *f, const char *first, const char *second)
{
  g_autoptr (GDir) dir = g_dir_open (f->book.folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (g_strcmp0 (name, first) != 0 && g_strcmp0 (name, second) != 0)
      fail (f, "%s is left", name);
}

static void
put_file (const char *path, const void *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents_full (path, bytes, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
put_released (Whole *f)
{
  gsize n = 0;
  const void *bytes = g_bytes_get_data (f->released, &n);
  put_file (f->book.path, bytes, n);
}

static void
assert_in_order (Whole *f)
{
  g_autofree char *problems = test_verify (&f->book);
  if (problems[0] != '\0')
    fail (f, "%s", problems);
}

/* ---- a new book ---- */

static void
prepare_nothing (Whole *f)
{
}

static bool
make_book (Whole *f, GError **error)
{
  f->book.book = test_book_try_create (&f->book, error);
  const bool is_made = f->book.book != NULL;
  test_book_close (&f->book);
  return is_made;
}

static void
check_made_or_not_there (Whole *f, bool is_made)
{
  const bool is_there = g_file_test (f->book.path, G_FILE_TEST_EXISTS);
  if (is_made && !is_there)
    fail (f, "it was made and is not there");
  g_autoptr (GError) error = NULL;
  if (is_there)
    f->book.book = test_book_try_open (&f->book, &error);
  else
    f->book.book = test_book_try_create (&f->book, &error);
  if (f->book.book == NULL)
    fail (f, "%s", error->message);
  test_book_close (&f->book);
  assert_in_order (f);
}

/* ---- an old book ---- */

static bool
open_old_book (Whole *f, GError **error)
{
  f->book.book = test_book_try_open (&f->book, error);
  const bool is_open = f->book.book != NULL;
  test_book_close (&f->book);
  return is_open;
}

static void
check_old_book (Whole *f, bool is_made)
{
  static const char N_CHANGES[] = "SELECT count(*) FROM change WHERE kind <> 'upgrade'";
  g_autoptr (GError) error = NULL;
  assert_in_order (f);
  f->book.book = test_book_try_open (&f->book, &error);
  if (f->book.book == NULL)
    fail (f, "%s", error->message);
  test_book_close (&f->book);
  assert_in_order (f);
  g_assert_cmpint (test_sql (&f->book, "SELECT count(*) FROM act WHERE verb = 'upgrade'"), ==, 1);
  g_assert_cmpint (test_sql (&f->book, N_CHANGES), >, 0);
}

/* ---- written anew ---- */

static void
prepare_new_book (Whole *f)
{
  put_released (f);
  test_book_open (&f->book);
  test_book_close (&f->book);
}

static bool
write_anew (Whole *f, GError **error)
{
  test_book_open (&f->book);
  const bool is_written = xp_book_rewrite (f->book.book, error);
  test_book_close (&f->book);
  return is_written;
}

/* ---- a backup ---- */

static void
prepare_backup (Whole *f)
{
  prepare_new_book (f);
  put_file (f->target, OLD, strlen (OLD));
  test_book_open (&f->book);
  g_assert_true (xp_book_get_head (f->book.book, f->head, NULL));
}

static bool
make_backup (Whole *f, GError **error)
{
  if (f->book.book == NULL)
    test_book_open (&f->book);
  const bool is_made = xp_book_backup (f->book.book, f->target, error);
  test_book_close (&f->book);
  return is_made;
}

static bool
is_old_file (Whole *f)
{
  g_autofree char *text = NULL;
  gsize n = 0;
  return g_file_get_contents (f->target, &text, &n, NULL) && n == strlen (OLD) &&
         memcmp (text, OLD, n) == 0;
}

static void
check_backup (Whole *f, bool is_made)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  guint8 head[32];
  assert_in_order (f);
  if (!is_made && is_old_file (f))
    return;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report = xp_book_verify_path (f->target, &HOOKS, NULL, NULL, &error);
  if (report == NULL || report->problems->len > 0)
    fail (f,
          "the backup: %s",
          report == NULL ? error->message : (char *) report->problems->pdata[0]);
  g_autoptr (XpBook) copy = xp_book_open_reader (f->target, &HOOKS, &error);
  g_assert_no_error (error);
  g_assert_true (xp_book_get_head (copy, head, NULL));
  g_assert_cmpmem (head, 32, f->head, 32);
}

/* ---- another book in its place ---- */

static char *
dup_copy_path (Whole *f)
{
  return g_build_filename (f->book.folder, "copy", NULL);
}

/* The copy lacks what the book holds besides. */
static void
prepare_replacing (Whole *f)
{
  g_autofree char *copy = dup_copy_path (f);
  prepare_new_book (f);
  test_book_open (&f->book);
  g_assert_true (xp_book_backup (f->book.book, copy, NULL));
  g_autoptr (XpRecord) wording = xp_record_new (XP_KIND_WORDING);
  xp_record_set_text (wording, "document", "notice");
  xp_record_set_text (wording, "text", "一句话");
  g_autoptr (XpAct) act = test_put (&f->book, XP_VERB_SETTINGS, wording, NULL);
  g_assert_nonnull (act);
  g_assert_true (xp_book_get_head (f->book.book, f->head, NULL));
  test_book_close (&f->book);
}

static bool
replace_book (Whole *f, GError **error)
{
  g_autofree char *copy = dup_copy_path (f);
  f->book.book = test_book_try_open (&f->book, error);
  const bool is_made =
    f->book.book != NULL && xp_book_replace (f->book.book, copy, f->target, error);
  test_book_close (&f->book);
  return is_made;
}

static bool
has_old_head (Whole *f, const char *path)
{
  guint8 head[32];
  g_autoptr (GError) error = NULL;
  g_autoptr (XpBook) reader = xp_book_open_reader (path, &TEST_BOOK_HOOKS, &error);
  if (reader == NULL)
    fail (f, "%s: %s", path, error->message);
  g_assert_true (xp_book_get_head (reader, head, NULL));
  return memcmp (head, f->head, sizeof head) == 0;
}

/* The old book, or the new one and the old under the other name; either can be typed into. */
static void
check_replaced (Whole *f, bool is_made)
{
  g_autoptr (GError) error = NULL;
  assert_in_order (f);
  const bool is_old = has_old_head (f, f->book.path);
  if (is_old && is_made)
    fail (f, "it was replaced and is the old one");
  if (!is_old && !has_old_head (f, f->target))
    fail (f, "what stood there before is lost");
  f->book.book = test_book_try_open (&f->book, &error);
  if (f->book.book == NULL)
    fail (f, "%s", error->message);
  test_book_close (&f->book);
}

/* ---- a sheet ---- */

static void
prepare_sheet (Whole *f)
{
  put_file (f->target, OLD, strlen (OLD));
}

static bool
print_sheet (Whole *f, GError **error)
{
  return xp_paper_save_on (&f->calls, f->sheet, f->target, error);
}

static void
check_sheet (Whole *f, bool is_made)
{
  g_autofree char *text = NULL;
  gsize n = 0, n_sheet = 0;
  if (!is_made && is_old_file (f))
    return;
  const char *sheet = g_bytes_get_data (f->sheet, &n_sheet);
  if (!g_file_get_contents (f->target, &text, &n, NULL) || n != n_sheet ||
      memcmp (text, sheet, n) != 0)
    fail (f, "the sheet is neither the old nor the new");
}

/* ---- a list for a spreadsheet ---- */

/* Of so many rows that the disk is asked more than once. */
static GPtrArray *
new_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (int i = 1; i <= 200; i++) {
    char *row[] = {g_strdup_printf ("%d", i), g_strdup_printf ("户主%d", i * 7919), NULL};
    g_ptr_array_add (rows, g_memdup2 (row, sizeof row));
  }
  return rows;
}

static bool
write_list (Whole *f,
            bool (*write) (const XpDisk *, const XpSheetOut *, const char *, GError **),
            GError **error)
{
  static const char *const HEADER[] = {"户号", "户主", NULL};
  g_autoptr (GPtrArray) rows = new_rows ();
  const XpSheetOut sheet = {"名单", HEADER, rows};
  return write (&f->calls, &sheet, f->target, error);
}

static bool
write_workbook (Whole *f, GError **error)
{
  return write_list (f, xp_xlsx_write_on, error);
}

static bool
write_text (Whole *f, GError **error)
{
  return write_list (f, xp_csv_write_on, error);
}

/* All rows, and no others. */
static void
check_list (Whole *f, bool is_made)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize n = 0;
  if (!is_made && is_old_file (f))
    return;
  g_assert_true (g_file_get_contents (f->target, &text, &n, NULL));
  g_autoptr (GBytes) bytes = g_bytes_new (text, n);
  g_autoptr (GPtrArray) should = new_rows ();
  g_autoptr (XpRoster) list = xp_roster_read (bytes, f->target, NULL, NULL, NULL, &error);
  if (list == NULL)
    fail (f, "the list is neither the old nor the new: %s", error->message);
  if (list->rows->len != should->len)
    fail (f, "the list has %u rows", list->rows->len);
}

static const Making MAKINGS[] = {
  {"a new book", prepare_nothing, make_book, check_made_or_not_there, true},
  {"an old book", put_released, open_old_book, check_old_book, false},
  {"a book written anew", prepare_new_book, write_anew, check_old_book, false},
  {"a backup", prepare_backup, make_backup, check_backup, false},
  {"another book in its place", prepare_replacing, replace_book, check_replaced, false},
  {"a sheet", prepare_sheet, print_sheet, check_sheet, true},
  {"a workbook", prepare_sheet, write_workbook, check_list, true},
  {"a list as text", prepare_sheet, write_text, check_list, true},
};

/* ---- faults ---- */

static void
assert_tells_truth (Whole *f, const GError *error)
{
  if (error->code != XP_ERROR_NOT_SAVED && strstr (error->message, "打不开") == NULL &&
      strstr (error->message, "有的内容读不出来") == NULL)
    fail (f, "the disk failed, and the answer is: %s", error->message);
}

/* False: all is made and nothing has failed. */
static bool
make_with_fault (Whole *f, const Making *making, XpFault fault, int nth, int n_times)
{
  g_autoptr (GError) error = NULL;
  f->nth = nth;
  empty_folder (f);
  making->prepare (f);
  xp_fault_disk_arm (f->disk, fault, nth, n_times);
  const bool is_made = making->make (f, &error);
  const bool has_failed = xp_fault_disk_disarm (f->disk) > 0;
  if (!is_made)
    assert_tells_truth (f, error);
  if (making->leaves_nothing_beside && !is_made)
    assert_nothing_but (f, strrchr (f->target, '/') + 1, NULL);
  making->check (f, is_made);
  if (xp_fault_disk_count_open (f->disk) != 0)
    fail (f, "%d files are still open", xp_fault_disk_count_open (f->disk));
  return has_failed;
}

static void
test_faults (Whole *f, gconstpointer data)
{
  static const struct {
    const char *name;
    XpFault fault;
    int n_times;
  } FAULTS[] = {
    {"write", XP_FAULT_WRITE, 1},
    {"full from then on", XP_FAULT_FULL, XP_FAULT_FOR_GOOD},
    {"sync", XP_FAULT_SYNC, 1},
    {"truncate", XP_FAULT_TRUNCATE, 1},
    {"delete", XP_FAULT_DELETE, 1},
    {"rename", XP_FAULT_RENAME, 1},
    {"close", XP_FAULT_CLOSE, 1},
    {"gone from then on", XP_FAULT_GONE, XP_FAULT_FOR_GOOD},
  };
  const Making *making = data;
  const int stride = choose_samples (90, 11, 1), n_first = choose_samples (0, 3, 3);
  int n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (FAULTS); i++) {
    g_autofree char *what = g_strdup_printf ("%s, %s", making->name, FAULTS[i].name);
    const bool is_many = FAULTS[i].fault == XP_FAULT_WRITE || FAULTS[i].n_times > 1;
    f->what = what;
    for (int nth = 1; make_with_fault (f, making, FAULTS[i].fault, nth, FAULTS[i].n_times);
         nth += is_many && nth > n_first ? stride : 1)
      n++;
  }
  g_test_message ("%s: %d faults", making->name, n);
  g_assert_cmpint (n, >, 5);
}

/* ---- power cuts ---- */

static void
put_folder (Whole *f, XpDrive *drive)
{
  g_autoptr (GDir) dir = g_dir_open (f->book.folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (f->book.folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize n = 0;
    if (g_str_has_suffix (name, "-shm"))
      continue;
    g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
    xp_drive_put (drive, name, bytes, n);
  }
}

static void
test_power_cuts (Whole *f, gconstpointer data)
{
  const Making *making = data;
  const int n_seeds = choose_samples (1, 1, 5);
  const guint stride = (guint) choose_samples (50, 3, 1);
  g_autoptr (XpDrive) drive = xp_drive_new ();
  g_autoptr (GArray) events = xp_disk_events_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *what = g_strdup_printf ("%s, power cut", making->name);
  f->what = what;
  making->prepare (f);
  put_folder (f, drive);
  xp_fault_disk_record (f->disk, events);
  if (!making->make (f, &error))
    fail (f, "%s", error->message);
  xp_fault_disk_record (f->disk, NULL);

  guint32 seed = 1;
  for (guint at = 0; at < events->len; at++) {
    xp_drive_apply (drive, &g_array_index (events, XpDiskEvent, at));
    if (at % stride != 0 && at + 3 < events->len)
      continue;
    for (int i = 0; i < n_seeds; i++, seed++) {
      const XpPowerCut cut = {seed, seed % 2 == 0 ? 512 : 4096, false};
      f->nth = (int) seed;
      empty_folder (f);
      xp_drive_cut (drive, &cut, f->book.folder);
      making->check (f, at + 1 == events->len);
    }
  }
  g_test_message ("%s: %u cuts", making->name, seed - 1);
}

/* ---- fixture ---- */

static void
set_up (Whole *f, gconstpointer unused)
{
  *f = (Whole){.disk = xp_fault_disk_get ()};
  test_book_set_up_released (&f->book, "2.xiangping");
  char *bytes = NULL;
  gsize n = 0;
  g_assert_true (g_file_get_contents (f->book.path, &bytes, &n, NULL));
  f->released = g_bytes_new_take (bytes, n);
  f->sheet = g_bytes_new_take (g_strnfill (100000, 'x'), 100000);
  f->target = g_build_filename (f->book.folder, "target", NULL);
  f->calls = xp_fault_disk_get_calls (f->disk);
  f->book.disk = &f->calls;
  empty_folder (f);
}

static void
tear_down (Whole *f, gconstpointer unused)
{
  test_book_tear_down (&f->book, NULL);
  g_bytes_unref (f->released);
  g_bytes_unref (f->sheet);
  g_free (f->target);
}

int
main (int argc, char *argv[])
{
  static const char *const PATHS[] =
    {"new-book", "old-book", "written-anew", "backup", "replaced", "sheet", "workbook", "text"};
  G_STATIC_ASSERT (G_N_ELEMENTS (PATHS) == G_N_ELEMENTS (MAKINGS));
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (MAKINGS); i++) {
    g_autofree char *faults = g_strdup_printf ("/whole-files/faults/%s", PATHS[i]);
    g_autofree char *cuts = g_strdup_printf ("/whole-files/power-cuts/%s", PATHS[i]);
    g_test_add (faults, Whole, &MAKINGS[i], set_up, test_faults, tear_down);
    g_test_add (cuts, Whole, &MAKINGS[i], set_up, test_power_cuts, tear_down);
  }
  return g_test_run ();
}

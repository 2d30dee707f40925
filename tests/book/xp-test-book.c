#include "xp-test-book.h"

#include "xp-rubric-text.h"

#include <glib/gstdio.h>

static const char FORM[] = "[rubric]\nname=小表\n\n"
                           "[item 4]\nsection=庭院\nname=院内地面\ncriterion=扫净\nmode=deduct\n"
                           "unit=处\npoints=1\nstep=1\nmax=6\ncap=6\n\n"
                           "[item 5]\nsection=家风\nname=和睦\ncriterion=和气\nmode=score\n"
                           "unit=分\nstep=0.5\nmax=10\n\n"
                           "[item V1]\nsection=一票否决\nname=设赌\ncriterion=有决定\nmode=veto\n\n"
                           "[item 6]\nsection=票决\nname=投票\ncriterion=一户一票\nmode=vote\n"
                           "unit=票\nmax=40\n\n"
                           "[item 7]\nsection=公益\nname=公益劳动\ncriterion=半日\nmode=event\n"
                           "unit=人次\npoints=2\n";

static XpRubric *
read_rubric (const char *text, GError **error)
{
  return xp_rubric_from_text (text, "small", "小表", error);
}

const XpBookHooks TEST_BOOK_HOOKS = {read_rubric, NULL};

static int64_t
now_ms (gpointer user_data)
{
  TestBook *f = user_data;
  return f->now_ms += 1000;
}

static void
fill (gpointer bytes, size_t n_bytes, gpointer user_data)
{
  TestBook *f = user_data;
  for (size_t i = 0; i < n_bytes; i++) {
    f->state = f->state * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
    ((guint8 *) bytes)[i] = (guint8) (f->state >> 33);
  }
}

static XpBookOpening
opening_of (TestBook *f)
{
  return (XpBookOpening){.clock = &f->clock,
                         .random = &f->random,
                         .hooks = &TEST_BOOK_HOOKS,
                         .who = "王会计",
                         .device = "旧笔记本",
                         .program = "测试",
                         .disk = f->disk};
}

XpBook *
test_book_try_open (TestBook *f, GError **error)
{
  XpBookOpening opening = opening_of (f);
  opening.keep_old = f->keep_old;
  opening.keep_old_data = f;
  return xp_book_open (f->path, &opening, error);
}

XpBook *
test_book_try_create (TestBook *f, GError **error)
{
  const XpBookOpening opening = opening_of (f);
  return xp_book_create (f->path, &opening, error);
}

XpBook *
test_book_open_at (TestBook *f, const char *path, const char *who)
{
  XpBookOpening opening = opening_of (f);
  opening.who = who;
  g_autoptr (GError) error = NULL;
  XpBook *book = xp_book_open (path, &opening, &error);
  g_assert_no_error (error);
  return book;
}

static void
put_household (XpDraft *draft, int64_t uid, int number, const char *head)
{
  g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
  xp_record_set_int (household, "household_uid", uid);
  xp_record_set_int (household, "number", number);
  xp_record_set_text (household, "head", head);
  xp_record_set_secret (household, "phone_secret", "13800000000");
  xp_draft_put (draft, household);
}

static void
put_round (XpDraft *draft)
{
  g_autoptr (XpRecord) rubric = xp_record_new (XP_KIND_RUBRIC);
  g_autoptr (XpRecord) round = xp_record_new (XP_KIND_ROUND);
  g_autoptr (XpRecord) judge = xp_record_new (XP_KIND_JUDGE);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, FORM, -1);
  xp_record_set_text (rubric, "id", "small");
  xp_record_set_int (rubric, "version", 1);
  xp_record_set_int (rubric, "number", 1);
  xp_record_set_text (rubric, "text", FORM);
  xp_record_set_text (rubric, "sha256", sha256);
  xp_record_set_int (round, "round_uid", TEST_ROUND);
  xp_record_set_int (round, "number", 1);
  xp_record_set_text (round, "name", "一轮");
  xp_record_set_text (round, "stage", "marking");
  xp_record_set_text (round, "rubric_id", "small");
  xp_record_set_int (round, "rubric_version", 1);
  xp_record_set_text (round, "combine", "consensus");
  xp_record_set_int (judge, "round_uid", TEST_ROUND);
  xp_record_set_text (judge, "name", "合议");
  xp_draft_put (draft, rubric);
  xp_draft_put (draft, round);
  xp_draft_put (draft, judge);
  for (int no = 1; no <= 2; no++) {
    g_autoptr (XpRecord) entrant = xp_record_new (XP_KIND_ENTRANT);
    xp_record_set_int (entrant, "round_uid", TEST_ROUND);
    xp_record_set_int (entrant, "entrant_no", no);
    xp_record_set_int (entrant, "household_uid", no == 1 ? TEST_HOUSEHOLD_1 : TEST_HOUSEHOLD_2);
    xp_draft_put (draft, entrant);
  }
}

static void
put_draft (TestBook *f, XpDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, &error);
  g_assert_no_error (error);
}

static void
fill_book (TestBook *f)
{
  g_autoptr (XpDraft) make = xp_draft_new (XP_VERB_MAKE_BOOK);
  g_autoptr (XpRecord) village = xp_record_new (XP_KIND_VILLAGE);
  xp_record_set_int (village, "village_uid", 1);
  xp_record_set_text (village, "name", "永胜村");
  xp_record_set_text (village, "short_name", "永胜");
  xp_draft_put (make, village);
  put_draft (f, make);

  g_autoptr (XpDraft) roster = xp_draft_new (XP_VERB_IMPORT_ROSTER);
  put_household (roster, TEST_HOUSEHOLD_1, 1, "张三");
  put_household (roster, TEST_HOUSEHOLD_2, 2, "李四");
  put_draft (f, roster);

  g_autoptr (XpDraft) open = xp_draft_new (XP_VERB_OPEN_ROUND);
  put_round (open);
  put_draft (f, open);
}

static void
make_folder (TestBook *f)
{
  *f = (TestBook){.folder = g_dir_make_tmp ("xiangping-book-XXXXXX", NULL),
                  .clock = {.now_ms = now_ms, .user_data = f},
                  .random = {fill, f},
                  .now_ms = G_GINT64_CONSTANT (1791804000000),
                  .state = 42};
  f->path = g_build_filename (f->folder, "book.xiangping", NULL);
}

void
test_book_set_up (TestBook *f, gconstpointer unused)
{
  make_folder (f);
  g_autoptr (GError) error = NULL;
  f->book = test_book_try_create (f, &error);
  g_assert_no_error (error);
  fill_book (f);
}

void
test_book_set_up_released (TestBook *f, gconstpointer name)
{
  make_folder (f);
  g_autoptr (GError) error = NULL;
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "books", name, NULL);
  g_autofree char *bytes = NULL;
  gsize n = 0;
  g_file_get_contents (source, &bytes, &n, &error);
  g_assert_no_error (error);
  g_file_set_contents (f->path, bytes, (gssize) n, &error);
  g_assert_no_error (error);
}

void
test_book_close (TestBook *f)
{
  g_clear_pointer (&f->book, xp_book_close);
}

void
test_book_open (TestBook *f)
{
  g_autoptr (GError) error = NULL;
  f->book = test_book_try_open (f, &error);
  g_assert_no_error (error);
}

void
test_book_tear_down (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}

XpRecord *
test_mark (int entrant_no, int item_at, int64_t count)
{
  XpRecord *mark = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (mark, "round_uid", TEST_ROUND);
  xp_record_set_int (mark, "entrant_no", entrant_no);
  xp_record_set_int (mark, "item_at", item_at);
  xp_record_set_int (mark, "entry", 1);
  xp_record_set_int (mark, "entered", count);
  return mark;
}

XpAct *
test_put (TestBook *f, const char *verb, XpRecord *record, GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (f->book, draft, error);
}

int64_t
test_sql (TestBook *f, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int64_t value = 0;
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    value = sqlite3_column_int64 (stmt, 0);
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  sqlite3_close (db);
  return value;
}

void
test_sql_all (TestBook *f, const char *sql)
{
  sqlite3 *db = NULL;
  char *problem = NULL;
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &problem) != SQLITE_OK)
    g_error ("%s: %s", sql, problem);
  sqlite3_close (db);
}

XpVerifyReport *
test_verify_report (TestBook *f, GError **error)
{
  return xp_book_verify_path (f->path, &TEST_BOOK_HOOKS, NULL, NULL, error);
}

char *
test_verify (TestBook *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report = test_verify_report (f, &error);
  g_assert_no_error (error);
  g_ptr_array_add (report->problems, NULL);
  return g_strjoinv ("\n", (char **) report->problems->pdata);
}

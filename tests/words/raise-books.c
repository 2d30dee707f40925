/* What the book and its guards refuse that no other test asks them. */
#include "xp-error.h"
#include "xp-test-book.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "xp-raised.h"

/* ---- opening ---- */

static void
assert_opening_says (TestBook *f, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (test_book_try_open (f, &error));
  assert_says (&error, says);
}

static void
test_a_version_that_is_none (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  test_sql (f, "PRAGMA user_version = 0");
  assert_opening_says (f, "的版本号不对");
}

/* The lock's name would be longer than a name may be. */
static void
test_a_folder_that_takes_no_lock (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  g_autofree char *name = g_strnfill (250, 'x');
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_assert_cmpint (g_rename (f->path, path), ==, 0);
  g_free (f->path);
  f->path = g_steal_pointer (&path);
  assert_opening_says (f, "所在的文件夹不能写");
}

static void
test_a_holder_without_a_name (TestBook *f, gconstpointer unused)
{
  g_autofree char *lock = g_build_filename (f->folder, ".book.xiangping.lock", NULL);
  g_autoptr (GError) error = NULL;
  FILE *file = g_fopen (lock, "r+");
  g_assert_nonnull (file);
  g_assert_cmpint (ftruncate (fileno (file), 0), ==, 0);
  fclose (file);
  assert_opening_says (f, "已经在这台电脑上打开着（没有留名，不知何时起）");
}

/* ---- writing and undoing ---- */

static void
test_a_reader_undoes_nothing (TestBook *f, gconstpointer unused)
{
  static const XpBookHooks NONE = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpBook) reader = xp_book_open_reader (f->path, &NONE, &error);
  g_assert_no_error (error);
  g_assert_null (xp_book_undo (reader, &error));
  assert_says (&error, "不能撤销。请重新打开");
}

/* Another program holds the file for longer than one waits. */
static void
test_a_file_in_other_hands (TestBook *f, gconstpointer unused)
{
  sqlite3 *other = NULL;
  g_assert_cmpint (sqlite3_open (f->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (GError) error = NULL;
  g_assert_null (test_put (f, XP_VERB_PUT_MARK, mark, &error));
  assert_says (&error, "资料正被别的程序占着");
  sqlite3_close (other);
}

static void
test_a_step_back_without_a_reason (TestBook *f, gconstpointer unused)
{
  g_autoptr (XpRecord) round = xp_book_lookup (f->book, XP_KIND_ROUND, "[21]", NULL);
  g_autoptr (XpRecord) back = xp_record_copy (round);
  g_autoptr (GError) error = NULL;
  g_assert_null (test_put (f, XP_VERB_STAGE_BACK, back, &error));
  assert_says (&error, "要写明理由");
}

static void
test_a_row_that_another_hand_changed (TestBook *f, gconstpointer unused)
{
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, &error);
  g_assert_no_error (error);
  test_book_close (f);
  test_sql (f, "UPDATE mark SET entered = 5");
  test_book_open (f);
  g_assert_null (xp_book_undo (f->book, &error));
  assert_says (&error, "后来又改过了");
}

static void
test_nothing_to_undo (TestBook *f, gconstpointer unused)
{
  static const XpBookHooks NONE = {0};
  const XpBookOpening opening = {&f->clock, &f->random, &NONE, "", "旧笔记本", "测试"};
  g_autofree char *path = g_build_filename (f->folder, "new.xiangping", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpBook) book = xp_book_create (path, &opening, &error);
  g_assert_no_error (error);
  g_assert_null (xp_book_undo (book, &error));
  assert_says (&error, "没有可以撤销的改动了");
}

/* ---- a disk that fails, through SQLite's own door for tests ---- */

static int n_writes_to_fail;
static bool is_gone, is_read_only;
static int (*real_open) (const char *, int, int);
static ssize_t (*real_write) (int, const void *, size_t, off_t);

static int
open_or_fail (const char *path, int flags, int mode)
{
  if (is_gone || (is_read_only && (flags & O_ACCMODE) != O_RDONLY)) {
    errno = EACCES;
    return -1;
  }
  return real_open (path, flags, mode);
}

static ssize_t
write_or_fail (int fd, const void *bytes, size_t n, off_t at)
{
  if (n_writes_to_fail == 0)
    return real_write (fd, bytes, n, at);
  n_writes_to_fail--;
  errno = ENOSPC;
  return -1;
}

static void
stand_before_the_disk (void)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  real_open = (int (*) (const char *, int, int)) vfs->xGetSystemCall (vfs, "open");
  vfs->xSetSystemCall (vfs, "open", (sqlite3_syscall_ptr) open_or_fail);
  for (int i = 0; i < 2; i++) {
    static const char *const NAMES[] = {"pwrite", "pwrite64"};
    sqlite3_syscall_ptr call = vfs->xGetSystemCall (vfs, NAMES[i]);
    if (call == NULL)
      continue;
    real_write = (ssize_t (*) (int, const void *, size_t, off_t)) call;
    vfs->xSetSystemCall (vfs, NAMES[i], (sqlite3_syscall_ptr) write_or_fail);
  }
}

static void
test_a_disk_that_is_full (TestBook *f, gconstpointer unused)
{
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (GError) error = NULL;
  n_writes_to_fail = 1;
  g_assert_null (test_put (f, XP_VERB_PUT_MARK, mark, &error));
  assert_says (&error, "磁盘已满，刚才的没有记上");

  n_writes_to_fail = 1;
  is_gone = true; /* and the book cannot be opened to see which it was */
  g_assert_null (test_put (f, XP_VERB_PUT_MARK, mark, &error));
  assert_says (&error, "不知道刚才的记上没有");
  is_gone = false;
}

static void
test_a_file_that_cannot_be_opened (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  is_gone = true;
  assert_opening_says (f, "book.xiangping 打不开");
  is_gone = false;
  is_read_only = true;
  assert_opening_says (f, "资料文件不能写");
  is_read_only = false;
}

static int
refuse_name (const char *from, const char *to, gpointer unused)
{
  errno = EIO;
  return -1;
}

static void
test_a_new_book_without_a_name (TestBook *f, gconstpointer unused)
{
  XpDisk disk = XP_DISK_SYSTEM;
  disk.rename = refuse_name;
  f->disk = &disk;
  test_book_close (f);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  g_autoptr (GError) error = NULL;
  g_assert_null (test_book_try_create (f, &error));
  assert_says (&error, "没有建成，磁盘没有收下");
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

/* ---- guards ---- */

typedef XpRecord *(*MakeRecord) (TestBook *f);

static XpRecord *
new_of_round (XpKind kind)
{
  XpRecord *record = xp_record_new (kind);
  xp_record_set_int (record, "round_uid", TEST_ROUND);
  return record;
}

static XpRecord *
copy_of (TestBook *f, XpKind kind, const char *key)
{
  g_autoptr (XpRecord) record = xp_book_lookup (f->book, kind, key, NULL);
  return xp_record_copy (record);
}

static XpRecord *
mark_of_no_round (TestBook *f)
{
  XpRecord *mark = test_mark (1, 1, 1);
  xp_record_set_int (mark, "round_uid", 99);
  return mark;
}

static XpRecord *
veto_not_applicable (TestBook *f)
{
  XpRecord *mark = test_mark (1, 3, 0);
  xp_record_set_null (mark, "entered");
  xp_record_set_int (mark, "is_not_applicable", 1);
  return mark;
}

static XpRecord *
state_of_no_round (TestBook *f)
{
  XpRecord *state = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (state, "round_uid", 99);
  xp_record_set_int (state, "entrant_no", 1);
  xp_record_set_text (state, "state", "away");
  return state;
}

static XpRecord *
objection_of_no_round (TestBook *f)
{
  XpRecord *objection = xp_record_new (XP_KIND_OBJECTION);
  xp_record_set_int (objection, "round_uid", 99);
  xp_record_set_int (objection, "objection_no", 1);
  xp_record_set_text (objection, "received_on", "2026-10-12");
  xp_record_set_text (objection, "due_on", "2026-10-15");
  xp_record_set_text (objection, "first_checker", "赵主任");
  xp_record_set_text (objection, "second_checker", "钱监委");
  return objection;
}

static XpRecord *
judge_of_no_round (TestBook *f)
{
  XpRecord *judge = xp_record_new (XP_KIND_JUDGE);
  xp_record_set_int (judge, "round_uid", 99);
  xp_record_set_int (judge, "judge_no", 1);
  xp_record_set_text (judge, "name", "甲");
  return judge;
}

static XpRecord *
round_in_the_middle (TestBook *f)
{
  XpRecord *round = copy_of (f, XP_KIND_ROUND, "[21]");
  xp_record_set_int (round, "round_uid", 22);
  xp_record_set_int (round, "number", 2);
  xp_record_set_text (round, "stage", "posted");
  return round;
}

static XpRecord *
entrant_of_another_household (TestBook *f)
{
  XpRecord *entrant = copy_of (f, XP_KIND_ENTRANT, "[21,1]");
  xp_record_set_int (entrant, "household_uid", TEST_HOUSEHOLD_2);
  return entrant;
}

static XpRecord *
early_cut (TestBook *f)
{
  XpRecord *cut = new_of_round (XP_KIND_CUT_DECISION);
  xp_record_set_int (cut, "entrant_no", 1);
  xp_record_set_int (cut, "is_in", 1);
  xp_record_set_text (cut, "decided_by", "vote");
  return cut;
}

static XpRecord *
result_by_hand (TestBook *f)
{
  XpRecord *result = new_of_round (XP_KIND_RESULT);
  xp_record_set_int (result, "result_no", 1);
  xp_record_set_text (result, "purpose", "final");
  xp_record_set_text (result, "text", "{}");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "{}", -1);
  xp_record_set_text (result, "sha256", sha256);
  return result;
}

static XpRecord *
form_of_a_round (TestBook *f)
{
  XpRecord *form = copy_of (f, XP_KIND_RUBRIC, "[\"small\",1]");
  g_autofree char *text = g_strconcat (xp_record_get_text (form, "text"), "# 改\n", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  xp_record_set_text (form, "text", text);
  xp_record_set_text (form, "sha256", sha256);
  return form;
}

static XpRecord *
household_zero (TestBook *f)
{
  XpRecord *household = copy_of (f, XP_KIND_HOUSEHOLD, "[11]");
  xp_record_set_int (household, "number", 0);
  return household;
}

static XpRecord *
household_of_no_state (TestBook *f)
{
  XpRecord *household = copy_of (f, XP_KIND_HOUSEHOLD, "[11]");
  xp_record_set_text (household, "state", "lost");
  return household;
}

static XpRecord *
new_person (int number, const char *name)
{
  XpRecord *person = xp_record_new (XP_KIND_PERSON);
  xp_record_set_int (person, "person_uid", 31);
  xp_record_set_int (person, "household_uid", TEST_HOUSEHOLD_1);
  xp_record_set_int (person, "number", number);
  xp_record_set_text (person, "name", name);
  return person;
}

static XpRecord *
person_without_a_name (TestBook *f)
{
  return new_person (1, "");
}

static XpRecord *
person_zero (TestBook *f)
{
  return new_person (0, "张小三");
}

static XpRecord *
apart_from_itself (TestBook *f)
{
  XpRecord *apart = xp_record_new (XP_KIND_APART);
  xp_record_set_int (apart, "first_uid", TEST_HOUSEHOLD_1);
  xp_record_set_int (apart, "second_uid", TEST_HOUSEHOLD_1);
  return apart;
}

static const struct {
  const char *verb;
  MakeRecord make;
  const char *says;
} REFUSED[] = {
  {XP_VERB_PUT_MARK, mark_of_no_round, "这次评选已经不在了"},
  {XP_VERB_SET_STATE, state_of_no_round, "这次评选已经不在了"},
  {XP_VERB_OBJECTION, objection_of_no_round, "这次评选已经不在了"},
  {XP_VERB_EDIT_ROUND, judge_of_no_round, "这次评选已经不在了"},
  {XP_VERB_PUT_MARK, veto_not_applicable, "不能记不适用"},
  {XP_VERB_OPEN_ROUND, round_in_the_middle, "只能从准备或打分开始"},
  {XP_VERB_EDIT_ROUND, entrant_of_another_household, "参评户只能往后加"},
  {XP_VERB_DECIDE_CUT, early_cut, "同分去留在算分以后"},
  {XP_VERB_EDIT_ROUND, result_by_hand, "只在公示、公布时产生"},
  {XP_VERB_EDIT_RUBRIC, form_of_a_round, "这张评分表已经用过了"},
  {XP_VERB_EDIT_HOUSEHOLD, household_zero, "张三 的编号应从1开始"},
  {XP_VERB_EDIT_HOUSEHOLD, household_of_no_state, "有数目、日期或选项不对"},
  {XP_VERB_ADD_PERSON, person_without_a_name, "户内第1人没有姓名"},
  {XP_VERB_ADD_PERSON, person_zero, "张小三 的户内编号应从1开始"},
  {XP_VERB_TELL_APART, apart_from_itself, "不能和它自己定为两户"},
};

static void
test_guards (TestBook *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (REFUSED); i++) {
    g_autoptr (XpRecord) record = REFUSED[i].make (f);
    g_autoptr (GError) error = NULL;
    g_assert_null (test_put (f, REFUSED[i].verb, record, &error));
    assert_says (&error, REFUSED[i].says);
  }
}

static void
put_stage (TestBook *f, const char *stage)
{
  g_autoptr (XpRecord) round = copy_of (f, XP_KIND_ROUND, "[21]");
  xp_record_set_text (round, "stage", stage);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = test_put (f, XP_VERB_STAGE, round, &error);
  g_assert_no_error (error);
}

static void
test_guards_after_marking (TestBook *f, gconstpointer unused)
{
  put_stage (f, "tallied");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) state = new_of_round (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (state, "entrant_no", 1);
  xp_record_set_text (state, "state", "away");
  g_assert_null (test_put (f, XP_VERB_SET_STATE, state, &error));
  assert_says (&error, "这一户的状态不能再改");

  g_autoptr (XpRecord) entrant = new_of_round (XP_KIND_ENTRANT);
  xp_record_set_int (entrant, "entrant_no", 3);
  xp_record_set_int (entrant, "household_uid", TEST_HOUSEHOLD_1);
  g_assert_null (test_put (f, XP_VERB_EDIT_ROUND, entrant, &error));
  assert_says (&error, "评委和参评户不能再变");

  g_autoptr (XpRecord) round = copy_of (f, XP_KIND_ROUND, "[21]");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_ROUND);
  xp_draft_remove (draft, round);
  g_assert_null (xp_book_put (f->book, draft, &error));
  assert_says (&error, "不能去掉，没有变动");
}

#define CASE(name, function)                                                                       \
  g_test_add ("/raise-books/" name, TestBook, NULL, test_book_set_up, function, test_book_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stand_before_the_disk ();
  CASE ("version", test_a_version_that_is_none);
  CASE ("lock", test_a_folder_that_takes_no_lock);
  CASE ("holder", test_a_holder_without_a_name);
  CASE ("reader", test_a_reader_undoes_nothing);
  CASE ("other-hands", test_a_file_in_other_hands);
  CASE ("other-hand", test_a_row_that_another_hand_changed);
  CASE ("nothing", test_nothing_to_undo);
  CASE ("full", test_a_disk_that_is_full);
  CASE ("no-name", test_a_new_book_without_a_name);
  CASE ("gone", test_a_file_that_cannot_be_opened);
  CASE ("reason", test_a_step_back_without_a_reason);
  CASE ("guards", test_guards);
  CASE ("after-marking", test_guards_after_marking);
  return g_test_run ();
}

/* Merging and lending as the desk tells them: sums, rows, moments, the report. */
#include "xp-merge-work.h"
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  TestDesk base;
  char *other;
  int64_t round_uid;
} Pair;

static int64_t
open_round (TestDesk *f)
{
  const XpRoundSpec spec = {.name = "一轮", .rubric_id = "ganjing-renjia"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  return uid;
}

static void
set_up (Pair *f, gconstpointer unused)
{
  test_desk_set_up (&f->base, NULL);
  f->round_uid = open_round (&f->base);
  f->other = g_build_filename (f->base.folder, "other.xiangping", NULL);
}

static void
tear_down (Pair *f, gconstpointer unused)
{
  g_unlink (f->other);
  g_free (f->other);
  test_desk_tear_down (&f->base, NULL);
}

/* On the other's book, as somebody else. */
static void
mark_there (Pair *f, const char *marks)
{
  g_autoptr (GError) error = NULL;
  const XpDeskOptions options = {.clock = &f->base.clock, .who = "李文书", .device = "村部电脑"};
  TestDesk there = f->base;
  there.desk = xp_desk_open (f->other, &options, &error);
  g_assert_no_error (error);
  test_desk_mark (&there, f->round_uid, marks);
  g_object_unref (there.desk);
}

static void
lend (Pair *f, const char *group)
{
  g_autoptr (GError) error = NULL;
  xp_merge_work_lend (f->base.desk, f->round_uid, group, f->other, &error);
  g_assert_no_error (error);
}

static XpMergeWork *
read_other (Pair *f)
{
  g_autoptr (GError) error = NULL;
  XpMergeWork *work = xp_merge_work_read (f->base.desk, f->other, &error);
  g_assert_no_error (error);
  return work;
}

static void
test_what_comes_in_is_told (Pair *f, gconstpointer unused)
{
  lend (f, NULL);
  mark_there (f, "household,judge,item,mark\n1,,4,2\n1,,5,1\n2,,4,3\n");
  test_desk_mark (&f->base, f->round_uid, "household,judge,item,mark\n1,,4,1\n2,,4,3\n");
  g_autoptr (XpMergeWork) work = read_other (f);
  g_assert_true (g_str_has_prefix (work->summary, "带来3处改动（李文书，"));
  g_assert_true (g_str_has_suffix (work->summary, "其中1处两边都有，1处两边不一样。"));
  g_assert_cmpuint (work->n_typists, ==, 1);
  g_assert_true (g_str_has_prefix (work->sentences[0], "李文书在村部电脑上录了3处，"));
  g_assert_cmpstr (work->sentences[1], ==, "一社 1号 张三：1处");
  g_assert_null (work->sentences[2]);

  const XpMergeRow *row = work->rows->pdata[0];
  g_assert_cmpstr (row->about, ==, "一社 1号 张三");
  g_assert_cmpstr (row->ours, ==, "1处");
  g_assert_cmpstr (row->theirs, ==, "2处");
  g_assert_cmpstr (row->theirs_who, ==, "李文书");
  g_assert_nonnull (strstr (row->theirs_at, "月"));
}

static void
test_all_is_decided_then_merged (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, NULL);
  mark_there (f, "household,judge,item,mark\n1,,4,2\n2,,4,3\n");
  test_desk_mark (&f->base, f->round_uid, "household,judge,item,mark\n1,,4,1\n");
  g_autoptr (XpMergeWork) work = read_other (f);
  g_assert_cmpuint (xp_merge_work_count_undecided (work), ==, 1);
  g_assert_false (xp_merge_work_merge (f->base.desk, work, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_clear_error (&error);
  xp_merge_work_decide_rest (work, XP_MERGE_THEIRS);
  g_assert_true (xp_merge_work_merge (f->base.desk, work, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (work->done, ==, "合并好了：那边录的都收进来了，这边改了2处。");
  g_autofree char *told = test_desk_last_sentences (&f->base);
  g_assert_cmpstr (told, ==, "合并另一台电脑录的 2处");
  g_autoptr (XpMergeWork) again = read_other (f);
  g_assert_true (again->is_nothing);
  test_desk_assert_in_order (&f->base);

  g_autoptr (GBytes) report = xp_merge_work_render_report (f->base.desk, work, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (report), >, 1000);
}

static void
test_a_group_is_lent (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = xp_merge_work_list_groups (f->base.desk, f->round_uid);
  g_assert_cmpstr (groups[0], ==, "一社");
  g_assert_false (xp_merge_work_lend (f->base.desk, f->round_uid, "九社", f->other, &error));
  g_assert_nonnull (strstr (error->message, "没有“九社”"));
  g_assert_false (g_file_test (f->other, G_FILE_TEST_EXISTS));
  lend (f, "一社");
  g_assert_null (xp_merge_work_tell_lent (f->base.desk));
  g_autoptr (XpDesk) there = xp_desk_open (f->other, NULL, NULL);
  g_autofree char *told = xp_merge_work_tell_lent (there);
  g_assert_cmpstr (told, ==, "外借，一社");
  g_autofree char *name = xp_merge_work_dup_lent_name (f->base.desk, "一社");
  g_assert_true (g_str_has_prefix (name, "永胜村_外借_一社_"));
}

static void
test_no_room_for_a_lent_copy (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (f->base.folder, "none", "x.xiangping", NULL);
  g_assert_false (xp_merge_work_lend (f->base.desk, f->round_uid, NULL, nowhere, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_clear_error (&error);
  /* A folder stands where the file should. */
  g_assert_cmpint (g_mkdir (f->other, 0700), ==, 0);
  g_assert_false (xp_merge_work_lend (f->base.desk, f->round_uid, NULL, f->other, &error));
  g_assert_nonnull (strstr (error->message, "外借的一份没有做成"));
  g_assert_cmpint (g_rmdir (f->other), ==, 0);
  g_clear_error (&error);
  g_assert_false (xp_merge_work_lend (f->base.desk, 12345, NULL, f->other, &error));
  g_assert_nonnull (strstr (error->message, "没有这次评选"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/desk/merge/told", Pair, NULL, set_up, test_what_comes_in_is_told, tear_down);
  g_test_add ("/desk/merge/decided",
              Pair,
              NULL,
              set_up,
              test_all_is_decided_then_merged,
              tear_down);
  g_test_add ("/desk/merge/group", Pair, NULL, set_up, test_a_group_is_lent, tear_down);
  g_test_add ("/desk/merge/no-room", Pair, NULL, set_up, test_no_room_for_a_lent_copy, tear_down);
  return g_test_run ();
}

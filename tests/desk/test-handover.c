/* 换届移交: the whole folder and the act, or neither. */
#include "xp-backup-restore.h"
#include "xp-handover-work.h"
#include "xp-test-desk.h"
#include "xp-typist-work.h"

#include <glib/gstdio.h>
#include <string.h>

static const char MARKS[] =
  "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,4,1\n3,,*,无扣分\n";

static XpHandover
make_handover (const char *from, const char *to, const char *folder)
{
  XpHandover handover = {.from = from, .to = to, .folder = folder};
  g_assert_true (xp_day_from_text ("2026-10-21", &handover.on_day));
  return handover;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in a folder, sorted, a line each. */
static char *
list_folder (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **) names->pdata);
}

static bool
is_pdf (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize n = 0;
  return g_file_get_contents (path, &bytes, &n, NULL) && n > 1000 && memcmp (bytes, "%PDF", 4) == 0;
}

static void
test_everything_is_in_the_folder (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  const int64_t uid = test_desk_post_round (f, "秋季评选", NULL, MARKS);
  test_desk_reopen (f, "2026-10-20");
  xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error);
  g_assert_no_error (error);
  const XpHandover handover = make_handover (" 王会计", "李文书", NULL);
  xp_handover_work_make (f->desk, &handover, &folder, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (folder, "/永胜村_移交归档_2026-10-21"));
  g_autofree char *names = list_folder (folder);
  g_assert_cmpstr (names,
                   ==,
                   "01_永胜村_秋季评选_公示.pdf\n"
                   "01_永胜村_秋季评选_汇总表.pdf\n"
                   "01_永胜村_秋季评选_荣誉证书.pdf\n"
                   "永胜村_备份_2026-10-21.xiangping\n"
                   "移交清单.pdf\n"
                   "荣誉证书清单.pdf");
  g_assert_true (is_pdf (folder, "移交清单.pdf"));
  g_assert_true (is_pdf (folder, "荣誉证书清单.pdf"));

  /* the handover is in the book and in the backup; the old name is offered no longer */
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_cmpstr (told, ==, "王会计 移交给 李文书；王会计 已移交，不再录入；李文书 列为录入人");
  g_autofree char *backup = g_build_filename (folder, "永胜村_备份_2026-10-21.xiangping", NULL);
  g_autofree char *same = xp_backup_restore_compare (f->desk, backup, &error);
  g_assert_cmpstr (same, ==, "这份备份和现在的资料一样。");
  g_autoptr (GPtrArray) typists = xp_typist_work_list (f->desk, NULL);
  g_assert_cmpuint (typists->len, ==, 1);
  g_assert_cmpstr (((XpTypistLine *) typists->pdata[0])->name, ==, "李文书");
  test_desk_assert_in_order (f);
}

static int64_t
count_acts (TestDesk *f)
{
  g_autoptr (GPtrArray) lines = xp_desk_list_history (f->desk, 0, 1, NULL);
  return ((XpHistoryLine *) lines->pdata[0])->act_no;
}

static void
assert_nothing_is_made (TestDesk *f, const XpHandover *handover, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  const int64_t n = count_acts (f);
  g_autofree char *before = list_folder (f->folder);
  g_assert_false (xp_handover_work_make (f->desk, handover, &folder, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, code);
  g_assert_cmpint (count_acts (f), ==, n);
  g_autofree char *after = list_folder (f->folder);
  g_assert_cmpstr (after, ==, before);
}

static void
test_what_is_refused_makes_nothing (TestDesk *f, gconstpointer unused)
{
  g_autofree char *there = g_build_filename (f->folder, "归档", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "none", "归档", NULL);
  const XpHandover nobody = make_handover ("王会计", " ", NULL);
  const XpHandover same = make_handover ("王会计", "王会计", NULL);
  const XpHandover taken = make_handover ("王会计", "李文书", there);
  const XpHandover lost = make_handover ("王会计", "李文书", nowhere);
  GDate day;
  g_autoptr (GError) no_day = NULL;
  g_assert_false (xp_handover_work_read_day ("明天", &day, &no_day));
  g_assert_error (no_day, XP_ERROR, XP_ERROR_INPUT);
  g_assert_cmpint (g_mkdir (there, 0700), ==, 0);
  assert_nothing_is_made (f, &nobody, XP_ERROR_INPUT);
  assert_nothing_is_made (f, &same, XP_ERROR_INPUT);
  assert_nothing_is_made (f, &taken, XP_ERROR_REFUSED);
  assert_nothing_is_made (f, &lost, XP_ERROR_NOT_SAVED);
}

/* Whoever only looks on cannot record it: then the folder is not there either. */
static void
test_no_folder_without_the_act (TestDesk *f, gconstpointer unused)
{
  const XpDeskOptions looking = {.is_reader = true, .backups_dir = f->backups};
  g_clear_object (&f->desk);
  f->desk = xp_desk_open (f->path, &looking, NULL);
  const XpHandover handover = make_handover ("王会计", "李文书", NULL);
  assert_nothing_is_made (f, &handover, XP_ERROR_REFUSED);
}

/* What a time that was broken off has left is no obstacle. */
static void
test_what_was_broken_off_is_begun_again (TestDesk *f, gconstpointer unused)
{
  g_autofree char *left = g_build_filename (f->folder, ".永胜村_移交归档_2026-10-21.part", NULL);
  g_autofree char *half = g_build_filename (left, "half.pdf", NULL);
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (g_mkdir (left, 0700), ==, 0);
  g_assert_true (g_file_set_contents (half, "half", -1, NULL));
  const XpHandover handover = make_handover ("王会计", "李文书", NULL);
  xp_handover_work_make (f->desk, &handover, &folder, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *names = list_folder (folder);
  g_assert_cmpstr (names, ==, "永胜村_备份_2026-10-21.xiangping\n移交清单.pdf");
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  xp_handover_work_make_finish (XP_DESK (source), result, data, &error);
  g_assert_no_error (error);
}

static void
test_the_window_does_not_wait (TestDesk *f, gconstpointer unused)
{
  char *folder = NULL;
  const XpHandover handover = make_handover ("王会计", "李文书", NULL);
  const int64_t n = count_acts (f);
  xp_handover_work_make_async (f->desk, &handover, NULL, made_cb, &folder);
  while (folder == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (count_acts (f), ==, n + 1);
  g_assert_true (is_pdf (folder, "移交清单.pdf"));
  g_free (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/handover/folder", test_everything_is_in_the_folder);
  ADD ("/handover/refused", test_what_is_refused_makes_nothing);
  ADD ("/handover/reader", test_no_folder_without_the_act);
  ADD ("/handover/broken-off", test_what_was_broken_off_is_begun_again);
  ADD ("/handover/async", test_the_window_does_not_wait);
#undef ADD
  return g_test_run ();
}

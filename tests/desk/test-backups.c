/* Backups made by itself and where somebody says, told in words. */
#include "xp-backup-work.h"
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

static int64_t
now_ms (gpointer user_data)
{
  return *(int64_t *) user_data;
}

typedef struct {
  TestDesk desk;
  int64_t now_ms;
  GDateTime *evening; /* 2026-10-12 21:20 local */
} Fixture;

static void
reopen (Fixture *f, const char *day, bool keeps_backups)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&f->desk.desk);
  g_assert_true (xp_day_from_text (day, &f->desk.clock.today));
  const XpDeskOptions options = {.clock = &f->desk.clock,
                                 .who = "王会计",
                                 .backups_dir = f->desk.backups,
                                 .keeps_backups = keeps_backups};
  f->desk.desk = xp_desk_open (f->desk.path, &options, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  test_desk_set_up (&f->desk, NULL);
  f->evening = g_date_time_new_local (2026, 10, 12, 21, 20, 5);
  f->now_ms = g_date_time_to_unix (f->evening) * 1000;
  f->desk.clock.now_ms = now_ms;
  f->desk.clock.user_data = &f->now_ms;
  reopen (f, "2026-10-12", true);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_date_time_unref (f->evening);
  test_desk_tear_down (&f->desk, NULL);
}

static void
change_something (Fixture *f, int number)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_renumber (f->desk.desk, f->desk.zhang, number, &error));
}

static guint
count_backups (Fixture *f)
{
  g_autoptr (GPtrArray) lines = xp_backup_work_list (f->desk.desk, NULL);
  return lines->len;
}

static void
assert_last_is (Fixture *f, const char *words)
{
  g_autofree char *told = xp_backup_work_tell_last (f->desk.desk);
  g_assert_cmpstr (told, ==, words);
}

static void
test_closing_keeps_one_if_something_changed (Fixture *f, gconstpointer unused)
{
  assert_last_is (f, "还没有备份");
  reopen (f, "2026-10-12", true);
  g_assert_cmpuint (count_backups (f), ==, 0);
  change_something (f, 8);
  reopen (f, "2026-10-13", false);
  g_assert_cmpuint (count_backups (f), ==, 1);
  assert_last_is (f, "昨天 21:20，在这台电脑里");
  change_something (f, 9);
  reopen (f, "2026-10-20", false);
  g_assert_cmpuint (count_backups (f), ==, 1);
  assert_last_is (f, "10月12日 21:20，在这台电脑里");
}

static void
test_the_last_ten_are_kept (Fixture *f, gconstpointer unused)
{
  for (int i = 0; i < 12; i++) {
    f->now_ms += 60000;
    g_assert_true (xp_backup_work_keep (f->desk.desk, NULL));
  }
  g_autoptr (GPtrArray) lines = xp_backup_work_list (f->desk.desk, NULL);
  g_assert_cmpuint (lines->len, ==, 10);
  const XpBackupLine *newest = lines->pdata[0], *oldest = lines->pdata[9];
  g_assert_cmpint (newest->at_ms, ==, g_date_time_to_unix (f->evening) * 1000 + 12 * 60000);
  g_assert_cmpint (oldest->at_ms, ==, g_date_time_to_unix (f->evening) * 1000 + 3 * 60000);
  g_assert_cmpint (newest->n_acts, ==, 4);
  g_assert_nonnull (strstr (newest->sentence, "今天 21:32，在这台电脑里，0."));
  g_assert_nonnull (strstr (newest->sentence, "到第4次改动"));
}

static void
test_a_chosen_one_is_remembered_and_compared (Fixture *f, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (f->desk.folder, "备份.xiangping", NULL);
  g_autofree char *folder = g_path_get_basename (f->desk.folder);
  g_autofree char *where = g_strdup_printf ("今天 21:20，在文件夹“%s”里", folder);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_backup_work_save (f->desk.desk, copy, &error));
  assert_last_is (f, where);
  g_assert_cmpuint (count_backups (f), ==, 1);
  g_autofree char *same = xp_backup_work_compare (f->desk.desk, copy, &error);
  g_assert_cmpstr (same, ==, "这份备份和现在的资料一样。");
  change_something (f, 8);
  change_something (f, 9);
  g_autofree char *older = xp_backup_work_compare (f->desk.desk, copy, &error);
  g_assert_cmpstr (older, ==, "这份备份比现在的资料旧，少2次改动。");

  g_autoptr (XpDesk) other = xp_desk_open (copy, NULL, &error);
  g_autofree char *newer = xp_backup_work_compare (other, f->desk.path, &error);
  g_assert_cmpstr (newer, ==, "这份备份比现在的资料新，多2次改动。");
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (other, f->desk.li, NULL);
  g_assert_true (xp_household_work_renumber (other, card->uid, 77, NULL));
  g_autofree char *both = xp_backup_work_compare (other, f->desk.path, &error);
  g_assert_cmpstr (both, ==, "这份备份和现在的资料各有对方没有的改动。");
  g_assert_null (xp_backup_work_compare (other, "/not-there.xiangping", &error));
}

static void
test_what_is_on_a_stick_is_said_so (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (
    xp_backup_work_save (f->desk.desk, "/media/wang/KINGSTON/none/copy.xiangping", &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  assert_last_is (f, "还没有备份");

  g_autofree char *uid =
    g_strdup_printf ("%" G_GINT64_FORMAT, xp_desk_get_village (f->desk.desk)->uid);
  g_autofree char *folder = g_build_filename (f->desk.backups, uid, NULL);
  g_autofree char *chosen = g_build_filename (folder, "chosen", NULL);
  g_autofree char *text =
    g_strdup_printf ("%" G_GINT64_FORMAT "\n4\n/media/wang/KINGSTON/copy.xiangping\n", f->now_ms);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (chosen, text, -1, NULL));
  assert_last_is (f, "今天 21:20，在U盘 KINGSTON");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/backups/closing", test_closing_keeps_one_if_something_changed);
  ADD ("/backups/ten", test_the_last_ten_are_kept);
  ADD ("/backups/chosen", test_a_chosen_one_is_remembered_and_compared);
  ADD ("/backups/stick", test_what_is_on_a_stick_is_said_so);
#undef ADD
  return g_test_run ();
}

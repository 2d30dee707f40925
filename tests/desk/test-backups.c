/* Backups made by itself and where somebody says, told in words. */
#include "xp-backup-restore.h"
#include "xp-backup-work.h"
#include "xp-book-seal.h"
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
  g_assert_true (xp_backup_work_save (f->desk.desk, copy, NULL, &error));
  assert_last_is (f, where);
  g_assert_cmpuint (count_backups (f), ==, 1);
  g_autofree char *same = xp_backup_restore_compare (f->desk.desk, copy, &error);
  g_assert_cmpstr (same, ==, "这份备份和现在的资料一样。");
  change_something (f, 8);
  change_something (f, 9);
  g_autofree char *older = xp_backup_restore_compare (f->desk.desk, copy, &error);
  g_assert_cmpstr (older, ==, "这份备份比现在的资料旧，少2次改动。");

  g_autoptr (XpDesk) other = xp_desk_open (copy, NULL, &error);
  g_autofree char *newer = xp_backup_restore_compare (other, f->desk.path, &error);
  g_assert_cmpstr (newer, ==, "这份备份比现在的资料新，多2次改动。");
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (other, f->desk.li, NULL);
  g_assert_true (xp_household_work_renumber (other, card->uid, 77, NULL));
  g_autofree char *both = xp_backup_restore_compare (other, f->desk.path, &error);
  g_assert_cmpstr (both, ==, "这份备份和现在的资料各有对方没有的改动。");
  g_assert_null (xp_backup_restore_compare (other, "/not-there.xiangping", &error));
}

static void
test_what_is_on_a_stick_is_said_so (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (
    xp_backup_work_save (f->desk.desk, "/media/wang/KINGSTON/none/copy.xiangping", NULL, &error));
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

/* ---- how many are kept ---- */

static void
keep_on (Fixture *f, int year, int month, int day)
{
  g_autoptr (GDateTime) at = g_date_time_new_local (year, month, day, 21, 0, 0);
  g_autoptr (GError) error = NULL;
  f->now_ms = g_date_time_to_unix (at) * 1000;
  xp_backup_work_keep (f->desk.desk, &error);
  g_assert_no_error (error);
}

static char *
list_days (Fixture *f)
{
  g_autoptr (GPtrArray) lines = xp_backup_work_list (f->desk.desk, NULL);
  GString *days = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++) {
    const XpBackupLine *line = lines->pdata[i];
    g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
    g_autofree char *day = g_date_time_format (at, "%m-%d ");
    g_string_append (days, day);
  }
  return g_string_free (days, FALSE);
}

static void
test_the_last_of_each_month_is_kept (Fixture *f, gconstpointer unused)
{
  static const int DAYS[] = {3, 17, 28};
  for (int month = 1; month <= 6; month++)
    for (size_t i = 0; i < G_N_ELEMENTS (DAYS); i++)
      keep_on (f, 2026, month, DAYS[i]);
  g_autofree char *days = list_days (f);
  g_assert_cmpstr (days,
                   ==,
                   "06-28 06-17 06-03 05-28 05-17 05-03 04-28 04-17 04-03 03-28 02-28 01-28 ");
}

/* The battery of the clock is empty: what is made now is kept, though it looks the oldest. */
static void
test_a_clock_set_back_takes_nothing_away (Fixture *f, gconstpointer unused)
{
  for (int day = 1; day <= 12; day++)
    keep_on (f, 2026, 10, day);
  keep_on (f, 2018, 1, 5);
  keep_on (f, 2018, 1, 2);
  g_autofree char *days = list_days (f);
  g_assert_true (g_str_has_suffix (days, "10-03 01-05 01-02 "));
}

/* ---- when another is due ---- */

static void
assert_standing_is (Fixture *f, bool is_due, const char *words)
{
  bool is = !is_due;
  g_autofree char *told = xp_backup_work_tell_standing (f->desk.desk, &is);
  g_assert_cmpstr (told, ==, words);
  g_assert_cmpint (is, ==, is_due);
}

static void
remember_stick (Fixture *f, int64_t at_ms, int n_acts)
{
  g_autofree char *uid =
    g_strdup_printf ("%" G_GINT64_FORMAT, xp_desk_get_village (f->desk.desk)->uid);
  g_autofree char *folder = g_build_filename (f->desk.backups, uid, NULL);
  g_autofree char *outside = g_build_filename (folder, "outside", NULL);
  g_autofree char *text =
    g_strdup_printf ("%" G_GINT64_FORMAT "\n%d\n/media/wang/KINGSTON/copy.xiangping\n",
                     at_ms,
                     n_acts);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (outside, text, -1, NULL));
}

static void
test_when_another_is_due (Fixture *f, gconstpointer unused)
{
  assert_standing_is (f, true, "还没有备份。请备份一次，最好存到U盘上。");
  g_assert_true (xp_backup_work_keep (f->desk.desk, NULL));
  assert_standing_is (
    f,
    true,
    "上次备份：今天 21:20，在这台电脑里。电脑坏了这份也就没了，请再往U盘上存一份。");
  remember_stick (f, f->now_ms - 3600000, 4);
  assert_standing_is (f,
                      false,
                      "上次备份：今天 21:20，在这台电脑里；另一份：今天 20:20，在U盘 KINGSTON");
  /* eight days later: nothing was changed, nothing is due */
  reopen (f, "2026-10-20", false);
  assert_standing_is (
    f,
    false,
    "上次备份：10月12日 21:20，在这台电脑里；另一份：10月12日 20:20，在U盘 KINGSTON");
  change_something (f, 8);
  assert_standing_is (
    f,
    true,
    "上次备份：10月12日 21:20，在这台电脑里，后来又有1次改动。请再备份一次，最好存到U盘上。");
  f->now_ms += (int64_t) 8 * 24 * 3600 * 1000;
  g_assert_true (xp_backup_work_keep (f->desk.desk, NULL));
  assert_standing_is (f,
                      true,
                      "上次备份：今天 21:20，在这台电脑里；另一份：10月12日 20:20，在U盘 "
                      "KINGSTON，后来又有1次改动。请再往U盘上存一份。");
}

/* ---- looked at, and put in the book's place ---- */

static void
test_what_differs_is_told (Fixture *f, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (f->desk.folder, "备份.xiangping", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_backup_work_save (f->desk.desk, copy, NULL, &error));
  change_something (f, 8);
  change_something (f, 9);
  g_autoptr (XpRestoreView) view = xp_backup_restore_look (f->desk.desk, copy, &error);
  g_assert_no_error (error);
  g_assert_true (view->is_ours);
  g_assert_false (view->is_same);
  g_assert_cmpstr (view->only_here, ==, "只有现在的资料里有：2次改动");
  g_assert_null (view->only_there);
  g_assert_cmpuint (view->difference->here->len, ==, 2);
  const XpHistoryLine *newest = view->difference->here->pdata[0];
  g_assert_cmpstr (newest->who, ==, "王会计");
  g_assert_nonnull (strstr (newest->sentences[0], "编号 由 8 改为 9"));
  g_assert_cmpuint (view->difference->households->len, ==, 1);
  g_autofree char *household =
    xp_backup_restore_tell_household (view->difference->households->pdata[0]);
  g_assert_cmpstr (household, ==, "9号 张三：现在的资料多2处");
}

static void
test_a_backup_is_put_in_the_place (Fixture *f, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (f->desk.folder, "备份.xiangping", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_backup_work_save (f->desk.desk, copy, NULL, &error));
  change_something (f, 8);
  xp_backup_restore_use (f->desk.desk, copy, &kept, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (kept, "/永胜_换下_2026-10-12.xiangping"));
  reopen (f, "2026-10-12", false);
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (f->desk.desk, f->desk.zhang, NULL);
  g_assert_cmpint (card->number, ==, 1);
  g_autofree char *newer = xp_backup_restore_compare (f->desk.desk, kept, &error);
  g_assert_cmpstr (newer, ==, "这份备份比现在的资料新，多1次改动。");

  /* back again, on the same day: the second name has a number */
  g_autofree char *second = NULL;
  g_assert_true (xp_backup_restore_use (f->desk.desk, kept, &second, &error));
  g_assert_true (g_str_has_suffix (second, "/永胜_换下_2026-10-12_2.xiangping"));
  reopen (f, "2026-10-12", false);
  g_autoptr (XpHouseholdCard) again = xp_household_work_load (f->desk.desk, f->desk.zhang, NULL);
  g_assert_cmpint (again->number, ==, 8);
  test_desk_assert_in_order (&f->desk);
}

static void
test_another_village_takes_no_place (Fixture *f, gconstpointer unused)
{
  static const XpVillageSpec OTHER = {.name = "新胜村"};
  g_autofree char *path = g_build_filename (f->desk.folder, "别村.xiangping", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  XpDesk *other = xp_desk_create (path, &OTHER, NULL, &error);
  g_object_unref (other);
  g_autoptr (XpRestoreView) view = xp_backup_restore_look (f->desk.desk, path, &error);
  g_assert_false (view->is_ours);
  g_assert_cmpstr (view->standing, ==, "这不是本村现在这份资料的备份。");
  g_assert_false (xp_backup_restore_use (f->desk.desk, path, &kept, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  change_something (f, 8); /* the desk goes on */

  const XpDeskOptions looking = {.is_reader = true, .backups_dir = f->desk.backups};
  g_autoptr (GError) locked = NULL;
  g_autoptr (XpDesk) reader = xp_desk_open (f->desk.path, &looking, NULL);
  g_assert_false (xp_backup_restore_use (reader, path, &kept, &locked));
  g_assert_error (locked, XP_ERROR, XP_ERROR_REFUSED);
}

static void
test_a_sealed_one_is_opened_beside (Fixture *f, gconstpointer unused)
{
  g_autofree char *sealed = g_build_filename (f->desk.folder, "备份.xiangping", NULL);
  g_autofree char *junk = g_build_filename (f->desk.folder, "junk", NULL);
  g_autofree char *to = g_build_filename (f->desk.folder, "to.xiangping", NULL);
  g_autoptr (GError) error = NULL, wrong = NULL, none = NULL, no_book = NULL;
  xp_backup_work_save (f->desk.desk, sealed, "秋天的口令一", &error);
  g_assert_no_error (error);
  g_autoptr (GError) differs = NULL;
  g_assert_false (xp_backup_restore_check_passphrase ("秋天的口令一", "秋天的口令二", &differs));
  g_assert_error (differs, XP_ERROR, XP_ERROR_INPUT);
  g_assert_true (xp_backup_restore_is_sealed (sealed));
  g_autoptr (GPtrArray) lines = xp_backup_work_list (f->desk.desk, NULL);
  const XpBackupLine *line = lines->pdata[0];
  g_assert_true (line->is_sealed);
  g_assert_true (g_str_has_suffix (line->sentence, "，有口令"));

  g_assert_null (xp_backup_restore_unseal_beside (f->desk.desk, sealed, "秋天的口令二", &wrong));
  g_assert_error (wrong, XP_ERROR, XP_ERROR_INPUT);
  g_autofree char *opened =
    xp_backup_restore_unseal_beside (f->desk.desk, sealed, "秋天的口令一", &error);
  g_assert_no_error (error);
  g_autofree char *same = xp_backup_restore_compare (f->desk.desk, opened, &error);
  g_assert_cmpstr (same, ==, "这份备份和现在的资料一样。");
  xp_backup_restore_forget_unsealed (sealed);
  xp_backup_restore_forget_unsealed (opened);
  g_assert_true (g_file_test (sealed, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (opened, G_FILE_TEST_EXISTS));

  /* sealed, but no book in it */
  g_assert_true (g_file_set_contents (junk, "no book", -1, NULL));
  g_assert_true (xp_seal_write (junk, sealed, "秋天的口令一", &none));
  g_assert_false (xp_backup_restore_unseal (sealed, to, "秋天的口令一", &no_book));
  g_assert_error (no_book, XP_ERROR, XP_ERROR_INPUT);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
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
  ADD ("/backups/months", test_the_last_of_each_month_is_kept);
  ADD ("/backups/clock-set-back", test_a_clock_set_back_takes_nothing_away);
  ADD ("/backups/due", test_when_another_is_due);
  ADD ("/backups/differences", test_what_differs_is_told);
  ADD ("/backups/in-place", test_a_backup_is_put_in_the_place);
  ADD ("/backups/another-village", test_another_village_takes_no_place);
  ADD ("/backups/sealed", test_a_sealed_one_is_opened_beside);
#undef ADD
  return g_test_run ();
}

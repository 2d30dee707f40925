/* Forgetting at the desk: what is said before and after, and which backups still hold it. */
#include "xp-backup-work.h"
#include "xp-forget-work.h"
#include "xp-test-desk.h"
#include "xp-undo-work.h"

#include <glib/gstdio.h>
#include <string.h>

static void
tell_private (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  g_free (card->phone);
  g_free (card->remark);
  card->phone = g_strdup ("13811112222");
  card->remark = g_strdup ("常年吃药");
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  g_assert_no_error (error);
}

static void
test_it_is_counted_forgotten_and_told (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  tell_private (f);
  g_assert_cmpint (xp_forget_work_count (f->desk, f->zhang, NULL), ==, 2);
  g_assert_true (xp_backup_work_keep (f->desk, &error));
  g_assert_true (xp_forget_work_forget (f->desk, f->zhang, &told, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (told, ==, "忘掉了，一共2条，谁也找不回来了。");
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  g_assert_null (card->phone);
  g_assert_null (card->remark);
  g_autofree char *sentences = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (sentences, "私下信息忘掉了"));
  g_assert_null (strstr (sentences, "13811112222"));
  g_autoptr (XpUndoTold) undo = xp_undo_work_tell (f->desk, 0, &error);
  g_assert_nonnull (strstr (undo->undo.what, "忘掉个人信息："));
  g_assert_nonnull (strstr (undo->undo.refusal, "不能用撤销收回"));
  test_desk_assert_in_order (f);
}

static void
test_backups_that_hold_it_are_listed (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  g_assert_true (xp_backup_work_keep (f->desk, &error));
  g_autoptr (GPtrArray) before = xp_forget_work_list_backups (f->desk, f->zhang, &error);
  g_assert_cmpuint (before->len, ==, 0);

  tell_private (f);
  g_autofree char *stick = g_build_filename (f->folder, "stick.xiangping", NULL);
  g_assert_true (xp_backup_work_save (f->desk, stick, NULL, &error));
  g_assert_true (xp_forget_work_forget (f->desk, f->zhang, &told, &error));
  g_autoptr (GPtrArray) after = xp_forget_work_list_backups (f->desk, f->zhang, &error);
  g_assert_cmpuint (after->len, ==, 1);
  /* One that cannot be looked into may hold it. */
  g_assert_true (g_file_set_contents (stick, "no book", -1, NULL));
  g_autoptr (GPtrArray) unknown = xp_forget_work_list_backups (f->desk, f->zhang, &error);
  g_assert_cmpuint (unknown->len, ==, 1);
  g_assert_nonnull (strstr (unknown->pdata[0], "可能还有"));
  g_assert_cmpint (g_unlink (stick), ==, 0);
}

static void
test_nothing_is_refused (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  g_assert_cmpint (xp_forget_work_count (f->desk, f->li, NULL), ==, 0);
  g_assert_false (xp_forget_work_forget (f->desk, f->li, &told, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/forget-work/told", test_it_is_counted_forgotten_and_told);
  ADD ("/forget-work/backups", test_backups_that_hold_it_are_listed);
  ADD ("/forget-work/nothing", test_nothing_is_refused);
#undef ADD
  return g_test_run ();
}

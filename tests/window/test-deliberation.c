/* 评议记录: noted, looked at again, closed; private words are seen only where a record is opened.
 */
#include "xp-test-forms.h"

#include "xp-deliberation-work.h"

#include <string.h>

static GtkWidget *
get_page (TestWindow *f)
{
  return GTK_WIDGET (xp_window_get_page (f->window, "deliberation"));
}

static void
press (TestWindow *f, const char *label)
{
  GtkWidget *button = xp_test_find_button (get_page (f), label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

/* Where the questions stand in the window. */
enum {
  HOUSEHOLD,
  WHY,
  PRESENT,
  SAID,
  DECIDED,
  FOLLOWER,
  DUE
};

static void
test_a_matter_is_noted_followed_and_closed (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_window_show_page (f->window, "deliberation");
  xp_test_wait_until_settled ();
  press (f, "记一次评议…");
  XpFormWindow *form = xp_forms_find_window ();
  g_assert_nonnull (form);
  g_assert_false (xp_form_window_answer (form));
  xp_forms_pick (0, XP_DELIBERATION_VISIT);
  xp_forms_fill_in (HOUSEHOLD, "９９９");
  xp_forms_fill_in (WHY, "婆媳因为猪圈吵嘴");
  xp_forms_fill_in (PRESENT, "李主任、孙梅");
  xp_forms_fill_in (DECIDED, "猪圈移到院外");
  xp_forms_fill_in (FOLLOWER, "孙梅");
  xp_forms_fill_in (DUE, "2027-01-05，2027-01-12");
  g_assert_false (xp_form_window_answer (form));
  xp_forms_fill_in (HOUSEHOLD, "３");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "deliberation-new");
  xp_forms_answer ();
  g_autofree char *shown = xp_test_dup_labels (get_page (f));
  g_assert_nonnull (strstr (shown, "一社3号"));
  g_assert_nonnull (strstr (shown, "去看"));
  g_assert_null (strstr (shown, "猪圈"));
  xp_test_leave_pictures (f, NULL, "deliberation-page");

  press (f, "看内容…");
  form = xp_forms_find_window ();
  g_autofree char *told = xp_test_dup_labels (GTK_WIDGET (form));
  g_assert_nonnull (strstr (told, "猪圈移到院外"));
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "deliberation-read");
  gtk_window_destroy (GTK_WINDOW (form));
  xp_test_settle ();
  press (f, "去看过了…");
  xp_forms_fill_in (0, "已经开始搬");
  xp_forms_answer ();
  g_autoptr (GPtrArray) lines = xp_deliberation_work_list (desk, 0, NULL);
  g_assert_cmpint (((XpDeliberationLine *) lines->pdata[0])->next_revisit, ==, 2);

  xp_window_show_page (f->window, "home");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "的上门评议："));
  g_assert_false (xp_test_shows (f, "猪圈"));
  xp_test_leave_pictures (f, NULL, "deliberation-home");
  xp_window_show_page (f->window, "deliberation");
  xp_test_settle ();
  press (f, "销号…");
  xp_forms_fill_in (0, "和好了");
  xp_forms_answer ();
  g_assert_true (xp_test_shows (f, "已销号"));
  press (f, "印记录");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "评议记录"));
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  g_test_add ("/deliberation/whole",
              TestWindow,
              NULL,
              xp_test_window_set_up,
              test_a_matter_is_noted_followed_and_closed,
              xp_test_window_tear_down);
  return g_test_run ();
}

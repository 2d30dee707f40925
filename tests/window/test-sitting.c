/* Who sits, who is recused, who marks which group, and what is missing: by the keys of 打分. */
#include "xp-test-window.h"

#include "xp-attendance-work.h"
#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-recusal-work.h"

#include <string.h>

/* 李明 is of the village, and his round says that nobody marks his own group. */
static const char *const JUDGES[] = {"李明", "郑大山", "钱七", "孙梅", NULL};
static const XpRoundSpec ROUND = {.rubric_id = "ganjing-renjia",
                                  .name = "各自打分的一轮",
                                  .judges = JUDGES,
                                  .combine = "平均",
                                  .line = "90",
                                  .quota = "无",
                                  .is_own_group_recused = true};

static XpFormWindow *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window) && gtk_widget_get_visible (window))
      return XP_FORM_WINDOW (window);
  }
  g_error ("no question is asked");
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) != NULL)
    return widget;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
write_in (const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (find_form ()), title)), text);
}

static void
press (const char *label)
{
  GtkWidget *button = xp_test_find_button (GTK_WIDGET (find_form ()), label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

static void
open_window (TestWindow *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL));
  xp_test_wait_until_settled ();
}

static void
close_form (void)
{
  gtk_window_destroy (GTK_WINDOW (find_form ()));
  xp_test_settle ();
}

static XpCellsView *
find_list (void)
{
  return XP_CELLS_VIEW (xp_test_find_widget (GTK_WIDGET (find_form ()), XP_TYPE_CELLS_VIEW));
}

static void
assert_form_says (const char *text)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (find_form ()));
  if (strstr (labels, text) == NULL)
    g_error ("“%s” is not in\n%s", text, labels);
}

/* The keys are where the list is. */
static void
assert_list_has_focus (void)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (find_form ()));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (find_list ())));
}

static void
activate (guint index)
{
  xp_cells_view_select (find_list (), index);
  g_signal_emit_by_name (find_list (), "activated", index);
  xp_test_settle ();
}

static int64_t
open_round (TestWindow *f)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (xp_window_get_desk (f->window), &ROUND, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.choose-round", "x", uid);
  xp_page_refresh (XP_PAGE (f->marks), xp_window_get_desk (f->window), uid);
  xp_test_settle ();
  return uid;
}

/* ---- 签到 ---- */

static void
test_judges_sign_in (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  open_window (f, "win.attendance");
  assert_form_says ("应到4人，实到0人，不到三分之二（至少3人），还不能开会。");
  assert_list_has_focus ();
  activate (0);
  assert_list_has_focus ();
  write_in ("几点", "19:25");
  activate (1);
  activate (2);
  assert_form_says ("应到4人，实到3人，过三分之二（至少3人），可以开会。");
  assert_form_says ("19:25到");
  xp_cells_view_select (find_list (), 3);
  press ("缺席");
  assert_form_says ("缺席");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "sitting-attendance");
  write_in ("几点", "18:00");
  activate (1);
  assert_form_says ("还早");
  write_in ("几点", "20:10");
  activate (1);
  assert_form_says ("19:25到，20:10离开");
  close_form ();
  g_assert_cmpint (
    xp_attendance_work_count_present (xp_window_get_desk (f->window), uid, NULL, NULL, NULL),
    ==,
    2);
}

/* ---- 回避 ---- */

/* Enter does it: what is ticked waits for nothing else. */
static void
assert_blue_button_has_focus (const char *label)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (find_form ()));
  g_assert_true (GTK_IS_BUTTON (focus) && gtk_widget_has_css_class (focus, "suggested-action"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, label);
}

static void
test_what_is_proposed_is_ticked (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  open_window (f, "win.recusals");
  assert_form_says ("李明是一社的人，这次不评本组：");
  assert_form_says ("已登记");
  assert_blue_button_has_focus ("登记打勾的（1条）");
  activate (0);
  assert_form_says ("☐ 不登记");
  g_assert_null (xp_test_find_button (GTK_WIDGET (find_form ()), "不登记，关上"));
  activate (0);
  write_in ("评委", "郑大山");
  write_in ("哪一户", "张三");
  press ("加上这一条");
  assert_form_says ("“张三”有");
  write_in ("哪一户", "5");
  write_in ("什么关系", "亲家");
  press ("加上这一条");
  assert_form_says ("本人申请　亲家");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "sitting-recusals");
  press ("登记打勾的（1条）");
  assert_blue_button_has_focus ("关上");
  press ("关上");
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (xp_window_get_desk (f->window), uid, NULL);
  g_assert_true (xp_loaded_round_is_recused (loaded, 5, 2));
  g_assert_true (xp_loaded_round_is_recused (loaded, 4, 1));
  g_assert_false (xp_loaded_round_is_recused (loaded, 4, 2));
}

static void
test_a_conflict_is_two_keys (TestWindow *f, gconstpointer unused)
{
  open_round (f);
  xp_test_type (f, "4⏎1⏎");
  xp_test_type (f, "-8");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "李明 对"));
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "他打的1项留着，不算"));
  g_assert_true (xp_test_shows (f, "评委：李明（回避）"));
  xp_test_leave_pictures (f, NULL, "sitting-recused");
  xp_test_type (f, "-8");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "不再回避"));
  g_assert_false (xp_test_shows (f, "评委：李明（回避）"));
}

/* All sign one sheet: it is asked who steps back. */
static void
test_in_consensus_it_is_asked_who (TestWindow *f, gconstpointer unused)
{
  XpRoundSpec spec = ROUND;
  spec.combine = "合议";
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (xp_window_get_desk (f->window), &spec, &error);
  g_assert_no_error (error);
  xp_page_refresh (XP_PAGE (f->marks), xp_window_get_desk (f->window), uid);
  xp_test_settle ();
  xp_test_type (f, "-8");
  assert_form_says ("1 李明　2 郑大山　3 钱七　4 孙梅");
  write_in ("评委的号", "9");
  g_assert_false (xp_form_window_answer (find_form ()));
  assert_form_says ("没有“9”这位评委");
  write_in ("评委的号", "2");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "回避，这一户他不参加合议"));
}

/* ---- the word behind a state ---- */

static void
test_a_state_has_its_private_word (TestWindow *f, gconstpointer unused)
{
  open_round (f);
  const int first = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "-⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "没有记状态"));
  xp_test_type (f, "-3-⏎");
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), !=, first);
  assert_form_says ("全家在外");
  write_in ("原因", "去省城看病");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "sitting-reason");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
  g_assert_false (xp_test_shows (f, "去省城看病"));
  g_autoptr (GPtrArray) lines = xp_desk_list_history (xp_window_get_desk (f->window), 0, 3, NULL);
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    g_autofree char *all = g_strjoinv ("", line->sentences);
    g_assert_null (strstr (all, "看病"));
  }
}

/* ---- 分组互评, 还差什么 ---- */

static void
test_groups_are_turned (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  open_window (f, "win.rota");
  assert_form_says ("现在没有分组");
  press ("就这样定");
  assert_form_says ("还没有排");
  press ("排一排");
  assert_form_says ("每位评委打分：");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "sitting-rota");
  press ("就这样定");
  close_form ();
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (xp_window_get_desk (f->window), uid, NULL);
  g_assert_cmpuint (loaded->rota->len, >=, 4);
}

static void
test_what_is_missing_leads_there (TestWindow *f, gconstpointer unused)
{
  open_round (f);
  xp_window_show_page (f->window, "result");
  xp_test_settle ();
  g_assert_nonnull (xp_test_find_button (GTK_WIDGET (f->window), "还差什么…（Ctrl+L）"));
  open_window (f, "win.missing");
  assert_form_says ("户：一社11户、二社10户、");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "sitting-missing");
  xp_cells_view_select (find_list (), 6);
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "marks");
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, 2);
  g_assert_true (xp_test_shows (f, "评委：孙梅"));
}

#define CASE(name, function)                                                                       \
  g_test_add ("/sitting/" name,                                                                    \
              TestWindow,                                                                          \
              NULL,                                                                                \
              xp_test_window_set_up,                                                               \
              function,                                                                            \
              xp_test_window_tear_down)

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  CASE ("attendance", test_judges_sign_in);
  CASE ("recusals", test_what_is_proposed_is_ticked);
  CASE ("two-keys", test_a_conflict_is_two_keys);
  CASE ("consensus", test_in_consensus_it_is_asked_who);
  CASE ("reason", test_a_state_has_its_private_word);
  CASE ("rota", test_groups_are_turned);
  CASE ("missing", test_what_is_missing_leads_there);
  return g_test_run ();
}

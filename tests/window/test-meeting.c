/* The meeting on the page of the result: one household opened again, votes that add up. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-marking.h"
#include "xp-meeting-pane.h"
#include "xp-minutes-work.h"
#include "xp-motion-work.h"
#include "xp-test-forms.h"

#include <string.h>

static void
press (GtkWidget *within, const char *label)
{
  GtkWidget *button = xp_test_find_button (within, label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

/* Three judges; 3 is held back, 5 was not met, 7 is far apart between them. */
static int64_t
open_meeting (TestWindow *f, const char *const *judges)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "2026年第四季度“干净人家”评选",
                            .judges = judges,
                            .combine = judges != NULL ? "平均" : "合议",
                            .line = "无",
                            .spread = "2",
                            .quota = "20户"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  g_autoptr (GString) marks = g_string_new ("household,judge,item,mark\n");
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const int number = loaded->round->entrants[i].number;
    if (number == 3 || number == 5) {
      g_string_append_printf (marks, "%d,,*,%s\n", number, number == 3 ? "暂缓" : "没碰上人");
      continue;
    }
    for (size_t k = 0; k < (judges != NULL ? 3 : 1); k++)
      g_string_append_printf (marks,
                              "%d,%s,4,%d\n%d,%s,*,无扣分\n",
                              number,
                              judges != NULL ? judges[k] : "",
                              number == 7 ? (int) k * 2 : number % 3,
                              number,
                              judges != NULL ? judges[k] : "");
  }
  g_autoptr (XpMarking) marking = xp_marking_new (desk, uid, &error);
  g_assert_no_error (error);
  xp_marking_import_csv (marking, "marks.csv", marks->str, &error);
  g_assert_no_error (error);
  xp_round_work_go_on (desk, uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.choose-round", "x", uid);
  xp_window_show_page (f->window, "result");
  xp_test_settle ();
  return uid;
}

static GtkWidget *
get_page (TestWindow *f)
{
  return GTK_WIDGET (xp_window_get_page (f->window, "result"));
}

static XpCellsView *
get_agenda (TestWindow *f)
{
  return XP_CELLS_VIEW (
    gtk_widget_get_template_child (xp_test_find_widget (get_page (f), XP_TYPE_MEETING_PANE),
                                   XP_TYPE_MEETING_PANE,
                                   "agenda"));
}

static void
assert_says (XpFormWindow *form, const char *text)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (form));
  if (strstr (labels, text) == NULL)
    g_error ("“%s” is not among\n%s", text, labels);
}

static const char *const JUDGES[] = {"王主任", "李委员", "张委员", NULL};

static void
test_a_household_is_opened_again (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_meeting (f, JUDGES);
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_desk_set_who (desk, "王会计");
  xp_test_leave_pictures (f, NULL, "meeting-result");
  press (get_page (f), "重新打开这一户…");
  g_assert_true (xp_test_shows (f, "先在名单里选中要重新打开的那一户。"));
  XpCellsView *list = XP_CELLS_VIEW (
    gtk_widget_get_template_child (get_page (f), g_type_from_name ("XpResultPage"), "places"));
  xp_cells_view_select (list, 25);
  press (get_page (f), "重新打开这一户…");
  XpFormWindow *form = xp_forms_find_window ();
  g_assert_nonnull (form);
  xp_forms_type_in ("4 院内地面 李委员", "很多");
  assert_says (form, "第4项");
  xp_forms_type_in ("4 院内地面 李委员", "０");
  assert_says (form, "第4项 院内地面：1处 → 0处（李委员）");
  assert_says (form, "99分 → 99.33分");
  assert_says (form, "还是第14名，待定 → 入选");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "meeting-reopen");
  g_assert_false (xp_form_window_answer (form));
  assert_says (form, "写明理由");
  xp_forms_fill_in (0, "算重了一处");
  xp_forms_fill_in (1, "李明");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_autoptr (GPtrArray) lines = xp_desk_list_history (desk, 0, 1, NULL);
  g_assert_cmpstr (((const XpHistoryLine *) lines->pdata[0])->witness, ==, "李明");
  g_assert_nonnull (xp_test_find_button (get_page (f), "会上要定的（4）"));
  g_assert_cmpint (uid, !=, 0);
}

static void
test_a_vote_adds_up_before_it_is_taken (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_meeting (f, JUDGES);
  XpDesk *desk = xp_window_get_desk (f->window);
  press (get_page (f), "会上要定的（4）");
  xp_test_leave_pictures (f, NULL, "meeting-agenda");
  press (get_page (f), "对选中的表决…");
  XpFormWindow *form = xp_forms_find_window ();
  g_assert_nonnull (form);
  assert_says (form, "还差3人：赞成、反对、弃权、回避加起来0人，实到3人。");
  xp_forms_type_in ("赞成", "２");
  xp_forms_type_in ("反对", "1");
  assert_says (form, "实到3人，过半数要2人，赞成2人，通过");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "meeting-vote");
  GtkWidget *check = xp_test_find_widget (GTK_WIDGET (form), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  xp_forms_type_in ("弃权", "1");
  g_assert_false (xp_form_window_answer (form));
  assert_says (form, "多出1人");
  xp_forms_type_in ("弃权", "");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_autoptr (GPtrArray) motions = xp_motion_work_list (desk, uid, NULL);
  g_assert_cmpuint (motions->len, ==, 1);
  g_assert_nonnull (xp_test_find_button (get_page (f), "会上要定的（3）"));
  g_assert_true (xp_test_shows (f, "应到3人，实到3人，赞成2人"));

  press (get_page (f), "表决别的事…");
  form = xp_forms_find_window ();
  xp_forms_type_in ("赞成", "3");
  g_assert_false (xp_form_window_answer (form));
  assert_says (form, "还没有写表决的是什么事");
  xp_forms_fill_in (0, "同意下次在三社开会");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  xp_test_leave_pictures (f, NULL, "meeting-voted");
  g_assert_true (xp_test_shows (f, "同意下次在三社开会"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  xp_test_settle ();
  g_autofree char *labels = xp_test_dup_labels (get_page (f));
  g_assert_null (strstr (labels, "同意下次在三社开会"));
  g_assert_nonnull (strstr (labels, "赞成2人"));
}

static void
test_who_was_not_met_is_brought_in (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_meeting (f, NULL);
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_desk_set_who (desk, "王会计");
  press (get_page (f), "会上要定的（3）");
  xp_cells_view_select (get_agenda (f), 2);
  press (get_page (f), "重新打开选中的…");
  XpFormWindow *form = xp_forms_find_window ();
  xp_forms_type_in ("4 院内地面 ", "0");
  assert_says (form, "把状态一起改成参评");
  xp_forms_pick (0, 1);
  xp_test_settle ();
  assert_says (form, "状态：没碰上人 → 参评");
  assert_says (form, "没有得分 → 100分，不排名次 → 第1名");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "meeting-not-met");
  xp_forms_fill_in (0, "后来碰上了");
  xp_forms_fill_in (1, "李明");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, NULL);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 5)->total_hundredths, ==, 10000);
}

static bool
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  return root != NULL && gtk_root_get_focus (root) == widget;
}

static XpStage
get_stage (TestWindow *f, int64_t uid)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (xp_window_get_desk (f->window), uid, NULL);
  return loaded->round->stage;
}

static void
test_the_keys_are_on_the_vote (TestWindow *f, gconstpointer unused)
{
  open_meeting (f, NULL);
  gtk_widget_grab_focus (xp_test_find_button (get_page (f), "会上要定的（3）"));
  press (get_page (f), "会上要定的（3）");
  GtkWidget *vote = xp_test_find_button (get_page (f), "对选中的表决…");
  g_assert_true (has_focus (vote));
  g_assert_true (gtk_widget_has_css_class (vote, "suggested-action"));
  g_assert_false (
    gtk_widget_has_css_class (xp_test_find_button (get_page (f), "开会评议"), "suggested-action"));
}

static GtkWidget *
find_entry (XpFormWindow *form, const char *title)
{
  GtkWidget *label = xp_test_find_widget (GTK_WIDGET (form), GTK_TYPE_GRID);
  for (label = gtk_widget_get_first_child (label); label != NULL;
       label = gtk_widget_get_next_sibling (label))
    if (GTK_IS_LABEL (label) && strcmp (gtk_label_get_label (GTK_LABEL (label)), title) == 0)
      return gtk_widget_get_next_sibling (label);
  return NULL;
}

static void
enter (XpFormWindow *form, const char *title, const char *text, const char *next)
{
  GtkWidget *entry = find_entry (form, title), *to = find_entry (form, next);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (form)), to));
}

static void
test_enter_goes_to_the_next_number (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_meeting (f, JUDGES);
  press (get_page (f), "会上要定的（4）");
  xp_cells_view_select (get_agenda (f), 2);
  press (get_page (f), "对选中的表决…");
  XpFormWindow *form = xp_forms_find_window ();
  g_assert_nonnull (find_entry (form, "赞成"));
  xp_test_leave_pictures (f, GTK_WIDGET (form), "meeting-numbers");
  enter (form, "赞成", "2", "反对");
  g_assert_false (xp_form_window_answer (form));
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (form));
  const char *told = strstr (labels, "还差1人");
  g_assert_nonnull (told);
  g_assert_null (strstr (told + 1, "还差1人")); /* once */
  enter (form, "反对", "1", "弃权");
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "弃权")), "0");
  g_signal_emit_by_name (find_entry (form, "弃权"), "activate");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (form)) ==
                 gtk_window_get_default_widget (GTK_WINDOW (form)));
  g_autoptr (GPtrArray) motions = xp_motion_work_list (xp_window_get_desk (f->window), uid, NULL);
  g_assert_cmpuint (motions->len, ==, 0); /* Enter in a number takes nothing yet */
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_assert_true (xp_test_shows (f, "因没碰上人，这次不排名次"));
  g_assert_nonnull (xp_test_find_button (get_page (f), "会上要定的（3）"));
  xp_test_leave_pictures (f, NULL, "meeting-decided");
}

static void
test_it_is_asked_before_it_is_posted (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_meeting (f, NULL);
  XpDesk *desk = xp_window_get_desk (f->window);
  g_assert_true (xp_round_work_decide_cut (desk, uid, "all-in", NULL, 0, NULL));
  g_assert_true (xp_round_work_go_on (desk, uid, XP_STAGE_DISCUSSED, NULL));
  xp_test_settle ();
  press (get_page (f), "张贴公示");
  XpFormWindow *form = xp_forms_find_window ();
  g_assert_nonnull (form);
  assert_says (form, "会上还有2件没定：");
  assert_says (form, "还没有问过愿不愿意上榜");
  g_assert_true (has_focus (xp_test_find_button (GTK_WIDGET (form), "先不贴")));
  xp_test_leave_pictures (f, GTK_WIDGET (form), "meeting-post");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_assert_cmpint (get_stage (f, uid), ==, XP_STAGE_DISCUSSED);
  /* What is open comes up by itself. */
  GtkWidget *pane = xp_test_find_widget (get_page (f), XP_TYPE_MEETING_PANE);
  xp_test_wait_until_settled ();
  g_assert_true (gtk_widget_get_mapped (pane));
  g_assert_true (has_focus (xp_test_find_button (pane, "对选中的表决…")));

  press (get_page (f), "张贴公示");
  press (GTK_WIDGET (xp_forms_find_window ()), "照样贴");
  g_assert_cmpint (get_stage (f, uid), ==, XP_STAGE_POSTED);
  GtkWidget *print = xp_test_find_button (get_page (f), "印公示…");
  g_assert_true (gtk_widget_has_css_class (print, "suggested-action"));
  while (!has_focus (print)) /* once a second press could be none any more */
    g_main_context_iteration (NULL, TRUE);
  xp_test_leave_pictures (f, NULL, "meeting-posted");
  press (get_page (f), "印公示…");
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "print");
  g_assert_true (xp_test_shows (f, "公示"));
}

static void
test_the_minutes_are_written (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_meeting (f, JUDGES);
  XpDesk *desk = xp_window_get_desk (f->window);
  press (get_page (f), "会上要定的（4）");
  press (get_page (f), "会议记录…");
  XpFormWindow *form = xp_forms_find_window ();
  g_assert_nonnull (form);
  assert_says (form, "应到3人，实到3人：王主任、李委员、张委员。");
  xp_forms_fill_in (0, "村委会会议室");
  xp_forms_fill_in (3, "王主任：三社路面要再看一次");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "meeting-minutes");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_autoptr (XpMinutes) minutes = xp_minutes_work_read (desk, uid, NULL);
  g_assert_cmpstr (minutes->text->fields[XP_MINUTES_PLACE], ==, "村委会会议室");
  g_assert_cmpstr (minutes->text->fields[XP_MINUTES_SAID], ==, "王主任：三社路面要再看一次");
  press (get_page (f), "会议记录…");
  press (GTK_WIDGET (xp_forms_find_window ()), "恢复草稿");
  g_autoptr (XpMinutes) draft = xp_minutes_work_read (desk, uid, NULL);
  g_assert_null (draft->text->fields[XP_MINUTES_PLACE]);
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/meeting/reopen", test_a_household_is_opened_again);
  ADD ("/meeting/vote", test_a_vote_adds_up_before_it_is_taken);
  ADD ("/meeting/not-met", test_who_was_not_met_is_brought_in);
  ADD ("/meeting/keys", test_the_keys_are_on_the_vote);
  ADD ("/meeting/numbers", test_enter_goes_to_the_next_number);
  ADD ("/meeting/post", test_it_is_asked_before_it_is_posted);
  ADD ("/meeting/minutes", test_the_minutes_are_written);
  return g_test_run ();
}

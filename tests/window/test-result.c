/* 结果: a tie at the cut with its four answers, and places divided among groups four ways. */
#include "xp-test-forms.h"

#include "xp-cells-view.h"
#include "xp-division-pane.h"
#include "xp-form-window.h"
#include "xp-marking.h"

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

static XpFormWindow *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window))
      return XP_FORM_WINDOW (window);
  }
  return NULL;
}

/* A round of its own on the page: every third household without a finding, the others with one or
 * two of item 4; its points are summed. */
static int64_t
open_round (TestWindow *f, const char *quota)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "2026年第四季度“干净人家”评选",
                            .line = "无",
                            .quota = quota};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  g_autoptr (GString) marks = g_string_new ("household,judge,item,mark\n");
  for (size_t i = 0; i < loaded->round->n_entrants; i++)
    g_string_append_printf (marks,
                            "%d,,4,%d\n%d,,*,无扣分\n",
                            loaded->round->entrants[i].number,
                            loaded->round->entrants[i].number % 3,
                            loaded->round->entrants[i].number);
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

static int
count_awarded (TestWindow *f, int64_t uid, const char *decided_by)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded =
    xp_round_work_load (xp_window_get_desk (f->window), uid, &error);
  g_assert_no_error (error);
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  int n = 0;
  g_assert_cmpuint (ranking->n_undecided, ==, 0);
  for (size_t i = 0; i < ranking->n_places; i++)
    n += ranking->places[i].awarded == XP_AWARDED_YES &&
         strcmp (ranking->places[i].decided_by, decided_by) == 0;
  return n;
}

static void
test_a_tie_is_put_to_the_meeting (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round (f, "10户");
  g_assert_true (xp_test_shows (f, "同为100分的14户，名额只余10个"));
  g_assert_true (xp_test_shows (f, "全村名额10户。"));
  xp_test_leave_pictures (f, NULL, "result-tie");

  press (GTK_WIDGET (f->window), "全不进");
  g_assert_false (xp_test_shows (f, "名额只余"));
  g_assert_null (xp_test_find_button (GTK_WIDGET (f->window), "抽签…"));
  g_assert_cmpint (count_awarded (f, uid, "全不进"), ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  xp_test_settle ();
  press (GTK_WIDGET (f->window), "全进");
  g_assert_cmpint (count_awarded (f, uid, "全进"), ==, 14);
}

static void
test_a_lot_is_drawn_and_its_order_said (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round (f, "10户");
  press (GTK_WIDGET (f->window), "抽签…");
  XpFormWindow *form = find_form ();
  g_assert_nonnull (form);
  GtkWidget *entry = xp_test_find_widget (GTK_WIDGET (form), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "十二");
  g_assert_false (xp_form_window_answer (form));
  gtk_editable_set_text (GTK_EDITABLE (entry), "２０２６１０１２");
  xp_test_settle ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "result-lot");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_assert_true (xp_test_shows (f, "按抽签号20261012抽签，抽出的先后是："));
  g_assert_true (xp_test_shows (f, "前10户评上。"));
  g_assert_cmpint (count_awarded (f, uid, "抽签"), ==, 10);
  xp_test_leave_pictures (f, NULL, "result-drawn");
}

static void
test_a_vote_names_those_who_are_in (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round (f, "10户");
  press (GTK_WIDGET (f->window), "表决…");
  XpFormWindow *form = find_form ();
  g_assert_nonnull (form);
  GtkWidget *check = xp_test_find_widget (GTK_WIDGET (form), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  xp_forms_type_in ("应到", "5");
  xp_forms_type_in ("实到", "5");
  xp_forms_type_in ("赞成", "5");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_assert_cmpint (count_awarded (f, uid, "表决"), ==, 1);
}

/* The chosen line's household; a line that is opened shows its own. */
static void
test_a_household_reads_how_its_points_came_about (TestWindow *f, gconstpointer unused)
{
  open_round (f, "10户");
  press (GTK_WIDGET (f->window), "本户得分单…");
  XpFormWindow *form = find_form ();
  g_assert_nonnull (form);
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (form));
  static const char *const SHOWN[] = {"3号户 ",
                                      "100分",
                                      "名额末位同分，评没评上等会上定。",
                                      "厨房　小计12分",
                                      "灶台抽烟",
                                      "总分100分。"};
  for (size_t i = 0; i < G_N_ELEMENTS (SHOWN); i++)
    if (strstr (labels, SHOWN[i]) == NULL)
      g_error ("“%s” is not shown in %s", SHOWN[i], labels);
  xp_test_leave_pictures (f, GTK_WIDGET (form), "result-explained");
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();

  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "result"));
  XpCellsView *places = XP_CELLS_VIEW (xp_test_find_widget (page, XP_TYPE_CELLS_VIEW));
  const guint last = xp_cells_view_get_n_lines (places) - 1;
  g_signal_emit_by_name (places, "activated", last);
  xp_test_settle ();
  form = find_form ();
  g_assert_nonnull (form);
  g_autofree char *of_last = xp_test_dup_labels (GTK_WIDGET (form));
  g_assert_null (strstr (of_last, "3号户 "));
  g_assert_true (xp_form_window_answer (form));
}

static void
test_places_are_divided_four_ways (TestWindow *f, gconstpointer unused)
{
  open_round (f, "分给各组10户");
  GtkWidget *pane = xp_test_find_widget (GTK_WIDGET (f->window), XP_TYPE_DIVISION_PANE);
  GtkWidget *toggle = xp_test_find_button (GTK_WIDGET (f->window), "名额怎样分");
  g_assert_nonnull (toggle);
  g_assert_false (gtk_widget_get_mapped (pane));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  xp_test_settle ();
  g_assert_true (gtk_widget_get_mapped (pane));
  g_autofree char *labels = xp_test_dup_labels (pane);
  static const char *const SHOWN[] =
    {"最大余数法（这次评选用的）", "奇数除数法", "自然数除数法", "每组保底", "先得", "÷3"};
  for (size_t i = 0; i < G_N_ELEMENTS (SHOWN); i++)
    g_assert_nonnull (strstr (labels, SHOWN[i]));
  xp_test_leave_pictures (f, NULL, "result-division");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  g_assert_false (gtk_widget_get_mapped (pane));
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/result/tie", test_a_tie_is_put_to_the_meeting);
  ADD ("/result/lot", test_a_lot_is_drawn_and_its_order_said);
  ADD ("/result/vote", test_a_vote_names_those_who_are_in);
  ADD ("/result/explained", test_a_household_reads_how_its_points_came_about);
  ADD ("/result/division", test_places_are_divided_four_ways);
  return g_test_run ();
}

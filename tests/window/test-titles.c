/* Titles after they were given: 摘牌 with what hangs on it, 历年称号, 进步户. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-household-work.h"
#include "xp-households-page.h"
#include "xp-marking.h"
#include "xp-result-page.h"
#include "xp-sample.h"
#include "xp-title-work.h"

#include <string.h>

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
press (GtkWidget *within, const char *label)
{
  GtkWidget *button = xp_test_find_button (within, label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

/* NULL: none is open. */
static XpFormWindow *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  XpFormWindow *form = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window) && gtk_widget_get_visible (window))
      form = XP_FORM_WINDOW (window);
  }
  return form;
}

static bool
form_says (const char *text)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (find_form ()));
  return strstr (labels, text) != NULL;
}

static void
write_in (const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (find_form ()), title)), text);
}

/* The sample's book on another day. */
static XpDesk *
open_on (TestWindow *f, GDateMonth month, GDateDay day)
{
  g_autoptr (GError) error = NULL;
  XpClock clock = XP_CLOCK_SYSTEM;
  g_date_set_dmy (&clock.today, day, month, 2026);
  clock.is_fixed = TRUE;
  const XpDeskOptions options = {.clock = &clock, .who = ""};
  XpDesk *desk = xp_desk_open (f->path, &options, &error);
  g_assert_no_error (error);
  return desk;
}

/* A round of 干净人家 by a line of 100 up to 公示; every household whose number @worse divides
 * loses two points. */
static int64_t
post (XpDesk *desk, const char *name, int worse)
{
  g_autoptr (GError) error = NULL;
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = name,
                            .line = "100",
                            .quota = "无",
                            .notice_length = 3,
                            .notice_counts = "days"};
  const int64_t uid = xp_round_work_open (desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  g_autoptr (GString) marks = g_string_new ("household,judge,item,mark\n");
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const int number = loaded->round->entrants[i].number;
    if (xp_tally_get_total (loaded->tally, (int) i + 1)->state != XP_STATE_PRESENT)
      continue;
    if (number % worse == 0)
      g_string_append_printf (marks, "%d,,4,2\n", number);
    g_string_append_printf (marks, "%d,,*,无扣分\n", number);
  }
  g_autoptr (XpMarking) marking = xp_marking_new (desk, uid, &error);
  xp_marking_import_csv (marking, "marks.csv", marks->str, &error);
  for (int stage = XP_STAGE_TALLIED; stage <= XP_STAGE_POSTED; stage++)
    g_assert_true (xp_round_work_go_on (desk, uid, (XpStage) stage, &error));
  g_assert_no_error (error);
  return uid;
}

static void
publish (XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_round_work_go_on (desk, uid, XP_STAGE_PUBLISHED, &error));
  g_assert_no_error (error);
}

static void
close_desk (XpDesk *desk)
{
  xp_desk_close (desk);
  g_object_unref (desk);
}

/* Two rounds were 公布: 3号 failed in the first, 5号 in the second, which is the one on the pages.
 */
static void
set_up (TestWindow *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xiangping-window-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sample.xiangping", NULL);
  close_desk (xp_sample_make (f->path, NULL, NULL));
  XpDesk *desk = open_on (f, 10, 13);
  const int64_t first = post (desk, "一轮", 3);
  close_desk (desk);
  desk = open_on (f, 10, 25);
  publish (desk, first);
  const int64_t second = post (desk, "二轮", 5);
  close_desk (desk);
  desk = open_on (f, 11, 5);
  publish (desk, second);
  close_desk (desk);

  f->window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (f->window));
  g_assert_true (xp_window_open_book (f->window, f->path));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.choose-round", "x", second);
  xp_test_settle ();
}

/* The last round's. */
static int64_t
get_second (TestWindow *f)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (xp_window_get_desk (f->window), NULL);
  return ((const XpRoundLine *) rounds->pdata[rounds->len - 1])->uid;
}

static void
open_titles (GtkWidget *page)
{
  adw_action_row_activate (ADW_ACTION_ROW (find_row (page, "称号")));
  xp_test_settle ();
}

static void
test_a_title_is_taken_back_from_the_household (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  const int64_t second = get_second (f);
  const int64_t household = xp_household_work_find (desk, 7, NULL);
  xp_window_show_page (f->window, "households");
  xp_test_wait_until_settled ();
  XpHouseholdsPage *page = XP_HOUSEHOLDS_PAGE (xp_window_get_page (f->window, "households"));
  xp_households_page_open (page, household);
  xp_test_settle ();
  open_titles (GTK_WIDGET (page));
  g_assert_true (form_says ("7号"));
  g_assert_true (form_says ("二轮"));
  g_assert_true (form_says ("一轮"));
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "titles");
  press (GTK_WIDGET (find_form ()), "摘牌…");
  xp_test_settle ();
  g_assert_true (form_says ("没有别的评选用到这个称号"));
  g_assert_false (xp_form_window_answer (find_form ()));
  g_assert_true (form_says ("摘牌要写明理由"));
  write_in ("理由", "复查不合格");
  write_in ("在场的第二个人", "李支书");
  write_in ("停评到哪天", "两年");
  g_assert_false (xp_form_window_answer (find_form ()));
  g_assert_true (form_says ("停评到哪天写的是“两年”"));
  write_in ("停评到哪天", "２０２９-01-01");
  xp_test_leave_picture_of (GTK_WIDGET (find_form ()), "withdraw");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_wait_until_settled ();
  g_autoptr (GPtrArray) withdrawn = xp_title_work_list_withdrawn (desk, second, NULL);
  g_assert_cmpuint (withdrawn->len, ==, 1);
  g_assert_cmpstr (((XpTitleLine *) withdrawn->pdata[0])->barred_until, ==, "2029-01-01");

  open_titles (GTK_WIDGET (page));
  g_assert_true (form_says ("停评到2029-01-01"));
  g_assert_false (form_says ("复查不合格")); /* the reason stands in 修改记录 alone */
  press (GTK_WIDGET (find_form ()), "摘牌…");
  g_assert_true (form_says ("已经摘了"));
  press (GTK_WIDGET (find_form ()), "取消");

  xp_window_show_page (f->window, "result");
  xp_test_settle ();
  g_assert_true (xp_test_shows (f, "公布以后摘了牌"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "公布以后摘了牌")); /* two names gave it their word */
}

/* 摘牌 by mistake: given back where it is listed, with a reason and two names. */
static void
test_a_title_is_given_back (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  const int64_t second = get_second (f);
  const int64_t household = xp_household_work_find (desk, 7, NULL);
  g_autoptr (GPtrArray) lines = xp_title_work_list (desk, household, NULL);
  const XpTitleLine *line = lines->pdata[0];
  const XpWithdrawalSpec spec = {second, line->entrant_no, "看错了户", "李支书", "2029-01-01"};
  g_assert_true (xp_title_work_withdraw (desk, &spec, NULL));
  xp_window_show_page (f->window, "households");
  xp_test_wait_until_settled ();
  XpHouseholdsPage *page = XP_HOUSEHOLDS_PAGE (xp_window_get_page (f->window, "households"));
  xp_households_page_open (page, household);
  xp_test_settle ();
  open_titles (GTK_WIDGET (page));
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "titles-withdrawn");
  XpCellsView *list =
    XP_CELLS_VIEW (xp_test_find_widget (GTK_WIDGET (find_form ()), XP_TYPE_CELLS_VIEW));
  xp_cells_view_select (list, 1);
  press (GTK_WIDGET (find_form ()), "恢复称号…");
  g_assert_true (form_says ("称号没有摘，不用恢复"));
  xp_cells_view_select (list, 0);
  press (GTK_WIDGET (find_form ()), "恢复称号…");
  g_assert_false (xp_form_window_answer (find_form ()));
  g_assert_true (form_says ("恢复称号要写明理由"));
  write_in ("理由", "摘错了户");
  write_in ("在场的第二个人", "李支书");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "restore");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_wait_until_settled ();
  g_autoptr (GPtrArray) withdrawn = xp_title_work_list_withdrawn (desk, second, NULL);
  g_assert_cmpuint (withdrawn->len, ==, 0);
}

/* From the result: the chosen line's. */
static void
test_a_title_is_taken_back_from_the_result (TestWindow *f, gconstpointer unused)
{
  const int64_t second = get_second (f);
  xp_window_show_page (f->window, "result");
  xp_test_wait_until_settled ();
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "result"));
  XpCellsView *places =
    XP_CELLS_VIEW (gtk_widget_get_template_child (page, XP_TYPE_RESULT_PAGE, "places"));
  xp_cells_view_select (places, 0);
  xp_test_settle ();
  xp_test_leave_pictures (f, NULL, "result-published");
  press (page, "摘牌…");
  write_in ("理由", "复查不合格");
  write_in ("在场的第二个人", "李支书");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_wait_until_settled ();
  g_autoptr (GPtrArray) withdrawn =
    xp_title_work_list_withdrawn (xp_window_get_desk (f->window), second, NULL);
  g_assert_cmpuint (withdrawn->len, ==, 1);
}

static void
test_years_and_rises_are_looked_at (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "rounds");
  xp_test_wait_until_settled ();
  press (GTK_WIDGET (xp_window_get_page (f->window, "rounds")), "历年称号…");
  XpCellsView *list =
    XP_CELLS_VIEW (xp_test_find_widget (GTK_WIDGET (find_form ()), XP_TYPE_CELLS_VIEW));
  const guint n_all = xp_cells_view_get_n_lines (list);
  g_assert_cmpuint (n_all, >, 30);
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "years");
  GtkWidget *filter = NULL;
  for (GtkWidget *child = xp_test_find_widget (GTK_WIDGET (find_form ()), GTK_TYPE_DROP_DOWN);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    filter = GTK_IS_DROP_DOWN (child) ? child : filter;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 1);
  xp_test_settle ();
  const guint n_twice = xp_cells_view_get_n_lines (list);
  g_assert_cmpuint (n_twice, >, 0);
  g_assert_cmpuint (n_twice, <, n_all);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 2);
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), <, n_twice);
  press (GTK_WIDGET (find_form ()), "关上");

  xp_window_show_page (f->window, "result");
  xp_test_settle ();
  press (GTK_WIDGET (xp_window_get_page (f->window, "result")), "进步户…");
  g_assert_true (form_says ("进步户"));
  g_assert_true (form_says ("98"));
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "rises");
  press (GTK_WIDGET (find_form ()), "关上");
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, TestWindow, NULL, set_up, func, xp_test_window_tear_down)
  ADD ("/titles/household", test_a_title_is_taken_back_from_the_household);
  ADD ("/titles/given-back", test_a_title_is_given_back);
  ADD ("/titles/result", test_a_title_is_taken_back_from_the_result);
  ADD ("/titles/years", test_years_and_rises_are_looked_at);
  return g_test_run ();
}

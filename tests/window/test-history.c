/* The page of the history: what is typed into its filters, what is listed then; why a step was
 * taken; one household's story and back; the list as a file. */
#include "xp-test-window.h"

#include "xp-history-filters.h"
#include "xp-history-page.h"
#include "xp-marking.h"
#include "xp-print-page.h"

#include <glib/gstdio.h>
#include <string.h>

static XpDesk *
desk_of (TestWindow *f)
{
  return xp_window_get_desk (f->window);
}

/* Two judges mark two households; 李会计 corrects one of them. */
static void
fill (TestWindow *f)
{
  static const char *const JUDGES[] = {"李主任", "赵监委", NULL};
  static const char *const MARKS[] = {
    "household,judge,item,mark\n1,李主任,4,2\n1,赵监委,4,3\n2,李主任,5,1\n",
    "household,judge,item,mark\n1,李主任,4,1\n",
  };
  static const char *const TYPISTS[] = {"王会计", "李会计"};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "又一轮",
                            .judges = JUDGES,
                            .combine = "平均",
                            .line = "90",
                            .quota = "无"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (desk_of (f), &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpMarking) marking = xp_marking_new (desk_of (f), uid, &error);
  for (size_t i = 0; i < G_N_ELEMENTS (MARKS); i++) {
    xp_desk_set_who (desk_of (f), TYPISTS[i]);
    xp_marking_import_csv (marking, "m.csv", MARKS[i], &error);
    g_assert_no_error (error);
  }
}

static GtkWidget *
show_history (TestWindow *f)
{
  xp_window_show_page (f->window, "history");
  xp_test_wait_until_settled ();
  return GTK_WIDGET (xp_window_get_page (f->window, "history"));
}

/* ---- the keyboard ---- */

static GtkWidget *
get_focus (TestWindow *f)
{
  return gtk_window_get_focus (GTK_WINDOW (f->window));
}

static void
press_tab (TestWindow *f, int n)
{
  while (n-- > 0)
    gtk_widget_child_focus (GTK_WIDGET (f->window), GTK_DIR_TAB_FORWARD);
}

/* Into the field that has the keyboard, and Enter. */
static void
type_here (TestWindow *f, const char *text)
{
  GtkWidget *entry = gtk_widget_get_ancestor (get_focus (f), GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  xp_test_wait_until_settled ();
}

/* In the choice that has the keyboard. */
static void
choose_here (TestWindow *f, const char *name)
{
  GtkWidget *choice = gtk_widget_get_ancestor (get_focus (f), GTK_TYPE_DROP_DOWN);
  g_assert_nonnull (choice);
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (choice)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (names)); i++)
    if (strcmp (gtk_string_list_get_string (names, i), name) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  xp_test_wait_until_settled ();
}

static void
press (GtkWidget *within, const char *label)
{
  GtkWidget *button = xp_test_find_button (within, label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_signal_emit_by_name (button, "clicked");
  xp_test_wait_until_settled ();
}

/* The line at the foot tells of the last act too: only the page counts. */
static bool
page_shows (TestWindow *f, const char *text)
{
  g_autofree char *labels =
    xp_test_dup_labels (GTK_WIDGET (xp_window_get_page (f->window, "history")));
  return strstr (labels, text) != NULL;
}

/* ---- filters ---- */

static void
test_what_is_typed_is_listed (TestWindow *f, gconstpointer unused)
{
  fill (f);
  GtkWidget *page = show_history (f);
  g_assert_true (page_shows (f, "由 2处 改为 1处"));
  g_assert_true (page_shows (f, "李明"));

  /* household, then item too: the keyboard is there already */
  type_here (f, "1");
  g_assert_true (page_shows (f, "张三（李主任打的） 第4项"));
  g_assert_true (page_shows (f, "张三 第5项"));
  g_assert_false (page_shows (f, "李明"));
  press_tab (f, 1);
  type_here (f, "4");
  g_assert_true (page_shows (f, "张三（赵监委打的） 第4项“院内地面” 3处"));
  g_assert_false (page_shows (f, "第5项"));
  xp_test_leave_pictures (f, NULL, "history-filtered");

  /* judge */
  press_tab (f, 1);
  choose_here (f, "赵监委");
  g_assert_true (page_shows (f, "张三（赵监委打的） 第4项“院内地面” 3处"));
  g_assert_false (page_shows (f, "李主任打的"));

  /* all again: the keyboard is back at the household */
  press (page, "全部");
  g_assert_true (page_shows (f, "李明"));
  g_assert_true (page_shows (f, "李主任打的"));

  /* typist */
  press_tab (f, 3);
  choose_here (f, "李会计");
  g_assert_true (page_shows (f, "由 2处 改为 1处"));
  g_assert_false (page_shows (f, "3处"));

  /* an evening on which nothing was typed, one that is none */
  press_tab (f, 1);
  type_here (f, "2001-01-01");
  g_assert_true (page_shows (f, "没有对得上的改动"));
  g_assert_false (page_shows (f, "由 2处 改为 1处"));
  type_here (f, "明天");
  g_assert_true (page_shows (f, "日期“明天”不对"));
  xp_test_leave_pictures (f, NULL, "history-no-day");
}

static void
test_nobody_fits (TestWindow *f, gconstpointer unused)
{
  show_history (f);
  type_here (f, "没有这个人");
  g_assert_true (page_shows (f, "没有哪一户对得上“没有这个人”"));
  g_assert_false (page_shows (f, "导入名单"));
}

/* ---- one household ---- */

static void
test_one_story_and_back (TestWindow *f, gconstpointer unused)
{
  fill (f);
  GtkWidget *page = show_history (f);
  press (page, "这一户的来龙去脉");
  g_assert_true (xp_test_shows (f, "请先在“户”里写清楚是哪一户"));
  xp_window_show_problem (f->window, NULL);

  gtk_widget_grab_focus (xp_test_find_widget (page, XP_TYPE_HISTORY_FILTERS));
  type_here (f, "1");
  press (page, "这一户的来龙去脉");
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "print");
  g_assert_true (xp_test_shows (f, "一户的来龙去脉"));
  g_assert_nonnull (
    xp_print_page_get_pdf (XP_PRINT_PAGE (xp_window_get_page (f->window, "print"))));
  xp_test_leave_pictures (f, NULL, "history-story");

  show_history (f);
  g_assert_true (page_shows (f, "张三（李主任打的） 第4项"));
  g_assert_false (page_shows (f, "李明"));
}

/* ---- why ---- */

static void
test_why_and_before_whom (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  for (int i = 0; i < 6; i++)
    xp_test_type (f, "-1");
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  xp_round_work_go_on (desk_of (f), loaded->round->uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
  xp_round_work_go_back (desk_of (f), loaded->round->uid, "漏打了一户", "李主任", &error);
  g_assert_no_error (error);
  show_history (f);
  g_assert_true (page_shows (f, "（理由：漏打了一户）（在场：李主任）"));
  xp_test_leave_pictures (f, NULL, "history-why");

  /* the reason stays in the house */
  g_autofree char *path = g_build_filename (f->folder, "h.csv", NULL);
  g_autofree char *text = NULL;
  xp_history_page_save_to (XP_HISTORY_PAGE (xp_window_get_page (f->window, "history")), path);
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "存好了"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "在场：李主任"));
  g_assert_null (strstr (text, "漏打了一户"));
  g_unlink (path);
}

static void
test_a_list_that_is_not_saved (TestWindow *f, gconstpointer unused)
{
  GtkWidget *page = show_history (f);
  xp_history_page_save_to (XP_HISTORY_PAGE (page), "/h.doc");
  g_assert_true (xp_test_shows (f, "正在存成表格…"));
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "看不出要存成哪一种"));
  g_assert_false (page_shows (f, "停下"));
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/history/filters", test_what_is_typed_is_listed);
  ADD ("/history/nobody", test_nobody_fits);
  ADD ("/history/story", test_one_story_and_back);
  ADD ("/history/why", test_why_and_before_whom);
  ADD ("/history/not-saved", test_a_list_that_is_not_saved);
#undef ADD
  return g_test_run ();
}

/* The words of a paper are changed beside the paper: what is wrong is said while it is typed, and
 * nothing is kept before it is right. */
#include "xp-test-forms.h"

#include "xp-pages-view.h"
#include "xp-print-page.h"
#include "xp-wording-work.h"

#include <string.h>

/* ---- hands ---- */

static void
open_words (TestWindow *f)
{
  xp_window_show_page (f->window, "print");
  xp_print_page_choose (XP_PRINT_PAGE (xp_window_get_page (f->window, "print")), "household-list");
  xp_test_wait_until_settled ();
  g_signal_emit_by_name (xp_test_find_button (GTK_WIDGET (f->window), "改文字…"), "clicked");
  xp_test_settle ();
}

static GtkTextBuffer *
find_text (void)
{
  GtkWidget *view = xp_test_find_widget (GTK_WIDGET (xp_forms_find_window ()), GTK_TYPE_TEXT_VIEW);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
replace (const char *from, const char *to)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = find_text ();
  gtk_text_buffer_get_start_iter (buffer, &start);
  /* The second one: the first stands in a comment. */
  g_assert_true (gtk_text_iter_forward_search (&start, "\n{村}", 0, &start, NULL, NULL));
  g_assert_true (gtk_text_iter_forward_search (&start, from, 0, &start, &end, NULL));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, to, -1);
}

static bool
says (const char *words)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (xp_forms_find_window ()));
  return strstr (labels, words) != NULL;
}

static void
wait_until_it_says (const char *words, bool is_said)
{
  while (says (words) != is_said)
    g_main_context_iteration (NULL, TRUE);
}

/* The paper itself, not the place where one is missing. */
static bool
shows_paper (void)
{
  GtkWidget *window = GTK_WIDGET (xp_forms_find_window ());
  XpPagesView *pages = XP_PAGES_VIEW (xp_test_find_widget (window, XP_TYPE_PAGES_VIEW));
  return xp_sheet_canvas_get_n_pages (xp_pages_view_get_canvas (pages)) > 0;
}

static bool
is_own (TestWindow *f)
{
  bool own = false;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    xp_wording_work_load (xp_window_get_desk (f->window), "household-list", &own, &error);
  g_assert_no_error (error);
  return own;
}

/* ---- tests ---- */

static void
test_words_are_changed_beside_the_paper (TestWindow *f, gconstpointer unused)
{
  open_words (f);
  while (!shows_paper ())
    g_main_context_iteration (NULL, TRUE);
  replace ("农户名单", "各家各户");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "wording");
  g_assert_false (is_own (f));
  xp_forms_answer ();
  g_assert_true (is_own (f));
  open_words (f);
  g_signal_emit_by_name (xp_test_find_button (GTK_WIDGET (xp_forms_find_window ()), "恢复原样"),
                         "clicked");
  xp_forms_answer ();
  g_assert_false (is_own (f));
}

static void
test_wrong_words_are_not_kept (TestWindow *f, gconstpointer unused)
{
  open_words (f);
  replace ("{村}", "{村名}");
  wait_until_it_says ("没有“{村名}”这个字段", true);
  xp_test_leave_picture_of (GTK_WIDGET (xp_forms_find_window ()), "wording-wrong");
  g_assert_false (xp_form_window_answer (xp_forms_find_window ()));
  g_assert_false (is_own (f));
  gtk_window_close (GTK_WINDOW (xp_forms_find_window ()));
  xp_test_wait_until_settled ();
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/wording/beside", test_words_are_changed_beside_the_paper);
  ADD ("/wording/wrong", test_wrong_words_are_not_kept);
  return g_test_run ();
}

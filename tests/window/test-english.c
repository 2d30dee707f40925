/* The window for somebody who reads English: all that is ours is English, and it fits. What the
 * book and its sentences say stays Chinese. */
#include "xp-test-window.h"

#include "xp-form-window.h"
#include "xp-language.h"
#include "xp-rounds-page.h"
#include "xp-rubrics-page.h"
#include "xp-test-fits.h"

#include <libintl.h>
#include <string.h>

static const struct {
  const char *page, *shows;
} PAGES[] = {
  {"home", "Home"},
  {"households", "Listed"},
  {"rounds", "Rounds of all years"},
  {"marks", " done"},
  {"result", "No places are shown during scoring"},
  {"print", "Save as pictures…"},
  {"rubrics", "Ready for a round?"},
  {"history", "Who, when, from what to what"},
  {"deliberation", "Note a deliberation…"},
  {"ledger", "No points yet"},
  {"backup", "Backup and restore"},
  {"merge", "Two computers type at the same time"},
  {"settings", "Who is typing"},
};

static void
show_page (TestWindow *f, const char *name)
{
  g_test_message ("%s", name);
  xp_window_show_page (f->window, name);
  xp_test_wait_until_settled ();
}

/* How far a round is, how a household stands, what was done: words of the book, though the window's
 * own may be the same. */
static bool
is_of_book (const char *word)
{
  for (int state = 0; state < XP_N_STATES; state++)
    if (strcmp (word, xp_state_get_word ((XpState) state)) == 0)
      return true;
  for (int stage = XP_STAGE_DRAFT; stage <= XP_STAGE_PUBLISHED; stage++)
    if (strcmp (word, xp_stage_get_word ((XpStage) stage)) == 0)
      return true;
  return strcmp (word, xp_verb_lookup (XP_VERB_OPEN_ROUND)->title) == 0;
}

/* A word that has a translation and is shown without it was marked, but not looked up. */
static int
count_untranslated (TestWindow *f)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (f->window));
  g_auto (GStrv) lines = g_strsplit (labels, "\n", -1);
  int n = 0;
  for (size_t i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && !is_of_book (lines[i]) &&
        strcmp (gettext (lines[i]), lines[i]) != 0) {
      g_test_message ("“%s” is “%s”", lines[i], gettext (lines[i]));
      n++;
    }
  return n;
}

static void
test_pages_speak_english (TestWindow *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    show_page (f, PAGES[i].page);
    g_assert_true (xp_test_shows (f, PAGES[i].shows));
    g_assert_cmpint (count_untranslated (f), ==, 0);
  }
}

/* A form in its editor: the page has another face there. */
static void
open_form (TestWindow *f)
{
  xp_window_show_page (f->window, "rubrics");
  xp_rubrics_page_open (XP_RUBRICS_PAGE (xp_window_get_page (f->window, "rubrics")),
                        "ganjing-renjia");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "Ready for a round. Others' forms"));
}

static void
check_fits (TestWindow *f, const char *page, const char *percent)
{
  g_autofree char *name = g_strdup_printf ("english-%s-%s", page, percent);
  xp_test_leave_picture (f, name);
  xp_test_check_fits (GTK_WIDGET (f->window), name);
}

static void
assert_all_fit (TestWindow *f, const char *percent)
{
  xp_test_set_text_size (f->window, percent);
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    show_page (f, PAGES[i].page);
    check_fits (f, PAGES[i].page, percent);
  }
  open_form (f);
  check_fits (f, "form", percent);
}

static void
test_english_fits (TestWindow *f, gconstpointer unused)
{
  assert_all_fit (f, "100");
}

static void
test_large_english_fits (TestWindow *f, gconstpointer unused)
{
  assert_all_fit (f, "200");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/english/" path,                                                                    \
              TestWindow,                                                                          \
              NULL,                                                                                \
              xp_test_window_set_up,                                                               \
              function,                                                                            \
              xp_test_window_tear_down)

/* With all its rules unfolded, and the list of who takes part. */
static void
test_a_new_round_fits (TestWindow *f, gconstpointer unused)
{
  show_page (f, "rounds");
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "rounds"));
  xp_rounds_page_begin_new (XP_ROUNDS_PAGE (page));
  xp_test_wait_until_settled ();
  GtkWidget *more = xp_test_find_button (page, "More rules");
  g_assert_nonnull (more);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (more), TRUE);
  for (int large = 0; large <= 1; large++) {
    xp_test_set_text_size (f->window, large ? "200" : "100");
    xp_test_wait_until_settled ();
    check_fits (f, "new-round", large ? "200" : "100");
  }
  g_signal_emit_by_name (xp_test_find_button (page, "40 take part, see list…"), "clicked");
  xp_test_wait_until_settled ();
  check_fits (f, "taking", "200");
  xp_test_set_text_size (f->window, "100");
}

/* The window of questions that is open over the page. */
static GtkWidget *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window) && gtk_widget_get_visible (window))
      return window;
  }
  g_error ("no question is asked");
}

/* Who sits, who is recused, who marks which group and what is missing. */
static void
test_the_sitting_fits (TestWindow *f, gconstpointer unused)
{
  static const struct {
    const char *action, *title;
  } WINDOWS[] = {{"win.attendance", "Sign-in"},
                 {"win.recusals", "Recusal"},
                 {"win.rota", "Groups mark each other"},
                 {"win.missing", "What is missing"}};
  for (size_t i = 0; i < G_N_ELEMENTS (WINDOWS); i++) {
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), WINDOWS[i].action, NULL));
    xp_test_wait_until_settled ();
    GtkWidget *form = find_form ();
    g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (form)), ==, WINDOWS[i].title);
    g_autofree char *name = g_strdup_printf ("english-%s", WINDOWS[i].action + strlen ("win."));
    xp_test_leave_pictures (f, form, name);
    gtk_window_destroy (GTK_WINDOW (form));
    xp_test_settle ();
  }
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  xp_language_init (); /* after it: a test of GTK's begins in a language of its own */
  ADD ("pages-speak-english", test_pages_speak_english);
  ADD ("it-fits", test_english_fits);
  ADD ("large-text-fits", test_large_english_fits);
  ADD ("a-new-round-fits", test_a_new_round_fits);
  ADD ("the-sitting-fits", test_the_sitting_fits);
  return g_test_run ();
}

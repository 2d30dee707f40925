/* Every page comes up, fits large text, has a name for all that takes keys, and lets Tab go
 * everywhere. With XP_SHOTS=FOLDER each page is also left there as a picture. */
#include "xp-test-window.h"

#include "xp-help.h"
#include "xp-household-work.h"
#include "xp-households-page.h"
#include "xp-print-choices.h"
#include "xp-print-list.h"
#include "xp-print-page.h"
#include "xp-rounds-page.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-work.h"
#include "xp-rubrics-page.h"
#include "xp-test-fits.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const PAGES[] = {"marks",
                                    "home",
                                    "households",
                                    "rounds",
                                    "result",
                                    "print",
                                    "rubrics",
                                    "history",
                                    "deliberation",
                                    "ledger",
                                    "backup",
                                    "merge",
                                    "settings"};

static bool
has_name (GtkWidget *widget)
{
  g_autofree char *text = xp_test_dup_labels (widget);
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  return strlen (text) > 1 ||
         gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Whoever listens instead of looking hears a name, not “button”. Parts of an entry are named by
 * it. */
static int
count_nameless (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return 0;
  const bool is_nameless = gtk_widget_get_focusable (widget) && !has_name (widget);
  if (is_nameless)
    g_test_message ("no name: %s in %s",
                    G_OBJECT_TYPE_NAME (widget),
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  int n = is_nameless;
  if (GTK_IS_EDITABLE (widget) && !is_nameless)
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_nameless (child);
  return n;
}

static void
show_page (TestWindow *f, const char *name)
{
  xp_window_show_page (f->window, name);
  xp_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
}

/* ---- what comes up on a page when a button is pressed ---- */

static void
show_card (TestWindow *f)
{
  show_page (f, "households");
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_households_page_open (XP_HOUSEHOLDS_PAGE (xp_window_get_page (f->window, "households")),
                           xp_household_work_find (desk, 3, NULL));
}

static void
show_doubles (TestWindow *f)
{
  show_page (f, "households");
  gtk_widget_activate_action (GTK_WIDGET (xp_window_get_page (f->window, "households")),
                              "households.doubles",
                              NULL);
}

static void
show_new_round (TestWindow *f)
{
  show_page (f, "rounds");
  xp_rounds_page_begin_new (XP_ROUNDS_PAGE (xp_window_get_page (f->window, "rounds")));
}

static void
show_candidates (TestWindow *f)
{
  show_page (f, "rounds");
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "rounds"));
  GtkWidget *button = xp_test_find_button (page, "准备“精巴媳妇”…");
  g_signal_emit_by_name (button, "clicked");
}

static void
show_import (TestWindow *f)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autofree char *roster =
    g_build_filename (xp_desk_get_resources_dir (desk), "sample", "roster.csv", NULL);
  xp_window_preview_list (f->window, roster);
}

/* The village's own copy, with all its fields to be typed in. */
static void
show_form (TestWindow *f)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (XpRubric) shipped = xp_rubric_work_take (desk, "hongbang", NULL);
  g_autoptr (XpRubric) copy = xp_rubric_edit_copy (shipped, "红榜", "红榜", NULL);
  show_page (f, "rubrics");
  xp_rubric_work_save (desk, copy, NULL, NULL);
  xp_rubrics_page_open (XP_RUBRICS_PAGE (xp_window_get_page (f->window, "rubrics")), "红榜");
}

static const struct {
  const char *name, *page;
  void (*show) (TestWindow *f);
} PANES[] = {
  {"form", "rubrics", show_form},
  {"card", "households", show_card},
  {"doubles", "households", show_doubles},
  {"import", "import", show_import},
  /* last: what is typed on a page stays there */
  {"candidates", "rounds", show_candidates},
  {"new-round", "rounds", show_new_round},
};

static void
show_pane (TestWindow *f, size_t i)
{
  PANES[i].show (f);
  xp_test_wait_until_settled ();
}

static void
test_all_that_takes_keys_has_a_name (TestWindow *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    show_page (f, PAGES[i]);
    g_test_message ("%s", PAGES[i]);
    g_assert_cmpint (count_nameless (GTK_WIDGET (f->window)), ==, 0);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (PANES); i++) {
    show_pane (f, i);
    g_test_message ("%s", PANES[i].name);
    g_assert_cmpint (count_nameless (GTK_WIDGET (f->window)), ==, 0);
  }
}

/* ---- F1 ---- */

static GtkWindow *
find_help (TestWindow *f)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
    if (gtk_window_get_transient_for (window) == GTK_WINDOW (f->window))
      return window;
  }
  return NULL;
}

static void
test_f1_tells_of_every_page (TestWindow *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    show_page (f, PAGES[i]);
    gtk_widget_activate_action (GTK_WIDGET (f->window), "win.help", NULL);
    GtkWindow *help = find_help (f);
    g_assert_nonnull (help);
    gtk_test_widget_wait_for_draw (GTK_WIDGET (help));
    g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (help));
    g_assert_nonnull (strstr (labels, xp_help_get_text (PAGES[i])));
    g_assert_nonnull (strstr (labels, "Ctrl+Z"));
    g_assert_nonnull (xp_test_find_widget (GTK_WIDGET (help), GTK_TYPE_PICTURE));
    g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (help)), <=, 1366);
    g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (help)), <=, 768);
    g_autofree char *name = g_strdup_printf ("help-%s", PAGES[i]);
    xp_test_leave_picture_of (GTK_WIDGET (help), name);
    gtk_window_destroy (help);
  }
}

/* ---- F10 ---- */

static GtkWidget *
find_menu_button (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_primary (GTK_MENU_BUTTON (widget)))
    return widget;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu_button (child);
  return found;
}

/* A key stands behind the words by itself: the words have none. */
static void
assert_no_key_in_words (GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++) {
    g_autofree char *label = NULL;
    if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label) &&
        (strstr (label, "Ctrl") != NULL || strstr (label, "F1") != NULL))
      g_error ("“%s” has a key in it", label);
    static const char *const LINKS[] = {G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU};
    for (size_t k = 0; k < G_N_ELEMENTS (LINKS); k++) {
      g_autoptr (GMenuModel) part = g_menu_model_get_item_link (menu, i, LINKS[k]);
      if (part != NULL)
        assert_no_key_in_words (part);
    }
  }
}

static void
test_the_menu_fits (TestWindow *f, gconstpointer unused)
{
  static const char *const SIZES[] = {"100", "200"};
  static const int MOST_HEIGHT = 728;
  GtkMenuButton *button = GTK_MENU_BUTTON (find_menu_button (GTK_WIDGET (f->window)));
  assert_no_key_in_words (gtk_menu_button_get_menu_model (button));
  for (size_t i = 0; i < G_N_ELEMENTS (SIZES); i++) {
    int height = 0;
    xp_test_set_text_size (f->window, SIZES[i]);
    gtk_menu_button_popup (button);
    xp_test_wait_until_settled ();
    GtkWidget *menu = GTK_WIDGET (gtk_menu_button_get_popover (button));
    gtk_widget_measure (menu, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
    g_autofree char *name = g_strdup_printf ("menu-%s", SIZES[i]);
    xp_test_leave_picture_of (menu, name);
    g_assert_cmpint (height, >, 100);
    g_assert_cmpint (height, <=, MOST_HEIGHT);
    gtk_menu_button_popdown (button);
    xp_test_wait_until_settled ();
  }
  xp_test_set_text_size (f->window, "100");
}

/* ---- Tab ---- */

static void
collect_buttons (GtkWidget *widget, GPtrArray *out)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;
  /* A line of a list is gone to with the arrows, and what is inside an entry or a drop-down is
   * part of it. */
  if (GTK_IS_LIST_VIEW (widget) || GTK_IS_EDITABLE (widget))
    return;
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_focusable (widget))
    g_ptr_array_add (out, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_buttons (child, out);
}

static bool
is_reached (GtkWidget *button, GtkWidget *focus)
{
  return focus == button || gtk_widget_is_ancestor (focus, button) ||
         (GTK_IS_TOGGLE_BUTTON (button) && GTK_IS_TOGGLE_BUTTON (focus) &&
          gtk_widget_get_parent (button) == gtk_widget_get_parent (focus));
}

/* How many of the page's buttons Tab does not come to. Buttons of one choice count together: the
 * arrows go from one to the next. */
static int
count_unreached (TestWindow *f, const char *name)
{
  static const int MOST_STEPS = 200;
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, name));
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  collect_buttons (page, buttons);
  for (int step = 0; step < MOST_STEPS && buttons->len > 0; step++) {
    gtk_widget_child_focus (GTK_WIDGET (f->window), GTK_DIR_TAB_FORWARD);
    GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));
    for (guint i = buttons->len; focus != NULL && i-- > 0;)
      if (is_reached (buttons->pdata[i], focus))
        g_ptr_array_remove_index (buttons, i);
  }
  for (guint i = 0; i < buttons->len; i++)
    g_test_message ("Tab does not come to “%s” on %s",
                    gtk_button_get_label (buttons->pdata[i]),
                    name);
  return (int) buttons->len;
}

static void
test_tab_comes_to_every_button (TestWindow *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    show_page (f, PAGES[i]);
    g_assert_cmpint (count_unreached (f, PAGES[i]), ==, 0);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (PANES); i++) {
    show_pane (f, i);
    g_assert_cmpint (count_unreached (f, PANES[i].page), ==, 0);
  }
}

/* ---- sizes ---- */

static void
test_large_text_fits (TestWindow *f, gconstpointer unused)
{
  xp_test_set_text_size (f->window, "200");
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    g_autofree char *name = g_strconcat ("large-", PAGES[i], NULL);
    show_page (f, PAGES[i]);
    xp_test_wait_until_settled ();
    xp_test_leave_picture (f, name);
    xp_test_check_fits (GTK_WIDGET (f->window), name);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (PANES); i++) {
    g_autofree char *name = g_strconcat ("large-", PANES[i].name, NULL);
    show_pane (f, i);
    xp_test_leave_picture (f, name);
    xp_test_check_fits (GTK_WIDGET (f->window), name);
  }
  xp_test_set_text_size (f->window, "100");
}

/* ---- every page ---- */

static void
test_every_page_comes_up (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "4⏎2⏎20⏎.⏎");
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    show_page (f, PAGES[i]);
    xp_test_wait_until_settled ();
    g_assert_cmpstr (xp_window_get_page_name (f->window), ==, PAGES[i]);
    xp_test_leave_picture (f, PAGES[i]);
  }
  show_import (f);
  xp_test_wait_until_settled ();
  xp_test_leave_picture (f, "import");
  g_assert_true (xp_test_shows (f, "还没写进去"));
}

static void
test_dark_and_strong (TestWindow *f, gconstpointer unused)
{
  XpSettings *settings = xp_window_get_settings (f->window);
  xp_settings_set_light (settings, XP_LIGHT_DARK);
  xp_settings_set_is_strong (settings, true);
  xp_window_apply_settings (f->window);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (f->window), "strong"));
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    g_autofree char *name = g_strconcat (PAGES[i], "-dark", NULL);
    show_page (f, PAGES[i]);
    xp_test_leave_picture (f, name);
  }
  xp_settings_set_light (settings, XP_LIGHT_BY_DESKTOP);
  xp_settings_set_is_strong (settings, false);
  xp_window_apply_settings (f->window);
}

static void
test_the_result_and_the_sheets_come_up (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  for (int i = 0; i < 6; i++)
    xp_test_type (f, "-1");
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (desk, loaded->round->uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
  show_page (f, "result");
  xp_test_leave_picture (f, "result-tallied");
  show_page (f, "print");
  xp_test_wait_until_settled ();
  xp_test_leave_picture (f, "print-tallied");
}

/* ---- sheets and files ---- */

static bool
press_at (GtkWidget *page, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);
  gboolean is_taken = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_taken; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_taken);
  }
  xp_test_wait_until_settled ();
  return is_taken;
}

static void
test_arrows_go_among_the_sheets (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "print");
  xp_test_wait_until_settled ();
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "print"));
  GtkWidget *list = xp_test_find_widget (page, XP_TYPE_PRINT_LIST);
  GtkWidget *others =
    GTK_WIDGET (gtk_widget_get_template_child (list, XP_TYPE_PRINT_LIST, "others"));
  GtkWidget *wanted =
    GTK_WIDGET (gtk_widget_get_template_child (list, XP_TYPE_PRINT_LIST, "wanted"));
  GtkWidget *last = gtk_widget_get_last_child (wanted);
  gtk_widget_grab_focus (last);
  g_assert_true (press_at (page, GDK_KEY_Down));
  GtkWidget *first = gtk_widget_get_first_child (others);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == first);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (first)));
  g_assert_true (press_at (page, GDK_KEY_Up));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == last);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (last)));
}

static bool
is_asked (GtkWidget *page, const char *name)
{
  GtkWidget *choices = xp_test_find_widget (page, XP_TYPE_PRINT_CHOICES);
  return gtk_widget_get_visible (
    GTK_WIDGET (gtk_widget_get_template_child (choices, XP_TYPE_PRINT_CHOICES, name)));
}

/* Each sheet asks for what it takes and for nothing else; a file is not kept for the next. */
static void
test_ballots_of_a_list_from_a_file (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "候选.txt", NULL);
  xp_window_show_page (f->window, "print");
  XpPrintPage *page = XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
  xp_print_page_choose (page, "ballots");
  xp_test_wait_until_settled ();
  g_assert_null (xp_print_page_get_pdf (page));
  g_assert_true (is_asked (GTK_WIDGET (page), "text_file"));
  g_assert_true (is_asked (GTK_WIDGET (page), "copies"));
  g_assert_true (is_asked (GTK_WIDGET (page), "most"));
  g_assert_false (is_asked (GTK_WIDGET (page), "household"));
  g_assert_false (is_asked (GTK_WIDGET (page), "first"));
  g_assert_true (g_file_set_contents (path, "# 推选评委\n张三\n李四\n", -1, &error));
  g_assert_true (xp_print_page_take_text (page, path, &error));
  xp_test_wait_until_settled ();
  g_assert_nonnull (xp_print_page_get_pdf (page));
  xp_test_leave_picture (f, "print-ballots");
  xp_print_page_choose (page, "household-record");
  xp_test_wait_until_settled ();
  g_assert_true (is_asked (GTK_WIDGET (page), "household"));
  g_assert_false (is_asked (GTK_WIDGET (page), "text_file"));
  xp_print_page_choose (page, "ballots");
  xp_test_wait_until_settled ();
  g_assert_null (xp_print_page_get_pdf (page));
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* The roll for a print shop: its size is chosen, and what the printer gets has it. */
static void
test_a_roll_is_set_for_a_print_shop (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "print");
  XpPrintPage *page = XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
  xp_print_page_choose (page, "honour-roll");
  g_assert_true (is_asked (GTK_WIDGET (page), "size"));
  GtkWidget *choices = xp_test_find_widget (GTK_WIDGET (page), XP_TYPE_PRINT_CHOICES);
  GtkWidget *size = xp_test_find_widget (choices, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (size), 4);
  const XpPrintOptions options = xp_print_choices_get (XP_PRINT_CHOICES (choices));
  g_assert_cmpint (options.width_cm, ==, 90);
  g_assert_cmpint (options.height_cm, ==, 120);
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "print-shop");
  xp_print_page_choose (page, "summary");
  g_assert_false (is_asked (GTK_WIDGET (page), "size"));
  xp_print_page_choose (page, "honour-roll");
  g_assert_cmpint (xp_print_choices_get (XP_PRINT_CHOICES (choices)).width_cm, ==, 0);
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/pages/come-up", test_every_page_comes_up);
  ADD ("/pages/result", test_the_result_and_the_sheets_come_up);
  ADD ("/pages/names", test_all_that_takes_keys_has_a_name);
  ADD ("/pages/help", test_f1_tells_of_every_page);
  ADD ("/pages/menu", test_the_menu_fits);
  ADD ("/pages/tab", test_tab_comes_to_every_button);
  ADD ("/pages/large-text", test_large_text_fits);
  ADD ("/pages/dark", test_dark_and_strong);
#undef ADD
  g_test_add ("/pages/sheets",
              TestWindow,
              NULL,
              xp_test_window_set_up,
              test_arrows_go_among_the_sheets,
              xp_test_window_tear_down);
  g_test_add ("/pages/ballots",
              TestWindow,
              NULL,
              xp_test_window_set_up,
              test_ballots_of_a_list_from_a_file,
              xp_test_window_tear_down);
  g_test_add ("/pages/print-shop",
              TestWindow,
              NULL,
              xp_test_window_set_up,
              test_a_roll_is_set_for_a_print_shop,
              xp_test_window_tear_down);
  return g_test_run ();
}

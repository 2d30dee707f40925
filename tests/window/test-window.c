/* The evening in the window, by the keys that are typed; every page comes up; nothing of others
 * is on the marking page. With XP_SHOTS=FOLDER each page is also left there as a picture. */
#include "xp-households-page.h"
#include "xp-marks-page.h"
#include "xp-round-work.h"
#include "xp-sample.h"
#include "xp-window.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path;
  XpWindow *window;
  XpMarksPage *marks;
} Fixture;

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_widget (child, type);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/xiangping/Xiangping/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xiangping-window-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sample.xiangping", NULL);
  f->window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (f->window));
  g_assert_true (xp_window_open_sample (f->window, f->path));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  f->marks = XP_MARKS_PAGE (find_widget (GTK_WIDGET (f->window), XP_TYPE_MARKS_PAGE));
  settle ();
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  settle ();
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

/* ---- typing ---- */

/* ⏎ is Enter; waits until all is on disk. */
static void
type_keys (Fixture *f, const char *keys)
{
  for (const char *at = keys; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const guint keyval = c == 0x23ce ? GDK_KEY_Return : gdk_unicode_to_keyval (c);
    xp_marks_page_key (f->marks, keyval, 0);
  }
  while (xp_marks_page_get_n_pending (f->marks) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static XpLoadedRound *
load_round (Fixture *f)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  return xp_round_work_load (desk, ((XpRoundLine *) rounds->pdata[0])->uid, NULL);
}

static int64_t
entered_of (Fixture *f, int entrant_no, const char *item_no)
{
  g_autoptr (XpLoadedRound) loaded = load_round (f);
  XpMark mark;
  const XpItem *item = xp_rubric_lookup_item (loaded->round->rubric, item_no);
  if (!xp_tally_get_mark (loaded->tally, entrant_no, 0, item->at, &mark))
    return -1;
  return mark.is_not_applicable ? -2 : mark.entered;
}

static void
test_an_evening_is_typed_with_the_keypad (Fixture *f, gconstpointer unused)
{
  const int first = xp_marks_page_get_entrant (f->marks);
  g_assert_cmpint (first, ==, 36);
  type_keys (f, "4⏎2⏎");
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks), ==, "第4项 院内地面 2处，扣2分");
  type_keys (f, "15⏎1⏎+");
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks), ==, "章文斌：扣3分，得97分");

  g_assert_cmpint (entered_of (f, first, "4"), ==, 2);
  g_assert_cmpint (entered_of (f, first, "15"), ==, 1);
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, 37);
  g_autoptr (XpLoadedRound) loaded = load_round (f);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, first)->total_hundredths, ==, 9700);
}

static void
test_full_width_digits_and_points_count (Fixture *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  type_keys (f, "４⏎２⏎２０⏎。⏎");
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, 2);
  g_assert_cmpint (entered_of (f, entrant, "20"), ==, -2);
}

static void
test_zero_takes_back_and_answers_toggle (Fixture *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  type_keys (f, "4⏎2⏎4⏎0⏎*1⏎/1⏎");
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, -1);
  g_assert_cmpint (entered_of (f, entrant, "V1"), ==, 1);
  g_assert_cmpint (entered_of (f, entrant, "G1"), ==, 0);
  type_keys (f, "*1⏎/1⏎");
  g_assert_cmpint (entered_of (f, entrant, "V1"), ==, -1);
  g_assert_cmpint (entered_of (f, entrant, "G1"), ==, -1);
}

static void
test_what_may_not_stand_is_refused_beside_it (Fixture *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  type_keys (f, "4⏎150⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "只能是0到99的整数"));
  type_keys (f, "99⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "没有第99项"));
  type_keys (f, "4⏎1.5⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "不是整数"));
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, -1);
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, entrant);
}

static void
test_a_state_is_one_key_and_a_digit (Fixture *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  type_keys (f, "-3");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "全家在外"));
  g_autoptr (XpLoadedRound) loaded = load_round (f);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, entrant)->state, ==, XP_STATE_AWAY);
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), !=, entrant);
}

static void
test_undo_says_what_and_goes_there (Fixture *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  type_keys (f, "4⏎2⏎+");
  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  type_keys (f, "");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "已撤销"));
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "院内地面"));
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, entrant);
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, -1);
}

/* Quicker than the disk: what is typed behind + is the next household's. */
static void
test_keys_behind_a_close_are_for_the_next (Fixture *f, gconstpointer unused)
{
  type_keys (f, "4⏎2⏎+5⏎1⏎+-3");
  g_assert_cmpint (entered_of (f, 36, "4"), ==, 2);
  g_assert_cmpint (entered_of (f, 36, "5"), ==, -1);
  g_assert_cmpint (entered_of (f, 37, "5"), ==, 1);
  g_autoptr (XpLoadedRound) loaded = load_round (f);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 37)->state, ==, XP_STATE_PRESENT);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 38)->state, ==, XP_STATE_AWAY);
}

static void
test_judges_take_turns_with_f2 (Fixture *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"李明", "王秀兰", "赵铁柱", NULL};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "二轮",
                            .judges = JUDGES,
                            .combine = "平均"};
  XpDesk *desk = xp_window_get_desk (f->window);
  const int64_t uid = xp_round_work_open (desk, &spec, NULL);
  settle ();
  type_keys (f, "4⏎2⏎");
  xp_marks_page_key (f->marks, GDK_KEY_F2, 0);
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "3 赵铁柱"));
  type_keys (f, "9⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "没有这一位评委"));
  xp_marks_page_key (f->marks, GDK_KEY_F2, 0);
  type_keys (f, "2⏎");
  type_keys (f, "4⏎1⏎");

  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, NULL);
  const XpItem *item = xp_rubric_lookup_item (loaded->round->rubric, "4");
  const int entrant = xp_marks_page_get_entrant (f->marks);
  for (int judge = 1; judge <= 2; judge++) {
    XpMark mark;
    g_assert_true (xp_tally_get_mark (loaded->tally, entrant, judge, item->at, &mark));
    g_assert_cmpint (mark.entered, ==, 3 - judge);
  }
}

/* ---- what the window shows ---- */

static void
collect_labels (GtkWidget *widget, GString *out)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (out, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_labels (child, out);
}

static void
test_no_total_of_others_is_on_the_marking_page (Fixture *f, gconstpointer unused)
{
  GString *text = g_string_new (NULL);
  collect_labels (GTK_WIDGET (f->window), text);
  g_assert_nonnull (strstr (text->str, "章文斌"));
  g_assert_null (strstr (text->str, "得分"));
  g_assert_null (strstr (text->str, "名次"));
  g_assert_null (strstr (text->str, "100"));
  g_string_free (text, TRUE);
}

static bool
has_name (GtkWidget *widget)
{
  g_autoptr (GString) text = g_string_new (NULL);
  collect_labels (widget, text);
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  return text->len > 1 ||
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
leave_picture (Fixture *f, const char *name)
{
  const char *folder = g_getenv ("XP_SHOTS");
  settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  if (folder == NULL)
    return;
  GdkPaintable *paintable = gtk_widget_paintable_new (GTK_WIDGET (f->window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gtk_widget_get_width (GTK_WIDGET (f->window)),
                          gtk_widget_get_height (GTK_WIDGET (f->window)));
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  GdkTexture *texture =
    gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (f->window)), node, NULL);
  g_autofree char *path = g_strconcat (folder, "/", name, ".png", NULL);
  gdk_texture_save_to_png (texture, path);
  g_object_unref (texture);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
}

static void
wait_until_settled (void)
{
  /* Answers of works come through the main context; a page is drawn two frames later. */
  for (int i = 0; i < 40; i++) {
    settle ();
    gtk_test_widget_wait_for_draw (
      GTK_WIDGET (g_list_model_get_item (gtk_window_get_toplevels (), 0)));
  }
}

static void
test_every_page_comes_up (Fixture *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autofree char *evening =
    g_build_filename (xp_desk_get_resources_dir (desk), "sample", "evening.csv", NULL);
  type_keys (f, "4⏎2⏎20⏎.⏎");
  leave_picture (f, "marks");
  xp_window_show_page (f->window, "home");
  leave_picture (f, "home");
  xp_window_show_page (f->window, "households");
  leave_picture (f, "households");
  g_autofree char *roster =
    g_build_filename (xp_desk_get_resources_dir (desk), "sample", "roster.csv", NULL);
  XpHouseholdsPage *households =
    XP_HOUSEHOLDS_PAGE (find_widget (GTK_WIDGET (f->window), XP_TYPE_HOUSEHOLDS_PAGE));
  xp_households_page_preview (households, roster);
  wait_until_settled ();
  leave_picture (f, "import");
  xp_window_show_page (f->window, "result");
  leave_picture (f, "result-marking");
}

static void
test_the_result_and_the_sheets_come_up (Fixture *f, gconstpointer unused)
{
  static const char *const STATES[] = {"-1", "-1", "-1", "-1", "-1", "-1"};
  XpDesk *desk = xp_window_get_desk (f->window);
  for (size_t i = 0; i < G_N_ELEMENTS (STATES); i++)
    type_keys (f, STATES[i]);
  g_autoptr (XpLoadedRound) loaded = load_round (f);
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (desk, loaded->round->uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
  xp_window_show_page (f->window, "result");
  leave_picture (f, "result");
  xp_window_show_page (f->window, "print");
  wait_until_settled ();
  leave_picture (f, "print");
}

static void
test_all_that_takes_keys_has_a_name (Fixture *f, gconstpointer unused)
{
  static const char *const PAGES[] = {"marks", "home", "households", "result", "print"};
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    xp_window_show_page (f->window, PAGES[i]);
    settle ();
    gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
    g_test_message ("%s", PAGES[i]);
    g_assert_cmpint (count_nameless (GTK_WIDGET (f->window)), ==, 0);
  }
}

static void
set_text_size (XpWindow *window, const char *percent)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.text-size", "s", percent);
}

static void
test_large_text_fits (Fixture *f, gconstpointer unused)
{
  set_text_size (f->window, "150");
  static const char *const PAGES[] = {"marks", "home", "households", "result", "print"};
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    int minimum = 0;
    xp_window_show_page (f->window, PAGES[i]);
    g_autofree char *name = g_strconcat (PAGES[i], "-150", NULL);
    leave_picture (f, name);
    gtk_widget_measure (GTK_WIDGET (f->window),
                        GTK_ORIENTATION_HORIZONTAL,
                        -1,
                        &minimum,
                        NULL,
                        NULL,
                        NULL);
    g_assert_cmpint (minimum, <=, 1366);
    gtk_widget_measure (GTK_WIDGET (f->window),
                        GTK_ORIENTATION_VERTICAL,
                        1366,
                        &minimum,
                        NULL,
                        NULL,
                        NULL);
    g_assert_cmpint (minimum, <=, 768);
  }
  set_text_size (f->window, "100");
}

/* What was open last and how large the text was is there again next time. */
static void
test_the_next_time_goes_on (Fixture *f, gconstpointer unused)
{
  set_text_size (f->window, "125");
  g_autofree char *path = g_strdup (f->path);
  gtk_window_destroy (GTK_WINDOW (f->window));
  XpWindow *first = xp_window_new (NULL);
  g_assert_true (xp_window_open_book (first, path));
  gtk_window_destroy (GTK_WINDOW (first));

  f->window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (f->window));
  g_autoptr (GString) text = g_string_new (NULL);
  leave_picture (f, "begin-again");
  collect_labels (GTK_WIDGET (f->window), text);
  g_assert_nonnull (strstr (text->str, "接着上次：永胜村"));
  g_assert_nonnull (strstr (text->str, "打开已有资料"));
  int dpi = 0;
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_assert_cmpint (dpi, ==, 96 * 1024 * 5 / 4);

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-path", "s", path);
  g_assert_nonnull (xp_window_get_desk (f->window));
  set_text_size (f->window, "100");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  load_style ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/window/evening", test_an_evening_is_typed_with_the_keypad);
  ADD ("/window/full-width", test_full_width_digits_and_points_count);
  ADD ("/window/take-back", test_zero_takes_back_and_answers_toggle);
  ADD ("/window/refused", test_what_may_not_stand_is_refused_beside_it);
  ADD ("/window/state", test_a_state_is_one_key_and_a_digit);
  ADD ("/window/undo", test_undo_says_what_and_goes_there);
  ADD ("/window/keys-behind-a-close", test_keys_behind_a_close_are_for_the_next);
  ADD ("/window/judges", test_judges_take_turns_with_f2);
  ADD ("/window/no-totals", test_no_total_of_others_is_on_the_marking_page);
  ADD ("/window/pages", test_every_page_comes_up);
  ADD ("/window/result", test_the_result_and_the_sheets_come_up);
  ADD ("/window/names", test_all_that_takes_keys_has_a_name);
  ADD ("/window/large-text", test_large_text_fits);
  ADD ("/window/next-time", test_the_next_time_goes_on);
#undef ADD
  return g_test_run ();
}

/* The evening in the window, by the keys that are typed; nothing of others is on the marking page.
 */
#include "xp-test-window.h"

#include <string.h>

static int64_t
entered_of (TestWindow *f, int entrant_no, const char *item_no)
{
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  XpMark mark;
  const XpItem *item = xp_rubric_lookup_item (loaded->round->rubric, item_no);
  if (!xp_tally_get_mark (loaded->tally, entrant_no, 0, item->at, &mark))
    return -1;
  return mark.is_not_applicable ? -2 : mark.entered;
}

static void
test_an_evening_is_typed_with_the_keypad (TestWindow *f, gconstpointer unused)
{
  const int first = xp_marks_page_get_entrant (f->marks);
  g_assert_cmpint (first, ==, 36);
  xp_test_type (f, "4⏎2⏎");
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks), ==, "第4项 院内地面 2处，扣2分");
  xp_test_type (f, "15⏎1⏎+");
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks), ==, "章文斌：扣3分，得97分");

  g_assert_cmpint (entered_of (f, first, "4"), ==, 2);
  g_assert_cmpint (entered_of (f, first, "15"), ==, 1);
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, 37);
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, first)->total_hundredths, ==, 9700);
}

static void
test_full_width_digits_and_points_count (TestWindow *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "４⏎２⏎２０⏎。⏎");
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, 2);
  g_assert_cmpint (entered_of (f, entrant, "20"), ==, -2);
}

static void
test_zero_takes_back_and_answers_toggle (TestWindow *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "4⏎2⏎4⏎0⏎*1⏎/1⏎");
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, -1);
  g_assert_cmpint (entered_of (f, entrant, "V1"), ==, 1);
  g_assert_cmpint (entered_of (f, entrant, "G1"), ==, 0);
  xp_test_type (f, "*1⏎/1⏎");
  g_assert_cmpint (entered_of (f, entrant, "V1"), ==, -1);
  g_assert_cmpint (entered_of (f, entrant, "G1"), ==, -1);
}

static void
test_what_may_not_stand_is_refused_beside_it (TestWindow *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "4⏎150⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "只能是0到99的整数"));
  xp_test_type (f, "99⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "没有第99项"));
  xp_test_type (f, "4⏎1.5⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "应为整数"));
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, -1);
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, entrant);
}

static void
test_a_state_is_one_key_and_a_digit (TestWindow *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "-3");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "全家在外"));
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, entrant)->state, ==, XP_STATE_AWAY);
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), !=, entrant);
}

static void
test_undo_says_what_and_goes_there (TestWindow *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "4⏎2⏎+");
  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  xp_test_type (f, "");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "已撤销"));
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "院内地面"));
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, entrant);
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, -1);
}

/* What is not on disk yet goes first; what is stays. */
static void
test_undo_drops_what_is_half_typed (TestWindow *f, gconstpointer unused)
{
  const int entrant = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "4⏎1⏎15");
  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  xp_test_type (f, "");
  g_assert_cmpint (entered_of (f, entrant, "4"), ==, 1);
  xp_test_type (f, "5⏎2⏎");
  g_assert_cmpint (entered_of (f, entrant, "5"), ==, 2);
  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  xp_test_type (f, "");
  g_assert_cmpint (entered_of (f, entrant, "5"), ==, -1);
}

/* Quicker than the disk: what is typed behind + is the next household's. */
static void
test_keys_behind_a_close_are_for_the_next (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "4⏎2⏎+5⏎1⏎+-3");
  g_assert_cmpint (entered_of (f, 36, "4"), ==, 2);
  g_assert_cmpint (entered_of (f, 36, "5"), ==, -1);
  g_assert_cmpint (entered_of (f, 37, "5"), ==, 1);
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 37)->state, ==, XP_STATE_PRESENT);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 38)->state, ==, XP_STATE_AWAY);
}

static void
test_judges_take_turns_with_f2 (TestWindow *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"李明", "王秀兰", "赵铁柱", NULL};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "二轮",
                            .judges = JUDGES,
                            .combine = "平均"};
  XpDesk *desk = xp_window_get_desk (f->window);
  const int64_t uid = xp_round_work_open (desk, &spec, NULL);
  xp_test_settle ();
  xp_test_type (f, "4⏎2⏎");
  xp_marks_page_key (f->marks, GDK_KEY_F2, 0);
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "3 赵铁柱"));
  xp_test_type (f, "9⏎");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "没有这一位评委"));
  xp_marks_page_key (f->marks, GDK_KEY_F2, 0);
  xp_test_type (f, "2⏎");
  xp_test_type (f, "4⏎1⏎");

  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, NULL);
  const XpItem *item = xp_rubric_lookup_item (loaded->round->rubric, "4");
  const int entrant = xp_marks_page_get_entrant (f->marks);
  for (int judge = 1; judge <= 2; judge++) {
    XpMark mark;
    g_assert_true (xp_tally_get_mark (loaded->tally, entrant, judge, item->at, &mark));
    g_assert_cmpint (mark.entered, ==, 3 - judge);
  }
}

static void
test_no_total_of_others_is_on_the_marking_page (TestWindow *f, gconstpointer unused)
{
  g_autofree char *text = xp_test_dup_labels (GTK_WIDGET (f->window));
  g_assert_nonnull (strstr (text, "章文斌"));
  g_assert_null (strstr (text, "得分"));
  g_assert_null (strstr (text, "名次"));
  g_assert_null (strstr (text, "100"));
}

/* What was open last and how large the text was is there again next time. */
static void
test_the_next_time_goes_on (TestWindow *f, gconstpointer unused)
{
  xp_test_set_text_size (f->window, "125");
  g_autofree char *path = g_strdup (f->path);
  gtk_window_destroy (GTK_WINDOW (f->window));
  XpWindow *first = xp_window_new (NULL);
  g_assert_true (xp_window_open_book (first, path));
  gtk_window_destroy (GTK_WINDOW (first));

  f->window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (f->window));
  xp_test_leave_picture (f, "begin-again");
  g_autofree char *text = xp_test_dup_labels (GTK_WIDGET (f->window));
  g_assert_nonnull (strstr (text, "接着上次：永胜村"));
  g_assert_nonnull (strstr (text, "打开已有资料"));
  int dpi = 0;
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_assert_cmpint (dpi, ==, 96 * 1024 * 5 / 4);

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-path", "s", path);
  g_assert_nonnull (xp_window_get_desk (f->window));
  xp_test_set_text_size (f->window, "100");
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/window/evening", test_an_evening_is_typed_with_the_keypad);
  ADD ("/window/full-width", test_full_width_digits_and_points_count);
  ADD ("/window/take-back", test_zero_takes_back_and_answers_toggle);
  ADD ("/window/refused", test_what_may_not_stand_is_refused_beside_it);
  ADD ("/window/state", test_a_state_is_one_key_and_a_digit);
  ADD ("/window/undo", test_undo_says_what_and_goes_there);
  ADD ("/window/undo-half-typed", test_undo_drops_what_is_half_typed);
  ADD ("/window/keys-behind-a-close", test_keys_behind_a_close_are_for_the_next);
  ADD ("/window/judges", test_judges_take_turns_with_f2);
  ADD ("/window/no-totals", test_no_total_of_others_is_on_the_marking_page);
  ADD ("/window/next-time", test_the_next_time_goes_on);
#undef ADD
  return g_test_run ();
}

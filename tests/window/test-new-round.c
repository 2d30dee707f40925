/* 新开一次评选: the rules of a round, what is said of each, and who takes part. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-new-round.h"
#include "xp-person-work.h"
#include "xp-rounds-page.h"
#include "xp-taking-list.h"

#include <string.h>

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

static GtkWidget *
row (TestWindow *f, const char *title)
{
  GtkWidget *found = find_row (GTK_WIDGET (xp_window_get_page (f->window, "rounds")), title);
  if (found == NULL)
    g_error ("no row “%s”", title);
  return found;
}

static void
write_in (TestWindow *f, const char *title, const char *text)
{
  GtkWidget *entry = row (f, title);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  xp_test_settle ();
}

/* As Tab does. */
static void
leave (TestWindow *f)
{
  gtk_widget_child_focus (GTK_WIDGET (f->window), GTK_DIR_TAB_FORWARD);
  xp_test_settle ();
}

static void
choose (TestWindow *f, const char *title, const char *word)
{
  AdwComboRow *combo = ADW_COMBO_ROW (row (f, title));
  GListModel *words = adw_combo_row_get_model (combo);
  for (guint i = 0; i < g_list_model_get_n_items (words); i++) {
    g_autoptr (GtkStringObject) item = g_list_model_get_item (words, i);
    if (strstr (gtk_string_object_get_string (item), word) == NULL)
      continue;
    adw_combo_row_set_selected (combo, i);
    xp_test_settle ();
    return;
  }
  g_error ("“%s” cannot be chosen", word);
}

static void
press (TestWindow *f, const char *label)
{
  GtkWidget *button = xp_test_find_button (GTK_WIDGET (f->window), label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

static void
unfold (TestWindow *f)
{
  GtkWidget *toggle = xp_test_find_button (GTK_WIDGET (f->window), "更多规定");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  xp_test_settle ();
}

static void
begin (TestWindow *f)
{
  xp_window_show_page (f->window, "rounds");
  xp_rounds_page_begin_new (XP_ROUNDS_PAGE (xp_window_get_page (f->window, "rounds")));
  xp_test_wait_until_settled ();
}

static XpLoadedRound *
load_last (TestWindow *f)
{
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, &error);
  const XpRoundLine *last = rounds->pdata[rounds->len - 1];
  XpLoadedRound *loaded = xp_round_work_load (desk, last->uid, &error);
  g_assert_no_error (error);
  return loaded;
}

static guint
count_rounds (TestWindow *f)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (xp_window_get_desk (f->window), NULL);
  return rounds->len;
}

/* ---- the quota ---- */

/* All six kinds, as they are typed. */
static const struct {
  const char *typed, *said;
} QUOTAS[] = {
  {"30%", "参评40户×30%＝12，取12户（全家在外1户、没人住1户不算在内）。"},
  {"２０户", "全村名额20户。"},
  {"每社3户", "每组名额3户。"},
  {"每社3户，余额互补", "每组名额3户。"},
  {"分给各组20户", "全村名额20户，按最大余数法分给各组"},
  {"按村大小:30=5|300=9|*=12",
   "参评40户，在31到300户之间，取9户（全家在外1户、没人住1户不算在内）。"},
  {"按村大小：30户以内5户、300户以内９户、再多12户",
   "参评40户，在31到300户之间，取9户（全家在外1户、没人住1户不算在内）。"},
};

static void
test_a_quota_is_told_while_it_is_typed (TestWindow *f, gconstpointer unused)
{
  begin (f);
  for (size_t i = 0; i < G_N_ELEMENTS (QUOTAS); i++) {
    write_in (f, "评上多少户", QUOTAS[i].typed);
    if (!xp_test_shows (f, QUOTAS[i].said))
      g_error ("“%s” does not say “%s”", QUOTAS[i].typed, QUOTAS[i].said);
  }
  write_in (f, "评上多少户", "30%");
  choose (f, "名额按哪个户数算", "总户数");
  g_assert_true (xp_test_shows (f, "总户数42户×30%＝12.6，取12户。"));
  write_in (f, "评上多少户", "无");
  g_assert_false (xp_test_shows (f, "全村名额"));
  g_assert_false (gtk_widget_get_visible (row (f, "名额按哪个户数算")));
}

/* 美丽庭院 has it in its form. */
static void
test_a_quota_by_size_stands_in_words (TestWindow *f, gconstpointer unused)
{
  begin (f);
  choose (f, "用哪张评分表", "美丽庭院");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (f, "评上多少户"))),
                   ==,
                   "按村大小：100户以内10户、300户以内20户、再多30户");
  g_assert_true (xp_test_shows (f, "总户数42户，不超过100户，取10户。"));
}

/* The button beside it lists how it can be written, and writes. */
static void
test_the_ways_of_writing_are_at_hand (TestWindow *f, gconstpointer unused)
{
  begin (f);
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "rounds"));
  GtkWidget *inner = xp_test_find_widget (page, XP_TYPE_NEW_ROUND);
  gtk_widget_activate_action (inner, "new-round.quota", "s", "分给各组20户");
  xp_test_settle ();
  g_assert_true (gtk_widget_get_visible (row (f, "名额怎样分给各组")));
  g_assert_true (xp_test_shows (f, "按最大余数法分给各组"));
  choose (f, "名额怎样分给各组", "每组保底");
  g_assert_true (xp_test_shows (f, "按每组保底"));
  unfold (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (f, "同分谁在先"))),
                   ==,
                   "居室、处数少、上轮高、表决");
  write_in (f, "同分谁在先", "");
  gtk_widget_activate_action (inner, "new-round.tie", "s", "厨房");
  gtk_widget_activate_action (inner, "new-round.tie", "s", "抽签");
  xp_test_settle ();
  xp_test_leave_pictures (f, NULL, "new-round-more");
  press (f, "开始打分");
  g_autoptr (XpLoadedRound) loaded = load_last (f);
  g_assert_cmpint (loaded->round->rules.apportion, ==, XP_APPORTION_EACH_FIRST);
  g_assert_cmpstr (loaded->round->rules.ties[0], ==, "厨房");
  g_assert_cmpstr (loaded->round->rules.ties[1], ==, "抽签");
  g_assert_null (loaded->round->rules.ties[2]);
}

/* ---- what is wrong ---- */

static const struct {
  const char *row, *typed, *said;
} WRONG[] = {
  {"名称", " ", "还没有写评选的名称"},
  {"多少分以上", "九十", "等次线“九十”不是分数"},
  {"评上多少户", "三成", "名额“三成”看不懂"},
  {"公示几天", "2", "公示天数写的是2，应为3到60"},
  {"几方评委", "评委60＋代表30", "加起来"},
  {"同分谁在先", "年纪大", "同分办法“年纪大”不能用"},
  {"同分谁在先", "表决、表决", "写了两遍"},
  {"评委相差几分", "很多", "评委相差几分要再议，写的是“很多”"},
};

static GtkWidget *
press_enter (TestWindow *f, const char *title)
{
  GtkWidget *entry = row (f, title);
  gtk_widget_grab_focus (entry);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "activate");
  xp_test_settle ();
  return gtk_window_get_focus (GTK_WINDOW (f->window));
}

/* Past “怎么写” and past what has its answer; behind the last to the blue button. */
static void
test_enter_steps_over_menus (TestWindow *f, gconstpointer unused)
{
  begin (f);
  write_in (f, "评上多少户", "30%");
  GtkWidget *next = press_enter (f, "评上多少户");
  g_assert_true (gtk_widget_is_ancestor (next, row (f, "公示几天")));
  GtkWidget *last = press_enter (f, "公示几天");
  g_assert_true (last == xp_test_find_button (GTK_WIDGET (f->window), "开始打分"));
}

/* “按评分表（合议）”; 合议 has no judges who could differ. */
static void
test_what_the_form_says_is_said (TestWindow *f, gconstpointer unused)
{
  begin (f);
  unfold (f);
  choose (f, "名额按", "按评分表（参评户）");
  choose (f, "一起商量着打", "按评分表（合议）");
  g_assert_false (gtk_widget_get_visible (row (f, "评委相差几分")));
  xp_test_leave_pictures (f, NULL, "new-round-by-form");
  choose (f, "一起商量着打", "去高低平均");
  g_assert_true (gtk_widget_get_visible (row (f, "评委相差几分")));
  g_assert_true (gtk_widget_get_visible (row (f, "几位评委的分怎样合成")));
}

/* Not while it is typed; once it was left, at its row; and nothing is opened. */
static void
test_each_wrong_entry_is_told_at_its_row (TestWindow *f, gconstpointer unused)
{
  begin (f);
  unfold (f);
  choose (f, "一起商量着打", "平均"); /* 合议 asks less */
  const guint n = count_rounds (f);
  for (size_t i = 0; i < G_N_ELEMENTS (WRONG); i++) {
    g_autofree char *before =
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (row (f, WRONG[i].row))));
    write_in (f, WRONG[i].row, WRONG[i].typed);
    if (xp_test_shows (f, WRONG[i].said))
      g_error ("%zu: “%s” is still said", i, WRONG[i].said);
    leave (f);
    if (!xp_test_shows (f, WRONG[i].said))
      g_error ("%zu: “%s” does not say “%s”", i, WRONG[i].typed, WRONG[i].said);
    press (f, "开始打分");
    g_assert_cmpuint (count_rounds (f), ==, n);
    g_assert_true (xp_test_shows (f, WRONG[i].said));
    if (i == 4)
      xp_test_leave_pictures (f, NULL, "new-round-wrong");
    write_in (f, WRONG[i].row, before);
    g_assert_false (xp_test_shows (f, WRONG[i].said));
  }
}

/* ---- rules that few villages need ---- */

static void
test_bodies_usual_marks_and_few_marks (TestWindow *f, gconstpointer unused)
{
  begin (f);
  unfold (f);
  g_assert_false (gtk_widget_get_visible (row (f, "几个分数以上")));
  choose (f, "一起商量着打", "去高低平均");
  g_assert_true (gtk_widget_get_visible (row (f, "几个分数以上")));
  write_in (f, "几个分数以上", "四");
  choose (f, "分数不够", "待定");
  write_in (f, "几方评委", "评委60＋代表40");
  g_assert_nonnull (row (f, "谁来评（写明哪一方"));
  choose (f, "平时分", "红榜");
  write_in (f, "平时分占百分之几", "30");
  write_in (f, "评委相差几分", "8.5");
  choose (f, "公示按什么算", "天数");
  write_in (f, "谁来评", "评委:李明、代表:王秀兰");
  xp_test_leave_pictures (f, NULL, "new-round-bodies");
  write_in (f, "谁来评", "李明、代表:王秀兰");
  leave (f);
  g_assert_true (xp_test_shows (f, "没有写评委“李明”是哪一方"));
  write_in (f, "谁来评", "评委:李明、代表:王秀兰");
  press (f, "开始打分");
  g_autoptr (XpLoadedRound) loaded = load_last (f);
  const XpRules *rules = &loaded->round->rules;
  g_assert_cmpint (rules->combine, ==, XP_COMBINE_TRIMMED_MEAN);
  g_assert_cmpint (rules->n_marks_needed, ==, 4);
  g_assert_true (rules->is_undecided_with_too_few);
  g_assert_cmpuint (rules->n_weights, ==, 2);
  g_assert_cmpint (rules->weights[0].bp, ==, 6000);
  g_assert_cmpstr (rules->usual_form, ==, "hongbang");
  g_assert_cmpint (rules->usual_bp, ==, 3000);
  g_assert_cmpint (rules->spread_hundredths, ==, 850);
  g_assert_false (rules->notice_counts_workdays);
  g_assert_cmpstr (loaded->round->judges[1].body, ==, "代表");
}

/* ---- who takes part ---- */

static XpCellsView *
get_list (TestWindow *f)
{
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "rounds"));
  GtkWidget *taking = xp_test_find_widget (page, XP_TYPE_TAKING_LIST);
  return XP_CELLS_VIEW (xp_test_find_widget (taking, XP_TYPE_CELLS_VIEW));
}

static void
activate (TestWindow *f, guint line)
{
  g_signal_emit_by_name (get_list (f), "activated", line);
  xp_test_settle ();
}

/* The two who are away stand first, with why; another is withheld and takes no place. */
static void
test_households_are_looked_through (TestWindow *f, gconstpointer unused)
{
  begin (f);
  press (f, "参评40户，看名单…");
  g_assert_true (xp_test_shows (f, "参评40户，另有2户不参评或先不评"));
  g_assert_true (xp_test_shows (f, "名单上这样写的"));
  activate (f, 0); /* nothing to choose there */
  g_assert_true (xp_test_shows (f, "参评40户"));
  activate (f, 2);
  g_assert_true (xp_test_shows (f, "参评，不挂牌"));
  xp_test_leave_pictures (f, NULL, "new-round-households");
  activate (f, 2);
  g_assert_false (xp_test_shows (f, "照常打分、排名次，不占名额"));
  activate (f, 3);
  press (f, "返回，改规定");
  press (f, "开始打分");
  g_autoptr (XpLoadedRound) loaded = load_last (f);
  int n = 0;
  for (size_t i = 0; i < loaded->round->n_entrants; i++)
    n += loaded->round->entrants[i].is_withheld;
  g_assert_cmpint (n, ==, 1);
}

static void
add_woman (TestWindow *f, int number, const char *name)
{
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_window_get_desk (f->window);
  const XpPersonCard person = {.name = (char *) name,
                               .sex = (char *) "女",
                               .relation = (char *) "妻",
                               .naming = (char *) "同意",
                               .taking_part = (char *) "同意"};
  g_assert_cmpint (
    xp_person_work_save (desk, xp_household_work_find (desk, number, NULL), &person, &error),
    !=,
    0);
  g_assert_no_error (error);
}

/* Of a form with two titles each is put up for one of them; it is counted in 人. */
static void
test_persons_are_put_up (TestWindow *f, gconstpointer unused)
{
  add_woman (f, 3, "李秀英");
  add_woman (f, 4, "王桂兰");
  begin (f);
  choose (f, "用哪张评分表", "好婆婆");
  g_assert_nonnull (row (f, "评上多少人"));
  g_assert_null (xp_test_find_button (GTK_WIDGET (f->window), "开始打分"));
  write_in (f, "谁来评", "李明");
  press (f, "下一步：参评的人（0人）…");
  g_assert_true (xp_test_shows (f, "还没选"));
  activate (f, 0);
  g_assert_true (xp_test_shows (f, "参评好婆婆"));
  activate (f, 1);
  activate (f, 1);
  g_assert_true (xp_test_shows (f, "参评好媳妇"));
  g_assert_true (xp_test_shows (f, "参评2人"));
  xp_test_leave_pictures (f, NULL, "new-round-persons");
  press (f, "开始打分");
  g_autoptr (XpLoadedRound) loaded = load_last (f);
  g_assert_cmpuint (loaded->round->n_entrants, ==, 2);
  g_assert_cmpstr (loaded->round->entrants[0].list, ==, "好婆婆");
  g_assert_cmpstr (loaded->round->entrants[1].list, ==, "好媳妇");
}

/* 精巴媳妇: the gate is looked up; who is kept out stands there with the reason. */
static void
test_a_gate_keeps_out_with_its_reason (TestWindow *f, gconstpointer unused)
{
  add_woman (f, 3, "李秀英");
  begin (f);
  choose (f, "用哪张评分表", "精巴媳妇");
  write_in (f, "谁来评", "李明");
  unfold (f);
  choose (f, "一家有几个人够格时", "一户只评一人");
  press (f, "下一步：参评的人（0人）…");
  g_assert_true (xp_test_shows (f, "不能参评"));
  g_assert_true (xp_test_shows (f, "本村还没有公布过“干净人家”"));
  xp_test_leave_pictures (f, NULL, "new-round-gate");
  press (f, "开始打分");
  g_assert_true (xp_test_shows (f, "还没有参评人"));
}

/* ---- a vote ---- */

static GtkWidget *
find_form_row (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    GtkWidget *found = XP_IS_FORM_WINDOW (window) ? find_row (window, title) : NULL;
    if (found != NULL)
      return found;
  }
  g_error ("no row “%s” is asked", title);
}

static XpFormWindow *
get_form (void)
{
  return XP_FORM_WINDOW (gtk_widget_get_root (find_form_row ("几张票")));
}

static void
count (const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_form_row (title)), text);
  xp_test_settle ();
}

static bool
form_says (const char *text)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (get_form ()));
  return strstr (labels, text) != NULL;
}

/* Two women, two titles: the page of 打分 stands on their round. Its uid. */
static int64_t
open_votes (TestWindow *f)
{
  g_autoptr (GError) error = NULL;
  static const char *const ENTRANTS[] = {"3-1=好婆婆", "4-1=好媳妇", NULL};
  static const char *const JUDGES[] = {"李明", NULL};
  add_woman (f, 3, "李秀英");
  add_woman (f, 4, "王桂兰");
  const XpRoundSpec spec = {.rubric_id = "popo-xifu",
                            .name = "好婆婆好媳妇评选",
                            .judges = JUDGES,
                            .entrants = ENTRANTS};
  const int64_t uid = xp_round_work_open (xp_window_get_desk (f->window), &spec, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.choose-round", "x", uid);
  xp_window_show_page (f->window, "marks");
  xp_test_settle ();
  return uid;
}

/* 181 came back of 187, 3 were spoilt; 89 votes are 20 points of 40. Ctrl+Z takes all of it back.
 */
static void
test_ballots_are_counted (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_window_get_desk (f->window);
  const int64_t uid = open_votes (f);
  g_assert_true (xp_test_shows (f, "已录0人，共2人"));
  xp_test_leave_pictures (f, NULL, "ballots-marks");

  press (f, "计票…（F7）");
  g_assert_true (form_says ("照计票单填"));
  count ("发出几张票", "１８７");
  count ("收回几张票", "190");
  g_assert_true (form_says ("收回的比发出的还多"));
  xp_test_leave_picture_of (GTK_WIDGET (get_form ()), "ballots-wrong");
  g_assert_false (xp_form_window_answer (get_form ()));
  count ("收回几张票", "181");
  count ("其中废票几张", "3");
  g_assert_true (form_says ("有效票178张"));
  count ("3-1 李秀英", "89");
  count ("4-1 王桂兰", "179");
  g_assert_false (xp_form_window_answer (get_form ()));
  g_assert_true (form_says ("有效票一共只有178张"));
  count ("4-1 王桂兰", "一百");
  g_assert_false (xp_form_window_answer (get_form ()));
  g_assert_true (form_says ("应为0到99999的数"));
  count ("4-1 王桂兰", "");
  xp_test_leave_picture_of (GTK_WIDGET (get_form ()), "ballots");
  g_assert_true (xp_form_window_answer (get_form ()));
  xp_test_wait_until_settled ();

  g_autoptr (XpLoadedRound) counted = xp_round_work_load (desk, uid, &error);
  const XpItem *item = xp_rubric_lookup_item (counted->round->rubric, "1");
  const XpBallots *ballots = xp_tally_get_ballots (counted->tally, item->at);
  g_assert_cmpint (xp_ballots_get_valid (ballots), ==, 178);
  XpItemFigure figure = {0};
  g_assert_cmpuint (xp_tally_list_item_figures (counted->tally, 1, item->at, &figure, 1), ==, 1);
  g_assert_cmpint (figure.printed_hundredths, ==, 2000);
  xp_tally_list_item_figures (counted->tally, 2, item->at, &figure, 1);
  g_assert_false (figure.has_figure);

  xp_test_set_text_size (f->window, "150");
  press (f, "计票…（F7）");
  xp_test_leave_picture_of (GTK_WIDGET (get_form ()), "ballots-150");
  xp_test_set_text_size (f->window, "100");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_form_row ("3-1 李秀英"))), ==, "89");
  gtk_window_destroy (GTK_WINDOW (get_form ()));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  xp_test_wait_until_settled ();
  g_autoptr (XpLoadedRound) undone = xp_round_work_load (desk, uid, &error);
  g_assert_null (xp_tally_get_ballots (undone->tally, item->at));
  XpMark mark;
  g_assert_false (xp_tally_get_mark (undone->tally, 1, 2, item->at, &mark));
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/new-round/quota", test_a_quota_is_told_while_it_is_typed);
  ADD ("/new-round/size", test_a_quota_by_size_stands_in_words);
  ADD ("/new-round/ways", test_the_ways_of_writing_are_at_hand);
  ADD ("/new-round/wrong", test_each_wrong_entry_is_told_at_its_row);
  ADD ("/new-round/enter", test_enter_steps_over_menus);
  ADD ("/new-round/by-form", test_what_the_form_says_is_said);
  ADD ("/new-round/bodies", test_bodies_usual_marks_and_few_marks);
  ADD ("/new-round/households", test_households_are_looked_through);
  ADD ("/new-round/persons", test_persons_are_put_up);
  ADD ("/new-round/gate", test_a_gate_keeps_out_with_its_reason);
  ADD ("/new-round/ballots", test_ballots_are_counted);
  return g_test_run ();
}

/* The office around the evening, by its buttons: a list comes in, a household's card is changed, a
 * round is opened, settings are kept. */
#include "xp-test-window.h"

#include "xp-backup-work.h"
#include "xp-cells-view.h"
#include "xp-doubles-pane.h"
#include "xp-form-window.h"
#include "xp-household-pane.h"
#include "xp-household-work.h"
#include "xp-households-page.h"
#include "xp-import-page.h"
#include "xp-print-page.h"
#include "xp-rounds-page.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- finding things ---- */

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

/* The entry or choice of this title. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_row (child, title);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
write_in (GtkWidget *within, const char *title, const char *text)
{
  GtkWidget *row = find_row (within, title);
  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* As Enter does. */
static void
write_and_apply (GtkWidget *within, const char *title, const char *text)
{
  write_in (within, title, text);
  g_signal_emit_by_name (find_row (within, title), "apply");
  xp_test_settle ();
}

/* The window of questions that is open over the page. */
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

static XpHouseholdCard *
load_card (TestWindow *f, int number)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  const int64_t uid = xp_household_work_find (desk, number, NULL);
  return uid != 0 ? xp_household_work_load (desk, uid, NULL) : NULL;
}

static GtkWidget *
open_card (TestWindow *f, int number)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_window_show_page (f->window, "households");
  XpHouseholdsPage *page = XP_HOUSEHOLDS_PAGE (xp_window_get_page (f->window, "households"));
  xp_households_page_open (page, xp_household_work_find (desk, number, NULL));
  xp_test_wait_until_settled ();
  return xp_test_find_widget (GTK_WIDGET (page), XP_TYPE_HOUSEHOLD_PANE);
}

/* ---- a household ---- */

static void
test_a_field_is_saved_with_enter_and_undone (TestWindow *f, gconstpointer unused)
{
  GtkWidget *pane = open_card (f, 3);
  xp_test_leave_picture (f, "household");
  g_autoptr (XpHouseholdCard) before = load_card (f, 3);
  write_and_apply (pane, "门牌", "15号");
  g_autoptr (XpHouseholdCard) after = load_card (f, 3);
  g_assert_cmpstr (after->door, ==, "15号");

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  g_autoptr (XpHouseholdCard) undone = load_card (f, 3);
  g_assert_cmpstr (undone->door, ==, before->door);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (pane, "门牌"))),
                   ==,
                   before->door);
}

static void
test_what_may_not_stand_stays_on_the_screen (TestWindow *f, gconstpointer unused)
{
  GtkWidget *pane = open_card (f, 3);
  g_autoptr (XpHouseholdCard) before = load_card (f, 3);
  write_and_apply (pane, "户籍人口", "五六口");
  g_assert_true (xp_test_shows (f, "要写数字"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (pane, "户籍人口"))),
                   ==,
                   "五六口");
  g_autoptr (XpHouseholdCard) after = load_card (f, 3);
  g_assert_cmpint (after->people, ==, before->people);
}

static void
test_a_household_is_divided (TestWindow *f, gconstpointer unused)
{
  open_card (f, 1);
  press (f, "分户…");
  XpFormWindow *form = find_form ();
  g_assert_nonnull (form);
  g_assert_false (xp_form_window_answer (form)); /* nobody heads it: the window stays */
  write_in (GTK_WIDGET (form), "新户的户主", "张小三");
  g_assert_true (xp_form_window_answer (form));
  g_autoptr (XpHouseholdCard) made = load_card (f, 43);
  g_assert_cmpstr (made->head, ==, "张小三");
  g_assert_nonnull (strstr (made->story[0], "张三"));
}

static void
test_a_person_is_written_down (TestWindow *f, gconstpointer unused)
{
  open_card (f, 3);
  press (f, "加一个人…");
  XpFormWindow *form = find_form ();
  write_in (GTK_WIDGET (form), "姓名", "李秀英");
  write_in (GTK_WIDGET (form), "和户主的关系", "儿媳");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (form), "性别")), 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (form), "本人同意参评")), 1);
  g_assert_true (xp_form_window_answer (form));
  xp_test_wait_until_settled ();
  g_autoptr (XpHouseholdCard) card = load_card (f, 3);
  g_assert_cmpint (card->persons->len, ==, 1);
  const XpPersonCard *person = card->persons->pdata[0];
  g_assert_cmpstr (person->sex, ==, "f");
  g_assert_cmpstr (person->taking_part, ==, "agreed");
  g_assert_cmpstr (person->naming, ==, "not-asked");
  g_assert_true (xp_test_shows (f, "李秀英"));
}

/* What cannot be undone has the head's name typed first. */
static void
test_what_is_forgotten_is_asked_twice (TestWindow *f, gconstpointer unused)
{
  g_autofree char *stick = g_build_filename (f->folder, "备份.xiangping", NULL);
  GtkWidget *pane = open_card (f, 3);
  write_and_apply (pane, "电话", "13811112222");
  g_assert_true (xp_backup_work_save (xp_window_get_desk (f->window), stick, NULL, NULL));
  g_assert_true (xp_backup_work_keep (xp_window_get_desk (f->window), NULL));
  press (f, "忘掉…");
  XpFormWindow *form = find_form ();
  g_assert_nonnull (form);
  xp_test_leave_pictures (f, GTK_WIDGET (form), "forget");
  write_in (GTK_WIDGET (form), "请打上户主姓名", "别人");
  g_assert_false (xp_form_window_answer (form));
  xp_test_leave_pictures (f, GTK_WIDGET (form), "forget-refused");
  g_autoptr (XpHouseholdCard) still = load_card (f, 3);
  g_assert_cmpstr (still->phone, ==, "13811112222");
  write_in (GTK_WIDGET (form), "请打上户主姓名", still->head);
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
  g_autoptr (XpHouseholdCard) forgotten = load_card (f, 3);
  g_assert_null (forgotten->phone);
  xp_test_leave_pictures (f, NULL, "forgotten");
  g_unlink (stick);
}

static void
test_many_are_asked_at_once (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "households");
  gtk_widget_activate_action (GTK_WIDGET (xp_window_get_page (f->window, "households")),
                              "households.naming",
                              NULL);
  XpFormWindow *form = find_form ();
  write_in (GTK_WIDGET (form), "编号", "3、7到9，12号");
  g_assert_true (xp_form_window_answer (form));
  static const int NUMBERS[] = {3, 7, 8, 9, 12};
  for (size_t i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    g_autoptr (XpHouseholdCard) card = load_card (f, NUMBERS[i]);
    g_assert_cmpstr (card->naming, ==, "agreed");
  }
  g_autoptr (XpHouseholdCard) other = load_card (f, 10);
  g_assert_cmpstr (other->naming, !=, "agreed");
}

static void
test_search_finds_initials_and_opens_with_enter (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "households");
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "households"));
  GtkWidget *search = xp_test_find_widget (page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "smch");
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "8号　一社8号　司马长河"));
}

/* ---- a list comes in ---- */

static char *
write_list (TestWindow *f, const char *text)
{
  char *path = g_build_filename (f->folder, "名单.csv", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_a_second_list_is_decided_row_by_row (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (GPtrArray) before = xp_desk_list_households (desk, NULL);
  g_autofree char *path = write_list (f,
                                      "社别,户主姓名,户籍人口\n"
                                      "一社,李明,9\n"
                                      "五社,贺新来,4\n"
                                      "五社,白不要,2\n");
  xp_window_preview_list (f->window, path);
  xp_test_wait_until_settled ();
  XpImportPage *page = XP_IMPORT_PAGE (xp_window_get_page (f->window, "import"));
  const XpRosterPlan *plan = xp_import_page_get_plan (page);
  g_assert_nonnull (plan);
  g_assert_cmpuint (plan->rows->len, ==, 3);
  g_assert_true (xp_test_shows (f, "还没写进去"));
  g_assert_true (xp_test_shows (f, "人口4→9"));
  g_assert_true (xp_test_shows (f, "名单里没有了"));
  xp_test_leave_picture (f, "import-second");

  xp_import_page_turn_row (page, 0); /* 合并 */
  xp_import_page_turn_row (page, 2); /* 不要 */
  press (f, "导入1户，合并1户");
  g_autoptr (GPtrArray) after = xp_desk_list_households (desk, NULL);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_autoptr (XpHouseholdCard) merged = load_card (f, 2);
  g_assert_cmpint (merged->people, ==, 9);
  g_autoptr (XpHouseholdCard) made = load_card (f, 43);
  g_assert_cmpstr (made->head, ==, "贺新来");

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  g_autoptr (GPtrArray) undone = xp_desk_list_households (desk, NULL);
  g_assert_cmpuint (undone->len, ==, before->len);
  g_unlink (path);
}

/* What the page itself does at this key; false: nothing. */
static bool
press_shortcut (GtkWidget *page, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
    for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                      k < g_list_model_get_n_items (G_LIST_MODEL (controller));
         k++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, page, NULL);
    }
  }
  return false;
}

/* The keys wait at the blue button; telephones are seen before they are kept. */
static void
test_a_list_is_imported_by_key (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (GPtrArray) before = xp_desk_list_households (desk, NULL);
  g_autofree char *path = write_list (f, "社别,户主姓名,联系电话\n五社,贺新来,15448301234\n");
  xp_window_preview_list (f->window, path);
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "15448301234"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) ==
                 xp_test_find_button (GTK_WIDGET (f->window), "导入1户"));
  xp_test_leave_pictures (f, NULL, "import-keys");
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "import"));
  g_assert_true (press_shortcut (page, GDK_KEY_KP_Add));
  g_autoptr (GPtrArray) after = xp_desk_list_households (desk, NULL);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_unlink (path);
}

static void
test_a_column_is_given_another_meaning (TestWindow *f, gconstpointer unused)
{
  g_autofree char *path = write_list (f, "社别,户主姓名,几个人\n五社,贺新来,4\n");
  xp_window_preview_list (f->window, path);
  xp_test_wait_until_settled ();
  XpImportPage *page = XP_IMPORT_PAGE (xp_window_get_page (f->window, "import"));
  const XpRosterRow *row = xp_import_page_get_plan (page)->roster->rows->pdata[0];
  g_assert_cmpint (row->people, ==, -1);
  xp_import_page_set_meaning (page, 2, XP_MEANING_PEOPLE);
  xp_test_wait_until_settled ();
  row = xp_import_page_get_plan (page)->roster->rows->pdata[0];
  g_assert_cmpint (row->people, ==, 4);
  g_unlink (path);
}

static void
test_a_bad_list_is_a_sentence_and_the_page_before (TestWindow *f, gconstpointer unused)
{
  g_autofree char *path = write_list (f, "");
  xp_window_show_page (f->window, "households");
  xp_window_preview_list (f->window, path);
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "households");
  g_assert_true (xp_test_shows (f, "知道了"));
  g_unlink (path);
}

static void
test_what_was_copied_in_wps_is_previewed (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "households");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (f->window)),
                          "社别\t户主姓名\t户籍人口\r\n五社\t贺新来\t4\r\n");
  press (f, "从WPS粘贴");
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "import");
  const XpRosterPlan *plan =
    xp_import_page_get_plan (XP_IMPORT_PAGE (xp_window_get_page (f->window, "import")));
  g_assert_nonnull (plan);
  g_assert_cmpstr (((const XpRosterRow *) plan->roster->rows->pdata[0])->head, ==, "贺新来");
}

static XpPrintPage *
show_print (TestWindow *f, const char *document)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.print", "s", document);
  xp_test_wait_until_settled ();
  return XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
}

static void
test_a_preview_is_printed_and_comes_back (TestWindow *f, gconstpointer unused)
{
  g_autofree char *path = write_list (f, "社别,户主姓名,户籍人口\n五社,贺　新来,４\n");
  xp_window_preview_list (f->window, path);
  xp_test_wait_until_settled ();
  press (f, "印出来看");
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "print");
  g_assert_nonnull (
    xp_print_page_get_pdf (XP_PRINT_PAGE (xp_window_get_page (f->window, "print"))));
  xp_test_leave_picture (f, "import-report");
  xp_window_show_page (f->window, "import");
  press (f, "导入1户");
  g_autoptr (XpHouseholdCard) made = load_card (f, 43);
  g_assert_cmpstr (made->head, ==, "贺新来");
  g_unlink (path);
}

static void
test_pairs_are_told_apart_once (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (XpHouseholdCard) near = xp_household_card_new ();
  g_free (near->head);
  near->head = g_strdup ("李铭");
  g_free (near->group);
  near->group = g_strdup ("一社");
  g_assert_cmpint (xp_household_work_add (desk, near, NULL), !=, 0);
  xp_window_show_page (f->window, "households");
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "households"));
  gtk_widget_activate_action (page, "households.doubles", NULL);
  xp_test_wait_until_settled ();
  xp_test_leave_picture (f, "doubles");
  g_assert_true (xp_test_shows (f, "读音相同"));

  GtkWidget *pane = xp_test_find_widget (page, XP_TYPE_DOUBLES_PANE);
  GtkWidget *list = xp_test_find_widget (pane, XP_TYPE_CELLS_VIEW);
  g_signal_emit_by_name (list, "activated", 0U);
  XpFormWindow *form = find_form ();
  g_assert_nonnull (form);
  g_signal_emit_by_name (xp_test_find_button (GTK_WIDGET (form), "是两户，不再问"), "clicked");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "没有找到像是重复的户"));
}

/* ---- sheets ---- */

static void
test_what_is_wanted_now_stands_first (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "print");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "这次要用的"));
  XpPrintPage *page = XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
  g_assert_nonnull (xp_print_page_get_pdf (page)); /* the sheets for the visits, in 打分 */
  g_assert_nonnull (xp_print_page_get_pdf (show_print (f, "household-list")));
  g_assert_true (xp_test_shows (f, "存成表格（WPS 能打开）…"));
  g_assert_nonnull (xp_print_page_get_pdf (show_print (f, "keys")));
  g_assert_null (xp_print_page_get_pdf (show_print (f, "notice")));
  g_assert_true (xp_test_shows (f, "现在还不能印"));
}

/* ---- rounds ---- */

static void
test_a_round_is_opened_in_words (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_window_show_page (f->window, "rounds");
  xp_test_leave_picture (f, "rounds");
  XpRoundsPage *page = XP_ROUNDS_PAGE (xp_window_get_page (f->window, "rounds"));
  xp_rounds_page_begin_new (page);
  xp_test_wait_until_settled ();
  xp_test_leave_picture (f, "new-round");
  write_in (GTK_WIDGET (page), "名称", "四季度试评");
  write_in (GTK_WIDGET (page), "谁来评", "李明、王秀兰，赵铁柱");
  write_in (GTK_WIDGET (page), "评上多少户", "每社３户");
  write_in (GTK_WIDGET (page), "公示几天", "七");
  press (f, "开始打分");
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  const XpRoundLine *line = rounds->pdata[rounds->len - 1];
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, line->uid, NULL);
  g_assert_cmpstr (line->name, ==, "四季度试评");
  g_assert_cmpint (line->n_judges, ==, 3);
  g_assert_cmpstr (loaded->round->rules.quota_text, ==, "每社3户");
  g_assert_cmpint (loaded->round->rules.quota.kind, ==, XP_QUOTA_GROUP);
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "marks");
}

/* What a quota needs is asked, and nothing else. */
static void
test_a_round_is_opened_with_rules_of_its_own (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_window_show_page (f->window, "rounds");
  XpRoundsPage *page = XP_ROUNDS_PAGE (xp_window_get_page (f->window, "rounds"));
  GtkWidget *within = GTK_WIDGET (page);
  xp_rounds_page_begin_new (page);
  GtkWidget *apportion = find_row (within, "名额怎样分给各组");
  GtkWidget *base = find_row (within, "名额按哪个户数算");
  write_in (within, "评上多少户", "30%");
  g_assert_true (gtk_widget_get_visible (base));
  g_assert_false (gtk_widget_get_visible (apportion));
  write_in (within, "评上多少户", "分给各组２０户");
  g_assert_false (gtk_widget_get_visible (base));
  g_assert_true (gtk_widget_get_visible (apportion));
  write_in (within, "谁来评", "李明、王秀兰");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (within, "一起商量着打")),
                              1 + XP_COMBINE_MEAN);
  adw_combo_row_set_selected (ADW_COMBO_ROW (apportion), XP_APPORTION_DHONDT);
  xp_test_settle ();
  g_assert_true (xp_test_shows (f, "每位评委各打一份"));
  xp_test_leave_pictures (f, NULL, "new-round-shared");
  press (f, "开始打分");
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  const XpRoundLine *line = rounds->pdata[rounds->len - 1];
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, line->uid, NULL);
  g_assert_cmpint (loaded->round->rules.quota.kind, ==, XP_QUOTA_SHARED);
  g_assert_cmpint (loaded->round->rules.quota.value, ==, 20);
  g_assert_cmpint (loaded->round->rules.apportion, ==, XP_APPORTION_DHONDT);
  g_assert_cmpint (loaded->round->rules.combine, ==, XP_COMBINE_MEAN);
}

static void
test_a_refused_round_keeps_what_was_typed (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "rounds");
  XpRoundsPage *page = XP_ROUNDS_PAGE (xp_window_get_page (f->window, "rounds"));
  xp_rounds_page_begin_new (page);
  write_in (GTK_WIDGET (page), "谁来评", "李明、王秀兰");
  write_in (GTK_WIDGET (page), "多少分以上", "九十");
  press (f, "开始打分");
  g_assert_true (xp_test_shows (f, "不是分数"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (GTK_WIDGET (page), "谁来评"))),
                   ==,
                   "李明、王秀兰");
}

static void
choose_form (XpRoundsPage *page, const char *word)
{
  AdwComboRow *form = ADW_COMBO_ROW (find_row (GTK_WIDGET (page), "用哪张评分表"));
  GListModel *forms = adw_combo_row_get_model (form);
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++) {
    g_autoptr (GtkStringObject) name = g_list_model_get_item (forms, i);
    if (strstr (gtk_string_object_get_string (name), word) != NULL)
      adw_combo_row_set_selected (form, i);
  }
  xp_test_settle ();
}

static const struct {
  const char *form;
  struct {
    const char *keys;
    const char *echo;
  } typed[6];
} KINDS[] = {
  {"十星",
   {{"1⏎", "由程序带出"},
    {"1.1⏎", "1 是　0 否"},
    {"0⏎", "1.1 守法：否"},
    {"1.2⏎2⏎", "请答“是”或“否”"},
    {"+", "得8分"}}},
  {"清洁户",
   {{"1⏎", "1 优　2 良"},
    {"l⏎", "第1项 门前道路 良，得8分"},
    {"2⏎3⏎", "房前屋后 中，得6分"},
    {"5⏎.⏎", "不适用，这一项不算"},
    {"3⏎x⏎", "不是这一项的等次"},
    {"+", "第3项 庭院地面还没有打分"}}},
  {"守约",
   {{"1⏎+2⏎", "第1项 柴草 +2，记4分"},
    {"3⏎-1⏎", "第3项 门前 -1，记-2分"},
    {"12⏎-3⏎", "记-15分，已到头"},
    {"2⏎+1-1⏎", "第2项 开会 +1-1，记0分"},
    {"+", "得-13分"}}},
};

/* Each in a round of its own; the line at the foot says what a mark is worth. */
static void
test_every_kind_of_mark_is_typed (TestWindow *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (KINDS); i++) {
    xp_window_show_page (f->window, "rounds");
    XpRoundsPage *page = XP_ROUNDS_PAGE (xp_window_get_page (f->window, "rounds"));
    xp_rounds_page_begin_new (page);
    xp_test_wait_until_settled ();
    choose_form (page, KINDS[i].form);
    press (f, "开始打分");
    xp_test_wait_until_settled ();
    xp_window_show_page (f->window, "marks");
    xp_test_settle ();
    for (size_t k = 0; k < G_N_ELEMENTS (KINDS[i].typed) && KINDS[i].typed[k].keys != NULL; k++) {
      xp_test_type (f, KINDS[i].typed[k].keys);
      const char *echo = xp_marks_page_get_echo (f->marks);
      if (strstr (echo, KINDS[i].typed[k].echo) == NULL)
        g_error ("%s: %s", KINDS[i].typed[k].keys, echo);
    }
    xp_test_leave_pictures (f, NULL, KINDS[i].form);
  }
}

/* ---- settings ---- */

static void
test_the_typist_is_kept_and_named (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "settings");
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "settings"));
  press (f, "换人录入…");
  XpFormWindow *form = find_form ();
  write_in (GTK_WIDGET (form), "别的人", "王会计");
  g_assert_true (xp_form_window_answer (form));
  write_and_apply (page, "落款", "永胜村评委会");
  XpDesk *desk = xp_window_get_desk (f->window);
  g_assert_cmpstr (xp_desk_get_village (desk)->issuer, ==, "永胜村评委会");
  g_autoptr (GPtrArray) lines = xp_desk_list_history (desk, 0, 1, NULL);
  g_assert_cmpstr (((const XpHistoryLine *) lines->pdata[0])->who, ==, "王会计");
  g_assert_cmpstr (xp_settings_get_who (xp_window_get_settings (f->window)), ==, "王会计");
}

static void
test_fonts_are_looked_at (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "settings");
  press (f, "看字体…");
  XpFormWindow *form = find_form ();
  XpCellsView *list = XP_CELLS_VIEW (xp_test_find_widget (GTK_WIDGET (form), XP_TYPE_CELLS_VIEW));
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), >=, 5);
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (form), "fonts");
  g_assert_true (xp_form_window_answer (form));
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/office/field", test_a_field_is_saved_with_enter_and_undone);
  ADD ("/office/field-refused", test_what_may_not_stand_stays_on_the_screen);
  ADD ("/office/split", test_a_household_is_divided);
  ADD ("/office/person", test_a_person_is_written_down);
  ADD ("/office/forget", test_what_is_forgotten_is_asked_twice);
  ADD ("/office/naming", test_many_are_asked_at_once);
  ADD ("/office/search", test_search_finds_initials_and_opens_with_enter);
  ADD ("/office/second-list", test_a_second_list_is_decided_row_by_row);
  ADD ("/office/import-key", test_a_list_is_imported_by_key);
  ADD ("/office/meaning", test_a_column_is_given_another_meaning);
  ADD ("/office/bad-list", test_a_bad_list_is_a_sentence_and_the_page_before);
  ADD ("/office/paste", test_what_was_copied_in_wps_is_previewed);
  ADD ("/office/report", test_a_preview_is_printed_and_comes_back);
  ADD ("/office/doubles", test_pairs_are_told_apart_once);
  ADD ("/office/sheets", test_what_is_wanted_now_stands_first);
  ADD ("/office/new-round", test_a_round_is_opened_in_words);
  ADD ("/office/round-rules", test_a_round_is_opened_with_rules_of_its_own);
  ADD ("/office/round-refused", test_a_refused_round_keeps_what_was_typed);
  ADD ("/office/unready-form", test_every_kind_of_mark_is_typed);
  ADD ("/office/fonts", test_fonts_are_looked_at);
  ADD ("/office/typist", test_the_typist_is_kept_and_named);
#undef ADD
  return g_test_run ();
}

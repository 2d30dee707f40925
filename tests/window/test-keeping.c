/* A book that is kept: who types, opened twice, backups and what is done with one. */
#include "xp-test-window.h"

#include "xp-backup-page.h"
#include "xp-backup-restore.h"
#include "xp-backup-work.h"
#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-household-work.h"
#include "xp-looking-bar.h"
#include "xp-marking.h"
#include "xp-settings.h"
#include "xp-typist-work.h"

#include <glib/gstdio.h>
#include <string.h>

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

static XpFormWindow *
wait_for_form (void)
{
  while (find_form () == NULL)
    g_main_context_iteration (NULL, TRUE);
  xp_test_settle ();
  return find_form ();
}

static bool
form_shows (XpFormWindow *form, const char *text)
{
  gtk_test_widget_wait_for_draw (GTK_WIDGET (form));
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (form));
  return strstr (labels, text) != NULL;
}

static void
wait_until_shown (TestWindow *f, const char *text)
{
  while (!xp_test_shows (f, text))
    g_main_context_iteration (NULL, TRUE);
}

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
write_in (XpFormWindow *form, const char *title, const char *text)
{
  GtkWidget *row = find_row (GTK_WIDGET (form), title);
  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

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

static XpDesk *
desk_of (TestWindow *f)
{
  return xp_window_get_desk (f->window);
}

static void
renumber (XpDesk *desk, int from, int to)
{
  g_autoptr (GError) error = NULL;
  xp_household_work_renumber (desk, xp_household_work_find (desk, from, NULL), to, &error);
  g_assert_no_error (error);
}

/* The typist of the last act. */
static char *
dup_last_who (XpDesk *desk)
{
  g_autoptr (GPtrArray) lines = xp_desk_list_history (desk, 0, 1, NULL);
  return g_strdup (((const XpHistoryLine *) lines->pdata[0])->who);
}

static void
leave_pictures (TestWindow *f, XpFormWindow *form, const char *name)
{
  xp_test_leave_pictures (f, form != NULL ? GTK_WIDGET (form) : NULL, name);
}

/* ---- a village's own ---- */

static void
press_enter (GtkWidget *row)
{
  gtk_widget_grab_focus (row);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
  xp_test_settle ();
}

static bool
take_nothing (XpFormWindow *form, gpointer data, GError **error)
{
  return true;
}

/* From what is typed to the next question, whatever its kind; then to what does it. */
static void
test_the_last_enter_comes_to_the_blue_button (TestWindow *f, gconstpointer unused)
{
  const char *const words[] = {"是", "否", NULL};
  XpFormWindow *form =
    xp_form_window_new (GTK_WIDGET (f->window), "问", NULL, "照办", take_nothing, NULL, NULL);
  GtkEditable *first = xp_form_window_add_entry (form, "理由", "");
  AdwComboRow *choice = xp_form_window_add_choice (form, "哪样", words, 0);
  GtkEditable *last = xp_form_window_add_entry (form, "见证人", "");
  xp_form_window_ask (form);
  xp_test_settle ();
  press_enter (GTK_WIDGET (first));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (form));
  g_assert_true (focus == GTK_WIDGET (choice) ||
                 gtk_widget_is_ancestor (focus, GTK_WIDGET (choice)));
  press_enter (GTK_WIDGET (last));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (form)) ==
                 xp_test_find_button (GTK_WIDGET (form), "照办"));
  gtk_window_destroy (GTK_WINDOW (form));
}

/* The last Enter comes to the blue button, and what is open says nothing of itself meanwhile. */
static void
test_a_village_is_made_with_enter (TestWindow *f, gconstpointer unused)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.make-book", NULL);
  xp_test_wait_until_settled ();
  GtkWidget *undo = xp_test_find_button (GTK_WIDGET (f->window), "撤销");
  g_assert_false (gtk_widget_is_sensitive (undo));
  g_assert_false (xp_test_shows (f, "Ctrl+Z 撤销："));
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "home"));
  leave_pictures (f, NULL, "home-make");
  press_enter (find_row (page, "村名"));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, find_row (page, "乡镇")));
  press_enter (find_row (page, "谁在录"));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (focus == xp_test_find_button (page, "选个地方存起来"));
  press (page, "返回");
  g_assert_true (gtk_widget_is_sensitive (undo));
}

/* Who made it is known: it is his from its first act, and he is not asked again. */
static void
test_who_made_it_is_not_asked (TestWindow *f, gconstpointer unused)
{
  const XpVillageSpec village = {.name = "周家村"};
  const XpDeskOptions options = {.who = "周会计"};
  g_autofree char *path = g_build_filename (f->folder, "周家村.xiangping", NULL);
  g_autoptr (XpDesk) made = xp_desk_create (path, &village, &options, NULL);
  g_clear_object (&made);
  xp_settings_set_who (xp_window_get_settings (f->window), "周会计");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-made", "s", path);
  xp_test_wait_until_settled ();
  g_assert_null (find_form ());
  g_assert_cmpstr (xp_desk_get_village (desk_of (f))->name, ==, "周家村");
  g_assert_cmpstr (xp_desk_get_who (desk_of (f)), ==, "周会计");
  g_autofree char *who = dup_last_who (desk_of (f));
  g_assert_cmpstr (who, ==, "周会计");
  g_assert_false (xp_test_shows (f, "现在不能撤销"));
  leave_pictures (f, NULL, "home-made");
}

/* ---- who types ---- */

static void
test_enter_takes_the_last_name (TestWindow *f, gconstpointer unused)
{
  xp_settings_set_who (xp_window_get_settings (f->window), "王会计");
  xp_desk_set_who (desk_of (f), "李文书");
  renumber (desk_of (f), 3, 103);
  xp_window_ask_who (f->window);
  XpFormWindow *form = find_form ();
  g_assert_true (form_shows (form, "李文书"));
  leave_pictures (f, form, "who");
  g_assert_true (xp_form_window_answer (form)); /* as Enter does */
  g_assert_cmpstr (xp_desk_get_who (desk_of (f)), ==, "王会计");
  g_assert_true (xp_test_shows (f, "王会计")); /* it stands in the window all the time */
  renumber (desk_of (f), 103, 3);
  g_autofree char *who = dup_last_who (desk_of (f));
  g_assert_cmpstr (who, ==, "王会计");
  xp_settings_set_who (xp_window_get_settings (f->window), "");
}

static void
test_a_new_name_is_written (TestWindow *f, gconstpointer unused)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.ask-who", NULL);
  XpFormWindow *form = find_form ();
  write_in (form, "别的人", " 赵文书 ");
  g_assert_true (xp_form_window_answer (form));
  g_assert_cmpstr (xp_desk_get_who (desk_of (f)), ==, "赵文书");
  xp_settings_set_who (xp_window_get_settings (f->window), "");
}

static void
test_a_pin_is_asked_for (TestWindow *f, gconstpointer unused)
{
  g_assert_true (xp_typist_work_set_pin (desk_of (f), "钱会计", NULL, "8642", NULL));
  xp_window_ask_who (f->window);
  XpFormWindow *form = find_form ();
  write_in (form, "别的人", "钱会计");
  g_assert_true (xp_form_window_answer (form));
  form = find_form ();
  g_assert_true (form_shows (form, "钱会计的口令"));
  write_in (form, "口令", "1111");
  g_assert_false (xp_form_window_answer (form));
  g_assert_true (form_shows (form, "口令不对"));
  leave_pictures (f, form, "pin-wrong");
  g_assert_cmpstr (xp_desk_get_who (desk_of (f)), !=, "钱会计");
  write_in (form, "口令", "8642");
  g_assert_true (xp_form_window_answer (form));
  g_assert_cmpstr (xp_desk_get_who (desk_of (f)), ==, "钱会计");

  /* the third wrong one in a row has to wait */
  xp_window_ask_who (f->window);
  write_in (find_form (), "别的人", "钱会计");
  g_assert_true (xp_form_window_answer (find_form ()));
  form = find_form ();
  for (int i = 0; i < 3; i++) {
    g_assert_true (gtk_widget_get_sensitive (find_row (GTK_WIDGET (form), "口令")));
    write_in (form, "口令", "1111");
    g_assert_false (xp_form_window_answer (form));
  }
  g_assert_false (gtk_widget_get_sensitive (find_row (GTK_WIDGET (form), "口令")));
  gtk_window_destroy (GTK_WINDOW (form));
  xp_settings_set_who (xp_window_get_settings (f->window), "");
}

static void
test_a_pin_is_set_and_taken_away (TestWindow *f, gconstpointer unused)
{
  xp_desk_set_who (desk_of (f), "钱会计");
  xp_window_show_page (f->window, "settings");
  press (GTK_WIDGET (f->window), "设口令…");
  XpFormWindow *form = find_form ();
  write_in (form, "新口令", "8642");
  write_in (form, "再写一遍", "8643");
  g_assert_false (xp_form_window_answer (form));
  g_assert_true (form_shows (form, "两次写的口令不一样"));
  write_in (form, "再写一遍", "8642");
  leave_pictures (f, form, "pin-new");
  g_assert_true (xp_form_window_answer (form));
  g_assert_true (xp_typist_work_has_pin (desk_of (f), "钱会计"));
  leave_pictures (f, NULL, "settings-pin");

  press (GTK_WIDGET (f->window), "忘了口令…");
  form = find_form ();
  write_in (form, "谁忘了口令", "钱会计");
  write_in (form, "第一个人", "李主任");
  write_in (form, "第二个人", "赵监委");
  g_assert_false (xp_form_window_answer (form)); /* no reason yet */
  write_in (form, "理由", "住院了，想不起来");
  leave_pictures (f, form, "pin-forgotten");
  g_assert_true (xp_form_window_answer (form));
  g_assert_false (xp_typist_work_has_pin (desk_of (f), "钱会计"));
}

/* ---- opened twice ---- */

/* Somebody else, with another account: not a window of this program. */
static XpDesk *
take_book_away (TestWindow *f)
{
  g_autoptr (GError) error = NULL;
  const XpDeskOptions options = {.who = "王会计", .device = "旧笔记本"};
  g_autofree char *copy = g_strconcat (f->path, ".copy.xiangping", NULL);
  g_assert_true (xp_backup_work_save (desk_of (f), copy, NULL, &error));
  XpDesk *other = xp_desk_open (copy, &options, &error);
  g_assert_no_error (error);
  return other;
}

static void
give_book_back (XpDesk *other)
{
  g_autofree char *path = g_strdup (xp_desk_get_path (other));
  g_object_unref (other);
  g_unlink (path);
}

static void
test_the_second_window_looks_on (TestWindow *f, gconstpointer unused)
{
  XpDesk *other = take_book_away (f);
  g_assert_false (xp_window_open_book (f->window, xp_desk_get_path (other)));
  XpFormWindow *form = find_form ();
  g_assert_true (form_shows (form, "王会计"));
  g_assert_true (form_shows (form, "旧笔记本"));
  leave_pictures (f, form, "opened-twice");
  g_assert_true (xp_form_window_answer (form));
  g_assert_true (xp_desk_get_is_reader (desk_of (f)));
  g_assert_true (xp_test_shows (f, "只看不改：王会计正在录"));
  leave_pictures (f, NULL, "looking");

  /* what the other types is seen here */
  XpLookingBar *bar =
    XP_LOOKING_BAR (xp_test_find_widget (GTK_WIDGET (f->window), XP_TYPE_LOOKING_BAR));
  xp_window_show_page (f->window, "history");
  renumber (other, 3, 777);
  xp_looking_bar_ask (bar);
  wait_until_shown (f, "编号 由 3 改为 777");

  /* typing is refused in words */
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_household_work_renumber (desk_of (f),
                                              xp_household_work_find (desk_of (f), 777, NULL),
                                              3,
                                              &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "只看不改"));
  xp_window_show_page (f->window, "marks");
  xp_test_type (f, "4⏎2⏎");
  g_assert_true (xp_test_shows (f, "只看不改地打开的"));

  /* the other closes: now one may type */
  g_autofree char *path = g_strdup (xp_desk_get_path (other));
  g_object_unref (other);
  xp_looking_bar_ask (bar);
  wait_until_shown (f, "王会计已经录完关上了");
  leave_pictures (f, NULL, "looking-over");
  press (GTK_WIDGET (f->window), "我来录");
  g_assert_false (xp_desk_get_is_reader (desk_of (f)));
  gtk_window_destroy (GTK_WINDOW (find_form ()));
  g_assert_false (xp_test_shows (f, "只看不改："));
  renumber (desk_of (f), 777, 3);
  g_assert_true (xp_window_open_sample (f->window, f->path));
  g_unlink (path);
}

/* The marks of somebody else come into the page of 打分 while it is looked at. */
static void
test_marks_of_the_other_come_in (TestWindow *f, gconstpointer unused)
{
  XpDesk *other = take_book_away (f);
  g_assert_false (xp_window_open_book (f->window, xp_desk_get_path (other)));
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_window_show_page (f->window, "marks");
  XpLookingBar *bar =
    XP_LOOKING_BAR (xp_test_find_widget (GTK_WIDGET (f->window), XP_TYPE_LOOKING_BAR));
  g_autoptr (GPtrArray) rounds = xp_round_work_list (other, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking =
    xp_marking_new (other, ((XpRoundLine *) rounds->pdata[0])->uid, &error);
  g_autofree char *csv =
    g_strdup_printf ("household,judge,item,mark\n%d,,4,3\n", xp_marks_page_get_entrant (f->marks));
  xp_marking_import_csv (marking, "m.csv", csv, &error);
  g_assert_no_error (error);
  xp_looking_bar_ask (bar);
  wait_until_shown (f, "3处");
  g_clear_object (&marking);
  g_assert_true (xp_window_open_sample (f->window, f->path));
  give_book_back (other);
}

/* ---- backups ---- */

static void
wait_for_save (TestWindow *f)
{
  wait_until_shown (f, "备份好了");
}

static XpBackupPage *
show_backups (TestWindow *f)
{
  xp_window_show_page (f->window, "backup");
  return XP_BACKUP_PAGE (xp_window_get_page (f->window, "backup"));
}

static void
test_a_backup_is_looked_at_and_put_in_place (TestWindow *f, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (f->folder, "备份.xiangping", NULL);
  XpBackupPage *page = show_backups (f);
  xp_backup_page_save_to (page, copy);
  wait_for_save (f);
  xp_desk_set_who (desk_of (f), "王会计");
  renumber (desk_of (f), 3, 777);
  renumber (desk_of (f), 4, 778);
  leave_pictures (f, NULL, "backup-page");
  xp_cells_view_select (XP_CELLS_VIEW (xp_test_find_widget (GTK_WIDGET (page), XP_TYPE_CELLS_VIEW)),
                        0);
  g_signal_emit_by_name (xp_test_find_widget (GTK_WIDGET (page), XP_TYPE_CELLS_VIEW),
                         "activated",
                         0);
  XpFormWindow *form = wait_for_form ();
  g_assert_true (form_shows (form, "这份备份比现在的资料旧，少2次改动。"));
  g_assert_true (form_shows (form, "编号 由 4 改为 778"));
  leave_pictures (f, form, "backup-differs");
  press (GTK_WIDGET (form), "用这份备份代替…");
  while (find_form () == form)
    g_main_context_iteration (NULL, TRUE);
  form = wait_for_form ();
  leave_pictures (f, form, "backup-replace");
  g_assert_true (xp_form_window_answer (form));
  xp_test_wait_until_settled ();
  g_assert_cmpint (xp_household_work_find (desk_of (f), 777, NULL), ==, 0);
  g_assert_cmpint (xp_household_work_find (desk_of (f), 3, NULL), !=, 0);
  g_assert_cmpstr (xp_desk_get_path (desk_of (f)), ==, f->path);

  guint n_kept = 0;
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    if (strstr (name, "_换下_") == NULL)
      continue;
    g_autofree char *kept = g_build_filename (f->folder, name, NULL);
    g_unlink (kept);
    n_kept++;
  }
  g_assert_cmpuint (n_kept, ==, 1);
  g_unlink (copy);
}

static void
test_a_sealed_backup_asks_for_its_passphrase (TestWindow *f, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (f->folder, "备份.xiangping", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_backup_work_save (desk_of (f), copy, "收在公章那里", &error));
  renumber (desk_of (f), 3, 777);
  XpBackupPage *page = show_backups (f);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (xp_test_find_widget (GTK_WIDGET (page), GTK_TYPE_CHECK_BUTTON)),
    TRUE);
  press (GTK_WIDGET (page), "现在备份到U盘…");
  XpFormWindow *form = find_form ();
  g_assert_true (form_shows (form, "没有口令谁也打不开，包括我们"));
  write_in (form, "口令", "收在公章那里");
  write_in (form, "再写一遍", "收在公章这里");
  g_assert_false (xp_form_window_answer (form));
  leave_pictures (f, form, "passphrase-new");
  gtk_window_destroy (GTK_WINDOW (form));

  g_signal_emit_by_name (xp_test_find_widget (GTK_WIDGET (page), XP_TYPE_CELLS_VIEW),
                         "activated",
                         0);
  form = wait_for_form ();
  write_in (form, "口令", "不是这个口令");
  g_assert_false (xp_form_window_answer (form));
  g_assert_true (form_shows (form, "口令不对"));
  leave_pictures (f, form, "passphrase-wrong");
  write_in (form, "口令", "收在公章那里");
  g_assert_true (xp_form_window_answer (form));
  form = wait_for_form ();
  g_assert_true (form_shows (form, "少1次改动"));
  gtk_window_destroy (GTK_WINDOW (form));
  g_unlink (copy);
}

static void
test_a_backup_lies_still (TestWindow *f, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (f->folder, "备份.xiangping", NULL);
  g_assert_true (xp_backup_work_save (desk_of (f), copy, NULL, NULL));
  g_assert_true (xp_window_look_at_book (f->window, copy, true));
  xp_window_show_page (f->window, "home");
  g_assert_true (xp_test_shows (f, "只看不改：这是一份备份"));
  g_assert_null (xp_test_find_button (GTK_WIDGET (f->window), "我来录"));
  g_assert_true (xp_window_open_sample (f->window, f->path));
  g_unlink (copy);
}

static void
test_home_tells_when_one_is_due (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "home");
  g_assert_true (xp_test_shows (f, "请备份一次，最好存到U盘上"));
  leave_pictures (f, NULL, "home-due");
}

/* ---- 换届移交 ---- */

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_the_book_is_handed_over (TestWindow *f, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (f->folder, "永胜村_移交归档_2026-10-12", NULL);
  xp_desk_set_who (desk_of (f), "王会计");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.hand-over", NULL);
  XpFormWindow *form = find_form ();
  write_in (form, "从哪天起", "下个月");
  g_assert_false (xp_form_window_answer (form));
  write_in (form, "从哪天起", "2026-10-12");
  g_assert_false (xp_form_window_answer (form)); /* nobody takes over */
  leave_pictures (f, form, "handover");
  write_in (form, "谁接手", "李文书");
  g_assert_true (xp_form_window_answer (form));
  form = wait_for_form (); /* who types now */
  g_assert_true (form_shows (form, "李文书"));
  g_assert_false (form_shows (form, "王会计"));
  leave_pictures (f, NULL, "handover-done");
  gtk_window_destroy (GTK_WINDOW (form));
  g_assert_true (xp_test_shows (f, "移交好了"));
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/keeping/enter", test_the_last_enter_comes_to_the_blue_button);
  ADD ("/keeping/make", test_a_village_is_made_with_enter);
  ADD ("/keeping/made", test_who_made_it_is_not_asked);
  ADD ("/keeping/home", test_home_tells_when_one_is_due);
  ADD ("/keeping/who", test_enter_takes_the_last_name);
  ADD ("/keeping/new-name", test_a_new_name_is_written);
  ADD ("/keeping/pin", test_a_pin_is_asked_for);
  ADD ("/keeping/pin-set", test_a_pin_is_set_and_taken_away);
  ADD ("/keeping/opened-twice", test_the_second_window_looks_on);
  ADD ("/keeping/marks-of-the-other", test_marks_of_the_other_come_in);
  ADD ("/keeping/in-place", test_a_backup_is_looked_at_and_put_in_place);
  ADD ("/keeping/sealed", test_a_sealed_backup_asks_for_its_passphrase);
  ADD ("/keeping/lies-still", test_a_backup_lies_still);
  ADD ("/keeping/handover", test_the_book_is_handed_over);
#undef ADD
  return g_test_run ();
}

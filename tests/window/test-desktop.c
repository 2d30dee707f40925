/* 乡评 among other programs: what is opened from outside, dropped on a window, kept and told. */
#include "xp-application.h"
#include "xp-form-window.h"
#include "xp-window-desktop.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path, *other; /* two books */
  XpApplication *application;
} Fixture;

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
make_book (const char *path)
{
  const XpVillageSpec village = {.name = "永胜村"};
  g_autoptr (XpDesk) desk = xp_desk_create (path, &village, NULL, NULL);
  g_assert_nonnull (desk);
}

static void
set_up (Fixture *f, gconstpointer application)
{
  f->application = (XpApplication *) application;
  f->folder = g_dir_make_tmp ("xiangping-desktop-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "甲村.xiangping", NULL);
  f->other = g_build_filename (f->folder, "乙_村.xiangping", NULL);
  make_book (f->path);
  make_book (f->other);
}

static GList *
list_windows (Fixture *f)
{
  return gtk_application_get_windows (GTK_APPLICATION (f->application));
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  while (list_windows (f) != NULL)
    gtk_window_destroy (list_windows (f)->data);
  settle ();
  g_remove (f->path);
  g_remove (f->other);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->other);
  g_free (f->folder);
}

/* “现在谁来录？” is asked over a book that was opened; nobody is named here. */
static void
close_questions (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows);) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i++);
    if (!XP_IS_FORM_WINDOW (window))
      continue;
    GtkWindow *parent = gtk_window_get_transient_for (window);
    gtk_window_destroy (window);
    gtk_window_present (parent);
    while (!gtk_window_is_active (parent))
      g_main_context_iteration (NULL, TRUE);
    i = 0; /* those behind it have moved up */
  }
}

static void
open_files (Fixture *f, const char *const paths[], int n)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  g_application_open (G_APPLICATION (f->application), (GFile **) files->pdata, n, "");
  settle ();
  close_questions ();
}

static XpWindow *
first_window (Fixture *f)
{
  g_assert_nonnull (list_windows (f));
  return XP_WINDOW (list_windows (f)->data);
}

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

/* Waits for works and for the line to unfold. */
static void
assert_says (XpWindow *window, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < 60 && strstr (text->str, words) == NULL; i++) {
    while (xp_page_is_busy (xp_window_get_page (window, xp_window_get_page_name (window))))
      g_main_context_iteration (NULL, TRUE);
    settle ();
    gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
    g_string_truncate (text, 0);
    collect_labels (GTK_WIDGET (window), text);
  }
  if (strstr (text->str, words) == NULL)
    g_error ("“%s” is not in the window:\n%s", words, text->str);
}

/* ---- opened from outside ---- */

/* The display says later than the program who has the keyboard: a window that is drawn has had its
 * turn. */
static void
wait_until_drawn (Fixture *f)
{
  g_autoptr (GList) windows = g_list_copy (list_windows (f));
  for (GList *at = windows; at != NULL; at = at->next)
    gtk_test_widget_wait_for_draw (at->data);
  settle ();
}

static void
assert_is_in_front (Fixture *f, const char *path)
{
  for (int i = 0;
       i < 60 && strcmp (xp_desk_get_path (xp_window_get_desk (first_window (f))), path) != 0;
       i++)
    wait_until_drawn (f);
  g_assert_cmpstr (xp_desk_get_path (xp_window_get_desk (first_window (f))), ==, path);
}

static void
test_each_book_has_its_window_once (Fixture *f, gconstpointer unused)
{
  open_files (f, (const char *[]){f->path, f->other, f->path}, 3);
  g_assert_cmpuint (g_list_length (list_windows (f)), ==, 2);
  for (GList *at = list_windows (f); at != NULL; at = at->next)
    g_assert_nonnull (xp_window_get_desk (at->data));

  wait_until_drawn (f);
  open_files (f, (const char *[]){f->path}, 1);
  g_assert_cmpuint (g_list_length (list_windows (f)), ==, 2);
  assert_is_in_front (f, f->path);
}

static void
test_a_book_asked_for_in_a_window_goes_where_it_is (Fixture *f, gconstpointer unused)
{
  open_files (f, (const char *[]){f->path, f->other}, 2);
  for (GList *at = list_windows (f); at != NULL; at = at->next)
    gtk_widget_activate_action (GTK_WIDGET (at->data), "win.open-path", "s", f->path);
  settle ();
  g_assert_cmpuint (g_list_length (list_windows (f)), ==, 2);
  int n_showing = 0;
  for (GList *at = list_windows (f); at != NULL; at = at->next)
    n_showing += strcmp (xp_desk_get_path (xp_window_get_desk (at->data)), f->path) == 0;
  g_assert_cmpint (n_showing, ==, 1);
}

static void
test_a_book_is_known_without_its_name (Fixture *f, gconstpointer unused)
{
  g_autofree char *renamed = g_build_filename (f->folder, "copy.bak", NULL);
  g_assert_cmpint (g_rename (f->other, renamed), ==, 0);
  open_files (f, (const char *[]){renamed}, 1);
  g_assert_nonnull (xp_window_get_desk (first_window (f)));
  gtk_window_destroy (GTK_WINDOW (first_window (f)));
  g_assert_cmpint (g_rename (renamed, f->other), ==, 0);
}

static void
test_a_list_needs_a_book (Fixture *f, gconstpointer unused)
{
  g_autofree char *list =
    g_test_build_filename (G_TEST_DIST, "data", "rosters", "yongsheng-cun.csv", NULL);
  open_files (f, (const char *[]){list}, 1);
  assert_says (first_window (f), "还没有打开本村资料");
  open_files (f, (const char *[]){f->path}, 1);
  open_files (f, (const char *[]){list}, 1);
  g_assert_cmpuint (g_list_length (list_windows (f)), ==, 1);
  assert_says (first_window (f), "还没写进去");
}

/* ---- dropped ---- */

static void
drop (XpWindow *window, const char *const paths[], size_t n)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  g_auto (GValue) value = G_VALUE_INIT;
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array ((GFile **) files->pdata, n));

  guint n_targets = 0;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean is_taken = FALSE;
    if (!GTK_IS_DROP_TARGET (controller))
      continue;
    n_targets++;
    g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &is_taken);
  }
  g_assert_cmpuint (n_targets, ==, 1);
  settle ();
  close_questions ();
}

static void
test_what_is_dropped_is_opened (Fixture *f, gconstpointer unused)
{
  g_autofree char *list =
    g_test_build_filename (G_TEST_DIST, "data", "rosters", "yongsheng-cun.xlsx", NULL);
  g_application_activate (G_APPLICATION (f->application));
  XpWindow *window = first_window (f);
  drop (window, (const char *[]){f->path}, 1);
  g_assert_cmpstr (xp_desk_get_path (xp_window_get_desk (window)), ==, f->path);
  drop (window, (const char *[]){list}, 1);
  assert_says (window, "还没写进去");
  drop (window, (const char *[]){f->other}, 1);
  g_assert_cmpuint (g_list_length (list_windows (f)), ==, 2);
  g_assert_cmpstr (xp_desk_get_path (xp_window_get_desk (window)), ==, f->path);
}

static void
test_five_files_and_a_folder_are_a_sentence (Fixture *f, gconstpointer unused)
{
  const char *five[] = {f->path, f->other, "/c", "/d", "/e"};
  g_application_activate (G_APPLICATION (f->application));
  XpWindow *window = first_window (f);
  drop (window, five, G_N_ELEMENTS (five));
  assert_says (window, "一次只能放一个文件，刚才放了5个");
  drop (window, (const char *[]){f->folder}, 1);
  assert_says (window, "放进来的是文件夹");
  g_assert_null (xp_window_get_desk (window));
}

/* ---- kept and told ---- */

static void
test_ctrl_s_answers (Fixture *f, gconstpointer unused)
{
  g_auto (GStrv) keys =
    gtk_application_get_accels_for_action (GTK_APPLICATION (f->application), "win.save");
  g_assert_true (g_strv_contains ((const char *const *) keys, "<Control>s"));
  open_files (f, (const char *[]){f->path}, 1);
  g_action_group_activate_action (G_ACTION_GROUP (first_window (f)), "save", NULL);
  assert_says (first_window (f), "已经保存");
}

static void
test_the_size_is_kept (Fixture *f, gconstpointer unused)
{
  g_application_activate (G_APPLICATION (f->application));
  gtk_window_set_default_size (GTK_WINDOW (first_window (f)), 1111, 700);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (first_window (f)));
  gtk_window_close (GTK_WINDOW (first_window (f)));
  settle ();
  g_assert_null (list_windows (f));

  g_application_activate (G_APPLICATION (f->application));
  int width = 0, height = 0;
  gtk_window_get_default_size (GTK_WINDOW (first_window (f)), &width, &height);
  g_assert_cmpint (width, ==, 1111);
  g_assert_cmpint (height, ==, 700);
}

static GtkMenuButton *
find_menu_button (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_primary (GTK_MENU_BUTTON (widget)))
    return GTK_MENU_BUTTON (widget);
  GtkMenuButton *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu_button (child);
  return found;
}

static void
collect_items (GMenuModel *menu, GString *out)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++) {
    g_autofree char *label = NULL;
    if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
      g_string_append_printf (out, "%s\n", label);
    static const char *const LINKS[] = {G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU};
    for (size_t k = 0; k < G_N_ELEMENTS (LINKS); k++) {
      g_autoptr (GMenuModel) part = g_menu_model_get_item_link (menu, i, LINKS[k]);
      if (part != NULL)
        collect_items (part, out);
    }
  }
}

static void
test_the_last_books_are_in_the_menu (Fixture *f, gconstpointer unused)
{
  open_files (f, (const char *[]){f->path, f->other}, 2);
  g_autoptr (GString) items = g_string_new (NULL);
  collect_items (gtk_menu_button_get_menu_model (find_menu_button (GTK_WIDGET (first_window (f)))),
                 items);
  g_assert_nonnull (strstr (items->str, "永胜村（甲村.xiangping）\n"));
  g_assert_nonnull (strstr (items->str, "永胜村（乙__村.xiangping）\n"));
  g_action_group_activate_action (G_ACTION_GROUP (f->application),
                                  "open-book",
                                  g_variant_new_string (f->path));
  settle ();
  g_assert_cmpuint (g_list_length (list_windows (f)), ==, 2);
}

/* Stands in for the desktop: keeps what it was told. */
static const char INTERFACE[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
  "<arg type='u' direction='out'/></method>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "</interface></node>";

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer told)
{
  if (strcmp (method, "Notify") == 0) {
    const char *title = NULL;
    g_variant_get_child (parameters, 3, "&s", &title);
    g_string_append_printf (told, "%s\n", title);
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
  } else {
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
  }
}

static void
test_the_end_of_long_work_is_told_elsewhere (Fixture *f, gconstpointer unused)
{
  static const GDBusInterfaceVTable CALLS = {.method_call = called_cb};
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (INTERFACE, NULL);
  g_autoptr (GString) told = g_string_new (NULL);
  const guint object = g_dbus_connection_register_object (bus,
                                                          "/org/freedesktop/Notifications",
                                                          info->interfaces[0],
                                                          &CALLS,
                                                          told,
                                                          NULL,
                                                          NULL);
  const guint name = g_bus_own_name_on_connection (bus,
                                                   "org.freedesktop.Notifications",
                                                   G_BUS_NAME_OWNER_FLAGS_NONE,
                                                   NULL,
                                                   NULL,
                                                   NULL,
                                                   NULL);
  g_application_activate (G_APPLICATION (f->application));
  XpWindow *seen = first_window (f);
  while (!gtk_window_is_active (GTK_WINDOW (seen)))
    g_main_context_iteration (NULL, TRUE);
  XpWindow *unseen = xp_window_new (GTK_APPLICATION (f->application));

  xp_application_tell_done (GTK_WINDOW (seen), "看得见", "");
  xp_application_tell_done (GTK_WINDOW (unseen), "名单导入好了", "永胜村，412户");
  while (told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  g_assert_cmpstr (told->str, ==, "名单导入好了\n");
  g_bus_unown_name (name);
  g_dbus_connection_unregister_object (bus, object);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  g_autoptr (XpApplication) application = xp_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application)); /* outlives its windows */
#define ADD(path, func) g_test_add (path, Fixture, application, set_up, func, tear_down)
  ADD ("/desktop/books", test_each_book_has_its_window_once);
  ADD ("/desktop/asked-in-window", test_a_book_asked_for_in_a_window_goes_where_it_is);
  ADD ("/desktop/renamed", test_a_book_is_known_without_its_name);
  ADD ("/desktop/list", test_a_list_needs_a_book);
  ADD ("/desktop/drop", test_what_is_dropped_is_opened);
  ADD ("/desktop/drop-refused", test_five_files_and_a_folder_are_a_sentence);
  ADD ("/desktop/save", test_ctrl_s_answers);
  ADD ("/desktop/size", test_the_size_is_kept);
  ADD ("/desktop/last-books", test_the_last_books_are_in_the_menu);
  ADD ("/desktop/told", test_the_end_of_long_work_is_told_elsewhere);
#undef ADD
  return g_test_run ();
}

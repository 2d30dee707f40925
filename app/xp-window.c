#include "xp-window.h"

#include "app-resources.h"
#include "xp-home-page.h"
#include "xp-households-page.h"
#include "xp-marks-page.h"
#include "xp-print-page.h"
#include "xp-result-page.h"
#include "xp-round-work.h"
#include "xp-sample.h"
#include "xp-settings.h"

#include <string.h>

struct _XpWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *stack; /* template children: borrowed */
  GMenu *recent_books;
  GtkWidget *undo;
  GtkRevealer *problem_revealer;
  GtkLabel *problem;
  XpHomePage *home;
  AdwBin *households_place, *marks_place, *result_place, *print_place;

  XpHouseholdsPage *households; /* borrowed from their places; NULL until they are needed */
  XpMarksPage *marks;
  XpResultPage *result;
  XpPrintPage *print;

  XpSettings *settings; /* owned */
  XpDesk *desk;         /* owned; NULL: no book is open */
  GtkFileChooserNative *chooser;
  int64_t marked_round; /* the round that 打分 shows; 0 none */
};

G_DEFINE_FINAL_TYPE (XpWindow, xp_window, ADW_TYPE_APPLICATION_WINDOW)

void
xp_window_show_problem (XpWindow *self, const char *message)
{
  if (message != NULL)
    gtk_label_set_label (self->problem, message);
  gtk_revealer_set_reveal_child (self->problem_revealer, message != NULL);
}

static void
problem_read_cb (XpWindow *self)
{
  xp_window_show_problem (self, NULL);
}

/* ---- pages ---- */

static gpointer
put_page (AdwBin *place, GType type)
{
  GtkWidget *page = g_object_new (type, NULL);
  adw_bin_set_child (place, page);
  return page;
}

/* Only the first page is there with the first frame; the others come with the book. */
static void
ensure_pages (XpWindow *self)
{
  if (self->households != NULL)
    return;
  self->households = put_page (self->households_place, XP_TYPE_HOUSEHOLDS_PAGE);
  self->marks = put_page (self->marks_place, XP_TYPE_MARKS_PAGE);
  self->result = put_page (self->result_place, XP_TYPE_RESULT_PAGE);
  self->print = put_page (self->print_place, XP_TYPE_PRINT_PAGE);
}

/* The last round in 打分; 0: none. */
static int64_t
find_marked_round (XpDesk *desk)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  for (guint i = rounds != NULL ? rounds->len : 0; i-- > 0;) {
    const XpRoundLine *line = rounds->pdata[i];
    if (line->stage == XP_STAGE_MARKING)
      return line->uid;
  }
  return 0;
}

static void
show_marked_round (XpWindow *self)
{
  const int64_t round = self->desk != NULL ? find_marked_round (self->desk) : 0;
  if (round == self->marked_round && round != 0)
    return;
  self->marked_round = round;
  xp_marks_page_set_round (self->marks, self->desk, round);
}

static void
refresh_page (XpWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "home") != 0)
    ensure_pages (self);
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  if (g_strcmp0 (name, "home") == 0)
    xp_home_page_refresh (self->home);
  else if (g_strcmp0 (name, "households") == 0)
    xp_households_page_refresh (self->households);
  else if (g_strcmp0 (name, "result") == 0)
    xp_result_page_refresh (self->result);
  else if (g_strcmp0 (name, "print") == 0)
    xp_print_page_refresh (self->print);
  else if (g_strcmp0 (name, "marks") == 0)
    xp_marks_page_take_focus (self->marks);
}

static void
page_shown_cb (XpWindow *self)
{
  refresh_page (self);
}

static void
desk_changed_cb (XpWindow *self, guint kinds)
{
  static const guint OF_ROUNDS = 1U << XP_KIND_ROUND;
  if ((kinds & OF_ROUNDS) != 0)
    show_marked_round (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "marks") != 0)
    refresh_page (self);
}

/* ---- the menu's last books ---- */

static void
offer_books_in_menu (XpWindow *self)
{
  g_autoptr (GPtrArray) books = xp_settings_list_books (self->settings);
  g_menu_remove_all (self->recent_books);
  for (guint i = 0; i < books->len; i++) {
    const XpRecentBook *book = books->pdata[i];
    g_autofree char *file = g_path_get_basename (book->path);
    g_autofree char *name = g_filename_display_name (file);
    g_autoptr (GString) label = g_string_new (NULL);
    g_string_printf (label, "%s（%s）", book->village, name);
    g_string_replace (label, "_", "__", 0); /* one alone would mark a key */
    g_autoptr (GMenuItem) item = g_menu_item_new (label->str, NULL);
    g_menu_item_set_action_and_target (item, "app.open-book", "s", book->path);
    g_menu_append_item (self->recent_books, item);
  }
}

static void
take_desk (XpWindow *self, XpDesk *desk)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  ensure_pages (self);
  xp_marks_page_set_round (self->marks, NULL, 0);
  g_clear_object (&self->desk);
  self->desk = desk;
  self->marked_round = 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", TRUE);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  xp_home_page_set_desk (self->home, desk);
  xp_households_page_set_desk (self->households, desk);
  xp_result_page_set_desk (self->result, desk);
  xp_print_page_set_desk (self->print, desk);
  show_marked_round (self);
  g_autofree char *title = g_strdup_printf ("%s — 乡评", xp_desk_get_village (desk)->name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  xp_window_show_problem (self, NULL);
}

bool
xp_window_open_book (XpWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_desk_open (path, NULL, &error);
  if (desk == NULL) {
    xp_window_show_problem (self, error->message);
    return false;
  }
  take_desk (self, desk);
  xp_settings_remember_book (self->settings, path, xp_desk_get_village (desk)->name);
  offer_books_in_menu (self);
  return true;
}

bool
xp_window_open_sample (XpWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_sample_make (path, NULL, &error);
  if (desk == NULL) {
    xp_window_show_problem (self, error->message);
    return false;
  }
  take_desk (self, desk);
  xp_window_show_page (self, "marks");
  return true;
}

void
xp_window_show_page (XpWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  refresh_page (self);
}

void
xp_window_preview_list (XpWindow *self, const char *path)
{
  xp_window_show_page (self, "households");
  xp_households_page_preview (self->households, path);
}

XpDesk *
xp_window_get_desk (XpWindow *self)
{
  return self->desk;
}

/* ---- actions ---- */

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  const bool is_redo = strcmp (action, "win.redo") == 0;
  if (self->desk == NULL)
    return;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "marks") == 0) {
    xp_marks_page_key (self->marks, is_redo ? GDK_KEY_y : GDK_KEY_z, GDK_CONTROL_MASK);
    return;
  }
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_desk_undo (self->desk, is_redo, &error);
  g_autofree char *text = act != NULL ? xp_desk_tell_undo (act) : NULL;
  xp_window_show_problem (self, act != NULL ? text : error->message);
}

static void
about_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_show_about_window (GTK_WINDOW (widget),
                         "application-name",
                         "乡评",
                         "application-icon",
                         "org.xiangping.Xiangping",
                         "version",
                         XP_VERSION,
                         "comments",
                         "村规民约评委会用的评分、公示、发证程序",
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
add_key_row (GtkGrid *grid, int row, const char *keys, const char *meaning)
{
  GtkWidget *left = gtk_label_new (keys), *right = gtk_label_new (meaning);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_widget_add_css_class (left, "typed-key");
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
}

void
xp_window_show_keys (XpWindow *self)
{
  static const char *const KEYS[][2] = {
    {"4 回车 2 回车", "第4项2处"},
    {"0 回车", "收回这一项"},
    {". 回车", "这一项不适用"},
    {"+", "这一户记完，换下一户"},
    {"*1 回车", "一票否决第1条；再按一次收回"},
    {"/1 回车", "资格第1条不符；再按一次收回"},
    {"- 再按 1 到 6", "1 没碰上人　2 本次不参评　3 全家在外\n4 没人住　5 另行评议　6 暂缓　0 收回"},
    {"上下　PgUp PgDn", "换行，换户"},
    {"F3", "找人：编号、门牌、姓名、拼音首字母"},
    {"F2 再按号 回车", "换评委；F2 两下换下一位"},
    {"F9", "收起、放下左边的名单"},
    {"Ctrl+Z　Ctrl+Y", "撤销，重做"},
    {"Esc", "关上这一页"},
  };
  GtkWidget *grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (int i = 0; i < (int) G_N_ELEMENTS (KEYS); i++)
    add_key_row (GTK_GRID (grid), i, KEYS[i][0], KEYS[i][1]);
  gtk_widget_set_margin_start (grid, 28);
  gtk_widget_set_margin_end (grid, 28);
  gtk_widget_set_margin_top (grid, 12);
  gtk_widget_set_margin_bottom (grid, 24);

  GtkWidget *window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "打分的按键：小键盘就够用");
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), grid);
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);
  gtk_window_present (GTK_WINDOW (window));
}

static void
keys_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  xp_window_show_keys (XP_WINDOW (widget));
}

/* In a window of its own, or where it is open already; here when nobody minds the windows. */
static void
open_where_it_belongs (XpWindow *self, const char *path)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (self), "app.open-book", "s", path) &&
      xp_window_open_book (self, path))
    xp_window_show_page (self, "home");
}

static void
chosen_cb (XpWindow *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    open_where_it_belongs (self, path);
  }
  g_clear_object (&self->chooser);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new ("打开本村资料",
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               "打开",
                                               "取消");
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* The book's place, then its making: “dir/永胜村.xiangping”. */
static void
sample_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "xiangping", NULL);
  g_mkdir_with_parents (folder, 0700);
  g_autofree char *path = g_build_filename (folder, "示例-永胜村.xiangping", NULL);
  xp_window_open_sample (XP_WINDOW (widget), path);
}

static void
show_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  xp_window_show_page (XP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_path_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_where_it_belongs (XP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
problem_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  xp_window_show_problem (XP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* ---- the size of text: a property, so that the menu shows which one is on ---- */

enum {
  PROP_TEXT_SIZE = 1
};

/* “100”, “125”, “150”: percent, as the menu's targets are. */
static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_take_string (
    value,
    g_strdup_printf ("%d", xp_settings_get_text_percent (XP_WINDOW (object)->settings)));
}

/* Of the size that the desktop has set. */
static void
apply_text_size (XpWindow *self)
{
  static const int DPI_UNIT = 1024, DEFAULT_DPI = 96;
  GtkSettings *desktop = gtk_settings_get_default ();
  int dpi = 0;
  gtk_settings_reset_property (desktop, "gtk-xft-dpi");
  g_object_get (desktop, "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = DEFAULT_DPI * DPI_UNIT;
  const int percent = xp_settings_get_text_percent (self->settings);
  if (percent != 100)
    g_object_set (desktop, "gtk-xft-dpi", dpi * percent / 100, NULL);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XpWindow *self = XP_WINDOW (object);
  xp_settings_set_text_percent (self->settings, atoi (g_value_get_string (value)));
  apply_text_size (self);
}

static void
xp_window_dispose (GObject *object)
{
  XpWindow *self = XP_WINDOW (object);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_window_parent_class)->dispose (object);
}

static void
xp_window_finalize (GObject *object)
{
  xp_settings_free (XP_WINDOW (object)->settings);
  G_OBJECT_CLASS (xp_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (class, "win.redo", NULL, undo_cb);
  gtk_widget_class_install_property_action (class, "win.text-size", "text-size");
  gtk_widget_class_install_action (class, "win.about", NULL, about_cb);
  gtk_widget_class_install_action (class, "win.keys", NULL, keys_cb);
  gtk_widget_class_install_action (class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (class, "win.open-path", "s", open_path_cb);
  gtk_widget_class_install_action (class, "win.sample", NULL, sample_cb);
  gtk_widget_class_install_action (class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (class, "win.problem", "s", problem_cb);
  gtk_widget_class_add_binding_action (class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F1, 0, "win.keys", NULL);
}

static void
xp_window_class_init (XpWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->dispose = xp_window_dispose;
  object_class->finalize = xp_window_finalize;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  g_object_class_install_property (
    object_class,
    PROP_TEXT_SIZE,
    g_param_spec_string ("text-size", NULL, NULL, "100", G_PARAM_READWRITE));
  g_resources_register (xp_app_get_resource ());
  g_type_ensure (XP_TYPE_HOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/xp-window.ui");
  gtk_widget_class_bind_template_child (widget_class, XpWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, recent_books);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, home);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, households_place);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, marks_place);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, result_place);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, print_place);
  gtk_widget_class_bind_template_callback (widget_class, problem_read_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
  install_actions (widget_class);
}

static void
xp_window_init (XpWindow *self)
{
  self->settings = xp_settings_new (NULL);
  apply_text_size (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autoptr (GPtrArray) books = xp_settings_list_books (self->settings);
  xp_home_page_offer_books (self->home, books);
  offer_books_in_menu (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", FALSE);
}

XpWindow *
xp_window_new (GtkApplication *application)
{
  return g_object_new (XP_TYPE_WINDOW, "application", application, NULL);
}

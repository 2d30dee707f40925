#include "xp-window-private.h"

#include "app-resources.h"
#include "xp-backup-page.h"
#include "xp-deliberation-page.h"
#include "xp-wrap-box.h"
#include "xp-help.h"
#include "xp-history-page.h"
#include "xp-home-page.h"
#include "xp-households-page.h"
#include "xp-import-page.h"
#include "xp-ledger-page.h"
#include "xp-marks-page.h"
#include "xp-merge-page.h"
#include "xp-print-page.h"
#include "xp-result-page.h"
#include "xp-round-work.h"
#include "xp-rounds-page.h"
#include "xp-rubrics-page.h"
#include "xp-settings-page.h"
#include "xp-settings.h"
#include "xp-text-scale.h"
#include "xp-window-wall.h"

#include <glib/gi18n.h>
#include <string.h>

/* Pages in the order of the switcher; those without a title there are in the menu, or come by
 * themselves. */
static const struct {
  const char *name;
  const char *title; /* NULL: not in the switcher */
  GType (*get_type) (void);
} PAGES[] = {
  {"home", N_ ("首页"), xp_home_page_get_type},
  {"households", N_ ("农户"), xp_households_page_get_type},
  {"rounds", N_ ("评选"), xp_rounds_page_get_type},
  {"marks", N_ ("打分"), xp_marks_page_get_type},
  {"result", N_ ("结果"), xp_result_page_get_type},
  {"print", N_ ("打印"), xp_print_page_get_type},
  {"rubrics", N_ ("评分表"), xp_rubrics_page_get_type},
  {"history", N_ ("修改记录"), xp_history_page_get_type},
  {"deliberation", NULL, xp_deliberation_page_get_type},
  {"ledger", NULL, xp_ledger_page_get_type},
  {"backup", NULL, xp_backup_page_get_type},
  {"merge", NULL, xp_merge_page_get_type},
  {"settings", N_ ("设置"), xp_settings_page_get_type},
  {"import", NULL, xp_import_page_get_type},
};

G_STATIC_ASSERT (G_N_ELEMENTS (PAGES) <= XP_WINDOW_MOST_PAGES);

G_DEFINE_FINAL_TYPE (XpWindow, xp_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- what it says ---- */

void
xp_window_show_problem (XpWindow *self, const char *message)
{
  const bool is_told = message != NULL && message[0] != '\0';
  if (is_told)
    gtk_label_set_label (self->problem, message);
  gtk_widget_set_visible (self->problem_bar, is_told);
}

static void
problem_read_cb (XpWindow *self)
{
  xp_window_show_problem (self, NULL);
}

/* ---- pages ---- */

static int
find_page (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (strcmp (PAGES[i].name, name) == 0)
      return (int) i;
  return -1;
}

const char *
xp_window_get_page_name (XpWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/* A page fills its place; what text is too large for is scrolled to. */
static GtkWidget *
new_place_of (XpPage *page)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (page));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), viewport);
  return scrolled;
}

XpPage *
xp_window_get_page (XpWindow *self, const char *name)
{
  const int i = find_page (name);
  g_return_val_if_fail (i >= 0, NULL);
  if (self->pages[i] == NULL) {
    self->pages[i] = g_object_new (PAGES[i].get_type (), NULL);
    adw_bin_set_child (self->places[i], new_place_of (self->pages[i]));
  }
  return self->pages[i];
}

XpMarksPage *
xp_window_peek_marks_page (XpWindow *self)
{
  XpPage *page = self->pages[find_page ("marks")];
  return page != NULL ? XP_MARKS_PAGE (page) : NULL;
}

int64_t
xp_window_find_round (XpWindow *self)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (self->desk, NULL);
  int64_t last = 0, marked = 0;
  for (guint i = 0; rounds != NULL && i < rounds->len; i++) {
    const XpRoundLine *line = rounds->pdata[i];
    if (line->uid == self->chosen_round)
      return line->uid;
    last = line->uid;
    if (line->stage == XP_STAGE_MARKING)
      marked = line->uid;
  }
  return marked != 0 ? marked : last;
}

void
xp_window_refresh_page (XpWindow *self)
{
  XpPage *page = xp_window_get_page (self, xp_window_get_page_name (self));
  xp_page_refresh (page, self->desk, self->desk != NULL ? xp_window_find_round (self) : 0);
}

/* What the switcher has, for where there is no room for it. */
static void
offer_pages (XpWindow *self)
{
  g_menu_remove_all (self->pages_menu);
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    GtkStackPage *page = gtk_stack_get_page (self->stack, GTK_WIDGET (self->places[i]));
    if (gtk_stack_page_get_title (page) == NULL)
      continue;
    g_autoptr (GMenuItem) item = g_menu_item_new (gtk_stack_page_get_title (page), NULL);
    g_menu_item_set_action_and_target (item, "win.show-page", "s", PAGES[i].name);
    g_menu_append_item (self->pages_menu, item);
  }
}

/* The switcher, or the menu where the text is too large for it. */
static void
settle_switcher (GtkWidget *window)
{
  XpWindow *self = XP_WINDOW (window);
  int width = 0;
  gtk_widget_set_visible (self->switcher, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->pages_button), FALSE);
  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  const bool has_room = width <= XP_SMALLEST_SCREEN_WIDTH;
  gtk_widget_set_visible (self->switcher, has_room);
  gtk_widget_set_visible (GTK_WIDGET (self->pages_button), !has_room);
}

static void
show_page_title (XpWindow *self)
{
  GtkStackPage *page = gtk_stack_get_page (self->stack, gtk_stack_get_visible_child (self->stack));
  const char *title = gtk_stack_page_get_title (page);
  gtk_menu_button_set_label (self->pages_button, title != NULL ? title : _ ("换一页"));
}

static void
page_shown_cb (XpWindow *self)
{
  if (xp_window_get_page_name (self) == NULL)
    return; /* while the stack is filled */
  show_page_title (self);
  xp_window_settle_undo (self);
  xp_window_refresh_page (self);
  xp_page_take_focus (xp_window_get_page (self, xp_window_get_page_name (self)));
  xp_window_wall_follow (self);
}

/* While marks are typed the page itself follows them; not if somebody else types them. */
void
xp_window_note_change (XpWindow *self, uint64_t kinds)
{
  static const uint64_t OF_ROUNDS = XP_KIND_BIT (XP_KIND_ROUND);
  xp_window_note_act (self);
  if ((kinds & OF_ROUNDS) != 0 || xp_desk_get_is_reader (self->desk) ||
      strcmp (xp_window_get_page_name (self), "marks") != 0)
    xp_window_refresh_page (self);
  if ((kinds & OF_ROUNDS) != 0)
    xp_window_wall_follow (self);
  else if (self->wall != NULL)
    xp_wall_window_note_change (self->wall);
}

void
xp_window_show_page (XpWindow *self, const char *name)
{
  if (strcmp (name, xp_window_get_page_name (self)) == 0)
    page_shown_cb (self);
  else
    gtk_stack_set_visible_child_name (self->stack, name);
}

void
xp_window_preview_list (XpWindow *self, const char *path)
{
  if (self->desk == NULL) {
    xp_window_show_problem (self,
                            _ ("还没有打开本村资料。请先在首页建一份或打开一份，再导入名单。"));
    return;
  }
  xp_window_show_page (self, "import");
  xp_import_page_read_file (XP_IMPORT_PAGE (xp_window_get_page (self, "import")), path);
}

static void
preview_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  if (strcmp (action, "win.preview-list") == 0) {
    xp_window_preview_list (self, what);
    return;
  }
  xp_window_show_page (self, "import");
  xp_import_page_read_text (XP_IMPORT_PAGE (xp_window_get_page (self, "import")), what);
}

/* The page of printing, with this sheet chosen. */
static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  xp_window_show_page (self, "print");
  xp_print_page_choose (XP_PRINT_PAGE (xp_window_get_page (self, "print")),
                        g_variant_get_string (parameter, NULL));
}

void
xp_window_show_report (XpWindow *self, GBytes *pdf, const char *title)
{
  xp_window_show_page (self, "print");
  xp_print_page_show_report (XP_PRINT_PAGE (xp_window_get_page (self, "print")), pdf, title);
}

XpDesk *
xp_window_get_desk (XpWindow *self)
{
  return self->desk;
}

bool
xp_window_get_is_sample (XpWindow *self)
{
  return self->is_sample;
}

XpSettings *
xp_window_get_settings (XpWindow *self)
{
  return self->settings;
}

/* ---- actions ---- */

static void
about_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_show_about_window (GTK_WINDOW (widget),
                         "application-name",
                         _ ("乡评"),
                         "application-icon",
                         "org.xiangping.Xiangping",
                         "version",
                         XP_VERSION,
                         "comments",
                         _ ("村规民约评委会用的评分、公示、发证程序"),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
help_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  xp_help_show (GTK_WINDOW (self), xp_window_get_page_name (self));
}

static void
show_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  xp_window_show_page (XP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
problem_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  xp_window_show_problem (XP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
make_book_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  xp_window_show_page (self, "home");
  xp_home_page_begin_book (XP_HOME_PAGE (xp_window_get_page (self, "home")));
}

static void
told_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  xp_window_show_done (XP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* A list that waits for an answer stands among the pages, so that nobody forgets it. */
static void
keep_import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  GtkStackPage *page =
    gtk_stack_get_page (self->stack, GTK_WIDGET (self->places[find_page ("import")]));
  const bool is_kept = g_variant_get_boolean (parameter);
  gtk_stack_page_set_title (page, is_kept ? _ ("导入") : NULL);
  offer_pages (self);
  settle_switcher (widget);
}

static void
choose_round_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XP_WINDOW (widget)->chosen_round = g_variant_get_int64 (parameter);
  xp_window_wall_follow (XP_WINDOW (widget));
}

/* Ctrl+F and F3: where one looks for somebody, if the page has such a place. */
static GtkWidget *
find_search (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_search (child);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (self, xp_window_get_page_name (self)));
  GtkWidget *search = find_search (page);
  if (search != NULL)
    gtk_widget_grab_focus (search);
}

/* ---- how it looks ---- */

static void
apply_looks (XpWindow *self)
{
  static const AdwColorScheme SCHEMES[] = {
    [XP_LIGHT_BY_DESKTOP] = ADW_COLOR_SCHEME_DEFAULT,
    [XP_LIGHT_BRIGHT] = ADW_COLOR_SCHEME_FORCE_LIGHT,
    [XP_LIGHT_DARK] = ADW_COLOR_SCHEME_FORCE_DARK,
  };
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      SCHEMES[xp_settings_get_light (self->settings)]);
  if (xp_settings_get_is_strong (self->settings))
    gtk_widget_add_css_class (GTK_WIDGET (self), "strong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "strong");
}

void
xp_window_apply_settings (XpWindow *self)
{
  apply_looks (self);
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
  if (strcmp (xp_window_get_page_name (self), "settings") == 0)
    xp_window_refresh_page (self);
}

static void
xp_window_dispose (GObject *object)
{
  XpWindow *self = XP_WINDOW (object);
  g_clear_object (&self->chooser);
  xp_window_wall_close (self);
  xp_window_drop_desk (self);
  G_OBJECT_CLASS (xp_window_parent_class)->dispose (object);
}

static void
xp_window_finalize (GObject *object)
{
  xp_settings_free (XP_WINDOW (object)->settings);
  G_OBJECT_CLASS (xp_window_parent_class)->finalize (object);
}

/* Alt+1 is the first of the switcher, Alt+2 the second. */
static void
bind_pages (GtkWidgetClass *class)
{
  guint digit = GDK_KEY_1;
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (PAGES[i].title != NULL && digit <= GDK_KEY_9)
      gtk_widget_class_add_binding_action (class,
                                           digit++,
                                           GDK_ALT_MASK,
                                           "win.show-page",
                                           "s",
                                           PAGES[i].name);
}

static void
install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_property_action (class, "win.text-size", "text-size");
  gtk_widget_class_install_action (class, "win.about", NULL, about_cb);
  gtk_widget_class_install_action (class, "win.help", NULL, help_cb);
  gtk_widget_class_install_action (class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (class, "win.problem", "s", problem_cb);
  gtk_widget_class_install_action (class, "win.told", "s", told_cb);
  gtk_widget_class_install_action (class, "win.keep-import", "b", keep_import_cb);
  gtk_widget_class_install_action (class, "win.choose-round", "x", choose_round_cb);
  gtk_widget_class_install_action (class, "win.preview-list", "s", preview_cb);
  gtk_widget_class_install_action (class, "win.preview-text", "s", preview_cb);
  gtk_widget_class_install_action (class, "win.print", "s", print_cb);
  gtk_widget_class_install_action (class, "win.make-book", NULL, make_book_cb);
  gtk_widget_class_install_action (class, "win.search", NULL, search_cb);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F1, 0, "win.help", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F3, 0, "win.search", NULL);
  bind_pages (class);
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
  g_type_ensure (XP_TYPE_WRAP_BOX); /* of many templates */
  g_type_ensure (XP_TYPE_LOOKING_BAR);
  g_type_ensure (XP_TYPE_UNDO_BAR);
  g_resources_register (xp_app_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/xp-window.ui");
  gtk_widget_class_bind_template_child (widget_class, XpWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, recent_books);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, header);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, pages_menu);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, pages_button);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, who);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, looking);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, undo_bar);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, XpWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, problem_read_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
  install_actions (widget_class);
  xp_window_book_install_actions (widget_class);
  xp_window_sitting_install_actions (widget_class);
  xp_window_undo_install_actions (widget_class);
  xp_window_wall_install_actions (widget_class);
}

/* Only the first page is made with the first frame; the others when they are asked for. */
static void
add_places (XpWindow *self)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    self->places[i] = ADW_BIN (adw_bin_new ());
    GtkStackPage *page =
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->places[i]), PAGES[i].name);
    if (PAGES[i].title != NULL)
      gtk_stack_page_set_title (page, _ (PAGES[i].title));
  }
  offer_pages (self);
}

static void
xp_window_init (XpWindow *self)
{
  self->settings = xp_settings_new (NULL);
  apply_text_size (self);
  apply_looks (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_undo_bar_set_button (self->undo_bar, self->undo);
  add_places (self);
  xp_text_scale_follow (GTK_WIDGET (self), settle_switcher);
  g_signal_connect_object (self->who,
                           "notify::label",
                           G_CALLBACK (settle_switcher),
                           self,
                           G_CONNECT_SWAPPED);
  g_autoptr (GPtrArray) books = xp_settings_list_books (self->settings);
  xp_home_page_offer_books (XP_HOME_PAGE (xp_window_get_page (self, "home")), books);
  xp_page_refresh (xp_window_get_page (self, "home"), NULL, 0);
  xp_window_offer_books (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", FALSE);
}

XpWindow *
xp_window_new (GtkApplication *application)
{
  return g_object_new (XP_TYPE_WINDOW, "application", application, NULL);
}

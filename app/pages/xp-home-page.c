#include "xp-home-page.h"

#include "xp-day-view.h"
#include "xp-enter.h"
#include "xp-entry-row.h"
#include "xp-settings.h"
#include "xp-text-scale.h"
#include "xp-window.h"

#include <glib/gi18n.h>

struct _XpHomePage {
  AdwBin parent_instance;

  AdwClamp *clamp; /* template children: borrowed */
  GtkStack *stack;
  GtkBox *books;
  GtkWidget *make;
  AdwPreferencesGroup *fields;
  XpDayView *day;

  GtkEditable *village, *township, *county, *unit, *who; /* borrowed; NULL until a book is made */
  XpDesk *desk;                                          /* owned */
  GtkFileChooserNative *chooser;
};

static void xp_home_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpHomePage,
                               xp_home_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_home_page_page_init))

/* ---- a new book ---- */

static void
field_done_cb (GtkWidget *row)
{
  xp_enter_go_on (row, XP_ENTER_TEXTS);
}

static GtkEditable *
add_field (XpHomePage *self, const char *title, const char *text)
{
  GtkWidget *row = xp_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_preferences_group_add (self->fields, row);
  g_signal_connect (row, "entry-activated", G_CALLBACK (field_done_cb), NULL);
  return GTK_EDITABLE (row);
}

static void
make_cb (XpHomePage *self)
{
  if (self->village == NULL) {
    self->village = add_field (self, _ ("村名（如 永胜村）"), "");
    self->township = add_field (self, _ ("乡镇（可以不填）"), "");
    self->county = add_field (self, _ ("县旗（可以不填）"), "");
    self->unit = add_field (self, _ ("村下面叫什么：组、社、队"), "组");
    self->who = add_field (self, _ ("谁在录（您的姓名，记进修改记录）"), "");
  }
  gtk_stack_set_visible_child_name (self->stack, "make");
  gtk_widget_grab_focus (GTK_WIDGET (self->village));
}

bool
xp_home_page_get_is_making (XpHomePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "make") == 0;
}

/* What is open stands back meanwhile. */
static void
step_shown_cb (XpHomePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.settle-undo", NULL);
}

void
xp_home_page_begin_book (XpHomePage *self)
{
  make_cb (self);
}

static void
back_cb (XpHomePage *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->desk != NULL ? "book" : "begin");
}

/* On this machine from now on; who is named here is not asked for again. */
static void
open_made (XpHomePage *self, const char *path, const char *who)
{
  XpWindow *window = XP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  if (who[0] != '\0')
    xp_settings_set_who (xp_window_get_settings (window), who);
  /* One that is open stays where it is. */
  gtk_widget_activate_action (GTK_WIDGET (self),
                              who[0] != '\0'       ? "win.open-made"
                              : self->desk != NULL ? "app.open-book"
                                                   : "win.open-path",
                              "s",
                              path);
}

static void
make_book (XpHomePage *self, const char *path)
{
  const XpVillageSpec village = {
    .name = gtk_editable_get_text (self->village),
    .township = gtk_editable_get_text (self->township),
    .county = gtk_editable_get_text (self->county),
    .unit = gtk_editable_get_text (self->unit),
  };
  g_autofree char *who = g_strstrip (g_strdup (gtk_editable_get_text (self->who)));
  const XpDeskOptions options = {.who = who};
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_desk_create (path, &village, &options, &error);
  if (desk == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_object_unref (desk);
  back_cb (self);
  open_made (self, path, who);
}

static void
place_chosen_cb (XpHomePage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    make_book (self, path);
  }
  g_clear_object (&self->chooser);
}

/* 文档, where it is found again, and only books to be seen there. */
static void
start_among_documents (GtkFileChooser *chooser)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder =
    g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());
  g_autoptr (GtkFileFilter) books = gtk_file_filter_new ();
  gtk_file_filter_set_name (books, _ ("本村资料"));
  gtk_file_filter_add_pattern (books, "*.xiangping");
  gtk_file_chooser_add_filter (chooser, books);
  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

static void
choose_place_cb (XpHomePage *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->village));
  if (g_strstrip (name)[0] == '\0') {
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.problem",
                                "s",
                                _ ("还没有写村名。请写上村名，比如“永胜村”。"));
    gtk_widget_grab_focus (GTK_WIDGET (self->village));
    return;
  }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.problem", "s", "");
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("本村资料存在哪里"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("存在这里"),
                                               _ ("取消"));
  g_autofree char *file = g_strconcat (name, ".xiangping", NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file);
  start_among_documents (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- books of last time ---- */

static GtkWidget *
make_book_button (const XpRecentBook *book, bool is_first)
{
  g_autofree char *file = g_path_get_basename (book->path);
  g_autofree char *name = g_filename_display_name (file);
  g_autofree char *text = is_first ? g_strdup_printf (_ ("接着上次：%s"), book->village)
                                   : g_strdup_printf (_ ("%s（%s）"), book->village, name);
  GtkWidget *button = gtk_button_new_with_label (text);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (button, book->path);
  gtk_widget_add_css_class (button, is_first ? "big-button" : "flat");
  if (is_first)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", book->path);
  return button;
}

void
xp_home_page_offer_books (XpHomePage *self, GPtrArray *books)
{
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self->books))) != NULL;)
    gtk_box_remove (self->books, child);
  for (guint i = 0; i < books->len; i++)
    gtk_box_append (self->books, make_book_button (books->pdata[i], i == 0));
  gtk_widget_set_visible (GTK_WIDGET (self->books), books->len > 0);
  if (books->len > 0)
    gtk_widget_remove_css_class (self->make, "suggested-action");
  else
    gtk_widget_add_css_class (self->make, "suggested-action");
}

/* ---- with a book ---- */

static bool
is_sample (XpHomePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  return root != NULL && xp_window_get_is_sample (XP_WINDOW (root));
}

static void
show (XpHomePage *self)
{
  const bool is_making = xp_home_page_get_is_making (self);
  if (self->desk != NULL)
    xp_day_view_show (self->day, self->desk, is_sample (self));
  if (!is_making) /* what was typed there stays until it is made, or somebody goes back */
    gtk_stack_set_visible_child_name (self->stack, self->desk != NULL ? "book" : "begin");
}

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpHomePage *self = XP_HOME_PAGE (page);
  g_set_object (&self->desk, desk);
  show (self);
}

static void
xp_home_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
}

static void
xp_home_page_dispose (GObject *object)
{
  XpHomePage *self = XP_HOME_PAGE (object);
  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_home_page_parent_class)->dispose (object);
}

static void
xp_home_page_class_init (XpHomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_home_page_dispose;
  g_type_ensure (XP_TYPE_DAY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpHomePage, clamp);
  gtk_widget_class_bind_template_child (widget_class, XpHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpHomePage, books);
  gtk_widget_class_bind_template_child (widget_class, XpHomePage, make);
  gtk_widget_class_bind_template_child (widget_class, XpHomePage, fields);
  gtk_widget_class_bind_template_child (widget_class, XpHomePage, day);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_cb);
}

static void
xp_home_page_init (XpHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_text_scale_follow_clamp (self->clamp);
}

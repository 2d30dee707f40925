/* xp-window-book.c: the book of a window: opened, looked at, put away; who types into it. */
#include "xp-window-private.h"

#include "xp-backup-dialogs.h"
#include "xp-backup-restore.h"
#include "xp-form-window.h"
#include "xp-handover-dialog.h"
#include "xp-home-page.h"
#include "xp-households-page.h"
#include "xp-merge-work.h"
#include "xp-sample.h"
#include "xp-typist-work.h"
#include "xp-who-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- what shows which book it is ---- */

void
xp_window_offer_books (XpWindow *self)
{
  g_autoptr (GPtrArray) books = xp_settings_list_books (self->settings);
  g_menu_remove_all (self->recent_books);
  for (guint i = 0; i < books->len; i++) {
    const XpRecentBook *book = books->pdata[i];
    g_autofree char *file = g_path_get_basename (book->path);
    g_autofree char *name = g_filename_display_name (file);
    g_autoptr (GString) label = g_string_new (NULL);
    g_string_printf (label, _ ("%s（%s）"), book->village, name);
    g_string_replace (label, "_", "__", 0); /* one alone would mark a key */
    g_autoptr (GMenuItem) item = g_menu_item_new (label->str, NULL);
    g_menu_item_set_action_and_target (item, "app.open-book", "s", book->path);
    g_menu_append_item (self->recent_books, item);
  }
}

static void
show_title (XpWindow *self)
{
  /* A copy that was lent must not be taken for the book itself. */
  const char *name = xp_desk_get_village (self->desk)->name;
  const bool is_reader = xp_desk_get_is_reader (self->desk);
  g_autofree char *lent = xp_merge_work_tell_lent (self->desk);
  g_autofree char *title =
    lent != NULL
      ? g_strdup_printf (_ ("%s（%s） — 乡评"), name, lent)
      : g_strdup_printf (is_reader ? _ ("%s（只看不改） — 乡评") : _ ("%s — 乡评"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_who (XpWindow *self)
{
  static const int MOST_CHARS = 8; /* a Chinese one is two wide */
  const bool is_typing = self->desk != NULL && !xp_desk_get_is_reader (self->desk);
  const char *who = is_typing ? xp_desk_get_who (self->desk) : "";
  g_autofree char *about = who[0] != '\0'
                             ? g_strdup_printf (_ ("现在录入的是%s。换人录入按 F4。"), who)
                             : g_strdup (_ ("还没有写录入人的姓名。按 F4 写上。"));
  gtk_button_set_label (self->who, who[0] != '\0' ? who : _ ("谁在录？"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->who), about);
  gtk_widget_set_visible (GTK_WIDGET (self->who), is_typing);
  GtkWidget *label = gtk_button_get_child (self->who);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARS);
  gtk_widget_set_size_request (label, 1, -1); /* gives way where the pages' names are long */
}

/* While another village's book is made, what could be undone here is not spoken of. */
void
xp_window_settle_undo (XpWindow *self)
{
  const bool is_typed = self->desk != NULL && !xp_desk_get_is_reader (self->desk);
  const bool is_making =
    strcmp (xp_window_get_page_name (self), "home") == 0 &&
    xp_home_page_get_is_making (XP_HOME_PAGE (xp_window_get_page (self, "home")));
  gtk_widget_set_visible (GTK_WIDGET (self->undo_bar), is_typed && !is_making);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", is_typed && !is_making);
}

/* ---- who types ---- */

static void
who_taken_cb (gpointer user_data, const char *name)
{
  XpWindow *self = user_data;
  xp_settings_set_who (self->settings, name);
  show_who (self);
  g_autofree char *done = g_strdup_printf (_ ("从现在起记的是：%s"), name);
  xp_window_show_done (self, done);
  xp_window_refresh_page (self);
}

void
xp_window_ask_who (XpWindow *self)
{
  if (self->desk != NULL && !xp_desk_get_is_reader (self->desk))
    xp_who_window_ask (GTK_WIDGET (self),
                       self->desk,
                       xp_settings_get_who (self->settings),
                       who_taken_cb,
                       self);
}

static void
ask_who_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  xp_window_ask_who (XP_WINDOW (widget));
}

/* A page asked by itself. */
static void
who_taken_by_page_cb (GtkWidget *widget, const char *action, GVariant *name)
{
  who_taken_cb (widget, g_variant_get_string (name, NULL));
}

static void
hand_over_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  if (self->desk == NULL || xp_desk_get_is_reader (self->desk))
    xp_window_show_problem (self, _ ("换届移交要先打开本村资料来录。"));
  else
    xp_handover_dialog_ask (widget, self->desk);
}

/* Who typed last on this machine, until somebody is named; but not in the name of one with a PIN.
 */
static void
begin_who (XpWindow *self)
{
  const char *who = xp_settings_get_who (self->settings);
  if (xp_desk_get_is_reader (self->desk))
    return;
  xp_desk_set_who (self->desk, xp_typist_work_has_pin (self->desk, who) ? "" : who);
}

/* ---- taken and put away ---- */

void
xp_window_drop_desk (XpWindow *self)
{
  if (self->desk == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->desk, self);
  xp_looking_bar_show (self->looking, NULL, false);
  xp_undo_bar_show (self->undo_bar, NULL);
  xp_window_forget_acts (self);
  for (size_t i = 0; i < XP_WINDOW_MOST_PAGES; i++)
    if (self->pages[i] != NULL)
      xp_page_refresh (self->pages[i], NULL, 0);
  if (self->wall != NULL)
    xp_wall_window_follow (self->wall, NULL, 0, NULL);
  g_clear_object (&self->desk);
  self->is_sample = false;
  self->chosen_round = 0;
}

static void
take_desk (XpWindow *self, XpDesk *desk, bool is_backup)
{
  xp_window_drop_desk (self);
  self->desk = desk;
  begin_who (self);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (xp_window_note_change), self);
  xp_looking_bar_show (self->looking, desk, is_backup);
  xp_undo_bar_show (self->undo_bar, desk);
  xp_window_settle_undo (self);
  show_title (self);
  show_who (self);
  xp_window_show_problem (self, NULL);
  xp_window_refresh_page (self);
}

/* ---- open elsewhere ---- */

static bool
look_instead (XpFormWindow *form, gpointer path, GError **error)
{
  XpWindow *self = XP_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (form)));
  if (xp_window_look_at_book (self, path, false))
    xp_window_show_page (self, "home");
  return true;
}

/* Who has it stands in the error. */
static void
offer_to_look (XpWindow *self, const char *path, const char *who_has_it)
{
  g_autofree char *about =
    g_strdup_printf (_ ("%s\n也可以先看着，不改：那边录一笔，这里就跟着变。"), who_has_it);
  xp_form_window_ask (xp_form_window_new (GTK_WIDGET (self),
                                          _ ("这份资料正开着"),
                                          about,
                                          _ ("只看不改"),
                                          look_instead,
                                          g_strdup (path),
                                          g_free));
}

bool
xp_window_look_at_book (XpWindow *self, const char *path, bool is_backup)
{
  g_autoptr (GError) error = NULL;
  const XpDeskOptions options = {.is_reader = true};
  XpDesk *desk = xp_desk_open (path, &options, &error);
  if (desk == NULL) {
    xp_window_show_problem (self, error->message);
    return false;
  }
  take_desk (self, desk, is_backup);
  return true;
}

bool
xp_window_open_book (XpWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  const XpDeskOptions options = {.keeps_backups = true};
  if (xp_backup_restore_is_sealed (path)) {
    xp_backup_dialogs_open_sealed (GTK_WINDOW (self), path);
    return false;
  }
  XpDesk *desk = xp_desk_open (path, &options, &error);
  if (g_error_matches (error, XP_ERROR, XP_ERROR_LOCKED))
    offer_to_look (self, path, error->message);
  else if (desk == NULL)
    xp_window_show_problem (self, error->message);
  if (desk == NULL)
    return false;
  take_desk (self, desk, false);
  xp_settings_remember_book (self->settings, path, xp_desk_get_village (desk)->name);
  xp_window_offer_books (self);
  return true;
}

/* Nobody types any more: the same book, to be typed into. */
static void
type_book_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  if (self->desk == NULL || !xp_desk_get_is_reader (self->desk))
    return;
  g_autofree char *path = g_strdup (xp_desk_get_path (self->desk));
  if (xp_window_open_book (self, path))
    xp_window_ask_who (self);
}

bool
xp_window_replace_book (XpWindow *self, const char *backup, GError **error)
{
  g_autoptr (XpDesk) desk = g_object_ref (self->desk);
  g_autofree char *path = g_strdup (xp_desk_get_path (desk));
  g_autofree char *kept = NULL;
  xp_window_drop_desk (self);
  if (!xp_backup_restore_use (desk, backup, &kept, error)) {
    take_desk (self, g_steal_pointer (&desk), false);
    return false;
  }
  xp_backup_restore_forget_unsealed (backup);
  if (!xp_window_open_book (self, path))
    return true;
  g_autofree char *name = g_path_get_basename (kept);
  g_autofree char *done =
    g_strdup_printf (_ ("已经换上这份备份。原来的改名为“%s”，留在旁边。"), name);
  xp_window_show_done (self, done);
  xp_window_show_page (self, "home");
  return true;
}

bool
xp_window_open_sample (XpWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  xp_window_drop_desk (self);
  XpDesk *desk = xp_sample_make (path, NULL, &error);
  if (desk == NULL) {
    xp_window_show_problem (self, error->message);
    return false;
  }
  take_desk (self, desk, false);
  self->is_sample = true;
  xp_window_show_page (self, "marks");
  return true;
}

/* ---- actions ---- */

/* In a window of its own, or where it is open already; here when nobody minds the windows. */
static void
open_where_it_belongs (XpWindow *self, const char *path)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (self), "app.open-book", "s", path) &&
      xp_window_open_book (self, path)) {
    xp_window_show_page (self, "home");
    xp_window_ask_who (self);
  }
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
  self->chooser = gtk_file_chooser_native_new (_ ("打开本村资料"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("打开"),
                                               _ ("取消"));
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

/* A book that was just made, and who types was said; the sample makes room for it. */
static void
open_made_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  const char *path = g_variant_get_string (parameter, NULL);
  if ((self->is_sample || !gtk_widget_activate_action (widget, "app.open-made-book", "s", path)) &&
      xp_window_open_book (self, path))
    xp_window_show_page (self, "home");
}

static void
settle_undo_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  xp_window_settle_undo (XP_WINDOW (widget));
}

/* From where one is: the list's file is asked for at once. */
static void
choose_list_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpWindow *self = XP_WINDOW (widget);
  xp_window_show_page (self, "households");
  xp_households_page_choose_list (XP_HOUSEHOLDS_PAGE (xp_window_get_page (self, "households")));
}

static void
open_path_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_where_it_belongs (XP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
xp_window_book_install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (class, "win.open-path", "s", open_path_cb);
  gtk_widget_class_install_action (class, "win.open-made", "s", open_made_cb);
  gtk_widget_class_install_action (class, "win.settle-undo", NULL, settle_undo_cb);
  gtk_widget_class_install_action (class, "win.choose-list", NULL, choose_list_cb);
  gtk_widget_class_install_action (class, "win.sample", NULL, sample_cb);
  gtk_widget_class_install_action (class, "win.type-book", NULL, type_book_cb);
  gtk_widget_class_install_action (class, "win.ask-who", NULL, ask_who_cb);
  gtk_widget_class_install_action (class, "win.who-taken", "s", who_taken_by_page_cb);
  gtk_widget_class_install_action (class, "win.hand-over", NULL, hand_over_cb);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F4, 0, "win.ask-who", NULL);
}

#include "xp-backup-dialogs.h"

#include "xp-backup-restore.h"
#include "xp-form-window.h"
#include "xp-history-list.h"
#include "xp-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- a new passphrase ---- */

typedef struct {
  GtkWidget *page; /* owned */
  GtkEditable *first, *second;
  XpPassphraseTaken take;
} NewPassphrase;

static void
free_new_passphrase (gpointer data)
{
  NewPassphrase *asked = data;
  g_object_unref (asked->page);
  g_free (asked);
}

static bool
take_new_passphrase (XpFormWindow *form, gpointer data, GError **error)
{
  NewPassphrase *asked = data;
  const char *first = gtk_editable_get_text (asked->first);
  if (!xp_backup_restore_check_passphrase (first, gtk_editable_get_text (asked->second), error))
    return false;
  asked->take (asked->page, first);
  return true;
}

void
xp_backup_dialogs_ask_new_passphrase (GtkWidget *page, XpPassphraseTaken take)
{
  NewPassphrase *asked = g_new0 (NewPassphrase, 1);
  XpFormWindow *form = xp_form_window_new (
    page,
    _ ("给备份加口令"),
    _ ("没有口令谁也打不开，包括我们。请把口令写在纸上，收在放公章的地方，不要和U盘放在一起。"),
    _ ("选存在哪里…"),
    take_new_passphrase,
    asked,
    free_new_passphrase);
  *asked = (NewPassphrase){.page = g_object_ref (page),
                           .first = xp_form_window_add_password (form, _ ("口令（至少6个字）")),
                           .second = xp_form_window_add_password (form, _ ("再写一遍")),
                           .take = take};
  xp_form_window_answer_by (form, asked->second);
  xp_form_window_ask (form);
}

/* ---- put in the place of the book ---- */

static void
forget_backup (gpointer path)
{
  xp_backup_restore_forget_unsealed (path);
  g_free (path);
}

static bool
replace_book (XpFormWindow *form, gpointer path, GError **error)
{
  XpWindow *window = XP_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (form)));
  return xp_window_replace_book (window, path, error);
}

static void
ask_to_replace (GtkWidget *page, const char *standing, const char *path)
{
  g_autofree char *about = g_strdup_printf (
    _ (
      "%s\n代替以后，打开的就是这份备份。现在的资料不会删掉：它换一个名字留在旁边，名字里写着“换下”和今天的日期，"
      "随时能再换回来。"),
    standing);
  xp_form_window_ask (xp_form_window_new (page,
                                          _ ("用这份备份代替现在的资料"),
                                          about,
                                          _ ("代替"),
                                          replace_book,
                                          g_strdup (path),
                                          forget_backup));
}

/* ---- how it differs ---- */

typedef struct {
  GtkWidget *page; /* owned */
  XpRestoreView *view;
  bool is_passed_on; /* whoever has it now takes the unsealed file away */
} Looking;

static void
free_looking (gpointer data)
{
  Looking *looking = data;
  if (!looking->is_passed_on)
    xp_backup_restore_forget_unsealed (looking->view->path);
  g_object_unref (looking->page);
  xp_restore_view_free (looking->view);
  g_free (looking);
}

static bool
open_beside (XpFormWindow *form, gpointer data, GError **error)
{
  Looking *looking = data;
  looking->is_passed_on = true;
  gtk_widget_activate_action (looking->page, "app.look-book", "s", looking->view->path);
  return true;
}

static bool
begin_replacing (XpFormWindow *form, gpointer data, GError **error)
{
  Looking *looking = data;
  looking->is_passed_on = true;
  ask_to_replace (looking->page, looking->view->standing, looking->view->path);
  return true;
}

static void
add_list (GtkStack *stack, const char *name, const char *title, GtkWidget *list)
{
  gtk_stack_add_titled (stack, list, name, title);
}

/* Acts of one side; where there are more than are told, the last line says how many. */
static void
add_acts (
  GtkStack *stack, XpDesk *desk, const char *name, const char *title, GPtrArray *lines, size_t n)
{
  if (n == 0)
    return;
  GtkWidget *list = xp_history_list_new (desk, lines);
  if (n > lines->len) {
    g_autofree char *rest = g_strdup_printf (_ ("还有更早的%zu次，没有列出来。"), n - lines->len);
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (rest);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_set_vexpand (list, TRUE);
    gtk_box_append (GTK_BOX (box), list);
    gtk_box_append (GTK_BOX (box), label);
    list = box;
  }
  add_list (stack, name, title, list);
}

static void
add_households (GtkStack *stack, const XpBookDifference *difference)
{
  const XpCellsColumn columns[] = {{NULL, 0, 0}};
  if (difference->households->len == 0)
    return;
  XpCellsView *list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_columns (list, columns, G_N_ELEMENTS (columns), _ ("按户看"));
  xp_cells_view_begin (list);
  for (guint i = 0; i < difference->households->len; i++) {
    g_autofree char *line = xp_backup_restore_tell_household (difference->households->pdata[i]);
    xp_cells_view_add (list, "", line, NULL);
  }
  xp_cells_view_end (list);
  g_autofree char *title = g_strdup_printf (_ ("按户看：%u户"), difference->households->len);
  add_list (stack, "households", title, GTK_WIDGET (list));
}

static GtkWidget *
new_difference (XpDesk *desk, const XpRestoreView *view)
{
  const XpBookDifference *difference = view->difference;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *stack = gtk_stack_new (), *switcher = gtk_stack_switcher_new ();
  add_acts (GTK_STACK (stack), desk, "here", view->only_here, difference->here, difference->n_here);
  add_acts (GTK_STACK (stack),
            desk,
            "there",
            view->only_there,
            difference->there,
            difference->n_there);
  add_households (GTK_STACK (stack), difference);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), stack);
  return box;
}

static void
show_view (GtkWidget *page, XpDesk *desk, XpRestoreView *view)
{
  static const int WIDTH = 1000, HEIGHT = 380;
  const bool may_replace = view->is_ours && !view->is_same && !xp_desk_get_is_reader (desk);
  Looking *looking = g_new0 (Looking, 1);
  *looking = (Looking){g_object_ref (page), view, false};
  XpFormWindow *form = xp_form_window_new (page,
                                           _ ("这份备份"),
                                           view->standing,
                                           _ ("在另一个窗口看看"),
                                           open_beside,
                                           looking,
                                           free_looking);
  if (view->is_ours && !view->is_same)
    xp_form_window_set_body (form, new_difference (desk, view), WIDTH, HEIGHT);
  if (may_replace)
    xp_form_window_add_button (form, _ ("用这份备份代替…"), begin_replacing);
  xp_form_window_ask (form);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  XpRestoreView *view = xp_backup_restore_look_finish (XP_DESK (source), result, &error);
  if (view != NULL)
    show_view (page, XP_DESK (source), view);
  else
    xp_page_tell_error (page, error);
}

static void
look_at (GtkWidget *page, XpDesk *desk, const char *path)
{
  xp_backup_restore_look_async (desk, path, looked_cb, g_object_ref (page));
}

/* ---- under a passphrase ---- */

typedef struct {
  GtkWidget *page; /* owned */
  XpDesk *desk;    /* owned; NULL: it shall lie at @to and be opened there */
  char *path, *to;
  GtkEditable *passphrase;
} Unsealing;

static void
free_unsealing (gpointer data)
{
  Unsealing *unsealing = data;
  g_object_unref (unsealing->page);
  g_clear_object (&unsealing->desk);
  g_free (unsealing->path);
  g_free (unsealing->to);
  g_free (unsealing);
}

static bool
unseal (XpFormWindow *form, gpointer data, GError **error)
{
  Unsealing *unsealing = data;
  const char *passphrase = gtk_editable_get_text (unsealing->passphrase);
  if (unsealing->desk == NULL) {
    if (!xp_backup_restore_unseal (unsealing->path, unsealing->to, passphrase, error))
      return false;
    gtk_widget_activate_action (unsealing->page, "win.open-path", "s", unsealing->to);
    return true;
  }
  g_autofree char *opened =
    xp_backup_restore_unseal_beside (unsealing->desk, unsealing->path, passphrase, error);
  if (opened == NULL)
    return false;
  look_at (unsealing->page, unsealing->desk, opened);
  return true;
}

static void
ask_passphrase (GtkWidget *page, XpDesk *desk, const char *path, const char *to)
{
  Unsealing *unsealing = g_new0 (Unsealing, 1);
  *unsealing = (Unsealing){.page = g_object_ref (page),
                           .desk = desk != NULL ? g_object_ref (desk) : NULL,
                           .path = g_strdup (path),
                           .to = g_strdup (to)};
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *about =
    g_strdup_printf (_ ("“%s”加了口令。没有口令谁也打不开，包括我们。"), name);
  XpFormWindow *form = xp_form_window_new (page,
                                           _ ("这份备份的口令"),
                                           about,
                                           _ ("打开"),
                                           unseal,
                                           unsealing,
                                           free_unsealing);
  unsealing->passphrase = xp_form_window_add_password (form, _ ("口令"));
  xp_form_window_answer_by (form, unsealing->passphrase);
  xp_form_window_ask (form);
}

void
xp_backup_dialogs_look (GtkWidget *page, XpDesk *desk, const char *path)
{
  if (xp_backup_restore_is_sealed (path))
    ask_passphrase (page, desk, path, NULL);
  else
    look_at (page, desk, path);
}

typedef struct {
  GtkWindow *window;
  char *path;
} Placing;

static void
place_chosen_cb (GtkFileChooserNative *chooser, int response, gpointer data)
{
  Placing *placing = data;
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    g_autofree char *to = g_file_get_path (file);
    ask_passphrase (GTK_WIDGET (placing->window), NULL, placing->path, to);
  }
  g_free (placing->path);
  g_free (placing);
  g_object_unref (chooser);
}

void
xp_backup_dialogs_open_sealed (GtkWindow *window, const char *path)
{
  Placing *placing = g_new0 (Placing, 1);
  *placing = (Placing){window, g_strdup (path)};
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_ ("这份备份加了口令。打开以后存在这台电脑的哪里"),
                                 window,
                                 GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _ ("存在这里"),
                                 _ ("取消"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("本村资料.xiangping"));
  g_signal_connect (chooser, "response", G_CALLBACK (place_chosen_cb), placing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

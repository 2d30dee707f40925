#include "xp-backup-page.h"

#include "xp-backup-dialogs.h"
#include "xp-backup-work.h"
#include "xp-cells-view.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpBackupPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  GtkSpinner *spinner;
  GtkWidget *save;
  GtkCheckButton *sealed;
  GtkLabel *last;
  XpCellsView *list;

  XpDesk *desk;       /* owned */
  GPtrArray *backups; /* of XpBackupLine, newest first; owned */
  GtkFileChooserNative *chooser;
  char *passphrase; /* of the one that is being saved; NULL none */
};

static void xp_backup_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpBackupPage,
                               xp_backup_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_backup_page_page_init))

/* ---- what there is ---- */

static void
show_backups (XpBackupPage *self)
{
  g_autoptr (GError) error = NULL;
  bool is_due = false;
  g_autofree char *standing = xp_backup_work_tell_standing (self->desk, &is_due);
  gtk_label_set_label (self->last, standing);
  if (is_due)
    gtk_widget_add_css_class (GTK_WIDGET (self->last), "backup-due");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->last), "backup-due");
  GPtrArray *backups = xp_backup_work_list (self->desk, &error);
  if (backups == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_ptr_array_unref (self->backups);
  self->backups = backups;
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < backups->len; i++)
    xp_cells_view_add (self->list, "", ((const XpBackupLine *) backups->pdata[i])->sentence, NULL);
  xp_cells_view_end (self->list);
}

/* ---- a new one ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpBackupPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const bool is_saved = xp_backup_work_save_finish (XP_DESK (source), result, &error);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!is_saved) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  const char *done = _ ("备份好了，已经打开核对过，和现在的资料一样。");
  xp_page_tell_done (GTK_WIDGET (self), done);
  xp_page_tell_ended (GTK_WIDGET (self), _ ("备份好了"), done);
  if (self->desk == XP_DESK (source))
    show_backups (self);
}

static void
drop_passphrase (XpBackupPage *self)
{
  if (self->passphrase != NULL)
    memset (self->passphrase, 0, strlen (self->passphrase));
  g_clear_pointer (&self->passphrase, g_free);
}

void
xp_backup_page_save_to (XpBackupPage *self, const char *path)
{
  gtk_spinner_start (self->spinner);
  gtk_widget_set_sensitive (self->save, FALSE);
  xp_backup_work_save_async (self->desk, path, self->passphrase, saved_cb, g_object_ref (self));
  drop_passphrase (self);
}

static void
place_chosen_cb (XpBackupPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    xp_backup_page_save_to (self, path);
  }
  drop_passphrase (self);
  g_clear_object (&self->chooser);
}

/* 永胜村_备份_2026-10-12.xiangping; with a passphrase 永胜村_备份_2026-10-12_有口令.xiangping */
static void
choose_place (XpBackupPage *self)
{
  const GDate today = xp_desk_get_today (self->desk);
  const char *village = xp_desk_get_village (self->desk)->name;
  g_autofree char *day = xp_day_to_text (&today);
  g_autofree char *name = self->passphrase != NULL
                            ? g_strdup_printf (_ ("%s_备份_%s_有口令.xiangping"), village, day)
                            : g_strdup_printf (_ ("%s_备份_%s.xiangping"), village, day);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("备份存在哪里"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("备份"),
                                               _ ("取消"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
passphrase_taken (GtkWidget *page, const char *passphrase)
{
  XpBackupPage *self = XP_BACKUP_PAGE (page);
  drop_passphrase (self);
  self->passphrase = g_strdup (passphrase);
  choose_place (self);
}

static void
save_cb (XpBackupPage *self)
{
  drop_passphrase (self);
  if (gtk_check_button_get_active (self->sealed))
    xp_backup_dialogs_ask_new_passphrase (GTK_WIDGET (self), passphrase_taken);
  else
    choose_place (self);
}

/* ---- opening one ---- */

static void
line_activated_cb (XpBackupPage *self, guint index)
{
  xp_backup_dialogs_look (GTK_WIDGET (self),
                          self->desk,
                          ((const XpBackupLine *) self->backups->pdata[index])->path);
}

static void
other_chosen_cb (XpBackupPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    xp_backup_dialogs_look (GTK_WIDGET (self), self->desk, path);
  }
  g_clear_object (&self->chooser);
}

static void
other_cb (XpBackupPage *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("选一份备份"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("看看"),
                                               _ ("取消"));
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (other_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- the page ---- */

static void
merge_cb (XpBackupPage *self)
{
  xp_page_go_to (GTK_WIDGET (self), "merge");
}

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpBackupPage *self = XP_BACKUP_PAGE (page);
  g_set_object (&self->desk, desk);
  gtk_stack_set_visible_child_name (self->stack, desk != NULL ? "backups" : "empty");
  if (desk != NULL)
    show_backups (self);
}

static void
take_focus (XpPage *page)
{
  gtk_widget_grab_focus (XP_BACKUP_PAGE (page)->save);
}

static void
xp_backup_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->take_focus = take_focus;
}

static void
xp_backup_page_dispose (GObject *object)
{
  XpBackupPage *self = XP_BACKUP_PAGE (object);
  g_clear_object (&self->chooser);
  drop_passphrase (self);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_backup_page_parent_class)->dispose (object);
}

static void
xp_backup_page_class_init (XpBackupPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_backup_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpBackupPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpBackupPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, XpBackupPage, save);
  gtk_widget_class_bind_template_child (widget_class, XpBackupPage, sealed);
  gtk_widget_class_bind_template_child (widget_class, XpBackupPage, last);
  gtk_widget_class_bind_template_child (widget_class, XpBackupPage, list);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
}

static void
xp_backup_page_init (XpBackupPage *self)
{
  const XpCellsColumn columns[] = {{NULL, 0, 0}};
  gtk_widget_init_template (GTK_WIDGET (self));
  self->backups = g_ptr_array_new ();
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("备份"));
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (line_activated_cb), self);
}

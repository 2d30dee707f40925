#include "xp-page.h"

#include "xp-application.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_INTERFACE (XpPage, xp_page, GTK_TYPE_WIDGET)

static void
xp_page_default_init (XpPageInterface *iface)
{
}

void
xp_page_refresh (XpPage *self, XpDesk *desk, int64_t round_uid)
{
  XP_PAGE_GET_IFACE (self)->refresh (self, desk, round_uid);
}

void
xp_page_take_focus (XpPage *self)
{
  XpPageInterface *iface = XP_PAGE_GET_IFACE (self);
  if (iface->take_focus != NULL)
    iface->take_focus (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

bool
xp_page_is_busy (XpPage *self)
{
  XpPageInterface *iface = XP_PAGE_GET_IFACE (self);
  return iface->is_busy != NULL && iface->is_busy (self);
}

void
xp_page_tell_problem (GtkWidget *page, const char *sentence)
{
  gtk_widget_activate_action (page, "win.problem", "s", sentence);
}

void
xp_page_tell_error (GtkWidget *page, const GError *error)
{
  xp_page_tell_problem (page, error->message);
}

void
xp_page_tell_done (GtkWidget *page, const char *sentence)
{
  gtk_widget_activate_action (page, "win.told", "s", sentence);
}

void
xp_page_tell_ended (GtkWidget *page, const char *title, const char *sentence)
{
  GtkRoot *root = gtk_widget_get_root (page);
  if (root != NULL)
    xp_application_tell_done (GTK_WINDOW (root), title, sentence);
}

/* Only what ends as the file will: what lies beside a book while it is open is nobody's to choose.
 */
static void
list_alike (GtkFileChooser *chooser)
{
  g_autofree char *name = gtk_file_chooser_get_current_name (chooser);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  if (dot == NULL)
    return;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *title = g_strdup_printf (_ ("同样的文件（%s）"), dot);
  gtk_file_filter_set_name (filter, title);
  gtk_file_filter_add_suffix (filter, dot + 1);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
xp_page_start_beside_book (GtkFileChooserNative *chooser, XpDesk *desk)
{
  g_autofree char *path = g_canonicalize_filename (xp_desk_get_path (desk), NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL);
  if (gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE)
    list_alike (GTK_FILE_CHOOSER (chooser));
}

void
xp_page_go_to (GtkWidget *page, const char *name)
{
  gtk_widget_activate_action (page, "win.show-page", "s", name);
}

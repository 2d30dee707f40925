#include "xp-application.h"

#include "xp-backup-restore.h"
#include "xp-program-files.h"
#include "xp-window-desktop.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

struct _XpApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (XpApplication, xp_application, ADW_TYPE_APPLICATION)

static XpWindow *
new_window (XpApplication *self)
{
  XpWindow *window = xp_window_new (GTK_APPLICATION (self));
  xp_window_desktop_attach (window);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* ---- which window ---- */

static bool
is_same_file (const char *one, const char *other)
{
  struct stat a, b;
  return stat (one, &a) == 0 && stat (other, &b) == 0 && a.st_dev == b.st_dev &&
         a.st_ino == b.st_ino;
}

static bool
shows_book (XpWindow *window, const char *path)
{
  XpDesk *desk = xp_window_get_desk (window);
  return desk != NULL && is_same_file (xp_desk_get_path (desk), path);
}

static bool
has_no_book (XpWindow *window, const char *unused)
{
  return xp_window_get_desk (window) == NULL;
}

static bool
has_book (XpWindow *window, const char *unused)
{
  return xp_window_get_desk (window) != NULL;
}

/* @near first, then as they were last used. NULL: none is as asked. */
static XpWindow *
find_window (XpApplication *self,
             XpWindow *near,
             bool (*is_as_asked) (XpWindow *window, const char *path),
             const char *path)
{
  if (near != NULL && is_as_asked (near, path))
    return near;
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at != NULL; at = at->next)
    if (XP_IS_WINDOW (at->data) && is_as_asked (at->data, path))
      return at->data;
  return NULL;
}

/* ---- opening ---- */

/* By its name, or by its first bytes: one that was renamed is still a book. */
static bool
is_book (const char *path)
{
  static const char SQLITE[16] = "SQLite format 3";
  char begin[sizeof SQLITE] = "";
  if (g_str_has_suffix (path, ".xiangping") || xp_backup_restore_is_sealed (path))
    return true;
  FILE *file = fopen (path, "rb");
  const size_t n = file != NULL ? fread (begin, 1, sizeof begin, file) : 0;
  if (file != NULL)
    fclose (file);
  return n == sizeof begin && memcmp (begin, SQLITE, sizeof begin) == 0;
}

/* Nobody is asked who types. */
static void
open_made_book (XpApplication *self, XpWindow *near, const char *path)
{
  XpWindow *window = find_window (self, near, has_no_book, NULL);
  if (window == NULL)
    window = new_window (self);
  if (xp_window_open_book (window, path))
    xp_window_show_page (window, "home");
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_book (XpApplication *self, XpWindow *near, const char *path)
{
  XpWindow *window = find_window (self, near, shows_book, path);
  if (window == NULL) {
    window = find_window (self, near, has_no_book, NULL);
    if (window == NULL)
      window = new_window (self);
    if (xp_window_open_book (window, path)) {
      xp_window_show_page (window, "home");
      gtk_window_present (GTK_WINDOW (window));
      xp_window_ask_who (window);
      return;
    }
  }
  gtk_window_present (GTK_WINDOW (window));
}

static void
preview_list (XpApplication *self, XpWindow *near, const char *path)
{
  XpWindow *window = find_window (self, near, has_book, NULL);
  if (window != NULL) {
    xp_window_preview_list (window, path);
  } else {
    window = near != NULL ? near : find_window (self, NULL, has_no_book, NULL);
    xp_window_show_problem (window,
                            _ ("还没有打开本村资料。请先建一份或打开一份，再把名单放进来。"));
  }
  gtk_window_present (GTK_WINDOW (window));
}

void
xp_application_open_path (XpApplication *self, XpWindow *near, const char *path)
{
  if (is_book (path))
    open_book (self, near, path);
  else
    preview_list (self, near, path);
}

/* In a window of its own, to look only. */
static void
look_at_book (XpApplication *self, const char *path)
{
  XpWindow *window = find_window (self, NULL, shows_book, path);
  if (window == NULL) {
    window = new_window (self);
    if (xp_window_look_at_book (window, path, true))
      xp_window_show_page (window, "home");
  }
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_sample (XpApplication *self, const char *path)
{
  XpWindow *window = find_window (self, NULL, shows_book, path);
  if (window == NULL) {
    window = find_window (self, NULL, has_no_book, NULL);
    if (window == NULL)
      window = new_window (self);
    xp_window_open_sample (window, path);
  }
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- what is asked from outside ---- */

/* Opened after the first frame; one after the other, so that a book asked for twice is open once.
 */
typedef struct {
  XpApplication *application;
  char *path;
  bool is_sample;
} ToOpen;

static gboolean
open_cb (gpointer data)
{
  ToOpen *to_open = data;
  if (to_open->is_sample)
    open_sample (to_open->application, to_open->path);
  else
    xp_application_open_path (to_open->application, NULL, to_open->path);
  g_application_release (G_APPLICATION (to_open->application));
  g_object_unref (to_open->application);
  g_free (to_open->path);
  g_free (to_open);
  return G_SOURCE_REMOVE;
}

static void
open_later (XpApplication *self, GFile *file, bool is_sample)
{
  char *path = g_file_get_path (file);
  if (path == NULL) {
    xp_window_show_problem (find_window (self, NULL, has_no_book, NULL),
                            _ ("这个文件不在这台电脑上。请先把它复制过来，再打开。"));
    return;
  }
  ToOpen *to_open = g_new0 (ToOpen, 1);
  *to_open = (ToOpen){g_object_ref (self), path, is_sample};
  g_application_hold (G_APPLICATION (self));
  g_idle_add_full (G_PRIORITY_LOW, open_cb, to_open, NULL);
}

static void
ensure_window (XpApplication *self)
{
  if (gtk_application_get_windows (GTK_APPLICATION (self)) == NULL)
    new_window (self);
}

static void
xp_application_activate (GApplication *application)
{
  ensure_window (XP_APPLICATION (application));
  gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (application)));
}

static void
xp_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  XpApplication *self = XP_APPLICATION (application);
  ensure_window (self);
  for (int i = 0; i < n_files; i++)
    open_later (self, files[i], false);
}

static int
xp_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  XpApplication *self = XP_APPLICATION (application);
  int n = 0;
  g_auto (GStrv) words = g_application_command_line_get_arguments (line, &n);
  const bool is_sample = n == 3 && strcmp (words[1], "--sample") == 0;
  if (n == 1)
    g_application_activate (application);
  ensure_window (self);
  if (!is_sample && n > 2) {
    g_autofree char *problem =
      g_strdup_printf (_ ("一次只能打开一个文件，刚才给了%d个。请一个一个地打开。"), n - 1);
    GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
    if (XP_IS_WINDOW (active))
      xp_window_show_problem (XP_WINDOW (active), problem);
    return 0;
  }
  for (int i = is_sample ? 2 : 1; i < n; i++) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, words[i]);
    open_later (self, file, is_sample);
  }
  return 0;
}

/* ---- actions ---- */

static XpWindow *
get_active_window (XpApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  return XP_IS_WINDOW (active) ? XP_WINDOW (active) : NULL;
}

static void
open_book_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  xp_application_open_path (user_data,
                            get_active_window (user_data),
                            g_variant_get_string (parameter, NULL));
}

static void
open_made_book_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_made_book (user_data, get_active_window (user_data), g_variant_get_string (parameter, NULL));
}

static void
look_book_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  look_at_book (user_data, g_variant_get_string (parameter, NULL));
}

static void
show_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window =
    gtk_application_get_window_by_id (user_data, g_variant_get_uint32 (parameter));
  if (window != NULL)
    gtk_window_present (window);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));
  for (GList *at = windows; at != NULL; at = at->next)
    gtk_window_close (at->data);
}

/* It, or a question over it. */
static bool
is_looked_at (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i);
    if (gtk_window_is_active (each) &&
        (each == window || gtk_window_get_transient_for (each) == window))
      return true;
  }
  return false;
}

void
xp_application_tell_done (GtkWindow *window, const char *title, const char *body)
{
  GtkApplication *application = gtk_window_get_application (window);
  if (application == NULL || is_looked_at (window))
    return;
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (
    notification,
    "app.show-window",
    "u",
    gtk_application_window_get_id (GTK_APPLICATION_WINDOW (window)));
  g_application_send_notification (G_APPLICATION (application), "done", notification);
}

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/xiangping/Xiangping/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

/* ---- the focus ---- */

/* GTK hides it after three seconds without a key; whoever looks up from the paper then does not
 * know where Enter goes. */
static void
focus_visible_cb (GtkWindow *window)
{
  if (!gtk_window_get_focus_visible (window))
    gtk_window_set_focus_visible (window, TRUE);
}

static void
windows_changed_cb (GListModel *windows, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
    g_signal_connect (window, "notify::focus-visible", G_CALLBACK (focus_visible_cb), NULL);
    gtk_window_set_focus_visible (window, TRUE);
  }
}

static void
keep_focus_visible (void)
{
  static bool is_kept; /* for as long as the program runs */
  if (!is_kept)
    g_signal_connect (gtk_window_get_toplevels (),
                      "items-changed",
                      G_CALLBACK (windows_changed_cb),
                      NULL);
  is_kept = true;
}

static void
xp_application_startup (GApplication *application)
{
  static const GActionEntry ACTIONS[] = {
    {"open-book", open_book_cb, "s"},
    {"open-made-book", open_made_book_cb, "s"},
    {"look-book", look_book_cb, "s"},
    {"show-window", show_window_cb, "u"},
    {"quit", quit_cb},
  };
  G_APPLICATION_CLASS (xp_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   ACTIONS,
                                   G_N_ELEMENTS (ACTIONS),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                         "win.save",
                                         (const char *[]){"<Control>s", NULL});
  gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                         "app.quit",
                                         (const char *[]){"<Control>q", NULL});

  g_type_ensure (XP_TYPE_WINDOW); /* brings the resources that the style is in */
  g_type_class_unref (g_type_class_ref (XP_TYPE_WINDOW));
  load_style ();
  keep_focus_visible ();
  g_autofree char *icons = xp_program_files_dup_dir ("icons");
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                  icons);
  gtk_window_set_default_icon_name ("org.xiangping.Xiangping");
}

static void
xp_application_class_init (XpApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);
  application_class->startup = xp_application_startup;
  application_class->activate = xp_application_activate;
  application_class->open = xp_application_open;
  application_class->command_line = xp_application_command_line;
}

static void
xp_application_init (XpApplication *self)
{
}

XpApplication *
xp_application_new (void)
{
  return g_object_new (XP_TYPE_APPLICATION,
                       "application-id",
                       "org.xiangping.Xiangping",
                       "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

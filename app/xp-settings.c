#include "xp-settings-private.h"

#include <string.h>

static const char GROUP_TEXT[] = "text";
static const char GROUP_BOOKS[] = "books";
static const char GROUP_LOOK[] = "look";
static const char GROUP_TYPIST[] = "typist";
static const char GROUP_WINDOW[] = "window";
static const int LEAST_WINDOW_PX = 480, MOST_WINDOW_PX = 8192;
static const int LEAST_PERCENT = 100, MOST_PERCENT = 200;

void
xp_recent_book_free (XpRecentBook *book)
{
  g_free (book->path);
  g_free (book->village);
  g_free (book);
}

void
xp_settings_reread (XpSettings *self)
{
  g_key_file_load_from_file (self->keys, self->path, G_KEY_FILE_KEEP_COMMENTS, NULL);
}

XpSettings *
xp_settings_new (const char *path)
{
  XpSettings *self = g_new0 (XpSettings, 1);
  self->path = path != NULL
                 ? g_strdup (path)
                 : g_build_filename (g_get_user_config_dir (), "xiangping", "settings.ini", NULL);
  self->keys = g_key_file_new ();
  xp_settings_reread (self);
  self->who = g_key_file_get_string (self->keys, GROUP_TYPIST, "name", NULL);
  if (self->who == NULL)
    self->who = g_strdup ("");
  return self;
}

void
xp_settings_free (XpSettings *self)
{
  g_key_file_free (self->keys);
  g_free (self->path);
  g_free (self->who);
  g_free (self);
}

void
xp_settings_save (XpSettings *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (self->keys, self->path, &error))
    g_debug ("%s", error->message);
}

int
xp_settings_get_text_percent (const XpSettings *self)
{
  const int percent = g_key_file_get_integer (self->keys, GROUP_TEXT, "percent", NULL);
  return CLAMP (percent, LEAST_PERCENT, MOST_PERCENT);
}

void
xp_settings_set_text_percent (XpSettings *self, int percent)
{
  xp_settings_reread (self);
  g_key_file_set_integer (self->keys, GROUP_TEXT, "percent", percent);
  xp_settings_save (self);
}

bool
xp_settings_get_window_size (const XpSettings *self, XpWindowSize *out_size)
{
  const XpWindowSize size = {
    .width_px = g_key_file_get_integer (self->keys, GROUP_WINDOW, "width", NULL),
    .height_px = g_key_file_get_integer (self->keys, GROUP_WINDOW, "height", NULL),
    .is_maximized = g_key_file_get_boolean (self->keys, GROUP_WINDOW, "maximized", NULL),
  };
  if (MIN (size.width_px, size.height_px) < LEAST_WINDOW_PX ||
      MAX (size.width_px, size.height_px) > MOST_WINDOW_PX)
    return false;
  *out_size = size;
  return true;
}

void
xp_settings_set_window_size (XpSettings *self, const XpWindowSize *size)
{
  xp_settings_reread (self);
  g_key_file_set_integer (self->keys, GROUP_WINDOW, "width", size->width_px);
  g_key_file_set_integer (self->keys, GROUP_WINDOW, "height", size->height_px);
  g_key_file_set_boolean (self->keys, GROUP_WINDOW, "maximized", size->is_maximized);
  xp_settings_save (self);
}

/* As the file spells them. */
static const char *const LIGHTS[] = {
  [XP_LIGHT_BY_DESKTOP] = "desktop",
  [XP_LIGHT_BRIGHT] = "bright",
  [XP_LIGHT_DARK] = "dark",
};

XpLight
xp_settings_get_light (const XpSettings *self)
{
  g_autofree char *word = g_key_file_get_string (self->keys, GROUP_LOOK, "light", NULL);
  for (size_t i = 0; word != NULL && i < G_N_ELEMENTS (LIGHTS); i++)
    if (strcmp (LIGHTS[i], word) == 0)
      return (XpLight) i;
  return XP_LIGHT_BY_DESKTOP;
}

void
xp_settings_set_light (XpSettings *self, XpLight light)
{
  xp_settings_reread (self);
  g_key_file_set_string (self->keys, GROUP_LOOK, "light", LIGHTS[light]);
  xp_settings_save (self);
}

bool
xp_settings_get_is_strong (const XpSettings *self)
{
  return g_key_file_get_boolean (self->keys, GROUP_LOOK, "strong", NULL);
}

void
xp_settings_set_is_strong (XpSettings *self, bool is_strong)
{
  xp_settings_reread (self);
  g_key_file_set_boolean (self->keys, GROUP_LOOK, "strong", is_strong);
  xp_settings_save (self);
}

bool
xp_settings_get_is_wall_dark (const XpSettings *self)
{
  return g_key_file_get_boolean (self->keys, GROUP_LOOK, "wall-dark", NULL);
}

void
xp_settings_set_is_wall_dark (XpSettings *self, bool is_dark)
{
  xp_settings_reread (self);
  g_key_file_set_boolean (self->keys, GROUP_LOOK, "wall-dark", is_dark);
  xp_settings_save (self);
}

const char *
xp_settings_get_who (const XpSettings *self)
{
  return self->who;
}

void
xp_settings_set_who (XpSettings *self, const char *who)
{
  g_free (self->who);
  self->who = g_strdup (who);
  xp_settings_reread (self);
  g_key_file_set_string (self->keys, GROUP_TYPIST, "name", who);
  xp_settings_save (self);
}

/* Two lists side by side; what is without its other half is not used. */
static GPtrArray *
read_books (const XpSettings *self)
{
  gsize n_paths = 0, n_villages = 0;
  g_auto (GStrv) paths =
    g_key_file_get_string_list (self->keys, GROUP_BOOKS, "paths", &n_paths, NULL);
  g_auto (GStrv) villages =
    g_key_file_get_string_list (self->keys, GROUP_BOOKS, "villages", &n_villages, NULL);
  GPtrArray *books = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_recent_book_free);
  for (gsize i = 0; i < MIN (n_paths, n_villages); i++) {
    XpRecentBook *book = g_new0 (XpRecentBook, 1);
    *book = (XpRecentBook){g_strdup (paths[i]), g_strdup (villages[i])};
    g_ptr_array_add (books, book);
  }
  return books;
}

static void
write_books (XpSettings *self, GPtrArray *books)
{
  const char *paths[XP_SETTINGS_MOST_BOOKS] = {0}, *villages[XP_SETTINGS_MOST_BOOKS] = {0};
  for (guint i = 0; i < books->len; i++) {
    const XpRecentBook *book = books->pdata[i];
    paths[i] = book->path;
    villages[i] = book->village;
  }
  g_key_file_set_string_list (self->keys, GROUP_BOOKS, "paths", paths, books->len);
  g_key_file_set_string_list (self->keys, GROUP_BOOKS, "villages", villages, books->len);
}

void
xp_settings_remember_book (XpSettings *self, const char *path, const char *village)
{
  if (!g_utf8_validate (path, -1, NULL)) /* the file holds UTF-8 alone */
    return;
  xp_settings_reread (self);
  g_autoptr (GPtrArray) books = read_books (self);
  for (guint i = books->len; i-- > 0;)
    if (strcmp (((XpRecentBook *) books->pdata[i])->path, path) == 0)
      g_ptr_array_remove_index (books, i);
  XpRecentBook *latest = g_new0 (XpRecentBook, 1);
  *latest = (XpRecentBook){g_strdup (path), g_strdup (village)};
  g_ptr_array_insert (books, 0, latest);
  g_ptr_array_set_size (books, (int) MIN (books->len, XP_SETTINGS_MOST_BOOKS));
  write_books (self, books);
  xp_settings_save (self);
}

GPtrArray *
xp_settings_list_books (const XpSettings *self)
{
  GPtrArray *books = read_books (self);
  for (guint i = books->len; i-- > 0;)
    if (!g_file_test (((XpRecentBook *) books->pdata[i])->path, G_FILE_TEST_IS_REGULAR))
      g_ptr_array_remove_index (books, i);
  return books;
}

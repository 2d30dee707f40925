/* xp-photo-folder.c: a folder of photos per household, beside the book (xp-household-work.h). */
#include "xp-household-work.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Two lines: the household's uid, and the name that we gave the folder. */
static const char TAG[] = ".xiangping-household";

static char *
dup_root (const char *book_path)
{
  g_autofree char *folder = g_path_get_dirname (book_path);
  g_autofree char *stem = g_path_get_basename (book_path);
  char *dot = strrchr (stem, '.');
  if (dot != NULL && dot != stem)
    *dot = '\0';
  g_autofree char *name = g_strconcat (stem, "-照片", NULL);
  return g_build_filename (folder, name, NULL);
}

static char *
dup_name (const XpHouseholdCard *card)
{
  g_autofree char *head = g_strdelimit (g_strdup (card->head), "/\\:*?\"<>|", '_');
  return g_strdup_printf ("%d号-%s", card->number, head);
}

static bool
read_tag (const char *folder, int64_t *out_uid, char **out_name)
{
  g_autofree char *path = g_build_filename (folder, TAG, NULL);
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return false;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) < 2)
    return false;
  *out_uid = g_ascii_strtoll (lines[0], NULL, 10);
  *out_name = g_strdup (lines[1]);
  return true;
}

static bool
write_tag (const char *folder, int64_t uid, const char *name)
{
  g_autofree char *path = g_build_filename (folder, TAG, NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n", uid, name);
  return g_file_set_contents (path, text, -1, NULL);
}

/* NULL: there is none yet. Yours. */
static char *
find_folder (const char *root, int64_t uid, char **out_given_name)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    g_autofree char *folder = g_build_filename (root, name, NULL);
    g_autofree char *given = NULL;
    int64_t found = 0;
    if (read_tag (folder, &found, &given) && found == uid) {
      *out_given_name = g_steal_pointer (&given);
      return g_steal_pointer (&folder);
    }
  }
  return NULL;
}

/* Takes and gives a path. Where renaming fails the old name does as well. */
static char *
follow_name (char *folder, const char *given, const char *wanted, int64_t uid, const char *root)
{
  g_autofree char *present = g_path_get_basename (folder);
  if (strcmp (present, given) != 0 || strcmp (present, wanted) == 0)
    return folder;
  char *renamed = g_build_filename (root, wanted, NULL);
  if (g_file_test (renamed, G_FILE_TEST_EXISTS) || g_rename (folder, renamed) != 0) {
    g_free (renamed);
    return folder;
  }
  write_tag (renamed, uid, wanted);
  g_free (folder);
  return renamed;
}

static char *
make_folder (const char *root, const char *wanted, int64_t uid, GError **error)
{
  g_autofree char *folder = g_build_filename (root, wanted, NULL);
  for (int i = 2; g_file_test (folder, G_FILE_TEST_EXISTS); i++) {
    g_free (folder);
    g_autofree char *other = g_strdup_printf ("%s-%d", wanted, i);
    folder = g_build_filename (root, other, NULL);
  }
  g_autofree char *name = g_path_get_basename (folder);
  if (g_mkdir_with_parents (folder, 0700) == 0 && write_tag (folder, uid, name))
    return g_steal_pointer (&folder);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_NOT_SAVED,
               "照片文件夹 %s 建不了。请看看磁盘满不满、有没有权限。",
               folder);
  return NULL;
}

char *
xp_household_work_dup_photo_folder (XpDesk *desk, int64_t uid, GError **error)
{
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (desk, uid, error);
  if (card == NULL)
    return NULL;
  g_autofree char *root = dup_root (xp_desk_get_path (desk));
  g_autofree char *wanted = dup_name (card);
  g_autofree char *given = NULL;
  char *folder = find_folder (root, uid, &given);
  return folder != NULL ? follow_name (folder, given, wanted, uid, root)
                        : make_folder (root, wanted, uid, error);
}

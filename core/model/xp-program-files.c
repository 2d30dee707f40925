#include "xp-program-files.h"

#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

typedef struct {
  const char *name;
  const char *variable;
  const char *installed; /* from PREFIX */
  const char *built;     /* from the source tree, or from the top of the build */
  bool is_made;          /* by the build */
} Folder;

static const Folder FOLDERS[] = {
  {"resources", "XP_RESOURCES", "share/xiangping/resources", "resources", false},
  {"rubrics", "XP_RUBRICS", "share/xiangping/rubrics", "rubrics", false},
  {"helpers", "XP_HELPERS", "lib/xiangping", "helpers", true},
  {"icons", "XP_ICONS", "share/icons", "resources/icons", false},
  {"help", "XP_HELP", "share/xiangping/resources/help", "app/help", true},
  {"locale", "XP_LOCALE", "share/locale", "resources/po", true},
};

static const Folder *
lookup_folder (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FOLDERS); i++)
    if (strcmp (FOLDERS[i].name, name) == 0)
      return &FOLDERS[i];
  g_assert_not_reached ();
}

/* PREFIX/bin/x → PREFIX/share/…; NULL for a program that does not stand in a folder bin. */
static char *
dup_installed (const char *program, const Folder *folder)
{
  g_autofree char *bin = g_path_get_dirname (program);
  g_autofree char *name = g_path_get_basename (bin);
  g_autofree char *prefix = g_path_get_dirname (bin);
  return strcmp (name, "bin") == 0 ? g_build_filename (prefix, folder->installed, NULL) : NULL;
}

/* NULL: the program is in no build. */
static char *
dup_built (const char *program, const Folder *folder)
{
  g_autofree char *top = g_path_get_dirname (program);
  while (strcmp (top, "/") != 0 && strcmp (top, ".") != 0) {
    g_autofree char *mark = g_build_filename (top, "source-root", NULL);
    g_autofree char *source = NULL;
    if (g_file_get_contents (mark, &source, NULL, NULL))
      return g_build_filename (folder->is_made ? top : g_strchomp (source), folder->built, NULL);
    char *above = g_path_get_dirname (top);
    g_free (top);
    top = above;
  }
  return NULL;
}

char *
xp_program_files_dup_dir_of (const char *program, const char *folder_name)
{
  const Folder *folder = lookup_folder (folder_name);
  g_autofree char *installed = dup_installed (program, folder);
  if (installed != NULL && g_file_test (installed, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&installed);
  char *built = dup_built (program, folder);
  if (built != NULL)
    return built;
  return installed != NULL ? g_steal_pointer (&installed) : g_strdup (folder->installed);
}

static char *
dup_program (void)
{
  char *program = g_file_read_link ("/proc/self/exe", NULL);
  if (program == NULL) /* no /proc, as in a bare chroot: by what it was started */
    program = realpath ((const char *) getauxval (AT_EXECFN), NULL);
  return program;
}

char *
xp_program_files_dup_dir (const char *folder_name)
{
  const char *set = g_getenv (lookup_folder (folder_name)->variable);
  if (set != NULL && set[0] != '\0')
    return g_strdup (set);
  g_autofree char *program = dup_program ();
  return xp_program_files_dup_dir_of (program != NULL ? program : "", folder_name);
}

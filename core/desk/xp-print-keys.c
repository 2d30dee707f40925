/* xp-print-keys.c: the keys of an evening, as resources/wording/keys.txt tells them. */
#include "xp-print-source.h"

#include "xp-keys-sheet.h"
#include "xp-program-files.h"

#include <string.h>

static const char WORDING[] = "wording/keys.txt";

/* “4 回车｜第4项记2处”, one a line. The texts are parted in place. */
static GArray *
part_lines (char **lines)
{
  static const char BAR[] = "｜";
  GArray *list = g_array_new (FALSE, FALSE, sizeof (XpKeysLine));
  for (size_t i = 0; lines[i] != NULL; i++) {
    char *bar = strstr (lines[i], BAR);
    if (bar != NULL)
      *bar = '\0';
    const XpKeysLine line = {lines[i], bar != NULL ? bar + strlen (BAR) : ""};
    g_array_append_val (list, line);
  }
  return list;
}

static char **
fill (const XpWording *wording, GHashTable *fields, const char *section, GError **error)
{
  g_autofree char *text = xp_wording_fill_section (wording, section, fields, error);
  return text != NULL ? g_strsplit (text, "\n", -1) : NULL;
}

static GBytes *
print (const XpWording *wording, XpFontBook *fonts, GError **error)
{
  static const char *const SECTIONS[] = {"标题", "副题", "按键", "例子", "念", "打", "说明"};
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (size_t i = 0; i < G_N_ELEMENTS (SECTIONS); i++) {
    char **lines = fill (wording, fields, SECTIONS[i], error);
    if (lines == NULL)
      return NULL;
    g_ptr_array_add (parts, lines);
  }
  char *const *const *all = (char *const *const *) parts->pdata;
  g_autoptr (GArray) keys = part_lines (parts->pdata[2]);
  g_autoptr (GArray) steps = part_lines (parts->pdata[5]);
  const XpKeysSheet sheet = {
    .title = all[0][0],
    .subtitle = all[1][0],
    .lines = (const XpKeysLine *) (gpointer) keys->data,
    .n_lines = keys->len,
    .example = all[3][0],
    .spoken = all[4][0],
    .steps = (const XpKeysLine *) (gpointer) steps->data,
    .n_steps = steps->len,
    .notes = (const char *const *) all[6],
  };
  return xp_keys_sheet_render (&sheet, fonts, error);
}

GBytes *
xp_print_keys (XpPrintSource *source,
               XpFontBook *fonts,
               XpProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  return print (source->wording, fonts, error);
}

GBytes *
xp_printing_render_keys (const char *resources_dir, GError **error)
{
  g_autofree char *folder =
    resources_dir != NULL ? g_strdup (resources_dir) : xp_program_files_dup_dir ("resources");
  g_autofree char *path = g_build_filename (folder, WORDING, NULL);
  g_autoptr (XpWording) wording = xp_wording_load (path, error);
  g_autoptr (XpFontBook) fonts = wording != NULL ? xp_font_book_new (error) : NULL;
  return fonts != NULL ? print (wording, fonts, error) : NULL;
}

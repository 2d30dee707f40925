#include "xp-font-list.h"

#include "xp-font-book.h"
#include "xp-font-levels.h"

static void
free_line (gpointer data)
{
  XpFontListLine *line = data;
  g_free (line->role);
  g_free (line->file);
  g_free (line);
}

static XpFontListLine *
make_line (const XpFontBook *fonts, XpFace face)
{
  enum {
    N_COMMON = 2
  }; /* 基本 and 扩展A come first */
  XpFontListLine *line = g_new0 (XpFontListLine, 1);
  line->role = g_strdup (XP_FONT_ROLES[face].name);
  line->file = g_path_get_basename (xp_font_book_get_main_font (fonts, face)->file);
  line->has_han = true;
  for (size_t i = 0; i < XP_N_FONT_BLOCKS; i++) {
    const XpFontLack lack = xp_font_levels_count (fonts, face, i);
    XpFontListLack *sum = XP_FONT_BLOCKS[i].is_amendment ? &line->amendment
                          : i < N_COMMON                 ? &line->common
                                                         : &line->rare;
    sum->n_others += lack.n_others;
    sum->n_none += lack.n_none;
  }
  return line;
}

/* Nobody who prints Chinese alone lacks it. */
static XpFontListLine *
make_mongolian_line (const XpFontBook *fonts)
{
  const XpFont *font = xp_font_book_get_mongolian_font (fonts);
  XpFontListLine *line = g_new0 (XpFontListLine, 1);
  line->role = g_strdup (XP_FONT_MONGOLIAN.name);
  line->file = font != NULL ? g_path_get_basename (font->file) : g_strdup ("");
  return line;
}

GPtrArray *
xp_font_list_new (GPtrArray **out_skipped, GError **error)
{
  g_autoptr (XpFontBook) fonts = xp_font_book_new (error);
  if (fonts == NULL)
    return NULL;

  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  for (int face = 0; face < XP_N_FACES; face++)
    g_ptr_array_add (lines, make_line (fonts, (XpFace) face));
  g_ptr_array_add (lines, make_mongolian_line (fonts));

  const GPtrArray *skipped = xp_font_book_list_skipped (fonts);
  *out_skipped = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < skipped->len; i++)
    g_ptr_array_add (*out_skipped, g_strdup (skipped->pdata[i]));
  return lines;
}

#include "xp-font-window.h"

#include "xp-cells-view.h"
#include "xp-font-list.h"
#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>

static const int WIDTH = 1000, HEIGHT = 620, LEAST_LIST_HEIGHT = 200;

static gsize
count_lacking (const XpFontListLine *line)
{
  return line->common.n_none + line->rare.n_none + line->amendment.n_none;
}

/* What another font of the computer prints instead is no lack. */
static char *
dup_lack (const XpFontListLine *line)
{
  const gsize n = count_lacking (line);
  if (!line->has_han)
    return g_strdup ("");
  return n > 0 ? g_strdup_printf (_ ("%zu个"), n) : g_strdup (_ ("没有"));
}

static GtkWidget *
new_list (const GPtrArray *lines)
{
  const XpCellsColumn columns[] = {{_ ("用在哪里"), 9, 0},
                                   {_ ("字体"), 0, 0},
                                   {_ ("印不出的生僻字"), 12, 0}};
  XpCellsView *list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_columns (list, columns, G_N_ELEMENTS (columns), _ ("打印用的字体"));
  xp_cells_view_begin (list);
  for (guint i = 0; i < lines->len; i++) {
    const XpFontListLine *line = lines->pdata[i];
    g_autofree char *lack = dup_lack (line);
    xp_cells_view_add (list,
                       "",
                       line->role,
                       line->file[0] != '\0' ? line->file : _ ("没有，不印就用不着"),
                       lack,
                       NULL);
  }
  xp_cells_view_end (list);
  gtk_widget_set_size_request (GTK_WIDGET (list), -1, xp_text_scale_height (LEAST_LIST_HEIGHT));
  gtk_widget_set_vexpand (GTK_WIDGET (list), TRUE);
  return GTK_WIDGET (list);
}

/* What the package that is named brings: few of amendment 1 stand in any font. */
static bool
is_helped_by_package (const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const XpFontListLine *line = lines->pdata[i];
    if (line->has_han && line->common.n_none + line->rare.n_none > 0)
      return true;
  }
  return false;
}

/* What could be mended first, then the fonts that were found and cannot be used. */
static char *
dup_about (const GPtrArray *lines, const GPtrArray *skipped)
{
  GString *about = g_string_new (_ ("一种字体里没有的字，用这台电脑上别的字体印。名字里有哪种都印不出的字，"
                                    "打印前会说出是谁家、哪个字，不会印成空白。"));
  if (is_helped_by_package (lines))
    g_string_append_printf (about,
                            "\n%s",
                            _ ("生僻字不够，请管理员装上软件包 fonts-hanazono，差不多就都有了。"));
  for (guint i = 0; i < skipped->len; i++)
    g_string_append_printf (about, "\n%s", (const char *) skipped->pdata[i]);
  return g_string_free (about, FALSE);
}

static bool
close_it (XpFormWindow *window, gpointer unused, GError **error)
{
  return true;
}

void
xp_font_window_ask (GtkWidget *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) skipped = NULL;
  g_autoptr (GPtrArray) lines = xp_font_list_new (&skipped, &error);
  if (lines == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  g_autofree char *about = dup_about (lines, skipped);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("打印用的字体"), about, _ ("关上"), close_it, NULL, NULL);
  xp_form_window_hide_cancel (window);
  xp_form_window_add_list (window, new_list (lines));
  xp_form_window_set_size (window, WIDTH, HEIGHT);
  xp_form_window_ask (window);
}

/* xp-print-calibration.c: 套打校准页: of a size of paper, without a book. */
#include "xp-printing.h"

#include "xp-calibration-sheet.h"
#include "xp-calibration.h"
#include "xp-error.h"
#include "xp-program-files.h"
#include "xp-wording.h"

enum {
  A4_WIDTH = 29700,
  A4_HEIGHT = 21000,
};

/* 287 or 287.5: hundredths of a mm with the fewest decimals. */
static void
set_length (GHashTable *fields, const char *name, int hundredths)
{
  char *text = hundredths % 100 == 0
                 ? g_strdup_printf ("%d", hundredths / 100)
                 : g_strdup_printf ("%d.%02d", hundredths / 100, hundredths % 100);
  g_hash_table_insert (fields, g_strdup (name), text);
}

static GHashTable *
make_fields (int width, int height)
{
  static const int CROSS = (int) (XP_CALIBRATION_CROSS_MM * 100);
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  set_length (fields, "宽", width);
  set_length (fields, "高", height);
  set_length (fields, "右", width - CROSS);
  set_length (fields, "下", height - CROSS);
  return fields;
}

GBytes *
xp_printing_render_calibration (const char *resources_dir, const char *stock, GError **error)
{
  int width = A4_WIDTH, height = A4_HEIGHT;
  if (stock != NULL && !xp_stock_size_from_text (stock, &width, &height)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "“%s”不是纸的大小。请写成 260×185 这样，单位是毫米，在 200×150 到 450×320 之间。",
                 stock);
    return NULL;
  }
  g_autofree char *folder =
    resources_dir != NULL ? g_strdup (resources_dir) : xp_program_files_dup_dir ("resources");
  g_autofree char *path = g_build_filename (folder, "wording/calibration.txt", NULL);
  g_autoptr (XpWording) wording = xp_wording_load (path, error);
  g_autoptr (GHashTable) fields = make_fields (width, height);
  g_autofree char *title =
    wording != NULL ? xp_wording_fill_section (wording, "标题", fields, error) : NULL;
  g_autofree char *lines =
    title != NULL ? xp_wording_fill_section (wording, "说明", fields, error) : NULL;
  g_autoptr (XpFontBook) fonts = lines != NULL ? xp_font_book_new (error) : NULL;
  if (fonts == NULL)
    return NULL;
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);
  const XpCalibrationSheet sheet = {.width_mm = width / 100.0,
                                    .height_mm = height / 100.0,
                                    .title = title,
                                    .lines = (const char *const *) parts};
  return xp_calibration_sheet_render (&sheet, fonts, error);
}

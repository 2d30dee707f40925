#include "xp-visit-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"
#include "xp-signatures.h"

static const double PAGE_WIDTH_MM = 297, PAGE_HEIGHT_MM = 210;
static const double LEFT_MM = 12, TOP_MM = 9, WIDTH_MM = 273, BOTTOM_MM = 198;
static const double FOOT_BASELINE_MM = 203.5;

static const double CELL_PT = 10.5, LEGEND_PT = 9, LEGEND_ROW_MM = 4.2, HEADING_PT = 12;
/* A hand writes into 9 mm; a page that has room gives it more. */
static const double LEAST_ROW_MM = 9, MOST_ROW_MM = 11;
static const double SIGNATURE_MM = 12, AIR_MM = 1.5;
static const double UNDER_HEAD_MM = 5.4;

typedef struct {
  const XpVisitSheet *sheet;
  XpPdf *pdf;
  const XpFontBook *fonts;
  XpMasthead *masthead;
  XpGrid *grid;
  GPtrArray *legend; /* of XpLine */
  double head_mm;
  double rows_mm; /* what rows may take of a page */
} Printing;

static GPtrArray *
set_legend (const XpFontBook *fonts, const char *const *texts)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = LEGEND_PT,
                             .measure_pt = WIDTH_MM * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++) {
    g_autoptr (GPtrArray) lines = xp_layout_paragraph (fonts, &style, texts[i]);
    g_ptr_array_extend_and_steal (all, g_steal_pointer (&lines));
  }
  return all;
}

static void
set_up (Printing *self, XpPdf *pdf, XpFontBook *fonts, const XpVisitSheet *sheet)
{
  *self = (Printing){
    .sheet = sheet,
    .pdf = pdf,
    .fonts = fonts,
    .masthead = xp_masthead_new (fonts, sheet->title, sheet->sub_lines, WIDTH_MM),
    .grid = xp_grid_new (fonts, sheet->columns, sheet->n_columns, LEFT_MM, WIDTH_MM, CELL_PT),
    .legend = set_legend (fonts, sheet->legend),
  };
  self->head_mm = xp_grid_get_head_mm (self->grid) + (double) sheet->n_under_head * UNDER_HEAD_MM;
  self->rows_mm = BOTTOM_MM - TOP_MM - xp_masthead_get_height_mm (self->masthead) - self->head_mm -
                  SIGNATURE_MM - AIR_MM - self->legend->len * LEGEND_ROW_MM;
}

static void
clear (Printing *self)
{
  xp_masthead_free (self->masthead);
  xp_grid_free (self->grid);
  g_ptr_array_unref (self->legend);
}

/* How many rows of the group, from @first on, the next page takes. */
static size_t
count_rows (const Printing *self, const XpVisitGroup *group, size_t first, size_t n_at_most)
{
  double height_mm = 0;
  size_t n = 0;
  while (first + n < group->n_rows && n < n_at_most) {
    height_mm += xp_grid_get_row_mm (self->grid, group->rows[first + n], LEAST_ROW_MM);
    if (height_mm > self->rows_mm && n > 0)
      break;
    n++;
  }
  return n;
}

/* The pages of a group are about equally full: 14 households are 7 and 7, not 12 and 2. */
static size_t
rows_per_page (const Printing *self, const XpVisitGroup *group)
{
  const size_t given = self->sheet->n_rows_per_page;
  const size_t n_at_most =
    MAX (MIN ((size_t) (self->rows_mm / LEAST_ROW_MM), given > 0 ? given : SIZE_MAX), 1);
  const size_t n_pages = (group->n_rows + n_at_most - 1) / n_at_most;
  return n_pages > 0 ? (group->n_rows + n_pages - 1) / n_pages : 1;
}

static void
draw_page_head (const Printing *self, const XpVisitGroup *group)
{
  xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
  xp_masthead_draw (self->masthead, self->pdf, LEFT_MM, TOP_MM);
  if (group->heading != NULL)
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_HEI,
                      HEADING_PT,
                      LEFT_MM + WIDTH_MM,
                      TOP_MM + xp_masthead_get_height_mm (self->masthead) - 3,
                      XP_ANCHOR_RIGHT,
                      group->heading);

  double y_mm = TOP_MM + xp_masthead_get_height_mm (self->masthead);
  xp_grid_draw_head (self->grid, self->pdf, y_mm);
  y_mm += xp_grid_get_head_mm (self->grid);
  for (size_t i = 0; i < self->sheet->n_under_head; i++, y_mm += UNDER_HEAD_MM)
    xp_grid_draw_row (self->grid, self->pdf, self->sheet->under_head[i], y_mm, UNDER_HEAD_MM);
}

static void
draw_page (const Printing *self, const XpVisitGroup *group, size_t first, size_t n)
{
  double least_mm = 0;
  for (size_t i = 0; i < n; i++)
    least_mm += xp_grid_get_row_mm (self->grid, group->rows[first + i], LEAST_ROW_MM);
  const double more_mm =
    CLAMP ((self->rows_mm - least_mm) / (double) n, 0, MOST_ROW_MM - LEAST_ROW_MM);

  draw_page_head (self, group);
  double y_mm = TOP_MM + xp_masthead_get_height_mm (self->masthead) + self->head_mm;
  for (size_t i = 0; i < n; i++) {
    const char *const *cells = group->rows[first + i];
    const double row_mm = xp_grid_get_row_mm (self->grid, cells, LEAST_ROW_MM) + more_mm;
    xp_grid_draw_row (self->grid, self->pdf, cells, y_mm, row_mm);
    y_mm += row_mm;
  }
  y_mm += AIR_MM;
  for (guint i = 0; i < self->legend->len; i++, y_mm += LEGEND_ROW_MM)
    xp_pdf_draw_line (self->pdf,
                      self->legend->pdata[i],
                      LEFT_MM,
                      y_mm + xp_flow_baseline_mm (LEGEND_ROW_MM, LEGEND_PT),
                      XP_ANCHOR_LEFT);
  xp_signatures_draw (self->pdf,
                      self->sheet->signers,
                      LEFT_MM,
                      BOTTOM_MM - SIGNATURE_MM,
                      WIDTH_MM,
                      SIGNATURE_MM);
}

static bool
draw_all (const Printing *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpVisitSheet *sheet = self->sheet;
  for (size_t i = 0; i < sheet->n_groups; i++) {
    const XpVisitGroup *group = &sheet->groups[i];
    const size_t n_at_most = rows_per_page (self, group);
    if (!xp_progress_report (progress, cancellable, i, sheet->n_groups, error))
      return false;
    for (size_t first = 0; first < group->n_rows;) {
      const size_t n = count_rows (self, group, first, n_at_most);
      draw_page (self, group, first, n);
      first += n;
    }
  }
  return xp_progress_report (progress, cancellable, sheet->n_groups, sheet->n_groups, error);
}

static bool
has_all_characters (const XpVisitSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_groups; i++) {
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->groups[i].heading, &missing);
    for (size_t row = 0; row < sheet->groups[i].n_rows; row++)
      for (size_t column = 0; column < sheet->n_columns; column++)
        xp_font_book_check (fonts, XP_FACE_BODY, sheet->groups[i].rows[row][column], &missing);
  }
  for (size_t i = 0; i < sheet->n_under_head; i++)
    for (size_t column = 0; column < sheet->n_columns; column++)
      xp_font_book_check (fonts, XP_FACE_BODY, sheet->under_head[i][column], &missing);
  for (size_t column = 0; column < sheet->n_columns; column++)
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->columns[column].title, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->village, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->sub_lines, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->legend, &missing);
  xp_font_book_check_list (fonts, XP_FACE_HEI, sheet->signers, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_visit_sheet_render (const XpVisitSheet *sheet,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (sheet->n_columns > 0 && sheet->n_groups > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->village, error);
  if (pdf == NULL)
    return NULL;

  Printing printing;
  set_up (&printing, pdf, fonts, sheet);
  const bool is_drawn = draw_all (&printing, progress, cancellable, error);
  clear (&printing);
  if (!is_drawn)
    return NULL;
  xp_foot_draw_all (pdf, LEFT_MM, LEFT_MM + WIDTH_MM, FOOT_BASELINE_MM, sheet->village);
  return xp_pdf_finish (pdf, error);
}

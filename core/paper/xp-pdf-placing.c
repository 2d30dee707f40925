#include "xp-pdf-placing.h"

#include "xp-booklet.h"
#include "xp-pdf-private.h"

static const double CUT_MM = 0.2, CUT_DASH_MM = 1.5;

static size_t
count_columns (const XpPlacing *placing)
{
  return placing->order == XP_PLACING_BOOKLET ? 2 : placing->n_columns;
}

static size_t
count_rows (const XpPlacing *placing)
{
  return placing->order == XP_PLACING_BOOKLET ? 1 : placing->n_rows;
}

static size_t
count_places (const XpPlacing *placing)
{
  return count_columns (placing) * count_rows (placing);
}

size_t
xp_placing_count_sides (const XpPlacing *placing, size_t n_pages)
{
  const size_t n_places = count_places (placing);
  if (placing->order == XP_PLACING_BOOKLET)
    return xp_booklet_count_sides (n_pages);
  return placing->order == XP_PLACING_REPEATED ? n_pages : (n_pages + n_places - 1) / n_places;
}

size_t
xp_placing_get_page (const XpPlacing *placing, size_t n_pages, size_t side_no, size_t place_no)
{
  if (placing->order == XP_PLACING_BOOKLET) {
    const XpBookletSide side = xp_booklet_get_side (n_pages, side_no);
    return (place_no == 0 ? side.left : side.right) - 1;
  }
  if (placing->order == XP_PLACING_REPEATED)
    return side_no;
  if (placing->order == XP_PLACING_STACKS)
    return place_no * xp_placing_count_sides (placing, n_pages) + side_no;
  return side_no * count_places (placing) + place_no;
}

void
xp_pdf_place (XpPdf *self, const XpPlacing *placing)
{
  g_return_if_fail (self->pages->len == 0 && count_places (placing) > 0);
  self->placing = *placing;
  self->is_placed = true;
}

/* Draws a page in the middle of its place. Nothing of what was set for the pages moves it. */
static void
place_page (XpPdf *self, const XpPdfPage *page, size_t place_no)
{
  const XpPlacing *placing = &self->placing;
  const size_t n_columns = count_columns (placing);
  const double cell_width_mm = placing->sheet_width_mm / (double) n_columns;
  const double cell_height_mm = placing->sheet_height_mm / (double) count_rows (placing);
  const double width_mm = page->sheet.width_mm + 2 * page->sheet.bleed_mm;
  const double height_mm = page->sheet.height_mm + 2 * page->sheet.bleed_mm;
  const double fit = MIN (cell_width_mm / width_mm, cell_height_mm / height_mm);
  const double scale = MIN (fit, 1);
  const double left_mm = (double) (place_no % n_columns) * cell_width_mm;
  const double top_mm = (double) (place_no / n_columns) * cell_height_mm;
  const double x_mm = left_mm + (cell_width_mm - width_mm * scale) / 2;
  const double y_mm = placing->sheet_height_mm - top_mm - (cell_height_mm + height_mm * scale) / 2;
  const double matrix[6] = {scale, 0, 0, scale, x_mm * XP_PT_PER_MM, y_mm * XP_PT_PER_MM};
  xp_pdf_add_form (self, page->form_no, matrix);
}

static void
draw_cut_lines (XpPdf *self)
{
  const XpPlacing *placing = &self->placing;
  const double width_mm = placing->sheet_width_mm, height_mm = placing->sheet_height_mm;
  for (size_t i = 1; i < count_columns (placing); i++) {
    const double x_mm = width_mm * (double) i / (double) count_columns (placing);
    xp_pdf_draw_dashes (self, x_mm, 0, x_mm, height_mm, CUT_MM, CUT_DASH_MM);
  }
  for (size_t i = 1; i < count_rows (placing); i++) {
    const double y_mm = height_mm * (double) i / (double) count_rows (placing);
    xp_pdf_draw_dashes (self, 0, y_mm, width_mm, y_mm, CUT_MM, CUT_DASH_MM);
  }
}

static void
draw_side (XpPdf *self, size_t side_no)
{
  const XpPlacing *placing = &self->placing;
  const size_t n_pages = self->pages->len;
  const XpPdfSheet sheet = {placing->sheet_width_mm, placing->sheet_height_mm, 0};
  HPDF_Page side = xp_pdf_new_page (self, &sheet);
  if (side == NULL)
    return;

  HPDF_PageAttr attributes = side->attr;
  self->sheet = sheet;
  self->stream = attributes->stream;
  for (size_t place_no = 0; place_no < count_places (placing); place_no++) {
    const size_t page_no = xp_placing_get_page (placing, n_pages, side_no, place_no);
    if (page_no >= n_pages)
      continue;
    XpPdfPage *page = &g_array_index (self->pages, XpPdfPage, page_no);
    page->page = side; /* where bookmarks lead to */
    place_page (self, page, place_no);
  }
  xp_pdf_set_ink (self, XP_INK_BLACK);
  if (placing->has_cut_lines)
    draw_cut_lines (self);
}

void
xp_pdf_place_pages (XpPdf *self)
{
  const size_t n_sides = xp_placing_count_sides (&self->placing, self->pages->len);
  xp_pdf_set_offset (self, 0, 0);
  xp_pdf_set_scale (self, 0, 0);
  for (size_t i = 0; i < n_sides && !xp_pdf_has_failed (self); i++)
    draw_side (self, i);
}

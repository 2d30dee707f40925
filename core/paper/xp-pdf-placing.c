#include "xp-pdf-placing.h"

#include "xp-booklet.h"
#include "xp-content.h"
#include "xp-pdf-private.h"

static const double CUT_MM = 0.2, CUT_DASH_MM = 1.5;

/* Of tiles. */
static const double EDGE_MM = 5, OVERLAP_MM = 10, TICK_MM = 4, TILE_WORDS_PT = 8;

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
count_tiles (const XpPlacing *placing)
{
  return placing->n_columns * placing->n_rows;
}

/* Pages on one side of a sheet. */
static size_t
count_places (const XpPlacing *placing)
{
  if (placing->order == XP_PLACING_TILED)
    return 1;
  return count_columns (placing) * count_rows (placing);
}

size_t
xp_placing_count_sides (const XpPlacing *placing, size_t n_pages)
{
  const size_t n_places = count_places (placing);
  if (placing->order == XP_PLACING_BOOKLET)
    return xp_booklet_count_sides (n_pages);
  if (placing->order == XP_PLACING_TILED)
    return n_pages * count_tiles (placing);
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
  if (placing->order == XP_PLACING_TILED)
    return side_no / count_tiles (placing);
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
  const double around_mm = 2 * xp_pdf_sheet_around_mm (&page->sheet);
  const double width_mm = page->sheet.width_mm + around_mm;
  const double height_mm = page->sheet.height_mm + around_mm;
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

/* ---- tiles ---- */

/* One direction of a page that is spread over @n sheets of @sheet_mm. */
typedef struct {
  size_t n, no;    /* how many, and which one this is */
  double shown_mm; /* of the page, on a sheet */
  double all_mm;   /* on all sheets together */
} Span;

static Span
span_of (double sheet_mm, size_t n, size_t no)
{
  const double shown_mm = sheet_mm - 2 * EDGE_MM;
  return (Span){n, no, shown_mm, (double) n * shown_mm - (double) (n - 1) * OVERLAP_MM};
}

/* Where the page begins on this sheet, so that it lies in the middle of all. */
static double
start_of (const Span *span, double page_mm)
{
  return EDGE_MM + (span->all_mm - page_mm) / 2 - (double) span->no * (span->shown_mm - OVERLAP_MM);
}

/* Where this sheet is trimmed before it is laid on the one before, and where the next one comes to
 * lie on it. */
static void
draw_tile_marks (XpPdf *self, const Span *across, const Span *down)
{
  const double right_mm = EDGE_MM + across->shown_mm, bottom_mm = EDGE_MM + down->shown_mm;
  const double next_x_mm = right_mm - OVERLAP_MM, next_y_mm = bottom_mm - OVERLAP_MM;
  const bool has_right = across->no + 1 < across->n, has_below = down->no + 1 < down->n;
  if (across->no > 0)
    xp_pdf_draw_dashes (self, EDGE_MM, EDGE_MM, EDGE_MM, bottom_mm, CUT_MM, CUT_DASH_MM);
  if (down->no > 0)
    xp_pdf_draw_dashes (self, EDGE_MM, EDGE_MM, right_mm, EDGE_MM, CUT_MM, CUT_DASH_MM);
  if (has_right) {
    xp_pdf_draw_rule (self, next_x_mm, EDGE_MM, next_x_mm, EDGE_MM + TICK_MM, CUT_MM);
    xp_pdf_draw_rule (self, next_x_mm, bottom_mm - TICK_MM, next_x_mm, bottom_mm, CUT_MM);
  }
  if (has_below) {
    xp_pdf_draw_rule (self, EDGE_MM, next_y_mm, EDGE_MM + TICK_MM, next_y_mm, CUT_MM);
    xp_pdf_draw_rule (self, right_mm - TICK_MM, next_y_mm, right_mm, next_y_mm, CUT_MM);
  }
  if (!has_right && !has_below)
    return;
  g_autofree char *words = g_strdup_printf ("第%zu张，共%zu张：后一张沿虚线裁齐，盖到短线",
                                            down->no * across->n + across->no + 1,
                                            across->n * down->n);
  /* Under the next sheet nobody sees them. */
  xp_pdf_draw_text (self,
                    XP_FACE_BODY,
                    TILE_WORDS_PT,
                    has_below ? EDGE_MM + 2 * TICK_MM : right_mm - 1,
                    bottom_mm - 2,
                    has_below ? XP_ANCHOR_LEFT : XP_ANCHOR_RIGHT,
                    words);
}

static void
draw_tile (XpPdf *self, const XpPdfPage *page, size_t tile_no)
{
  const XpPlacing *placing = &self->placing;
  const size_t column = tile_no % placing->n_columns, row = tile_no / placing->n_columns;
  const Span across = span_of (placing->sheet_width_mm, placing->n_columns, column);
  const Span down = span_of (placing->sheet_height_mm, placing->n_rows, row);
  const double around_mm = 2 * xp_pdf_sheet_around_mm (&page->sheet);
  const double width_mm = page->sheet.width_mm + around_mm;
  const double height_mm = page->sheet.height_mm + around_mm;
  const double fit = MIN (across.all_mm / width_mm, down.all_mm / height_mm);
  const double scale = MIN (fit, 1);
  const double left_mm = start_of (&across, width_mm * scale);
  const double top_mm = start_of (&down, height_mm * scale);
  const double bottom_mm = placing->sheet_height_mm - top_mm - height_mm * scale;
  const double shown[] = {EDGE_MM * XP_PT_PER_MM,
                          EDGE_MM * XP_PT_PER_MM,
                          across.shown_mm * XP_PT_PER_MM,
                          down.shown_mm * XP_PT_PER_MM};
  const double matrix[6] = {scale, 0, 0, scale, left_mm * XP_PT_PER_MM, bottom_mm * XP_PT_PER_MM};
  g_string_append (self->operators, "q ");
  xp_content_add_operator (self->operators, shown, G_N_ELEMENTS (shown), "re W n");
  xp_pdf_add_form (self, page->form_no, matrix);
  g_string_append (self->operators, "Q\n");
  xp_pdf_flush (self);
  xp_pdf_set_ink (self, XP_INK_BLACK);
  if (placing->has_cut_lines)
    draw_tile_marks (self, &across, &down);
}

static void
draw_side (XpPdf *self, size_t side_no)
{
  const XpPlacing *placing = &self->placing;
  const size_t n_pages = self->pages->len;
  const XpPdfSheet sheet = {placing->sheet_width_mm, placing->sheet_height_mm, 0, 0};
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
    if (page->page == NULL) /* where bookmarks lead to */
      page->page = side;
    if (placing->order == XP_PLACING_TILED)
      draw_tile (self, page, side_no % count_tiles (placing));
    else
      place_page (self, page, place_no);
  }
  xp_pdf_set_ink (self, XP_INK_BLACK);
  if (placing->has_cut_lines && placing->order != XP_PLACING_TILED)
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

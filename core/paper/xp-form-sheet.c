#include "xp-form-sheet.h"

#include "xp-blanks.h"
#include "xp-flow.h"
#include "xp-grid.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf-placing.h"
#include "xp-pdf.h"

static const double A4_WIDTH_MM = 210, A4_HEIGHT_MM = 297;
static const double TEXT_PT = 11.5, HEADING_PT = 13, NUMBER_PT = 11, CELL_PT = 11, FOOT_PT = 8;
static const double TEXT_ROW_MM = 6.2, HEADING_ROW_MM = 9, HAND_ROW_MM = 9.5, TABLE_ROW_MM = 10;
static const double AIR_MM = 2, TEAR_ROW_MM = 10, NUMBER_ROW_MM = 7;
static const double FINE_MM = 0.18, DASH_MM = 1.6, BLANK_GAP_MM = 5, LABEL_INDENT_MM = 8;

/* The page, and what of it is written on. */
typedef struct {
  double width_mm, height_mm;
  double left_mm, top_mm, text_width_mm, text_height_mm;
  double foot_baseline_mm;
} Page;

static const Page PAGE_A4 = {210, 297, 22, 16, 166, 263, 287};
static const Page PAGE_A5 = {210, 148.5, 20, 9, 170, 126, 143};

/* One row of a part: a line of text, a place to write. */
typedef struct {
  const XpFormPart *part; /* NULL: the title, the number */
  XpLine *line;           /* owned; NULL: drawn by the part */
  bool is_label;          /* of a choice: what stands before the line to write on */
  size_t no;              /* of a table: its row; 0 the head */
} Row;

typedef struct {
  const XpFormSheet *sheet;
  const XpFontBook *fonts;
  const Page *page;
  XpPdf *pdf;
  const XpMasthead *masthead;
  GPtrArray *grids; /* of XpGrid, one per part; NULL: no table */
  GPtrArray *columns;
  GArray *rows;  /* of Row */
  GArray *flows; /* of XpFlowRow */
  XpFlowPlace *places;
} Setting;

static void
clear_row (gpointer data)
{
  xp_line_free (((Row *) data)->line);
}

static void
free_grid (gpointer data)
{
  if (data != NULL)
    xp_grid_free (data);
}

static void
add_row (Setting *self, Row row, double height_mm, bool stays_with_next)
{
  const XpFlowRow flow = {.height_mm = height_mm, .stays_with_next = stays_with_next};
  g_array_append_val (self->rows, row);
  g_array_append_val (self->flows, flow);
}

static void
add_air (Setting *self, double height_mm)
{
  const Row row = {NULL};
  const XpFlowRow flow = {.height_mm = height_mm, .is_space = true};
  g_array_append_val (self->rows, row);
  g_array_append_val (self->flows, flow);
}

/* ---- parts ---- */

static void
add_text (Setting *self, const XpFormPart *part, bool stays_with_next)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = TEXT_PT,
                             .measure_pt = self->page->text_width_mm * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES | XP_TEXT_JUSTIFIES};
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (self->fonts, &style, part->text);
  const guint n = lines->len;
  for (guint i = 0; i < n; i++)
    add_row (self,
             (Row){part, lines->pdata[i]},
             TEXT_ROW_MM,
             stays_with_next || (i == 0 && n > 1) || i + 2 == n);
  g_ptr_array_set_free_func (lines, NULL);
}

static void
add_table (Setting *self, const XpFormPart *part, size_t part_no)
{
  const size_t n = g_strv_length ((char **) (gpointer) part->labels);
  XpGridColumn *columns = g_new0 (XpGridColumn, n + 1);
  for (size_t i = 0; i < n; i++)
    columns[i] = (XpGridColumn){part->labels[i],
                                MAX ((double) g_utf8_strlen (part->labels[i], -1), 2),
                                XP_COLUMN_CENTRE,
                                false};
  XpGrid *grid =
    xp_grid_new (self->fonts, columns, n, self->page->left_mm, self->page->text_width_mm, CELL_PT);
  g_ptr_array_add (self->columns, columns);
  self->grids->pdata[part_no] = grid;
  add_row (self, (Row){.part = part}, xp_grid_get_head_mm (grid), true);
  for (size_t i = 0; i < part->n_rows; i++)
    add_row (self, (Row){.part = part, .no = i + 1}, TABLE_ROW_MM, i == 0 && part->n_rows > 1);
  add_air (self, AIR_MM);
}

static void
add_part (Setting *self, const XpFormPart *part, size_t part_no)
{
  switch (part->kind) {
  case XP_FORM_HEADING:
    add_row (self, (Row){.part = part}, HEADING_ROW_MM, true);
    break;
  case XP_FORM_PARAGRAPH:
    add_text (self, part, false);
    add_air (self, AIR_MM / 2);
    break;
  case XP_FORM_CHOICE:
    add_text (self, part, true);
    add_row (self, (Row){.part = part, .is_label = true}, HAND_ROW_MM, false);
    add_air (self, AIR_MM / 2);
    break;
  case XP_FORM_LINES:
    for (size_t i = 0; i < part->n_rows; i++)
      add_row (self, (Row){.part = part}, HAND_ROW_MM, i == 0 && part->n_rows > 1);
    add_air (self, AIR_MM);
    break;
  case XP_FORM_BLANKS:
    add_row (self, (Row){.part = part}, HAND_ROW_MM, false);
    break;
  case XP_FORM_TABLE:
    add_table (self, part, part_no);
    break;
  case XP_FORM_TEAR:
  default:
    add_row (self, (Row){.part = part}, TEAR_ROW_MM, true);
    break;
  }
}

/* The row, or what comes behind the air that it is. */
static bool
is_tear (const Setting *self, guint row_no)
{
  while (row_no + 1 < self->rows->len && g_array_index (self->flows, XpFlowRow, row_no).is_space)
    row_no++;
  const XpFormPart *part = g_array_index (self->rows, Row, row_no).part;
  return part != NULL && part->kind == XP_FORM_TEAR;
}

/* What is torn off stays together, and with the row above it: a slip has no page of its own. */
static void
tie_what_is_torn_off (Setting *self)
{
  bool is_torn = false;
  for (guint i = 0; i + 1 < self->rows->len; i++) {
    is_torn = is_torn || is_tear (self, i + 1);
    XpFlowRow *flow = &g_array_index (self->flows, XpFlowRow, i);
    flow->stays_with_next = flow->stays_with_next || is_torn;
  }
}

static void
set_parts (Setting *self)
{
  const double title_mm = xp_masthead_get_height_mm (self->masthead);
  const bool has_number = self->sheet->number_label != NULL;
  add_row (self, (Row){NULL}, title_mm + (has_number ? NUMBER_ROW_MM : 0), true);
  for (size_t i = 0; i < self->sheet->n_parts; i++) {
    g_ptr_array_add (self->grids, NULL);
    add_part (self, &self->sheet->parts[i], i);
  }
  tie_what_is_torn_off (self);
  self->places = g_new (XpFlowPlace, self->rows->len);
  xp_flow_place (&g_array_index (self->flows, XpFlowRow, 0),
                 self->rows->len,
                 self->page->text_height_mm,
                 self->places);
}

/* ---- drawing ---- */

/* 编号：007; without a number a line for the hand. Its right end stands at the margin. */
static void
draw_number (const Setting *self, int number, double top_mm, double row_mm)
{
  const double right_mm = self->page->left_mm + self->page->text_width_mm;
  const double baseline_mm = top_mm + xp_flow_baseline_mm (row_mm, NUMBER_PT);
  static const double HAND_MM = 42;
  if (number == 0) {
    xp_blank_draw (self->pdf,
                   XP_FACE_BODY,
                   NUMBER_PT,
                   right_mm - HAND_MM,
                   right_mm,
                   baseline_mm,
                   self->sheet->number_label);
    return;
  }
  g_autofree char *text = g_strdup_printf ("%s%03d", self->sheet->number_label, number);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    NUMBER_PT,
                    right_mm,
                    baseline_mm,
                    XP_ANCHOR_RIGHT,
                    text);
}

static void
draw_blanks (const Setting *self, const XpFormPart *part, double top_mm)
{
  const size_t n = g_strv_length ((char **) (gpointer) part->labels);
  const double slot_mm = (self->page->text_width_mm + BLANK_GAP_MM) / (double) MAX (n, 1);
  for (size_t i = 0; i < n; i++) {
    const double left_mm = self->page->left_mm + (double) i * slot_mm;
    xp_blank_draw (self->pdf,
                   XP_FACE_BODY,
                   TEXT_PT,
                   left_mm,
                   left_mm + slot_mm - BLANK_GAP_MM,
                   top_mm + HAND_ROW_MM - AIR_MM,
                   part->labels[i]);
  }
}

static void
draw_tear (const Setting *self, const XpFormPart *part, int number, double top_mm)
{
  const double middle_mm = self->page->left_mm + self->page->text_width_mm / 2;
  xp_pdf_draw_dashes (self->pdf,
                      DASH_MM,
                      top_mm + AIR_MM,
                      self->page->width_mm - DASH_MM,
                      top_mm + AIR_MM,
                      FINE_MM,
                      DASH_MM);
  const double row_mm = TEAR_ROW_MM - AIR_MM;
  if (part->text != NULL)
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_HEI,
                      TEXT_PT,
                      middle_mm,
                      top_mm + AIR_MM + xp_flow_baseline_mm (row_mm, TEXT_PT),
                      XP_ANCHOR_CENTRE,
                      part->text);
  if (self->sheet->number_label != NULL)
    draw_number (self, number, top_mm + AIR_MM, row_mm);
}

static void
draw_table_row (const Setting *self, const Row *row, double top_mm, double height_mm)
{
  const XpGrid *grid = self->grids->pdata[row->part - self->sheet->parts];
  if (row->no == 0) {
    xp_grid_draw_head (grid, self->pdf, top_mm);
    return;
  }
  const size_t n = g_strv_length ((char **) (gpointer) row->part->labels);
  g_autofree const char **cells = g_new0 (const char *, n);
  xp_grid_draw_row (grid, self->pdf, cells, top_mm, height_mm);
}

static void
draw_row (const Setting *self, const Row *row, int number, double top_mm, double height_mm)
{
  const double left_mm = self->page->left_mm;
  const double right_mm = left_mm + self->page->text_width_mm;
  if (row->line != NULL) {
    xp_pdf_draw_line (self->pdf,
                      row->line,
                      left_mm,
                      top_mm + xp_flow_baseline_mm (height_mm, row->line->size_pt),
                      XP_ANCHOR_LEFT);
    return;
  }
  switch (row->part->kind) {
  case XP_FORM_HEADING:
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_HEI,
                      HEADING_PT,
                      left_mm,
                      top_mm + xp_flow_baseline_mm (height_mm, HEADING_PT),
                      XP_ANCHOR_LEFT,
                      row->part->text);
    break;
  case XP_FORM_CHOICE:
    xp_blank_draw (self->pdf,
                   XP_FACE_BODY,
                   TEXT_PT,
                   left_mm + LABEL_INDENT_MM,
                   right_mm,
                   top_mm + height_mm - AIR_MM,
                   row->part->label);
    break;
  case XP_FORM_LINES:
    xp_pdf_draw_rule (self->pdf,
                      left_mm,
                      top_mm + height_mm - FINE_MM,
                      right_mm,
                      top_mm + height_mm - FINE_MM,
                      FINE_MM);
    break;
  case XP_FORM_BLANKS:
    draw_blanks (self, row->part, top_mm);
    break;
  case XP_FORM_TABLE:
    draw_table_row (self, row, top_mm, height_mm);
    break;
  case XP_FORM_TEAR:
    draw_tear (self, row->part, number, top_mm);
    break;
  case XP_FORM_PARAGRAPH:
  default:
    break;
  }
}

static void
draw_copy (const Setting *self, int number)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const Row *row = &g_array_index (self->rows, Row, i);
    const double height_mm = g_array_index (self->flows, XpFlowRow, i).height_mm;
    const double top_mm = self->page->top_mm + self->places[i].y_mm;
    if (i == 0 || self->places[i].page_no != self->places[i - 1].page_no)
      xp_pdf_add_page (self->pdf, self->page->width_mm, self->page->height_mm);
    if (i == 0) {
      xp_masthead_draw (self->masthead, self->pdf, self->page->left_mm, top_mm);
      if (self->sheet->number_label != NULL)
        draw_number (self, number, top_mm + height_mm - NUMBER_ROW_MM, NUMBER_ROW_MM);
    } else if (row->line != NULL || row->part != NULL) {
      draw_row (self, row, number, top_mm, height_mm);
    }
  }
}

static bool
draw_all (const Setting *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpFormSheet *sheet = self->sheet;
  const int n = sheet->n_copies > 0 ? sheet->n_copies : sheet->is_a5 && sheet->first == 0 ? 2 : 1;
  for (int i = 0; i < n; i++) {
    if (!xp_progress_report (progress, cancellable, (size_t) i, (size_t) n, error))
      return false;
    draw_copy (self, sheet->first > 0 ? sheet->first + i : 0);
  }
  return xp_progress_report (progress, cancellable, (size_t) n, (size_t) n, error);
}

/* Each copy counts its own pages; one of a single page has no number. */
static void
draw_feet (const Setting *self)
{
  const size_t n_in_copy = self->places[self->rows->len - 1].page_no + 1;
  const size_t n_pages = n_in_copy > 1 ? xp_pdf_get_n_pages (self->pdf) : 0;
  for (size_t i = 0; i < n_pages; i++) {
    g_autofree char *text = g_strdup_printf ("第%zu页　共%zu页", i % n_in_copy + 1, n_in_copy);
    xp_pdf_turn_to (self->pdf, i);
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      FOOT_PT,
                      self->page->left_mm + self->page->text_width_mm,
                      self->page->foot_baseline_mm,
                      XP_ANCHOR_RIGHT,
                      text);
  }
}

/* ---- the sheet ---- */

static bool
has_all_characters (const XpFormSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_parts; i++) {
    const XpFormPart *part = &sheet->parts[i];
    const bool is_bold = part->kind == XP_FORM_HEADING || part->kind == XP_FORM_TEAR;
    xp_font_book_check (fonts, is_bold ? XP_FACE_HEI : XP_FACE_BODY, part->text, &missing);
    xp_font_book_check (fonts, XP_FACE_BODY, part->label, &missing);
    xp_font_book_check_list (fonts,
                             part->kind == XP_FORM_TABLE ? XP_FACE_HEI : XP_FACE_BODY,
                             part->labels,
                             &missing);
  }
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->number_label, &missing);
  return xp_missing_finish (&missing, error);
}

/* Two copies of half a page on a whole one. */
static void
place (const XpFormSheet *sheet, XpPdf *pdf)
{
  const XpPlacing two = {A4_WIDTH_MM, A4_HEIGHT_MM, 1, 2, XP_PLACING_ROWS, true};
  if (sheet->is_a5)
    xp_pdf_place (pdf, &two);
}

GBytes *
xp_form_sheet_render (const XpFormSheet *sheet,
                      XpFontBook *fonts,
                      XpProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  if (!has_all_characters (sheet, fonts, error))
    return NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->village, error);
  if (pdf == NULL)
    return NULL;
  place (sheet, pdf);
  const Page *page = sheet->is_a5 ? &PAGE_A5 : &PAGE_A4;
  g_autoptr (XpMasthead) masthead =
    xp_masthead_new (fonts, sheet->title, NULL, page->text_width_mm);
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func (free_grid);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (rows, clear_row);
  g_autoptr (GArray) flows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow));
  Setting setting = {sheet, fonts, page, pdf, masthead, grids, columns, rows, flows, NULL};
  set_parts (&setting);
  g_autofree XpFlowPlace *places = setting.places;
  if (!draw_all (&setting, progress, cancellable, error))
    return NULL;
  draw_feet (&setting);
  return xp_pdf_finish (pdf, error);
}

#include "xp-summary-sheet.h"

#include <string.h>

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-pdf.h"

static const double PAGE_WIDTH_MM = 297, PAGE_HEIGHT_MM = 210;
static const double LEFT_MM = 16, TOP_MM = 15, WIDTH_MM = 265, HEIGHT_MM = 178;
static const double FOOT_BASELINE_MM = 201;

static const double TITLE_PT = 18, SUB_PT = 10.5, HEAD_PT = 10.5, CELL_PT = 10.5, NOTE_PT = 10.5;
static const double SIGNER_PT = 12, CUT_PT = 9, FOOT_PT = 9;
static const double TITLE_ROW_MM = 11, SUB_ROW_MM = 6, NOTE_ROW_MM = 6;
static const double LEAST_HEAD_MM = 9, CUT_ROW_MM = 5.5;
/* Rows move together when that saves a page. */
static const double ROWS_MM[] = {7.2, 6.6, 6.0};
static const double PADDING_MM = 1.4, CELL_LINE_MM = 4.6;
/* A hand needs 12 mm of height to sign, and 25 mm of line. */
static const double SIGNATURE_ROW_MM = 18, SIGNATURE_MIDDLE_MM = 12;

static const double FINE_MM = 0.18, BOLD_MM = 0.5, CUT_MM = 0.7;

typedef enum {
  PART_TITLE,
  PART_ROW,
  PART_CUT,
  PART_NOTE,
  PART_SIGNATURES,
} PartKind;

/* What a row of the flow holds. */
typedef struct {
  PartKind kind;
  size_t no;  /* of the table's row */
  char *text; /* (nullable): owned; of a note's line */
} Part;

/* Where the numbers of a decimal column stand, from the column's left edge. */
typedef struct {
  double whole_mm;    /* the widest part before the point */
  double fraction_mm; /* the widest part from the point on */
} Figures;

typedef struct {
  const XpSummarySheet *sheet;
  XpFontBook *fonts;
  XpPdf *pdf;
  double *edges_mm; /* left edges of the columns, and the right edge of the last */
  Figures *figures;
  double title_mm;
  double head_mm;
  double row_mm; /* of a row whose cells have one line */
  GArray *parts; /* Part */
  GArray *rows;  /* XpFlowRow */
  XpFlowPlace *places;
  size_t n_pages;
} Table;

static double
in_mm (const XpLine *line)
{
  return line->width_pt / XP_PT_PER_MM;
}

static double
text_width_mm (const Table *self, const char *text, size_t n_bytes)
{
  g_autofree char *part = g_strndup (text, n_bytes);
  g_autoptr (XpLine) line = xp_layout_line (self->fonts, XP_FACE_BODY, CELL_PT, part);
  return in_mm (line);
}

static const char *
cell_text (const Table *self, size_t row, size_t column)
{
  const char *text = self->sheet->rows[row].cells[column];
  return text != NULL ? text : "";
}

static double
column_width_mm (const Table *self, size_t column)
{
  return self->edges_mm[column + 1] - self->edges_mm[column];
}

static bool
is_figure (const char *text)
{
  return strpbrk (text, "0123456789") != NULL && strspn (text, "0123456789.+-()") == strlen (text);
}

/* The point and what follows, or the end of a whole number (a closing bracket goes with it). */
static size_t
whole_length (const char *text)
{
  return strcspn (text, ".)");
}

static void
measure_figures (Table *self)
{
  for (size_t column = 0; column < self->sheet->n_columns; column++) {
    if (self->sheet->columns[column].kind != XP_COLUMN_DECIMAL)
      continue;
    Figures *figures = &self->figures[column];
    for (size_t row = 0; row < self->sheet->n_rows; row++) {
      const char *text = cell_text (self, row, column);
      if (!is_figure (text))
        continue;
      const size_t n_whole = whole_length (text);
      const double whole_mm = text_width_mm (self, text, n_whole);
      const double fraction_mm = text_width_mm (self, text + n_whole, strlen (text) - n_whole);
      figures->whole_mm = MAX (figures->whole_mm, whole_mm);
      figures->fraction_mm = MAX (figures->fraction_mm, fraction_mm);
    }
  }
}

static void
place_columns (Table *self)
{
  const size_t n = self->sheet->n_columns;
  double all = 0, before = 0;
  for (size_t i = 0; i < n; i++)
    all += self->sheet->columns[i].weight;
  for (size_t i = 0; i <= n; i++) {
    self->edges_mm[i] = LEFT_MM + WIDTH_MM * before / all;
    before += i < n ? self->sheet->columns[i].weight : 0;
  }
}

static GPtrArray *
set_cell (const Table *self, size_t row, size_t column)
{
  return xp_layout_fit (self->fonts,
                        XP_FACE_BODY,
                        CELL_PT,
                        (column_width_mm (self, column) - 2 * PADDING_MM) * XP_PT_PER_MM,
                        self->sheet->columns[column].kind == XP_COLUMN_NAME,
                        cell_text (self, row, column));
}

static double
height_of_row (const Table *self, size_t row)
{
  size_t n_lines = 1;
  for (size_t column = 0; column < self->sheet->n_columns; column++) {
    /* No character is wider than an em: most cells need no closer look. */
    const double most_mm =
      (double) g_utf8_strlen (cell_text (self, row, column), -1) * CELL_PT / XP_PT_PER_MM;
    if (most_mm <= column_width_mm (self, column) - 2 * PADDING_MM)
      continue;
    g_autoptr (GPtrArray) lines = set_cell (self, row, column);
    n_lines = MAX (n_lines, lines->len);
  }
  return MAX (self->row_mm, (double) n_lines * CELL_LINE_MM + self->row_mm - 5.2);
}

static GPtrArray *
set_head_in (const Table *self, size_t column, double measure_pt)
{
  return xp_layout_fit (self->fonts,
                        XP_FACE_HEI,
                        HEAD_PT,
                        measure_pt,
                        false,
                        self->sheet->columns[column].title);
}

/* On two lines when it must be, both of about one length: 卫生间 over 厕所. */
static GPtrArray *
set_head (const Table *self, size_t column)
{
  static const double STEP_PT = 1;
  double measure_pt = (column_width_mm (self, column) - PADDING_MM) * XP_PT_PER_MM;
  GPtrArray *lines = set_head_in (self, column, measure_pt);
  while (lines->len == 2 && measure_pt > HEAD_PT + STEP_PT) {
    measure_pt -= STEP_PT;
    GPtrArray *narrower = set_head_in (self, column, measure_pt);
    if (narrower->len > 2) {
      g_ptr_array_unref (narrower);
      break;
    }
    g_ptr_array_unref (lines);
    lines = narrower;
  }
  return lines;
}

static double
height_of_head (const Table *self)
{
  size_t n_lines = 1;
  for (size_t column = 0; column < self->sheet->n_columns; column++) {
    g_autoptr (GPtrArray) lines = set_head (self, column);
    n_lines = MAX (n_lines, lines->len);
  }
  return MAX (LEAST_HEAD_MM, (double) n_lines * CELL_LINE_MM + 3);
}

static void
add_part (Table *self, PartKind kind, size_t no, char *text, double height_mm, bool stays_with_next)
{
  const Part part = {kind, no, text};
  const XpFlowRow row = {.height_mm = height_mm, .stays_with_next = stays_with_next};
  g_array_append_val (self->parts, part);
  g_array_append_val (self->rows, row);
}

static void
add_note (Table *self, const char *text)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = NOTE_PT,
                             .measure_pt = WIDTH_MM * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (self->fonts, &style, text);
  for (size_t i = 0; i < lines->len; i++)
    add_part (self, PART_NOTE, 0, g_strdup (((XpLine *) lines->pdata[i])->text), NOTE_ROW_MM, true);
}

/* The table from the title to the signatures. Two rows of the table at least go with what follows
 * them. */
static void
add_parts (Table *self)
{
  const XpSummarySheet *sheet = self->sheet;
  add_part (self, PART_TITLE, 0, NULL, self->title_mm, true);
  for (size_t i = 0; i < sheet->n_rows; i++) {
    const bool has_cut = sheet->rows[i].line_above != NULL;
    const bool is_tail = i + 2 >= sheet->n_rows;
    if (has_cut)
      add_part (self, PART_CUT, i, NULL, CUT_ROW_MM, true);
    add_part (self, PART_ROW, i, NULL, height_of_row (self, i), is_tail);
  }
  for (size_t i = 0; sheet->notes != NULL && sheet->notes[i] != NULL; i++)
    add_note (self, sheet->notes[i]);
  add_part (self, PART_SIGNATURES, 0, NULL, sheet->signers != NULL ? SIGNATURE_ROW_MM : 0, false);
}

static void
clear_part (gpointer part)
{
  g_free (((Part *) part)->text);
}

static Table *
table_new (const XpSummarySheet *sheet, XpFontBook *fonts, XpPdf *pdf, double row_mm)
{
  Table *self = g_new0 (Table, 1);
  self->sheet = sheet;
  self->fonts = fonts;
  self->pdf = pdf;
  self->row_mm = row_mm;
  self->edges_mm = g_new0 (double, sheet->n_columns + 1);
  self->figures = g_new0 (Figures, sheet->n_columns);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow));
  g_array_set_clear_func (self->parts, clear_part);

  place_columns (self);
  measure_figures (self);
  self->title_mm = TITLE_ROW_MM + 2;
  for (size_t i = 0; sheet->sub_lines != NULL && sheet->sub_lines[i] != NULL; i++)
    self->title_mm += SUB_ROW_MM;
  self->head_mm = height_of_head (self);
  add_parts (self);

  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);
  self->places = g_new (XpFlowPlace, self->rows->len);
  self->n_pages = xp_flow_place (rows, self->rows->len, HEIGHT_MM - self->head_mm, self->places);
  return self;
}

static void
table_free (Table *self)
{
  g_free (self->edges_mm);
  g_free (self->figures);
  g_free (self->places);
  g_array_unref (self->parts);
  g_array_unref (self->rows);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

/* The airiest table among those with the fewest pages. */
static Table *
set_best (const XpSummarySheet *sheet, XpFontBook *fonts, XpPdf *pdf)
{
  Table *best = table_new (sheet, fonts, pdf, ROWS_MM[0]);
  for (size_t i = 1; i < G_N_ELEMENTS (ROWS_MM) && best->n_pages > 1; i++) {
    g_autoptr (Table) closer = table_new (sheet, fonts, pdf, ROWS_MM[i]);
    if (closer->n_pages >= best->n_pages)
      continue;
    table_free (best);
    best = g_steal_pointer (&closer);
  }
  return best;
}

/* Lines above one another in the middle of a cell. */
static void
draw_lines (const Table *self,
            GPtrArray *lines,
            double x_mm,
            double top_mm,
            double height_mm,
            XpAnchor anchor)
{
  const double first_mm = top_mm + (height_mm - (double) lines->len * CELL_LINE_MM) / 2;
  for (size_t i = 0; i < lines->len; i++) {
    const XpLine *line = lines->pdata[i];
    xp_pdf_draw_line (self->pdf,
                      line,
                      x_mm,
                      first_mm + (double) i * CELL_LINE_MM +
                        xp_flow_baseline_mm (CELL_LINE_MM, line->size_pt),
                      anchor);
  }
}

static void
draw_cell (const Table *self, size_t row, size_t column, double top_mm, double height_mm)
{
  static const XpAnchor ANCHORS[] = {
    [XP_COLUMN_LEFT] = XP_ANCHOR_LEFT,
    [XP_COLUMN_CENTRE] = XP_ANCHOR_CENTRE,
    [XP_COLUMN_RIGHT] = XP_ANCHOR_RIGHT,
    [XP_COLUMN_DECIMAL] = XP_ANCHOR_CENTRE,
    [XP_COLUMN_NAME] = XP_ANCHOR_LEFT,
  };
  const char *text = cell_text (self, row, column);
  const XpColumnKind kind = self->sheet->columns[column].kind;
  const Figures *figures = &self->figures[column];
  const double left_mm = self->edges_mm[column];
  const double width_mm = column_width_mm (self, column);
  if (*text == '\0')
    return;

  const double figures_mm = figures->whole_mm + figures->fraction_mm;
  if (kind == XP_COLUMN_DECIMAL && is_figure (text) && figures_mm <= width_mm - PADDING_MM) {
    const double point_mm = left_mm + (width_mm - figures_mm) / 2 + figures->whole_mm;
    const double x_mm = point_mm - text_width_mm (self, text, whole_length (text));
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      CELL_PT,
                      x_mm,
                      top_mm + xp_flow_baseline_mm (height_mm, CELL_PT),
                      XP_ANCHOR_LEFT,
                      text);
    return;
  }

  const double x_mm[] = {left_mm + PADDING_MM,
                         left_mm + width_mm / 2,
                         left_mm + width_mm - PADDING_MM};
  g_autoptr (GPtrArray) lines = set_cell (self, row, column);
  draw_lines (self, lines, x_mm[ANCHORS[kind]], top_mm, height_mm, ANCHORS[kind]);
}

static void
draw_across (const Table *self, double y_mm, double pen_mm)
{
  xp_pdf_draw_rule (self->pdf, LEFT_MM, y_mm, LEFT_MM + WIDTH_MM, y_mm, pen_mm);
}

/* Upright rules of a run of rows that no label interrupts. */
static void
draw_uprights (const Table *self, double top_mm, double bottom_mm)
{
  for (size_t i = 0; i <= self->sheet->n_columns; i++) {
    const bool is_outer = i == 0 || i == self->sheet->n_columns;
    xp_pdf_draw_rule (self->pdf,
                      self->edges_mm[i],
                      top_mm,
                      self->edges_mm[i],
                      bottom_mm,
                      is_outer ? BOLD_MM : FINE_MM);
  }
}

static void
draw_head (const Table *self, double top_mm)
{
  draw_across (self, top_mm, BOLD_MM);
  for (size_t column = 0; column < self->sheet->n_columns; column++) {
    g_autoptr (GPtrArray) lines = set_head (self, column);
    draw_lines (self,
                lines,
                self->edges_mm[column] + column_width_mm (self, column) / 2,
                top_mm,
                self->head_mm,
                XP_ANCHOR_CENTRE);
  }
  draw_across (self, top_mm + self->head_mm, BOLD_MM);
  draw_uprights (self, top_mm, top_mm + self->head_mm);
}

static void
draw_title (const Table *self)
{
  g_autoptr (GPtrArray) lines = xp_layout_fit (self->fonts,
                                               XP_FACE_TITLE,
                                               TITLE_PT,
                                               WIDTH_MM * XP_PT_PER_MM,
                                               false,
                                               self->sheet->title);
  xp_pdf_draw_line (self->pdf,
                    lines->pdata[0],
                    LEFT_MM + WIDTH_MM / 2,
                    TOP_MM + xp_flow_baseline_mm (TITLE_ROW_MM, TITLE_PT),
                    XP_ANCHOR_CENTRE);
  for (size_t i = 0; self->sheet->sub_lines != NULL && self->sheet->sub_lines[i] != NULL; i++)
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      SUB_PT,
                      LEFT_MM,
                      TOP_MM + TITLE_ROW_MM + (double) i * SUB_ROW_MM +
                        xp_flow_baseline_mm (SUB_ROW_MM, SUB_PT),
                      XP_ANCHOR_LEFT,
                      self->sheet->sub_lines[i]);
}

static void
draw_cut (const Table *self, size_t row, double top_mm)
{
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_HEI,
                    CUT_PT,
                    LEFT_MM + WIDTH_MM / 2,
                    top_mm + xp_flow_baseline_mm (CUT_ROW_MM, CUT_PT),
                    XP_ANCHOR_CENTRE,
                    self->sheet->rows[row].line_above);
  draw_across (self, top_mm + CUT_ROW_MM, CUT_MM);
}

static void
draw_signatures (const Table *self, double top_mm)
{
  const char *const *signers = self->sheet->signers;
  const size_t n = signers != NULL ? g_strv_length ((char **) (gpointer) signers) : 0;
  const double slot_mm = WIDTH_MM / (double) MAX (n, 1);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *label = g_strdup_printf ("%s：", signers[i]);
    const double x_mm = LEFT_MM + (double) i * slot_mm;
    const double y_mm = top_mm + SIGNATURE_MIDDLE_MM;
    const double width_mm =
      xp_pdf_draw_text (self->pdf, XP_FACE_HEI, SIGNER_PT, x_mm, y_mm, XP_ANCHOR_LEFT, label);
    xp_pdf_draw_rule (self->pdf,
                      x_mm + width_mm,
                      y_mm + 1.2,
                      x_mm + slot_mm - 8,
                      y_mm + 1.2,
                      FINE_MM);
  }
}

static void
draw_part (const Table *self, const Part *part, double top_mm, double height_mm)
{
  switch (part->kind) {
  case PART_TITLE:
    draw_title (self);
    break;
  case PART_ROW:
    for (size_t column = 0; column < self->sheet->n_columns; column++)
      draw_cell (self, part->no, column, top_mm, height_mm);
    draw_across (self, top_mm + height_mm, FINE_MM);
    draw_uprights (self, top_mm, top_mm + height_mm);
    break;
  case PART_CUT:
    draw_cut (self, part->no, top_mm);
    break;
  case PART_NOTE:
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      NOTE_PT,
                      LEFT_MM,
                      top_mm + xp_flow_baseline_mm (NOTE_ROW_MM, NOTE_PT) + 1,
                      XP_ANCHOR_LEFT,
                      part->text);
    break;
  case PART_SIGNATURES:
    draw_signatures (self, top_mm);
    break;
  }
}

static bool
draw_table (Table *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const size_t n = self->parts->len;
  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);

  for (size_t i = 0; i < n; i++) {
    const XpFlowPlace *place = &self->places[i];
    if (!xp_progress_report (progress, cancellable, i, n, error))
      return false;
    if (i == 0 || place->page_no != self->places[i - 1].page_no) {
      xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
      draw_head (self, TOP_MM + (i == 0 ? self->title_mm : 0));
    }
    draw_part (self,
               &g_array_index (self->parts, Part, i),
               TOP_MM + self->head_mm + place->y_mm,
               rows[i].height_mm);
  }
  return xp_progress_report (progress, cancellable, n, n, error);
}

static void
draw_feet (const Table *self)
{
  const char *code = self->sheet->check_code;
  g_autofree char *foot = code != NULL
                            ? g_strdup_printf ("%s　核对码：%s", self->sheet->village, code)
                            : g_strdup (self->sheet->village);
  const size_t n_pages = self->n_pages;

  for (size_t i = 0; i < n_pages; i++) {
    g_autofree char *number = g_strdup_printf ("第%zu页　共%zu页", i + 1, n_pages);
    xp_pdf_turn_to (self->pdf, i);
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_KAI,
                      FOOT_PT,
                      LEFT_MM,
                      FOOT_BASELINE_MM,
                      XP_ANCHOR_LEFT,
                      foot);
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      FOOT_PT,
                      LEFT_MM + WIDTH_MM,
                      FOOT_BASELINE_MM,
                      XP_ANCHOR_RIGHT,
                      number);
  }
}

static void
check_all (const XpFontBook *fonts, XpFace face, XpMissing *missing, const char *const *texts)
{
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
    xp_font_book_check (fonts, face, texts[i], missing);
}

static bool
has_all_characters (const XpSummarySheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t row = 0; row < sheet->n_rows; row++) {
    for (size_t column = 0; column < sheet->n_columns; column++)
      xp_font_book_check (fonts, XP_FACE_BODY, sheet->rows[row].cells[column], &missing);
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->rows[row].line_above, &missing);
  }
  for (size_t column = 0; column < sheet->n_columns; column++)
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->columns[column].title, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->village, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->check_code, &missing);
  check_all (fonts, XP_FACE_BODY, &missing, sheet->sub_lines);
  check_all (fonts, XP_FACE_BODY, &missing, sheet->notes);
  check_all (fonts, XP_FACE_HEI, &missing, sheet->signers);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_summary_sheet_render (const XpSummarySheet *sheet,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (sheet->n_columns > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->village, error);
  if (pdf == NULL)
    return NULL;

  g_autoptr (Table) table = set_best (sheet, fonts, pdf);
  if (!draw_table (table, progress, cancellable, error))
    return NULL;
  draw_feet (table);
  return xp_pdf_finish (pdf, error);
}

#include "xp-table-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"
#include "xp-signatures.h"

/* Of a page, and of what stands in the table. */
typedef struct {
  double page_width_mm, page_height_mm;
  double left_mm, top_mm, width_mm, height_mm;
  double foot_baseline_mm;
  double cell_pt;
  double rows_mm[3]; /* rows move together when that saves a page */
} Form;

static const Form LANDSCAPE = {297, 210, 16, 15, 265, 178, 201, 10.5, {7.2, 6.6, 6.0}};
static const Form PORTRAIT = {210, 297, 20, 16, 170, 264, 288, 12, {8.4, 7.6, 7.0}};

static const double NOTE_PT = 10.5, CUT_PT = 9;
static const double NOTE_ROW_MM = 6, CUT_ROW_MM = 5.5, HEADING_ROW_MM = 9;
static const double SIGNATURE_ROW_MM = XP_SIGNATURE_ROW_MM + 6, CUT_MM = 0.7, OUTER_MM = 0.5;
/* The committee's stamp has 42 mm and lies over issuer and date, which stand in its middle. */
static const double STAMP_MM = 45, STAMP_PT = 14, STAMP_LINE_MM = 8;

/* Those up to PART_CUT are the table, what follows stands below it. */
typedef enum {
  PART_TITLE,
  PART_HEADING,
  PART_ROW,
  PART_CUT,
  PART_NOTE,
  PART_SIGNATURES,
  PART_STAMP,
} PartKind;

/* What a row of the flow holds. */
typedef struct {
  PartKind kind;
  size_t no;  /* of the table's row */
  char *text; /* (nullable): owned; of a note's line */
} Part;

typedef struct {
  const XpTableSheet *sheet;
  const Form *form;
  XpFontBook *fonts;
  XpPdf *pdf;
  XpMasthead *masthead;
  XpGrid *grid;
  double head_mm;
  double row_mm;            /* of a row whose cells have one line */
  GArray *parts;            /* Part */
  GArray *rows;             /* XpFlowRow */
  GArray *run;              /* XpGridRow: those that are to be drawn together */
  const char **first_cells; /* owned; of the first of them */
  XpFlowPlace *places;
  size_t n_pages;
} Table;

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
                             .measure_pt = self->form->width_mm * XP_PT_PER_MM,
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
  const XpTableSheet *sheet = self->sheet;
  add_part (self, PART_TITLE, 0, NULL, xp_masthead_get_height_mm (self->masthead), true);
  for (size_t i = 0; i < sheet->n_rows; i++) {
    const bool is_tail = i + 2 >= sheet->n_rows;
    if (sheet->rows[i].line_above != NULL)
      add_part (self, PART_CUT, i, NULL, CUT_ROW_MM, true);
    if (sheet->rows[i].heading != NULL)
      add_part (self, PART_HEADING, i, NULL, HEADING_ROW_MM, true);
    add_part (self,
              PART_ROW,
              i,
              NULL,
              xp_grid_get_row_mm (self->grid, sheet->rows[i].cells, self->row_mm),
              is_tail || (i + 1 < sheet->n_rows && sheet->rows[i + 1].is_total));
  }
  for (size_t i = 0; sheet->notes != NULL && sheet->notes[i] != NULL; i++)
    add_note (self, sheet->notes[i]);
  add_part (self,
            PART_SIGNATURES,
            0,
            NULL,
            sheet->signers != NULL ? SIGNATURE_ROW_MM : 0,
            sheet->issuer != NULL);
  if (sheet->issuer != NULL)
    add_part (self, PART_STAMP, 0, NULL, STAMP_MM + 2, false);
}

static void
clear_part (gpointer part)
{
  g_free (((Part *) part)->text);
}

static Table *
table_new (const XpTableSheet *sheet, XpFontBook *fonts, XpPdf *pdf, double row_mm)
{
  Table *self = g_new0 (Table, 1);
  const Form *form = sheet->is_portrait ? &PORTRAIT : &LANDSCAPE;
  *self = (Table){
    .sheet = sheet,
    .form = form,
    .fonts = fonts,
    .pdf = pdf,
    .masthead = xp_masthead_new (fonts, sheet->title, sheet->sub_lines, form->width_mm),
    .grid = xp_grid_new (fonts,
                         sheet->columns,
                         sheet->n_columns,
                         form->left_mm,
                         form->width_mm,
                         form->cell_pt),
    .row_mm = row_mm,
    .parts = g_array_new (FALSE, FALSE, sizeof (Part)),
    .rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow)),
    .run = g_array_new (FALSE, FALSE, sizeof (XpGridRow)),
  };
  g_array_set_clear_func (self->parts, clear_part);

  for (size_t i = 0; i < sheet->n_rows; i++)
    xp_grid_see_row (self->grid, sheet->rows[i].cells);
  self->head_mm = xp_grid_get_head_mm (self->grid);
  add_parts (self);

  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);
  self->places = g_new (XpFlowPlace, self->rows->len);
  self->n_pages =
    xp_flow_place (rows, self->rows->len, form->height_mm - self->head_mm, self->places);
  return self;
}

static void
table_free (Table *self)
{
  xp_masthead_free (self->masthead);
  xp_grid_free (self->grid);
  g_free (self->places);
  g_array_unref (self->parts);
  g_array_unref (self->rows);
  g_array_unref (self->run);
  g_free (self->first_cells);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

/* The airiest table among those with the fewest pages. */
static Table *
set_best (const XpTableSheet *sheet, XpFontBook *fonts, XpPdf *pdf)
{
  const Form *form = sheet->is_portrait ? &PORTRAIT : &LANDSCAPE;
  if (sheet->least_row_mm > 0)
    return table_new (sheet, fonts, pdf, sheet->least_row_mm);

  Table *best = table_new (sheet, fonts, pdf, form->rows_mm[0]);
  for (size_t i = 1; i < G_N_ELEMENTS (form->rows_mm) && best->n_pages > 1; i++) {
    g_autoptr (Table) closer = table_new (sheet, fonts, pdf, form->rows_mm[i]);
    if (closer->n_pages >= best->n_pages)
      continue;
    table_free (best);
    best = g_steal_pointer (&closer);
  }
  return best;
}

static void
draw_cut (const Table *self, size_t row, double top_mm)
{
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_HEI,
                    CUT_PT,
                    self->form->left_mm + self->form->width_mm / 2,
                    top_mm + xp_flow_baseline_mm (CUT_ROW_MM, CUT_PT),
                    XP_ANCHOR_CENTRE,
                    self->sheet->rows[row].line_above);
  xp_grid_draw_across (self->grid, self->pdf, top_mm + CUT_ROW_MM, CUT_MM);
}

static void
draw_stamp_place (const Table *self, double top_mm)
{
  const char *const lines[] = {self->sheet->issuer, self->sheet->date};
  const double middle_mm = self->form->left_mm + self->form->width_mm - STAMP_MM * 0.75;
  const double first_mm = top_mm + STAMP_MM / 2 - STAMP_LINE_MM;
  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++)
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      STAMP_PT,
                      middle_mm,
                      first_mm + (double) i * STAMP_LINE_MM +
                        xp_flow_baseline_mm (STAMP_LINE_MM, STAMP_PT),
                      XP_ANCHOR_CENTRE,
                      lines[i]);
}

/* ---- rows that follow one another on a page ---- */

/* The cells of row @row_no with the texts of those above where it goes on from them. Yours. */
static const char **
repeat_above (const Table *self, size_t row_no)
{
  const XpTableSheet *sheet = self->sheet;
  const char **cells =
    g_memdup2 (sheet->rows[row_no].cells, sheet->n_columns * sizeof (const char *));
  for (size_t column = 0; column < sheet->n_columns; column++)
    for (size_t i = row_no; i > 0 && cells[column] == XP_GRID_AS_ABOVE; i--)
      cells[column] = sheet->rows[i - 1].cells[column];
  return cells;
}

static void
add_to_run (Table *self, size_t row_no, double top_mm, double height_mm)
{
  const bool begins = self->run->len == 0;
  if (begins) {
    g_free (self->first_cells);
    self->first_cells = repeat_above (self, row_no);
  }
  const XpTableRow *row = &self->sheet->rows[row_no];
  const XpGridRow placed = {
    .cells = begins ? (const char *const *) self->first_cells : row->cells,
    .top_mm = top_mm,
    .height_mm = height_mm,
    .is_total = row->is_total,
  };
  g_array_append_val (self->run, placed);
}

/* @ends: nothing of the table follows on this page. */
static void
draw_run (Table *self, bool ends)
{
  const XpGridRow *rows = &g_array_index (self->run, XpGridRow, 0);
  const guint n = self->run->len;
  xp_grid_draw_rows (self->grid, self->pdf, rows, n);
  if (n > 0 && ends)
    xp_grid_draw_across (self->grid,
                         self->pdf,
                         rows[n - 1].top_mm + rows[n - 1].height_mm,
                         OUTER_MM);
  g_array_set_size (self->run, 0);
}

static void
draw_part (Table *self, const Part *part, double top_mm, double height_mm)
{
  switch (part->kind) {
  case PART_TITLE:
    xp_masthead_draw (self->masthead, self->pdf, self->form->left_mm, self->form->top_mm);
    break;
  case PART_HEADING:
    xp_grid_draw_heading (self->grid,
                          self->pdf,
                          self->sheet->rows[part->no].heading,
                          top_mm,
                          height_mm);
    break;
  case PART_ROW:
    add_to_run (self, part->no, top_mm, height_mm);
    break;
  case PART_CUT:
    draw_cut (self, part->no, top_mm);
    break;
  case PART_NOTE:
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      NOTE_PT,
                      self->form->left_mm,
                      top_mm + xp_flow_baseline_mm (NOTE_ROW_MM, NOTE_PT) + 1,
                      XP_ANCHOR_LEFT,
                      part->text);
    break;
  case PART_SIGNATURES:
    xp_signatures_draw (self->pdf,
                        self->sheet->signers,
                        self->form->left_mm,
                        top_mm,
                        self->form->width_mm,
                        SIGNATURE_ROW_MM - 3);
    break;
  case PART_STAMP:
    draw_stamp_place (self, top_mm);
    break;
  }
}

static bool
draw_table (Table *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const size_t n = self->parts->len;
  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);
  const Form *form = self->form;

  for (size_t i = 0; i < n; i++) {
    const XpFlowPlace *place = &self->places[i];
    const bool is_first = i == 0;
    const bool begins_page = is_first || place->page_no != self->places[i - 1].page_no;
    if (!xp_progress_report (progress, cancellable, i, n, error))
      return false;
    const PartKind kind = g_array_index (self->parts, Part, i).kind;
    if (begins_page || kind != PART_ROW)
      draw_run (self, begins_page || kind > PART_CUT);
    if (begins_page) {
      const double title_mm = is_first ? xp_masthead_get_height_mm (self->masthead) : 0;
      xp_pdf_add_page (self->pdf, form->page_width_mm, form->page_height_mm);
      xp_grid_draw_head (self->grid, self->pdf, form->top_mm + title_mm);
    }
    draw_part (self,
               &g_array_index (self->parts, Part, i),
               form->top_mm + self->head_mm + place->y_mm,
               rows[i].height_mm);
  }
  draw_run (self, true);
  return xp_progress_report (progress, cancellable, n, n, error);
}

static bool
has_all_characters (const XpTableSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t row = 0; row < sheet->n_rows; row++) {
    for (size_t column = 0; column < sheet->n_columns; column++)
      xp_font_book_check (fonts, XP_FACE_BODY, sheet->rows[row].cells[column], &missing);
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->rows[row].line_above, &missing);
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->rows[row].heading, &missing);
  }
  for (size_t column = 0; column < sheet->n_columns; column++) {
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->columns[column].title, &missing);
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->columns[column].group, &missing);
  }
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->village, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->check_code, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->issuer, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->date, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->sub_lines, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->notes, &missing);
  xp_font_book_check_list (fonts, XP_FACE_HEI, sheet->signers, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_table_sheets_render (const XpTableSheet sheets[],
                        size_t n_sheets,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (n_sheets > 0, NULL);
  for (size_t i = 0; i < n_sheets; i++) {
    g_return_val_if_fail (sheets[i].n_columns > 0, NULL);
    if (!has_all_characters (&sheets[i], fonts, error))
      return NULL;
  }
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheets[0].title, sheets[0].village, error);
  if (pdf == NULL)
    return NULL;

  const Form *form = sheets[0].is_portrait ? &PORTRAIT : &LANDSCAPE;
  for (size_t i = 0; i < n_sheets; i++) {
    g_autoptr (Table) table = set_best (&sheets[i], fonts, pdf);
    if (!draw_table (table, progress, cancellable, error))
      return NULL;
  }
  g_autofree char *foot = xp_foot_dup_text (sheets[0].village, sheets[0].check_code);
  xp_foot_draw_all (pdf,
                    form->left_mm,
                    form->left_mm + form->width_mm,
                    form->foot_baseline_mm,
                    foot);
  return xp_pdf_finish (pdf, error);
}

GBytes *
xp_table_sheet_render (const XpTableSheet *sheet,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  return xp_table_sheets_render (sheet, 1, fonts, progress, cancellable, error);
}

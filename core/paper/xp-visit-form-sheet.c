#include "xp-visit-form-sheet.h"

#include "xp-flow.h"
#include "xp-grid.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"
#include "xp-signatures.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 15, TOP_MM = 11, WIDTH_MM = 180, BOTTOM_MM = 284;
static const double FOOT_BASELINE_MM = 290;

static const double SECTION_MM = 17, SECTION_PT = 10, SECTION_LINE_MM = 4.2;
static const double CELL_PT = 10, LINE_PT = 10.5, LINE_ROW_MM = 6.4;
static const double NAME_PT = 18, FACTS_PT = 12, NAME_ROW_MM = 11;
/* A count is a digit or two: 6 mm hold it; where there is room a hand has its 9 mm. */
static const double LEAST_ROW_MM = 6, MOST_ROW_MM = 9;
static const double WORDS_ROW_MM = 8, N_WORDS_ROWS = 2, AIR_MM = 1.5;

static const double FINE_MM = 0.18, BOLD_MM = 0.5;

enum {
  N_COLUMNS = XP_N_VISIT_HEADS - 1 /* the sections stand beside the grid */
};

/* One row of the table. */
typedef struct {
  const XpVisitSection *section;
  const char *cells[N_COLUMNS];
} Row;

typedef struct {
  const XpVisitFormSheet *sheet;
  const XpFontBook *fonts;
  XpPdf *pdf;
  XpGridColumn columns[N_COLUMNS];
  XpGrid *grid;
  XpMasthead *masthead;
  GPtrArray *above, *below; /* of XpLine */
  GArray *rows;             /* of Row */
  double head_mm, top_mm;   /* of the table's head; what stands above it on a first page */
  double bottom_mm;         /* what stands under the table */
  XpFlowRow *flow;          /* the rows and, last, what stands under them */
  XpFlowPlace *places;
  size_t n_pages; /* of one entrant */
} Printing;

static GPtrArray *
set_lines (const XpFontBook *fonts, const char *const *texts)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = LINE_PT,
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
make_columns (Printing *self)
{
  static const double WEIGHTS[N_COLUMNS] = {8, 26, 60, 36, 17, 17};
  for (size_t i = 0; i < N_COLUMNS; i++)
    self->columns[i] = (XpGridColumn){.title = self->sheet->heads[i + 1],
                                      .weight = WEIGHTS[i],
                                      .kind = i == 0 ? XP_COLUMN_CENTRE : XP_COLUMN_LEFT};
}

static void
list_rows (Printing *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  for (size_t i = 0; i < self->sheet->n_sections; i++) {
    const XpVisitSection *section = &self->sheet->sections[i];
    for (size_t k = 0; k < section->n_items; k++) {
      const XpVisitItem *item = &section->items[k];
      const Row row = {section, {item->no, item->name, item->criterion, item->rule}};
      g_array_append_val (self->rows, row);
    }
  }
}

/* Rows as high as one page allows; two pages only for a form that fits none. */
static void
place_rows (Printing *self)
{
  const size_t n = self->rows->len;
  const double room_mm = BOTTOM_MM - TOP_MM - self->top_mm - self->head_mm - self->bottom_mm - 0.01;
  double needed_mm = 0;
  self->flow = g_new0 (XpFlowRow, n + 1);
  for (size_t i = 0; i < n; i++) {
    const Row *row = &g_array_index (self->rows, Row, i);
    self->flow[i].height_mm = xp_grid_get_row_mm (self->grid, row->cells, LEAST_ROW_MM);
    self->flow[i].stays_with_next = i + 2 >= n;
    needed_mm += self->flow[i].height_mm;
  }
  const double more_mm =
    n > 0 ? CLAMP ((room_mm - needed_mm) / (double) n, 0, MOST_ROW_MM - LEAST_ROW_MM) : 0;
  for (size_t i = 0; i < n; i++)
    self->flow[i].height_mm += more_mm;
  self->flow[n].height_mm = self->bottom_mm;
  self->places = g_new (XpFlowPlace, n + 1);
  /* A page that goes on has the name above its head, too, and so the same room. */
  self->n_pages = xp_flow_place (self->flow,
                                 n + 1,
                                 BOTTOM_MM - TOP_MM - self->top_mm - self->head_mm,
                                 self->places);
}

static void
set_up (Printing *self, XpPdf *pdf, XpFontBook *fonts, const XpVisitFormSheet *sheet)
{
  *self = (Printing){.sheet = sheet, .fonts = fonts, .pdf = pdf};
  make_columns (self);
  self->grid = xp_grid_new (fonts,
                            self->columns,
                            N_COLUMNS,
                            LEFT_MM + SECTION_MM,
                            WIDTH_MM - SECTION_MM,
                            CELL_PT);
  self->masthead = xp_masthead_new (fonts, sheet->title, sheet->sub_lines, WIDTH_MM);
  self->above = set_lines (fonts, sheet->above);
  self->below = set_lines (fonts, sheet->below);
  self->head_mm = xp_grid_get_head_mm (self->grid);
  self->top_mm =
    xp_masthead_get_height_mm (self->masthead) + NAME_ROW_MM + self->above->len * LINE_ROW_MM;
  self->bottom_mm =
    AIR_MM + self->below->len * LINE_ROW_MM + N_WORDS_ROWS * WORDS_ROW_MM + XP_SIGNATURE_ROW_MM;
  list_rows (self);
  place_rows (self);
}

static void
clear (Printing *self)
{
  xp_grid_free (self->grid);
  xp_masthead_free (self->masthead);
  g_ptr_array_unref (self->above);
  g_ptr_array_unref (self->below);
  g_array_unref (self->rows);
  g_free (self->flow);
  g_free (self->places);
}

/* ---- drawing ---- */

static double
draw_lines (const Printing *self, GPtrArray *lines, double y_mm)
{
  for (guint i = 0; i < lines->len; i++, y_mm += LINE_ROW_MM)
    xp_pdf_draw_line (self->pdf,
                      lines->pdata[i],
                      LEFT_MM,
                      y_mm + xp_flow_baseline_mm (LINE_ROW_MM, LINE_PT),
                      XP_ANCHOR_LEFT);
  return y_mm;
}

/* The name large, what else is known of the household behind it. */
static void
draw_name (const Printing *self, const XpVisitEntrant *entrant, double top_mm)
{
  g_autoptr (XpLine) facts = xp_layout_line (self->fonts, XP_FACE_BODY, FACTS_PT, entrant->facts);
  const double room_mm = WIDTH_MM - facts->width_pt / XP_PT_PER_MM - 6;
  g_autoptr (GPtrArray) name = xp_layout_fit (self->fonts,
                                              XP_FACE_HEI,
                                              NAME_PT,
                                              MAX (room_mm, 40) * XP_PT_PER_MM,
                                              true,
                                              entrant->name);
  const double baseline_mm = top_mm + xp_flow_baseline_mm (NAME_ROW_MM, NAME_PT);
  for (guint i = 0; i < name->len; i++)
    xp_pdf_draw_line (self->pdf,
                      name->pdata[i],
                      LEFT_MM,
                      baseline_mm - (double) (name->len - 1 - i) * 5.5,
                      XP_ANCHOR_LEFT);
  xp_pdf_draw_line (self->pdf, facts, LEFT_MM + WIDTH_MM, baseline_mm, XP_ANCHOR_RIGHT);
}

static void
draw_page_head (const Printing *self, const XpVisitEntrant *entrant)
{
  const double head_mm = TOP_MM + self->top_mm;
  xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
  xp_masthead_draw (self->masthead, self->pdf, LEFT_MM, TOP_MM);
  draw_name (self, entrant, TOP_MM + xp_masthead_get_height_mm (self->masthead));
  draw_lines (self, self->above, TOP_MM + xp_masthead_get_height_mm (self->masthead) + NAME_ROW_MM);
  xp_grid_draw_head (self->grid, self->pdf, head_mm);

  const XpPoint box[] = {{LEFT_MM + SECTION_MM, head_mm},
                         {LEFT_MM, head_mm},
                         {LEFT_MM, head_mm + self->head_mm},
                         {LEFT_MM + SECTION_MM, head_mm + self->head_mm}};
  xp_pdf_draw_path (self->pdf, box, G_N_ELEMENTS (box), BOLD_MM, false);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_HEI,
                    SECTION_PT,
                    LEFT_MM + SECTION_MM / 2,
                    head_mm + xp_flow_baseline_mm (self->head_mm, SECTION_PT),
                    XP_ANCHOR_CENTRE,
                    self->sheet->heads[XP_VISIT_HEAD_SECTION]);
}

/* The section's name in one cell beside its rows on this page. */
static void
draw_section (const Printing *self, const char *name, double top_mm, double bottom_mm)
{
  g_autoptr (GPtrArray) lines = xp_layout_fit_evenly (self->fonts,
                                                      XP_FACE_HEI,
                                                      SECTION_PT,
                                                      (SECTION_MM - 2) * XP_PT_PER_MM,
                                                      name);
  double y_mm = (top_mm + bottom_mm - lines->len * SECTION_LINE_MM) / 2;
  for (guint i = 0; i < lines->len; i++, y_mm += SECTION_LINE_MM)
    xp_pdf_draw_line (self->pdf,
                      lines->pdata[i],
                      LEFT_MM + SECTION_MM / 2,
                      y_mm + xp_flow_baseline_mm (SECTION_LINE_MM, SECTION_PT),
                      XP_ANCHOR_CENTRE);
  xp_pdf_draw_rule (self->pdf, LEFT_MM, top_mm, LEFT_MM, bottom_mm, BOLD_MM);
  xp_pdf_draw_rule (self->pdf, LEFT_MM, bottom_mm, LEFT_MM + WIDTH_MM, bottom_mm, FINE_MM * 2);
}

static void
draw_bottom (const Printing *self, double top_mm)
{
  double y_mm = draw_lines (self, self->below, top_mm + AIR_MM);
  const double words_mm = xp_pdf_draw_text (self->pdf,
                                            XP_FACE_HEI,
                                            LINE_PT,
                                            LEFT_MM,
                                            y_mm + WORDS_ROW_MM - 1.8,
                                            XP_ANCHOR_LEFT,
                                            self->sheet->words);
  for (int i = 0; i < N_WORDS_ROWS; i++) {
    y_mm += WORDS_ROW_MM;
    xp_pdf_draw_rule (self->pdf,
                      LEFT_MM + (i == 0 ? words_mm : 0),
                      y_mm,
                      LEFT_MM + WIDTH_MM,
                      y_mm,
                      FINE_MM);
  }
  xp_signatures_draw (self->pdf,
                      self->sheet->signers,
                      LEFT_MM,
                      y_mm,
                      WIDTH_MM,
                      XP_SIGNATURE_ROW_MM);
}

static void
draw_entrant (const Printing *self, const XpVisitEntrant *entrant)
{
  const size_t n = self->rows->len;
  const double table_mm = TOP_MM + self->top_mm + self->head_mm;
  double section_mm = 0;

  for (size_t i = 0; i < n; i++) {
    const Row *row = &g_array_index (self->rows, Row, i);
    const XpFlowPlace *place = &self->places[i];
    const bool begins_page = i == 0 || place->page_no != self->places[i - 1].page_no;
    const double top_mm = table_mm + place->y_mm, foot_mm = top_mm + self->flow[i].height_mm;
    if (begins_page)
      draw_page_head (self, entrant);
    if (begins_page || row->section != g_array_index (self->rows, Row, i - 1).section)
      section_mm = top_mm;
    xp_grid_draw_row (self->grid, self->pdf, row->cells, top_mm, self->flow[i].height_mm);
    const bool ends_section = i + 1 == n ||
                              g_array_index (self->rows, Row, i + 1).section != row->section ||
                              self->places[i + 1].page_no != place->page_no;
    if (ends_section)
      draw_section (self, row->section->name, section_mm, foot_mm);
  }
  if (n == 0 || self->places[n].page_no != self->places[n - 1].page_no)
    draw_page_head (self, entrant);
  draw_bottom (self, table_mm + self->places[n].y_mm);
}

/* ---- characters ---- */

static void
check_sections (const XpVisitFormSheet *sheet, const XpFontBook *fonts, XpMissing *missing)
{
  for (size_t i = 0; i < sheet->n_sections; i++) {
    const XpVisitSection *section = &sheet->sections[i];
    xp_font_book_check (fonts, XP_FACE_HEI, section->name, missing);
    for (size_t k = 0; k < section->n_items; k++) {
      const XpVisitItem *item = &section->items[k];
      const char *const texts[] = {item->no, item->name, item->criterion, item->rule};
      for (size_t at = 0; at < G_N_ELEMENTS (texts); at++)
        xp_font_book_check (fonts, XP_FACE_BODY, texts[at], missing);
    }
  }
}

static bool
has_all_characters (const XpVisitFormSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_entrants; i++) {
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->entrants[i].name, &missing);
    xp_font_book_check (fonts, XP_FACE_BODY, sheet->entrants[i].facts, &missing);
  }
  check_sections (sheet, fonts, &missing);
  for (size_t i = 0; i < XP_N_VISIT_HEADS; i++)
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->heads[i], &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->village, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_HEI, sheet->words, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->sub_lines, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->above, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->below, &missing);
  xp_font_book_check_list (fonts, XP_FACE_HEI, sheet->signers, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_visit_form_sheet_render (const XpVisitFormSheet *sheet,
                            XpFontBook *fonts,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (sheet->n_entrants > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->village, error);
  if (pdf == NULL)
    return NULL;

  Printing printing;
  set_up (&printing, pdf, fonts, sheet);
  bool goes_on = true;
  for (size_t i = 0; i < sheet->n_entrants && goes_on; i++) {
    goes_on = xp_progress_report (progress, cancellable, i, sheet->n_entrants, error);
    if (goes_on)
      draw_entrant (&printing, &sheet->entrants[i]);
  }
  clear (&printing);
  if (!goes_on ||
      !xp_progress_report (progress, cancellable, sheet->n_entrants, sheet->n_entrants, error))
    return NULL;
  xp_foot_draw_all (pdf, LEFT_MM, LEFT_MM + WIDTH_MM, FOOT_BASELINE_MM, sheet->village);
  return xp_pdf_finish (pdf, error);
}

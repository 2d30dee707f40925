#include "xp-score-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 20, TOP_MM = 15, WIDTH_MM = 170, HEIGHT_MM = 267;
static const double FOOT_BASELINE_MM = 289;
static const double PLACE_PT = 11, NAME_PT = 14, TOTAL_PT = 16, SMALL_PT = 9;
static const double NAME_ROW_MM = 9, NAME_LINE_MM = 6, TOTAL_ROW_MM = 10, SMALL_ROW_MM = 5;
static const double AIR_MM = 2.5, TOP_RULE_MM = 0.5, HEADING_MORE_MM = 0.8;
/* Rows move together and type grows smaller, step by step, while that keeps a household on one
 * page. */
typedef struct {
  double row_mm, cell_pt;
  double text_row_mm, text_pt;
} Closeness;

static const Closeness CLOSENESSES[] = {{6.6, 10.5, 6, 11},
                                        {6.0, 10, 6, 11},
                                        {5.5, 9.5, 6, 11},
                                        {5.0, 9, 5.6, 10.5},
                                        {4.6, 8.5, 5.2, 10},
                                        {4.2, 8, 4.8, 9}};

typedef enum {
  PART_TITLE, /* with the name below it */
  PART_HEAD,
  PART_HEADING,
  PART_ROW,
  PART_TOTAL,
  PART_SENTENCE,
  PART_AIR,
  PART_CLOSING,
} PartKind;

typedef struct {
  PartKind kind;
  size_t no;    /* of the table's row */
  XpLine *line; /* borrowed of lines; of a sentence */
} Part;

typedef struct {
  const XpScoreSheet *sheet;
  const XpScorePage *page;
  const XpFontBook *fonts;
  XpPdf *pdf;
  const XpMasthead *masthead;
  XpGrid *grid;
  GPtrArray *lines; /* of GPtrArray of XpLine: keeps them */
  GArray *parts;    /* of Part */
  GArray *rows;     /* of XpFlowRow */
  XpFlowPlace *places;
  size_t n_pages;
} Setting;

/* ---- setting ---- */

static void
add_part (Setting *self, PartKind kind, size_t no, XpLine *line, double mm, bool stays_with_next)
{
  const Part part = {kind, no, line};
  const XpFlowRow row = {.height_mm = mm,
                         .stays_with_next = stays_with_next,
                         .is_space = kind == PART_AIR};
  g_array_append_val (self->parts, part);
  g_array_append_val (self->rows, row);
}

static void
add_text (Setting *self, PartKind kind, double size_pt, double row_mm, const char *text)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = size_pt,
                             .measure_pt = WIDTH_MM * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  GPtrArray *lines = xp_layout_paragraph (self->fonts, &style, text);
  g_ptr_array_add (self->lines, lines);
  for (guint i = 0; i < lines->len; i++)
    add_part (self, kind, 0, lines->pdata[i], row_mm, true);
}

static void
add_parts (Setting *self, const Closeness *closeness)
{
  const double row_mm = closeness->row_mm;
  const XpScorePage *page = self->page;
  add_part (self,
            PART_TITLE,
            0,
            NULL,
            xp_masthead_get_height_mm (self->masthead) + NAME_ROW_MM,
            true);
  add_part (self, PART_HEAD, 0, NULL, xp_grid_get_head_mm (self->grid), true);
  for (size_t i = 0; i < page->n_rows; i++) {
    if (page->rows[i].heading != NULL)
      add_part (self, PART_HEADING, i, NULL, row_mm + HEADING_MORE_MM, true);
    else
      add_part (self,
                PART_ROW,
                i,
                NULL,
                xp_grid_get_row_mm (self->grid, page->rows[i].cells, row_mm),
                i + 2 >= page->n_rows);
  }
  add_part (self, PART_TOTAL, 0, NULL, TOTAL_ROW_MM, true);
  for (size_t i = 0; page->sentences[i] != NULL; i++)
    add_text (self, PART_SENTENCE, closeness->text_pt, closeness->text_row_mm, page->sentences[i]);
  add_part (self, PART_AIR, 0, NULL, AIR_MM, true);
  for (size_t i = 0; self->sheet->closing_lines[i] != NULL; i++)
    add_text (self, PART_CLOSING, SMALL_PT, SMALL_ROW_MM, self->sheet->closing_lines[i]);
}

static Setting *
setting_new (const XpScoreSheet *sheet,
             const XpScorePage *page,
             const XpFontBook *fonts,
             XpPdf *pdf,
             const XpMasthead *masthead,
             const Closeness *closeness)
{
  Setting *self = g_new0 (Setting, 1);
  *self = (Setting){
    .sheet = sheet,
    .page = page,
    .fonts = fonts,
    .pdf = pdf,
    .masthead = masthead,
    .grid =
      xp_grid_new (fonts, page->columns, page->n_columns, LEFT_MM, WIDTH_MM, closeness->cell_pt),
    .lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .parts = g_array_new (FALSE, FALSE, sizeof (Part)),
    .rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow)),
  };
  for (size_t i = 0; i < page->n_rows; i++)
    if (page->rows[i].heading == NULL)
      xp_grid_see_row (self->grid, page->rows[i].cells);
  add_parts (self, closeness);
  self->places = g_new (XpFlowPlace, self->rows->len);
  self->n_pages = xp_flow_place (&g_array_index (self->rows, XpFlowRow, 0),
                                 self->rows->len,
                                 HEIGHT_MM,
                                 self->places);
  return self;
}

static void
setting_free (Setting *self)
{
  xp_grid_free (self->grid);
  g_ptr_array_unref (self->lines);
  g_array_unref (self->parts);
  g_array_unref (self->rows);
  g_free (self->places);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Setting, setting_free)

/* The airiest of those with the fewest pages. */
static Setting *
set_best (const XpScoreSheet *sheet,
          const XpScorePage *page,
          const XpFontBook *fonts,
          XpPdf *pdf,
          const XpMasthead *masthead)
{
  Setting *best = setting_new (sheet, page, fonts, pdf, masthead, &CLOSENESSES[0]);
  for (size_t i = 1; i < G_N_ELEMENTS (CLOSENESSES) && best->n_pages > 1; i++) {
    g_autoptr (Setting) closer = setting_new (sheet, page, fonts, pdf, masthead, &CLOSENESSES[i]);
    if (closer->n_pages >= best->n_pages)
      continue;
    setting_free (best);
    best = g_steal_pointer (&closer);
  }
  return best;
}

/* ---- drawing ---- */

static void
draw_name (const Setting *self, double top_mm)
{
  const XpScorePage *page = self->page;
  const double baseline_mm = top_mm + xp_flow_baseline_mm (NAME_ROW_MM, NAME_PT);
  const double place_mm = xp_pdf_draw_text (self->pdf,
                                            XP_FACE_BODY,
                                            PLACE_PT,
                                            LEFT_MM + WIDTH_MM,
                                            baseline_mm,
                                            XP_ANCHOR_RIGHT,
                                            page->place);
  g_autoptr (GPtrArray) name = xp_layout_fit (self->fonts,
                                              XP_FACE_KAI,
                                              NAME_PT,
                                              (WIDTH_MM - place_mm - 4) * XP_PT_PER_MM,
                                              false,
                                              page->addressee);
  for (guint i = 0; i < name->len; i++)
    xp_pdf_draw_line (self->pdf,
                      name->pdata[i],
                      LEFT_MM,
                      baseline_mm - (double) (name->len - 1 - i) * NAME_LINE_MM,
                      XP_ANCHOR_LEFT);
}

static void
draw_line (const Setting *self, const XpLine *line, double top_mm, double row_mm)
{
  xp_pdf_draw_line (self->pdf,
                    line,
                    LEFT_MM,
                    top_mm + xp_flow_baseline_mm (row_mm, line->size_pt),
                    XP_ANCHOR_LEFT);
}

static void
draw_total (const Setting *self, double top_mm)
{
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_HEI,
                    TOTAL_PT,
                    LEFT_MM,
                    top_mm + xp_flow_baseline_mm (TOTAL_ROW_MM, TOTAL_PT),
                    XP_ANCHOR_LEFT,
                    self->page->total);
}

static void
draw_part (const Setting *self, const Part *part, double top_mm, double height_mm)
{
  const XpScoreRow *row = &self->page->rows[part->no];
  switch (part->kind) {
  case PART_TITLE:
    xp_masthead_draw (self->masthead, self->pdf, LEFT_MM, top_mm);
    draw_name (self, top_mm + height_mm - NAME_ROW_MM);
    break;
  case PART_HEAD:
    xp_grid_draw_head (self->grid, self->pdf, top_mm);
    break;
  case PART_HEADING:
    xp_grid_draw_heading (self->grid, self->pdf, row->heading, top_mm, height_mm);
    break;
  case PART_ROW:
    xp_grid_draw_row (self->grid, self->pdf, row->cells, top_mm, height_mm);
    break;
  case PART_TOTAL:
    draw_total (self, top_mm);
    break;
  case PART_SENTENCE:
  case PART_CLOSING:
    draw_line (self, part->line, top_mm, height_mm);
    break;
  case PART_AIR:
  default:
    break;
  }
}

static void
draw_issuer (const Setting *self, double bottom_mm)
{
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    SMALL_PT,
                    LEFT_MM + WIDTH_MM,
                    bottom_mm - SMALL_ROW_MM + xp_flow_baseline_mm (SMALL_ROW_MM, SMALL_PT),
                    XP_ANCHOR_RIGHT,
                    self->sheet->issuer);
}

/* A table that goes on has a rule at its top. */
static void
begin_page (const Setting *self, guint part)
{
  const PartKind kind = g_array_index (self->parts, Part, part).kind;
  xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
  if (kind == PART_HEADING || kind == PART_ROW)
    xp_grid_draw_across (self->grid, self->pdf, TOP_MM, TOP_RULE_MM);
}

static void
draw_page (const Setting *self)
{
  double bottom_mm = TOP_MM;
  for (guint i = 0; i < self->parts->len; i++) {
    const XpFlowPlace *place = &self->places[i];
    const double height_mm = g_array_index (self->rows, XpFlowRow, i).height_mm;
    if (i == 0 || place->page_no != self->places[i - 1].page_no)
      begin_page (self, i);
    draw_part (self, &g_array_index (self->parts, Part, i), TOP_MM + place->y_mm, height_mm);
    bottom_mm = TOP_MM + place->y_mm + height_mm;
  }
  draw_issuer (self, bottom_mm);
}

static void
check_page (const XpScorePage *page, const XpFontBook *fonts, XpMissing *missing)
{
  xp_font_book_check (fonts, XP_FACE_KAI, page->addressee, missing);
  xp_font_book_check (fonts, XP_FACE_BODY, page->place, missing);
  xp_font_book_check (fonts, XP_FACE_HEI, page->total, missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, page->sentences, missing);
  for (size_t i = 0; i < page->n_columns; i++)
    xp_font_book_check (fonts, XP_FACE_HEI, page->columns[i].title, missing);
  for (size_t i = 0; i < page->n_rows; i++) {
    xp_font_book_check (fonts, XP_FACE_HEI, page->rows[i].heading, missing);
    for (size_t k = 0; page->rows[i].heading == NULL && k < page->n_columns; k++)
      xp_font_book_check (fonts, XP_FACE_BODY, page->rows[i].cells[k], missing);
  }
}

static bool
has_all_characters (const XpScoreSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_pages; i++)
    check_page (&sheet->pages[i], fonts, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->village, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->issuer, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->sub_lines, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->closing_lines, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_score_sheet_render (const XpScoreSheet *sheet,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (sheet->n_pages > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->village, error);
  if (pdf == NULL)
    return NULL;
  g_autoptr (XpMasthead) masthead =
    xp_masthead_new (fonts, sheet->title, sheet->sub_lines, WIDTH_MM);
  for (size_t i = 0; i < sheet->n_pages; i++) {
    if (!xp_progress_report (progress, cancellable, i, sheet->n_pages, error))
      return NULL;
    g_autoptr (Setting) setting = set_best (sheet, &sheet->pages[i], fonts, pdf, masthead);
    draw_page (setting);
  }
  if (!xp_progress_report (progress, cancellable, sheet->n_pages, sheet->n_pages, error))
    return NULL;
  g_autofree char *foot = xp_foot_dup_text (sheet->village, NULL);
  xp_foot_draw_all (pdf, LEFT_MM, LEFT_MM + WIDTH_MM, FOOT_BASELINE_MM, foot);
  return xp_pdf_finish (pdf, error);
}

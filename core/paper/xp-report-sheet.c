#include "xp-report-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"
#include "xp-signatures.h"
#include "xp-tabs.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 22, TOP_MM = 18, WIDTH_MM = 166, HEIGHT_MM = 258;
static const double FOOT_BASELINE_MM = 286;

static const double TEXT_PT = 12, HEADING_PT = 14, TITLE_PT = 22;
static const double ROW_MM = 6.6, HEADING_ROW_MM = 10, TITLE_ROW_MM = 16, BETWEEN_MM = 1.2;
/* Labels of a run of entries share a column, which leaves the text most of the page. */
static const double MOST_LABEL_MM = 50, LABEL_GAP_MM = 3;

enum {
  SIGNERS_IN_ROW = 3
};

/* A line of the report as it stands on its row. */
typedef struct {
  XpLine *line;  /* owned */
  XpLine *label; /* (nullable): owned; at the left of the same row */
  char *leader;  /* (nullable): owned; label \t text */
  double x_mm;
  const char *signers[SIGNERS_IN_ROW + 1]; /* borrowed; NULL-ended; none: no such row */
} Piece;

typedef struct {
  const XpReportSheet *sheet;
  const XpFontBook *fonts;
  double label_mm;
  GArray *pieces; /* of Piece, one per row; a space has none */
  GArray *rows;   /* of XpFlowRow */
} Report;

static void
clear_piece (gpointer data)
{
  Piece *piece = data;
  xp_line_free (piece->line);
  xp_line_free (piece->label);
  g_free (piece->leader);
}

static double
widest_label_mm (const XpReportSheet *sheet, const XpFontBook *fonts)
{
  double widest_mm = 0;
  for (size_t i = 0; i < sheet->n_lines; i++) {
    if (sheet->lines[i].kind != XP_REPORT_ENTRY || sheet->lines[i].label == NULL)
      continue;
    g_autoptr (XpLine) line = xp_layout_line (fonts, XP_FACE_HEI, TEXT_PT, sheet->lines[i].label);
    widest_mm = MAX (widest_mm, line->width_pt / XP_PT_PER_MM + LABEL_GAP_MM);
  }
  return MIN (widest_mm, MOST_LABEL_MM);
}

static void
add_row (Report *self, Piece piece, XpFlowRow row)
{
  g_array_append_val (self->pieces, piece);
  g_array_append_val (self->rows, row);
}

static void
add_space (Report *self, double height_mm)
{
  add_row (self, (Piece){.x_mm = 0}, (XpFlowRow){.height_mm = height_mm, .is_space = true});
}

/* Nobody signs on a page of his own: the last lines come along. */
static void
add_signatures (Report *self, const char *const *signers)
{
  const size_t n = signers != NULL ? g_strv_length ((char **) (gpointer) signers) : 0;
  for (guint i = n > 0 ? self->rows->len : 0, n_tied = 0; i-- > 0 && n_tied < 4; n_tied++)
    g_array_index (self->rows, XpFlowRow, i).stays_with_next = true;
  for (size_t first = 0; first < n; first += SIGNERS_IN_ROW) {
    Piece piece = {.x_mm = 0};
    for (size_t k = 0; k < SIGNERS_IN_ROW && first + k < n; k++)
      piece.signers[k] = signers[first + k];
    add_row (
      self,
      piece,
      (XpFlowRow){.height_mm = XP_SIGNATURE_ROW_MM, .stays_with_next = first + SIGNERS_IN_ROW < n});
  }
}

/* Label and text both take the lines they need; neither the first line nor the last of a text is
 * alone on its page. */
static void
add_lines (Report *self, GPtrArray *labels, GPtrArray *lines, double x_mm)
{
  const guint n = MAX (lines->len, labels != NULL ? labels->len : 0);
  g_ptr_array_set_free_func (lines, NULL);
  if (labels != NULL)
    g_ptr_array_set_free_func (labels, NULL);
  for (guint i = 0; i < n; i++) {
    const Piece piece = {.line = i < lines->len ? lines->pdata[i] : NULL,
                         .label = labels != NULL && i < labels->len ? labels->pdata[i] : NULL,
                         .x_mm = x_mm};
    add_row (self,
             piece,
             (XpFlowRow){.height_mm = ROW_MM, .stays_with_next = (i == 0 && n > 1) || i + 2 == n});
  }
  add_space (self, BETWEEN_MM);
}

static void
add_title (Report *self, const char *text)
{
  XpLine *title = xp_layout_line (self->fonts, XP_FACE_TITLE, TITLE_PT, text);
  add_row (self,
           (Piece){.line = title, .x_mm = (WIDTH_MM - title->width_pt / XP_PT_PER_MM) / 2},
           (XpFlowRow){.height_mm = TITLE_ROW_MM, .stays_with_next = true, .starts_page = true});
}

/* @end: where the second part ends; borrowed. */
static XpTabForm
leader_form (const XpTab *end)
{
  return (XpTabForm){XP_FACE_BODY, TEXT_PT, ROW_MM, end, 1};
}

static void
add_leader (Report *self, const XpReportLine *line)
{
  char *text = g_strdup_printf ("%s\t%s", line->label != NULL ? line->label : "", line->text);
  const XpTab end = {WIDTH_MM, XP_ANCHOR_RIGHT, true};
  const XpTabForm form = leader_form (&end);
  const size_t n_lines = xp_tabs_count_lines (self->fonts, &form, text);
  add_row (self, (Piece){.leader = text}, (XpFlowRow){.height_mm = (double) n_lines * ROW_MM});
}

static void
add_line (Report *self, const XpReportLine *line)
{
  if (line->kind == XP_REPORT_SIGNATURES) {
    add_signatures (self, line->signers);
    return;
  }
  if (line->kind == XP_REPORT_SHEET) {
    add_title (self, line->text);
    return;
  }
  if (line->kind == XP_REPORT_LEADER) {
    add_leader (self, line);
    return;
  }
  const double label_mm = line->kind == XP_REPORT_ENTRY ? self->label_mm : 0;
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = TEXT_PT,
                             .measure_pt = (WIDTH_MM - label_mm) * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES,
                             .names = self->sheet->names};
  if (line->kind == XP_REPORT_HEADING) {
    XpLine *heading = xp_layout_line (self->fonts, XP_FACE_HEI, HEADING_PT, line->text);
    add_row (self,
             (Piece){.line = heading},
             (XpFlowRow){.height_mm = HEADING_ROW_MM, .stays_with_next = true});
    return;
  }
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (self->fonts, &style, line->text);
  g_autoptr (GPtrArray) labels = line->kind == XP_REPORT_ENTRY && line->label != NULL
                                   ? xp_layout_fit (self->fonts,
                                                    XP_FACE_HEI,
                                                    TEXT_PT,
                                                    (label_mm - LABEL_GAP_MM) * XP_PT_PER_MM,
                                                    false,
                                                    line->label)
                                   : NULL;
  add_lines (self, labels, lines, label_mm);
}

static bool
begins_with_sheet (const XpReportSheet *sheet)
{
  return sheet->n_lines > 0 && sheet->lines[0].kind == XP_REPORT_SHEET;
}

/* All lines are as long as those of a full row. */
static double
signatures_width_mm (const Piece *piece)
{
  return WIDTH_MM * g_strv_length ((char **) (gpointer) piece->signers) / SIGNERS_IN_ROW;
}

static void
draw_leader (const Report *self, XpPdf *pdf, const char *text, double top_mm)
{
  const XpTab end = {WIDTH_MM, XP_ANCHOR_RIGHT, true};
  const XpTabForm form = leader_form (&end);
  const double baseline_mm = top_mm + xp_flow_baseline_mm (ROW_MM, TEXT_PT);
  xp_tabs_draw (self->fonts, &form, pdf, LEFT_MM, baseline_mm, text);
}

static bool
draw_report (const Report *self,
             XpPdf *pdf,
             const XpMasthead *masthead,
             XpProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);
  const size_t n = self->rows->len;
  g_autofree XpFlowPlace *places = g_new (XpFlowPlace, n);
  const size_t n_pages = xp_flow_place (rows, n, HEIGHT_MM, places);

  for (size_t i = 0; i < n_pages; i++)
    xp_pdf_add_page (pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
  xp_pdf_turn_to (pdf, 0);
  if (!begins_with_sheet (self->sheet))
    xp_masthead_draw (masthead, pdf, LEFT_MM, TOP_MM);
  for (size_t i = 0; i < n; i++) {
    const Piece *piece = &g_array_index (self->pieces, Piece, i);
    if (!xp_progress_report (progress, cancellable, i, n, error))
      return false;
    if (i > 0 && places[i].page_no != places[i - 1].page_no)
      xp_pdf_turn_to (pdf, places[i].page_no);
    const double top_mm = TOP_MM + places[i].y_mm;
    const double baseline_mm = top_mm + xp_flow_baseline_mm (rows[i].height_mm, TEXT_PT);
    if (piece->leader != NULL)
      draw_leader (self, pdf, piece->leader, top_mm);
    if (piece->label != NULL)
      xp_pdf_draw_line (pdf, piece->label, LEFT_MM, baseline_mm, XP_ANCHOR_LEFT);
    if (piece->signers[0] != NULL)
      xp_signatures_draw (pdf,
                          piece->signers,
                          LEFT_MM,
                          top_mm,
                          signatures_width_mm (piece),
                          rows[i].height_mm);
    if (piece->line != NULL)
      xp_pdf_draw_line (pdf, piece->line, LEFT_MM + piece->x_mm, baseline_mm, XP_ANCHOR_LEFT);
  }
  return xp_progress_report (progress, cancellable, n, n, error);
}

static bool
has_all_characters (const XpReportSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_lines; i++) {
    const XpReportLine *line = &sheet->lines[i];
    const XpFace face = line->kind == XP_REPORT_HEADING ? XP_FACE_HEI
                        : line->kind == XP_REPORT_SHEET ? XP_FACE_TITLE
                                                        : XP_FACE_BODY;
    xp_font_book_check_list (fonts, XP_FACE_HEI, line->signers, &missing);
    xp_font_book_check (fonts, face, line->text, &missing);
    xp_font_book_check (fonts, XP_FACE_HEI, line->label, &missing);
  }
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->village, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->sub_lines, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_report_sheet_render (const XpReportSheet *sheet,
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

  g_autoptr (XpMasthead) masthead =
    xp_masthead_new (fonts, sheet->title, sheet->sub_lines, WIDTH_MM);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow));
  g_array_set_clear_func (pieces, clear_piece);
  Report report = {sheet, fonts, widest_label_mm (sheet, fonts), pieces, rows};

  if (!begins_with_sheet (sheet))
    add_row (
      &report,
      (Piece){.x_mm = 0},
      (XpFlowRow){.height_mm = xp_masthead_get_height_mm (masthead), .stays_with_next = true});
  for (size_t i = 0; i < sheet->n_lines; i++)
    add_line (&report, &sheet->lines[i]);
  if (!draw_report (&report, pdf, masthead, progress, cancellable, error))
    return NULL;
  xp_foot_draw_all (pdf, LEFT_MM, LEFT_MM + WIDTH_MM, FOOT_BASELINE_MM, sheet->village);
  return xp_pdf_finish (pdf, error);
}

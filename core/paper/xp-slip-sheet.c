#include "xp-slip-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 20, WIDTH_MM = 170, MARGIN_MM = 8;
/* A third of the page, half of it, or all. */
static const double SLOTS_MM[] = {99, 148.5, 297};

static const double TITLE_PT = 15, ROUND_PT = 10.5, NAME_PT = 14, TEXT_PT = 11, TOTAL_PT = 15;
static const double SMALL_PT = 9, NUMBER_PT = 7.5;
static const double TITLE_ROW_MM = 8, ROUND_ROW_MM = 6, NAME_ROW_MM = 8.5, LINE_ROW_MM = 5.2;
static const double TOTAL_ROW_MM = 8, SMALL_ROW_MM = 4.4;
static const double ROW_MM = 5.5, LEAST_ROW_MM = 4.2, AIR_MM = 1.4;
/* Where what was found begins, of one column and of two. */
static const double FOUND_AT = 0.54, COLUMN_GAP_MM = 5, CLOSING_MM = 115, FINE_MM = 0.18;
static const double DASH_MM = 2, NUMBER_BASELINE_MM = 294;

typedef struct {
  const XpSlipSheet *sheet;
  const XpFontBook *fonts;
  XpPdf *pdf;
  GPtrArray *closing; /* of XpLine */
} Printing;

static GPtrArray *
set_text (const XpFontBook *fonts, double size_pt, double width_mm, const char *text)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = size_pt,
                             .measure_pt = width_mm * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  return xp_layout_paragraph (fonts, &style, text);
}

/* They run on, as one paragraph. */
static GPtrArray *
set_sentences (const Printing *self, const XpSlip *slip)
{
  g_autofree char *text = g_strjoinv ("", (char **) (gpointer) slip->sentences);
  return set_text (self->fonts, TEXT_PT, WIDTH_MM, text);
}

/* A slip as it is set: what it needs, and what it gets. */
typedef struct {
  GPtrArray *opening, *sentences; /* of XpLine */
  size_t n_columns;               /* that the rows stand in */
  double row_mm;
  double slot_mm;
} Setting;

/* The rows of one column, of two. */
static size_t
rows_in_column (const XpSlip *slip, size_t n_columns)
{
  return (slip->n_rows + n_columns - 1) / n_columns;
}

/* A third of the page with one column of rows, then with two, then half of it, then all. */
static Setting
set_slip (const Printing *self, const XpSlip *slip)
{
  Setting setting = {set_text (self->fonts, TEXT_PT, WIDTH_MM, slip->opening),
                     set_sentences (self, slip),
                     1,
                     ROW_MM,
                     SLOTS_MM[0]};
  const double fixed_mm = 2 * MARGIN_MM + TITLE_ROW_MM + ROUND_ROW_MM + NAME_ROW_MM + TOTAL_ROW_MM +
                          3 * AIR_MM +
                          (setting.opening->len + setting.sentences->len) * LINE_ROW_MM +
                          self->closing->len * SMALL_ROW_MM;
  if (fixed_mm + (double) slip->n_rows * ROW_MM <= SLOTS_MM[0])
    return setting;

  setting.n_columns = 2;
  const double n_rows = (double) rows_in_column (slip, setting.n_columns);
  for (size_t i = 0; i < G_N_ELEMENTS (SLOTS_MM); i++) {
    setting.slot_mm = SLOTS_MM[i];
    if (fixed_mm + n_rows * ROW_MM <= SLOTS_MM[i])
      return setting;
  }
  setting.row_mm = MAX ((PAGE_HEIGHT_MM - fixed_mm) / n_rows, LEAST_ROW_MM);
  return setting;
}

static void
clear_setting (Setting *setting)
{
  g_ptr_array_unref (setting->opening);
  g_ptr_array_unref (setting->sentences);
}

static double
draw_lines (const Printing *self, GPtrArray *lines, double y_mm, double row_mm)
{
  for (guint i = 0; i < lines->len; i++, y_mm += row_mm) {
    const XpLine *line = lines->pdata[i];
    xp_pdf_draw_line (self->pdf,
                      line,
                      LEFT_MM,
                      y_mm + xp_flow_baseline_mm (row_mm, line->size_pt),
                      XP_ANCHOR_LEFT);
  }
  return y_mm;
}

static double
draw_head (const Printing *self, const XpSlip *slip, double y_mm)
{
  const XpSlipSheet *sheet = self->sheet;
  const double right_mm = LEFT_MM + WIDTH_MM;
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_TITLE,
                    TITLE_PT,
                    LEFT_MM + WIDTH_MM / 2,
                    y_mm + xp_flow_baseline_mm (TITLE_ROW_MM, TITLE_PT),
                    XP_ANCHOR_CENTRE,
                    sheet->title);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_KAI,
                    ROUND_PT,
                    right_mm,
                    y_mm + xp_flow_baseline_mm (TITLE_ROW_MM, ROUND_PT),
                    XP_ANCHOR_RIGHT,
                    sheet->for_whom);
  y_mm += TITLE_ROW_MM;
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    ROUND_PT,
                    LEFT_MM + WIDTH_MM / 2,
                    y_mm + xp_flow_baseline_mm (ROUND_ROW_MM, ROUND_PT),
                    XP_ANCHOR_CENTRE,
                    sheet->round);
  y_mm += ROUND_ROW_MM;

  const double baseline_mm = y_mm + xp_flow_baseline_mm (NAME_ROW_MM, NAME_PT);
  const double place_mm = xp_pdf_draw_text (self->pdf,
                                            XP_FACE_BODY,
                                            TEXT_PT,
                                            right_mm,
                                            baseline_mm,
                                            XP_ANCHOR_RIGHT,
                                            slip->place);
  g_autoptr (GPtrArray) name = xp_layout_fit (self->fonts,
                                              XP_FACE_KAI,
                                              NAME_PT,
                                              (WIDTH_MM - place_mm - 4) * XP_PT_PER_MM,
                                              false,
                                              slip->addressee);
  for (guint i = 0; i < name->len; i++)
    xp_pdf_draw_line (self->pdf,
                      name->pdata[i],
                      LEFT_MM,
                      baseline_mm - (double) (name->len - 1 - i) * LINE_ROW_MM,
                      XP_ANCHOR_LEFT);
  return y_mm + NAME_ROW_MM;
}

/* What was found and what it took away, with a rule below. */
static void
draw_row (const Printing *self,
          const XpSlipRow *row,
          double x_mm,
          double width_mm,
          double y_mm,
          double row_mm)
{
  const double baseline_mm = y_mm + xp_flow_baseline_mm (row_mm, TEXT_PT);
  const double found_mm = width_mm * FOUND_AT;
  g_autoptr (GPtrArray) what = xp_layout_fit (self->fonts,
                                              XP_FACE_BODY,
                                              TEXT_PT,
                                              (found_mm - 3) * XP_PT_PER_MM,
                                              false,
                                              row->what);
  for (guint k = 0; k < what->len; k++)
    xp_pdf_draw_line (self->pdf,
                      what->pdata[k],
                      x_mm + 1,
                      baseline_mm - (double) (what->len - 1 - k) * LEAST_ROW_MM,
                      XP_ANCHOR_LEFT);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    TEXT_PT,
                    x_mm + found_mm,
                    baseline_mm,
                    XP_ANCHOR_LEFT,
                    row->found);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    TEXT_PT,
                    x_mm + width_mm - 1,
                    baseline_mm,
                    XP_ANCHOR_RIGHT,
                    row->points);
  xp_pdf_draw_rule (self->pdf, x_mm, y_mm + row_mm, x_mm + width_mm, y_mm + row_mm, FINE_MM);
}

/* Down the first column, then down the second. */
static double
draw_rows (const Printing *self, const XpSlip *slip, const Setting *setting, double top_mm)
{
  const size_t n_rows = rows_in_column (slip, setting->n_columns);
  const double column_mm = (WIDTH_MM + COLUMN_GAP_MM) / (double) setting->n_columns;
  for (size_t i = 0; i < slip->n_rows; i++)
    draw_row (self,
              &slip->rows[i],
              LEFT_MM + (double) (i / n_rows) * column_mm,
              column_mm - COLUMN_GAP_MM,
              top_mm + (double) (i % n_rows) * setting->row_mm,
              setting->row_mm);
  return top_mm + (double) n_rows * setting->row_mm;
}

static void
draw_slip (const Printing *self, const XpSlip *slip, const Setting *setting, double top_mm)
{
  const XpSlipSheet *sheet = self->sheet;
  double y_mm = draw_head (self, slip, top_mm + MARGIN_MM);
  y_mm = draw_lines (self, setting->opening, y_mm, LINE_ROW_MM) + AIR_MM;
  y_mm = draw_rows (self, slip, setting, y_mm) + AIR_MM;
  y_mm = draw_lines (self, setting->sentences, y_mm, LINE_ROW_MM);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_HEI,
                    TOTAL_PT,
                    LEFT_MM,
                    y_mm + xp_flow_baseline_mm (TOTAL_ROW_MM, TOTAL_PT),
                    XP_ANCHOR_LEFT,
                    slip->total);

  const double foot_mm = top_mm + setting->slot_mm - MARGIN_MM;
  draw_lines (self, self->closing, foot_mm - self->closing->len * SMALL_ROW_MM, SMALL_ROW_MM);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    SMALL_PT,
                    LEFT_MM + WIDTH_MM,
                    foot_mm - SMALL_ROW_MM + xp_flow_baseline_mm (SMALL_ROW_MM, SMALL_PT),
                    XP_ANCHOR_RIGHT,
                    sheet->issuer);
}

/* Where the scissors go, from edge to edge. */
static void
draw_cut (const Printing *self, double y_mm)
{
  for (double x_mm = DASH_MM; x_mm < PAGE_WIDTH_MM; x_mm += 2 * DASH_MM)
    xp_pdf_draw_rule (self->pdf, x_mm, y_mm, x_mm + DASH_MM, y_mm, FINE_MM);
}

static void
draw_numbers (const Printing *self)
{
  const size_t n_pages = xp_pdf_get_n_pages (self->pdf);
  for (size_t i = 0; i < n_pages; i++) {
    g_autofree char *number = g_strdup_printf ("第%zu页　共%zu页", i + 1, n_pages);
    xp_pdf_turn_to (self->pdf, i);
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      NUMBER_PT,
                      LEFT_MM + WIDTH_MM,
                      NUMBER_BASELINE_MM,
                      XP_ANCHOR_RIGHT,
                      number);
  }
}

static bool
draw_all (const Printing *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpSlipSheet *sheet = self->sheet;
  double y_mm = PAGE_HEIGHT_MM;
  for (size_t i = 0; i < sheet->n_slips; i++) {
    if (!xp_progress_report (progress, cancellable, i, sheet->n_slips, error))
      return false;
    Setting setting = set_slip (self, &sheet->slips[i]);
    if (y_mm + setting.slot_mm > PAGE_HEIGHT_MM + 0.01) {
      xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
      y_mm = 0;
    }
    draw_slip (self, &sheet->slips[i], &setting, y_mm);
    y_mm += setting.slot_mm;
    if (y_mm < PAGE_HEIGHT_MM - 0.01)
      draw_cut (self, y_mm);
    clear_setting (&setting);
  }
  draw_numbers (self);
  return xp_progress_report (progress, cancellable, sheet->n_slips, sheet->n_slips, error);
}

static bool
has_all_characters (const XpSlipSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  const char *const single[] = {sheet->title, sheet->round, sheet->closing, sheet->issuer, NULL};
  for (size_t i = 0; i < sheet->n_slips; i++) {
    const XpSlip *slip = &sheet->slips[i];
    xp_font_book_check (fonts, XP_FACE_KAI, slip->addressee, &missing);
    xp_font_book_check (fonts, XP_FACE_BODY, slip->place, &missing);
    xp_font_book_check (fonts, XP_FACE_BODY, slip->opening, &missing);
    xp_font_book_check (fonts, XP_FACE_HEI, slip->total, &missing);
    xp_font_book_check_list (fonts, XP_FACE_BODY, slip->sentences, &missing);
    for (size_t k = 0; k < slip->n_rows; k++) {
      xp_font_book_check (fonts, XP_FACE_BODY, slip->rows[k].what, &missing);
      xp_font_book_check (fonts, XP_FACE_BODY, slip->rows[k].found, &missing);
      xp_font_book_check (fonts, XP_FACE_BODY, slip->rows[k].points, &missing);
    }
  }
  xp_font_book_check_list (fonts, XP_FACE_BODY, single, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->for_whom, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_slip_sheet_render (const XpSlipSheet *sheet,
                      XpFontBook *fonts,
                      XpProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (sheet->n_slips > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->village, error);
  if (pdf == NULL)
    return NULL;

  g_autoptr (GPtrArray) closing = set_text (fonts, SMALL_PT, CLOSING_MM, sheet->closing);
  const Printing printing = {sheet, fonts, pdf, closing};
  if (!draw_all (&printing, progress, cancellable, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

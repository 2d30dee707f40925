#include "xp-keys-sheet.h"

#include <string.h>

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 16, TOP_MM = 15, WIDTH_MM = 178, HEIGHT_MM = 267;

static const double TITLE_PT = 30, SUBTITLE_PT = 14;
static const double TITLE_ROW_MM = 15, SUBTITLE_ROW_MM = 9, AIR_MM = 4;
/* The largest type that fits: 20 pt can be read from a metre away. */
static const double SIZES_PT[] = {20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10};
static const double ROW_EM = 1.85, NEXT_LINE_EM = 1.3, NOTE_SCALE = 0.75;
static const double MEANING_AT_MM = 72, KEY_GAP_EM = 0.28, KEY_PADDING_EM = 0.32;
static const double KEY_MM = 0.35, FINE_MM = 0.18, BOLD_MM = 0.7;

typedef struct {
  const XpKeysSheet *sheet;
  XpFontBook *fonts;
  XpPdf *pdf; /* NULL: only measured */
  double size_pt;
  double y_mm;
} Pen;

static double
em_in_mm (const Pen *pen, double em)
{
  return em * pen->size_pt / XP_PT_PER_MM;
}

static void
draw_in_the_middle (Pen *pen, XpFace face, double size_pt, double row_mm, const char *text)
{
  if (pen->pdf != NULL)
    xp_pdf_draw_text (pen->pdf,
                      face,
                      size_pt,
                      LEFT_MM + WIDTH_MM / 2,
                      pen->y_mm + xp_flow_baseline_mm (row_mm, size_pt),
                      XP_ANCHOR_CENTRE,
                      text);
  pen->y_mm += row_mm;
}

/* A key as it looks on the keyboard: its name in a box. Returns where the next one begins. */
static double
draw_key (const Pen *pen, double x_mm, double row_mm, const char *key)
{
  g_autoptr (XpLine) line = xp_layout_line (pen->fonts, XP_FACE_HEI, pen->size_pt, key);
  const double padding_mm = em_in_mm (pen, KEY_PADDING_EM);
  const double width_mm =
    MAX (line->width_pt / XP_PT_PER_MM + 2 * padding_mm, em_in_mm (pen, 1.45));
  const double top_mm = pen->y_mm + row_mm / 2 - em_in_mm (pen, 0.74);
  const double foot_mm = pen->y_mm + row_mm / 2 + em_in_mm (pen, 0.74);
  const double cut_mm = em_in_mm (pen, 0.16);
  const double right_mm = x_mm + width_mm;
  const XpPoint box[] = {{x_mm + cut_mm, top_mm},
                         {right_mm - cut_mm, top_mm},
                         {right_mm, top_mm + cut_mm},
                         {right_mm, foot_mm - cut_mm},
                         {right_mm - cut_mm, foot_mm},
                         {x_mm + cut_mm, foot_mm},
                         {x_mm, foot_mm - cut_mm},
                         {x_mm, top_mm + cut_mm}};
  xp_pdf_draw_path (pen->pdf, box, G_N_ELEMENTS (box), KEY_MM, true);
  xp_pdf_draw_line (pen->pdf,
                    line,
                    x_mm + width_mm / 2,
                    pen->y_mm + xp_flow_baseline_mm (row_mm, pen->size_pt),
                    XP_ANCHOR_CENTRE);
  return right_mm + em_in_mm (pen, KEY_GAP_EM);
}

static void
draw_keys (const Pen *pen, double row_mm, const char *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, " ", -1);
  double x_mm = LEFT_MM + 2;
  for (size_t i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      x_mm = draw_key (pen, x_mm, row_mm, parts[i]);
}

static void
draw_line (Pen *pen, const XpKeysLine *line)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = pen->size_pt,
                             .measure_pt = (WIDTH_MM - MEANING_AT_MM - 2) * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  g_autoptr (GPtrArray) meaning = xp_layout_paragraph (pen->fonts, &style, line->meaning);
  const double first_mm = em_in_mm (pen, ROW_EM), next_mm = em_in_mm (pen, NEXT_LINE_EM);
  const double row_mm = first_mm + (meaning->len - 1) * next_mm;
  if (pen->pdf != NULL) {
    draw_keys (pen, row_mm, line->keys);
    for (guint i = 0; i < meaning->len; i++)
      xp_pdf_draw_line (pen->pdf,
                        meaning->pdata[i],
                        LEFT_MM + MEANING_AT_MM,
                        pen->y_mm + i * next_mm + xp_flow_baseline_mm (first_mm, pen->size_pt),
                        XP_ANCHOR_LEFT);
    xp_pdf_draw_rule (pen->pdf,
                      LEFT_MM,
                      pen->y_mm + row_mm,
                      LEFT_MM + WIDTH_MM,
                      pen->y_mm + row_mm,
                      FINE_MM);
  }
  pen->y_mm += row_mm;
}

static void
draw_paragraph (Pen *pen, XpFace face, double scale, const char *text)
{
  const XpTextStyle style = {.face = face,
                             .size_pt = pen->size_pt * scale,
                             .measure_pt = WIDTH_MM * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (pen->fonts, &style, text);
  const double row_mm = em_in_mm (pen, 1.5 * scale);
  for (guint i = 0; i < lines->len; i++, pen->y_mm += row_mm)
    if (pen->pdf != NULL)
      xp_pdf_draw_line (pen->pdf,
                        lines->pdata[i],
                        LEFT_MM,
                        pen->y_mm + xp_flow_baseline_mm (row_mm, style.size_pt),
                        XP_ANCHOR_LEFT);
}

static void
draw_bar (Pen *pen)
{
  if (pen->pdf != NULL)
    xp_pdf_draw_rule (pen->pdf, LEFT_MM, pen->y_mm, LEFT_MM + WIDTH_MM, pen->y_mm, BOLD_MM);
}

/* Draws the page, or measures it; returns the height it takes. */
static double
draw_page (const XpKeysSheet *sheet, XpFontBook *fonts, XpPdf *pdf, double size_pt)
{
  Pen pen = {sheet, fonts, pdf, size_pt, TOP_MM};
  draw_in_the_middle (&pen, XP_FACE_TITLE, TITLE_PT, TITLE_ROW_MM, sheet->title);
  draw_in_the_middle (&pen, XP_FACE_BODY, SUBTITLE_PT, SUBTITLE_ROW_MM, sheet->subtitle);
  pen.y_mm += AIR_MM / 2;
  draw_bar (&pen);
  for (size_t i = 0; i < sheet->n_lines; i++)
    draw_line (&pen, &sheet->lines[i]);
  draw_bar (&pen);
  pen.y_mm += AIR_MM;
  draw_paragraph (&pen, XP_FACE_HEI, 1, sheet->example);
  draw_paragraph (&pen, XP_FACE_KAI, 1, sheet->spoken);
  pen.y_mm += AIR_MM / 2;
  draw_bar (&pen);
  for (size_t i = 0; i < sheet->n_steps; i++)
    draw_line (&pen, &sheet->steps[i]);
  draw_bar (&pen);
  pen.y_mm += AIR_MM;
  for (size_t i = 0; sheet->notes[i] != NULL; i++)
    draw_paragraph (&pen, XP_FACE_BODY, NOTE_SCALE, sheet->notes[i]);
  return pen.y_mm - TOP_MM;
}

static void
check_lines (const XpFontBook *fonts, const XpKeysLine *lines, size_t n, XpMissing *missing)
{
  for (size_t i = 0; i < n; i++) {
    xp_font_book_check (fonts, XP_FACE_HEI, lines[i].keys, missing);
    xp_font_book_check (fonts, XP_FACE_BODY, lines[i].meaning, missing);
  }
}

static bool
has_all_characters (const XpKeysSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  check_lines (fonts, sheet->lines, sheet->n_lines, &missing);
  check_lines (fonts, sheet->steps, sheet->n_steps, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->subtitle, &missing);
  xp_font_book_check (fonts, XP_FACE_HEI, sheet->example, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->spoken, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->notes, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_keys_sheet_render (const XpKeysSheet *sheet, XpFontBook *fonts, GError **error)
{
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->title, error);
  if (pdf == NULL)
    return NULL;

  size_t size = 0;
  while (size + 1 < G_N_ELEMENTS (SIZES_PT) &&
         draw_page (sheet, fonts, NULL, SIZES_PT[size]) > HEIGHT_MM)
    size++;
  xp_pdf_add_page (pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
  draw_page (sheet, fonts, pdf, SIZES_PT[size]);
  return xp_pdf_finish (pdf, error);
}

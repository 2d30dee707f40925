#include "xp-honour-sheet.h"

#include "xp-frame.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"
#include "xp-title.h"

static const double A3_SHORT_MM = 297;

static const XpInk GOLD = {0.22, 0.38, 0.80, 0.10};
static const XpInk RED = {0.05, 1, 0.90, 0.05};

/* Of the short edge, so that A4 is A3 made smaller. */
static const double FRAME_AT = 0.04, SIDE_AT = 0.115, TOP_AT = 0.10, BOTTOM_AT = 0.10;
static const double TITLE_WIDTH_EM = 4.6;
static const double TITLE_AT = 0.25; /* type in points of the short edge in mm: 74 pt on A3 */
static const double SUBTITLE_AT = 0.094;
static const double FOOT_PT = 10.5;

/* Names as large as they may be; a reader stands three metres away. On a sheet larger than A3 all
 * of them, and the least, are as much larger. */
static const double NAMES_PT[] = {48, 42, 36, 32, 28, 26, 24, 22, 20, 18, 16, 15, 14};
/* Issuer and date stand close under one stamp. */
static const double MOST_BODY_PT = 28, MOST_SIGNATURE_PT = 21, LEAST_TEXT_PT = 14;
static const double PITCH_EM = 1.75;
/* What is left of the sheet goes between its parts, at most so much of the short edge each. */
static const double MOST_AIR_AT = 0.09;

typedef struct {
  const XpHonourSheet *sheet;
  const XpFontBook *fonts;
  const char *const *names;
  double short_mm;
  double scale;               /* of type: 1 on A3 and smaller */
  double width_mm, height_mm; /* of the page */
} Printing;

static XpBoardForm
form_for (const Printing *printing, double names_pt)
{
  const double side_mm = printing->short_mm * SIDE_AT;
  const double top_mm = printing->short_mm * TOP_AT, bottom_mm = printing->short_mm * BOTTOM_AT;
  return (XpBoardForm){
    .page_width_mm = printing->width_mm,
    .page_height_mm = printing->height_mm,
    .left_mm = side_mm,
    .top_mm = top_mm,
    .width_mm = printing->width_mm - 2 * side_mm,
    .height_mm = printing->height_mm - top_mm - bottom_mm,
    .body_pt = names_pt,
    .remark_pt = names_pt * 0.6,
    .pitch_mm = names_pt * PITCH_EM / XP_PT_PER_MM,
    .name_face = XP_FACE_KAI,
  };
}

/* The text about the names is set smaller than they are, and never larger than it need be. */
static double
text_pt (const Printing *printing, double names_pt, double most_pt)
{
  return CLAMP (names_pt * 0.8,
                LEAST_TEXT_PT * printing->scale,
                most_pt * printing->short_mm / A3_SHORT_MM);
}

static void
set_type (XpBoard *board, double size_pt)
{
  xp_board_set_type (board, size_pt, size_pt * PITCH_EM / XP_PT_PER_MM);
}

static void
add_text (XpBoard *board, const Printing *printing, const XpBoardForm *form, const char *text)
{
  if (text == NULL)
    return;
  const double size_pt = text_pt (printing, form->body_pt, MOST_BODY_PT);
  const XpTextStyle style = {
    .face = XP_FACE_BODY,
    .size_pt = size_pt,
    .measure_pt = form->width_mm * XP_PT_PER_MM,
    .indent_em = 2,
    .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES,
    .names = printing->names,
  };
  set_type (board, size_pt);
  xp_board_add_paragraph (board, xp_layout_paragraph (printing->fonts, &style, text));
}

static void
add_titles (XpBoard *board, const Printing *printing, const XpBoardForm *form)
{
  const XpHonourSheet *sheet = printing->sheet;
  const double title_pt = printing->short_mm * TITLE_AT;
  const double subtitle_pt = printing->short_mm * SUBTITLE_AT;
  const double measure_pt = form->width_mm * XP_PT_PER_MM;
  const XpInk ink = sheet->is_plain ? XP_INK_BLACK : RED;
  xp_board_add_row (board, title_pt * 1.25 / XP_PT_PER_MM, true);
  xp_board_set_ink (board, ink);
  xp_board_add_piece (
    board,
    xp_layout_spread (printing->fonts, XP_FACE_TITLE, title_pt, TITLE_WIDTH_EM, sheet->title),
    form->width_mm / 2,
    XP_ANCHOR_CENTRE);
  xp_board_set_ink (board, XP_INK_BLACK);
  xp_board_add_space (board, printing->short_mm * 0.012);
  xp_board_add_title (
    board,
    xp_title_break (printing->fonts, XP_FACE_TITLE, subtitle_pt, measure_pt, sheet->subtitle),
    subtitle_pt * 1.5 / XP_PT_PER_MM);
}

static XpBoard *
set_roll (const Printing *printing, double names_pt, size_t *out_n_pages)
{
  const XpHonourSheet *sheet = printing->sheet;
  const XpBoardForm form = form_for (printing, names_pt);
  const double air_mm = printing->short_mm * 0.02;
  XpBoard *board = xp_board_new (printing->fonts, &form);
  add_titles (board, printing, &form);
  xp_board_add_space (board, air_mm);
  for (size_t i = 0; sheet->body != NULL && sheet->body[i] != NULL; i++)
    add_text (board, printing, &form, sheet->body[i]);
  xp_board_add_space (board, air_mm);
  set_type (board, names_pt);
  xp_board_add_groups (board, sheet->groups, sheet->n_groups);
  xp_board_add_space (board, air_mm);
  add_text (board, printing, &form, sheet->closing);
  set_type (board, text_pt (printing, names_pt, MOST_SIGNATURE_PT));
  xp_board_add_signature (board, sheet->issuer, sheet->date, 2);
  *out_n_pages = xp_board_place (board);
  return board;
}

/* The largest names with which the roll takes @n_at_most sheets; NULL when it takes more. */
static XpBoard *
set_within (const Printing *printing, size_t n_at_most, size_t *out_n_pages)
{
  for (size_t i = 0; i < G_N_ELEMENTS (NAMES_PT); i++) {
    g_autoptr (XpBoard) board = set_roll (printing, NAMES_PT[i] * printing->scale, out_n_pages);
    if (*out_n_pages <= n_at_most)
      return g_steal_pointer (&board);
  }
  return NULL;
}

static XpBoard *
set_best (const Printing *printing, size_t *out_n_pages)
{
  XpBoard *board = set_within (printing, 1, out_n_pages);
  if (board == NULL) /* what the smallest names take */
    board = set_within (printing, *out_n_pages, out_n_pages);
  xp_board_spread (board, printing->short_mm * MOST_AIR_AT);
  return board;
}

static void
decorate (XpPdf *pdf, gpointer user_data)
{
  const Printing *printing = user_data;
  const double margin_mm = printing->short_mm * FRAME_AT;
  if (printing->sheet->is_plain)
    xp_frame_draw_rules (pdf, printing->width_mm, printing->height_mm, margin_mm);
  else
    xp_frame_draw_meander_scaled (pdf,
                                  printing->width_mm,
                                  printing->height_mm,
                                  margin_mm,
                                  printing->scale,
                                  GOLD);
  xp_pdf_set_ink (pdf, XP_INK_BLACK);
}

/* On one sheet nothing need be counted. */
static void
draw_foot (XpPdf *pdf, const Printing *printing, size_t n_pages)
{
  const double baseline_mm = printing->height_mm - printing->short_mm * (BOTTOM_AT - 0.008);
  for (size_t i = 0; n_pages > 1 && i < n_pages; i++) {
    g_autofree char *number = g_strdup_printf ("第%zu页　共%zu页", i + 1, n_pages);
    xp_pdf_turn_to (pdf, i);
    xp_pdf_draw_text (pdf,
                      XP_FACE_BODY,
                      FOOT_PT * printing->scale,
                      printing->width_mm / 2,
                      baseline_mm,
                      XP_ANCHOR_CENTRE,
                      number);
  }
}

static bool
has_all_characters (const XpHonourSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  const char *const single[] = {sheet->title, sheet->subtitle, sheet->issuer, sheet->date, NULL};
  xp_board_check (fonts, XP_FACE_KAI, sheet->groups, sheet->n_groups, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, single, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->body, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->closing, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_honour_sheet_render (const XpHonourSheet *sheet,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree const char **names = xp_board_list_names (sheet->groups, sheet->n_groups);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_return_val_if_fail (sheet->width_mm > 0 && sheet->height_mm > 0, NULL);
  const double short_mm = MIN (sheet->width_mm, sheet->height_mm);
  Printing printing = {
    .sheet = sheet,
    .fonts = fonts,
    .names = names,
    .short_mm = short_mm,
    .scale = MAX (short_mm / A3_SHORT_MM, 1),
    .width_mm = sheet->width_mm,
    .height_mm = sheet->height_mm,
  };
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->issuer, error);
  if (pdf == NULL)
    return NULL;

  xp_pdf_set_press (pdf, &sheet->press);
  if (sheet->placing != NULL)
    xp_pdf_place (pdf, sheet->placing);
  size_t n_pages = 0;
  g_autoptr (XpBoard) board = set_best (&printing, &n_pages);
  if (!xp_board_draw (board, pdf, decorate, &printing, progress, cancellable, error))
    return NULL;
  draw_foot (pdf, &printing, n_pages);
  return xp_pdf_finish (pdf, error);
}

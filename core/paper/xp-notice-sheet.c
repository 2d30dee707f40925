#include "xp-notice-sheet.h"

#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"
#include "xp-title.h"

/* GB/T 9704—2012: 22 lines of 28 characters on 156 × 225 mm. */
static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 28, TOP_MM = 37, WIDTH_MM = 156, HEIGHT_MM = 225;
static const double FOOT_BASELINE_MM = 274, CHECK_WORDS_BASELINE_MM = 279;
static const double TITLE_PT = 22, BODY_PT = 16, REMARK_PT = 12, FOOT_PT = 10.5, CHECK_WORDS_PT = 9;
enum {
  CHARACTERS_PER_LINE = 28
};

static const double DATE_RIGHT_EM = 4;

/* Air is given up when that saves a page: half-lines above the title, then the pitch by a point, as
 * custom allows; by 3½ before a village has to paste up two sheets instead of one. */
static const struct {
  int n_half_lines_above;
  double pitch_pt;
} DENSITIES[] = {{2, 28.99}, {1, 28.99}, {0, 28.99}, {0, 27.99}, {0, 26.5}, {0, 25.5}};

/* The notice, set but not yet on pages. */
typedef struct {
  const XpNoticeSheet *sheet;
  const XpFontBook *fonts;
  const char *const *names; /* that no line end may tear */
  double pitch_mm;
  XpBoard *board; /* owned */
  size_t n_pages;
} Setting;

static void
setting_free (Setting *self)
{
  xp_board_free (self->board);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Setting, setting_free)

static void
add_title (Setting *self)
{
  xp_board_add_title (self->board,
                      xp_title_break (self->fonts,
                                      XP_FACE_TITLE,
                                      TITLE_PT,
                                      WIDTH_MM * XP_PT_PER_MM,
                                      self->sheet->title),
                      self->pitch_mm * 1.15);
  xp_board_add_space (self->board, self->pitch_mm * 0.7);
}

/* The pitch of 28 characters on the measure is a little closer than the type is wide. */
static double
tracking_em (void)
{
  const double measure_em = WIDTH_MM * XP_PT_PER_MM / BODY_PT;
  return (measure_em - 1) / (CHARACTERS_PER_LINE - 1) - 1;
}

static void
add_paragraph (Setting *self, const char *text, double indent_em)
{
  if (text == NULL)
    return;

  const XpTextStyle style = {
    .face = XP_FACE_BODY,
    .size_pt = BODY_PT,
    .measure_pt = WIDTH_MM * XP_PT_PER_MM,
    .indent_em = indent_em * (1 + tracking_em ()),
    .tracking_em = tracking_em (),
    .flags =
      XP_TEXT_JUSTIFIES | (self->sheet->has_full_cells ? XP_TEXT_FULL_CELLS : XP_TEXT_SQUEEZES),
    .names = self->names,
  };
  xp_board_add_paragraph (self->board, xp_layout_paragraph (self->fonts, &style, text));
}

static Setting *
set_notice (const XpNoticeSheet *sheet,
            const XpFontBook *fonts,
            const char *const *names,
            int n_half_lines_above,
            double pitch_pt)
{
  Setting *self = g_new0 (Setting, 1);
  const XpBoardForm form = {
    .page_width_mm = PAGE_WIDTH_MM,
    .page_height_mm = PAGE_HEIGHT_MM,
    .left_mm = LEFT_MM,
    .top_mm = TOP_MM,
    .width_mm = WIDTH_MM,
    .height_mm = HEIGHT_MM,
    .body_pt = BODY_PT,
    .remark_pt = REMARK_PT,
    .pitch_mm = pitch_pt / XP_PT_PER_MM,
    .indent_em = 2,
    .name_face = XP_FACE_BODY,
  };
  *self = (Setting){sheet, fonts, names, form.pitch_mm, xp_board_new (fonts, &form), 0};

  if (n_half_lines_above > 0)
    xp_board_add_space (self->board, n_half_lines_above * self->pitch_mm / 2);
  add_title (self);
  add_paragraph (self, sheet->salutation, 0);
  for (size_t i = 0; sheet->body != NULL && sheet->body[i] != NULL; i++)
    add_paragraph (self, sheet->body[i], 2);
  const double air_mm = n_half_lines_above * self->pitch_mm / 5;
  xp_board_add_space (self->board, air_mm);
  xp_board_add_groups (self->board, sheet->groups, sheet->n_groups);
  xp_board_add_space (self->board, air_mm);
  for (size_t i = 0; sheet->quota != NULL && sheet->quota[i] != NULL; i++)
    add_paragraph (self, sheet->quota[i], 2);
  add_paragraph (self, sheet->period, 2);
  add_paragraph (self, sheet->objection, 2);
  xp_board_add_signature (self->board, sheet->issuer, sheet->date, DATE_RIGHT_EM);
  self->n_pages = xp_board_place (self->board);
  return self;
}

/* The airiest setting among those with the fewest pages. */
static Setting *
set_best (const XpNoticeSheet *sheet, const XpFontBook *fonts, const char *const *names)
{
  Setting *best = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (DENSITIES) && (best == NULL || best->n_pages > 1); i++) {
    g_autoptr (Setting) setting =
      set_notice (sheet, fonts, names, DENSITIES[i].n_half_lines_above, DENSITIES[i].pitch_pt);
    if (best != NULL && setting->n_pages >= best->n_pages)
      continue;
    if (best != NULL)
      setting_free (best);
    best = g_steal_pointer (&setting);
  }
  return best;
}

/* The pages of each notice are numbered by themselves. */
static void
draw_foot (XpPdf *pdf, const Setting *setting, size_t first_page)
{
  const XpNoticeSheet *sheet = setting->sheet;
  g_autofree char *code =
    g_strdup_printf ("%s　核对码：%s", sheet->village, sheet->check_code ? sheet->check_code : "");

  for (size_t i = 0; i < setting->n_pages; i++) {
    xp_pdf_turn_to (pdf, first_page + i);
    if (sheet->check_code != NULL)
      xp_pdf_draw_text (pdf, XP_FACE_KAI, FOOT_PT, LEFT_MM, FOOT_BASELINE_MM, XP_ANCHOR_LEFT, code);
    if (sheet->check_code != NULL && sheet->check_words != NULL)
      xp_pdf_draw_text (pdf,
                        XP_FACE_KAI,
                        CHECK_WORDS_PT,
                        LEFT_MM,
                        CHECK_WORDS_BASELINE_MM,
                        XP_ANCHOR_LEFT,
                        sheet->check_words);
    if (setting->n_pages == 1)
      continue;
    g_autofree char *number = g_strdup_printf ("第%zu页　共%zu页", i + 1, setting->n_pages);
    xp_pdf_draw_text (pdf,
                      XP_FACE_BODY,
                      FOOT_PT,
                      LEFT_MM + WIDTH_MM,
                      FOOT_BASELINE_MM,
                      XP_ANCHOR_RIGHT,
                      number);
  }
}

static bool
has_all_characters (const XpNoticeSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  const char *const single[] = {sheet->village, sheet->title, sheet->issuer, sheet->date, NULL};
  xp_board_check (fonts, XP_FACE_BODY, sheet->groups, sheet->n_groups, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, single, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->salutation, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->period, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->objection, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->check_code, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->check_words, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->body, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->quota, &missing);
  return xp_missing_finish (&missing, error);
}

static bool
draw_notice (const XpNoticeSheet *sheet,
             XpFontBook *fonts,
             XpPdf *pdf,
             XpProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree const char **names = xp_board_list_names (sheet->groups, sheet->n_groups);
  g_autoptr (Setting) setting = set_best (sheet, fonts, names);
  const size_t first_page = xp_pdf_get_n_pages (pdf);
  if (!xp_board_draw (setting->board, pdf, NULL, NULL, progress, cancellable, error))
    return false;
  draw_foot (pdf, setting, first_page);
  return true;
}

GBytes *
xp_notice_sheets_render (const XpNoticeSheet sheets[],
                         size_t n_sheets,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error)
{
  for (size_t i = 0; i < n_sheets; i++)
    if (!has_all_characters (&sheets[i], fonts, error))
      return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheets[0].title, sheets[0].issuer, error);
  if (pdf == NULL)
    return NULL;
  for (size_t i = 0; i < n_sheets; i++)
    if (!draw_notice (&sheets[i],
                      fonts,
                      pdf,
                      n_sheets == 1 ? progress : NULL,
                      cancellable,
                      error) ||
        !xp_progress_report (progress, cancellable, i + 1, n_sheets, error))
      return NULL;
  return xp_pdf_finish (pdf, error);
}

GBytes *
xp_notice_sheet_render (const XpNoticeSheet *sheet,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  return xp_notice_sheets_render (sheet, 1, fonts, progress, cancellable, error);
}

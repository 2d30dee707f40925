/* xp-charter-poster.c: a charter on one sheet. */
#include <math.h>

#include "xp-charter-sheet.h"
#include "xp-charter-text.h"
#include "xp-error.h"
#include "xp-flow.h"
#include "xp-layout.h"

/* Of the short edge, so that a poster is A3 made larger. */
static const double FRAME_AT = 0.03, SIDE_AT = 0.075, TOP_AT = 0.08, BOTTOM_AT = 0.07;
static const double HEAVY_AT = 0.005, FINE_AT = 0.0012, BETWEEN_RULES_AT = 0.009;
static const double COLUMN_RULE_AT = 0.0006;
/* Type in points of the short edge in mm. */
static const double MOST_TITLE_AT = 0.24, MOST_TEXT_AT = 0.115, MOST_SIGNATURE_AT = 0.075;
static const double STATUS_AT = 0.075;

static const double LEAST_TEXT_PT = 9, SIZE_STEP_PT = 0.25;
static const double LEAST_PITCH_EM = 1.5, MOST_PITCH_EM = 1.95;
static const double TITLE_ROW_EM = 1.3, EDITION_EM = 0.36, EDITION_ROW_EM = 0.62;
static const double TITLE_SPREAD = 1.12, TITLE_PART = 0.88; /* of the width, at most */
static const double COLUMN_GAP_EM = 2.2, LEAST_COLUMN_EM = 16;
static const double ADOPTED_EM = 0.82;
/* Between head, columns and foot, in lines; and what else is left there, of the short edge. */
static const double AIR_LINES = 0.9, MOST_AIR_AT = 0.05;

static const double STAMP_MM = 45, STAMP_GAP_MM = 10;
/* Issuer and date lie a little below the stamp's middle. */
static const double ISSUER_UP_EM = 0.35, DATE_DOWN_EM = 1.3;

enum {
  LEAST_COLUMNS = 2,
  MOST_COLUMNS = 3
};

/* The poster, set with one size of type. */
typedef struct {
  const XpCharterSheet *sheet;
  const XpCharterPoster *poster;
  const XpFontBook *fonts;
  double short_mm;
  double left_mm, top_mm, width_mm, height_mm; /* of the text area */
  size_t n_columns;
  double size_pt, pitch_em;
  double column_gap_mm;
  double title_pt;
  GPtrArray *preamble; /* XpLine */
  GPtrArray *adopted;  /* XpLine */
  XpLine *issuer, *date;
  double signature_mm; /* how wide issuer, date and stamp are */
  XpCharterText *text;
  double columns_mm; /* how high the columns are */
} Setting;

static void
setting_free (Setting *self)
{
  g_ptr_array_unref (self->preamble);
  g_ptr_array_unref (self->adopted);
  xp_line_free (self->issuer);
  xp_line_free (self->date);
  xp_charter_text_free (self->text);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Setting, setting_free)

static double
in_mm (double pt)
{
  return pt / XP_PT_PER_MM;
}

static double
line_mm (const Setting *self)
{
  return in_mm (self->size_pt * self->pitch_em);
}

static double
adopted_line_mm (const Setting *self)
{
  return line_mm (self) * ADOPTED_EM;
}

static GPtrArray *
set_paragraphs (const Setting *self, const char *const *texts, double size_pt, double width_mm)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
    g_ptr_array_extend_and_steal (all,
                                  xp_charter_text_set_paragraph (self->fonts,
                                                                 self->sheet,
                                                                 XP_FACE_KAI,
                                                                 size_pt,
                                                                 width_mm,
                                                                 texts[i]));
  return all;
}

/* As large as it may be, or as the width allows. */
static double
fit_title_pt (const Setting *self)
{
  g_autoptr (XpLine) line = xp_layout_line (self->fonts, XP_FACE_TITLE, 1, self->sheet->title);
  const double widest_pt = self->width_mm * XP_PT_PER_MM * TITLE_PART;
  return MIN (self->short_mm * MOST_TITLE_AT, widest_pt / (line->width_pt * TITLE_SPREAD));
}

static void
set_signature (Setting *self)
{
  const double size_pt = MIN (self->size_pt, self->short_mm * MOST_SIGNATURE_AT);
  self->issuer = xp_layout_line (self->fonts, XP_FACE_BODY, size_pt, self->sheet->issuer);
  self->date = xp_layout_line (self->fonts,
                               XP_FACE_BODY,
                               size_pt,
                               self->sheet->date != NULL ? self->sheet->date : "");
  self->signature_mm = MAX (STAMP_MM, in_mm (MAX (self->issuer->width_pt, self->date->width_pt)));
}

static Setting *
set_poster (const XpCharterSheet *sheet,
            const XpCharterPoster *poster,
            const XpFontBook *fonts,
            size_t n_columns,
            double size_pt,
            double pitch_em)
{
  Setting *self = g_new0 (Setting, 1);
  const double short_mm = MIN (poster->width_mm, poster->height_mm);
  *self = (Setting){
    .sheet = sheet,
    .poster = poster,
    .fonts = fonts,
    .short_mm = short_mm,
    .left_mm = short_mm * SIDE_AT,
    .top_mm = short_mm * TOP_AT,
    .width_mm = poster->width_mm - 2 * short_mm * SIDE_AT,
    .height_mm = poster->height_mm - short_mm * (TOP_AT + BOTTOM_AT),
    .n_columns = n_columns,
    .size_pt = size_pt,
    .pitch_em = pitch_em,
    .column_gap_mm = in_mm (COLUMN_GAP_EM * size_pt),
  };
  self->title_pt = fit_title_pt (self);
  set_signature (self);
  self->preamble = set_paragraphs (self, sheet->preamble, size_pt, self->width_mm);
  self->adopted = set_paragraphs (self,
                                  sheet->adopted,
                                  size_pt * ADOPTED_EM,
                                  self->width_mm - self->signature_mm - STAMP_GAP_MM);
  const XpCharterForm form = {
    .width_mm =
      (self->width_mm - (double) (n_columns - 1) * self->column_gap_mm) / (double) n_columns,
    .size_pt = size_pt,
    .pitch_em = pitch_em,
    .has_red_heads = !poster->is_plain,
  };
  self->text = xp_charter_text_new (fonts, sheet, &form);
  self->columns_mm = xp_charter_text_balance (self->text, n_columns);
  return self;
}

static double
head_mm (const Setting *self)
{
  const double edition_em = self->sheet->edition != NULL ? EDITION_ROW_EM : 0;
  return in_mm (self->title_pt) * (TITLE_ROW_EM + edition_em) +
         self->preamble->len * line_mm (self);
}

static double
foot_mm (const Setting *self)
{
  return MAX (self->adopted->len * adopted_line_mm (self), STAMP_MM);
}

/* What is left when all stands as close as it may; less than 0: it does not fit. */
static double
room_mm (const Setting *self)
{
  return self->height_mm - head_mm (self) - self->columns_mm - foot_mm (self) -
         2 * AIR_LINES * line_mm (self);
}

/* Between head and columns: half of what is left, but no hole. */
static double
air_mm (const Setting *self)
{
  return AIR_LINES * line_mm (self) + MIN (room_mm (self) / 2, self->short_mm * MOST_AIR_AT);
}

/* The largest type that fits in @n_columns; NULL: none. */
static Setting *
set_largest (const XpCharterSheet *sheet,
             const XpCharterPoster *poster,
             const XpFontBook *fonts,
             size_t n_columns)
{
  const double short_mm = MIN (poster->width_mm, poster->height_mm);
  int fits = -1, does_not = (int) ((short_mm * MOST_TEXT_AT - LEAST_TEXT_PT) / SIZE_STEP_PT) + 1;
  Setting *best = NULL;
  while (does_not - fits > 1) {
    const int middle = (fits + does_not) / 2;
    Setting *setting = set_poster (sheet,
                                   poster,
                                   fonts,
                                   n_columns,
                                   LEAST_TEXT_PT + middle * SIZE_STEP_PT,
                                   LEAST_PITCH_EM);
    const double column_mm = setting->width_mm / (double) n_columns - setting->column_gap_mm;
    if (room_mm (setting) >= 0 && column_mm >= in_mm (setting->size_pt) * LEAST_COLUMN_EM) {
      fits = middle;
      g_clear_pointer (&best, setting_free);
      best = setting;
    } else {
      does_not = middle;
      setting_free (setting);
    }
  }
  return best;
}

/* Room that is left goes between the lines first. */
static Setting *
open_lines (Setting *closest)
{
  static const int N_STEPS = 18;
  Setting *best = closest;
  for (int step = 1; step <= N_STEPS; step++) {
    const double pitch_em = LEAST_PITCH_EM + (MOST_PITCH_EM - LEAST_PITCH_EM) * step / N_STEPS;
    Setting *setting =
      set_poster (best->sheet, best->poster, best->fonts, best->n_columns, best->size_pt, pitch_em);
    if (room_mm (setting) < 0) {
      setting_free (setting);
      break;
    }
    setting_free (best);
    best = setting;
  }
  return best;
}

/* Few articles stand in one column, where that makes them much larger. */
static Setting *
set_best (const XpCharterSheet *sheet, const XpCharterPoster *poster, const XpFontBook *fonts)
{
  static const double MUCH_LARGER = 1.2;
  Setting *best = NULL;
  for (size_t n_columns = LEAST_COLUMNS; n_columns <= MOST_COLUMNS; n_columns++) {
    g_autoptr (Setting) setting = set_largest (sheet, poster, fonts, n_columns);
    if (setting == NULL || (best != NULL && setting->size_pt <= best->size_pt))
      continue;
    g_clear_pointer (&best, setting_free);
    best = g_steal_pointer (&setting);
  }
  Setting *single = set_largest (sheet, poster, fonts, 1);
  if (single != NULL && (best == NULL || single->size_pt > best->size_pt * MUCH_LARGER)) {
    g_clear_pointer (&best, setting_free);
    best = g_steal_pointer (&single);
  }
  g_clear_pointer (&single, setting_free);
  return best != NULL ? open_lines (best) : NULL;
}

/* ---- drawing ---- */

static void
draw_rectangle (XpPdf *pdf, double x_mm, double y_mm, double w_mm, double h_mm, double pen_mm)
{
  const XpPoint corners[] = {{x_mm, y_mm},
                             {x_mm + w_mm, y_mm},
                             {x_mm + w_mm, y_mm + h_mm},
                             {x_mm, y_mm + h_mm}};
  xp_pdf_draw_path (pdf, corners, G_N_ELEMENTS (corners), pen_mm, true);
}

static void
draw_frame (const Setting *self, XpPdf *pdf)
{
  const XpCharterPoster *poster = self->poster;
  const double insets_mm[] = {self->short_mm * FRAME_AT,
                              self->short_mm * (FRAME_AT + BETWEEN_RULES_AT)};
  const double pens_mm[] = {self->short_mm * HEAVY_AT, self->short_mm * FINE_AT};
  xp_pdf_set_ink (pdf, poster->is_plain ? XP_INK_BLACK : XP_INK_RED);
  for (size_t i = 0; i < G_N_ELEMENTS (insets_mm); i++)
    draw_rectangle (pdf,
                    insets_mm[i],
                    insets_mm[i],
                    poster->width_mm - 2 * insets_mm[i],
                    poster->height_mm - 2 * insets_mm[i],
                    pens_mm[i]);
  xp_pdf_set_ink (pdf, XP_INK_BLACK);
}

/* 草案 in a box of its own, under the frame's right corner. */
static void
draw_status (const Setting *self, XpPdf *pdf)
{
  if (self->sheet->status == NULL)
    return;
  const double size_pt = self->short_mm * STATUS_AT;
  const double em_mm = in_mm (size_pt);
  g_autoptr (XpLine) line = xp_layout_line (self->fonts, XP_FACE_HEI, size_pt, self->sheet->status);
  const double width_mm = in_mm (line->width_pt) + em_mm;
  const double height_mm = em_mm * 1.6;
  const double inset_mm = self->short_mm * (FRAME_AT + 2.4 * BETWEEN_RULES_AT);
  const double left_mm = self->poster->width_mm - inset_mm - width_mm;
  draw_rectangle (pdf, left_mm, inset_mm, width_mm, height_mm, em_mm * 0.07);
  xp_pdf_draw_line (pdf,
                    line,
                    left_mm + width_mm / 2,
                    inset_mm + xp_flow_baseline_mm (height_mm, size_pt),
                    XP_ANCHOR_CENTRE);
}

static void
draw_lines (XpPdf *pdf, const GPtrArray *lines, double left_mm, double top_mm, double pitch_mm)
{
  for (guint i = 0; i < lines->len; i++) {
    const XpLine *line = lines->pdata[i];
    xp_pdf_draw_line (pdf,
                      line,
                      left_mm,
                      top_mm + i * pitch_mm + xp_flow_baseline_mm (pitch_mm, line->size_pt),
                      XP_ANCHOR_LEFT);
  }
}

static void
draw_head (const Setting *self, XpPdf *pdf)
{
  const double em_mm = in_mm (self->title_pt);
  const double middle_mm = self->left_mm + self->width_mm / 2;
  g_autoptr (XpLine) natural =
    xp_layout_line (self->fonts, XP_FACE_TITLE, self->title_pt, self->sheet->title);
  g_autoptr (XpLine) title = xp_layout_spread (self->fonts,
                                               XP_FACE_TITLE,
                                               self->title_pt,
                                               natural->width_pt / self->title_pt * TITLE_SPREAD,
                                               self->sheet->title);
  xp_pdf_set_ink (pdf, self->poster->is_plain ? XP_INK_BLACK : XP_INK_RED);
  xp_pdf_draw_line (pdf,
                    title,
                    middle_mm,
                    self->top_mm + xp_flow_baseline_mm (em_mm * TITLE_ROW_EM, self->title_pt),
                    XP_ANCHOR_CENTRE);
  xp_pdf_set_ink (pdf, XP_INK_BLACK);
  double y_mm = self->top_mm + em_mm * TITLE_ROW_EM;
  if (self->sheet->edition != NULL) {
    const double size_pt = self->title_pt * EDITION_EM;
    xp_pdf_draw_text (pdf,
                      XP_FACE_BODY,
                      size_pt,
                      middle_mm,
                      y_mm + xp_flow_baseline_mm (em_mm * EDITION_ROW_EM, size_pt),
                      XP_ANCHOR_CENTRE,
                      self->sheet->edition);
    y_mm += em_mm * EDITION_ROW_EM;
  }
  draw_lines (pdf, self->preamble, self->left_mm, y_mm, line_mm (self));
}

static void
draw_columns (const Setting *self, XpPdf *pdf, double top_mm)
{
  const double gaps_mm = (double) (self->n_columns - 1) * self->column_gap_mm;
  const double pitch_mm =
    (self->width_mm - gaps_mm) / (double) self->n_columns + self->column_gap_mm;
  for (size_t i = 0; i < self->n_columns; i++) {
    const double left_mm = self->left_mm + (double) i * pitch_mm;
    xp_charter_text_draw (self->text, pdf, i, left_mm, top_mm);
    if (i > 0)
      xp_pdf_draw_rule (pdf,
                        left_mm - self->column_gap_mm / 2,
                        top_mm,
                        left_mm - self->column_gap_mm / 2,
                        top_mm + self->columns_mm,
                        self->short_mm * COLUMN_RULE_AT);
  }
}

static void
draw_foot (const Setting *self, XpPdf *pdf)
{
  const double height_mm = foot_mm (self);
  const double top_mm = self->top_mm + self->height_mm - height_mm;
  const double adopted_mm = self->adopted->len * adopted_line_mm (self);
  draw_lines (pdf,
              self->adopted,
              self->left_mm,
              top_mm + (height_mm - adopted_mm) / 2,
              adopted_line_mm (self));

  const double em_mm = in_mm (self->issuer->size_pt);
  const double x_mm = self->left_mm + self->width_mm - self->signature_mm / 2;
  const double middle_mm = top_mm + height_mm / 2;
  xp_pdf_draw_line (pdf, self->issuer, x_mm, middle_mm - ISSUER_UP_EM * em_mm, XP_ANCHOR_CENTRE);
  xp_pdf_draw_line (pdf, self->date, x_mm, middle_mm + DATE_DOWN_EM * em_mm, XP_ANCHOR_CENTRE);
}

GBytes *
xp_charter_poster_render (const XpCharterSheet *sheet,
                          const XpCharterPoster *poster,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error)
{
  if (!xp_charter_text_check (sheet, fonts, error) ||
      !xp_progress_report (progress, cancellable, 0, 1, error))
    return NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->issuer, error);
  if (pdf == NULL)
    return NULL;
  g_autoptr (Setting) setting = set_best (sheet, poster, fonts);
  if (setting == NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "“%s”条文太多，%.0f×%.0f毫米的纸上一张印不下。请选大一号的纸，或者印成小册子。",
                 sheet->title,
                 poster->width_mm,
                 poster->height_mm);
    return NULL;
  }

  xp_pdf_set_press (pdf, &poster->press);
  if (poster->placing != NULL)
    xp_pdf_place (pdf, poster->placing);
  xp_pdf_add_page (pdf, poster->width_mm, poster->height_mm);
  draw_frame (setting, pdf);
  draw_status (setting, pdf);
  draw_head (setting, pdf);
  draw_columns (setting, pdf, setting->top_mm + head_mm (setting) + air_mm (setting));
  draw_foot (setting, pdf);
  if (!xp_progress_report (progress, cancellable, 1, 1, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

#include "xp-charter-text.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"

/* 条号悬挂: numbers stand out at the left, all as wide as three characters, or four where one is
 * longer than three; text hangs behind them. */
static const double LEAST_LABEL_EM = 3, MOST_LABEL_EM = 4, LABEL_GAP_EM = 0.8;
static const double VERSE_TRACKING_EM = 0.25;

/* In lines. */
static const double HEADING_LINES = 1.5, ABOVE_HEADING_LINES = 0.5, BETWEEN_LINES = 0.22;
static const double HEADING_SCALE = 1.12;

typedef struct {
  XpLine *line;  /* (nullable): owned */
  XpLine *label; /* (nullable): owned; at the left of the same row */
  double x_mm;
  XpAnchor anchor;
  bool is_red;
} Piece;

/* Where an article begins. */
typedef struct {
  size_t chapter_no, article_no;
  size_t row_no;
} Start;

struct _XpCharterText {
  const XpFontBook *fonts;
  const XpCharterSheet *sheet;
  XpCharterForm form;
  double label_em, hang_em;
  GArray *pieces; /* Piece, one for each row */
  GArray *rows;   /* XpFlowRow */
  GArray *starts; /* Start */
  XpFlowPlace *places;
};

static void
clear_piece (gpointer data)
{
  Piece *piece = data;
  xp_line_free (piece->line);
  xp_line_free (piece->label);
}

static double
line_mm (const XpCharterText *self)
{
  return self->form.size_pt * self->form.pitch_em / XP_PT_PER_MM;
}

static double
em_mm (const XpCharterText *self, double em)
{
  return em * self->form.size_pt / XP_PT_PER_MM;
}

/* ---- rows ---- */

static void
add_row (XpCharterText *self, Piece piece, double n_lines, bool stays_with_next)
{
  const XpFlowRow row = {.height_mm = n_lines * line_mm (self), .stays_with_next = stays_with_next};
  g_array_append_val (self->pieces, piece);
  g_array_append_val (self->rows, row);
}

static void
add_space (XpCharterText *self, double n_lines)
{
  const XpFlowRow row = {.height_mm = n_lines * line_mm (self), .is_space = true};
  const Piece none = {0};
  g_array_append_val (self->pieces, none);
  g_array_append_val (self->rows, row);
}

/* Neither the first line nor the last is alone in its column. Taken. */
static void
add_lines (XpCharterText *self, GPtrArray *lines)
{
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = 0; i < lines->len; i++)
    add_row (self,
             (Piece){.line = lines->pdata[i]},
             1,
             (i == 0 && lines->len > 1) || i + 2 == lines->len);
  g_ptr_array_unref (lines);
}

GPtrArray *
xp_charter_text_set_paragraph (const XpFontBook *fonts,
                               const XpCharterSheet *sheet,
                               XpFace face,
                               double size_pt,
                               double width_mm,
                               const char *text)
{
  const XpTextStyle style = {
    .face = face,
    .size_pt = size_pt,
    .measure_pt = width_mm * XP_PT_PER_MM,
    .indent_em = 2,
    .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES,
    .names = sheet->names,
  };
  return xp_layout_paragraph (fonts, &style, text);
}

/* A number as wide as all others: spread, or a little smaller. NULL: none. */
static XpLine *
set_label (const XpCharterText *self, const char *label)
{
  if (label == NULL)
    return NULL;
  const double size_pt = self->form.size_pt;
  const double widest_pt = (self->label_em + LABEL_GAP_EM / 2) * size_pt;
  XpLine *line = xp_layout_spread (self->fonts, XP_FACE_HEI, size_pt, self->label_em, label);
  if (line->width_pt <= widest_pt)
    return line;
  const double smaller_pt = size_pt * widest_pt / line->width_pt;
  xp_line_free (line);
  return xp_layout_line (self->fonts, XP_FACE_HEI, smaller_pt, label);
}

static double
widest_label_em (const XpCharterText *self)
{
  glong most = 0;
  for (size_t i = 0; i < self->sheet->n_chapters; i++)
    for (size_t k = 0; k < self->sheet->chapters[i].n_articles; k++) {
      const char *label = self->sheet->chapters[i].articles[k].label;
      most = MAX (most, label != NULL ? g_utf8_strlen (label, -1) : 0);
    }
  return most == 0 ? 0 : CLAMP ((double) most, LEAST_LABEL_EM, MOST_LABEL_EM);
}

/* @label (nullable) stands out at the left of the first line. */
static void
add_paragraph (XpCharterText *self, const char *label, const char *text)
{
  const XpTextStyle style = {
    .face = XP_FACE_BODY,
    .size_pt = self->form.size_pt,
    .measure_pt = self->form.width_mm * XP_PT_PER_MM,
    .indent_em = self->hang_em > 0 ? self->hang_em : 2,
    .hang_em = self->hang_em,
    .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES,
    .names = self->sheet->names,
  };
  const guint first_row = self->rows->len;
  add_lines (self, xp_layout_paragraph (self->fonts, &style, text));
  g_array_index (self->pieces, Piece, first_row).label = set_label (self, label);
}

/* A line of verse, a little spaced where there is room; smaller, then on two lines, where not. */
static GPtrArray *
set_verse (const XpCharterText *self, double measure_mm, const char *text)
{
  XpTextStyle style = {
    .face = XP_FACE_KAI,
    .size_pt = self->form.size_pt,
    .measure_pt = measure_mm * XP_PT_PER_MM,
    .tracking_em = VERSE_TRACKING_EM,
  };
  GPtrArray *spaced = xp_layout_paragraph (self->fonts, &style, text);
  if (spaced->len == 1)
    return spaced;
  g_ptr_array_unref (spaced);
  return xp_layout_fit (self->fonts, style.face, style.size_pt, style.measure_pt, false, text);
}

/* A stanza stays together. */
static void
add_verse (XpCharterText *self, const XpCharterArticle *article)
{
  const bool has_label = article->label != NULL;
  const double left_mm = has_label ? em_mm (self, self->hang_em) : 0;
  const double measure_mm = self->form.width_mm - left_mm;
  XpLine *label = set_label (self, article->label);
  for (size_t i = 0; article->paragraphs[i] != NULL; i++) {
    if (*article->paragraphs[i] == '\0') {
      add_space (self, 0.5);
      continue;
    }
    GPtrArray *lines = set_verse (self, measure_mm, article->paragraphs[i]);
    g_ptr_array_set_free_func (lines, NULL);
    for (guint k = 0; k < lines->len; k++) {
      const char *next = article->paragraphs[i + 1];
      const bool goes_on = k + 1 < lines->len || (next != NULL && *next != '\0');
      const Piece piece = {.line = lines->pdata[k],
                           .label = g_steal_pointer (&label),
                           .x_mm = has_label ? left_mm : self->form.width_mm / 2,
                           .anchor = has_label ? XP_ANCHOR_LEFT : XP_ANCHOR_CENTRE};
      add_row (self, piece, 1, goes_on);
    }
    g_ptr_array_unref (lines);
  }
  xp_line_free (label);
}

static void
add_article (XpCharterText *self, size_t chapter_no, size_t article_no)
{
  const XpCharterArticle *article = &self->sheet->chapters[chapter_no].articles[article_no];
  const Start start = {chapter_no, article_no, self->rows->len};
  g_array_append_val (self->starts, start);
  if (article->is_verse) {
    add_verse (self, article);
  } else {
    for (size_t i = 0; article->paragraphs[i] != NULL; i++)
      add_paragraph (self, i == 0 ? article->label : NULL, article->paragraphs[i]);
  }
  add_space (self, BETWEEN_LINES);
}

static void
add_chapter (XpCharterText *self, size_t chapter_no)
{
  const XpCharterChapter *chapter = &self->sheet->chapters[chapter_no];
  if (chapter->heading != NULL) {
    if (self->rows->len > 0)
      add_space (self, ABOVE_HEADING_LINES);
    GPtrArray *lines = xp_layout_fit (self->fonts,
                                      XP_FACE_HEI,
                                      self->form.size_pt * HEADING_SCALE,
                                      self->form.width_mm * XP_PT_PER_MM,
                                      false,
                                      chapter->heading);
    g_ptr_array_set_free_func (lines, NULL);
    for (guint i = 0; i < lines->len; i++)
      add_row (self,
               (Piece){.line = lines->pdata[i],
                       .x_mm = self->form.width_mm / 2,
                       .anchor = XP_ANCHOR_CENTRE,
                       .is_red = self->form.has_red_heads},
               HEADING_LINES,
               true);
    g_ptr_array_unref (lines);
  }
  for (size_t i = 0; i < chapter->n_articles; i++)
    add_article (self, chapter_no, i);
}

XpCharterText *
xp_charter_text_new (const XpFontBook *fonts,
                     const XpCharterSheet *sheet,
                     const XpCharterForm *form)
{
  XpCharterText *self = g_new0 (XpCharterText, 1);
  *self = (XpCharterText){
    .fonts = fonts,
    .sheet = sheet,
    .form = *form,
    .pieces = g_array_new (FALSE, FALSE, sizeof (Piece)),
    .rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow)),
    .starts = g_array_new (FALSE, FALSE, sizeof (Start)),
  };
  g_array_set_clear_func (self->pieces, clear_piece);
  self->label_em = widest_label_em (self);
  self->hang_em = self->label_em > 0 ? self->label_em + LABEL_GAP_EM : 0;
  for (size_t i = 0; form->has_preamble && sheet->preamble != NULL && sheet->preamble[i] != NULL;
       i++)
    add_lines (self,
               xp_charter_text_set_paragraph (fonts,
                                              sheet,
                                              XP_FACE_KAI,
                                              form->size_pt,
                                              form->width_mm,
                                              sheet->preamble[i]));
  for (size_t i = 0; i < sheet->n_chapters; i++)
    add_chapter (self, i);
  return self;
}

void
xp_charter_text_free (XpCharterText *self)
{
  g_array_unref (self->pieces);
  g_array_unref (self->rows);
  g_array_unref (self->starts);
  g_free (self->places);
  g_free (self);
}

/* ---- columns ---- */

size_t
xp_charter_text_place (XpCharterText *self, double height_mm)
{
  const size_t n = self->rows->len;
  self->places = g_renew (XpFlowPlace, self->places, MAX (n, 1));
  return xp_flow_place (&g_array_index (self->rows, XpFlowRow, 0), n, height_mm, self->places);
}

double
xp_charter_text_balance (XpCharterText *self, size_t n_columns)
{
  double too_low_mm = 0, enough_mm = 0;
  for (guint i = 0; i < self->rows->len; i++)
    enough_mm += g_array_index (self->rows, XpFlowRow, i).height_mm;
  while (enough_mm - too_low_mm > 0.1) {
    const double middle_mm = (too_low_mm + enough_mm) / 2;
    if (xp_charter_text_place (self, middle_mm) <= n_columns)
      enough_mm = middle_mm;
    else
      too_low_mm = middle_mm;
  }
  xp_charter_text_place (self, enough_mm);
  return enough_mm;
}

double
xp_charter_text_get_column_mm (const XpCharterText *self, size_t column)
{
  double end_mm = 0;
  for (guint i = 0; i < self->rows->len; i++) {
    const XpFlowRow *row = &g_array_index (self->rows, XpFlowRow, i);
    if (self->places[i].page_no == column && !row->is_space)
      end_mm = self->places[i].y_mm + row->height_mm;
  }
  return end_mm;
}

size_t
xp_charter_text_get_column_of (const XpCharterText *self, size_t chapter_no, size_t article_no)
{
  for (guint i = 0; i < self->starts->len; i++) {
    const Start *start = &g_array_index (self->starts, Start, i);
    if (start->chapter_no == chapter_no && start->article_no == article_no)
      return self->places[start->row_no].page_no;
  }
  return 0;
}

void
xp_charter_text_draw (
  const XpCharterText *self, XpPdf *pdf, size_t column, double left_mm, double top_mm)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const Piece *piece = &g_array_index (self->pieces, Piece, i);
    if (self->places[i].page_no != column || piece->line == NULL)
      continue;
    const double row_mm = g_array_index (self->rows, XpFlowRow, i).height_mm;
    const double baseline_mm =
      top_mm + self->places[i].y_mm + xp_flow_baseline_mm (row_mm, self->form.size_pt);
    xp_pdf_set_ink (pdf, piece->is_red ? XP_INK_RED : XP_INK_BLACK);
    if (piece->label != NULL)
      xp_pdf_draw_line (pdf, piece->label, left_mm, baseline_mm, XP_ANCHOR_LEFT);
    xp_pdf_draw_line (pdf, piece->line, left_mm + piece->x_mm, baseline_mm, piece->anchor);
  }
  xp_pdf_set_ink (pdf, XP_INK_BLACK);
}

/* ---- characters ---- */

bool
xp_charter_text_check (const XpCharterSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  const char *const single[] = {sheet->title, sheet->issuer, NULL};
  xp_font_book_check_list (fonts, XP_FACE_TITLE, single, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->village, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->edition, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->date, &missing);
  xp_font_book_check (fonts, XP_FACE_HEI, sheet->status, &missing);
  xp_font_book_check_list (fonts, XP_FACE_KAI, sheet->preamble, &missing);
  xp_font_book_check_list (fonts, XP_FACE_KAI, sheet->adopted, &missing);
  for (size_t i = 0; i < sheet->n_chapters; i++) {
    const XpCharterChapter *chapter = &sheet->chapters[i];
    xp_font_book_check (fonts, XP_FACE_HEI, chapter->heading, &missing);
    for (size_t k = 0; k < chapter->n_articles; k++) {
      xp_font_book_check (fonts, XP_FACE_HEI, chapter->articles[k].label, &missing);
      xp_font_book_check_list (fonts, XP_FACE_BODY, chapter->articles[k].paragraphs, &missing);
    }
  }
  return xp_missing_finish (&missing, error);
}

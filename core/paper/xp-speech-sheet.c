#include "xp-speech-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"

#include <string.h>

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 22, TOP_MM = 18, WIDTH_MM = 166, HEIGHT_MM = 258;
static const double FOOT_BASELINE_MM = 286;
static const double TEXT_PT = 20, HINT_PT = 12, SOUND_PT = 10, LEAST_SOUND_PT = 6.5;
static const double ROW_MM = 12.9, HINT_ROW_MM = 6.4, AIR_MM = 3, SIGNATURE_ROW_MM = 12;
static const double SIGNATURE_PT = 14;
/* Of the character's size: where its sound stands above the baseline, how wide it may be. */
static const double SOUND_ABOVE_EM = 1.02, SOUND_WIDTH_EM = 1.9;

/* Nobody signs on a page of his own: the last air and two lines above it come along. */
enum {
  TIED_ROWS = 3
};

typedef struct {
  const XpSpeechSheet *sheet;
  const XpFontBook *fonts;
  XpPdf *pdf;
  const XpMasthead *masthead;
  GPtrArray *lines; /* of XpLine, one per row; NULL: the title, air */
  GArray *rows;     /* of XpFlowRow */
} Setting;

static void
free_line (gpointer data)
{
  if (data != NULL)
    xp_line_free (data);
}

static void
add_row (Setting *self, XpLine *line, XpFlowRow row)
{
  g_ptr_array_add (self->lines, line);
  g_array_append_val (self->rows, row);
}

static void
add_part (Setting *self, const XpSpeechPart *part)
{
  const bool is_hint = part->kind == XP_SPEECH_HINT;
  const XpTextStyle style = {.face = part->kind == XP_SPEECH_PARAGRAPH ? XP_FACE_BODY : XP_FACE_KAI,
                             .size_pt = is_hint ? HINT_PT : TEXT_PT,
                             .measure_pt = WIDTH_MM * XP_PT_PER_MM,
                             .indent_em = is_hint ? 0 : 2,
                             .flags = XP_TEXT_SQUEEZES | XP_TEXT_JUSTIFIES,
                             .names = self->sheet->names};
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (self->fonts, &style, part->text);
  const guint n = lines->len;
  for (guint i = 0; i < n; i++)
    add_row (self,
             lines->pdata[i],
             (XpFlowRow){.height_mm = is_hint ? HINT_ROW_MM : ROW_MM,
                         .stays_with_next = is_hint || (i == 0 && n > 1) || i + 2 == n});
  g_ptr_array_set_free_func (lines, NULL);
  add_row (self, NULL, (XpFlowRow){.height_mm = AIR_MM, .is_space = true});
}

/* ---- how it sounds ---- */

/* Above the character at @offset of the line. */
static void
draw_sound (
  const Setting *self, const XpLine *line, uint32_t offset, const char *sound, double baseline_mm)
{
  for (size_t i = 0; i < line->n_glyphs; i++) {
    const XpGlyph *glyph = &line->glyphs[i];
    if (offset < glyph->text_start || offset >= glyph->text_start + glyph->n_text_bytes)
      continue;
    g_autoptr (XpLine) natural = xp_layout_line (self->fonts, XP_FACE_BODY, SOUND_PT, sound);
    const double scale = MIN (1, line->size_pt * SOUND_WIDTH_EM / natural->width_pt);
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      MAX (SOUND_PT * scale, LEAST_SOUND_PT),
                      LEFT_MM + (glyph->x_pt + line->size_pt / 2) / XP_PT_PER_MM,
                      baseline_mm - line->size_pt * SOUND_ABOVE_EM / XP_PT_PER_MM,
                      XP_ANCHOR_CENTRE,
                      sound);
    return;
  }
}

static void
draw_sounds (const Setting *self, const XpLine *line, double baseline_mm)
{
  for (size_t i = 0; i < self->sheet->n_readings; i++) {
    const XpSpeechReading *reading = &self->sheet->readings[i];
    for (const char *at = line->text; (at = strstr (at, reading->word)) != NULL;
         at += strlen (reading->word))
      draw_sound (self,
                  line,
                  (uint32_t) (at - line->text + reading->at),
                  reading->sound,
                  baseline_mm);
  }
}

/* ---- pages ---- */

static void
draw_signature (const Setting *self, double top_mm)
{
  g_autofree char *text = g_strdup_printf ("%s　%s", self->sheet->issuer, self->sheet->date);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    SIGNATURE_PT,
                    LEFT_MM + WIDTH_MM,
                    top_mm + xp_flow_baseline_mm (SIGNATURE_ROW_MM, SIGNATURE_PT),
                    XP_ANCHOR_RIGHT,
                    text);
}

/* Type stands in the lower part of its row: above it is room for the sound. */
static void
draw_text_row (const Setting *self, const XpLine *line, double top_mm, double height_mm)
{
  const bool is_hint = line->size_pt < TEXT_PT;
  const double baseline_mm =
    is_hint ? top_mm + xp_flow_baseline_mm (height_mm, line->size_pt) : top_mm + height_mm - 2.4;
  xp_pdf_draw_line (self->pdf, line, LEFT_MM, baseline_mm, XP_ANCHOR_LEFT);
  if (!is_hint)
    draw_sounds (self, line, baseline_mm);
}

static bool
draw_all (const Setting *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);
  g_autofree XpFlowPlace *places = g_new (XpFlowPlace, self->rows->len);
  const size_t n_pages = xp_flow_place (rows, self->rows->len, HEIGHT_MM, places);
  for (guint i = 0; i < self->rows->len; i++) {
    const double top_mm = TOP_MM + places[i].y_mm;
    if (places[i].page_no >= xp_pdf_get_n_pages (self->pdf)) {
      if (!xp_progress_report (progress, cancellable, places[i].page_no, n_pages, error))
        return false;
      xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
    }
    if (i == 0)
      xp_masthead_draw (self->masthead, self->pdf, LEFT_MM, top_mm);
    else if (i + 1 == self->rows->len)
      draw_signature (self, top_mm);
    else if (self->lines->pdata[i] != NULL)
      draw_text_row (self, self->lines->pdata[i], top_mm, rows[i].height_mm);
  }
  return xp_progress_report (progress, cancellable, n_pages, n_pages, error);
}

static bool
has_all_characters (const XpSpeechSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_parts; i++)
    xp_font_book_check (fonts,
                        sheet->parts[i].kind == XP_SPEECH_PARAGRAPH ? XP_FACE_BODY : XP_FACE_KAI,
                        sheet->parts[i].text,
                        &missing);
  for (size_t i = 0; i < sheet->n_readings; i++)
    xp_font_book_check (fonts, XP_FACE_BODY, sheet->readings[i].sound, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->issuer, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->date, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_speech_sheet_render (const XpSpeechSheet *sheet,
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
  g_autoptr (XpMasthead) masthead = xp_masthead_new (fonts, sheet->title, NULL, WIDTH_MM);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow));
  Setting setting = {sheet, fonts, pdf, masthead, lines, rows};
  add_row (&setting,
           NULL,
           (XpFlowRow){.height_mm = xp_masthead_get_height_mm (masthead), .stays_with_next = true});
  for (size_t i = 0; i < sheet->n_parts; i++)
    add_part (&setting, &sheet->parts[i]);
  for (guint i = rows->len - MIN (TIED_ROWS, rows->len); i < rows->len; i++)
    g_array_index (rows, XpFlowRow, i).stays_with_next = true;
  add_row (&setting, NULL, (XpFlowRow){.height_mm = SIGNATURE_ROW_MM});
  if (!draw_all (&setting, progress, cancellable, error))
    return NULL;
  g_autofree char *foot = xp_foot_dup_text (sheet->village, sheet->check_code);
  xp_foot_draw_all (pdf, LEFT_MM, LEFT_MM + WIDTH_MM, FOOT_BASELINE_MM, foot);
  return xp_pdf_finish (pdf, error);
}

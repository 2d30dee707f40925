#include "xp-masthead.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-title.h"

static const double TITLE_PT = 18, SUB_PT = 10.5, FOOT_PT = 9;
static const double TITLE_ROW_MM = 9, SUB_ROW_MM = 5.6, AIR_MM = 2.4;

struct _XpMasthead {
  GPtrArray *titles, *subs; /* of XpLine */
  double width_mm;
};

XpMasthead *
xp_masthead_new (const XpFontBook *fonts,
                 const char *title,
                 const char *const *sub_lines,
                 double width_mm)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = SUB_PT,
                             .measure_pt = width_mm * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  XpMasthead *self = g_new0 (XpMasthead, 1);
  self->width_mm = width_mm;
  self->titles = xp_title_break (fonts, XP_FACE_TITLE, TITLE_PT, width_mm * XP_PT_PER_MM, title);
  self->subs = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  for (size_t i = 0; sub_lines != NULL && sub_lines[i] != NULL; i++) {
    g_autoptr (GPtrArray) lines = xp_layout_paragraph (fonts, &style, sub_lines[i]);
    g_ptr_array_extend_and_steal (self->subs, g_steal_pointer (&lines));
  }
  return self;
}

void
xp_masthead_free (XpMasthead *self)
{
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->subs);
  g_free (self);
}

double
xp_masthead_get_height_mm (const XpMasthead *self)
{
  return self->titles->len * TITLE_ROW_MM + self->subs->len * SUB_ROW_MM + AIR_MM;
}

static double
draw_lines (
  XpPdf *pdf, GPtrArray *lines, double x_mm, double top_mm, double row_mm, XpAnchor anchor)
{
  for (guint i = 0; i < lines->len; i++, top_mm += row_mm) {
    const XpLine *line = lines->pdata[i];
    xp_pdf_draw_line (pdf,
                      line,
                      x_mm,
                      top_mm + xp_flow_baseline_mm (row_mm, line->size_pt),
                      anchor);
  }
  return top_mm;
}

void
xp_masthead_draw (const XpMasthead *self, XpPdf *pdf, double left_mm, double top_mm)
{
  const double subs_mm = draw_lines (pdf,
                                     self->titles,
                                     left_mm + self->width_mm / 2,
                                     top_mm,
                                     TITLE_ROW_MM,
                                     XP_ANCHOR_CENTRE);
  draw_lines (pdf, self->subs, left_mm, subs_mm + AIR_MM / 3, SUB_ROW_MM, XP_ANCHOR_LEFT);
}

char *
xp_foot_dup_text (const char *village, const char *code)
{
  return code != NULL ? g_strdup_printf ("%s　核对码：%s", village, code) : g_strdup (village);
}

void
xp_foot_draw_all (XpPdf *pdf, double left_mm, double right_mm, double baseline_mm, const char *text)
{
  const size_t n_pages = xp_pdf_get_n_pages (pdf);
  for (size_t i = 0; i < n_pages; i++) {
    g_autofree char *number = g_strdup_printf ("第%zu页　共%zu页", i + 1, n_pages);
    xp_pdf_turn_to (pdf, i);
    if (text != NULL)
      xp_pdf_draw_text (pdf, XP_FACE_KAI, FOOT_PT, left_mm, baseline_mm, XP_ANCHOR_LEFT, text);
    xp_pdf_draw_text (pdf, XP_FACE_BODY, FOOT_PT, right_mm, baseline_mm, XP_ANCHOR_RIGHT, number);
  }
}

void
xp_font_book_check_list (const XpFontBook *fonts,
                         XpFace face,
                         const char *const *texts,
                         XpMissing *missing)
{
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
    xp_font_book_check (fonts, face, texts[i], missing);
}

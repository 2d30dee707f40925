#include "xp-tabs.h"

#include "xp-layout.h"

/* Between a part and its leader, and between the dots, in the size of the type. */
static const double GAP_EM = 0.6, DOT_STEP_EM = 0.4, DOT_EM = 0.075, DOT_ABOVE_EM = 0.22;
/* The first part leaves so much of a leader to be seen. */
static const double LEAST_LEADER_EM = 2;

/* The parts of one text, set. */
typedef struct {
  GPtrArray *first; /* XpLine: the lines of the first part */
  GPtrArray *rest;  /* XpLine: one for each other part */
} Parts;

static void
clear_parts (Parts *parts)
{
  g_ptr_array_unref (parts->first);
  g_ptr_array_unref (parts->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, clear_parts)

static double
em_mm (const XpTabForm *form, double em)
{
  return em * form->size_pt / XP_PT_PER_MM;
}

static double
width_mm (const XpLine *line)
{
  return line->width_pt / XP_PT_PER_MM;
}

/* Where the part at @tab begins. */
static double
left_of (const XpTab *tab, const XpLine *line)
{
  static const double PARTS_TO_THE_LEFT[] =
    {[XP_ANCHOR_LEFT] = 0, [XP_ANCHOR_CENTRE] = 0.5, [XP_ANCHOR_RIGHT] = 1};
  return tab->at_mm - width_mm (line) * PARTS_TO_THE_LEFT[tab->anchor];
}

static Parts
set_parts (const XpFontBook *fonts, const XpTabForm *form, const char *text)
{
  g_auto (GStrv) texts = g_strsplit (text, "\t", (gint) form->n_tabs + 1);
  Parts parts = {.rest = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free)};
  const guint n = g_strv_length (texts);
  for (guint i = 1; i < n; i++)
    g_ptr_array_add (parts.rest, xp_layout_line (fonts, form->face, form->size_pt, texts[i]));

  XpTextStyle style = {.face = form->face,
                       .size_pt = form->size_pt,
                       .measure_pt = G_MAXDOUBLE / 4,
                       .flags = XP_TEXT_SQUEEZES};
  if (n > 1) {
    const double least_mm = em_mm (form, form->tabs[0].has_leader ? LEAST_LEADER_EM : GAP_EM);
    style.measure_pt = (left_of (&form->tabs[0], parts.rest->pdata[0]) - least_mm) * XP_PT_PER_MM;
  }
  parts.first = xp_layout_paragraph (fonts, &style, n > 0 ? texts[0] : "");
  return parts;
}

size_t
xp_tabs_count_lines (const XpFontBook *fonts, const XpTabForm *form, const char *text)
{
  g_auto (Parts) parts = set_parts (fonts, form, text);
  return parts.first->len;
}

void
xp_tabs_draw (const XpFontBook *fonts,
              const XpTabForm *form,
              XpPdf *pdf,
              double left_mm,
              double baseline_mm,
              const char *text)
{
  g_auto (Parts) parts = set_parts (fonts, form, text);
  const guint n = parts.first->len;
  for (guint i = 0; i < n; i++)
    xp_pdf_draw_line (pdf,
                      parts.first->pdata[i],
                      left_mm,
                      baseline_mm + i * form->pitch_mm,
                      XP_ANCHOR_LEFT);

  const double last_mm = baseline_mm + (n - 1) * form->pitch_mm;
  double end_mm = width_mm (parts.first->pdata[n - 1]);
  for (guint i = 0; i < parts.rest->len; i++) {
    const XpTab *tab = &form->tabs[i];
    const XpLine *line = parts.rest->pdata[i];
    const double start_mm = left_of (tab, line);
    if (tab->has_leader)
      xp_pdf_draw_dots (pdf,
                        left_mm + end_mm + em_mm (form, GAP_EM),
                        left_mm + start_mm - em_mm (form, GAP_EM),
                        last_mm - em_mm (form, DOT_ABOVE_EM),
                        em_mm (form, DOT_EM),
                        em_mm (form, DOT_STEP_EM));
    xp_pdf_draw_line (pdf, line, left_mm + start_mm, last_mm, XP_ANCHOR_LEFT);
    end_mm = start_mm + width_mm (line);
  }
}

#include "xp-frame.h"

#include <math.h>

/* From the outside: a heavy rule, air, the meander, air, a fine rule. */
static const double HEAVY_MM = 1.6, FINE_MM = 0.35, STROKE_MM = 0.55;
static const double MEANDER_FROM_MM = 2.9, MEANDER_DEPTH_MM = 4.4, FINE_FROM_MM = 9;

/* One spiral, in parts of the meander's depth: x along the edge, y from the inside outwards. It
 * rises from the base line, turns in, and the next one begins where the base line goes on. */
static const XpPoint SPIRAL[] = {
  {0.00, 0.0}, {0.00, 1.0}, {1.00, 1.0}, {1.00, 0.3}, {0.34, 0.3}, {0.34, 0.68}, {0.66, 0.68}};
static const double SPIRAL_LENGTH = 1.35;

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
draw_inset (XpPdf *pdf, double width_mm, double height_mm, double inset_mm, double pen_mm)
{
  draw_rectangle (pdf,
                  inset_mm + pen_mm / 2,
                  inset_mm + pen_mm / 2,
                  width_mm - 2 * inset_mm - pen_mm,
                  height_mm - 2 * inset_mm - pen_mm,
                  pen_mm);
}

/* An edge of the page, walked clockwise: where its base line begins and which way it runs. */
typedef struct {
  XpPoint start;
  double along_x, along_y;
  double length_mm;
  double scale;
} Edge;

/* Spirals, mirrored about the middle of the edge so that both ends meet their corners alike. */
static void
draw_edge (XpPdf *pdf, const Edge *edge)
{
  const double depth_mm = MEANDER_DEPTH_MM * edge->scale;
  const size_t n_half = (size_t) floor (edge->length_mm / 2 / (depth_mm * SPIRAL_LENGTH));
  const double unit_mm = edge->length_mm / 2 / ((double) n_half * SPIRAL_LENGTH);
  const double out_x = edge->along_y, out_y = -edge->along_x;

  for (size_t i = 0; i < 2 * n_half; i++) {
    const bool is_mirrored = i >= n_half;
    const size_t step = is_mirrored ? 2 * n_half - 1 - i : i;
    XpPoint points[G_N_ELEMENTS (SPIRAL)];
    for (size_t k = 0; k < G_N_ELEMENTS (SPIRAL); k++) {
      const double from_end_mm = ((double) step * SPIRAL_LENGTH + 0.175 + SPIRAL[k].x_mm) * unit_mm;
      const double along_mm = is_mirrored ? edge->length_mm - from_end_mm : from_end_mm;
      const double out_mm = SPIRAL[k].y_mm * depth_mm;
      points[k] = (XpPoint){edge->start.x_mm + edge->along_x * along_mm + out_x * out_mm,
                            edge->start.y_mm + edge->along_y * along_mm + out_y * out_mm};
    }
    xp_pdf_draw_path (pdf, points, G_N_ELEMENTS (points), STROKE_MM * edge->scale, false);
  }
}

/* 回: squares in one another fill the corner where two edges meet. */
static void
draw_corner (XpPdf *pdf, double x_mm, double y_mm, double scale)
{
  static const double INSETS_MM[] = {0, 1.25};
  for (size_t i = 0; i < G_N_ELEMENTS (INSETS_MM); i++)
    draw_rectangle (pdf,
                    x_mm + INSETS_MM[i] * scale,
                    y_mm + INSETS_MM[i] * scale,
                    (MEANDER_DEPTH_MM - 2 * INSETS_MM[i]) * scale,
                    (MEANDER_DEPTH_MM - 2 * INSETS_MM[i]) * scale,
                    STROKE_MM * scale);
}

void
xp_frame_draw_meander_scaled (
  XpPdf *pdf, double width_mm, double height_mm, double margin_mm, double scale, XpInk ink)
{
  const double from_mm = margin_mm + MEANDER_FROM_MM * scale;
  const double base_mm = from_mm + MEANDER_DEPTH_MM * scale;
  const double right_mm = width_mm - base_mm, bottom_mm = height_mm - base_mm;
  const double stroke_mm = STROKE_MM * scale;
  const Edge edges[] = {
    {{base_mm, base_mm}, 1, 0, right_mm - base_mm, scale},
    {{right_mm, base_mm}, 0, 1, bottom_mm - base_mm, scale},
    {{right_mm, bottom_mm}, -1, 0, right_mm - base_mm, scale},
    {{base_mm, bottom_mm}, 0, -1, bottom_mm - base_mm, scale},
  };

  xp_pdf_set_ink (pdf, ink);
  draw_inset (pdf, width_mm, height_mm, margin_mm, HEAVY_MM * scale);
  draw_inset (pdf, width_mm, height_mm, base_mm - stroke_mm / 2, stroke_mm);
  draw_inset (pdf, width_mm, height_mm, margin_mm + FINE_FROM_MM * scale, FINE_MM * scale);
  for (size_t i = 0; i < G_N_ELEMENTS (edges); i++)
    draw_edge (pdf, &edges[i]);
  draw_corner (pdf, from_mm, from_mm, scale);
  draw_corner (pdf, right_mm, from_mm, scale);
  draw_corner (pdf, from_mm, bottom_mm, scale);
  draw_corner (pdf, right_mm, bottom_mm, scale);
}

void
xp_frame_draw_meander (XpPdf *pdf, double width_mm, double height_mm, double margin_mm, XpInk ink)
{
  xp_frame_draw_meander_scaled (pdf, width_mm, height_mm, margin_mm, 1, ink);
}

void
xp_frame_draw_rules (XpPdf *pdf, double width_mm, double height_mm, double margin_mm)
{
  static const double STEP_MM = 6, GAP_MM = 2.2, PEN_MM = 1.1;
  const double l = margin_mm + PEN_MM + GAP_MM, t = l;
  const double r = width_mm - l, b = height_mm - t;
  const double s = STEP_MM;
  const XpPoint stepped[] = {{l + s, t},
                             {r - s, t},
                             {r - s, t + s},
                             {r, t + s},
                             {r, b - s},
                             {r - s, b - s},
                             {r - s, b},
                             {l + s, b},
                             {l + s, b - s},
                             {l, b - s},
                             {l, t + s},
                             {l + s, t + s}};

  xp_pdf_set_ink (pdf, XP_INK_BLACK);
  draw_inset (pdf, width_mm, height_mm, margin_mm, PEN_MM);
  xp_pdf_draw_path (pdf, stepped, G_N_ELEMENTS (stepped), FINE_MM, true);
  for (int corner = 0; corner < 4; corner++) {
    const double x = corner % 2 == 0 ? l + 1 : r - s + 1;
    const double y = corner < 2 ? t + 1 : b - s + 1;
    draw_rectangle (pdf, x, y, s - 2, s - 2, FINE_MM);
    draw_rectangle (pdf, x + 1.2, y + 1.2, s - 4.4, s - 4.4, 0.6);
  }
}

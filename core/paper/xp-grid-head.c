/* xp-grid-head.c: the head of a table: titles, also upright ones, and what stands above several. */
#include "xp-grid-private.h"

static const double HEAD_PT = 10.5, UPRIGHT_PT = 9;
static const double LEAST_HEAD_MM = 9, HEAD_LINE_MM = 4.6, UPRIGHT_LINE_MM = 3.5, GROUP_MM = 6.2;

static double
column_width_mm (const XpGrid *self, size_t column)
{
  return self->edges_mm[column + 1] - self->edges_mm[column];
}

/* One line per character; digits and letters that follow one another stay together. */
static GPtrArray *
set_upright (const XpGrid *self, const char *title)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  for (const char *at = title; *at != '\0';) {
    const char *end = g_utf8_next_char (at);
    while (g_ascii_isalnum (*at) && (g_ascii_isalnum (*end) || *end == '.'))
      end++;
    g_autofree char *one = g_strndup (at, (gsize) (end - at));
    g_ptr_array_add (lines, xp_layout_line (self->fonts, XP_FACE_HEI, UPRIGHT_PT, one));
    at = end;
  }
  return lines;
}

static GPtrArray *
set_head (const XpGrid *self, size_t column)
{
  if (self->columns[column].is_head_upright)
    return set_upright (self, self->columns[column].title);
  return xp_layout_fit_evenly (self->fonts,
                               XP_FACE_HEI,
                               HEAD_PT,
                               (column_width_mm (self, column) - XP_GRID_PADDING_MM) * XP_PT_PER_MM,
                               self->columns[column].title);
}

static double
head_line_mm (const XpGrid *self, size_t column)
{
  return self->columns[column].is_head_upright ? UPRIGHT_LINE_MM : HEAD_LINE_MM;
}

/* The first column after those that share a group with @column. */
static size_t
end_of_group (const XpGrid *self, size_t column)
{
  const char *group = self->columns[column].group;
  size_t end = column + 1;
  while (group != NULL && end < self->n_columns && g_strcmp0 (self->columns[end].group, group) == 0)
    end++;
  return end;
}

/* How high the words above groups are; 0: there are none. */
static double
get_groups_mm (const XpGrid *self)
{
  for (size_t column = 0; column < self->n_columns; column++)
    if (self->columns[column].group != NULL)
      return GROUP_MM;
  return 0;
}

double
xp_grid_get_head_mm (const XpGrid *self)
{
  const double groups_mm = get_groups_mm (self);
  double height_mm = LEAST_HEAD_MM;
  for (size_t column = 0; column < self->n_columns; column++) {
    g_autoptr (GPtrArray) lines = set_head (self, column);
    const double above_mm = self->columns[column].group != NULL ? groups_mm : 0;
    height_mm = MAX (height_mm, above_mm + (double) lines->len * head_line_mm (self, column) + 3);
  }
  return height_mm;
}

/* The words above columns @start … @end, and the rule between them and the titles. */
static void
draw_group (const XpGrid *self, XpPdf *pdf, size_t start, size_t end, double top_mm)
{
  const double left_mm = self->edges_mm[start], right_mm = self->edges_mm[end];
  g_autoptr (GPtrArray) lines =
    xp_layout_fit (self->fonts,
                   XP_FACE_HEI,
                   HEAD_PT,
                   (right_mm - left_mm - XP_GRID_PADDING_MM) * XP_PT_PER_MM,
                   false,
                   self->columns[start].group);
  xp_grid_draw_lines (pdf,
                      lines,
                      (left_mm + right_mm) / 2,
                      top_mm,
                      GROUP_MM,
                      HEAD_LINE_MM,
                      XP_ANCHOR_CENTRE);
  xp_pdf_draw_rule (pdf, left_mm, top_mm + GROUP_MM, right_mm, top_mm + GROUP_MM, XP_GRID_FINE_MM);
}

/* The titles of columns @start … @end, below their group's words if they have one. */
static void
draw_titles (
  const XpGrid *self, XpPdf *pdf, size_t start, size_t end, double top_mm, double bottom_mm)
{
  for (size_t column = start; column < end; column++) {
    g_autoptr (GPtrArray) lines = set_head (self, column);
    xp_grid_draw_lines (pdf,
                        lines,
                        self->edges_mm[column] + column_width_mm (self, column) / 2,
                        top_mm,
                        bottom_mm - top_mm,
                        head_line_mm (self, column),
                        XP_ANCHOR_CENTRE);
    if (column > start)
      xp_pdf_draw_rule (pdf,
                        self->edges_mm[column],
                        top_mm,
                        self->edges_mm[column],
                        bottom_mm,
                        XP_GRID_FINE_MM);
  }
}

void
xp_grid_draw_head (const XpGrid *self, XpPdf *pdf, double top_mm)
{
  const double bottom_mm = top_mm + xp_grid_get_head_mm (self);
  xp_grid_draw_across (self, pdf, top_mm, XP_GRID_BOLD_MM);
  for (size_t start = 0, end; start < self->n_columns; start = end) {
    end = end_of_group (self, start);
    const bool has_group = self->columns[start].group != NULL;
    if (has_group)
      draw_group (self, pdf, start, end, top_mm);
    draw_titles (self, pdf, start, end, top_mm + (has_group ? GROUP_MM : 0), bottom_mm);
    const double pen_mm = start == 0 ? XP_GRID_BOLD_MM : XP_GRID_FINE_MM;
    xp_pdf_draw_rule (pdf, self->edges_mm[start], top_mm, self->edges_mm[start], bottom_mm, pen_mm);
  }
  const double right_mm = self->edges_mm[self->n_columns];
  xp_pdf_draw_rule (pdf, right_mm, top_mm, right_mm, bottom_mm, XP_GRID_BOLD_MM);
  xp_grid_draw_across (self, pdf, bottom_mm, XP_GRID_BOLD_MM);
}

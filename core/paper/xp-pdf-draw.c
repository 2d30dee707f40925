/* xp-pdf-draw.c: rules, paths and forms. */
#include <math.h>

#include "xp-content.h"
#include "xp-pdf-private.h"

static void
add_points (XpPdf *self, const XpPoint points[], size_t n_points)
{
  for (size_t i = 0; i < n_points; i++) {
    const double at[] = {xp_pdf_x_in_pt (self, points[i].x_mm),
                         xp_pdf_y_in_pt (self, points[i].y_mm)};
    xp_content_add_operator (self->operators, at, 2, i == 0 ? "m" : "l");
  }
}

void
xp_pdf_draw_path (
  XpPdf *self, const XpPoint points[], size_t n_points, double width_mm, bool closes)
{
  const double width_pt = width_mm * XP_PT_PER_MM;
  xp_content_add_operator (self->operators, &width_pt, 1, "w");
  add_points (self, points, n_points);
  g_string_append (self->operators, closes ? "s\n" : "S\n");
  xp_pdf_flush (self);
}

void
xp_pdf_draw_rule (
  XpPdf *self, double x0_mm, double y0_mm, double x1_mm, double y1_mm, double width_mm)
{
  const XpPoint ends[] = {{x0_mm, y0_mm}, {x1_mm, y1_mm}};
  xp_pdf_draw_path (self, ends, G_N_ELEMENTS (ends), width_mm, false);
}

void
xp_pdf_fill_path (XpPdf *self, const XpPoint points[], size_t n_points)
{
  add_points (self, points, n_points);
  g_string_append (self->operators, "f\n");
  xp_pdf_flush (self);
}

void
xp_pdf_draw_dashes (XpPdf *self,
                    double x0_mm,
                    double y0_mm,
                    double x1_mm,
                    double y1_mm,
                    double width_mm,
                    double dash_mm)
{
  const double dash_pt = dash_mm * XP_PT_PER_MM;
  g_string_append_c (self->operators, '[');
  xp_content_add_number (self->operators, dash_pt);
  g_string_append (self->operators, "] 0 d\n");
  xp_pdf_draw_rule (self, x0_mm, y0_mm, x1_mm, y1_mm, width_mm);
  g_string_append (self->operators, "[] 0 d\n");
  xp_pdf_flush (self);
}

void
xp_pdf_draw_dots (
  XpPdf *self, double from_mm, double to_mm, double y_mm, double diameter_mm, double step_mm)
{
  const double first_mm = ceil (from_mm / step_mm) * step_mm;
  const double last_mm = floor (to_mm / step_mm) * step_mm;
  if (last_mm < first_mm)
    return;
  /* Strokes without length and with round ends are dots. */
  g_string_append (self->operators, "1 J [0 ");
  xp_content_add_number (self->operators, step_mm * self->scale_x * XP_PT_PER_MM);
  g_string_append (self->operators, "] 0 d\n");
  xp_pdf_draw_rule (self, first_mm, y_mm, last_mm + step_mm / 2, y_mm, diameter_mm);
  g_string_append (self->operators, "0 J [] 0 d\n");
  xp_pdf_flush (self);
}

/* ---- forms ---- */

static void
name_form (char *name, size_t n_bytes, size_t form_no)
{
  g_snprintf (name, n_bytes, "X%zu", form_no);
}

HPDF_Dict
xp_pdf_new_form (XpPdf *self, double width_pt, double height_pt, size_t *out_form_no)
{
  const double box[] = {0, 0, width_pt, height_pt};
  HPDF_Dict form = xp_pdf_objects_new_stream (&self->objects, "", 0);
  char name[24];
  *out_form_no = self->n_forms++;
  if (form == NULL)
    return NULL;

  name_form (name, sizeof name, *out_form_no);
  form->header.obj_class |= HPDF_OSUBCLASS_XOBJECT;
  xp_pdf_objects_put_name (&self->objects, form, "Type", "XObject");
  xp_pdf_objects_put_name (&self->objects, form, "Subtype", "Form");
  xp_pdf_objects_put (&self->objects,
                      form,
                      "BBox",
                      xp_pdf_objects_new_reals (&self->objects, box, G_N_ELEMENTS (box)));
  xp_pdf_objects_put (&self->objects, form, "Resources", self->resources);
  xp_pdf_objects_put (&self->objects, self->form_resources, name, form);
  return form;
}

size_t
xp_pdf_begin_form (XpPdf *self, double width_mm, double height_mm)
{
  g_return_val_if_fail (self->form == NULL, 0);
  if (xp_pdf_has_failed (self))
    return 0;
  g_return_val_if_fail (self->pages->len > 0, 0);

  size_t form_no = 0;
  self->form = xp_pdf_new_form (self, width_mm * XP_PT_PER_MM, height_mm * XP_PT_PER_MM, &form_no);
  self->stream = self->form != NULL ? self->form->stream : NULL;
  self->sheet = (XpPdfSheet){width_mm, height_mm, 0, 0};
  if (self->form != NULL)
    xp_pdf_set_ink (self, XP_INK_BLACK);
  return form_no;
}

void
xp_pdf_end_form (XpPdf *self)
{
  self->form = NULL;
  xp_pdf_turn_to (self, self->page_no);
}

void
xp_pdf_add_form (XpPdf *self, size_t form_no, const double matrix[6])
{
  char name[24];
  name_form (name, sizeof name, form_no);
  g_string_append (self->operators, "q ");
  xp_content_add_operator (self->operators, matrix, 6, "cm");
  g_string_append_printf (self->operators, "/%s Do Q\n", name);
  xp_pdf_flush (self);
}

void
xp_pdf_draw_form (XpPdf *self, size_t form_no, double x_mm, double y_mm)
{
  const double matrix[] = {1, 0, 0, 1, x_mm * XP_PT_PER_MM, y_mm * XP_PT_PER_MM};
  xp_pdf_add_form (self, form_no, matrix);
}

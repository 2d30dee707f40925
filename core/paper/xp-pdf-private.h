/* xp-pdf-private.h: the document being written. Only for xp-pdf*.c. */
#pragma once

#include "xp-pdf-objects.h"
#include "xp-pdf-placing.h"
#include "xp-pdf.h"
#include "xp-subset.h"

typedef struct {
  double width_mm, height_mm; /* as it is cut */
  double bleed_mm;            /* around that: where ink may go on */
  double slug_mm;             /* around both: where marks stand */
} XpPdfSheet;

/* A page is a page of the file, or, where pages are placed on sheets, a form. */
typedef struct {
  HPDF_Page page; /* NULL: it is a form */
  size_t form_no;
  HPDF_Stream stream;
  XpPdfSheet sheet;
} XpPdfPage;

typedef struct {
  char *title; /* owned */
  size_t page_no;
} XpPdfBookmark;

struct _XpPdf {
  XpPdfObjects objects;
  XpFontBook *fonts;
  XpMissing missing;
  bool is_too_long;

  HPDF_Dict resources; /* one for all pages: a page then costs less than its text */
  HPDF_Dict font_resources;
  HPDF_Dict overprints;  /* NULL: none is asked for */
  HPDF_Dict *font_dicts; /* by XpFont.no; NULL: not used yet */
  XpSubset **subsets;

  GArray *pages; /* XpPdfPage */
  size_t page_no;
  GArray *bookmarks; /* XpPdfBookmark */
  XpPlacing placing;
  bool is_placed; /* pages become forms, which @placing puts on sheets at the end */
  HPDF_Dict form_resources;
  size_t n_forms;
  HPDF_Dict form;   /* that is being drawn */
  XpPdfSheet sheet; /* of the page, or of that form */
  double scale_x, scale_y;
  XpPress press;
  HPDF_Stream stream; /* what is being drawn on */
  double dx_mm, dy_mm;
  GString *operators; /* of the call at hand */
};

/* What the paper has around @sheet on each side before it is cut. */
double xp_pdf_sheet_around_mm (const XpPdfSheet *sheet);

/* Some pages may be missing then; nobody will see the others. */
bool xp_pdf_has_failed (const XpPdf *self);

/* Writes what the call at hand has gathered in operators. */
void xp_pdf_flush (XpPdf *self);

double xp_pdf_x_in_pt (const XpPdf *self, double x_mm);
double xp_pdf_y_in_pt (const XpPdf *self, double y_mm);

/* A page of the file itself, with the resources that all share; NULL when something failed. */
HPDF_Page xp_pdf_new_page (XpPdf *self, const XpPdfSheet *sheet);

/* An empty form that pages can draw; NULL when something failed. */
HPDF_Dict xp_pdf_new_form (XpPdf *self, double width_pt, double height_pt, size_t *out_form_no);

/* Appends what draws form @form_no where @matrix puts it. */
void xp_pdf_add_form (XpPdf *self, size_t form_no, const double matrix[6]);

/* Puts the pages on sheets; to be called when all are drawn. */
void xp_pdf_place_pages (XpPdf *self);

/* xp-pdf-objects.h: libharu's objects, made so that the end of memory ends nothing else.
 *
 * Whatever cannot be made is NULL, whatever is put into NULL is nothing, and the first failure is
 * kept: a caller goes on and asks at the end. Only for xp-pdf*.c. */
#pragma once

#include <glib.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <stdbool.h>

#include "xp-pdf.h"

typedef struct {
  HPDF_Doc doc;
  HPDF_STATUS status; /* the first that was not HPDF_OK */
} XpPdfObjects;

/* @objects must stay where it is; it has failed when there was no memory for a document. */
void xp_pdf_objects_open (XpPdfObjects *objects, const XpPdfMemory *memory);
void xp_pdf_objects_close (XpPdfObjects *objects);
bool xp_pdf_objects_are_well (const XpPdfObjects *objects);

/* All nullable, here and below. */
HPDF_Dict xp_pdf_objects_new_dict (XpPdfObjects *objects, bool is_indirect);
HPDF_Dict xp_pdf_objects_new_stream (XpPdfObjects *objects, gconstpointer bytes, size_t n_bytes);
HPDF_Array xp_pdf_objects_new_array (XpPdfObjects *objects);
HPDF_Array xp_pdf_objects_new_reals (XpPdfObjects *objects, const double values[], size_t n);

void xp_pdf_objects_put (XpPdfObjects *objects, HPDF_Dict dict, const char *key, void *object);
void
xp_pdf_objects_put_name (XpPdfObjects *objects, HPDF_Dict dict, const char *key, const char *name);
void xp_pdf_objects_put_number (XpPdfObjects *objects, HPDF_Dict dict, const char *key, int value);
void
xp_pdf_objects_put_boolean (XpPdfObjects *objects, HPDF_Dict dict, const char *key, bool value);
void xp_pdf_objects_put_string (XpPdfObjects *objects,
                                HPDF_Dict dict,
                                const char *key,
                                const char *ascii);
/* A text of the file itself: UTF-16, which keeps the second plane. */
void
xp_pdf_objects_put_text (XpPdfObjects *objects, HPDF_Dict dict, const char *key, const char *text);
void xp_pdf_objects_append (XpPdfObjects *objects, HPDF_Array array, void *object);
void xp_pdf_objects_append_number (XpPdfObjects *objects, HPDF_Array array, int value);

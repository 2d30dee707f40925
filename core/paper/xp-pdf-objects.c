#include "xp-pdf-objects.h"

static void HPDF_STDCALL
failed_cb (HPDF_STATUS status, HPDF_STATUS detail, void *user_data)
{
  XpPdfObjects *objects = user_data;
  if (objects->status == HPDF_OK)
    objects->status = status;
}

void
xp_pdf_objects_open (XpPdfObjects *objects, const XpPdfMemory *memory)
{
  objects->doc = HPDF_NewEx (failed_cb, memory->allocate, memory->release, 0, objects);
  if (objects->doc == NULL)
    objects->status = HPDF_FAILD_TO_ALLOC_MEM;
}

void
xp_pdf_objects_close (XpPdfObjects *objects)
{
  if (objects->doc != NULL)
    HPDF_Free (objects->doc);
  objects->doc = NULL;
}

/* Inner functions keep an error in the document and do not call back. */
bool
xp_pdf_objects_are_well (const XpPdfObjects *objects)
{
  return objects->doc != NULL && objects->status == HPDF_OK &&
         HPDF_GetError (objects->doc) == HPDF_OK;
}

static void *
made (XpPdfObjects *objects, void *object)
{
  if (object == NULL && objects->status == HPDF_OK)
    objects->status = HPDF_FAILD_TO_ALLOC_MEM;
  return object;
}

static void
note (XpPdfObjects *objects, HPDF_STATUS status)
{
  if (objects->status == HPDF_OK)
    objects->status = status;
}

HPDF_Dict
xp_pdf_objects_new_dict (XpPdfObjects *objects, bool is_indirect)
{
  if (!xp_pdf_objects_are_well (objects))
    return NULL;
  HPDF_Dict dict = made (objects, HPDF_Dict_New (objects->doc->mmgr));
  if (dict != NULL && is_indirect && HPDF_Xref_Add (objects->doc->xref, dict) != HPDF_OK)
    return made (objects, NULL); /* libharu has freed it */
  return dict;
}

HPDF_Dict
xp_pdf_objects_new_stream (XpPdfObjects *objects, gconstpointer bytes, size_t n_bytes)
{
  if (!xp_pdf_objects_are_well (objects))
    return NULL;
  HPDF_Dict dict = made (objects, HPDF_DictStream_New (objects->doc->mmgr, objects->doc->xref));
  if (dict == NULL)
    return NULL;
  dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
  note (objects, HPDF_Stream_Write (dict->stream, bytes, (HPDF_UINT) n_bytes));
  return dict;
}

HPDF_Array
xp_pdf_objects_new_array (XpPdfObjects *objects)
{
  if (!xp_pdf_objects_are_well (objects))
    return NULL;
  return made (objects, HPDF_Array_New (objects->doc->mmgr));
}

HPDF_Array
xp_pdf_objects_new_reals (XpPdfObjects *objects, const double values[], size_t n)
{
  HPDF_Array array = xp_pdf_objects_new_array (objects);
  for (size_t i = 0; i < n && xp_pdf_objects_are_well (objects); i++)
    note (objects, HPDF_Array_AddReal (array, (HPDF_REAL) values[i]));
  return array;
}

void
xp_pdf_objects_put (XpPdfObjects *objects, HPDF_Dict dict, const char *key, void *object)
{
  if (xp_pdf_objects_are_well (objects) && dict != NULL && object != NULL)
    note (objects, HPDF_Dict_Add (dict, key, object));
}

void
xp_pdf_objects_put_name (XpPdfObjects *objects, HPDF_Dict dict, const char *key, const char *name)
{
  if (xp_pdf_objects_are_well (objects) && dict != NULL)
    note (objects, HPDF_Dict_AddName (dict, key, name));
}

void
xp_pdf_objects_put_number (XpPdfObjects *objects, HPDF_Dict dict, const char *key, int value)
{
  if (xp_pdf_objects_are_well (objects) && dict != NULL)
    note (objects, HPDF_Dict_AddNumber (dict, key, value));
}

/* What could not be put was freed by libharu. */
void
xp_pdf_objects_put_boolean (XpPdfObjects *objects, HPDF_Dict dict, const char *key, bool value)
{
  if (xp_pdf_objects_are_well (objects) && dict != NULL)
    note (objects, HPDF_Dict_AddBoolean (dict, key, value ? HPDF_TRUE : HPDF_FALSE));
}

void
xp_pdf_objects_put_string (XpPdfObjects *objects,
                           HPDF_Dict dict,
                           const char *key,
                           const char *ascii)
{
  if (xp_pdf_objects_are_well (objects) && dict != NULL)
    xp_pdf_objects_put (objects,
                        dict,
                        key,
                        made (objects, HPDF_String_New (objects->doc->mmgr, ascii, NULL)));
}

void
xp_pdf_objects_put_text (XpPdfObjects *objects, HPDF_Dict dict, const char *key, const char *text)
{
  if (!xp_pdf_objects_are_well (objects) || dict == NULL)
    return;
  glong n_units = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n_units, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) "\xfe\xff", 2);
  for (glong i = 0; i < n_units; i++) {
    const guint8 unit[] = {(guint8) (units[i] >> 8), (guint8) units[i]};
    g_byte_array_append (bytes, unit, sizeof unit);
  }
  xp_pdf_objects_put (
    objects,
    dict,
    key,
    made (objects, HPDF_Binary_New (objects->doc->mmgr, bytes->data, bytes->len)));
}

void
xp_pdf_objects_append (XpPdfObjects *objects, HPDF_Array array, void *object)
{
  if (xp_pdf_objects_are_well (objects) && array != NULL && object != NULL)
    note (objects, HPDF_Array_Add (array, object));
}

void
xp_pdf_objects_append_number (XpPdfObjects *objects, HPDF_Array array, int value)
{
  if (xp_pdf_objects_are_well (objects) && array != NULL)
    note (objects, HPDF_Array_AddNumber (array, value));
}

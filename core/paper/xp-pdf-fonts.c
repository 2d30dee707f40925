#include "xp-pdf-fonts.h"

static HPDF_Dict
make_descriptor (XpPdfObjects *objects, const XpEmbedding *embedding, bool is_cff)
{
  gsize n_bytes = 0;
  gconstpointer bytes = g_bytes_get_data (embedding->program, &n_bytes);
  HPDF_Dict program = xp_pdf_objects_new_stream (objects, bytes, n_bytes);
  if (is_cff)
    xp_pdf_objects_put_name (objects, program, "Subtype", "CIDFontType0C");
  else
    xp_pdf_objects_put_number (objects, program, "Length1", (HPDF_INT32) n_bytes);

  const double box[] = {-200, embedding->descent, 1200, embedding->ascent};
  HPDF_Dict descriptor = xp_pdf_objects_new_dict (objects, true);
  xp_pdf_objects_put_name (objects, descriptor, "Type", "FontDescriptor");
  xp_pdf_objects_put_name (objects, descriptor, "FontName", embedding->name);
  xp_pdf_objects_put_number (objects, descriptor, "Flags", 4); /* symbolic: not limited to Latin */
  xp_pdf_objects_put (objects,
                      descriptor,
                      "FontBBox",
                      xp_pdf_objects_new_reals (objects, box, G_N_ELEMENTS (box)));
  xp_pdf_objects_put_number (objects, descriptor, "ItalicAngle", 0);
  xp_pdf_objects_put_number (objects, descriptor, "Ascent", embedding->ascent);
  xp_pdf_objects_put_number (objects, descriptor, "Descent", embedding->descent);
  xp_pdf_objects_put_number (objects, descriptor, "CapHeight", embedding->ascent);
  xp_pdf_objects_put_number (objects, descriptor, "StemV", 80);
  xp_pdf_objects_put (objects, descriptor, is_cff ? "FontFile3" : "FontFile2", program);
  return descriptor;
}

static HPDF_Array
make_widths (XpPdfObjects *objects, const GArray *pairs)
{
  HPDF_Array widths = xp_pdf_objects_new_array (objects);
  for (size_t i = 0; i + 1 < pairs->len; i += 2) {
    HPDF_Array one = xp_pdf_objects_new_array (objects);
    xp_pdf_objects_append_number (objects, widths, g_array_index (pairs, int, i));
    xp_pdf_objects_append (objects, widths, one);
    xp_pdf_objects_append_number (objects, one, g_array_index (pairs, int, i + 1));
  }
  return widths;
}

static HPDF_Dict
make_descendant (XpPdfObjects *objects, const XpEmbedding *embedding, bool is_cff)
{
  HPDF_Dict system = xp_pdf_objects_new_dict (objects, false);
  xp_pdf_objects_put_string (objects, system, "Registry", "Adobe");
  xp_pdf_objects_put_string (objects, system, "Ordering", "Identity");
  xp_pdf_objects_put_number (objects, system, "Supplement", 0);

  HPDF_Dict font = xp_pdf_objects_new_dict (objects, true);
  xp_pdf_objects_put_name (objects, font, "Type", "Font");
  xp_pdf_objects_put_name (objects, font, "Subtype", is_cff ? "CIDFontType0" : "CIDFontType2");
  xp_pdf_objects_put_name (objects, font, "BaseFont", embedding->name);
  xp_pdf_objects_put (objects, font, "CIDSystemInfo", system);
  xp_pdf_objects_put_number (objects, font, "DW", 1000);
  xp_pdf_objects_put (objects, font, "W", make_widths (objects, embedding->widths));
  xp_pdf_objects_put (objects,
                      font,
                      "FontDescriptor",
                      make_descriptor (objects, embedding, is_cff));
  if (embedding->glyph_map != NULL) {
    gsize n_bytes = 0;
    gconstpointer bytes = g_bytes_get_data (embedding->glyph_map, &n_bytes);
    xp_pdf_objects_put (objects,
                        font,
                        "CIDToGIDMap",
                        xp_pdf_objects_new_stream (objects, bytes, n_bytes));
  }
  return font;
}

void
xp_pdf_fonts_embed (XpPdfObjects *objects,
                    HPDF_Dict dict,
                    const XpEmbedding *embedding,
                    bool is_cff)
{
  HPDF_Array descendants = xp_pdf_objects_new_array (objects);
  xp_pdf_objects_put_name (objects, dict, "Type", "Font");
  xp_pdf_objects_put_name (objects, dict, "Subtype", "Type0");
  xp_pdf_objects_put_name (objects, dict, "BaseFont", embedding->name);
  xp_pdf_objects_put_name (objects, dict, "Encoding", "Identity-H");
  xp_pdf_objects_put (
    objects,
    dict,
    "ToUnicode",
    xp_pdf_objects_new_stream (objects, embedding->to_unicode->str, embedding->to_unicode->len));
  xp_pdf_objects_put (objects, dict, "DescendantFonts", descendants);
  xp_pdf_objects_append (objects, descendants, make_descendant (objects, embedding, is_cff));
}

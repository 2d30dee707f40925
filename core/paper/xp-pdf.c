#include "xp-pdf.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <hpdf_utils.h>
#include <math.h>
#include <string.h>

#include "xp-content.h"
#include "xp-error.h"
#include "xp-subset.h"

/* Whose inner functions we call. Another version has another soname, and wants these read again. */
static const char LIBHARU_VERSION[] = "2.3.0";

/* libharu keeps pages in one flat array, which holds no more. */
enum {
  MAX_PAGES = 32767
};

typedef struct {
  HPDF_Page page;
  double height_mm;
} Page;

struct _XpPdf {
  HPDF_Doc doc;
  XpFontBook *fonts;
  HPDF_STATUS status; /* the first that was not HPDF_OK */
  XpMissing missing;
  bool is_too_long;

  HPDF_Dict resources; /* one for all pages: a page then costs less than its text */
  HPDF_Dict font_resources;
  HPDF_Dict *font_dicts; /* by XpFont.no; NULL: not used yet */
  XpSubset **subsets;

  GArray *pages; /* Page */
  size_t page_no;
  HPDF_Dict form;
  HPDF_Stream stream; /* what is being drawn on */
  double dx_mm, dy_mm;
  GString *operators; /* of the call at hand */
};

/* Out of memory ends the program as anywhere in GLib: so no call below returns NULL for it. */
static void *HPDF_STDCALL
allocate (HPDF_UINT n_bytes)
{
  return g_malloc (n_bytes);
}

static void HPDF_STDCALL
release (void *memory)
{
  g_free (memory);
}

static void HPDF_STDCALL
failed_cb (HPDF_STATUS status, HPDF_STATUS detail, void *user_data)
{
  XpPdf *self = user_data;
  if (self->status == HPDF_OK)
    self->status = status;
}

static HPDF_Dict
new_dict (XpPdf *self, bool is_indirect)
{
  HPDF_Dict dict = HPDF_Dict_New (self->doc->mmgr);
  if (is_indirect)
    HPDF_Xref_Add (self->doc->xref, dict);
  return dict;
}

static HPDF_Dict
new_stream (XpPdf *self, gconstpointer bytes, size_t n_bytes)
{
  HPDF_Dict dict = HPDF_DictStream_New (self->doc->mmgr, self->doc->xref);
  dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
  HPDF_Stream_Write (dict->stream, bytes, (HPDF_UINT) n_bytes);
  return dict;
}

static HPDF_Array
new_reals (XpPdf *self, const double values[], size_t n)
{
  HPDF_Array array = HPDF_Array_New (self->doc->mmgr);
  for (size_t i = 0; i < n; i++)
    HPDF_Array_AddReal (array, (HPDF_REAL) values[i]);
  return array;
}

/* A text of the file itself: UTF-16, which keeps the second plane. */
static void
put_text (XpPdf *self, HPDF_Dict dict, const char *key, const char *text)
{
  glong n_units = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n_units, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) "\xfe\xff", 2);
  for (glong i = 0; i < n_units; i++) {
    const guint8 unit[] = {(guint8) (units[i] >> 8), (guint8) units[i]};
    g_byte_array_append (bytes, unit, sizeof unit);
  }
  HPDF_Dict_Add (dict, key, HPDF_Binary_New (self->doc->mmgr, bytes->data, bytes->len));
}

static void
describe (XpPdf *self, const char *title, const char *author)
{
  HPDF_SetInfoAttr (self->doc, HPDF_INFO_CREATOR, "Xiangping"); /* makes the dictionary */
  put_text (self, self->doc->info, "Title", title);
  put_text (self, self->doc->info, "Author", author);

  HPDF_Dict_Add (self->doc->catalog, "Lang", HPDF_String_New (self->doc->mmgr, "zh-CN", NULL));
  /* A viewer that fits the page to its printer would shift 套打 and shrink the stamp's place. */
  HPDF_Dict preferences = new_dict (self, false);
  HPDF_Dict_Add (self->doc->catalog, "ViewerPreferences", preferences);
  HPDF_Dict_AddName (preferences, "PrintScaling", "None");
  HPDF_Dict_AddBoolean (preferences, "DisplayDocTitle", HPDF_TRUE);
}

XpPdf *
xp_pdf_new (XpFontBook *fonts, const char *title, const char *author, GError **error)
{
  if (!g_str_equal (HPDF_GetVersion (), LIBHARU_VERSION)) {
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_REFUSED,
      "打印用的组件要 %s 版，这台电脑上装的是 %s 版，所以没有打印。请装上 Debian 12 的软件包 libhpdf-2.3.0。",
      LIBHARU_VERSION,
      HPDF_GetVersion ());
    return NULL;
  }

  const size_t n_fonts = xp_font_book_get_n_fonts (fonts);
  XpPdf *self = g_new0 (XpPdf, 1);
  self->doc = HPDF_NewEx (failed_cb, allocate, release, 0, self);
  self->fonts = xp_font_book_ref (fonts);
  self->font_dicts = g_new0 (HPDF_Dict, n_fonts);
  self->subsets = g_new0 (XpSubset *, n_fonts);
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  self->operators = g_string_new (NULL);

  HPDF_SetCompressionMode (self->doc, HPDF_COMP_ALL);
  self->doc->pdf_version = HPDF_VER_16;
  self->resources = new_dict (self, true);
  self->font_resources = new_dict (self, false);
  HPDF_Dict_Add (self->resources, "Font", self->font_resources);
  describe (self, title, author);
  return self;
}

void
xp_pdf_free (XpPdf *self)
{
  if (self == NULL)
    return;
  for (size_t i = 0; i < xp_font_book_get_n_fonts (self->fonts); i++)
    xp_subset_free (self->subsets[i]);
  g_free (self->subsets);
  g_free (self->font_dicts);
  HPDF_Free (self->doc);
  g_array_unref (self->pages);
  g_string_free (self->operators, TRUE);
  if (self->missing.sentences != NULL)
    g_string_free (self->missing.sentences, TRUE);
  xp_font_book_unref (self->fonts);
  g_free (self);
}

static void
flush_operators (XpPdf *self)
{
  HPDF_Stream_Write (self->stream,
                     (const HPDF_BYTE *) self->operators->str,
                     (HPDF_UINT) self->operators->len);
  g_string_truncate (self->operators, 0);
}

void
xp_pdf_turn_to (XpPdf *self, size_t page_no)
{
  g_return_if_fail (page_no < self->pages->len && self->form == NULL);

  HPDF_PageAttr attributes = g_array_index (self->pages, Page, page_no).page->attr;
  self->page_no = page_no;
  self->stream = attributes->stream;
  xp_pdf_set_ink (self, XP_INK_BLACK);
}

void
xp_pdf_add_page (XpPdf *self, double width_mm, double height_mm)
{
  if (self->pages->len >= MAX_PAGES) {
    self->is_too_long = true;
    return;
  }

  const Page page = {HPDF_AddPage (self->doc), height_mm};
  HPDF_Page_SetWidth (page.page, (HPDF_REAL) (width_mm * XP_PT_PER_MM));
  HPDF_Page_SetHeight (page.page, (HPDF_REAL) (height_mm * XP_PT_PER_MM));
  HPDF_Dict_RemoveElement (page.page, "Resources");
  HPDF_Dict_Add (page.page, "Resources", self->resources);
  g_array_append_val (self->pages, page);
  xp_pdf_turn_to (self, self->pages->len - 1);
}

size_t
xp_pdf_get_n_pages (const XpPdf *self)
{
  return self->pages->len;
}

void
xp_pdf_set_offset (XpPdf *self, double dx_mm, double dy_mm)
{
  self->dx_mm = dx_mm;
  self->dy_mm = dy_mm;
}

static double
x_in_pt (const XpPdf *self, double x_mm)
{
  return (x_mm + self->dx_mm) * XP_PT_PER_MM;
}

static double
y_in_pt (const XpPdf *self, double y_mm)
{
  const double height_mm = g_array_index (self->pages, Page, self->page_no).height_mm;
  return (height_mm - y_mm - self->dy_mm) * XP_PT_PER_MM;
}

void
xp_pdf_set_ink (XpPdf *self, XpInk ink)
{
  const double parts[] = {ink.cyan, ink.magenta, ink.yellow, ink.black};
  xp_content_add_operator (self->operators, parts, 4, "k");
  xp_content_add_operator (self->operators, parts, 4, "K");
  flush_operators (self);
}

/* Makes the fonts of @line known to the document, and keeps what no font could draw. */
static void
take_fonts (XpPdf *self, const XpLine *line)
{
  for (size_t i = 0; i < line->n_glyphs; i++) {
    const XpFont *font = line->glyphs[i].font;
    if (line->glyphs[i].glyph == 0)
      xp_font_book_check (self->fonts, XP_FACE_BODY, line->text, &self->missing);
    if (self->font_dicts[font->no] != NULL)
      continue;

    char name[8];
    g_snprintf (name, sizeof name, "F%u", (unsigned) font->no);
    self->font_dicts[font->no] = new_dict (self, true);
    self->font_dicts[font->no]->header.obj_class |= HPDF_OSUBCLASS_FONT;
    self->subsets[font->no] = xp_subset_new (font);
    HPDF_Dict_Add (self->font_resources, name, self->font_dicts[font->no]);
  }
}

void
xp_pdf_draw_line (XpPdf *self, const XpLine *line, double x_mm, double baseline_mm, XpAnchor anchor)
{
  static const double PARTS_TO_THE_LEFT[] =
    {[XP_ANCHOR_LEFT] = 0, [XP_ANCHOR_CENTRE] = 0.5, [XP_ANCHOR_RIGHT] = 1};

  take_fonts (self, line);
  xp_content_add_line (self->operators,
                       line,
                       self->subsets,
                       x_in_pt (self, x_mm) - line->width_pt * PARTS_TO_THE_LEFT[anchor],
                       y_in_pt (self, baseline_mm));
  flush_operators (self);
}

double
xp_pdf_draw_text (XpPdf *self,
                  XpFace face,
                  double size_pt,
                  double x_mm,
                  double baseline_mm,
                  XpAnchor anchor,
                  const char *text)
{
  g_autoptr (XpLine) line = xp_layout_line (self->fonts, face, size_pt, text);
  xp_pdf_draw_line (self, line, x_mm, baseline_mm, anchor);
  return line->width_pt / XP_PT_PER_MM;
}

static void
add_points (XpPdf *self, const XpPoint points[], size_t n_points)
{
  for (size_t i = 0; i < n_points; i++) {
    const double at[] = {x_in_pt (self, points[i].x_mm), y_in_pt (self, points[i].y_mm)};
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
  flush_operators (self);
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
  flush_operators (self);
}

void
xp_pdf_begin_form (XpPdf *self)
{
  g_return_if_fail (self->form == NULL && self->pages->len > 0);

  HPDF_Page page = g_array_index (self->pages, Page, self->page_no).page;
  const double box[] = {0,
                        0,
                        (double) HPDF_Page_GetWidth (page),
                        (double) HPDF_Page_GetHeight (page)};
  HPDF_Dict form = new_stream (self, "", 0);
  form->header.obj_class |= HPDF_OSUBCLASS_XOBJECT;
  HPDF_Dict_AddName (form, "Type", "XObject");
  HPDF_Dict_AddName (form, "Subtype", "Form");
  HPDF_Dict_Add (form, "BBox", new_reals (self, box, G_N_ELEMENTS (box)));
  HPDF_Dict_Add (form, "Resources", self->resources);

  HPDF_Dict forms = new_dict (self, false);
  HPDF_Dict_Add (self->resources, "XObject", forms);
  HPDF_Dict_Add (forms, "X0", form);
  self->form = form;
  self->stream = form->stream;
  xp_pdf_set_ink (self, XP_INK_BLACK);
}

void
xp_pdf_end_form (XpPdf *self)
{
  self->form = NULL;
  xp_pdf_turn_to (self, self->page_no);
}

void
xp_pdf_draw_form (XpPdf *self)
{
  g_string_append (self->operators, "/X0 Do\n");
  flush_operators (self);
}

static HPDF_Dict
make_descriptor (XpPdf *self, const XpEmbedding *embedding, bool is_cff)
{
  gsize n_bytes = 0;
  gconstpointer bytes = g_bytes_get_data (embedding->program, &n_bytes);
  HPDF_Dict program = new_stream (self, bytes, n_bytes);
  if (is_cff)
    HPDF_Dict_AddName (program, "Subtype", "CIDFontType0C");
  else
    HPDF_Dict_AddNumber (program, "Length1", (HPDF_INT32) n_bytes);

  const double box[] = {-200, embedding->descent, 1200, embedding->ascent};
  HPDF_Dict descriptor = new_dict (self, true);
  HPDF_Dict_AddName (descriptor, "Type", "FontDescriptor");
  HPDF_Dict_AddName (descriptor, "FontName", embedding->name);
  HPDF_Dict_AddNumber (descriptor, "Flags", 4); /* symbolic: not limited to Latin */
  HPDF_Dict_Add (descriptor, "FontBBox", new_reals (self, box, G_N_ELEMENTS (box)));
  HPDF_Dict_AddNumber (descriptor, "ItalicAngle", 0);
  HPDF_Dict_AddNumber (descriptor, "Ascent", embedding->ascent);
  HPDF_Dict_AddNumber (descriptor, "Descent", embedding->descent);
  HPDF_Dict_AddNumber (descriptor, "CapHeight", embedding->ascent);
  HPDF_Dict_AddNumber (descriptor, "StemV", 80);
  HPDF_Dict_Add (descriptor, is_cff ? "FontFile3" : "FontFile2", program);
  return descriptor;
}

static HPDF_Array
make_widths (XpPdf *self, const GArray *pairs)
{
  HPDF_Array widths = HPDF_Array_New (self->doc->mmgr);
  for (size_t i = 0; i + 1 < pairs->len; i += 2) {
    HPDF_Array one = HPDF_Array_New (self->doc->mmgr);
    HPDF_Array_AddNumber (widths, g_array_index (pairs, int, i));
    HPDF_Array_Add (widths, one);
    HPDF_Array_AddNumber (one, g_array_index (pairs, int, i + 1));
  }
  return widths;
}

static HPDF_Dict
make_descendant (XpPdf *self, const XpEmbedding *embedding, bool is_cff)
{
  HPDF_Dict system = new_dict (self, false);
  HPDF_Dict_Add (system, "Registry", HPDF_String_New (self->doc->mmgr, "Adobe", NULL));
  HPDF_Dict_Add (system, "Ordering", HPDF_String_New (self->doc->mmgr, "Identity", NULL));
  HPDF_Dict_AddNumber (system, "Supplement", 0);

  HPDF_Dict font = new_dict (self, true);
  HPDF_Dict_AddName (font, "Type", "Font");
  HPDF_Dict_AddName (font, "Subtype", is_cff ? "CIDFontType0" : "CIDFontType2");
  HPDF_Dict_AddName (font, "BaseFont", embedding->name);
  HPDF_Dict_Add (font, "CIDSystemInfo", system);
  HPDF_Dict_AddNumber (font, "DW", 1000);
  HPDF_Dict_Add (font, "W", make_widths (self, embedding->widths));
  HPDF_Dict_Add (font, "FontDescriptor", make_descriptor (self, embedding, is_cff));
  if (embedding->glyph_map != NULL) {
    gsize n_bytes = 0;
    gconstpointer bytes = g_bytes_get_data (embedding->glyph_map, &n_bytes);
    HPDF_Dict_Add (font, "CIDToGIDMap", new_stream (self, bytes, n_bytes));
  }
  return font;
}

static bool
embed_font (XpPdf *self, size_t no, GError **error)
{
  const XpFont *font = xp_font_book_get_font (self->fonts, no);
  XpEmbedding embedding = {0};
  if (!xp_subset_finish (self->subsets[no], &embedding)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_FONT,
                 "字体文件 %s 读不出来，没有打印。请重新安装这个字体的软件包后再印。",
                 xp_error_name_file (font->file));
    return false;
  }

  HPDF_Dict dict = self->font_dicts[no];
  HPDF_Array descendants = HPDF_Array_New (self->doc->mmgr);
  HPDF_Dict_AddName (dict, "Type", "Font");
  HPDF_Dict_AddName (dict, "Subtype", "Type0");
  HPDF_Dict_AddName (dict, "BaseFont", embedding.name);
  HPDF_Dict_AddName (dict, "Encoding", "Identity-H");
  HPDF_Dict_Add (dict,
                 "ToUnicode",
                 new_stream (self, embedding.to_unicode->str, embedding.to_unicode->len));
  HPDF_Dict_Add (dict, "DescendantFonts", descendants);
  HPDF_Array_Add (descendants, make_descendant (self, &embedding, font->is_cff));
  xp_embedding_clear (&embedding);
  return true;
}

/* Never HPDF_SaveToFile(): it reports success for what a full disk did not take. */
static GBytes *
write_to_memory (XpPdf *self)
{
  HPDF_SaveToStream (self->doc);
  GByteArray *bytes = g_byte_array_new ();
  const HPDF_UINT n_blocks =
    self->status == HPDF_OK ? HPDF_MemStream_GetBufCount (self->doc->stream) : 0;
  for (HPDF_UINT i = 0; i < n_blocks; i++) {
    HPDF_UINT n_bytes = 0;
    const HPDF_BYTE *block = HPDF_MemStream_GetBufPtr (self->doc->stream, i, &n_bytes);
    g_byte_array_append (bytes, block, n_bytes);
  }
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
xp_pdf_finish (XpPdf *self, GError **error)
{
  if (!xp_missing_finish (&self->missing, error))
    return NULL;
  if (self->is_too_long) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "一份文件最多 %d 页，这一份超过了。请分组打印。",
                 MAX_PAGES);
    return NULL;
  }
  for (size_t i = 0; i < xp_font_book_get_n_fonts (self->fonts); i++)
    if (self->subsets[i] != NULL && !embed_font (self, i, error))
      return NULL;

  g_autoptr (GBytes) bytes = write_to_memory (self);
  if (self->status != HPDF_OK) {
    g_debug ("libharu: %#lx", (unsigned long) self->status);
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这份文件没有排成，什么也没有写出。请关掉别的程序再打印一次；"
                         "若还是这样，请分组打印。");
    return NULL;
  }
  return g_steal_pointer (&bytes);
}

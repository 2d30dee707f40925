#include "xp-pdf.h"

#include <hpdf_info.h>
#include <hpdf_pages.h>
#include <math.h>
#include <string.h>

#include "xp-content.h"
#include "xp-error.h"
#include "xp-pdf-fonts.h"
#include "xp-pdf-private.h"

/* Whose inner functions we call. Another version has another soname, and wants these read again. */
static const char LIBHARU_VERSION[] = "2.3.0";

/* An array of libharu holds 32,767: pages are kept in nodes of a few hundred. */
enum {
  PAGES_IN_NODE = 500,
  MAX_PAGES = 100000
};

/* NULL when there is no more: the document then fails as a whole, and the program goes on. */
static void *
allocate (unsigned n_bytes)
{
  return g_try_malloc (n_bytes);
}

static void
release (void *memory)
{
  g_free (memory);
}

static void
describe (XpPdf *self, const char *title, const char *author)
{
  if (!xp_pdf_objects_are_well (&self->objects))
    return;
  HPDF_SetInfoAttr (self->objects.doc, HPDF_INFO_CREATOR, "Xiangping"); /* makes the dictionary */
  xp_pdf_objects_put_text (&self->objects, self->objects.doc->info, "Title", title);
  xp_pdf_objects_put_text (&self->objects, self->objects.doc->info, "Author", author);

  xp_pdf_objects_put_string (&self->objects, self->objects.doc->catalog, "Lang", "zh-CN");
  /* A viewer that fits the page to its printer would shift 套打 and shrink the stamp's place. */
  HPDF_Dict preferences = xp_pdf_objects_new_dict (&self->objects, false);
  xp_pdf_objects_put (&self->objects, self->objects.doc->catalog, "ViewerPreferences", preferences);
  xp_pdf_objects_put_name (&self->objects, preferences, "PrintScaling", "None");
  xp_pdf_objects_put_boolean (&self->objects, preferences, "DisplayDocTitle", true);
}

static void
clear_bookmark (gpointer bookmark)
{
  g_free (((XpPdfBookmark *) bookmark)->title);
}

XpPdf *
xp_pdf_new (XpFontBook *fonts, const char *title, const char *author, GError **error)
{
  return xp_pdf_new_in (&(const XpPdfMemory){allocate, release}, fonts, title, author, error);
}

XpPdf *
xp_pdf_new_in (const XpPdfMemory *memory,
               XpFontBook *fonts,
               const char *title,
               const char *author,
               GError **error)
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
  xp_pdf_objects_open (&self->objects, memory);
  self->fonts = xp_font_book_ref (fonts);
  self->font_dicts = g_new0 (HPDF_Dict, n_fonts);
  self->subsets = g_new0 (XpSubset *, n_fonts);
  self->pages = g_array_new (FALSE, FALSE, sizeof (XpPdfPage));
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (XpPdfBookmark));
  g_array_set_clear_func (self->bookmarks, clear_bookmark);
  self->operators = g_string_new (NULL);

  self->scale_x = self->scale_y = 1;
  if (!xp_pdf_objects_are_well (&self->objects))
    return self;

  HPDF_SetCompressionMode (self->objects.doc, HPDF_COMP_ALL);
  HPDF_SetPagesConfiguration (self->objects.doc, PAGES_IN_NODE);
  self->objects.doc->pdf_version = HPDF_VER_16;
  self->resources = xp_pdf_objects_new_dict (&self->objects, true);
  self->font_resources = xp_pdf_objects_new_dict (&self->objects, false);
  self->form_resources = xp_pdf_objects_new_dict (&self->objects, false);
  xp_pdf_objects_put (&self->objects, self->resources, "Font", self->font_resources);
  xp_pdf_objects_put (&self->objects, self->resources, "XObject", self->form_resources);
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
  xp_pdf_objects_close (&self->objects);
  g_array_unref (self->pages);
  g_array_unref (self->bookmarks);
  g_string_free (self->operators, TRUE);
  if (self->missing.sentences != NULL)
    g_string_free (self->missing.sentences, TRUE);
  xp_font_book_unref (self->fonts);
  g_free (self);
}

void
xp_pdf_flush (XpPdf *self)
{
  if (self->stream != NULL && xp_pdf_objects_are_well (&self->objects))
    HPDF_Stream_Write (self->stream,
                       (const HPDF_BYTE *) self->operators->str,
                       (HPDF_UINT) self->operators->len);
  g_string_truncate (self->operators, 0);
}

bool
xp_pdf_has_failed (const XpPdf *self)
{
  return self->is_too_long || !xp_pdf_objects_are_well (&self->objects);
}

void
xp_pdf_turn_to (XpPdf *self, size_t page_no)
{
  g_return_if_fail (self->form == NULL);
  if (xp_pdf_has_failed (self))
    return;
  g_return_if_fail (page_no < self->pages->len);

  const XpPdfPage *page = &g_array_index (self->pages, XpPdfPage, page_no);
  self->page_no = page_no;
  self->sheet = page->sheet;
  self->stream = page->stream;
  xp_pdf_set_ink (self, XP_INK_BLACK);
}

double
xp_pdf_sheet_around_mm (const XpPdfSheet *sheet)
{
  return sheet->bleed_mm + sheet->slug_mm;
}

/* TrimBox is where the shop cuts, BleedBox how far the ink goes. */
static void
put_boxes (XpPdf *self, HPDF_Page page, const XpPdfSheet *sheet)
{
  if (sheet->bleed_mm <= 0)
    return;
  const double from_pt = sheet->slug_mm * XP_PT_PER_MM;
  const double bleed_pt = sheet->bleed_mm * XP_PT_PER_MM;
  const double trim_pt = from_pt + bleed_pt;
  const double width_pt = sheet->width_mm * XP_PT_PER_MM;
  const double height_pt = sheet->height_mm * XP_PT_PER_MM;
  const double trim[] = {trim_pt, trim_pt, trim_pt + width_pt, trim_pt + height_pt};
  const double bleed[] = {from_pt,
                          from_pt,
                          from_pt + width_pt + 2 * bleed_pt,
                          from_pt + height_pt + 2 * bleed_pt};
  xp_pdf_objects_put (&self->objects,
                      page,
                      "TrimBox",
                      xp_pdf_objects_new_reals (&self->objects, trim, G_N_ELEMENTS (trim)));
  xp_pdf_objects_put (&self->objects,
                      page,
                      "BleedBox",
                      xp_pdf_objects_new_reals (&self->objects, bleed, G_N_ELEMENTS (bleed)));
}

HPDF_Page
xp_pdf_new_page (XpPdf *self, const XpPdfSheet *sheet)
{
  HPDF_Page page = HPDF_AddPage (self->objects.doc);
  if (page == NULL || !xp_pdf_objects_are_well (&self->objects))
    return NULL;
  const double around_mm = 2 * xp_pdf_sheet_around_mm (sheet);
  HPDF_Page_SetWidth (page, (HPDF_REAL) ((sheet->width_mm + around_mm) * XP_PT_PER_MM));
  HPDF_Page_SetHeight (page, (HPDF_REAL) ((sheet->height_mm + around_mm) * XP_PT_PER_MM));
  HPDF_Dict_RemoveElement (page, "Resources");
  xp_pdf_objects_put (&self->objects, page, "Resources", self->resources);
  put_boxes (self, page, sheet);
  return page;
}

/* Where its pages are placed on sheets, a page is a form until then. */
static bool
open_page (XpPdf *self, XpPdfPage *page)
{
  if (self->is_placed) {
    const double around_mm = 2 * xp_pdf_sheet_around_mm (&page->sheet);
    HPDF_Dict form = xp_pdf_new_form (self,
                                      (page->sheet.width_mm + around_mm) * XP_PT_PER_MM,
                                      (page->sheet.height_mm + around_mm) * XP_PT_PER_MM,
                                      &page->form_no);
    page->stream = form != NULL ? form->stream : NULL;
    return form != NULL;
  }
  page->page = xp_pdf_new_page (self, &page->sheet);
  if (page->page == NULL)
    return false;
  HPDF_PageAttr attributes = page->page->attr;
  page->stream = attributes->stream;
  return true;
}

static void
add_sheet (XpPdf *self, const XpPdfSheet *sheet)
{
  if (self->pages->len >= MAX_PAGES)
    self->is_too_long = true;
  if (xp_pdf_has_failed (self))
    return;

  XpPdfPage page = {.sheet = *sheet};
  if (!open_page (self, &page))
    return;
  g_array_append_val (self->pages, page);
  xp_pdf_turn_to (self, self->pages->len - 1);
}

void
xp_pdf_add_page_with_bleed (XpPdf *self, double width_mm, double height_mm, double bleed_mm)
{
  const XpPdfSheet sheet = {width_mm, height_mm, bleed_mm, 0};
  add_sheet (self, &sheet);
}

/* Lines that point at the corners from outside, in all inks, so that every plate has them. */
static void
draw_crop_marks (XpPdf *self, double width_mm, double height_mm)
{
  static const XpInk ALL_INKS = {1, 1, 1, 1};
  static const double FROM_MM = 3.5, TO_MM = 8.5, PEN_MM = 0.1;
  xp_pdf_set_ink (self, ALL_INKS);
  for (int corner = 0; corner < 4; corner++) {
    const double x_mm = corner % 2 == 0 ? 0 : width_mm, y_mm = corner < 2 ? 0 : height_mm;
    const double out_x = corner % 2 == 0 ? -1 : 1, out_y = corner < 2 ? -1 : 1;
    xp_pdf_draw_rule (self, x_mm + out_x * FROM_MM, y_mm, x_mm + out_x * TO_MM, y_mm, PEN_MM);
    xp_pdf_draw_rule (self, x_mm, y_mm + out_y * FROM_MM, x_mm, y_mm + out_y * TO_MM, PEN_MM);
  }
  xp_pdf_set_ink (self, XP_INK_BLACK);
}

void
xp_pdf_add_card (XpPdf *self, double width_mm, double height_mm)
{
  static const double BLEED_MM = 3, SLUG_MM = 6;
  const XpPdfSheet sheet = {width_mm, height_mm, BLEED_MM, SLUG_MM};
  add_sheet (self, &sheet);
  draw_crop_marks (self, width_mm, height_mm);
}

void
xp_pdf_add_page (XpPdf *self, double width_mm, double height_mm)
{
  xp_pdf_add_page_with_bleed (self, width_mm, height_mm, 0);
}

void
xp_pdf_set_scale (XpPdf *self, double sx_permille, double sy_permille)
{
  self->scale_x = 1 + sx_permille / 1000;
  self->scale_y = 1 + sy_permille / 1000;
}

void
xp_pdf_add_bookmark (XpPdf *self, const char *title)
{
  if (self->pages->len == 0)
    return;
  const XpPdfBookmark bookmark = {g_strdup (title), self->page_no};
  g_array_append_val (self->bookmarks, bookmark);
}

/* libharu's own text loses the second plane: the title is put over its. */
static void
write_bookmarks (XpPdf *self)
{
  for (guint i = 0; i < self->bookmarks->len && xp_pdf_objects_are_well (&self->objects); i++) {
    const XpPdfBookmark *bookmark = &g_array_index (self->bookmarks, XpPdfBookmark, i);
    HPDF_Page page = g_array_index (self->pages, XpPdfPage, bookmark->page_no).page;
    HPDF_Outline outline = HPDF_CreateOutline (self->objects.doc, NULL, "-", NULL);
    HPDF_Destination there = page != NULL ? HPDF_Page_CreateDestination (page) : NULL;
    if (outline == NULL || there == NULL)
      return;
    HPDF_Outline_SetDestination (outline, there);
    xp_pdf_objects_put_text (&self->objects, outline, "Title", bookmark->title);
  }
}

void
xp_pdf_label_pages (XpPdf *self, size_t page_no, unsigned first)
{
  /* Sheets that are folded or cut have no numbers of their own. */
  if (!self->is_placed && xp_pdf_objects_are_well (&self->objects))
    HPDF_AddPageLabel (self->objects.doc,
                       (HPDF_UINT) page_no,
                       HPDF_PAGE_NUM_STYLE_DECIMAL,
                       first,
                       "");
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

/* How black and how other inks go over what lies there (PDF 32000-1, 8.6.7). */
static const char OVER[] = "GO", INSTEAD[] = "GI";

static void
put_overprint (XpPdf *self, HPDF_Dict states, const char *name, bool is_over)
{
  HPDF_Dict state = xp_pdf_objects_new_dict (&self->objects, false);
  xp_pdf_objects_put (&self->objects, states, name, state);
  xp_pdf_objects_put_name (&self->objects, state, "Type", "ExtGState");
  xp_pdf_objects_put_boolean (&self->objects, state, "OP", is_over);
  xp_pdf_objects_put_boolean (&self->objects, state, "op", is_over);
  xp_pdf_objects_put_number (&self->objects, state, "OPM", is_over ? 1 : 0);
}

void
xp_pdf_set_press (XpPdf *self, const XpPress *press)
{
  self->press = *press;
  if (!press->overprints_black || self->overprints != NULL)
    return;
  self->overprints = xp_pdf_objects_new_dict (&self->objects, false);
  xp_pdf_objects_put (&self->objects, self->resources, "ExtGState", self->overprints);
  put_overprint (self, self->overprints, OVER, true);
  put_overprint (self, self->overprints, INSTEAD, false);
}

double
xp_pdf_x_in_pt (const XpPdf *self, double x_mm)
{
  const double left_mm = xp_pdf_sheet_around_mm (&self->sheet);
  return (left_mm + x_mm * self->scale_x + self->dx_mm) * XP_PT_PER_MM;
}

double
xp_pdf_y_in_pt (const XpPdf *self, double y_mm)
{
  const double top_mm = xp_pdf_sheet_around_mm (&self->sheet) + self->sheet.height_mm;
  return (top_mm - y_mm * self->scale_y - self->dy_mm) * XP_PT_PER_MM;
}

void
xp_pdf_set_ink (XpPdf *self, XpInk ink)
{
  const double parts[] = {ink.cyan, ink.magenta, ink.yellow, ink.black};
  const bool is_black = ink.cyan + ink.magenta + ink.yellow <= 0;
  if (self->press.overprints_black)
    g_string_append_printf (self->operators, "/%s gs\n", is_black ? OVER : INSTEAD);
  xp_content_add_operator (self->operators, parts, 4, "k");
  xp_content_add_operator (self->operators, parts, 4, "K");
  xp_pdf_flush (self);
}

static void
note_missing (XpPdf *self, const XpLine *line)
{
  for (size_t i = 0; i < line->n_glyphs; i++)
    if (line->glyphs[i].glyph == 0)
      xp_font_book_check (self->fonts, XP_FACE_BODY, line->text, &self->missing);
}

/* Makes the fonts of @line known to the document, and keeps what no font could draw. */
static void
take_fonts (XpPdf *self, const XpLine *line)
{
  note_missing (self, line);
  for (size_t i = 0; i < line->n_glyphs; i++) {
    const XpFont *font = line->glyphs[i].font;
    if (self->subsets[font->no] != NULL)
      continue;

    self->subsets[font->no] = xp_subset_new (font);
    char name[8];
    g_snprintf (name, sizeof name, "F%u", (unsigned) font->no);
    HPDF_Dict dict = xp_pdf_objects_new_dict (&self->objects, true);
    if (dict == NULL)
      continue;
    dict->header.obj_class |= HPDF_OSUBCLASS_FONT;
    self->font_dicts[font->no] = dict;
    xp_pdf_objects_put (&self->objects, self->font_resources, name, dict);
  }
}

static void
add_line (XpPdf *self, const XpLine *line, double x_pt, double y_pt)
{
  if (self->press.is_outlined) {
    note_missing (self, line);
    xp_content_add_outlines (self->operators, line, x_pt, y_pt);
  } else {
    take_fonts (self, line);
    xp_content_add_line (self->operators, line, self->subsets, x_pt, y_pt);
  }
}

void
xp_pdf_draw_line (XpPdf *self, const XpLine *line, double x_mm, double baseline_mm, XpAnchor anchor)
{
  static const double PARTS_TO_THE_LEFT[] =
    {[XP_ANCHOR_LEFT] = 0, [XP_ANCHOR_CENTRE] = 0.5, [XP_ANCHOR_RIGHT] = 1};

  const double x_pt = xp_pdf_x_in_pt (self, x_mm) - line->width_pt * PARTS_TO_THE_LEFT[anchor];
  add_line (self, line, x_pt, xp_pdf_y_in_pt (self, baseline_mm));
  xp_pdf_flush (self);
}

void
xp_pdf_draw_column (XpPdf *self, const XpLine *line, double x_mm, double top_mm)
{
  const double turned[] = {0, -1, 1, 0, xp_pdf_x_in_pt (self, x_mm), xp_pdf_y_in_pt (self, top_mm)};
  g_string_append (self->operators, "q ");
  xp_content_add_operator (self->operators, turned, G_N_ELEMENTS (turned), "cm");
  add_line (self, line, 0, 0);
  g_string_append (self->operators, "Q\n");
  xp_pdf_flush (self);
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

  xp_pdf_fonts_embed (&self->objects, self->font_dicts[no], &embedding, font->is_cff);
  xp_embedding_clear (&embedding);
  return true;
}

/* Never HPDF_SaveToFile(): it reports success for what a full disk did not take. */
static GBytes *
write_to_memory (XpPdf *self)
{
  GByteArray *bytes = g_byte_array_new ();
  if (xp_pdf_objects_are_well (&self->objects))
    HPDF_SaveToStream (self->objects.doc);
  const HPDF_UINT n_blocks = xp_pdf_objects_are_well (&self->objects)
                               ? HPDF_MemStream_GetBufCount (self->objects.doc->stream)
                               : 0;
  for (HPDF_UINT i = 0; i < n_blocks; i++) {
    HPDF_UINT n_bytes = 0;
    const HPDF_BYTE *block = HPDF_MemStream_GetBufPtr (self->objects.doc->stream, i, &n_bytes);
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
  if (self->is_placed)
    xp_pdf_place_pages (self);
  write_bookmarks (self);
  for (size_t i = 0; i < xp_font_book_get_n_fonts (self->fonts); i++)
    if (self->subsets[i] != NULL && xp_pdf_objects_are_well (&self->objects) &&
        !embed_font (self, i, error))
      return NULL;

  g_autoptr (GBytes) bytes = write_to_memory (self);
  if (!xp_pdf_objects_are_well (&self->objects)) {
    g_debug ("libharu: %#lx", (unsigned long) self->objects.status);
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这份文件没有排成，什么也没有写出。请关掉别的程序再打印一次；"
                         "若还是这样，请分组打印。");
    return NULL;
  }
  return g_steal_pointer (&bytes);
}

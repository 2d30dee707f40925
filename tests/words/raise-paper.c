/* What printing refuses when the machine is not as it should be: functions of its libraries stand
 * here in front of the real ones and fail. */
#include "xp-pdf.h"

#include <glib/gstdio.h>
#include <hb-subset.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <string.h>

#include "xp-raised.h"

static const char *version = HPDF_VERSION_TEXT;

const char *
HPDF_GetVersion (void)
{
  return version;
}

hb_subset_plan_t *
hb_subset_plan_create_or_fail (hb_face_t *face, const hb_subset_input_t *input)
{
  return NULL;
}

HPDF_STATUS
HPDF_SaveToStream (HPDF_Doc document)
{
  HPDF_RaiseError (&document->error, HPDF_FAILD_TO_ALLOC_MEM, 0);
  return HPDF_CheckError (&document->error);
}

static XpPdf *
new_pdf (GError **error)
{
  g_autoptr (XpFontBook) fonts = xp_font_book_new (error);
  g_assert_no_error (*error);
  return xp_pdf_new (fonts, "公示", "永胜村", error);
}

static void
test_another_library (void)
{
  g_autoptr (GError) error = NULL;
  version = "2.4.4";
  g_assert_null (new_pdf (&error));
  assert_says (&error, "组件要 2.3.0 版，这台电脑上装的是 2.4.4 版");
  version = HPDF_VERSION_TEXT;
}

static void
test_a_font_that_cannot_be_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = new_pdf (&error);
  xp_pdf_add_page (pdf, 210, 297);
  xp_pdf_draw_text (pdf, XP_FACE_BODY, 12, 20, 20, XP_ANCHOR_LEFT, "张三");
  g_assert_null (xp_pdf_finish (pdf, &error));
  assert_says (&error, "读不出来，没有打印");
}

static void
test_a_document_that_is_not_made (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = new_pdf (&error);
  xp_pdf_add_page (pdf, 210, 297);
  g_assert_null (xp_pdf_finish (pdf, &error));
  assert_says (&error, "这份文件没有排成");
}

static void
test_too_many_pages (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = new_pdf (&error);
  for (int i = 0; i <= 100000; i++)
    xp_pdf_add_page (pdf, 210, 297);
  g_assert_null (xp_pdf_finish (pdf, &error));
  assert_says (&error, "一份文件最多 100000 页");
}

static void
test_no_bold_font (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangping-raise-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "fonts.conf", NULL);
  g_assert_true (g_file_set_contents (path,
                                      "<fontconfig><dir>/usr/share/fonts</dir><selectfont>"
                                      "<rejectfont><pattern><patelt name='weight'>"
                                      "<const>bold</const></patelt></pattern></rejectfont>"
                                      "</selectfont></fontconfig>",
                                      -1,
                                      NULL));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_font_book_new (&error));
  assert_says (&error, "“Noto Serif CJK SC”（粗体）");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raise-paper/library", test_another_library);
  g_test_add_func ("/raise-paper/font", test_a_font_that_cannot_be_read);
  g_test_add_func ("/raise-paper/not-made", test_a_document_that_is_not_made);
  g_test_add_func ("/raise-paper/pages", test_too_many_pages);
  g_test_add_func ("/raise-paper/bold", test_no_bold_font); /* last: it changes the machine */
  return g_test_run ();
}

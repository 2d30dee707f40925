#include "xp-letter-sheet.h"

#include "xp-masthead.h"
#include "xp-official.h"
#include "xp-pdf.h"

static void
add_paragraphs (XpOfficial *paper, const char *const *body)
{
  for (size_t i = 0; body != NULL && body[i] != NULL; i++)
    xp_official_add_paragraph (paper, body[i]);
}

static size_t
count (const char *const *texts)
{
  return texts != NULL ? g_strv_length ((char **) (gpointer) texts) : 0;
}

static XpOfficial *
set_letter (const XpLetterSheet *sheet, const XpFontBook *fonts, double closer_pt)
{
  XpOfficial *paper = xp_official_new (fonts, sheet->names);
  xp_official_set_closer (paper, closer_pt);
  if (sheet->number != NULL)
    xp_official_add_number (paper, sheet->number);
  xp_official_add_title (paper, sheet->title);
  xp_official_add_addressee (paper, sheet->addressee);
  add_paragraphs (paper, sheet->body);
  if (sheet->closing != NULL)
    xp_official_add_closing (paper, sheet->closing);
  if (sheet->attachments != NULL)
    xp_official_add_attachments (paper, sheet->attachments);
  xp_official_add_signature (paper, sheet->issuer, sheet->date);
  if (sheet->remark != NULL)
    xp_official_add_remark (paper, sheet->remark);

  const bool is_numbered = sheet->n_enclosures > 1 || count (sheet->attachments) > 1;
  for (size_t i = 0; i < sheet->n_enclosures; i++) {
    const XpLetterAttachment *enclosure = &sheet->enclosures[i];
    xp_official_begin_attachment (paper, is_numbered ? (unsigned) i + 1 : 0, enclosure->title);
    add_paragraphs (paper, enclosure->body);
  }
  return paper;
}

/* Where the signature would go to another page by a line, the lines are a point closer. */
static XpOfficial *
set_best (const XpLetterSheet *sheet, const XpFontBook *fonts)
{
  static const double MOST_CLOSER_PT = 1;
  g_autoptr (XpOfficial) usual = set_letter (sheet, fonts, 0);
  g_autoptr (XpOfficial) closer = set_letter (sheet, fonts, MOST_CLOSER_PT);
  const bool saves = xp_official_count_pages (closer) < xp_official_count_pages (usual);
  return saves ? g_steal_pointer (&closer) : g_steal_pointer (&usual);
}

static bool
has_all_characters (const XpLetterSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  const char *const single[] = {sheet->addressee, sheet->issuer, sheet->date, NULL};
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_FANG, sheet->number, &missing);
  xp_font_book_check (fonts, XP_FACE_FANG, sheet->closing, &missing);
  xp_font_book_check (fonts, XP_FACE_FANG, sheet->remark, &missing);
  xp_font_book_check_list (fonts, XP_FACE_FANG, single, &missing);
  xp_font_book_check_list (fonts, XP_FACE_FANG, sheet->body, &missing);
  xp_font_book_check_list (fonts, XP_FACE_FANG, sheet->attachments, &missing);
  for (size_t i = 0; i < sheet->n_enclosures; i++) {
    xp_font_book_check (fonts, XP_FACE_TITLE, sheet->enclosures[i].title, &missing);
    xp_font_book_check_list (fonts, XP_FACE_FANG, sheet->enclosures[i].body, &missing);
  }
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_letter_sheet_render (const XpLetterSheet *sheet,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->issuer, error);
  if (pdf == NULL)
    return NULL;
  g_autoptr (XpOfficial) paper = set_best (sheet, fonts);
  if (!xp_official_draw (paper, pdf, progress, cancellable, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

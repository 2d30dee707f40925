/* pdf-reader.h: asks other people's programs what our PDF says. Tests only. */
#pragma once

#include <glib.h>

/* Runs @program with @option (nullable) on @pdf in a temporary file and returns what it prints, or
 * NULL when its exit status is not 0. Yours. Skips nothing: the programs are needed to test. */
char *pdf_reader_run (GBytes *pdf, const char *program, const char *const options[]);

/* All words (pdftotext). Yours. */
char *pdf_reader_text (GBytes *pdf);

/* The words of page @page_no, from 1, as they lie beside one another. Yours. */
char *pdf_reader_text_of_page (GBytes *pdf, size_t page_no);

size_t pdf_reader_count_pages (GBytes *pdf);

/* How often @word stands in @text. */
size_t pdf_reader_count (const char *text, const char *word);

/* Every word lies within the margins, given in points, and there is one at least. */
void pdf_reader_assert_within (GBytes *pdf, double left, double top, double right, double bottom);

/* A word's box in points from the top left corner of its page. */
typedef struct {
  double left, top, right, bottom;
} PdfBox;

/* The box of the @nth word, from 0, that begins with @word, in the order of the file. Fails the
 * test when there are fewer. */
PdfBox pdf_reader_find_box (GBytes *pdf, const char *word, size_t nth);

/* What is drawn, in MuPDF's words: a line for each path and its parts. Yours. */
char *pdf_reader_trace (GBytes *pdf);

/* pdf-reader.h: asks other people's programs what our PDF says. Tests only. */
#pragma once

#include <glib.h>

/* Runs @program with @option (nullable) on @pdf in a temporary file and returns what it prints, or
 * NULL when its exit status is not 0. Yours. Skips nothing: the programs are needed to test. */
char *pdf_reader_run (GBytes *pdf, const char *program, const char *const options[]);

/* All words (pdftotext). Yours. */
char *pdf_reader_text (GBytes *pdf);

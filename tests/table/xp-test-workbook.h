/* xp-test-workbook.h: small workbooks made in memory: parts are stored, not packed. */
#pragma once

#include <glib.h>

typedef struct _TestZip TestZip;

TestZip *test_zip_new (void);
/* @text: the part; @n: -1 for a string. */
void test_zip_add (TestZip *self, const char *path, const char *text, gssize n);
/* The same, packed. */
void test_zip_add_packed (TestZip *self, const char *path, const char *text, gssize n);
/* Ends it: the archive's bytes. */
GBytes *test_zip_end (TestZip *self);

/**
 * test_workbook:
 * @sheets: name, state ("" visible) and the text of <worksheet> for each; ends with NULL
 *
 * Returns: a workbook of inline strings, no styles
 */
GBytes *test_workbook (const char *const *sheets);

/* The same with one sheet, its part packed. */
GBytes *test_workbook_packed (const char *sheet, const char *worksheet);

/* xp-wording-private.h: the words of a document as printing reads them, on the thread of @book. */
#pragma once

#include "xp-desk-private.h"
#include "xp-wording.h"

/**
 * xp_wording_read:
 * @file: what comes with the program: wording/notice.txt
 * @own: (nullable): words to use in place of the book's, not kept yet
 *
 * Returns: yours; NULL with INPUT
 */
XpWording *xp_wording_read (XpDesk *desk,
                            XpBook *book,
                            const char *document,
                            const char *file,
                            const char *own,
                            GError **error);

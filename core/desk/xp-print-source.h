/* xp-print-source.h: what the sheets are filled from. Private to the desk's printing. */
#pragma once

#include "xp-desk-private.h"
#include "xp-font-book.h"
#include "xp-wording.h"

typedef struct {
  XpDesk *desk; /* borrowed */
  XpLoadedRound *loaded;
  XpResult *result;        /* the latest stored one, else as the book stands */
  char *code;              /* 核对码; NULL: nothing is stored yet */
  GPtrArray *certificates; /* of XpRecord, valid ones, by serial */
  XpWording *wording;      /* of the document */
  GHashTable *fields;      /* 字段 → text, those that all documents share */
  GPtrArray *texts;        /* of char *: what the sheet's struct borrows */
} XpPrintSource;

/* Keeps the text until the source is freed; returns it. */
const char *xp_print_source_keep (XpPrintSource *self, char *text);
void xp_print_source_set_field (XpPrintSource *self, const char *field, const char *text);
/* The paragraph filled in, kept; NULL with INPUT. */
const char *xp_print_source_fill (XpPrintSource *self, const char *section, GError **error);
/* Its lines, kept; NULL-ended. */
const char *const *
xp_print_source_fill_lines (XpPrintSource *self, const char *section, GError **error);

GBytes *xp_print_notice (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
GBytes *xp_print_certificates (XpPrintSource *source,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
GBytes *xp_print_summary (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);

/* xp-listing.h: rows for the standard output: a table to read, CSV or JSON to pass on. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
  XP_LISTING_TABLE,
  XP_LISTING_CSV,
  XP_LISTING_JSON
} XpListingFormat;

typedef struct _XpListing XpListing;

/* @header: column names, separated by commas: "number,group,head". */
XpListing *xp_listing_new (const char *header);
void xp_listing_free (XpListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpListing, xp_listing_free)

/* A row, cell by cell; NULL is an empty cell. */
void xp_listing_add (XpListing *self, const char *cell);
void xp_listing_add_int (XpListing *self, gint64 value);
void xp_listing_end_row (XpListing *self);

/* table, csv or json; NULL: table to a terminal, else CSV. */
bool xp_listing_format_from_text (const char *text, XpListingFormat *out_format);

void xp_listing_print (const XpListing *self, XpListingFormat format);

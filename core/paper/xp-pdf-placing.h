/* xp-pdf-placing.h: finished pages on larger sheets, to be folded or cut.
 *
 * A sheet that a document is set with knows nothing of it: its pages, their numbers and the file's
 * list of contents stay as they are. */
#pragma once

#include "xp-pdf.h"

typedef enum {
  XP_PLACING_ROWS,     /* along the rows: to be read on the sheet, or cut one by one */
  XP_PLACING_STACKS,   /* the sheets are cut in one pile, and the piles laid on one another: the
                          pages are in order then */
  XP_PLACING_REPEATED, /* each page fills a sheet: ballots */
  XP_PLACING_BOOKLET,  /* two pages a side, printed on both sides, turned at the short edge, folded;
                          @n_columns and @n_rows are of no account */
  XP_PLACING_TILED, /* each page is spread over @n_columns × @n_rows sheets that overlap by 10 mm,
                       for a poster where there is small paper alone; 5 mm at the edges, where no
                       printer prints, stay free, and the page is made smaller to fit */
} XpPlacingOrder;

typedef struct {
  double sheet_width_mm, sheet_height_mm;
  size_t n_columns, n_rows; /* places on a sheet, all alike */
  XpPlacingOrder order;
  bool
    has_cut_lines; /* dashes between the places; on tiles where to trim and where to lay the next */
} XpPlacing;

/**
 * xp_pdf_place:
 * @placing: copied
 *
 * From xp_pdf_finish() the pages come out on sheets, each in the middle of its place; one that is
 * larger than that is made smaller. To be called before the first page. There are no page labels
 * then; bookmarks lead to the sheet.
 */
void xp_pdf_place (XpPdf *self, const XpPlacing *placing);

/* How many sides of sheets @n_pages take. Pure. */
size_t xp_placing_count_sides (const XpPlacing *placing, size_t n_pages);

/* The page, from 0, at place @place_no (along the rows) of side @side_no; @n_pages or more: blank.
 * Pure. */
size_t
xp_placing_get_page (const XpPlacing *placing, size_t n_pages, size_t side_no, size_t place_no);

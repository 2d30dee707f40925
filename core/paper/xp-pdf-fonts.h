/* xp-pdf-fonts.h: puts the cut of a font into the file. Only for xp-pdf.c. */
#pragma once

#include "xp-pdf-objects.h"
#include "xp-subset.h"

/* Fills @dict, which the pages know already. */
void xp_pdf_fonts_embed (XpPdfObjects *objects,
                         HPDF_Dict dict,
                         const XpEmbedding *embedding,
                         bool is_cff);

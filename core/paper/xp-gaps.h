/* xp-gaps.h: what stands between characters: 挤压 and 拉伸, in the order of CLREQ.
 *
 * Pure; only for xp-layout.c. A line that is too long gives way first at the blanks of Latin words,
 * then at brackets, at commas, between Han and Latin, at stops; gaps of one kind alike. One that is
 * too short grows at the blanks of words to ½ em, between Han and Latin to ½ em where that had a
 * gap, and then everywhere alike but inside words and numbers. */
#pragma once

#include "xp-clusters.h"

void xp_gaps_set (XpClusters *clusters, const XpTextStyle *style);

/* A full-width mark whose right half is blank, at the end of @cluster. */
bool xp_gaps_ends_with_mark (const XpCluster *cluster);

/* What becomes of a line's gaps. All 0: they stay as they are. */
typedef struct {
  double squeeze[XP_N_GAPS]; /* the part, 0 … 1, of every give that is taken */
  double grow[XP_N_GAPS];    /* the part of every growth */
  double each_em;            /* added to each gap that can be stretched */
} XpGapFill;

/* How the gaps of clusters @start … @end fill @rest_em more; less than 0: they give way. */
XpGapFill xp_gaps_fill (const XpCluster clusters[], size_t start, size_t end, double rest_em);

/* The gap after @cluster then. */
double xp_gaps_get_em (const XpGapFill *fill, const XpCluster *cluster);

/* xp-breaks.h: where the lines of a paragraph end.
 *
 * Pure; only for xp-layout.c. A justified paragraph is broken as a whole, so that its lines are
 * stretched and squeezed least; other text line after line, each as full as it can be. */
#pragma once

#include "xp-clusters.h"

/* One way to end a line. */
typedef struct {
  size_t end;      /* the cluster after its last one; 0: there is no such way */
  double width_em; /* natural, as it counts against the measure */
  double give_em;  /* what its gaps can be squeezed by */
  size_t n_gaps;   /* that can be stretched */
} XpEnding;

/* Of XpEnding, one for each line; the next begins after the blanks behind it. The gaps are set.
 * Yours.
 */
GArray *xp_breaks_find (const XpClusters *clusters, const XpTextStyle *style);

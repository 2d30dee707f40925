/* xp-clusters.h: text shaped by HarfBuzz into what is never torn apart, before it is broken into
 * lines. Pure; only for xp-layout.c and what it is made of. */
#pragma once

#include "xp-layout.h"

/* What a gap belongs to; in this order gaps give way when a line is too long (CLREQ). */
typedef enum {
  XP_GAP_WORD,    /* a blank between Latin words */
  XP_GAP_BRACKET, /* beside brackets and quotes */
  XP_GAP_COMMA,   /* after ，、；： */
  XP_GAP_LATIN,   /* between Han and Latin */
  XP_GAP_STOP,    /* after 。？！ */
  XP_N_GAPS
} XpGapKind;

/* A character with its marks, or two dashes joined into one glyph. */
typedef struct {
  size_t first_glyph;
  size_t n_glyphs;
  size_t start; /* byte in the text */
  size_t n_bytes;
  gunichar first;
  gunichar last;
  double advance_em;
  bool may_break_before;
  double blank_em; /* of its advance, what may hang over at a line's end */
  /* The gap after it, in em. */
  double gap_em;
  XpGapKind kind;
  double give_em; /* how much of the gap can be squeezed away */
  double grow_em; /* how much it is stretched before all gaps are */
  bool may_stretch;
} XpCluster;

typedef struct {
  char *text;       /* control characters are blanks here */
  GArray *glyphs;   /* XpGlyph; x_pt, y_pt are offsets within the cluster, in em */
  GArray *clusters; /* XpCluster */
} XpClusters;

/* Without gaps (xp-gaps.h). */
XpClusters xp_clusters_shape (const XpFontBook *fonts, const XpTextStyle *style, const char *text);
void xp_clusters_clear (XpClusters *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XpClusters, xp_clusters_clear)

/* Where a line may end. */
void xp_clusters_find_breaks (XpClusters *self, const XpTextStyle *style);

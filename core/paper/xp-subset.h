/* xp-subset.h: which glyphs of one font a document uses, and the font cut down to them.
 *
 * Glyphs keep their numbers in the page streams (CID = glyph number), so pages can be written
 * before the set is known. Knows HarfBuzz, no PDF library. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "xp-font-book.h"

typedef struct _XpSubset XpSubset;

/* @font is the book's and must outlive the subset. */
XpSubset *xp_subset_new (const XpFont *font);
void xp_subset_free (XpSubset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpSubset, xp_subset_free)

/**
 * xp_subset_use:
 * @text: the characters that the glyph stands for; not NUL-ended
 * @n_bytes: 0 when a glyph before it stands for them
 *
 * Returns: false when the glyph stands for other characters elsewhere in the document: the page
 * must then say what it stands for here (/ActualText)
 */
bool xp_subset_use (XpSubset *self, unsigned glyph, const char *text, size_t n_bytes);

/* What goes into the file. All of it is the caller's: xp_embedding_clear(). */
typedef struct {
  GBytes *program;     /* the table CFF itself, or a whole TrueType file */
  GBytes *glyph_map;   /* (nullable): CIDToGIDMap of a TrueType font */
  GString *to_unicode; /* the CMap that gives the characters back */
  GArray *widths;      /* pairs of int: glyph, thousandths of an em; only those that are not 1000 */
  char name[64];       /* ABCDEF+PostScriptName */
  int ascent;          /* thousandths of an em */
  int descent;
} XpEmbedding;

void xp_embedding_clear (XpEmbedding *embedding);

/* Returns: false when the font's file cannot be cut; nothing is to be cleared then */
bool xp_subset_finish (const XpSubset *self, XpEmbedding *out_embedding);

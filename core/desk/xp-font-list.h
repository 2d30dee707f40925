/* xp-font-list.h: which font plays which part on paper, and what of GB 18030-2022 it lacks. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Characters of one level of the standard. */
typedef struct {
  gsize n_others; /* that another font of this computer prints */
  gsize n_none;   /* that no font prints: a name with one of these stops the job */
} XpFontListLack;

typedef struct {
  char *role;   /* 标题 */
  char *file;   /* the font file's name, without its folder; "": there is none (蒙文 alone) */
  bool has_han; /* else what follows says nothing: 蒙文 */
  XpFontListLack common;    /* 基本 and 扩展A: level 1 */
  XpFontListLack rare;      /* what levels 2 and 3 add */
  XpFontListLack amendment; /* amendment 1 */
} XpFontListLine;

/**
 * xp_font_list_new:
 * @out_skipped: (element-type utf8): a sentence for each font that was found and not used; yours
 *
 * Returns: lines of XpFontListLine; yours. NULL with XP_ERROR_FONT when one is missing that we
 * cannot do without. A tenth of a second
 */
GPtrArray *xp_font_list_new (GPtrArray **out_skipped, GError **error);

/* xp-official.h: an official paper (公文), A4 upright, after the measures of GB/T 9704—2012.
 *
 * 22 lines of 28 characters on 156 × 225 mm, in full cells: nothing is squeezed. Text is 三号仿宋
 * with an indent of two characters, the title 二号小标宋; 一、 is set in 黑体, （一） in 楷体, 1.
 * and （1） as the text. The page number stands outside, — 1 —, at the right on odd and at the left
 * on even pages. What is added comes to stand below what was added before; every line lies on the
 * grid of the 22. There is no red head and no seal: a village committee puts its own stamp on
 * paper. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-pdf.h"
#include "xp-progress.h"

enum {
  XP_OFFICIAL_LINES = 22,      /* on a page */
  XP_OFFICIAL_CHARACTERS = 28, /* in a line */
};

typedef struct _XpOfficial XpOfficial;

/* @fonts borrowed; @names (nullable), NULL-ended, are never broken over two lines; borrowed until
 * the paper is freed. Yours. */
XpOfficial *xp_official_new (const XpFontBook *fonts, const char *const *names);
void xp_official_free (XpOfficial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpOfficial, xp_official_free)

/* Lines closer by @points, 1 at most, as custom allows where that saves a page (调行距). Before
 * anything is added. */
void xp_official_set_closer (XpOfficial *self, double points);

/* 永胜村函〔2026〕3号, at the right; the first thing on the paper, if anything (7.2.5). */
void xp_official_add_number (XpOfficial *self, const char *number);

/* A line of air, the title in the middle, parted by its sense (a line end in @title decides), and a
 * line of air (7.3.1). */
void xp_official_add_title (XpOfficial *self, const char *title);

/* 主送: from the left margin on all lines (7.3.2). With its colon. */
void xp_official_add_addressee (XpOfficial *self, const char *addressee);

/**
 * xp_official_add_paragraph:
 * @text: one paragraph, without blanks before it
 *
 * Adds a paragraph. 一、 （一） 1. （1） at its beginning tell the level (7.3.3): what stands
 * before the first 。 is the heading and set in the face of the level; a paragraph without 。 is a
 * heading as a whole and stays with the paragraph below it.
 */
void xp_official_add_paragraph (XpOfficial *self, const char *text);

/* 特此报告。 and the like: as a paragraph, never the first line of a page. */
void xp_official_add_closing (XpOfficial *self, const char *text);

/* A line of air, then 附件：1. … with the names under one another (7.3.4); one alone has no number.
 * @attachments: NULL-ended; none: nothing is added. */
void xp_official_add_attachments (XpOfficial *self, const char *const *attachments);

/**
 * xp_official_add_signature:
 * @date: 2026年11月23日
 *
 * 署名 and 成文日期 by 7.3.5.1: the date four characters from the right, the issuer centred over
 * it, or ending at the margin where it is too long for that. A stamp of 42 mm has its room below
 * the text, over both; they never stand on a page without two lines of text.
 */
void xp_official_add_signature (XpOfficial *self, const char *issuer, const char *date);

/* 附注 in （）, two characters from the left, on the line below (7.3.6). */
void xp_official_add_remark (XpOfficial *self, const char *remark);

/* 附件 on a page of its own: “附件2” in 黑体 on the first line (@number 0: “附件”), the title on
 * the third (7.3.7). Paragraphs that follow belong to it. */
void xp_official_begin_attachment (XpOfficial *self, unsigned number, const char *title);

/* How many pages it takes so far. */
size_t xp_official_count_pages (XpOfficial *self);

/* Adds the pages and draws them. To be called once, last; adds a bookmark for each attachment.
 * Returns: false with XP_ERROR_CANCELLED */
bool xp_official_draw (
  XpOfficial *self, XpPdf *pdf, XpProgress *progress, GCancellable *cancellable, GError **error);

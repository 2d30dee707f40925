/* xp-pictures.h: the pages of a PDF as pictures, for a village's WeChat group. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/**
 * xp_pictures_save:
 * @pdf: borrowed
 * @path: 永胜村_公示_10月19日截止_1.png
 * @out_paths: (nullable) (out): the files that were written, yours
 *
 * Writes one PNG per page, at 150 dpi. A single page is @path itself; several are numbered:
 * …_1.png, …_2.png, whether @path already ends in _1 or not. All pages are drawn before the first
 * is written, and each takes its name only when it is whole.
 *
 * Returns: false with NOT_SAVED naming the file, or REFUSED when the PDF cannot be drawn
 */
bool xp_pictures_save (
  GBytes *pdf, const char *path, GCancellable *cancellable, char ***out_paths, GError **error);

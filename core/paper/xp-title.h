/* xp-title.h: a title parted into lines by its sense. Pure. */
#pragma once

#include "xp-layout.h"

/**
 * xp_title_break:
 * @measure_pt: the width that a line may have
 *
 * Keeps a title that fits on one line. Else parts it in two, never inside “ ” or 《 》, rather
 * after 年、季度、村 than elsewhere, the upper line rather the shorter (梯形). A line end in @text
 * decides.
 *
 * Returns: lines of XpLine; yours
 */
GPtrArray *xp_title_break (
  const XpFontBook *fonts, XpFace face, double size_pt, double measure_pt, const char *text);

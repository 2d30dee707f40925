/* xp-sample.h: 永胜村, the village to try things on: built from resources/sample, the same each
 * time. */
#pragma once

#include "xp-clock.h"
#include "xp-desk.h"

/**
 * xp_sample_make:
 * @path: of the book to make; an older sample there is replaced
 *
 * 42 households, round 2026年第三季度“干净人家” in 打分, marked but for six households. The clock
 * stands at 2026-10-12 and the random numbers are fixed.
 */
XpDesk *xp_sample_make (const char *path, const char *resources_dir, GError **error);

/* The clock for opening it again: the machine's moments, but the day is 2026-10-12. */
void xp_sample_get_clock (XpClock *out_clock);

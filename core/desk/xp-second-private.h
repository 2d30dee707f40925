/* xp-second-private.h: 再录一遍 for those who hold the book already: all of it on its thread. */
#pragma once

#include "xp-book.h"
#include "xp-second-typists.h"

XpSecondTypists *xp_second_typists_read (XpBook *book, int64_t round_uid, GError **error);

/* What a sheet says of it:
 * “抽20户再录一遍，抽签号482913。录了两遍的580格里，有4格不一样…。其中3户两遍都 是王秀兰录的。”; “”
 * where nothing was typed twice. Yours; NULL with the error. */
char *xp_second_work_dup_report (XpBook *book, const XpLoadedRound *loaded, GError **error);

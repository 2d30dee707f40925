/* xp-second-typists.h: who typed a sheet the first time, and who the second (再录一遍). The second
 * is to be another person, who reads the paper with eyes of his own; where a committee has nobody
 * else, every list and sheet of it says that both were typed by the same. Told by the history, so
 * that nothing has to be kept beside it. */
#pragma once

#include "xp-round-work.h"

typedef struct _XpSecondTypists XpSecondTypists;

/* As the book stands. Yours. */
XpSecondTypists *xp_second_typists_load (XpDesk *desk, int64_t round_uid, GError **error);
void xp_second_typists_free (XpSecondTypists *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpSecondTypists, xp_second_typists_free)

/* Whether @who typed (part of) the first entry of the judge's sheet; 0: 合议. */
bool xp_second_typists_is_first (const XpSecondTypists *self,
                                 int entrant_no,
                                 int judge_no,
                                 const char *who);

/* Entrants whose sheets are still to be typed twice, and whose first entry @who typed, or part. */
int
xp_second_typists_count (const XpSecondTypists *self, const XpLoadedRound *loaded, const char *who);

/* Who typed on both entries of the sheet; NULL: nobody. Borrowed. */
const char *
xp_second_typists_lookup_same (const XpSecondTypists *self, int entrant_no, int judge_no);

/* “其中3户两遍都是王秀兰录的”; “” of none. Yours. */
char *xp_second_typists_dup_sentence (const XpSecondTypists *self, const XpLoadedRound *loaded);

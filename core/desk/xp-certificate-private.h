/* xp-certificate-private.h: what printing and the register share: which certificates are meant. */
#pragma once

#include "xp-certificate-work.h"
#include "xp-desk-private.h"

/* 永胜〔2026〕1-017. Yours. */
char *xp_certificate_dup_number (const char *short_name, const XpRecord *certificate);

/* As xp_certificate_work_list(), on the thread of @book. */
GPtrArray *
xp_certificate_list_lines (XpDesk *desk, XpBook *book, const XpLoadedRound *loaded, GError **error);
/* As xp_certificate_work_list_stocks(), on the thread of @book. */
GPtrArray *xp_certificate_list_stocks (XpBook *book, GError **error);

/* All of a round, void ones too, by number. Yours. */
GPtrArray *xp_certificate_list_of_round (XpBook *book, int64_t round_uid, GError **error);

/* certificate_uid → GPtrArray of XpRecord, its sheets in order; of those alone that have any. */
GHashTable *xp_certificate_map_printings (XpBook *book, GError **error);
/* NULL: none. */
const GPtrArray *xp_certificate_printings_of (GHashTable *map, const XpRecord *certificate);
/* Without the spoiled ones; @printings: (nullable). */
int xp_certificate_count_good (const GPtrArray *printings);

/* Those that hold, of all of a round, in the order in which they are printed. Borrowed records. */
GPtrArray *xp_certificate_list_valid (const GPtrArray *all);

/* What people say: 17, 1-017, 永胜〔2026〕1-017. INPUT: it is none of these; REFUSED: there is
 * none, or it is void. @all: of one round. The place in @valid. */
bool xp_certificate_find (
  const GPtrArray *all, const GPtrArray *valid, const char *words, guint *out_at, GError **error);

/* @from, @up_to, @only as in xp-certificate-work.h; NULL: from the first, to the last, all. In the
 * order of the list, each once. Borrowed records. Yours. */
GPtrArray *xp_certificate_choose (
  const GPtrArray *all, const char *from, const char *up_to, const char *only, GError **error);

/* Of any state, by its number alone: 1-017. NULL with the error. Borrowed. */
XpRecord *xp_certificate_look_up (const GPtrArray *all, const char *number, GError **error);

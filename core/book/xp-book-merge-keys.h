/* xp-book-merge-keys.h: what is to become of one record. */
#pragma once

#include "xp-book-merge-private.h"

typedef enum {
  XP_MERGE_SAME,
  XP_MERGE_TAKE, /* theirs, without asking */
  XP_MERGE_KEEP, /* ours, without asking */
  XP_MERGE_MIX,  /* `both`: columns of each */
  XP_MERGE_ASK
} XpMergeVerdict;

typedef struct {
  XpKind kind;
  char *key;
  XpRecord *ours, *theirs;         /* NULL: there is none */
  XpRecord *our_base, *their_base; /* before what the other side does not know of */
  XpRecord *both;
  int64_t our_act, their_act; /* who said so, in each file; 0: as at the fork */
  XpMergeVerdict verdict;
  bool is_settled; /* here and now, between two words that did not know of each other */
} XpMergeKey;

/* Reads what became of the key on both sides, out of the records of changes, and judges. */
bool xp_merge_key_judge (XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs, GError **error);
void xp_merge_key_clear (XpMergeKey *key);

bool xp_merge_is_same (const XpRecord *a, const XpRecord *b);

/* xp-quorum.h: how many of a committee must be there for a meeting (到会人数).
 *
 * Counted with whole numbers: at least so many parts of all, or more than them. */
#pragma once

#include <stdbool.h>

/* The parts are digits, the numerator is not above the denominator. */
typedef struct {
  int numerator, denominator;
  bool is_above; /* more than the fraction; else at least the fraction */
} XpQuorum;

/* At least two thirds. */
extern const XpQuorum XP_QUORUM_DEFAULT;

/* As stored: "2/3", ">1/2"; as people write it: 三分之二, 三分之二以上, 过半数, 半数以上. False: it
 * is none, and @out stays. */
bool xp_quorum_from_text (const char *text, XpQuorum *out_quorum);

/* "2/3", ">1/2". Yours. */
char *xp_quorum_dup_text (const XpQuorum *self);

/* 三分之二, 半数. Yours. */
char *xp_quorum_dup_word (const XpQuorum *self);

/* The fewest that are enough out of @n_members; at least 1. */
int xp_quorum_count_needed (const XpQuorum *self, int n_members);

/* “应到9人，实到7人，过三分之二（至少6人），可以开会。”
 * “应到9人，实到5人，不到三分之二（至少6人）， 还不能开会。” Yours. */
char *xp_quorum_dup_sentence (const XpQuorum *self, int n_members, int n_present);

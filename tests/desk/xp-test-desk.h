/* xp-test-desk.h: a desk on a new book in a folder that goes away: 永胜村, three households with
 * persons in 一社 and 二社. Backups go into that folder too. */
#pragma once

#include "xp-household-work.h"
#include "xp-person-work.h"
#include "xp-round-work.h"

typedef struct {
  char *folder, *path, *backups;
  XpClock clock;
  XpDesk *desk;
  int64_t zhang, li, wang; /* households 1, 2, 3 */
} TestDesk;

void test_desk_set_up (TestDesk *f, gconstpointer unused);
void test_desk_tear_down (TestDesk *f, gconstpointer unused);

/* Closes and opens again on @day; NULL: the same. */
void test_desk_reopen (TestDesk *f, const char *day);

/* Adds a household with persons “name sex relation”, NULL-terminated. Its uid. */
int64_t
test_desk_add (TestDesk *f, const char *group, const char *head, const char *const *persons);

/* Opens a round. Its uid. */
int64_t test_desk_open (TestDesk *f, const XpRoundSpec *spec);

/* household,judge,item,mark */
void test_desk_mark (TestDesk *f, int64_t round_uid, const char *marks);

/* Opens a round, takes the marks, goes on to 公示. Its uid. */
int64_t test_desk_post (TestDesk *f, const XpRoundSpec *spec, const char *marks);

/* A round of 干净人家 with a line of 100, up to 公示. @judges: NULL: by consensus. Its uid. */
int64_t
test_desk_post_round (TestDesk *f, const char *name, const char *const *judges, const char *marks);

XpHouseholdCard *test_desk_card (TestDesk *f, int64_t uid);

/* Undoes the last act after reopening, checks that it was @title. */
void test_desk_undo (TestDesk *f, const char *title);

/* The sentences of the last act, joined by “；”. Yours. */
char *test_desk_last_sentences (TestDesk *f);

/* The words of a PDF, without blanks and line ends. Yours. */
char *test_desk_dup_words (TestDesk *f, GBytes *pdf);

/* Verifies; g_error with what is wrong. */
void test_desk_assert_in_order (TestDesk *f);

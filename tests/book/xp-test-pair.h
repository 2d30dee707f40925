/* xp-test-pair.h: one book and a copy of it into which somebody else types, for the tests of
 * merging.
 */
#pragma once

#include "xp-book-merge.h"
#include "xp-test-book.h"

typedef struct {
  TestBook base; /* its book is ours */
  char *other;   /* path of theirs */
  XpBook *theirs;
} TestPair;

typedef struct {
  const char *name; /* behind /book/merge/ */
  void (*func) (TestPair *f, gconstpointer unused);
} TestPairCase;

void test_pair_add_cases (const TestPairCase *cases, size_t n);
void test_pair_set_up (TestPair *f, gconstpointer unused);
void test_pair_tear_down (TestPair *f, gconstpointer unused);
/* One record, as one act. */
void test_pair_put (XpBook *book, const char *verb, XpRecord *record);
void test_pair_put_mark (XpBook *book, int entrant_no, int item_at, int count);
XpRecord *test_pair_copy_household (XpBook *book, int64_t uid);
void test_pair_put_door (XpBook *book, int64_t uid, const char *door);
void test_pair_put_phone (XpBook *book, int64_t uid, const char *phone);
/* What would come in from the file @from; NULL with why not. */
XpMergePlan *test_pair_plan_file (XpBook *into, const char *from, GError **error);
/* NULL with why not. */
XpAct *test_pair_try_merge (XpBook *into, const char *from, XpMergeChoice choice, GError **error);
/* Must go well; every conflict is decided with @choice. */
XpAct *test_pair_merge (XpBook *into, const char *from, XpMergeChoice choice);
/* What stands there; -1: nothing. */
int64_t test_pair_read_mark (XpBook *book, int entrant_no, int item_at);
/* As another program would, past the book. */
void test_pair_sql (const char *path, const char *statement);
/* The one number of an answer. */
int64_t test_pair_ask (const char *path, const char *question);
/* Neither looking nor merging: the sentence, and nothing was written. */
void test_pair_assert_refused (TestPair *f, int code, const char *says);
void test_pair_assert_in_order (const char *path);
/* Verifying says so. */
void test_pair_assert_problem (const char *path, const char *says);
/* So that it can be merged from its file, or be put in another place. */
void test_pair_close_theirs (TestPair *f);
XpBook *test_pair_open_copy (TestBook *f, const char *path, const char *who);
/* The round goes to another stage. */
void test_pair_put_stage (XpBook *book, const char *verb, const char *stage);

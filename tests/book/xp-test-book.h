/* xp-test-book.h: a book in a folder that goes away, with a clock and numbers that are always the
 * same: one village, two households, one round in 打分 by consensus. */
#pragma once

#include "xp-book.h"

#include <sqlite3.h>

enum {
  TEST_HOUSEHOLD_1 = 11,
  TEST_HOUSEHOLD_2 = 12,
  TEST_ROUND = 21
};

typedef struct {
  char *folder, *path;
  XpClock clock;
  XpRandom random;
  int64_t now_ms;
  guint64 state;
  XpBook *book; /* NULL: closed */
  int is_over;  /* atomic: tells another thread to end */
  bool (*keep_old) (XpBook *book, gpointer f, GError **error);
  const XpDisk *disk; /* NULL: the machine's own */
} TestBook;

void test_book_set_up (TestBook *f, gconstpointer unused);
/* Closed: a copy of tests/data/books/@name. */
void test_book_set_up_released (TestBook *f, gconstpointer name);
void test_book_tear_down (TestBook *f, gconstpointer unused);

void test_book_close (TestBook *f);
void test_book_open (TestBook *f);
XpBook *test_book_try_open (TestBook *f, GError **error);
XpBook *test_book_try_create (TestBook *f, GError **error);

/* Another book of the same clock and numbers, written by @who; a copy of this one's file, say. */
XpBook *test_book_open_at (TestBook *f, const char *path, const char *who);
extern const XpBookHooks TEST_BOOK_HOOKS;

/* A mark of 合议: item_at 1 is 院内地面. Yours. */
XpRecord *test_mark (int entrant_no, int item_at, int64_t count);
/* Puts one record with this verb; NULL with the error. Yours. */
XpAct *test_put (TestBook *f, const char *verb, XpRecord *record, GError **error);

/* Runs SQL on the closed book with another program's hand; one number comes back. */
int64_t test_sql (TestBook *f, const char *sql);

/* The same with several statements, of which nothing comes back. */
void test_sql_all (TestBook *f, const char *sql);

/* As verify does; NULL with the error. Yours. */
XpVerifyReport *test_verify_report (TestBook *f, GError **error);

/* Verifies; the sentences joined by line ends. Yours. */
char *test_verify (TestBook *f);

/* xp-result.h: a result as a document (book.md): one text from which every sheet of a posting, a
 * correction or a final list is printed, and whose SHA-256 gives the 核对码.
 *
 * Text: UTF-8 lines ended by LF, fields parted by TAB, no other control character; points in
 * hundredths, exact as n/d of hundredths. A line begins with what it is:
 *   xiangping-result 1 / village / round / result / rubric / rules / more / took / base / entrant
 */
#pragma once

#include "xp-round.h"

typedef enum {
  XP_AWARDED_NO,
  XP_AWARDED_YES,
  XP_AWARDED_UNDECIDED
} XpAwarded;

const char *xp_awarded_get_word (XpAwarded awarded); /* 否 是 待定 */

typedef struct {
  int entrant_no;
  int number;
  int person_number;                                  /* of a person, in the household: 17-2; 0 */
  char *list;                                         /* of a form with two titles, which; "" */
  char *group, *door, *name, *told_apart_by, *naming; /* "" where none */
  char *status; /* 参评, a state's word, 暂缓，另行评议, 缺n项 */
  bool has_total;
  int64_t total_hundredths; /* as printed */
  XpRatio exact_hundredths;
  int rank;    /* 0 none */
  char *grade; /* "" none */
  XpAwarded awarded;
  char *decided_by;         /* "" none */
  bool is_mean_for_too_few; /* fewer marks than trimming needs: the sheet says so */
  int n_marks;              /* judges who counted */
} XpResultEntrant;

typedef struct {
  gatomicrefcount n_refs;
  int64_t village_uid;
  char *village, *issuer;
  int64_t round_uid;
  int round_number;
  char *round_name;
  int result_no;
  char *purpose;                                      /* posting, correction, final */
  char *posted_on, *notice_from_on, *notice_until_on; /* "" not set */
  char *rubric_id;
  int rubric_version;
  char *rubric_sha256;
  char *title; /* what is awarded: 干净人家 */
  XpCombine combine;
  int n_marks_needed;
  bool is_undecided_with_too_few;
  XpRounding rounding;
  bool has_line;
  int64_t line_hundredths;
  char *quota; /* "" none */
  XpQuotaRounding quota_rounding;
  char *ties;       /* joined by | */
  char *more_rules; /* fields of the line `more`, joined by TAB; "" all at their default */
  GPtrArray *took;  /* of char *: the fields of a `took` line joined by TAB, in key order */
  int n_base;       /* base of the quota */
  int n_places;     /* -1: no quota */
  XpResultEntrant *entrants; /* in order of entrant_no */
  size_t n_entrants;
} XpResult;

XpResult *xp_result_new (void);
XpResult *xp_result_ref (XpResult *self);
void xp_result_unref (XpResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpResult, xp_result_unref)

/* The rules that came with later versions, as “name=value” joined by TAB, those alone that are not
 * at their default: a result of an older version stays the same text. Yours. */
char *xp_rules_dup_more (const XpRules *rules);

/* Canonical: the same result gives the same bytes. Yours. */
char *xp_result_to_text (const XpResult *self);

/* DAMAGED, with the line, when it is not a text that xp_result_to_text() wrote. */
XpResult *xp_result_from_text (const char *text, GError **error);

/* 64 hex digits. Yours. */
char *xp_sha256_of_text (const char *text);

/**
 * xp_board_code:
 * @sha256: 64 hex digits
 * @characters: 2,048 different characters (resources/data/board-code.txt), UTF-8 without breaks
 *
 * The 核对码: eight characters for the first 88 bits. Yours.
 */
char *xp_board_code (const char *sha256, const char *characters);

/* xp-certificate-work.h: 证书登记簿: numbers that were given, what became of them, which sheets
 * came out of the printer, who took them; and the covers that are bought.
 *
 * A number is given once. Printing itself never writes the book: the person says how far it went.
 * An @only or @up_to is what people say: the place in the list that is printed (17: 第17张), or
 * the number on the paper (1-017, 永胜〔2026〕1-017). */
#pragma once

#include "xp-desk.h"
#include "xp-stock.h"

typedef struct {
  int64_t uid;
  int entrant_no;
  int ordinal;     /* in what is printed, from 1; 0: void */
  char *number;    /* 永胜〔2026〕1-017 */
  char *name;      /* as it stands there */
  char *group;     /* "" none */
  char *title;     /* 干净人家 */
  char *issued_on; /* of 公布, or when it was issued in place of another */
  char *replaces;  /* the number it stands for; "" none */
  bool is_void;
  char *voided_on; /* "" it holds */
  char *void_why;  /* 写坏 */
  int n_printings; /* good ones */
  int n_spoiled;   /* sheets thrown away */
  char **spoiled;  /* of each sheet thrown away: “10月20日（卡纸）” */
  char *printings; /* “10月20日；补印10月22日（污损）；废张10月20日（卡纸）”; "" none */
  char *received_on, *received_by; /* "" not yet; "" himself */
} XpCertificateLine;

void xp_certificate_line_free (XpCertificateLine *self);

/* The round's register, by number. Of XpCertificateLine. Yours. */
GPtrArray *xp_certificate_work_list (XpDesk *desk, int64_t round_uid, GError **error);

/* 有效, 作废：写坏; 换发自1-011. Yours. */
char *xp_certificate_line_dup_state (const XpCertificateLine *self);

/**
 * xp_certificate_work_void:
 * @why: 写坏, 错字, 称号取消 …
 *
 * The number is never given again. REFUSED: no such number, or void already.
 */
bool xp_certificate_work_void (
  XpDesk *desk, int64_t round_uid, const char *number, const char *why, GError **error);

/**
 * xp_certificate_work_reissue:
 * @number: of one that is void
 * @name: (nullable): how the name shall be written now; NULL: as before
 *
 * Gives the next number of the round, which says what it replaces.
 *
 * Returns: the new number; yours. REFUSED: it is not void, or another holds already, or the title
 * was taken back
 */
char *xp_certificate_work_reissue (
  XpDesk *desk, int64_t round_uid, const char *number, const char *name, GError **error);

typedef struct {
  const char *from;    /* (nullable): NULL: the first that was not printed yet */
  const char *up_to;   /* (nullable): NULL: to the end */
  const char *only;    /* (nullable): 3,5,1-017; then the two above are NULL */
  const char *spoiled; /* (nullable): these sheets were thrown away, why: 卡纸 */
  const char *again;   /* (nullable): those printed before are 补印, why */
} XpPrintedSpec;

/* What is about to be noted, or was. */
typedef struct {
  int n;              /* sheets */
  int n_again;        /* of them 补印 */
  char *first, *last; /* numbers; yours */
  char *next;         /* the first that is not printed yet afterwards; "" none; yours */
} XpPrintedReport;

void xp_printed_report_clear (XpPrintedReport *self);

/* One act. REFUSED: a sheet that was printed before and no @again says why; a void number; nothing
 * to note. @out_report is untouched then. */
bool xp_certificate_work_printed (XpDesk *desk,
                                  int64_t round_uid,
                                  const XpPrintedSpec *spec,
                                  XpPrintedReport *out_report,
                                  GError **error);

/* @by: (nullable): who took them for the others. REFUSED: void, or taken already. */
bool xp_certificate_work_received (
  XpDesk *desk, int64_t round_uid, const char *only, const char *by, GError **error);

/**
 * xp_certificate_work_mend:
 * @words: 3,1-005: which; void ones by their number
 * @why: 记错了
 *
 * Takes back of each what was noted last: that it is void, else that it was received, else its last
 * printing. A number that was given is never taken back. One act. REFUSED: nothing was noted.
 */
bool xp_certificate_work_mend (
  XpDesk *desk, int64_t round_uid, const char *words, const char *why, GError **error);

/* ---- covers that are bought (套打) ---- */

typedef struct {
  char *name;
  XpStock stock;
} XpStockLine;

void xp_stock_line_free (XpStockLine *self);

/* By name. Of XpStockLine. Yours. */
GPtrArray *xp_certificate_work_list_stocks (XpDesk *desk, GError **error);
/* One act; replaces what stood under this name. INPUT: no name. */
bool xp_certificate_work_put_stock (XpDesk *desk,
                                    const char *name,
                                    const XpStock *stock,
                                    GError **error);
bool xp_certificate_work_remove_stock (XpDesk *desk, const char *name, GError **error);

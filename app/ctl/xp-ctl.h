/* xp-ctl.h: what every verb of xiangpingctl is given. One file per verb, one row in
 * xp-verb-table.c. */
#pragma once

#include "xp-args.h"
#include "xp-clock.h"
#include "xp-desk.h"
#include "xp-listing.h"

/* Exit codes (design.md). */
typedef enum {
  XP_EXIT_DONE = 0,
  XP_EXIT_REFUSED = 1, /* nothing changed */
  XP_EXIT_USAGE = 2
} XpExit;

typedef struct {
  const XpArgs *args;
  XpListingFormat format;
  XpDeskOptions options; /* clock and typist as --today and --who say */
} XpCtl;

typedef struct {
  const char *name;
  const char *about; /* one line */
  const char *usage; /* lines “  xiangpingctl VERB [word] …”, and what else is to be said */
  const XpArgOption *options;
  int (*run) (const XpCtl *ctl);
  const char *(*word_at) (
    size_t n); /* first words that usage does not name one by one; NULL ends */
} XpCtlVerb;

extern const XpCtlVerb XP_CTL_NEW, XP_CTL_ROSTER, XP_CTL_RUBRIC, XP_CTL_ROUND, XP_CTL_MARKS,
  XP_CTL_TALLY, XP_CTL_PRINT, XP_CTL_HISTORY, XP_CTL_VERIFY, XP_CTL_UNDO, XP_CTL_SAMPLE,
  XP_CTL_HOUSEHOLD, XP_CTL_PERSON, XP_CTL_OBJECTION, XP_CTL_BUNDLE, XP_CTL_VILLAGE, XP_CTL_TODAY,
  XP_CTL_TYPIST, XP_CTL_HANDOVER, XP_CTL_MERGE, XP_CTL_FAIRNESS, XP_CTL_POINTS, XP_CTL_YEARS,
  XP_CTL_SECOND, XP_CTL_MOTION, XP_CTL_DELIBERATION, XP_CTL_RECUSAL, XP_CTL_ROTA, XP_CTL_ATTENDANCE,
  XP_CTL_MINUTES, XP_CTL_FONTS, XP_CTL_WORDING, XP_CTL_CERTIFICATES;

/* The n-th word after the verb, or NULL. */
const char *xp_ctl_word (const XpCtl *ctl, guint n);

/* Says that the words are wrong, and how they should be. Returns XP_EXIT_USAGE. */
int xp_ctl_usage (const XpCtlVerb *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Prints the sentences. Returns XP_EXIT_REFUSED. */
int xp_ctl_fail (const GError *error);

/* The book for writing, or to look on. NULL with the error printed. */
XpDesk *xp_ctl_open (const XpCtl *ctl, const char *path);
XpDesk *xp_ctl_look (const XpCtl *ctl, const char *path);

/* The round's uid by its number, “2” or “第2次”; 0 with the error printed. */
int64_t xp_ctl_find_round (XpDesk *desk, const char *text);

/* The whole file, or standard input for NULL or “-”. NULL with INPUT. Yours. */
char *xp_ctl_read_file (const char *path, GError **error);

/* The first line of the file that @option names, which is never shown. NULL: it was not given, or
 * with INPUT. Yours. */
char *xp_ctl_read_secret (const XpCtl *ctl, const char *option, GError **error);

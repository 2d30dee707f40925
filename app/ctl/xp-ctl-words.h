/* xp-ctl-words.h: words of a command line that several verbs read alike. */
#pragma once

#include "xp-ctl.h"
#include "xp-household-work.h"

/* 甲,乙,丙; the full-width comma and 、 are typed as often. NULL for NULL. Yours. */
char **xp_ctl_split_words (const char *text);

/* The household by the number it is typed with; 0 with the error printed. */
int64_t xp_ctl_find_household (XpDesk *desk, const char *text);

/* Households of the words from the @first-th on. NULL with the error printed. Of int64_t. Yours. */
GArray *xp_ctl_find_households (const XpCtl *ctl, XpDesk *desk, guint first);

/* “17-2”: the household, and its second person. NULL with the error printed. Yours. */
XpHouseholdCard *
xp_ctl_find_person (XpDesk *desk, const char *text, const XpPersonCard **out_person);

/* Replaces @to by an option's value where it was given. */
void xp_ctl_take_text (const XpCtl *ctl, const char *option, char **to);
/* A number of people; false: no number, with the error printed. */
bool xp_ctl_take_count (const XpCtl *ctl, const char *option, int *to);

/* One of the ways of a verb whose words are: the way, the book, the round, what the way takes. */
typedef struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk, int64_t uid);
  bool is_writing; /* but not with --dry-run */
} XpCtlWay;

/* @words: the ways, as they are asked for: “list、add 或 remove”. */
int xp_ctl_run_way (
  const XpCtl *ctl, const XpCtlVerb *verb, const XpCtlWay ways[], size_t n_ways, const char *words);

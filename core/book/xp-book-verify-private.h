/* xp-book-verify-private.h: what the parts of verify share: the log, the state tables, the secrets.
 */
#pragma once

#include "xp-book-replay.h"

typedef struct _XpSecretsCheck XpSecretsCheck;

typedef struct {
  XpBook *book; /* a reader; borrowed */
  XpReplay *replay;
  XpSecretsCheck *secrets;
  XpVerifyReport *report;
  XpProgress *progress;
  GCancellable *cancellable;
  size_t n_done, n_total; /* rows and bytes, weighed by the time they take */
} XpVerifying;

/* What a change costs beside looking once at a row. */
enum {
  XP_VERIFY_LOG_WEIGHT = 4
};

/* Where a fault is; act_no 0: not known, key NULL: no record. */
typedef struct {
  int64_t act_no, at_ms;
  XpKind kind;
  const char *key;
} XpFaultPlace;

/* @n more are done. False with CANCELLED. */
bool xp_verify_go_on (XpVerifying *self, size_t n, GError **error);

/* After so many faults the rest is only counted. */
bool xp_verify_is_full (const XpVerifying *self);

void xp_verify_add (XpVerifying *self, const XpFaultPlace *place, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
void xp_verify_note (XpVerifying *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The book in which names are looked up: as the log has them; as the file has them where that
 * cannot be made. Borrowed. */
XpBook *xp_verify_get_names (XpVerifying *self);

/* “第12次改动（王会计，2026-10-12 20:14，打分）”. Yours. */
char *xp_verify_name_act (XpVerifying *self, int64_t act_no);

/* Of what was merged nothing is missing at the end (xp-book-merge-branches.c). */
bool xp_verify_branches (XpVerifying *self, GError **error);

/* ---- the log: chain, replay, stored results ---- */

bool xp_verify_log (XpVerifying *self, GError **error);

/* ---- state tables, row by row ---- */

bool xp_verify_states (XpVerifying *self, GError **error);

/* “最后一次由王会计 2026-10-12 20:14 录入”; @column NULL: of the record; "" nobody ever did. Yours.
 */
char *xp_verify_tell_last (XpVerifying *self, XpKind kind, const char *key, const char *column);

/* ---- secrets ---- */

XpSecretsCheck *xp_secrets_check_new (void);
void xp_secrets_check_free (XpSecretsCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpSecretsCheck, xp_secrets_check_free)

/* An act goes by: its reason, and what it forgets by its subject. @subject, @reason: NULL none. */
void xp_secrets_check_see_act (
  XpSecretsCheck *self, int64_t act_no, const char *verb, const char *subject, const char *reason);
/* A change of that act. @verb: of the act. @is_main: of this file's own line: what came in by a
 * merge may have been forgotten here before it came, and its value then stays out. */
void xp_secrets_check_see_change (XpSecretsCheck *self,
                                  int64_t act_no,
                                  bool is_main,
                                  const char *verb,
                                  XpKind kind,
                                  const char *key,
                                  const char *before,
                                  const char *after);

bool xp_verify_secrets (XpVerifying *self, GError **error);

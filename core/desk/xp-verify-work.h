/* xp-verify-work.h: is the book what was typed (检查资料是否完整), which backup still has it right,
 * and does a sheet on the wall belong to it? */
#pragma once

#include "xp-desk.h"

typedef struct {
  XpVerifyReport *report;
  /* Where there are problems: “昨天 21:20的备份（在这台电脑里）还是对的。”, between which two
   * moments it went wrong, what to do; a sentence each. Empty: all is in order. */
  char **advice;
} XpVerifyAnswer;

void xp_verify_answer_free (XpVerifyAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpVerifyAnswer, xp_verify_answer_free)

/* Checks the open book from end to end beside whoever types; where something is wrong, its backups
 * too, the newest first, until one is in order. NULL: it could not be checked, or CANCELLED. */
XpVerifyAnswer *xp_verify_work_check (XpDesk *desk,
                                      XpProgress *progress,
                                      GCancellable *cancellable,
                                      GError **error);

/* The same for the window, on a thread of its own. @tell: called on the main context with how far
 * it is, at most ten times a second, with @user_data; not after the callback. */
void xp_verify_work_check_async (XpDesk *desk,
                                 XpProgressFunc tell,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
XpVerifyAnswer *xp_verify_work_check_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/**
 * xp_verify_work_tell_code:
 * @typed: 核对码 as it stands on a sheet, all of it or some characters in their order
 * @out_is_ours: whether this book has it
 *
 * Says to which result the sheet belongs, or to which evening's minutes; or that there is none such
 * here. Of minutes at least four characters are needed: there are so many acts that fewer fit by
 * chance.
 *
 * Returns: (transfer full): sentences; NULL with INPUT: a character that no code has, or too few
 */
char *xp_verify_work_tell_code (XpDesk *desk, const char *typed, bool *out_is_ours, GError **error);

/* xp-typist-work.h: who sits at the keyboard: the names that are known, and the PIN (口令) that a
 * name may have, off until somebody sets one.
 *
 * A PIN keeps a name from being taken by mistake or in jest. It does not lock the book: whoever has
 * the laptop can read the file. A forgotten one is taken away by two others, with a reason, and the
 * history says so. */
#pragma once

#include "xp-desk.h"

typedef struct {
  char *name;
  bool has_pin;
} XpTypistLine;

void xp_typist_line_free (XpTypistLine *self);

/* Names to be offered, who typed last first; not of those who have handed over. Of XpTypistLine.
 * Yours. */
GPtrArray *xp_typist_work_list (XpDesk *desk, GError **error);

bool xp_typist_work_has_pin (XpDesk *desk, const char *name);

/* Whether @name may be taken. @pin: (nullable). REFUSED: it has a PIN, and this is not it, or none
 * was given. */
bool xp_typist_work_check (XpDesk *desk, const char *name, const char *pin, GError **error);

/* From now on acts are @name's: a new session. REFUSED as above; INPUT: no name. */
bool xp_typist_work_take (XpDesk *desk, const char *name, const char *pin, GError **error);

/* Before the next try after so many wrong ones: nothing for two, then longer and longer, up to ten
 * seconds. Nobody is ever locked out. */
guint xp_typist_get_pause_ms (guint n_wrong);

/* @old_pin: (nullable): the one it has; @new_pin: (nullable): NULL takes it away. REFUSED: the old
 * one is wrong; INPUT: too short. One act. */
bool xp_typist_work_set_pin (
  XpDesk *desk, const char *name, const char *old_pin, const char *new_pin, GError **error);

/* A new one that was typed twice. INPUT: too short, or not twice the same. */
bool xp_typist_work_check_new_pin (const char *pin, const char *again, GError **error);

typedef struct {
  const char *name;           /* who forgot it */
  const char *first, *second; /* who take it away: two others */
  const char *reason;
} XpForgottenPin;

/* Takes a PIN away that nobody knows any more. The act records both names and the reason. INPUT:
 * names or reason are missing, or are not two others. */
bool xp_typist_work_forget_pin (XpDesk *desk, const XpForgottenPin *forgotten, GError **error);

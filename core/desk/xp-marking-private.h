/* xp-marking-private.h: what the files of marking share: xp-marking.c keeps the round in memory,
 * xp-marking-put.c brings a change to the disk, xp-marking-echo.c says it. */
#pragma once

#include "xp-desk-private.h"
#include "xp-marking.h"

struct _XpMarking {
  GObject parent_instance;

  XpDesk *desk;          /* owned */
  XpLoadedRound *loaded; /* owned; what is on disk */
  int entry;             /* which of the two is typed here: 1, or 2 (再录一遍) */
  bool is_same_typist;   /* the first entry may be of the same person */
  gulong changed_id;     /* on desk */
  bool is_own_change;    /* its own acts are applied cell by cell, others load the round anew */
};

/* Memory follows the disk. Returns the one entrant that the act was about, or 0. */
int xp_marking_apply_act (XpMarking *self, const XpAct *act);

/* Runs a job that puts an act, behind what is on its way, and applies it. */
bool xp_marking_run_act (XpMarking *self, XpDeskJob job, gpointer input, GError **error);

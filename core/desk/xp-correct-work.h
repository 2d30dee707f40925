/* xp-correct-work.h: the meeting opens one household again (重新打开这一户): its marks, or its
 * state, for a reason and before a second person. What that does to its place and to who is in is
 * told before anything is written; nobody else's marks move. */
#pragma once

#include "xp-round-work.h"

/* One cell as it shall be. */
typedef struct {
  XpMark mark;   /* of the first entry; entrant_no is not looked at */
  bool is_blank; /* taken back: nothing stands there */
} XpCorrectedCell;

typedef struct {
  int entrant_no;
  const XpCorrectedCell *cells; /* borrowed, as the rest */
  size_t n_cells;
  bool has_state; /* @state is asked for too; 参评 takes the state back */
  XpState state;
  const char *reason;
  const char *witness; /* the second name; the first is who types */
} XpCorrection;

typedef struct {
  GPtrArray *changes; /* of char *: “第4项 院内地面：2处 → 1处”, “（李主任）” behind where judges
                         mark apart; only what differs */
  char *own;        /* “91分 → 92.5分，第12名 → 第8名，不入选 → 入选” */
  GPtrArray *moved; /* of char *: “王五由入选变为不入选”, of everybody else it touches */
  char *tie;        /* a tie at the cut that is to be decided then; NULL: none */
} XpCorrectionPreview;

void xp_correction_preview_free (XpCorrectionPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpCorrectionPreview, xp_correction_preview_free)

/**
 * xp_correction_preview_new:
 * @loaded: its sums are tried and put back as they were
 * @correction: without reason and witness
 *
 * What would come of it, in words; nothing is written. REFUSED: the stage, a recused judge, scores
 * that would be missing, a state that may not change any more, nothing that differs. INPUT: a
 * value that may not stand there. Yours.
 */
XpCorrectionPreview *xp_correction_preview_new (const XpLoadedRound *loaded,
                                                const XpCorrection *correction,
                                                GError **error);

/* The lines in the order they are read, joined by line ends. Yours. */
char *xp_correction_preview_dup_text (const XpCorrectionPreview *self);

/* One act. REFUSED and INPUT as above; no reason, no second name, or the same name twice. */
bool xp_correct_work_put (XpDesk *desk,
                          int64_t round_uid,
                          const XpCorrection *correction,
                          GError **error);

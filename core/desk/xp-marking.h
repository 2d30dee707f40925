/* xp-marking.h: the evening: what is typed goes to disk at once, and only then into the totals.
 *
 * Lives on the main thread. The cell that was typed may be shown at once, unticked; a mark counts
 * when _finish has returned. */
#pragma once

#include "xp-round-work.h"

#define XP_TYPE_MARKING (xp_marking_get_type ())
G_DECLARE_FINAL_TYPE (XpMarking, xp_marking, XP, MARKING, GObject)

/* REFUSED when the round is not in 打分? No: it opens in any stage, and writing is refused by the
 * guard outside 打分. */
XpMarking *xp_marking_new (XpDesk *desk, int64_t round_uid, GError **error);

/* The same for 再录一遍: what is typed here is the second entry, get_tally() holds that alone, and
 * only what was drawn is still to be done. REFUSED where nothing is asked twice. */
XpMarking *xp_marking_new_second (XpDesk *desk, int64_t round_uid, GError **error);
bool xp_marking_is_second (XpMarking *self);
/* Both entries. Borrowed until the round changes. */
const XpLoadedRound *xp_marking_get_loaded (XpMarking *self);

/* What was written to a cell; NULL: nothing. Borrowed until it changes. */
const XpMarkNote *xp_marking_get_note (XpMarking *self, int entrant_no, int judge_no, int item_at);

XpDesk *xp_marking_get_desk (XpMarking *self);
XpRound *xp_marking_get_round (XpMarking *self);       /* borrowed */
const XpTally *xp_marking_get_tally (XpMarking *self); /* borrowed; what is on disk */

/* Signal "changed" (gint entrant_no): this entrant's cells or state are others now; 0: all.
 * Signal "applied" (const XpAct *act): it is on disk and in the totals. */

/* How far the evening is: entrants with a state or with all sheets complete, out of all. */
void xp_marking_get_progress (XpMarking *self, int *out_n_done, int *out_n_total);
/* Whether its sheets are typed here: of 再录一遍 only those that were drawn. */
bool xp_marking_is_asked (XpMarking *self, int entrant_no);
/* Whether one judge's sheet (0: 合议) or a state settles this entrant, or nothing is asked of it.
 */
bool xp_marking_is_done (XpMarking *self, int entrant_no, int judge_no);
/* The next entrant after @entrant_no whose sheet of this judge is open; wraps; 0: none left. */
int xp_marking_next_open (XpMarking *self, int entrant_no, int judge_no);
/* Entrants that fit number, door, name or pinyin initials, best first. Yours; *out_n entries. */
int *xp_marking_find (XpMarking *self, const char *query, size_t *out_n);

/* ---- one change; sync for the command line and tests, async for the window ---- */

typedef enum {
  XP_ENTRY_PUT,       /* mark */
  XP_ENTRY_TAKE_BACK, /* mark's cell becomes blank */
  XP_ENTRY_CLOSE, /* mark's entrant and judge: the rest without findings; REFUSED when a score is
                     missing */
  XP_ENTRY_REOPEN,
  XP_ENTRY_STATE, /* mark's entrant gets @state; present takes it back */
  XP_ENTRY_NOTE   /* mark's cell gets @words and @photo; REFUSED where it is blank */
} XpEntryKind;

typedef struct {
  XpEntryKind kind;
  XpMark mark;
  XpState state;
  const char *words, *photo; /* NULL or "" none; borrowed during the call */
} XpEntry;

/* In words, before it is on disk: “第4项 院内地面 2处，扣2分”, “…，已扣完”, “张三：扣3分，得97分”,
 * “张三：全家在外”. INPUT with the reason when it may not stand. Yours. */
char *xp_marking_echo (XpMarking *self, const XpEntry *entry, GError **error);

bool xp_marking_put (XpMarking *self, const XpEntry *entry, GError **error);
void xp_marking_put_async (XpMarking *self,
                           const XpEntry *entry,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
bool xp_marking_put_finish (XpMarking *self, GAsyncResult *result, GError **error);

/* Ctrl+Z, or Ctrl+Y; @act_no: this act and no other; 0: the last. The sentence says what was
 * undone, *out_where is where the cursor goes: entrant (0: elsewhere), judge (-1: any), item (0:
 * none). In 再录一遍 nothing of the first entry is undone, nor told. */
void xp_marking_undo_async (
  XpMarking *self, bool is_redo, int64_t act_no, GAsyncReadyCallback callback, gpointer user_data);
char *
xp_marking_undo_finish (XpMarking *self, GAsyncResult *result, XpMark *out_where, GError **error);

/* What the votes of an item are measured against: one act. */
bool xp_marking_put_ballots (XpMarking *self, const XpBallots *ballots, GError **error);

/* How many votes somebody got; -1: blank. */
typedef struct {
  int entrant_no, n_votes;
} XpVotes;

/* The same, with what each of them got: one act. REFUSED where somebody got more votes than are
 * valid. */
bool xp_marking_put_count (
  XpMarking *self, const XpBallots *ballots, const XpVotes votes[], size_t n_votes, GError **error);

/* On whose sheet the votes of the item stand; -1: nobody's. */
int xp_marking_find_teller (XpMarking *self, const XpItem *item);

/* Any draft of this round's cells: one act, applied to the totals when it is on disk. */
bool xp_marking_put_draft (XpMarking *self, XpDraft *draft, GError **error);

/* The judge is recused at the entrant, or no longer where he was: one act. The sentence says what
 * it means for the sums. Yours; NULL with REFUSED. */
char *xp_marking_recuse (XpMarking *self, int entrant_no, int judge_no, GError **error);

/* Why an entrant has its state: kept in the book alone; "": no reason any more. INPUT: no state. */
bool xp_marking_put_reason (XpMarking *self, int entrant_no, const char *reason, GError **error);

/* Many at once (a file): one act. REFUSED or INPUT refuses all: of a second entry also where who
 * types now has typed the first of the sheet, unless it was said before that nobody else is there.
 */
void xp_marking_allow_same_typist (XpMarking *self);
bool xp_marking_import_csv (XpMarking *self, const char *name, const char *text, GError **error);
/* household,judge,item,mark: stored marks, and a `*` row for each closed sheet and state. Yours. */
char *xp_marking_export_csv (XpMarking *self);

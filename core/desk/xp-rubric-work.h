/* xp-rubric-work.h: forms come in and are looked at (评分表). */
#pragma once

#include "xp-desk.h"
#include "xp-overlay.h"
#include "xp-rubric-diff.h"

typedef struct {
  char *id, *name, *version;
  int n_items;
  int64_t full_mark_hundredths;
  char *title;      /* what it awards; "" */
  char *unready;    /* why no round can be opened with it yet; NULL: it can */
  XpLevel level;    /* whose form it is */
  bool is_standard; /* a county's own: adjusted or gone on from, never edited */
  char *parent;     /* id@version; "" none */
  int newer_parent; /* version of the parent that can be taken over; 0: none */
  bool is_own;      /* departs from its parent's rules: a title of its own */
} XpRubricLine;

void xp_rubric_line_free (XpRubricLine *line);

/* Shipped forms, by id. Of XpRubricLine. Yours. */
GPtrArray *xp_rubric_work_list_shipped (GError **error);
/* Forms in the book, in order of import. Of XpRubricLine. Yours. */
GPtrArray *xp_rubric_work_list (XpDesk *desk, GError **error);

/* What a round can be opened with: the book's forms, of each the latest version, then the shipped
 * ones that the book has not. Of XpRubricLine. Yours. */
GPtrArray *xp_rubric_work_list_at_hand (XpDesk *desk, GError **error);

/* The book's latest form of this id, else the shipped one. Yours. */
XpRubric *xp_rubric_work_take (XpDesk *desk, const char *id, GError **error);

/* A form out of a file (.rubric text, or its table as .csv or .xlsx) or, where no such file is, the
 * shipped one of that id. A table of changes gives a form without items. @id: NULL: the file's
 * stem. Yours. */
XpRubric *xp_rubric_work_read (const char *file_or_id, const char *id, GError **error);

/* The table of the form as CSV text. Yours. */
char *xp_rubric_work_to_csv (const XpRubric *rubric);

/* Why no round can be opened with it in this version; NULL: one can. Yours. */
char *xp_rubric_work_dup_unready (const XpRubric *rubric);

/* As the ending says: .csv, .xlsx, or .rubric, which carries everything. NOT_SAVED, REFUSED. */
bool xp_rubric_work_export (const XpRubric *rubric, const char *path, GError **error);

/* Puts the form into the book as the next version of its id. What a table does not say the book's
 * form of this id goes on saying. A bare adjustment is applied to its parent first. INPUT: what
 * does not hold together, gates that wait for one another, an adjusted form that is not its
 * parent's with its changes. */
bool xp_rubric_work_import (XpDesk *desk, const XpRubric *rubric, GError **error);

/* ---- editing (xp-rubric-edit.h) ---- */

/**
 * xp_rubric_work_save:
 * @out_version: (out) (nullable): the version it has now
 *
 * Writes a form as edited: in the place of the latest version, or as the next one where a round, a
 * year's ledger or another form goes by the latest. What is half made may be saved; the list says
 * so. One act, undone with Ctrl+Z.
 *
 * Errors: REFUSED: a county's standard; INPUT: gates that go in a ring or name nothing, an adjusted
 * form that is not its parent's with its changes
 */
bool xp_rubric_work_save (XpDesk *desk, const XpRubric *rubric, int *out_version, GError **error);

/* ---- adjusting (xp-overlay.h) ---- */

/* NULL: as the form with the changes says, or as its parent is called. Borrowed. */
typedef struct {
  const char *id;
  const char *name;
  const char *title;
  const char *extends; /* id, or id@version: of the book, else of the shipped forms */
  const char *level;   /* 镇, 村 */
  bool is_own;         /* keeps what is beyond its rights as a title of its own */
} XpAdjustSpec;

/* What would come out, refusals and all; nothing is written. Yours. */
XpOverlay *xp_rubric_work_try (XpDesk *desk,
                               const XpRubric *changes,
                               const XpAdjustSpec *spec,
                               GError **error);

/* Writes the adjusted form as the next version of its id; a shipped parent comes into the book with
 * it. INPUT with every refused change: nothing is written then. */
bool xp_rubric_work_adjust (XpDesk *desk,
                            const XpRubric *changes,
                            const XpAdjustSpec *spec,
                            GError **error);

/* The parent that the form says it has. Yours. */
XpRubric *xp_rubric_work_take_parent (XpDesk *desk, const XpRubric *rubric, GError **error);

/* A form by “id”, or “id@version” of the book. Yours. */
XpRubric *xp_rubric_work_take_version (XpDesk *desk, const char *ref, GError **error);

/* ---- a newer parent: offered, never slipped in ---- */

typedef struct {
  XpRubric *form, *then, *now;   /* the book's form, its parent, the parent's latest version */
  int then_version, now_version; /* the same: nothing is offered */
  GPtrArray *differences;        /* of XpFormDifference, then against now */
  XpOverlay *overlay;            /* our changes on the newer parent, what is refused on it */
} XpRubricOffer;

void xp_rubric_offer_free (XpRubricOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRubricOffer, xp_rubric_offer_free)

/* INPUT: the form has no parent, or the book lacks it. Yours. */
XpRubricOffer *xp_rubric_work_diff (XpDesk *desk, const char *id, GError **error);

/* Our changes on the parent's latest version become the form's next version. INPUT with what would
 * be refused, unless @leaves_out_refused. */
bool xp_rubric_work_rebase (XpDesk *desk, const char *id, bool leaves_out_refused, GError **error);

/* ---- checking ---- */

/* What is wrong with the book's form: itself, its gates, against its parent. Of char *; empty: all
 * in order. Yours. */
GPtrArray *xp_rubric_work_check (XpDesk *desk, const char *id, GError **error);

/* All that keeps a round from being opened with a form as it is edited, where it is: its items, its
 * parent's bounds, what it awards, its gates. @parent: (nullable). Of XpFormProblem. Yours. */
GPtrArray *xp_rubric_work_list_problems (XpDesk *desk,
                                         const XpRubric *rubric,
                                         const XpRubric *parent,
                                         GError **error);

/* xp-desk.h: the desk: holds the open book and its one thread.
 *
 * The book is bound to the desk's thread. A work is a synchronous function (xiangpingctl calls it;
 * it waits for the thread) and, where a window needs it, an _async/_finish pair whose answer comes
 * back on the main context. Works do not call one another. */
#pragma once

#include <gio/gio.h>

#include "xp-act.h"
#include "xp-book.h"
#include "xp-calendar.h"
#include "xp-clock.h"
#include "xp-error.h"
#include "xp-result.h"
#include "xp-round.h"

#define XP_TYPE_DESK (xp_desk_get_type ())
G_DECLARE_FINAL_TYPE (XpDesk, xp_desk, XP, DESK, GObject)

typedef struct {
  const XpClock *clock;      /* NULL: the machine's; copied */
  const XpRandom *random;    /* NULL: the machine's; copied */
  const char *who;           /* the typist; "" if nobody was asked */
  const char *device;        /* NULL: the machine's own name */
  const char *resources_dir; /* NULL: what comes with the program */
  bool is_reader;            /* looks on only: no lock, nothing can be written */
  bool keeps_backups;        /* one is made when the book is closed and something has changed */
  const char *backups_dir;   /* NULL: $XDG_DATA_HOME/xiangping */
} XpDeskOptions;

/* What a new book is told first. */
typedef struct {
  const char *name;     /* 永胜村 */
  const char *township; /* NULL or "" none */
  const char *county;
  const char *unit; /* NULL: 组 */
} XpVillageSpec;

/* The village as the open book has it. Borrowed from the desk until the next change. */
typedef struct {
  int64_t uid;
  char *name, *short_name, *township, *county, *unit, *issuer; /* "" none; issuer never empty */
} XpVillage;

XpDesk *xp_desk_create (const char *path,
                        const XpVillageSpec *village,
                        const XpDeskOptions *options,
                        GError **error);
XpDesk *xp_desk_open (const char *path, const XpDeskOptions *options, GError **error);
/* Waits for the queue, makes a backup where they are kept, closes the book. The last unref does it
 * too. */
void xp_desk_close (XpDesk *self);

const char *xp_desk_get_path (XpDesk *self);
bool xp_desk_get_is_reader (XpDesk *self); /* looks on only */
const XpVillage *xp_desk_get_village (XpDesk *self);
const XpCalendar *xp_desk_get_calendar (XpDesk *self);
GDate xp_desk_get_today (XpDesk *self);
void xp_desk_set_who (XpDesk *self, const char *who);
const char *xp_desk_get_who (XpDesk *self); /* "" nobody was asked */

/* 设置 of the village, as one act. The uid is not looked at; without a short name the name's own is
 * taken, without an issuer the village committee. INPUT: no name. */
bool xp_desk_save_village (XpDesk *self, const XpVillage *village, GError **error);
/* Folder with wording/, data/, sample/; and the folder of shipped forms. Borrowed. */
const char *xp_desk_get_resources_dir (XpDesk *self);
const char *xp_desk_get_rubrics_dir (XpDesk *self);

/* Signal "changed" (uint64_t kinds): bits XP_KIND_BIT of what an act changed, on the main context.
 */

/* ---- households (农户) ---- */

typedef struct {
  int64_t uid;
  int number;
  char *group, *door, *head, *told_apart_by; /* "" none */
  int people;                                /* -1 not known */
  char *state;                               /* present, away, empty, closed */
  char *village_code;                        /* the old 户号; "" none */
  char *naming;                              /* agreed, refused, not-asked */
  char *initials;                            /* pinyin, for searching */
} XpHouseholdLine;

void xp_household_line_free (XpHouseholdLine *line);

/* By number. Of XpHouseholdLine. Yours. */
GPtrArray *xp_desk_list_households (XpDesk *self, GError **error);
/* Whether number, door, old 户号, name, 区别名 or pinyin initials fit what was typed; nothing typed
 * fits all. */
bool xp_household_line_matches (const XpHouseholdLine *line, const char *query);

/* Places in @lines of those that fit, the best first: the number itself, then door and 户号, whole
 * names, beginnings, parts. Nothing typed: all, in their order. Yours. */
guint *xp_household_lines_find (const GPtrArray *lines, const char *query, size_t *out_n);

/* ---- undo and history ---- */

/* @is_redo: Ctrl+Y, what was undone last. REFUSED: nothing is left, or not without a reason. */
XpAct *xp_desk_undo (XpDesk *self, bool is_redo, GError **error);
/* What was put last here, as long as the book is open. */
typedef struct {
  int64_t act_no; /* 0: nothing yet */
  char *title;    /* what it did, as Ctrl+Z says it */
  bool is_free;   /* may be undone with a key; an undo itself is not */
} XpLastAct;

/* Borrowed until the next act; right while “changed” tells of it. */
const XpLastAct *xp_desk_get_last_act (XpDesk *self);

/* “已撤销：…”, “已重做：…”. Yours. */
char *xp_desk_tell_undo (const XpAct *act);

/* Newest first; @before_act 0: from the head. Of XpHistoryLine. Yours. Pages, who must not wait for
 * the desk's thread nor keep it from a key, ask xp-history-work.h. */
GPtrArray *
xp_desk_list_history (XpDesk *self, int64_t before_act, size_t n_at_most, GError **error);

/* Checks a book from end to end; it need not be open. Problems are sentences; none: all in order.
 * Which backup still has it right: xp-verify-work.h. */
XpVerifyReport *
xp_desk_verify (const char *path, XpProgress *progress, GCancellable *cancellable, GError **error);

/* The 核对码 of a stored text, given its SHA-256. Yours. */
char *xp_desk_dup_board_code (XpDesk *self, const char *sha256);
/* The 2,048 characters a 核对码 is made of; "" where they cannot be read. Borrowed. */
const char *xp_desk_get_board_characters (XpDesk *self);

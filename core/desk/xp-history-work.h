/* xp-history-work.h: the history (修改记录): what was changed, filtered, exported, one household's
 * story.
 *
 * Read on a connection of its own, beside the one that writes: no key waits for it. */
#pragma once

#include "xp-desk.h"
#include "xp-history.h"

/* A filter as it is typed. NULL or "": any. */
typedef struct {
  const char *household; /* number, door, name or initials */
  const char *item;      /* as the form numbers it, or its name */
  const char *judge;
  const char *who;
  const char *day; /* YYYY-MM-DD, or as people write it: 10月12日, 10.12 */
  int64_t blind_round; /* its second entry is typed: its first is not listed; 0: none */
} XpHistoryQuery;

/* Lines, newest first, and where older ones are to be looked for. */
typedef struct {
  GPtrArray *lines;   /* of XpHistoryLine */
  int64_t before_act; /* 0: nothing older is left */
} XpHistoryScreen;

void xp_history_screen_free (XpHistoryScreen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpHistoryScreen, xp_history_screen_free)

/* As far as can be looked in a moment: where what is asked for is rare, there may be fewer lines
 * than
 * @n_at_most, or none, and before_act says where to go on. @before_act 0: from the head. REFUSED:
 * no household fits, or more than can be meant; INPUT: the day is none. */
XpHistoryScreen *xp_history_work_read (XpDesk *desk,
                                       const XpHistoryQuery *query,
                                       int64_t before_act,
                                       size_t n_at_most,
                                       GCancellable *cancellable,
                                       GError **error);
/* The same for the window; what is being read is given up when @cancellable is cancelled. */
void xp_history_work_read_async (XpDesk *desk,
                                 const XpHistoryQuery *query,
                                 int64_t before_act,
                                 size_t n_at_most,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
XpHistoryScreen *xp_history_work_read_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* The newest @n_at_most lines, however long it takes. Of XpHistoryLine. Yours. */
GPtrArray *xp_history_work_list (XpDesk *desk,
                                 const XpHistoryQuery *query,
                                 size_t n_at_most,
                                 GCancellable *cancellable,
                                 GError **error);

/* The number of the one household that was typed; 0 with REFUSED: none, or more than one fits. */
int xp_history_work_find_number (XpDesk *desk, const char *typed, GError **error);

/* What can be chosen from: names, each once, as they first came: of typists and of judges. Yours.
 */
char **xp_history_work_list_typists (XpDesk *desk);
char **xp_history_work_list_judges (XpDesk *desk);

/* All that the query asks for as a list for a spreadsheet: .csv or .xlsx by the name's ending; a
 * line a sentence. REFUSED, NOT_SAVED. */
bool xp_history_work_export (XpDesk *desk,
                             const XpHistoryQuery *query,
                             const char *path,
                             GCancellable *cancellable,
                             GError **error);
/* The same for the window, in a thread of its own: a book of many years takes a while, and no key
 * waits for it. Cancelled, nothing is written. */
void xp_history_work_export_async (XpDesk *desk,
                                   const XpHistoryQuery *query,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
bool xp_history_work_export_finish (XpDesk *desk, GAsyncResult *result, GError **error);

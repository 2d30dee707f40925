#include "xp-marking.h"

#include "xp-desk-private.h"
#include "xp-names.h"

#include <string.h>

struct _XpMarking {
  GObject parent_instance;

  XpDesk *desk;          /* owned */
  XpLoadedRound *loaded; /* owned; what is on disk */
  gulong changed_id;     /* on desk */
  bool is_own_change;    /* its own acts are applied cell by cell, others load the round anew */
};

G_DEFINE_FINAL_TYPE (XpMarking, xp_marking, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Kinds whose change alters who or what is marked. */
static const uint64_t KINDS_OF_ROUND =
  XP_KIND_BIT (XP_KIND_ROUND) | XP_KIND_BIT (XP_KIND_JUDGE) | XP_KIND_BIT (XP_KIND_ENTRANT) |
  XP_KIND_BIT (XP_KIND_HOUSEHOLD) | XP_KIND_BIT (XP_KIND_GROUP) | XP_KIND_BIT (XP_KIND_RECUSAL) |
  XP_KIND_BIT (XP_KIND_BALLOTS);
static const uint64_t KINDS_OF_MARKS =
  XP_KIND_BIT (XP_KIND_MARK) | XP_KIND_BIT (XP_KIND_SHEET) | XP_KIND_BIT (XP_KIND_ENTRANT_STATE);

/* From here on it is quicker to sum every household once than one household many times. */
static const size_t MANY_CHANGES = 1000;

/* ---- memory follows the disk ---- */

static bool
reload (XpMarking *self, GError **error)
{
  XpLoadedRound *loaded = xp_round_work_load (self->desk, self->loaded->round->uid, error);
  if (loaded == NULL)
    return false;
  xp_loaded_round_free (self->loaded);
  self->loaded = loaded;
  return true;
}

static void
desk_changed_cb (XpMarking *self, uint64_t kinds)
{
  const bool is_foreign_mark = !self->is_own_change && (kinds & KINDS_OF_MARKS) != 0;
  if ((kinds & KINDS_OF_ROUND) == 0 && !is_foreign_mark)
    return;
  if (reload (self, NULL))
    g_signal_emit (self, signals[CHANGED], 0, 0);
}

static void
apply_mark (XpTally *tally, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const XpMark mark = {
    .entrant_no = (int) xp_record_get_int (record, "entrant_no"),
    .judge_no = (int) xp_record_get_int (record, "judge_no"),
    .item_at = (int) xp_record_get_int (record, "item_at"),
    .entry = (int) xp_record_get_int (record, "entry"),
    .is_not_applicable = xp_record_get_int (record, "is_not_applicable") != 0,
    .entered = xp_record_get_int (record, "entered"),
  };
  if (mark.entry != 1)
    return;
  if (change->after != NULL)
    xp_tally_put_mark (tally, &mark);
  else
    xp_tally_take_back (tally, mark.entrant_no, mark.judge_no, mark.item_at);
}

static void
apply_state (XpTally *tally, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  XpState state = XP_STATE_PRESENT;
  if (change->after != NULL)
    xp_state_from_text (xp_record_get_text (record, "state"), &state);
  xp_tally_set_state (tally, (int) xp_record_get_int (record, "entrant_no"), state);
}

/* The entrant of the change, or 0 when it is none of this round's cells. */
static int
apply_change (XpMarking *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  if ((XP_KIND_BIT (change->kind) & KINDS_OF_MARKS) == 0 ||
      xp_record_get_int (record, "round_uid") != self->loaded->round->uid)
    return 0;

  const int entrant_no = (int) xp_record_get_int (record, "entrant_no");
  if (change->kind == XP_KIND_MARK)
    apply_mark (self->loaded->tally, change);
  else if (change->kind == XP_KIND_ENTRANT_STATE)
    apply_state (self->loaded->tally, change);
  else if (xp_record_get_int (record, "entry") == 1)
    xp_tally_set_closed (self->loaded->tally,
                         entrant_no,
                         (int) xp_record_get_int (record, "judge_no"),
                         change->after != NULL);
  return entrant_no;
}

/* Returns the one entrant that the act was about, or 0. */
static int
apply_act (XpMarking *self, const XpAct *act)
{
  int entrant_no = 0;
  bool is_one = true;
  const bool is_many = act->n_changes > MANY_CHANGES;
  if (is_many)
    xp_tally_freeze (self->loaded->tally);
  for (size_t i = 0; i < act->n_changes; i++) {
    const int no = apply_change (self, &act->changes[i]);
    is_one &= entrant_no == 0 || no == entrant_no;
    entrant_no = no;
  }
  if (is_many)
    xp_tally_thaw (self->loaded->tally);

  self->is_own_change = true;
  xp_desk_note_act (self->desk, act);
  self->is_own_change = false;
  g_signal_emit (self, signals[CHANGED], 0, is_one ? entrant_no : 0);
  return is_one ? entrant_no : 0;
}

/* ---- object ---- */

XpMarking *
xp_marking_new (XpDesk *desk, int64_t round_uid, GError **error)
{
  XpLoadedRound *loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return NULL;

  XpMarking *self = g_object_new (XP_TYPE_MARKING, NULL);
  self->desk = g_object_ref (desk);
  self->loaded = loaded;
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  return self;
}

static void
xp_marking_dispose (GObject *object)
{
  XpMarking *self = XP_MARKING (object);
  g_clear_signal_handler (&self->changed_id, self->desk);
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_marking_parent_class)->dispose (object);
}

static void
xp_marking_class_init (XpMarkingClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_marking_dispose;
  signals[CHANGED] = g_signal_new ("changed",
                                   XP_TYPE_MARKING,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_INT);
}

static void
xp_marking_init (XpMarking *self)
{
}

XpDesk *
xp_marking_get_desk (XpMarking *self)
{
  return self->desk;
}

XpRound *
xp_marking_get_round (XpMarking *self)
{
  return self->loaded->round;
}

const XpTally *
xp_marking_get_tally (XpMarking *self)
{
  return self->loaded->tally;
}

/* ---- how far ---- */

bool
xp_marking_is_done (XpMarking *self, int entrant_no, int judge_no)
{
  const XpTotal *total = xp_tally_get_total (self->loaded->tally, entrant_no);
  if (total->state != XP_STATE_PRESENT || total->is_gate_failed)
    return true;
  const XpSheetTotal *sheet = xp_tally_get_sheet (self->loaded->tally, entrant_no, judge_no);
  return sheet->is_recused || sheet->is_complete;
}

void
xp_marking_get_progress (XpMarking *self, int *out_n_done, int *out_n_total)
{
  *out_n_total = (int) self->loaded->round->n_entrants;
  *out_n_done = 0;
  for (int no = 1; no <= *out_n_total; no++) {
    const XpTotal *total = xp_tally_get_total (self->loaded->tally, no);
    *out_n_done +=
      total->state != XP_STATE_PRESENT || total->is_gate_failed || total->n_missing == 0;
  }
}

int
xp_marking_next_open (XpMarking *self, int entrant_no, int judge_no)
{
  const int n = (int) self->loaded->round->n_entrants;
  for (int i = 1; i <= n; i++) {
    const int no = (entrant_no + i - 1) % n + 1;
    if (!xp_marking_is_done (self, no, judge_no))
      return no;
  }
  return 0;
}

/* How well an entrant fits what was typed: smaller is better, -1 not at all. */
static int
fit (const XpEntrant *entrant, const char *query)
{
  g_autofree char *number = g_strdup_printf ("%d", entrant->number);
  g_autofree char *place = g_strconcat (entrant->group, entrant->door, NULL);
  g_autofree char *initials = xp_names_dup_initials (entrant->name);
  if (strcmp (number, query) == 0)
    return 0;
  if (strcmp (entrant->name, query) == 0)
    return 1;
  if (strcmp (entrant->door, query) == 0 || strcmp (place, query) == 0)
    return 2;
  if (xp_names_match (entrant->name, initials, query))
    return 3;
  if (g_str_has_prefix (number, query) || strstr (place, query) != NULL)
    return 4;
  return -1;
}

int *
xp_marking_find (XpMarking *self, const char *query, size_t *out_n)
{
  enum {
    WORST_FIT = 4
  };
  const XpRound *round = self->loaded->round;
  g_autofree char *normal = g_utf8_normalize (query, -1, G_NORMALIZE_NFC);
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (normal));
  g_autofree int *fits = g_new0 (int, round->n_entrants + 1);
  int *found = g_new0 (int, round->n_entrants + 1);
  *out_n = 0;
  if (typed[0] == '\0')
    return found;

  for (size_t i = 0; i < round->n_entrants; i++)
    fits[i] = fit (&round->entrants[i], typed);
  for (int level = 0; level <= WORST_FIT; level++)
    for (size_t i = 0; i < round->n_entrants; i++)
      if (fits[i] == level)
        found[(*out_n)++] = (int) i + 1;
  return found;
}

/* ---- one change ---- */

static XpRecord *
make_mark_record (int64_t round_uid, const XpMark *mark)
{
  XpRecord *record = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", mark->entrant_no);
  xp_record_set_int (record, "judge_no", mark->judge_no);
  xp_record_set_int (record, "item_at", mark->item_at);
  xp_record_set_int (record, "entry", 1);
  if (mark->is_not_applicable)
    xp_record_set_int (record, "is_not_applicable", 1);
  else
    xp_record_set_int (record, "entered", mark->entered);
  return record;
}

static XpRecord *
make_sheet_record (int64_t round_uid, const XpMark *mark)
{
  XpRecord *record = xp_record_new (XP_KIND_SHEET);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", mark->entrant_no);
  xp_record_set_int (record, "judge_no", mark->judge_no);
  xp_record_set_int (record, "entry", 1);
  return record;
}

static XpRecord *
make_state_record (int64_t round_uid, const XpEntry *entry)
{
  XpRecord *record = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", entry->mark.entrant_no);
  xp_record_set_text (record, "state", xp_state_get_name (entry->state));
  return record;
}

static void
add_to_draft (XpDraft *draft, int64_t round_uid, const XpEntry *entry)
{
  const bool is_mark = entry->kind == XP_ENTRY_PUT || entry->kind == XP_ENTRY_TAKE_BACK;
  g_autoptr (XpRecord) record = is_mark ? make_mark_record (round_uid, &entry->mark)
                                : entry->kind == XP_ENTRY_STATE
                                  ? make_state_record (round_uid, entry)
                                  : make_sheet_record (round_uid, &entry->mark);
  const bool is_gone = entry->kind == XP_ENTRY_TAKE_BACK || entry->kind == XP_ENTRY_REOPEN ||
                       (entry->kind == XP_ENTRY_STATE && entry->state == XP_STATE_PRESENT);
  xp_draft_set_subject (draft, record);
  if (is_gone)
    xp_draft_remove (draft, record);
  else
    xp_draft_put (draft, record);
}

static const char *
verb_of (XpEntryKind kind)
{
  static const char *const VERBS[] = {
    [XP_ENTRY_PUT] = XP_VERB_PUT_MARK,
    [XP_ENTRY_TAKE_BACK] = XP_VERB_PUT_MARK,
    [XP_ENTRY_CLOSE] = XP_VERB_CLOSE_SHEET,
    [XP_ENTRY_REOPEN] = XP_VERB_REOPEN_SHEET,
    [XP_ENTRY_STATE] = XP_VERB_SET_STATE,
  };
  return VERBS[kind];
}

static gpointer
put_draft (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_book_put (book, input, error);
}

/* Checks before anything is queued, so that a refused key changes nothing. A sheet is closed by the
 * disk's state and not by what is still on its way: the check of missing scores waits in the queue
 * behind them. */
static XpDraft *
make_draft (XpMarking *self, const XpEntry *entry, GError **error)
{
  if (entry->kind == XP_ENTRY_PUT) {
    g_autofree char *echo = xp_marking_echo (self, entry, error);
    if (echo == NULL)
      return NULL;
  }
  XpDraft *draft = xp_draft_new (verb_of (entry->kind));
  add_to_draft (draft, self->loaded->round->uid, entry);
  return draft;
}

bool
xp_marking_put_draft (XpMarking *self, XpDraft *draft, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run (self->desk, put_draft, draft, error);
  if (act == NULL)
    return false;
  apply_act (self, act);
  return true;
}

bool
xp_marking_put (XpMarking *self, const XpEntry *entry, GError **error)
{
  if (entry->kind == XP_ENTRY_CLOSE) {
    g_autofree char *echo = xp_marking_echo (self, entry, error);
    if (echo == NULL)
      return false;
  }
  g_autoptr (XpDraft) draft = make_draft (self, entry, error);
  return draft != NULL && xp_marking_put_draft (self, draft, error);
}

void
xp_marking_put_async (XpMarking *self,
                      const XpEntry *entry,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GError *error = NULL;
  XpDraft *draft = make_draft (self, entry, &error);
  if (draft == NULL) {
    g_task_report_error (self, callback, user_data, xp_marking_put_async, error);
    return;
  }
  xp_desk_run_async (self->desk,
                     self,
                     put_draft,
                     draft,
                     (GDestroyNotify) xp_draft_free,
                     (GDestroyNotify) xp_act_unref,
                     callback,
                     user_data);
}

bool
xp_marking_put_finish (XpMarking *self, GAsyncResult *result, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run_finish (result, error);
  if (act == NULL)
    return false;
  apply_act (self, act);
  return true;
}

/* ---- undo ---- */

void
xp_marking_undo_async (XpMarking *self,
                       bool is_redo,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  xp_desk_run_async (self->desk,
                     self,
                     xp_desk_undo_job,
                     GINT_TO_POINTER (is_redo),
                     NULL,
                     (GDestroyNotify) xp_act_unref,
                     callback,
                     user_data);
}

char *
xp_marking_undo_finish (XpMarking *self, GAsyncResult *result, int *out_entrant_no, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run_finish (result, error);
  if (act == NULL)
    return NULL;
  *out_entrant_no = apply_act (self, act);
  return xp_desk_tell_undo (act);
}

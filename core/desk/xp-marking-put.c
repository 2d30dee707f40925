/* xp-marking-put.c: one change on its way to the disk, and into the totals (xp-marking.h). */
#include "xp-marking-private.h"

/* ---- records ---- */

static XpRecord *
make_mark_record (int64_t round_uid, const XpMark *mark)
{
  XpRecord *record = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", mark->entrant_no);
  xp_record_set_int (record, "judge_no", mark->judge_no);
  xp_record_set_int (record, "item_at", mark->item_at);
  xp_record_set_int (record, "entry", mark->entry);
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
  xp_record_set_int (record, "entry", mark->entry);
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

static XpRecord *
make_record (int64_t round_uid, const XpEntry *entry)
{
  switch (entry->kind) {
  case XP_ENTRY_PUT:
  case XP_ENTRY_TAKE_BACK:
  case XP_ENTRY_NOTE:
    return make_mark_record (round_uid, &entry->mark);
  case XP_ENTRY_STATE:
    return make_state_record (round_uid, entry);
  case XP_ENTRY_CLOSE:
  case XP_ENTRY_REOPEN:
  default:
    return make_sheet_record (round_uid, &entry->mark);
  }
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
    [XP_ENTRY_NOTE] = XP_VERB_PUT_MARK,
  };
  return VERBS[kind];
}

void
xp_keep_note (const XpMarkNotes *notes, XpRecord *record)
{
  const XpMark cell = {
    .entrant_no = (int) xp_record_get_int (record, "entrant_no"),
    .judge_no = (int) xp_record_get_int (record, "judge_no"),
    .item_at = (int) xp_record_get_int (record, "item_at"),
    .entry = (int) xp_record_get_int (record, "entry"),
  };
  const XpMarkNote *note = xp_mark_notes_get (notes, &cell);
  if (note == NULL)
    return;
  xp_record_set_text (record, "words", note->words);
  xp_record_set_text (record, "photo", note->photo);
}

/* ---- on the desk's thread ---- */

typedef struct {
  int64_t round_uid;
  XpEntry entry; /* its words are owned */
} Putting;

static Putting *
new_putting (XpMarking *self, const XpEntry *entry)
{
  Putting *putting = g_new0 (Putting, 1);
  putting->round_uid = self->loaded->round->uid;
  putting->entry = *entry;
  putting->entry.mark.entry = self->entry;
  putting->entry.words = g_strdup (entry->words);
  putting->entry.photo = g_strdup (entry->photo);
  return putting;
}

static void
free_putting (gpointer data)
{
  Putting *putting = data;
  g_free ((char *) putting->entry.words);
  g_free ((char *) putting->entry.photo);
  g_free (putting);
}

static bool
is_taken_away (const XpEntry *entry)
{
  return entry->kind == XP_ENTRY_TAKE_BACK || entry->kind == XP_ENTRY_REOPEN ||
         (entry->kind == XP_ENTRY_STATE && entry->state == XP_STATE_PRESENT);
}

/* Another count keeps what was written to it, and other words keep the count: what is still on its
 * way to the disk was put by then, since there is one queue. */
static XpRecord *
complete_mark (XpBook *book, const XpEntry *entry, XpRecord *record, GError **error)
{
  g_autofree char *key = xp_record_dup_key (record);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XpRecord) there = xp_book_lookup (book, XP_KIND_MARK, key, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (entry->kind == XP_ENTRY_NOTE && there == NULL) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这一项还没有打分，没有写上说明。请先打分，再写说明。");
    return NULL;
  }
  if (entry->kind == XP_ENTRY_NOTE) {
    XpRecord *noted = xp_record_copy (there);
    xp_record_set_text (noted, "words", entry->words);
    xp_record_set_text (noted, "photo", entry->photo);
    return noted;
  }
  if (there != NULL) {
    xp_record_set_text (record, "words", xp_record_get_text (there, "words"));
    xp_record_set_text (record, "photo", xp_record_get_text (there, "photo"));
  }
  return xp_record_ref (record);
}

static gpointer
put_entry (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Putting *putting = input;
  const XpEntry *entry = &putting->entry;
  g_autoptr (XpDraft) draft = xp_draft_new (verb_of (entry->kind));
  g_autoptr (XpRecord) record = make_record (putting->round_uid, entry);
  g_autoptr (XpRecord) whole = entry->kind == XP_ENTRY_PUT || entry->kind == XP_ENTRY_NOTE
                                 ? complete_mark (book, entry, record, error)
                                 : xp_record_ref (record);
  if (whole == NULL)
    return NULL;
  xp_draft_set_subject (draft, whole);
  if (is_taken_away (entry))
    xp_draft_remove (draft, whole);
  else
    xp_draft_put (draft, whole);
  return xp_book_put (book, draft, error);
}

static gpointer
put_draft (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_book_put (book, input, error);
}

/* ---- from the main thread ---- */

/* Before anything is queued, so that a refused key changes nothing. A sheet is closed by the disk's
 * state and not by what is still on its way: its check waits in the queue behind that. */
static bool
check_entry (XpMarking *self, const XpEntry *entry, bool is_at_once, GError **error)
{
  if (entry->kind != XP_ENTRY_PUT && !is_at_once)
    return true;
  if (entry->kind != XP_ENTRY_PUT && entry->kind != XP_ENTRY_CLOSE && entry->kind != XP_ENTRY_NOTE)
    return true;
  g_autofree char *echo = xp_marking_echo (self, entry, error);
  return echo != NULL;
}

static bool
take_act (XpMarking *self, XpAct *act)
{
  if (act == NULL)
    return false;
  xp_marking_apply_act (self, act);
  xp_act_unref (act);
  return true;
}

bool
xp_marking_run_act (XpMarking *self, XpDeskJob job, gpointer input, GError **error)
{
  return take_act (self, xp_desk_run (self->desk, job, input, error));
}

bool
xp_marking_put_draft (XpMarking *self, XpDraft *draft, GError **error)
{
  return xp_marking_run_act (self, put_draft, draft, error);
}

bool
xp_marking_put (XpMarking *self, const XpEntry *entry, GError **error)
{
  if (!check_entry (self, entry, true, error))
    return false;
  Putting *putting = new_putting (self, entry);
  const bool is_put = xp_marking_run_act (self, put_entry, putting, error);
  free_putting (putting);
  return is_put;
}

void
xp_marking_put_async (XpMarking *self,
                      const XpEntry *entry,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GError *error = NULL;
  if (!check_entry (self, entry, false, &error)) {
    g_task_report_error (self, callback, user_data, xp_marking_put_async, error);
    return;
  }
  xp_desk_run_async (self->desk,
                     self,
                     put_entry,
                     new_putting (self, entry),
                     free_putting,
                     (GDestroyNotify) xp_act_unref,
                     callback,
                     user_data);
}

bool
xp_marking_put_finish (XpMarking *self, GAsyncResult *result, GError **error)
{
  return take_act (self, xp_desk_run_finish (result, error));
}

/* ---- undo ---- */

void
xp_marking_undo_async (
  XpMarking *self, bool is_redo, int64_t act_no, GAsyncReadyCallback callback, gpointer user_data)
{
  /* Whoever types the second entry is not told by an undo what stands in the first. */
  const XpUndoOrder order = {is_redo, act_no, self->entry == 2 ? self->loaded->round->uid : 0};
  xp_desk_run_async (self->desk,
                     self,
                     xp_desk_undo_job,
                     g_memdup2 (&order, sizeof order),
                     g_free,
                     (GDestroyNotify) xp_act_unref,
                     callback,
                     user_data);
}

/* The cell, where there was one; the sheet, where all cells were of one. */
static XpMark
find_where (const XpAct *act, int entrant_no)
{
  XpMark where = {.entrant_no = entrant_no, .judge_no = -1};
  for (size_t i = 0; i < act->n_changes && entrant_no > 0; i++) {
    const XpChange *change = &act->changes[i];
    const XpRecord *record = change->after != NULL ? change->after : change->before;
    if (change->kind != XP_KIND_MARK && change->kind != XP_KIND_SHEET)
      continue;
    where.judge_no = (int) xp_record_get_int (record, "judge_no");
    if (change->kind == XP_KIND_MARK && act->n_changes == 1)
      where.item_at = (int) xp_record_get_int (record, "item_at");
  }
  return where;
}

char *
xp_marking_undo_finish (XpMarking *self, GAsyncResult *result, XpMark *out_where, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run_finish (result, error);
  if (act == NULL)
    return NULL;
  *out_where = find_where (act, xp_marking_apply_act (self, act));
  return xp_desk_tell_undo (act);
}

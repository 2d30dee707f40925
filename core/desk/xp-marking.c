#include "xp-marking-private.h"

#include "xp-names.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (XpMarking, xp_marking, G_TYPE_OBJECT)

enum {
  CHANGED,
  APPLIED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Kinds whose change alters who or what is marked. */
static const uint64_t KINDS_OF_ROUND =
  XP_KIND_BIT (XP_KIND_ROUND) | XP_KIND_BIT (XP_KIND_JUDGE) | XP_KIND_BIT (XP_KIND_ENTRANT) |
  XP_KIND_BIT (XP_KIND_HOUSEHOLD) | XP_KIND_BIT (XP_KIND_GROUP) | XP_KIND_BIT (XP_KIND_ROTA) |
  XP_KIND_BIT (XP_KIND_BALLOTS) | XP_KIND_BIT (XP_KIND_SECOND_ENTRY);
static const uint64_t KINDS_OF_MARKS =
  XP_KIND_BIT (XP_KIND_MARK) | XP_KIND_BIT (XP_KIND_SHEET) | XP_KIND_BIT (XP_KIND_ENTRANT_STATE) |
  XP_KIND_BIT (XP_KIND_SETTLEMENT) | XP_KIND_BIT (XP_KIND_RECUSAL);

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

/* What was typed the first time, or the second; NULL: nothing is asked twice. */
static XpTally *
tally_of (XpMarking *self, int entry)
{
  return entry == 2 ? self->loaded->second : self->loaded->tally;
}

static void
apply_mark (XpMarking *self, const XpChange *change)
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
  XpTally *tally = tally_of (self, mark.entry);
  if (tally == NULL)
    return;
  xp_mark_notes_set (self->loaded->notes,
                     &mark,
                     change->after != NULL ? xp_record_get_text (record, "words") : NULL,
                     change->after != NULL ? xp_record_get_text (record, "photo") : NULL);
  if (change->after != NULL)
    xp_tally_put_mark (tally, &mark);
  else
    xp_tally_take_back (tally, mark.entrant_no, mark.judge_no, mark.item_at);
}

static void
apply_state (XpMarking *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  XpState state = XP_STATE_PRESENT;
  if (change->after != NULL)
    xp_state_from_text (xp_record_get_text (record, "state"), &state);
  for (int entry = 1; entry <= 2; entry++)
    if (tally_of (self, entry) != NULL)
      xp_tally_set_state (tally_of (self, entry),
                          (int) xp_record_get_int (record, "entrant_no"),
                          state);
}

static void
apply_sheet (XpMarking *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  XpTally *tally = tally_of (self, (int) xp_record_get_int (record, "entry"));
  if (tally != NULL)
    xp_tally_set_closed (tally,
                         (int) xp_record_get_int (record, "entrant_no"),
                         (int) xp_record_get_int (record, "judge_no"),
                         change->after != NULL);
}

/* One of @records becomes another, or goes, or is new. */
static void
apply_to_records (GPtrArray *records, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autofree char *key = xp_record_dup_key (record);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    g_autofree char *other = xp_record_dup_key (records->pdata[i]);
    if (strcmp (key, other) == 0) {
      g_ptr_array_remove_index (records, i);
      break;
    }
  }
  if (records != NULL && change->after != NULL)
    g_ptr_array_add (records, xp_record_ref (change->after));
}

/* His cells close, or count again where the rota lets him. */
static void
apply_recusal (XpMarking *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const int entrant_no = (int) xp_record_get_int (record, "entrant_no");
  const int judge_no = (int) xp_record_get_int (record, "judge_no");
  apply_to_records (self->loaded->recusals, change);
  for (int entry = 1; entry <= 2; entry++)
    if (tally_of (self, entry) != NULL)
      xp_tally_set_recused (tally_of (self, entry),
                            entrant_no,
                            judge_no,
                            change->after != NULL ||
                              xp_loaded_round_is_of_others (self->loaded, entrant_no, judge_no));
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
    apply_mark (self, change);
  else if (change->kind == XP_KIND_ENTRANT_STATE)
    apply_state (self, change);
  else if (change->kind == XP_KIND_SETTLEMENT)
    apply_to_records (self->loaded->settlements, change);
  else if (change->kind == XP_KIND_RECUSAL)
    apply_recusal (self, change);
  else
    apply_sheet (self, change);
  return entrant_no;
}

int
xp_marking_apply_act (XpMarking *self, const XpAct *act)
{
  int entrant_no = 0;
  bool is_one = true;
  const bool is_many = act->n_changes > MANY_CHANGES;
  for (int entry = 1; is_many && entry <= 2; entry++)
    if (tally_of (self, entry) != NULL)
      xp_tally_freeze (tally_of (self, entry));
  for (size_t i = 0; i < act->n_changes; i++) {
    const int no = apply_change (self, &act->changes[i]);
    is_one &= entrant_no == 0 || no == entrant_no;
    entrant_no = no;
  }
  for (int entry = 1; is_many && entry <= 2; entry++)
    if (tally_of (self, entry) != NULL)
      xp_tally_thaw (tally_of (self, entry));

  self->is_own_change = true;
  xp_desk_note_act (self->desk, act);
  self->is_own_change = false;
  g_signal_emit (self, signals[CHANGED], 0, is_one ? entrant_no : 0);
  g_signal_emit (self, signals[APPLIED], 0, act);
  return is_one ? entrant_no : 0;
}

/* ---- object ---- */

static XpMarking *
make (XpDesk *desk, XpLoadedRound *loaded, int entry)
{
  XpMarking *self = g_object_new (XP_TYPE_MARKING, NULL);
  self->entry = entry;
  self->desk = g_object_ref (desk);
  self->loaded = loaded;
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  return self;
}

XpMarking *
xp_marking_new (XpDesk *desk, int64_t round_uid, GError **error)
{
  XpLoadedRound *loaded = xp_round_work_load (desk, round_uid, error);
  return loaded != NULL ? make (desk, loaded, 1) : NULL;
}

XpMarking *
xp_marking_new_second (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return NULL;
  if (loaded->second != NULL)
    return make (desk, g_steal_pointer (&loaded), 2);
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "这次评选没有定再录一遍。请先定是每户都录，还是抽几户。");
  return NULL;
}

bool
xp_marking_is_second (XpMarking *self)
{
  return self->entry == 2;
}

const XpLoadedRound *
xp_marking_get_loaded (XpMarking *self)
{
  return self->loaded;
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
  signals[APPLIED] = g_signal_new ("applied",
                                   XP_TYPE_MARKING,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_POINTER);
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
  return tally_of (self, self->entry);
}

const XpMarkNote *
xp_marking_get_note (XpMarking *self, int entrant_no, int judge_no, int item_at)
{
  const XpMark cell = {entrant_no, judge_no, item_at, self->entry, false, 0};
  return xp_mark_notes_get (self->loaded->notes, &cell);
}

/* ---- how far ---- */

bool
xp_marking_is_asked (XpMarking *self, int entrant_no)
{
  return self->entry == 1 || self->loaded->is_drawn[entrant_no - 1];
}

bool
xp_marking_is_done (XpMarking *self, int entrant_no, int judge_no)
{
  const XpTally *tally = xp_marking_get_tally (self);
  const XpTotal *total = xp_tally_get_total (tally, entrant_no);
  if (!xp_marking_is_asked (self, entrant_no))
    return true;
  if (total->state != XP_STATE_PRESENT || total->is_gate_failed)
    return true;
  const XpSheetTotal *sheet = xp_tally_get_sheet (tally, entrant_no, judge_no);
  return sheet->is_recused || sheet->is_complete;
}

void
xp_marking_get_progress (XpMarking *self, int *out_n_done, int *out_n_total)
{
  const int n = (int) self->loaded->round->n_entrants;
  *out_n_total = 0;
  *out_n_done = 0;
  for (int no = 1; no <= n; no++) {
    if (!xp_marking_is_asked (self, no))
      continue;
    const XpTotal *total = xp_tally_get_total (xp_marking_get_tally (self), no);
    (*out_n_total)++;
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

#include "xp-second-work.h"

#include "xp-desk-private.h"
#include "xp-second-private.h"

#include <string.h>

/* Names listed in one sentence. */
static const int MOST_NAMES = 5;

/* ---- what is asked ---- */

static bool
check_asked (const XpLoadedRound *loaded, int n_drawn, const char *seed, GError **error)
{
  const int n = (int) loaded->round->n_entrants;
  if (n_drawn > n) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "要抽%d户，参评的一共只有%d户。请写小一点，或者每户都再录。",
                 n_drawn,
                 n);
    return false;
  }
  if (seed == NULL || xp_lot_is_seed (seed))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "抽签号“%s”不对，应为1到%d位数字，比如 482913。请重新写，或空着由电脑来定。",
               seed,
               XP_MOST_SEED_DIGITS);
  return false;
}

bool
xp_second_work_ask (XpDesk *desk, int64_t round_uid, int n_drawn, const char *seed, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL || !check_asked (loaded, n_drawn, seed, error))
    return false;
  g_autofree char *drawn =
    seed != NULL ? g_strdup (seed)
                 : xp_lot_dup_seed ((unsigned long long) xp_random_uid (xp_desk_get_random (desk)));
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_SECOND_ENTRY);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "n_drawn", MAX (n_drawn, 0));
  xp_record_set_text (record, "seed", n_drawn > 0 ? drawn : "");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SECOND_ENTRY);
  xp_draft_set_subject (draft, record);
  if (n_drawn < 0)
    xp_draft_remove (draft, record);
  else
    xp_draft_put (draft, record);
  g_autoptr (XpAct) act = xp_desk_put (desk, draft, error);
  return act != NULL;
}

char *
xp_second_work_dup_sentence (const XpLoadedRound *loaded)
{
  const XpSecondEntry *asked = &loaded->second_entry;
  if (!asked->is_asked)
    return g_strdup ("没有定再录一遍");
  return asked->n_drawn == 0
           ? g_strdup ("每户再录一遍")
           : g_strdup_printf ("抽%d户再录一遍，抽签号%s", asked->n_drawn, asked->seed);
}

/* ---- what was settled ---- */

/* “entrant/judge/item” → the record. */
static GHashTable *
map_settlements (const XpLoadedRound *loaded)
{
  GHashTable *map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < loaded->settlements->len; i++) {
    const XpRecord *record = loaded->settlements->pdata[i];
    g_hash_table_insert (map, xp_record_dup_key (record), (gpointer) record);
  }
  return map;
}

static char *
dup_key (const XpLoadedRound *loaded, const XpDifference *cell)
{
  return g_strdup_printf ("[%" G_GINT64_FORMAT ",%d,%d,%d]",
                          loaded->round->uid,
                          cell->entrant_no,
                          cell->judge_no,
                          cell->item_at);
}

/* What stands in the cell, as a settlement keeps it. Yours. */
static char *
dup_held (const XpTally *tally, const XpDifference *cell)
{
  XpMark mark;
  const bool is_there =
    xp_tally_get_mark (tally, cell->entrant_no, cell->judge_no, cell->item_at, &mark);
  return xp_mark_to_held (is_there ? &mark : NULL);
}

/* Of XpHeldBefore. A cell of a closed sheet that held nothing held what closing says. Yours. */
static GArray *
list_before (const XpLoadedRound *loaded)
{
  GArray *before = g_array_new (FALSE, FALSE, sizeof (XpHeldBefore));
  for (guint i = 0; i < loaded->settlements->len; i++) {
    const XpRecord *record = loaded->settlements->pdata[i];
    XpMark mark;
    XpHeldBefore cell = {
      .entrant_no = (int) xp_record_get_int (record, "entrant_no"),
      .judge_no = (int) xp_record_get_int (record, "judge_no"),
      .item_at = (int) xp_record_get_int (record, "item_at"),
    };
    const XpItem *item = xp_rubric_get_item (loaded->round->rubric, cell.item_at);
    if (item == NULL || cell.entrant_no < 1 || (size_t) cell.entrant_no > loaded->round->n_entrants)
      continue;
    if (xp_mark_from_held (xp_record_get_text (record, "first"), &mark))
      cell.held = (XpHeld){.is_not_applicable = mark.is_not_applicable, .entered = mark.entered};
    else
      cell.held = xp_held_of_closed (item);
    g_array_append_val (before, cell);
  }
  return before;
}

/* Settled as long as both cells are what they were then. */
static bool
is_settled (const XpLoadedRound *loaded, GHashTable *settlements, const XpDifference *cell)
{
  g_autofree char *key = dup_key (loaded, cell);
  const XpRecord *record = g_hash_table_lookup (settlements, key);
  if (record == NULL)
    return false;
  g_autofree char *first = dup_held (loaded->tally, cell);
  g_autofree char *second = dup_held (loaded->second, cell);
  return strcmp (xp_record_get_text (record, "settled"), first) == 0 &&
         strcmp (xp_record_get_text (record, "second"), second) == 0;
}

/* ---- in words ---- */

static char *
held_in_words (const XpItem *item, const XpHeld *held)
{
  const XpMark mark = {.is_not_applicable = held->is_not_applicable, .entered = held->entered};
  return held->is_blank ? g_strdup ("没有打") : xp_mark_to_text (item, &mark);
}

char *
xp_second_work_dup_cell_sentence (const XpRound *round, const XpDifference *cell)
{
  const XpItem *item = xp_rubric_get_item (round->rubric, cell->item_at);
  g_autofree char *first = held_in_words (item, &cell->first);
  g_autofree char *second = held_in_words (item, &cell->second);
  return g_strdup_printf ("第%s项 %s：第一遍%s，第二遍%s", item->no, item->name, first, second);
}

static char *
dup_block_sentence (const XpRound *round, const XpSecondSlip *slip)
{
  const XpDifference *cell = &g_array_index (slip->cells, XpDifference, 0);
  const XpItem *item = xp_rubric_get_item (round->rubric, cell->item_at);
  const XpEntrant *beside = xp_round_get_entrant (round, cell->entrant_no + cell->shift);
  if (slip->slip == XP_SLIP_ROW)
    return g_strdup_printf ("从第%s项起第二遍像是往%s串了一行，有%u项不一样",
                            item->no,
                            cell->shift < 0 ? "下" : "上",
                            slip->cells->len);
  if (slip->slip == XP_SLIP_COLUMN)
    return g_strdup_printf ("第二遍像是录成了旁边那位评委的表，有%u项不一样", slip->cells->len);
  return g_strdup_printf ("第二遍像是录成了%d号 %s家的表，有%u项不一样",
                          beside->number,
                          beside->head,
                          slip->cells->len);
}

static char *
dup_place (const XpRound *round, const XpDifference *cell)
{
  g_autofree char *who =
    xp_entrant_dup_place_and_name (xp_round_get_entrant (round, cell->entrant_no));
  for (size_t i = 0; cell->judge_no != 0 && i < round->n_judges; i++)
    if (round->judges[i].no == cell->judge_no)
      return g_strdup_printf ("%s（%s打的）", who, round->judges[i].name);
  return g_steal_pointer (&who);
}

static void
free_slip (XpSecondSlip *slip)
{
  g_array_unref (slip->cells);
  g_free (slip->place);
  g_free (slip->sentence);
  g_free (slip->same);
  g_free (slip);
}

/* ---- the view ---- */

void
xp_second_view_free (XpSecondView *self)
{
  g_ptr_array_unref (self->slips);
  g_free (self->rate);
  g_free (self->same);
  g_free (self);
}

/* Cells of one block stand one behind the other. */
static void
add_unsettled (XpSecondView *self, const XpRound *round, const XpDifference *cell, int *block)
{
  if (self->slips->len == 0 || *block != cell->block) {
    XpSecondSlip *slip = g_new0 (XpSecondSlip, 1);
    slip->entrant_no = cell->entrant_no;
    slip->judge_no = cell->judge_no;
    slip->slip = cell->slip;
    slip->cells = g_array_new (FALSE, FALSE, sizeof (XpDifference));
    slip->place = dup_place (round, cell);
    g_ptr_array_add (self->slips, slip);
    *block = cell->block;
  }
  XpSecondSlip *slip = self->slips->pdata[self->slips->len - 1];
  g_array_append_val (slip->cells, *cell);
  self->n_unsettled++;
}

static void
count_typed (XpSecondView *self, const XpLoadedRound *loaded)
{
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const int no = (int) i + 1;
    const XpTotal *total = xp_tally_get_total (loaded->tally, no);
    if (!loaded->is_drawn[i] || total->state != XP_STATE_PRESENT)
      continue;
    self->n_entrants++;
    self->n_typed += xp_differences_is_typed (loaded->tally, loaded->second, no);
  }
}

/* Of the settled ones those whose cells are the same by now differed too. */
static int64_t
count_settled (const XpLoadedRound *loaded)
{
  int64_t n = 0;
  for (guint i = 0; i < loaded->settlements->len; i++)
    n += strcmp (xp_record_get_text (loaded->settlements->pdata[i], "first"),
                 xp_record_get_text (loaded->settlements->pdata[i], "second")) != 0;
  return n;
}

static char *
dup_rate (const XpSecondView *self)
{
  enum {
    PER_MILLE_IN_TENTHS = 10000
  };
  if (self->n_cells == 0)
    return g_strdup ("");
  const int64_t tenths =
    xp_ratio_round (xp_ratio_new (self->n_differing * PER_MILLE_IN_TENTHS, self->n_cells),
                    1,
                    XP_ROUNDING_HALF_AWAY);
  return g_strdup_printf ("录了两遍的%" G_GINT64_FORMAT "格里，有%" G_GINT64_FORMAT
                          "格不一样（千分之%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "）",
                          self->n_cells,
                          self->n_differing,
                          tenths / 10,
                          tenths % 10);
}

static char *
dup_same (const XpSecondTypists *typists, const XpSecondSlip *slip)
{
  const char *who = typists != NULL
                      ? xp_second_typists_lookup_same (typists, slip->entrant_no, slip->judge_no)
                      : NULL;
  return who != NULL ? g_strdup_printf ("两遍都是%s录的", who) : g_strdup ("");
}

XpSecondView *
xp_second_view_new (const XpLoadedRound *loaded, const XpSecondTypists *typists)
{
  XpSecondView *self = g_new0 (XpSecondView, 1);
  self->slips = g_ptr_array_new_with_free_func ((GDestroyNotify) free_slip);
  self->same = typists != NULL ? xp_second_typists_dup_sentence (typists, loaded) : g_strdup ("");
  if (loaded->second == NULL) {
    self->rate = g_strdup ("");
    return self;
  }
  count_typed (self, loaded);
  g_autoptr (GArray) before = list_before (loaded);
  g_autoptr (XpDifferences) differences =
    xp_differences_new (loaded->tally, loaded->second, before, 0);
  g_autoptr (GHashTable) settlements = map_settlements (loaded);
  int block = 0;
  for (guint i = 0; i < differences->cells->len; i++) {
    const XpDifference *cell = &g_array_index (differences->cells, XpDifference, i);
    if (!xp_held_equal (&cell->first, &cell->second) && !is_settled (loaded, settlements, cell))
      add_unsettled (self, loaded->round, cell, &block);
  }
  for (guint i = 0; i < self->slips->len; i++) {
    XpSecondSlip *slip = self->slips->pdata[i];
    slip->same = dup_same (typists, slip);
    slip->sentence =
      slip->cells->len > 1
        ? dup_block_sentence (loaded->round, slip)
        : xp_second_work_dup_cell_sentence (loaded->round,
                                            &g_array_index (slip->cells, XpDifference, 0));
  }
  self->n_cells = differences->n_cells;
  self->n_differing = count_settled (loaded) + self->n_unsettled;
  self->rate = dup_rate (self);
  return self;
}

/* ---- on paper ---- */

char *
xp_second_work_dup_report (XpBook *book, const XpLoadedRound *loaded, GError **error)
{
  g_autoptr (XpSecondTypists) typists =
    loaded->second != NULL ? xp_second_typists_read (book, loaded->round->uid, error) : NULL;
  if (typists == NULL)
    return loaded->second == NULL ? g_strdup ("") : NULL;
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, typists);
  g_autofree char *asked = xp_second_work_dup_sentence (loaded);
  if (view->n_cells == 0)
    return g_strdup ("");
  return g_strdup_printf ("%s。%s。%s%s",
                          asked,
                          view->rate,
                          view->same,
                          view->same[0] != '\0' ? "。" : "");
}

/* ---- settling ---- */

typedef struct {
  int64_t round_uid;
  const GArray *cells;
  XpPaperSays says;
  const XpMark *other;
} Settling;

static XpRecord *
make_settlement (const XpLoadedRound *loaded, const XpDifference *cell, const char *settled)
{
  g_autofree char *first = dup_held (loaded->tally, cell);
  g_autofree char *second = dup_held (loaded->second, cell);
  XpRecord *record = xp_record_new (XP_KIND_SETTLEMENT);
  xp_record_set_int (record, "round_uid", loaded->round->uid);
  xp_record_set_int (record, "entrant_no", cell->entrant_no);
  xp_record_set_int (record, "judge_no", cell->judge_no);
  xp_record_set_int (record, "item_at", cell->item_at);
  xp_record_set_text (record, "first", first);
  xp_record_set_text (record, "second", second);
  xp_record_set_text (record, "settled", settled);
  return record;
}

/* The cell that counts becomes what the paper says. */
static void
put_cell (XpDraft *draft,
          const XpLoadedRound *loaded,
          const XpDifference *cell,
          const char *settled)
{
  XpMark mark;
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (record, "round_uid", loaded->round->uid);
  xp_record_set_int (record, "entrant_no", cell->entrant_no);
  xp_record_set_int (record, "judge_no", cell->judge_no);
  xp_record_set_int (record, "item_at", cell->item_at);
  xp_record_set_int (record, "entry", 1);
  if (!xp_mark_from_held (settled, &mark)) {
    xp_draft_remove (draft, record);
    return;
  }
  if (mark.is_not_applicable)
    xp_record_set_int (record, "is_not_applicable", 1);
  else
    xp_record_set_int (record, "entered", mark.entered);
  xp_keep_note (loaded->notes, record);
  xp_draft_put (draft, record);
}

static bool
is_as_seen (const XpLoadedRound *loaded, const XpDifference *cell)
{
  const XpHeld first = xp_held_get (loaded->tally, cell->entrant_no, cell->judge_no, cell->item_at);
  const XpHeld second =
    xp_held_get (loaded->second, cell->entrant_no, cell->judge_no, cell->item_at);
  return xp_held_equal (&first, &cell->first) && xp_held_equal (&second, &cell->second);
}

static bool
add_cell (XpDraft *draft,
          const XpLoadedRound *loaded,
          const Settling *settling,
          const XpDifference *cell,
          GError **error)
{
  if (!is_as_seen (loaded, cell)) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这一格刚才又录过了，没有记上。请看看现在的两遍再定。");
    return false;
  }
  if (settling->says == XP_PAPER_SAYS_OTHER &&
      !xp_mark_check (xp_rubric_get_item (loaded->round->rubric, cell->item_at),
                      settling->other->entered,
                      error))
    return false;
  g_autofree char *settled =
    settling->says == XP_PAPER_SAYS_OTHER
      ? xp_mark_to_held (settling->other)
      : dup_held (settling->says == XP_PAPER_SAYS_FIRST ? loaded->tally : loaded->second, cell);
  g_autoptr (XpRecord) record = make_settlement (loaded, cell, settled);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  put_cell (draft, loaded, cell, settled);
  return true;
}

static gpointer
settle (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Settling *settling = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, settling->round_uid, error);
  if (loaded == NULL)
    return NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SETTLE);
  for (guint i = 0; i < settling->cells->len; i++)
    if (!add_cell (draft,
                   loaded,
                   settling,
                   &g_array_index (settling->cells, XpDifference, i),
                   error))
      return NULL;
  return xp_book_put (book, draft, error);
}

bool
xp_second_work_settle (XpDesk *desk,
                       int64_t round_uid,
                       const GArray *cells,
                       XpPaperSays says,
                       const XpMark *other,
                       GError **error)
{
  g_return_val_if_fail (says != XP_PAPER_SAYS_OTHER || (other != NULL && cells->len == 1), false);
  Settling settling = {round_uid, cells, says, other};
  return xp_desk_run_act (desk, settle, &settling, error);
}

/* ---- before 算分 ---- */

static char *
dup_untyped (const XpLoadedRound *loaded)
{
  GString *names = g_string_new (NULL);
  int n = 0;
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const int no = (int) i + 1;
    if (!loaded->is_drawn[i] || xp_tally_get_total (loaded->tally, no)->state != XP_STATE_PRESENT ||
        xp_differences_is_typed (loaded->tally, loaded->second, no))
      continue;
    if (n++ < MOST_NAMES) {
      g_autofree char *who = xp_entrant_dup_place_and_name (&loaded->round->entrants[i]);
      g_string_append_printf (names, "%s%s", n > 1 ? "、" : "", who);
    }
  }
  char *sentence =
    n > 0 ? g_strdup_printf ("还有%d户没有再录一遍：%s%s。请录完第二遍，或把“再录一遍”改少。",
                             n,
                             names->str,
                             n > MOST_NAMES ? "等" : "")
          : NULL;
  g_string_free (names, TRUE);
  return sentence;
}

char *
xp_second_work_dup_missing (const XpLoadedRound *loaded)
{
  if (loaded->second == NULL)
    return NULL;
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, NULL);
  if (view->n_unsettled == 0)
    return dup_untyped (loaded);
  const XpSecondSlip *first = view->slips->pdata[0];
  return g_strdup_printf ("两遍还有%d格不一样，比如%s %s。请在“核对”里照纸上的定。",
                          view->n_unsettled,
                          first->place,
                          first->sentence);
}

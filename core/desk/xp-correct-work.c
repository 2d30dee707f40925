#include "xp-correct-work.h"

#include "xp-household-private.h"

#include <string.h>

void
xp_correction_preview_free (XpCorrectionPreview *self)
{
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->moved);
  g_free (self->own);
  g_free (self->tie);
  g_free (self);
}

static bool
refuse (GError **error, XpError code, const char *sentence)
{
  g_set_error_literal (error, XP_ERROR, code, sentence);
  return false;
}

/* ---- what may be put right ---- */

static bool
check_stage (const XpRound *round, GError **error)
{
  if (round->stage == XP_STAGE_TALLIED || round->stage == XP_STAGE_DISCUSSED)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s现在在“%s”，重新打开一户只在算分以后、公示以前。%s",
               round->name,
               xp_stage_get_word (round->stage),
               round->stage < XP_STAGE_TALLIED ? "现在直接在“打分”里改就可以。"
                                               : "请先退回一步，写明理由。");
  return false;
}

static bool
check_cell (const XpLoadedRound *loaded,
            int entrant_no,
            const XpCorrectedCell *cell,
            GError **error)
{
  const XpRound *round = loaded->round;
  const XpItem *item = xp_rubric_get_item (round->rubric, cell->mark.item_at);
  if (item == NULL || !xp_round_marks (round, cell->mark.judge_no, item)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "第%s项%s不在这张表上打，没有变动。请看看是哪一项、谁打的。",
                 item != NULL ? item->no : "？",
                 item != NULL ? item->name : "");
    return false;
  }
  if (xp_tally_get_sheet (loaded->tally, entrant_no, cell->mark.judge_no)->is_recused)
    return refuse (error,
                   XP_ERROR_REFUSED,
                   "这位评委对这一户回避，他的表不算，没有变动。请看看是谁打的。");
  if (cell->is_blank || !cell->mark.is_not_applicable)
    return cell->is_blank || xp_mark_check (item, cell->mark.entered, error);
  if (xp_mode_has_points (item->mode) && item->mode != XP_MODE_VOTE)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "第%s项%s不能记不适用，没有变动。请照纸上的再填。",
               item->no,
               item->name);
  return false;
}

/* As the guard has it: who was not met may still come in, and the meeting may hold somebody. */
static bool
check_state (const XpTotal *total, const XpCorrection *correction, GError **error)
{
  if (!correction->has_state || correction->state == total->state ||
      correction->state == XP_STATE_HELD || total->state == XP_STATE_HELD ||
      total->state == XP_STATE_NOT_MET)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "算分以后，状态“%s”不能再改成“%s”，没有变动。要改就先退回打分，写明理由。",
               xp_state_get_word (total->state),
               xp_state_get_word (correction->state));
  return false;
}

static bool
check (const XpLoadedRound *loaded, const XpCorrection *correction, GError **error)
{
  const XpTotal *total = xp_tally_get_total (loaded->tally, correction->entrant_no);
  if (!check_stage (loaded->round, error) || !check_state (total, correction, error))
    return false;
  for (size_t i = 0; i < correction->n_cells; i++)
    if (!check_cell (loaded, correction->entrant_no, &correction->cells[i], error))
      return false;
  const bool is_scored = correction->has_state ? correction->state == XP_STATE_PRESENT
                                               : total->state == XP_STATE_PRESENT;
  return is_scored || correction->n_cells == 0 || total->state == XP_STATE_HELD ||
         refuse (error,
                 XP_ERROR_REFUSED,
                 "这一户没有参评，不能单改分，没有变动。请把状态一起改成参评。");
}

/* ---- trying it on the sums, and back ---- */

typedef struct {
  XpTally *tally;
  const XpCorrection *correction;
  XpMark *before;   /* of each cell; entry 0: nothing stood there */
  bool *was_closed; /* of each cell's sheet */
  XpState state;
} Trial;

/* A sheet that was opened is closed again: what is blank on it is as it was. */
static bool
closes (const Trial *trial, const XpCorrectedCell *cell)
{
  const XpSheetTotal *sheet =
    xp_tally_get_sheet (trial->tally, trial->correction->entrant_no, cell->mark.judge_no);
  return !sheet->is_complete;
}

static void
put_cell (const Trial *trial, const XpCorrectedCell *cell)
{
  XpMark mark = cell->mark;
  mark.entrant_no = trial->correction->entrant_no;
  mark.entry = 1;
  if (cell->is_blank)
    xp_tally_take_back (trial->tally, mark.entrant_no, mark.judge_no, mark.item_at);
  else
    xp_tally_put_mark (trial->tally, &mark);
}

static Trial *
begin_trial (const XpLoadedRound *loaded, const XpCorrection *correction)
{
  Trial *self = g_new0 (Trial, 1);
  const int no = correction->entrant_no;
  self->tally = loaded->tally;
  self->correction = correction;
  self->before = g_new0 (XpMark, correction->n_cells + 1);
  self->was_closed = g_new0 (bool, correction->n_cells + 1);
  self->state = xp_tally_get_total (self->tally, no)->state;
  for (size_t i = 0; i < correction->n_cells; i++) {
    const XpMark *mark = &correction->cells[i].mark;
    if (!xp_tally_get_mark (self->tally, no, mark->judge_no, mark->item_at, &self->before[i]))
      self->before[i].entry = 0;
    self->was_closed[i] = xp_tally_get_sheet (self->tally, no, mark->judge_no)->is_closed;
  }
  for (size_t i = 0; i < correction->n_cells; i++)
    put_cell (self, &correction->cells[i]);
  for (size_t i = 0; i < correction->n_cells; i++)
    if (closes (self, &correction->cells[i]))
      xp_tally_set_closed (self->tally, no, correction->cells[i].mark.judge_no, true);
  if (correction->has_state)
    xp_tally_set_state (self->tally, no, correction->state);
  return self;
}

static void
end_trial (Trial *self)
{
  const XpCorrection *correction = self->correction;
  for (size_t i = correction->n_cells; i-- > 0;) {
    XpCorrectedCell cell = correction->cells[i];
    cell.is_blank = self->before[i].entry == 0;
    if (!cell.is_blank)
      cell.mark = self->before[i];
    put_cell (self, &cell);
    xp_tally_set_closed (self->tally,
                         correction->entrant_no,
                         cell.mark.judge_no,
                         self->was_closed[i]);
  }
  xp_tally_set_state (self->tally, correction->entrant_no, self->state);
  g_free (self->before);
  g_free (self->was_closed);
  g_free (self);
}

/* ---- in words ---- */

static char *
tell_mark (const XpItem *item, const XpMark *mark, bool is_blank)
{
  return is_blank ? g_strdup ("空着") : xp_mark_to_text (item, mark);
}

static const char *
name_judge (const XpRound *round, int judge_no)
{
  for (size_t i = 0; judge_no != 0 && i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      return round->judges[i].name;
  return "";
}

static void
list_changes (const XpRound *round, const Trial *trial, GPtrArray *changes)
{
  const XpCorrection *correction = trial->correction;
  for (size_t i = 0; i < correction->n_cells; i++) {
    const XpCorrectedCell *cell = &correction->cells[i];
    const XpItem *item = xp_rubric_get_item (round->rubric, cell->mark.item_at);
    const char *judge = name_judge (round, cell->mark.judge_no);
    g_autofree char *then = tell_mark (item, &trial->before[i], trial->before[i].entry == 0);
    g_autofree char *now = tell_mark (item, &cell->mark, cell->is_blank);
    const bool is_numbered = g_ascii_isdigit (item->no[0]);
    if (strcmp (then, now) != 0)
      g_ptr_array_add (changes,
                       g_strdup_printf ("%s%s%s %s：%s → %s%s%s%s",
                                        is_numbered ? "第" : "",
                                        item->no,
                                        is_numbered ? "项" : "",
                                        item->name,
                                        then,
                                        now,
                                        judge[0] != '\0' ? "（" : "",
                                        judge,
                                        judge[0] != '\0' ? "）" : ""));
  }
  if (correction->has_state && correction->state != trial->state)
    g_ptr_array_add (changes,
                     g_strdup_printf ("状态：%s → %s",
                                      xp_state_get_word (trial->state),
                                      xp_state_get_word (correction->state)));
}

/* What a place and its title are, as words. */
typedef struct {
  char *points, *rank;
  char *outcome; /* 入选, 不入选, 待定, or the word of a state */
} Standing;

static void
clear_standing (Standing *standing)
{
  g_free (standing->points);
  g_free (standing->rank);
  g_free (standing->outcome);
}

static char *
tell_outcome (const XpPlace *place)
{
  if (place->awarded == XP_AWARDED_YES)
    return g_strdup ("入选");
  if (place->awarded == XP_AWARDED_UNDECIDED)
    return g_strdup ("待定");
  return g_strdup (place->rank > 0 ? "不入选" : place->status);
}

static Standing
stand (const XpTally *tally, const XpRanking *ranking, int entrant_no)
{
  const XpPlace *place = &ranking->places[entrant_no - 1];
  const XpTotal *total = xp_tally_get_total (tally, entrant_no);
  g_autofree char *points = total->has_total ? xp_points_to_text (total->total_hundredths) : NULL;
  return (Standing){
    points != NULL ? g_strconcat (points, "分", NULL) : g_strdup ("没有得分"),
    place->rank > 0 ? g_strdup_printf ("第%d名", place->rank) : g_strdup ("不排名次"),
    tell_outcome (place),
  };
}

static void
add_step (GString *text, const char *then, const char *now)
{
  if (text->len > 0)
    g_string_append (text, "，");
  if (strcmp (then, now) == 0)
    g_string_append_printf (text, "还是%s", now);
  else
    g_string_append_printf (text, "%s → %s", then, now);
}

static char *
tell_own (const Standing *then, const Standing *now)
{
  GString *text = g_string_new (NULL);
  add_step (text, then->points, now->points);
  add_step (text, then->rank, now->rank);
  add_step (text, then->outcome, now->outcome);
  return g_string_free (text, FALSE);
}

static void
list_moved (const XpRound *round,
            const XpRanking *before,
            const XpRanking *after,
            int entrant_no,
            GPtrArray *moved)
{
  for (size_t i = 0; i < after->n_places; i++) {
    const XpPlace *then = &before->places[i], *now = &after->places[i];
    if (now->entrant_no == entrant_no || then->awarded == now->awarded)
      continue;
    g_autofree char *who = xp_entrant_dup_place_and_name (&round->entrants[i]);
    g_autofree char *was = tell_outcome (then);
    g_autofree char *is = tell_outcome (now);
    g_ptr_array_add (moved, g_strdup_printf ("%s由%s变为%s", who, was, is));
  }
}

static char *
tell_tie (const XpRanking *after, const XpRound *round)
{
  return after->n_undecided > 0
           ? g_strdup_printf ("这样名额末位同分的有%zu%s，名额还余%d个，要在会上定",
                              after->n_undecided,
                              xp_rubric_get_counted (round->rubric),
                              after->n_undecided_places)
           : NULL;
}

/* Nothing may be missing afterwards, and something has to differ. */
static bool
check_trial (const XpTally *tally,
             const XpCorrection *correction,
             const GPtrArray *changes,
             GError **error)
{
  const XpTotal *total = xp_tally_get_total (tally, correction->entrant_no);
  if (changes->len == 0)
    return refuse (error, XP_ERROR_REFUSED, "和现在记的一样，没有变动。请填上要改成多少。");
  if (total->state != XP_STATE_PRESENT || total->is_gate_failed || total->n_missing == 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "这样改了还有%d项没有打分，没有变动。请把缺的一起打上。",
               total->n_missing);
  return false;
}

XpCorrectionPreview *
xp_correction_preview_new (const XpLoadedRound *loaded,
                           const XpCorrection *correction,
                           GError **error)
{
  if (!check (loaded, correction, error))
    return NULL;
  g_autoptr (XpRanking) before =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  Standing then = stand (loaded->tally, before, correction->entrant_no);

  g_autoptr (XpCorrectionPreview) self = g_new0 (XpCorrectionPreview, 1);
  self->changes = g_ptr_array_new_with_free_func (g_free);
  self->moved = g_ptr_array_new_with_free_func (g_free);
  Trial *trial = begin_trial (loaded, correction);
  list_changes (loaded->round, trial, self->changes);
  g_autoptr (XpRanking) after =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  Standing now = stand (loaded->tally, after, correction->entrant_no);
  const bool is_good = check_trial (loaded->tally, correction, self->changes, error);
  self->own = tell_own (&then, &now);
  self->tie = tell_tie (after, loaded->round);
  end_trial (trial);
  list_moved (loaded->round, before, after, correction->entrant_no, self->moved);
  clear_standing (&then);
  clear_standing (&now);
  return is_good ? g_steal_pointer (&self) : NULL;
}

char *
xp_correction_preview_dup_text (const XpCorrectionPreview *self)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < self->changes->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) self->changes->pdata[i]);
  g_string_append (text, self->own);
  for (guint i = 0; i < self->moved->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) self->moved->pdata[i]);
  if (self->moved->len == 0)
    g_string_append (text, "\n别的户入选不入选都不变");
  if (self->tie != NULL)
    g_string_append_printf (text, "\n%s", self->tie);
  return g_string_free (text, FALSE);
}

/* ---- writing it ---- */

typedef struct {
  int64_t round_uid;
  const XpCorrection *correction;
} Correcting;

static bool
check_names (XpDesk *desk, const XpCorrection *correction, GError **error)
{
  const char *who = xp_desk_get_who (desk);
  g_autofree char *reason = g_strstrip (g_strdup (correction->reason ? correction->reason : ""));
  g_autofree char *witness =
    xp_person_clean_name (correction->witness != NULL ? correction->witness : "");
  if (reason[0] == '\0' || witness[0] == '\0')
    return refuse (error, XP_ERROR_INPUT, "重新打开一户要写明理由，还要写上见证人的姓名，请补上。");
  if (who[0] == '\0')
    return refuse (error,
                   XP_ERROR_REFUSED,
                   "改分要有两个人的姓名，还不知道是谁在录，没有变动。请先写上录入人。");
  if (strcmp (who, witness) != 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s就是录入人自己，见证要另一个人，没有变动。请换一个人。",
               witness);
  return false;
}

static XpRecord *
make_mark (int64_t round_uid, int entrant_no, const XpMark *mark)
{
  XpRecord *record = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "judge_no", mark->judge_no);
  xp_record_set_int (record, "item_at", mark->item_at);
  xp_record_set_int (record, "entry", 1);
  if (mark->is_not_applicable)
    xp_record_set_int (record, "is_not_applicable", 1);
  else
    xp_record_set_int (record, "entered", mark->entered);
  return record;
}

static void
add_cells (XpDraft *draft, const XpLoadedRound *loaded, const Correcting *of)
{
  for (size_t i = 0; i < of->correction->n_cells; i++) {
    const XpCorrectedCell *cell = &of->correction->cells[i];
    g_autoptr (XpRecord) record =
      make_mark (of->round_uid, of->correction->entrant_no, &cell->mark);
    xp_keep_note (loaded->notes, record);
    if (cell->is_blank)
      xp_draft_remove (draft, record);
    else
      xp_draft_put (draft, record);
  }
}

/* The sheets that the trial had to close. */
static void
add_sheets (XpDraft *draft, const XpLoadedRound *loaded, const Correcting *of)
{
  const int no = of->correction->entrant_no;
  Trial *trial = begin_trial (loaded, of->correction);
  for (size_t i = 0; i < of->correction->n_cells; i++) {
    const int judge_no = of->correction->cells[i].mark.judge_no;
    if (!xp_tally_get_sheet (loaded->tally, no, judge_no)->is_closed)
      continue;
    g_autoptr (XpRecord) record = xp_record_new (XP_KIND_SHEET);
    xp_record_set_int (record, "round_uid", of->round_uid);
    xp_record_set_int (record, "entrant_no", no);
    xp_record_set_int (record, "judge_no", judge_no);
    xp_record_set_int (record, "entry", 1);
    xp_draft_put (draft, record);
  }
  end_trial (trial);
}

static bool
add_state (XpDraft *draft, XpBook *book, const Correcting *of, GError **error)
{
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", of->round_uid, of->correction->entrant_no);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) there = xp_book_lookup (book, XP_KIND_ENTRANT_STATE, key, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return false;
  }
  g_autoptr (XpRecord) record =
    there != NULL ? xp_record_copy (there) : xp_record_new_for_key (XP_KIND_ENTRANT_STATE, key);
  xp_record_set_text (record, "state", xp_state_get_name (of->correction->state));
  if (of->correction->state == XP_STATE_PRESENT)
    xp_draft_remove (draft, record);
  else
    xp_draft_put (draft, record);
  return true;
}

static gpointer
put_correction (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Correcting *of = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, of->round_uid, error);
  if (loaded == NULL || !check_names (desk, of->correction, error))
    return NULL;
  g_autoptr (XpCorrectionPreview) preview =
    xp_correction_preview_new (loaded, of->correction, error);
  if (preview == NULL)
    return NULL;

  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", of->round_uid, of->correction->entrant_no);
  g_autoptr (XpRecord) entrant = xp_record_new_for_key (XP_KIND_ENTRANT, key);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_CORRECT);
  g_autofree char *witness = xp_person_clean_name (of->correction->witness);
  xp_draft_set_reason (draft, of->correction->reason, witness);
  xp_draft_set_subject (draft, entrant);
  add_cells (draft, loaded, of);
  add_sheets (draft, loaded, of);
  if (of->correction->has_state && !add_state (draft, book, of, error))
    return NULL;
  return xp_book_put (book, draft, error);
}

bool
xp_correct_work_put (XpDesk *desk,
                     int64_t round_uid,
                     const XpCorrection *correction,
                     GError **error)
{
  Correcting input = {round_uid, correction};
  return xp_desk_run_act (desk, put_correction, &input, error);
}

/* xp-marking-echo.c: what was typed, said in words before it is on disk (xp-marking.h). */
#include "xp-marking.h"

#include "xp-desk-private.h"

#include <string.h>

/* What is marked in its place; NULL: the form has none. */
static const XpItem *
find_substitute (const XpRubric *rubric, const XpItem *item)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (strcmp (rubric->items[i].instead_of, item->no) == 0 && !rubric->items[i].is_off)
      return &rubric->items[i];
  return NULL;
}

static char *
echo_not_applicable (const XpRubric *rubric, const XpItem *item, GError **error)
{
  if (!xp_mode_has_points (item->mode) || item->mode == XP_MODE_VOTE) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s %s不能记不适用。%s",
                 item->no,
                 item->name,
                 item->mode == XP_MODE_VOTE ? "请记得了几票。" : "请答“是”或“否”。");
    return NULL;
  }
  g_autofree char *full = xp_points_to_text (item->max_hundredths);
  const XpItem *substitute = find_substitute (rubric, item);
  if (substitute != NULL)
    return g_strdup_printf ("第%s项 %s 不适用，改打第%s项 %s",
                            item->no,
                            item->name,
                            substitute->no,
                            substitute->name);
  /* Pairs, ladders and 附加 are neither won nor lost by not applying. */
  if (!xp_item_is_in_full_mark (item))
    return g_strdup_printf ("第%s项 %s 不适用，不计", item->no, item->name);
  switch (xp_award_get_na_policy (&rubric->award)) {
  case XP_NA_RESCALE:
    return g_strdup_printf ("第%s项 %s 不适用，这一项不算，别的项折算", item->no, item->name);
  case XP_NA_LEFT_OUT:
    return g_strdup_printf ("第%s项 %s 不适用，不计", item->no, item->name);
  case XP_NA_FULL:
  default:
    return g_strdup_printf ("第%s项 %s 不适用，按满分%s分计", item->no, item->name, full);
  }
}

/* “，扣2分，已扣完”, “，加6分”, “，得8分”. Yours. */
static char *
tell_points (const XpTally *tally, const XpItem *item, const XpMark *mark)
{
  const int64_t points = xp_item_get_points (item, mark);
  const bool is_exhausted = xp_item_is_exhausted (item, mark->entered);
  g_autofree char *text = xp_points_to_text (points);
  if (item->mode == XP_MODE_DEDUCT) {
    g_autofree char *lost = xp_points_to_text (item->max_hundredths - points);
    return g_strdup_printf ("，扣%s分%s", lost, is_exhausted ? "，已扣完" : "");
  }
  if (item->mode == XP_MODE_ADD)
    return g_strdup_printf ("，加%s分%s", text, is_exhausted ? "，已加满" : "");
  if (item->mode == XP_MODE_PAIR)
    return g_strdup_printf ("，记%s分%s", text, is_exhausted ? "，已到头" : "");
  if (item->mode != XP_MODE_VOTE)
    return g_strdup_printf ("，得%s分", text);
  const XpBallots *ballots = xp_tally_get_ballots (tally, item->at);
  if (ballots == NULL)
    return g_strdup ("，还没有记一共发出、收回几张票");
  const XpRatio exact = xp_item_get_vote_points (item, mark->entered, ballots);
  g_autofree char *votes =
    xp_points_to_text (xp_ratio_round (exact, 1, xp_tally_get_round (tally)->rules.rounding));
  return g_strdup_printf ("，得%s分", votes);
}

/* A count that one key too many makes, 22 for 2: said, and not stopped. */
static bool
is_unlikely (const XpItem *item, const XpMark *mark)
{
  static const int64_t N_OFTEN = 10;
  const bool is_counted = item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_ADD;
  return is_counted && mark->entered > N_OFTEN && item->max_hundredths > 0 &&
         mark->entered * item->points_hundredths > 3 * item->max_hundredths;
}

/* A judge whom the round does not know is the guard's to refuse. */
static bool
check_who_marks (const XpRound *round, int judge_no, const XpItem *item, GError **error)
{
  const char *body = xp_item_get_body (item);
  const bool is_computed = xp_rubric_is_computed (round->rubric, item);
  const bool is_of_bodies = body[0] != '\0' || xp_round_is_of_own_body (round, judge_no);
  if (xp_round_marks (round, judge_no, item) || (!is_computed && !is_of_bodies))
    return true;
  if (is_computed)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "第%s项 %s 由程序带出，不用打分。请打别的项。",
                 item->no,
                 item->name);
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "第%s项 %s 由%s打分，请先按 F2 换过去。",
                 item->no,
                 item->name,
                 body[0] != '\0' ? body : "评委");
  return false;
}

static char *
echo_mark (const XpTally *tally, const XpItem *item, const XpMark *mark, GError **error)
{
  const XpRound *round = xp_tally_get_round (tally);
  if (!check_who_marks (round, mark->judge_no, item, error))
    return NULL;
  if (mark->is_not_applicable)
    return echo_not_applicable (round->rubric, item, error);
  if (!xp_mark_check (item, mark->entered, error))
    return NULL;

  g_autofree char *what = xp_mark_to_text (item, mark);
  if (!xp_mode_has_points (item->mode) || item->mode == XP_MODE_STAR)
    return g_strdup_printf ("%s %s：%s", item->no, item->name, what);
  if (item->mode == XP_MODE_SCORE)
    return g_strdup_printf ("第%s项 %s %s", item->no, item->name, what);
  g_autofree char *points = tell_points (tally, item, mark);
  return g_strdup_printf ("第%s项 %s %s%s%s",
                          item->no,
                          item->name,
                          what,
                          points,
                          is_unlikely (item, mark) ? "。数目很大，要是多按了，请按 Ctrl+Z" : "");
}

/* ---- a household is done ---- */

static const XpItem *
find_missing (const XpTally *tally, const XpMark *mark)
{
  const XpRound *round = xp_tally_get_round (tally);
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    XpMark there;
    const XpItem *item = &round->rubric->items[i];
    const XpItem *original = xp_rubric_lookup_item (round->rubric, item->instead_of);
    const bool is_in_play =
      original == NULL || original->is_off ||
      (xp_tally_get_mark (tally, mark->entrant_no, mark->judge_no, original->at, &there) &&
       there.is_not_applicable);
    if (xp_item_is_asked (item) && xp_round_marks (round, mark->judge_no, item) && is_in_play &&
        !xp_tally_get_mark (tally, mark->entrant_no, mark->judge_no, item->at, &there))
      return item;
  }
  return NULL;
}

static bool
has_deductions (const XpTally *tally, int judge_no)
{
  const XpRound *round = xp_tally_get_round (tally);
  for (size_t i = 0; i < round->rubric->n_items; i++)
    if (round->rubric->items[i].mode == XP_MODE_DEDUCT &&
        xp_round_marks (round, judge_no, &round->rubric->items[i]))
      return true;
  return false;
}

static char *
echo_close (const XpTally *tally, const XpMark *mark, GError **error)
{
  const XpEntrant *entrant = xp_round_get_entrant (xp_tally_get_round (tally), mark->entrant_no);
  const XpItem *missing = find_missing (tally, mark);
  if (missing != NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s 第%s项 %s还没有打分。请先打上，再记完这一户。",
                 entrant->name,
                 missing->no,
                 missing->name);
    return NULL;
  }

  const XpSheetTotal closed = xp_tally_preview_closed (tally, mark->entrant_no, mark->judge_no);
  const XpSheetTotal *sheet = &closed;
  const int64_t full = sheet->full_hundredths;
  g_autofree char *got = xp_points_to_text (sheet->points_hundredths);
  g_autofree char *lost = xp_points_to_text (full - sheet->points_hundredths);
  if (sheet->is_gate_failed)
    return g_strdup_printf ("%s：资格不符，本次不参评", entrant->name);
  if (sheet->na_hundredths > 0)
    return g_strdup_printf ("%s：不适用的项不算，折算得%s分", entrant->name, got);
  if (!has_deductions (tally, mark->judge_no))
    return g_strdup_printf ("%s：得%s分", entrant->name, got);
  if (sheet->points_hundredths == full)
    return g_strdup_printf ("%s：没有扣分，得%s分", entrant->name, got);
  return g_strdup_printf ("%s：扣%s分，得%s分", entrant->name, lost, got);
}

/* ---- what is written to a finding ---- */

static char *
echo_note (XpMarking *self, const XpItem *item, const XpEntry *entry, GError **error)
{
  const XpMarkNote note = {(char *) (entry->words != NULL ? entry->words : ""),
                           (char *) (entry->photo != NULL ? entry->photo : "")};
  if (!xp_mark_note_check (note.words, note.photo, error))
    return NULL;
  g_autofree char *text = xp_mark_note_to_text (&note);
  return text[0] != '\0' ? g_strdup_printf ("第%s项 %s：%s", item->no, item->name, text)
                         : g_strdup_printf ("第%s项 %s 不写说明了", item->no, item->name);
}

/* What was written stays when the count changes, and is told with it. */
static char *
with_note (XpMarking *self, const XpMark *mark, char *echo)
{
  const XpMarkNote *note =
    xp_marking_get_note (self, mark->entrant_no, mark->judge_no, mark->item_at);
  if (echo == NULL || note == NULL)
    return echo;
  g_autofree char *before = echo;
  g_autofree char *text = xp_mark_note_to_text (note);
  return g_strdup_printf ("%s（%s）", before, text);
}

char *
xp_marking_echo (XpMarking *self, const XpEntry *entry, GError **error)
{
  const XpRound *round = xp_marking_get_round (self);
  const XpTally *tally = xp_marking_get_tally (self);
  const XpEntrant *entrant = xp_round_get_entrant (round, entry->mark.entrant_no);
  const XpItem *item = xp_rubric_get_item (round->rubric, entry->mark.item_at);
  g_return_val_if_fail (entrant != NULL, NULL);

  switch (entry->kind) {
  case XP_ENTRY_PUT:
    g_return_val_if_fail (item != NULL, NULL);
    return with_note (self, &entry->mark, echo_mark (tally, item, &entry->mark, error));
  case XP_ENTRY_NOTE:
    g_return_val_if_fail (item != NULL, NULL);
    return echo_note (self, item, entry, error);
  case XP_ENTRY_TAKE_BACK:
    g_return_val_if_fail (item != NULL, NULL);
    return g_strdup_printf ("第%s项 %s 已收回", item->no, item->name);
  case XP_ENTRY_CLOSE:
    return echo_close (tally, &entry->mark, error);
  case XP_ENTRY_REOPEN:
    return g_strdup_printf ("%s：重新打开，可以改", entrant->name);
  case XP_ENTRY_STATE:
    return g_strdup_printf ("%s：%s", entrant->name, xp_state_get_word (entry->state));
  default:
    g_return_val_if_reached (NULL);
  }
}

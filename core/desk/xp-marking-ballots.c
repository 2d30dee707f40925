/* xp-marking-ballots.c: what was counted at a vote: the ballots of an item, and who got how many.
 */
#include "xp-desk-private.h"
#include "xp-marking.h"

static const XpItem *
check_item (XpMarking *self, const XpBallots *ballots, GError **error)
{
  const XpItem *item = xp_rubric_get_item (xp_marking_get_round (self)->rubric, ballots->item_at);
  if (item != NULL && item->mode == XP_MODE_VOTE)
    return xp_ballots_check (ballots, item, error) ? item : NULL;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_INPUT,
                       "这一项不是投票，不能记计票结果。请照评分表上的项号再选。");
  return NULL;
}

static XpRecord *
make_ballots (int64_t round_uid, const XpBallots *ballots)
{
  XpRecord *record = xp_record_new (XP_KIND_BALLOTS);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "item_at", ballots->item_at);
  xp_record_set_int (record, "n_issued", ballots->n_issued);
  xp_record_set_int (record, "n_returned", ballots->n_returned);
  xp_record_set_int (record, "n_spoilt", ballots->n_spoilt);
  return record;
}

int
xp_marking_find_teller (XpMarking *self, const XpItem *item)
{
  const XpRound *round = xp_marking_get_round (self);
  for (size_t i = 0; i < round->n_judges; i++)
    if (xp_round_marks (round, round->judges[i].no, item))
      return round->judges[i].no;
  return -1;
}

static void
add_votes (XpDraft *draft, const XpRound *round, int judge_no, int item_at, const XpVotes *votes)
{
  g_autoptr (XpRecord) mark = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (mark, "round_uid", round->uid);
  xp_record_set_int (mark, "entrant_no", votes->entrant_no);
  xp_record_set_int (mark, "judge_no", judge_no);
  xp_record_set_int (mark, "item_at", item_at);
  xp_record_set_int (mark, "entry", 1);
  if (votes->n_votes < 0) {
    xp_draft_remove (draft, mark);
    return;
  }
  xp_record_set_int (mark, "entered", votes->n_votes);
  xp_draft_put (draft, mark);
}

bool
xp_marking_put_count (
  XpMarking *self, const XpBallots *ballots, const XpVotes votes[], size_t n_votes, GError **error)
{
  const XpRound *round = xp_marking_get_round (self);
  const XpItem *item = check_item (self, ballots, error);
  if (item == NULL)
    return false;
  const int judge_no = xp_marking_find_teller (self, item);
  g_autoptr (XpRecord) record = make_ballots (round->uid, ballots);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_BALLOTS);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  for (size_t i = 0; i < n_votes; i++)
    add_votes (draft, round, judge_no, item->at, &votes[i]);
  g_autoptr (XpAct) act = xp_desk_put (xp_marking_get_desk (self), draft, error);
  return act != NULL;
}

bool
xp_marking_put_ballots (XpMarking *self, const XpBallots *ballots, GError **error)
{
  return xp_marking_put_count (self, ballots, NULL, 0, error);
}

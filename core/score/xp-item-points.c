#include "xp-item-points.h"

#include "xp-error.h"

int
xp_ballots_get_valid (const XpBallots *self)
{
  return self->n_returned - self->n_spoilt;
}

bool
xp_ballots_check (const XpBallots *self, const XpItem *item, GError **error)
{
  const char *what = NULL;
  if (self->n_issued < 0 || self->n_returned < 0 || self->n_spoilt < 0)
    what = "票数不能是负数";
  else if (self->n_returned > self->n_issued)
    what = "收回的比发出的还多";
  else if (self->n_spoilt > self->n_returned)
    what = "废票比收回的还多";
  else if (xp_ballots_get_valid (self) == 0)
    what = "一张有效票也没有";
  if (what == NULL)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "第%s项%s发出%d张、收回%d张、废票%d张：%s，没有记上。请再数一遍。",
               item->no,
               item->name,
               self->n_issued,
               self->n_returned,
               self->n_spoilt,
               what);
  return false;
}

/* The highest rung that was reached; below the first, nothing. */
static int64_t
climb (const XpItem *item, int64_t amount_hundredths)
{
  int64_t points = 0;
  for (size_t i = 0; i < item->n_rungs; i++)
    if (amount_hundredths >= item->rungs[i].from_hundredths)
      points = item->rungs[i].points_hundredths;
  return points;
}

static int64_t
grade_points (const XpItem *item, int64_t position)
{
  return position >= 1 && (uint64_t) position <= item->n_rungs
           ? item->rungs[position - 1].points_hundredths
           : 0;
}

/* Before both ends cut it off. */
static int64_t
pair_sum (const XpItem *item, int64_t entered)
{
  return (xp_pair_get_plus (entered) - xp_pair_get_minus (entered)) * item->points_hundredths;
}

/* Events, pairs and ladders have no full mark, and what stands outside it (附加) is neither won nor
 * lost by not applying. */
static int64_t
na_points (const XpItem *item)
{
  const bool is_gained = item->is_extra && item->mode != XP_MODE_DEDUCT;
  return xp_mode_has_full_mark (item->mode) && !is_gained ? item->max_hundredths : 0;
}

int64_t
xp_item_get_points (const XpItem *item, const XpMark *mark)
{
  if (!xp_mode_has_points (item->mode))
    return 0;
  if (mark != NULL && mark->is_not_applicable)
    return na_points (item);

  const int64_t entered = mark != NULL ? mark->entered : 0;
  switch (item->mode) {
  case XP_MODE_SCORE:
    return entered;
  case XP_MODE_DEDUCT:
    /* Clamped last: every finding is kept and shown, the points stop at the floor. */
    return MAX (item->min_hundredths, item->max_hundredths - entered * item->points_hundredths);
  case XP_MODE_ADD:
    return MIN (item->max_hundredths, item->min_hundredths + entered * item->points_hundredths);
  case XP_MODE_TIER:
    return MIN (item->max_hundredths, climb (item, entered));
  case XP_MODE_GRADE:
    return grade_points (item, entered);
  case XP_MODE_PAIR:
    return CLAMP (pair_sum (item, entered), item->min_hundredths, item->max_hundredths);
  case XP_MODE_STAR:
    return entered != 0 ? item->points_hundredths : 0;
  case XP_MODE_BASE:
    return item->points_hundredths;
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_MODE_CHECK:
  case XP_MODE_VOTE:
  case XP_MODE_GATE:
  case XP_MODE_VETO:
  case XP_N_MODES:
  default:
    return 0;
  }
}

XpRatio
xp_item_get_vote_points (const XpItem *item, int64_t n_votes, const XpBallots *ballots)
{
  const int n_valid = ballots != NULL ? xp_ballots_get_valid (ballots) : 0;
  return n_valid > 0 ? xp_ratio_multiply (xp_ratio_new (n_votes, n_valid), item->max_hundredths, 1)
                     : xp_ratio_new (0, 1);
}

int64_t
xp_item_get_extra (const XpItem *item, int64_t points_hundredths)
{
  return item->mode == XP_MODE_DEDUCT ? points_hundredths - item->max_hundredths
                                      : points_hundredths;
}

bool
xp_item_is_exhausted (const XpItem *item, int64_t entered)
{
  if (entered <= 0)
    return false;
  if (item->mode == XP_MODE_DEDUCT)
    return item->max_hundredths - entered * item->points_hundredths <= item->min_hundredths;
  if (item->mode == XP_MODE_ADD)
    return item->min_hundredths + entered * item->points_hundredths >= item->max_hundredths;
  return item->mode == XP_MODE_PAIR && (pair_sum (item, entered) <= item->min_hundredths ||
                                        pair_sum (item, entered) >= item->max_hundredths);
}

bool
xp_item_is_barring (const XpItem *item, int64_t entered)
{
  if (!item->is_veto || entered == 0)
    return false;
  return item->mode != XP_MODE_PAIR || pair_sum (item, entered) <= item->min_hundredths;
}

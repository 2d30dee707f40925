#include "xp-motion.h"

#include <string.h>

static const struct {
  const char *name, *word;
} WHATS[] = {
  [XP_MOTION_TIE] = {"tie", "同分去留"},
  [XP_MOTION_VETO] = {"veto", "另行评议"},
  [XP_MOTION_HELD] = {"held", "暂缓"},
  [XP_MOTION_MARKS] = {"marks", "改分"},
  [XP_MOTION_OTHER] = {"other", "其他"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (WHATS) == XP_N_MOTION_WHATS);

static const struct {
  const char *name, *word;
} MAJORITIES[] = {
  [XP_MAJORITY_PRESENT] = {"present", "实到过半数"},
  [XP_MAJORITY_MEMBERS] = {"members", "应到过半数"},
  [XP_MAJORITY_TWO_THIRDS] = {"two-thirds", "实到三分之二"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (MAJORITIES) == XP_N_MAJORITIES);

const char *
xp_motion_what_get_name (XpMotionWhat what)
{
  return WHATS[what].name;
}

const char *
xp_motion_what_get_word (XpMotionWhat what)
{
  return WHATS[what].word;
}

bool
xp_motion_what_from_text (const char *text, XpMotionWhat *out_what)
{
  for (size_t i = 0; text != NULL && i < G_N_ELEMENTS (WHATS); i++)
    if (strcmp (WHATS[i].name, text) == 0 || strcmp (WHATS[i].word, text) == 0) {
      *out_what = (XpMotionWhat) i;
      return true;
    }
  return false;
}

const char *
xp_majority_get_name (XpMajority majority)
{
  return MAJORITIES[majority].name;
}

const char *
xp_majority_get_word (XpMajority majority)
{
  return MAJORITIES[majority].word;
}

bool
xp_majority_from_text (const char *text, XpMajority *out_majority)
{
  for (size_t i = 0; text != NULL && i < G_N_ELEMENTS (MAJORITIES); i++)
    if (strcmp (MAJORITIES[i].name, text) == 0 || strcmp (MAJORITIES[i].word, text) == 0) {
      *out_majority = (XpMajority) i;
      return true;
    }
  return false;
}

/* ---- how many ---- */

/* 过半数 is more than half; 三分之二以上 counts the two thirds themselves (Civil Code, article
 * 1259). */
int
xp_vote_count_get_needed (const XpVoteCount *self, XpMajority majority)
{
  if (majority == XP_MAJORITY_TWO_THIRDS)
    return (2 * self->n_present + 2) / 3;
  return (majority == XP_MAJORITY_MEMBERS ? self->n_members : self->n_present) / 2 + 1;
}

bool
xp_vote_count_is_carried (const XpVoteCount *self, XpMajority majority)
{
  return self->n_for > 0 && self->n_for >= xp_vote_count_get_needed (self, majority);
}

char *
xp_vote_count_dup_outcome (const XpVoteCount *self, XpMajority majority)
{
  const bool is_of_members = majority == XP_MAJORITY_MEMBERS;
  return g_strdup_printf ("%s%d人，%s要%d人，赞成%d人，%s",
                          is_of_members ? "应到" : "实到",
                          is_of_members ? self->n_members : self->n_present,
                          majority == XP_MAJORITY_TWO_THIRDS ? "三分之二" : "过半数",
                          xp_vote_count_get_needed (self, majority),
                          self->n_for,
                          xp_vote_count_is_carried (self, majority) ? "通过" : "没有通过");
}

char *
xp_vote_count_dup_figures (const XpVoteCount *self)
{
  return g_strdup_printf ("应到%d人，实到%d人，赞成%d人，反对%d人，弃权%d人，回避%d人",
                          self->n_members,
                          self->n_present,
                          self->n_for,
                          self->n_against,
                          self->n_abstained,
                          self->n_recused);
}

char *
xp_vote_count_dup_gap (const XpVoteCount *self)
{
  const int n_voices = self->n_for + self->n_against + self->n_abstained + self->n_recused;
  if (self->n_present > self->n_members)
    return g_strdup_printf ("实到%d人比应到%d人还多，请再数一遍。",
                            self->n_present,
                            self->n_members);
  if (n_voices == self->n_present)
    return NULL;
  return g_strdup_printf ("%s%d人：赞成、反对、弃权、回避加起来%d人，实到%d人。",
                          n_voices < self->n_present ? "还差" : "多出",
                          ABS (self->n_present - n_voices),
                          n_voices,
                          self->n_present);
}

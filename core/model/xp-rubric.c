#include "xp-rubric.h"

#include <string.h>

static const char *const MODE_WORDS[] = {
  [XP_MODE_SCORE] = "score",
  [XP_MODE_DEDUCT] = "deduct",
  [XP_MODE_ADD] = "add",
  [XP_MODE_TIER] = "tier",
  [XP_MODE_BASE] = "base",
  [XP_MODE_EVENT] = "event",
  [XP_MODE_REDEEM] = "redeem",
  [XP_MODE_STAR] = "star",
  [XP_MODE_CHECK] = "check",
  [XP_MODE_GRADE] = "grade",
  [XP_MODE_PAIR] = "pair",
  [XP_MODE_VOTE] = "vote",
  [XP_MODE_GATE] = "gate",
  [XP_MODE_VETO] = "veto",
};
G_STATIC_ASSERT (G_N_ELEMENTS (MODE_WORDS) == XP_N_MODES);

XpRubric *
xp_rubric_new (void)
{
  XpRubric *self = g_new0 (XpRubric, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->award.ties = g_new0 (char *, 1);
  self->departures = g_new0 (char *, 1);
  self->rights = (XpFormRights){.band_hundredths = 100, .band_bp = 3000, .extra_hundredths = 500};
  return self;
}

XpRubric *
xp_rubric_ref (XpRubric *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

static void
clear_award (XpAward *award)
{
  for (size_t i = 0; i < award->n_grades; i++)
    g_free (award->grades[i].word);
  g_free (award->grades);
  g_free (award->title);
  g_free (award->object);
  g_free (award->total_min);
  g_free (award->quota);
  g_free (award->quota_base);
  g_free (award->quota_rounding);
  g_free (award->na_policy);
  g_free (award->judges);
  g_strfreev (award->ties);
  g_free (award->period);
  g_free (award->cooldown_rounds);
  g_free (award->valid_for);
  g_free (award->requires);
  g_free (award->plate);
}

void
xp_rubric_unref (XpRubric *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  for (size_t i = 0; i < self->n_items; i++)
    xp_item_clear (&self->items[i]);
  g_free (self->items);
  clear_award (&self->award);
  g_free (self->id);
  g_free (self->name);
  g_free (self->version_text);
  g_free (self->issuer);
  g_free (self->extends);
  g_free (self->basis);
  g_free (self->basis_title);
  for (size_t i = 0; i < self->n_changes; i++)
    xp_form_change_clear (&self->changes[i]);
  g_free (self->changes);
  g_strfreev (self->departures);
  g_free (self);
}

const XpItem *
xp_rubric_lookup_item (const XpRubric *self, const char *no)
{
  for (size_t i = 0; i < self->n_items; i++)
    if (strcmp (self->items[i].no, no) == 0)
      return &self->items[i];
  return NULL;
}

const XpItem *
xp_rubric_get_item (const XpRubric *self, int at)
{
  return at >= 1 && (size_t) at <= self->n_items ? &self->items[at - 1] : NULL;
}

bool
xp_mode_has_points (XpMode mode)
{
  return mode != XP_MODE_GATE && mode != XP_MODE_VETO && mode != XP_MODE_CHECK;
}

bool
xp_mode_has_full_mark (XpMode mode)
{
  return mode == XP_MODE_SCORE || mode == XP_MODE_DEDUCT || mode == XP_MODE_ADD ||
         mode == XP_MODE_VOTE || mode == XP_MODE_GRADE || mode == XP_MODE_STAR;
}

bool
xp_item_is_in_full_mark (const XpItem *item)
{
  return xp_mode_has_full_mark (item->mode) && !item->is_extra && item->instead_of[0] == '\0';
}

int64_t
xp_rubric_sum_full_mark (const XpRubric *self)
{
  int64_t sum = 0;
  for (size_t i = 0; i < self->n_items; i++)
    if (xp_item_is_in_full_mark (&self->items[i]))
      sum += self->items[i].max_hundredths;
  return sum;
}

bool
xp_rubric_has_checks (const XpRubric *self, const XpItem *star)
{
  const size_t length = strlen (star->no);
  for (size_t i = 0; star->mode == XP_MODE_STAR && i < self->n_items; i++) {
    const XpItem *item = &self->items[i];
    if (item->mode == XP_MODE_CHECK && strncmp (item->no, star->no, length) == 0 &&
        item->no[length] == '.')
      return true;
  }
  return false;
}

const char *
xp_rubric_get_counted (const XpRubric *self)
{
  return g_strcmp0 (self->award.object, "人") == 0 ? "人" : "户";
}

bool
xp_rubric_is_ledger (const XpRubric *self)
{
  for (size_t i = 0; i < self->n_items; i++)
    if (self->items[i].mode == XP_MODE_EVENT)
      return true;
  return false;
}

bool
xp_rubric_is_computed (const XpRubric *self, const XpItem *item)
{
  if (item->is_off)
    return true;
  switch (item->mode) {
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
    return true;
  case XP_MODE_STAR:
    return item->gate_kind == XP_GATE_SCORE || xp_rubric_has_checks (self, item);
  case XP_MODE_GATE:
    return item->gate_kind == XP_GATE_AWARD || item->gate_kind == XP_GATE_SCORE;
  case XP_MODE_SCORE:
  case XP_MODE_DEDUCT:
  case XP_MODE_ADD:
  case XP_MODE_TIER:
  case XP_MODE_CHECK:
  case XP_MODE_GRADE:
  case XP_MODE_PAIR:
  case XP_MODE_VOTE:
  case XP_MODE_VETO:
  case XP_N_MODES:
  default:
    return item->mode == XP_MODE_TIER && xp_rubric_is_ledger (self);
  }
}

bool
xp_item_is_asked (const XpItem *item)
{
  return item->mode == XP_MODE_SCORE || item->mode == XP_MODE_GRADE || item->mode == XP_MODE_VOTE ||
         (item->mode == XP_MODE_STAR && item->gate_kind != XP_GATE_SCORE);
}

const char *
xp_item_get_body (const XpItem *item)
{
  if (item->by[0] != '\0')
    return item->by;
  return item->mode == XP_MODE_VOTE ? XP_BODY_BALLOTS : "";
}

const char *
xp_mode_get_word (XpMode mode)
{
  static const char *const WORDS[] = {
    [XP_MODE_SCORE] = "直接打分",
    [XP_MODE_DEDUCT] = "逐处扣分",
    [XP_MODE_ADD] = "逐次加分",
    [XP_MODE_TIER] = "累计分档",
    [XP_MODE_BASE] = "基础分",
    [XP_MODE_EVENT] = "平时加减分",
    [XP_MODE_REDEEM] = "积分兑换",
    [XP_MODE_STAR] = "认定星级",
    [XP_MODE_CHECK] = "逐条核对",
    [XP_MODE_GRADE] = "评等次",
    [XP_MODE_PAIR] = "正反加减",
    [XP_MODE_VOTE] = "村民投票",
    [XP_MODE_GATE] = "资格条件",
    [XP_MODE_VETO] = "一票否决",
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (WORDS) == XP_N_MODES);
  return WORDS[mode];
}

const char *
xp_mode_to_text (XpMode mode)
{
  return MODE_WORDS[mode];
}

bool
xp_mode_from_text (const char *text, XpMode *out_mode)
{
  for (size_t i = 0; i < G_N_ELEMENTS (MODE_WORDS); i++) {
    if (strcmp (MODE_WORDS[i], text) == 0) {
      *out_mode = (XpMode) i;
      return true;
    }
  }
  return false;
}

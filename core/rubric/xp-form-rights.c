#include "xp-form-rights-private.h"

#include "xp-decimal.h"
#include "xp-item-parts.h"
#include "xp-mark.h"
#include "xp-round.h"
#include "xp-rubric-fields.h"

#include <string.h>

/* Who may touch a field of an item. What stands nowhere here is no field. */
typedef enum {
  XP_TOUCH_REWORD,  /* township and village; the number stays */
  XP_TOUCH_WEIGHT,  /* township, within the band */
  XP_TOUCH_TIGHTEN, /* township and village, one way only */
  XP_TOUCH_BAR,     /* gates and vetoes: township and village, never taken away */
  XP_TOUCH_COUNTY   /* nobody below the county */
} Touch;

static const struct {
  const char *field;
  Touch touch;
} TOUCHES[] = {
  {"name", XP_TOUCH_REWORD},
  {"criterion", XP_TOUCH_REWORD},
  {"note", XP_TOUCH_REWORD},
  {"max", XP_TOUCH_WEIGHT},
  {"points", XP_TOUCH_TIGHTEN},
  {"cap", XP_TOUCH_TIGHTEN},
  {"gate", XP_TOUCH_BAR},
  {"veto", XP_TOUCH_BAR},
  {"section", XP_TOUCH_COUNTY},
  {"mode", XP_TOUCH_COUNTY},
  {"unit", XP_TOUCH_COUNTY},
  {"step", XP_TOUCH_COUNTY},
  {"min", XP_TOUCH_COUNTY},
  {"mandatory", XP_TOUCH_COUNTY},
  {"by", XP_TOUCH_COUNTY},
  {"instead_of", XP_TOUCH_COUNTY},
};

XpGradeLine *
xp_award_find_line (const XpAward *award)
{
  for (size_t i = 0; i < award->n_grades; i++)
    if (g_strcmp0 (award->grades[i].word, award->title) == 0)
      return &award->grades[i];
  return award->n_grades > 0 ? &award->grades[0] : NULL;
}

/* ---- one field of an item, as it was and is ---- */

/* “3分” of a value that is points. Yours. */
static char *
dup_value (const XpItem *item, const char *field)
{
  g_autofree char *value = xp_rubric_dup_item_field (item, field);
  int64_t points = 0;
  const bool is_points = strcmp (field, "max") == 0 || strcmp (field, "points") == 0;
  return is_points && xp_decimal_from_text (value, &points) ? g_strconcat (value, "分", NULL)
                                                            : g_steal_pointer (&value);
}

static void
depart_field (const XpRightsView *view,
              const XpItem *item,
              const XpFormChange *change,
              XpVerdict *verdict)
{
  const char *hand = xp_level_get_hand (view->level);
  g_autofree char *then = dup_value (item, change->field);
  const bool is_points = g_str_has_suffix (then, "分");
  xp_verdict_depart (view,
                     verdict,
                     "第%s项%s由%s改为%s%s，%s定的是%s",
                     item->no,
                     xp_item_field_get_word (change->field),
                     hand,
                     change->value,
                     is_points ? "分" : "",
                     xp_level_get_hand (item->level),
                     then[0] != '\0' ? then : "没有");
}

/* ---- one field of one item ---- */

/* The larger of the two bands. */
static void
judge_weight (const XpRightsView *view,
              const XpItem *item,
              const XpFormChange *change,
              XpVerdict *verdict)
{
  const XpFormRights *rights = &view->parent->rights;
  g_autofree char *is = xp_points_to_text (item->max_hundredths);
  int64_t max = 0;
  if (!xp_decimal_from_text (change->value, &max) || max < 0) {
    xp_verdict_say_senseless (verdict,
                              "第%s项“%s”的分值“%s”不是数字，请写成3、0.5这样",
                              item->no,
                              item->name,
                              change->value);
    return;
  }
  if (view->level == XP_LEVEL_VILLAGE) {
    xp_verdict_say_beyond (verdict,
                           "村里不能改分值，第%s项“%s”由%s定为%s分",
                           item->no,
                           item->name,
                           xp_level_get_hand (item->level),
                           is);
    return;
  }
  const int64_t band =
    MAX (rights->band_hundredths, item->max_hundredths * rights->band_bp / 10000);
  const int64_t least = MAX (item->max_hundredths - band, 0), most = item->max_hundredths + band;
  if (max >= least && max <= most)
    return;
  g_autofree char *from = xp_points_to_text (least);
  g_autofree char *to = xp_points_to_text (most);
  g_autofree char *points = xp_points_to_text (rights->band_hundredths);
  g_autofree char *share = xp_points_to_text (rights->band_bp);
  xp_verdict_say_beyond (verdict,
                         "第%s项“%s”%s定%s分，只能在%s到%s分之间调（±%s分或±%s%%取大者）",
                         item->no,
                         item->name,
                         xp_level_get_word (item->level),
                         is,
                         from,
                         to,
                         points,
                         share);
}

/* Grades and ladders: the same words, and none of them worth more. */
static bool
has_only_stricter_rungs (const XpItem *item, const XpItem *changed)
{
  if (changed->n_rungs != item->n_rungs)
    return false;
  for (size_t i = 0; i < item->n_rungs; i++)
    if (strcmp (item->rungs[i].word, changed->rungs[i].word) != 0 ||
        changed->rungs[i].from_hundredths < item->rungs[i].from_hundredths ||
        changed->rungs[i].points_hundredths > item->rungs[i].points_hundredths)
      return false;
  return true;
}

static bool
is_stricter (const XpItem *item, const XpItem *changed, const char *field)
{
  if (strcmp (field, "cap") == 0)
    return item->cap_period == XP_CAP_NONE || (changed->cap_period == item->cap_period &&
                                               changed->cap_hundredths <= item->cap_hundredths);
  if (item->mode == XP_MODE_GRADE || item->mode == XP_MODE_TIER)
    return has_only_stricter_rungs (item, changed);
  return item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_REDEEM
           ? changed->points_hundredths >= item->points_hundredths
           : changed->points_hundredths <= item->points_hundredths;
}

static bool
is_readable (const XpItem *item, const char *field)
{
  int64_t points = 0;
  if (strcmp (field, "cap") == 0)
    return xp_item_has_good_cap (item);
  if (item->mode == XP_MODE_GRADE || item->mode == XP_MODE_TIER) {
    g_autofree char *odd = xp_item_dup_odd_rung (item);
    return odd == NULL;
  }
  return xp_decimal_from_text (item->points_text, &points);
}

static void
say_looser (const XpItem *item, const XpFormChange *change, XpVerdict *verdict)
{
  g_autofree char *is = xp_rubric_dup_item_field (item, change->field);
  const char *whose = xp_level_get_word (item->level);
  if (item->mode == XP_MODE_DEDUCT && strcmp (change->field, "points") == 0)
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”%s定每%s扣%s分，只能加严，不能放宽为%s分",
                           item->no,
                           item->name,
                           whose,
                           item->unit,
                           is,
                           change->value);
  else
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”的%s%s定为“%s”，只能加严，不能放宽为“%s”",
                           item->no,
                           item->name,
                           xp_item_field_get_word (change->field),
                           whose,
                           is,
                           change->value);
}

static void
judge_tightening (const XpItem *item, const XpFormChange *change, XpVerdict *verdict)
{
  g_autofree char *problem = NULL;
  XpItem changed = {0};
  xp_item_copy (item, &changed);
  xp_rubric_set_item_field (&changed, change->field, change->value, &problem);
  xp_rubric_settle_item (&changed);
  if (!is_readable (&changed, change->field))
    xp_verdict_say_senseless (verdict,
                              "第%s项“%s”的%s“%s”看不懂，请改",
                              item->no,
                              item->name,
                              xp_item_field_get_word (change->field),
                              change->value);
  else if (!is_stricter (item, &changed, change->field))
    say_looser (item, change, verdict);
  xp_item_clear (&changed);
}

static void
judge_bar (const XpRightsView *view,
           const XpItem *item,
           const XpFormChange *change,
           XpVerdict *verdict)
{
  const bool is_veto = strcmp (change->field, "veto") == 0;
  const bool is_barred = is_veto ? item->is_veto : item->gate_kind != XP_GATE_NONE;
  const bool bars = change->value[0] != '\0' && strcmp (change->value, "0") != 0;
  g_autofree char *is = xp_rubric_dup_item_field (item, change->field);
  XpItem changed = {0};
  xp_item_copy (item, &changed);
  g_autofree char *problem = NULL;
  xp_rubric_set_item_field (&changed, change->field, change->value, &problem);
  xp_rubric_settle_item (&changed);

  if (problem != NULL || (!is_veto && bars && changed.gate_kind == XP_GATE_NONE))
    xp_verdict_say_senseless (verdict,
                              "第%s项“%s”的%s“%s”看不懂，请改",
                              item->no,
                              item->name,
                              xp_item_field_get_word (change->field),
                              change->value);
  else if (is_barred && !bars)
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”的%s是%s定的，不能去掉",
                           item->no,
                           item->name,
                           xp_item_field_get_word (change->field),
                           xp_level_get_hand (item->level));
  else if (is_barred && !is_veto &&
           (changed.gate_kind != item->gate_kind ||
            strcmp (changed.gate_name, item->gate_name) != 0 ||
            changed.gate_bound_hundredths < item->gate_bound_hundredths))
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”的资格%s定为“%s”，只能加严，不能放宽为“%s”",
                           item->no,
                           item->name,
                           xp_level_get_word (item->level),
                           is,
                           change->value);
  else if (!is_barred && view->level == XP_LEVEL_VILLAGE && !xp_names_an_article (change->reason))
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”要加%s，须写明村规民约第几条",
                           item->no,
                           item->name,
                           xp_item_field_get_word (change->field));
  xp_item_clear (&changed);
}

static void
judge_reword (const XpItem *item, const XpFormChange *change, XpVerdict *verdict)
{
  if (change->value[0] == '\0' && strcmp (change->field, "note") != 0)
    xp_verdict_say_senseless (verdict,
                              "第%s项“%s”的%s不能改成空的",
                              item->no,
                              item->name,
                              xp_item_field_get_word (change->field));
}

static int
find_touch (const char *field)
{
  for (size_t i = 0; i < G_N_ELEMENTS (TOUCHES); i++)
    if (strcmp (TOUCHES[i].field, field) == 0)
      return (int) TOUCHES[i].touch;
  return -1;
}

static void
judge_field (const XpRightsView *view,
             const XpItem *item,
             const XpFormChange *change,
             XpVerdict *verdict)
{
  const int touch = find_touch (change->field);
  if (touch < 0) {
    xp_verdict_say_senseless (verdict,
                              "第%s项“%s”没有“%s”这一栏，请对照自带的评分表改",
                              item->no,
                              item->name,
                              change->field);
    return;
  }
  if (touch == XP_TOUCH_WEIGHT)
    judge_weight (view, item, change, verdict);
  else if (touch == XP_TOUCH_TIGHTEN)
    judge_tightening (item, change, verdict);
  else if (touch == XP_TOUCH_BAR)
    judge_bar (view, item, change, verdict);
  else if (touch == XP_TOUCH_REWORD)
    judge_reword (item, change, verdict);
  else
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”的%s由县里定，%s不能改",
                           item->no,
                           item->name,
                           xp_item_field_get_word (change->field),
                           xp_level_get_hand (view->level));

  if (verdict->kind == XP_VERDICT_ACCEPTED && item->is_mandatory && view->level == XP_LEVEL_VILLAGE)
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”是县里必评项，村里不能改；可请镇里改写标准文字",
                           item->no,
                           item->name);
  if (verdict->kind == XP_VERDICT_BEYOND)
    depart_field (view, item, change, verdict);
}

/* ---- line and quota ---- */

static XpLevel
level_of_award (const XpRubric *parent, const char *what)
{
  for (size_t i = 0; i < parent->n_changes; i++)
    if (strcmp (parent->changes[i].item_no, what) == 0)
      return parent->level;
  return XP_LEVEL_COUNTY;
}

static void
judge_line (const XpRightsView *view, const XpFormChange *change, XpVerdict *verdict)
{
  const XpGradeLine *line = xp_award_find_line (&view->parent->award);
  const XpLevel level = level_of_award (view->parent, "LINE");
  int64_t value = 0;
  if (line == NULL)
    xp_verdict_say_senseless (verdict, "这张表没有等次线，改不了");
  else if (!xp_decimal_from_text (change->value, &value) || value < 0)
    xp_verdict_say_senseless (verdict, "等次线“%s”不是数字，请写成92这样", change->value);
  else if (view->parent->full_mark_hundredths > 0 && value > view->parent->full_mark_hundredths)
    xp_verdict_say_senseless (verdict, "等次线%s分比满分还高，谁也够不到，请改", change->value);
  else if (line > view->parent->award.grades && value >= line[-1].from_hundredths)
    xp_verdict_say_senseless (verdict,
                              "等次线%s分不比上一等“%s”低，请改",
                              change->value,
                              line[-1].word);
  else if (value < line->from_hundredths) {
    g_autofree char *is = xp_points_to_text (line->from_hundredths);
    xp_verdict_say_beyond (verdict,
                           "等次线只能提高：%s定%s分，不能降到%s分",
                           xp_level_get_word (level),
                           is,
                           change->value);
    xp_verdict_depart (view,
                       verdict,
                       "等次线由%s改为%s分，%s定的是%s分",
                       xp_level_get_hand (view->level),
                       change->value,
                       xp_level_get_hand (level),
                       is);
  }
}

static bool
is_smaller_quota (const XpQuota *now, const XpQuota *then)
{
  if (now->kind != then->kind || now->value > then->value || now->n_steps != then->n_steps)
    return false;
  for (size_t i = 0; i < now->n_steps; i++)
    if (now->steps[i].up_to != then->steps[i].up_to || now->steps[i].places > then->steps[i].places)
      return false;
  return true;
}

static void
judge_quota (const XpRightsView *view, const XpFormChange *change, XpVerdict *verdict)
{
  const char *is = view->parent->award.quota;
  const XpLevel level = level_of_award (view->parent, "QUOTA");
  XpQuota now = {0}, then = {0};
  if (!xp_quota_from_text (change->value, &now, NULL)) {
    xp_verdict_say_senseless (verdict, "名额“%s”看不懂，请写成“30%%”“20”这样", change->value);
    return;
  }
  if (is == NULL || !xp_quota_from_text (is, &then, NULL))
    return;
  if (is_smaller_quota (&now, &then))
    return;
  xp_verdict_say_beyond (verdict,
                         "名额只能减少：%s定“%s”，不能改成“%s”",
                         xp_level_get_word (level),
                         is,
                         change->value);
  xp_verdict_depart (view,
                     verdict,
                     "名额由%s改为“%s”，%s定的是“%s”",
                     xp_level_get_hand (view->level),
                     change->value,
                     xp_level_get_hand (level),
                     is);
}

/* ---- switching off ---- */

static void
judge_switch (const XpRightsView *view,
              const XpItem *item,
              const XpFormChange *change,
              XpVerdict *verdict)
{
  const bool is_village = view->level == XP_LEVEL_VILLAGE;
  const char *what = change->op == XP_CHANGE_OFF ? "停用" : "放开停用";
  if (change->op == XP_CHANGE_OPEN && is_village)
    xp_verdict_say_senseless (verdict,
                              "第%s项“%s”能不能停用由镇里放开，村里定不了",
                              item->no,
                              item->name);
  else if (item->is_mandatory)
    xp_verdict_say_beyond (verdict,
                           "第%s项“%s”是县里必评项，不能%s%s",
                           item->no,
                           item->name,
                           what,
                           is_village ? "；有难处可请镇里改写标准文字" : "");
  else if (change->op == XP_CHANGE_OFF && is_village && !item->is_open)
    xp_verdict_say_beyond (verdict, "第%s项“%s”镇里没有放开，村里不能停用", item->no, item->name);
  if (verdict->kind != XP_VERDICT_BEYOND)
    return;
  xp_verdict_depart (view,
                     verdict,
                     "第%s项“%s”由%s%s，%s",
                     item->no,
                     item->name,
                     xp_level_get_hand (view->level),
                     what,
                     item->is_mandatory ? "它是县里的必评项" : "镇里没有放开");
}

/* ---- one change ---- */

static void
judge_op (const XpRightsView *view, const XpFormChange *change, XpVerdict *verdict)
{
  const XpItem *item = xp_rubric_lookup_item (view->parent, change->item_no);
  if (view->level <= view->parent->level)
    xp_verdict_say_senseless (verdict,
                              "%s的表只能由下一级来改",
                              xp_level_get_hand (view->parent->level));
  else if (change->op == XP_CHANGE_ADD)
    xp_form_rights_judge_adding (view, change, verdict);
  else if (change->op == XP_CHANGE_SET && strcmp (change->item_no, "LINE") == 0)
    judge_line (view, change, verdict);
  else if (change->op == XP_CHANGE_SET && strcmp (change->item_no, "QUOTA") == 0)
    judge_quota (view, change, verdict);
  else if (item == NULL && xp_rubric_lookup_item (view->form, change->item_no) != NULL)
    xp_verdict_say_senseless (verdict,
                              "第%s项是这次新增的，请直接在新增的那一处写好",
                              change->item_no);
  else if (item == NULL)
    xp_verdict_say_senseless (verdict, "没有第%s项，请看看项号写得对不对", change->item_no);
  else if (change->op == XP_CHANGE_SET)
    judge_field (view, item, change, verdict);
  else
    judge_switch (view, item, change, verdict);
}

void
xp_form_rights_judge (const XpRightsView *view, const XpFormChange *change, XpVerdict *out_verdict)
{
  *out_verdict = (XpVerdict){0};
  judge_op (view, change, out_verdict);
  const bool is_text = change->op == XP_CHANGE_ADD || find_touch (change->field) == XP_TOUCH_REWORD;
  out_verdict->warning = is_text ? xp_rubric_dup_unwise_word (change->value) : NULL;
  if (out_verdict->sentence == NULL)
    return;
  g_autofree char *sentence = g_steal_pointer (&out_verdict->sentence);
  out_verdict->sentence = out_verdict->warning != NULL
                            ? g_strdup_printf ("%s；另：%s。", sentence, out_verdict->warning)
                            : g_strconcat (sentence, "。", NULL);
}

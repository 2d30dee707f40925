/* xp-form-rights-add.c: what a township puts into a section, and a village outside the full mark.
 */
#include "xp-form-rights-private.h"

#include "xp-mark.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-fields.h"

#include <string.h>

bool
xp_form_change_read_item (const XpFormChange *change, XpItem *out_item, char **out_problem)
{
  static const char *const IN_ORDER[] = {"name", "criterion", "mode", "unit", "points"};
  g_auto (GStrv) parts = g_strsplit (change->value, "|", -1);
  XpItem item = {.no = g_strdup (change->item_no)};
  g_autofree char *problem = NULL;
  bool is_good = g_strv_length (parts) >= G_N_ELEMENTS (IN_ORDER);
  if (!is_good)
    problem = g_strdup ("请写成“名称|标准|记分方式|单位|分值|max=3”这样");
  for (size_t i = 0; is_good && parts[i] != NULL; i++) {
    char *equals = i < G_N_ELEMENTS (IN_ORDER) ? NULL : strchr (parts[i], '=');
    if (equals != NULL)
      *equals = '\0';
    const char *field = i < G_N_ELEMENTS (IN_ORDER) ? IN_ORDER[i] : parts[i];
    is_good =
      (equals != NULL || i < G_N_ELEMENTS (IN_ORDER)) &&
      xp_rubric_set_item_field (&item, field, equals != NULL ? equals + 1 : parts[i], &problem);
    if (!is_good && problem == NULL)
      problem = g_strdup_printf ("“%s”看不懂，请写成“max=3”这样", parts[i]);
  }
  g_free (item.section);
  item.section = g_strdup (change->section);
  if (item.note == NULL)
    item.note = g_strdup (change->reason);
  if (item.mode == XP_MODE_DEDUCT && item.step_hundredths == 0)
    item.step_hundredths = 100;
  if (item.mode == XP_MODE_DEDUCT && item.cap == NULL)
    item.cap = xp_points_to_text (item.max_hundredths);
  xp_rubric_settle_item (&item);
  item.is_extra = strcmp (change->field, "extra") == 0 && xp_mode_has_points (item.mode);
  if (is_good) {
    *out_item = item;
    return true;
  }
  if (g_str_has_suffix (problem, "。"))
    problem[strlen (problem) - strlen ("。")] = '\0';
  *out_problem = g_steal_pointer (&problem);
  xp_item_clear (&item);
  return false;
}

static bool
has_section (const XpRubric *rubric, const char *section)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (strcmp (rubric->items[i].section, section) == 0)
      return true;
  return false;
}

/* What a village adds stands outside the full mark. */
static void
judge_extra (const XpRightsView *view, const XpItem *item, XpVerdict *verdict)
{
  const int64_t limit = view->parent->rights.extra_hundredths;
  g_autofree char *most = xp_points_to_text (limit);
  g_autofree char *is = xp_points_to_text (view->extra_hundredths + item->max_hundredths);
  if (item->mode != XP_MODE_DEDUCT && item->mode != XP_MODE_ADD)
    xp_verdict_say_senseless (verdict,
                              "新增的第%s项“%s”只能是逐处扣分或逐次加分",
                              item->no,
                              item->name);
  else if (!item->is_extra)
    xp_verdict_say_beyond (verdict,
                           "村里新增的第%s项“%s”只能放在满分外面，作为附加分或附加扣分",
                           item->no,
                           item->name);
  else if (view->extra_hundredths + item->max_hundredths > limit)
    xp_verdict_say_beyond (verdict,
                           "附加分合起来是%s分，县里定的最多%s分，第%s项“%s”加不进去",
                           is,
                           most,
                           item->no,
                           item->name);
}

static void
judge_new_item (const XpRightsView *view,
                const XpItem *item,
                const XpFormChange *change,
                XpVerdict *verdict)
{
  const bool is_village = view->level == XP_LEVEL_VILLAGE;
  const bool has_points = xp_mode_has_points (item->mode);
  if (item->name[0] == '\0' || item->criterion[0] == '\0' || item->section[0] == '\0')
    xp_verdict_say_senseless (verdict, "新增的第%s项缺名称、标准或大项，请补上", item->no);
  else if (has_points && !has_section (view->parent, item->section))
    xp_verdict_say_senseless (verdict,
                              "没有“%s”这个大项，大项由县里定；新增的第%s项请放在已有的大项里",
                              item->section,
                              item->no);
  else if (is_village && !xp_names_an_article (change->reason))
    xp_verdict_say_beyond (verdict, "新增项须写明村规民约第几条");
  else if (is_village && has_points)
    judge_extra (view, item, verdict);
  else if (item->is_extra)
    xp_verdict_say_beyond (verdict,
                           "镇里新增的第%s项“%s”要从本大项里分出分来，不能放在满分外面",
                           item->no,
                           item->name);
}

void
xp_form_rights_judge_adding (const XpRightsView *view,
                             const XpFormChange *change,
                             XpVerdict *verdict)
{
  XpItem item = {0};
  g_autofree char *problem = NULL;
  const XpItem *other = xp_rubric_lookup_item (view->form, change->item_no);
  if (!xp_item_is_good_number (change->item_no))
    xp_verdict_say_senseless (verdict, "新增项的项号“%s”用不了，请写成T1这样", change->item_no);
  else if (other != NULL)
    xp_verdict_say_senseless (verdict,
                              "项号%s已经是“%s”，新增的项请换一个号",
                              other->no,
                              other->name);
  else if (strcmp (change->field, "item") != 0 && strcmp (change->field, "extra") != 0)
    xp_verdict_say_senseless (verdict,
                              "新增的第%s项要写明是正项（item）还是附加（extra）",
                              change->item_no);
  else if (!xp_form_change_read_item (change, &item, &problem))
    xp_verdict_say_senseless (verdict, "新增的第%s项：%s", change->item_no, problem);
  else
    judge_new_item (view, &item, change, verdict);
  if (verdict->kind == XP_VERDICT_BEYOND)
    xp_verdict_depart (view,
                       verdict,
                       "第%s项“%s”由%s新增，和县里的规定不一样",
                       item.no,
                       item.name,
                       xp_level_get_hand (view->level));
  if (item.no != NULL)
    xp_item_clear (&item);
}

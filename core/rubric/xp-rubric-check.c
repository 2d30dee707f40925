#include "xp-rubric-check.h"

#include "xp-decimal.h"
#include "xp-error.h"
#include "xp-item-parts.h"
#include "xp-mark.h"

#include <string.h>

/* As long as a row of the printed sheet can take. */
static const glong MOST_CRITERION_CHARACTERS = 60;

void
xp_form_problem_free (XpFormProblem *self)
{
  g_free (self->what);
  g_free (self);
}

static void G_GNUC_PRINTF (4, 5) add_item_problem (
  GPtrArray *problems, const XpItem *item, const char *field, const char *format, ...)
{
  va_list args;
  XpFormProblem *problem = g_new0 (XpFormProblem, 1);
  va_start (args, format);
  problem->what = g_strdup_vprintf (format, args);
  va_end (args);
  problem->item_at = item != NULL ? item->at : 0;
  problem->field = field;
  g_ptr_array_add (problems, problem);
}

static void
check_words (const XpItem *item, GPtrArray *problems)
{
  if (item->section[0] == '\0')
    add_item_problem (problems, item, "section", "没有写属于哪个大项，请补上。");
  if (item->name[0] == '\0')
    add_item_problem (problems, item, "name", "没有写评分项的名称，请补上。");
  if (g_utf8_strlen (item->criterion, -1) > MOST_CRITERION_CHARACTERS)
    add_item_problem (problems,
                      item,
                      "criterion",
                      "标准写了%ld个字，纸上放不下，请缩到%ld个字以内。",
                      g_utf8_strlen (item->criterion, -1),
                      MOST_CRITERION_CHARACTERS);
}

static void
check_numbers (const XpItem *item, GPtrArray *problems)
{
  g_autofree char *max = xp_points_to_text (item->max_hundredths);
  if (xp_mode_has_full_mark (item->mode) && item->mode != XP_MODE_VOTE && item->max_hundredths <= 0)
    add_item_problem (problems, item, "max", "满分写的是%s，应比0大，请改。", max);
  if (item->mode != XP_MODE_DEDUCT && item->mode != XP_MODE_SCORE)
    return;

  if (item->min_hundredths > item->max_hundredths)
    add_item_problem (problems, item, "min", "最低分比满分%s还高，请改。", max);
  if (item->mode == XP_MODE_DEDUCT && item->points_hundredths <= 0)
    add_item_problem (problems, item, "points", "没有写每处扣几分，或者不比0大，请补上。");
  if (item->mode != XP_MODE_SCORE)
    return;

  if (item->step_hundredths <= 0) {
    add_item_problem (problems, item, "step", "没有写几分一档（1或0.5），请补上。");
    return;
  }
  if (item->max_hundredths % item->step_hundredths != 0) {
    g_autofree char *step = xp_points_to_text (item->step_hundredths);
    add_item_problem (problems, item, "max", "满分%s不在每%s分一档上，请改。", max, step);
  }
}

/* ---- what a mode asks of its points ---- */

/* 优=10|良=8: no word twice, the highest the item's full mark. */
static void
check_grades (const XpItem *item, GPtrArray *problems)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  int64_t highest = INT64_MIN;
  for (size_t i = 0; i < item->n_rungs; i++) {
    if (!g_hash_table_add (seen, item->rungs[i].word))
      add_item_problem (problems, item, "points", "等次“%s”写了两遍，请改。", item->rungs[i].word);
    highest = MAX (highest, item->rungs[i].points_hundredths);
  }
  if (item->n_rungs > 9)
    add_item_problem (problems, item, "points", "等次写了%zu个，最多9个，请改。", item->n_rungs);
  if (highest != item->max_hundredths)
    add_item_problem (problems, item, "points", "最高的等次应等于这一项的满分，请改到相等。");
}

/* 10=2|20=5: from so much on so many points, both rising. */
static void
check_tiers (const XpItem *item, GPtrArray *problems)
{
  g_auto (GStrv) parts = g_strsplit (item->points_text, "|", -1);
  int64_t last_from = 0;
  for (size_t i = 0; i < item->n_rungs; i++) {
    if (item->rungs[i].from_hundredths <= last_from)
      add_item_problem (problems,
                        item,
                        "points",
                        "分档“%s”没有比前一档高，请从低到高写，不要写两遍。",
                        parts[i]);
    last_from = item->rungs[i].from_hundredths;
  }
}

static void
check_rungs (const XpItem *item, GPtrArray *problems)
{
  const bool is_grade = item->mode == XP_MODE_GRADE;
  g_autofree char *odd = xp_item_dup_odd_rung (item);
  if (odd != NULL)
    add_item_problem (problems,
                      item,
                      "points",
                      "%s“%s”看不懂，请写成“%s”这样。",
                      is_grade ? "等次" : "分档",
                      odd,
                      is_grade ? "优=10|良=8" : "10=2|20=5");
  else if (is_grade)
    check_grades (item, problems);
  else
    check_tiers (item, problems);
}

static void
check_points (const XpItem *item, GPtrArray *problems)
{
  const bool needs_points = item->mode == XP_MODE_ADD || item->mode == XP_MODE_PAIR ||
                            item->mode == XP_MODE_BASE || item->mode == XP_MODE_EVENT ||
                            item->mode == XP_MODE_REDEEM || item->mode == XP_MODE_STAR;
  int64_t written = 0;
  if (item->mode == XP_MODE_GRADE || item->mode == XP_MODE_TIER)
    check_rungs (item, problems);
  else if (item->points_text[0] != '\0' && !xp_decimal_from_text (item->points_text, &written))
    add_item_problem (problems,
                      item,
                      "points",
                      "分值“%s”看不懂或者太大，请写成2、-10这样，一项最多10000分。",
                      item->points_text);
  else if (needs_points && item->points_hundredths == 0)
    add_item_problem (problems, item, "points", "没有写分值，请补上。");
  else if (item->mode == XP_MODE_VOTE && item->max_hundredths <= 0)
    add_item_problem (problems, item, "max", "没有写全票得几分，请补上。");
}

static void
check_small_words (const XpItem *item, GPtrArray *problems)
{
  if (!xp_item_has_good_gate (item))
    add_item_problem (problems,
                      item,
                      "gate",
                      "资格“%s”看不懂，请写成“1”“award:干净人家”或“score:评分表>=85”这样。",
                      item->gate);
  if (!xp_item_has_good_cap (item))
    add_item_problem (problems,
                      item,
                      "cap",
                      "封顶“%s”看不懂，请写成“20”“20/年”或“1/月”这样。",
                      item->cap);
}

/* No sum of such items can pass what a total can hold. */
static void
check_ranges (const XpItem *item, GPtrArray *problems)
{
  const int64_t values[] = {item->points_hundredths,
                            item->step_hundredths,
                            item->min_hundredths,
                            item->max_hundredths,
                            item->cap_hundredths};
  bool is_within = true;
  for (size_t i = 0; i < G_N_ELEMENTS (values); i++)
    is_within &= values[i] >= -XP_MOST_ITEM_HUNDREDTHS && values[i] <= XP_MOST_ITEM_HUNDREDTHS;
  for (size_t i = 0; i < item->n_rungs; i++)
    is_within &= ABS (item->rungs[i].points_hundredths) <= XP_MOST_ITEM_HUNDREDTHS &&
                 ABS (item->rungs[i].from_hundredths) <= XP_MOST_ITEM_HUNDREDTHS;
  if (!is_within)
    add_item_problem (problems, item, "max", "分值太大，一项最多10000分，请改小。");
}

/* 2.1 belongs to the star 2. */
static void
check_star (const XpRubric *rubric, const XpItem *item, GPtrArray *problems)
{
  if (item->mode != XP_MODE_CHECK)
    return;
  const char *dot = strchr (item->no, '.');
  g_autofree char *no = dot != NULL ? g_strndup (item->no, (gsize) (dot - item->no)) : NULL;
  const XpItem *star = no != NULL ? xp_rubric_lookup_item (rubric, no) : NULL;
  if (star == NULL || star->mode != XP_MODE_STAR)
    add_item_problem (problems,
                      item,
                      "no",
                      "不知道是哪颗星的条件，项号请写成“2.1”这样（第2颗星的第1条）。");
}

static void
check_twice (const XpRubric *rubric, GPtrArray *problems)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const XpItem *first = g_hash_table_lookup (seen, item->no);
    if (first != NULL)
      add_item_problem (problems,
                        item,
                        "no",
                        "项号%s前面的“%s”已经用过，请改成没有用过的号。",
                        item->no,
                        first->name);
    else
      g_hash_table_insert (seen, item->no, (gpointer) item);
  }
}

/* What counts in the place of another item needs one to stand for, which is no stand-in itself. */
static void
check_references (const XpRubric *rubric, const XpItem *item, GPtrArray *problems)
{
  const XpItem *other = xp_rubric_lookup_item (rubric, item->instead_of);
  if (item->instead_of[0] != '\0' &&
      (other == NULL || other == item || other->instead_of[0] != '\0' ||
       !xp_mode_has_full_mark (other->mode) || !xp_mode_has_full_mark (item->mode)))
    add_item_problem (problems,
                      item,
                      "instead_of",
                      "写的是替代第%s项，表里没有这样的一项可以替代，请改。",
                      item->instead_of);
  if (item->by[0] != '\0' &&
      (strpbrk (item->by, "=|:") != NULL || strstr (item->by, "：") != NULL ||
       strcmp (item->by, XP_BODY_BALLOTS) == 0 || !xp_mode_has_points (item->mode)))
    add_item_problem (problems,
                      item,
                      "by",
                      "由谁打分写的是“%s”，不是一班打分的人，请写成“家人”“邻居”这样。",
                      item->by);
}

static void
check_sum (const XpRubric *rubric, GPtrArray *problems)
{
  const int64_t sum = xp_rubric_sum_full_mark (rubric);
  if (!rubric->is_full_mark_declared || sum == 0 || sum == rubric->full_mark_hundredths)
    return;
  g_autofree char *is = xp_points_to_text (sum);
  g_autofree char *should = xp_points_to_text (rubric->full_mark_hundredths);
  g_autofree char *by = xp_points_to_text (ABS (sum - rubric->full_mark_hundredths));
  add_item_problem (problems,
                    NULL,
                    "full_mark",
                    "各项满分加起来是%s分，写明的总分是%s分，%s了%s分。请改到相等。",
                    is,
                    should,
                    sum > rubric->full_mark_hundredths ? "多" : "少",
                    by);
}

static void
check_head (const XpRubric *rubric, GPtrArray *problems)
{
  const bool is_bare_adjustment = rubric->extends != NULL && rubric->n_changes > 0;
  if (rubric->n_items == 0 && !is_bare_adjustment)
    add_item_problem (problems,
                      NULL,
                      "items",
                      "一个评分项也没有，这不是评分表。请重新选一个文件。");
  if (rubric->n_items > XP_MOST_ITEMS)
    add_item_problem (problems,
                      NULL,
                      "items",
                      "评分项有%zu项，一张表最多%d项。请分成两张表。",
                      rubric->n_items,
                      XP_MOST_ITEMS);
  if (rubric->is_own && rubric->departures[0] == NULL)
    add_item_problem (problems,
                      NULL,
                      "departures",
                      "写着另立称号，却没有写哪里和上一级的规定不一样，请补上。");
  if (rubric->is_own && rubric->award.title != NULL &&
      g_strcmp0 (rubric->award.title, rubric->basis_title) == 0)
    add_item_problem (problems,
                      NULL,
                      "award",
                      "和上一级的规定不一样，就不能再叫“%s”。请另起一个称号。",
                      rubric->award.title);
}

GPtrArray *
xp_rubric_list_problems (const XpRubric *rubric)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_form_problem_free);
  check_head (rubric, problems);
  for (size_t i = 0; i < rubric->n_items; i++) {
    check_words (&rubric->items[i], problems);
    check_numbers (&rubric->items[i], problems);
    check_points (&rubric->items[i], problems);
    check_small_words (&rubric->items[i], problems);
    check_ranges (&rubric->items[i], problems);
    check_star (rubric, &rubric->items[i], problems);
    check_references (rubric, &rubric->items[i], problems);
  }
  check_twice (rubric, problems);
  check_sum (rubric, problems);
  return problems;
}

char *
xp_form_problem_to_text (const XpFormProblem *self, const XpRubric *rubric)
{
  const XpItem *item = xp_rubric_get_item (rubric, self->item_at);
  if (item == NULL)
    return g_strdup_printf ("《%s》：%s", rubric->name, self->what);
  return item->section[0] != '\0' ? g_strdup_printf ("《%s》的“%s”第%s项“%s”：%s",
                                                     rubric->name,
                                                     item->section,
                                                     item->no,
                                                     item->name,
                                                     self->what)
                                  : g_strdup_printf ("《%s》第%s项“%s”：%s",
                                                     rubric->name,
                                                     item->no,
                                                     item->name,
                                                     self->what);
}

void
xp_rubric_check (const XpRubric *rubric, const XpRubricPlaces *places, GPtrArray *problems)
{
  g_autoptr (GPtrArray) found = xp_rubric_list_problems (rubric);
  for (guint i = 0; i < found->len; i++) {
    const XpFormProblem *problem = found->pdata[i];
    const XpItem *item = xp_rubric_get_item (rubric, problem->item_at);
    const char *in = item != NULL && item->section[0] != '\0' ? item->section : "";
    g_ptr_array_add (
      problems,
      item == NULL
        ? g_strdup_printf ("%s 第%d行：%s", places->name, places->line_of_head, problem->what)
        : g_strdup_printf ("%s 第%d行，%s%s%s第%s项“%s”：%s",
                           places->name,
                           places->lines_of_items[item->at - 1],
                           in[0] != '\0' ? "“" : "",
                           in,
                           in[0] != '\0' ? "”" : "",
                           item->no,
                           item->name,
                           problem->what));
  }
}

bool
xp_rubric_report (const GPtrArray *problems, GError **error)
{
  if (problems->len == 0)
    return true;

  GString *text = g_string_new (NULL);
  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (problems, i));
  g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, text->str);
  g_string_free (text, TRUE);
  return false;
}

char *
xp_rubric_dup_unready (const XpRubric *rubric)
{
  if (rubric->n_items == 0)
    return g_strdup_printf (rubric->extends != NULL
                              ? "《%s》只写了改动，还没有和上一级的表合在一起，不能用来新开评选。"
                                "请先导入上一级的评分表，再导入它。"
                              : "《%s》还没有评分项，不能用来新开评选。请先加上评分项。",
                            rubric->name);
  g_autoptr (GPtrArray) problems = xp_rubric_list_problems (rubric);
  if (problems->len > 0) {
    g_autofree char *first = xp_form_problem_to_text (problems->pdata[0], rubric);
    return problems->len == 1
             ? g_steal_pointer (&first)
             : g_strdup_printf ("%s还有%u处也要补上或改正。", first, problems->len - 1);
  }
  return NULL;
}

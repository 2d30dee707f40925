#include "xp-rubric-check.h"

#include "xp-decimal.h"
#include "xp-error.h"
#include "xp-item-parts.h"
#include "xp-mark.h"

#include <string.h>

/* As long as a row of the printed sheet can take. */
static const glong MOST_CRITERION_CHARACTERS = 60;

static void G_GNUC_PRINTF (4, 5) add_item_problem (
  GPtrArray *problems, const XpRubricPlaces *places, const XpItem *item, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems,
                   g_strdup_printf ("%s 第%d行，第%s项“%s”：%s",
                                    places->name,
                                    places->lines_of_items[item->at - 1],
                                    item->no,
                                    item->name,
                                    what));
}

static void
check_words (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  if (item->section[0] == '\0')
    add_item_problem (problems, places, item, "没有写属于哪个大项，请补上。");
  if (item->name[0] == '\0')
    add_item_problem (problems, places, item, "没有写评分项的名称，请补上。");
  if (g_utf8_strlen (item->criterion, -1) > MOST_CRITERION_CHARACTERS)
    add_item_problem (problems,
                      places,
                      item,
                      "标准写了%ld个字，纸上放不下，请缩到%ld个字以内。",
                      g_utf8_strlen (item->criterion, -1),
                      MOST_CRITERION_CHARACTERS);
}

static void
check_numbers (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  g_autofree char *max = xp_points_to_text (item->max_hundredths);
  if (item->mode != XP_MODE_DEDUCT && item->mode != XP_MODE_SCORE)
    return;

  if (item->max_hundredths <= 0)
    add_item_problem (problems, places, item, "满分写的是%s，应比0大，请改。", max);
  if (item->min_hundredths > item->max_hundredths)
    add_item_problem (problems, places, item, "最低分比满分%s还高，请改。", max);
  if (item->mode == XP_MODE_DEDUCT && item->points_hundredths <= 0)
    add_item_problem (problems, places, item, "没有写每处扣几分，或者不比0大，请补上。");
  if (item->mode != XP_MODE_SCORE)
    return;

  if (item->step_hundredths <= 0) {
    add_item_problem (problems, places, item, "没有写几分一档（1或0.5），请补上。");
    return;
  }
  if (item->max_hundredths % item->step_hundredths != 0) {
    g_autofree char *step = xp_points_to_text (item->step_hundredths);
    add_item_problem (problems, places, item, "满分%s不在每%s分一档上，请改。", max, step);
  }
}

/* ---- what a mode asks of its points ---- */

/* 优=10|良=8: no word twice, the highest the item's full mark. */
static void
check_grades (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  int64_t highest = INT64_MIN;
  for (size_t i = 0; i < item->n_rungs; i++) {
    if (!g_hash_table_add (seen, item->rungs[i].word))
      add_item_problem (problems, places, item, "等次“%s”写了两遍，请改。", item->rungs[i].word);
    highest = MAX (highest, item->rungs[i].points_hundredths);
  }
  if (item->n_rungs > 9)
    add_item_problem (problems, places, item, "等次写了%zu个，最多9个，请改。", item->n_rungs);
  if (highest != item->max_hundredths)
    add_item_problem (problems, places, item, "最高的等次应等于这一项的满分，请改到相等。");
}

/* 10=2|20=5: from so much on so many points, both rising. */
static void
check_tiers (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  g_auto (GStrv) parts = g_strsplit (item->points_text, "|", -1);
  int64_t last_from = 0;
  for (size_t i = 0; i < item->n_rungs; i++) {
    if (item->rungs[i].from_hundredths <= last_from)
      add_item_problem (problems,
                        places,
                        item,
                        "分档“%s”没有比前一档高，请从低到高写，不要写两遍。",
                        parts[i]);
    last_from = item->rungs[i].from_hundredths;
  }
}

static void
check_rungs (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  const bool is_grade = item->mode == XP_MODE_GRADE;
  g_autofree char *odd = xp_item_dup_odd_rung (item);
  if (odd != NULL)
    add_item_problem (problems,
                      places,
                      item,
                      "%s“%s”看不懂，请写成“%s”这样。",
                      is_grade ? "等次" : "分档",
                      odd,
                      is_grade ? "优=10|良=8" : "10=2|20=5");
  else if (is_grade)
    check_grades (item, places, problems);
  else
    check_tiers (item, places, problems);
}

static void
check_points (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  const bool needs_points = item->mode == XP_MODE_ADD || item->mode == XP_MODE_PAIR ||
                            item->mode == XP_MODE_BASE || item->mode == XP_MODE_EVENT ||
                            item->mode == XP_MODE_REDEEM || item->mode == XP_MODE_STAR;
  int64_t written = 0;
  if (item->mode == XP_MODE_GRADE || item->mode == XP_MODE_TIER)
    check_rungs (item, places, problems);
  else if (needs_points && !xp_decimal_from_text (item->points_text, &written) &&
           item->points_text[0] != '\0')
    add_item_problem (problems,
                      places,
                      item,
                      "分值“%s”看不懂或者太大，请写成2、-10这样，一项最多10000分。",
                      item->points_text);
  else if (needs_points && item->points_hundredths == 0)
    add_item_problem (problems, places, item, "没有写分值，请补上。");
  else if (item->mode == XP_MODE_VOTE && item->max_hundredths <= 0)
    add_item_problem (problems, places, item, "没有写全票得几分，请补上。");
}

static void
check_small_words (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  if (!xp_item_has_good_gate (item))
    add_item_problem (problems,
                      places,
                      item,
                      "资格“%s”看不懂，请写成“1”“award:干净人家”或“score:评分表>=85”这样。",
                      item->gate);
  if (!xp_item_has_good_cap (item))
    add_item_problem (problems,
                      places,
                      item,
                      "封顶“%s”看不懂，请写成“20”“20/年”或“1/月”这样。",
                      item->cap);
}

/* No sum of such items can pass what a total can hold. */
static void
check_ranges (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
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
    add_item_problem (problems, places, item, "分值太大，一项最多10000分，请改小。");
}

/* 2.1 belongs to the star 2. */
static void
check_star (const XpRubric *rubric,
            const XpItem *item,
            const XpRubricPlaces *places,
            GPtrArray *problems)
{
  if (item->mode != XP_MODE_CHECK)
    return;
  const char *dot = strchr (item->no, '.');
  g_autofree char *no = dot != NULL ? g_strndup (item->no, (gsize) (dot - item->no)) : NULL;
  const XpItem *star = no != NULL ? xp_rubric_lookup_item (rubric, no) : NULL;
  if (star == NULL || star->mode != XP_MODE_STAR)
    add_item_problem (problems,
                      places,
                      item,
                      "不知道是哪颗星的条件，项号请写成“2.1”这样（第2颗星的第1条）。");
}

static void
check_twice (const XpRubric *rubric, const XpRubricPlaces *places, GPtrArray *problems)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const XpItem *first = g_hash_table_lookup (seen, item->no);
    if (first != NULL)
      add_item_problem (problems,
                        places,
                        item,
                        "项号%s前面第%d行已经用过，请改成没有用过的号。",
                        item->no,
                        places->lines_of_items[first->at - 1]);
    else
      g_hash_table_insert (seen, item->no, (gpointer) item);
  }
}

static void
check_sum (const XpRubric *rubric, const XpRubricPlaces *places, GPtrArray *problems)
{
  const int64_t sum = xp_rubric_sum_full_mark (rubric);
  if (!rubric->is_full_mark_declared || sum == 0 || sum == rubric->full_mark_hundredths)
    return;
  g_autofree char *is = xp_points_to_text (sum);
  g_autofree char *should = xp_points_to_text (rubric->full_mark_hundredths);
  g_autofree char *by = xp_points_to_text (ABS (sum - rubric->full_mark_hundredths));
  g_ptr_array_add (
    problems,
    g_strdup_printf ("%s 第%d行：各项满分加起来是%s分，写明的总分是%s分，%s了%s分。请改到相等。",
                     places->name,
                     places->line_of_head,
                     is,
                     should,
                     sum > rubric->full_mark_hundredths ? "多" : "少",
                     by));
}

void
xp_rubric_check (const XpRubric *rubric, const XpRubricPlaces *places, GPtrArray *problems)
{
  const bool is_bare_adjustment = rubric->extends != NULL && rubric->n_changes > 0;
  if (rubric->n_items == 0 && !is_bare_adjustment)
    g_ptr_array_add (
      problems,
      g_strdup_printf ("%s：一个评分项也没有，这不是评分表。请重新选一个文件。", places->name));
  for (size_t i = 0; i < rubric->n_items; i++) {
    check_words (&rubric->items[i], places, problems);
    check_numbers (&rubric->items[i], places, problems);
    check_points (&rubric->items[i], places, problems);
    check_small_words (&rubric->items[i], places, problems);
    check_ranges (&rubric->items[i], places, problems);
    check_star (rubric, &rubric->items[i], places, problems);
  }
  check_twice (rubric, places, problems);
  check_sum (rubric, places, problems);
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
    return g_strdup_printf ("《%s》只写了改动，还没有和上一级的表合在一起，不能用来新开评选。"
                            "请先导入上一级的评分表，再导入它。",
                            rubric->name);
  return NULL;
}

#include "xp-rubric-check.h"

#include "xp-decimal.h"
#include "xp-error.h"
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

/* 优=10|良=8: a word and its points, no word twice, the highest the item's full mark. */
static void
check_grades (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  g_auto (GStrv) parts = g_strsplit (item->points_text, "|", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int64_t highest = 0;
  for (size_t i = 0; parts[i] != NULL; i++) {
    const char *equals = strchr (parts[i], '=');
    int64_t points = 0;
    if (equals == NULL || equals == parts[i] || !xp_decimal_from_text (equals + 1, &points)) {
      add_item_problem (problems,
                        places,
                        item,
                        "等次“%s”看不懂，请写成“优=10|良=8”这样。",
                        parts[i]);
      return;
    }
    if (!g_hash_table_add (seen, g_strndup (parts[i], (gsize) (equals - parts[i]))))
      add_item_problem (problems, places, item, "等次“%s”写了两遍，请改。", parts[i]);
    highest = MAX (highest, points);
  }
  if (highest != item->max_hundredths)
    add_item_problem (problems, places, item, "最高的等次应等于这一项的满分，请改到相等。");
}

/* 10=2|20=5: from so much on so many points, both rising. */
static void
check_tiers (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  g_auto (GStrv) parts = g_strsplit (item->points_text, "|", -1);
  int64_t last_from = 0;
  for (size_t i = 0; parts[i] != NULL; i++) {
    g_auto (GStrv) sides = g_strsplit (parts[i], "=", 2);
    int64_t from = 0, points = 0;
    if (g_strv_length (sides) != 2 || !xp_decimal_from_text (sides[0], &from) ||
        !xp_decimal_from_text (sides[1], &points))
      add_item_problem (problems,
                        places,
                        item,
                        "分档“%s”看不懂，请写成“10=2|20=5”这样。",
                        parts[i]);
    else if (from <= last_from)
      add_item_problem (problems,
                        places,
                        item,
                        "分档“%s”没有比前一档高，请从低到高写，不要写两遍。",
                        parts[i]);
    last_from = from;
  }
}

static void
check_points (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  const bool needs_points = item->mode == XP_MODE_ADD || item->mode == XP_MODE_PAIR ||
                            item->mode == XP_MODE_BASE || item->mode == XP_MODE_EVENT ||
                            item->mode == XP_MODE_REDEEM || item->mode == XP_MODE_STAR;
  if (item->mode == XP_MODE_GRADE)
    check_grades (item, places, problems);
  else if (item->mode == XP_MODE_TIER)
    check_tiers (item, places, problems);
  else if (needs_points && item->points_hundredths == 0)
    add_item_problem (problems, places, item, "没有写分值，请补上。");
  else if (item->mode == XP_MODE_VOTE && item->max_hundredths <= 0)
    add_item_problem (problems, places, item, "没有写全票得几分，请补上。");
}

/* 1, warn, award:干净人家, score:ganjing-renjia>=85 */
static void
check_gate (const XpItem *item, const XpRubricPlaces *places, GPtrArray *problems)
{
  const char *gate = item->gate;
  const char *bound = strstr (gate, ">=");
  int64_t points = 0;
  const bool is_score = g_str_has_prefix (gate, "score:") && bound > gate + strlen ("score:") &&
                        xp_decimal_from_text (bound + 2, &points);
  const bool is_award = g_str_has_prefix (gate, "award:") && gate[strlen ("award:")] != '\0';
  if (gate[0] != '\0' && strcmp (gate, "1") != 0 && strcmp (gate, "warn") != 0 && !is_score &&
      !is_award)
    add_item_problem (problems,
                      places,
                      item,
                      "资格“%s”看不懂，请写成“1”“award:干净人家”或“score:评分表>=85”这样。",
                      gate);
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
  int64_t sum = 0;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (xp_mode_has_full_mark (rubric->items[i].mode))
      sum += rubric->items[i].max_hundredths;

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
  if (rubric->n_items == 0)
    g_ptr_array_add (
      problems,
      g_strdup_printf ("%s：一个评分项也没有，这不是评分表。请重新选一个文件。", places->name));
  for (size_t i = 0; i < rubric->n_items; i++) {
    check_words (&rubric->items[i], places, problems);
    check_numbers (&rubric->items[i], places, problems);
    check_points (&rubric->items[i], places, problems);
    check_gate (&rubric->items[i], places, problems);
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
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const bool is_ready = item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_SCORE ||
                          item->mode == XP_MODE_GATE || item->mode == XP_MODE_VETO;
    if (!is_ready)
      return g_strdup_printf ("《%s》第%s项“%s”的记分方式（%s）这一版还不能打分，"
                              "这张表暂时不能用来新开评选。请换一张评分表。",
                              rubric->name,
                              item->no,
                              item->name,
                              xp_mode_get_word (item->mode));
    if (strchr (item->gate, ':') != NULL)
      return g_strdup_printf (
        "《%s》第%s项“%s”要由程序按“%s”核对资格，这一版还不能，暂时不能用来新开评选。请换一张评分表。",
        rubric->name,
        item->no,
        item->name,
        item->gate);
  }
  if (g_strcmp0 (rubric->award.na_policy, "折算") == 0)
    return g_strdup_printf (
      "《%s》的“不适用”按折算计，这一版还不能，暂时不能用来新开评选。请换一张评分表。",
      rubric->name);
  if (rubric->has_award && g_strcmp0 (rubric->award.object, "人") == 0)
    return g_strdup_printf (
      "《%s》评的是人，这一版只能评户，暂时不能用来新开评选。请换一张评分表。",
      rubric->name);
  return NULL;
}

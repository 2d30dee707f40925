/* xp-explain-words.c: the sentences under the table of an explanation: how the sheets became a
 * total, and what the total came to. */
#include "xp-explain-private.h"

#include "xp-combine.h"

#include <string.h>

static void G_GNUC_PRINTF (2, 3) tell (GPtrArray *lines, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, args));
  va_end (args);
}

/* 60%, 12.5% */
static char *
percent_to_text (int bp)
{
  g_autofree char *text = xp_points_to_text (bp);
  return g_strconcat (text, "%", NULL);
}

/* ---- one part ---- */

/* “91＋88.5＋95” of the sheets that count, without those taken off. Yours. */
static char *
add_up_sheets (const XpExplaining *explaining, const char *part, int highest, int lowest)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < explaining->made->n_sheets; i++) {
    const XpExplainColumn *column = &explaining->columns[i];
    if (!column->is_counting || strcmp (column->part, part) != 0 || (int) i == highest ||
        (int) i == lowest)
      continue;
    g_autofree char *points = xp_points_to_text (column->sheet->points_hundredths);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "＋" : "", points);
  }
  return g_string_free (text, FALSE);
}

static const char *
name_of_part (const XpPartFigure *part)
{
  return part->body[0] != '\0' ? part->body : "评委";
}

static void
tell_trimmed (XpExplaining *explaining, const XpPartFigure *part, const char *figure)
{
  const size_t n = explaining->made->n_sheets;
  g_autofree int64_t *points = g_new0 (int64_t, n + 1);
  g_autofree bool *is_counting = g_new0 (bool, n + 1);
  int highest = -1, lowest = -1;
  for (size_t i = 0; i < n; i++) {
    points[i] = explaining->columns[i].sheet->points_hundredths;
    is_counting[i] = explaining->columns[i].is_counting;
  }
  xp_explain_find_dropped (explaining, part->body, points, is_counting, &highest, &lowest);
  if (highest < 0)
    return;
  g_autofree char *most = xp_points_to_text (points[highest]);
  g_autofree char *least = xp_points_to_text (points[lowest]);
  g_autofree char *sum = add_up_sheets (explaining, part->body, highest, lowest);
  tell (explaining->made->sums,
        "%d位%s，去掉一个最高分%s和一个最低分%s，其余%d位平均：（%s）÷%d＝%s分。",
        part->n_marks,
        name_of_part (part),
        most,
        least,
        part->n_marks - 2,
        sum,
        part->n_marks - 2,
        figure);
}

static void
tell_sheets (XpExplaining *explaining, const XpPartFigure *part, bool is_of_judges)
{
  const XpRules *rules = &explaining->round->rules;
  const XpCombine combine = is_of_judges ? rules->combine : XP_COMBINE_MEAN;
  const char *name = name_of_part (part);
  g_autofree char *figure = xp_points_to_text (part->printed_hundredths);
  g_autofree char *sum = add_up_sheets (explaining, part->body, -1, -1);
  GPtrArray *sums = explaining->made->sums;
  if (part->n_marks == 1 && !part->is_mean_for_too_few)
    return;
  if (part->is_mean_for_too_few)
    tell (sums,
          "打分的%s只有%d位，不够%d位，没有去掉最高分和最低分，取平均：（%s）÷%d＝%s分。",
          name,
          part->n_marks,
          rules->n_marks_needed,
          sum,
          part->n_marks,
          figure);
  else if (combine == XP_COMBINE_TRIMMED_MEAN)
    tell_trimmed (explaining, part, figure);
  else if (combine == XP_COMBINE_SUM)
    tell (sums, "%d位%s的分相加：%s＝%s分。", part->n_marks, name, sum, figure);
  else if (combine == XP_COMBINE_MEDIAN)
    tell (sums,
          "%d位%s的分从高到低排，取%s：%s分。",
          part->n_marks,
          name,
          part->n_marks % 2 == 1 ? "中间一个" : "中间两个的平均",
          figure);
  else
    tell (sums, "%d位%s平均：（%s）÷%d＝%s分。", part->n_marks, name, sum, part->n_marks, figure);
}

static void
tell_items (XpExplaining *explaining, const XpPartFigure *part)
{
  const XpRules *rules = &explaining->round->rules;
  const XpCombine combine = rules->combine;
  g_autofree char *figure = xp_points_to_text (part->printed_hundredths);
  tell (explaining->made->sums,
        "%d位%s，每一项%s，各项相加得%s分。",
        part->n_marks,
        name_of_part (part),
        combine == XP_COMBINE_TRIMMED_MEAN_ITEM ? "去掉一个最高分和一个最低分，其余的取平均"
        : combine == XP_COMBINE_MEDIAN_ITEM ? "取中间的分"
                                            : "取平均",
        figure);
  for (size_t i = 0; i < explaining->made->n_sheets; i++)
    if (explaining->columns[i].is_counting && explaining->columns[i].sheet->na_hundredths > 0) {
      tell (explaining->made->sums, "评委都认为不适用的项不算，折算成满分以后再记。");
      break;
    }
  if (part->is_mean_for_too_few)
    tell (explaining->made->sums,
          "打分的不够%d位的项，没有去掉最高分和最低分，取平均。",
          rules->n_marks_needed);
  if (part->is_capped)
    tell (explaining->made->sums, "各项加起来超过满分，按满分记。");
}

/* A sheet that pairs take beyond the full mark: a pencil gets more. */
static void
tell_capped (XpExplaining *explaining)
{
  const bool is_by_item = xp_combine_is_by_item (explaining->round->rules.combine);
  for (size_t i = 0; i < explaining->made->n_sheets; i++) {
    const XpExplainColumn *column = &explaining->columns[i];
    if (!column->is_counting || !column->sheet->is_capped || (is_by_item && column->is_of_judges))
      continue;
    g_autofree char *full = xp_points_to_text (column->sheet->full_hundredths);
    tell (explaining->made->sums,
          "%s：各项加起来超过满分，按满分%s分记。",
          explaining->made->sheets[i].title,
          full);
  }
}

/* 83.5÷（100－7）×100＝89.78分 */
static void
append_rescaled (GString *text, const XpSheetTotal *sheet)
{
  g_autofree char *got = xp_points_to_text (sheet->subtotal_hundredths);
  g_autofree char *full = xp_points_to_text (sheet->full_hundredths);
  g_autofree char *lost = xp_points_to_text (sheet->na_hundredths);
  g_autofree char *points = xp_points_to_text (sheet->points_hundredths - sheet->extra_hundredths);
  g_string_append_printf (text, "%s÷（%s－%s）×%s＝%s分", got, full, lost, full, points);
}

/* Item by item no sheet is rescaled by itself, but what the items make together. */
static void
tell_rescaled (XpExplaining *explaining)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const bool is_by_item = xp_combine_is_by_item (explaining->round->rules.combine);
  for (size_t i = 0; i < explaining->made->n_sheets; i++) {
    const XpExplainColumn *column = &explaining->columns[i];
    if (!column->is_counting || column->sheet->na_hundredths == 0 ||
        (is_by_item && column->is_of_judges))
      continue;
    g_string_append (text, text->len > 0 ? "；" : "");
    if (explaining->made->n_sheets > 1)
      g_string_append_printf (text, "%s ", explaining->made->sheets[i].title);
    append_rescaled (text, column->sheet);
  }
  if (text->len > 0)
    tell (explaining->made->sums, "不适用的项不算，折算：%s。", text->str);
}

static void
tell_ballots (XpExplaining *explaining)
{
  const XpRubric *rubric = explaining->round->rubric;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const XpBallots *ballots =
      item->mode == XP_MODE_VOTE ? xp_tally_get_ballots (explaining->tally, item->at) : NULL;
    XpItemFigure figure = {0};
    xp_tally_list_item_figures (explaining->tally, explaining->entrant->no, item->at, &figure, 1);
    XpMark mark = {0};
    for (size_t k = 0; ballots != NULL && k < explaining->made->n_sheets; k++)
      if (xp_tally_get_mark (explaining->tally,
                             explaining->entrant->no,
                             explaining->columns[k].judge->no,
                             item->at,
                             &mark))
        break;
    if (ballots == NULL || mark.item_at == 0 || mark.is_not_applicable)
      continue;
    const int n_valid = xp_ballots_get_valid (ballots);
    g_autofree char *full = xp_points_to_text (item->max_hundredths);
    g_autofree char *points = xp_points_to_text (figure.printed_hundredths);
    tell (explaining->made->sums,
          "第%s项%s：发出%d张票，收回%d张，废票%d张，有效%d张；得%" G_GINT64_FORMAT
          "票，%" G_GINT64_FORMAT "÷%d×%s＝%s分。",
          item->no,
          item->name,
          ballots->n_issued,
          ballots->n_returned,
          ballots->n_spoilt,
          n_valid,
          mark.entered,
          mark.entered,
          n_valid,
          full,
          points);
  }
}

/* ---- parts to the total ---- */

static void
append_part (GString *text, const XpPartFigure *part)
{
  g_autofree char *figure = xp_points_to_text (part->printed_hundredths);
  g_autofree char *weighted = xp_points_to_text (part->weighted_hundredths);
  g_autofree char *weight = percent_to_text (part->weight_bp);
  if (part->weight_bp > 0)
    g_string_append_printf (text, "%s%s×%s＝%s分", name_of_part (part), figure, weight, weighted);
  else
    g_string_append_printf (text, "%s%s分", name_of_part (part), figure);
}

/* 平时分 weighs against what all the others make together. */
static void
tell_parts (XpExplaining *explaining, const XpPartFigure *parts, size_t n_parts)
{
  const XpRules *rules = &explaining->round->rules;
  const bool is_final_weighed = rules->usual_bp > 0 && n_parts > 2;
  g_autoptr (GString) text = g_string_new (NULL);
  int64_t final = 0;
  for (size_t i = 0; i < n_parts; i++) {
    if (text->len > 0)
      g_string_append (text, "；");
    append_part (text, &parts[i]);
    final += is_final_weighed && i == 0 ? 0 : parts[i].weighted_hundredths;
  }
  if (is_final_weighed) {
    g_autofree char *sum = xp_points_to_text (final);
    g_autofree char *rest = percent_to_text (XP_WHOLE_BP - rules->usual_bp);
    g_autofree char *weighted =
      xp_points_to_text (explaining->total->total_hundredths - parts[0].weighted_hundredths);
    g_string_append_printf (text, "；后几样合起来%s×%s＝%s分", sum, rest, weighted);
  }
  if (n_parts > 1)
    tell (explaining->made->sums, "%s。", text->str);
}

static bool
is_part_of_judges (const XpExplaining *explaining, const XpPartFigure *part)
{
  for (size_t i = 0; i < explaining->made->n_sheets; i++)
    if (strcmp (explaining->columns[i].part, part->body) == 0)
      return explaining->columns[i].is_of_judges;
  return false;
}

static bool
has_sheets (const XpExplaining *explaining, const XpPartFigure *part)
{
  for (size_t i = 0; i < explaining->made->n_sheets; i++)
    if (strcmp (explaining->columns[i].part, part->body) == 0)
      return true;
  return false;
}

static void
tell_ledger (XpExplaining *explaining)
{
  const XpTaken *year = xp_entrant_get_taken (explaining->entrant, "ledger-year");
  if (year != NULL)
    tell (explaining->made->sums, "分数是%d年的全年积分。", (int) year->value);
}

static void
tell_usual (XpExplaining *explaining)
{
  const XpTaken *usual = xp_entrant_get_taken (explaining->entrant, "usual");
  if (explaining->round->rules.usual_bp == 0 || usual == NULL || usual->n == 0)
    return;
  g_autofree char *mean = xp_points_to_text (usual->value);
  g_autofree char *missed =
    usual->n_held > usual->n ? g_strdup_printf ("，缺%d轮", usual->n_held - usual->n) : NULL;
  tell (explaining->made->sums,
        "平时分：%d轮平均%s分%s。",
        usual->n,
        mean,
        missed != NULL ? missed : "");
}

/* Where each body adds up its own, an item has a figure of each. */
static void
tell_figures (XpExplaining *explaining, const XpPartFigure *parts, size_t n_parts)
{
  if (!xp_combine_is_by_item (explaining->round->rules.combine))
    return;
  g_autoptr (GString) bodies = g_string_new (NULL);
  for (size_t i = 0; i < n_parts; i++)
    if (is_part_of_judges (explaining, &parts[i]) && parts[i].body[0] != '\0')
      g_string_append_printf (bodies, "%s%s", bodies->len > 0 ? "／" : "", parts[i].body);
  if (bodies->len > 0)
    tell (explaining->made->sums, "得分一栏依次是%s的。", bodies->str);
}

/* What a form holds at its two ends is told: a pencil gets another sum. */
static void
tell_held (XpExplaining *explaining)
{
  const XpTotal *total = explaining->total;
  g_autofree char *sum = xp_points_to_text (total->sum_hundredths);
  g_autofree char *points = xp_points_to_text (total->total_hundredths);
  if (total->sum_hundredths > total->total_hundredths)
    tell (explaining->made->sums, "加起来%s分，超过满分，按%s分记。", sum, points);
  if (total->sum_hundredths < total->total_hundredths)
    tell (explaining->made->sums, "加起来%s分，最低记%s分。", sum, points);
}

static void
tell_total (XpExplaining *explaining)
{
  const XpTotal *total = explaining->total;
  const XpRatio printed = xp_ratio_new (total->total_hundredths, 1);
  g_autofree char *points = xp_points_to_text (total->total_hundredths);
  g_autofree char *exact = xp_ratio_points_to_text (total->exact_hundredths);
  if (xp_ratio_compare (total->exact_hundredths, printed) == 0)
    tell (explaining->made->sums, "总分%s分。", points);
  else
    tell (explaining->made->sums, "总分%s分（不四舍五入是%s分）。", points, exact);
}

void
xp_explain_tell_sums (XpExplaining *explaining)
{
  const size_t n_parts = xp_tally_list_parts (explaining->tally, explaining->entrant->no, NULL, 0);
  g_autofree XpPartFigure *parts = g_new0 (XpPartFigure, n_parts + 1);
  xp_tally_list_parts (explaining->tally, explaining->entrant->no, parts, n_parts);
  if (!explaining->total->has_total)
    return;
  tell_rescaled (explaining);
  tell_capped (explaining);
  tell_ballots (explaining);
  tell_figures (explaining, parts, n_parts);
  for (size_t i = 0; i < n_parts; i++) {
    const bool is_of_judges = is_part_of_judges (explaining, &parts[i]);
    if (!has_sheets (explaining, &parts[i]))
      continue;
    if (is_of_judges && xp_combine_is_by_item (explaining->round->rules.combine))
      tell_items (explaining, &parts[i]);
    else
      tell_sheets (explaining, &parts[i], is_of_judges);
  }
  tell_usual (explaining);
  tell_ledger (explaining);
  tell_parts (explaining, parts, n_parts);
  tell_held (explaining);
  tell_total (explaining);
}

/* ---- what the total came to ---- */

static const XpPlace *
place_of (const XpExplaining *explaining, int entrant_no)
{
  return &explaining->ranking->places[entrant_no - 1];
}

static bool
is_in_same_list (const XpExplaining *explaining, int entrant_no)
{
  return strcmp (explaining->round->entrants[entrant_no - 1].list, explaining->entrant->list) == 0;
}

/* Where each group has places of its own, only one's own group is before one. */
static bool
competes (const XpExplaining *explaining, int entrant_no)
{
  const XpQuotaKind kind = explaining->round->rules.quota.kind;
  const bool is_by_group = kind == XP_QUOTA_GROUP || kind == XP_QUOTA_SHARED;
  return is_in_same_list (explaining, entrant_no) &&
         (!is_by_group || strcmp (explaining->round->entrants[entrant_no - 1].group,
                                  explaining->entrant->group) == 0);
}

static void
tell_place (XpExplaining *explaining)
{
  const XpPlace *place = place_of (explaining, explaining->entrant->no);
  int n_placed = 0;
  for (size_t i = 0; i < explaining->ranking->n_places; i++)
    n_placed +=
      explaining->ranking->places[i].rank > 0 && is_in_same_list (explaining, (int) i + 1);
  if (place->rank > 0)
    tell (explaining->made->outcomes,
          "%s%s%d%s有名次，排第%d名。",
          explaining->entrant->list,
          explaining->entrant->list[0] != '\0' ? "一共" : "这次一共",
          n_placed,
          explaining->ranking->counted,
          place->rank);
  if (place->grade[0] != '\0')
    tell (explaining->made->outcomes, "等次：%s。", place->grade);
  if (explaining->total->is_withheld)
    tell (explaining->made->outcomes, "参评，这次不挂牌，不占名额。");
}

/* The words of the meeting are no rules of the form: 表决, 抽签, 全进, 全不进. */
static void
tell_decision (XpExplaining *explaining, const XpPlace *place)
{
  if (place->decided_by[0] != '\0')
    tell (explaining->made->outcomes,
          "名额末位同分，按“%s”定：%s。",
          place->decided_by,
          place->awarded == XP_AWARDED_YES ? "评上" : "没有评上");
}

/* Points to the line; else to the last one who is in. */
static void
tell_what_was_missing (XpExplaining *explaining)
{
  const XpRules *rules = &explaining->round->rules;
  const int64_t own = explaining->total->total_hundredths;
  if (rules->has_line && own < rules->line_hundredths) {
    g_autofree char *line = xp_points_to_text (rules->line_hundredths);
    g_autofree char *gap = xp_points_to_text (rules->line_hundredths - own);
    tell (explaining->made->outcomes, "分数线是%s分，差%s分。", line, gap);
    return;
  }
  int n_in = 0;
  int64_t last = INT64_MAX;
  for (size_t i = 0; i < explaining->ranking->n_places; i++) {
    if (explaining->ranking->places[i].awarded != XP_AWARDED_YES ||
        !competes (explaining, (int) i + 1))
      continue;
    n_in++;
    last = MIN (last, xp_tally_get_total (explaining->tally, (int) i + 1)->total_hundredths);
  }
  if (n_in == 0 || last <= own)
    return;
  g_autofree char *last_text = xp_points_to_text (last);
  g_autofree char *gap = xp_points_to_text (last - own);
  tell (explaining->made->outcomes,
        "评上%d%s，最后一名%s分，差%s分。",
        n_in,
        explaining->ranking->counted,
        last_text,
        gap);
}

static void
tell_next_grade (XpExplaining *explaining)
{
  const XpRules *rules = &explaining->round->rules;
  const XpAward *award = &explaining->round->rubric->award;
  const int64_t own = explaining->total->total_hundredths;
  int64_t next = INT64_MAX;
  const char *word = NULL;
  for (size_t i = 0; i < award->n_grades; i++) {
    const int64_t from =
      i == 0 && rules->has_line ? rules->line_hundredths : award->grades[i].from_hundredths;
    if (from > own && from < next) {
      next = from;
      word = award->grades[i].word;
    }
  }
  /* The line was told already. */
  if (word == NULL || (rules->has_line && next == rules->line_hundredths))
    return;
  g_autofree char *from = xp_points_to_text (next);
  g_autofree char *gap = xp_points_to_text (next - own);
  tell (explaining->made->outcomes, "上一等是“%s”（%s分），差%s分。", word, from, gap);
}

void
xp_explain_tell_outcomes (XpExplaining *explaining)
{
  GPtrArray *outcomes = explaining->made->outcomes;
  if (explaining->ranking == NULL)
    return;
  if (!explaining->total->has_total) {
    tell (outcomes, "这次没有总分：%s。", explaining->made->result);
    return;
  }
  if (explaining->total->is_vetoed) {
    tell (outcomes, "总分照列，这次暂缓，另行评议，不排名次。");
    return;
  }
  const XpPlace *place = place_of (explaining, explaining->entrant->no);
  tell_place (explaining);
  tell_decision (explaining, place);
  if (place->awarded == XP_AWARDED_UNDECIDED)
    tell (outcomes,
          explaining->ranking->n_missing > 0 ? "还有没打完分的，评没评上还定不下来。"
                                             : "名额末位同分，评没评上等会上定。");
  else if (place->awarded == XP_AWARDED_YES)
    tell (outcomes, "这次评上了。");
  if (place->awarded == XP_AWARDED_NO && !explaining->total->is_withheld)
    tell_what_was_missing (explaining);
  tell_next_grade (explaining);
}

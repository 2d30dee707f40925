/* xp-print-slips.c: one household's own points become its 得分条: nothing of others, no place.
 */
#include "xp-print-source.h"

#include "xp-slip-sheet.h"

/* ---- what was found, item by item ---- */

/* 扣2分, 扣4分，已扣完; of points: 得6.5分（满分8分）. */
static char *
points_in_words (const XpItem *item, const XpMark *mark)
{
  const int64_t points = xp_item_get_points (item, mark);
  g_autofree char *got = xp_points_to_text (points);
  g_autofree char *full = xp_points_to_text (item->max_hundredths);
  g_autofree char *lost = xp_points_to_text (item->max_hundredths - points);
  if (mark->is_not_applicable)
    return g_strdup_printf ("按满分%s分计", full);
  if (item->mode != XP_MODE_DEDUCT)
    return g_strdup_printf ("得%s分（满分%s分）", got, full);
  return g_strdup_printf ("扣%s分%s",
                          lost,
                          xp_item_is_exhausted (item, mark->entered) ? "，已扣完" : "");
}

/* On the sheet that all signed. */
static bool
find_on_sheet (XpPrintSource *source, int entrant_no, const XpItem *item, XpSlipRow *out_row)
{
  XpMark mark;
  if (!xp_tally_get_mark (source->loaded->tally, entrant_no, 0, item->at, &mark))
    return false;
  const bool is_full = xp_item_get_points (item, &mark) == item->max_hundredths;
  if (!mark.is_not_applicable && is_full)
    return false;
  out_row->found = xp_print_source_keep (source, xp_mark_to_text (item, &mark));
  out_row->points = xp_print_source_keep (source, points_in_words (item, &mark));
  return true;
}

/* Where several judges marked, how many of them did not give the full mark; whose mark it was is
 * nobody's business. */
static bool
count_on_sheets (XpPrintSource *source, int entrant_no, const XpItem *item, XpSlipRow *out_row)
{
  const XpRound *round = source->loaded->round;
  int n_counting = 0, n_below = 0;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    const XpSheetTotal *sheet = xp_tally_get_sheet (source->loaded->tally, entrant_no, judge->no);
    if (judge->no == 0 || judge->is_absent || sheet->is_recused)
      continue;
    n_counting++;
    XpMark mark;
    n_below += xp_tally_get_mark (source->loaded->tally, entrant_no, judge->no, item->at, &mark) &&
               xp_item_get_points (item, &mark) < item->max_hundredths;
  }
  if (n_below == 0)
    return false;
  out_row->found =
    xp_print_source_keep (source,
                          g_strdup_printf ("%d名评委里有%d名%s",
                                           n_counting,
                                           n_below,
                                           item->mode == XP_MODE_DEDUCT ? "扣了分" : "没有打满分"));
  out_row->points = "";
  return true;
}

static GArray *
list_rows (XpPrintSource *source, const XpEntrant *entrant)
{
  const XpRound *round = source->loaded->round;
  const bool is_consensus = round->rules.combine == XP_COMBINE_CONSENSUS;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (XpSlipRow));
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    XpSlipRow row = {0};
    if (!xp_mode_has_points (item->mode) ||
        !(is_consensus ? find_on_sheet (source, entrant->no, item, &row)
                       : count_on_sheets (source, entrant->no, item, &row)))
      continue;
    row.what = xp_print_source_keep (source, g_strdup_printf ("第%s项　%s", item->no, item->name));
    g_array_append_val (rows, row);
  }
  return rows;
}

/* ---- how the points came about ---- */

static const char *
section_of_method (const XpRound *round, const XpTotal *total)
{
  if (total->is_mean_for_too_few)
    return "办法·评委不足";
  switch (round->rules.combine) {
  case XP_COMBINE_CONSENSUS:
    return "办法·合议";
  case XP_COMBINE_TRIMMED_MEAN:
    return "办法·去高低平均";
  case XP_COMBINE_MEAN:
  case XP_COMBINE_MEDIAN:
  case XP_COMBINE_SUM:
  case XP_COMBINE_MEAN_ITEM:
  case XP_COMBINE_TRIMMED_MEAN_ITEM:
  case XP_COMBINE_MEDIAN_ITEM:
  case XP_N_COMBINES:
  default:
    return "办法·评委";
  }
}

static bool
is_exact (const XpTotal *total)
{
  const XpRatio printed = xp_ratio_new (total->total_hundredths, 1);
  return xp_ratio_compare (total->exact_hundredths, printed) == 0;
}

/* A pencil can follow it where every item only loses: 满分100分，共扣3分. */
static bool
can_be_added_up (const XpRound *round)
{
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    if (xp_mode_has_points (item->mode) && item->mode != XP_MODE_DEDUCT)
      return false;
  }
  return round->rules.combine == XP_COMBINE_CONSENSUS;
}

static void
set_total_fields (XpPrintSource *source, const XpTotal *total)
{
  const XpRound *round = source->loaded->round;
  const int64_t full = round->rubric->full_mark_hundredths;
  g_autofree char *points = xp_points_to_text (total->total_hundredths);
  g_autofree char *full_text = xp_points_to_text (full);
  g_autofree char *lost = xp_points_to_text (full - total->total_hundredths);
  g_autofree char *exact = xp_ratio_points_to_text (total->exact_hundredths);
  xp_print_source_set_field (source, "得分", points);
  xp_print_source_set_field (source, "满分", full_text);
  xp_print_source_set_field (source, "扣分", lost);
  xp_print_source_set_field (source, "精确值", exact);
  xp_print_source_set_field (source, "计分办法", xp_combine_get_word (round->rules.combine));
  xp_print_source_set_number (source, "评委数", total->n_marks);
}

static const char *const *
fill_sentences (XpPrintSource *source, const XpTotal *total, bool has_rows, GError **error)
{
  const XpRound *round = source->loaded->round;
  GPtrArray *lines = g_ptr_array_new ();
  const bool is_filled =
    (!has_rows || xp_print_source_add_filled (source, lines, "其余", error)) &&
    (!can_be_added_up (round) || xp_print_source_add_filled (source, lines, "合计", error)) &&
    xp_print_source_add_filled (source, lines, section_of_method (round, total), error) &&
    (is_exact (total) || xp_print_source_add_filled (source, lines, "精确", error)) &&
    (!total->is_vetoed || xp_print_source_add_filled (source, lines, "暂缓", error));
  const char *const *list = xp_print_source_keep_list (source, lines);
  return is_filled ? list : NULL;
}

/* ---- slips ---- */

static bool
fill_slip (
  XpPrintSource *source, const XpEntrant *entrant, const GArray *rows, XpSlip *out, GError **error)
{
  const XpTotal *total = xp_tally_get_total (source->loaded->tally, entrant->no);
  set_total_fields (source, total);
  xp_print_source_set_field (source, "姓名", xp_print_source_name_entrant (source, entrant));
  *out = (XpSlip){
    .place =
      xp_print_source_keep (source,
                            g_strdup_printf ("编号%d　%s",
                                             entrant->number,
                                             xp_print_source_place_entrant (source, entrant))),
    .rows = (const XpSlipRow *) (gpointer) rows->data,
    .n_rows = rows->len,
  };
  return (out->addressee = xp_print_source_fill (source, "称呼", error)) != NULL &&
         (out->opening =
            xp_print_source_fill (source, rows->len > 0 ? "开头" : "开头·没有", error)) != NULL &&
         (out->sentences = fill_sentences (source, total, rows->len > 0, error)) != NULL &&
         (out->total = xp_print_source_fill (source, "得分", error)) != NULL;
}

/* Who has points gets a slip: a household that was away has nothing to read. */
static bool
fill_slips (XpPrintSource *source, GArray *slips, GPtrArray *rows_of_slips, GError **error)
{
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  for (guint i = 0; i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    if (!xp_tally_get_total (source->loaded->tally, entrant->no)->has_total)
      continue;
    GArray *rows = list_rows (source, entrant);
    g_ptr_array_add (rows_of_slips, rows);
    XpSlip slip;
    if (!fill_slip (source, entrant, rows, &slip, error))
      return false;
    g_array_append_val (slips, slip);
  }
  return true;
}

GBytes *
xp_print_refuse_without_points (const XpPrintSource *source, GError **error)
{
  const int number = source->options.household;
  const XpEntrant *entrant =
    number != 0 ? xp_round_lookup_number (source->loaded->round, number) : NULL;
  if (entrant != NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%d号户%s这次没有得分（%s），没有得分单可印。请换一户，或不选户、印全部。",
                 number,
                 entrant->name,
                 source->result->entrants[entrant->no - 1].status);
  else
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这里面没有得分的人家，没有得分单可印。请看看选的组对不对。");
  return NULL;
}

GBytes *
xp_print_slips (XpPrintSource *source,
                XpFontBook *fonts,
                XpProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GArray) slips = g_array_new (FALSE, FALSE, sizeof (XpSlip));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!fill_slips (source, slips, rows, error))
    return NULL;
  if (slips->len == 0)
    return xp_print_refuse_without_points (source, error);

  XpSlipSheet sheet = {
    .village = source->result->village,
    .slips = (const XpSlip *) (gpointer) slips->data,
    .n_slips = slips->len,
  };
  const bool is_filled = (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
                         (sheet.for_whom = xp_print_source_fill (source, "给谁", error)) != NULL &&
                         (sheet.round = xp_print_source_fill (source, "评选", error)) != NULL &&
                         (sheet.closing = xp_print_source_fill (source, "问谁", error)) != NULL &&
                         (sheet.issuer = xp_print_source_fill (source, "落款", error)) != NULL;
  return is_filled ? xp_slip_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

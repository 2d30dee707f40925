/* xp-print-notice.c: a stored result becomes the words of a 公示. */
#include "xp-print-board.h"

#include "xp-notice-sheet.h"

#include <string.h>

/* Answered within (design.md: an objection's deadline). */
static const char ANSWERED_WITHIN[] = "3个工作日";

bool
xp_print_board_may_name (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  return strcmp (entrant->naming, "refused") != 0;
}

/* ---- words ---- */

static char *
day_in_words (const char *text)
{
  GDate day;
  return xp_day_from_text (text, &day) ? xp_day_to_chinese (&day) : g_strdup ("");
}

/* The last day is what people ask for: it says its weekday. */
static char *
last_day_in_words (const char *text, bool has_year)
{
  GDate day;
  if (!xp_day_from_text (text, &day))
    return g_strdup ("");
  g_autofree char *whole = xp_day_to_chinese (&day);
  const char *words = has_year ? whole : strstr (whole, "年") + strlen ("年");
  return g_strdup_printf ("%s（%s）", words, xp_day_get_weekday (&day));
}

void
xp_print_source_set_notice_days (XpPrintSource *source)
{
  const XpResult *result = source->result;
  const XpRules *rules = &source->loaded->round->rules;
  const bool is_same_year =
    strncmp (result->notice_from_on, result->notice_until_on, strlen ("2026")) == 0;
  g_autofree char *from = day_in_words (result->notice_from_on);
  g_autofree char *until = last_day_in_words (result->notice_until_on, !is_same_year);
  g_autofree char *length = g_strdup_printf ("%d%s",
                                             rules->notice_length,
                                             rules->notice_counts_workdays ? "个工作日" : "日");
  g_autofree char *date = day_in_words (result->posted_on);
  xp_print_source_set_field (source, "公示首日", from);
  xp_print_source_set_field (source, "公示末日", until);
  xp_print_source_set_field (source, "公示天数", length);
  xp_print_source_set_field (source, "答复期限", ANSWERED_WITHIN);
  xp_print_source_set_field (source, "日期", date);
}

/* Which tie-breakers decided who is in, each once, in the order of the list. */
static char *
join_deciders (const XpResult *result)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (size_t i = 0; i < result->n_entrants; i++) {
    char *word = result->entrants[i].decided_by;
    if (word[0] == '\0' || !g_hash_table_add (seen, word))
      continue;
    g_string_append_printf (text, "%s%s", text->len > 0 ? "，再" : "", word);
  }
  return g_string_free (text, FALSE);
}

static const char *const *
fill_quota (XpPrintSource *source, GError **error)
{
  GPtrArray *lines = g_ptr_array_new ();
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (source->loaded->tally, source->loaded->decisions, source->loaded->n_decisions);
  g_autofree char *quota = xp_print_source_join_lines (
    xp_ranking_dup_quota_sentence (ranking, &source->loaded->round->rules));
  g_autofree char *lot = xp_ranking_dup_public_lot_sentence (ranking,
                                                             source->loaded->decisions,
                                                             source->loaded->n_decisions);
  g_autofree char *words = join_deciders (source->result);
  g_autofree char *deciders =
    lot != NULL ? g_strdup_printf ("%s（%s）", words, lot) : g_strdup (words);
  bool is_filled = true;
  if (quota != NULL) {
    xp_print_source_set_field (source, "名额", quota);
    g_ptr_array_add (lines, (gpointer) xp_print_source_fill (source, "名额", error));
    is_filled = lines->pdata[lines->len - 1] != NULL;
  }
  if (is_filled && deciders[0] != '\0') {
    xp_print_source_set_field (source, "决定办法", deciders);
    g_ptr_array_add (lines, (gpointer) xp_print_source_fill (source, "同分", error));
    is_filled = lines->pdata[lines->len - 1] != NULL;
  }
  if (is_filled)
    xp_print_source_add_basis (source, lines);
  g_ptr_array_add (lines, NULL);
  const char *const *array = (const char *const *) g_ptr_array_free (lines, FALSE);
  xp_print_source_keep (source, (char *) array);
  return is_filled ? array : NULL;
}

/* The body, and the line for those who keep the title without being named. */
static const char *const *
fill_body (XpPrintSource *source, int n_named, GError **error)
{
  const int n_awarded = xp_print_board_count_awarded (source->result);
  xp_print_source_set_number (source, "上榜户数", n_named);
  const char *const *body =
    xp_print_source_fill_lines (source, n_awarded > 0 ? "正文" : "没有", error);
  if (body == NULL || n_named == n_awarded)
    return body;

  const char *unnamed = xp_print_source_fill (source, "不上榜", error);
  const guint n = g_strv_length ((char **) body);
  const char **longer = g_new0 (const char *, n + 2);
  memcpy (longer, body, n * sizeof *longer);
  longer[n] = unnamed;
  xp_print_source_keep (source, (char *) longer);
  return unnamed != NULL ? longer : NULL;
}

GBytes *
xp_print_notice (XpPrintSource *source,
                 XpFontBook *fonts,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  xp_print_source_set_notice_days (source);
  g_autoptr (XpPrintBoard) board = xp_print_board_new (source, xp_print_board_may_name);
  XpNoticeSheet sheet = {
    .village = source->result->village,
    .groups = (const XpBoardGroup *) (gpointer) board->groups->data,
    .n_groups = board->groups->len,
    .issuer = source->result->issuer,
    .check_code = source->code,
  };
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.salutation = xp_print_source_fill (source, "称呼", error)) != NULL &&
    (sheet.body = fill_body (source, board->n_names, error)) != NULL &&
    (sheet.quota = fill_quota (source, error)) != NULL &&
    (sheet.period = xp_print_source_fill (source, "公示期", error)) != NULL &&
    (sheet.objection = xp_print_source_fill (source, "提意见", error)) != NULL &&
    (sheet.check_words = xp_print_source_fill (source, "核对", error)) != NULL &&
    (sheet.date = xp_print_source_fill (source, "日期", error)) != NULL;
  return is_filled ? xp_notice_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

/* xp-print-correction.c: what a second posting changes of the first becomes a 更正公告. Who comes
 * onto the list is named; who leaves it is told at home, and counted here. */
#include "xp-print-board.h"

#include "xp-notice-sheet.h"

#include <string.h>

static XpAwarded
awarded_before (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  const XpResultEntrant *before = xp_print_lookup_entrant (source->previous, entrant->entrant_no);
  return before != NULL ? before->awarded : XP_AWARDED_NO;
}

static bool
is_added (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  return entrant->awarded == XP_AWARDED_YES && awarded_before (source, entrant) != XP_AWARDED_YES;
}

static bool
is_added_and_named (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  return is_added (source, entrant) && xp_print_board_may_name (source, entrant);
}

static bool
is_withdrawn (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  return entrant->awarded != XP_AWARDED_YES && awarded_before (source, entrant) == XP_AWARDED_YES;
}

static int
count_entrants (const XpPrintSource *source, XpPrintBoardFunc is_counted)
{
  int n = 0;
  for (size_t i = 0; i < source->result->n_entrants; i++)
    n += is_counted (source, &source->result->entrants[i]);
  return n;
}

static void
set_posted_before (XpPrintSource *source)
{
  GDate day;
  g_autofree char *words =
    xp_day_from_text (source->previous->posted_on, &day) ? xp_day_to_chinese (&day) : g_strdup ("");
  xp_print_source_set_field (source, "上次张贴日", words);
}

/* Above the names, and below them. */
static bool
fill_changes (XpPrintSource *source, int n_named, XpNoticeSheet *sheet, GError **error)
{
  const int n_added = count_entrants (source, is_added);
  const int n_withdrawn = count_entrants (source, is_withdrawn);
  GPtrArray *body = g_ptr_array_new (), *below = g_ptr_array_new ();
  xp_print_source_set_number (source, "增列户数", n_named);
  xp_print_source_set_number (source, "退出户数", n_withdrawn);
  bool is_good = xp_print_source_add_filled (source, body, "正文", error);
  if (n_named > 0)
    is_good = is_good && xp_print_source_add_filled (source, body, "增列", error);
  if (n_added > n_named)
    is_good = is_good && xp_print_source_add_filled (source, below, "不上榜", error);
  if (n_withdrawn > 0)
    is_good = is_good && xp_print_source_add_filled (source,
                                                     n_added > 0 ? below : body,
                                                     n_added > 0 ? "退出" : "退出·没有增列",
                                                     error);
  sheet->body = xp_print_source_keep_list (source, body);
  sheet->quota = xp_print_source_keep_list (source, below);
  return is_good;
}

GBytes *
xp_print_correction (XpPrintSource *source,
                     XpFontBook *fonts,
                     XpProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  if (source->previous == NULL ||
      (count_entrants (source, is_added) == 0 && count_entrants (source, is_withdrawn) == 0)) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "张贴过的名单没有变过，不用贴更正公告。名单改了、重新张贴公示以后再印。");
    return NULL;
  }
  xp_print_source_set_notice_days (source);
  set_posted_before (source);
  g_autoptr (XpPrintBoard) board = xp_print_board_new (source, is_added_and_named);
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
    fill_changes (source, board->n_names, &sheet, error) &&
    (sheet.period = xp_print_source_fill (source, "公示期", error)) != NULL &&
    (sheet.objection = xp_print_source_fill (source, "提意见", error)) != NULL &&
    (sheet.date = xp_print_source_fill (source, "日期", error)) != NULL;
  return is_filled ? xp_notice_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

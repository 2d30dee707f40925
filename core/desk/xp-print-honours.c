/* xp-print-honours.c: a final result becomes a 光荣榜: those who agreed to be named, nothing else.
 */
#include "xp-print-board.h"

#include "xp-honour-sheet.h"

#include <string.h>

/* As the household says today: consent may have been given, or taken back, since the result. */
bool
xp_print_board_has_agreed (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  const XpEntrant *present = xp_round_get_entrant (source->loaded->round, entrant->entrant_no);
  return present != NULL && strcmp (present->naming, "agreed") == 0;
}

static GBytes *
refuse_without_names (const XpPrintSource *source, GError **error)
{
  const int n_awarded = xp_print_board_count_awarded (source->result);
  if (n_awarded == 0)
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这次没有评上的人家，没有光荣榜可印。请看看选的是哪一次评选。");
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "评上的%d户里，还没有记下哪一户同意上榜。请先问清楚，在“农户”里记下“同意”，"
                 "再印光荣榜。",
                 n_awarded);
  return NULL;
}

/* As the print shop cuts it, or A3, or A4. */
static void
choose_size (const XpPrintOptions *options, int n_names, double *out_width, double *out_height)
{
  /* So few names look lost on an upright sheet. */
  static const int FEW = 24;
  const bool is_a4 = g_strcmp0 (options->paper, "A4") == 0;
  const double short_mm = is_a4 ? 210 : 297, long_mm = is_a4 ? 297 : 420;
  *out_width = n_names <= FEW ? long_mm : short_mm;
  *out_height = n_names <= FEW ? short_mm : long_mm;
  if (options->width_cm > 0) {
    *out_width = options->width_cm * 10;
    *out_height = options->height_cm * 10;
  }
}

/* Two of A4 beside one another, or one above the other; NULL: the sheet is whole. */
static const XpPlacing *
choose_placing (const XpPrintOptions *options, bool is_landscape)
{
  static const XpPlacing UPRIGHT = {297, 210, 1, 2, XP_PLACING_TILED, true};
  static const XpPlacing LANDSCAPE = {210, 297, 2, 1, XP_PLACING_TILED, true};
  if (options->width_cm > 0 || g_strcmp0 (options->paper, "2A4") != 0)
    return NULL;
  return is_landscape ? &LANDSCAPE : &UPRIGHT;
}

GBytes *
xp_print_honours (XpPrintSource *source,
                  XpFontBook *fonts,
                  XpProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  GDate published;
  g_autofree char *date = xp_day_from_text (source->loaded->round->published_on, &published)
                            ? xp_day_to_chinese (&published)
                            : g_strdup ("");
  g_autoptr (XpPrintBoard) board = xp_print_board_new (source, xp_print_board_has_agreed);
  if (board->n_names == 0)
    return refuse_without_names (source, error);

  xp_print_source_set_field (source, "日期", date);
  xp_print_source_set_number (source, "上榜户数", board->n_names);
  double width_mm = 0, height_mm = 0;
  choose_size (&source->options, board->n_names, &width_mm, &height_mm);
  XpHonourSheet sheet = {
    .village = source->result->village,
    .groups = (const XpBoardGroup *) (gpointer) board->groups->data,
    .n_groups = board->groups->len,
    .issuer = source->result->issuer,
    .width_mm = width_mm,
    .height_mm = height_mm,
    .placing = choose_placing (&source->options, width_mm > height_mm),
    .press = {source->options.is_outlined, source->options.overprints_black},
  };
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.subtitle = xp_print_source_fill (source, "副题", error)) != NULL &&
    (sheet.body = xp_print_source_fill_lines (source, "正文", error)) != NULL &&
    (sheet.closing = xp_print_source_fill (source, "结语", error)) != NULL &&
    (sheet.date = xp_print_source_fill (source, "日期", error)) != NULL;
  return is_filled ? xp_honour_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

GPtrArray *
xp_print_list_honours (XpPrintSource *source)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (XpPrintBoard) board = xp_print_board_new (source, xp_print_board_has_agreed);
  const char *const head[] = {xp_desk_get_village (source->desk)->unit, "户主", NULL};
  g_ptr_array_add (rows, g_strdupv ((char **) (gpointer) head));
  for (guint i = 0; i < board->groups->len; i++) {
    const XpBoardGroup *group = &g_array_index (board->groups, XpBoardGroup, i);
    for (size_t k = 0; k < group->n_names; k++) {
      const char *const row[] = {group->heading != NULL ? group->heading : "",
                                 group->names[k].name,
                                 NULL};
      g_ptr_array_add (rows, g_strdupv ((char **) (gpointer) row));
    }
  }
  return rows;
}

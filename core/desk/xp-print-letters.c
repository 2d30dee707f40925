/* xp-print-letters.c: letters to the township: a round's result (上报), the village's rules before
 * the vote (提请审核) and after it (备案). */
#include "xp-print-board.h"

#include "xp-letter-sheet.h"

#include <string.h>

/* What every letter has, on paper of its own wording. @body: filled by the caller. */
static bool
fill_letter (XpPrintSource *source, XpLetterSheet *sheet, GError **error)
{
  return (sheet->title = xp_print_source_fill (source, "标题", error)) != NULL &&
         (sheet->addressee = xp_print_source_fill (source, "主送", error)) != NULL &&
         (sheet->closing = xp_print_source_fill (source, "结语", error)) != NULL &&
         (sheet->attachments = xp_print_source_fill_lines (source, "附件", error)) != NULL &&
         (sheet->issuer = xp_print_source_fill (source, "落款", error)) != NULL &&
         (sheet->date = xp_print_source_fill (source, "日期", error)) != NULL;
}

static void
set_letter_fields (XpPrintSource *source, const GDate *day)
{
  const char *township = xp_desk_get_village (source->desk)->township;
  g_autofree char *government =
    g_strconcat (township[0] != '\0' ? township : "乡镇", "人民政府", NULL);
  g_autofree char *date = xp_day_to_chinese (day);
  xp_print_source_set_field (source, "镇政府", government);
  xp_print_source_set_field (source, "日期", date);
}

/* ---- 备案报告, 提请审核函 ---- */

GBytes *
xp_print_rules_letter (XpPrintSource *source,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  const GDate today = xp_desk_get_today (source->desk);
  set_letter_fields (source, &today);
  XpLetterSheet sheet = {.body = xp_print_source_fill_lines (source, "正文", error)};
  return sheet.body != NULL && fill_letter (source, &sheet, error)
           ? xp_letter_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

/* ---- 上报 ---- */

static const char *
section_of_objections (const XpPrintSource *source)
{
  const GPtrArray *objections = source->loaded->objections;
  for (guint i = 0; i < objections->len; i++)
    if (strcmp (xp_record_get_text (objections->pdata[i], "outcome"), "open") == 0)
      return "意见·在办";
  return objections->len > 0 ? "意见·答复" : "意见·没有";
}

static const char *const *
fill_report (XpPrintSource *source, GError **error)
{
  const char *const *body = xp_print_source_fill_lines (source, "正文", error);
  GPtrArray *lines = g_ptr_array_new ();
  for (size_t i = 0; body != NULL && body[i] != NULL; i++)
    g_ptr_array_add (lines, (gpointer) body[i]);
  const bool is_filled =
    body != NULL &&
    xp_print_source_add_filled (source, lines, section_of_objections (source), error);
  const char *const *list = xp_print_source_keep_list (source, lines);
  return is_filled ? list : NULL;
}

static bool
add_group (XpPrintSource *source, GPtrArray *lines, const XpBoardGroup *group, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (size_t i = 0; i < group->n_names; i++) {
    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", group->names[i].name);
    if (group->names[i].remark != NULL)
      g_string_append_printf (names, "（%s）", group->names[i].remark);
  }
  xp_print_source_set_field (source, "名单", names->str);
  xp_print_source_set_field (source, "组名", group->heading != NULL ? group->heading : "");
  xp_print_source_set_number (source, "几户", (int) group->n_names);
  return xp_print_source_add_filled (source,
                                     lines,
                                     group->heading != NULL ? "一组" : "不分组",
                                     error);
}

/* By group; those who do not want to be named are told of without their names. */
static const char *const *
fill_names (XpPrintSource *source, const XpPrintBoard *board, GError **error)
{
  const int n_awarded = xp_print_board_count_awarded (source->result);
  GPtrArray *lines = g_ptr_array_new ();
  bool is_good = n_awarded > 0 || xp_print_source_add_filled (source, lines, "没有", error);
  for (guint i = 0; is_good && i < board->groups->len; i++)
    is_good = add_group (source, lines, &g_array_index (board->groups, XpBoardGroup, i), error);
  if (board->n_names < n_awarded)
    is_good = is_good && xp_print_source_add_filled (source, lines, "不列名", error);
  const char *const *list = xp_print_source_keep_list (source, lines);
  return is_good ? list : NULL;
}

GBytes *
xp_print_result_report (XpPrintSource *source,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  GDate published = xp_desk_get_today (source->desk);
  xp_day_from_text (source->loaded->round->published_on, &published);
  xp_print_source_set_notice_days (source);
  set_letter_fields (source, &published);
  xp_print_source_set_number (source, "获评户数", xp_print_board_count_awarded (source->result));
  xp_print_source_set_number (source, "意见条数", (int) source->loaded->objections->len);
  xp_print_source_set_field (source, "户", g_hash_table_size (source->persons) > 0 ? "人" : "户");
  g_autoptr (XpPrintBoard) board = xp_print_board_new (source, xp_print_board_may_name);
  const XpBoardGroup *groups = (const XpBoardGroup *) (gpointer) board->groups->data;
  g_autofree const char **names = xp_board_list_names (groups, board->groups->len);
  XpLetterSheet sheet = {.body = fill_report (source, error), .names = names};
  if (sheet.body == NULL || !fill_letter (source, &sheet, error))
    return NULL;
  const XpLetterAttachment list = {sheet.attachments[0], fill_names (source, board, error)};
  sheet.enclosures = &list;
  sheet.n_enclosures = 1;
  return list.body != NULL ? xp_letter_sheet_render (&sheet, fonts, progress, cancellable, error)
                           : NULL;
}

/* xp-print-answers.c: 对所提意见的答复: a letter for each objection that was answered, to who made
 * it and to nobody else. */
#include "xp-objection-private.h"
#include "xp-print-source.h"

#include "xp-notice-sheet.h"

#include <string.h>

static GPtrArray *
read_objections (const XpPrintSource *source, GError **error)
{
  g_autoptr (XpBook) book =
    xp_book_open_beside (xp_desk_get_path (source->desk), &XP_DESK_HOOKS, error);
  return book != NULL ? xp_objections_read (book, source->loaded) : NULL;
}

static void
set_day (XpPrintSource *source, const char *field, const char *text)
{
  GDate day;
  g_autofree char *words =
    xp_day_from_text (text, &day) ? xp_day_to_chinese (&day) : g_strdup (text);
  xp_print_source_set_field (source, field, words);
}

static void
set_fields (XpPrintSource *source, const XpObjectionLine *line)
{
  const char *township = xp_desk_get_village (source->desk)->township;
  g_autofree char *checkers = g_strdup_printf ("%s、%s", line->first_checker, line->second_checker);
  g_autofree char *government =
    g_strconcat (township[0] != '\0' ? township : "乡镇", "人民政府", NULL);
  xp_print_source_set_field (source, "提意见的人", line->by);
  xp_print_source_set_field (source, "对象", line->who);
  xp_print_source_set_field (source, "核查人", checkers);
  xp_print_source_set_field (source, "答复", line->answer);
  xp_print_source_set_field (source, "镇政府", government);
  set_day (source, "收到日", line->received_on);
  set_day (source, "日期", line->answered_on);
}

static bool
fill_letter (XpPrintSource *source,
             const XpObjectionLine *line,
             XpNoticeSheet *sheet,
             GError **error)
{
  static const char *const WHO[] = {"称呼·没有署名", "称呼·署名"};
  const char *outcome = strcmp (line->outcome, "upheld") == 0 ? "成立" : "不成立";
  GPtrArray *body = g_ptr_array_new ();
  set_fields (source, line);
  *sheet = (XpNoticeSheet){.village = source->result->village, .issuer = source->result->issuer};
  const bool is_body_filled = xp_print_source_add_filled (source, body, "收到", error) &&
                              xp_print_source_add_filled (source, body, outcome, error) &&
                              xp_print_source_add_filled (source, body, "再反映", error);
  sheet->body = xp_print_source_keep_list (source, body);
  return is_body_filled && (sheet->title = xp_print_source_fill (source, "标题", error)) != NULL &&
         (sheet->salutation = xp_print_source_fill (source, WHO[line->by[0] != '\0'], error)) !=
           NULL &&
         (sheet->date = xp_print_source_fill (source, "日期", error)) != NULL;
}

static bool
is_asked_for (const XpPrintSource *source, const XpObjectionLine *line)
{
  const int wanted = source->options.household;
  return line->answered_on[0] != '\0' && (wanted == 0 || wanted == line->number);
}

GBytes *
xp_print_answers (XpPrintSource *source,
                  XpFontBook *fonts,
                  XpProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) objections = read_objections (source, error);
  if (objections == NULL)
    return NULL;
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (XpNoticeSheet));
  for (guint i = 0; i < objections->len; i++) {
    XpNoticeSheet sheet;
    if (!is_asked_for (source, objections->pdata[i]))
      continue;
    if (!fill_letter (source, objections->pdata[i], &sheet, error))
      return NULL;
    g_array_append_val (sheets, sheet);
  }
  if (sheets->len > 0)
    return xp_notice_sheets_render ((const XpNoticeSheet *) (gpointer) sheets->data,
                                    sheets->len,
                                    fonts,
                                    progress,
                                    cancellable,
                                    error);
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "还没有答复过的意见，没有答复可印。请先在“结果”里写下答复，再来印。");
  return NULL;
}

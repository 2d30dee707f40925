/* xp-print-good-news.c: a title becomes the 喜报 that is carried to the home; who does not want to
 * be named gets one only when asked for. */
#include "xp-print-board.h"

#include "xp-good-news-sheet.h"

#include <string.h>

/* Neither the name nor the title is torn at a line's end. */
static const char *const *
keep_whole (XpPrintSource *source, const char *name, const char *title)
{
  GPtrArray *names = g_ptr_array_new ();
  g_ptr_array_add (names, (gpointer) name);
  g_ptr_array_add (names,
                   (gpointer) xp_print_source_keep (source, g_strconcat ("“", title, "”", NULL)));
  return xp_print_source_keep_list (source, names);
}

static bool
is_asked_for (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  const int wanted = source->options.household;
  return entrant->awarded == XP_AWARDED_YES &&
         (wanted != 0 ? entrant->number == wanted : xp_print_board_may_name (source, entrant));
}

static bool
fill_one (XpPrintSource *source, const XpResultEntrant *entrant, XpGoodNews *out, GError **error)
{
  const bool is_person = entrant->person_number != 0;
  const char *title = entrant->list[0] != '\0' ? entrant->list : source->result->title;
  xp_print_source_set_field (source, "姓名", entrant->name);
  xp_print_source_set_field (source, "称号", title);
  *out = (XpGoodNews){.names = keep_whole (source, entrant->name, title)};
  return (out->addressee =
            xp_print_source_fill (source, is_person ? "称呼·个人" : "称呼·家庭", error)) != NULL &&
         (out->body =
            xp_print_source_fill (source, is_person ? "正文·个人" : "正文·家庭", error)) != NULL;
}

static GBytes *
refuse (GError **error)
{
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "这里面没有评上的人家，没有喜报可印。请看看选的是哪一次评选、哪一户。");
  return NULL;
}

GBytes *
xp_print_good_news (XpPrintSource *source,
                    XpFontBook *fonts,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  GDate published;
  g_autofree char *date = xp_day_from_text (source->loaded->round->published_on, &published)
                            ? xp_day_to_chinese (&published)
                            : g_strdup ("");
  xp_print_source_set_field (source, "日期", date);
  g_autoptr (GArray) news = g_array_new (FALSE, FALSE, sizeof (XpGoodNews));
  for (size_t i = 0; i < source->result->n_entrants; i++) {
    XpGoodNews one;
    if (!is_asked_for (source, &source->result->entrants[i]))
      continue;
    if (!fill_one (source, &source->result->entrants[i], &one, error))
      return NULL;
    g_array_append_val (news, one);
  }
  if (news->len == 0)
    return refuse (error);
  XpGoodNewsSheet sheet = {.village = source->result->village,
                           .news = (const XpGoodNews *) (gpointer) news->data,
                           .n_news = news->len,
                           .is_a4 = g_strcmp0 (source->options.paper, "A4") == 0};
  const bool is_filled = (sheet.heading = xp_print_source_fill (source, "标题", error)) != NULL &&
                         (sheet.issuer = xp_print_source_fill (source, "落款", error)) != NULL &&
                         (sheet.date = xp_print_source_fill (source, "日期", error)) != NULL;
  return is_filled ? xp_good_news_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

/* xp-print-broadcast.c: a result becomes what is read out over the loudspeaker: the names that the
 * 公示 or the 光荣榜 has, figures as they are said, and how rare names sound. */
#include "xp-print-board.h"

#include "xp-pinyin.h"
#include "xp-speech-sheet.h"
#include "xp-spoken.h"

#include <string.h>

typedef struct {
  XpPrintSource *source;
  XpPinyin *pinyin;
  GArray *parts;    /* of XpSpeechPart */
  GArray *readings; /* of XpSpeechReading */
} Speech;

static bool
is_published (const XpPrintSource *source)
{
  return source->loaded->round->stage >= XP_STAGE_PUBLISHED;
}

/* As the list that hangs at this time has it. */
static bool
is_named (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  return is_published (source) ? xp_print_board_has_agreed (source, entrant)
                               : xp_print_board_may_name (source, entrant);
}

/* ---- how it sounds ---- */

static void
add_reading (Speech *self, const char *word, size_t at, const char *sound)
{
  const XpSpeechReading reading = {word, at, sound};
  g_array_append_val (self->readings, reading);
}

/* Each character once, above wherever it stands. */
static void
add_rare_characters (Speech *self, const char *text, GHashTable *seen)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const char *sound = xp_pinyin_lookup (self->pinyin, c);
    if (sound == NULL || !g_hash_table_add (seen, GUINT_TO_POINTER (c)))
      continue;
    char word[7] = "";
    g_unichar_to_utf8 (c, word);
    add_reading (self, xp_print_source_keep (self->source, g_strdup (word)), 0, sound);
  }
}

/* Above the surname of this one name; a rare character of it has its sound as a surname too. */
static void
add_surname (Speech *self, const char *name, GHashTable *seen)
{
  const char *sounds = xp_pinyin_lookup_surname (self->pinyin, name);
  if (sounds == NULL)
    return;
  g_auto (GStrv) parts = g_strsplit (sounds, " ", -1);
  const char *at = name;
  for (size_t i = 0; parts[i] != NULL; i++, at = g_utf8_next_char (at)) {
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at)));
    add_reading (self,
                 name,
                 (size_t) (at - name),
                 xp_print_source_keep (self->source, g_strdup (parts[i])));
  }
}

static void
add_readings (Speech *self, const char *const *names)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (size_t i = 0; names[i] != NULL; i++)
    add_surname (self, names[i], seen);
  for (guint i = 0; i < self->parts->len; i++)
    add_rare_characters (self, g_array_index (self->parts, XpSpeechPart, i).text, seen);
}

/* ---- what is said ---- */

static bool
say (Speech *self, XpSpeechKind kind, const char *section, GError **error)
{
  const char *text = xp_print_source_fill (self->source, section, error);
  if (text == NULL)
    return false;
  const XpSpeechPart part = {kind, xp_print_source_keep (self->source, xp_spoken_dup (text))};
  g_array_append_val (self->parts, part);
  return true;
}

static bool
say_group (Speech *self, const XpBoardGroup *group, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (size_t i = 0; i < group->n_names; i++) {
    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", group->names[i].name);
    if (group->names[i].remark != NULL)
      g_string_append_printf (names, "（%s）", group->names[i].remark);
  }
  xp_print_source_set_field (self->source, "组名", group->heading != NULL ? group->heading : "");
  xp_print_source_set_field (self->source, "名单", names->str);
  return say (self, XP_SPEECH_NAMES, group->heading != NULL ? "一组" : "不分组", error);
}

static bool
say_names (Speech *self, const XpPrintBoard *board, GError **error)
{
  const int n_awarded = xp_print_board_count_awarded (self->source->result);
  const bool has_names = board->n_names > 0;
  bool is_good = say (self,
                      XP_SPEECH_PARAGRAPH,
                      !has_names                    ? "没有"
                      : is_published (self->source) ? "公布"
                                                    : "公示",
                      error);
  for (guint i = 0; is_good && i < board->groups->len; i++)
    is_good = say_group (self, &g_array_index (board->groups, XpBoardGroup, i), error);
  return is_good && (!has_names || board->n_names == n_awarded ||
                     say (self, XP_SPEECH_PARAGRAPH, "不念", error));
}

static bool
say_all (Speech *self, const XpPrintBoard *board, GError **error)
{
  const bool is_last = is_published (self->source);
  return say (self, XP_SPEECH_HINT, "提示", error) &&
         say (self, XP_SPEECH_PARAGRAPH, "称呼", error) && say_names (self, board, error) &&
         (is_last || (say (self, XP_SPEECH_PARAGRAPH, "公示期", error) &&
                      say (self, XP_SPEECH_PARAGRAPH, "提意见", error))) &&
         say (self, XP_SPEECH_PARAGRAPH, is_last ? "结尾·公布" : "结尾·公示", error);
}

static const char *const *
keep_names (XpPrintSource *source, const XpPrintBoard *board)
{
  const XpBoardGroup *groups = (const XpBoardGroup *) (gpointer) board->groups->data;
  const char **names = xp_board_list_names (groups, board->groups->len);
  xp_print_source_keep (source, (char *) names);
  return names;
}

static void
set_fields (XpPrintSource *source, const XpPrintBoard *board)
{
  GDate published;
  xp_print_source_set_notice_days (source);
  xp_print_source_set_number (source, "念名户数", board->n_names);
  xp_print_source_set_field (source, "户", g_hash_table_size (source->persons) > 0 ? "人" : "户");
  if (xp_day_from_text (source->loaded->round->published_on, &published)) {
    g_autofree char *day = xp_day_to_chinese (&published);
    xp_print_source_set_field (source, "日期", day);
  }
}

GBytes *
xp_print_broadcast (XpPrintSource *source,
                    XpFontBook *fonts,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *table = xp_desk_read_resource (source->desk, "data/pinyin.txt", error);
  if (table == NULL)
    return NULL;
  g_autoptr (XpPrintBoard) board = xp_print_board_new (source, is_named);
  if (board->n_names == 0 && xp_print_board_count_awarded (source->result) > 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "评上的人家里，还没有记下哪一户同意念名字，没有广播稿可印。"
                         "请先问清楚，在“农户”里记下“同意”。");
    return NULL;
  }
  g_autoptr (XpPinyin) pinyin = xp_pinyin_parse (table);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (XpSpeechPart));
  g_autoptr (GArray) readings = g_array_new (FALSE, FALSE, sizeof (XpSpeechReading));
  Speech speech = {source, pinyin, parts, readings};
  set_fields (source, board);
  if (!say_all (&speech, board, error))
    return NULL;
  XpSpeechSheet sheet = {.village = source->result->village,
                         .names = keep_names (source, board),
                         .check_code = source->code};
  add_readings (&speech, sheet.names);
  sheet.parts = (const XpSpeechPart *) (gpointer) parts->data;
  sheet.n_parts = parts->len;
  sheet.readings = (const XpSpeechReading *) (gpointer) readings->data;
  sheet.n_readings = readings->len;
  const bool is_filled = (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
                         (sheet.issuer = xp_print_source_fill (source, "落款", error)) != NULL &&
                         (sheet.date = xp_print_source_fill (source, "日期", error)) != NULL;
  return is_filled ? xp_speech_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

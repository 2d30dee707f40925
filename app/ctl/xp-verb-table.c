#include "xp-verb-table.h"

#include <string.h>

const XpCtlVerb *const XP_VERBS[] = {
  &XP_CTL_NEW,
  &XP_CTL_VILLAGE,
  &XP_CTL_TODAY,
  &XP_CTL_ROSTER,
  &XP_CTL_HOUSEHOLD,
  &XP_CTL_PERSON,
  &XP_CTL_RUBRIC,
  &XP_CTL_ROUND,
  &XP_CTL_RECUSAL,
  &XP_CTL_ROTA,
  &XP_CTL_ATTENDANCE,
  &XP_CTL_MARKS,
  &XP_CTL_SECOND,
  &XP_CTL_TALLY,
  &XP_CTL_MOTION,
  &XP_CTL_MINUTES,
  &XP_CTL_DELIBERATION,
  &XP_CTL_FAIRNESS,
  &XP_CTL_YEARS,
  &XP_CTL_POINTS,
  &XP_CTL_OBJECTION,
  &XP_CTL_PRINT,
  &XP_CTL_WORDING,
  &XP_CTL_CERTIFICATES,
  &XP_CTL_FONTS,
  &XP_CTL_HISTORY,
  &XP_CTL_VERIFY,
  &XP_CTL_UNDO,
  &XP_CTL_BUNDLE,
  &XP_CTL_MERGE,
  &XP_CTL_TYPIST,
  &XP_CTL_HANDOVER,
  &XP_CTL_SAMPLE,
  NULL,
};

const XpArgOption XP_COMMON_OPTIONS[] = {
  {"--who", true, "姓名", "谁在操作，记进修改记录"},
  {"--pin-file", true, "文件", "这个人设了口令：写在这个文件的第一行"},
  {"--today", true, "年-月-日", "当作这一天（2026-10-12），给脚本和测试用"},
  {"--format", true, "table|csv|json", "列表怎样输出"},
  {"--help", false, NULL, "看这条命令的用法"},
  {NULL, false},
};

const XpCtlVerb *
xp_verb_table_lookup (const char *name)
{
  for (const XpCtlVerb *const *verb = XP_VERBS; *verb != NULL; verb++)
    if (strcmp ((*verb)->name, name) == 0)
      return *verb;
  return NULL;
}

/* ---- the words behind a verb ---- */

static void
add_word (GPtrArray *words, const char *word)
{
  if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

/* “import” and “import|list”, but not “资料” and not “--last”. */
static void
add_words_of (GPtrArray *words, const char *behind_verb)
{
  g_autofree char *first = g_strndup (behind_verb, strcspn (behind_verb, " \n"));
  g_auto (GStrv) each = g_strsplit (first, "|", -1);
  for (size_t i = 0; each[i] != NULL; i++)
    if (g_ascii_islower (each[i][0]) &&
        strspn (each[i], "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (each[i]))
      add_word (words, each[i]);
}

GStrv
xp_verb_table_list_words (const XpCtlVerb *verb)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *begin = g_strdup_printf ("xiangpingctl %s ", verb->name);
  for (const char *at = strstr (verb->usage, begin); at != NULL; at = strstr (at, begin)) {
    at += strlen (begin);
    add_words_of (words, at);
  }
  for (size_t i = 0; verb->word_at != NULL && verb->word_at (i) != NULL; i++)
    add_word (words, verb->word_at (i));
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_steal (words, NULL);
}

/* ---- --help ---- */

static int
count_cells (const char *text)
{
  int n = 0;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return n;
}

static void
add_options (GString *help, const XpArgOption *option)
{
  static const int ABOUT_COLUMN = 26;
  for (; option != NULL && option->name != NULL; option++) {
    g_autofree char *left =
      g_strjoin (" ",
                 option->name,
                 option->takes_value ? xp_arg_option_get_value (option) : NULL,
                 NULL);
    const int gap = MAX (ABOUT_COLUMN - count_cells (left), 2);
    g_string_append_printf (help, "  %s", left);
    if (option->about != NULL)
      g_string_append_printf (help, "%*s%s", gap, "", option->about);
    g_string_append_c (help, '\n');
  }
}

char *
xp_verb_table_dup_help (const XpCtlVerb *verb)
{
  GString *help = g_string_new (NULL);
  if (verb != NULL) {
    g_string_append_printf (help, "%s\n\n用法：\n%s", verb->about, verb->usage);
    if (verb->options != NULL)
      g_string_append (help, "\n选项：\n");
    add_options (help, verb->options);
  } else {
    g_string_append (help,
                     "乡评：村规民约评委会用的评分、公示、发证程序（不开窗口）\n\n"
                     "用法：xiangpingctl 命令 …\n\n");
    for (const XpCtlVerb *const *each = XP_VERBS; *each != NULL; each++)
      g_string_append_printf (help, "  %-10s %s\n", (*each)->name, (*each)->about);
  }
  g_string_append (help, "\n各条命令都认得：\n");
  add_options (help, XP_COMMON_OPTIONS);
  return g_string_free (help, FALSE);
}

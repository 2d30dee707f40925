/* xiangpingctl: the same work without a window. */
#include "xp-ctl.h"

#include "xp-round-work.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const XpCtlVerb *const VERBS[] = {
  &XP_CTL_NEW,
  &XP_CTL_VILLAGE,
  &XP_CTL_TODAY,
  &XP_CTL_ROSTER,
  &XP_CTL_HOUSEHOLD,
  &XP_CTL_PERSON,
  &XP_CTL_RUBRIC,
  &XP_CTL_ROUND,
  &XP_CTL_MARKS,
  &XP_CTL_TALLY,
  &XP_CTL_OBJECTION,
  &XP_CTL_PRINT,
  &XP_CTL_HISTORY,
  &XP_CTL_VERIFY,
  &XP_CTL_UNDO,
  &XP_CTL_BUNDLE,
  &XP_CTL_SAMPLE,
};

/* Understood by every verb. */
static const XpArgOption COMMON_OPTIONS[] = {
  {"--help", false}, {"--format", true}, {"--who", true}, {"--today", true}, {NULL, false}};

static const char COMMON_HELP[] =
  "\n各条命令都认得：\n"
  "  --who 姓名           谁在操作，记进修改记录\n"
  "  --today 年-月-日     当作这一天（2026-10-12），给脚本和测试用\n"
  "  --format table|csv|json  列表怎样输出\n"
  "  --help               看这条命令的用法\n";

const char *
xp_ctl_word (const XpCtl *ctl, guint n)
{
  return n < ctl->args->n_words ? ctl->args->words[n] : NULL;
}

int
xp_ctl_usage (const XpCtlVerb *verb, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "%s\n用法：\n%s", what, verb->usage);
  return XP_EXIT_USAGE;
}

int
xp_ctl_fail (const GError *error)
{
  fprintf (stderr, "%s\n", error->message);
  return XP_EXIT_REFUSED;
}

static XpDesk *
open_desk (const char *path, const XpDeskOptions *options)
{
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_desk_open (path, options, &error);
  if (desk == NULL)
    xp_ctl_fail (error);
  return desk;
}

XpDesk *
xp_ctl_open (const XpCtl *ctl, const char *path)
{
  return open_desk (path, &ctl->options);
}

XpDesk *
xp_ctl_look (const XpCtl *ctl, const char *path)
{
  XpDeskOptions options = ctl->options;
  options.is_reader = true;
  return open_desk (path, &options);
}

int64_t
xp_ctl_find_round (XpDesk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, &error);
  if (rounds == NULL) {
    xp_ctl_fail (error);
    return 0;
  }
  for (guint i = 0; i < rounds->len; i++) {
    const XpRoundLine *line = rounds->pdata[i];
    g_autofree char *number = g_strdup_printf ("%d", line->number);
    if (strcmp (number, text) == 0 || strcmp (line->name, text) == 0)
      return line->uid;
  }
  fprintf (stderr,
           "没有第“%s”次评选，本村资料里共有%u次。用 round list 看有哪些。\n",
           text,
           rounds->len);
  return 0;
}

static char *
read_standard_input (void)
{
  GString *text = g_string_new (NULL);
  char block[4096];
  size_t n = 0;
  while ((n = fread (block, 1, sizeof block, stdin)) > 0)
    g_string_append_len (text, block, (gssize) n);
  return g_string_free (text, FALSE);
}

char *
xp_ctl_read_file (const char *path, GError **error)
{
  if (path == NULL || strcmp (path, "-") == 0)
    return read_standard_input ();

  char *text = NULL;
  g_autoptr (GError) local = NULL;
  if (g_file_get_contents (path, &text, NULL, &local))
    return text;
  const bool is_missing = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               is_missing ? "没有 %s 这个文件。请看看文件名和位置对不对。"
                          : "%s 读不出来。请看看它是不是文件、有没有权限打开。",
               path);
  return NULL;
}

static int
print_help (FILE *out)
{
  fputs ("乡评：村规民约评委会用的评分、公示、发证程序（不开窗口）\n\n"
         "用法：xiangpingctl 命令 …\n\n",
         out);
  for (size_t i = 0; i < G_N_ELEMENTS (VERBS); i++)
    fprintf (out, "  %-10s %s\n", VERBS[i]->name, VERBS[i]->about);
  fputs (COMMON_HELP, out);
  return out == stdout ? XP_EXIT_DONE : XP_EXIT_USAGE;
}

static XpArgOption *
join_options (const XpArgOption *own)
{
  GArray *all = g_array_new (TRUE, TRUE, sizeof (XpArgOption));
  for (; own != NULL && own->name != NULL; own++)
    g_array_append_val (all, *own);
  for (const XpArgOption *common = COMMON_OPTIONS; common->name != NULL; common++)
    g_array_append_val (all, *common);
  return (XpArgOption *) (gpointer) g_array_free (all, FALSE);
}

static int
run_verb (const XpCtlVerb *verb, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree XpArgOption *options = join_options (verb->options);
  g_autoptr (XpArgs) args = xp_args_parse (argc, argv, options, &error);
  if (args == NULL)
    return xp_ctl_usage (verb, "%s", error->message);
  if (xp_args_get (args, "--help") != NULL) {
    printf ("%s\n\n用法：\n%s%s", verb->about, verb->usage, COMMON_HELP);
    return XP_EXIT_DONE;
  }

  XpClock clock = XP_CLOCK_SYSTEM;
  XpCtl ctl = {.args = args, .options = {.clock = &clock, .who = xp_args_get (args, "--who")}};
  const char *today = xp_args_get (args, "--today");
  clock.is_fixed = today != NULL;
  if (today != NULL && !xp_day_from_text (today, &clock.today))
    return xp_ctl_usage (verb, "日期“%s”不对，请写成 2026-10-12 这样。", today);
  const char *format = xp_args_get (args, "--format");
  if (!xp_listing_format_from_text (format, &ctl.format))
    return xp_ctl_usage (verb, "“%s”这种输出没有，只有 table、csv、json。", format);
  return verb->run (&ctl);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_CTYPE, "");
  if (argc < 2)
    return print_help (stderr);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return print_help (stdout);

  for (size_t i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (strcmp (VERBS[i]->name, argv[1]) == 0)
      return run_verb (VERBS[i], argc - 2, argv + 2);

  fprintf (stderr, "没有“%s”这条命令。用 xiangpingctl --help 看有哪些。\n", argv[1]);
  return XP_EXIT_USAGE;
}

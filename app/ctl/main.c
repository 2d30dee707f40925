/* xiangpingctl: the same work without a window. */
#include "xp-verb-table.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static int
print_all (FILE *out)
{
  g_autofree char *help = xp_verb_table_dup_help (NULL);
  fputs (help, out);
  return out == stdout ? XP_EXIT_DONE : XP_EXIT_USAGE;
}

static XpArgOption *
join_options (const XpArgOption *own)
{
  GArray *all = g_array_new (TRUE, TRUE, sizeof (XpArgOption));
  for (; own != NULL && own->name != NULL; own++)
    g_array_append_val (all, *own);
  for (const XpArgOption *common = XP_COMMON_OPTIONS; common->name != NULL; common++)
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
    g_autofree char *help = xp_verb_table_dup_help (verb);
    fputs (help, stdout);
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
    return print_all (stderr);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return print_all (stdout);

  const XpCtlVerb *verb = xp_verb_table_lookup (argv[1]);
  if (verb != NULL)
    return run_verb (verb, argc - 2, argv + 2);
  fprintf (stderr, "没有“%s”这条命令。用 xiangpingctl --help 看有哪些。\n", argv[1]);
  return XP_EXIT_USAGE;
}

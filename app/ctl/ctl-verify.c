#include "xp-ctl.h"

#include "xp-verify-work.h"

#include <stdio.h>
#include <unistd.h>

static const XpArgOption OPTIONS[] = {
  {"--code", true, "八个字", "墙上那张纸的核对码在不在这份资料里、是哪份结果的；打几个字也行"},
  {NULL, false},
};

/* To who looks on; in a file or a pipe it would only be in the way. */
static void
show_progress (size_t n_done, size_t n_total, gpointer unused)
{
  const bool is_done = n_done >= n_total;
  fprintf (stderr, "\r正在检查：%3zu%%%s", n_done * 100 / MAX (n_total, 1), is_done ? "\n" : "");
}

static void
print_all (char *const *sentences)
{
  for (size_t i = 0; sentences[i] != NULL; i++)
    fprintf (stderr, "%s\n", sentences[i]);
}

static void
print_texts (const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    fprintf (stderr, "%s\n", (const char *) texts->pdata[i]);
}

static int
tell_code (const XpCtl *ctl, const char *path, const char *code)
{
  bool is_ours = false;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autofree char *told = xp_verify_work_tell_code (desk, code, &is_ours, &error);
  if (told == NULL)
    return xp_ctl_fail (error);
  fprintf (is_ours ? stdout : stderr, "%s\n", told);
  return is_ours ? XP_EXIT_DONE : XP_EXIT_REFUSED;
}

/* A book that cannot be opened any more may still be checked. */
static XpVerifyAnswer *
check (const XpCtl *ctl, const char *path, XpProgress *progress, GError **error)
{
  XpDeskOptions options = ctl->options;
  options.is_reader = true;
  g_autoptr (XpDesk) desk = xp_desk_open (path, &options, NULL);
  if (desk != NULL)
    return xp_verify_work_check (desk, progress, NULL, error);
  XpVerifyReport *report = xp_desk_verify (path, progress, NULL, error);
  if (report == NULL)
    return NULL;
  XpVerifyAnswer *answer = g_new0 (XpVerifyAnswer, 1);
  *answer = (XpVerifyAnswer){report, g_new0 (char *, 1)};
  return answer;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *code = xp_args_get (ctl->args, "--code");
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_VERIFY, "请写上要检查的资料文件，只写一个。");
  if (code != NULL)
    return tell_code (ctl, path, code);

  g_autoptr (GError) error = NULL;
  XpProgress progress = {isatty (STDERR_FILENO) ? show_progress : NULL, NULL, 0};
  g_autoptr (XpVerifyAnswer) answer = check (ctl, path, &progress, &error);
  if (answer == NULL)
    return xp_ctl_fail (error);
  const XpVerifyReport *report = answer->report;
  print_texts (report->problems);
  print_all (answer->advice);
  print_texts (report->notes);
  if (report->n_problems > 0)
    return XP_EXIT_REFUSED;
  printf ("资料完整：%zu次改动，%zu处变化，%zu份存下的结果，都对得上。\n",
          report->n_acts,
          report->n_changes,
          report->n_results);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_VERIFY = {
  "verify",
  "检查资料是否完整、有没有被改动过；墙上的纸是不是这份资料的",
  "  xiangpingctl verify 资料.xiangping\n"
  "  xiangpingctl verify 资料.xiangping --code 八个字   照纸上的顺序打，空格、标点都不要紧\n",
  OPTIONS,
  run,
};

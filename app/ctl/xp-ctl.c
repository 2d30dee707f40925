#include "xp-ctl.h"

#include "xp-round-work.h"
#include "xp-typist-work.h"

#include <stdio.h>
#include <string.h>

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

/* The first line of a file with a PIN or a passphrase. */
char *
xp_ctl_read_secret (const XpCtl *ctl, const char *option, GError **error)
{
  const char *path = xp_args_get (ctl->args, option);
  char *text = path != NULL ? xp_ctl_read_file (path, error) : NULL;
  if (text != NULL)
    text[strcspn (text, "\r\n")] = '\0';
  return text;
}

/* A name with a PIN is not taken without it. */
static bool
check_who (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pin = xp_ctl_read_secret (ctl, "--pin-file", &error);
  if (error == NULL && xp_typist_work_check (desk, ctl->options.who, pin, &error))
    return true;
  xp_ctl_fail (error);
  return false;
}

XpDesk *
xp_ctl_open (const XpCtl *ctl, const char *path)
{
  g_autoptr (XpDesk) desk = open_desk (path, &ctl->options);
  return desk != NULL && check_who (ctl, desk) ? g_steal_pointer (&desk) : NULL;
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

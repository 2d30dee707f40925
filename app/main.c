/* 乡评 in a window. */
#include "xp-application.h"
#include "xp-language.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static const char *const USAGE =
  N_ ("用法：xiangping [资料.xiangping | 名单.xlsx]\n"
      "      xiangping --sample 文件      做一份示例村的资料并打开\n");

int
main (int argc, char *argv[])
{
  xp_language_init ();

  /* Answered without a screen. */
  const bool is_sample = argc == 3 && strcmp (argv[1], "--sample") == 0;
  const bool is_help =
    argc == 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0);
  if (is_help || (argc > 1 && argv[1][0] == '-' && !is_sample)) {
    fputs (_ (USAGE), is_help ? stdout : stderr);
    return is_help ? 0 : 2;
  }

  /* Without the GL probe the first frame comes a third sooner, and old drivers do no harm. */
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);

  g_autoptr (XpApplication) application = xp_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

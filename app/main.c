/* 乡评 in a window. */
#include "xp-application.h"
#include "xp-program-files.h"

#include <libintl.h>

int
main (int argc, char *argv[])
{
  /* Without the GL probe the first frame comes a third sooner, and old drivers do no harm. */
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_autofree char *locale = xp_program_files_dup_dir ("locale");
  bindtextdomain (GETTEXT_PACKAGE, locale);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_autoptr (XpApplication) application = xp_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

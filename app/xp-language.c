#include "xp-language.h"

#include "xp-program-files.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>

/* Chinese is in no file, so gettext would pass it over in “zh_CN:en”, as desktops set it, and speak
 * the second language to somebody whose first it is not. */
static void
keep_chinese (void)
{
  const char *first = g_get_language_names ()[0];
  if (g_str_has_prefix (first, "zh") && g_getenv ("LANGUAGE") != NULL)
    g_setenv ("LANGUAGE", first, TRUE);
}

void
xp_language_init (void)
{
  g_autofree char *folder = xp_program_files_dup_dir ("locale");
  setlocale (LC_ALL, "");
  keep_chinese ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

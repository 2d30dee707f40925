/* Which language is spoken to whom. Started with two words: what the window says for 取消, and what
 * GTK says for its own Cancel. */
#include "xp-language.h"

#include <gtk/gtk.h>
#include <libintl.h>
#include <stdbool.h>

int
main (int argc, char *argv[])
{
  g_assert_cmpint (argc, ==, 3);
  xp_language_init ();
  gtk_init_check (); /* binds GTK's own words, with or without a screen */
  const char *ours = gettext ("取消"), *gtks = g_dgettext ("gtk40", "_Cancel");
  const bool is_ours = g_str_equal (ours, argv[1]), is_gtks = g_str_equal (gtks, argv[2]);
  g_print ("%s 1 the window says %s\n", is_ours ? "ok" : "not ok", ours);
  g_print ("%s 2 GTK says %s\n1..2\n", is_gtks ? "ok" : "not ok", gtks);
  return is_ours && is_gtks ? 0 : 1;
}

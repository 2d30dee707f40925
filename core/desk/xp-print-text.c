/* xp-print-text.c: what somebody wrote into a text file for a sheet: names for 选票, articles for
 * 意见征询表. */
#include "xp-printing.h"

#include "xp-csv.h"
#include "xp-plain-text.h"

char *
xp_printing_read_text (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = xp_csv_read_file (path, error);
  g_autofree char *text = bytes != NULL ? xp_csv_decode_text (bytes, name, error) : NULL;
  return text != NULL ? xp_plain_text (text) : NULL;
}

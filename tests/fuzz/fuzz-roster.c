/* A household list in any of the kinds of file that are told apart by their bytes. */
#include "xp-fuzz.h"
#include "xp-roster-reader.h"

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, n);
  g_autoptr (XpRoster) roster = xp_roster_read (bytes, "名单.csv", NULL, NULL, NULL, &error);
  g_assert_true ((roster == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
}

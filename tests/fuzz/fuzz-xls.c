/* An old workbook, by the process that reads such files: whatever it does there, here it is a list
 * or a sentence. */
#include "xp-fuzz.h"
#include "xp-table.h"
#include "xp-xls.h"

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, n);
  if (!xp_xls_is_one (bytes))
    return;
  g_autoptr (GPtrArray) tables = xp_xls_read (bytes, "名单.xls", NULL, &error);
  g_assert_true ((tables == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
}

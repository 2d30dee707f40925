/* A workbook's archive and its parts. */
#include "xp-fuzz.h"
#include "xp-table.h"
#include "xp-xlsx.h"

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, n);
  g_autoptr (GPtrArray) tables = xp_xlsx_read (bytes, "名单.xlsx", NULL, &error);
  g_assert_true ((tables == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
}

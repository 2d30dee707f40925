/* What the process that reads old workbooks says, as if it were in a stranger's hands. Where
 * XP_REPEATER names a program that repeats the end of its input, it is heard from there too. */
#include "xp-fuzz.h"
#include "xp-table.h"
#include "xp-xls.h"

#include <string.h>

/* What an OLE file with a workbook in it begins like; `tail` leaves it out. */
static const guint8 OLE[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
static const guint8 ENTRY[] = {
  'W', 0, 'o', 0, 'r', 0, 'k', 0, 'b', 0, 'o', 0, 'o', 0, 'k', 0, 0, 0};

static void
hear (const char *program, const guint8 *data, gsize n)
{
  GError *error = NULL;
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_byte_array_append (file, OLE, sizeof OLE);
  g_byte_array_set_size (file, 512);
  memset (file->data + sizeof OLE, 0, 512 - sizeof OLE);
  g_byte_array_append (file, ENTRY, sizeof ENTRY);
  g_byte_array_set_size (file, 1024);
  memset (file->data + 512 + sizeof ENTRY, 0, 512 - sizeof ENTRY);
  g_byte_array_append (file, data, (guint) n);
  g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
  g_autoptr (GPtrArray) tables = xp_xls_read_by (program, 5000, bytes, "名单.xls", NULL, &error);
  g_assert_true ((tables == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  GError *error = NULL;
  const char *program = g_getenv ("XP_REPEATER");
  g_autoptr (GPtrArray) tables = xp_xls_read_answer (data, n, "名单.xls", &error);
  g_assert_true ((tables == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
  if (program != NULL)
    hear (program, data, n);
}

/* A 核对码 as somebody types it. What is read is a code: the same characters give it again, it fits
 * a result whose code has them in this order, and none whose code lacks the first. */
#include "xp-board-code.h"
#include "xp-fuzz.h"
#include "xp-program-files.h"

#include <string.h>

enum {
  N_CHARACTERS = 2048,
  BITS_EACH = 11
};

static char *characters; /* resources/data/board-code.txt */

static void
read_characters (void)
{
  g_autofree char *folder = xp_program_files_dup_dir ("resources");
  g_autofree char *path = g_build_filename (folder, "data", "board-code.txt", NULL);
  g_assert_true (g_file_get_contents (path, &characters, NULL, NULL));
}

/* Where a code has nothing else it has @filler. */
static void
make_sha256 (const XpTypedCode *code, guint filler, guint8 sha256[32])
{
  memset (sha256, 0, 32);
  for (size_t i = 0; i < XP_BOARD_CODE_LENGTH; i++) {
    const guint digit = i < code->n ? code->digits[i] : filler;
    for (size_t bit = 0; bit < BITS_EACH; bit++)
      if ((digit >> (BITS_EACH - 1 - bit) & 1U) != 0)
        sha256[(i * BITS_EACH + bit) / 8] |= (guint8) (0x80 >> (i * BITS_EACH + bit) % 8);
  }
}

static void
check_fit (const XpTypedCode *code)
{
  static const XpTypedCode NOTHING = {.n = 0};
  guint8 sha256[32];
  const guint other = (code->digits[0] + 1U) % N_CHARACTERS;
  make_sha256 (code, other, sha256);
  g_assert_true (xp_typed_code_fits (code, sha256));
  make_sha256 (&NOTHING, other, sha256);
  g_assert_false (xp_typed_code_fits (code, sha256));
}

static void
check_reads_again (const XpTypedCode *code)
{
  GError *error = NULL;
  XpTypedCode again;
  g_autoptr (GString) text = g_string_new (NULL);
  for (size_t i = 0; i < code->n; i++)
    g_string_append_unichar (
      text,
      g_utf8_get_char (g_utf8_offset_to_pointer (characters, code->digits[i])));
  xp_typed_code_read (text->str, characters, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (code->digits,
                   code->n * sizeof code->digits[0],
                   again.digits,
                   again.n * sizeof again.digits[0]);
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  GError *error = NULL;
  XpTypedCode code;
  if (characters == NULL)
    read_characters ();
  g_autofree char *typed = g_strndup ((const char *) data, n);
  const bool is_read = xp_typed_code_read (typed, characters, &code, &error);
  g_assert_true (is_read == (error == NULL));
  xp_fuzz_check_refusal (error);
  if (!is_read)
    return;
  g_assert_cmpuint (code.n, >=, XP_BOARD_CODE_LEAST);
  g_assert_cmpuint (code.n, <=, XP_BOARD_CODE_LENGTH);
  for (size_t i = 0; i < code.n; i++)
    g_assert_cmpuint (code.digits[i], <, N_CHARACTERS);
  check_reads_again (&code);
  check_fit (&code);
}

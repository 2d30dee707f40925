/* A sealed file opens with its passphrase to what it was, and in no other way. */
#include "xp-book-seal.h"
#include "xp-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

enum {
  HEADER = 92,
  SEALED_CHUNK = 65536 + 17,
  SIZE = 2 * 65536 + 100
};

static const char PASSPHRASE[] = "永胜村 2026 秋";

typedef struct {
  char *folder, *plain, *sealed, *opened;
} Fixture;

static void
fill_plain (Fixture *f, gsize n)
{
  g_autofree char *bytes = g_malloc (n + 1);
  for (gsize i = 0; i < n; i++)
    bytes[i] = (char) (i * 31 + i / 251);
  g_assert_true (g_file_set_contents (f->plain, bytes, (gssize) n, NULL));
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xiangping-seal-XXXXXX", NULL);
  f->plain = g_build_filename (f->folder, "plain", NULL);
  f->sealed = g_build_filename (f->folder, "备份.xiangping", NULL);
  f->opened = g_build_filename (f->folder, "opened", NULL);
  fill_plain (f, SIZE);
}

static guint
count_files (Fixture *f)
{
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_unlink (f->plain);
  g_unlink (f->sealed);
  g_unlink (f->opened);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0); /* nothing else was left in it */
  g_free (f->folder);
  g_free (f->plain);
  g_free (f->sealed);
  g_free (f->opened);
}

static void
seal (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  xp_seal_write (f->plain, f->sealed, PASSPHRASE, &error);
  g_assert_no_error (error);
}

static void
assert_same_contents (const char *a, const char *b)
{
  g_autofree char *one = NULL, *other = NULL;
  gsize n = 0, n_other = 0;
  g_assert_true (g_file_get_contents (a, &one, &n, NULL));
  g_assert_true (g_file_get_contents (b, &other, &n_other, NULL));
  g_assert_cmpmem (one, n, other, n_other);
}

static void
assert_opening_says (Fixture *f, const char *passphrase, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_seal_read (f->sealed, f->opened, passphrase, &error));
  g_assert_error (error, XP_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
  g_assert_cmpuint (count_files (f), ==, 2);
}

static void
test_it_opens_to_what_it_was (Fixture *f, gconstpointer unused)
{
  static const gsize SIZES[] = {0, 1, 65535, 65536, 65537, SIZE};
  for (size_t i = 0; i < G_N_ELEMENTS (SIZES); i++) {
    g_autoptr (GError) error = NULL;
    fill_plain (f, SIZES[i]);
    seal (f);
    g_assert_true (xp_seal_is_sealed (f->sealed));
    g_assert_false (xp_seal_is_sealed (f->plain));
    xp_seal_read (f->sealed, f->opened, PASSPHRASE, &error);
    g_assert_no_error (error);
    assert_same_contents (f->plain, f->opened);
    g_assert_cmpuint (count_files (f), ==, 3);
    g_unlink (f->opened);
  }
}

static void
test_nothing_of_it_can_be_read (Fixture *f, gconstpointer unused)
{
  static const char WORDS[] = "SQLite format 3 张三 15400000001 SQLite format 3";
  g_assert_true (g_file_set_contents (f->plain, WORDS, -1, NULL));
  seal (f);
  g_autofree char *sealed = NULL;
  gsize n = 0;
  g_assert_true (g_file_get_contents (f->sealed, &sealed, &n, NULL));
  g_assert_cmpuint (n, ==, HEADER + sizeof WORDS - 1 + 17);
  g_assert_null (memmem (sealed, n, "SQLite", 6));
  g_assert_null (memmem (sealed, n, "154000", 6));
}

static void
test_another_passphrase_is_wrong (Fixture *f, gconstpointer unused)
{
  seal (f);
  assert_opening_says (f, "永胜村 2026 春", XP_ERROR_INPUT, "口令不对");
  assert_opening_says (f, "", XP_ERROR_INPUT, "口令不对");
  assert_opening_says (f, "\xff\xfe", XP_ERROR_INPUT, "口令不对");
}

/* As another keyboard may compose it: é as one character or as two. */
static void
test_the_same_letters_are_the_same_passphrase (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_seal_write (f->plain, f->sealed, "caf\u00e9 2026", &error));
  g_assert_true (xp_seal_read (f->sealed, f->opened, "cafe\u0301 2026", &error));
  assert_same_contents (f->plain, f->opened);
}

static void
test_a_short_passphrase_is_none (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_seal_write (f->plain, f->sealed, "永胜村26", &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_false (g_file_test (f->sealed, G_FILE_TEST_EXISTS));
}

static void
test_a_cut_off_file_is_not_whole (Fixture *f, gconstpointer unused)
{
  static const gsize LENGTHS[] = {8,
                                  HEADER - 1,
                                  HEADER,
                                  HEADER + 5,
                                  HEADER + 1000,
                                  HEADER + SEALED_CHUNK,
                                  HEADER + SEALED_CHUNK + 17,
                                  HEADER + 2 * SEALED_CHUNK,
                                  HEADER + 2 * SEALED_CHUNK + 116};
  g_autofree char *whole = NULL;
  gsize n = 0;
  seal (f);
  g_assert_true (g_file_get_contents (f->sealed, &whole, &n, NULL));
  g_assert_cmpuint (n, ==, HEADER + 2 * SEALED_CHUNK + 117);
  for (size_t i = 0; i < G_N_ELEMENTS (LENGTHS); i++) {
    g_assert_true (g_file_set_contents (f->sealed, whole, (gssize) LENGTHS[i], NULL));
    assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "没有拷全");
  }
}

static void
write_altered (Fixture *f, const char *whole, gsize n, gsize at, guint8 mask)
{
  g_autofree char *bytes = g_memdup2 (whole, n);
  bytes[at] = (char) ((guint8) bytes[at] ^ mask);
  g_assert_true (g_file_set_contents (f->sealed, bytes, (gssize) n, NULL));
}

static void
test_an_altered_byte_is_noticed (Fixture *f, gconstpointer unused)
{
  static const gsize PLACES[] = {HEADER,
                                 HEADER + 1,
                                 HEADER + SEALED_CHUNK - 1,
                                 HEADER + SEALED_CHUNK,
                                 HEADER + SEALED_CHUNK + 30000};
  g_autofree char *whole = NULL;
  gsize n = 0;
  seal (f);
  g_assert_true (g_file_get_contents (f->sealed, &whole, &n, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS (PLACES); i++) {
    write_altered (f, whole, n, PLACES[i], 1);
    assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "被改动过");
  }
  /* salt, the stream's header, the proof: it is not the header this passphrase made */
  for (gsize at = 20; at < HEADER; at += 20) {
    write_altered (f, whole, n, at, 0x80);
    assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "口令不对");
  }
  g_autofree char *longer = g_strndup ("", n + 1);
  memcpy (longer, whole, n);
  g_assert_true (g_file_set_contents (f->sealed, longer, (gssize) n + 1, NULL));
  assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "没有拷全");
}

/* Chunks in another order, one twice, one left out. */
static void
test_chunks_have_their_place (Fixture *f, gconstpointer unused)
{
  g_autofree char *whole = NULL;
  gsize n = 0;
  seal (f);
  g_assert_true (g_file_get_contents (f->sealed, &whole, &n, NULL));
  g_autofree char *swapped = g_memdup2 (whole, n);
  memcpy (swapped + HEADER, whole + HEADER + SEALED_CHUNK, SEALED_CHUNK);
  memcpy (swapped + HEADER + SEALED_CHUNK, whole + HEADER, SEALED_CHUNK);
  g_assert_true (g_file_set_contents (f->sealed, swapped, (gssize) n, NULL));
  assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "被改动过");
  memmove (swapped + HEADER, whole + HEADER + SEALED_CHUNK, n - HEADER - SEALED_CHUNK);
  g_assert_true (g_file_set_contents (f->sealed, swapped, (gssize) (n - SEALED_CHUNK), NULL));
  assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "被改动过");
}

/* What would take gigabytes or hours is refused before it is begun: the test's own memory is
 * bounded. */
static void
test_a_header_that_asks_for_too_much (Fixture *f, gconstpointer unused)
{
  static const struct {
    gsize at;
    guint8 bytes[4];
  } CASES[] = {
    {12, {11, 0, 0, 0}},
    {12, {0, 0, 0, 0}},
    {12, {0xff, 0xff, 0xff, 0xff}},
    {16, {1, 0, 4, 0}}, /* 262,145 KiB */
    {16, {7, 0, 0, 0}},
    {16, {0xff, 0xff, 0xff, 0xff}},
  };
  g_autofree char *whole = NULL;
  gsize n = 0;
  seal (f);
  g_assert_true (g_file_get_contents (f->sealed, &whole, &n, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *bytes = g_memdup2 (whole, n);
    memcpy (bytes + CASES[i].at, CASES[i].bytes, 4);
    g_assert_true (g_file_set_contents (f->sealed, bytes, (gssize) n, NULL));
    assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "被改动过");
  }
  write_altered (f, whole, n, 8, 3); /* version 2 */
  assert_opening_says (f, PASSPHRASE, XP_ERROR_NEWER, "更新的乡评");
}

static void
test_what_is_not_sealed_is_not_opened (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) missing = NULL, there = NULL;
  g_assert_false (xp_seal_read (f->sealed, f->opened, PASSPHRASE, &missing));
  g_assert_error (missing, XP_ERROR, XP_ERROR_INPUT);
  g_assert_true (g_file_set_contents (f->sealed, "SQLite format 3", -1, NULL));
  assert_opening_says (f, PASSPHRASE, XP_ERROR_INPUT, "不是加了口令的备份");
  g_assert_false (xp_seal_is_sealed (f->folder));
  seal (f);
  g_assert_true (g_file_set_contents (f->opened, "mine", -1, NULL));
  g_assert_false (xp_seal_read (f->sealed, f->opened, PASSPHRASE, &there));
  g_assert_error (there, XP_ERROR, XP_ERROR_REFUSED);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (f->opened, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

/* The disk is full after every so many bytes: the old file stands until the new one is whole. */
static void
test_a_full_disk_leaves_the_old_file (Fixture *f, gconstpointer unused)
{
  static const rlim_t FULL_AFTER[] = {0, 50, 4096, 70000, HEADER + 2 * SEALED_CHUNK + 116};
  struct rlimit before;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_true (g_file_set_contents (f->sealed, "older", -1, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS (FULL_AFTER); i++) {
    const struct rlimit full = {FULL_AFTER[i], before.rlim_max};
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
    const bool is_written = xp_seal_write (f->plain, f->sealed, PASSPHRASE, &error);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
    g_assert_false (is_written);
    g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
    g_autofree char *text = NULL;
    g_assert_true (g_file_get_contents (f->sealed, &text, NULL, NULL));
    g_assert_cmpstr (text, ==, "older");
    g_assert_cmpuint (count_files (f), ==, 2);
  }
  seal (f);
  for (size_t i = 0; i < 4; i++) {
    const struct rlimit full = {FULL_AFTER[i], before.rlim_max};
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
    const bool is_read = xp_seal_read (f->sealed, f->opened, PASSPHRASE, &error);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
    g_assert_false (is_read);
    g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
    g_assert_cmpuint (count_files (f), ==, 2);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/seal/opens", test_it_opens_to_what_it_was);
  ADD ("/seal/unreadable", test_nothing_of_it_can_be_read);
  ADD ("/seal/wrong-passphrase", test_another_passphrase_is_wrong);
  ADD ("/seal/same-letters", test_the_same_letters_are_the_same_passphrase);
  ADD ("/seal/short-passphrase", test_a_short_passphrase_is_none);
  ADD ("/seal/cut-off", test_a_cut_off_file_is_not_whole);
  ADD ("/seal/altered", test_an_altered_byte_is_noticed);
  ADD ("/seal/order", test_chunks_have_their_place);
  ADD ("/seal/absurd-header", test_a_header_that_asks_for_too_much);
  ADD ("/seal/not-sealed", test_what_is_not_sealed_is_not_opened);
  ADD ("/seal/full-disk", test_a_full_disk_leaves_the_old_file);
#undef ADD
  return g_test_run ();
}

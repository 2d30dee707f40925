/* A byte that changes anywhere in the file of a closed book is seen: the book does not open, or
 * verify says that something is wrong. */
#include "xp-test-book.h"

/* No multiple of it is a page, so that all places within a page come up. */
static const gsize EVERY = 211;

static void
fill (TestBook *f)
{
  for (int i = 0; i < 60; i++) {
    g_autoptr (XpRecord) mark = test_mark (i % 2 + 1, 1, i % 5 + 1);
    g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
    g_assert_nonnull (act);
  }
  test_book_close (f);
}

static bool
is_seen (TestBook *f)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  g_autoptr (XpVerifyReport) report = xp_book_verify_path (f->path, &HOOKS, NULL, NULL, NULL);
  return report == NULL || report->n_problems > 0;
}

static void
test_no_byte_changes_unseen (TestBook *f, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;
  guint n_flips = 0, n_unseen = 0, state = 1;
  fill (f);
  g_assert_false (is_seen (f));
  g_assert_true (g_file_get_contents (f->path, &bytes, &n, NULL));
  for (gsize at = 0; at < n; at += EVERY) {
    const char kept = bytes[at];
    state = state * 1103515245 + 12345;
    bytes[at] ^= (char) (1 << (state >> 16) % 8);
    g_assert_true (g_file_set_contents (f->path, bytes, (gssize) n, NULL));
    bytes[at] = kept;
    n_flips++;
    if (!is_seen (f)) {
      n_unseen++;
      g_test_message ("byte %zu of page %zu", at % 4096, at / 4096 + 1);
    }
  }
  g_test_message ("%u bytes changed in %zu pages, %u not seen", n_flips, n / 4096, n_unseen);
  g_assert_cmpuint (n_flips, >, 500);
  g_assert_cmpuint (n_unseen, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/flips/all-over",
              TestBook,
              NULL,
              test_book_set_up,
              test_no_byte_changes_unseen,
              test_book_tear_down);
  return g_test_run ();
}

/* What a household told in private leaves the book, the journal and new backups; the chain stays.
 */
#include "xp-test-book.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
  N_CROWD = 400,
  FIRST_OF_CROWD = 1000
};

/* As a search of the disk would find them. */
static const char *const PRIVATE[] = {
  "13811112222", "13811113333", "4417", "常年吃药", "低保-二类", "5526", "住院到月底", "是他姐夫"};

static void
set_household_secrets (TestBook *f, const char *phone)
{
  g_autoptr (XpRecord) now = xp_book_lookup (f->book, XP_KIND_HOUSEHOLD, "[11]", NULL);
  g_autoptr (XpRecord) household = xp_record_copy (now);
  xp_record_set_secret (household, "phone_secret", phone);
  xp_record_set_secret (household, "id_secret", "4417");
  xp_record_set_secret (household, "remark_secret", "常年吃药");
  xp_record_set_secret (household, "tags_secret", "低保-二类");
  g_autoptr (XpAct) act = test_put (f, XP_VERB_EDIT_HOUSEHOLD, household, NULL);
  g_assert_nonnull (act);
}

static XpRecord *
new_state (const char *reason)
{
  XpRecord *state = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (state, "round_uid", TEST_ROUND);
  xp_record_set_int (state, "entrant_no", 1);
  xp_record_set_text (state, "state", "away");
  xp_record_set_secret (state, "reason_secret", reason);
  return state;
}

static void
put_others (TestBook *f)
{
  g_autoptr (XpRecord) person = xp_record_new (XP_KIND_PERSON);
  xp_record_set_int (person, "person_uid", 31);
  xp_record_set_int (person, "household_uid", TEST_HOUSEHOLD_1);
  xp_record_set_int (person, "number", 1);
  xp_record_set_text (person, "name", "张小三");
  xp_record_set_secret (person, "id_secret", "5526");
  g_autoptr (XpAct) added = test_put (f, XP_VERB_ADD_PERSON, person, NULL);
  g_autoptr (XpRecord) state = new_state ("住院到月底");
  g_autoptr (XpAct) set = test_put (f, XP_VERB_SET_STATE, state, NULL);
  g_autoptr (XpRecord) recusal = xp_record_new (XP_KIND_RECUSAL);
  xp_record_set_int (recusal, "round_uid", TEST_ROUND);
  xp_record_set_int (recusal, "entrant_no", 1);
  xp_record_set_text (recusal, "source", "declared");
  xp_record_set_secret (recusal, "relation_secret", "是他姐夫");
  g_autoptr (XpAct) recused = test_put (f, XP_VERB_EDIT_ROUND, recusal, NULL);
  g_assert_true (added != NULL && set != NULL && recused != NULL);
}

/* A recusal that was taken back: its relation is still in the history. */
static void
take_back_recusal (TestBook *f)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_ROUND);
  g_autoptr (XpRecord) recusal = xp_book_lookup (f->book, XP_KIND_RECUSAL, "[21,1,0]", NULL);
  xp_draft_remove (draft, recusal);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, NULL);
  g_assert_nonnull (act);
}

static void
tell_all (TestBook *f)
{
  set_household_secrets (f, "13811112222");
  set_household_secrets (f, "13811113333");
  put_others (f);
  take_back_recusal (f);
}

static XpAct *
forget (TestBook *f, GError **error)
{
  return xp_book_forget (f->book, TEST_HOUSEHOLD_1, "2026-10-13", error);
}

/* Values lie in the order of their commitments, which is none: pages split all the time, and what
 * moved might leave remains that no deletion touches. */
static void
put_crowd (TestBook *f)
{
  for (int i = 0; i < N_CROWD; i++) {
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    g_autofree char *phone = g_strdup_printf ("139%08d", i);
    g_autofree char *head = g_strdup_printf ("户主%d", i);
    xp_record_set_int (household, "household_uid", FIRST_OF_CROWD + i);
    xp_record_set_int (household, "number", 100 + i);
    xp_record_set_text (household, "head", head);
    xp_record_set_secret (household, "phone_secret", phone);
    g_autoptr (XpAct) act = test_put (f, XP_VERB_ADD_HOUSEHOLD, household, NULL);
    g_assert_nonnull (act);
  }
}

/* How many of the private words stand anywhere in the folder's files. */
static guint
search_files (TestBook *f)
{
  guint n_found = 0;
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize n = 0;
    g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS (PRIVATE); i++)
      n_found += memmem (bytes, n, PRIVATE[i], strlen (PRIVATE[i])) != NULL;
  }
  return n_found;
}

static void
test_nothing_of_it_is_left (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  tell_all (f);
  g_assert_cmpuint (search_files (f), >=, G_N_ELEMENTS (PRIVATE));
  /* two telephones typed here and one at the beginning, digits, remark, tags, person, state,
   * relation */
  g_assert_cmpint (xp_book_count_private (f->book, TEST_HOUSEHOLD_1, NULL), ==, 9);
  g_autoptr (XpAct) act = forget (f, &error);
  g_assert_no_error (error);
  g_assert_true (xp_book_wipe (f->book, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (search_files (f), ==, 0);
  g_assert_cmpint (xp_book_count_private (f->book, TEST_HOUSEHOLD_1, NULL), ==, 0);
  g_assert_cmpint (xp_book_count_private (f->book, TEST_HOUSEHOLD_2, NULL), ==, 1);

  g_autofree char *backup = g_build_filename (f->folder, "backup.xiangping", NULL);
  g_assert_true (xp_book_backup (f->book, backup, &error));
  test_book_close (f);
  g_assert_cmpuint (search_files (f), ==, 0);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

static void
test_pages_that_split_keep_no_remains (TestBook *f, gconstpointer unused)
{
  put_crowd (f);
  for (int i = 0; i < N_CROWD; i += 3) {
    g_autoptr (XpAct) act = xp_book_forget (f->book, FIRST_OF_CROWD + i, "2026-10-13", NULL);
    g_assert_nonnull (act);
  }
  g_assert_true (xp_book_wipe (f->book, NULL));
  test_book_close (f);
  g_autofree char *bytes = NULL;
  gsize n = 0;
  g_assert_true (g_file_get_contents (f->path, &bytes, &n, NULL));
  for (int i = 0; i < N_CROWD; i += 3) {
    g_autofree char *phone = g_strdup_printf ("139%08d", i);
    g_assert_null (memmem (bytes, n, phone, strlen (phone)));
  }
}

static void
test_no_undo_brings_it_back (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  tell_all (f);
  g_autoptr (XpAct) act = forget (f, NULL);
  g_autoptr (XpAct) undone = xp_book_undo (f->book, &error);
  g_assert_null (undone);
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_null (xp_book_redo (f->book, NULL));
  g_autoptr (XpRecord) household = xp_book_lookup (f->book, XP_KIND_HOUSEHOLD, "[11]", NULL);
  g_assert_true (xp_record_is_null (household, "phone_secret"));
  g_assert_cmpstr (xp_record_get_text (household, "head"), ==, "张三");
  g_autoptr (XpRecord) state = xp_book_lookup (f->book, XP_KIND_ENTRANT_STATE, "[21,1]", NULL);
  g_assert_cmpstr (xp_record_get_text (state, "state"), ==, "away");
  g_assert_true (xp_record_is_null (state, "reason_secret"));
}

static void
test_what_is_told_again_is_kept_and_forgotten_again (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  tell_all (f);
  g_autoptr (XpAct) first = forget (f, NULL);
  g_assert_null (forget (f, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_clear_error (&error);

  set_household_secrets (f, "13811112222");
  g_autoptr (XpRecord) household = xp_book_lookup (f->book, XP_KIND_HOUSEHOLD, "[11]", NULL);
  g_autofree char *phone =
    xp_book_dup_secret (f->book, xp_record_get_text (household, "phone_secret"), NULL);
  g_assert_cmpstr (phone, ==, "13811112222");
  g_autoptr (XpAct) second = forget (f, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
  g_assert_true (xp_book_wipe (f->book, NULL));
  g_assert_cmpuint (search_files (f), ==, 0);
  test_book_close (f);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

/* Under the name of forgetting nothing else gets in. */
static void
test_nothing_else_changes_with_it (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) now = xp_book_lookup (f->book, XP_KIND_HOUSEHOLD, "[11]", NULL);
  g_autoptr (XpRecord) household = xp_record_copy (now);
  xp_record_set_null (household, "phone_secret");
  xp_record_set_text (household, "head", "王五");
  g_assert_null (test_put (f, XP_VERB_FORGET, household, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
}

/* Stages do not stand in the way: what is forgotten is no result. */
static void
test_a_later_stage_lets_it_through (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  tell_all (f);
  g_autoptr (XpRecord) now = xp_book_lookup (f->book, XP_KIND_ROUND, "[21]", NULL);
  g_autoptr (XpRecord) round = xp_record_copy (now);
  xp_record_set_text (round, "stage", "tallied");
  g_autoptr (XpAct) tallied = test_put (f, XP_VERB_STAGE, round, &error);
  g_assert_no_error (error);
  g_autoptr (XpAct) act = forget (f, &error);
  g_assert_no_error (error);
}

static void
test_under_a_viewer_it_is_wiped_later (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  tell_all (f);
  /* One who is in the middle of reading. */
  sqlite3 *viewer = NULL;
  g_assert_cmpint (sqlite3_open_v2 (f->path, &viewer, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (viewer, "BEGIN; SELECT count (*) FROM act", NULL, NULL, NULL),
                   ==,
                   SQLITE_OK);
  g_autoptr (XpAct) act = forget (f, &error);
  g_assert_no_error (error);
  g_assert_false (xp_book_wipe (f->book, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_LOCKED);
  sqlite3_close (viewer);
  test_book_close (f);
  g_assert_cmpuint (search_files (f), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/forget/all", test_nothing_of_it_is_left);
  ADD ("/forget/remains", test_pages_that_split_keep_no_remains);
  ADD ("/forget/undo", test_no_undo_brings_it_back);
  ADD ("/forget/again", test_what_is_told_again_is_kept_and_forgotten_again);
  ADD ("/forget/nothing-else", test_nothing_else_changes_with_it);
  ADD ("/forget/stage", test_a_later_stage_lets_it_through);
  ADD ("/forget/viewer", test_under_a_viewer_it_is_wiped_later);
#undef ADD
  return g_test_run ();
}

/* Properties of merging on random histories: two or three copies of one book are typed into and
 * merged into each other in any order. Twice is once, either order gives the same state and the
 * same set of typed acts, none is ever dropped, and the record of changes is whole after each.
 *
 * Four histories go on on the same copies. XP_HISTORIES: how many; XP_SEED: of the first four,
 * which a failure names. */
#include "xp-book-merge.h"
#include "xp-test-book.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
#ifdef __SANITIZE_ADDRESS__ /* each takes twenty times as long there */
  N_HISTORIES = 50,
#else
  N_HISTORIES = 1000,
#endif
  N_EVENINGS = 4, /* histories one after another on the same copies */
  N_COPIES = 3,
  N_STEPS = 24,
  N_ENTRANTS = 6,
  CLOSABLE = 6 /* the entrant whose sheet has its score from the start */
};

typedef struct {
  TestBook base;
  char *paths[N_COPIES];
  XpBook *books[N_COPIES];
  XpBook *readers[N_COPIES]; /* of the same files; NULL until one is merged from */
  GRand *rand;
  guint32 seed;
  int n_added;
  int n_conflicts, n_merges;
} Histories;

/* ---- what everybody starts from ---- */

static void
put_all (XpBook *book, XpDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

static void
fill_base (TestBook *base)
{
  g_autoptr (XpDraft) households = xp_draft_new (XP_VERB_IMPORT_ROSTER);
  g_autoptr (XpDraft) entrants = xp_draft_new (XP_VERB_EDIT_ROUND);
  for (int no = 3; no <= N_ENTRANTS; no++) {
    g_autofree char *head = g_strdup_printf ("户%d", no);
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    xp_record_set_int (household, "household_uid", 10 + no);
    xp_record_set_int (household, "number", no);
    xp_record_set_text (household, "head", head);
    xp_draft_put (households, household);
    g_autoptr (XpRecord) entrant = xp_record_new (XP_KIND_ENTRANT);
    xp_record_set_int (entrant, "round_uid", TEST_ROUND);
    xp_record_set_int (entrant, "entrant_no", no);
    xp_record_set_int (entrant, "household_uid", 10 + no);
    xp_draft_put (entrants, entrant);
  }
  put_all (base->book, households);
  put_all (base->book, entrants);
  g_autoptr (XpDraft) mark = xp_draft_new (XP_VERB_PUT_MARK);
  g_autoptr (XpRecord) score = test_mark (CLOSABLE, 2, 800);
  xp_draft_put (mark, score);
  put_all (base->book, mark);

  /* What cannot be undone: nobody undoes what stands before it. */
  g_autoptr (XpDraft) end = xp_draft_new (XP_VERB_UPGRADE);
  g_autoptr (XpRecord) wording = xp_record_new (XP_KIND_WORDING);
  xp_record_set_text (wording, "document", "notice");
  xp_record_set_text (wording, "text", "一句话");
  xp_draft_put (end, wording);
  put_all (base->book, end);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (from, &bytes, &n, &error);
  g_assert_no_error (error);
  FILE *file = g_fopen (to, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, n, file), ==, n);
  fclose (file);
}

static void
set_up (Histories *f, gconstpointer unused)
{
  test_book_set_up (&f->base, NULL);
  fill_base (&f->base);
  test_book_close (&f->base);
}

static void
tear_down (Histories *f, gconstpointer unused)
{
  test_book_tear_down (&f->base, NULL);
}

/* ---- typing ---- */

static int
draw (Histories *f, int n)
{
  return g_rand_int_range (f->rand, 0, n);
}

typedef void (*TypeFunc) (Histories *f, XpBook *book, XpDraft *draft);

static void
type_count (Histories *f, XpBook *book, XpDraft *draft)
{
  g_autoptr (XpRecord) mark = test_mark (draw (f, N_ENTRANTS) + 1, 1, draw (f, 7));
  if (draw (f, 4) == 0)
    xp_record_set_text (mark, "words", draw (f, 2) == 0 ? "东墙根" : "大门口");
  xp_draft_put (draft, mark);
}

static void
type_score (Histories *f, XpBook *book, XpDraft *draft)
{
  g_autoptr (XpRecord) mark = test_mark (draw (f, N_ENTRANTS) + 1, 2, draw (f, 21) * 50);
  xp_draft_put (draft, mark);
}

static void
type_many (Histories *f, XpBook *book, XpDraft *draft)
{
  for (int i = 0; i < 5; i++)
    type_count (f, book, draft);
}

static void
take_back (Histories *f, XpBook *book, XpDraft *draft)
{
  g_autoptr (XpRecord) mark = test_mark (draw (f, N_ENTRANTS) + 1, 1, 0);
  xp_draft_remove (draft, mark);
}

static void
turn_sheet (Histories *f, XpBook *book, XpDraft *draft)
{
  g_autoptr (XpRecord) sheet = xp_record_new (XP_KIND_SHEET);
  xp_record_set_int (sheet, "round_uid", TEST_ROUND);
  xp_record_set_int (sheet, "entrant_no", CLOSABLE);
  xp_record_set_int (sheet, "entry", 1);
  if (draw (f, 2) == 0)
    xp_draft_put (draft, sheet);
  else
    xp_draft_remove (draft, sheet);
}

static void
set_state (Histories *f, XpBook *book, XpDraft *draft)
{
  static const char *const STATES[] = {"not-met", "away", "empty"};
  g_autoptr (XpRecord) state = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (state, "round_uid", TEST_ROUND);
  xp_record_set_int (state, "entrant_no", draw (f, N_ENTRANTS) + 1);
  xp_record_set_text (state, "state", STATES[draw (f, 3)]);
  if (draw (f, 3) == 0)
    xp_draft_remove (draft, state);
  else
    xp_draft_put (draft, state);
}

static void
edit_household (Histories *f, XpBook *book, XpDraft *draft)
{
  static const char *const COLUMNS[] = {"door", "told_apart_by", "village_code"};
  static const char *const PHONES[] = {"15400000001", "15400000002"};
  g_autofree char *key = g_strdup_printf ("[%d]", 11 + draw (f, N_ENTRANTS));
  g_autoptr (XpRecord) now = xp_book_lookup (book, XP_KIND_HOUSEHOLD, key, NULL);
  g_autoptr (XpRecord) household = xp_record_copy (now);
  g_autofree char *text = g_strdup_printf ("%d号", draw (f, 3));
  if (draw (f, 3) == 0)
    xp_record_set_secret (household, "phone_secret", PHONES[draw (f, 2)]);
  else
    xp_record_set_text (household, COLUMNS[draw (f, 3)], text);
  xp_draft_put (draft, household);
}

static void
add_person (Histories *f, XpBook *book, XpDraft *draft)
{
  g_autoptr (XpRecord) person = xp_record_new (XP_KIND_PERSON);
  xp_record_set_int (person, "person_uid", 1000 + f->n_added++);
  xp_record_set_int (person, "household_uid", 11 + draw (f, N_ENTRANTS));
  xp_record_set_int (person, "number", draw (f, 9) + 1);
  xp_record_set_text (person, "name", "某人");
  xp_draft_put (draft, person);
}

static void
add_household (Histories *f, XpBook *book, XpDraft *draft)
{
  g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
  const int n = f->n_added++;
  xp_record_set_int (household, "household_uid", 1000 + n);
  xp_record_set_int (household, "number", 100 + n);
  xp_record_set_text (household, "head", "新来的");
  xp_draft_put (draft, household);
}

static const struct {
  const char *verb;
  TypeFunc func;
} WAYS[] = {
  {XP_VERB_PUT_MARK, type_count},
  {XP_VERB_PUT_MARK, type_count},
  {XP_VERB_PUT_MARK, type_score},
  {XP_VERB_IMPORT_MARKS, type_many},
  {XP_VERB_PUT_MARK, take_back},
  {XP_VERB_CLOSE_SHEET, turn_sheet},
  {XP_VERB_SET_STATE, set_state},
  {XP_VERB_EDIT_HOUSEHOLD, edit_household},
  {XP_VERB_EDIT_HOUSEHOLD, edit_household},
  {XP_VERB_ADD_PERSON, add_person},
  {XP_VERB_ADD_HOUSEHOLD, add_household},
};

static void
type_something (Histories *f, XpBook *book)
{
  const int way = draw (f, G_N_ELEMENTS (WAYS) + 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = NULL;
  if (way >= (int) G_N_ELEMENTS (WAYS)) {
    act = way == G_N_ELEMENTS (WAYS) ? xp_book_redo (book, &error) : xp_book_undo (book, &error);
    g_assert_true (act != NULL || g_error_matches (error, XP_ERROR, XP_ERROR_REFUSED));
    return;
  }
  g_autoptr (XpDraft) draft = xp_draft_new (WAYS[way].verb);
  WAYS[way].func (f, book, draft);
  act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

/* ---- merging ---- */

/* The same record is chosen whichever side asks. */
static bool
is_greater (const XpRecord *a, const XpRecord *b)
{
  if (a == NULL || b == NULL)
    return a != NULL;
  const XpKindInfo *info = xp_kind_get_info (xp_record_get_kind (a));
  for (size_t i = info->n_key; i < info->n_columns; i++) {
    if (xp_record_equal_at (a, b, i))
      continue;
    if (info->columns[i].type == XP_COLUMN_INT)
      return xp_record_get_int_at (a, i) > xp_record_get_int_at (b, i);
    return g_strcmp0 (xp_record_get_text_at (a, i), xp_record_get_text_at (b, i)) > 0;
  }
  return false;
}

typedef enum {
  GREATER,
  SMALLER,
  ANY
} Taste;

static XpMergeChoice *
decide (Histories *f, const XpMergePlan *plan, Taste taste)
{
  XpMergeChoice *choices = g_new0 (XpMergeChoice, plan->conflicts->len + 1);
  for (guint i = 0; i < plan->conflicts->len; i++) {
    const XpMergeConflict *conflict = plan->conflicts->pdata[i];
    const bool is_ours = taste == ANY
                           ? draw (f, 2) == 0
                           : is_greater (conflict->ours, conflict->theirs) == (taste == GREATER);
    choices[i] = is_ours ? XP_MERGE_OURS : XP_MERGE_THEIRS;
  }
  return choices;
}

static XpBook *
open_reader (const char *path)
{
  g_autoptr (GError) error = NULL;
  XpBook *reader = xp_book_open_reader (path, &TEST_BOOK_HOOKS, &error);
  g_assert_no_error (error);
  return reader;
}

/* Whether anything was written. */
static bool
merge (Histories *f, XpBook *into, XpBook *other, Taste taste, guint *out_n_conflicts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMergePlan) plan = xp_book_plan_merge (into, other, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_keys,
                    ==,
                    plan->n_new + plan->n_same + plan->n_kept + plan->conflicts->len);
  g_autofree XpMergeChoice *choices = decide (f, plan, taste);
  g_autoptr (XpAct) act = xp_book_merge (into, other, plan, choices, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < plan->conflicts->len; i++) {
    const XpMergeConflict *conflict = plan->conflicts->pdata[i];
    g_debug ("%s %s: %s / %s",
             xp_kind_get_info (conflict->kind)->name,
             conflict->key,
             conflict->ours_text,
             conflict->theirs_text);
  }
  f->n_conflicts += (int) plan->conflicts->len;
  f->n_merges++;
  if (out_n_conflicts != NULL)
    *out_n_conflicts = plan->conflicts->len;
  return act->act_no > 0;
}

static bool
merge_copy (Histories *f, int into, int from, Taste taste, guint *out_n_conflicts)
{
  if (f->readers[from] == NULL)
    f->readers[from] = open_reader (f->paths[from]);
  return merge (f, f->books[into], f->readers[from], taste, out_n_conflicts);
}

/* ---- comparing ---- */

static char *
dump_state (XpBook *book)
{
  GString *text = g_string_new (NULL);
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    const XpKindInfo *info = xp_kind_get_info ((XpKind) kind);
    g_autoptr (GPtrArray) records = xp_book_list (book, (XpKind) kind, NULL, 0, NULL);
    for (guint i = 0; i < records->len; i++) {
      g_string_append (text, info->name);
      for (size_t k = 0; k < info->n_columns; k++)
        if (xp_record_is_null_at (records->pdata[i], k))
          g_string_append (text, " -");
        else if (info->columns[k].type == XP_COLUMN_INT)
          g_string_append_printf (text,
                                  " %" G_GINT64_FORMAT,
                                  xp_record_get_int_at (records->pdata[i], k));
        else
          g_string_append_printf (text, " %s", xp_record_get_text_at (records->pdata[i], k));
      g_string_append_c (text, '\n');
    }
  }
  return g_string_free (text, FALSE);
}

static char *
dump_typed (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  GString *text = g_string_new (NULL);
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  const char sql[] = "SELECT hex (s.id) || ' ' || a.n || ' ' || hex (a.hash) FROM act a"
                     " JOIN session s ON s.session_no = a.session_no"
                     " WHERE a.verb <> 'merge' ORDER BY 1";
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static void
assert_alike (Histories *f, int a, int b)
{
  g_autofree char *one = dump_state (f->books[a]), *other = dump_state (f->books[b]);
  g_autofree char *typed = dump_typed (f->paths[a]), *others = dump_typed (f->paths[b]);
  g_auto (GStrv) lines = g_strsplit (one, "\n", -1), others_lines = g_strsplit (other, "\n", -1);
  for (size_t i = 0; lines[i] != NULL && others_lines[i] != NULL; i++)
    if (strcmp (lines[i], others_lines[i]) != 0)
      g_error ("history %u: copies %d and %d: %s / %s", f->seed, a, b, lines[i], others_lines[i]);
  g_assert_cmpstr (one, ==, other);
  if (strcmp (typed, others) != 0)
    g_error ("history %u: copies %d and %d do not hold the same acts", f->seed, a, b);
}

static void
assert_in_order (Histories *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report =
    xp_book_verify_path (path, &TEST_BOOK_HOOKS, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_error ("history %u: %s", f->seed, (const char *) report->problems->pdata[i]);
}

/* ---- one history ---- */

static void
open_copies (Histories *f)
{
  static const char *const TYPISTS[] = {"王会计", "李文书", "赵干事"};
  for (int i = 0; i < N_COPIES; i++) {
    f->paths[i] = g_strdup_printf ("%s/%d.xiangping", f->base.folder, i);
    copy_file (f->base.path, f->paths[i]);
    f->books[i] = test_book_open_at (&f->base, f->paths[i], TYPISTS[i]);
  }
}

static void
close_copies (Histories *f)
{
  for (int i = 0; i < N_COPIES; i++) {
    g_clear_pointer (&f->readers[i], xp_book_close);
    g_clear_pointer (&f->books[i], xp_book_close);
    g_unlink (f->paths[i]);
    g_clear_pointer (&f->paths[i], g_free);
  }
}

/* Two that know nothing of each other's last acts: either order, and each a second time. */
static void
merge_both_orders (Histories *f, int a, int b)
{
  const Taste taste = draw (f, 2) == 0 ? GREATER : SMALLER;
  g_autofree char *before = g_strdup_printf ("%s/before.xiangping", f->base.folder);
  xp_book_idle (f->books[a]); /* all of it is in the file now */
  copy_file (f->paths[a], before);
  g_autoptr (XpBook) was = open_reader (before);
  merge_copy (f, a, b, taste, NULL);
  g_assert_false (merge_copy (f, a, b, ANY, NULL));
  merge (f, f->books[b], was, taste, NULL);
  g_assert_false (merge (f, f->books[b], was, ANY, NULL));
  assert_alike (f, a, b);
  guint n_conflicts = 0;
  merge_copy (f, a, b, ANY, &n_conflicts);
  g_assert_cmpuint (n_conflicts, ==, 0);
  assert_alike (f, a, b);
  g_unlink (before);
}

/* One collects from all and hands round: nothing is asked again, and all are alike. */
static void
bring_together (Histories *f)
{
  guint n_conflicts = 0;
  for (int i = 1; i < N_COPIES; i++)
    merge_copy (f, 0, i, ANY, NULL);
  for (int i = 1; i < N_COPIES; i++) {
    merge_copy (f, i, 0, ANY, &n_conflicts);
    if (n_conflicts != 0)
      g_error ("history %u: copy %d asks again what was decided", f->seed, i);
    assert_alike (f, 0, i);
    g_assert_false (merge_copy (f, i, 0, ANY, NULL));
    g_assert_false (merge_copy (f, 0, i, ANY, NULL));
  }
}

static void
play_evening (Histories *f)
{
  for (int i = 0; i < N_STEPS; i++) {
    const int copy = draw (f, N_COPIES), other = (copy + 1 + draw (f, N_COPIES - 1)) % N_COPIES;
    if (draw (f, 6) == 0)
      merge_copy (f, copy, other, ANY, NULL);
    else
      type_something (f, f->books[copy]);
  }
  const int a = draw (f, N_COPIES);
  merge_both_orders (f, a, (a + 1) % N_COPIES);
  bring_together (f);
}

static void
play (Histories *f)
{
  open_copies (f);
  for (int i = 0; i < N_EVENINGS; i++)
    play_evening (f);
  for (int i = 0; i < N_COPIES; i++)
    assert_in_order (f, f->paths[i]);
  close_copies (f);
}

static void
test_any_history_comes_together (Histories *f, gconstpointer unused)
{
  const char *many = g_getenv ("XP_HISTORIES"), *first = g_getenv ("XP_SEED");
  const guint64 n = many != NULL ? g_ascii_strtoull (many, NULL, 10) : N_HISTORIES;
  const guint32 seed = first != NULL ? (guint32) g_ascii_strtoull (first, NULL, 10) : 1;
  g_test_message ("%u histories from seed %u on", (guint) n, seed);
  for (guint64 i = 0; i < n; i += N_EVENINGS) {
    f->seed = seed + (guint32) (i / N_EVENINGS);
    f->rand = g_rand_new_with_seed (f->seed);
    f->n_added = 0;
    play (f);
    g_rand_free (f->rand);
  }
  g_test_message ("%d merges, %d conflicts decided", f->n_merges, f->n_conflicts);
  /* Else nothing was decided, and nothing tested. */
  if (n >= 100)
    g_assert_cmpint (f->n_conflicts, >, (int) n);
}

int
main (int argc, char *argv[])
{
  /* Nothing of the disk is tested here: where there is a folder in memory, syncing costs nothing.
   */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/book/merge/histories",
              Histories,
              NULL,
              set_up,
              test_any_history_comes_together,
              tear_down);
  return g_test_run ();
}

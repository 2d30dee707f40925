/* The guards of certificates, whoever writes: numbers that are given once, what is void, sheets
 * that were printed; and two books that come together. */
#include "xp-test-pair.h"

#include <string.h>

enum {
  FIRST = 51,
  SECOND = 52,
  THIRD = 53
};

static XpRecord *
new_certificate (int64_t uid, int entrant_no, int serial)
{
  XpRecord *record = xp_record_new (XP_KIND_CERTIFICATE);
  xp_record_set_int (record, "certificate_uid", uid);
  xp_record_set_int (record, "round_uid", TEST_ROUND);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "year", 2026);
  xp_record_set_int (record, "round_in_year", 1);
  xp_record_set_int (record, "serial", serial);
  return record;
}

static XpRecord *
copy_of (XpBook *book, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_CERTIFICATE, key, NULL);
  return xp_record_copy (record);
}

static XpAct *
try_put (XpBook *book, const char *verb, XpRecord *record, bool is_gone, GError **error)
{
  g_autoptr (XpRecord) owned = record;
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  if (xp_verb_lookup (verb)->needs_reason)
    xp_draft_set_reason (draft, "错字", NULL);
  if (is_gone)
    xp_draft_remove (draft, owned);
  else
    xp_draft_put (draft, owned);
  return xp_book_put (book, draft, error);
}

static void
put (XpBook *book, const char *verb, XpRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = try_put (book, verb, record, false, &error);
  g_assert_no_error (error);
}

static void
assert_refused (XpBook *book, const char *verb, XpRecord *record, bool is_gone, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (try_put (book, verb, record, is_gone, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_test_message ("“%s” is not in “%s”", words, error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static XpRecord *
voided (XpBook *book, int64_t uid)
{
  XpRecord *record = copy_of (book, uid);
  xp_record_set_int (record, "is_void", 1);
  xp_record_set_text (record, "voided_on", "2026-10-20");
  xp_record_set_text (record, "void_why", "错字");
  return record;
}

static XpRecord *
reissued (int64_t uid, int64_t replaces, int serial)
{
  XpRecord *record = new_certificate (uid, 1, serial);
  xp_record_set_int (record, "replaces_uid", replaces);
  xp_record_set_text (record, "issued_on", "2026-10-21");
  return record;
}

static XpRecord *
printing (int64_t uid, int no, const char *why)
{
  XpRecord *record = xp_record_new (XP_KIND_CERTIFICATE_PRINTING);
  xp_record_set_int (record, "certificate_uid", uid);
  xp_record_set_int (record, "printing_no", no);
  xp_record_set_text (record, "on_day", "2026-10-20");
  if (why != NULL)
    xp_record_set_text (record, "why", why);
  return record;
}

static void
give_two (XpBook *book)
{
  put (book, XP_VERB_STAGE, new_certificate (FIRST, 1, 1));
  put (book, XP_VERB_STAGE, new_certificate (SECOND, 2, 2));
}

static void
test_what_is_given_stays_given (TestBook *f, gconstpointer unused)
{
  give_two (f->book);
  XpRecord *other = copy_of (f->book, FIRST);
  xp_record_set_int (other, "serial", 9);
  assert_refused (f->book, XP_VERB_SETTINGS, xp_record_ref (other), false, "只在公布、换发时产生");
  assert_refused (f->book, XP_VERB_VOID_CERTIFICATE, xp_record_ref (other), false, "作废只记作废");
  assert_refused (f->book, XP_VERB_RECEIVED, xp_record_ref (other), false, "领取只记领取");
  assert_refused (f->book, XP_VERB_MEND_CERTIFICATES, other, false, "更正只能收回");
  XpRecord *wordless = voided (f->book, FIRST);
  xp_record_set_null (wordless, "void_why");
  assert_refused (f->book, XP_VERB_VOID_CERTIFICATE, wordless, false, "作废要写明原因");
  assert_refused (f->book,
                  XP_VERB_REISSUE_CERTIFICATE,
                  reissued (THIRD, FIRST, 3),
                  false,
                  "先把旧证书作废");
  put (f->book, XP_VERB_VOID_CERTIFICATE, voided (f->book, FIRST));
  XpRecord *taken = copy_of (f->book, FIRST);
  xp_record_set_text (taken, "received_on", "2026-10-21");
  assert_refused (f->book, XP_VERB_RECEIVED, taken, false, "作废的证书不能记领取");
  assert_refused (f->book,
                  XP_VERB_REISSUE_CERTIFICATE,
                  reissued (THIRD, FIRST, 2),
                  false,
                  "证书编号1-002已经给过");
  put (f->book, XP_VERB_REISSUE_CERTIFICATE, reissued (THIRD, FIRST, 3));
  assert_refused (f->book,
                  XP_VERB_REISSUE_CERTIFICATE,
                  copy_of (f->book, THIRD),
                  true,
                  "给出去的编号不能收回");
}

static void
test_sheets_are_counted_one_after_the_other (TestBook *f, gconstpointer unused)
{
  give_two (f->book);
  assert_refused (f->book,
                  XP_VERB_PRINTED,
                  printing (FIRST, 2, "污损"),
                  false,
                  "前一次打印没有登记");
  put (f->book, XP_VERB_PRINTED, printing (FIRST, 1, NULL));
  assert_refused (f->book, XP_VERB_PRINTED, printing (FIRST, 2, NULL), false, "都要写明原因");
  put (f->book, XP_VERB_PRINTED, printing (FIRST, 2, "污损"));
  assert_refused (f->book,
                  XP_VERB_MEND_CERTIFICATES,
                  printing (FIRST, 1, NULL),
                  true,
                  "从最后一次起更正");
  assert_refused (f->book, XP_VERB_PRINTED, printing (FIRST, 2, NULL), true, "从最后一次起更正");
  put (f->book, XP_VERB_VOID_CERTIFICATE, voided (f->book, SECOND));
  assert_refused (f->book, XP_VERB_PRINTED, printing (SECOND, 1, NULL), false, "不能再登记打印");
}

/* ---- two books ---- */

static void
test_a_number_two_computers_gave (TestPair *f, gconstpointer unused)
{
  give_two (f->theirs);
  /* The same act on both sides: the numbers were given before they parted. */
  test_pair_close_theirs (f);
  g_autoptr (XpAct) first = test_pair_merge (f->base.book, f->other, XP_MERGE_THEIRS);
  f->theirs = test_pair_open_copy (&f->base, f->other, "李文书");
  put (f->base.book, XP_VERB_VOID_CERTIFICATE, voided (f->base.book, FIRST));
  put (f->base.book, XP_VERB_REISSUE_CERTIFICATE, reissued (THIRD, FIRST, 3));
  put (f->theirs, XP_VERB_VOID_CERTIFICATE, voided (f->theirs, SECOND));
  XpRecord *there = reissued (54, SECOND, 3);
  xp_record_set_int (there, "entrant_no", 2);
  put (f->theirs, XP_VERB_REISSUE_CERTIFICATE, there);
  put (f->theirs, XP_VERB_PRINTED, printing (54, 1, NULL));
  test_pair_close_theirs (f);

  g_autoptr (GError) error = NULL;
  g_assert_null (test_pair_try_merge (f->base.book, f->other, XP_MERGE_THEIRS, &error));
  g_assert_nonnull (strstr (error->message, "1-003两台电脑上都给过"));
  /* One of the two is void and has another number: both registers are one. */
  put (f->base.book, XP_VERB_VOID_CERTIFICATE, voided (f->base.book, THIRD));
  put (f->base.book, XP_VERB_REISSUE_CERTIFICATE, reissued (55, THIRD, 4));
  g_autoptr (XpAct) merged = test_pair_merge (f->base.book, f->other, XP_MERGE_THEIRS);
  g_autoptr (GPtrArray) all = xp_book_list (f->base.book, XP_KIND_CERTIFICATE, NULL, 0, NULL);
  g_assert_cmpuint (all->len, ==, 5);
  g_autoptr (GPtrArray) sheets =
    xp_book_list (f->base.book, XP_KIND_CERTIFICATE_PRINTING, NULL, 0, NULL);
  g_assert_cmpuint (sheets->len, ==, 1);
  g_autofree char *path = g_strdup (f->base.path);
  test_book_close (&f->base);
  test_pair_assert_in_order (path);
}

int
main (int argc, char *argv[])
{
  static const TestPairCase PAIRS[] = {{"certificates", test_a_number_two_computers_gave}};
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/book/certificates/given", test_what_is_given_stays_given);
  ADD ("/book/certificates/printed", test_sheets_are_counted_one_after_the_other);
#undef ADD
  test_pair_add_cases (PAIRS, G_N_ELEMENTS (PAIRS));
  return g_test_run ();
}

/* 证书登记簿: numbers that are given once, sheets that come out of a printer which stops anywhere,
 * what is printed onto bought covers. */
#include "xp-certificate-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"
#include "xp-title-work.h"

#include <string.h>

enum {
  N_HOUSEHOLDS = 12
};

/* Twelve households that are all awarded; published. */
static int64_t
publish (TestDesk *f)
{
  static const char *const NOBODY[] = {NULL};
  GString *marks = g_string_new ("household,judge,item,mark\n");
  for (int i = 4; i <= N_HOUSEHOLDS; i++) {
    g_autofree char *head = g_strdup_printf ("巴特尔%d", i);
    test_desk_add (f, "三社", head, NOBODY);
  }
  for (int i = 1; i <= N_HOUSEHOLDS; i++)
    g_string_append_printf (marks, "%d,,*,无扣分\n", i);
  const int64_t uid = test_desk_post_round (f, "2026年第三季度“干净人家”评选", NULL, marks->str);
  g_string_free (marks, TRUE);
  test_desk_reopen (f, "2026-10-20");
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error);
  g_assert_no_error (error);
  return uid;
}

static GPtrArray *
list (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = xp_certificate_work_list (f->desk, uid, &error);
  g_assert_no_error (error);
  return lines;
}

static void
assert_refused (bool is_done, GError **error, const char *words)
{
  g_assert_false (is_done);
  g_assert_nonnull (*error);
  if (strstr ((*error)->message, words) == NULL)
    g_test_message ("%s", (*error)->message);
  g_assert_nonnull (strstr ((*error)->message, words));
  g_clear_error (error);
}

static char *
print (TestDesk *f, const char *document, int64_t uid, XpCertificateOptions options)
{
  const XpPrintOptions whole = {.certificates = options};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, document, uid, &whole, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

/* The serials of the sheets in the order in which they come out. */
static GArray *
read_serials (const char *words)
{
  static const char NUMBER[] = "永胜〔2026〕1-";
  GArray *serials = g_array_new (FALSE, FALSE, sizeof (int));
  for (const char *at = words; (at = strstr (at, NUMBER)) != NULL;) {
    at += strlen (NUMBER);
    char digits[4] = {at[0], at[1], at[2], '\0'};
    const int serial = (int) g_ascii_strtoll (digits, NULL, 10);
    g_array_append_val (serials, serial);
  }
  return serials;
}

/* ---- numbers ---- */

static void
test_a_number_is_given_once (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  assert_refused (xp_certificate_work_void (f->desk, uid, "1-003", "", &error), &error, "写明原因");
  assert_refused (xp_certificate_work_void (f->desk, uid, "1-099", "错字", &error),
                  &error,
                  "没有编号1-099");
  assert_refused (xp_certificate_work_void (f->desk, uid, "三号", "错字", &error),
                  &error,
                  "读不懂");
  assert_refused (xp_certificate_work_reissue (f->desk, uid, "1-003", NULL, &error) != NULL,
                  &error,
                  "先把旧证书作废");
  g_assert_true (xp_certificate_work_void (f->desk, uid, "1-003", "错字", &error));
  assert_refused (xp_certificate_work_void (f->desk, uid, "永胜〔2026〕1-003", "错字", &error),
                  &error,
                  "已经作废了");
  g_autofree char *made = xp_certificate_work_reissue (f->desk, uid, "1-003", "王伍", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made, ==, "永胜〔2026〕1-013");
  g_autofree char *sentences = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (sentences, "换发"));

  /* Void again, and again the next: no number comes back. */
  g_assert_true (xp_certificate_work_void (f->desk, uid, made, "写坏", &error));
  g_autofree char *next = xp_certificate_work_reissue (f->desk, uid, made, NULL, &error);
  g_assert_cmpstr (next, ==, "永胜〔2026〕1-014");
  g_autoptr (GPtrArray) lines = list (f, uid);
  g_assert_cmpuint (lines->len, ==, N_HOUSEHOLDS + 2);
  const XpCertificateLine *first = lines->pdata[2], *last = lines->pdata[lines->len - 1];
  g_assert_true (first->is_void);
  g_assert_cmpstr (first->void_why, ==, "错字");
  g_assert_cmpstr (first->voided_on, ==, "2026-10-20");
  g_assert_cmpstr (last->replaces, ==, made);
  g_assert_cmpstr (last->name, ==, "王伍");
  g_assert_cmpint (last->ordinal, ==, N_HOUSEHOLDS);
  g_autofree char *state = xp_certificate_line_dup_state (last);
  g_assert_cmpstr (state, ==, "有效；换发自1-013");
  g_autofree char *words = print (f, "certificates", uid, (XpCertificateOptions){.only = "1-014"});
  g_assert_nonnull (strstr (words, "王伍家庭"));
  test_desk_assert_in_order (f);
}

static void
test_a_title_that_was_taken_back_gets_no_other (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  const XpWithdrawalSpec spec = {.round_uid = uid,
                                 .entrant_no = 2,
                                 .reason = "复查不合格",
                                 .witness = "李明"};
  g_assert_true (xp_title_work_withdraw (f->desk, &spec, &error));
  g_assert_true (xp_certificate_work_void (f->desk, uid, "1-002", "称号取消", &error));
  assert_refused (xp_certificate_work_reissue (f->desk, uid, "1-002", NULL, &error) != NULL,
                  &error,
                  "称号已经摘了");
}

/* ---- which are meant ---- */

static void
test_places_and_numbers_are_both_understood (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_certificate_work_void (f->desk, uid, "1-002", "写坏", &error));
  static const struct {
    XpCertificateOptions options;
    int serials[N_HOUSEHOLDS + 1];
  } CASES[] = {
    {{.from = "10"}, {11, 12}},
    {{.from = "1-010"}, {10, 11, 12}},
    {{.from = "永胜〔2026〕1-12"}, {12}},
    {{.only = "1-005,2,1"}, {1, 3, 5}},
    {{.only = "3,3,1-004"}, {4}},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *words = print (f, "certificates", uid, CASES[i].options);
    g_autoptr (GArray) serials = read_serials (words);
    guint n = 0;
    while (CASES[i].serials[n] != 0)
      n++;
    g_assert_cmpuint (serials->len, ==, n);
    for (guint k = 0; k < n; k++)
      g_assert_cmpint (g_array_index (serials, int, k), ==, CASES[i].serials[k]);
  }
  const struct {
    const char *only, *words;
  } WRONG[] = {{"1-002", "已经作废"}, {"12", "没有第12张"}, {"x", "读不懂"}};
  for (size_t i = 0; i < G_N_ELEMENTS (WRONG); i++) {
    const XpPrintOptions options = {.certificates = {.only = WRONG[i].only}};
    g_autoptr (GBytes) none =
      xp_printing_render (f->desk, "certificates", uid, &options, NULL, NULL, &error);
    assert_refused (none != NULL, &error, WRONG[i].words);
  }
}

/* ---- a printer that stops anywhere ---- */

/* What lies in the tray afterwards: of each serial, good sheets and spoiled ones. */
typedef struct {
  int n_good[N_HOUSEHOLDS + 1], n_spoiled[N_HOUSEHOLDS + 1];
} Tray;

/* Prints what is still to be printed; the power goes at a random sheet, which may be half printed.
 * False: all is printed. */
static bool
print_until_killed (TestDesk *f, int64_t uid, GRand *chance, Tray *tray, int *last)
{
  g_autoptr (GPtrArray) lines = list (f, uid);
  const XpCertificateLine *next = NULL;
  for (guint i = 0; next == NULL && i < lines->len; i++)
    if (((XpCertificateLine *) lines->pdata[i])->n_printings == 0)
      next = lines->pdata[i];
  if (next == NULL)
    return false;
  g_autofree char *words =
    print (f, "certificates", uid, (XpCertificateOptions){.from = next->number});
  g_autoptr (GArray) serials = read_serials (words);
  const guint n_out = (guint) g_rand_int_range (chance, 0, (gint32) serials->len + 1);
  const bool is_torn = n_out > 0 && g_rand_boolean (chance);
  *last = n_out > 0 ? g_array_index (serials, int, n_out - 1) : 0;
  for (guint i = 0; i < n_out; i++)
    tray->n_good[g_array_index (serials, int, i)]++;
  if (is_torn) {
    tray->n_good[*last]--;
    tray->n_spoiled[*last]++;
    *last = -*last;
  }
  return true;
}

/* The person counts what lies there: so many good ones, the last one torn. */
static void
answer_how_far (TestDesk *f, int64_t uid, int last)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("1-%03d", ABS (last));
  g_autofree char *before = g_strdup_printf ("1-%03d", ABS (last) - 1);
  g_autoptr (GPtrArray) lines = list (f, uid);
  const bool has_before =
    last < -1 && ((XpCertificateLine *) lines->pdata[ABS (last) - 2])->n_printings == 0;
  const XpPrintedSpec good = {.up_to = last > 0 ? number : before};
  if (last > 0 || has_before)
    g_assert_true (xp_certificate_work_printed (f->desk, uid, &good, NULL, &error));
  g_assert_no_error (error);
  const XpPrintedSpec torn = {.only = number, .spoiled = "断电，印了一半"};
  if (last < 0)
    g_assert_true (xp_certificate_work_printed (f->desk, uid, &torn, NULL, &error));
  g_assert_no_error (error);
}

static void
test_a_printer_that_stops_leaves_no_gap (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  for (guint32 seed = 1; seed <= 12; seed++) {
    g_test_message ("seed %u", seed);
    g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
    Tray tray = {0};
    int last = 0;
    while (print_until_killed (f, uid, chance, &tray, &last)) {
      if (g_rand_boolean (chance))
        test_desk_reopen (f, NULL); /* the computer went down with it */
      if (last != 0)
        answer_how_far (f, uid, last);
    }
    g_autoptr (GPtrArray) lines = list (f, uid);
    for (int serial = 1; serial <= N_HOUSEHOLDS; serial++) {
      const XpCertificateLine *line = lines->pdata[serial - 1];
      /* The tray has each number once, and the register says the same of each sheet. */
      g_assert_cmpint (tray.n_good[serial], ==, 1);
      g_assert_cmpint (line->n_printings, ==, 1);
      g_assert_cmpint (line->n_spoiled, ==, tray.n_spoiled[serial]);
      /* A second sheet with a number is a 补印, and says why. */
      g_assert_true ((strstr (line->printings, "补印") != NULL) == (line->n_spoiled > 0));
    }
    /* Mended away again for the next seed, sheet by sheet. */
    g_autoptr (GError) error = NULL;
    for (bool is_left = true; is_left;) {
      g_autoptr (GPtrArray) now = list (f, uid);
      g_autoptr (GString) words = g_string_new (NULL);
      for (int serial = 1; serial <= N_HOUSEHOLDS; serial++)
        if (((XpCertificateLine *) now->pdata[serial - 1])->printings[0] != '\0')
          g_string_append_printf (words, "%d,", serial);
      is_left = words->len > 0;
      g_assert_true (!is_left ||
                     xp_certificate_work_mend (f->desk, uid, words->str, "再试一回", &error));
      g_assert_no_error (error);
    }
  }
  test_desk_assert_in_order (f);
}

static void
test_nothing_is_printed_twice_without_a_word (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  XpPrintedReport report = {0};
  g_assert_true (
    xp_certificate_work_printed (f->desk, uid, &(XpPrintedSpec){.up_to = "4"}, &report, &error));
  g_assert_cmpint (report.n, ==, 4);
  g_assert_cmpstr (report.next, ==, "永胜〔2026〕1-005");
  xp_printed_report_clear (&report);
  assert_refused (
    xp_certificate_work_printed (f->desk, uid, &(XpPrintedSpec){.only = "3"}, NULL, &error),
    &error,
    "已经登记印好了");
  assert_refused (
    xp_certificate_work_printed (f->desk, uid, &(XpPrintedSpec){.up_to = "2"}, NULL, &error),
    &error,
    "一张也没有");
  const XpPrintedSpec again = {.only = "3", .again = "污损"};
  g_assert_true (xp_certificate_work_printed (f->desk, uid, &again, &report, &error));
  g_assert_cmpint (report.n_again, ==, 1);
  xp_printed_report_clear (&report);
  g_autoptr (GPtrArray) lines = list (f, uid);
  g_assert_cmpstr (((XpCertificateLine *) lines->pdata[2])->printings,
                   ==,
                   "10月20日；补印10月20日（污损）");
  /* On the paper nothing says so. */
  g_autofree char *words = print (f, "certificates", uid, (XpCertificateOptions){.only = "3"});
  g_assert_null (strstr (words, "补印"));
  g_assert_true (
    xp_certificate_work_printed (f->desk, uid, &(XpPrintedSpec){.up_to = "12"}, &report, &error));
  g_assert_cmpstr (report.next, ==, "");
  xp_printed_report_clear (&report);
  assert_refused (
    xp_certificate_work_printed (f->desk, uid, &(XpPrintedSpec){.up_to = "12"}, NULL, &error),
    &error,
    "都登记印好了");
}

/* ---- who took them, and what was noted by mistake ---- */

static void
test_what_was_noted_by_mistake_is_taken_back (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  assert_refused (xp_certificate_work_mend (f->desk, uid, "1", "", &error), &error, "写明原因");
  assert_refused (xp_certificate_work_mend (f->desk, uid, "1", "记错了", &error),
                  &error,
                  "没有登记过");
  const XpPrintedSpec one = {.only = "1"};
  g_assert_true (xp_certificate_work_printed (f->desk, uid, &one, NULL, &error));
  g_assert_true (xp_certificate_work_received (f->desk, uid, "1", "李四", &error));
  assert_refused (xp_certificate_work_received (f->desk, uid, "1", NULL, &error),
                  &error,
                  "已经记过领走了");
  g_assert_true (xp_certificate_work_void (f->desk, uid, "1-001", "错字", &error));
  assert_refused (xp_certificate_work_received (f->desk, uid, "1-001", NULL, &error),
                  &error,
                  "已经作废");
  for (int step = 0; step < 3; step++) {
    g_autoptr (GPtrArray) lines = list (f, uid);
    const XpCertificateLine *line = lines->pdata[0];
    g_assert_true (line->is_void == (step == 0));
    g_assert_true ((line->received_on[0] != '\0') == (step <= 1));
    g_assert_cmpint (line->n_printings, ==, 1);
    g_assert_true (xp_certificate_work_mend (f->desk, uid, "1-001", "记错了", &error));
    g_assert_no_error (error);
  }
  g_autoptr (GPtrArray) lines = list (f, uid);
  g_assert_cmpint (((XpCertificateLine *) lines->pdata[0])->n_printings, ==, 0);
}

static void
test_where_all_are_void_there_is_nothing_to_note (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  for (int i = 1; i <= N_HOUSEHOLDS; i++) {
    g_autofree char *number = g_strdup_printf ("1-%03d", i);
    g_assert_true (xp_certificate_work_void (f->desk, uid, number, "称号写错", &error));
  }
  const XpPrintedSpec spec = {.up_to = "1"};
  assert_refused (xp_certificate_work_printed (f->desk, uid, &spec, NULL, &error),
                  &error,
                  "没有有效的证书");
}

/* What replaced a void one holds: the old one cannot come back beside it. */
static void
test_what_was_replaced_stays_void (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_certificate_work_void (f->desk, uid, "1-001", "错字", &error));
  g_autofree char *made = xp_certificate_work_reissue (f->desk, uid, "1-001", NULL, &error);
  g_assert_nonnull (made);
  assert_refused (xp_certificate_work_mend (f->desk, uid, "1-001", "记错了", &error),
                  &error,
                  "旧的不能恢复");
}

static void
test_the_register_tells_all (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const int64_t early =
    test_desk_post_round (f,
                          "一轮",
                          NULL,
                          "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  g_autoptr (GBytes) none =
    xp_printing_render (f->desk, "certificate-register", early, NULL, NULL, NULL, &error);
  assert_refused (none != NULL, &error, "还没有证书编号");
  const int64_t uid = publish (f);
  const XpPrintedSpec torn = {.only = "2", .spoiled = "卡纸"}, good = {.up_to = "3"};
  g_assert_true (
    xp_certificate_work_printed (f->desk, uid, &(XpPrintedSpec){.up_to = "1"}, NULL, &error));
  g_assert_true (xp_certificate_work_printed (f->desk, uid, &torn, NULL, &error));
  g_assert_true (xp_certificate_work_printed (f->desk, uid, &good, NULL, &error));
  g_assert_true (xp_certificate_work_void (f->desk, uid, "1-003", "错字", &error));
  g_autofree char *made = xp_certificate_work_reissue (f->desk, uid, "1-003", NULL, &error);
  g_assert_true (xp_certificate_work_received (f->desk, uid, "1", "李四", &error));
  g_assert_no_error (error);
  g_autofree char *words = print (f, "certificate-register", uid, (XpCertificateOptions){0});
  static const char *const SAID[] = {"给出编号13个，有效12个，作废1个",
                                     "作废：错字",
                                     "换发自1-003",
                                     "废张10月20日（卡纸）",
                                     "补印",
                                     "李四代领",
                                     "未印",
                                     "废张2张",
                                     "印好以后作废"};
  for (size_t i = 0; i < G_N_ELEMENTS (SAID); i++) {
    g_test_message ("%s", SAID[i]);
    g_assert_nonnull (strstr (words, SAID[i]));
  }
}

/* ---- bought covers ---- */

static void
test_covers_are_kept_in_the_book (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  XpStock stock;
  xp_stock_init (&stock, 26000, 18500);
  stock.places[XP_STOCK_NUMBER].is_printed = false;
  g_assert_true (xp_certificate_work_put_stock (f->desk, "大红封套", &stock, &error));
  g_autoptr (GPtrArray) stocks = xp_certificate_work_list_stocks (f->desk, &error);
  g_assert_cmpuint (stocks->len, ==, 1);
  g_autofree char *words =
    print (f, "certificates", uid, (XpCertificateOptions){.only = "1", .stock = "大红封套"});
  g_assert_null (strstr (words, "编号"));
  g_assert_null (strstr (words, "荣誉证书"));
  const XpPrintOptions none = {.certificates = {.stock = "大绿封套"}};
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, "certificates", uid, &none, NULL, NULL, &error);
  assert_refused (pdf != NULL, &error, "没有“大绿封套”");
  assert_refused (xp_certificate_work_put_stock (f->desk, "", &stock, &error),
                  &error,
                  "还没有名字");
  stock.places[XP_STOCK_NAME].y = 0;
  assert_refused (xp_certificate_work_put_stock (f->desk, "大红封套", &stock, &error),
                  &error,
                  "不在 260×185 毫米的纸上");
  stock.width = 100;
  assert_refused (xp_certificate_work_put_stock (f->desk, "小纸", &stock, &error),
                  &error,
                  "450×320");
  g_assert_true (xp_certificate_work_remove_stock (f->desk, "大红封套", &error));
  g_autoptr (GPtrArray) left = xp_certificate_work_list_stocks (f->desk, &error);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_a_calibration_sheet_needs_no_book (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render_calibration (NULL, "260x185", &error);
  g_assert_no_error (error);
  g_autofree char *words = test_desk_dup_words (f, pdf);
  g_assert_nonnull (strstr (words, "应为10和250毫米"));
  g_assert_nonnull (strstr (words, "应为10和175毫米"));
  g_autoptr (GBytes) none = xp_printing_render_calibration (NULL, "26x18", &error);
  assert_refused (none != NULL, &error, "不是纸的大小");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/certificates/numbers", test_a_number_is_given_once);
  ADD ("/certificates/title-taken", test_a_title_that_was_taken_back_gets_no_other);
  ADD ("/certificates/which", test_places_and_numbers_are_both_understood);
  ADD ("/certificates/stopped", test_a_printer_that_stops_leaves_no_gap);
  ADD ("/certificates/again", test_nothing_is_printed_twice_without_a_word);
  ADD ("/certificates/mended", test_what_was_noted_by_mistake_is_taken_back);
  ADD ("/certificates/all-void", test_where_all_are_void_there_is_nothing_to_note);
  ADD ("/certificates/replaced", test_what_was_replaced_stays_void);
  ADD ("/certificates/register", test_the_register_tells_all);
  ADD ("/certificates/covers", test_covers_are_kept_in_the_book);
  ADD ("/certificates/calibration", test_a_calibration_sheet_needs_no_book);
#undef ADD
  return g_test_run ();
}

/* Books of released schemas open for ever: tests/data/books/N.xiangping. */
#include "xp-backup-restore.h"
#include "xp-backup-work.h"
#include "xp-certificate-work.h"
#include "xp-deliberation-work.h"
#include "xp-history-work.h"
#include "xp-household-work.h"
#include "xp-ledger-work.h"
#include "xp-minutes-work.h"
#include "xp-motion-work.h"
#include "xp-objection-work.h"
#include "xp-overlay.h"
#include "xp-round-work.h"
#include "xp-second-work.h"
#include "xp-typist-work.h"
#include "xp-wording-work.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder, *path, *backups;
} Fixture;

static void
set_up (Fixture *f, gconstpointer name)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "books", name, NULL);
  g_autofree char *data = NULL;
  gsize n = 0;
  f->folder = g_dir_make_tmp ("xiangping-released-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, name, NULL);
  f->backups = g_build_filename (f->folder, "backups", NULL);
  g_assert_true (g_file_get_contents (source, &data, &n, NULL));
  g_assert_true (g_file_set_contents (f->path, data, (gssize) n, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    remove_tree (inner);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  remove_tree (f->folder);
  g_free (f->backups);
  g_free (f->path);
  g_free (f->folder);
}

static XpDesk *
open_desk (Fixture *f, bool is_reader)
{
  const XpDeskOptions options = {.backups_dir = f->backups, .is_reader = is_reader};
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_desk_open (f->path, &options, &error);
  g_assert_no_error (error);
  return desk;
}

typedef struct {
  int number;
  int64_t total;
} Total;

static int64_t
assert_totals (XpDesk *desk, const Total *totals, size_t n)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  const int64_t uid = ((XpRoundLine *) rounds->pdata[0])->uid;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, NULL);
  for (size_t i = 0; i < n; i++) {
    const XpEntrant *entrant = xp_round_lookup_number (loaded->round, totals[i].number);
    g_assert_cmpint (xp_tally_get_total (loaded->tally, entrant->no)->total_hundredths,
                     ==,
                     totals[i].total);
  }
  return uid;
}

static void
assert_in_order (const char *path, guint n_results)
{
  g_autoptr (XpVerifyReport) report = xp_desk_verify (path, NULL, NULL, NULL);
  g_assert_nonnull (report);
  for (guint i = 0; i < report->problems->len; i++)
    g_error ("%s", (char *) report->problems->pdata[i]);
  g_assert_cmpuint (report->n_results, ==, n_results);
}

static const Total OF_1[] = {{3, 10000}, {1, 9800}, {13, 9600}, {18, 8600}, {40, 8800}};

/* Looking on changes no byte; writing brings it up to date, and a copy of what it was is kept. */
static void
test_the_first_book_opens_and_adds_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpDesk) reader = open_desk (f, true);
  assert_totals (reader, OF_1, G_N_ELEMENTS (OF_1));
  g_autoptr (GPtrArray) history = xp_desk_list_history (reader, 0, 100, NULL);
  g_assert_cmpuint (history->len, >, 5);
  g_clear_object (&reader);
  assert_in_order (f->path, 2);

  g_autoptr (XpDesk) desk = open_desk (f, false);
  const int64_t uid = assert_totals (desk, OF_1, G_N_ELEMENTS (OF_1));
  g_autoptr (GPtrArray) objections = xp_objection_work_list (desk, uid, NULL);
  g_assert_cmpuint (objections->len, ==, 0);
  assert_in_order (f->path, 2);
  g_autoptr (GPtrArray) backups = xp_backup_work_list (desk, NULL);
  g_assert_cmpuint (backups->len, ==, 1);
  const XpBackupLine *kept = backups->pdata[0];
  g_assert_true (kept->is_before_upgrade);
  assert_in_order (kept->path, 2);
  g_autofree char *compared = xp_backup_restore_compare (desk, kept->path, NULL);
  /* Bringing it up to date is a change of its own. */
  g_assert_cmpstr (compared, ==, "这份备份比现在的资料旧，少1次改动。");
}

static void
test_the_second_book_opens_and_adds_up (Fixture *f, gconstpointer unused)
{
  static const Total TOTALS[] = {{3, 10000}, {8, 9900}, {15, 9900}, {1, 9800}};
  g_autoptr (XpDesk) desk = open_desk (f, false);
  const int64_t uid = assert_totals (desk, TOTALS, G_N_ELEMENTS (TOTALS));
  g_autoptr (GPtrArray) objections = xp_objection_work_list (desk, uid, NULL);
  g_assert_cmpuint (objections->len, ==, 2);
  g_assert_cmpstr (((XpObjectionLine *) objections->pdata[0])->answer, ==, "没有重复");

  const int64_t split_off = xp_household_work_find (desk, 43, NULL);
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (desk, split_off, NULL);
  g_assert_cmpstr (card->head, ==, "张小三");
  g_assert_cmpstr (card->story[0], ==, "2026年10月1日由1号 张三 分出");
  assert_in_order (f->path, 1);
  g_autoptr (GPtrArray) backups = xp_backup_work_list (desk, NULL);
  g_assert_cmpuint (backups->len, ==, 1);
}

/* Lent and merged, undone, stepped back, sealed, a PIN on a name, a household forgotten. */
static void
test_the_third_book_opens_and_adds_up (Fixture *f, gconstpointer unused)
{
  static const Total TOTALS[] = {{3, 10000}, {7, 9900}, {2, 9867}, {12, 9867}, {1, 9800}};
  g_autoptr (XpDesk) reader = open_desk (f, true);
  assert_totals (reader, TOTALS, G_N_ELEMENTS (TOTALS));
  g_clear_object (&reader);
  assert_in_order (f->path, 1);

  g_autoptr (XpDesk) desk = open_desk (f, false);
  assert_totals (desk, TOTALS, G_N_ELEMENTS (TOTALS));
  assert_in_order (f->path, 1);
  g_assert_true (xp_typist_work_has_pin (desk, "王会计"));
  g_autoptr (XpHouseholdCard) told =
    xp_household_work_load (desk, xp_household_work_find (desk, 5, NULL), NULL);
  g_assert_cmpstr (told->phone, ==, "15400000005");
  g_autoptr (XpHouseholdCard) forgotten =
    xp_household_work_load (desk, xp_household_work_find (desk, 6, NULL), NULL);
  g_assert_null (forgotten->phone);
  const XpHistoryQuery lent = {.household = "12", .who = "李文书"};
  g_autoptr (GPtrArray) merged = xp_history_work_list (desk, &lent, 10, NULL, NULL);
  g_assert_cmpuint (merged->len, ==, 1);
  const XpHistoryQuery back = {.who = "王会计"};
  g_autoptr (GPtrArray) lines = xp_history_work_list (desk, &back, 100, NULL, NULL);
  guint n_undone = 0, n_with_reason = 0;
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    n_undone += g_str_has_prefix (line->title, "撤销：");
    n_with_reason += strcmp (line->reason, "二社有一户要再看一次") == 0;
  }
  g_assert_cmpuint (n_undone, ==, 2);
  g_assert_cmpuint (n_with_reason, ==, 1);
}

/* A form that the township adjusted, sheets typed twice and settled, a title taken back, points of
 * a year redeemed and reversed, ballots counted. No book of version 4 went out. */
static void
test_the_fifth_book_opens_and_adds_up (Fixture *f, gconstpointer unused)
{
  static const Total TOTALS[] = {{34, 10000}, {2, 9967}, {7, 9800}, {5, 9700}, {35, 9500}};
  g_autoptr (XpDesk) desk = open_desk (f, false);
  const int64_t uid = assert_totals (desk, TOTALS, G_N_ELEMENTS (TOTALS));
  assert_in_order (f->path, 2);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, NULL);
  g_autofree char *basis = xp_rubric_dup_basis_line (loaded->round->rubric);
  g_assert_cmpstr (basis, ==, "依据县标准2026-1版；镇调整6项、新增1项");
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, NULL);
  g_assert_cmpstr (view->rate, ==, "录了两遍的180格里，有2格不一样（千分之11.1）");
  g_assert_cmpint (view->n_unsettled, ==, 0);

  g_autoptr (GPtrArray) points = xp_ledger_work_list (desk, 2026, NULL);
  const XpLedgerHousehold *third = points->pdata[2], *eighth = points->pdata[7];
  g_assert_cmpint (third->score_hundredths, ==, 10800);
  g_assert_cmpint (third->redeemable_hundredths, ==, 10600);
  g_assert_cmpint (eighth->score_hundredths, ==, 10000);
  g_assert_cmpint (eighth->n_events, ==, 2);

  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  g_autoptr (XpLoadedRound) votes =
    xp_round_work_load (desk, ((XpRoundLine *) rounds->pdata[1])->uid, NULL);
  g_assert_cmpint (xp_ballots_get_valid (xp_tally_get_ballots (votes->tally, 1)), ==, 178);
  g_assert_cmpint (xp_tally_get_total (votes->tally, 1)->total_hundredths, ==, 6725);
  const XpHistoryQuery back = {.who = "王会计"};
  g_autoptr (GPtrArray) lines = xp_history_work_list (desk, &back, 100, NULL, NULL);
  guint n_withdrawn = 0;
  for (guint i = 0; i < lines->len; i++)
    n_withdrawn += strcmp (((XpHistoryLine *) lines->pdata[i])->reason, "村规民约第三条") == 0;
  g_assert_cmpuint (n_withdrawn, ==, 1);
}

/* An evening with judges who came and went, a rota, a vote, minutes that were written, a household
 * that is looked at again, a finding with words and a photo. */
static void
test_the_sixth_book_opens_and_adds_up (Fixture *f, gconstpointer unused)
{
  static const Total TOTALS[] = {{34, 10000}, {2, 9967}, {5, 9700}, {10, 9800}, {35, 9500}};
  g_autoptr (XpDesk) desk = open_desk (f, false);
  const int64_t uid = assert_totals (desk, TOTALS, G_N_ELEMENTS (TOTALS));
  assert_in_order (f->path, 2);
  g_autoptr (GPtrArray) motions = xp_motion_work_list (desk, uid, NULL);
  g_assert_cmpuint (motions->len, ==, 1);
  g_assert_true (((XpMotionLine *) motions->pdata[0])->is_carried);
  g_autoptr (GPtrArray) looked_at = xp_deliberation_work_list (desk, 0, NULL);
  const XpDeliberationLine *matter = looked_at->pdata[0];
  g_assert_cmpstr (matter->why, ==, "门前柴草占道");
  g_assert_cmpuint (matter->revisits->len, ==, 2);
  g_assert_true (matter->is_open);
  g_autoptr (XpMinutes) minutes = xp_minutes_work_read (desk, uid, NULL);
  g_assert_cmpstr (minutes->text->fields[XP_MINUTES_SAID],
                   ==,
                   "大家说柴草要归垛。\n赵铁柱提出明年每季度评一次。");
  g_assert_nonnull (strstr (minutes->computed, "孙梅（19:20到，21:05离开）"));

  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  g_autoptr (XpLoadedRound) third =
    xp_round_work_load (desk, ((XpRoundLine *) rounds->pdata[2])->uid, NULL);
  g_assert_cmpuint (third->rota->len, ==, 5);
  g_assert_cmpuint (third->recusals->len, ==, 2);
  g_assert_cmpint (xp_tally_get_total (third->tally, 13)->state, ==, XP_STATE_PRESENT);
}

/* The register of certificates, a bought cover, words of the village's own. */
static void
test_the_seventh_book_opens_and_adds_up (Fixture *f, gconstpointer unused)
{
  static const Total TOTALS[] = {{3, 10000}, {1, 9800}};
  g_autoptr (XpDesk) desk = open_desk (f, false);
  const int64_t uid = assert_totals (desk, TOTALS, G_N_ELEMENTS (TOTALS));
  g_autoptr (GPtrArray) lines = xp_certificate_work_list (desk, uid, NULL);
  g_assert_cmpuint (lines->len, ==, 11);
  const XpCertificateLine *twice = lines->pdata[1], *torn = lines->pdata[2];
  const XpCertificateLine *old = lines->pdata[4], *new = lines->pdata[10];
  g_assert_cmpint (twice->n_printings, ==, 2);
  g_assert_cmpstr (twice->received_by, ==, "李四");
  g_assert_cmpint (torn->n_spoiled, ==, 1);
  g_assert_true (old->is_void);
  g_assert_cmpstr (old->void_why, ==, "错字");
  g_assert_cmpstr (new->number, ==, "永胜〔2026〕1-011");
  g_assert_cmpstr (new->name, ==, "张建国");
  g_autoptr (GPtrArray) stocks = xp_certificate_work_list_stocks (desk, NULL);
  g_assert_cmpuint (stocks->len, ==, 1);
  g_assert_cmpstr (((XpStockLine *) stocks->pdata[0])->name, ==, "大红封套");
  bool is_own = false;
  g_autofree char *words = xp_wording_work_load (desk, "notice", &is_own, NULL);
  g_assert_true (is_own);
  g_assert_nonnull (strstr (words, "各位父老乡亲"));
  assert_in_order (f->path, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, book, func) g_test_add (path, Fixture, book, set_up, func, tear_down)
  ADD ("/released/1", "1.xiangping", test_the_first_book_opens_and_adds_up);
  ADD ("/released/2", "2.xiangping", test_the_second_book_opens_and_adds_up);
  ADD ("/released/3", "3.xiangping", test_the_third_book_opens_and_adds_up);
  ADD ("/released/5", "5.xiangping", test_the_fifth_book_opens_and_adds_up);
  ADD ("/released/6", "6.xiangping", test_the_sixth_book_opens_and_adds_up);
  ADD ("/released/7", "7.xiangping", test_the_seventh_book_opens_and_adds_up);
#undef ADD
  return g_test_run ();
}

/* What hangs outside tells nothing that is private: a book that knows everything about everybody,
 * and each paper that is public, read word by word. */
#include "xp-correct-work.h"
#include "xp-deliberation-work.h"
#include "xp-desk-private.h"
#include "xp-ledger-work.h"
#include "xp-marking.h"
#include "xp-objection-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

/* Each of them stands somewhere in the book. */
static const char *const PRIVATE[] = {"13800138000",
                                      "8000",
                                      "135X",
                                      "低保",
                                      "五保",
                                      "残疾",
                                      "精神病人",
                                      "拒绝",
                                      "骂了评委",
                                      "周大娘",
                                      "算重",
                                      "李见证",
                                      "剩菜",
                                      "IMG_0042",
                                      "大操大办",
                                      "家里有纠纷",
                                      "酒后",
                                      "孙核查"};

static void
fill_household (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, uid);
  g_free (card->naming);
  card->naming = g_strdup ("agreed");
  card->phone = g_strdup ("13800138000");
  card->id_last4 = g_strdup ("135X");
  card->remark = g_strdup ("低保户，有精神病人");
  card->tags = g_strdup ("五保 残疾");
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  g_assert_no_error (error);
}

static void
hold_with_reason (TestDesk *f, int64_t round_uid, int entrant_no)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) held = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (held, "round_uid", round_uid);
  xp_record_set_int (held, "entrant_no", entrant_no);
  xp_record_set_text (held, "state", "not-taking-part");
  xp_record_set_secret (held, "reason_secret", "拒绝入户，骂了评委");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SET_STATE);
  xp_draft_put (draft, held);
  g_autoptr (XpAct) act = xp_desk_put (f->desk, draft, &error);
  g_assert_no_error (error);
}

static void
write_words (TestDesk *f, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, round_uid, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, round_uid, NULL);
  const XpEntry entry = {.kind = XP_ENTRY_NOTE,
                         .mark = {.entrant_no = 2,
                                  .item_at = xp_rubric_lookup_item (loaded->round->rubric, "4")->at,
                                  .entry = 1},
                         .words = "剩菜满地",
                         .photo = "IMG_0042"};
  g_assert_true (xp_marking_put (marking, &entry, &error));
  g_assert_no_error (error);
}

static void
go_on (TestDesk *f, int64_t uid, XpStage stage)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, uid, stage, &error);
  g_assert_no_error (error);
}

static void
object_and_correct (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  const XpObjectionSpec spec = {2, "周大娘", "第4项算重了", "孙核查", "钱监委", NULL};
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &error), ==, 1);
  g_assert_true (xp_objection_work_answer (f->desk, uid, 1, true, "是算重了", &error));
  g_assert_true (xp_round_work_go_back (f->desk, uid, "酒后记错", "李见证", &error));
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  const XpCorrectedCell cell = {
    .mark = {.item_at = xp_rubric_lookup_item (loaded->round->rubric, "4")->at, .entry = 1}};
  const XpCorrection correction = {.entrant_no = 2,
                                   .cells = &cell,
                                   .n_cells = 1,
                                   .reason = "算重了",
                                   .witness = "李见证"};
  g_assert_true (xp_correct_work_put (f->desk, uid, &correction, &error));
  g_assert_no_error (error);
}

static void
begin_points (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_ledger_work_open_year (f->desk, 2026, NULL, &error));
  const XpLedgerSpec gained = {.household_uid = f->zhang,
                               .item = "公益劳动",
                               .amount = "3",
                               .on_day = "2026-03-01",
                               .proof = "签到表"};
  const XpLedgerSpec lost = {.household_uid = f->wang,
                             .item = "大操大办",
                             .on_day = "2026-06-01",
                             .proof = "酒后"};
  g_assert_cmpint (xp_ledger_work_add (f->desk, &gained, 1, &error), !=, 0);
  g_assert_cmpint (xp_ledger_work_add (f->desk, &lost, 1, &error), !=, 0);
  g_assert_no_error (error);
}

static void
deliberate (TestDesk *f, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  const XpDeliberationSpec spec = {.mode = XP_DELIBERATION_VISIT,
                                   .round_uid = round_uid,
                                   .household_uid = f->wang,
                                   .present = "李见证",
                                   .why = "家里有纠纷",
                                   .said = "酒后说的",
                                   .decided = "过几天再去"};
  g_assert_cmpint (xp_deliberation_work_put (f->desk, &spec, &error), !=, 0);
  g_assert_no_error (error);
}

/* Everything is in the book, else the test would say nothing. */
static void
assert_private_is_known (TestDesk *f)
{
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  g_assert_cmpstr (card->phone, ==, "13800138000");
  g_assert_cmpstr (card->id_last4, ==, "135X");
  g_assert_cmpstr (card->tags, ==, "五保 残疾");
}

static void
read_public_papers (TestDesk *f, int64_t round_uid, int *n_read)
{
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  for (size_t i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    if (!documents[i].is_public)
      continue;
    g_autoptr (GBytes) pdf = xp_printing_render (f->desk,
                                                 documents[i].id,
                                                 documents[i].needs_round ? round_uid : 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 &error);
    g_assert_no_error (error);
    g_autofree char *words = test_desk_dup_words (f, pdf);
    g_assert_nonnull (strstr (words, "永胜"));
    for (size_t k = 0; k < G_N_ELEMENTS (PRIVATE); k++)
      if (strstr (words, PRIVATE[k]) != NULL)
        g_error ("%s tells “%s”: %s", documents[i].title, PRIVATE[k], words);
    (*n_read)++;
  }
}

static void
test_no_public_paper_tells_what_is_private (TestDesk *f, gconstpointer unused)
{
  static const char MARKS[] = HEAD "1,,*,无扣分\n2,,4,2\n2,,*,无扣分\n";
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .combine = "合议",
                            .line = "100",
                            .quota = "无"};
  fill_household (f, f->zhang);
  fill_household (f, f->li);
  fill_household (f, f->wang);
  const int64_t uid = test_desk_open (f, &spec);
  test_desk_mark (f, uid, MARKS);
  write_words (f, uid);
  hold_with_reason (f, uid, 3);
  for (int stage = XP_STAGE_TALLIED; stage <= XP_STAGE_POSTED; stage++)
    go_on (f, uid, (XpStage) stage);
  object_and_correct (f, uid);
  go_on (f, uid, XP_STAGE_POSTED);
  deliberate (f, uid);
  begin_points (f);
  test_desk_reopen (f, "2026-10-30");
  go_on (f, uid, XP_STAGE_PUBLISHED);
  assert_private_is_known (f);
  int n_read = 0;
  read_public_papers (f, uid, &n_read);
  g_assert_cmpint (n_read, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/public-papers/private",
              TestDesk,
              NULL,
              test_desk_set_up,
              test_no_public_paper_tells_what_is_private,
              test_desk_tear_down);
  return g_test_run ();
}

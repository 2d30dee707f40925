/* The meeting: one household opened again, and votes. */
#include "xp-correct-work.h"
#include "xp-desk-private.h"
#include "xp-household-work.h"
#include "xp-marking.h"
#include "xp-minutes-work.h"
#include "xp-motion-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

static const char *const JUDGES[] = {"王主任", "李委员", "张委员", NULL};

/* Two judges of three found something at 李四's; one place of two for three households. */
static const char MARKS[] = "household,judge,item,mark\n"
                            "1,王主任,4,1\n1,王主任,*,无扣分\n1,李委员,4,1\n1,李委员,*,无扣分\n"
                            "1,张委员,4,1\n1,张委员,*,无扣分\n"
                            "2,王主任,4,2\n2,王主任,*,无扣分\n2,李委员,4,2\n2,李委员,*,无扣分\n"
                            "2,张委员,*,无扣分\n"
                            "3,王主任,*,无扣分\n3,李委员,*,无扣分\n3,张委员,*,无扣分\n";

static int64_t
begin (TestDesk *f, const char *const *judges, const char *quota, const char *marks)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .judges = judges,
                            .combine = judges != NULL ? "平均" : "合议",
                            .line = "无",
                            .quota = quota};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  test_desk_mark (f, uid, marks);
  return uid;
}

static void
go_on (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
}

static int64_t
tally (TestDesk *f, const char *const *judges, const char *quota, const char *marks)
{
  const int64_t uid = begin (f, judges, quota, marks);
  go_on (f, uid);
  return uid;
}

static XpLoadedRound *
load (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  XpLoadedRound *loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  return loaded;
}

static char *export(TestDesk *f, int64_t uid)
{
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, NULL);
  return xp_marking_export_csv (marking);
}

static void
put (TestDesk *f, const char *verb, XpRecord *record)
{
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  g_autoptr (GError) error = NULL;
  xp_draft_put (draft, record);
  g_autoptr (XpAct) act = xp_desk_put (f->desk, draft, &error);
  g_assert_no_error (error);
  xp_record_unref (record);
}

static void
recuse (TestDesk *f, int64_t uid, int entrant_no, int judge_no)
{
  XpRecord *record = xp_record_new (XP_KIND_RECUSAL);
  xp_record_set_int (record, "round_uid", uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "judge_no", judge_no);
  xp_record_set_text (record, "source", "declared");
  put (f, XP_VERB_RECUSE, record);
}

/* Judge @judge_no's fourth item of @entrant_no is @entered findings. */
static XpCorrection
make (XpCorrectedCell *cell, const XpLoadedRound *loaded, int entrant_no, int judge_no, int entered)
{
  *cell =
    (XpCorrectedCell){.mark = {.judge_no = judge_no,
                               .item_at = xp_rubric_lookup_item (loaded->round->rubric, "4")->at,
                               .entry = 1,
                               .entered = entered}};
  return (XpCorrection){.entrant_no = entrant_no,
                        .cells = cell,
                        .n_cells = 1,
                        .reason = "两处算重了",
                        .witness = "李明"};
}

static void
test_the_consequence_is_told_and_nothing_written (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f, JUDGES, "2户", MARKS);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autofree char *before = export(f, uid);
  g_autoptr (GError) error = NULL;
  XpCorrectedCell cell;
  const XpCorrection correction = make (&cell, loaded, 2, 1, 0);
  g_autoptr (XpCorrectionPreview) preview = xp_correction_preview_new (loaded, &correction, &error);
  g_assert_no_error (error);
  g_autofree char *text = xp_correction_preview_dup_text (preview);
  g_assert_cmpstr (text,
                   ==,
                   "第4项 院内地面：2处 → 0处（王主任）\n"
                   "98.67分 → 99.33分，第3名 → 第2名，不入选 → 入选\n"
                   "一社 张三由入选变为不入选");
  g_autoptr (XpCorrectionPreview) again = xp_correction_preview_new (loaded, &correction, &error);
  g_assert_cmpstr (again->own, ==, preview->own);
  g_autofree char *after = export(f, uid);
  g_assert_cmpstr (after, ==, before);
}

static void
test_a_correction_moves_one_mark (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f, JUDGES, "2户", MARKS);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autofree char *before = export(f, uid);
  g_autoptr (GError) error = NULL;
  XpCorrectedCell cell;
  const XpCorrection correction = make (&cell, loaded, 2, 1, 0);
  g_assert_true (xp_correct_work_put (f->desk, uid, &correction, &error));
  g_autofree char *after = export(f, uid);
  g_auto (GStrv) parts = g_strsplit (before, "2,王主任,4,2", 2);
  g_autofree char *expected = g_strjoinv ("2,王主任,4,0", parts);
  g_assert_cmpstr (after, ==, expected);
  g_autoptr (GPtrArray) lines = xp_desk_list_history (f->desk, 0, 1, NULL);
  const XpHistoryLine *line = lines->pdata[0];
  g_assert_cmpstr (line->who, ==, "王会计");
  g_assert_cmpstr (line->witness, ==, "李明");
  g_assert_cmpstr (line->reason, ==, "两处算重了");
  g_assert_nonnull (strstr (line->sentences[0], "由 2处 改为"));
  /* Not by one key: the other direction wants its own reason. */
  g_autoptr (XpAct) act = xp_desk_undo (f->desk, false, &error);
  g_assert_null (act);
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  test_desk_assert_in_order (f);
}

static void
test_words_at_a_finding_outlive_it (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = begin (f, JUDGES, "2户", MARKS);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) before = load (f, uid);
  XpCorrectedCell cell;
  const XpCorrection correction = make (&cell, before, 2, 1, 1);
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, NULL);
  XpEntry entry = {.kind = XP_ENTRY_NOTE, .mark = cell.mark, .words = "柴垛占道", .photo = "12"};
  entry.mark.entrant_no = 2;
  g_assert_true (xp_marking_put (marking, &entry, &error));
  go_on (f, uid);
  g_assert_true (xp_correct_work_put (f->desk, uid, &correction, &error));
  g_autoptr (XpLoadedRound) after = load (f, uid);
  const XpMarkNote *note = xp_mark_notes_get (after->notes, &entry.mark);
  g_assert_nonnull (note);
  g_assert_cmpstr (note->words, ==, "柴垛占道");
  g_assert_cmpstr (note->photo, ==, "12");
}

static void
assert_refused (TestDesk *f, int64_t uid, const XpCorrection *correction, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = export(f, uid);
  g_assert_false (xp_correct_work_put (f->desk, uid, correction, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("%s", error->message);
  g_autofree char *after = export(f, uid);
  g_assert_cmpstr (after, ==, before);
}

static void
test_what_may_not_be_corrected (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f, JUDGES, "2户", MARKS);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (GError) error = NULL;
  XpCorrectedCell cell;
  XpCorrection correction = make (&cell, loaded, 2, 1, 0);
  correction.reason = " ";
  assert_refused (f, uid, &correction, "写明理由");
  correction.reason = "算重了";
  correction.witness = "王会计";
  assert_refused (f, uid, &correction, "见证要另一个人");
  correction.witness = "李明";
  cell.mark.judge_no = 0;
  assert_refused (f, uid, &correction, "不在这张表上打");
  cell.mark.judge_no = 1;
  cell.mark.entered = 100;
  assert_refused (f, uid, &correction, "第4项");
  cell.mark.entered = 2;
  assert_refused (f, uid, &correction, "和现在记的一样");
  cell.mark.is_not_applicable = true;
  cell.mark.item_at = xp_rubric_lookup_item (loaded->round->rubric, "G1")->at;
  assert_refused (f, uid, &correction, "不能记不适用");
  cell.mark.is_not_applicable = false;
  cell.mark.item_at = xp_rubric_lookup_item (loaded->round->rubric, "4")->at;
  cell.mark.entered = 0;
  correction.has_state = true;
  correction.state = XP_STATE_AWAY;
  assert_refused (f, uid, &correction, "不能再改成“全家在外”");
  correction.has_state = false;
  xp_desk_set_who (f->desk, "");
  assert_refused (f, uid, &correction, "还不知道是谁在录");
  xp_desk_set_who (f->desk, "王会计");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_DISCUSSED, &error));
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_POSTED, &error));
  assert_refused (f, uid, &correction, "请先退回一步");
}

static void
test_what_is_put_right_elsewhere (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .judges = JUDGES,
                            .combine = "平均"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  XpCorrectedCell cell;
  const XpCorrection correction = make (&cell, loaded, 2, 3, 0);
  assert_refused (f, uid, &correction, "现在直接在“打分”里改");
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, "minutes", uid, NULL, NULL, NULL, &error);
  g_assert_null (pdf);
  g_assert_nonnull (strstr (error->message, "再印会议记录"));
  g_clear_error (&error);
  recuse (f, uid, 2, 3);
  test_desk_mark (f,
                  uid,
                  "household,judge,item,mark\n1,王主任,*,无扣分\n1,李委员,*,无扣分\n"
                  "1,张委员,*,无扣分\n2,王主任,*,无扣分\n2,李委员,*,无扣分\n3,,*,没碰上人\n");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  assert_refused (f, uid, &correction, "他的表不算");
}

static void
test_who_was_not_met_comes_in_whole (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f,
                             NULL,
                             "2户",
                             "household,judge,item,mark\n1,,4,1\n1,,*,无扣分\n2,,*,没碰上人\n"
                             "3,,*,无扣分\n");
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (GError) error = NULL;
  XpCorrectedCell cell;
  XpCorrection correction = make (&cell, loaded, 2, 0, 3);
  assert_refused (f, uid, &correction, "把状态一起改成参评");
  correction.has_state = true;
  correction.n_cells = 0;
  assert_refused (f, uid, &correction, "没有打分");
  correction.n_cells = 1;
  g_assert_true (xp_correct_work_put (f->desk, uid, &correction, &error));
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) now = load (f, uid);
  const XpTotal *total = xp_tally_get_total (now->tally, 2);
  g_assert_cmpint (total->state, ==, XP_STATE_PRESENT);
  g_assert_cmpint (total->total_hundredths, ==, 9700);
  correction.n_cells = 0;
  correction.state = XP_STATE_HELD;
  g_assert_true (xp_correct_work_put (f->desk, uid, &correction, &error));
  g_autoptr (XpLoadedRound) held = load (f, uid);
  g_assert_cmpint (xp_tally_get_total (held->tally, 2)->state, ==, XP_STATE_HELD);
  test_desk_assert_in_order (f);
}

/* ---- before it is posted ---- */

static char *
join_open (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_auto (GStrv) open = xp_round_work_list_open (f->desk, loaded, &error);
  g_assert_no_error (error);
  return g_strjoinv ("|", open);
}

static void
test_what_is_open_is_told_until_it_is_settled (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f,
                             NULL,
                             "1户",
                             "household,judge,item,mark\n1,,4,1\n1,,*,无扣分\n2,,*,没碰上人\n"
                             "3,,*,无扣分\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpRanking) ranking = xp_ranking_new (loaded->tally, NULL, 0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) agenda = xp_agenda_list (loaded, ranking, none);
  g_assert_cmpuint (agenda->len, ==, 1);
  g_autofree char *words = xp_agenda_line_dup_words (agenda->pdata[0]);
  g_autofree char *who = xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, 2));
  g_autofree char *asked = g_strdup_printf ("同意%s因没碰上人，这次不排名次", who);
  g_assert_cmpstr (words, ==, asked);

  g_autofree char *both = join_open (f, uid);
  g_autofree char *told = g_strdup_printf (
    "会上还有1件没定：\n　　%s：没碰上人|评上的有1户还没有问过愿不愿意上榜。不愿意的不上榜，称"
    "号保留。",
    who);
  g_assert_cmpstr (both, ==, told);
  const XpMotionSpec spec = {.what = XP_MOTION_OTHER,
                             .entrant_no = 2,
                             .words = words,
                             .count = {3, 3, 3, 0, 0, 0}};
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, &spec, &error), ==, 1);
  g_autofree char *voted = join_open (f, uid);
  g_assert_cmpstr (voted, ==, "评上的有1户还没有问过愿不愿意上榜。不愿意的不上榜，称号保留。");
  const int64_t household = loaded->round->entrants[2].household_uid;
  g_assert_true (xp_household_work_set_naming (f->desk, &household, 1, "refused", &error));
  g_assert_no_error (error);
  g_autofree char *settled = join_open (f, uid);
  g_assert_cmpstr (settled, ==, "");
}

/* ---- votes ---- */

static void
sign_in (TestDesk *f, int64_t uid, int judge_no, const char *left_at)
{
  XpRecord *record = xp_record_new (XP_KIND_ATTENDANCE);
  xp_record_set_int (record, "round_uid", uid);
  xp_record_set_int (record, "judge_no", judge_no);
  xp_record_set_int (record, "stay_no", 1);
  xp_record_set_text (record, "came_at", "2026-10-12T19:00");
  xp_record_set_text (record, "left_at", left_at);
  put (f, XP_VERB_ATTENDANCE, record);
}

static void
test_who_is_there_is_proposed (TestDesk *f, gconstpointer unused)
{
  static const int ABOUT[] = {2};
  const int64_t uid = tally (f, JUDGES, "2户", MARKS);
  XpVoteCount count = {0};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_motion_work_propose (f->desk, uid, ABOUT, 1, &count, &error));
  g_assert_cmpint (count.n_members, ==, 3);
  g_assert_cmpint (count.n_present, ==, 3);
  sign_in (f, uid, 1, NULL);
  sign_in (f, uid, 2, "2026-10-12T20:00");
  sign_in (f, uid, 3, NULL);
  g_assert_true (xp_motion_work_propose (f->desk, uid, ABOUT, 1, &count, &error));
  g_assert_cmpint (count.n_present, ==, 2);
  g_assert_cmpint (count.n_recused, ==, 0);
}

static void
test_the_recused_are_there_without_a_voice (TestDesk *f, gconstpointer unused)
{
  static const int ABOUT[] = {1, 2};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .judges = JUDGES,
                            .combine = "平均"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  recuse (f, uid, 2, 3);
  XpVoteCount count = {0};
  g_assert_true (xp_motion_work_propose (f->desk, uid, ABOUT, 2, &count, &error));
  g_assert_cmpint (count.n_recused, ==, 1);
  g_assert_true (xp_motion_work_propose (f->desk, uid, ABOUT, 1, &count, &error));
  g_assert_cmpint (count.n_recused, ==, 0);
}

static XpRanking *
rank (const XpLoadedRound *loaded)
{
  return xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
}

static void
test_a_vote_decides_the_tie (TestDesk *f, gconstpointer unused)
{
  static const int IN[] = {3};
  const int64_t uid =
    tally (f, NULL, "1户", "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  XpMotionSpec spec = {.what = XP_MOTION_TIE,
                       .effect = XP_EFFECT_CUT,
                       .in_entrant_nos = IN,
                       .n_in = 1,
                       .count = {9, 7, 3, 3, 1, 0}};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, &spec, &error), ==, 1);
  g_autoptr (XpLoadedRound) tied = load (f, uid);
  g_autoptr (XpRanking) before = rank (tied);
  g_assert_cmpuint (before->n_undecided, ==, 3);

  spec.count = (XpVoteCount){9, 7, 5, 1, 0, 1};
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, &spec, &error), ==, 2);
  g_autofree char *sentences = test_desk_last_sentences (f);
  g_assert_nonnull (
    strstr (sentences, "表决“同意二社 王五入选”：应到9，实到7，赞成5，反对1，弃权0，回避1，通过"));
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpRanking) ranking = rank (loaded);
  g_assert_cmpuint (ranking->n_undecided, ==, 0);
  g_assert_cmpint (ranking->places[2].awarded, ==, XP_AWARDED_YES);
  g_assert_cmpstr (ranking->places[2].decided_by, ==, "表决");
  test_desk_undo (f, "记一次表决");
  g_autoptr (XpLoadedRound) undone = load (f, uid);
  g_assert_cmpuint (undone->n_decisions, ==, 0);
  test_desk_assert_in_order (f);
}

static void
assert_no_vote (TestDesk *f, int64_t uid, const XpMotionSpec *spec, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, spec, &error), ==, 0);
  if (strstr (error->message, words) == NULL)
    g_error ("%s", error->message);
}

static void
test_votes_that_cannot_be (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f, JUDGES, "2户", MARKS);
  const XpMotionSpec spec = {.what = XP_MOTION_OTHER, .words = "同意"};
  XpMotionSpec few = spec, many = spec, crowd = spec, none = spec, lifted = spec;
  few.count = (XpVoteCount){9, 7, 3, 1, 0, 1};
  many.count = (XpVoteCount){9, 7, 7, 1, 0, 0};
  crowd.count = (XpVoteCount){3, 7, 7, 0, 0, 0};
  none.count = (XpVoteCount){9, 7, -1, 8, 0, 0};
  lifted.count = (XpVoteCount){3, 3, 3, 0, 0, 0};
  lifted.entrant_no = 1;
  lifted.effect = XP_EFFECT_LIFT;
  assert_no_vote (f, uid, &few, "还差2人：赞成、反对、弃权、回避加起来5人，实到7人。没有记上");
  assert_no_vote (f, uid, &many, "多出1人");
  assert_no_vote (f, uid, &crowd, "实到7人比应到3人还多");
  assert_no_vote (f, uid, &none, "都要写数字");
  assert_no_vote (f, uid, &lifted, "没有暂缓，不用取消");
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_motion_work_remove (f->desk, uid, 9, &error));
  g_assert_nonnull (strstr (error->message, "没有第9次表决"));
  g_clear_error (&error);

  const XpMotionSpec silent = {.what = XP_MOTION_OTHER, .count = {3, 3, 3, 0, 0, 0}};
  assert_no_vote (f, uid, &silent, "还没有写表决的是什么事");
}

/* A record that no window makes: the book looks at it all the same. */
static void
test_the_book_counts_again (TestDesk *f, gconstpointer unused)
{
  static const struct {
    int n_members, n_present, n_for, n_against;
    const char *words;
  } CASES[] = {
    {3, 3, 1, 2, "过半数要2人，赞成1人，没有通过，和记的结果对不上"},
    {3, 3, 4, -1, "票数不能小于0"},
    {2, 3, 3, 0, "实到3人比应到2人还多"},
    {3, 3, 2, 0, "加起来是2人，实到是3人，对不上"},
  };
  const int64_t uid = tally (f, JUDGES, "2户", MARKS);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (XpRecord) record = xp_record_new (XP_KIND_MOTION);
    g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MOTION);
    g_autoptr (GError) error = NULL;
    xp_record_set_int (record, "round_uid", uid);
    xp_record_set_int (record, "motion_no", 1);
    xp_record_set_text (record, "on_day", "2026-10-12");
    xp_record_set_text (record, "what", "other");
    xp_record_set_text (record, "words", "同意");
    xp_record_set_int (record, "n_members", CASES[i].n_members);
    xp_record_set_int (record, "n_present", CASES[i].n_present);
    xp_record_set_int (record, "n_for", CASES[i].n_for);
    xp_record_set_int (record, "n_against", CASES[i].n_against);
    xp_record_set_int (record, "is_carried", 1);
    xp_draft_put (draft, record);
    g_autoptr (XpAct) act = xp_desk_put (f->desk, draft, &error);
    g_assert_null (act);
    if (strstr (error->message, CASES[i].words) == NULL)
      g_error ("%s", error->message);
  }
}

static void
test_what_is_to_be_decided (TestDesk *f, gconstpointer unused)
{
  const int64_t uid =
    tally (f, NULL, "1户", "household,judge,item,mark\n1,,*,暂缓\n2,,*,无扣分\n3,,*,没碰上人\n");
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpRanking) ranking = rank (loaded);
  g_autoptr (GError) error = NULL;
  const XpMotionSpec spec = {.what = XP_MOTION_HELD,
                             .entrant_no = 1,
                             .effect = XP_EFFECT_HOLD,
                             .count = {3, 3, 3, 0, 0, 0}};
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, &spec, &error), ==, 1);
  g_autoptr (GPtrArray) motions = xp_motion_work_list (f->desk, uid, &error);
  g_autoptr (GPtrArray) lines = xp_agenda_list (loaded, ranking, motions);
  g_assert_cmpuint (lines->len, ==, 2);
  const XpAgendaLine *held = lines->pdata[0], *not_met = lines->pdata[1];
  g_assert_cmpstr (held->who, ==, "一社 张三");
  g_assert_cmpstr (held->decided, ==, "第1次表决通过：同意一社 张三暂缓");
  g_assert_cmpint (not_met->kind, ==, XP_AGENDA_NOT_MET);
  g_assert_cmpstr (not_met->decided, ==, "");
  const XpMotionSpec lifted = {.what = XP_MOTION_HELD,
                               .entrant_no = 1,
                               .effect = XP_EFFECT_LIFT,
                               .count = {3, 3, 3, 0, 0, 0}};
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, &lifted, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "还有没打的分"));
}

/* ---- minutes ---- */

static char *
print (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, "minutes", uid, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

/* Who was late and who left, each vote, the correction with its reason and both names; and neither
 * why a household is held back nor who is kin of whom. */
static void
test_minutes_tell_all_but_what_is_private (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f, JUDGES, "1户", MARKS);
  g_autoptr (GError) error = NULL;
  sign_in (f, uid, 1, NULL);
  XpRecord *late = xp_record_new (XP_KIND_ATTENDANCE);
  xp_record_set_int (late, "round_uid", uid);
  xp_record_set_int (late, "judge_no", 2);
  xp_record_set_int (late, "stay_no", 1);
  xp_record_set_text (late, "came_at", "2026-10-12T19:20");
  xp_record_set_text (late, "left_at", "2026-10-12T21:05");
  put (f, XP_VERB_ATTENDANCE, late);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  XpCorrectedCell cell;
  const XpCorrection correction = make (&cell, loaded, 2, 1, 0);
  g_assert_true (xp_correct_work_put (f->desk, uid, &correction, &error));
  XpRecord *held = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (held, "round_uid", uid);
  xp_record_set_int (held, "entrant_no", 1);
  xp_record_set_text (held, "state", "held");
  xp_record_set_secret (held, "reason_secret", "家里有纠纷");
  put (f, XP_VERB_SET_STATE, held);
  const XpCorrection back = {.entrant_no = 1,
                             .has_state = true,
                             .state = XP_STATE_APART,
                             .reason = "家务事另谈",
                             .witness = "李明"};
  g_assert_true (xp_correct_work_put (f->desk, uid, &back, &error));
  const XpMotionSpec spec = {.what = XP_MOTION_OTHER,
                             .words = "同意下次在三社开会",
                             .count = {3, 2, 2, 0, 0, 0}};
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, &spec, &error), ==, 1);
  g_autofree char *words = print (f, uid);
  static const char *const TOLD[] = {
    "永胜村一轮评议会议记录",
    "2026年10月12日19:00至21:05",
    "应到3人，实到2人：王主任、李委员（19:20到，21:05离开）。",
    "没有到会：张委员。",
    "同意下次在三社开会。应到3人，实到2人，赞成2人",
    "过半数要2人，赞成2人，通过。",
    "由2处改为0处。理由：两处算重了。录入王会计，见证李明。",
    "一社张三由暂缓改为另行评议。录入王会计，见证李明。",
    "一社张三暂缓，另行评议。",
    "评为“干净人家”的共1户：二社王五。",
    "资料核对码：",
    "记录人：",
  };
  for (size_t i = 0; i < G_N_ELEMENTS (TOLD); i++)
    if (strstr (words, TOLD[i]) == NULL)
      g_error ("“%s” is not in %s", TOLD[i], words);
  g_assert_null (strstr (words, "纠纷"));
  g_assert_null (strstr (words, "家务事"));
}

static XpMinutes *
read_minutes (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  XpMinutes *minutes = xp_minutes_work_read (f->desk, uid, &error);
  g_assert_no_error (error);
  return minutes;
}

/* What was written is printed as it was written; what was decided follows the book. */
static void
test_minutes_are_written_and_the_figures_stay (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f, JUDGES, "1户", MARKS);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMinutesText) text =
    xp_minutes_text_parse ("# 应到9人\n地点：村委会\n发言要点：甲说好\n\n发言要点:乙也说好\n"
                           "结果说明：散会后贴出\n结束语：读过了，没有意见。\n",
                           &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->fields[XP_MINUTES_SAID], ==, "甲说好\n乙也说好");
  g_assert_true (xp_minutes_work_put (f->desk, uid, text, &error));
  g_autofree char *words = print (f, uid);
  const char *const told[] = {"村委会", "甲说好", "乙也说好", "散会后贴出", "读过了，没有意见。"};
  for (size_t i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_nonnull (strstr (words, told[i]));
  g_assert_nonnull (strstr (words, "应到3人"));
  g_assert_null (strstr (words, "已当场宣读"));
  g_autoptr (GPtrArray) history = xp_desk_list_history (f->desk, 0, 1, NULL);
  const XpHistoryLine *line = history->pdata[0];
  g_assert_cmpstr (line->sentences[0], ==, "一轮的会议记录写下");

  g_autoptr (XpMinutes) same = read_minutes (f, uid);
  g_assert_false (same->is_changed);
  const XpMotionSpec spec = {.words = "同意下次在三社开会",
                             .what = XP_MOTION_OTHER,
                             .count = {3, 3, 3, 0, 0, 0}};
  g_assert_cmpint (xp_motion_work_add (f->desk, uid, &spec, &error), ==, 1);
  g_autoptr (XpMinutes) changed = read_minutes (f, uid);
  g_assert_true (changed->is_changed);
  g_assert_cmpstr (changed->text->fields[XP_MINUTES_PLACE], ==, "村委会");
  g_autofree char *again = print (f, uid);
  g_assert_nonnull (strstr (again, "同意下次在三社开会"));
  g_assert_nonnull (strstr (again, "甲说好"));
}

static void
test_minutes_go_back_to_the_draft (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = tally (f, JUDGES, "1户", MARKS);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMinutesText) empty = xp_minutes_text_new ();
  g_assert_false (xp_minutes_work_put (f->desk, uid, empty, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_clear_error (&error);
  g_autoptr (XpMinutesText) text = xp_minutes_text_new ();
  text->fields[XP_MINUTES_CHAIR] = g_strdup ("李主任");
  g_assert_true (xp_minutes_work_put (f->desk, uid, text, &error));
  g_assert_true (xp_minutes_work_put (f->desk, uid, empty, &error));
  g_autoptr (XpMinutes) draft = read_minutes (f, uid);
  g_assert_null (draft->text->fields[XP_MINUTES_CHAIR]);
  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, &error);
  g_assert_nonnull (undone);
  g_autoptr (XpMinutes) written = read_minutes (f, uid);
  g_assert_cmpstr (written->text->fields[XP_MINUTES_CHAIR], ==, "李主任");
}

static void
test_a_line_without_its_part_is_refused (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_minutes_text_parse ("地点：甲\n大家都说好\n", &error));
  g_assert_nonnull (strstr (error->message, "第2行“大家都说好”"));
  g_clear_error (&error);
  g_assert_null (xp_minutes_text_parse ("地点：甲\n地点：乙\n", &error));
  g_assert_nonnull (strstr (error->message, "又写了一遍“地点”"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/meeting/open", test_what_is_open_is_told_until_it_is_settled);
  ADD ("/meeting/told-first", test_the_consequence_is_told_and_nothing_written);
  ADD ("/meeting/one-mark", test_a_correction_moves_one_mark);
  ADD ("/meeting/words-stay", test_words_at_a_finding_outlive_it);
  ADD ("/meeting/refused", test_what_may_not_be_corrected);
  ADD ("/meeting/not-met", test_who_was_not_met_comes_in_whole);
  ADD ("/meeting/proposed", test_who_is_there_is_proposed);
  ADD ("/meeting/recused", test_the_recused_are_there_without_a_voice);
  ADD ("/meeting/tie", test_a_vote_decides_the_tie);
  ADD ("/meeting/elsewhere", test_what_is_put_right_elsewhere);
  ADD ("/meeting/no-vote", test_votes_that_cannot_be);
  ADD ("/meeting/counted-again", test_the_book_counts_again);
  ADD ("/meeting/agenda", test_what_is_to_be_decided);
  ADD ("/meeting/minutes", test_minutes_tell_all_but_what_is_private);
  ADD ("/meeting/minutes-written", test_minutes_are_written_and_the_figures_stay);
  ADD ("/meeting/minutes-draft", test_minutes_go_back_to_the_draft);
  ADD ("/meeting/minutes-lines", test_a_line_without_its_part_is_refused);
  return g_test_run ();
}

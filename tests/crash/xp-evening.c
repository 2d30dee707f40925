#include "xp-evening.h"

#include "xp-evening-certificates.h"

#include <string.h>

/* ---- steps ---- */

static bool
put_record (TestBook *f, const char *verb, XpRecord *record, GError **error)
{
  g_autoptr (XpRecord) owned = record;
  g_autoptr (XpAct) act = test_put (f, verb, owned, error);
  return act != NULL;
}

static XpRecord *
copy_of (TestBook *f, XpKind kind, const char *key, GError **error)
{
  g_autoptr (XpRecord) record = xp_book_lookup (f->book, kind, key, error);
  return record != NULL ? xp_record_copy (record) : NULL;
}

static XpRecord *
new_of_entrant (XpKind kind, int entrant_no)
{
  XpRecord *record = xp_record_new (kind);
  xp_record_set_int (record, "round_uid", TEST_ROUND);
  xp_record_set_int (record, "entrant_no", entrant_no);
  return record;
}

static bool
mark_yard (TestBook *f, GError **error)
{
  return put_record (f, XP_VERB_PUT_MARK, test_mark (1, 1, 2), error);
}

static bool
mark_harmony (TestBook *f, GError **error)
{
  return put_record (f, XP_VERB_PUT_MARK, test_mark (1, 2, 950), error);
}

static bool
mark_second (TestBook *f, GError **error)
{
  return put_record (f, XP_VERB_PUT_MARK, test_mark (2, 1, 5), error);
}

static bool
mend_second (TestBook *f, GError **error)
{
  return put_record (f, XP_VERB_PUT_MARK, test_mark (2, 1, 1), error);
}

static bool
mark_second_harmony (TestBook *f, GError **error)
{
  return put_record (f, XP_VERB_PUT_MARK, test_mark (2, 2, 600), error);
}

static bool
set_state (TestBook *f, GError **error)
{
  XpRecord *state = new_of_entrant (XP_KIND_ENTRANT_STATE, 2);
  xp_record_set_text (state, "state", "away");
  xp_record_set_secret (state, "reason_secret", "在外务工");
  return put_record (f, XP_VERB_SET_STATE, state, error);
}

static bool
sign_in (TestBook *f, GError **error)
{
  XpRecord *stay = xp_record_new (XP_KIND_ATTENDANCE);
  xp_record_set_int (stay, "round_uid", TEST_ROUND);
  xp_record_set_int (stay, "stay_no", 1);
  xp_record_set_text (stay, "came_at", "2026-10-12T19:05");
  return put_record (f, XP_VERB_ATTENDANCE, stay, error);
}

static bool
recuse (TestBook *f, GError **error)
{
  XpRecord *recusal = new_of_entrant (XP_KIND_RECUSAL, 1);
  xp_record_set_text (recusal, "source", "declared");
  xp_record_set_secret (recusal, "relation_secret", "亲家");
  return put_record (f, XP_VERB_RECUSE, recusal, error);
}

/* The group comes with it: the book of the test has none. */
static bool
divide_groups (TestBook *f, GError **error)
{
  enum {
    GROUP_UID = 31
  };
  g_autoptr (XpRecord) group = xp_record_new (XP_KIND_GROUP);
  g_autoptr (XpRecord) row = xp_record_new (XP_KIND_ROTA);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ROTA);
  xp_record_set_int (group, "group_uid", GROUP_UID);
  xp_record_set_int (group, "number", 1);
  xp_record_set_text (group, "name", "一社");
  xp_record_set_int (row, "round_uid", TEST_ROUND);
  xp_record_set_int (row, "group_uid", GROUP_UID);
  xp_draft_set_subject (draft, row);
  xp_draft_put (draft, group);
  xp_draft_put (draft, row);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static XpRecord *
new_sheet (int entrant_no)
{
  XpRecord *sheet = new_of_entrant (XP_KIND_SHEET, entrant_no);
  xp_record_set_int (sheet, "entry", 1);
  return sheet;
}

static bool
close_sheet (TestBook *f, GError **error)
{
  return put_record (f, XP_VERB_CLOSE_SHEET, new_sheet (1), error);
}

/* What was typed on the second household belongs to the first: all in one act, with its words. */
static bool
move_second (TestBook *f, GError **error)
{
  g_autoptr (XpRecord) wrong = copy_of (f, XP_KIND_MARK, "[21,2,0,1,1]", error);
  if (wrong == NULL)
    return false;
  g_autoptr (XpRecord) right = xp_record_copy (wrong);
  xp_record_set_int (right, "entrant_no", 1);
  xp_record_set_text (right, "words", "柴垛占道");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MOVE_MARKS);
  xp_draft_set_subject (draft, right);
  xp_draft_remove (draft, wrong);
  xp_draft_put (draft, right);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
reopen_sheet (TestBook *f, GError **error)
{
  g_autoptr (XpRecord) sheet = new_sheet (1);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_REOPEN_SHEET);
  xp_draft_set_subject (draft, sheet);
  xp_draft_remove (draft, sheet);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
undo (TestBook *f, GError **error)
{
  g_autoptr (XpAct) act = xp_book_undo (f->book, error);
  return act != NULL;
}

static bool
redo (TestBook *f, GError **error)
{
  g_autoptr (XpAct) act = xp_book_redo (f->book, error);
  return act != NULL;
}

static bool
import_roster (TestBook *f, GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_ROSTER);
  for (int i = 0; i < EVENING_HOUSEHOLDS; i++) {
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    g_autofree char *head = g_strdup_printf ("户主%d", i + 3);
    g_autofree char *phone = g_strdup_printf ("139%08d", i);
    xp_record_set_int (household, "household_uid", 100 + i);
    xp_record_set_int (household, "number", i + 3);
    xp_record_set_text (household, "head", head);
    xp_record_set_secret (household, "phone_secret", phone);
    xp_draft_put (draft, household);
  }
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
edit_household (TestBook *f, GError **error)
{
  XpRecord *household = copy_of (f, XP_KIND_HOUSEHOLD, "[11]", error);
  if (household == NULL)
    return false;
  xp_record_set_secret (household, "phone_secret", "13700000000");
  xp_record_set_int (household, "people", 5);
  return put_record (f, XP_VERB_EDIT_HOUSEHOLD, household, error);
}

static bool
ask_naming (TestBook *f, GError **error)
{
  XpRecord *household = copy_of (f, XP_KIND_HOUSEHOLD, "[12]", error);
  if (household == NULL)
    return false;
  xp_record_set_text (household, "naming", "agreed");
  return put_record (f, XP_VERB_NAMING, household, error);
}

static bool
change_settings (TestBook *f, GError **error)
{
  XpRecord *village = copy_of (f, XP_KIND_VILLAGE, "[1]", error);
  if (village == NULL)
    return false;
  xp_record_set_text (village, "township", "河口镇");
  return put_record (f, XP_VERB_SETTINGS, village, error);
}

static bool
set_wording (TestBook *f, GError **error)
{
  XpRecord *wording = xp_record_new (XP_KIND_WORDING);
  xp_record_set_text (wording, "document", "notice");
  xp_record_set_text (wording, "text", "[notice]\ntitle=公示\n");
  return put_record (f, XP_VERB_SETTINGS, wording, error);
}

static bool
add_person (TestBook *f, GError **error)
{
  XpRecord *person = xp_record_new (XP_KIND_PERSON);
  xp_record_set_int (person, "person_uid", 31);
  xp_record_set_int (person, "household_uid", TEST_HOUSEHOLD_1);
  xp_record_set_int (person, "number", 1);
  xp_record_set_text (person, "name", "张小三");
  xp_record_set_secret (person, "id_secret", "1234");
  return put_record (f, XP_VERB_ADD_PERSON, person, error);
}

static bool
edit_person (TestBook *f, GError **error)
{
  XpRecord *person = copy_of (f, XP_KIND_PERSON, "[31]", error);
  if (person == NULL)
    return false;
  xp_record_set_text (person, "relation", "子");
  return put_record (f, XP_VERB_EDIT_PERSON, person, error);
}

static bool
go_to (TestBook *f, const char *stage, XpRecord *result, GError **error)
{
  g_autoptr (XpRecord) owned = result;
  g_autoptr (XpRecord) round = copy_of (f, XP_KIND_ROUND, "[21]", error);
  if (round == NULL)
    return false;
  xp_record_set_text (round, "stage", stage);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_STAGE);
  xp_draft_put (draft, round);
  if (owned != NULL)
    xp_draft_put (draft, owned);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static XpRecord *
new_result (int number, const char *purpose)
{
  XpRecord *result = xp_record_new (XP_KIND_RESULT);
  g_autofree char *text = g_strnfill (6000, (char) ('0' + number));
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  xp_record_set_int (result, "round_uid", TEST_ROUND);
  xp_record_set_int (result, "result_no", number);
  xp_record_set_text (result, "purpose", purpose);
  xp_record_set_text (result, "text", text);
  xp_record_set_text (result, "sha256", sha256);
  return result;
}

static bool
tally (TestBook *f, GError **error)
{
  return go_to (f, "tallied", NULL, error);
}

static bool
step_back (TestBook *f, GError **error)
{
  g_autoptr (XpRecord) round = copy_of (f, XP_KIND_ROUND, "[21]", error);
  if (round == NULL)
    return false;
  xp_record_set_text (round, "stage", "marking");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_STAGE_BACK);
  xp_draft_set_reason (draft, "漏了一户", "赵主任");
  xp_draft_put (draft, round);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
discuss (TestBook *f, GError **error)
{
  return go_to (f, "discussed", NULL, error);
}

static bool
post (TestBook *f, GError **error)
{
  return go_to (f, "posted", new_result (1, "posting"), error);
}

static bool
publish (TestBook *f, GError **error)
{
  return go_to (f, "published", new_result (2, "final"), error);
}

static bool
object (TestBook *f, GError **error)
{
  XpRecord *objection = xp_record_new (XP_KIND_OBJECTION);
  xp_record_set_int (objection, "round_uid", TEST_ROUND);
  xp_record_set_int (objection, "objection_no", 1);
  xp_record_set_text (objection, "received_on", "2026-10-12");
  xp_record_set_text (objection, "due_on", "2026-10-15");
  xp_record_set_secret (objection, "words_secret", "第5项重了");
  xp_record_set_text (objection, "first_checker", "丙");
  xp_record_set_text (objection, "second_checker", "丁");
  return put_record (f, XP_VERB_OBJECTION, objection, error);
}

static bool
answer (TestBook *f, GError **error)
{
  XpRecord *objection = copy_of (f, XP_KIND_OBJECTION, "[21,1]", error);
  if (objection == NULL)
    return false;
  xp_record_set_text (objection, "outcome", "not-upheld");
  xp_record_set_secret (objection, "answer_secret", "查过，没有错");
  xp_record_set_text (objection, "answered_on", "2026-10-13");
  return put_record (f, XP_VERB_ANSWER, objection, error);
}

static bool
put_of_title (TestBook *f, const char *verb, bool is_removed, GError **error)
{
  g_autoptr (XpRecord) withdrawal = new_of_entrant (XP_KIND_TITLE_WITHDRAWAL, 1);
  xp_record_set_text (withdrawal, "on_day", "2026-10-20");
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  xp_draft_set_reason (draft, "复查不合格", "李明");
  if (is_removed)
    xp_draft_remove (draft, withdrawal);
  else
    xp_draft_put (draft, withdrawal);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
withdraw_title (TestBook *f, GError **error)
{
  return put_of_title (f, XP_VERB_WITHDRAW_TITLE, false, error);
}

static bool
restore_title (TestBook *f, GError **error)
{
  return put_of_title (f, XP_VERB_RESTORE_TITLE, true, error);
}

/* ---- points of the year ---- */

static XpRecord *
new_year (void)
{
  XpRecord *year = xp_record_new (XP_KIND_LEDGER_YEAR);
  xp_record_set_int (year, "year", 2026);
  xp_record_set_text (year, "rubric_id", "small");
  xp_record_set_int (year, "rubric_version", 1);
  return year;
}

static bool
begin_points (TestBook *f, GError **error)
{
  return put_record (f, XP_VERB_LEDGER_YEAR, new_year (), error);
}

static bool
note_work (TestBook *f, GError **error)
{
  XpRecord *event = xp_record_new (XP_KIND_LEDGER_EVENT);
  xp_record_set_int (event, "event_uid", 71);
  xp_record_set_int (event, "year", 2026);
  xp_record_set_int (event, "household_uid", TEST_HOUSEHOLD_2);
  xp_record_set_text (event, "item_no", "7");
  xp_record_set_text (event, "on_day", "2026-10-12");
  xp_record_set_secret (event, "remark_secret", "植树");
  return put_record (f, XP_VERB_LEDGER_EVENT, event, error);
}

static bool
redeem_soap (TestBook *f, GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_REDEEM);
  g_autoptr (XpRecord) soap = xp_record_new (XP_KIND_GOODS);
  g_autoptr (XpRecord) delivery = xp_record_new (XP_KIND_GOODS_DELIVERY);
  g_autoptr (XpRecord) redemption = xp_record_new (XP_KIND_REDEMPTION);
  xp_record_set_int (soap, "goods_uid", 81);
  xp_record_set_int (soap, "number", 1);
  xp_record_set_text (soap, "name", "肥皂");
  xp_record_set_int (soap, "price_hundredths", 200);
  xp_record_set_int (delivery, "delivery_uid", 82);
  xp_record_set_int (delivery, "goods_uid", 81);
  xp_record_set_int (delivery, "count", 10);
  xp_record_set_text (delivery, "on_day", "2026-10-12");
  xp_record_set_int (redemption, "redemption_uid", 83);
  xp_record_set_int (redemption, "year", 2026);
  xp_record_set_int (redemption, "household_uid", TEST_HOUSEHOLD_2);
  xp_record_set_int (redemption, "goods_uid", 81);
  xp_record_set_int (redemption, "count", 1);
  xp_record_set_int (redemption, "points_hundredths", 200);
  xp_record_set_text (redemption, "on_day", "2026-10-12");
  xp_draft_put (draft, soap);
  xp_draft_put (draft, delivery);
  xp_draft_put (draft, redemption);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
close_points (TestBook *f, GError **error)
{
  XpRecord *year = new_year ();
  xp_record_set_text (year, "closed_on", "2026-12-31");
  return put_record (f, XP_VERB_LEDGER_CLOSE, year, error);
}

static bool
forget (TestBook *f, GError **error)
{
  g_autoptr (XpAct) act = xp_book_forget (f->book, TEST_HOUSEHOLD_2, "2026-10-20", error);
  return act != NULL;
}

static bool
wipe (TestBook *f, GError **error)
{
  return xp_book_wipe (f->book, error);
}

/* ---- the meeting ---- */

static bool
correct (TestBook *f, GError **error)
{
  g_autoptr (XpRecord) mark = test_mark (1, 1, 1);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_CORRECT);
  xp_draft_set_reason (draft, "第1项算重了", "李明");
  xp_draft_put (draft, mark);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
vote (TestBook *f, GError **error)
{
  XpRecord *motion = new_of_entrant (XP_KIND_MOTION, 1);
  xp_record_set_int (motion, "motion_no", 1);
  xp_record_set_text (motion, "on_day", "2026-10-12");
  xp_record_set_text (motion, "what", "marks");
  xp_record_set_text (motion, "words", "同意改分");
  xp_record_set_int (motion, "n_members", 9);
  xp_record_set_int (motion, "n_present", 7);
  xp_record_set_int (motion, "n_for", 7);
  xp_record_set_int (motion, "is_carried", 1);
  return put_record (f, XP_VERB_MOTION, motion, error);
}

static bool
deliberate (TestBook *f, GError **error)
{
  g_autoptr (XpRecord) visit = xp_record_new (XP_KIND_DELIBERATION);
  g_autoptr (XpRecord) revisit = xp_record_new (XP_KIND_REVISIT);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_DELIBERATION);
  xp_record_set_int (visit, "deliberation_uid", 91);
  xp_record_set_text (visit, "mode", "visit");
  xp_record_set_text (visit, "on_day", "2026-10-12");
  xp_record_set_int (visit, "household_uid", TEST_HOUSEHOLD_2);
  xp_record_set_text (visit, "present", "孙梅");
  xp_record_set_secret (visit, "why_secret", "婆媳吵嘴");
  xp_record_set_int (revisit, "deliberation_uid", 91);
  xp_record_set_int (revisit, "revisit_no", 1);
  xp_record_set_text (revisit, "due_on", "2026-10-19");
  xp_draft_put (draft, visit);
  xp_draft_put (draft, revisit);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static bool
write_minutes (TestBook *f, GError **error)
{
  XpRecord *minutes = xp_record_new (XP_KIND_MINUTES);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);
  xp_record_set_int (minutes, "round_uid", TEST_ROUND);
  xp_record_set_text (minutes, "place", "村委会");
  xp_record_set_text (minutes, "draft_sha256", sha256);
  xp_record_set_secret (minutes, "said_secret", "李明：都照实打的");
  return put_record (f, XP_VERB_MINUTES, minutes, error);
}

static bool
let_somebody_else_type (TestBook *f, GError **error)
{
  xp_book_set_who (f->book, "李会计");
  return true;
}

static bool
rest (TestBook *f, GError **error)
{
  xp_book_idle (f->book);
  return true;
}

static bool
open_again (TestBook *f, GError **error)
{
  test_book_close (f);
  f->book = test_book_try_open (f, error);
  return f->book != NULL;
}

const EveningStep EVENING[] = {
  {"the first mark", mark_yard},
  {"a mark", mark_harmony},
  {"a mark", mark_second},
  {"a mark is corrected", mend_second},
  {"undo", undo},
  {"redo", redo},
  {"a sheet is moved", move_second},
  {"undo", undo},
  {"a state", set_state},
  {"a sheet is closed", close_sheet},
  {"it is opened again", reopen_sheet},
  {"undo", undo},
  {"checkpoint", rest},
  {"a list is imported", import_roster},
  {"undo of the list", undo},
  {"redo of the list", redo},
  {"a household", edit_household},
  {"closing and opening", open_again},
  {"undo after opening", undo},
  {"a household again", edit_household},
  {"naming", ask_naming},
  {"settings", change_settings},
  {"wording", set_wording},
  {"another typist", let_somebody_else_type},
  {"a person", add_person},
  {"a person is changed", edit_person},
  {"undo of a person", undo},
  {"checkpoint", rest},
  {"a mark after the checkpoint", mark_second_harmony},
  {"a judge signs in", sign_in},
  {"a judge is recused", recuse},
  {"undo of the recusal", undo},
  {"a rota", divide_groups},
  {"tallied", tally},
  {"back, with a reason", step_back},
  {"tallied again", tally},
  {"closing and opening", open_again},
  {"a household is opened again", correct},
  {"a vote", vote},
  {"discussed", discuss},
  {"the minutes", write_minutes},
  {"a deliberation", deliberate},
  {"posted with a result", post},
  {"an objection", object},
  {"its answer", answer},
  {"published with a result", publish},
  {"a number", evening_give_number},
  {"its sheet is printed", evening_note_printed},
  {"and printed again", evening_note_again},
  {"which was not so", evening_mend_printed},
  {"it is void", evening_void_number},
  {"another in its place", evening_give_again},
  {"which is received", evening_note_received},
  {"a title is taken back", withdraw_title},
  {"and given back", restore_title},
  {"a year of points", begin_points},
  {"public work", note_work},
  {"goods are redeemed", redeem_soap},
  {"the year is closed", close_points},
  {"a household is forgotten", forget},
  {"its traces are wiped", wipe},
  {"closing and opening", open_again},
  {"checkpoint", rest},
};
G_STATIC_ASSERT (G_N_ELEMENTS (EVENING) <= EVENING_MOST_STEPS);

size_t
evening_get_n_steps (void)
{
  return G_N_ELEMENTS (EVENING);
}

bool
evening_is_opening (size_t step)
{
  return EVENING[step].run == open_again;
}

/* ---- a plan ---- */

void
evening_make_plan (TestBook *f, EveningPlan *out_plan)
{
  out_plan->after[0] = evening_read_state (f);
  for (size_t i = 0; i < G_N_ELEMENTS (EVENING); i++) {
    g_autoptr (GError) error = NULL;
    if (!EVENING[i].run (f, &error))
      g_error ("%s: %s", EVENING[i].what, error->message);
    out_plan->after[i + 1] = evening_read_state (f);
  }
}

void
evening_plan_clear (EveningPlan *plan)
{
  for (size_t i = 0; i <= G_N_ELEMENTS (EVENING); i++)
    evening_state_clear (&plan->after[i]);
}

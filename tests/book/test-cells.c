/* Whatever cell of the file another program changes, verify says which record it was. The book has
 * a record of every kind. */
#include "xp-test-book.h"

#include <locale.h>
#include <string.h>

/* ---- a book with everything in it ---- */

/* Columns of one record: name=value, parted by spaces; #name=value is a secret's value. */
static const struct {
  const char *verb;
  XpKind kind;
  const char *columns;
} RECORDS[] = {
  {XP_VERB_SETTINGS, XP_KIND_GROUP, "group_uid=31 number=1 name=一社"},
  {XP_VERB_ADD_HOUSEHOLD,
   XP_KIND_HOUSEHOLD,
   "household_uid=13 number=3 group_uid=31 head=王五 door=5号 people=4 village_code=0003 "
   "told_apart_by=大 residents=3 came_from_uid=11 #phone_secret=13900000000 #id_secret=1234 "
   "#remark_secret=x #tags_secret=y"},
  {XP_VERB_ADD_PERSON,
   XP_KIND_PERSON,
   "person_uid=41 household_uid=13 number=1 name=李梅 sex=f relation=妻 #id_secret=4321"},
  {XP_VERB_EDIT_PERSON, XP_KIND_PERSON_CONSENT, "person_uid=41 taking_part=agreed"},
  {XP_VERB_TELL_APART, XP_KIND_APART, "first_uid=11 second_uid=12"},
  {XP_VERB_SPLIT_HOUSEHOLD,
   XP_KIND_HOUSEHOLD_EVENT,
   "household_uid=11 event_no=1 what=split on_day=2026-10-01 other_uid=13"},
  {XP_VERB_PUT_MARK,
   XP_KIND_MARK,
   "round_uid=21 entrant_no=1 judge_no=0 item_at=1 entry=1 entered=2 words=东墙根 photo=0123"},
  {XP_VERB_PUT_MARK,
   XP_KIND_MARK,
   "round_uid=21 entrant_no=1 judge_no=0 item_at=2 entry=1 entered=500"},
  {XP_VERB_CLOSE_SHEET, XP_KIND_SHEET, "round_uid=21 entrant_no=1 judge_no=0 entry=1"},
  {XP_VERB_SET_STATE,
   XP_KIND_ENTRANT_STATE,
   "round_uid=21 entrant_no=2 state=not-met #reason_secret=走亲戚"},
  {XP_VERB_SETTINGS,
   XP_KIND_RECUSAL,
   "round_uid=21 entrant_no=2 judge_no=0 source=declared #relation_secret=弟兄"},
  {XP_VERB_STAGE,
   XP_KIND_RESULT,
   "round_uid=21 result_no=1 purpose=posting text=结果 sha256="
   "bb7ef73495dd8a74eead9a021f2739832271393fe393708fe5c50f995749649f"},
  {XP_VERB_OPEN_ROUND,
   XP_KIND_TAKEN_OVER,
   "round_uid=21 entrant_no=1 what=previous from_round_uid=21 from_result_no=1 value=98"},
  {XP_VERB_OPEN_ROUND, XP_KIND_LEDGER_TAKEN, "round_uid=21 entrant_no=1 what=ledger value=9500"},
  {XP_VERB_BALLOTS,
   XP_KIND_BALLOTS,
   "round_uid=21 item_at=4 n_issued=187 n_returned=181 n_spoilt=3"},
  {XP_VERB_SECOND_ENTRY, XP_KIND_SECOND_ENTRY, "round_uid=21 n_drawn=20 seed=482913"},
  {XP_VERB_SETTLE,
   XP_KIND_SETTLEMENT,
   "round_uid=21 entrant_no=1 judge_no=0 item_at=1 first=2 second=3 settled=3"},
  {XP_VERB_ATTENDANCE,
   XP_KIND_ATTENDANCE,
   "round_uid=21 judge_no=0 stay_no=1 came_at=2026-10-12T19:05 left_at=2026-10-12T21:40"},
  {XP_VERB_ROTA, XP_KIND_ROTA, "round_uid=21 group_uid=31 judge_no=0"},
  {XP_VERB_MOTION,
   XP_KIND_MOTION,
   "round_uid=21 motion_no=1 on_day=2026-10-12 what=tie entrant_no=1 words=同意入选 "
   "majority=members n_members=9 "
   "n_present=7 n_for=5 n_against=1 n_abstained=0 n_recused=1 is_carried=1"},
  {XP_VERB_DELIBERATION,
   XP_KIND_DELIBERATION,
   "deliberation_uid=61 mode=visit on_day=2026-10-12 round_uid=21 household_uid=11 item_no=4 "
   "article=第三条 present=李主任、孙梅 follower=孙梅 closed_on=2026-10-26 #why_secret=a "
   "#said_secret=b #decided_secret=c #outcome_secret=d"},
  {XP_VERB_DELIBERATION,
   XP_KIND_REVISIT,
   "deliberation_uid=61 revisit_no=1 due_on=2026-10-19 done_on=2026-10-19 #found_secret=e"},
  {XP_VERB_MINUTES,
   XP_KIND_MINUTES,
   "round_uid=21 place=会议室 chair=李主任 recorder=孙梅 draft_sha256="
   "bb7ef73495dd8a74eead9a021f2739832271393fe393708fe5c50f995749649f #said_secret=a "
   "#voted_secret=b #corrected_secret=c #held_secret=d #chosen_secret=e #closing_secret=f"},
  {XP_VERB_STAGE,
   XP_KIND_CERTIFICATE,
   "certificate_uid=51 round_uid=21 entrant_no=1 year=2026 round_in_year=1 serial=1"},
  {XP_VERB_PRINTED,
   XP_KIND_CERTIFICATE_PRINTING,
   "certificate_uid=51 printing_no=1 on_day=2026-10-20 is_spoiled=1 why=卡纸"},
  {XP_VERB_MERGE,
   XP_KIND_CERTIFICATE,
   "certificate_uid=51 is_void=1 name=张三丰 voided_on=2026-10-20 void_why=错字 "
   "received_on=2026-10-21 received_by=李四 issued_on=2026-10-20"},
  {XP_VERB_REISSUE_CERTIFICATE,
   XP_KIND_CERTIFICATE,
   "certificate_uid=52 round_uid=21 entrant_no=1 year=2026 round_in_year=1 serial=2 "
   "replaces_uid=51 issued_on=2026-10-20"},
  {XP_VERB_SETTINGS,
   XP_KIND_CERTIFICATE_STOCK,
   "name=260x185 width_hundredths=26000 height_hundredths=18500 places=编号,不印"},
  {XP_VERB_STAGE, XP_KIND_ROUND, "round_uid=21 stage=tallied"},
  {XP_VERB_STAGE, XP_KIND_ROUND, "round_uid=21 stage=discussed"},
  {XP_VERB_DECIDE_CUT,
   XP_KIND_CUT_DECISION,
   "round_uid=21 entrant_no=1 is_in=1 decided_by=lot seed=7"},
  {XP_VERB_SETTINGS, XP_KIND_CALENDAR_DAY, "day=2026-10-10 is_workday=1 label=调休"},
  {XP_VERB_SETTINGS, XP_KIND_WORDING, "document=notice text=公示"},
  {XP_VERB_STAGE,
   XP_KIND_ROUND,
   "round_uid=21 stage=posted posted_on=2026-10-12 notice_from_on=2026-10-13 "
   "notice_until_on=2026-10-19"},
  {XP_VERB_OBJECTION,
   XP_KIND_OBJECTION,
   "round_uid=21 objection_no=1 received_on=2026-10-12 due_on=2026-10-15 entrant_no=1 "
   "first_checker=赵 second_checker=钱 #by_secret=某人 #words_secret=重了"},
  {XP_VERB_UPGRADE, XP_KIND_UPGRADE, "version=3 from_version=2"},
  {XP_VERB_TYPIST, XP_KIND_TYPIST, "name=王会计 #pin_secret=0000"},
  {XP_VERB_HANDOVER,
   XP_KIND_HANDOVER,
   "handover_uid=61 on_day=2026-10-12 from_name=王会计 to_name=李会计"},
  {XP_VERB_MERGE,
   XP_KIND_TITLE_WITHDRAWAL,
   "round_uid=21 entrant_no=1 on_day=2026-11-12 barred_until=2028-11-12"},
  {XP_VERB_LEDGER_YEAR, XP_KIND_LEDGER_YEAR, "year=2026 rubric_id=small rubric_version=1"},
  {XP_VERB_LEDGER_EVENT,
   XP_KIND_LEDGER_EVENT,
   "event_uid=71 year=2026 household_uid=11 item_no=7 on_day=2026-10-12 #remark_secret=植树"},
  {XP_VERB_GOODS, XP_KIND_GOODS, "goods_uid=81 number=1 name=洗衣粉 price_hundredths=800"},
  {XP_VERB_GOODS,
   XP_KIND_GOODS_DELIVERY,
   "delivery_uid=82 goods_uid=81 count=10 on_day=2026-10-12"},
  {XP_VERB_REDEEM,
   XP_KIND_REDEMPTION,
   "redemption_uid=83 year=2026 household_uid=11 goods_uid=81 count=1 points_hundredths=800 "
   "on_day=2026-10-12"},
  {XP_VERB_LEDGER_CLOSE, XP_KIND_LEDGER_CARRY, "year=2027 household_uid=11 points_hundredths=500"},
  {XP_VERB_SETTINGS, XP_KIND_FORGOTTEN, "owner_kind=person owner_key=[99] on_day=2026-10-12"},
};

/* Lays the columns over what there is. */
static XpRecord *
read_record (TestBook *f, XpKind kind, const char *columns)
{
  g_autoptr (XpRecord) named = xp_record_new (kind);
  g_auto (GStrv) parts = g_strsplit (columns, " ", -1);
  XpRecord *record = NULL;
  for (size_t i = 0; parts[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);
    const bool is_secret = pair[0][0] == '#';
    const char *name = pair[0] + is_secret;
    const int column = xp_kind_find_column (kind, name);
    XpRecord *to = record != NULL ? record : named;
    g_assert_cmpint (column, >=, 0);
    if (is_secret)
      xp_record_set_secret (to, name, pair[1]);
    else if (xp_kind_get_info (kind)->columns[column].type == XP_COLUMN_INT)
      xp_record_set_int (to, name, g_ascii_strtoll (pair[1], NULL, 10));
    else
      xp_record_set_text (to, name, pair[1]);
    if (i + 1 == xp_kind_get_info (kind)->n_key) {
      g_autofree char *key = xp_record_dup_key (named);
      g_autoptr (XpRecord) is = xp_book_lookup (f->book, kind, key, NULL);
      record = xp_record_copy (is != NULL ? is : named);
    }
  }
  return record;
}

static void
put_everything (TestBook *f)
{
  for (size_t i = 0; i < G_N_ELEMENTS (RECORDS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (XpRecord) record = read_record (f, RECORDS[i].kind, RECORDS[i].columns);
    g_autoptr (XpDraft) draft = xp_draft_new (RECORDS[i].verb);
    xp_draft_set_subject (draft, record);
    xp_draft_put (draft, record);
    g_autoptr (XpAct) act = xp_book_put (f->book, draft, &error);
    if (act == NULL || act->act_no == 0)
      g_error ("%s: %s", RECORDS[i].columns, error != NULL ? error->message : "nothing differs");
  }
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) undone = xp_book_undo (f->book, NULL);
  g_autoptr (XpAct) redone = xp_book_redo (f->book, NULL);
  g_assert_nonnull (redone);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) round = read_record (f, XP_KIND_ROUND, "round_uid=21 stage=discussed");
  g_autoptr (XpDraft) back = xp_draft_new (XP_VERB_STAGE_BACK);
  xp_draft_set_subject (back, round);
  xp_draft_set_reason (back, "算错了", "钱监委");
  xp_draft_put (back, round);
  g_autoptr (XpAct) act = xp_book_put (f->book, back, &error);
  g_assert_no_error (error);
}

/* ---- another program's hand ---- */

typedef struct {
  char *bytes;
  gsize n;
  guint n_cells, n_unseen, n_unnamed;
} Hand;

static void
put_back (TestBook *f, const Hand *hand)
{
  g_assert_true (g_file_set_contents (f->path, hand->bytes, (gssize) hand->n, NULL));
}

/* False: nothing was changed. */
static bool
change_by_sql (TestBook *f, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  const bool has_changed = sqlite3_changes (db) > 0;
  sqlite3_close (db);
  return has_changed;
}

/* The sums of the pages tell too; what counts here is the record. */
static void
expect (TestBook *f, Hand *hand, const char *sql, const char *const words[2])
{
  bool is_seen = false, is_named = false;
  put_back (f, hand);
  g_assert_true (change_by_sql (f, sql));
  g_autofree char *problems = test_verify (f);
  g_auto (GStrv) lines = g_strsplit (problems, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '\0' || g_str_has_prefix (lines[i], "资料文件第"))
      continue;
    is_seen = true;
    is_named |= strstr (lines[i], words[0]) != NULL &&
                (words[1] == NULL || strstr (lines[i], words[1]) != NULL);
  }
  hand->n_cells++;
  hand->n_unseen += !is_seen;
  hand->n_unnamed += is_seen && !is_named;
  if (!is_named)
    g_test_message ("%s\n%s", sql, problems);
}

/* A value of the same type that is another: numbers go up, texts get longer, bytes are turned. */
static char *
other_value (const char *column, const char *type)
{
  if (strcmp (type, "INTEGER") == 0)
    return g_strdup_printf ("coalesce (%s, 0) + 1", column);
  if (strcmp (type, "BLOB") == 0)
    return g_strdup_printf ("randomblob (length (%s))", column);
  return g_strdup_printf ("coalesce (%s, '') || 'x'", column);
}

static char *
update_of (const char *table, const char *column, const char *type, const char *where)
{
  g_autofree char *value = other_value (column, type);
  return g_strdup_printf ("UPDATE %s SET %s = %s WHERE %s", table, column, value, where);
}

static Hand
begin (TestBook *f)
{
  Hand hand = {0};
  put_everything (f);
  test_book_close (f);
  g_assert_true (g_file_get_contents (f->path, &hand.bytes, &hand.n, NULL));
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
  return hand;
}

static void
end (Hand *hand)
{
  g_test_message ("%u cells changed, %u not seen, %u seen without a name",
                  hand->n_cells,
                  hand->n_unseen,
                  hand->n_unnamed);
  g_assert_cmpuint (hand->n_cells, >, 0);
  g_assert_cmpuint (hand->n_unseen, ==, 0);
  g_assert_cmpuint (hand->n_unnamed, ==, 0);
  g_free (hand->bytes);
}

static char *
last_row_of (const XpKindInfo *info)
{
  g_autoptr (GString) keys = g_string_new (NULL), backwards = g_string_new (NULL);
  for (size_t i = 0; i < info->n_key; i++) {
    g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", info->columns[i].name);
    g_string_append_printf (backwards, "%s%s DESC", i > 0 ? ", " : "", info->columns[i].name);
  }
  return g_strdup_printf ("(%s) = (SELECT %s FROM %s ORDER BY %s LIMIT 1)",
                          keys->str,
                          keys->str,
                          info->name,
                          backwards->str);
}

static void
test_every_cell_of_the_state (TestBook *f, gconstpointer unused)
{
  Hand hand = begin (f);
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    const XpKindInfo *info = xp_kind_get_info ((XpKind) kind);
    for (size_t i = 0; i < info->n_columns; i++) {
      const char *type = info->columns[i].type == XP_COLUMN_INT ? "INTEGER" : "TEXT";
      g_autofree char *last = last_row_of (info);
      g_autofree char *sql = update_of (info->name, info->columns[i].name, type, last);
      const char *const words[2] = {info->title, i < info->n_key ? NULL : info->columns[i].title};
      expect (f, &hand, sql, words);
    }
  }
  end (&hand);
}

static const struct {
  const char *table, *column, *type;
  const char *where;
  const char *says;
} LOG[] = {
  {"session", "session_no", "INTEGER", "1", "第1次改动"},
  {"session", "id", "BLOB", "1", "第1次改动"},
  {"session", "who", "TEXT", "1", "第1次改动"},
  {"session", "device", "TEXT", "1", "第1次改动"},
  {"session", "since", "INTEGER", "1", "第1次改动"},
  {"session", "program", "TEXT", "1", "第1次改动"},
  {"line", "line_no", "INTEGER", "1", "第1次改动"},
  {"line", "fork_act", "INTEGER", "1", "修改记录"},
  {"act", "act_no", "INTEGER", "act_no = (SELECT max (act_no) FROM act)", "次改动"},
  {"act", "line_no", "INTEGER", "act_no = 5", "第5次改动"},
  {"act", "session_no", "INTEGER", "act_no = 5", "第5次改动"},
  {"act", "n", "INTEGER", "n = (SELECT max (n) FROM act)", "次改动"},
  {"act", "at", "INTEGER", "act_no = 5", "第5次改动"},
  {"act", "verb", "TEXT", "act_no = 5", "第5次改动"},
  {"act", "subject", "TEXT", "act_no = 5", "第5次改动"},
  {"act", "reason_secret", "TEXT", "reason_secret IS NOT NULL", "次改动"},
  {"act", "witness", "TEXT", "witness IS NOT NULL", "次改动"},
  {"act", "undoes_act", "INTEGER", "undoes_act IS NOT NULL", "次改动"},
  {"act", "hash", "BLOB", "act_no = 5", "第5次改动"},
  {"act", "hash", "BLOB", "act_no = (SELECT max (act_no) FROM act)", "次改动"},
  {"change", "act_no", "INTEGER", "act_no = (SELECT max (act_no) FROM act)", "次改动"},
  {"change", "n", "INTEGER", "act_no = 5", "第5次改动"},
  {"change", "kind", "TEXT", "act_no = 5", "第5次改动"},
  {"change", "key", "TEXT", "act_no = 5", "第5次改动"},
  {"change", "before", "TEXT", "before IS NOT NULL", "次改动"},
  {"change", "after", "TEXT", "act_no = 5", "第5次改动"},
  {"secret",
   "commitment",
   "TEXT",
   "kind = 'household' AND key = '[13]' AND value = '1234'",
   "王五"},
  {"secret", "kind", "TEXT", "kind = 'household' AND key = '[13]' AND value = '1234'", "王五"},
  {"secret", "key", "TEXT", "kind = 'household' AND key = '[13]' AND value = '1234'", "王五"},
  {"secret", "salt", "BLOB", "kind = 'household' AND key = '[13]' AND value = '1234'", "王五"},
  {"secret", "value", "TEXT", "kind = 'household' AND key = '[13]' AND value = '1234'", "王五"},
  {"secret", "value", "TEXT", "kind = 'act'", "理由"},
};

static void
test_every_cell_of_the_log (TestBook *f, gconstpointer unused)
{
  Hand hand = begin (f);
  for (size_t i = 0; i < G_N_ELEMENTS (LOG); i++) {
    g_autofree char *sql = update_of (LOG[i].table, LOG[i].column, LOG[i].type, LOG[i].where);
    const char *const words[2] = {LOG[i].says, NULL};
    expect (f, &hand, sql, words);
  }
  end (&hand);
}

/* Rows that are taken out, put in or swapped. */
static const struct {
  const char *sql, *says;
} ROWS[] = {
  {"DELETE FROM act WHERE act_no = 5", "第5次改动"},
  {"DELETE FROM change WHERE act_no = 5", "第5次改动"},
  {"DELETE FROM act WHERE act_no = 5; DELETE FROM change WHERE act_no = 5", "第6次改动"},
  {"DELETE FROM session", "第1次改动"},
  {"DELETE FROM secret WHERE value = '1234'", "王五"},
  {"DELETE FROM secret WHERE kind = 'act'", "理由"},
  {"INSERT INTO session (id, who, device, since, program) VALUES (zeroblob (16), '别人', 'x', 0, 'x')",
   "别人"},
  {"INSERT INTO line (line_no, fork_act) VALUES (2, 5)", "合并进来的第2份"},
  {"UPDATE act SET act_no = -1 WHERE act_no = 5; UPDATE act SET act_no = 5 WHERE act_no = 6;"
   "UPDATE act SET act_no = 6 WHERE act_no = -1",
   "第5次改动"},
  {"UPDATE household SET head = head || char (0) || 'x' WHERE household_uid = 13", "王五"},
  {"UPDATE secret SET value = value || char (0) || 'x' WHERE value = '1234'", "王五"},
};

static void
test_rows (TestBook *f, gconstpointer unused)
{
  Hand hand = begin (f);
  for (size_t i = 0; i < G_N_ELEMENTS (ROWS); i++) {
    const char *const words[2] = {ROWS[i].says, NULL};
    expect (f, &hand, ROWS[i].sql, words);
  }
  end (&hand);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/cells/state", test_every_cell_of_the_state);
  ADD ("/cells/log", test_every_cell_of_the_log);
  ADD ("/cells/rows", test_rows);
#undef ADD
  return g_test_run ();
}

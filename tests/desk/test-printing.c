/* Which sheets there are at which stage, what can be chosen, and what no sheet may tell. */
#include "xp-desk-private.h"
#include "xp-marking.h"
#include "xp-printing.h"
#include "xp-round-work.h"
#include "xp-sample.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder, *path;
  XpDesk *desk;
  int64_t round_uid;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  f->folder = g_dir_make_tmp ("xiangping-printing-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sample.xiangping", NULL);
  f->desk = xp_sample_make (f->path, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rounds = xp_round_work_list (f->desk, NULL);
  f->round_uid = ((XpRoundLine *) rounds->pdata[rounds->len - 1])->uid;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_clear_object (&f->desk);
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->path);
  g_free (f->folder);
}

static void
reopen_on (Fixture *f, const char *day)
{
  g_autoptr (GError) error = NULL;
  XpClock clock;
  xp_sample_get_clock (&clock);
  g_assert_true (xp_day_from_text (day, &clock.today));
  const XpDeskOptions options = {.clock = &clock, .who = "王会计"};
  g_clear_object (&f->desk);
  f->desk = xp_desk_open (f->path, &options, &error);
  g_assert_no_error (error);
}

static void
go_on (Fixture *f, XpStage stage)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, f->round_uid, stage, &error);
  g_assert_no_error (error);
}

static void
type_the_six (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    g_build_filename (xp_desk_get_resources_dir (f->desk), "sample", "evening.csv", NULL);
  g_autofree char *text = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, f->round_uid, &error);
  xp_marking_import_csv (marking, "evening.csv", text, &error);
  g_assert_no_error (error);
}

static void
go_to (Fixture *f, XpStage stage)
{
  static const int IN[] = {20};
  type_the_six (f);
  go_on (f, XP_STAGE_TALLIED);
  if (stage >= XP_STAGE_DISCUSSED)
    go_on (f, XP_STAGE_DISCUSSED);
  if (stage >= XP_STAGE_POSTED) {
    xp_round_work_decide_cut (f->desk, f->round_uid, "vote", IN, 1, NULL);
    go_on (f, XP_STAGE_POSTED);
  }
  if (stage >= XP_STAGE_PUBLISHED) {
    reopen_on (f, "2026-10-20");
    go_on (f, XP_STAGE_PUBLISHED);
  }
}

static gpointer
find_household (XpDesk *desk, XpBook *book, gpointer number, GError **error)
{
  g_autoptr (GPtrArray) all = xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (xp_record_get_int (all->pdata[i], "number") == GPOINTER_TO_INT (number))
      return xp_record_ref (all->pdata[i]);
  return NULL;
}

static void
set_naming (Fixture *f, int number, const char *naming)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) held =
    xp_desk_run (f->desk, find_household, GINT_TO_POINTER (number), &error);
  g_assert_nonnull (held);
  g_autoptr (XpRecord) household = xp_record_copy (held);
  xp_record_set_text (household, "naming", naming);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_HOUSEHOLD);
  xp_draft_set_subject (draft, household);
  xp_draft_put (draft, household);
  g_autoptr (XpAct) act = xp_desk_put (f->desk, draft, &error);
  g_assert_no_error (error);
}

/* What a program says of it. */
static char *
said_of (Fixture *f, GBytes *pdf, const char *program, const char *option)
{
  g_autofree char *path = g_build_filename (f->folder, "x.pdf", NULL);
  g_autoptr (GError) error = NULL;
  xp_printing_save (pdf, path, &error);
  g_assert_no_error (error);
  const bool is_text = strcmp (program, "pdftotext") == 0;
  const char *const argv[] = {program, option, path, is_text ? "-" : NULL, NULL};
  char *out = NULL;
  g_spawn_sync (NULL,
                (char **) (gpointer) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &out,
                NULL,
                NULL,
                &error);
  g_assert_no_error (error);
  g_unlink (path);
  return out;
}

static char *
text_of (Fixture *f, GBytes *pdf)
{
  return said_of (f, pdf, "pdftotext", "-layout");
}

static char *
print (Fixture *f, const char *document, const XpPrintOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, document, f->round_uid, options, NULL, NULL, &error);
  g_assert_no_error (error);
  return text_of (f, pdf);
}

static void
assert_refused (Fixture *f, const char *document, XpPrintOptions options, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (
    xp_printing_render (f->desk, document, f->round_uid, &options, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, words));
}

static size_t
count (const char *text, const char *word)
{
  size_t n = 0;
  for (const char *at = text; (at = strstr (at, word)) != NULL; at += strlen (word))
    n++;
  return n;
}

/* ---- what is wanted ---- */

static void
assert_wanted (Fixture *f, const char *const wanted[])
{
  size_t n_wanted = 0, n_all = 0;
  g_autoptr (GPtrArray) list = xp_printing_list_documents_for (f->desk, f->round_uid, &n_wanted);
  xp_printing_list_documents (&n_all);
  g_assert_cmpuint (list->len, ==, n_all);
  g_assert_cmpuint (n_wanted, ==, g_strv_length ((char **) (gpointer) wanted));
  for (size_t i = 0; i < n_wanted; i++)
    g_assert_cmpstr (((const XpDocument *) list->pdata[i])->id, ==, wanted[i]);
}

static void
test_what_is_wanted_follows_the_stage (Fixture *f, gconstpointer unused)
{
  assert_wanted (f,
                 (const char *const[]){"visit-sheets",
                                       "revisit-list",
                                       "route-list",
                                       "unvisited-list",
                                       "judge-sheets",
                                       "attendance-sheet",
                                       "recusals",
                                       NULL});
  go_to (f, XP_STAGE_POSTED);
  assert_wanted (f, (const char *const[]){"notice", "broadcast", NULL});
  reopen_on (f, "2026-10-20");
  go_on (f, XP_STAGE_PUBLISHED);
  assert_wanted (f,
                 (const char *const[]){"honour-roll",
                                       "certificates",
                                       "good-news",
                                       "handout-list",
                                       "result-report",
                                       "broadcast",
                                       NULL});
  size_t n_wanted = 1;
  g_autoptr (GPtrArray) none = xp_printing_list_documents_for (f->desk, 0, &n_wanted);
  g_assert_cmpuint (n_wanted, ==, 0);
}

static void
test_sheets_without_a_round_need_none (Fixture *f, gconstpointer unused)
{
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *obstacle = xp_printing_dup_obstacle (f->desk, documents[i].id, 0);
    g_assert_true ((obstacle != NULL) == documents[i].needs_round);
  }
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) keys = xp_printing_render_keys (NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = text_of (f, keys);
  g_assert_nonnull (strstr (text, "Ctrl+Z"));
  g_assert_nonnull (strstr (text, "一社3号，张三，第4项两处，第15项一处"));
}

/* ---- visits ---- */

static void
test_visit_sheets_have_every_household (Fixture *f, gconstpointer unused)
{
  g_autofree char *many = print (f, "visit-sheets", NULL);
  g_assert_cmpuint (count (many, "□不同意"), ==, 42);
  g_assert_nonnull (strstr (many, "3 全家在外"));
  g_assert_null (strstr (many, "虐待"));

  const XpPrintOptions single = {.is_one_per_page = true, .group = "二社"};
  g_autofree char *pages = print (f, "visit-sheets", &single);
  g_assert_cmpuint (count (pages, "愿不愿意上光荣榜"), ==, 11);
  g_assert_cmpuint (count (pages, "柴草、沙石、农机具不占路不压沟"), ==, 11);
  g_assert_nonnull (strstr (pages, "诸葛明亮"));
  g_assert_null (strstr (pages, "欧阳建国"));

  const XpPrintOptions one = {.household = 4};
  g_autofree char *page = print (f, "visit-sheets", &one);
  g_assert_cmpuint (count (page, "愿不愿意上光荣榜"), ==, 1);
  g_assert_nonnull (strstr (page, "欧阳建国"));
}

/* A round in 准备, with one woman of household 3 in it beside the households. */
static int64_t
open_round_with_a_person (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "又一次评选", .is_draft = true};
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpRecord) household =
    xp_desk_run (f->desk, find_household, GINT_TO_POINTER (3), &error);
  g_autoptr (XpRecord) person = xp_record_new (XP_KIND_PERSON);
  xp_record_set_int (person, "person_uid", 4711);
  xp_record_set_int (person, "household_uid", xp_record_get_int (household, "household_uid"));
  xp_record_set_int (person, "number", 1);
  xp_record_set_text (person, "name", "敖登格日勒其其格");
  g_autoptr (XpDraft) with_person = xp_draft_new (XP_VERB_EDIT_HOUSEHOLD);
  xp_draft_set_subject (with_person, household);
  xp_draft_put (with_person, person);
  g_autoptr (XpAct) added = xp_desk_put (f->desk, with_person, &error);
  g_assert_no_error (error);

  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_autoptr (XpRecord) entrant = xp_record_new (XP_KIND_ENTRANT);
  xp_record_set_int (entrant, "round_uid", uid);
  xp_record_set_int (entrant, "entrant_no", (int64_t) loaded->round->n_entrants + 1);
  xp_record_set_int (entrant, "household_uid", xp_record_get_int (household, "household_uid"));
  xp_record_set_int (entrant, "person_uid", 4711);
  g_autoptr (XpDraft) with_entrant = xp_draft_new (XP_VERB_EDIT_ROUND);
  xp_draft_set_subject (with_entrant, entrant);
  xp_draft_put (with_entrant, entrant);
  g_autoptr (XpAct) entered = xp_desk_put (f->desk, with_entrant, &error);
  g_assert_no_error (error);
  return uid;
}

/* A woman stands in her own name, and beside it where she lives. */
static void
test_a_person_is_visited_in_her_own_name (Fixture *f, gconstpointer unused)
{
  f->round_uid = open_round_with_a_person (f);
  const XpPrintOptions one = {.household = 3};
  g_autofree char *page = print (f, "visit-sheets", &one);
  g_assert_nonnull (strstr (page, "敖登格日勒其其格"));
  g_assert_nonnull (strstr (page, "一社3号 王秀兰家"));
  g_autofree char *many = print (f, "visit-sheets", NULL);
  g_assert_nonnull (strstr (many, "敖登格日"));
  g_assert_nonnull (strstr (many, "姓名"));
}

static void
test_a_revisit_list_has_those_not_met (Fixture *f, gconstpointer unused)
{
  g_autofree char *text = print (f, "revisit-list", NULL);
  g_assert_nonnull (strstr (text, "赵铁柱"));
  g_assert_nonnull (strstr (text, "再去的日子"));
  g_assert_null (strstr (text, "王秀兰"));
  assert_refused (f, "revisit-list", (XpPrintOptions){.group = "四社"}, "不用补访");
}

/* ---- one household's points ---- */

static void
test_a_slip_tells_nothing_of_others (Fixture *f, gconstpointer unused)
{
  go_to (f, XP_STAGE_TALLIED);
  const XpPrintOptions one = {.household = 2};
  g_autofree char *text = print (f, "household-slip", &one);
  g_assert_nonnull (strstr (text, "李明家"));
  g_assert_nonnull (strstr (text, "满分100分，共扣5分"));
  g_assert_nonnull (strstr (text, "得分：95分"));
  g_assert_null (strstr (text, "张三"));
  g_assert_null (strstr (text, "名次"));
  g_assert_null (strstr (text, "第1名"));

  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, f->round_uid, NULL);
  size_t n_totals = 0;
  for (int no = 1; no <= 42; no++)
    n_totals += xp_tally_get_total (loaded->tally, no)->has_total;
  g_autofree char *all = print (f, "household-slip", NULL);
  g_assert_cmpuint (count (all, "得分："), ==, n_totals);
  assert_refused (f, "household-slip", (XpPrintOptions){.household = 5}, "没碰上人");
}

static void
test_a_household_reads_how_its_points_came_about (Fixture *f, gconstpointer unused)
{
  go_to (f, XP_STAGE_TALLIED);
  const XpPrintOptions one = {.household = 2};
  g_autofree char *text = print (f, "household-score", &one);
  g_assert_nonnull (strstr (text, "李明家"));
  g_assert_nonnull (strstr (text, "得分：95分"));
  g_assert_nonnull (strstr (text, "总分95分。"));
  g_assert_nonnull (strstr (text, "灶台抽烟"));
  g_assert_nonnull (strstr (text, "户有名次，排第"));
  g_assert_null (strstr (text, "张三"));
  g_assert_null (strstr (text, "王秀兰"));

  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, f->round_uid, NULL);
  size_t n_totals = 0;
  for (int no = 1; no <= 42; no++)
    n_totals += xp_tally_get_total (loaded->tally, no)->has_total;
  g_autofree char *all = print (f, "household-score", NULL);
  g_assert_cmpuint (count (all, "得分："), ==, n_totals);
  assert_refused (f, "household-score", (XpPrintOptions){.household = 5}, "没碰上人");
}

/* ---- lists ---- */

static void
test_lists_tell_no_telephone_and_no_digits (Fixture *f, gconstpointer unused)
{
  static const char *const DOCUMENTS[] = {"visit-sheets",
                                          "revisit-list",
                                          "route-list",
                                          "attendance-sheet",
                                          "recusals",
                                          "household-score",
                                          "household-slip",
                                          "household-list",
                                          "notice",
                                          "honour-roll"};
  go_to (f, XP_STAGE_PUBLISHED);
  set_naming (f, 3, "agreed");
  g_autoptr (GRegex) digits = g_regex_new ("[0-9]{7,}", 0, 0, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (DOCUMENTS); i++) {
    g_test_message ("%s", DOCUMENTS[i]);
    g_autofree char *text = print (f, DOCUMENTS[i], NULL);
    g_assert_false (g_regex_match (digits, text, 0, NULL));
    g_assert_null (strstr (text, "低保"));
    g_assert_null (strstr (text, "残疾"));
    /* and the same input gives the same bytes */
    g_autoptr (GBytes) first =
      xp_printing_render (f->desk, DOCUMENTS[i], f->round_uid, NULL, NULL, NULL, NULL);
    g_autoptr (GBytes) second =
      xp_printing_render (f->desk, DOCUMENTS[i], f->round_uid, NULL, NULL, NULL, NULL);
    g_assert_true (g_bytes_equal (first, second));
  }
}

static void
test_a_household_list_is_for_paper_and_spreadsheet (Fixture *f, gconstpointer unused)
{
  g_autofree char *text = print (f, "household-list", NULL);
  g_assert_nonnull (strstr (text, "共42户"));
  g_assert_nonnull (strstr (text, "司马长河"));
  g_autoptr (GPtrArray) rows = xp_printing_list_rows (f->desk, "household-list", 0, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 43);
  const char *const *head = rows->pdata[0], *const *fourth = rows->pdata[4];
  g_assert_cmpstr (head[1], ==, "社");
  g_assert_cmpstr (fourth[0], ==, "4");
  g_assert_cmpstr (fourth[3], ==, "欧阳建国");
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_list_rows (f->desk, "keys", 0, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
}

/* ---- the honour roll ---- */

static void
test_only_those_who_agreed_are_on_the_roll (Fixture *f, gconstpointer unused)
{
  go_to (f, XP_STAGE_PUBLISHED);
  assert_refused (f, "honour-roll", (XpPrintOptions){0}, "评上的10户里");
  set_naming (f, 3, "agreed");
  set_naming (f, 8, "agreed");
  set_naming (f, 15, "refused");
  set_naming (f, 2, "agreed"); /* has no title */
  g_autofree char *text = print (f, "honour-roll", NULL);
  g_assert_nonnull (strstr (text, "王秀兰"));
  g_assert_nonnull (strstr (text, "下列2户"));
  g_assert_null (strstr (text, "卫红"));
  g_assert_null (strstr (text, "李明"));
  g_assert_null (strstr (text, "100"));
  g_auto (GStrv) warnings = xp_printing_list_warnings (f->desk, "honour-roll", f->round_uid);
  g_assert_cmpuint (g_strv_length (warnings), ==, 1);
  g_assert_nonnull (strstr (warnings[0], "7户还没有问过"));
  g_autoptr (GPtrArray) rows =
    xp_printing_list_rows (f->desk, "honour-roll", f->round_uid, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 3);
}

/* What goes to a print shop is as large as it hangs, and named so. */
static void
test_a_roll_for_a_print_shop (Fixture *f, gconstpointer unused)
{
  go_to (f, XP_STAGE_PUBLISHED);
  set_naming (f, 3, "agreed");
  const XpPrintOptions shop = {.width_cm = 90,
                               .height_cm = 120,
                               .overprints_black = true,
                               .is_outlined = true};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, "honour-roll", f->round_uid, &shop, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *info = said_of (f, pdf, "pdfinfo", "-box");
  g_assert_nonnull (strstr (info, "2551.18 x 3401.57 pts"));
  g_autofree char *text = text_of (f, pdf);
  g_assert_null (strstr (text, "王秀兰")); /* outlines */
  g_autofree char *name = xp_printing_dup_shop_name (f->desk, "honour-roll", 90, 120);
  g_assert_cmpstr (name, ==, "永胜村_光荣榜_90x120cm.pdf");
  assert_refused (f, "notice", shop, "“公示”没有这样的印法");

  /* Without A3 paper: two of A4. */
  const XpPrintOptions tiles = {.paper = "2A4"};
  g_autoptr (GBytes) two =
    xp_printing_render (f->desk, "honour-roll", f->round_uid, &tiles, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *pages = said_of (f, two, "pdfinfo", "-box");
  g_assert_nonnull (strstr (pages, "Pages:           2"));
  g_assert_nonnull (strstr (pages, "595.276 x 841.89 pts")); /* beside one another: few names */
}

/* ---- choices and names ---- */

static void
test_a_choice_that_is_none_is_refused (Fixture *f, gconstpointer unused)
{
  assert_refused (f, "visit-sheets", (XpPrintOptions){.household = 99}, "没有99号户");
  assert_refused (f, "visit-sheets", (XpPrintOptions){.group = "九社"}, "没有“九社”");
  assert_refused (f, "visit-sheets", (XpPrintOptions){.paper = "A4"}, "整份印");
  go_to (f, XP_STAGE_PUBLISHED);
  assert_refused (f, "notice", (XpPrintOptions){.group = "一社"}, "“公示”没有这样的印法");
  assert_refused (f, "certificates", (XpPrintOptions){.household = 2}, "2号户这次没有评上");
  const XpPrintOptions one = {.household = 3};
  g_autofree char *certificate = print (f, "certificates", &one);
  g_assert_nonnull (strstr (certificate, "王秀兰家庭"));
  g_assert_cmpuint (count (certificate, "特发此证"), ==, 1);
}

static void
test_pictures_of_a_notice_say_until_when (Fixture *f, gconstpointer unused)
{
  g_autofree char *list = xp_printing_dup_file_name (f->desk, "household-list", 0);
  g_assert_cmpstr (list, ==, "永胜村_农户名单.pdf");
  go_to (f, XP_STAGE_POSTED);
  g_autofree char *notice = xp_printing_dup_picture_name (f->desk, "notice", f->round_uid);
  g_assert_cmpstr (notice, ==, "永胜村_公示_10月19日截止_1.png");
  g_autofree char *keys = xp_printing_dup_picture_name (f->desk, "keys", 0);
  g_assert_cmpstr (keys, ==, "永胜村_上手单_1.png");
}

/* ---- reports ---- */

static void
test_a_report_parts_headings_and_entries (Fixture *f, gconstpointer unused)
{
  static const char *const SUBS[] = {"花名册.xlsx", NULL};
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_ptr_array_add (lines, (gpointer) "# 请看一眼的地方");
  g_ptr_array_add (lines, (gpointer) "第17行C列\t“人口”写的是“四口”。");
  g_ptr_array_add (lines, (gpointer) "其余各行没有问题。");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render_report (f->desk, "导入情况", SUBS, lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = text_of (f, pdf);
  g_assert_null (strchr (text, '#'));
  g_assert_nonnull (strstr (text, "请看一眼的地方"));
  g_assert_nonnull (strstr (text, "第17行C列"));
  g_assert_nonnull (strstr (text, "花名册.xlsx"));
  g_assert_nonnull (strstr (text, "共1页"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/printing/wanted", test_what_is_wanted_follows_the_stage);
  ADD ("/printing/without-a-round", test_sheets_without_a_round_need_none);
  ADD ("/printing/visits", test_visit_sheets_have_every_household);
  ADD ("/printing/persons", test_a_person_is_visited_in_her_own_name);
  ADD ("/printing/revisits", test_a_revisit_list_has_those_not_met);
  ADD ("/printing/slips", test_a_slip_tells_nothing_of_others);
  ADD ("/printing/scores", test_a_household_reads_how_its_points_came_about);
  ADD ("/printing/nothing-private", test_lists_tell_no_telephone_and_no_digits);
  ADD ("/printing/household-list", test_a_household_list_is_for_paper_and_spreadsheet);
  ADD ("/printing/honours", test_only_those_who_agreed_are_on_the_roll);
  ADD ("/printing/for-a-shop", test_a_roll_for_a_print_shop);
  ADD ("/printing/choices", test_a_choice_that_is_none_is_refused);
  ADD ("/printing/names", test_pictures_of_a_notice_say_until_when);
  ADD ("/printing/report", test_a_report_parts_headings_and_entries);
#undef ADD
  return g_test_run ();
}

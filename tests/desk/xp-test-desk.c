#include "xp-test-desk.h"

#include "xp-marking.h"
#include "xp-printing.h"

#include <glib/gstdio.h>
#include <string.h>

static void
open_desk (TestDesk *f)
{
  const XpDeskOptions options = {.clock = &f->clock,
                                 .who = "王会计",
                                 .device = "旧笔记本",
                                 .backups_dir = f->backups};
  g_autoptr (GError) error = NULL;
  f->desk = xp_desk_open (f->path, &options, &error);
  g_assert_no_error (error);
}

void
test_desk_set_up (TestDesk *f, gconstpointer unused)
{
  static const XpVillageSpec VILLAGE = {.name = "永胜村", .unit = "社"};
  static const char *const ZHANG[] = {"张三 m 户主",
                                      "李梅 f 妻",
                                      "张小三 m 长子",
                                      "刘芳 f 长媳",
                                      NULL};
  static const char *const LI[] = {"李四 m 户主", "王英 f 妻", NULL};
  static const char *const NOBODY[] = {NULL};
  g_autoptr (GError) error = NULL;
  f->folder = g_dir_make_tmp ("xiangping-desk-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "永胜.xiangping", NULL);
  f->backups = g_build_filename (f->folder, "backups", NULL);
  f->clock = XP_CLOCK_SYSTEM;
  f->clock.is_fixed = true;
  g_assert_true (xp_day_from_text ("2026-10-12", &f->clock.today));
  const XpDeskOptions options = {.clock = &f->clock, .who = "王会计", .backups_dir = f->backups};
  f->desk = xp_desk_create (f->path, &VILLAGE, &options, &error);
  g_assert_no_error (error);
  f->zhang = test_desk_add (f, "一社", "张三", ZHANG);
  f->li = test_desk_add (f, "一社", "李四", LI);
  f->wang = test_desk_add (f, "二社", "王五", NOBODY);
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

void
test_desk_tear_down (TestDesk *f, gconstpointer unused)
{
  g_clear_object (&f->desk);
  remove_tree (f->folder);
  g_free (f->backups);
  g_free (f->path);
  g_free (f->folder);
}

void
test_desk_reopen (TestDesk *f, const char *day)
{
  g_clear_object (&f->desk);
  if (day != NULL)
    g_assert_true (xp_day_from_text (day, &f->clock.today));
  open_desk (f);
}

int64_t
test_desk_add (TestDesk *f, const char *group, const char *head, const char *const *persons)
{
  g_autoptr (XpHouseholdCard) card = xp_household_card_new ();
  g_autoptr (GError) error = NULL;
  g_free (card->group);
  g_free (card->head);
  card->group = g_strdup (group);
  card->head = g_strdup (head);
  for (size_t i = 0; persons[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (persons[i], " ", 3);
    XpPersonCard *person = xp_person_card_new ();
    g_free (person->name);
    g_free (person->sex);
    g_free (person->relation);
    person->name = g_strdup (words[0]);
    person->sex = g_strdup (strcmp (words[1], "-") == 0 ? "" : words[1]);
    person->relation = g_strdup (words[2]);
    g_ptr_array_add (card->persons, person);
  }
  card->people = persons[0] != NULL ? (int) card->persons->len : -1;
  const int64_t uid = xp_household_work_add (f->desk, card, &error);
  g_assert_no_error (error);
  return uid;
}

int64_t
test_desk_open (TestDesk *f, const XpRoundSpec *spec)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, spec, &error);
  g_assert_no_error (error);
  return uid;
}

void
test_desk_mark (TestDesk *f, int64_t round_uid, const char *marks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, round_uid, &error);
  xp_marking_import_csv (marking, "m.csv", marks, &error);
  g_assert_no_error (error);
}

int64_t
test_desk_post (TestDesk *f, const XpRoundSpec *spec, const char *marks)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, spec, &error);
  g_assert_no_error (error);
  test_desk_mark (f, uid, marks);
  for (int stage = XP_STAGE_TALLIED; stage <= XP_STAGE_POSTED; stage++) {
    xp_round_work_go_on (f->desk, uid, (XpStage) stage, &error);
    g_assert_no_error (error);
  }
  return uid;
}

int64_t
test_desk_post_round (TestDesk *f, const char *name, const char *const *judges, const char *marks)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = name,
                            .judges = judges,
                            .combine = judges != NULL ? "平均" : "合议",
                            .line = "100",
                            .quota = "无"};
  return test_desk_post (f, &spec, marks);
}

XpHouseholdCard *
test_desk_card (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  XpHouseholdCard *card = xp_household_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  return card;
}

void
test_desk_undo (TestDesk *f, const char *title)
{
  test_desk_reopen (f, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_desk_undo (f->desk, false, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (act->title, ==, title);
}

char *
test_desk_last_sentences (TestDesk *f)
{
  g_autoptr (GPtrArray) lines = xp_desk_list_history (f->desk, 0, 1, NULL);
  const XpHistoryLine *line = lines->pdata[0];
  return g_strjoinv ("；", line->sentences);
}

void
test_desk_assert_in_order (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report = xp_desk_verify (f->path, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_error ("%s", (char *) report->problems->pdata[i]);
}

char *
test_desk_dup_words (TestDesk *f, GBytes *pdf)
{
  g_autofree char *path = g_build_filename (f->folder, "表.pdf", NULL);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_printing_save (pdf, path, &error));
  const char *const argv[] = {"pdftotext", "-layout", path, "-", NULL};
  g_assert_true (g_spawn_sync (NULL,
                               (char **) (gpointer) argv,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               &out,
                               NULL,
                               NULL,
                               &error));
  GString *text = g_string_new (NULL);
  for (const char *at = out; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (text, g_utf8_get_char (at));
  return g_string_free (text, FALSE);
}

/* What the works on households, persons, forms and the book refuse that no other test asks them. */
#include "xp-backup-work.h"
#include "xp-roster-work.h"
#include "xp-rubric-text.h"
#include "xp-rubric-work.h"
#include "xp-test-desk.h"
#include "xp-test-workbook.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "xp-raised.h"

static void
run_sql (TestDesk *f, const char *sql)
{
  sqlite3 *db = NULL;
  g_clear_object (&f->desk);
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* ---- the book ---- */

static void
test_a_book_without_a_village (TestDesk *f, gconstpointer unused)
{
  const XpDeskOptions options = {.clock = &f->clock, .who = ""};
  g_autoptr (GError) error = NULL;
  run_sql (f, "DELETE FROM village");
  g_assert_null (xp_desk_open (f->path, &options, &error));
  assert_says (&error, "永胜.xiangping 里没有村名");
}

static void
test_a_program_without_its_files (TestDesk *f, gconstpointer unused)
{
  const XpDeskOptions options = {.clock = &f->clock, .who = "", .resources_dir = f->folder};
  g_autoptr (GError) error = NULL;
  g_clear_object (&f->desk);
  g_assert_null (xp_desk_open (f->path, &options, &error));
  assert_says (&error, "程序自带的文件");
}

static void
test_no_room_for_backups (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (f->backups, "", 0, NULL));
  g_assert_false (xp_backup_work_keep (f->desk, &error));
  assert_says (&error, "放备份的文件夹建不了");
}

/* ---- households ---- */

static void
test_households (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_household_work_find (f->desk, 99, &error), ==, 0);
  assert_says (&error, "没有99号户");
  g_assert_false (xp_household_work_merge (f->desk, f->zhang, f->zhang, NULL, &error));
  assert_says (&error, "不能和它自己合户");
  g_assert_false (xp_household_work_merge (f->desk, f->zhang, f->li, "昨天", &error));
  assert_says (&error, "日期“昨天”不对");
  g_assert_false (
    xp_household_work_change_head (f->desk, f->zhang, 999, NULL, XP_OLD_HEAD_DIED, &error));
  assert_says (&error, "选的人不在这一户里");
  g_assert_false (xp_household_work_set_naming (f->desk, &f->zhang, 1, "也许", &error));
  assert_says (&error, "愿不愿意上榜“也许”不认得");

  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  card->residents = 100;
  g_assert_false (xp_household_work_save (f->desk, card, &error));
  assert_says (&error, "常住人口写的是100");
  card->residents = -1;
  g_free (card->naming);
  card->naming = g_strdup ("也许");
  g_assert_false (xp_household_work_save (f->desk, card, &error));
  assert_says (&error, "愿不愿意上榜“也许”不认得");
}

static void
test_a_place_for_photographs (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = xp_household_work_dup_photo_folder (f->desk, f->zhang, &error);
  g_assert_no_error (error);
  g_autofree char *root = g_path_get_dirname (folder);
  g_autofree char *tag = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_free (tag);
    tag = g_build_filename (folder, name, NULL);
    g_unlink (tag);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (g_rmdir (root), ==, 0);
  g_assert_true (g_file_set_contents (root, "", 0, NULL));
  g_assert_null (xp_household_work_dup_photo_folder (f->desk, f->zhang, &error));
  assert_says (&error, "照片文件夹");
}

/* ---- persons ---- */

static void
test_persons (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  XpPersonCard *person = card->persons->pdata[1];
  struct {
    char **field;
    const char *says;
  } const CASES[] = {
    {&person->naming, "愿不愿意上榜“也许”不认得"},
    {&person->taking_part, "参评意愿“也许”不认得"},
    {&person->sex, "性别“也许”不认得"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *good = *CASES[i].field;
    *CASES[i].field = g_strdup ("也许");
    g_assert_cmpint (xp_person_work_save (f->desk, f->zhang, person, &error), ==, 0);
    assert_says (&error, CASES[i].says);
    g_free (*CASES[i].field);
    *CASES[i].field = g_steal_pointer (&good);
  }
  g_assert_false (xp_person_work_remove (f->desk, 999, &error));
  assert_says (&error, "这个人已经不在本村资料里了");
}

/* ---- forms and lists ---- */

/* Its gate goes by the points of a form that nobody has. */
static void
import_form_that_asks (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form =
    xp_rubric_from_text ("[rubric]\nname=小表\n[award]\naward=好人家\nties=表决\n"
                         "[item 1]\nsection=院\nname=净\nmode=deduct\nunit=处\npoints=1\nmax=5\n"
                         "[item G1]\nsection=资格\nname=先有\nmode=gate\ngate=score:别的表>=85\n",
                         "asking",
                         "小表",
                         &error);
  g_assert_no_error (error);
  g_assert_false (xp_rubric_work_import (f->desk, form, &error));
  assert_says (&error, "没有编号是“别的表”的评分表");
}

static void
read_hidden_table (TestDesk *f)
{
  static const char *const SHEETS[] = {"旧表",
                                       "hidden",
                                       "<worksheet><sheetData/></worksheet>",
                                       NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = test_workbook (SHEETS);
  g_autofree char *path = g_build_filename (f->folder, "表.xlsx", NULL);
  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes),
                                      NULL));
  g_assert_null (xp_rubric_work_read (path, "x", &error));
  assert_says (&error, "表.xlsx 里没有看得见的工作表");
}

static void
test_forms_and_lists (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_rubric_work_take (f->desk, "没有的表", &error));
  assert_says (&error, "没有叫“没有的表”的评分表");
  g_assert_null (xp_rubric_work_read ("没有的表", NULL, &error));
  assert_says (&error, "自带的评分表里也没有");
  g_assert_null (xp_rubric_work_read (f->path, NULL, &error));
  assert_says (&error, "永胜.xiangping 不是文字");
  import_form_that_asks (f);
  read_hidden_table (f);
  g_autofree char *path = g_build_filename (f->folder, "名单.doc", NULL);
  g_assert_false (xp_roster_work_export (f->desk, path, &error));
  assert_says (&error, "看不出要存成哪一种");
}

#define CASE(name, function)                                                                       \
  g_test_add ("/raise-desk/" name, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("village", test_a_book_without_a_village);
  CASE ("program", test_a_program_without_its_files);
  CASE ("backups", test_no_room_for_backups);
  CASE ("households", test_households);
  CASE ("photographs", test_a_place_for_photographs);
  CASE ("persons", test_persons);
  CASE ("forms-and-lists", test_forms_and_lists);
  return g_test_run ();
}

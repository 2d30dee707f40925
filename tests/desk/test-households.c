/* Households' life: each act does what it says, is told so, and can be undone on another day. */
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

static void
set_text (char **to, const char *text)
{
  g_free (*to);
  *to = g_strdup (text);
}

static void
assert_told (TestDesk *f, const char *sentences)
{
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_cmpstr (told, ==, sentences);
}

/* The person of this name; NULL: not in the household. */
static const XpPersonCard *
person_of (const XpHouseholdCard *card, const char *name)
{
  for (guint i = 0; i < card->persons->len; i++)
    if (strcmp (((XpPersonCard *) card->persons->pdata[i])->name, name) == 0)
      return card->persons->pdata[i];
  return NULL;
}

/* ---- the card ---- */

static void
test_a_card_is_saved_with_what_differs (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->wang);
  g_autoptr (GError) error = NULL;
  set_text (&card->door, "4号");
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  assert_told (f, "3号 王五 补上门牌 4号");
  set_text (&card->door, "5号");
  set_text (&card->phone, "15400000001");
  set_text (&card->tags, "帮扶");
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  assert_told (f, "3号 王五 门牌 由 4号 改为 5号，电话改了，内部标记改了");

  test_desk_reopen (f, NULL);
  g_autoptr (XpHouseholdCard) again = test_desk_card (f, f->wang);
  g_assert_cmpstr (again->phone, ==, "15400000001");
  g_assert_cmpstr (again->tags, ==, "帮扶");
  g_assert_null (again->remark);
  g_assert_true (xp_household_work_save (f->desk, again, NULL));
  assert_told (f, "3号 王五 门牌 由 4号 改为 5号，电话改了，内部标记改了");

  test_desk_undo (f, "3号 王五 门牌 由 4号 改为 5号，电话改了，内部标记改了");
  test_desk_assert_in_order (f);
}

static void
test_what_may_not_stand_is_refused (TestDesk *f, gconstpointer unused)
{
  static const struct {
    int number, people;
    const char *head, *state, *says;
  } CASES[] = {
    {1, 2, "王五", "present", "编号1有两户在用"},
    {3, 100, "王五", "present", "应为0到99"},
    {3, 2, " ", "present", "没有户主姓名"},
    {3, 2, "王五", "gone", "不认得"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->wang);
    g_autoptr (GError) error = NULL;
    card->number = CASES[i].number;
    card->people = CASES[i].people;
    set_text (&card->head, CASES[i].head);
    set_text (&card->state, CASES[i].state);
    g_assert_false (xp_household_work_save (f->desk, card, &error));
    g_test_message ("%s", error->message);
    if (strstr (error->message, CASES[i].says) == NULL)
      g_error ("%s", error->message);
  }
  test_desk_assert_in_order (f);
}

/* ---- number, group, state, naming ---- */

static void
test_numbers_are_swapped_in_one_act (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_renumber (f->desk, f->zhang, 3, &error));
  assert_told (f, "王五 编号 由 3 改为 1；张三 编号 由 1 改为 3");
  g_autoptr (XpHouseholdCard) wang = test_desk_card (f, f->wang);
  g_assert_cmpint (wang->number, ==, 1);
  g_assert_false (xp_household_work_renumber (f->desk, f->zhang, 0, &error));
  test_desk_undo (f, "改编号");
  g_autoptr (XpHouseholdCard) zhang = test_desk_card (f, f->zhang);
  g_assert_cmpint (zhang->number, ==, 1);
  test_desk_assert_in_order (f);
}

static void
test_a_group_is_made_when_somebody_moves_there (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_move (f->desk, f->li, "三社", &error));
  assert_told (f, "新增组 三社；2号 李四 组 由 一社 改为 三社");
  g_assert_true (xp_household_work_move (f->desk, f->wang, "三社", &error));
  assert_told (f, "3号 王五 组 由 二社 改为 三社");
  test_desk_undo (f, "3号 王五 组 由 二社 改为 三社");
  test_desk_undo (f, "2号 李四 组 由 一社 改为 三社");
  g_autoptr (XpHouseholdCard) li = test_desk_card (f, f->li);
  g_assert_cmpstr (li->group, ==, "一社");
  test_desk_assert_in_order (f);
}

static void
test_many_are_set_at_once (TestDesk *f, gconstpointer unused)
{
  const int64_t both[] = {f->zhang, f->li};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_set_naming (f->desk, both, 2, "同意", &error));
  assert_told (f,
               "1号 张三 愿不愿意上榜 由 未问 改为 同意；2号 李四 愿不愿意上榜 由 未问 改为 同意");
  g_assert_true (xp_household_work_set_state (f->desk, both, 1, "away", &error));
  assert_told (f, "1号 张三 住户状态 由 在家 改为 全家在外");
  g_assert_false (xp_household_work_set_state (f->desk, both, 1, "走了", &error));
  test_desk_undo (f, "1号 张三 住户状态 由 在家 改为 全家在外");
  test_desk_undo (f, "记愿不愿意上榜");
  g_autoptr (XpHouseholdCard) li = test_desk_card (f, f->li);
  g_assert_cmpstr (li->naming, ==, "not-asked");
  test_desk_assert_in_order (f);
}

static void
test_two_are_told_apart (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_tell_apart (f->desk, f->zhang, f->li, &error));
  g_assert_false (xp_household_work_tell_apart (f->desk, f->li, f->li, &error));
  test_desk_assert_in_order (f);
  g_autoptr (GPtrArray) lines = xp_household_work_list_history (f->desk, f->zhang, 1, NULL);
  g_assert_cmpstr (((XpHistoryLine *) lines->pdata[0])->title, ==, "定为两户");
}

/* ---- 分户, 合户, 换户主 ---- */

static int64_t
split_zhang (TestDesk *f)
{
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  const int64_t moving[] = {person_of (card, "张小三")->uid, person_of (card, "刘芳")->uid};
  const XpSplitSpec spec = {.from_uid = f->zhang,
                            .head = "张小三",
                            .person_uids = moving,
                            .n_persons = 2,
                            .door = "9号",
                            .people = -1,
                            .people_left = -1,
                            .on_day = "2026-10-01"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_household_work_split (f->desk, &spec, &error);
  g_assert_no_error (error);
  return uid;
}

static void
test_a_split_is_told_in_both_stories (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = split_zhang (f);
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, uid);
  g_autoptr (XpHouseholdCard) old = test_desk_card (f, f->zhang);
  g_assert_cmpint (card->number, ==, 4);
  g_assert_cmpstr (card->group, ==, "一社");
  g_assert_cmpint (card->people, ==, 2);
  g_assert_cmpint (old->people, ==, 2);
  g_assert_cmpstr (person_of (card, "张小三")->relation, ==, "户主");
  g_assert_cmpstr (person_of (card, "刘芳")->relation, ==, "");
  g_assert_null (person_of (old, "刘芳"));
  g_assert_cmpstr (card->story[0], ==, "2026年10月1日由1号 张三 分出");
  g_assert_cmpstr (old->story[0], ==, "2026年10月1日分出4号 张小三");

  const int64_t both[] = {uid, f->zhang};
  for (size_t i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) lines = xp_household_work_list_history (f->desk, both[i], 1, NULL);
    const XpHistoryLine *line = lines->pdata[0];
    g_assert_cmpstr (line->title, ==, "分户");
    g_assert_true (
      g_strv_contains ((const char *const *) line->sentences, "1号 张三 分出 4号 张小三"));
  }
  test_desk_assert_in_order (f);
  test_desk_undo (f, "1号 张三 分出 4号 张小三");
  g_autoptr (XpHouseholdCard) whole = test_desk_card (f, f->zhang);
  g_assert_cmpuint (whole->persons->len, ==, 4);
  g_assert_cmpstr (person_of (whole, "刘芳")->relation, ==, "长媳");
  g_assert_null (xp_household_work_load (f->desk, uid, NULL));
  test_desk_assert_in_order (f);
}

static void
test_only_persons_of_the_household_go_with_it (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpHouseholdCard) li = test_desk_card (f, f->li);
  const int64_t moving[] = {person_of (li, "王英")->uid};
  const XpSplitSpec spec = {f->zhang, "王英", moving, 1, NULL, NULL, -1, -1, NULL};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_household_work_split (f->desk, &spec, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "王英不是这一户的人"));
}

static void
test_a_merge_closes_one_and_keeps_its_people (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpHouseholdCard) zhang = test_desk_card (f, f->zhang);
  g_autoptr (XpHouseholdCard) li = test_desk_card (f, f->li);
  g_assert_cmpint (xp_household_work_propose_merge (li, zhang), ==, f->zhang);
  zhang->is_head_dead = true;
  g_assert_cmpint (xp_household_work_propose_merge (li, zhang), ==, f->li);

  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_merge (f->desk, f->zhang, f->li, NULL, &error));
  g_autoptr (XpHouseholdCard) kept = test_desk_card (f, f->zhang);
  g_autoptr (XpHouseholdCard) gone = test_desk_card (f, f->li);
  g_assert_cmpint (kept->people, ==, 6);
  g_assert_cmpint (person_of (kept, "王英")->number, ==, 6);
  g_assert_cmpstr (gone->state, ==, "closed");
  g_assert_cmpuint (gone->persons->len, ==, 0);
  g_assert_cmpstr (gone->story[0], ==, "2026年10月12日并入1号 张三");
  g_assert_false (xp_household_work_merge (f->desk, f->wang, f->li, NULL, &error));
  g_assert_nonnull (strstr (error->message, "已销户"));
  test_desk_assert_in_order (f);
  test_desk_undo (f, "2号 李四 并入 1号 张三");
  g_autoptr (XpHouseholdCard) back = test_desk_card (f, f->li);
  g_assert_cmpuint (back->persons->len, ==, 2);
  g_assert_cmpstr (back->state, ==, "present");
}

static void
test_a_new_head_follows_the_dead_one (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  g_autoptr (GError) error = NULL;
  card->is_head_dead = true;
  set_text (&card->id_last4, "0011");
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  const int64_t wife = person_of (card, "李梅")->uid;
  g_assert_true (
    xp_household_work_change_head (f->desk, f->zhang, wife, NULL, XP_OLD_HEAD_DIED, &error));
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (told, "1号 户主 由 张三 改为 李梅，户主已故 由 是 改为 否"));

  g_autoptr (XpHouseholdCard) now = test_desk_card (f, f->zhang);
  g_assert_cmpstr (now->head, ==, "李梅");
  g_assert_false (now->is_head_dead);
  g_assert_null (now->id_last4);
  g_assert_cmpstr (person_of (now, "张三")->relation, ==, "已故");
  g_assert_cmpstr (person_of (now, "李梅")->relation, ==, "户主");
  test_desk_assert_in_order (f);
  test_desk_reopen (f, NULL);
  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, &error);
  g_autoptr (XpHouseholdCard) then = test_desk_card (f, f->zhang);
  g_assert_cmpstr (then->head, ==, "张三");
  g_assert_cmpstr (then->id_last4, ==, "0011");
}

/* ---- persons ---- */

static void
test_persons_come_change_and_go (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpPersonCard) person = xp_person_card_new ();
  g_autoptr (GError) error = NULL;
  set_text (&person->name, "赵　兰");
  person->uid = xp_person_work_save (f->desk, f->wang, person, &error);
  g_assert_no_error (error);
  person->number = 1;
  assert_told (f, "3号 王五家新增村民 赵兰");
  set_text (&person->sex, "女");
  g_assert_cmpint (xp_person_work_save (f->desk, f->wang, person, &error), ==, person->uid);
  assert_told (f, "3号 王五家 赵兰 补上性别 女");

  g_autoptr (XpPersonCard) second = xp_person_card_new ();
  second->number = 1;
  set_text (&second->name, "钱多");
  g_assert_cmpint (xp_person_work_save (f->desk, f->wang, second, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "户内编号1已经是赵兰的了"));
  g_assert_true (xp_person_work_remove (f->desk, person->uid, NULL));
  assert_told (f, "3号 王五家去掉村民 赵兰");
  test_desk_undo (f, "3号 王五家去掉村民 赵兰");
  test_desk_undo (f, "3号 王五家 赵兰 补上性别 女");
  test_desk_undo (f, "3号 王五家新增村民 赵兰");
  test_desk_assert_in_order (f);
}

/* ---- all of it ---- */

/* One act of each kind, then back to the empty book, each step on another opening; then forward. */
static void
test_everything_is_undone_and_redone (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const int64_t split_off = split_zhang (f);
  const int64_t both[] = {f->li, f->wang};
  g_assert_true (xp_household_work_merge (f->desk, f->zhang, split_off, NULL, &error));
  g_assert_true (
    xp_household_work_change_head (f->desk, f->li, 0, "李强", XP_OLD_HEAD_LEFT, &error));
  g_assert_true (xp_household_work_move (f->desk, f->wang, "三社", &error));
  g_assert_true (xp_household_work_renumber (f->desk, f->wang, 1, &error));
  g_assert_true (xp_household_work_set_naming (f->desk, both, 2, "refused", &error));
  g_assert_true (xp_household_work_tell_apart (f->desk, f->li, f->wang, &error));
  g_autoptr (XpPersonCard) person = xp_person_card_new ();
  set_text (&person->name, "赵兰");
  set_text (&person->taking_part, "agreed");
  const int64_t uid = xp_person_work_save (f->desk, f->wang, person, &error);
  g_assert_true (xp_person_work_remove (f->desk, uid, &error));
  g_assert_no_error (error);
  test_desk_assert_in_order (f);

  int n = 0;
  for (bool is_left = true; is_left; n += is_left) {
    test_desk_reopen (f, NULL);
    g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, NULL);
    is_left = undone != NULL;
  }
  g_assert_cmpint (n, ==, 12);
  g_autoptr (GPtrArray) none = xp_desk_list_households (f->desk, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  test_desk_assert_in_order (f);
  for (int i = 0; i < n; i++) {
    g_autoptr (XpAct) redone = xp_desk_undo (f->desk, true, &error);
    g_assert_no_error (error);
  }
  g_autoptr (XpHouseholdCard) li = test_desk_card (f, f->li);
  g_assert_cmpstr (li->head, ==, "李强");
  g_assert_cmpuint (li->persons->len, ==, 2);
  test_desk_assert_in_order (f);
}

/* ---- searching ---- */

static void
test_the_best_is_found_first (TestDesk *f, gconstpointer unused)
{
  static const struct {
    const char *query;
    int number;
  } CASES[] = {{"2", 2},
               {"二", 2},
               {"12号", 3},
               {"二社12号", 3},
               {"77", 1},
               {"老屋", 1},
               {"张三", 1},
               {"三", 3},
               {"zs", 1},
               {"王", 3},
               {"ＷＷ", 3},
               {"没有", 0}};
  g_autoptr (XpHouseholdCard) wang = test_desk_card (f, f->wang);
  set_text (&wang->door, "12号");
  g_assert_true (xp_household_work_save (f->desk, wang, NULL));
  g_autoptr (XpHouseholdCard) zhang = test_desk_card (f, f->zhang);
  set_text (&zhang->village_code, "0077");
  set_text (&zhang->told_apart_by, "老屋");
  g_assert_true (xp_household_work_save (f->desk, zhang, NULL));

  g_autoptr (GPtrArray) lines = xp_desk_list_households (f->desk, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    size_t n = 0;
    g_autofree guint *found = xp_household_lines_find (lines, CASES[i].query, &n);
    const int first = n > 0 ? ((XpHouseholdLine *) lines->pdata[found[0]])->number : 0;
    if (first != CASES[i].number)
      g_error ("%s: %d", CASES[i].query, first);
  }
  size_t n = 0;
  g_autofree guint *all = xp_household_lines_find (lines, " ", &n);
  g_assert_cmpuint (n, ==, 3);
}

/* ---- photos ---- */

static void
test_a_folder_of_photos_follows_its_household (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = xp_household_work_dup_photo_folder (f->desk, f->zhang, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (first, "永胜-照片/1号-张三"));
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_DIR));
  g_assert_true (xp_household_work_renumber (f->desk, f->zhang, 3, NULL));
  g_autofree char *second = xp_household_work_dup_photo_folder (f->desk, f->zhang, NULL);
  g_assert_true (g_str_has_suffix (second, "/3号-张三"));
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));

  g_autofree char *by_hand = g_strconcat (second, " 旧屋", NULL);
  g_assert_cmpint (g_rename (second, by_hand), ==, 0);
  g_autofree char *third = xp_household_work_dup_photo_folder (f->desk, f->zhang, NULL);
  g_assert_cmpstr (third, ==, by_hand);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/households/card", test_a_card_is_saved_with_what_differs);
  ADD ("/households/refused", test_what_may_not_stand_is_refused);
  ADD ("/households/swapped", test_numbers_are_swapped_in_one_act);
  ADD ("/households/group", test_a_group_is_made_when_somebody_moves_there);
  ADD ("/households/many", test_many_are_set_at_once);
  ADD ("/households/apart", test_two_are_told_apart);
  ADD ("/households/split", test_a_split_is_told_in_both_stories);
  ADD ("/households/split-others", test_only_persons_of_the_household_go_with_it);
  ADD ("/households/merge", test_a_merge_closes_one_and_keeps_its_people);
  ADD ("/households/head", test_a_new_head_follows_the_dead_one);
  ADD ("/households/persons", test_persons_come_change_and_go);
  ADD ("/households/undone", test_everything_is_undone_and_redone);
  ADD ("/households/search", test_the_best_is_found_first);
  ADD ("/households/photos", test_a_folder_of_photos_follows_its_household);
#undef ADD
  return g_test_run ();
}

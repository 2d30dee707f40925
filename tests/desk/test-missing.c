/* 还差什么: which sheets and items a round waits for, by group. */
#include "xp-missing-work.h"
#include "xp-recusal-work.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

static int64_t
open_round (TestDesk *f, const XpRoundSpec *spec)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, spec, &error);
  g_assert_no_error (error);
  return uid;
}

static void
assert_missing (TestDesk *f, int64_t uid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  g_autoptr (XpMissing) missing = xp_missing_new (loaded);
  g_autoptr (GString) text = g_string_new (missing->sentence);
  for (guint i = 0; i < missing->lines->len; i++) {
    const XpMissingLine *line = missing->lines->pdata[i];
    g_string_append_printf (text,
                            "|%s,%s,%d,%s",
                            line->who,
                            line->judge,
                            line->sheet.item_at,
                            line->words);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_one_sheet_each (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "一轮", .combine = "合议"};
  const int64_t uid = open_round (f, &spec);
  assert_missing (f,
                  uid,
                  "还差3户：一社2户、二社1户。|一社 张三,,1,还没有录|一社 李四,,1,还没有录|"
                  "二社 王五,,1,还没有录");
  test_desk_mark (f, uid, HEAD "1,,4,2\n2,,*,全家在外\n3,,*,无扣分\n");
  assert_missing (f, uid, "还差1户：一社1户。|一社 张三,,1,录了，还没有记完（按 + 记完）");
  test_desk_mark (f, uid, HEAD "1,,*,无扣分\n");
  assert_missing (f, uid, "都录完了，什么也不差。");
}

/* Scores are asked one by one; who is recused or absent is not waited for. */
static void
test_judges_and_their_items (TestDesk *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"甲", "乙", NULL};
  const XpRoundSpec spec = {.rubric_id = "meili-tingyuan",
                            .name = "一轮",
                            .judges = JUDGES,
                            .combine = "平均",
                            .quota = "无"};
  const int64_t uid = open_round (f, &spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_autoptr (GString) rows = g_string_new (HEAD);
  const XpRubric *rubric = loaded->round->rubric;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].mode == XP_MODE_SCORE && strcmp (rubric->items[i].no, "2") != 0)
      g_string_append_printf (rows, "1,甲,%s,1\n", rubric->items[i].no);
  test_desk_mark (f, uid, rows->str);
  g_assert_true (xp_recusal_work_add (f->desk, uid, 2, 1, "declared", NULL, &error));
  test_desk_mark (f, uid, HEAD "2,,*,没人住\n3,,*,没碰上人\n");
  const XpItem *second = xp_rubric_lookup_item (rubric, "2");
  g_autofree char *expected =
    g_strdup_printf ("还差1户：一社1户。|一社 张三,甲,%d,还差第2项", second->at);
  assert_missing (f, uid, expected);
}

#define CASE(name, function)                                                                       \
  g_test_add ("/missing/" name, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("one-sheet", test_one_sheet_each);
  CASE ("judges", test_judges_and_their_items);
  return g_test_run ();
}

/* 分组互评: who marks which group, how it is proposed, and what others can no longer do. */
#include "xp-marking.h"
#include "xp-rota-work.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

static const char *const NOBODY[] = {NULL};

static const char *const JUDGES[] = {"张三", "李四", "王五", "孙梅", NULL};
static const XpRoundSpec ROUND = {.rubric_id = "ganjing-renjia",
                                  .name = "一轮",
                                  .judges = JUDGES,
                                  .combine = "平均",
                                  .line = "90",
                                  .quota = "无"};

static char *
tell (const XpRota *rota)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < rota->groups->len; i++) {
    const XpRotaGroup *group = rota->groups->pdata[i];
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", group->sentence);
  }
  return g_string_free (text, FALSE);
}

static void
assert_stands (TestDesk *f, int64_t uid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRota) rota = xp_rota_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  g_autofree char *text = tell (rota);
  g_assert_cmpstr (text, ==, expected);
}

/* 一社 3 households, 二社 2, 三社 1; 张三 and 李四 live in 一社, 王五 in 二社, 孙梅 nowhere. */
static void
add_households (TestDesk *f)
{
  test_desk_add (f, "三社", "钱多", NOBODY);
  test_desk_add (f, "一社", "周全", NOBODY);
  test_desk_add (f, "二社", "吴敏", NOBODY);
}

static void
test_groups_are_turned (TestDesk *f, gconstpointer unused)
{
  add_households (f);
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (GError) error = NULL;
  assert_stands (f, uid, "一社3户：评委都打分|二社2户：评委都打分|三社1户：评委都打分");
  g_autoptr (XpRota) none = xp_rota_work_load (f->desk, uid, &error);
  g_assert_false (xp_rota_work_take (f->desk, uid, none, &error));
  g_assert_cmpstr (error->message, ==, "还没有排，没有变动。请先按“排一排”，看好了再定。");
  g_clear_error (&error);
  g_autoptr (XpRota) rota = xp_rota_work_propose (f->desk, uid, &error);
  g_assert_no_error (error);
  g_autofree char *text = tell (rota);
  g_assert_cmpstr (text, ==, "一社3户：由孙梅打分|二社2户：由张三、李四打分|三社1户：由王五打分");
  g_assert_cmpstr (rota->loads, ==, "每位评委打分：张三2户、李四2户、王五1户、孙梅3户");
  assert_stands (f, uid, "一社3户：评委都打分|二社2户：评委都打分|三社1户：评委都打分");
  g_assert_true (xp_rota_work_take (f->desk, uid, rota, &error));
  assert_stands (f, uid, text);
  test_desk_undo (f, "定分组互评");
  assert_stands (f, uid, "一社3户：评委都打分|二社2户：评委都打分|三社1户：评委都打分");
  test_desk_assert_in_order (f);
}

static void
test_others_are_kept_out (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) judges = g_array_new (FALSE, FALSE, sizeof (int));
  const int li = 2, sun = 4;
  g_array_append_val (judges, li);
  g_array_append_val (judges, sun);
  test_desk_mark (f, uid, HEAD "3,张三,4,1\n3,张三,*,无扣分\n");
  g_assert_true (xp_rota_work_set (f->desk, uid, "二社", judges, &error));
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  g_assert_false (xp_marking_import_csv (marking, "m.csv", HEAD "3,张三,4,2\n", &error));
  g_assert_nonnull (
    strstr (error->message,
            "分组互评定了二社由李四、孙梅打分，这位评委打的没有记上。请换一位评委。"));
  g_clear_error (&error);
  test_desk_mark (f, uid, HEAD "3,李四,4,2\n3,李四,*,无扣分\n3,孙梅,*,无扣分\n2,张三,*,无扣分\n");
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  const XpTotal *total = xp_tally_get_total (loaded->tally, 3);
  g_assert_cmpint (total->n_marks, ==, 2);
  g_assert_cmpint (total->n_missing, ==, 0);
  g_assert_cmpint (total->total_hundredths, ==, 9900);
  g_assert_true (xp_loaded_round_is_of_others (loaded, 3, 1));
  g_assert_false (xp_loaded_round_is_of_others (loaded, 1, 3));
  g_assert_true (xp_rota_work_clear (f->desk, uid, &error));
  assert_stands (f, uid, "一社2户：评委都打分|二社1户：评委都打分");
}

/* Consensus has one sheet, whoever walked. */
static void
test_consensus_is_not_divided (TestDesk *f, gconstpointer unused)
{
  XpRoundSpec spec = ROUND;
  spec.combine = "合议";
  const int64_t uid = test_desk_open (f, &spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRota) rota = xp_rota_work_propose (f->desk, uid, &error);
  g_assert_no_error (error);
  g_assert_true (xp_rota_work_take (f->desk, uid, rota, &error));
  test_desk_mark (f, uid, HEAD "3,,*,无扣分\n");
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_true (xp_tally_get_total (loaded->tally, 3)->has_total);
}

static void
test_what_cannot_be_turned_is_refused (TestDesk *f, gconstpointer unused)
{
  static const char *const ONE[] = {"张三", NULL};
  XpRoundSpec spec = ROUND;
  spec.judges = ONE;
  const int64_t uid = test_desk_open (f, &spec);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_rota_work_propose (f->desk, uid, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "分组互评至少要两位评委、两个组，没有变动。请看看评委和组写全了没有。");
  g_clear_error (&error);
  g_autoptr (GArray) judges = g_array_new (FALSE, FALSE, sizeof (int));
  g_assert_false (xp_rota_work_set (f->desk, uid, "九社", judges, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "参评的里面没有“九社”这个组。请照名单上的写法写，比如“一组”。");
}

#define CASE(name, function)                                                                       \
  g_test_add ("/rota/" name, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("turned", test_groups_are_turned);
  CASE ("kept-out", test_others_are_kept_out);
  CASE ("consensus", test_consensus_is_not_divided);
  CASE ("refused", test_what_cannot_be_turned_is_refused);
  return g_test_run ();
}

/* 放大屏: how far the groups are, then the names that will hang outside; never what is private. */
#include "xp-marking.h"
#include "xp-test-desk.h"
#include "xp-wall-work.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

static const char *const JUDGES[] = {"李主任", "赵铁柱", "孙梅", NULL};

static int64_t
open_round (TestDesk *f, const char *const *judges)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .judges = judges,
                            .combine = judges != NULL ? "平均" : "合议",
                            .line = "90",
                            .quota = "无"};
  return test_desk_open (f, &spec);
}

/* Everything that stands on it, parted by bars. */
static char *
show (const XpWall *wall)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text,
                          "%s|%s|%s|%s",
                          wall->village,
                          wall->round,
                          wall->headline,
                          wall->foot);
  for (guint i = 0; i < wall->groups->len; i++) {
    const XpWallGroup *group = &g_array_index (wall->groups, XpWallGroup, i);
    g_autofree char *names = group->names != NULL ? g_strjoinv ("、", group->names) : g_strdup ("");
    g_string_append_printf (text,
                            "|%s %d/%d %s",
                            group->name,
                            group->n_done,
                            group->n_total,
                            names);
  }
  return g_string_free (text, FALSE);
}

static void
assert_shows (TestDesk *f, int64_t uid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpWall) wall = xp_wall_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  g_autofree char *text = show (wall);
  g_assert_cmpstr (text, ==, expected);
}

static void
go_on (TestDesk *f, int64_t uid, XpStage to)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, uid, to, &error);
  g_assert_no_error (error);
}

static void
test_groups_then_names (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f, NULL);
  assert_shows (f, uid, "永胜村|一轮|正在录|已录0户，共3户|一社 0/2 |二社 0/1 ");
  test_desk_mark (f, uid, HEAD "1,,*,无扣分\n3,,*,拒绝\n");
  assert_shows (f, uid, "永胜村|一轮|正在录|已录2户，共3户|一社 1/2 |二社 1/1 ");
  test_desk_mark (f, uid, HEAD "2,,4,99\n2,,6,99\n2,,9,99\n2,,14,99\n2,,*,无扣分\n");
  assert_shows (f, uid, "永胜村|一轮|都录完了|已录3户，共3户|一社 2/2 |二社 1/1 ");
  go_on (f, uid, XP_STAGE_TALLIED);
  assert_shows (f, uid, "永胜村|一轮|拟定名单，还在评议，没有定|共1户|一社 0/1 张三");
  go_on (f, uid, XP_STAGE_DISCUSSED);
  go_on (f, uid, XP_STAGE_POSTED);
  g_autoptr (XpWall) wall = xp_wall_work_load (f->desk, uid, NULL);
  g_assert_true (g_str_has_prefix (wall->headline, "公示名单，公示到"));
}

/* Who keeps the title without being named, and who is held, stand there as figures only. */
static void
test_who_is_not_named (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = open_round (f, NULL);
  xp_household_work_set_naming (f->desk, &f->li, 1, "refused", &error);
  g_assert_no_error (error);
  test_desk_mark (f, uid, HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,*,暂缓\n");
  go_on (f, uid, XP_STAGE_TALLIED);
  assert_shows (f,
                uid,
                "永胜村|一轮|拟定名单，还在评议，没有定|共2户，另有1户不上榜|一社 0/1 张三");
}

/* ---- the echo ---- */

typedef struct {
  XpMarking *marking;
  char *echo; /* of the last act; NULL: nothing to tell */
} Echoing;

static void
applied_cb (Echoing *echoing, const XpAct *act)
{
  g_free (echoing->echo);
  echoing->echo = xp_wall_dup_echo (xp_marking_get_round (echoing->marking), act);
}

static void
assert_echo (Echoing *echoing, const XpEntry *entry, const char *expected)
{
  g_autoptr (GError) error = NULL;
  xp_marking_put (echoing->marking, entry, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (echoing->echo, ==, expected);
}

static XpEntry
new_entry (Echoing *echoing, int judge_no, const char *item_no, int entered)
{
  const XpRubric *rubric = xp_marking_get_round (echoing->marking)->rubric;
  return (XpEntry){XP_ENTRY_PUT,
                   {.entrant_no = 1,
                    .judge_no = judge_no,
                    .item_at = xp_rubric_lookup_item (rubric, item_no)->at,
                    .entry = 1,
                    .entered = entered},
                   XP_STATE_PRESENT};
}

static void
begin_echoing (TestDesk *f, int64_t uid, Echoing *echoing)
{
  echoing->marking = xp_marking_new (f->desk, uid, NULL);
  echoing->echo = NULL;
  g_signal_connect_swapped (echoing->marking, "applied", G_CALLBACK (applied_cb), echoing);
}

static void
end_echoing (Echoing *echoing)
{
  g_free (echoing->echo);
  g_object_unref (echoing->marking);
}

static void
test_the_echo_tells_of_the_yard_alone (TestDesk *f, gconstpointer unused)
{
  Echoing echoing;
  begin_echoing (f, open_round (f, NULL), &echoing);
  const XpEntry yard = new_entry (&echoing, 0, "4", 2), family = new_entry (&echoing, 0, "22", 1),
                veto = new_entry (&echoing, 0, "V1", 1);
  XpEntry closed = {.kind = XP_ENTRY_CLOSE, .mark = {.entrant_no = 1, .entry = 1}};
  XpEntry away = {.kind = XP_ENTRY_STATE, .mark = {.entrant_no = 1}, .state = XP_STATE_AWAY};
  assert_echo (&echoing, &yard, "一社 张三　院内地面 2处");
  assert_echo (&echoing, &family, "一社 张三　记下了");
  assert_echo (&echoing, &veto, "一社 张三　记下了");
  assert_echo (&echoing, &closed, "一社 张三　记完了");
  assert_echo (&echoing, &away, NULL);
  end_echoing (&echoing);
}

static void
test_the_echo_tells_no_judges_marks (TestDesk *f, gconstpointer unused)
{
  Echoing echoing;
  begin_echoing (f, open_round (f, JUDGES), &echoing);
  const XpEntry yard = new_entry (&echoing, 2, "4", 2);
  assert_echo (&echoing, &yard, "一社 张三　记下了");
  end_echoing (&echoing);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, test, test_desk_tear_down)
  ADD ("/wall/groups-then-names", test_groups_then_names);
  ADD ("/wall/not-named", test_who_is_not_named);
  ADD ("/wall/echo", test_the_echo_tells_of_the_yard_alone);
  ADD ("/wall/echo-of-judges", test_the_echo_tells_no_judges_marks);
  return g_test_run ();
}

/* What the typist reads: of 不适用, whether another item is marked in its place, and what it
 * counts; of a count that a key too many makes, that it is one. */
#include "xp-marking.h"
#include "xp-rubric-work.h"
#include "xp-test-desk.h"

#include <string.h>

static void
assert_echoes (TestDesk *f, const char *form_file, const char *item_no, const char *says)
{
  g_autofree char *name = g_strconcat (form_file, ".rubric", NULL);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "rubrics", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = xp_rubric_work_read (file, form_file, &error);
  g_assert_no_error (error);
  g_assert_true (xp_rubric_work_import (f->desk, form, &error));
  const XpRoundSpec spec = {.rubric_id = form_file, .name = form_file, .combine = "合议"};
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  const XpItem *item = xp_rubric_lookup_item (xp_marking_get_round (marking)->rubric, item_no);
  const XpEntry entry = {.kind = XP_ENTRY_PUT, .mark = {1, 0, item->at, 1, true, 0}};
  g_autofree char *echo = xp_marking_echo (marking, &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (echo, ==, says);
}

static void
test_a_substitute_is_marked_in_its_place (TestDesk *f, gconstpointer unused)
{
  assert_echoes (f, "substitute", "1", "第1项 圈舍 不适用，改打第1b项 菜地");
}

/* The form says 满分, and a pair has none. */
static void
test_what_has_no_full_mark_wins_nothing (TestDesk *f, gconstpointer unused)
{
  assert_echoes (f, "mixed-pairs", "2", "第2项 渠水 不适用，不计");
}

static char *
dup_echo_of_count (XpMarking *marking, int count)
{
  g_autoptr (GError) error = NULL;
  const XpItem *item = xp_rubric_lookup_item (xp_marking_get_round (marking)->rubric, "4");
  const XpEntry entry = {
    .kind = XP_ENTRY_PUT,
    .mark = {.entrant_no = 1, .item_at = item->at, .entry = 1, .entered = count}};
  char *echo = xp_marking_echo (marking, &entry, &error);
  g_assert_no_error (error);
  return echo;
}

/* It is taken as it was typed all the same. */
static void
test_a_key_too_many_is_asked_about (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "一轮", .combine = "合议"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  g_assert_no_error (error);
  g_autofree char *usual = dup_echo_of_count (marking, 9);
  g_autofree char *large = dup_echo_of_count (marking, 99);
  g_assert_null (strstr (usual, "数目很大"));
  g_assert_nonnull (strstr (large, "99处"));
  g_assert_nonnull (strstr (large, "，数目很大，多按了就按 Ctrl+Z"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/echo/substitute", test_a_substitute_is_marked_in_its_place);
  ADD ("/echo/no-full-mark", test_what_has_no_full_mark_wins_nothing);
  ADD ("/echo/key-too-many", test_a_key_too_many_is_asked_about);
#undef ADD
  return g_test_run ();
}

/* Marks as a table: refused with a line, or in the book and gone again by one undo. */
#include "xp-fuzz.h"
#include "xp-marking.h"
#include "xp-test-desk.h"

#include <string.h>

static TestDesk desk;
static int64_t round_uid;

static void
set_up (void)
{
  const char *const JUDGES[] = {"甲", "乙", "丙", NULL};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .judges = JUDGES,
                            .combine = "mean"};
  GError *error = NULL;
  test_desk_set_up (&desk, NULL);
  round_uid = xp_round_work_open (desk.desk, &spec, &error);
  g_assert_no_error (error);
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  if (desk.desk == NULL)
    set_up ();
  GError *error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  g_autoptr (XpMarking) marking = xp_marking_new (desk.desk, round_uid, &error);
  g_assert_no_error (error);
  const bool is_taken = xp_marking_import_csv (marking, "分数.csv", text, &error);
  g_assert_true (is_taken == (error == NULL));
  xp_fuzz_check_refusal (error);
  if (!is_taken)
    return;
  g_autoptr (GPtrArray) last = xp_desk_list_history (desk.desk, 0, 1, NULL);
  if (strcmp (((const XpHistoryLine *) last->pdata[0])->title, "导入分数") == 0) {
    g_autoptr (XpAct) undone = xp_desk_undo (desk.desk, false, NULL);
    g_assert_nonnull (undone);
  }
}

/* Forms in the book: adjusted, edited, offered anew; what a round uses is never changed. */
#include "xp-printing.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-text.h"
#include "xp-rubric-work.h"
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
data_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data/rubrics", name, NULL);
}

static XpRubric *
read_form (const char *file_or_id, const char *id)
{
  g_autoptr (GError) error = NULL;
  XpRubric *rubric = xp_rubric_work_read (file_or_id, id, &error);
  g_assert_no_error (error);
  return rubric;
}

/* The changes that the file marks as to be accepted, or all. */
static XpRubric *
read_changes (const char *name, bool only_good)
{
  g_autofree char *path = data_file (name);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  XpRubric *changes = read_form (path, "x");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  size_t n = 0;
  for (size_t i = 0; only_good && i < changes->n_changes; i++) {
    if (strstr (lines[i + 1], ",accept") != NULL)
      changes->changes[n++] = changes->changes[i];
    else
      xp_form_change_clear (&changes->changes[i]);
  }
  if (only_good)
    changes->n_changes = n;
  return changes;
}

static void
adjust (TestDesk *f, const char *name, const XpAdjustSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) changes = read_changes (name, true);
  g_assert_true (xp_rubric_work_adjust (f->desk, changes, spec, &error));
  g_assert_no_error (error);
}

static const XpAdjustSpec TOWNSHIP = {
  .id = "zhen", .name = "镇里的表", .extends = "ganjing-renjia@2026-1", .level = "镇"};
static const XpAdjustSpec VILLAGE = {
  .id = "cun", .name = "永胜村用表", .extends = "zhen", .level = "村"};

static void
adjust_both (TestDesk *f)
{
  adjust (f, "overlay/ganjing-renjia.township.csv", &TOWNSHIP);
  adjust (f, "overlay/ganjing-renjia.village.csv", &VILLAGE);
}

static XpRubric *
take (TestDesk *f, const char *ref)
{
  g_autoptr (GError) error = NULL;
  XpRubric *rubric = xp_rubric_work_take_version (f->desk, ref, &error);
  g_assert_no_error (error);
  return rubric;
}

static const XpRubricLine *
find_line (const GPtrArray *lines, const char *id, const char *version)
{
  for (guint i = 0; i < lines->len; i++) {
    const XpRubricLine *line = lines->pdata[i];
    if (strcmp (line->id, id) == 0 && strcmp (line->version, version) == 0)
      return line;
  }
  return NULL;
}

static void
assert_all_right (TestDesk *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sentences = xp_rubric_work_check (f->desk, id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < sentences->len; i++)
    g_test_message ("%s", (char *) sentences->pdata[i]);
  g_assert_cmpuint (sentences->len, ==, 0);
}

static void
test_a_form_is_adjusted_twice (TestDesk *f, gconstpointer unused)
{
  adjust_both (f);
  g_autoptr (GPtrArray) lines = xp_rubric_work_list (f->desk, NULL);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_nonnull (find_line (lines, "ganjing-renjia", "1"));
  const XpRubricLine *line = find_line (lines, "cun", "1");
  g_assert_cmpint (line->level, ==, XP_LEVEL_VILLAGE);
  g_assert_cmpstr (line->parent, ==, "zhen@1");
  g_assert_cmpstr (line->name, ==, "永胜村用表");
  g_assert_null (line->unready);
  g_assert_cmpint (line->newer_parent, ==, 0);
  assert_all_right (f, "cun");

  g_autoptr (XpRubric) form = take (f, "cun");
  g_autofree char *basis = xp_rubric_dup_basis_line (form);
  g_assert_cmpstr (basis,
                   ==,
                   "依据县标准2026-1版；镇调整6项、新增1项；本村调整1项、停用1项、附加1项，"
                   "等次线92分");

  test_desk_undo (f, "新增评分表《永胜村用表》");
  test_desk_undo (f, "放进评分表");
  g_autoptr (GPtrArray) none = xp_rubric_work_list (f->desk, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  test_desk_assert_in_order (f);
}

static void
test_what_is_refused_writes_nothing (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) all = read_changes ("overlay/ganjing-renjia.township.csv", false);
  g_assert_false (xp_rubric_work_adjust (f->desk, all, &TOWNSHIP, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "第9处改动：第15项“灶台抽烟”县定4分"));
  g_assert_nonnull (strstr (error->message, "第11处改动：第4项“院内地面”县定每处扣1分"));
  g_autoptr (GPtrArray) none = xp_rubric_work_list (f->desk, NULL);
  g_assert_cmpuint (none->len, ==, 0);

  g_autoptr (XpOverlay) overlay = xp_rubric_work_try (f->desk, all, &TOWNSHIP, NULL);
  g_assert_cmpuint (overlay->refusals->len, ==, 3);
  g_assert_cmpuint (overlay->problems->len, ==, 0);
}

static void
assert_adjusting_says (TestDesk *f, const XpAdjustSpec *spec, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) changes = read_changes ("overlay/ganjing-renjia.township.csv", true);
  g_assert_false (xp_rubric_work_adjust (f->desk, changes, spec, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_an_adjustment_needs_its_parent (TestDesk *f, gconstpointer unused)
{
  const XpAdjustSpec nowhere = {.id = "zhen", .level = "镇"};
  const XpAdjustSpec unknown = {.id = "zhen", .extends = "没有", .level = "镇"};
  const XpAdjustSpec old = {.id = "zhen", .extends = "ganjing-renjia@7", .level = "镇"};
  const XpAdjustSpec same = {.id = "ganjing-renjia", .extends = "ganjing-renjia", .level = "镇"};
  const XpAdjustSpec whose = {.id = "zhen", .extends = "ganjing-renjia", .level = "省"};
  assert_adjusting_says (f, &nowhere, "没有写在哪张评分表上调整");
  assert_adjusting_says (f, &unknown, "没有叫“没有”的评分表");
  assert_adjusting_says (f, &old, "没有评分表“ganjing-renjia”的第7版");
  assert_adjusting_says (f, &same, "调整后的表要另起编号");
  assert_adjusting_says (f, &whose, "谁来调整写的是“省”");
}

static void
test_a_bare_text_brings_its_changes (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "yongsheng.rubric", NULL);
  g_assert_true (
    g_file_set_contents (path,
                         "[rubric]\nname=永胜用表\nextends=ganjing-renjia@2026-1\nlevel=村\n"
                         "[change 1]\nop=set\nitem=LINE\nfield=line\nvalue=91\n",
                         -1,
                         NULL));
  g_autoptr (XpRubric) bare = read_form (path, NULL);
  g_assert_true (xp_rubric_work_import (f->desk, bare, &error));
  g_assert_no_error (error);
  g_autoptr (XpRubric) form = take (f, "yongsheng");
  g_assert_cmpuint (form->n_items, ==, 29);
  g_assert_cmpstr (form->extends, ==, "ganjing-renjia@1");
  g_assert_cmpint (form->award.grades[0].from_hundredths, ==, 9100);
  assert_all_right (f, "yongsheng");
}

/* Out as text, in again on another computer: whole, and held against its parent there. */
static void
test_an_adjusted_form_goes_to_another_book (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  adjust_both (f);
  g_autoptr (XpRubric) form = take (f, "cun");
  g_autofree char *path = g_build_filename (f->folder, "cun.rubric", NULL);
  g_assert_true (xp_rubric_work_export (form, path, &error));
  g_autoptr (XpRubric) again = read_form (path, NULL);
  g_assert_true (xp_rubric_work_import (f->desk, again, &error));
  g_assert_no_error (error);

  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  GString *forged = g_string_new (text);
  g_string_replace (forged, "criterion=近一季度与邻居无吵骂纠纷", "criterion=随便", 1);
  g_autoptr (XpRubric) other = xp_rubric_from_text (forged->str, "cun", "cun", &error);
  g_assert_no_error (error);
  g_string_free (forged, TRUE);
  g_assert_false (xp_rubric_work_import (f->desk, other, &error));
  g_assert_nonnull (strstr (error->message, "第23项“邻里相处”的标准和上一级的表加上改动对不上"));
}

static void
test_tables_carry_all_of_an_item (TestDesk *f, gconstpointer unused)
{
  static const char *const NAMES[] = {"表.csv", "表.xlsx"};
  static const char *const IDS[] = {"popo-xifu",
                                    "ganjing-renjia",
                                    "pair-plusminus",
                                    "grade-word",
                                    "jifen-ledger"};
  for (size_t i = 0; i < G_N_ELEMENTS (IDS); i++) {
    for (size_t k = 0; k < G_N_ELEMENTS (NAMES); k++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (XpRubric) form = read_form (IDS[i], NULL);
      g_autofree char *path = g_build_filename (f->folder, NAMES[k], NULL);
      g_assert_true (xp_rubric_work_export (form, path, &error));
      g_assert_no_error (error);
      g_autoptr (XpRubric) again = read_form (path, IDS[i]);
      g_autoptr (GPtrArray) differences = xp_rubric_diff (form, again);
      for (guint n = 0; n < differences->len; n++) {
        const XpFormDifference *difference = differences->pdata[n];
        if (difference->item_no[0] != '\0')
          g_error ("%s %s: 第%s项%s：%s → %s",
                   IDS[i],
                   NAMES[k],
                   difference->item_no,
                   difference->word,
                   difference->then,
                   difference->now);
      }
    }
  }
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = read_form ("hongbang", NULL);
  g_assert_false (xp_rubric_work_export (form, "/表.doc", &error));
  g_assert_nonnull (strstr (error->message, "看不出要存成哪一种"));
}

/* A table says nothing of titles and quotas; the book's form goes on doing so. */
static void
test_a_table_of_a_known_form_keeps_its_head (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = data_file ("hongbang.csv");
  g_autoptr (XpRubric) table = read_form (path, NULL);
  g_assert_true (xp_rubric_work_import (f->desk, table, &error));
  g_autoptr (XpRubric) form = take (f, "hongbang");
  g_assert_cmpstr (form->award.title, ==, "环境卫生红榜");
  g_assert_true (form->is_full_mark_declared);

  table->items[0].max_hundredths += 100;
  g_assert_false (xp_rubric_work_import (f->desk, table, &error));
  g_assert_nonnull (strstr (error->message, "各项满分加起来是101分，写明的总分是100分"));
}

/* ---- a newer parent ---- */

static void
import_text (TestDesk *f, const char *id, const char *text, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  GString *changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 0), >=, 1);
  g_autoptr (XpRubric) rubric = xp_rubric_from_text (changed->str, id, id, &error);
  g_assert_no_error (error);
  g_string_free (changed, TRUE);
  g_assert_true (xp_rubric_work_import (f->desk, rubric, &error));
  g_assert_no_error (error);
}

static void
test_a_newer_parent_is_offered (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  adjust_both (f);
  g_autoptr (XpRubric) township = take (f, "zhen@1");
  g_autoptr (XpRubricOffer) none = xp_rubric_work_diff (f->desk, "cun", &error);
  g_assert_no_error (error);
  g_assert_cmpint (none->now_version, ==, none->then_version);
  g_assert_false (xp_rubric_work_rebase (f->desk, "cun", false, &error));
  g_assert_nonnull (strstr (error->message, "已经是上一级最新的一版"));
  g_clear_error (&error);

  /* The county raises its line to 93 and takes item 9 out of what can be switched off. */
  g_autoptr (XpRubric) county = take (f, "ganjing-renjia@1");
  g_autofree char *text = xp_rubric_to_text (county);
  import_text (f, "ganjing-renjia", text, "grades=90=", "grades=93=");
  g_assert_true (xp_rubric_work_rebase (f->desk, "zhen", false, &error));
  g_assert_no_error (error);

  g_autoptr (GPtrArray) lines = xp_rubric_work_list (f->desk, NULL);
  g_assert_cmpint (find_line (lines, "cun", "1")->newer_parent, ==, 2);
  g_autoptr (XpRubric) still = take (f, "cun");
  g_assert_cmpstr (still->extends, ==, "zhen@1");

  g_autoptr (XpRubricOffer) offer = xp_rubric_work_diff (f->desk, "cun", &error);
  g_assert_no_error (error);
  g_assert_cmpint (offer->now_version, ==, 2);
  g_assert_cmpuint (offer->differences->len, ==, 1);
  const XpFormDifference *difference = offer->differences->pdata[0];
  g_assert_cmpstr (difference->word, ==, "等次线");
  g_assert_true (g_str_has_prefix (difference->then, "90=干净人家"));
  g_assert_true (g_str_has_prefix (difference->now, "93=干净人家"));
  g_assert_cmpuint (offer->overlay->refusals->len, ==, 1);
  const XpOverlayRefusal *refusal = offer->overlay->refusals->pdata[0];
  g_assert_cmpstr (refusal->sentence, ==, "等次线只能提高：县定93分，不能降到92分。");

  g_assert_false (xp_rubric_work_rebase (f->desk, "cun", false, &error));
  g_assert_nonnull (strstr (error->message, "等次线只能提高"));
  g_clear_error (&error);
  g_assert_true (xp_rubric_work_rebase (f->desk, "cun", true, &error));
  g_assert_no_error (error);
  g_autoptr (XpRubric) form = take (f, "cun");
  g_assert_cmpstr (form->extends, ==, "zhen@2");
  g_assert_cmpint (form->award.grades[0].from_hundredths, ==, 9300);
  assert_all_right (f, "cun");
  test_desk_undo (f, "新增评分表《永胜村用表》第2版");
  test_desk_assert_in_order (f);
}

static void
test_a_form_without_parent_has_none_to_compare (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_rubric_work_diff (f->desk, "hongbang", &error));
  g_assert_nonnull (strstr (error->message, "没有上一级的表可以比"));
  g_clear_error (&error);
  g_autoptr (XpRubric) form = read_form ("hongbang", NULL);
  g_assert_null (xp_rubric_work_take_parent (f->desk, form, &error));
  g_assert_nonnull (strstr (error->message, "没有上一级的表"));
}

/* ---- on paper ---- */

/* What pdftotext says, without its blanks and line ends. */
static char *
print (TestDesk *f, const char *document, int64_t round_uid, const XpPrintOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "x.pdf", NULL);
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, document, round_uid, options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (xp_printing_save (pdf, path, &error));
  char *argv[] = {"pdftotext", path, "-", NULL};
  g_autofree char *out = NULL;
  g_assert_true (
    g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error));
  g_auto (GStrv) words = g_strsplit_set (out, " \n\f", -1);
  return g_strjoinv ("", words);
}

static void
test_the_paper_says_what_the_form_rests_on (TestDesk *f, gconstpointer unused)
{
  static const char LINE[] =
    "依据县标准2026-1版；镇调整6项、新增1项；本村调整1项、停用1项、附加1项，等次线92分。";
  static const char *const DOCUMENTS[] = {"visit-sheets", "summary", "notice"};
  const XpRoundSpec spec = {.rubric_id = "cun", .name = "一轮"};
  const XpPrintOptions single = {.is_one_per_page = true};
  g_autoptr (GError) error = NULL;
  adjust_both (f);
  const int64_t draft = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autofree char *many = print (f, DOCUMENTS[0], draft, NULL);
  g_assert_nonnull (strstr (many, LINE));
  g_autofree char *one = print (f, DOCUMENTS[0], draft, &single);
  g_assert_nonnull (strstr (one, LINE));
  /* What the village switched off is asked of nobody. */
  g_assert_nonnull (strstr (one, "院墙大门"));
  g_assert_null (strstr (one, "庭院种植"));
  g_assert_null (strstr (many, "庭院种植"));

  const int64_t posted = test_desk_post (f,
                                         &spec,
                                         "household,judge,item,mark\n"
                                         "1,,*,无扣分\n2,,*,无扣分\n3,,*,没碰上人\n");
  for (size_t i = 1; i < G_N_ELEMENTS (DOCUMENTS); i++) {
    g_autofree char *text = print (f, DOCUMENTS[i], posted, NULL);
    if (strstr (text, LINE) == NULL)
      g_error ("%s: %s", DOCUMENTS[i], text);
  }
}

/* ---- editing ---- */

static int
save (TestDesk *f, const XpRubric *form)
{
  g_autoptr (GError) error = NULL;
  int version = 0;
  g_assert_true (xp_rubric_work_save (f->desk, form, &version, &error));
  g_assert_no_error (error);
  return version;
}

static XpRubric *
with (const XpRubric *form, int at, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  XpRubric *next = xp_rubric_edit_set (form, at, field, text, &error);
  g_assert_no_error (error);
  return next;
}

static void
test_a_form_is_changed_until_a_round_uses_it (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) shipped = read_form ("hongbang", NULL);
  g_autoptr (XpRubric) copy = xp_rubric_edit_copy (shipped, "hong", "永胜红榜", &error);
  g_autoptr (XpRubric) first = xp_rubric_edit_set_form (copy, "ties", "表决", &error);
  g_assert_cmpint (save (f, first), ==, 1);
  g_autoptr (XpRubric) second = with (first, 1, "criterion", "改过的标准");
  g_assert_cmpint (save (f, second), ==, 1);
  g_assert_cmpint (save (f, second), ==, 1);

  const XpRoundSpec spec = {.rubric_id = "hong", .name = "一轮"};
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_assert_cmpint (uid, !=, 0);
  g_autoptr (XpRubric) third = with (second, 1, "criterion", "开评以后改的");
  g_assert_cmpint (save (f, third), ==, 2);
  g_autoptr (XpRubric) used = take (f, "hong@1");
  g_assert_cmpstr (used->items[0].criterion, ==, "改过的标准");
  g_autoptr (XpRubric) latest = take (f, "hong");
  g_assert_cmpstr (latest->items[0].criterion, ==, "开评以后改的");

  test_desk_undo (f, "新增评分表《永胜红榜》第2版");
  g_autoptr (XpRubric) back = take (f, "hong");
  g_assert_cmpstr (back->items[0].criterion, ==, "改过的标准");
  test_desk_assert_in_order (f);
}

/* What another form was adjusted on is not changed under it. */
static void
test_a_parent_is_not_changed_under_its_children (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  adjust_both (f);
  g_autoptr (XpRubric) township = take (f, "zhen");
  g_autoptr (XpRubric) renamed = xp_rubric_edit_set_form (township, "name", "镇里新的表", &error);
  g_assert_cmpint (save (f, renamed), ==, 2);
  g_autoptr (XpRubric) village = take (f, "cun");
  g_autoptr (XpRubric) called = xp_rubric_edit_set_form (village, "name", "村里的表", &error);
  g_assert_cmpint (save (f, called), ==, 1);
  assert_all_right (f, "cun");
}

/* A change more on the page, held against the parent. */
static void
test_changes_are_edited (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  adjust_both (f);
  g_autoptr (XpRubric) form = take (f, "cun");
  g_autoptr (XpRubric) parent = xp_rubric_work_take_parent (f->desk, form, &error);
  g_assert_no_error (error);
  const XpFormChange more = {XP_CHANGE_SET, "5", "points", "2", "", ""};
  g_autoptr (XpOverlay) overlay = xp_overlay_with_change (parent, form, &more);
  g_assert_cmpuint (overlay->refusals->len, ==, 0);
  g_assert_cmpint (save (f, overlay->rubric), ==, 1);
  assert_all_right (f, "cun");

  g_autoptr (XpRubric) forged = xp_rubric_copy (overlay->rubric);
  forged->items[3].points_hundredths = 100;
  g_free (forged->items[3].points_text);
  forged->items[3].points_text = g_strdup ("1");
  g_assert_false (xp_rubric_work_save (f->desk, forged, NULL, &error));
  g_assert_nonnull (strstr (error->message, "对不上"));
  g_clear_error (&error);
  g_autoptr (XpRubric) reissued = xp_rubric_copy (overlay->rubric);
  g_free (reissued->issuer);
  reissued->issuer = g_strdup ("另一个县");
  g_assert_false (xp_rubric_work_save (f->desk, reissued, NULL, &error));
  g_assert_nonnull (strstr (error->message, "对不上，请重新导入改动"));
}

static void
test_a_half_made_form_is_kept_and_says_so (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  int at = 0;
  g_autoptr (XpRubric) empty = xp_rubric_edit_new ("xin", "新的表", &error);
  g_autoptr (XpRubric) form = xp_rubric_edit_add (empty, -1, "院内", XP_MODE_DEDUCT, &at, &error);
  g_assert_cmpint (save (f, form), ==, 1);
  g_autoptr (GPtrArray) lines = xp_rubric_work_list (f->desk, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (find_line (lines, "xin", "1")->unready, "没有写评分项的名称"));
  const XpRoundSpec spec = {.rubric_id = "xin", .name = "一轮"};
  g_assert_cmpint (xp_round_work_open (f->desk, &spec, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "《新的表》的“院内”第1项“”：没有写评分项的名称"));
  g_clear_error (&error);
  g_autoptr (GPtrArray) sentences = xp_rubric_work_check (f->desk, "xin", &error);
  g_assert_cmpuint (sentences->len, ==, 1);
}

static void
test_a_standard_is_not_edited (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) county = read_form ("ganjing-renjia", NULL);
  g_assert_false (xp_rubric_work_save (f->desk, county, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "是县里的标准，本村不能直接改它"));
  g_clear_error (&error);
  g_autoptr (XpRubric) reference = read_form ("hongbang", "a b");
  g_assert_false (xp_rubric_work_save (f->desk, reference, NULL, &error));
  g_assert_nonnull (strstr (error->message, "的编号“a b”用不了"));
}

/* A needs B's title and B needs A's: neither is let in last. */
static void
test_forms_do_not_wait_for_one_another (TestDesk *f, gconstpointer unused)
{
  static const char TEXT[] = "[rubric]\nname=%s\n[award]\naward=%s\n"
                             "[item 1]\nsection=院内\nname=地面\nmode=deduct\nunit=处\npoints=1\n"
                             "max=5\n[item G1]\nsection=资格\nname=先有\nmode=gate\ngate=%s\n";
  g_autoptr (GError) error = NULL;

  g_autofree char *a = g_strdup_printf (TEXT, "甲表", "甲户", "1");
  g_autofree char *b = g_strdup_printf (TEXT, "乙表", "乙户", "award:甲户");
  g_autofree char *ring = g_strdup_printf (TEXT, "甲表", "甲户", "award:乙户");
  g_autofree char *nobody = g_strdup_printf (TEXT, "丙表", "丙户", "award:丁户");

  import_text (f, "a", a, "甲表", "甲表");
  import_text (f, "b", b, "乙表", "乙表");
  g_autoptr (XpRubric) closing = xp_rubric_from_text (ring, "a", "a", &error);
  g_assert_no_error (error);
  g_assert_false (xp_rubric_work_import (f->desk, closing, &error));
  g_assert_nonnull (strstr (error->message, "《甲表》要先有《乙表》要先有《甲表》，绕成了一圈"));
  g_clear_error (&error);
  g_assert_false (xp_rubric_work_save (f->desk, closing, NULL, &error));
  g_assert_nonnull (strstr (error->message, "绕成了一圈"));
  g_clear_error (&error);
  g_autoptr (XpRubric) asking = xp_rubric_from_text (nobody, "c", "c", &error);
  g_assert_no_error (error);
  g_assert_false (xp_rubric_work_import (f->desk, asking, &error));
  g_assert_nonnull (strstr (error->message, "哪张评分表也不评“丁户”"));
  g_autoptr (XpRubric) still = take (f, "a");
  g_assert_cmpstr (still->items[1].gate, ==, "1");
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*run) (TestDesk *f, gconstpointer unused);
  } TESTS[] = {
    {"/rubrics/twice", test_a_form_is_adjusted_twice},
    {"/rubrics/refused", test_what_is_refused_writes_nothing},
    {"/rubrics/parent", test_an_adjustment_needs_its_parent},
    {"/rubrics/bare", test_a_bare_text_brings_its_changes},
    {"/rubrics/another-book", test_an_adjusted_form_goes_to_another_book},
    {"/rubrics/tables", test_tables_carry_all_of_an_item},
    {"/rubrics/head", test_a_table_of_a_known_form_keeps_its_head},
    {"/rubrics/offered", test_a_newer_parent_is_offered},
    {"/rubrics/no-parent", test_a_form_without_parent_has_none_to_compare},
    {"/rubrics/paper", test_the_paper_says_what_the_form_rests_on},
    {"/rubrics/saved", test_a_form_is_changed_until_a_round_uses_it},
    {"/rubrics/children", test_a_parent_is_not_changed_under_its_children},
    {"/rubrics/changes", test_changes_are_edited},
    {"/rubrics/half", test_a_half_made_form_is_kept_and_says_so},
    {"/rubrics/standard", test_a_standard_is_not_edited},
    {"/rubrics/rings", test_forms_do_not_wait_for_one_another},
  };
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, TestDesk, NULL, test_desk_set_up, TESTS[i].run, test_desk_tear_down);
  return g_test_run ();
}

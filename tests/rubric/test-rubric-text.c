/* Forms as text and as a table: what is written is read again the same; every fault has its line.
 */
#include "xp-csv.h"
#include "xp-error.h"
#include "xp-rubric-table.h"
#include "xp-rubric-text.h"

#include <string.h>

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_the_shipped_form_is_the_known_one (void)
{
  g_autofree char *text = load ("../rubrics/ganjing-renjia.rubric");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = xp_rubric_from_text (text, "ganjing-renjia", "f", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rubric->n_items, ==, 29);
  g_assert_cmpint (rubric->full_mark_hundredths, ==, 10000);
  g_assert_cmpstr (rubric->award.title, ==, "干净人家");
  g_assert_cmpint (rubric->award.grades[0].from_hundredths, ==, 9000);
  g_assert_cmpstr (rubric->award.ties[0], ==, "居室");
  g_assert_true (xp_rubric_lookup_item (rubric, "19")->is_mandatory);

  g_autofree char *written = xp_rubric_to_text (rubric);
  g_assert_cmpstr (written, ==, text);

  g_autofree char *expected = load ("data/rubrics/ganjing-renjia.csv");
  g_autoptr (GPtrArray) rows = xp_rubric_to_rows (rubric);
  GString *csv = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++) {
    char **cells = rows->pdata[i];
    for (size_t k = 0; cells[k] != NULL; k++)
      xp_csv_append (csv, cells[k], cells[k + 1] == NULL);
  }
  g_assert_cmpstr (csv->str, ==, expected);
  g_string_free (csv, TRUE);
}

#define ITEM(no, rest) "[item " no "]\nsection=庭院\nname=地面\ncriterion=扫净\n" rest "\n"
#define DEDUCT "mode=deduct\nunit=处\npoints=1\nmax=5"

static const struct {
  const char *why;
  const char *text;
  const char *says;
} FAULTS[] = {
  {"no head", ITEM ("1", DEDUCT), "没有[rubric]"},
  {"nothing to score", "[rubric]\nname=空\n", "一个评分项也没有"},
  {"a wrong sum", "[rubric]\nname=表\nfull_mark=6\n" ITEM ("1", DEDUCT), "少了1分"},
  {"an item twice",
   "[rubric]\nname=表\n" ITEM ("1", DEDUCT) ITEM ("1", DEDUCT),
   "第11行：第1项前面第3行"},
  {"a key twice",
   "[rubric]\nname=表\nname=表\n" ITEM ("1", DEDUCT),
   "第3行：“name”在这一段里写了两遍"},
  {"an unknown mode", "[rubric]\nname=表\n" ITEM ("1", "mode=guess\nmax=5"), "第3行：第1项的mode"},
  {"an unknown key",
   "[rubric]\nname=表\n" ITEM ("1", DEDUCT "\ncolour=red"),
   "“colour”这一栏不认得"},
  {"no size of a deduction",
   "[rubric]\nname=表\n" ITEM ("1", "mode=deduct\nmax=5"),
   "没有写每处扣几分"},
  {"a score without a step", "[rubric]\nname=表\n" ITEM ("1", "mode=score\nmax=5"), "几分一档"},
  {"a maximum off its step",
   "[rubric]\nname=表\n" ITEM ("1", "mode=score\nstep=2\nmax=5"),
   "不在每2分一档上"},
  {"not a number", "[rubric]\nname=表\n" ITEM ("1", "mode=score\nstep=1\nmax=1.234"), "不是数字"},
  {"a grade that is none",
   "[rubric]\nname=表\n[award]\ngrades=好\n" ITEM ("1", DEDUCT),
   "等次“好”看不懂"},
  {"a line that is none", "[rubric]\nname=表\nhello\n" ITEM ("1", DEDUCT), "第3行：“hello”看不懂"},
};

static void
test_every_fault_has_its_line (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FAULTS); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_rubric_from_text (FAULTS[i].text, "id", "表.rubric", &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    if (strstr (error->message, FAULTS[i].says) == NULL ||
        strstr (error->message, "表.rubric") == NULL)
      g_error ("%s: %s", FAULTS[i].why, error->message);
  }
}

static void
test_all_faults_are_told_at_once (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_rubric_from_text ("[rubric]\nname=表\n" ITEM ("1", "mode=deduct\nmax=5")
                                        ITEM ("2", "mode=score\nmax=5"),
                                      "id",
                                      "表.rubric",
                                      &error));
  g_assert_nonnull (strstr (error->message, "第1项"));
  g_assert_nonnull (strstr (error->message, "第2项"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rubric-text/shipped", test_the_shipped_form_is_the_known_one);
  g_test_add_func ("/rubric-text/faults", test_every_fault_has_its_line);
  g_test_add_func ("/rubric-text/all-at-once", test_all_faults_are_told_at_once);
  return g_test_run ();
}

/* Forms as text and as a table: what is written is read again the same; every fault has its line.
 */
#include "xp-csv.h"
#include "xp-error.h"
#include "xp-mark.h"
#include "xp-rubric-fields.h"
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

static char *
to_csv (const XpRubric *rubric)
{
  g_autoptr (GPtrArray) rows = xp_rubric_to_rows (rubric);
  GString *csv = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++) {
    char **cells = rows->pdata[i];
    for (size_t k = 0; cells[k] != NULL; k++)
      xp_csv_append (csv, cells[k], cells[k + 1] == NULL);
  }
  return g_string_free (csv, FALSE);
}

static XpRubric *
load_shipped (const char *id, char **out_text)
{
  g_autofree char *file = g_strdup_printf ("../rubrics/%s.rubric", id);
  g_autofree char *text = load (file);
  g_autoptr (GError) error = NULL;
  XpRubric *rubric = xp_rubric_from_text (text, id, file, &error);
  g_assert_no_error (error);
  *out_text = g_steal_pointer (&text);
  return rubric;
}

/* The form of the file is that of its table, and is written as it was read. */
static void
test_a_shipped_form_is_its_table (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (XpRubric) rubric = load_shipped (data, &text);
  g_autofree char *table = g_strdup_printf ("data/rubrics/%s.csv", (const char *) data);
  g_autofree char *written = xp_rubric_to_text (rubric);
  g_assert_cmpstr (written, ==, text);
  g_autofree char *expected = load (table);
  g_autofree char *csv = to_csv (rubric);
  g_assert_cmpstr (csv, ==, expected);
}

static char *
award_field (const XpRubric *rubric, const char *field)
{
  if (strcmp (field, "full") != 0)
    return xp_rubric_dup_award_field (&rubric->award, field);
  return rubric->is_full_mark_declared ? xp_points_to_text (rubric->full_mark_hundredths)
                                       : g_strdup ("");
}

/* They stand highest first in the form, in any order in the table. */
static void
assert_same_grades (const char *got, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (expected, "|", -1);
  g_assert_cmpuint (strlen (got), ==, strlen (expected));
  for (size_t i = 0; parts[i] != NULL; i++)
    g_assert_nonnull (strstr (got, parts[i]));
}

static void
test_a_shipped_form_awards_what_it_should (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (XpRubric) rubric = load_shipped (data, &text);
  g_autofree char *table = load ("data/awards.csv");
  g_autoptr (GBytes) bytes = g_bytes_new (table, strlen (table));
  g_autoptr (XpTable) awards = xp_csv_parse (bytes, "awards.csv", NULL);
  const XpTableRow *header = &awards->rows[0];
  guint n_seen = 0;
  for (guint i = 1; i < awards->n_rows; i++) {
    if (strcmp (awards->rows[i].cells[0], data) != 0)
      continue;
    for (guint k = 1; k < header->n_cells; k++, n_seen++) {
      g_autofree char *got = award_field (rubric, header->cells[k]);
      if (strcmp (header->cells[k], "grades") == 0)
        assert_same_grades (got, awards->rows[i].cells[k]);
      else
        g_assert_cmpstr (got, ==, awards->rows[i].cells[k]);
    }
  }
  g_assert_cmpuint (n_seen, ==, 16);
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
  {"a grade word twice",
   "[rubric]\nname=表\n" ITEM ("1", "mode=grade\npoints=优=5|优=3\nmax=5"),
   "等次“优”写了两遍"},
  {"grades above the full mark",
   "[rubric]\nname=表\n" ITEM ("1", "mode=grade\npoints=优=9|良=3\nmax=5"),
   "应等于这一项的满分"},
  {"a ladder with a step twice",
   "[rubric]\nname=表\n" ITEM ("1", "mode=tier\npoints=10=2|10=5\nmax=5"),
   "分档“10=5”没有比前一档高"},
  {"an event without points", "[rubric]\nname=表\n" ITEM ("1", "mode=event"), "没有写分值"},
  {"a check of no star", "[rubric]\nname=表\n" ITEM ("1.1", "mode=check"), "哪颗星"},
  {"a gate that is none",
   "[rubric]\nname=表\n" ITEM ("1", "mode=gate\ngate=maybe"),
   "资格“maybe”看不懂"},
  {"more grades than keys",
   "[rubric]\nname=表\n" ITEM ("1",
                               "mode=grade\npoints=a=9|b=8|c=7|d=6|e=5|f=4|g=3|h=2|i=1|j=0\nmax=9"),
   "最多9个"},
  {"a cap that is none",
   "[rubric]\nname=表\n" ITEM ("1", "mode=event\npoints=2\ncap=20/周"),
   "封顶“20/周”看不懂"},
  {"points without end",
   "[rubric]\nname=表\n" ITEM ("1", "mode=event\npoints=1000000000000"),
   "分值“1000000000000”看不懂或者太大"},
  {"points beyond a total",
   "[rubric]\nname=表\n" ITEM ("1", "mode=event\npoints=10000.01"),
   "分值太大"},
  {"a level that is none", "[rubric]\nname=表\nlevel=省\n" ITEM ("1", DEDUCT), "写成县、镇或村"},
  {"an item of a level that is none",
   "[rubric]\nname=表\n" ITEM ("1", DEDUCT "\nlevel=省"),
   "写成县、镇或村"},
  {"a band that is none", "[rubric]\nname=表\nband=多\n" ITEM ("1", DEDUCT), "0到100之间的数字"},
  {"a change that is none",
   "[rubric]\nname=表\n" ITEM ("1", DEDUCT) "\n[change 1]\nop=drop\n",
   "第1处改动的op：“drop”这种改动不认得"},
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
  static const char *const SHIPPED[] = {"ganjing-renjia",
                                        "jingba-xifu",
                                        "ten-star",
                                        "meili-tingyuan",
                                        "jifen-ledger",
                                        "popo-xifu",
                                        "hongbang",
                                        "pair-plusminus",
                                        "grade-word"};
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (SHIPPED); i++) {
    g_autofree char *is_table = g_strconcat ("/rubric-text/table/", SHIPPED[i], NULL);
    g_autofree char *awards = g_strconcat ("/rubric-text/award/", SHIPPED[i], NULL);
    g_test_add_data_func (is_table, SHIPPED[i], test_a_shipped_form_is_its_table);
    g_test_add_data_func (awards, SHIPPED[i], test_a_shipped_form_awards_what_it_should);
  }
  g_test_add_func ("/rubric-text/shipped", test_the_shipped_form_is_the_known_one);
  g_test_add_func ("/rubric-text/faults", test_every_fault_has_its_line);
  g_test_add_func ("/rubric-text/all-at-once", test_all_faults_are_told_at_once);
  return g_test_run ();
}

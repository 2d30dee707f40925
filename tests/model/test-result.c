/* A result as a document: written, read, and its 核对码. */
#include "xp-result.h"

#include "xp-error.h"

#include <string.h>

static XpResult *
new_result (void)
{
  XpResult *result = xp_result_new ();
  result->village = g_strdup ("永胜村");
  result->issuer = g_strdup ("永胜村村民委员会");
  result->round_name = g_strdup ("一轮");
  result->purpose = g_strdup ("posting");
  result->posted_on = g_strdup ("2026-10-12");
  result->notice_from_on = g_strdup ("2026-10-13");
  result->notice_until_on = g_strdup ("2026-10-19");
  result->rubric_id = g_strdup ("ganjing-renjia");
  result->rubric_sha256 = g_strdup ("00");
  result->title = g_strdup ("干净人家");
  result->combine = XP_COMBINE_TRIMMED_MEAN;
  result->has_line = true;
  result->line_hundredths = 9000;
  result->quota = g_strdup ("30%");
  result->ties = g_strdup ("居室|表决");
  g_ptr_array_add (result->took, g_strdup ("1\tprevious\t7\t2\t9800"));
  result->n_entrants = 1;
  result->entrants = g_new0 (XpResultEntrant, 1);
  result->entrants[0] = (XpResultEntrant){.entrant_no = 1,
                                          .number = 17,
                                          .group = g_strdup ("一社"),
                                          .door = g_strdup ("3号"),
                                          .name = g_strdup ("邹𠅤\t改"),
                                          .told_apart_by = g_strdup (""),
                                          .naming = g_strdup ("agreed"),
                                          .status = g_strdup ("参评"),
                                          .has_total = true,
                                          .total_hundredths = 9113,
                                          .exact_hundredths = {18225, 2},
                                          .rank = 1,
                                          .grade = g_strdup ("干净人家"),
                                          .awarded = XP_AWARDED_YES,
                                          .decided_by = g_strdup ("居室"),
                                          .is_mean_for_too_few = true,
                                          .n_marks = 4};
  return result;
}

static void
test_what_is_written_is_read_again (void)
{
  g_autoptr (XpResult) result = new_result ();
  g_autofree char *text = xp_result_to_text (result);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpResult) again = xp_result_from_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->entrants[0].name, ==, "邹𠅤 改");
  g_assert_cmpint (again->entrants[0].exact_hundredths.num, ==, 18225);
  g_assert_cmpint (again->entrants[0].awarded, ==, XP_AWARDED_YES);
  g_assert_true (again->entrants[0].is_mean_for_too_few);
  g_assert_cmpint (again->combine, ==, XP_COMBINE_TRIMMED_MEAN);
  g_autofree char *second = xp_result_to_text (again);
  g_assert_cmpstr (second, ==, text);
}

static void
test_a_changed_text_is_damage (void)
{
  static const char *const FOUND[] = {"xiangping-result", "\t是\t", "rules\t", "entrant\t1"};
  static const char *const BY[] = {"other-result", "\t也许\t", "rule\t", "entrant\t01"};
  g_autoptr (XpResult) result = new_result ();
  g_autofree char *text = xp_result_to_text (result);
  for (size_t i = 0; i < G_N_ELEMENTS (FOUND); i++) {
    GString *changed = g_string_new (text);
    g_assert_cmpuint (g_string_replace (changed, FOUND[i], BY[i], 1), ==, 1);
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_result_from_text (changed->str, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_DAMAGED);
    g_string_free (changed, TRUE);
  }
}

static void
test_the_code_is_eight_characters_of_88_bits (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("XP_RESOURCES"), "data", "board-code.txt", NULL);
  g_autofree char *characters = NULL;
  g_assert_true (g_file_get_contents (path, &characters, NULL, NULL));
  g_assert_cmpint (g_utf8_strlen (characters, -1), ==, 2048 + 1);

  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (const char *at = characters; *at != '\n'; at = g_utf8_next_char (at))
    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at))));

  char sha256[65];
  memset (sha256, '0', 64);
  sha256[64] = '\0';
  g_autofree char *zero = xp_board_code (sha256, characters);
  g_assert_cmpint (g_utf8_strlen (zero, -1), ==, 8);
  sha256[21] = '1'; /* the 88th bit */
  g_autofree char *last = xp_board_code (sha256, characters);
  g_assert_cmpstr (zero, !=, last);
  sha256[21] = '0';
  sha256[22] = 'f'; /* the 89th */
  g_autofree char *beyond = xp_board_code (sha256, characters);
  g_assert_cmpstr (zero, ==, beyond);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result/round-trip", test_what_is_written_is_read_again);
  g_test_add_func ("/result/damage", test_a_changed_text_is_damage);
  g_test_add_func ("/result/code", test_the_code_is_eight_characters_of_88_bits);
  return g_test_run ();
}

#include "xp-error.h"
#include "xp-wording.h"

static GHashTable *
fields_new (void)
{
  GHashTable *fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (fields, (gpointer) "村", (gpointer) "永胜村");
  g_hash_table_insert (fields, (gpointer) "户数", (gpointer) "12");
  return fields;
}

static const struct {
  const char *why;
  const char *text;
  const char *expected; /* NULL: an error with these words in it */
  const char *in_error;
} FILLINGS[] = {
  {"fields are filled in", "{村}共{户数}户", "永胜村共12户", NULL},
  {"a text without fields stays", "全体村民：", "全体村民：", NULL},
  {"an unknown field is named", "{村}\n{镇}", NULL, "第2行的“{镇}”"},
  {"an open brace is named", "{村", NULL, "缺“}”"},
  {"an empty field is none", "{}", NULL, "{}"},
};

static void
test_fields_are_filled_in_or_named (void)
{
  g_autoptr (GHashTable) fields = fields_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (FILLINGS); i++) {
    g_test_message ("%s", FILLINGS[i].why);
    g_autoptr (GError) error = NULL;
    g_autofree char *filled = xp_wording_fill (FILLINGS[i].text, fields, &error);
    g_assert_cmpstr (filled, ==, FILLINGS[i].expected);
    if (FILLINGS[i].in_error != NULL) {
      g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
      g_assert_nonnull (g_strstr_len (error->message, -1, FILLINGS[i].in_error));
    }
  }
}

static void
test_paragraphs_are_joined_without_blanks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpWording) wording =
    xp_wording_parse ("# 说明\n[正文]\n第一句，\n第二句。\n\n第三句。\n\n[落款]\n{村}\n",
                      "公示",
                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (xp_wording_lookup (wording, "正文"), ==, "第一句，第二句。\n第三句。");
  g_assert_cmpstr (xp_wording_lookup (wording, "落款"), ==, "{村}");
  g_assert_null (xp_wording_lookup (wording, "没有"));

  g_autoptr (GHashTable) fields = fields_new ();
  g_assert_null (xp_wording_fill_section (wording, "没有", fields, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
}

/* Words would run into one another; what begins with NNBSP is the end of one. */
static void
test_lines_of_mongolian_are_joined_with_one (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpWording) wording =
    xp_wording_parse ("[甲]\n\u182a\u1822\n\u182e\u1823\n\u202f\u1824\u1828\n2026\n\n\u182a\n"
                      "[乙]\n\u182a\n[丙]\n第一句，\n第二句。\n",
                      "证书",
                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (xp_wording_lookup (wording, "甲"),
                   ==,
                   "\u182a\u1822 \u182e\u1823\u202f\u1824\u1828 2026\n\u182a");
  g_assert_cmpstr (xp_wording_lookup (wording, "乙"), ==, "\u182a");
  g_assert_cmpstr (xp_wording_lookup (wording, "丙"), ==, "第一句，第二句。");
}

static const struct {
  const char *text;
  const char *in_error;
} BROKEN[] = {
  {"没有段名", "第1行"},
  {"[正文]\n好\n[正文]\n", "第3行"},
  {"\n[正文\n", "第2行"},
  {"[正文]\n\xff", "UTF-8"},
};

static void
test_a_broken_wording_names_its_line (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (BROKEN); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_wording_parse (BROKEN[i].text, "公示", &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    g_assert_nonnull (g_strstr_len (error->message, -1, BROKEN[i].in_error));
  }
}

/* Every field that a paragraph uses is listed in the comment at the head of the file. */
static void
test_shipped_wordings_list_their_fields (void)
{
  static const char *const FILES[] = {"notice.txt", "certificates.txt", "summary.txt"};
  for (size_t i = 0; i < G_N_ELEMENTS (FILES); i++) {
    g_autofree char *path = g_build_filename (g_getenv ("XP_RESOURCES"), "wording", FILES[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (XpWording) wording = xp_wording_load (path, &error);
    g_assert_no_error (error);
    g_assert_nonnull (xp_wording_lookup (wording, "标题"));

    g_autofree char *text = NULL;
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    const char *body = g_strstr_len (text, -1, "\n[");
    g_autofree char *head = g_strndup (text, (gsize) (body - text));
    g_autoptr (GRegex) field = g_regex_new ("\\{[^ }]+\\}", 0, 0, NULL);
    g_autoptr (GMatchInfo) match = NULL;
    for (g_regex_match (field, body, 0, &match); g_match_info_matches (match);
         g_match_info_next (match, NULL)) {
      g_autofree char *name = g_match_info_fetch (match, 0);
      g_test_message ("%s %s", FILES[i], name);
      g_assert_nonnull (g_strstr_len (head, -1, name));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/fields-are-filled-in-or-named", test_fields_are_filled_in_or_named);
  g_test_add_func ("/wording/paragraphs-are-joined-without-blanks",
                   test_paragraphs_are_joined_without_blanks);
  g_test_add_func ("/wording/lines-of-mongolian", test_lines_of_mongolian_are_joined_with_one);
  g_test_add_func ("/wording/a-broken-wording-names-its-line",
                   test_a_broken_wording_names_its_line);
  g_test_add_func ("/wording/shipped-wordings-list-their-fields",
                   test_shipped_wordings_list_their_fields);
  return g_test_run ();
}

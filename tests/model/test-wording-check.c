/* A village's own words are looked at before they are kept. */
#include "xp-error.h"
#include "xp-wording.h"

static const char SHIPPED[] = "# 公示的用语。{ } 里的由程序填写。\n"
                              "# 可用的字段：{村} {户数} {日期}\n"
                              "\n"
                              "[标题]\n"
                              "{村}公示\n"
                              "\n"
                              "[正文]\n"
                              "共{户数}户，\n"
                              "请监督。\n";

static const struct {
  const char *why, *text;
  const char *error; /* NULL: good */
} CASES[] = {
  {"as it comes", SHIPPED, NULL},
  {"other words", "[标题]\n咱们{村}的公示\n[正文]\n{户数}户，{日期}贴。\n", NULL},
  {"one paragraph alone", "[正文]\n{村}共{户数}户。\n", NULL},
  {"a comment may say anything", "# {胡写\n[标题]\n{村}\n", NULL},
  {"an unknown field",
   "[标题]\n{村}公示\n\n[正文]\n一共\n{户主}和{户数}户\n",
   "公示用语 第6行：没有“{户主}”这个字段。没有存，请改好再存。"},
  {"a blank is a field too",
   "[标题]\n{ 村}{村}\n",
   "公示用语 第2行：没有“{ 村}”这个字段。没有存，请改好再存。"},
  {"a brace that is not closed",
   "[标题]\n{村}公示\n[正文]\n共{户数户。\n",
   "公示用语 第4行：“{户数户。”后面缺“}”。没有存，请改好再存。"},
  {"a field is missing",
   "[标题]\n{村}公示\n[正文]\n共好几户。\n",
   "公示用语 第3行：“[正文]”里少了“{户数}”，纸上就少了这一样。没有存，请改好再存。"},
  {"an unknown paragraph",
   "[标题]\n{村}公示\n[正问]\n共{户数}户。\n",
   "公示用语 第3行：没有“[正问]”这一段，段名要和原来的一样。没有存，请改好再存。"},
  {"nothing", "\n# 空\n", "公示用语 里一段也没有，没有存。要用原来的写法，请恢复原样。"},
  {"words in no paragraph", "公示\n", "公示用语 第1行：这一行不在任何一段里，请先写“[段名]”。"},
};

static void
test_own_words_are_checked (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    const bool is_good = xp_wording_check (CASES[i].text, SHIPPED, "公示用语", &error);
    if (is_good != (CASES[i].error == NULL) ||
        (error != NULL && g_strcmp0 (error->message, CASES[i].error) != 0))
      g_error ("%s: %s", CASES[i].why, error != NULL ? error->message : "good");
  }
}

/* What a new version of the program adds is there in a village that has words of its own. */
static void
test_what_they_lack_stays_as_it_was (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpWording) wording = xp_wording_parse (SHIPPED, "notice.txt", &error);
  xp_wording_override (wording, xp_wording_parse ("[正文]\n{户数}户\n", "公示用语", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (xp_wording_lookup (wording, "标题"), ==, "{村}公示");
  g_assert_cmpstr (xp_wording_lookup (wording, "正文"), ==, "{户数}户");
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_assert_null (xp_wording_fill_section (wording, "正文", none, &error));
  g_assert_true (g_str_has_prefix (error->message, "公示用语 第1行起的“[正文]”"));
  g_clear_error (&error);
  g_assert_null (xp_wording_fill_section (wording, "标题", none, &error));
  g_assert_true (g_str_has_prefix (error->message, "notice.txt 第4行起的“[标题]”"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording-check/own", test_own_words_are_checked);
  g_test_add_func ("/wording-check/over", test_what_they_lack_stays_as_it_was);
  return g_test_run ();
}

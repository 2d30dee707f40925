/* What is kept can be seen; two names that look alike are alike. */
#include "xp-plain-text.h"
#include "xp-record.h"

static const struct {
  const char *why, *text, *plain;
} CASES[] = {
  {"nothing to do", "张三", "张三"},
  {"a name that turns the line round", "张\u202e三", "张三"},
  {"isolates", "\u2066张三\u2069", "张三"},
  {"marks of direction", "\u200e张三\u200f\u061c", "张三"},
  {"zero-width space and joiners between Chinese characters", "张\u200b\u200c\u200d三", "张三"},
  {"a byte order mark inside", "\ufeff张三\u2060", "张三"},
  {"a soft hyphen", "张\u00ad三", "张三"},
  {"control characters", "张\001\x7f三", "张三"},
  {"lines stay", "一\n二\t三\r\n", "一\n二\t三\r\n"},
  {"tags", "张三\U000e0041", "张三"},
  {"composed", "e\u0301", "é"},
  {"a variant of a character stays", "葛\U000e0100", "葛\U000e0100"},
  {"Mongolian keeps its selectors and joiners",
   "\u182a\u200d\u1820\u180e\u180b",
   "\u182a\u200d\u1820\u180e\u180b"},
  {"a joiner at the end joins nothing", "\u182a\u200d", "\u182a"},
  {"nothing else", "\u200b", ""},
};

static void
test_what_cannot_be_seen_goes (gconstpointer data)
{
  const size_t i = GPOINTER_TO_SIZE (data);
  g_autofree char *plain = xp_plain_text (CASES[i].text);
  g_test_message ("%s", CASES[i].why);
  g_assert_cmpstr (plain, ==, CASES[i].plain);
}

/* The one way text comes into a record. */
static void
test_a_record_takes_plain_text (void)
{
  g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
  xp_record_set_text (household, "head", "张\u202e三");
  xp_record_set_text (household, "door", "\u200b");
  xp_record_set_secret (household, "remark_secret", "\u2066东\u2069头");
  g_assert_cmpstr (xp_record_get_text (household, "head"), ==, "张三");
  g_assert_true (xp_record_is_null (household, "door"));
  g_assert_cmpstr (xp_record_get_secret (household, "remark_secret"), ==, "东头");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *path = g_strdup_printf ("/plain-text/%zu", i + 1);
    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_what_cannot_be_seen_goes);
  }
  g_test_add_func ("/plain-text/record", test_a_record_takes_plain_text);
  return g_test_run ();
}

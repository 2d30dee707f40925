/* Names as they are searched, groups as they are counted. */
#include "xp-names.h"

#include <glib.h>

static void
test_initials (void)
{
  static const struct {
    const char *name, *initials;
  } CASES[] = {{"张三", "zs"},
               {"曾小红", "zxh cxh"},
               {"单小兵", "sxb dxb"},
               {"尉迟恭", "ycg wcg"},
               {"司马长河", "smzh smch"},
               {"阿拉坦其木格", "altqmg"},
               {"Ba tu", "batu"}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *got = xp_names_dup_initials (CASES[i].name);
    g_assert_cmpstr (got, ==, CASES[i].initials);
  }
}

static void
test_what_is_typed_fits (void)
{
  static const struct {
    const char *name, *query;
    bool fits;
  } CASES[] = {{"张三", "zs", true},
               {"张三", "ZS", true},
               {"张三", "张", true},
               {"张三", "z", true},
               {"张三", "s", false},
               {"张三", "", false},
               {"单小兵", "sxb", true},
               {"单小兵", "dx", true},
               {"司马长河", "smch", true},
               {"司马长河", "smz", true},
               {"吴䶮", "䶮", true}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *initials = xp_names_dup_initials (CASES[i].name);
    if (xp_names_match (CASES[i].name, initials, CASES[i].query) != CASES[i].fits)
      g_error ("%s / %s", CASES[i].name, CASES[i].query);
  }
}

static void
test_numbers_of_groups (void)
{
  static const struct {
    const char *group;
    int number;
  } CASES[] = {{"一社", 1},
               {"第十二组", 12},
               {"3组", 3},
               {"１组", 1},
               {"壹组", 1},
               {"二十队", 20},
               {"东片", 0},
               {"", 0},
               {"东独贵龙", 0}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpint (xp_names_get_group_number (CASES[i].group), ==, CASES[i].number);
}

static void
test_numbers_in_words (void)
{
  static const struct {
    const char *text;
    int number;
  } CASES[] = {{"5", 5},
               {"５", 5},
               {"五", 5},
               {"十", 10},
               {"十二", 12},
               {"二十", 20},
               {"九十九", 99},
               {"两", 2},
               {"五五", -1},
               {"好", -1},
               {"", -1}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpint (xp_names_read_number (CASES[i].text), ==, CASES[i].number);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/initials", test_initials);
  g_test_add_func ("/names/fits", test_what_is_typed_fits);
  g_test_add_func ("/names/groups", test_numbers_of_groups);
  g_test_add_func ("/names/words", test_numbers_in_words);
  return g_test_run ();
}

/* Households that may be one: each rule by a pair, and all of them over lists as villages have. */
#include "xp-doubles.h"

#include "xp-error.h"
#include "xp-syllables.h"
#include "xp-test-doubles.h"

#include <string.h>

#define NONE NULL

/* name, told apart by, group, telephone, digits, 户号, door */
static const struct {
  const char *why;
  XpDoublesEntry a, b;
  const char *says; /* NULL: no pair */
} PAIRS[] = {
  {"one name in one group",
   {"张建军", NONE, "一社", NONE, NONE, NONE, NONE},
   {"张建军", NONE, "一社", NONE, NONE, NONE, NONE},
   "姓名相同：张建军；同在一社"},
  {"one name in two groups is two",
   {"张建军", NONE, "一社", NONE, NONE, NONE, NONE},
   {"张建军", NONE, "二社", NONE, NONE, NONE, NONE},
   NULL},
  {"unless the telephone is one",
   {"张建军", NONE, "一社", "15400000001", NONE, NONE, NONE},
   {"张建军", NONE, "二社", "15400000001", NONE, NONE, NONE},
   "姓名相同：张建军；电话相同"},
  {"digits that differ are two",
   {"张建军", NONE, "一社", "15400000001", "0011", NONE, NONE},
   {"张建军", NONE, "一社", "15400000001", "0022", NONE, NONE},
   NULL},
  {"told apart by somebody already",
   {"张建军", "东头", "一社", NONE, NONE, NONE, NONE},
   {"张建军", "西头", "一社", NONE, NONE, NONE, NONE},
   NULL},
  {"told apart in one list only",
   {"张建军", "东头", "一社", NONE, NONE, NONE, NONE},
   {"张建军", NONE, "一社", NONE, NONE, NONE, NONE},
   "姓名相同"},
  {"the same sound",
   {"张建军", NONE, "一社", NONE, NONE, NONE, NONE},
   {"章建君", NONE, "一社", NONE, NONE, NONE, NONE},
   "读音相同：张建军、章建君；同在一社"},
  {"a surname is read as surnames are",
   {"单小兵", NONE, "一社", NONE, NONE, NONE, NONE},
   {"善晓兵", NONE, "一社", NONE, NONE, NONE, NONE},
   "读音相同"},
  {"nearly the same sound, and one door",
   {"王国明", NONE, "一社", NONE, NONE, NONE, "3号"},
   {"王国民", NONE, "一社", NONE, NONE, NONE, "3号"},
   "读音相近：王国明、王国民；同在一社；门牌都是3号"},
  {"nearly the same sound alone",
   {"王国明", NONE, "一社", NONE, NONE, NONE, NONE},
   {"王国民", NONE, "一社", NONE, NONE, NONE, NONE},
   NULL},
  {"the old form",
   {"云占飞", NONE, "一社", NONE, NONE, NONE, NONE},
   {"雲占飛", NONE, "一社", NONE, NONE, NONE, NONE},
   "只是繁简不同：云占飞、雲占飛"},
  {"changed places",
   {"张建军", NONE, "一社", NONE, NONE, NONE, NONE},
   {"张军建", NONE, "一社", NONE, NONE, NONE, NONE},
   "两个字前后颠倒：张建军、张军建"},
  {"it looks alike",
   {"李玉海", NONE, "一社", NONE, NONE, NONE, NONE},
   {"李玉梅", NONE, "一社", NONE, NONE, NONE, NONE},
   "字形相近：李玉海、李玉梅"},
  {"brothers are two, in one yard and with one telephone",
   {"张建军", NONE, "一社", "15400000001", NONE, NONE, "3号"},
   {"张建国", NONE, "一社", "15400000001", NONE, NONE, "3号"},
   NULL},
  {"a character is missing, and the telephone is one",
   {"张建军", NONE, "一社", "15400000001", NONE, NONE, NONE},
   {"张军", NONE, "一社", "15400000001", NONE, NONE, NONE},
   "姓名少一个字：张建军、张军；同在一社；电话相同"},
  {"a character is missing",
   {"张建军", NONE, "一社", NONE, NONE, NONE, NONE},
   {"张军", NONE, "一社", NONE, NONE, NONE, NONE},
   NULL},
  {"the list's own number and the telephone, under another name",
   {"张建军", NONE, "一社", "15400000001", NONE, "017", NONE},
   {"李秀兰", NONE, "一社", "15400000001", NONE, "017", NONE},
   "姓名不同：张建军、李秀兰；同在一社；电话相同；户号都是017"},
  {"one number in two groups says nothing",
   {"张建军", NONE, "一社", "15400000001", NONE, "017", NONE},
   {"李秀兰", NONE, "二社", "15400000001", NONE, "017", NONE},
   NULL},
  {"man and wife",
   {"张建军", NONE, "一社", "15400000001", NONE, NONE, "3号"},
   {"李秀兰", NONE, "一社", "15400000001", NONE, NONE, "3号"},
   "姓名不同：张建军、李秀兰；同在一社；电话相同；门牌都是3号"},
  {"rare characters sound like themselves alone",
   {"魏𬱖", NONE, "一社", NONE, NONE, NONE, NONE},
   {"魏𠅤", NONE, "一社", NONE, NONE, NONE, NONE},
   NULL},
};

static void
test_pairs (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAIRS); i++) {
    g_test_message ("%s", PAIRS[i].why);
    const XpDoublesEntry both[] = {PAIRS[i].a, PAIRS[i].b};
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) doubles = xp_doubles_find (both, 2, 0, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (doubles->len, ==, PAIRS[i].says != NULL);
    if (PAIRS[i].says == NULL)
      continue;
    const XpDouble *found = &g_array_index (doubles, XpDouble, 0);
    if (!g_str_has_prefix (found->reason, PAIRS[i].says))
      g_error ("%s: %s", PAIRS[i].why, found->reason);
    g_assert_null (strstr (found->reason, "154"));
  }
}

static void
test_a_telephone_of_many_says_nothing (void)
{
  XpDoublesEntry entries[5];
  static const char *const NAMES[] = {"张建军", "李秀兰", "王国明", "赵铁柱", "张建军"};
  for (guint i = 0; i < 5; i++)
    entries[i] =
      (XpDoublesEntry){.name = NAMES[i], .group = i < 3 ? "一社" : "二社", .phone = "15400000001"};
  g_autoptr (GArray) doubles = xp_doubles_find (entries, 5, 0, NULL, NULL, NULL);
  g_assert_cmpuint (doubles->len, ==, 0);
}

static void
test_known_households_are_not_asked_about_again (void)
{
  const XpDoublesEntry entries[] = {{.name = "张建军", .group = "一社"},
                                    {.name = "张建军", .group = "一社"},
                                    {.name = "章建君", .group = "一社"}};
  g_autoptr (GArray) doubles = xp_doubles_find (entries, 3, 2, NULL, NULL, NULL);
  g_assert_cmpuint (doubles->len, ==, 2);
  for (guint i = 0; i < doubles->len; i++)
    g_assert_cmpuint (g_array_index (doubles, XpDouble, i).b, ==, 2);
}

static void
test_a_cancelled_search_gives_nothing (void)
{
  g_autoptr (TestDoubles) list = test_doubles_new (1, 200, 10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (xp_doubles_find ((const XpDoublesEntry *) (gpointer) list->entries->data,
                                  list->entries->len,
                                  0,
                                  NULL,
                                  cancellable,
                                  &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_CANCELLED);
}

/* Of the pairs there are, at least 95 in 100 are found; of those found, at least 90 are true. */
static void
test_lists_as_villages_have_them (void)
{
  enum {
    N = 3258,
    N_VARIANTS = 300,
    N_LISTS = 4
  };
  for (guint32 seed = 1; seed <= N_LISTS; seed++) {
    g_autoptr (TestDoubles) list = test_doubles_new (seed, N, N_VARIANTS);
    const XpDoublesEntry *entries = (const XpDoublesEntry *) (gpointer) list->entries->data;
    g_autoptr (GArray) doubles = xp_doubles_find (entries, list->entries->len, 0, NULL, NULL, NULL);
    guint n_true = 0;
    g_assert_cmpuint (g_hash_table_size (list->truth), ==, N_VARIANTS);
    for (guint i = 0; i < doubles->len; i++)
      n_true += test_doubles_is_true (list, &g_array_index (doubles, XpDouble, i));
    g_test_message ("list %u: %u found, %u of them true", seed, doubles->len, n_true);
    g_assert_cmpuint (n_true * 100, >=, N_VARIANTS * 95);
    g_assert_cmpuint (n_true * 100, >=, doubles->len * 90);
  }
}

static void
test_characters (void)
{
  g_assert_cmpuint (xp_syllable_of (0x5f20), ==, xp_syllable_of (0x7ae0)); /* 张 章 */
  g_assert_cmpuint (xp_syllable_of (0x5f20), !=, xp_syllable_of (0x674e)); /* 李 */
  g_assert_cmpuint (xp_syllable_of ('a'), ==, 0);
  g_assert_cmpuint (xp_syllable_get_near (xp_syllable_of (0x660e)),
                    ==,
                    xp_syllable_get_near (xp_syllable_of (0x6c11))); /* 明 民 */
  g_assert_cmpuint (xp_character_simplify (0x96f2), ==, 0x4e91);     /* 雲 云 */
  g_assert_cmpuint (xp_character_simplify (0x4e91), ==, 0x4e91);
  g_assert_true (xp_characters_look_alike (0x672a, 0x672b));  /* 未 末 */
  g_assert_true (xp_characters_look_alike (0x5a77, 0x4ead));  /* 婷 亭 */
  g_assert_false (xp_characters_look_alike (0x5f20, 0x674e)); /* 张 李 */
  g_assert_false (xp_characters_look_alike (0x5f20, 0x5f20));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doubles/characters", test_characters);
  g_test_add_func ("/doubles/pairs", test_pairs);
  g_test_add_func ("/doubles/telephone-of-many", test_a_telephone_of_many_says_nothing);
  g_test_add_func ("/doubles/known", test_known_households_are_not_asked_about_again);
  g_test_add_func ("/doubles/cancelled", test_a_cancelled_search_gives_nothing);
  g_test_add_func ("/doubles/lists", test_lists_as_villages_have_them);
  return g_test_run ();
}

#include "xp-doubles.h"

#include "xp-doubles-names.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a pair has in common ---- */

enum {
  MOST_OF_FAMILY = 4 /* households with one telephone; beyond, it is the cadre's own */
};

typedef struct {
  bool is_same, is_other; /* known of both, and equal or not */
} Sign;

typedef struct {
  Sign group, phone, id, code, door;
  bool has_family_phone; /* the same one, and one or two more have it too */
} Signs;

typedef struct {
  const XpDoublesEntry *entry;
  XpNameKey name;
  guint n_of_phone; /* households that have its telephone */
} Household;

static bool
is_known (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static Sign
compare_texts (const char *a, const char *b)
{
  if (!is_known (a) || !is_known (b))
    return (Sign){false, false};
  const bool is_same = strcmp (a, b) == 0;
  return (Sign){is_same, !is_same};
}

static Signs
compare_signs (const Household *a, const Household *b)
{
  Signs signs = {
    .group = compare_texts (a->entry->group, b->entry->group),
    .id = compare_texts (a->entry->id_last4, b->entry->id_last4),
    .code = compare_texts (a->entry->code, b->entry->code),
    .door = compare_texts (a->entry->door, b->entry->door),
  };
  if (a->n_of_phone <= MOST_OF_FAMILY && b->n_of_phone <= MOST_OF_FAMILY)
    signs.phone = compare_texts (a->entry->phone, b->entry->phone);
  signs.has_family_phone = signs.phone.is_same && a->n_of_phone > 2;
  /* House numbers and a list's own numbers begin anew in each group. */
  if (signs.group.is_other)
    signs.code = signs.door = (Sign){false, false};
  return signs;
}

/* ---- how likely it is ---- */

enum {
  ENOUGH = 55
};

/* What a name alone is worth; less where it has two characters, for those are alike by chance.
 * Weighed so that name and group together are enough, and a name in another group needs a telephone
 * or digits. */
static const struct {
  int points, points_if_short;
  const char *words;
} NAMES[] = {
  [XP_LIKENESS_NONE] = {10, 10, "姓名不同"},
  [XP_LIKENESS_ONE_OTHER] = {12, 12, "姓名差一个字"},
  [XP_LIKENESS_SHORTER] = {8, 8, "姓名少一个字"},
  [XP_LIKENESS_NEAR_SOUND] = {32, 18, "读音相近"},
  [XP_LIKENESS_LOOK] = {40, 30, "字形相近"},
  [XP_LIKENESS_SWAPPED] = {42, 42, "两个字前后颠倒"},
  [XP_LIKENESS_SOUND] = {42, 36, "读音相同"},
  [XP_LIKENESS_FORM] = {55, 50, "只是繁简不同"},
  [XP_LIKENESS_SAME] = {55, 45, "姓名相同"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (NAMES) == XP_N_LIKENESSES);

static int
weigh (const Sign *sign, int if_same, int if_other)
{
  return sign->is_same ? if_same : sign->is_other ? if_other : 0;
}

static bool
is_told_apart (const Household *a, const Household *b)
{
  return compare_texts (a->entry->told_apart_by, b->entry->told_apart_by).is_other;
}

/* A name that says nothing needs two signs that a family does not share by living together: father
 * and son may have one telephone and one yard, man and wife have two surnames. With but one
 * character apart, the digits or the list's own number are enough. */
static bool
is_same_in_spite_of_name (const Household *a,
                          const Household *b,
                          XpLikeness likeness,
                          const Signs *signs)
{
  const bool has_other_surname = a->name.simple[0] != b->name.simple[0];
  const int n_signs = signs->id.is_same + signs->code.is_same;
  if (likeness == XP_LIKENESS_ONE_OTHER && signs->group.is_same && n_signs > 0)
    return true;
  return n_signs == 2 || (n_signs == 1 && signs->phone.is_same) ||
         (signs->code.is_same && signs->door.is_same) ||
         (signs->phone.is_same && signs->door.is_same && has_other_surname);
}

static int
score_pair (const Household *a, const Household *b, XpLikeness likeness, const Signs *signs)
{
  const bool is_short = MIN (a->name.n, b->name.n) <= 2;
  if (signs->id.is_other || is_told_apart (a, b))
    return 0;
  if (likeness <= XP_LIKENESS_ONE_OTHER && !is_same_in_spite_of_name (a, b, likeness, signs))
    return 0;
  return (is_short ? NAMES[likeness].points_if_short : NAMES[likeness].points) +
         weigh (&signs->group, 20, -40) + weigh (&signs->phone, 55, -7) -
         (signs->has_family_phone ? 25 : 0) + weigh (&signs->id, 45, 0) +
         weigh (&signs->code, 25, 0) + weigh (&signs->door, 25, -10);
}

static char *
write_reason (const Household *a, const Household *b, XpLikeness likeness, const Signs *signs)
{
  g_autoptr (GString) text = g_string_new (NAMES[likeness].words);
  g_string_append_printf (text, "：%s", a->entry->name);
  if (likeness != XP_LIKENESS_SAME)
    g_string_append_printf (text, "、%s", b->entry->name);
  if (signs->group.is_same)
    g_string_append_printf (text, "；同在%s", a->entry->group);
  if (signs->phone.is_same)
    g_string_append (text, "；电话相同");
  if (signs->id.is_same)
    g_string_append (text, "；身份证后四位相同");
  if (signs->code.is_same)
    g_string_append_printf (text, "；户号都是%s", a->entry->code);
  if (signs->door.is_same)
    g_string_append_printf (text, "；门牌都是%s", a->entry->door);
  return g_strdup (text->str);
}

/* ---- all against all ---- */

typedef struct {
  Household *households;
  size_t n, n_known;
  GArray *doubles; /* of XpDouble */
} Search;

static void
add_if_likely (Search *search, guint a, guint b, XpLikeness likeness)
{
  const Household *left = &search->households[a], *right = &search->households[b];
  const Signs signs = compare_signs (left, right);
  const int score = score_pair (left, right, likeness, &signs);
  if (score < ENOUGH)
    return;
  const XpDouble found = {a, b, score, write_reason (left, right, likeness, &signs)};
  g_array_append_val (search->doubles, found);
}

static bool
compare_names (Search *search, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  for (size_t b = 1; b < search->n; b++) {
    const XpNameKey *name = &search->households[b].name;
    const size_t end = b < search->n_known ? 0 : b;
    if (b % 64 == 0 &&
        !xp_progress_report (progress, cancellable, (guint) b, (guint) search->n, error))
      return false;
    for (size_t a = 0; a < end; a++) {
      if (!xp_name_key_may_be_like (&search->households[a].name, name))
        continue;
      const XpLikeness likeness = xp_name_key_compare (&search->households[a].name, name);
      if (likeness > XP_LIKENESS_ONE_OTHER)
        add_if_likely (search, (guint) a, (guint) b, likeness);
    }
  }
  return true;
}

/* ---- the same signs under other names ---- */

typedef const char *(*SignOf) (const XpDoublesEntry *entry);

static const char *
phone_of (const XpDoublesEntry *entry)
{
  return entry->phone;
}

static const char *
code_of (const XpDoublesEntry *entry)
{
  return entry->code;
}

static const char *
id_of (const XpDoublesEntry *entry)
{
  return entry->id_last4;
}

/* Sign → places of the households that have it. */
static GHashTable *
group_by (const Search *search, SignOf sign_of)
{
  GHashTable *groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < search->n; i++) {
    const char *sign = sign_of (search->households[i].entry);
    if (!is_known (sign))
      continue;
    GArray *places = g_hash_table_lookup (groups, sign);
    if (places == NULL) {
      places = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (groups, (gpointer) sign, places);
    }
    g_array_append_val (places, i);
  }
  return groups;
}

static void
count_phones (Search *search)
{
  g_autoptr (GHashTable) groups = group_by (search, phone_of);
  for (guint i = 0; i < search->n; i++) {
    Household *household = &search->households[i];
    const char *phone = household->entry->phone;
    const GArray *all = is_known (phone) ? g_hash_table_lookup (groups, phone) : NULL;
    household->n_of_phone = all != NULL ? all->len : 0;
  }
}

/* Pairs whose names are like each other have been found already. */
static void
add_other_names (Search *search, SignOf sign_of)
{
  enum {
    MOST_TOGETHER = 200 /* four digits and small numbers meet by chance; more is a placeholder */
  };
  g_autoptr (GHashTable) groups = group_by (search, sign_of);
  for (guint b = 0; b < search->n; b++) {
    const char *sign = sign_of (search->households[b].entry);
    const GArray *all = is_known (sign) ? g_hash_table_lookup (groups, sign) : NULL;
    if (all == NULL || all->len > MOST_TOGETHER || b < search->n_known)
      continue;
    for (guint i = 0; i < all->len && g_array_index (all, guint, i) < b; i++) {
      const guint a = g_array_index (all, guint, i);
      const XpLikeness likeness =
        xp_name_key_compare (&search->households[a].name, &search->households[b].name);
      if (likeness <= XP_LIKENESS_ONE_OTHER)
        add_if_likely (search, a, b, likeness);
    }
  }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const XpDouble *left = a, *right = b;
  if (left->score != right->score)
    return right->score - left->score;
  return left->a != right->a ? (left->a < right->a ? -1 : 1)
                             : (left->b > right->b) - (left->b < right->b);
}

/* A pair that was found by its telephone and by its digits stands there once. */
static void
sort_and_drop_repeated (GArray *doubles)
{
  g_array_sort (doubles, compare_doubles);
  for (guint i = doubles->len; i > 1; i--) {
    const XpDouble *before = &g_array_index (doubles, XpDouble, i - 2);
    const XpDouble *found = &g_array_index (doubles, XpDouble, i - 1);
    if (before->a == found->a && before->b == found->b)
      g_array_remove_index (doubles, i - 1);
  }
}

static void
clear_double (gpointer data)
{
  g_free (((XpDouble *) data)->reason);
}

GArray *
xp_doubles_find (const XpDoublesEntry *entries,
                 size_t n,
                 size_t n_known,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree Household *households = g_new0 (Household, MAX (n, 1));
  g_autoptr (GArray) doubles = g_array_new (FALSE, FALSE, sizeof (XpDouble));
  Search search = {households, n, n_known, doubles};
  g_array_set_clear_func (doubles, clear_double);
  for (size_t i = 0; i < n; i++) {
    households[i].entry = &entries[i];
    xp_name_key_init (&households[i].name, entries[i].name);
  }
  count_phones (&search);
  if (!compare_names (&search, progress, cancellable, error))
    return NULL;
  add_other_names (&search, phone_of);
  add_other_names (&search, id_of);
  add_other_names (&search, code_of);
  sort_and_drop_repeated (doubles);
  return g_steal_pointer (&doubles);
}

#include "xp-test-doubles.h"

#include <string.h>

/* ---- what names are made of ---- */

/* The commonest first, with how many of a thousand have it; the rest share what is left. */
static const struct {
  const char *surname;
  int per_mille;
} SURNAMES[] = {
  {"王", 73}, {"李", 72}, {"张", 68},  {"刘", 54},  {"陈", 45}, {"杨", 31}, {"赵", 23}, {"黄", 22},
  {"周", 21}, {"吴", 20}, {"徐", 15},  {"孙", 14},  {"胡", 13}, {"朱", 13}, {"高", 12}, {"林", 12},
  {"何", 11}, {"郭", 11}, {"马", 11},  {"罗", 9},   {"梁", 8},  {"宋", 8},  {"郑", 8},  {"谢", 7},
  {"韩", 7},  {"唐", 7},  {"冯", 6},   {"于", 6},   {"董", 6},  {"萧", 5},  {"程", 5},  {"曹", 5},
  {"袁", 5},  {"邓", 5},  {"许", 5},   {"傅", 4},   {"沈", 4},  {"曾", 4},  {"彭", 4},  {"吕", 4},
  {"苏", 4},  {"卢", 4},  {"蒋", 4},   {"蔡", 4},   {"贾", 4},  {"丁", 4},  {"魏", 4},  {"薛", 4},
  {"叶", 4},  {"阎", 4},  {"余", 4},   {"潘", 3},   {"杜", 3},  {"戴", 3},  {"夏", 3},  {"钟", 3},
  {"汪", 3},  {"田", 3},  {"任", 3},   {"姜", 3},   {"范", 3},  {"方", 3},  {"石", 3},  {"姚", 3},
  {"谭", 3},  {"廖", 3},  {"邹", 3},   {"熊", 3},   {"金", 3},  {"陆", 3},  {"郝", 3},  {"孔", 3},
  {"白", 3},  {"崔", 3},  {"康", 3},   {"毛", 3},   {"邱", 3},  {"秦", 3},  {"江", 3},  {"史", 3},
  {"顾", 2},  {"侯", 2},  {"邵", 2},   {"孟", 2},   {"龙", 2},  {"万", 2},  {"段", 2},  {"雷", 2},
  {"钱", 2},  {"汤", 2},  {"尹", 2},   {"黎", 2},   {"易", 2},  {"常", 2},  {"武", 2},  {"乔", 2},
  {"单", 1},  {"解", 1},  {"欧阳", 1}, {"司马", 1}, {"诸葛", 1}};

/* Given characters, commoner ones first. */
static const char GIVEN[] = "国建军明华文玉秀志永桂英兰德平海红云春林生成福荣金贵祥忠树义庆喜"
                            "凤梅香珍莲芳霞丽娟琴花巧素淑月爱翠根宝富有才旺财发万长顺利民"
                            "东卫强伟刚勇峰辉波涛斌磊超鹏飞俊杰亮光清宏洪立新学世家兴安全"
                            "仁和良正少小大天存占满银铁锁柱栓石山河江水龙虎彪振启玲燕静敏"
                            "艳婷婉莉雪冬秋夏青竹菊芬芝琳琪瑞祺景先守维继承绪孝敬善怀恩"
                            "厚道元亨殿臣章候培士奎魁宽运来增加高升进步向阳彦昌盛茂森栋";

static const char *const SAME_SOUND[] = {
  "军君均钧俊", "建健剑", "国果",     "红宏洪虹鸿", "明铭鸣", "伟维卫", "志智治",     "华花画",
  "英瑛莹迎",   "秀绣",   "玉育雨宇", "兰蓝岚",     "平萍坪", "云芸耘", "文闻雯",     "永勇泳",
  "福富付",     "生升",   "强墙",     "林琳霖",     "梅美媚", "德得",   "利丽力立莉", "义毅艺",
  "金锦今",     "树书淑", "香湘祥",   "凤风锋峰",   "清青庆", "霞夏",   "春纯",       "新欣心",
  "学雪",       "世士诗", "贵桂",     "珍真",       "东冬",   "波博",   "辉晖慧惠",   "静敬景",
  "燕艳彦",     "元源远", "芳方",     "喜希西",     "向翔祥", "成承诚", "山珊",       "志芝"};

static const char *const SAME_FORM[] = {
  "国國", "云雲", "龙龍", "凤鳳", "华華", "兰蘭", "义義", "荣榮", "贵貴", "宝寶", "庆慶", "东東",
  "卫衛", "发發", "丽麗", "银銀", "铁鐵", "万萬", "爱愛", "兴興", "长長", "树樹", "军軍", "红紅",
  "强強", "伟偉", "刚剛", "飞飛", "杰傑", "莲蓮", "维維", "学學", "张張", "陈陳", "刘劉", "赵趙",
  "杨楊", "马馬", "孙孫", "吴吳", "黄黃", "郑鄭", "谢謝", "韩韓", "罗羅", "许許", "邓鄧"};

static const char *const SAME_LOOK[] = {
  "婷亭", "明朋", "海梅", "玲铃", "候侯", "贵责", "洋祥", "材林", "秀季", "桂挂", "荣菜", "波坡",
  "宝室", "霞暇", "莲连", "清请", "志忘", "建健", "芬芳", "存在", "天夫", "金全", "凤风", "喜善",
  "福幅", "柱住", "有友", "峰锋", "琴琹", "根银", "栋拣", "士土", "永水", "德得", "亮高", "承丞",
  "俊峻", "忠志", "素索", "树村", "良艮", "旺汪", "英荚", "斌武", "淑椒", "宏宋", "义叉", "生主"};

static const char *const NEAR_SOUND[] = {"明民",
                                         "金京",
                                         "珍正",
                                         "英银",
                                         "新兴",
                                         "林玲",
                                         "平品",
                                         "敏明",
                                         "芬风",
                                         "青琴",
                                         "根更",
                                         "宾冰",
                                         "静进"};

/* ---- drawing ---- */

typedef struct {
  TestDoubles *self;
  GRand *random;
  GHashTable *taken; /* places that have a second writing */
} Making;

static bool
is_so (Making *making, double part)
{
  return g_rand_double (making->random) < part;
}

static const char *
keep (Making *making, const char *text)
{
  return g_string_chunk_insert (making->self->texts, text);
}

static const char *
draw_surname (Making *making)
{
  int at = g_rand_int_range (making->random, 0, 1000);
  for (size_t i = 0; i < G_N_ELEMENTS (SURNAMES); i++) {
    at -= SURNAMES[i].per_mille;
    if (at < 0)
      return SURNAMES[i].surname;
  }
  return SURNAMES[g_rand_int_range (making->random, 20, G_N_ELEMENTS (SURNAMES))].surname;
}

/* Few characters are in many names: the square of what is drawn. */
static gunichar
draw_given (Making *making)
{
  const double x = g_rand_double (making->random);
  const glong n = g_utf8_strlen (GIVEN, -1);
  return g_utf8_get_char (g_utf8_offset_to_pointer (GIVEN, (glong) (x * x * (double) n)));
}

static const char *
join_name (Making *making, const char *surname, gunichar first, gunichar second)
{
  g_autoptr (GString) name = g_string_new (surname);
  g_string_append_unichar (name, first);
  if (second != 0)
    g_string_append_unichar (name, second);
  return keep (making, name->str);
}

static const char *
draw_digits (Making *making, const char *before, int n)
{
  g_autoptr (GString) text = g_string_new (before);
  for (int i = 0; i < n; i++)
    g_string_append_c (text, (char) ('0' + g_rand_int_range (making->random, 0, 10)));
  return keep (making, text->str);
}

/* ---- honest households ---- */

enum {
  N_GROUPS = 60
};

typedef struct {
  const char *name;
  const char *clans[2];
  gunichar generation; /* brothers and cousins have it first in their given names */
  int n_doors;
} Group;

static void
make_groups (Making *making, Group groups[N_GROUPS])
{
  for (int i = 0; i < N_GROUPS; i++) {
    g_autofree char *name = g_strdup_printf ("%d组", i + 1);
    groups[i] = (Group){keep (making, name),
                        {draw_surname (making), draw_surname (making)},
                        draw_given (making),
                        0};
  }
}

static XpDoublesEntry
draw_household (Making *making, Group *group, guint number)
{
  const bool is_of_clan = is_so (making, 0.4);
  const char *surname = is_of_clan ? group->clans[is_so (making, 0.4)] : draw_surname (making);
  const bool is_short = is_so (making, 0.22);
  const gunichar first =
    is_of_clan && !is_short && is_so (making, 0.3) ? group->generation : draw_given (making);
  g_autofree char *code = g_strdup_printf ("%04u", number);
  g_autofree char *door = g_strdup_printf ("%d号", ++group->n_doors);
  return (XpDoublesEntry){
    .name = join_name (making, surname, first, is_short ? 0 : draw_given (making)),
    .group = group->name,
    .phone = is_so (making, 0.8) ? draw_digits (making, "154", 8) : NULL,
    .id_last4 = is_so (making, 0.7) ? draw_digits (making, "", 4) : NULL,
    .code = keep (making, code),
    .door = is_so (making, 0.6) ? keep (making, door) : NULL,
  };
}

/* A brother or son in the same yard; the telephone is often the family's. */
static XpDoublesEntry
draw_kin (Making *making, const XpDoublesEntry *of, guint number)
{
  XpDoublesEntry kin = *of;
  const char *surname_end = g_utf8_next_char (of->name);
  g_autofree char *surname = g_strndup (of->name, (gsize) (surname_end - of->name));
  const gunichar first = is_so (making, 0.6) ? g_utf8_get_char (surname_end) : draw_given (making);
  g_autofree char *code = g_strdup_printf ("%04u", number);
  kin.name = join_name (making, surname, first, draw_given (making));
  kin.code = keep (making, code);
  kin.id_last4 = is_so (making, 0.7) ? draw_digits (making, "", 4) : NULL;
  if (!is_so (making, 0.5))
    kin.phone = is_so (making, 0.8) ? draw_digits (making, "154", 8) : NULL;
  return kin;
}

static const XpDoublesEntry *
entry_at (const Making *making, guint i)
{
  return &g_array_index (making->self->entries, XpDoublesEntry, i);
}

/* Three names in a hundred are somebody else's too: another group, other digits. */
static void
make_namesake (Making *making, XpDoublesEntry *entry)
{
  const GArray *entries = making->self->entries;
  const XpDoublesEntry *other =
    entry_at (making, (guint) g_rand_int_range (making->random, 0, (gint32) entries->len));
  if (other->group != entry->group)
    entry->name = other->name;
}

/* ---- a second writing ---- */

/* The name with one character that stands in a list put in place of another of it; NULL: none. */
static const char *
replace_from (Making *making, const char *name, const char *const *lists, gsize n_lists)
{
  const glong n = g_utf8_strlen (name, -1);
  const gint32 turn = g_rand_int_range (making->random, 0, (gint32) n_lists);
  const gint32 first = g_rand_int_range (making->random, 0, (gint32) n);
  for (gsize i = 0; i < n_lists * (gsize) n; i++) {
    const char *list = lists[(i / (gsize) n + (gsize) turn) % n_lists];
    const char *at = g_utf8_offset_to_pointer (name, (glong) ((i + (gsize) first) % (gsize) n));
    const gunichar c = g_utf8_get_char (at);
    const char *found = g_utf8_strchr (list, -1, c);
    if (found == NULL || g_utf8_strlen (list, -1) < 2)
      continue;
    gunichar to = c;
    while (to == c)
      to = g_utf8_get_char (g_utf8_offset_to_pointer (
        list,
        g_rand_int_range (making->random, 0, (gint32) g_utf8_strlen (list, -1))));
    g_autoptr (GString) text = g_string_new_len (name, at - name);
    g_string_append_unichar (text, to);
    g_string_append (text, g_utf8_next_char (at));
    return keep (making, text->str);
  }
  return NULL;
}

static const char *
swap_given (Making *making, const char *name)
{
  if (g_utf8_strlen (name, -1) != 3)
    return NULL;
  const char *second = g_utf8_next_char (name), *third = g_utf8_next_char (second);
  g_autofree char *surname = g_strndup (name, (gsize) (second - name));
  const gunichar a = g_utf8_get_char (second), b = g_utf8_get_char (third);
  return a != b ? join_name (making, surname, b, a) : NULL;
}

static const char *
leave_out_one (Making *making, const char *name)
{
  if (g_utf8_strlen (name, -1) != 3)
    return NULL;
  const char *second = g_utf8_next_char (name), *third = g_utf8_next_char (second);
  g_autofree char *surname = g_strndup (name, (gsize) (second - name));
  return join_name (making, surname, g_utf8_get_char (is_so (making, 0.5) ? second : third), 0);
}

typedef enum {
  BY_NAME,
  BY_SOUND,
  BY_FORM,
  BY_SWAPPING,
  BY_LOOK,
  BY_LEAVING_OUT,
  BY_NEAR_SOUND,
  BY_TELLING_APART,
  BY_NUMBERS
} Way;

static Way
draw_way (Making *making)
{
  static const struct {
    Way way;
    int percent;
  } WAYS[] = {{BY_NAME, 12},
              {BY_SOUND, 26},
              {BY_FORM, 12},
              {BY_SWAPPING, 12},
              {BY_LOOK, 16},
              {BY_LEAVING_OUT, 6},
              {BY_NEAR_SOUND, 6},
              {BY_TELLING_APART, 5},
              {BY_NUMBERS, 5}};
  int at = g_rand_int_range (making->random, 0, 100);
  size_t i = 0;
  for (; at >= WAYS[i].percent; i++)
    at -= WAYS[i].percent;
  return WAYS[i].way;
}

static const char *
write_another_way (Making *making, const XpDoublesEntry *of, Way way)
{
  switch (way) {
  case BY_SOUND:
    return replace_from (making, of->name, SAME_SOUND, G_N_ELEMENTS (SAME_SOUND));
  case BY_FORM:
    return replace_from (making, of->name, SAME_FORM, G_N_ELEMENTS (SAME_FORM));
  case BY_LOOK:
    return replace_from (making, of->name, SAME_LOOK, G_N_ELEMENTS (SAME_LOOK));
  case BY_NEAR_SOUND:
    return replace_from (making, of->name, NEAR_SOUND, G_N_ELEMENTS (NEAR_SOUND));
  case BY_SWAPPING:
    return swap_given (making, of->name);
  case BY_LEAVING_OUT:
    return leave_out_one (making, of->name);
  case BY_NUMBERS:
    return draw_household (making, &(Group){of->group, {"韩", "白"}, 0x56fd, 0}, 0).name;
  case BY_NAME:
  case BY_TELLING_APART:
  default:
    return of->name;
  }
}

/* Such a name says little: its household has a telephone in both lists, or nobody could know. */
static bool
needs_phone (Way way)
{
  return way == BY_NUMBERS || way == BY_LEAVING_OUT || way == BY_NEAR_SOUND;
}

/* Fields are lost or changed as in a list that was made for another purpose. */
static void
lose_fields (Making *making, XpDoublesEntry *variant, Way way)
{
  if (!needs_phone (way) && is_so (making, 0.3))
    variant->phone = NULL;
  else if (!needs_phone (way) && is_so (making, 0.08))
    variant->phone = draw_digits (making, "154", 8);
  if (is_so (making, 0.5))
    variant->id_last4 = NULL;
  if (way != BY_NUMBERS && is_so (making, 0.6))
    variant->code = NULL;
  if (is_so (making, 0.5))
    variant->door = NULL;
  if (is_so (making, 0.06))
    variant->group = "";
  else if (variant->phone != NULL && is_so (making, 0.04))
    variant->group = "61组";
  if (way == BY_TELLING_APART)
    variant->told_apart_by = "东头";
}

static void
add_variant (Making *making, guint n_honest)
{
  GArray *entries = making->self->entries;
  while (true) {
    const guint a = (guint) g_rand_int_range (making->random, 0, (gint32) n_honest);
    const XpDoublesEntry *of = entry_at (making, a);
    if (g_hash_table_contains (making->taken, GUINT_TO_POINTER (a)))
      continue;
    const Way way = draw_way (making);
    const char *name = write_another_way (making, of, way);
    if (name == NULL || (needs_phone (way) && of->phone == NULL))
      continue;
    XpDoublesEntry variant = *of;
    variant.name = name;
    lose_fields (making, &variant, way);
    gint64 *pair = g_new (gint64, 1);
    *pair = (gint64) a << 32 | entries->len;
    g_hash_table_add (making->self->truth, pair);
    g_hash_table_add (making->taken, GUINT_TO_POINTER (a));
    g_array_append_val (entries, variant);
    return;
  }
}

/* ---- the list ---- */

static void
add_honest (Making *making, guint n)
{
  Group groups[N_GROUPS];
  make_groups (making, groups);
  GArray *entries = making->self->entries;
  for (guint i = 0; i < n; i++) {
    Group *group = &groups[i * N_GROUPS / n];
    XpDoublesEntry entry = draw_household (making, group, i + 1);
    if (i > 0 && is_so (making, 0.04) && entry_at (making, i - 1)->group == group->name)
      entry = draw_kin (making, entry_at (making, i - 1), i + 1);
    else if (i > 0 && is_so (making, 0.03))
      make_namesake (making, &entry);
    g_array_append_val (entries, entry);
  }
}

TestDoubles *
test_doubles_new (guint32 seed, guint n, guint n_variants)
{
  TestDoubles *self = g_new0 (TestDoubles, 1);
  self->entries = g_array_new (FALSE, TRUE, sizeof (XpDoublesEntry));
  self->truth = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->texts = g_string_chunk_new (4096);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  Making making = {self, g_rand_new_with_seed (seed), taken};
  add_honest (&making, n - n_variants);
  for (guint i = 0; i < n_variants; i++)
    add_variant (&making, n - n_variants);
  g_rand_free (making.random);
  return self;
}

void
test_doubles_free (TestDoubles *self)
{
  g_array_unref (self->entries);
  g_hash_table_unref (self->truth);
  g_string_chunk_free (self->texts);
  g_free (self);
}

bool
test_doubles_is_true (const TestDoubles *self, const XpDouble *found)
{
  const gint64 pair = (gint64) found->a << 32 | found->b;
  return g_hash_table_contains (self->truth, &pair);
}

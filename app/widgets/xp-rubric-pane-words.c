#include "xp-rubric-pane-words.h"

#include "xp-names.h"

#include <glib/gi18n.h>
#include <string.h>

#define BIT(mode) XP_PANE_MODE (XP_MODE_##mode)

enum {
  ALL_MODES = (1U << XP_N_MODES) - 1,
  COUNTED = BIT (DEDUCT) | BIT (ADD),
  POINTED = ALL_MODES & ~(BIT (CHECK) | BIT (GATE) | BIT (VETO)),
  KEPT_BY_LEDGER = BIT (BASE) | BIT (EVENT) | BIT (REDEEM),
  JUDGED = POINTED & ~(KEPT_BY_LEDGER | BIT (VOTE)),
};

/* clang-format off */
static const XpPaneField ITEM_FIELDS[] = {
  {"no", XP_FIELD_TEXT, ALL_MODES, N_ ("项号")},
  {"section", XP_FIELD_TEXT, ALL_MODES, N_ ("大项")},
  {"name", XP_FIELD_TEXT, ALL_MODES, N_ ("名称（两到八个字）")},
  {"criterion", XP_FIELD_TEXT, ALL_MODES, N_ ("标准（印在表上的一句话）")},
  {"mode", XP_FIELD_CHOICE, ALL_MODES, N_ ("怎么记分")},
  {"unit", XP_FIELD_TEXT, COUNTED | BIT (TIER) | BIT (EVENT) | BIT (REDEEM) | BIT (PAIR), N_ ("单位（处、次、户、人……）")},
  {"points", XP_FIELD_TEXT, COUNTED | BIT (BASE) | BIT (EVENT) | BIT (REDEEM) | BIT (STAR) | BIT (PAIR), N_ ("每次几分")},
  {"points", XP_FIELD_RUNGS, BIT (GRADE) | BIT (TIER), N_ ("各档几分")},
  {"max", XP_FIELD_TEXT, POINTED & ~(BIT (BASE) | BIT (REDEEM) | BIT (PAIR)), N_ ("满分")},
  {"step", XP_FIELD_TEXT, BIT (SCORE), N_ ("几分一档（1或0.5）")},
  {"min", XP_FIELD_TEXT, BIT (DEDUCT) | BIT (SCORE) | BIT (EVENT), N_ ("最低几分（不写就是0）")},
  {"cap", XP_FIELD_TEXT, BIT (EVENT), N_ ("封顶（20/年、6/轮、1/月；扣的写负数）")},
  {"gate", XP_FIELD_TEXT, BIT (GATE) | BIT (STAR) | BIT (EVENT), N_ ("资格")},
  {"by", XP_FIELD_TEXT, JUDGED, N_ ("由谁打分（家人、邻居；不写就是评委）")},
  {"instead_of", XP_FIELD_TEXT, JUDGED, N_ ("哪一项不适用时用它代替（写项号）")},
  {"mandatory", XP_FIELD_SWITCH, ALL_MODES, N_ ("必评项：下一级不能停用")},
  {"extra", XP_FIELD_SWITCH, COUNTED, N_ ("附加：放在满分外面")},
  {"veto", XP_FIELD_SWITCH, POINTED, N_ ("一票否决：查到一处就评不上")},
  {"note", XP_FIELD_TEXT, ALL_MODES, N_ ("说明（给评委看）")},
};
static const XpPaneField FORM_FIELDS[] = {
  {"name", XP_FIELD_TEXT, 0, N_ ("评分表叫什么")},
  {"award", XP_FIELD_TEXT, 0, N_ ("评的是什么称号")},
  {"object", XP_FIELD_CHOICE, 0, N_ ("评户还是评人")},
  {"full_mark", XP_FIELD_TEXT, 0, N_ ("总分（不写就是各项加起来）")},
  {"grades", XP_FIELD_RUNGS, 0, N_ ("多少分算哪一等|多少分以上|叫什么")},
  {"LINE", XP_FIELD_TEXT, 0, N_ ("多少分能评上（等次线）")},
  {"quota", XP_FIELD_TEXT, 0, N_ ("名额（30%、20户、每组3户；不写就不限）")},
  {"quota_base", XP_FIELD_CHOICE, 0, N_ ("名额按什么算")},
  {"quota_rounding", XP_FIELD_CHOICE, 0, N_ ("名额有零头怎么办")},
  {"judges", XP_FIELD_CHOICE, 0, N_ ("几位评委的分怎么合")},
  {"na_policy", XP_FIELD_CHOICE, 0, N_ ("有一项不适用怎么办")},
  {"ties", XP_FIELD_TEXT, 0, N_ ("同分依次看什么（处数少、上轮高、表决）")},
};

static const struct {
  const char *field;
  XpMode mode;
  const char *title;
} TITLES[] = {
  {"points", XP_MODE_DEDUCT, N_ ("每处扣几分")},
  {"points", XP_MODE_ADD, N_ ("每次加几分")},
  {"points", XP_MODE_BASE, N_ ("年初给几分")},
  {"points", XP_MODE_EVENT, N_ ("一次几分（扣的写负数）")},
  {"points", XP_MODE_REDEEM, N_ ("一件用几分")},
  {"points", XP_MODE_STAR, N_ ("点亮算几分")},
  {"points", XP_MODE_PAIR, N_ ("做到加几分（没做到扣同样多）")},
  {"points", XP_MODE_GRADE, N_ ("各等几分|等次|得几分")},
  {"points", XP_MODE_TIER, N_ ("够多少得几分（只算最高一档）|满多少|得几分")},
  {"max", XP_MODE_DEDUCT, N_ ("满分（至多扣这么多）")},
  {"max", XP_MODE_ADD, N_ ("至多加几分")},
  {"max", XP_MODE_VOTE, N_ ("全票得几分")},
  {"max", XP_MODE_EVENT, N_ ("议定时最多几分（固定分不写）")},
  {"min", XP_MODE_EVENT, N_ ("议定时最少几分（固定分不写）")},
  {"gate", XP_MODE_GATE, N_ ("资格（问一句，或写 有称号：干净人家）")},
  {"gate", XP_MODE_STAR, N_ ("看别的表（平时分：评分表>=85；不看不写）")},
  {"gate", XP_MODE_EVENT, N_ ("先劝过才能记的，写 先劝过")},
};

static const char *const MODE_TEXTS[] = {"deduct", "score", "add", "grade", "tier", "vote", "pair",
                                         "star", "check", "gate", "veto", "base", "event", "redeem", NULL};
static const char *const MODE_WORDS[] = {
  N_ ("查到一处扣几分"), N_ ("直接打分"), N_ ("做到一次加几分"), N_ ("分等：优、良、中、差"),
  N_ ("分档：够多少得几分"), N_ ("投票"), N_ ("正反对照：做到加，没做到扣"), N_ ("一颗星"),
  N_ ("星的一个条件"), N_ ("资格条件：是或否"), N_ ("一票否决（查到就评不上）"), N_ ("积分：年初基础分"),
  N_ ("积分：记一笔"), N_ ("积分：兑换"), NULL};
static const char *const OBJECT_TEXTS[] = {"", "户", "人", NULL};
static const char *const OBJECT_WORDS[] = {N_ ("没有写（按户）"), N_ ("评户"), N_ ("评人"), NULL};
static const char *const BASE_TEXTS[] = {"", "参评户", "总户数", "常住户", NULL};
static const char *const BASE_WORDS[] = {N_ ("没有写（按参评户）"), N_ ("参评的户"), N_ ("全村的户"), N_ ("常住的户"), NULL};
static const char *const ROUNDING_TEXTS[] = {"", "去尾", "四舍五入", "进一", NULL};
static const char *const ROUNDING_WORDS[] = {N_ ("没有写（去掉零头）"), N_ ("去掉零头"), N_ ("四舍五入"), N_ ("零头进一"), NULL};
static const char *const JUDGES_TEXTS[] = {"", "合议", "平均", "去高低平均", "登记", NULL};
static const char *const JUDGES_WORDS[] = {N_ ("没有写"), N_ ("商量着打一份"), N_ ("各打各的，取平均"), N_ ("去掉最高最低，取平均"), N_ ("平时登记，不用打"), NULL};
static const char *const POLICY_TEXTS[] = {"", "满分", "折算", "不计", "替代", NULL};
static const char *const POLICY_WORDS[] = {N_ ("没有写（按满分）"), N_ ("按满分算"), N_ ("按其余的项折算"), N_ ("不计分"), N_ ("用别的项代替"), NULL};

static const struct {
  const char *field;
  const char *const *texts, *const *words;
} CHOICES[] = {
  {"mode", MODE_TEXTS, MODE_WORDS},
  {"object", OBJECT_TEXTS, OBJECT_WORDS},
  {"quota_base", BASE_TEXTS, BASE_WORDS},
  {"quota_rounding", ROUNDING_TEXTS, ROUNDING_WORDS},
  {"judges", JUDGES_TEXTS, JUDGES_WORDS},
  {"na_policy", POLICY_TEXTS, POLICY_WORDS},
};

static const char *const TOLD_MODES[XP_N_MODES] = {
  [XP_MODE_SCORE] = N_ ("评委直接打一个分，从最低分到满分。"),
  [XP_MODE_DEDUCT] = N_ ("查到几处记几处，每处扣这么多，扣完为止；没查到就是满分。"),
  [XP_MODE_ADD] = N_ ("做到几次记几次，每次加这么多，加到顶为止。"),
  [XP_MODE_TIER] = N_ ("一年里够多少，就得多少分，只算最高的一档。"),
  [XP_MODE_BASE] = N_ ("每户年初先有这么多积分。"),
  [XP_MODE_EVENT] = N_ ("平时在“全年积分”里一笔一笔记，加的写正数，扣的写负数。"),
  [XP_MODE_REDEEM] = N_ ("用积分换东西，不影响评比分。"),
  [XP_MODE_STAR] = N_ ("下面的条件都做到，这颗星就亮。条件的项号写成“2.1”这样。"),
  [XP_MODE_CHECK] = N_ ("星的一个条件：是或否。项号写成“2.1”，就是第2颗星的第1条。"),
  [XP_MODE_GRADE] = N_ ("评委只评优、良、中、差，程序换成分。"),
  [XP_MODE_PAIR] = N_ ("同一件事，做到了加分，没做到扣分，没看见不加不扣。"),
  [XP_MODE_VOTE] = N_ ("按得票率算分：全票得满分。"),
  [XP_MODE_GATE] = N_ ("打分以前先看：不符合的本次不参评，不记零分。"),
  [XP_MODE_VETO] = N_ ("查到了这一次就评不上，分照算。"),
};
/* clang-format on */

const XpPaneField *
xp_pane_list_item_fields (size_t *out_n)
{
  *out_n = G_N_ELEMENTS (ITEM_FIELDS);
  return ITEM_FIELDS;
}

const XpPaneField *
xp_pane_list_form_fields (size_t *out_n)
{
  *out_n = G_N_ELEMENTS (FORM_FIELDS);
  return FORM_FIELDS;
}

const char *
xp_pane_get_title (const XpPaneField *field, XpMode mode)
{
  for (size_t i = 0; i < G_N_ELEMENTS (TITLES); i++)
    if (strcmp (TITLES[i].field, field->field) == 0 && TITLES[i].mode == mode && field->modes != 0)
      return _ (TITLES[i].title);
  return _ (field->title);
}

/* Translated once: the language stays. */
static const char *const *
translate (const char *const *words)
{
  static GHashTable *translated;
  if (translated == NULL)
    translated = g_hash_table_new (NULL, NULL);
  const char **list = g_hash_table_lookup (translated, words);
  if (list != NULL)
    return list;
  size_t n = 0;
  while (words[n] != NULL)
    n++;
  list = g_new0 (const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    list[i] = _ (words[i]);
  g_hash_table_insert (translated, (gpointer) words, list);
  return list;
}

void
xp_pane_get_choices (const XpPaneField *field,
                     const char *const **out_texts,
                     const char *const **out_words)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CHOICES); i++) {
    if (strcmp (CHOICES[i].field, field->field) == 0) {
      *out_texts = CHOICES[i].texts;
      *out_words = translate (CHOICES[i].words);
    }
  }
}

/* ---- texts that are written otherwise for people ---- */

static const struct {
  const char *text, *word;
} GATES[] = {
  {"award:", "有称号："},
  {"score:", "平时分："},
};

static char *
gate_to_words (const char *text)
{
  for (size_t i = 0; i < G_N_ELEMENTS (GATES); i++)
    if (g_str_has_prefix (text, GATES[i].text))
      return g_strconcat (GATES[i].word, text + strlen (GATES[i].text), NULL);
  return g_strdup (strcmp (text, "1") == 0      ? "问一句"
                   : strcmp (text, "warn") == 0 ? "先劝过"
                                                : text);
}

static char *
gate_from_words (const char *words)
{
  for (size_t i = 0; i < G_N_ELEMENTS (GATES); i++)
    if (g_str_has_prefix (words, GATES[i].word))
      return g_strconcat (GATES[i].text, words + strlen (GATES[i].word), NULL);
  return g_strdup (strcmp (words, "问一句") == 0   ? "1"
                   : strcmp (words, "先劝过") == 0 ? "warn"
                                                   : words);
}

static char *
join_with (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);
  return g_strjoinv (to, parts);
}

char *
xp_pane_dup_words (const char *field, const char *text)
{
  if (strcmp (field, "gate") == 0)
    return gate_to_words (text);
  return strcmp (field, "ties") == 0 ? join_with (text, "|", "、") : g_strdup (text);
}

/* Numbers may come full-width out of an input method. */
char *
xp_pane_dup_text (const char *field, const char *words)
{
  static const char *const NUMBERS[] =
    {"points", "max", "min", "step", "cap", "full_mark", "LINE", "quota", NULL};
  if (strcmp (field, "gate") == 0)
    return gate_from_words (words);
  if (strcmp (field, "ties") == 0)
    return join_with (words, "、", "|");
  return g_strv_contains (NUMBERS, field) ? xp_names_to_half_width (words) : g_strdup (words);
}

const char *
xp_pane_tell_mode (XpMode mode)
{
  return _ (TOLD_MODES[mode]);
}

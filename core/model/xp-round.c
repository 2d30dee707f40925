#include "xp-round.h"

#include "xp-error.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *word;
} Words;

static const Words STAGES[] = {
  [XP_STAGE_DRAFT] = {"draft", "准备"},
  [XP_STAGE_MARKING] = {"marking", "打分"},
  [XP_STAGE_TALLIED] = {"tallied", "算分"},
  [XP_STAGE_DISCUSSED] = {"discussed", "评议"},
  [XP_STAGE_POSTED] = {"posted", "公示"},
  [XP_STAGE_PUBLISHED] = {"published", "公布"},
  [XP_STAGE_AWARDED] = {"awarded", "发证"},
  [XP_STAGE_ARCHIVED] = {"archived", "存档"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (STAGES) == XP_N_STAGES);

static const Words STATES[] = {
  [XP_STATE_PRESENT] = {"present", "参评"},
  [XP_STATE_NOT_MET] = {"not-met", "没碰上人"},
  [XP_STATE_NOT_TAKING_PART] = {"not-taking-part", "本次不参评"},
  [XP_STATE_AWAY] = {"away", "全家在外"},
  [XP_STATE_EMPTY] = {"empty", "没人住"},
  [XP_STATE_APART] = {"apart", "另行评议"},
  [XP_STATE_HELD] = {"held", "暂缓"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (STATES) == XP_N_STATES);

/* Words of older lists and sheets. */
static const struct {
  const char *word;
  XpState state;
} OLD_STATE_WORDS[] = {
  {"未入户", XP_STATE_NOT_MET},
  {"不参评", XP_STATE_NOT_TAKING_PART},
  {"拒绝", XP_STATE_NOT_TAKING_PART},
  {"拒绝入户", XP_STATE_NOT_TAKING_PART},
  {"外出", XP_STATE_AWAY},
  {"空置", XP_STATE_EMPTY},
};

static const Words COMBINES[] = {
  [XP_COMBINE_CONSENSUS] = {"consensus", "合议"},
  [XP_COMBINE_MEAN] = {"mean", "平均"},
  [XP_COMBINE_TRIMMED_MEAN] = {"trimmed-mean", "去高低平均"},
  [XP_COMBINE_MEDIAN] = {"median", "取中间分"},
  [XP_COMBINE_SUM] = {"sum", "合计"},
  [XP_COMBINE_MEAN_ITEM] = {"mean-item", "逐项平均"},
  [XP_COMBINE_TRIMMED_MEAN_ITEM] = {"trimmed-mean-item", "逐项去高低平均"},
  [XP_COMBINE_MEDIAN_ITEM] = {"median-item", "逐项取中间分"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (COMBINES) == XP_N_COMBINES);

/* Index of a name or word, or -1. */
static int
find_words (const Words *table, size_t n, const char *text)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp (table[i].name, text) == 0 || strcmp (table[i].word, text) == 0)
      return (int) i;
  return -1;
}

const char *
xp_stage_get_name (XpStage stage)
{
  return STAGES[stage].name;
}

const char *
xp_stage_get_word (XpStage stage)
{
  return STAGES[stage].word;
}

bool
xp_stage_from_text (const char *name_or_word, XpStage *out_stage)
{
  const int i = find_words (STAGES, G_N_ELEMENTS (STAGES), name_or_word);
  if (i >= 0)
    *out_stage = (XpStage) i;
  return i >= 0;
}

const char *
xp_state_get_name (XpState state)
{
  return STATES[state].name;
}

const char *
xp_state_get_word (XpState state)
{
  return STATES[state].word;
}

bool
xp_state_from_text (const char *name_or_word, XpState *out_state)
{
  const int i = find_words (STATES, G_N_ELEMENTS (STATES), name_or_word);
  if (i >= 0) {
    *out_state = (XpState) i;
    return true;
  }

  for (size_t k = 0; k < G_N_ELEMENTS (OLD_STATE_WORDS); k++) {
    if (strcmp (OLD_STATE_WORDS[k].word, name_or_word) == 0) {
      *out_state = OLD_STATE_WORDS[k].state;
      return true;
    }
  }
  return false;
}

const char *
xp_combine_get_name (XpCombine combine)
{
  return COMBINES[combine].name;
}

const char *
xp_combine_get_word (XpCombine combine)
{
  return COMBINES[combine].word;
}

bool
xp_combine_from_text (const char *name_or_word, XpCombine *out_combine)
{
  const int i = find_words (COMBINES, G_N_ELEMENTS (COMBINES), name_or_word);
  if (i >= 0)
    *out_combine = (XpCombine) i;
  return i >= 0;
}

/* Decimal digits with at most two places to hundredths; false for anything else. */
static bool
hundredths_from_digits (const char *text, size_t length, int *out_hundredths)
{
  int64_t value = 0;
  int n_places = -1;
  if (length == 0 || length > 8)
    return false;

  for (size_t i = 0; i < length; i++) {
    if (text[i] == '.' && n_places < 0 && i > 0) {
      n_places = 0;
    } else if (g_ascii_isdigit (text[i]) && n_places < 2) {
      value = value * 10 + (text[i] - '0');
      n_places += n_places >= 0;
    } else {
      return false;
    }
  }
  for (int n = MAX (n_places, 0); n < 2; n++)
    value *= 10;
  if (n_places == 0 || value > INT32_MAX)
    return false;
  *out_hundredths = (int) value;
  return true;
}

bool
xp_quota_from_text (const char *text, XpQuota *out_quota, GError **error)
{
  if (text == NULL || text[0] == '\0') {
    *out_quota = (XpQuota){XP_QUOTA_NONE, 0};
    return true;
  }

  int hundredths = 0;
  const size_t length = strlen (text);
  if (g_str_has_suffix (text, "%") && hundredths_from_digits (text, length - 1, &hundredths) &&
      hundredths >= 1 && hundredths <= 10000) {
    *out_quota = (XpQuota){XP_QUOTA_PERCENT, hundredths};
    return true;
  }

  static const char GROUP[] = "group:", EACH[] = "每组";
  const bool is_each = g_str_has_prefix (text, EACH);
  const bool is_group = is_each || g_str_has_prefix (text, GROUP);
  const char *digits = text + (is_each ? strlen (EACH) : is_group ? strlen (GROUP) : 0);
  if (hundredths_from_digits (digits, strlen (digits), &hundredths) && hundredths >= 100 &&
      hundredths % 100 == 0 && strchr (digits, '.') == NULL) {
    *out_quota = (XpQuota){is_group ? XP_QUOTA_GROUP : XP_QUOTA_COUNT, hundredths / 100};
    return true;
  }

  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "名额“%s”看不懂。请写成百分比（30%%）、户数（20）或每组几户（每组3）。",
               text);
  return false;
}

int
xp_quota_places (int n_base, int percent_bp, XpQuotaRounding rounding)
{
  static const int WHOLE_BP = 10000;
  const int64_t exact = (int64_t) n_base * percent_bp;
  switch (rounding) {
  case XP_QUOTA_HALF_UP:
    return (int) ((exact + WHOLE_BP / 2) / WHOLE_BP);
  case XP_QUOTA_UP:
    return (int) ((exact + WHOLE_BP - 1) / WHOLE_BP);
  case XP_QUOTA_DOWN:
  default:
    return (int) (exact / WHOLE_BP);
  }
}

XpRound *
xp_round_new (void)
{
  XpRound *self = g_new0 (XpRound, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->rules.n_marks_needed = 5;
  self->rules.notice_length = 5;
  self->rules.notice_counts_workdays = true;
  self->rules.ties = g_new0 (char *, 1);
  return self;
}

XpRound *
xp_round_ref (XpRound *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

static void
free_entrants (XpRound *self)
{
  for (size_t i = 0; i < self->n_entrants; i++) {
    g_free (self->entrants[i].group);
    g_free (self->entrants[i].door);
    g_free (self->entrants[i].name);
    g_free (self->entrants[i].told_apart_by);
    g_free (self->entrants[i].naming);
  }
  g_free (self->entrants);
}

void
xp_round_unref (XpRound *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  free_entrants (self);
  for (size_t i = 0; i < self->n_judges; i++)
    g_free (self->judges[i].name);
  g_free (self->judges);
  g_clear_pointer (&self->rubric, xp_rubric_unref);
  g_free (self->rules.quota_text);
  g_strfreev (self->rules.ties);
  g_free (self->name);
  g_free (self->rubric_sha256);
  g_free (self->opened_on);
  g_free (self->posted_on);
  g_free (self->notice_from_on);
  g_free (self->notice_until_on);
  g_free (self->published_on);
  g_free (self);
}

const XpEntrant *
xp_round_get_entrant (const XpRound *self, int entrant_no)
{
  return entrant_no >= 1 && (size_t) entrant_no <= self->n_entrants
           ? &self->entrants[entrant_no - 1]
           : NULL;
}

const XpEntrant *
xp_round_lookup_number (const XpRound *self, int household_number)
{
  for (size_t i = 0; i < self->n_entrants; i++)
    if (self->entrants[i].number == household_number)
      return &self->entrants[i];
  return NULL;
}

bool
xp_round_is_scoring (const XpRound *self, int judge_no)
{
  return self->rules.combine == XP_COMBINE_CONSENSUS ? judge_no == 0 : judge_no > 0;
}

int
xp_round_next_judge (const XpRound *self, int judge_no)
{
  int first = 0, next = 0;
  for (size_t i = 0; i < self->n_judges; i++) {
    const int no = self->judges[i].no;
    if (!xp_round_is_scoring (self, no))
      continue;
    if (first == 0 || no < first)
      first = no;
    if (no > judge_no && (next == 0 || no < next))
      next = no;
  }
  return next != 0 ? next : first;
}

char *
xp_entrant_dup_place_and_name (const XpEntrant *entrant)
{
  const bool has_place = entrant->group[0] != '\0' || entrant->door[0] != '\0';
  const bool is_told_apart = entrant->told_apart_by[0] != '\0';
  return g_strconcat (entrant->group,
                      entrant->door,
                      has_place ? " " : "",
                      entrant->name,
                      is_told_apart ? "（" : "",
                      is_told_apart ? entrant->told_apart_by : "",
                      is_told_apart ? "）" : "",
                      NULL);
}

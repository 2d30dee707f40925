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

XpRound *
xp_round_new (void)
{
  XpRound *self = g_new0 (XpRound, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->rules.n_marks_needed = 5;
  self->rules.notice_length = 5;
  self->rules.notice_counts_workdays = true;
  self->rules.spread_hundredths = 1000;
  self->rules.quorum = XP_QUORUM_DEFAULT;
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
    g_free (self->entrants[i].head);
    g_free (self->entrants[i].told_apart_by);
    g_free (self->entrants[i].naming);
    g_free (self->entrants[i].list);
    for (size_t k = 0; k < self->entrants[i].n_taken; k++)
      g_free (self->entrants[i].taken[k].what);
    g_free (self->entrants[i].taken);
  }
  g_free (self->entrants);
}

void
xp_round_unref (XpRound *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  free_entrants (self);
  for (size_t i = 0; i < self->n_judges; i++) {
    g_free (self->judges[i].name);
    g_free (self->judges[i].body);
  }
  g_free (self->judges);
  for (size_t i = 0; i < self->rules.n_weights; i++)
    g_free (self->rules.weights[i].body);
  g_free (self->rules.weights);
  g_free (self->rules.usual_form);
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

const XpEntrant *
xp_round_lookup_entrant (const XpRound *self, const char *number)
{
  char *end = NULL;
  const int64_t household = g_ascii_strtoll (number, &end, 10);
  const int64_t person = *end == '-' ? g_ascii_strtoll (end + 1, &end, 10) : 0;
  if (*end != '\0')
    return NULL;
  for (size_t i = 0; i < self->n_entrants; i++)
    if (self->entrants[i].number == household && self->entrants[i].person_number == person)
      return &self->entrants[i];
  return NULL;
}

char *
xp_entrant_dup_number (const XpEntrant *entrant)
{
  return entrant->person_number > 0
           ? g_strdup_printf ("%d-%d", entrant->number, entrant->person_number)
           : g_strdup_printf ("%d", entrant->number);
}

const XpTaken *
xp_entrant_get_taken (const XpEntrant *entrant, const char *what)
{
  for (size_t i = 0; i < entrant->n_taken; i++)
    if (strcmp (entrant->taken[i].what, what) == 0)
      return &entrant->taken[i];
  return NULL;
}

static const XpJudge *
find_judge (const XpRound *self, int judge_no)
{
  for (size_t i = 0; i < self->n_judges; i++)
    if (self->judges[i].no == judge_no)
      return &self->judges[i];
  return NULL;
}

/* Whether an item of the form is marked by this body alone. */
static bool
is_body_of_form (const XpRound *self, const char *body)
{
  for (size_t i = 0; self->rubric != NULL && i < self->rubric->n_items; i++)
    if (strcmp (xp_item_get_body (&self->rubric->items[i]), body) == 0)
      return true;
  return false;
}

/* The form's own bodies are those that stand at its items; every other body is of the judges. */
static bool
is_of_own_body (const XpRound *self, const XpJudge *judge)
{
  return judge->body != NULL && judge->body[0] != '\0' && is_body_of_form (self, judge->body);
}

bool
xp_round_is_of_own_body (const XpRound *self, int judge_no)
{
  const XpJudge *judge = find_judge (self, judge_no);
  return judge != NULL && is_of_own_body (self, judge);
}

bool
xp_round_marks (const XpRound *self, int judge_no, const XpItem *item)
{
  return !xp_rubric_is_computed (self->rubric, item) && xp_round_holds (self, judge_no, item);
}

bool
xp_round_holds (const XpRound *self, int judge_no, const XpItem *item)
{
  const XpJudge *judge = find_judge (self, judge_no);
  if (judge == NULL)
    return false;
  const char *body = xp_item_get_body (item);
  if (body[0] != '\0')
    return judge->body != NULL && strcmp (judge->body, body) == 0;
  if (is_of_own_body (self, judge))
    return false;
  return self->rules.combine == XP_COMBINE_CONSENSUS ? judge_no == 0 : judge_no > 0;
}

bool
xp_round_is_scoring (const XpRound *self, int judge_no)
{
  const bool is_consensus = self->rules.combine == XP_COMBINE_CONSENSUS;
  if (is_consensus == (judge_no == 0))
    return true;
  const XpJudge *judge = find_judge (self, judge_no);
  return judge != NULL && is_of_own_body (self, judge);
}

int
xp_round_next_judge (const XpRound *self, int judge_no)
{
  int first = -1, next = -1;
  for (size_t i = 0; i < self->n_judges; i++) {
    const int no = self->judges[i].no;
    if (!xp_round_is_scoring (self, no))
      continue;
    if (first < 0 || no < first)
      first = no;
    if (no > judge_no && (next < 0 || no < next))
      next = no;
  }
  return next >= 0 ? next : MAX (first, 0);
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

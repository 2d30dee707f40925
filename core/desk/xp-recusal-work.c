#include "xp-recusal-work.h"

#include "xp-desk-private.h"
#include "xp-names.h"

#include <string.h>

/* With fewer judges a mean says little. */
static const int LEAST_JUDGES = 3;

static const char *const SOURCES[][2] = {
  {"declared", "本人申请"},
  {"asked", "他人提出"},
  {"proposed", "程序提示"},
};

const char *
xp_recusal_source_get_word (const char *source)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    if (strcmp (SOURCES[i][0], source) == 0)
      return SOURCES[i][1];
  return NULL;
}

const char *
xp_recusal_source_from_text (const char *text)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    if (strcmp (SOURCES[i][0], text) == 0 || strcmp (SOURCES[i][1], text) == 0)
      return SOURCES[i][0];
  return NULL;
}

static const XpJudge *
get_judge (const XpRound *round, int judge_no)
{
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      return &round->judges[i];
  return NULL;
}

/* 合议 is nobody, and neither is a sheet of 家人 or 计票. */
static bool
is_of_committee (const XpRound *round, const XpJudge *judge)
{
  return judge != NULL && judge->no != 0 && !xp_round_is_of_own_body (round, judge->no);
}

/* ---- who is meant ---- */

int
xp_recusal_find_judge (const XpRound *round, const char *text, GError **error)
{
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (text));
  const int number = xp_names_read_number (typed);
  g_autofree char *names = g_strdup ("");
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!is_of_committee (round, judge))
      continue;
    if (judge->no == number || strcmp (judge->name, typed) == 0)
      return judge->no;
    char *longer =
      g_strdup_printf ("%s%s%d %s", names, names[0] != '\0' ? "、" : "", judge->no, judge->name);
    g_free (names);
    names = longer;
  }
  if (names[0] == '\0')
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "这次评选没有写评委的姓名，不能登记。请新开评选时写上评委。");
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "没有“%s”这位评委。请写姓名或号：%s。",
                 typed,
                 names);
  return 0;
}

/* 0: one of that name alone is right; several are told apart by their places. */
static int
choose_one (const XpRound *round, const char *typed, const GArray *fitting, GError **error)
{
  static const guint MOST = 5;
  if (fitting->len == 1)
    return g_array_index (fitting, int, 0);
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < fitting->len && i < MOST; i++) {
    const XpEntrant *entrant = xp_round_get_entrant (round, g_array_index (fitting, int, i));
    g_autofree char *number = xp_entrant_dup_number (entrant);
    g_autofree char *who = xp_entrant_dup_place_and_name (entrant);
    g_string_append_printf (names, "%s%s %s", i > 0 ? "，" : "", number, who);
  }
  if (fitting->len > MOST)
    g_string_append (names, "等");
  if (fitting->len == 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "参评的里面没有“%s”。请写编号、户主姓名或拼音首字母。",
                 typed);
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "“%s”有%u户：%s。请写编号。",
                 typed,
                 fitting->len,
                 names->str);
  return 0;
}

int
xp_recusal_find_entrant (const XpRound *round, const char *text, GError **error)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (normal != NULL ? normal : ""));
  const XpEntrant *numbered = xp_round_lookup_entrant (round, typed);
  if (numbered != NULL)
    return numbered->no;
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) like = g_array_new (FALSE, FALSE, sizeof (int));
  for (size_t i = 0; typed[0] != '\0' && i < round->n_entrants; i++) {
    const XpEntrant *entrant = &round->entrants[i];
    g_autofree char *initials = xp_names_dup_initials (entrant->name);
    if (strcmp (entrant->name, typed) == 0)
      g_array_append_val (named, entrant->no);
    else if (xp_names_match (entrant->name, initials, typed))
      g_array_append_val (like, entrant->no);
  }
  return choose_one (round, typed, named->len > 0 ? named : like, error);
}

/* ---- the acts ---- */

static XpRecord *
make_record (int64_t round_uid, int judge_no, int entrant_no)
{
  XpRecord *record = xp_record_new (XP_KIND_RECUSAL);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "judge_no", judge_no);
  return record;
}

static void
put_one (XpDraft *draft,
         int64_t round_uid,
         int judge_no,
         int entrant_no,
         const char *source,
         const char *relation)
{
  g_autoptr (XpRecord) record = make_record (round_uid, judge_no, entrant_no);
  xp_record_set_text (record, "source", source);
  xp_record_set_secret (record, "relation_secret", relation);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
}

bool
xp_recusal_work_take (XpDesk *desk, int64_t round_uid, const GPtrArray *proposals, GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RECUSE);
  if (proposals->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "没有打勾的，什么也没有登记。请先在要登记的那一行按回车打勾。");
    return false;
  }
  for (guint i = 0; i < proposals->len; i++) {
    const XpRecusalProposal *proposal = proposals->pdata[i];
    for (guint k = 0; k < proposal->entrant_nos->len; k++)
      put_one (draft,
               round_uid,
               proposal->judge_no,
               g_array_index (proposal->entrant_nos, int, k),
               "proposed",
               proposal->relation);
  }
  g_autoptr (XpAct) act = xp_desk_put (desk, draft, error);
  return act != NULL;
}

static bool
check_named (const XpLoadedRound *loaded, int judge_no, int entrant_no, GError **error)
{
  const XpJudge *judge = get_judge (loaded->round, judge_no);
  if (is_of_committee (loaded->round, judge) &&
      xp_round_get_entrant (loaded->round, entrant_no) != NULL)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_INPUT,
                       "还没有选对是哪位评委、哪一户，没有记上。请重新选。");
  return false;
}

bool
xp_recusal_work_add (XpDesk *desk,
                     int64_t round_uid,
                     int judge_no,
                     int entrant_no,
                     const char *source,
                     const char *relation,
                     GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL || !check_named (loaded, judge_no, entrant_no, error))
    return false;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RECUSE);
  put_one (draft, round_uid, judge_no, entrant_no, source, relation);
  g_autoptr (XpAct) act = xp_desk_put (desk, draft, error);
  return act != NULL;
}

static const XpRecord *
find_record (const XpLoadedRound *loaded, int judge_no, int entrant_no)
{
  for (guint i = 0; i < loaded->recusals->len; i++) {
    const XpRecord *record = loaded->recusals->pdata[i];
    if (xp_record_get_int (record, "judge_no") == judge_no &&
        xp_record_get_int (record, "entrant_no") == entrant_no)
      return record;
  }
  return NULL;
}

bool
xp_recusal_is_declared (const XpLoadedRound *loaded, int judge_no, int entrant_no)
{
  return find_record (loaded, judge_no, entrant_no) != NULL;
}

bool
xp_recusal_work_remove (
  XpDesk *desk, int64_t round_uid, int judge_no, int entrant_no, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL || !check_named (loaded, judge_no, entrant_no, error))
    return false;
  if (find_record (loaded, judge_no, entrant_no) == NULL) {
    g_autofree char *who =
      xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, entrant_no));
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 对%s没有登记回避，不用收回。请看看是不是别的一户。",
                 get_judge (loaded->round, judge_no)->name,
                 who);
    return false;
  }
  g_autoptr (XpRecord) record = make_record (round_uid, judge_no, entrant_no);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RECUSE);
  xp_draft_set_subject (draft, record);
  xp_draft_remove (draft, record);
  g_autoptr (XpAct) act = xp_desk_put (desk, draft, error);
  return act != NULL;
}

/* ---- what it means for the sums ---- */

static int
count_marks (const XpLoadedRound *loaded, int judge_no, int entrant_no)
{
  int n = 0;
  XpMark mark;
  for (size_t i = 0; i < loaded->round->rubric->n_items; i++)
    n += xp_tally_get_mark (loaded->tally, entrant_no, judge_no, (int) i + 1, &mark);
  return n;
}

static int
count_needed (const XpRound *round)
{
  const bool is_trimmed = round->rules.combine == XP_COMBINE_TRIMMED_MEAN ||
                          round->rules.combine == XP_COMBINE_TRIMMED_MEAN_ITEM;
  return is_trimmed ? round->rules.n_marks_needed : LEAST_JUDGES;
}

char *
xp_recusal_dup_thin_sentence (const XpLoadedRound *loaded, int entrant_no)
{
  const XpRound *round = loaded->round;
  int n_left = 0, n_recused = 0;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!is_of_committee (round, judge) || !xp_round_is_scoring (round, judge->no))
      continue;
    const bool is_recused = xp_tally_get_sheet (loaded->tally, entrant_no, judge->no)->is_recused;
    n_recused += is_recused;
    n_left += !is_recused && !judge->is_absent;
  }
  if (n_recused == 0 || n_left >= count_needed (round))
    return NULL;
  g_autofree char *who = xp_entrant_dup_place_and_name (xp_round_get_entrant (round, entrant_no));
  return g_strdup_printf ("%s只剩%d位评委打分，不到%d位，请增补评委，或商量怎样算",
                          who,
                          n_left,
                          count_needed (round));
}

char **
xp_recusal_list_thin (const XpLoadedRound *loaded)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    g_autofree char *sentence = xp_recusal_dup_thin_sentence (loaded, (int) i + 1);
    if (sentence != NULL)
      g_strv_builder_add (builder, sentence);
  }
  return g_strv_builder_end (builder);
}

char *
xp_recusal_dup_echo (const XpLoadedRound *loaded, int judge_no, int entrant_no)
{
  const XpRound *round = loaded->round;
  const char *judge = get_judge (round, judge_no)->name;
  g_autofree char *who = xp_entrant_dup_place_and_name (xp_round_get_entrant (round, entrant_no));
  if (find_record (loaded, judge_no, entrant_no) == NULL)
    return g_strdup_printf ("%s 对%s不再回避", judge, who);
  if (!xp_round_is_scoring (round, judge_no))
    return g_strdup_printf ("%s 对%s回避，这一户他不参加合议", judge, who);
  const int n_marks = count_marks (loaded, judge_no, entrant_no);
  g_autofree char *stay =
    n_marks > 0 ? g_strdup_printf ("，他打的%d项留着，不算", n_marks) : g_strdup ("");
  g_autofree char *thin = xp_recusal_dup_thin_sentence (loaded, entrant_no);
  return g_strdup_printf ("%s 对%s回避%s%s%s",
                          judge,
                          who,
                          stay,
                          thin != NULL ? "。" : "",
                          thin != NULL ? thin : "");
}

/* ---- the list ---- */

static void
free_line (gpointer data)
{
  XpRecusalLine *line = data;
  g_free (line->judge);
  g_free (line->who);
  g_free (line->source);
  g_free (line->relation);
  g_free (line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const XpRecusalLine *first = *(XpRecusalLine *const *) a;
  const XpRecusalLine *second = *(XpRecusalLine *const *) b;
  return first->judge_no != second->judge_no ? first->judge_no - second->judge_no
                                             : first->entrant_no - second->entrant_no;
}

static XpRecusalLine *
make_line (XpBook *book, const XpLoadedRound *loaded, const XpRecord *record)
{
  const int judge_no = (int) xp_record_get_int (record, "judge_no");
  const int entrant_no = (int) xp_record_get_int (record, "entrant_no");
  const XpJudge *judge = get_judge (loaded->round, judge_no);
  const char *commitment = xp_record_get_text (record, "relation_secret");
  const char *source = xp_recusal_source_get_word (xp_record_get_text (record, "source"));
  char *relation = commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
  XpRecusalLine *line = g_new0 (XpRecusalLine, 1);
  *line = (XpRecusalLine){
    .entrant_no = entrant_no,
    .judge_no = judge_no,
    .judge = g_strdup (judge != NULL ? judge->name : ""),
    .who = xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, entrant_no)),
    .source = g_strdup (source != NULL ? source : ""),
    .relation = relation != NULL ? relation : g_strdup (""),
    .n_marks = xp_round_is_scoring (loaded->round, judge_no)
                 ? count_marks (loaded, judge_no, entrant_no)
                 : 0,
  };
  return line;
}

static gpointer
list_recusals (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const int64_t *round_uid = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, *round_uid, error);
  if (loaded == NULL)
    return NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  for (guint i = 0; i < loaded->recusals->len; i++)
    g_ptr_array_add (lines, make_line (book, loaded, loaded->recusals->pdata[i]));
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

GPtrArray *
xp_recusal_work_list (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, list_recusals, &round_uid, error);
}

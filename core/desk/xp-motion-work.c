#include "xp-motion-work.h"

#include "xp-desk-private.h"

#include <string.h>

void
xp_motion_line_free (XpMotionLine *self)
{
  g_free (self->on_day);
  g_free (self->words);
  g_free (self);
}

/* ---- list ---- */

static char *
dup_text (const XpRecord *record, const char *column)
{
  const char *text = xp_record_get_text (record, column);
  return g_strdup (text != NULL ? text : "");
}

static XpMotionLine *
read_motion (const XpRecord *record)
{
  XpMotionLine *line = g_new0 (XpMotionLine, 1);
  line->no = (int) xp_record_get_int (record, "motion_no");
  line->on_day = dup_text (record, "on_day");
  line->what = XP_MOTION_OTHER;
  xp_motion_what_from_text (xp_record_get_text (record, "what"), &line->what);
  line->entrant_no = (int) xp_record_get_int (record, "entrant_no");
  line->words = dup_text (record, "words");
  line->count = (XpVoteCount){
    .n_members = (int) xp_record_get_int (record, "n_members"),
    .n_present = (int) xp_record_get_int (record, "n_present"),
    .n_for = (int) xp_record_get_int (record, "n_for"),
    .n_against = (int) xp_record_get_int (record, "n_against"),
    .n_abstained = (int) xp_record_get_int (record, "n_abstained"),
    .n_recused = (int) xp_record_get_int (record, "n_recused"),
  };
  xp_majority_from_text (xp_record_get_text (record, "majority"), &line->majority);
  line->is_carried = xp_record_get_int (record, "is_carried") != 0;
  return line;
}

static gpointer
list_motions (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) records =
    xp_book_list (book, XP_KIND_MOTION, "round_uid", *(const int64_t *) input, error);
  if (records == NULL)
    return NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_motion_line_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (lines, read_motion (records->pdata[i]));
  return lines;
}

GPtrArray *
xp_motion_work_list (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, list_motions, &round_uid, error);
}

/* ---- who is there ---- */

typedef struct {
  int64_t round_uid;
  const int *entrant_nos;
  size_t n_entrants;
  XpVoteCount count; /* out */
} Proposing;

/* A seat at the table: whoever judges, not a body of the form that stands for itself. */
static bool
is_member (const XpRound *round, const XpJudge *judge)
{
  return judge->no != 0 && !xp_round_is_of_own_body (round, judge->no);
}

/* His last stay is not over. */
static bool
is_there (const GPtrArray *stays, int judge_no)
{
  bool is_in = false;
  for (guint i = 0; i < stays->len; i++)
    if (xp_record_get_int (stays->pdata[i], "judge_no") == judge_no)
      is_in = xp_record_is_null (stays->pdata[i], "left_at");
  return is_in;
}

static bool
is_recused (const Proposing *of, const GPtrArray *recusals, int judge_no)
{
  for (guint i = 0; i < recusals->len; i++) {
    const int entrant_no = (int) xp_record_get_int (recusals->pdata[i], "entrant_no");
    if (xp_record_get_int (recusals->pdata[i], "judge_no") != judge_no)
      continue;
    for (size_t k = 0; k < of->n_entrants; k++)
      if (of->entrant_nos[k] == entrant_no)
        return true;
  }
  return false;
}

static gpointer
propose (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Proposing *of = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, of->round_uid, error);
  g_autoptr (GPtrArray) stays =
    loaded != NULL ? xp_book_list (book, XP_KIND_ATTENDANCE, "round_uid", of->round_uid, error)
                   : NULL;
  g_autoptr (GPtrArray) recusals =
    stays != NULL ? xp_book_list (book, XP_KIND_RECUSAL, "round_uid", of->round_uid, error) : NULL;
  if (recusals == NULL)
    return NULL;
  for (size_t i = 0; i < loaded->round->n_judges; i++) {
    const XpJudge *judge = &loaded->round->judges[i];
    if (!is_member (loaded->round, judge))
      continue;
    const bool is_present = stays->len > 0 ? is_there (stays, judge->no) : !judge->is_absent;
    of->count.n_members++;
    of->count.n_present += is_present;
    of->count.n_recused += is_present && is_recused (of, recusals, judge->no);
  }
  return XP_DESK_DONE;
}

bool
xp_motion_work_propose (XpDesk *desk,
                        int64_t round_uid,
                        const int *entrant_nos,
                        size_t n_entrants,
                        XpVoteCount *out_count,
                        GError **error)
{
  Proposing of = {round_uid, entrant_nos, n_entrants, {0}};
  if (xp_desk_run (desk, propose, &of, error) == NULL)
    return false;
  *out_count = of.count;
  return true;
}

/* ---- as it is put ---- */

static void
append_names (GString *text, const XpRound *round, const int *entrant_nos, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const XpEntrant *entrant = xp_round_get_entrant (round, entrant_nos[i]);
    g_autofree char *who =
      entrant != NULL ? xp_entrant_dup_place_and_name (entrant) : g_strdup ("？");
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", who);
  }
}

char *
xp_motion_dup_words (const XpRound *round, const XpMotionSpec *spec)
{
  if (spec->words != NULL && spec->words[0] != '\0')
    return g_strstrip (g_strdup (spec->words));
  GString *text = g_string_new (NULL);
  g_string_append (text, spec->effect == XP_EFFECT_CUT && spec->n_in == 0 ? "" : "同意");
  if (spec->effect == XP_EFFECT_CUT) {
    append_names (text, round, spec->in_entrant_nos, spec->n_in);
    g_string_append (text, spec->n_in > 0 ? "入选" : "同分的各户都不入选");
  } else if (spec->entrant_no > 0) {
    append_names (text, round, &spec->entrant_no, 1);
    g_string_append (text,
                     spec->effect == XP_EFFECT_LIFT   ? "不再暂缓"
                     : spec->what == XP_MOTION_MARKS  ? "改分"
                     : spec->what == XP_MOTION_VETO   ? "暂缓，另行评议"
                     : spec->effect == XP_EFFECT_HOLD ? "暂缓"
                     : spec->what == XP_MOTION_HELD   ? "暂缓"
                                                      : "的处理");
  } else {
    g_string_set_size (text, 0);
  }
  return g_string_free (text, FALSE);
}

/* ---- adding ---- */

typedef struct {
  int64_t round_uid;
  const XpMotionSpec *spec;
  int no; /* out; of a removal in */
} Voting;

static bool
check_count (const XpVoteCount *count, GError **error)
{
  const int least = MIN (
    MIN (count->n_for, count->n_against),
    MIN (count->n_abstained, MIN (count->n_recused, MIN (count->n_present, count->n_members))));
  g_autofree char *gap = xp_vote_count_dup_gap (count);
  if (least < 0)
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "人数、票数都要写数字，不能小于0，没有记上。请再数一遍。");
  else if (gap != NULL)
    g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "%s没有记上，请再数一遍。", gap);
  else
    return true;
  return false;
}

static bool
is_undecided (const XpRanking *ranking, int entrant_no)
{
  for (size_t i = 0; i < ranking->n_undecided; i++)
    if (ranking->undecided[i] == entrant_no)
      return true;
  return false;
}

static bool
add_cut (XpDraft *draft, const XpLoadedRound *loaded, const XpMotionSpec *spec, GError **error)
{
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  if (ranking->n_undecided == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "现在没有要定去留的同分户，不用表决，可以直接往下走。");
    return false;
  }
  for (size_t i = 0; i < spec->n_in; i++)
    if (!is_undecided (ranking, spec->in_entrant_nos[i])) {
      g_set_error_literal (error,
                           XP_ERROR,
                           XP_ERROR_REFUSED,
                           "选中的户里有不在同分之列的，请重新选。");
      return false;
    }
  for (size_t i = 0; i < ranking->n_undecided; i++) {
    bool is_in = false;
    for (size_t k = 0; k < spec->n_in; k++)
      is_in |= spec->in_entrant_nos[k] == ranking->undecided[i];
    g_autoptr (XpRecord) record = xp_record_new (XP_KIND_CUT_DECISION);
    xp_record_set_int (record, "round_uid", loaded->round->uid);
    xp_record_set_int (record, "entrant_no", ranking->undecided[i]);
    xp_record_set_int (record, "is_in", is_in);
    xp_record_set_text (record, "decided_by", "vote");
    xp_draft_put (draft, record);
  }
  return true;
}

static bool
add_state (XpDraft *draft, const XpLoadedRound *loaded, const XpMotionSpec *spec, GError **error)
{
  const XpTotal *total = xp_tally_get_total (loaded->tally, spec->entrant_no);
  const bool is_lifted = spec->effect == XP_EFFECT_LIFT;
  g_autofree char *who =
    xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, spec->entrant_no));
  if (is_lifted && (total->state != XP_STATE_HELD || total->n_missing > 0)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 total->state != XP_STATE_HELD
                   ? "%s没有暂缓，不用取消，没有记上。请看看是不是这一户。"
                   : "%s还有没打的分，没有记上。请用“重新打开这一户”补上分，一起改成参评。",
                 who);
    return false;
  }
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (record, "round_uid", loaded->round->uid);
  xp_record_set_int (record, "entrant_no", spec->entrant_no);
  xp_record_set_text (record, "state", xp_state_get_name (XP_STATE_HELD));
  if (is_lifted)
    xp_draft_remove (draft, record);
  else if (total->state != XP_STATE_HELD)
    xp_draft_put (draft, record);
  return true;
}

static bool
add_effect (XpDraft *draft, const XpLoadedRound *loaded, const XpMotionSpec *spec, GError **error)
{
  if (!xp_vote_count_is_carried (&spec->count, spec->majority) || spec->effect == XP_EFFECT_NONE)
    return true;
  return spec->effect == XP_EFFECT_CUT ? add_cut (draft, loaded, spec, error)
                                       : add_state (draft, loaded, spec, error);
}

static XpRecord *
make_motion (XpDesk *desk, const XpRound *round, const XpMotionSpec *spec, int no)
{
  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  g_autofree char *words = xp_motion_dup_words (round, spec);
  XpRecord *record = xp_record_new (XP_KIND_MOTION);
  xp_record_set_int (record, "round_uid", round->uid);
  xp_record_set_int (record, "motion_no", no);
  xp_record_set_text (record, "on_day", today);
  xp_record_set_text (record, "what", xp_motion_what_get_name (spec->what));
  if (spec->entrant_no > 0)
    xp_record_set_int (record, "entrant_no", spec->entrant_no);
  xp_record_set_text (record, "words", words);
  xp_record_set_text (record, "majority", xp_majority_get_name (spec->majority));
  xp_record_set_int (record, "n_members", spec->count.n_members);
  xp_record_set_int (record, "n_present", spec->count.n_present);
  xp_record_set_int (record, "n_for", spec->count.n_for);
  xp_record_set_int (record, "n_against", spec->count.n_against);
  xp_record_set_int (record, "n_abstained", spec->count.n_abstained);
  xp_record_set_int (record, "n_recused", spec->count.n_recused);
  xp_record_set_int (record, "is_carried", xp_vote_count_is_carried (&spec->count, spec->majority));
  return record;
}

static gpointer
add (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Voting *voting = input;
  const XpMotionSpec *spec = voting->spec;
  g_autoptr (XpLoadedRound) loaded =
    check_count (&spec->count, error) ? xp_load_round (book, voting->round_uid, error) : NULL;
  g_autoptr (GPtrArray) there =
    loaded != NULL ? xp_book_list (book, XP_KIND_MOTION, "round_uid", voting->round_uid, error)
                   : NULL;
  if (there == NULL)
    return NULL;
  voting->no =
    there->len > 0 ? (int) xp_record_get_int (there->pdata[there->len - 1], "motion_no") + 1 : 1;
  g_autoptr (XpRecord) record = make_motion (desk, loaded->round, spec, voting->no);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MOTION);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return add_effect (draft, loaded, spec, error) ? xp_book_put (book, draft, error) : NULL;
}

int
xp_motion_work_add (XpDesk *desk, int64_t round_uid, const XpMotionSpec *spec, GError **error)
{
  Voting voting = {round_uid, spec, 0};
  return xp_desk_run_act (desk, add, &voting, error) ? voting.no : 0;
}

/* ---- taking back ---- */

static bool
remove_cut (XpBook *book, XpDraft *draft, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) decisions =
    xp_book_list (book, XP_KIND_CUT_DECISION, "round_uid", round_uid, error);
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    if (strcmp (xp_record_get_text (decisions->pdata[i], "decided_by"), "vote") == 0)
      xp_draft_remove (draft, decisions->pdata[i]);
  return decisions != NULL;
}

static gpointer
remove_motion (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Voting *voting = input;
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", voting->round_uid, voting->no);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_MOTION, key, &failure);
  if (record == NULL) {
    if (failure != NULL)
      g_propagate_error (error, g_steal_pointer (&failure));
    else
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_REFUSED,
                   "这次评选没有第%d次表决，没有变动。请看看是第几次。",
                   voting->no);
    return NULL;
  }
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MOTION);
  xp_draft_set_subject (draft, record);
  xp_draft_remove (draft, record);
  const bool is_of_tie = strcmp (xp_record_get_text (record, "what"), "tie") == 0 &&
                         xp_record_get_int (record, "is_carried") != 0;
  return !is_of_tie || remove_cut (book, draft, voting->round_uid, error)
           ? xp_book_put (book, draft, error)
           : NULL;
}

bool
xp_motion_work_remove (XpDesk *desk, int64_t round_uid, int no, GError **error)
{
  Voting voting = {round_uid, NULL, no};
  return xp_desk_run_act (desk, remove_motion, &voting, error);
}

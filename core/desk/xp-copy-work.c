#include "xp-copy-work.h"

#include "xp-marking-private.h"

#include <string.h>

enum {
  MOST_TOLD = 4
};

typedef struct {
  XpRound *round; /* this one; borrowed */
  int entry;
  int entrant_no, judge_no;
  XpDraft *draft; /* owned */
  GString *told;  /* owned; “第4项2处、第15项1处” */
  int n_copied;
  char *from; /* owned; the name of the round that was copied from */
} Copying;

/* ---- the last round of the same form ---- */

static bool
is_stored (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  return xp_stage_from_text (xp_record_get_text (round, "stage"), &stage) &&
         stage >= XP_STAGE_POSTED;
}

static XpRecord *
find_last_round (XpBook *book, const Copying *copying, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  XpRecord *last = NULL;
  if (rounds == NULL)
    return NULL;
  for (guint i = 0; i < rounds->len; i++) {
    XpRecord *round = rounds->pdata[i];
    if (strcmp (xp_record_get_text (round, "rubric_id"), copying->round->rubric->id) == 0 &&
        xp_record_get_int (round, "number") < copying->round->number && is_stored (round) &&
        (last == NULL || xp_record_get_int (round, "number") > xp_record_get_int (last, "number")))
      last = round;
  }
  if (last != NULL)
    return xp_record_ref (last);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "用“%s”评分表的评选，前面还没有公示过的，没有上次可以照着录。请自己打分。",
               copying->round->rubric->name);
  return NULL;
}

/* 0: the household, or the person, was not in that round. */
static int
find_entrant (XpBook *book, const Copying *copying, int64_t last_uid, GError **error)
{
  const XpEntrant *entrant = xp_round_get_entrant (copying->round, copying->entrant_no);
  g_autoptr (GPtrArray) entrants =
    xp_book_list (book, XP_KIND_ENTRANT, "household_uid", entrant->household_uid, error);
  for (guint i = 0; entrants != NULL && i < entrants->len; i++)
    if (xp_record_get_int (entrants->pdata[i], "round_uid") == last_uid &&
        xp_record_get_int (entrants->pdata[i], "person_uid") == entrant->person_uid)
      return (int) xp_record_get_int (entrants->pdata[i], "entrant_no");
  if (entrants != NULL) {
    g_autofree char *who = xp_entrant_dup_place_and_name (entrant);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s上次没有参评，没有可以照着录的。请自己打分。",
                 who);
  }
  return 0;
}

static const char *
name_of_judge (const XpRound *round, int judge_no)
{
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      return round->judges[i].name;
  return "";
}

/* -1: nobody of that name marked then. */
static int
find_judge (XpBook *book, const Copying *copying, const XpRecord *last, GError **error)
{
  const bool was_consensus = strcmp (xp_record_get_text (last, "combine"), "consensus") == 0;
  const char *name = name_of_judge (copying->round, copying->judge_no);
  if (copying->judge_no == 0 && was_consensus)
    return 0;
  g_autoptr (GPtrArray) judges =
    xp_book_list (book, XP_KIND_JUDGE, "round_uid", xp_record_get_int (last, "round_uid"), error);
  for (guint i = 0; judges != NULL && copying->judge_no != 0 && i < judges->len; i++)
    if (strcmp (xp_record_get_text (judges->pdata[i], "name"), name) == 0)
      return (int) xp_record_get_int (judges->pdata[i], "judge_no");
  if (judges != NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "上次（%s）没有%s打的表，没有可以照着录的。请自己打分。",
                 xp_record_get_text (last, "name"),
                 copying->judge_no == 0 ? "合议" : name);
  return -1;
}

/* ---- cells ---- */

static XpRecord *
look_up_mark (XpBook *book, int64_t round_uid, int entrant_no, int judge_no, int item_at, int entry)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%d,%d,%d,%d]",
                                          round_uid,
                                          entrant_no,
                                          judge_no,
                                          item_at,
                                          entry);
  return xp_book_lookup (book, XP_KIND_MARK, key, NULL);
}

static bool
may_be_copied (const Copying *copying, const XpItem *then, const XpItem *now)
{
  return then != NULL && then->mode == now->mode && now->mode != XP_MODE_GATE &&
         now->mode != XP_MODE_VETO && now->mode != XP_MODE_VOTE &&
         xp_round_marks (copying->round, copying->judge_no, now);
}

static void
copy_mark (Copying *copying, const XpItem *item, const XpRecord *then)
{
  const XpMark mark = {.is_not_applicable = xp_record_get_int (then, "is_not_applicable") != 0,
                       .entered = xp_record_get_int (then, "entered")};
  if (!mark.is_not_applicable && !xp_mark_check (item, mark.entered, NULL))
    return;
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (record, "round_uid", copying->round->uid);
  xp_record_set_int (record, "entrant_no", copying->entrant_no);
  xp_record_set_int (record, "judge_no", copying->judge_no);
  xp_record_set_int (record, "item_at", item->at);
  xp_record_set_int (record, "entry", copying->entry);
  if (mark.is_not_applicable)
    xp_record_set_int (record, "is_not_applicable", 1);
  else
    xp_record_set_int (record, "entered", mark.entered);
  if (copying->n_copied == 0)
    xp_draft_set_subject (copying->draft, record);
  xp_draft_put (copying->draft, record);
  copying->n_copied++;
  if (copying->n_copied > MOST_TOLD)
    return;
  g_autofree char *text = xp_mark_to_text (item, &mark);
  g_string_append_printf (copying->told,
                          "%s第%s项%s",
                          copying->n_copied > 1 ? "、" : "",
                          item->no,
                          text);
}

static void
copy_sheet (XpBook *book, Copying *copying, int64_t last_uid, int entrant_no, int judge_no)
{
  const XpRubric *then = xp_book_get_rubric_of_round (book, last_uid);
  const XpRubric *now = copying->round->rubric;
  for (size_t i = 0; then != NULL && i < now->n_items; i++) {
    const XpItem *item = &now->items[i];
    const XpItem *old = xp_rubric_lookup_item (then, item->no);
    if (!may_be_copied (copying, old, item))
      continue;
    g_autoptr (XpRecord) mark = look_up_mark (book, last_uid, entrant_no, judge_no, old->at, 1);
    g_autoptr (XpRecord) there = look_up_mark (book,
                                               copying->round->uid,
                                               copying->entrant_no,
                                               copying->judge_no,
                                               item->at,
                                               copying->entry);
    if (mark != NULL && there == NULL)
      copy_mark (copying, item, mark);
  }
}

/* ---- the work ---- */

static gpointer
copy_job (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Copying *copying = input;
  g_autoptr (XpRecord) last = find_last_round (book, copying, error);
  if (last == NULL)
    return NULL;
  const int64_t last_uid = xp_record_get_int (last, "round_uid");
  const int entrant_no = find_entrant (book, copying, last_uid, error);
  const int judge_no = entrant_no > 0 ? find_judge (book, copying, last, error) : -1;
  if (judge_no < 0)
    return NULL;
  copying->from = g_strdup (xp_record_get_text (last, "name"));
  copy_sheet (book, copying, last_uid, entrant_no, judge_no);
  if (copying->n_copied > 0)
    return xp_book_put (book, copying->draft, error);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "上次（%s）在这一户没有记，或者记的这里都打过了，没有变动。请自己打分。",
               copying->from);
  return NULL;
}

bool
xp_copy_work_put (
  XpMarking *marking, int entrant_no, int judge_no, char **out_sentence, GError **error)
{
  Copying copying = {.round = xp_marking_get_round (marking),
                     .entry = xp_marking_is_second (marking) ? 2 : 1,
                     .entrant_no = entrant_no,
                     .judge_no = judge_no,
                     .draft = xp_draft_new (XP_VERB_COPY_MARKS),
                     .told = g_string_new (NULL)};
  const bool is_put = xp_marking_run_act (marking, copy_job, &copying, error);
  if (is_put && out_sentence != NULL)
    *out_sentence = g_strdup_printf ("照%s录了%d项：%s%s",
                                     copying.from,
                                     copying.n_copied,
                                     copying.told->str,
                                     copying.n_copied > MOST_TOLD ? " 等" : "");
  xp_draft_free (copying.draft);
  g_string_free (copying.told, TRUE);
  g_free (copying.from);
  return is_put;
}

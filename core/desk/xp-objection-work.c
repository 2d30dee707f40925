#include "xp-objection-private.h"

#include "xp-household-private.h"

#include <string.h>

enum {
  DAYS_TO_ANSWER = 3 /* working days */
};

void
xp_objection_line_free (XpObjectionLine *self)
{
  g_free (self->who);
  g_free (self->received_on);
  g_free (self->due_on);
  g_free (self->answered_on);
  g_free (self->by);
  g_free (self->words);
  g_free (self->first_checker);
  g_free (self->second_checker);
  g_free (self->outcome);
  g_free (self->answer);
  g_free (self);
}

const char *
xp_objection_outcome_get_word (const char *outcome)
{
  return strcmp (outcome, "open") == 0     ? "未答复"
         : strcmp (outcome, "upheld") == 0 ? "成立"
                                           : "不成立";
}

/* ---- list ---- */

static char *
dup_text (const XpRecord *record, const char *column)
{
  const char *text = xp_record_get_text (record, column);
  return g_strdup (text != NULL ? text : "");
}

static char *
dup_secret (XpBook *book, const XpRecord *record, const char *column)
{
  const char *commitment = xp_record_get_text (record, column);
  char *value = commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
  return value != NULL ? value : g_strdup ("");
}

static XpObjectionLine *
make_line (XpBook *book, const XpLoadedRound *loaded, const XpRecord *record)
{
  XpObjectionLine *line = g_new0 (XpObjectionLine, 1);
  line->no = (int) xp_record_get_int (record, "objection_no");
  line->entrant_no = (int) xp_record_get_int (record, "entrant_no");
  const XpEntrant *entrant = xp_round_get_entrant (loaded->round, line->entrant_no);
  line->number = entrant != NULL ? entrant->number : 0;
  line->who = entrant != NULL ? xp_entrant_dup_place_and_name (entrant) : g_strdup ("整张名单");
  line->received_on = dup_text (record, "received_on");
  line->due_on = dup_text (record, "due_on");
  line->answered_on = dup_text (record, "answered_on");
  line->by = dup_secret (book, record, "by_secret");
  line->words = dup_secret (book, record, "words_secret");
  line->first_checker = dup_text (record, "first_checker");
  line->second_checker = dup_text (record, "second_checker");
  line->outcome = dup_text (record, "outcome");
  line->answer = dup_secret (book, record, "answer_secret");
  return line;
}

GPtrArray *
xp_objections_read (XpBook *book, const XpLoadedRound *loaded)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_objection_line_free);
  for (guint i = 0; i < loaded->objections->len; i++)
    g_ptr_array_add (lines, make_line (book, loaded, loaded->objections->pdata[i]));
  return lines;
}

static gpointer
list_objections (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, *(const int64_t *) input, error);
  return loaded != NULL ? xp_objections_read (book, loaded) : NULL;
}

GPtrArray *
xp_objection_work_list (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, list_objections, &round_uid, error);
}

/* ---- add ---- */

typedef struct {
  int64_t round_uid;
  const XpObjectionSpec *spec;
  int no; /* out */
} Adding;

static bool
set_days (XpDesk *desk, XpRecord *record, const char *received_on, GError **error)
{
  GDate received = xp_desk_get_today (desk), from, due;
  if (received_on != NULL && !xp_day_from_text (received_on, &received)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "日期“%s”不对，请写成 2026-10-12 这样。",
                 received_on);
    return false;
  }
  xp_calendar_get_period (xp_desk_get_calendar (desk),
                          &received,
                          DAYS_TO_ANSWER,
                          true,
                          &from,
                          &due);
  g_autofree char *received_text = xp_day_to_text (&received);
  g_autofree char *due_text = xp_day_to_text (&due);
  xp_record_set_text (record, "received_on", received_text);
  xp_record_set_text (record, "due_on", due_text);
  return true;
}

static bool
check_words (const XpObjectionSpec *spec, GError **error)
{
  if (spec->words != NULL && spec->words[0] != '\0')
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_INPUT,
                       "还没有写是什么意见。请写上，比如“第7项算重了”。");
  return false;
}

static gpointer
add (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Adding *adding = input;
  const XpObjectionSpec *spec = adding->spec;
  g_autoptr (GPtrArray) there =
    xp_book_list (book, XP_KIND_OBJECTION, "round_uid", adding->round_uid, error);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_OBJECTION);
  if (there == NULL || !check_words (spec, error) ||
      !set_days (desk, record, spec->received_on, error))
    return NULL;

  g_autofree char *first =
    xp_person_clean_name (spec->first_checker != NULL ? spec->first_checker : "");
  g_autofree char *second =
    xp_person_clean_name (spec->second_checker != NULL ? spec->second_checker : "");
  adding->no =
    there->len > 0 ? (int) xp_record_get_int (there->pdata[there->len - 1], "objection_no") + 1 : 1;
  xp_record_set_int (record, "round_uid", adding->round_uid);
  xp_record_set_int (record, "objection_no", adding->no);
  if (spec->entrant_no > 0)
    xp_record_set_int (record, "entrant_no", spec->entrant_no);
  xp_record_set_secret (record, "by_secret", spec->by);
  xp_record_set_secret (record, "words_secret", spec->words);
  xp_record_set_text (record, "first_checker", first);
  xp_record_set_text (record, "second_checker", second);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_OBJECTION);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

int
xp_objection_work_add (XpDesk *desk, int64_t round_uid, const XpObjectionSpec *spec, GError **error)
{
  Adding adding = {round_uid, spec, 0};
  return xp_desk_run_act (desk, add, &adding, error) ? adding.no : 0;
}

/* ---- answer ---- */

typedef struct {
  int64_t round_uid;
  int no;
  bool is_upheld;
  const char *answer;
} Answer;

static bool
check_answer (const Answer *answer, const XpRecord *record, GError **error)
{
  if (record == NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "这次评选没有第%d条意见。请看看编号对不对。",
                 answer->no);
  else if (strcmp (xp_record_get_text (record, "outcome"), "open") != 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "第%d条意见已经答复过了。要改就先撤销那次答复。",
                 answer->no);
  else if (answer->answer == NULL || answer->answer[0] == '\0')
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "还没有写怎样答复。请写上核查的结果和理由。");
  else
    return true;
  return false;
}

static gpointer
put_answer (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Answer *answer = input;
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", answer->round_uid, answer->no);
  g_autoptr (XpRecord) found = xp_book_lookup (book, XP_KIND_OBJECTION, key, NULL);
  if (!check_answer (answer, found, error))
    return NULL;

  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  g_autoptr (XpRecord) record = xp_record_copy (found);
  xp_record_set_text (record, "outcome", answer->is_upheld ? "upheld" : "not-upheld");
  xp_record_set_secret (record, "answer_secret", answer->answer);
  xp_record_set_text (record, "answered_on", today);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ANSWER);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_objection_work_answer (
  XpDesk *desk, int64_t round_uid, int no, bool is_upheld, const char *answer, GError **error)
{
  Answer given = {round_uid, no, is_upheld, answer};
  return xp_desk_run_act (desk, put_answer, &given, error);
}

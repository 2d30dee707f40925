#include "xp-candidate-work.h"

#include "xp-form-shelf.h"
#include "xp-household-private.h"
#include "xp-names.h"

#include <string.h>

/* 本轮或上一轮 */
enum {
  ROUNDS_THAT_COUNT = 2
};

static const char AWARD[] = "award:";

void
xp_candidate_free (XpCandidate *self)
{
  g_clear_pointer (&self->person, xp_person_line_free);
  g_free (self->initials);
  g_free (self->reason);
  g_free (self);
}

/* ---- who holds a title ---- */

typedef struct {
  const char *title;   /* borrowed from the form */
  int n_rounds;        /* that awarded it and were looked at */
  GHashTable *holders; /* of household uids, as pointers to int64 */
  GHashTable *former;  /* of those whose title was taken back */
} Holders;

static void
free_holders (gpointer data)
{
  Holders *holders = data;
  g_hash_table_unref (holders->holders);
  g_hash_table_unref (holders->former);
  g_free (holders);
}

static bool
is_sealed (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_record_get_text (round, "stage"), &stage);
  return stage >= XP_STAGE_PUBLISHED;
}

static void
add_uid (GHashTable *uids, int64_t household_uid)
{
  g_hash_table_add (uids, g_memdup2 (&household_uid, sizeof household_uid));
}

static bool
is_withdrawn (const GPtrArray *withdrawals, int64_t entrant_no)
{
  for (guint i = 0; i < withdrawals->len; i++)
    if (xp_record_get_int (withdrawals->pdata[i], "entrant_no") == entrant_no)
      return true;
  return false;
}

static bool
add_awarded (XpBook *book, Holders *holders, const XpResult *result, GError **error)
{
  g_autoptr (GPtrArray) entrants =
    xp_book_list (book, XP_KIND_ENTRANT, "round_uid", result->round_uid, error);
  g_autoptr (GPtrArray) withdrawals =
    entrants != NULL
      ? xp_book_list (book, XP_KIND_TITLE_WITHDRAWAL, "round_uid", result->round_uid, error)
      : NULL;
  if (withdrawals == NULL)
    return false;
  for (guint i = 0; i < entrants->len; i++) {
    const int64_t no = xp_record_get_int (entrants->pdata[i], "entrant_no");
    if (no >= 1 && no <= (int64_t) result->n_entrants &&
        result->entrants[no - 1].awarded == XP_AWARDED_YES)
      add_uid (is_withdrawn (withdrawals, no) ? holders->former : holders->holders,
               xp_record_get_int (entrants->pdata[i], "household_uid"));
  }
  holders->n_rounds++;
  return true;
}

/* One round, if it awarded the title. */
static bool
look_at_round (XpBook *book, Holders *holders, const XpRecord *round, GError **error)
{
  g_autoptr (GPtrArray) results =
    xp_book_list (book, XP_KIND_RESULT, "round_uid", xp_record_get_int (round, "round_uid"), error);
  if (results == NULL)
    return false;
  if (results->len == 0)
    return true;
  const XpRecord *last = results->pdata[results->len - 1];
  g_autoptr (XpResult) result = xp_result_from_text (xp_record_get_text (last, "text"), error);
  if (result == NULL)
    return false;
  return strcmp (result->title, holders->title) != 0 || add_awarded (book, holders, result, error);
}

static Holders *
find_holders (XpBook *book, const char *title, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  if (rounds == NULL)
    return NULL;
  Holders *holders = g_new0 (Holders, 1);
  holders->title = title;
  holders->holders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  holders->former = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = rounds->len; i-- > 0 && holders->n_rounds < ROUNDS_THAT_COUNT;)
    if (is_sealed (rounds->pdata[i]) && !look_at_round (book, holders, rounds->pdata[i], error)) {
      free_holders (holders);
      return NULL;
    }
  return holders;
}

/* One for each gate `award:` of the form. */
static GPtrArray *
list_holders (XpBook *book, const XpRubric *rubric, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_holders);
  for (size_t i = 0; i < rubric->n_items; i++) {
    const char *gate = rubric->items[i].gate;
    if (gate == NULL || !g_str_has_prefix (gate, AWARD))
      continue;
    Holders *holders = find_holders (book, gate + strlen (AWARD), error);
    if (holders == NULL)
      return NULL;
    g_ptr_array_add (all, holders);
  }
  return g_steal_pointer (&all);
}

/* ---- why not ---- */

/* The form says it in words, as a condition: 成年女性. */
static bool
is_for_women (const XpRubric *rubric)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].mode == XP_MODE_GATE &&
        strstr (rubric->items[i].criterion, "女性") != NULL)
      return true;
  return false;
}

static char *
missing_title (const XpPersonLine *person, const Holders *holders)
{
  if (g_hash_table_contains (holders->holders, &person->household_uid))
    return NULL;
  if (holders->n_rounds == 0)
    return g_strdup_printf ("本村还没有公布过“%s”", holders->title);
  return g_strdup_printf (g_hash_table_contains (holders->former, &person->household_uid)
                            ? "%s%d号%s家的“%s”称号摘了牌"
                            : "%s%d号%s家没有“%s”称号",
                          person->group,
                          person->household_number,
                          person->head,
                          holders->title);
}

static char *
reason_against (const XpPersonLine *person, bool is_women_only, const GPtrArray *holders)
{
  if (strcmp (person->relation, "已故") == 0)
    return g_strdup ("已经不在世");
  if (is_women_only && person->sex[0] == '\0')
    return g_strdup ("没有写性别，请补上");
  if (is_women_only && strcmp (person->sex, "f") != 0)
    return g_strdup ("不是女性");
  for (guint i = 0; i < holders->len; i++) {
    char *reason = missing_title (person, holders->pdata[i]);
    if (reason != NULL)
      return reason;
  }
  return strcmp (person->taking_part, "refused") == 0 ? g_strdup ("本人不同意参评") : NULL;
}

/* ---- list ---- */

/* Takes the line. */
static XpCandidate *
make_candidate (XpPersonLine *person, bool is_women_only, const GPtrArray *holders)
{
  XpCandidate *candidate = g_new0 (XpCandidate, 1);
  candidate->person = person;
  candidate->initials = xp_names_dup_initials (person->name);
  candidate->reason = reason_against (person, is_women_only, holders);
  candidate->is_offered = candidate->reason == NULL;
  return candidate;
}

static bool
check_is_of_persons (const XpRubric *rubric, GError **error)
{
  if (g_strcmp0 (rubric->award.object, "人") == 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "《%s》评的是户，不用选人。请选评人的评分表，比如“精巴媳妇”评分表。",
               rubric->name);
  return false;
}

GPtrArray *
xp_candidates_list (XpBook *book, const XpRubric *rubric, GError **error)
{
  g_autoptr (GPtrArray) holders = list_holders (book, rubric, error);
  g_autoptr (GPtrArray) persons = holders != NULL ? xp_person_list_lines (book, error) : NULL;
  if (persons == NULL)
    return NULL;
  const bool is_women_only = is_for_women (rubric);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_candidate_free);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_ptr_array_set_free_func (persons, NULL);
  for (guint i = 0; i < persons->len; i++) {
    XpCandidate *candidate = make_candidate (persons->pdata[i], is_women_only, holders);
    g_ptr_array_add (candidate->is_offered ? list : others, candidate);
  }
  g_ptr_array_extend (list, others, NULL, NULL);
  return list;
}

static gpointer
list_candidates (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, input, error);
  return form != NULL && check_is_of_persons (form->rubric, error)
           ? xp_candidates_list (book, form->rubric, error)
           : NULL;
}

GPtrArray *
xp_candidate_work_list (XpDesk *desk, const char *rubric_id, GError **error)
{
  return xp_desk_run (desk, list_candidates, (gpointer) rubric_id, error);
}

bool
xp_candidate_matches (const XpCandidate *self, const char *query)
{
  const XpPersonLine *person = self->person;
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (query));
  g_autofree char *label = g_strdup_printf ("%d-%d", person->household_number, person->number);
  g_autofree char *number = g_strdup_printf ("%d", person->household_number);
  return typed[0] == '\0' || strcmp (number, typed) == 0 || strcmp (label, typed) == 0 ||
         strstr (person->head, typed) != NULL || strstr (person->group, typed) != NULL ||
         xp_names_match (person->name, self->initials, typed);
}

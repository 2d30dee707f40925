#include "xp-title-work.h"

#include "xp-desk-private.h"

#include <string.h>

void
xp_title_use_free (XpTitleUse *self)
{
  g_free (self->round_name);
  g_free (self->who);
  g_free (self);
}

void
xp_title_line_free (XpTitleLine *self)
{
  g_free (self->title);
  g_free (self->round_name);
  g_free (self->who);
  g_free (self->published_on);
  g_free (self->withdrawn_on);
  g_free (self->barred_until);
  g_free (self->waiting);
  g_free (self);
}

/* ---- the title ---- */

/* The latest result of the round; NULL without error: none is stored. Yours. */
static XpResult *
read_result (XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) results =
    xp_book_list (book, XP_KIND_RESULT, "round_uid", round_uid, error);
  return results != NULL && results->len > 0
           ? xp_result_from_text (xp_record_get_text (results->pdata[results->len - 1], "text"),
                                  error)
           : NULL;
}

static bool
has_title (const XpResult *result, int entrant_no)
{
  return result != NULL && entrant_no >= 1 && entrant_no <= (int) result->n_entrants &&
         result->entrants[entrant_no - 1].awarded == XP_AWARDED_YES;
}

/* The result that gave it; REFUSED where there is nothing to take back. Yours. */
static XpResult *
check_title (XpBook *book, int64_t round_uid, int entrant_no, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", round_uid, entrant_no);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpResult) result = read_result (book, round_uid, &failure);
  g_autoptr (XpRecord) withdrawn =
    failure == NULL ? xp_book_lookup (book, XP_KIND_TITLE_WITHDRAWAL, key, &failure) : NULL;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (!has_title (result, entrant_no))
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这一户这次没有评上称号，没有可摘的牌，没有变动。请看看户和评选对不对。");
  else if (withdrawn != NULL)
    g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, "这一户这次的称号已经摘了，没有变动。");
  else
    return g_steal_pointer (&result);
  return NULL;
}

/* ---- titles that are or were held ---- */

typedef struct {
  int64_t round_uid, household_uid; /* 0: any */
} TitlesInput;

static const XpRecord *
find_withdrawal (const GPtrArray *withdrawals, int entrant_no)
{
  for (guint i = 0; i < withdrawals->len; i++)
    if (xp_record_get_int (withdrawals->pdata[i], "entrant_no") == entrant_no)
      return withdrawals->pdata[i];
  return NULL;
}

static XpTitleLine *
make_title_line (const XpRound *round,
                 const XpEntrant *entrant,
                 const XpResult *result,
                 const XpRecord *withdrawal)
{
  XpTitleLine *line = g_new0 (XpTitleLine, 1);
  line->round_uid = round->uid;
  line->entrant_no = entrant->no;
  line->round_number = round->number;
  line->title = g_strdup (entrant->list[0] != '\0' ? entrant->list : result->title);
  line->round_name = g_strdup (round->name);
  line->who = xp_entrant_dup_place_and_name (entrant);
  line->published_on = g_strdup (round->published_on);
  line->waiting = g_strdup (round->rubric->award.cooldown_rounds);
  if (withdrawal != NULL) {
    line->withdrawn_on = g_strdup (xp_record_get_text (withdrawal, "on_day"));
    line->barred_until = g_strdup (xp_record_get_text (withdrawal, "barred_until"));
  }
  return line;
}

static bool
add_titles_of_round (
  XpBook *book, GPtrArray *lines, int64_t round_uid, int64_t household_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, round_uid, error);
  if (loaded == NULL || loaded->round->stage < XP_STAGE_PUBLISHED)
    return loaded != NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpResult) result = read_result (book, round_uid, &failure);
  g_autoptr (GPtrArray) withdrawals =
    failure == NULL
      ? xp_book_list (book, XP_KIND_TITLE_WITHDRAWAL, "round_uid", round_uid, &failure)
      : NULL;
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return false;
  }
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const XpEntrant *entrant = &loaded->round->entrants[i];
    if (has_title (result, entrant->no) &&
        (household_uid == 0 || entrant->household_uid == household_uid))
      g_ptr_array_add (lines,
                       make_title_line (loaded->round,
                                        entrant,
                                        result,
                                        find_withdrawal (withdrawals, entrant->no)));
  }
  return true;
}

static gpointer
list_titles (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const TitlesInput *of = input;
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_title_line_free);
  for (guint i = rounds != NULL ? rounds->len : 0; i-- > 0;) {
    const int64_t uid = xp_record_get_int (rounds->pdata[i], "round_uid");
    if ((of->round_uid == 0 || of->round_uid == uid) &&
        !add_titles_of_round (book, lines, uid, of->household_uid, error))
      return NULL;
  }
  return rounds != NULL ? g_steal_pointer (&lines) : NULL;
}

GPtrArray *
xp_title_work_list (XpDesk *desk, int64_t household_uid, GError **error)
{
  TitlesInput input = {0, household_uid};
  return xp_desk_run (desk, list_titles, &input, error);
}

GPtrArray *
xp_title_work_list_withdrawn (XpDesk *desk, int64_t round_uid, GError **error)
{
  TitlesInput input = {round_uid, 0};
  GPtrArray *lines = xp_desk_run (desk, list_titles, &input, error);
  for (guint i = lines != NULL ? lines->len : 0; i-- > 0;)
    if (((const XpTitleLine *) lines->pdata[i])->withdrawn_on == NULL)
      g_ptr_array_remove_index (lines, i);
  return lines;
}

/* ---- what hangs on it ---- */

typedef struct {
  int64_t round_uid;
  int entrant_no;
} UsesInput;

static bool
is_of_title (const XpRecord *taken, const UsesInput *of, const char *what)
{
  return xp_record_get_int (taken, "from_round_uid") == of->round_uid &&
         strcmp (xp_record_get_text (taken, "what"), what) == 0;
}

static int64_t
household_of (const XpRound *round, int64_t entrant_no)
{
  const XpEntrant *entrant = xp_round_get_entrant (round, (int) entrant_no);
  return entrant != NULL ? entrant->household_uid : 0;
}

static bool
add_use (
  XpBook *book, GPtrArray *uses, const XpRecord *taken, int64_t household_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded =
    xp_load_round (book, xp_record_get_int (taken, "round_uid"), error);
  if (loaded == NULL)
    return false;
  const int64_t no = xp_record_get_int (taken, "entrant_no");
  if (household_of (loaded->round, no) != household_uid)
    return true;
  XpTitleUse *use = g_new0 (XpTitleUse, 1);
  use->round_uid = loaded->round->uid;
  use->round_number = loaded->round->number;
  use->round_name = g_strdup (loaded->round->name);
  use->stage = loaded->round->stage;
  use->who = xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, (int) no));
  g_ptr_array_add (uses, use);
  return true;
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  return (*(const XpTitleUse *const *) a)->round_number -
         (*(const XpTitleUse *const *) b)->round_number;
}

static gpointer
list_uses (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const UsesInput *of = input;
  g_autoptr (XpResult) result = check_title (book, of->round_uid, of->entrant_no, error);
  g_autoptr (XpLoadedRound) loaded =
    result != NULL ? xp_load_round (book, of->round_uid, error) : NULL;
  g_autoptr (GPtrArray) taken =
    loaded != NULL ? xp_book_list (book, XP_KIND_TAKEN_OVER, NULL, 0, error) : NULL;
  if (taken == NULL)
    return NULL;
  const int64_t household_uid = household_of (loaded->round, of->entrant_no);
  g_autofree char *what = g_strconcat ("award:", result->title, NULL);
  g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_title_use_free);
  for (guint i = 0; i < taken->len; i++)
    if (is_of_title (taken->pdata[i], of, what) &&
        !add_use (book, uses, taken->pdata[i], household_uid, error))
      return NULL;
  g_ptr_array_sort (uses, compare_uses);
  return g_steal_pointer (&uses);
}

GPtrArray *
xp_title_work_list_uses (XpDesk *desk, int64_t round_uid, int entrant_no, GError **error)
{
  UsesInput input = {round_uid, entrant_no};
  return xp_desk_run (desk, list_uses, &input, error);
}

/* ---- taking it back ---- */

static bool
is_told (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static bool
check_spec (XpDesk *desk, const XpWithdrawalSpec *spec, GError **error)
{
  GDate until;
  const GDate today = xp_desk_get_today (desk);
  if (!is_told (spec->reason) || !is_told (spec->witness))
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "摘牌要写明理由，还要写上在场的第二个人的姓名，请补上。");
  else if (spec->barred_until != NULL &&
           (!xp_day_from_text (spec->barred_until, &until) || g_date_compare (&until, &today) < 0))
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "停评到哪天写的是“%s”，应为今天以后的日期，请写成 2028-10-12 这样。",
                 spec->barred_until);
  else
    return true;
  return false;
}

static gpointer
withdraw (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpWithdrawalSpec *spec = input;
  g_autoptr (XpResult) result = check_spec (desk, spec, error)
                                  ? check_title (book, spec->round_uid, spec->entrant_no, error)
                                  : NULL;
  if (result == NULL)
    return NULL;
  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_TITLE_WITHDRAWAL);
  xp_record_set_int (record, "round_uid", spec->round_uid);
  xp_record_set_int (record, "entrant_no", spec->entrant_no);
  xp_record_set_text (record, "on_day", today);
  xp_record_set_text (record, "barred_until", spec->barred_until);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_WITHDRAW_TITLE);
  xp_draft_set_subject (draft, record);
  xp_draft_set_reason (draft, spec->reason, spec->witness);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_title_work_withdraw (XpDesk *desk, const XpWithdrawalSpec *spec, GError **error)
{
  XpWithdrawalSpec copy = *spec;
  return xp_desk_run_act (desk, withdraw, &copy, error);
}

/* ---- giving it back ---- */

static XpRecord *
find_withdrawn (XpBook *book, const XpWithdrawalSpec *spec, GError **error)
{
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", spec->round_uid, spec->entrant_no);
  g_autoptr (GError) failure = NULL;
  XpRecord *withdrawn = xp_book_lookup (book, XP_KIND_TITLE_WITHDRAWAL, key, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (withdrawn == NULL)
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这一户这次的称号没有摘，不用恢复，没有变动。请看看户和评选对不对。");
  return withdrawn;
}

static gpointer
restore (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpWithdrawalSpec *spec = input;
  if (!is_told (spec->reason) || !is_told (spec->witness)) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "恢复称号要写明理由，还要写上在场的第二个人的姓名，请补上。");
    return NULL;
  }
  g_autoptr (XpRecord) withdrawn = find_withdrawn (book, spec, error);
  if (withdrawn == NULL)
    return NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RESTORE_TITLE);
  xp_draft_set_subject (draft, withdrawn);
  xp_draft_set_reason (draft, spec->reason, spec->witness);
  xp_draft_remove (draft, withdrawn);
  return xp_book_put (book, draft, error);
}

bool
xp_title_work_restore (XpDesk *desk, const XpWithdrawalSpec *spec, GError **error)
{
  XpWithdrawalSpec copy = *spec;
  return xp_desk_run_act (desk, restore, &copy, error);
}

/* xp-household-work.c: one household: its card, its number, its group (xp-household-work.h). */
#include "xp-household-work.h"

#include "xp-household-private.h"
#include "xp-household.h"
#include "xp-names.h"

#include <string.h>

/* ---- shared ---- */

static XpRecord *
read_by_uid (XpBook *book, XpKind kind, int64_t uid, const char *sentence, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XpRecord) found = xp_book_lookup (book, kind, key, &problem);
  if (found != NULL)
    return xp_record_copy (found);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, sentence);
  return NULL;
}

XpRecord *
xp_household_read (XpBook *book, int64_t uid, GError **error)
{
  return read_by_uid (book,
                      XP_KIND_HOUSEHOLD,
                      uid,
                      "这一户已经不在本村资料里了，可能撤销了。请重新选一户。",
                      error);
}

XpRecord *
xp_person_read (XpBook *book, int64_t uid, GError **error)
{
  return read_by_uid (book,
                      XP_KIND_PERSON,
                      uid,
                      "这个人已经不在本村资料里了，可能撤销了。请重新选。",
                      error);
}

bool
xp_household_set_group (
  XpDesk *desk, XpBook *book, XpDraft *draft, XpRecord *household, const char *name, GError **error)
{
  g_autofree char *clean = g_strstrip (xp_names_to_half_width (name));
  g_autoptr (GPtrArray) groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  if (groups == NULL)
    return false;
  if (clean[0] == '\0') {
    xp_record_set_null (household, "group_uid");
    return true;
  }

  int64_t last = 0;
  for (guint i = 0; i < groups->len; i++) {
    last = MAX (last, xp_record_get_int (groups->pdata[i], "number"));
    if (strcmp (xp_record_get_text (groups->pdata[i], "name"), clean) != 0)
      continue;
    xp_record_set_int (household, "group_uid", xp_record_get_int (groups->pdata[i], "group_uid"));
    return true;
  }
  g_autoptr (XpRecord) group = xp_record_new (XP_KIND_GROUP);
  const int64_t uid = xp_random_uid (xp_desk_get_random (desk));
  xp_record_set_int (group, "group_uid", uid);
  xp_record_set_int (group, "number", last + 1);
  xp_record_set_text (group, "name", clean);
  xp_draft_put (draft, group);
  xp_record_set_int (household, "group_uid", uid);
  return true;
}

int
xp_household_last_number (XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) households = xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  if (households == NULL)
    return -1;
  return households->len > 0
           ? (int) xp_record_get_int (households->pdata[households->len - 1], "number")
           : 0;
}

/* ---- what was typed becomes a record ---- */

static bool
set_count (XpRecord *record, const char *column, const char *what, int count, GError **error)
{
  if (count < 0)
    xp_record_set_null (record, column);
  else
    xp_record_set_int (record, column, count);
  if (count <= 99)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s写的是%d，应为0到99。不知道就空着。",
               what,
               count);
  return false;
}

/* A value that was forgotten is not there to be shown; leaving it empty changes nothing. */
static void
set_secret (XpBook *book, XpRecord *record, const char *column, const char *value)
{
  const char *commitment = xp_record_get_text (record, column);
  g_autofree char *kept = commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
  const bool is_none = value == NULL || value[0] == '\0';
  if (is_none ? kept != NULL : g_strcmp0 (kept, value) != 0)
    xp_record_set_secret (record, column, value);
}

static bool
check_word (const char *word, const char *what, const char *known, GError **error)
{
  if (known != NULL)
    return true;
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "%s“%s”不认得。请重新选。", what, word);
  return false;
}

static bool
fill_record (XpDesk *desk,
             XpBook *book,
             XpDraft *draft,
             XpRecord *record,
             const XpHouseholdCard *card,
             GError **error)
{
  const char *state = xp_household_state_from_text (card->state);
  const char *naming = xp_naming_from_text (card->naming);
  g_autofree char *head = xp_person_clean_name (card->head);
  if (!check_word (card->state, "住户状态", state, error) ||
      !check_word (card->naming, "愿不愿意上榜", naming, error) ||
      !set_count (record, "people", "人口", card->people, error) ||
      !set_count (record, "residents", "常住人口", card->residents, error) ||
      !xp_household_set_group (desk, book, draft, record, card->group, error))
    return false;
  xp_record_set_int (record, "number", card->number);
  xp_record_set_text (record, "village_code", card->village_code);
  xp_record_set_text (record, "door", card->door);
  xp_record_set_text (record, "head", head);
  xp_record_set_text (record, "told_apart_by", card->told_apart_by);
  xp_record_set_text (record, "state", state);
  xp_record_set_int (record, "is_head_dead", card->is_head_dead);
  xp_record_set_text (record, "naming", naming);
  set_secret (book, record, "phone_secret", card->phone);
  set_secret (book, record, "id_secret", card->id_last4);
  set_secret (book, record, "remark_secret", card->remark);
  set_secret (book, record, "tags_secret", card->tags);
  return true;
}

static bool
put_persons (XpDesk *desk,
             XpBook *book,
             XpDraft *draft,
             int64_t household_uid,
             const XpHouseholdCard *card,
             GError **error)
{
  int last = 0;
  for (guint i = 0; i < card->persons->len; i++)
    last = MAX (last, ((const XpPersonCard *) card->persons->pdata[i])->number);
  for (guint i = 0; i < card->persons->len; i++) {
    const XpPersonCard *person = card->persons->pdata[i];
    const int number = person->number > 0 ? person->number : ++last;
    if (xp_person_put (desk, book, draft, household_uid, number, person, error) == 0)
      return false;
  }
  return true;
}

/* ---- saving ---- */

static gpointer
save (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpHouseholdCard *card = input;
  g_autoptr (XpRecord) record = xp_household_read (book, card->uid, error);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_HOUSEHOLD);
  if (record == NULL || !fill_record (desk, book, draft, record, card, error) ||
      !put_persons (desk, book, draft, card->uid, card, error))
    return NULL;
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_household_work_save (XpDesk *desk, const XpHouseholdCard *card, GError **error)
{
  return xp_desk_run_act (desk, save, (gpointer) card, error);
}

typedef struct {
  const XpHouseholdCard *card;
  int64_t uid; /* out */
} Adding;

static gpointer
add (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Adding *adding = input;
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_HOUSEHOLD);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ADD_HOUSEHOLD);
  const int last = xp_household_last_number (book, error);
  if (last < 0 || !fill_record (desk, book, draft, record, adding->card, error))
    return NULL;
  adding->uid = xp_random_uid (xp_desk_get_random (desk));
  xp_record_set_int (record, "household_uid", adding->uid);
  if (adding->card->number <= 0)
    xp_record_set_int (record, "number", last + 1);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  if (!put_persons (desk, book, draft, adding->uid, adding->card, error))
    return NULL;
  return xp_book_put (book, draft, error);
}

int64_t
xp_household_work_add (XpDesk *desk, const XpHouseholdCard *card, GError **error)
{
  Adding adding = {card, 0};
  return xp_desk_run_act (desk, add, &adding, error) ? adding.uid : 0;
}

/* ---- group and number ---- */

typedef struct {
  int64_t uid;
  const char *group;
  int number;
} Move;

static gpointer
move (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Move *to = input;
  g_autoptr (XpRecord) record = xp_household_read (book, to->uid, error);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MOVE_GROUP);
  if (record == NULL || !xp_household_set_group (desk, book, draft, record, to->group, error))
    return NULL;
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_household_work_move (XpDesk *desk, int64_t uid, const char *group, GError **error)
{
  Move to = {.uid = uid, .group = group};
  return xp_desk_run_act (desk, move, &to, error);
}

static bool
is_closed (const XpRecord *household)
{
  return strcmp (xp_record_get_text (household, "state"), "closed") == 0;
}

static gpointer
renumber (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Move *to = input;
  g_autoptr (XpRecord) record = xp_household_read (book, to->uid, error);
  g_autoptr (GPtrArray) holders =
    record != NULL ? xp_book_list (book, XP_KIND_HOUSEHOLD, "number", to->number, error) : NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RENUMBER);
  if (holders == NULL)
    return NULL;
  for (guint i = 0; !is_closed (record) && i < holders->len; i++) {
    if (is_closed (holders->pdata[i]))
      continue;
    g_autoptr (XpRecord) other = xp_record_copy (holders->pdata[i]);
    xp_record_set_int (other, "number", xp_record_get_int (record, "number"));
    xp_draft_put (draft, other);
  }
  xp_record_set_int (record, "number", to->number);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_household_work_renumber (XpDesk *desk, int64_t uid, int number, GError **error)
{
  Move to = {.uid = uid, .number = number};
  return xp_desk_run_act (desk, renumber, &to, error);
}

/* ---- several at once ---- */

typedef struct {
  const char *verb, *column, *value;
  const int64_t *uids;
  size_t n_uids;
} Setting;

static gpointer
set_all (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Setting *setting = input;
  g_autoptr (XpDraft) draft = xp_draft_new (setting->verb);
  for (size_t i = 0; i < setting->n_uids; i++) {
    g_autoptr (XpRecord) record = xp_household_read (book, setting->uids[i], error);
    if (record == NULL)
      return NULL;
    xp_record_set_text (record, setting->column, setting->value);
    if (i == 0 && setting->n_uids == 1)
      xp_draft_set_subject (draft, record);
    xp_draft_put (draft, record);
  }
  return xp_book_put (book, draft, error);
}

bool
xp_household_work_set_state (
  XpDesk *desk, const int64_t *uids, size_t n_uids, const char *state, GError **error)
{
  const char *name = xp_household_state_from_text (state);
  Setting setting = {XP_VERB_HOUSEHOLD_STATE, "state", name, uids, n_uids};
  return check_word (state, "住户状态", name, error) &&
         xp_desk_run_act (desk, set_all, &setting, error);
}

bool
xp_household_work_set_naming (
  XpDesk *desk, const int64_t *uids, size_t n_uids, const char *naming, GError **error)
{
  const char *name = xp_naming_from_text (naming);
  Setting setting = {XP_VERB_NAMING, "naming", name, uids, n_uids};
  return check_word (naming, "愿不愿意上榜", name, error) &&
         xp_desk_run_act (desk, set_all, &setting, error);
}

static gpointer
tell_apart (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const int64_t *pair = input;
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_APART);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_TELL_APART);
  xp_record_set_int (record, "first_uid", MIN (pair[0], pair[1]));
  xp_record_set_int (record, "second_uid", MAX (pair[0], pair[1]));
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_household_work_tell_apart (XpDesk *desk, int64_t one, int64_t other, GError **error)
{
  int64_t pair[] = {one, other};
  return xp_desk_run_act (desk, tell_apart, pair, error);
}

/* xp-household-change.c: 分户, 合户, 换户主 (xp-household-work.h). */
#include "xp-household-work.h"

#include "xp-household-private.h"

#include <string.h>

static const char HEAD[] = "户主";

static void
set_count (XpRecord *record, const char *column, int count)
{
  if (count >= 0)
    xp_record_set_int (record, column, count);
  else
    xp_record_set_null (record, column);
}

/* NULL with INPUT where @text is no day. Yours. */
static char *
dup_day (XpDesk *desk, const char *text, GError **error)
{
  GDate day = xp_desk_get_today (desk);
  if (text == NULL || xp_day_from_text (text, &day))
    return xp_day_to_text (&day);
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "日期“%s”不对，请写成 2026-10-12 这样。", text);
  return NULL;
}

static bool
put_event (XpBook *book,
           XpDraft *draft,
           int64_t household_uid,
           const char *what,
           const char *day,
           int64_t other_uid,
           GError **error)
{
  g_autoptr (GPtrArray) events =
    xp_book_list (book, XP_KIND_HOUSEHOLD_EVENT, "household_uid", household_uid, error);
  if (events == NULL)
    return false;
  const int64_t last =
    events->len > 0 ? xp_record_get_int (events->pdata[events->len - 1], "event_no") : 0;
  g_autoptr (XpRecord) event = xp_record_new (XP_KIND_HOUSEHOLD_EVENT);
  xp_record_set_int (event, "household_uid", household_uid);
  xp_record_set_int (event, "event_no", last + 1);
  xp_record_set_text (event, "what", what);
  xp_record_set_text (event, "on_day", day);
  xp_record_set_int (event, "other_uid", other_uid);
  xp_draft_put (draft, event);
  return true;
}

/* ---- 分户 ---- */

void
xp_household_work_propose_split (const XpHouseholdCard *from,
                                 size_t n_persons,
                                 int *out_people,
                                 int *out_people_left)
{
  *out_people = n_persons > 0 ? (int) n_persons : -1;
  *out_people_left = from->people >= 0 ? MAX (from->people - (int) n_persons, 0) : -1;
}

typedef struct {
  const XpSplitSpec *spec;
  int64_t uid; /* out */
} Splitting;

static bool
move_persons (XpBook *book,
              XpDraft *draft,
              const XpSplitSpec *spec,
              int64_t to_uid,
              const char *head,
              GError **error)
{
  int last = 1;
  for (size_t i = 0; i < spec->n_persons; i++) {
    g_autoptr (XpRecord) person = xp_person_read (book, spec->person_uids[i], error);
    if (person == NULL)
      return false;
    const char *name = xp_record_get_text (person, "name");
    if (xp_record_get_int (person, "household_uid") != spec->from_uid) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_REFUSED,
                   "%s不是这一户的人，不能一起分出去。请重新选。",
                   name);
      return false;
    }
    /* What somebody is to the old head says nothing of the new one. */
    const bool is_head = strcmp (name, head) == 0;
    xp_record_set_text (person, "relation", is_head ? HEAD : NULL);
    xp_record_set_int (person, "number", is_head ? 1 : ++last);
    xp_record_set_int (person, "household_uid", to_uid);
    xp_draft_put (draft, person);
  }
  return true;
}

static XpRecord *
make_split_off (XpDesk *desk,
                XpBook *book,
                XpDraft *draft,
                const XpSplitSpec *spec,
                const XpRecord *from,
                GError **error)
{
  const int last = xp_household_last_number (book, error);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_HOUSEHOLD);
  g_autofree char *head = xp_person_clean_name (spec->head != NULL ? spec->head : "");
  if (last < 0)
    return NULL;
  xp_record_set_int (record, "household_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (record, "number", last + 1);
  xp_record_set_text (record, "head", head);
  xp_record_set_text (record, "door", spec->door);
  xp_record_set_int (record, "came_from_uid", spec->from_uid);
  if (!xp_record_is_null (from, "group_uid"))
    xp_record_set_int (record, "group_uid", xp_record_get_int (from, "group_uid"));
  if (spec->group != NULL &&
      !xp_household_set_group (desk, book, draft, record, spec->group, error))
    return NULL;
  return g_steal_pointer (&record);
}

static void
share_people (const XpSplitSpec *spec, XpRecord *from, XpRecord *record)
{
  const XpHouseholdCard then = {
    .people = xp_record_is_null (from, "people") ? -1 : (int) xp_record_get_int (from, "people")};
  int people = -1, people_left = -1;
  xp_household_work_propose_split (&then, spec->n_persons, &people, &people_left);
  set_count (record, "people", spec->people >= 0 ? spec->people : people);
  set_count (from, "people", spec->people_left >= 0 ? spec->people_left : people_left);
}

static gpointer
split (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Splitting *splitting = input;
  const XpSplitSpec *spec = splitting->spec;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SPLIT_HOUSEHOLD);
  g_autofree char *day = dup_day (desk, spec->on_day, error);
  g_autoptr (XpRecord) from = day != NULL ? xp_household_read (book, spec->from_uid, error) : NULL;
  g_autoptr (XpRecord) record =
    from != NULL ? make_split_off (desk, book, draft, spec, from, error) : NULL;
  if (record == NULL)
    return NULL;

  splitting->uid = xp_record_get_int (record, "household_uid");
  share_people (spec, from, record);
  xp_draft_set_subject (draft, from);
  xp_draft_put (draft, record);
  xp_draft_put (draft, from);
  const char *head = xp_record_get_text (record, "head");
  if (!move_persons (book, draft, spec, splitting->uid, head, error) ||
      !put_event (book, draft, spec->from_uid, "split", day, splitting->uid, error))
    return NULL;
  return xp_book_put (book, draft, error);
}

int64_t
xp_household_work_split (XpDesk *desk, const XpSplitSpec *spec, GError **error)
{
  Splitting splitting = {spec, 0};
  return xp_desk_run_act (desk, split, &splitting, error) ? splitting.uid : 0;
}

/* ---- 合户 ---- */

static bool
is_going_on (const XpHouseholdCard *card)
{
  return !card->is_head_dead && strcmp (card->state, "present") == 0;
}

int64_t
xp_household_work_propose_merge (const XpHouseholdCard *one, const XpHouseholdCard *other)
{
  if (is_going_on (one) != is_going_on (other))
    return is_going_on (one) ? one->uid : other->uid;
  return one->number <= other->number ? one->uid : other->uid;
}

typedef struct {
  int64_t kept, gone;
  const char *on_day;
} Merging;

static bool
take_persons_in (XpBook *book, XpDraft *draft, const Merging *merging, GError **error)
{
  g_autoptr (GPtrArray) there =
    xp_book_list (book, XP_KIND_PERSON, "household_uid", merging->kept, error);
  g_autoptr (GPtrArray) coming =
    there != NULL ? xp_book_list (book, XP_KIND_PERSON, "household_uid", merging->gone, error)
                  : NULL;
  if (coming == NULL)
    return false;
  int last = xp_person_last_number (there);
  for (guint i = 0; i < coming->len; i++) {
    g_autoptr (XpRecord) person = xp_record_copy (coming->pdata[i]);
    xp_record_set_null (person, "relation");
    xp_record_set_int (person, "number", ++last);
    xp_record_set_int (person, "household_uid", merging->kept);
    xp_draft_put (draft, person);
  }
  return true;
}

static void
add_up (XpRecord *kept, const XpRecord *gone, const char *column)
{
  if (!xp_record_is_null (kept, column) && !xp_record_is_null (gone, column))
    xp_record_set_int (kept,
                       column,
                       xp_record_get_int (kept, column) + xp_record_get_int (gone, column));
}

static gpointer
merge (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Merging *merging = input;
  g_autofree char *day = dup_day (desk, merging->on_day, error);
  g_autoptr (XpRecord) kept = day != NULL ? xp_household_read (book, merging->kept, error) : NULL;
  g_autoptr (XpRecord) gone = kept != NULL ? xp_household_read (book, merging->gone, error) : NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MERGE_HOUSEHOLDS);
  if (gone == NULL)
    return NULL;
  const bool is_closed = strcmp (xp_record_get_text (kept, "state"), "closed") == 0 ||
                         strcmp (xp_record_get_text (gone, "state"), "closed") == 0;
  if (is_closed || merging->kept == merging->gone) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         is_closed ? "已销户的不能再合户。请重新选两户。"
                                   : "一户不能和它自己合户。请选两户。");
    return NULL;
  }
  add_up (kept, gone, "people");
  add_up (kept, gone, "residents");
  xp_record_set_text (gone, "state", "closed");
  xp_draft_set_subject (draft, kept);
  xp_draft_put (draft, kept);
  xp_draft_put (draft, gone);
  if (!take_persons_in (book, draft, merging, error) ||
      !put_event (book, draft, merging->kept, "merge", day, merging->gone, error))
    return NULL;
  return xp_book_put (book, draft, error);
}

bool
xp_household_work_merge (
  XpDesk *desk, int64_t kept, int64_t gone, const char *on_day, GError **error)
{
  Merging merging = {kept, gone, on_day};
  return xp_desk_run_act (desk, merge, &merging, error);
}

/* ---- 换户主 ---- */

typedef struct {
  XpDesk *desk;
  XpBook *book;
  int64_t uid, person_uid;
  const char *head;
  XpOldHead old;

  XpRecord *household;
  GPtrArray *persons; /* of XpRecord, as the book has them */
  XpDraft *draft;
} NewHead;

/* NULL: he is not among the persons. Borrowed. */
static XpRecord *
find_old_head (const NewHead *change)
{
  const char *name = xp_record_get_text (change->household, "head");
  for (guint i = 0; i < change->persons->len; i++)
    if (strcmp (xp_record_get_text (change->persons->pdata[i], "name"), name) == 0)
      return change->persons->pdata[i];
  return NULL;
}

static XpRecord *
make_person (const NewHead *change, int number, const char *name)
{
  XpRecord *person = xp_record_new (XP_KIND_PERSON);
  xp_record_set_int (person, "person_uid", xp_random_uid (xp_desk_get_random (change->desk)));
  xp_record_set_int (person, "household_uid", change->uid);
  xp_record_set_int (person, "number", number);
  xp_record_set_text (person, "name", name);
  return person;
}

/* Only where the persons are known at all: else the history alone remembers him. */
static void
put_old_head (const NewHead *change, int *last)
{
  const XpRecord *known = find_old_head (change);
  if (change->old == XP_OLD_HEAD_LEFT) {
    if (known != NULL)
      xp_person_take_out (change->draft, known);
    return;
  }
  if (known == NULL && change->persons->len == 0)
    return;
  const char *name = xp_record_get_text (change->household, "head");
  g_autoptr (XpRecord) person =
    known != NULL ? xp_record_copy (known) : make_person (change, ++*last, name);
  xp_record_set_text (person, "relation", change->old == XP_OLD_HEAD_DIED ? "已故" : NULL);
  xp_draft_put (change->draft, person);
}

static XpRecord *
find_new_head (const NewHead *change, int *last, GError **error)
{
  for (guint i = 0; i < change->persons->len; i++)
    if (xp_record_get_int (change->persons->pdata[i], "person_uid") == change->person_uid)
      return xp_record_copy (change->persons->pdata[i]);
  if (change->person_uid != 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "选的人不在这一户里。请从这一户的人里选，或写上姓名。");
    return NULL;
  }
  g_autofree char *name = xp_person_clean_name (change->head != NULL ? change->head : "");
  return make_person (change, change->persons->len > 0 ? ++*last : 1, name);
}

static bool
put_new_head (const NewHead *change, GError **error)
{
  int last = xp_person_last_number (change->persons);
  put_old_head (change, &last);
  g_autoptr (XpRecord) person = find_new_head (change, &last, error);
  if (person == NULL)
    return false;

  XpRecord *household = change->household;
  const char *commitment = xp_record_get_text (person, "id_secret");
  g_autofree char *id =
    commitment != NULL ? xp_book_dup_secret (change->book, commitment, NULL) : NULL;
  const char *naming = xp_record_get_text (person, "naming");
  xp_record_set_text (household, "head", xp_record_get_text (person, "name"));
  xp_record_set_text (household, "naming", naming);
  xp_record_set_int (household, "is_head_dead", 0);
  xp_record_set_secret (household, "id_secret", id);
  xp_draft_put (change->draft, household);
  if (change->persons->len > 0) {
    xp_record_set_text (person, "relation", HEAD);
    xp_draft_put (change->draft, person);
  }
  return true;
}

static gpointer
change_head (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  NewHead *change = input;
  g_autoptr (XpRecord) household = xp_household_read (book, change->uid, error);
  g_autoptr (GPtrArray) persons =
    household != NULL ? xp_book_list (book, XP_KIND_PERSON, "household_uid", change->uid, error)
                      : NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_CHANGE_HEAD);
  if (persons == NULL)
    return NULL;
  change->book = book;
  change->household = household;
  change->persons = persons;
  change->draft = draft;
  xp_draft_set_subject (draft, household);
  return put_new_head (change, error) ? xp_book_put (book, draft, error) : NULL;
}

bool
xp_household_work_change_head (
  XpDesk *desk, int64_t uid, int64_t person_uid, const char *head, XpOldHead old, GError **error)
{
  NewHead change = {.desk = desk, .uid = uid, .person_uid = person_uid, .head = head, .old = old};
  return xp_desk_run_act (desk, change_head, &change, error);
}

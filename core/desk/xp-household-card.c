/* xp-household-card.c: a household as it is read (xp-household-work.h). */
#include "xp-household-private.h"
#include "xp-household-work.h"

#include <string.h>

XpPersonCard *
xp_person_card_new (void)
{
  XpPersonCard *self = g_new0 (XpPersonCard, 1);
  self->name = g_strdup ("");
  self->sex = g_strdup ("");
  self->relation = g_strdup ("");
  self->naming = g_strdup ("not-asked");
  self->taking_part = g_strdup ("not-asked");
  return self;
}

void
xp_person_card_free (XpPersonCard *self)
{
  g_free (self->name);
  g_free (self->sex);
  g_free (self->relation);
  g_free (self->naming);
  g_free (self->taking_part);
  g_free (self->id_last4);
  g_free (self);
}

XpHouseholdCard *
xp_household_card_new (void)
{
  XpHouseholdCard *self = g_new0 (XpHouseholdCard, 1);
  self->village_code = g_strdup ("");
  self->group = g_strdup ("");
  self->door = g_strdup ("");
  self->head = g_strdup ("");
  self->told_apart_by = g_strdup ("");
  self->people = -1;
  self->residents = -1;
  self->state = g_strdup ("present");
  self->naming = g_strdup ("not-asked");
  self->story = g_new0 (char *, 1);
  self->persons = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_person_card_free);
  return self;
}

void
xp_household_card_free (XpHouseholdCard *self)
{
  g_free (self->village_code);
  g_free (self->group);
  g_free (self->door);
  g_free (self->head);
  g_free (self->told_apart_by);
  g_free (self->state);
  g_free (self->naming);
  g_free (self->phone);
  g_free (self->id_last4);
  g_free (self->remark);
  g_free (self->tags);
  g_strfreev (self->story);
  g_ptr_array_unref (self->persons);
  g_free (self);
}

/* ---- reading ---- */

static void
take_text (char **to, const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  g_free (*to);
  *to = g_strdup (text != NULL ? text : "");
}

static char *
dup_secret (XpBook *book, const XpRecord *record, const char *column)
{
  const char *commitment = xp_record_get_text (record, column);
  return commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
}

static int
get_count (const XpRecord *record, const char *column)
{
  return xp_record_is_null (record, column) ? -1 : (int) xp_record_get_int (record, column);
}

static XpPersonCard *
read_person (XpBook *book, const XpRecord *record)
{
  XpPersonCard *person = xp_person_card_new ();
  person->uid = xp_record_get_int (record, "person_uid");
  person->number = (int) xp_record_get_int (record, "number");
  take_text (&person->name, record, "name");
  take_text (&person->sex, record, "sex");
  take_text (&person->relation, record, "relation");
  take_text (&person->naming, record, "naming");
  g_free (person->taking_part);
  person->taking_part = g_strdup (xp_person_read_taking_part (book, person->uid));
  person->id_last4 = dup_secret (book, record, "id_secret");
  return person;
}

static char *
name_other (XpBook *book, const XpRecord *event, const char *column)
{
  g_autoptr (XpRecord) other = xp_household_read (book, xp_record_get_int (event, column), NULL);
  return other != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT "号 %s",
                                          xp_record_get_int (other, "number"),
                                          xp_record_get_text (other, "head"))
                       : g_strdup ("（已不在册的一户）");
}

/* @is_other: the event is told of the other household. */
static char *
tell_event (XpBook *book, const XpRecord *event, bool is_other)
{
  GDate on;
  const char *text = xp_record_get_text (event, "on_day");
  g_autofree char *day = xp_day_from_text (text, &on) ? xp_day_to_chinese (&on) : g_strdup (text);
  g_autofree char *name = name_other (book, event, is_other ? "household_uid" : "other_uid");
  const bool is_split = strcmp (xp_record_get_text (event, "what"), "split") == 0;
  if (is_split)
    return g_strdup_printf (is_other ? "%s由%s 分出" : "%s分出%s", day, name);
  return g_strdup_printf (is_other ? "%s并入%s" : "%s由%s 并入本户", day, name);
}

static bool
read_story (XpBook *book, XpHouseholdCard *card, GError **error)
{
  static const char *const COLUMNS[] = {"other_uid", "household_uid"};
  g_autoptr (GStrvBuilder) story = g_strv_builder_new ();
  for (size_t k = 0; k < G_N_ELEMENTS (COLUMNS); k++) {
    g_autoptr (GPtrArray) events =
      xp_book_list (book, XP_KIND_HOUSEHOLD_EVENT, COLUMNS[k], card->uid, error);
    if (events == NULL)
      return false;
    for (guint i = 0; i < events->len; i++) {
      g_autofree char *sentence = tell_event (book, events->pdata[i], k == 0);
      g_strv_builder_add (story, sentence);
    }
  }
  g_strfreev (card->story);
  card->story = g_strv_builder_end (story);
  return true;
}

static void
read_record (XpBook *book, XpHouseholdCard *card, const XpRecord *record)
{
  card->uid = xp_record_get_int (record, "household_uid");
  card->number = (int) xp_record_get_int (record, "number");
  take_text (&card->village_code, record, "village_code");
  take_text (&card->door, record, "door");
  take_text (&card->head, record, "head");
  take_text (&card->told_apart_by, record, "told_apart_by");
  card->people = get_count (record, "people");
  card->residents = get_count (record, "residents");
  take_text (&card->state, record, "state");
  card->is_head_dead = xp_record_get_int (record, "is_head_dead") != 0;
  take_text (&card->naming, record, "naming");
  card->phone = dup_secret (book, record, "phone_secret");
  card->id_last4 = dup_secret (book, record, "id_secret");
  card->remark = dup_secret (book, record, "remark_secret");
  card->tags = dup_secret (book, record, "tags_secret");
}

static gpointer
load (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const int64_t uid = *(const int64_t *) input;
  g_autoptr (XpRecord) record = xp_household_read (book, uid, error);
  g_autoptr (GPtrArray) persons =
    record != NULL ? xp_book_list (book, XP_KIND_PERSON, "household_uid", uid, error) : NULL;
  if (persons == NULL)
    return NULL;

  g_autoptr (XpHouseholdCard) card = xp_household_card_new ();
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT "]", xp_record_get_int (record, "group_uid"));
  g_autoptr (XpRecord) group = xp_book_lookup (book, XP_KIND_GROUP, key, NULL);
  read_record (book, card, record);
  take_text (&card->group, group, "name");
  for (guint i = 0; i < persons->len; i++)
    g_ptr_array_add (card->persons, read_person (book, persons->pdata[i]));
  return read_story (book, card, error) ? g_steal_pointer (&card) : NULL;
}

XpHouseholdCard *
xp_household_work_load (XpDesk *desk, int64_t uid, GError **error)
{
  return xp_desk_run (desk, load, &uid, error);
}

/* ---- finding and history ---- */

static gpointer
find (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  int64_t *number = input;
  g_autoptr (GPtrArray) found = xp_book_list (book, XP_KIND_HOUSEHOLD, "number", *number, error);
  if (found == NULL)
    return NULL;
  int64_t uid = 0;
  for (guint i = found->len; i-- > 0;) {
    const bool is_closed = strcmp (xp_record_get_text (found->pdata[i], "state"), "closed") == 0;
    if (uid == 0 || !is_closed)
      uid = xp_record_get_int (found->pdata[i], "household_uid");
  }
  if (uid == 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "本村资料里没有%" G_GINT64_FORMAT "号户。请写户的编号，比如 17。",
                 *number);
  *number = uid;
  return uid != 0 ? XP_DESK_DONE : NULL;
}

int64_t
xp_household_work_find (XpDesk *desk, int number, GError **error)
{
  int64_t in_out = number;
  return xp_desk_run (desk, find, &in_out, error) != NULL ? in_out : 0;
}

typedef struct {
  int64_t uid;
  size_t n_at_most;
} Page;

static gpointer
list_history (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Page *page = input;
  return xp_book_list_household_history (book, page->uid, page->n_at_most, error);
}

GPtrArray *
xp_household_work_list_history (XpDesk *desk, int64_t uid, size_t n_at_most, GError **error)
{
  Page page = {uid, n_at_most};
  return xp_desk_run (desk, list_history, &page, error);
}

#include "xp-person-work.h"

#include "xp-household-private.h"
#include "xp-household.h"
#include "xp-names.h"

#include <string.h>

/* ---- shared ---- */

int
xp_person_last_number (const GPtrArray *persons)
{
  int last = 0;
  for (guint i = 0; i < persons->len; i++)
    last = MAX (last, (int) xp_record_get_int (persons->pdata[i], "number"));
  return last;
}

char *
xp_person_clean_name (const char *name)
{
  char *clean = g_strstrip (xp_names_to_half_width (name));
  for (const char *at = clean; *at != '\0'; at++)
    if (g_ascii_isalpha (*at))
      return clean;
  GString *text = g_string_new (clean);
  g_free (clean);
  g_string_replace (text, " ", "", 0);
  return g_string_free (text, FALSE);
}

static bool
refuse_word (const char *what, const char *word, GError **error)
{
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "%s“%s”不认得。请重新选。", what, word);
  return false;
}

const char *
xp_person_read_taking_part (XpBook *book, int64_t person_uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", person_uid);
  g_autoptr (XpRecord) consent = xp_book_lookup (book, XP_KIND_PERSON_CONSENT, key, NULL);
  const char *name =
    consent != NULL ? xp_naming_from_text (xp_record_get_text (consent, "taking_part")) : NULL;
  return name != NULL ? name : "not-asked";
}

/* “Nobody asked” has no row. */
static void
put_taking_part (XpDraft *draft, int64_t person_uid, const char *taking_part)
{
  g_autoptr (XpRecord) consent = xp_record_new (XP_KIND_PERSON_CONSENT);
  xp_record_set_int (consent, "person_uid", person_uid);
  xp_record_set_text (consent, "taking_part", taking_part);
  if (strcmp (taking_part, "not-asked") == 0)
    xp_draft_remove (draft, consent);
  else
    xp_draft_put (draft, consent);
}

static void
set_id (XpBook *book, XpRecord *record, const char *id_last4)
{
  const char *commitment = xp_record_get_text (record, "id_secret");
  g_autofree char *kept = commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
  const bool is_none = id_last4 == NULL || id_last4[0] == '\0';
  if (is_none ? kept != NULL : g_strcmp0 (kept, id_last4) != 0)
    xp_record_set_secret (record, "id_secret", id_last4);
}

static bool
check_words (const XpPersonCard *person, GError **error)
{
  if (xp_naming_from_text (person->naming) == NULL)
    return refuse_word ("愿不愿意上榜", person->naming, error);
  if (xp_naming_from_text (person->taking_part) == NULL)
    return refuse_word ("参评意愿", person->taking_part, error);
  return person->sex[0] == '\0' || xp_sex_from_text (person->sex) != NULL ||
         refuse_word ("性别", person->sex, error);
}

int64_t
xp_person_put (XpDesk *desk,
               XpBook *book,
               XpDraft *draft,
               int64_t household_uid,
               int number,
               const XpPersonCard *person,
               GError **error)
{
  g_autofree char *name = xp_person_clean_name (person->name);
  g_autoptr (XpRecord) record = !check_words (person, error) ? NULL
                                : person->uid != 0 ? xp_person_read (book, person->uid, error)
                                                   : xp_record_new (XP_KIND_PERSON);
  if (record == NULL)
    return 0;

  const int64_t uid = person->uid != 0 ? person->uid : xp_random_uid (xp_desk_get_random (desk));
  xp_record_set_int (record, "person_uid", uid);
  xp_record_set_int (record, "household_uid", household_uid);
  xp_record_set_int (record, "number", number);
  xp_record_set_text (record, "name", name);
  xp_record_set_text (record, "sex", xp_sex_from_text (person->sex));
  xp_record_set_text (record, "relation", person->relation);
  xp_record_set_text (record, "naming", xp_naming_from_text (person->naming));
  set_id (book, record, person->id_last4);
  xp_draft_put (draft, record);
  put_taking_part (draft, uid, xp_naming_from_text (person->taking_part));
  return uid;
}

void
xp_person_take_out (XpDraft *draft, const XpRecord *person)
{
  put_taking_part (draft, xp_record_get_int (person, "person_uid"), "not-asked");
  xp_draft_remove (draft, person);
}

/* ---- saving and taking out ---- */

typedef struct {
  int64_t household_uid;
  const XpPersonCard *person;
  int64_t uid; /* out */
} Saving;

/* 0 with REFUSED: it is taken. */
static int
choose_number (const GPtrArray *persons, const XpPersonCard *person, GError **error)
{
  if (person->number <= 0)
    return xp_person_last_number (persons) + 1;
  for (guint i = 0; i < persons->len; i++)
    if (xp_record_get_int (persons->pdata[i], "number") == person->number &&
        xp_record_get_int (persons->pdata[i], "person_uid") != person->uid) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_REFUSED,
                   "户内编号%d已经是%s的了。请换一个编号。",
                   person->number,
                   xp_record_get_text (persons->pdata[i], "name"));
      return 0;
    }
  return person->number;
}

static gpointer
save (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Saving *saving = input;
  const XpPersonCard *person = saving->person;
  g_autoptr (XpRecord) household = xp_household_read (book, saving->household_uid, error);
  g_autoptr (GPtrArray) persons =
    household != NULL
      ? xp_book_list (book, XP_KIND_PERSON, "household_uid", saving->household_uid, error)
      : NULL;
  const int number = persons != NULL ? choose_number (persons, person, error) : 0;
  if (number == 0)
    return NULL;

  g_autoptr (XpDraft) draft =
    xp_draft_new (person->uid != 0 ? XP_VERB_EDIT_PERSON : XP_VERB_ADD_PERSON);
  saving->uid = xp_person_put (desk, book, draft, saving->household_uid, number, person, error);
  if (saving->uid == 0)
    return NULL;
  g_autoptr (XpRecord) subject = xp_record_new (XP_KIND_PERSON);
  xp_record_set_int (subject, "person_uid", saving->uid);
  xp_draft_set_subject (draft, subject);
  return xp_book_put (book, draft, error);
}

int64_t
xp_person_work_save (XpDesk *desk,
                     int64_t household_uid,
                     const XpPersonCard *person,
                     GError **error)
{
  Saving saving = {household_uid, person, 0};
  return xp_desk_run_act (desk, save, &saving, error) ? saving.uid : 0;
}

static gpointer
remove_person (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpRecord) record = xp_person_read (book, *(const int64_t *) input, error);
  if (record == NULL)
    return NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_REMOVE_PERSON);
  xp_draft_set_subject (draft, record);
  xp_person_take_out (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_person_work_remove (XpDesk *desk, int64_t person_uid, GError **error)
{
  return xp_desk_run_act (desk, remove_person, &person_uid, error);
}

/* ---- list ---- */

void
xp_person_line_free (XpPersonLine *line)
{
  g_free (line->group);
  g_free (line->head);
  g_free (line->name);
  g_free (line->sex);
  g_free (line->relation);
  g_free (line->naming);
  g_free (line->taking_part);
  g_free (line);
}

static char *
dup_text (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return g_strdup (text != NULL ? text : "");
}

static XpPersonLine *
make_line (XpBook *book, const XpRecord *person, const XpRecord *household)
{
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT "]", xp_record_get_int (household, "group_uid"));
  g_autoptr (XpRecord) group = xp_book_lookup (book, XP_KIND_GROUP, key, NULL);
  XpPersonLine *line = g_new0 (XpPersonLine, 1);
  line->uid = xp_record_get_int (person, "person_uid");
  line->household_uid = xp_record_get_int (person, "household_uid");
  line->household_number = (int) xp_record_get_int (household, "number");
  line->number = (int) xp_record_get_int (person, "number");
  line->group = dup_text (group, "name");
  line->head = dup_text (household, "head");
  line->name = dup_text (person, "name");
  line->sex = dup_text (person, "sex");
  line->relation = dup_text (person, "relation");
  line->naming = dup_text (person, "naming");
  line->taking_part = g_strdup (xp_person_read_taking_part (book, line->uid));
  return line;
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  const XpPersonLine *left = *(XpPersonLine *const *) a, *right = *(XpPersonLine *const *) b;
  return left->household_number != right->household_number
           ? left->household_number - right->household_number
           : left->number - right->number;
}

GPtrArray *
xp_person_list_lines (XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) persons = xp_book_list (book, XP_KIND_PERSON, NULL, 0, error);
  if (persons == NULL)
    return NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_person_line_free);
  for (guint i = 0; i < persons->len; i++) {
    g_autoptr (XpRecord) household =
      xp_household_read (book, xp_record_get_int (persons->pdata[i], "household_uid"), NULL);
    if (household != NULL && strcmp (xp_record_get_text (household, "state"), "closed") != 0)
      g_ptr_array_add (lines, make_line (book, persons->pdata[i], household));
  }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static gpointer
list_persons (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_person_list_lines (book, error);
}

GPtrArray *
xp_person_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_persons, NULL, error);
}

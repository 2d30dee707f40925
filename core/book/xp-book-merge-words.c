/* xp-book-merge-words.c: a difference between two books as people read it: whose, what, and what
 * stands on each side. */
#include "xp-book-merge-private.h"

#include "xp-round.h"

#include <string.h>

typedef struct {
  XpBook *here, *there;
  const XpMergeConflict *conflict;
  const XpRecord *record; /* either side's */
} Words;

/* Here, else on the other side, where it may be new. */
static XpRecord *
look_up (const Words *words, XpKind kind, const char *key)
{
  XpRecord *record = xp_book_lookup (words->here, kind, key, NULL);
  return record != NULL ? record : xp_book_lookup (words->there, kind, key, NULL);
}

static XpRecord *
look_up_uid (const Words *words, XpKind kind, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  return look_up (words, kind, key);
}

/* ---- whose ---- */

/* 一社 17号 张三 */
static char *
name_household (const Words *words, const XpRecord *household)
{
  g_autofree char *number = xp_book_number_household (household);
  g_autoptr (XpRecord) group =
    household != NULL && !xp_record_is_null (household, "group_uid")
      ? look_up_uid (words, XP_KIND_GROUP, xp_record_get_int (household, "group_uid"))
      : NULL;
  return group != NULL ? g_strconcat (xp_book_text_of (group, "name"), " ", number, NULL)
                       : g_steal_pointer (&number);
}

static char *
name_household_of (const Words *words, const XpRecord *record, const char *column)
{
  g_autoptr (XpRecord) household =
    look_up_uid (words, XP_KIND_HOUSEHOLD, xp_record_get_int (record, column));
  return name_household (words, household);
}

static char *
name_person (const Words *words, const XpRecord *person)
{
  g_autofree char *home = name_household_of (words, person, "household_uid");
  return g_strconcat (home, "家 ", xp_book_text_of (person, "name"), NULL);
}

static char *
name_entrant (const Words *words)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (words->record, "round_uid"),
                                          xp_record_get_int (words->record, "entrant_no"));
  g_autoptr (XpRecord) entrant = look_up (words, XP_KIND_ENTRANT, key);
  if (entrant == NULL)
    return g_strdup ("（已不在的参评户）");
  if (xp_record_is_null (entrant, "person_uid"))
    return name_household_of (words, entrant, "household_uid");
  g_autoptr (XpRecord) person =
    look_up_uid (words, XP_KIND_PERSON, xp_record_get_int (entrant, "person_uid"));
  return person != NULL ? name_person (words, person)
                        : name_household_of (words, entrant, "household_uid");
}

static char *
tell_whose (const Words *words)
{
  const XpKind kind = words->conflict->kind;
  if (kind == XP_KIND_HOUSEHOLD)
    return name_household (words, words->record);
  if (kind == XP_KIND_PERSON)
    return name_person (words, words->record);
  if (kind == XP_KIND_PERSON_CONSENT) {
    g_autoptr (XpRecord) person =
      look_up_uid (words, XP_KIND_PERSON, xp_record_get_int (words->record, "person_uid"));
    return person != NULL ? name_person (words, person) : g_strdup ("（已不在的村民）");
  }
  if (xp_kind_find_column (kind, "entrant_no") >= 0 &&
      !xp_record_is_null (words->record, "entrant_no"))
    return name_entrant (words);
  if (xp_kind_find_column (kind, "household_uid") >= 0)
    return name_household_of (words, words->record, "household_uid");
  if (xp_kind_find_column (kind, "name") >= 0)
    return g_strdup (xp_book_text_of (words->record, "name"));
  return g_strdup (xp_kind_get_info (kind)->title);
}

/* ---- what ---- */

static const XpItem *
find_item (const Words *words)
{
  const int64_t round_uid = xp_record_get_int (words->record, "round_uid");
  const XpRubric *rubric = xp_book_get_rubric_of_round (words->here, round_uid);
  if (rubric == NULL)
    rubric = xp_book_get_rubric_of_round (words->there, round_uid);
  return rubric != NULL
           ? xp_rubric_get_item (rubric, (int) xp_record_get_int (words->record, "item_at"))
           : NULL;
}

/* “李评委 ”; nothing where all sign one sheet. */
static char *
name_judge (const Words *words)
{
  const int64_t judge_no = xp_record_get_int (words->record, "judge_no");
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (words->record, "round_uid"),
                                          judge_no);
  g_autoptr (XpRecord) judge = judge_no > 0 ? look_up (words, XP_KIND_JUDGE, key) : NULL;
  return judge != NULL ? g_strconcat (xp_book_text_of (judge, "name"), " ", NULL) : g_strdup ("");
}

static char *
tell_item (const Words *words, const char *what)
{
  g_autofree char *judge = name_judge (words);
  const bool is_second = xp_record_get_int (words->record, "entry") == 2;
  return g_strconcat (judge, what, is_second ? "（再录的）" : "", NULL);
}

static char *
tell_mark_item (const Words *words)
{
  const XpItem *item = find_item (words);
  if (item == NULL)
    return tell_item (words, "打分");
  const bool is_numbered = g_ascii_isdigit (item->no[0]);
  g_autofree char *what = g_strdup_printf ("%s%s%s“%s”",
                                           is_numbered ? "第" : "",
                                           item->no,
                                           is_numbered ? "项" : "",
                                           item->name);
  return tell_item (words, what);
}

/* 门牌、户主: the columns that differ; of a record that one side has not, its kind. */
static char *
tell_columns (const Words *words)
{
  const XpMergeConflict *conflict = words->conflict;
  const XpKindInfo *info = xp_kind_get_info (conflict->kind);
  GString *titles = g_string_new (NULL);
  for (size_t i = info->n_key; i < info->n_columns; i++)
    if (conflict->ours != NULL && conflict->theirs != NULL &&
        !xp_record_equal_at (conflict->ours, conflict->theirs, i))
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? "、" : "", info->columns[i].title);
  if (titles->len == 0)
    g_string_append (titles, info->title);
  return g_string_free (titles, FALSE);
}

/* The same state, for another reason: then the reason is what differs. */
static bool
is_state (const XpMergeConflict *conflict)
{
  return conflict->kind == XP_KIND_ENTRANT_STATE &&
         (conflict->ours == NULL || conflict->theirs == NULL ||
          strcmp (xp_book_text_of (conflict->ours, "state"),
                  xp_book_text_of (conflict->theirs, "state")) != 0);
}

static char *
tell_what (const Words *words)
{
  if (is_state (words->conflict))
    return g_strdup ("状态");
  switch ((int) words->conflict->kind) {
  case XP_KIND_MARK:
    return tell_mark_item (words);
  case XP_KIND_SHEET:
    return tell_item (words, "打完没有");
  case XP_KIND_RECUSAL:
    return tell_item (words, "回避");
  default:
    return tell_columns (words);
  }
}

/* ---- what stands there ---- */

static char *
tell_mark (const Words *words, const XpRecord *record)
{
  const XpItem *item = find_item (words);
  if (record == NULL)
    return g_strdup ("没有记");
  const XpMark mark = {.is_not_applicable = xp_record_get_int (record, "is_not_applicable") != 0,
                       .entered = xp_record_get_int (record, "entered")};
  g_autofree char *value = item != NULL ? xp_mark_to_text (item, &mark)
                                        : g_strdup_printf ("%" G_GINT64_FORMAT, mark.entered);
  const char *said = xp_book_text_of (record, "words");
  return g_strconcat (value, said[0] != '\0' ? "，" : "", said, NULL);
}

static char *
tell_state (const XpRecord *record)
{
  XpState state = XP_STATE_PRESENT;
  if (record != NULL)
    xp_state_from_text (xp_book_text_of (record, "state"), &state);
  return g_strdup (xp_state_get_word (state));
}

/* The value behind a secret, where its book still has it. */
static char *
tell_column (XpBook *book, const XpRecord *record, size_t column)
{
  const XpColumn *info = &xp_kind_get_info (xp_record_get_kind (record))->columns[column];
  char *value = NULL;
  if (xp_record_is_null_at (record, column))
    value = NULL;
  else if (xp_record_get_kind (record) == XP_KIND_TYPIST && info->type == XP_COLUMN_SECRET)
    value = g_strdup ("已设"); /* what opens a name is nobody's to read */
  else if (info->type == XP_COLUMN_SECRET)
    value = xp_book_dup_secret (book, xp_record_get_text_at (record, column), NULL);
  else
    value = xp_book_value_in_words (book, record, column);
  return value != NULL ? value : g_strdup ("没有记");
}

static char *
tell_values (XpBook *book, const XpRecord *record, const XpRecord *other)
{
  if (record == NULL)
    return g_strdup ("没有");
  if (other == NULL)
    return g_strdup ("有");
  const XpKindInfo *info = xp_kind_get_info (xp_record_get_kind (record));
  GString *text = g_string_new (NULL);
  for (size_t i = info->n_key; i < info->n_columns; i++) {
    if (xp_record_equal_at (record, other, i))
      continue;
    g_autofree char *value = tell_column (book, record, i);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "，" : "", value);
  }
  return g_string_free (text, FALSE);
}

static char *
tell_side (const Words *words, XpBook *book, const XpRecord *record, const XpRecord *other)
{
  if (is_state (words->conflict))
    return tell_state (record);
  switch ((int) words->conflict->kind) {
  case XP_KIND_MARK:
    return tell_mark (words, record);
  case XP_KIND_SHEET:
    return g_strdup (record != NULL ? "打完了" : "没有打完");
  case XP_KIND_RECUSAL:
    return g_strdup (record != NULL ? "回避" : "不回避");
  default:
    return tell_values (book, record, other);
  }
}

static bool
has_secret_between (const XpMergeConflict *conflict)
{
  const XpKindInfo *info = xp_kind_get_info (conflict->kind);
  for (size_t i = 0; conflict->ours != NULL && conflict->theirs != NULL && i < info->n_columns; i++)
    if (info->columns[i].type == XP_COLUMN_SECRET &&
        !xp_record_equal_at (conflict->ours, conflict->theirs, i))
      return true;
  return false;
}

/* ---- order ---- */

static void
set_order (const Words *words, int64_t order[3])
{
  static const char *const COLUMNS[3][2] = {
    {"round_uid", NULL},
    {"entrant_no", "number"},
    {"item_at", NULL},
  };
  for (size_t i = 0; i < 3; i++) {
    order[i] = 0;
    for (size_t k = 0; k < 2 && order[i] == 0; k++)
      if (COLUMNS[i][k] != NULL && xp_kind_find_column (words->conflict->kind, COLUMNS[i][k]) >= 0)
        order[i] = xp_record_get_int (words->record, COLUMNS[i][k]);
  }
}

gint
xp_merge_compare_conflicts (gconstpointer a, gconstpointer b)
{
  const XpMergeConflict *left = *(XpMergeConflict *const *) a;
  const XpMergeConflict *right = *(XpMergeConflict *const *) b;
  for (size_t i = 0; i < 3; i++)
    if (left->order[i] != right->order[i])
      return left->order[i] < right->order[i] ? -1 : 1;
  return left->kind != right->kind ? (left->kind < right->kind ? -1 : 1)
                                   : strcmp (left->key, right->key);
}

void
xp_merge_describe (XpBook *self, XpBook *other, XpMergeConflict *conflict)
{
  const Words words = {self,
                       other,
                       conflict,
                       conflict->ours != NULL ? conflict->ours : conflict->theirs};
  conflict->about = tell_whose (&words);
  conflict->item = tell_what (&words);
  conflict->ours_text = tell_side (&words, self, conflict->ours, conflict->theirs);
  conflict->theirs_text = tell_side (&words, other, conflict->theirs, conflict->ours);
  conflict->is_private = has_secret_between (conflict);
  set_order (&words, conflict->order);
}

/* ---- whose changes come in ---- */

static void
free_owner (gpointer data)
{
  XpMergeOwner *owner = data;
  g_free (owner->about);
  g_free (owner);
}

static gint
compare_owners (gconstpointer a, gconstpointer b)
{
  const XpMergeOwner *left = *(XpMergeOwner *const *) a, *right = *(XpMergeOwner *const *) b;
  for (size_t i = 0; i < 2; i++)
    if (left->order[i] != right->order[i])
      return left->order[i] < right->order[i] ? -1 : 1;
  return strcmp (left->about, right->about);
}

/* A sheet's hundred marks are one household's: it is named once. */
static char *
key_of_owner (const XpRecord *record)
{
  const XpKind kind = xp_record_get_kind (record);
  if (xp_kind_find_column (kind, "entrant_no") >= 0 && !xp_record_is_null (record, "entrant_no"))
    return g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                            xp_record_get_int (record, "round_uid"),
                            xp_record_get_int (record, "entrant_no"));
  g_autofree char *key = xp_record_dup_key (record);
  return g_strconcat (xp_kind_get_info (kind)->name, " ", key, NULL);
}

static XpMergeOwner *
get_named (GHashTable *by_name, GPtrArray *owners, const Words *words)
{
  g_autofree char *about = tell_whose (words);
  XpMergeOwner *owner = g_hash_table_lookup (by_name, about);
  if (owner != NULL)
    return owner;
  owner = g_new0 (XpMergeOwner, 1);
  owner->about = g_steal_pointer (&about);
  set_order (words, owner->order);
  g_hash_table_insert (by_name, owner->about, owner);
  g_ptr_array_add (owners, owner);
  return owner;
}

GPtrArray *
xp_merge_list_owners (XpBook *self, XpBook *other, const GArray *changes)
{
  GPtrArray *owners = g_ptr_array_new_with_free_func (free_owner);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < changes->len; i++) {
    const XpChange *change = &g_array_index (changes, XpChange, i);
    const XpRecord *record = change->after != NULL ? change->after : change->before;
    g_autofree char *key = key_of_owner (record);
    XpMergeOwner *owner = g_hash_table_lookup (by_key, key);
    if (owner == NULL) {
      const XpMergeConflict conflict = {.kind = change->kind};
      const Words words = {self, other, &conflict, record};
      owner = get_named (by_name, owners, &words);
      g_hash_table_insert (by_key, g_steal_pointer (&key), owner);
    }
    owner->n_changes++;
  }
  g_ptr_array_sort (owners, compare_owners);
  return owners;
}

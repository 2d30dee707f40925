/* xp-book-describe-people.c: sentences about the village, its households and persons. */
#include "xp-book-private.h"

#include "xp-household.h"

#include <string.h>

const char *
xp_book_text_of (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return text != NULL ? text : "";
}

XpRecord *
xp_book_look_up_uid (XpBook *self, XpKind kind, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  return xp_book_lookup (self, kind, key, NULL);
}

static const char GONE[] = "（已不在册的一户）";

char *
xp_book_name_household (XpBook *self, const XpRecord *household)
{
  if (household == NULL)
    return g_strdup (GONE);
  g_autoptr (XpRecord) group =
    xp_book_look_up_uid (self, XP_KIND_GROUP, xp_record_get_int (household, "group_uid"));
  const char *place = xp_book_text_of (group, "name");
  const char *door = xp_book_text_of (household, "door");
  const char *apart = xp_book_text_of (household, "told_apart_by");
  return g_strconcat (place,
                      door,
                      place[0] != '\0' || door[0] != '\0' ? " " : "",
                      xp_book_text_of (household, "head"),
                      apart[0] != '\0' ? "（" : "",
                      apart,
                      apart[0] != '\0' ? "）" : "",
                      NULL);
}

char *
xp_book_number_household (const XpRecord *household)
{
  if (household == NULL)
    return g_strdup (GONE);
  return g_strdup_printf ("%" G_GINT64_FORMAT "号 %s",
                          xp_record_get_int (household, "number"),
                          xp_book_text_of (household, "head"));
}

/* As the act left it, if it is one of those that changed, else as it is. */
static char *
number_household_of (XpBook *self, const XpRecord *record, const char *column)
{
  g_autoptr (XpRecord) household =
    xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, column));
  return xp_book_number_household (household);
}

static const XpRecord *
either (const XpChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

/* ---- values in words ---- */

static char *
yes_or_no (XpBook *self, const XpRecord *record, const char *column)
{
  return g_strdup (xp_record_get_int (record, column) != 0 ? "是" : "否");
}

static char *
state_in_words (XpBook *self, const XpRecord *record, const char *column)
{
  return g_strdup (xp_household_state_get_word (xp_book_text_of (record, column)));
}

static char *
naming_in_words (XpBook *self, const XpRecord *record, const char *column)
{
  return g_strdup (xp_naming_get_word (xp_book_text_of (record, column)));
}

static char *
sex_in_words (XpBook *self, const XpRecord *record, const char *column)
{
  return g_strdup (xp_sex_get_word (xp_book_text_of (record, column)));
}

static char *
group_in_words (XpBook *self, const XpRecord *record, const char *column)
{
  g_autoptr (XpRecord) group =
    xp_book_look_up_uid (self, XP_KIND_GROUP, xp_record_get_int (record, column));
  return g_strdup (group != NULL ? xp_book_text_of (group, "name") : "（已去掉的组）");
}

static char *
household_in_words (XpBook *self, const XpRecord *record, const char *column)
{
  return number_household_of (self, record, column);
}

static const struct {
  const char *column;
  char *(*in_words) (XpBook *self, const XpRecord *record, const char *column);
} WORDS[] = {
  {"is_head_dead", yes_or_no},
  {"state", state_in_words},
  {"naming", naming_in_words},
  {"sex", sex_in_words},
  {"group_uid", group_in_words},
  {"household_uid", household_in_words},
  {"came_from_uid", household_in_words},
};

/* NULL: nothing stands there. */
static char *
value_in_words (XpBook *self, const XpRecord *record, size_t column)
{
  const XpColumn *info = &xp_kind_get_info (xp_record_get_kind (record))->columns[column];
  if (xp_record_is_null_at (record, column))
    return NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strcmp (WORDS[i].column, info->name) == 0)
      return WORDS[i].in_words (self, record, info->name);
  return info->type == XP_COLUMN_INT
           ? g_strdup_printf ("%" G_GINT64_FORMAT, xp_record_get_int_at (record, column))
           : g_strdup (xp_record_get_text_at (record, column));
}

char *
xp_book_describe_value (XpBook *self, const XpRecord *record, size_t column)
{
  const XpColumn *info = &xp_kind_get_info (xp_record_get_kind (record))->columns[column];
  return info->type != XP_COLUMN_SECRET ? value_in_words (self, record, column) : NULL;
}

/* 门牌 由 4号 改为 5号; 补上门牌 5号; 去掉门牌 4号; 电话改了: a secret's value is never said. */
static char *
describe_column (XpBook *self, const XpChange *change, size_t column)
{
  const XpColumn *info = &xp_kind_get_info (change->kind)->columns[column];
  if (info->type == XP_COLUMN_SECRET)
    return g_strdup_printf ("%s改了", info->title);
  g_autofree char *then = value_in_words (self, change->before, column);
  g_autofree char *now = value_in_words (self, change->after, column);
  if (then == NULL)
    return g_strdup_printf ("补上%s %s", info->title, now);
  if (now == NULL)
    return g_strdup_printf ("去掉%s %s", info->title, then);
  return g_strdup_printf ("%s 由 %s 改为 %s", info->title, then, now);
}

static char *
describe_columns (XpBook *self, const XpChange *change, const char *who)
{
  const XpKindInfo *info = xp_kind_get_info (change->kind);
  GString *text = g_string_new (who);
  const gsize n_who = text->len;
  for (size_t i = info->n_key; i < info->n_columns; i++) {
    if (xp_record_equal_at (change->before, change->after, i))
      continue;
    g_autofree char *what = describe_column (self, change, i);
    g_string_append (text, text->len > n_who ? "，" : who[0] != '\0' ? " " : "");
    g_string_append (text, what);
  }
  return g_string_free (text, FALSE);
}

/* ---- the village ---- */

char *
xp_book_describe_village (XpBook *self, const XpChange *change)
{
  const char *name = xp_book_text_of (either (change), "name");
  if (change->before == NULL || change->after == NULL)
    return g_strdup_printf ("%s本村 %s", change->before == NULL ? "新增" : "去掉", name);
  return describe_columns (self, change, "");
}

char *
xp_book_describe_group (XpBook *self, const XpChange *change)
{
  const char *name = xp_book_text_of (either (change), "name");
  if (change->before == NULL || change->after == NULL)
    return g_strdup_printf ("%s组 %s", change->before == NULL ? "新增" : "去掉", name);
  return describe_columns (self, change, xp_book_text_of (change->before, "name"));
}

/* ---- households ---- */

char *
xp_book_describe_household (XpBook *self, const XpChange *change)
{
  g_autofree char *who = xp_book_number_household (either (change));
  if (change->before == NULL || change->after == NULL)
    return g_strdup_printf ("%s农户 %s", change->before == NULL ? "新增" : "去掉", who);

  /* Beside a new head or number the old one would be said twice. */
  const bool is_renamed =
    strcmp (xp_book_text_of (change->before, "head"), xp_book_text_of (change->after, "head")) != 0;
  g_autofree char *number =
    g_strdup_printf ("%" G_GINT64_FORMAT "号", xp_record_get_int (change->after, "number"));
  const bool is_renumbered =
    xp_record_get_int (change->before, "number") != xp_record_get_int (change->after, "number");
  const char *head = xp_book_text_of (change->after, "head");
  return describe_columns (self, change, is_renamed ? number : is_renumbered ? head : who);
}

char *
xp_book_describe_event (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autofree char *who = number_household_of (self, record, "household_uid");
  g_autofree char *other = number_household_of (self, record, "other_uid");
  const bool is_split = strcmp (xp_book_text_of (record, "what"), "split") == 0;
  return g_strconcat (change->after == NULL ? "不再算 " : "",
                      is_split ? who : other,
                      is_split ? " 分出 " : " 并入 ",
                      is_split ? other : who,
                      NULL);
}

char *
xp_book_describe_apart (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autoptr (XpRecord) first =
    xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, "first_uid"));
  g_autoptr (XpRecord) second =
    xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, "second_uid"));
  g_autofree char *one = xp_book_name_household (self, first);
  g_autofree char *other = xp_book_name_household (self, second);
  return g_strdup_printf (change->after != NULL ? "%s 和 %s 定为两户" : "%s 和 %s 不再定为两户",
                          one,
                          other);
}

/* ---- persons ---- */

char *
xp_book_describe_person (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  const char *name = xp_book_text_of (record, "name");
  g_autofree char *home = number_household_of (self, record, "household_uid");
  if (change->before == NULL || change->after == NULL)
    return g_strdup_printf ("%s家%s村民 %s", home, change->before == NULL ? "新增" : "去掉", name);
  const bool is_moved = xp_record_get_int (change->before, "household_uid") !=
                        xp_record_get_int (change->after, "household_uid");
  g_autofree char *from = number_household_of (self, change->before, "household_uid");
  if (is_moved)
    return g_strdup_printf ("%s 由 %s家 转到 %s家", name, from, home);
  const bool is_renamed = strcmp (xp_book_text_of (change->before, "name"), name) != 0;
  g_autofree char *who = g_strdup_printf (is_renamed ? "%s家" : "%s家 %s", home, name);
  return describe_columns (self, change, who);
}

static const char *
consent_word (const XpRecord *record)
{
  return xp_naming_get_word (record != NULL ? xp_book_text_of (record, "taking_part")
                                            : "not-asked");
}

char *
xp_book_describe_consent (XpBook *self, const XpChange *change)
{
  g_autoptr (XpRecord) person =
    xp_book_look_up_uid (self, XP_KIND_PERSON, xp_record_get_int (either (change), "person_uid"));
  g_autofree char *home =
    person != NULL ? number_household_of (self, person, "household_uid") : g_strdup (GONE);
  return g_strdup_printf ("%s家 %s 参评意愿 由 %s 改为 %s",
                          home,
                          xp_book_text_of (person, "name"),
                          consent_word (change->before),
                          consent_word (change->after));
}

/* The PIN itself is nowhere; that there is one is no secret. */
char *
xp_book_describe_typist (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const char *name = xp_book_text_of (record, "name");
  const bool had_pin = change->before != NULL && !xp_record_is_null (change->before, "pin_secret");
  const bool has_pin = change->after != NULL && !xp_record_is_null (change->after, "pin_secret");
  const bool was_retired =
    change->before != NULL && xp_record_get_int (change->before, "is_retired");
  const bool is_retired = change->after != NULL && xp_record_get_int (change->after, "is_retired");
  if (is_retired != was_retired)
    return g_strconcat (name, is_retired ? " 已移交，不再录入" : " 重新录入", NULL);
  const char *what = had_pin && has_pin ? " 换了口令"
                     : has_pin          ? " 设了口令"
                     : had_pin          ? " 去掉了口令"
                                        : " 列为录入人";
  return g_strconcat (name, what, NULL);
}

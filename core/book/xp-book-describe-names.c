/* xp-book-describe-names.c: a record's name and a column's value in words, for sentences that say
 * what is wrong with one. */
#include "xp-book-private.h"

#include "xp-household.h"
#include "xp-round.h"

#include <string.h>

/* A longer text is not told: it would be the whole sentence. */
static const glong MOST_TOLD = 40;

char *
xp_book_tell_moment (int64_t at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  return at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M") : g_strdup ("时间不明");
}

/* ---- names ---- */

static char *
name_round_of (XpBook *self, const XpRecord *record)
{
  g_autoptr (XpRecord) round =
    xp_book_look_up_uid (self, XP_KIND_ROUND, xp_record_get_int (record, "round_uid"));
  return g_strdup (round != NULL ? xp_book_text_of (round, "name") : "（已不在的一次评选）");
}

static char *
name_judge_of (XpBook *self, const XpRecord *record)
{
  const int64_t judge_no = xp_record_get_int (record, "judge_no");
  if (judge_no == 0)
    return g_strdup ("");
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (record, "round_uid"),
                                          judge_no);
  g_autoptr (XpRecord) judge = xp_book_lookup (self, XP_KIND_JUDGE, key, NULL);
  return g_strdup_printf (" 评委%s", xp_book_text_of (judge, "name"));
}

static char *
name_by_column (XpBook *self, const XpRecord *record)
{
  static const char *const NAMES[] = {"name", "day", "document", "id"};
  for (size_t i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (xp_kind_find_column (xp_record_get_kind (record), NAMES[i]) >= 0)
      return g_strdup_printf ("“%s”", xp_book_text_of (record, NAMES[i]));
  return g_strdup ("");
}

static char *
name_household (XpBook *self, const XpRecord *record)
{
  return xp_book_name_household (self, record);
}

static char *
name_household_by (XpBook *self, const XpRecord *record, const char *column)
{
  g_autoptr (XpRecord) household =
    xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, column));
  return xp_book_name_household (self, household);
}

static char *
name_event (XpBook *self, const XpRecord *record)
{
  return name_household_by (self, record, "household_uid");
}

static char *
name_apart (XpBook *self, const XpRecord *record)
{
  g_autofree char *first = name_household_by (self, record, "first_uid");
  g_autofree char *second = name_household_by (self, record, "second_uid");
  return g_strdup_printf ("%s 和 %s", first, second);
}

static char *
name_person (XpBook *self, const XpRecord *record)
{
  g_autofree char *home = name_household_by (self, record, "household_uid");
  return g_strdup_printf ("%s家 %s", home, xp_book_text_of (record, "name"));
}

static char *
name_consent (XpBook *self, const XpRecord *record)
{
  g_autoptr (XpRecord) person =
    xp_book_look_up_uid (self, XP_KIND_PERSON, xp_record_get_int (record, "person_uid"));
  return person != NULL ? name_person (self, person) : g_strdup ("（已不在册的一人）");
}

static char *
name_judge (XpBook *self, const XpRecord *record)
{
  g_autofree char *round = name_round_of (self, record);
  const char *name = xp_book_text_of (record, "name");
  return g_strdup_printf ("%s %s", round, name[0] != '\0' ? name : "合议");
}

static char *
name_of_entrant (XpBook *self, const XpRecord *record)
{
  g_autofree char *round = name_round_of (self, record);
  g_autofree char *entrant = xp_book_name_entrant (self, record);
  return g_strdup_printf ("%s %s", round, entrant);
}

static char *
name_of_judge_and_entrant (XpBook *self, const XpRecord *record)
{
  g_autofree char *entrant = name_of_entrant (self, record);
  g_autofree char *judge = name_judge_of (self, record);
  return g_strconcat (entrant, judge, NULL);
}

static const XpItem *
item_of (XpBook *self, const XpRecord *mark)
{
  const XpRubric *rubric =
    xp_book_get_rubric_of_round (self, xp_record_get_int (mark, "round_uid"));
  const int64_t item_at = xp_record_get_int (mark, "item_at");
  return rubric != NULL && item_at >= 1 && item_at <= G_MAXINT
           ? xp_rubric_get_item (rubric, (int) item_at)
           : NULL;
}

static char *
name_mark (XpBook *self, const XpRecord *record)
{
  const XpItem *item = item_of (self, record);
  g_autofree char *sheet = name_of_judge_and_entrant (self, record);
  const bool is_again = xp_record_get_int (record, "entry") == 2;
  return item != NULL
           ? g_strdup_printf ("%s “%s”%s", sheet, item->name, is_again ? "（再录的一遍）" : "")
           : g_strdup_printf ("%s 第%" G_GINT64_FORMAT "行",
                              sheet,
                              xp_record_get_int (record, "item_at"));
}

static char *
name_result (XpBook *self, const XpRecord *record)
{
  g_autofree char *round = name_round_of (self, record);
  return g_strdup_printf ("%s第%" G_GINT64_FORMAT "份结果",
                          round,
                          xp_record_get_int (record, "result_no"));
}

static char *
name_certificate (XpBook *self, const XpRecord *record)
{
  g_autofree char *entrant = name_of_entrant (self, record);
  return g_strdup_printf ("%s 的%" G_GINT64_FORMAT "号证书",
                          entrant,
                          xp_record_get_int (record, "serial"));
}

static char *
name_printing (XpBook *self, const XpRecord *record)
{
  g_autoptr (XpRecord) certificate =
    xp_book_look_up_uid (self, XP_KIND_CERTIFICATE, xp_record_get_int (record, "certificate_uid"));
  return certificate != NULL ? name_certificate (self, certificate) : g_strdup ("证书");
}

static char *
name_objection (XpBook *self, const XpRecord *record)
{
  g_autofree char *round = name_round_of (self, record);
  return g_strdup_printf ("%s第%" G_GINT64_FORMAT "条意见",
                          round,
                          xp_record_get_int (record, "objection_no"));
}

static char *
name_motion (XpBook *self, const XpRecord *record)
{
  g_autofree char *round = name_round_of (self, record);
  return g_strdup_printf ("%s第%" G_GINT64_FORMAT "次表决",
                          round,
                          xp_record_get_int (record, "motion_no"));
}

static char *
name_deliberation (XpBook *self, const XpRecord *record)
{
  return g_strdup_printf ("%s的评议", xp_book_text_of (record, "on_day"));
}

static char *
name_upgrade (XpBook *self, const XpRecord *record)
{
  return g_strdup_printf ("升到第%" G_GINT64_FORMAT "版", xp_record_get_int (record, "version"));
}

static char *
name_handover (XpBook *self, const XpRecord *record)
{
  return g_strdup_printf ("%s 移交给 %s",
                          xp_book_text_of (record, "from_name"),
                          xp_book_text_of (record, "to_name"));
}

static char *
name_forgotten (XpBook *self, const XpRecord *record)
{
  XpKind kind = XP_N_KINDS;
  g_autoptr (XpRecord) owner =
    xp_kind_from_name (xp_book_text_of (record, "owner_kind"), &kind) && kind != XP_KIND_FORGOTTEN
      ? xp_book_lookup (self, kind, xp_book_text_of (record, "owner_key"), NULL)
      : NULL;
  return owner != NULL ? xp_book_name_record (self, owner) : g_strdup ("（已不在册的一条）");
}

static char *(*const NAME[XP_N_KINDS]) (XpBook *self, const XpRecord *record) = {
  [XP_KIND_HOUSEHOLD] = name_household,
  [XP_KIND_PERSON] = name_person,
  [XP_KIND_JUDGE] = name_judge,
  [XP_KIND_ENTRANT] = name_of_entrant,
  [XP_KIND_TAKEN_OVER] = name_of_entrant,
  [XP_KIND_ENTRANT_STATE] = name_of_entrant,
  [XP_KIND_RECUSAL] = name_of_judge_and_entrant,
  [XP_KIND_SHEET] = name_of_judge_and_entrant,
  [XP_KIND_MARK] = name_mark,
  [XP_KIND_CUT_DECISION] = name_of_entrant,
  [XP_KIND_RESULT] = name_result,
  [XP_KIND_CERTIFICATE] = name_certificate,
  [XP_KIND_CERTIFICATE_PRINTING] = name_printing,
  [XP_KIND_APART] = name_apart,
  [XP_KIND_HOUSEHOLD_EVENT] = name_event,
  [XP_KIND_PERSON_CONSENT] = name_consent,
  [XP_KIND_OBJECTION] = name_objection,
  [XP_KIND_UPGRADE] = name_upgrade,
  [XP_KIND_HANDOVER] = name_handover,
  [XP_KIND_FORGOTTEN] = name_forgotten,
  [XP_KIND_TITLE_WITHDRAWAL] = name_of_entrant,
  [XP_KIND_LEDGER_TAKEN] = name_of_entrant,
  [XP_KIND_SETTLEMENT] = name_of_judge_and_entrant,
  [XP_KIND_ATTENDANCE] = name_judge_of,
  [XP_KIND_ROTA] = name_judge_of,
  [XP_KIND_MOTION] = name_motion,
  [XP_KIND_DELIBERATION] = name_deliberation,
  [XP_KIND_LEDGER_EVENT] = name_event,
  [XP_KIND_REDEMPTION] = name_event,
  [XP_KIND_LEDGER_CARRY] = name_event,
};

char *
xp_book_name_record (XpBook *self, const XpRecord *record)
{
  const XpKind kind = xp_record_get_kind (record);
  return NAME[kind] != NULL ? NAME[kind](self, record) : name_by_column (self, record);
}

/* ---- values ---- */

static char *
entered_in_words (XpBook *self, const XpRecord *mark)
{
  const XpItem *item = item_of (self, mark);
  const XpMark value = {.is_not_applicable = xp_record_get_int (mark, "is_not_applicable") != 0,
                        .entered = xp_record_get_int (mark, "entered")};
  return item != NULL ? xp_mark_to_text (item, &value)
                      : g_strdup_printf ("%" G_GINT64_FORMAT, value.entered);
}

static char *
stage_in_words (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  return g_strdup (xp_stage_from_text (xp_book_text_of (round, "stage"), &stage)
                     ? xp_stage_get_word (stage)
                     : xp_book_text_of (round, "stage"));
}

static char *
state_in_words (const XpRecord *entrant_state)
{
  XpState state = XP_STATE_PRESENT;
  return g_strdup (xp_state_from_text (xp_book_text_of (entrant_state, "state"), &state)
                     ? xp_state_get_word (state)
                     : xp_book_text_of (entrant_state, "state"));
}

static char *
plain_value (const XpRecord *record, size_t column)
{
  const XpColumn *info = &xp_kind_get_info (xp_record_get_kind (record))->columns[column];
  if (info->type == XP_COLUMN_SECRET)
    return NULL;
  if (xp_record_is_null_at (record, column))
    return g_strdup ("（空着）");
  if (info->type == XP_COLUMN_INT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, xp_record_get_int_at (record, column));
  const char *text = xp_record_get_text_at (record, column);
  const bool is_short = g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= MOST_TOLD &&
                        strchr (text, '\n') == NULL;
  return is_short ? g_strdup (text[0] != '\0' ? text : "（空着）") : NULL;
}

char *
xp_book_value_in_words (XpBook *self, const XpRecord *record, size_t column)
{
  const XpKind kind = xp_record_get_kind (record);
  const char *name = xp_kind_get_info (kind)->columns[column].name;
  if (xp_record_is_null_at (record, column))
    return plain_value (record, column);
  if (kind == XP_KIND_MARK && strcmp (name, "entered") == 0)
    return entered_in_words (self, record);
  if (kind == XP_KIND_ROUND && strcmp (name, "stage") == 0)
    return stage_in_words (record);
  if (kind == XP_KIND_ENTRANT_STATE && strcmp (name, "state") == 0)
    return state_in_words (record);
  char *known = kind == XP_KIND_HOUSEHOLD || kind == XP_KIND_PERSON
                  ? xp_book_describe_value (self, record, column)
                  : NULL;
  return known != NULL ? known : plain_value (record, column);
}

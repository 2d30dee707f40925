#include "xp-roster-plan-private.h"

#include "xp-names.h"
#include "xp-round.h"

#include <string.h>

const char *
xp_decision_get_word (XpDecision decision)
{
  static const char *const WORDS[] = {
    [XP_DECISION_LEAVE_OUT] = "不要",
    [XP_DECISION_IMPORT] = "导入",
    [XP_DECISION_MERGE] = "合并",
  };
  return WORDS[decision];
}

static void
clear_row (gpointer data)
{
  XpPlanRow *row = data;
  g_clear_pointer (&row->held, xp_record_unref);
  g_free (row->difference);
}

static void
free_missing (gpointer data)
{
  XpPlanMissing *missing = data;
  g_free (missing->group);
  g_free (missing->head);
  g_free (missing);
}

static void
clear_double (gpointer data)
{
  XpPlanDouble *pair = data;
  g_clear_pointer (&pair->held, xp_record_unref);
  g_free (pair->reason);
}

void
xp_roster_plan_free (XpRosterPlan *self)
{
  g_clear_pointer (&self->roster, xp_roster_free);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->missing);
  g_array_unref (self->doubles);
  g_free (self->unit);
  g_free (self->summary);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self);
}

/* ---- which household a row is ---- */

typedef char *(*KeyOfRow) (const XpRosterRow *row);
typedef char *(*KeyOfPresent) (const XpPresent *present);

static char *
join_key (const char *mark, const char *head)
{
  return mark != NULL && mark[0] != '\0' ? g_strconcat (mark, "\t", head, NULL) : NULL;
}

static char *
id_of_row (const XpRosterRow *row)
{
  return join_key (row->id_last4, row->head);
}

static char *
id_of_present (const XpPresent *present)
{
  return join_key (present->id_last4, xp_record_get_text (present->record, "head"));
}

static char *
group_of_row (const XpRosterRow *row)
{
  return g_strconcat (row->group, "\t", row->head, NULL);
}

static char *
group_of_present (const XpPresent *present)
{
  return g_strconcat (present->group, "\t", xp_record_get_text (present->record, "head"), NULL);
}

static char *
phone_of_row (const XpRosterRow *row)
{
  return join_key (row->phone, row->head);
}

static char *
phone_of_present (const XpPresent *present)
{
  return join_key (present->phone, xp_record_get_text (present->record, "head"));
}

static GHashTable *
index_present (const XpPresence *presence, KeyOfPresent key_of)
{
  GHashTable *index =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < presence->households->len; i++) {
    XpPresent *present = presence->households->pdata[i];
    char *key = present->is_matched ? NULL : key_of (present);
    if (key == NULL)
      continue;
    GPtrArray *same = g_hash_table_lookup (index, key);
    if (same == NULL) {
      same = g_ptr_array_new ();
      g_hash_table_insert (index, key, same);
    } else {
      g_free (key);
    }
    g_ptr_array_add (same, present);
  }
  return index;
}

/* Two households whose digits are known and differ are two, whatever else is alike. */
static bool
may_be (const XpPresent *present, const XpRosterRow *row)
{
  return !present->is_matched && (present->id_last4 == NULL || row->id_last4 == NULL ||
                                  strcmp (present->id_last4, row->id_last4) == 0);
}

static void
match (const XpPresence *presence, XpRosterPlan *plan, KeyOfRow key_of_row, KeyOfPresent key_of)
{
  g_autoptr (GHashTable) index = index_present (presence, key_of);
  for (guint i = 0; i < plan->rows->len; i++) {
    XpPlanRow *planned = &g_array_index (plan->rows, XpPlanRow, i);
    const XpRosterRow *row = plan->roster->rows->pdata[i];
    g_autofree char *key = planned->held == NULL ? key_of_row (row) : NULL;
    const GPtrArray *same = key != NULL ? g_hash_table_lookup (index, key) : NULL;
    for (guint k = 0; same != NULL && k < same->len && planned->held == NULL; k++) {
      XpPresent *present = same->pdata[k];
      if (!may_be (present, row))
        continue;
      present->is_matched = true;
      planned->held = xp_record_ref (present->record);
    }
  }
}

/* ---- what differs ---- */

static bool
is_new_text (const XpRecord *held, const char *column, const char *text)
{
  return text != NULL && text[0] != '\0' &&
         g_strcmp0 (xp_record_get_text (held, column), text) != 0;
}

static bool
is_new_count (const XpRecord *held, const char *column, int count)
{
  return count >= 0 &&
         (xp_record_is_null (held, column) || xp_record_get_int (held, column) != count);
}

static bool
is_new_state (const XpRecord *held, const char *state)
{
  return strcmp (state, "present") != 0 && strcmp (xp_record_get_text (held, "state"), state) != 0;
}

static bool
is_newly_dead (const XpRecord *held, const XpRosterRow *row)
{
  return row->is_head_dead && xp_record_get_int (held, "is_head_dead") == 0;
}

void
xp_roster_plan_merge (XpRecord *record, const XpRosterRow *row)
{
  if (is_new_text (record, "village_code", row->village_code))
    xp_record_set_text (record, "village_code", row->village_code);
  if (is_new_text (record, "door", row->door))
    xp_record_set_text (record, "door", row->door);
  if (is_new_text (record, "told_apart_by", row->told_apart_by))
    xp_record_set_text (record, "told_apart_by", row->told_apart_by);
  if (is_new_count (record, "people", row->people))
    xp_record_set_int (record, "people", row->people);
  if (is_new_count (record, "residents", row->residents))
    xp_record_set_int (record, "residents", row->residents);
  if (is_new_state (record, row->state))
    xp_record_set_text (record, "state", row->state);
  if (is_newly_dead (record, row))
    xp_record_set_int (record, "is_head_dead", 1);
}

static void tell (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (GString *text, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_string_append (text, text->len > 0 ? "；" : "");
  g_string_append_vprintf (text, format, args);
  va_end (args);
}

static void
tell_text (
  GString *text, const XpRecord *held, const char *column, const char *word, const char *to)
{
  const char *from = xp_record_get_text (held, column);
  if (is_new_text (held, column, to))
    tell (text, "%s%s→%s", word, from != NULL ? from : "空", to);
}

static void
tell_count (GString *text, const XpRecord *held, const char *column, const char *word, int to)
{
  if (!is_new_count (held, column, to))
    return;
  if (xp_record_is_null (held, column))
    tell (text, "%s空→%d", word, to);
  else
    tell (text, "%s%d→%d", word, (int) xp_record_get_int (held, column), to);
}

/* Telephone and digits are only said to differ: a preview may stand on a projector. */
char *
xp_roster_plan_describe_difference (const XpPresent *present, const XpRosterRow *row)
{
  const XpRecord *held = present->record;
  GString *text = g_string_new (NULL);
  XpState state = XP_STATE_PRESENT;
  if (row->group[0] != '\0' && strcmp (row->group, present->group) != 0)
    tell (text, "%s→%s", present->group[0] != '\0' ? present->group : "没有组", row->group);
  tell_text (text, held, "village_code", "户号", row->village_code);
  tell_text (text, held, "door", "门牌", row->door);
  tell_text (text, held, "told_apart_by", "区别名", row->told_apart_by);
  tell_count (text, held, "people", "人口", row->people);
  tell_count (text, held, "residents", "常住", row->residents);
  if (is_new_state (held, row->state) && xp_state_from_text (row->state, &state))
    tell (text, "记作%s", xp_state_get_word (state));
  if (is_newly_dead (held, row))
    tell (text, "户主已故");
  if (row->phone != NULL && g_strcmp0 (row->phone, present->phone) != 0)
    tell (text, "电话有变");
  if (row->id_last4 != NULL && present->id_last4 == NULL)
    tell (text, "补身份证后四位");
  if (text->len == 0) {
    g_string_free (text, TRUE);
    return NULL;
  }
  return g_string_free (text, FALSE);
}

static void
settle_rows (const XpPresence *presence, XpRosterPlan *plan)
{
  g_autoptr (GHashTable) by_record = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < presence->households->len; i++)
    g_hash_table_insert (by_record,
                         ((const XpPresent *) presence->households->pdata[i])->record,
                         presence->households->pdata[i]);
  for (guint i = 0; i < plan->rows->len; i++) {
    XpPlanRow *planned = &g_array_index (plan->rows, XpPlanRow, i);
    const XpRosterRow *row = plan->roster->rows->pdata[i];
    const XpPresent *present =
      planned->held != NULL ? g_hash_table_lookup (by_record, planned->held) : NULL;
    planned->difference =
      present != NULL ? xp_roster_plan_describe_difference (present, row) : NULL;
    planned->standing = present == NULL               ? XP_STANDING_NEW
                        : planned->difference != NULL ? XP_STANDING_CHANGED
                                                      : XP_STANDING_SAME;
    planned->decision = present == NULL ? XP_DECISION_IMPORT : XP_DECISION_LEAVE_OUT;
    plan->n_flagged += xp_roster_row_wants_a_look (row);
  }
}

static void
list_missing (const XpPresence *presence, XpRosterPlan *plan)
{
  for (guint i = 0; i < presence->households->len; i++) {
    const XpPresent *present = presence->households->pdata[i];
    if (present->is_matched ||
        strcmp (xp_record_get_text (present->record, "state"), "closed") == 0)
      continue;
    XpPlanMissing *missing = g_new0 (XpPlanMissing, 1);
    *missing = (XpPlanMissing){(int) xp_record_get_int (present->record, "number"),
                               g_strdup (present->group),
                               g_strdup (xp_record_get_text (present->record, "head"))};
    g_ptr_array_add (plan->missing, missing);
  }
}

/* ---- the summary ---- */

/* 社, as the list itself calls them; else the village's word. */
static char *
unit_of (const XpRoster *roster, const char *unit)
{
  const XpRosterRow *first = roster->rows->len > 0 ? roster->rows->pdata[0] : NULL;
  if (first == NULL || xp_names_get_group_number (first->group) <= 0)
    return g_strdup (unit);
  const char *end = first->group + strlen (first->group);
  const char *last = g_utf8_find_prev_char (first->group, end);
  return g_strdup (last != NULL && !g_ascii_isdigit (*last) ? last : unit);
}

static size_t
count_standing (const XpRosterPlan *plan, XpStanding standing)
{
  size_t n = 0;
  for (guint i = 0; i < plan->rows->len; i++)
    n += g_array_index (plan->rows, XpPlanRow, i).standing == standing;
  return n;
}

/* 两, 三 … 十; above, 12: as one says “四个社”. Yours. */
static char *
count_in_words (int n)
{
  static const char *const WORDS[] =
    {"零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"};
  return n < (int) G_N_ELEMENTS (WORDS) ? g_strdup (WORDS[n]) : g_strdup_printf ("%d", n);
}

void
xp_roster_plan_summarize (XpRosterPlan *self)
{
  const XpRoster *roster = self->roster;
  const size_t n_same = count_standing (self, XP_STANDING_SAME);
  const size_t n_changed = count_standing (self, XP_STANDING_CHANGED);
  const size_t n_near = count_standing (self, XP_STANDING_NEAR);
  g_autofree char *n_groups = count_in_words (roster->n_groups);
  GString *text = g_string_new (NULL);
  g_string_printf (text, "共%u户", roster->rows->len);
  if (roster->n_groups > 0)
    g_string_append_printf (text, "，%s个%s", n_groups, self->unit);
  if (self->n_flagged > 0)
    g_string_append_printf (text, "；有%zu处请看一眼", self->n_flagged);
  if (n_same > 0)
    g_string_append_printf (text, "；%zu户已经在本村资料里", n_same);
  if (n_changed > 0)
    g_string_append_printf (text, "；%zu户有变化", n_changed);
  if (n_near > 0)
    g_string_append_printf (text, "；%zu户像是已有的", n_near);
  if (self->missing->len > 0)
    g_string_append_printf (text, "；%u户名单里没有了", self->missing->len);
  g_string_append (text, "。");
  g_free (self->summary);
  self->summary = g_string_free (text, FALSE);
}

XpRosterPlan *
xp_roster_plan_new (
  XpPresence *presence, XpRoster *roster, const char *unit, GBytes *bytes, const char *name)
{
  XpRosterPlan *plan = g_new0 (XpRosterPlan, 1);
  plan->roster = roster;
  plan->bytes = bytes;
  plan->name = g_strdup (name);
  plan->unit = unit_of (roster, unit);
  plan->missing = g_ptr_array_new_with_free_func (free_missing);
  plan->doubles = g_array_new (FALSE, TRUE, sizeof (XpPlanDouble));
  g_array_set_clear_func (plan->doubles, clear_double);
  plan->rows = g_array_new (FALSE, TRUE, sizeof (XpPlanRow));
  g_array_set_clear_func (plan->rows, clear_row);
  g_array_set_size (plan->rows, roster->rows->len);

  match (presence, plan, id_of_row, id_of_present);
  match (presence, plan, group_of_row, group_of_present);
  match (presence, plan, phone_of_row, phone_of_present);
  settle_rows (presence, plan);
  list_missing (presence, plan);
  xp_roster_plan_summarize (plan);
  return plan;
}

/* ---- decisions ---- */

size_t
xp_roster_plan_count (const XpRosterPlan *self, XpDecision decision)
{
  size_t n = 0;
  for (guint i = 0; i < self->rows->len; i++)
    n += g_array_index (self->rows, XpPlanRow, i).decision == decision;
  return n;
}

XpDecision
xp_roster_plan_turn (XpRosterPlan *self, guint row)
{
  static const XpDecision NEXT[] = {
    [XP_DECISION_LEAVE_OUT] = XP_DECISION_MERGE,
    [XP_DECISION_MERGE] = XP_DECISION_IMPORT,
    [XP_DECISION_IMPORT] = XP_DECISION_LEAVE_OUT,
  };
  XpPlanRow *planned = &g_array_index (self->rows, XpPlanRow, row);
  if (planned->standing == XP_STANDING_CHANGED || planned->standing == XP_STANDING_NEAR)
    planned->decision = NEXT[planned->decision];
  else if (planned->standing == XP_STANDING_NEW)
    planned->decision =
      planned->decision == XP_DECISION_IMPORT ? XP_DECISION_LEAVE_OUT : XP_DECISION_IMPORT;
  return planned->decision;
}

void
xp_roster_plan_merge_all (XpRosterPlan *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    XpPlanRow *planned = &g_array_index (self->rows, XpPlanRow, i);
    if (planned->standing == XP_STANDING_CHANGED)
      planned->decision = XP_DECISION_MERGE;
  }
}

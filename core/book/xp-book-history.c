/* xp-book-history.c: sentences out of changes. Nothing of them is stored. */
#include "xp-book-private.h"

#include "xp-round.h"

#include <string.h>

/* Sentences shown of one act; the rest is a number. */
static const size_t MOST_SENTENCES = 20;

void
xp_history_line_free (XpHistoryLine *line)
{
  g_free (line->who);
  g_free (line->device);
  g_free (line->title);
  g_strfreev (line->sentences);
  g_free (line);
}

/* ---- who and what a record is about ---- */

static const char *
text_of (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return text != NULL ? text : "";
}

static XpRecord *
look_up_int (XpBook *self, XpKind kind, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  return xp_book_lookup (self, kind, key, NULL);
}

/* 一社3号 张三 */
static char *
name_household (XpBook *self, const XpRecord *household)
{
  if (household == NULL)
    return g_strdup ("（已不在册的一户）");
  g_autoptr (XpRecord) group =
    look_up_int (self, XP_KIND_GROUP, xp_record_get_int (household, "group_uid"));
  const char *place = text_of (group, "name");
  const char *door = text_of (household, "door");
  const char *apart = text_of (household, "told_apart_by");
  return g_strconcat (place,
                      door,
                      place[0] != '\0' || door[0] != '\0' ? " " : "",
                      text_of (household, "head"),
                      apart[0] != '\0' ? "（" : "",
                      apart,
                      apart[0] != '\0' ? "）" : "",
                      NULL);
}

/* Of a record that has round_uid and entrant_no. */
static char *
name_entrant (XpBook *self, const XpRecord *record)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (record, "round_uid"),
                                          xp_record_get_int (record, "entrant_no"));
  g_autoptr (XpRecord) entrant = xp_book_lookup (self, XP_KIND_ENTRANT, key, NULL);
  g_autoptr (XpRecord) household =
    entrant != NULL
      ? look_up_int (self, XP_KIND_HOUSEHOLD, xp_record_get_int (entrant, "household_uid"))
      : NULL;
  return name_household (self, household);
}

/* ---- values in words ---- */

static char *
mark_in_words (const XpItem *item, const XpRecord *record)
{
  if (record == NULL)
    return g_strdup ("没有记");
  const XpMark mark = {.is_not_applicable = xp_record_get_int (record, "is_not_applicable") != 0,
                       .entered = xp_record_get_int (record, "entered")};
  return xp_mark_to_text (item, &mark);
}

static char *
describe_mark (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autofree char *who = name_entrant (self, record);
  const XpRubric *rubric =
    xp_book_get_rubric_of_round (self, xp_record_get_int (record, "round_uid"));
  const XpItem *item = rubric != NULL
                         ? xp_rubric_get_item (rubric, (int) xp_record_get_int (record, "item_at"))
                         : NULL;
  if (item == NULL)
    return g_strdup_printf ("%s 第%" G_GINT64_FORMAT "行",
                            who,
                            xp_record_get_int (record, "item_at"));

  g_autofree char *now = mark_in_words (item, change->after);
  g_autofree char *then = mark_in_words (item, change->before);
  const char *ordinal = g_ascii_isdigit (item->no[0]) ? "第" : "";
  const char *measure = g_ascii_isdigit (item->no[0]) ? "项" : "";
  if (change->before == NULL)
    return g_strdup_printf ("%s %s%s%s“%s” %s", who, ordinal, item->no, measure, item->name, now);
  if (change->after == NULL)
    return g_strdup_printf ("%s %s%s%s“%s” 收回 %s",
                            who,
                            ordinal,
                            item->no,
                            measure,
                            item->name,
                            then);
  return g_strdup_printf ("%s %s%s%s“%s” 由 %s 改为 %s",
                          who,
                          ordinal,
                          item->no,
                          measure,
                          item->name,
                          then,
                          now);
}

static char *
describe_sheet (XpBook *self, const XpChange *change)
{
  g_autofree char *who =
    name_entrant (self, change->after != NULL ? change->after : change->before);
  return g_strdup_printf ("%s %s", who, change->after != NULL ? "打完了" : "重新打开");
}

static char *
describe_state (XpBook *self, const XpChange *change)
{
  XpState now = XP_STATE_PRESENT, then = XP_STATE_PRESENT;
  g_autofree char *who =
    name_entrant (self, change->after != NULL ? change->after : change->before);
  xp_state_from_text (change->after != NULL ? text_of (change->after, "state") : "present", &now);
  xp_state_from_text (change->before != NULL ? text_of (change->before, "state") : "present",
                      &then);
  return g_strdup_printf ("%s 由 %s 改为 %s",
                          who,
                          xp_state_get_word (then),
                          xp_state_get_word (now));
}

static char *
describe_household (XpBook *self, const XpChange *change)
{
  g_autofree char *who =
    name_household (self, change->after != NULL ? change->after : change->before);
  if (change->before == NULL)
    return g_strdup_printf ("新增农户 %s", who);
  if (change->after == NULL)
    return g_strdup_printf ("去掉农户 %s", who);

  const XpKindInfo *info = xp_kind_get_info (XP_KIND_HOUSEHOLD);
  GString *text = g_string_new (who);
  for (size_t i = info->n_key; i < info->n_columns; i++)
    if (!xp_record_equal_at (change->before, change->after, i))
      g_string_append_printf (text, " 改了%s", info->columns[i].title);
  return g_string_free (text, FALSE);
}

static char *
describe_round (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const char *name = text_of (record, "name");
  if (change->before == NULL)
    return g_strdup_printf ("新开 %s", name);
  if (change->after == NULL)
    return g_strdup_printf ("去掉 %s", name);
  XpStage from = XP_STAGE_DRAFT, to = XP_STAGE_DRAFT;
  xp_stage_from_text (text_of (change->before, "stage"), &from);
  xp_stage_from_text (text_of (change->after, "stage"), &to);
  if (from == to)
    return g_strdup_printf ("%s 有改动", name);
  return g_strdup_printf ("%s 由 %s 到 %s", name, xp_stage_get_word (from), xp_stage_get_word (to));
}

static char *
describe_cut (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autofree char *who = name_entrant (self, record);
  if (change->after == NULL)
    return g_strdup_printf ("%s 同分去留收回", who);
  return g_strdup_printf ("%s 同分，会上定为%s",
                          who,
                          xp_record_get_int (record, "is_in") != 0 ? "评上" : "不评");
}

static char *
describe_apart (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autoptr (XpRecord) first =
    look_up_int (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, "first_uid"));
  g_autoptr (XpRecord) second =
    look_up_int (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, "second_uid"));
  g_autofree char *one = name_household (self, first);
  g_autofree char *other = name_household (self, second);
  return g_strdup_printf (change->after != NULL ? "%s 和 %s 定为两户" : "%s 和 %s 不再定为两户",
                          one,
                          other);
}

static char *(*const DESCRIBE[XP_N_KINDS]) (XpBook *self, const XpChange *change) = {
  [XP_KIND_HOUSEHOLD] = describe_household,
  [XP_KIND_ROUND] = describe_round,
  [XP_KIND_ENTRANT_STATE] = describe_state,
  [XP_KIND_SHEET] = describe_sheet,
  [XP_KIND_MARK] = describe_mark,
  [XP_KIND_CUT_DECISION] = describe_cut,
  [XP_KIND_APART] = describe_apart,
};

char *
xp_book_describe_change (XpBook *self, const XpChange *change)
{
  if (DESCRIBE[change->kind] != NULL)
    return DESCRIBE[change->kind](self, change);
  const char *what = change->before == NULL ? "新增" : change->after == NULL ? "去掉" : "改了";
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const bool has_name = xp_kind_find_column (change->kind, "name") >= 0;
  return g_strconcat (what,
                      xp_kind_get_info (change->kind)->title,
                      has_name ? " " : "",
                      has_name ? text_of (record, "name") : "",
                      NULL);
}

static size_t
count_kind (const XpChange *changes, size_t n, XpKind kind)
{
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    count += changes[i].kind == kind;
  return count;
}

char *
xp_book_describe_act (XpBook *self, const XpVerb *verb, const XpChange *changes, size_t n)
{
  if (strcmp (verb->name, XP_VERB_IMPORT_ROSTER) == 0)
    return g_strdup_printf ("%s %zu户", verb->title, count_kind (changes, n, XP_KIND_HOUSEHOLD));
  if (strcmp (verb->name, XP_VERB_IMPORT_MARKS) == 0)
    return g_strdup_printf ("%s %zu处", verb->title, n);
  for (size_t i = 0; i < n; i++)
    if (changes[i].kind == XP_KIND_ROUND || (n == 1 && DESCRIBE[changes[i].kind] != NULL))
      return xp_book_describe_change (self, &changes[i]);
  return g_strdup (verb->title);
}

/* ---- pages of the history ---- */

static const char LIST_HISTORY[] =
  "SELECT a.act_no, a.at, s.who, s.device, a.undoes_act,"
  "       (SELECT undoes_act FROM act u WHERE u.act_no = a.undoes_act)"
  " FROM act a JOIN session s ON s.session_no = a.session_no"
  " WHERE (:before = 0 OR a.act_no < :before)"
  " ORDER BY a.act_no DESC LIMIT :limit";

/* Records that come and go by dozens are counted from so many on; the rest are always listed. */
static const struct {
  size_t from;
  const char *measure;
} COUNTED[XP_N_KINDS] = {
  [XP_KIND_HOUSEHOLD] = {6, "户"},
  [XP_KIND_PERSON] = {6, "人"},
  [XP_KIND_GROUP] = {6, "个"},
  [XP_KIND_ENTRANT] = {2, "户"},
  [XP_KIND_TAKEN_OVER] = {2, "处"},
  [XP_KIND_CERTIFICATE] = {2, "份"},
  [XP_KIND_CALENDAR_DAY] = {2, "天"},
  [XP_KIND_WORDING] = {2, "处"},
};

typedef enum {
  WAY_NEW,
  WAY_GONE,
  WAY_CHANGED,
  N_WAYS
} Way;

static const char *const WAY_WORDS[N_WAYS] = {"新增", "去掉", "改了"};

static Way
get_way (const XpChange *change)
{
  return change->before == NULL ? WAY_NEW : change->after == NULL ? WAY_GONE : WAY_CHANGED;
}

typedef size_t KindCounts[XP_N_KINDS][N_WAYS];

/* The change's own sentence; “新增农户 42户” in the place of the first of many; NULL for the others
 * of them. @counts: how many of a kind are still to be told, 0 once they were. */
static char *
tell_change (XpBook *self, const XpChange *change, KindCounts counts)
{
  const Way way = get_way (change);
  size_t *n = &counts[change->kind][way];
  if (COUNTED[change->kind].from == 0 || (*n != 0 && *n < COUNTED[change->kind].from))
    return xp_book_describe_change (self, change);
  if (*n == 0)
    return NULL;
  char *sentence = g_strdup_printf ("%s%s %zu%s",
                                    WAY_WORDS[way],
                                    xp_kind_get_info (change->kind)->title,
                                    *n,
                                    COUNTED[change->kind].measure);
  *n = 0;
  return sentence;
}

static char **
list_sentences (XpBook *self, const XpAct *act)
{
  KindCounts counts = {0};
  for (size_t i = 0; i < act->n_changes; i++)
    counts[act->changes[i].kind][get_way (&act->changes[i])]++;

  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  size_t n_told = 0;
  for (size_t i = 0; i < act->n_changes; i++) {
    if (n_told == MOST_SENTENCES) {
      g_autofree char *rest = g_strdup_printf ("……共%zu处改动", act->n_changes);
      g_strv_builder_add (sentences, rest);
      break;
    }
    g_autofree char *sentence = tell_change (self, &act->changes[i], counts);
    if (sentence == NULL)
      continue;
    g_strv_builder_add (sentences, sentence);
    n_told++;
  }
  return g_strv_builder_end (sentences);
}

static XpHistoryLine *
read_line (XpBook *self, XpStmt *select, GError **error)
{
  g_autoptr (XpAct) act = xp_book_load_act (self, xp_stmt_get_int (select, 0), error);
  if (act == NULL)
    return NULL;
  const char *word = xp_stmt_is_null (select, 4)   ? ""
                     : xp_stmt_is_null (select, 5) ? "撤销："
                                                   : "重做：";
  XpHistoryLine *line = g_new0 (XpHistoryLine, 1);
  line->act_no = act->act_no;
  line->at_ms = act->at_ms;
  line->who = g_strdup (xp_stmt_get_text (select, 2));
  line->device = g_strdup (xp_stmt_get_text (select, 3));
  line->title = g_strconcat (word, act->verb->title, NULL);
  line->sentences = list_sentences (self, act);
  line->n_changes = act->n_changes;
  return line;
}

GPtrArray *
xp_book_list_history (XpBook *self, int64_t before_act, size_t n_at_most, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LIST_HISTORY, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":before", before_act);
  xp_stmt_bind_int (select, ":limit", (int64_t) MIN (n_at_most, (size_t) G_MAXINT));

  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_history_line_free);
  while (xp_stmt_next (select, error)) {
    XpHistoryLine *line = read_line (self, select, error);
    if (line == NULL)
      return NULL;
    g_ptr_array_add (lines, line);
  }
  return xp_stmt_is_done (select) ? g_steal_pointer (&lines) : NULL;
}

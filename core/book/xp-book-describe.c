/* xp-book-describe.c: a change as a sentence, an act as what Ctrl+Z says of it. Nothing of them is
 * stored. */
#include "xp-book-private.h"

#include "xp-round.h"

#include <string.h>

/* ---- who and what a record is about ---- */

/* Of a record that has round_uid and entrant_no. */
char *
xp_book_name_entrant (XpBook *self, const XpRecord *record)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (record, "round_uid"),
                                          xp_record_get_int (record, "entrant_no"));
  g_autoptr (XpRecord) entrant = xp_book_lookup (self, XP_KIND_ENTRANT, key, NULL);
  g_autoptr (XpRecord) household =
    entrant != NULL
      ? xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (entrant, "household_uid"))
      : NULL;
  return xp_book_name_household (self, household);
}

/* ---- values in words ---- */

/* With what was written to it: 2处（柴垛占道，照片12）. */
static char *
mark_in_words (const XpItem *item, const XpRecord *record)
{
  if (record == NULL)
    return g_strdup ("没有记");
  const XpMark mark = {.is_not_applicable = xp_record_get_int (record, "is_not_applicable") != 0,
                       .entered = xp_record_get_int (record, "entered")};
  const XpMarkNote note = {(char *) xp_book_text_of (record, "words"),
                           (char *) xp_book_text_of (record, "photo")};
  g_autofree char *entered = xp_mark_to_text (item, &mark);
  g_autofree char *written = xp_mark_note_to_text (&note);
  return written[0] != '\0' ? g_strdup_printf ("%s（%s）", entered, written)
                            : g_steal_pointer (&entered);
}

/* 一社3号 张三（李主任打的）: whose sheet, where each judge has one. */
static char *
name_sheet (XpBook *self, const XpRecord *record)
{
  g_autofree char *entrant = xp_book_name_entrant (self, record);
  const bool is_again = xp_record_get_int (record, "entry") == 2;
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (record, "round_uid"),
                                          xp_record_get_int (record, "judge_no"));
  g_autoptr (XpRecord) judge = xp_record_get_int (record, "judge_no") > 0
                                 ? xp_book_lookup (self, XP_KIND_JUDGE, key, NULL)
                                 : NULL;
  return g_strconcat (entrant,
                      judge != NULL ? "（" : "",
                      xp_book_text_of (judge, "name"),
                      judge != NULL ? "打的）" : "",
                      is_again ? "（再录的一遍）" : "",
                      NULL);
}

static char *
describe_mark (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autofree char *who = name_sheet (self, record);
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
  g_autofree char *who = name_sheet (self, change->after != NULL ? change->after : change->before);
  return g_strdup_printf ("%s %s", who, change->after != NULL ? "打完了" : "重新打开");
}

static char *
describe_state (XpBook *self, const XpChange *change)
{
  XpState now = XP_STATE_PRESENT, then = XP_STATE_PRESENT;
  g_autofree char *who =
    xp_book_name_entrant (self, change->after != NULL ? change->after : change->before);
  xp_state_from_text (change->after != NULL ? xp_book_text_of (change->after, "state") : "present",
                      &now);
  xp_state_from_text (change->before != NULL ? xp_book_text_of (change->before, "state")
                                             : "present",
                      &then);
  return g_strdup_printf ("%s 由 %s 改为 %s",
                          who,
                          xp_state_get_word (then),
                          xp_state_get_word (now));
}

static char *
describe_round (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const char *name = xp_book_text_of (record, "name");
  if (change->before == NULL)
    return g_strdup_printf ("新开 %s", name);
  if (change->after == NULL)
    return g_strdup_printf ("去掉 %s", name);
  XpStage from = XP_STAGE_DRAFT, to = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_book_text_of (change->before, "stage"), &from);
  xp_stage_from_text (xp_book_text_of (change->after, "stage"), &to);
  if (from == to)
    return g_strdup_printf ("%s 有改动", name);
  return g_strdup_printf ("%s 由 %s 到 %s", name, xp_stage_get_word (from), xp_stage_get_word (to));
}

static char *
describe_cut (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autofree char *who = xp_book_name_entrant (self, record);
  if (change->after == NULL)
    return g_strdup_printf ("%s 同分去留收回", who);
  return g_strdup_printf ("%s 同分，会上定为%s",
                          who,
                          xp_record_get_int (record, "is_in") != 0 ? "评上" : "不评");
}

static char *
describe_objection (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autofree char *who = xp_record_is_null (record, "entrant_no")
                           ? g_strdup ("整张名单")
                           : xp_book_name_entrant (self, record);
  const int64_t no = xp_record_get_int (record, "objection_no");
  const char *then = xp_book_text_of (change->before, "outcome");
  const char *now = xp_book_text_of (change->after, "outcome");
  if (change->before == NULL)
    return g_strdup_printf ("第%" G_GINT64_FORMAT "条意见：%s", no, who);
  if (change->after == NULL)
    return g_strdup_printf ("去掉第%" G_GINT64_FORMAT "条意见：%s", no, who);
  if (strcmp (then, now) == 0)
    return g_strdup_printf ("第%" G_GINT64_FORMAT "条意见（%s）有改动", no, who);
  return g_strdup_printf ("第%" G_GINT64_FORMAT "条意见（%s）%s",
                          no,
                          who,
                          strcmp (now, "open") == 0     ? "答复收回"
                          : strcmp (now, "upheld") == 0 ? "答复：成立"
                                                        : "答复：不成立");
}

static char *
describe_upgrade (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  return g_strdup_printf ("资料由第%" G_GINT64_FORMAT "版升到第%" G_GINT64_FORMAT "版",
                          xp_record_get_int (record, "from_version"),
                          xp_record_get_int (record, "version"));
}

static char *
describe_handover (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  return g_strdup_printf ("%s%s 移交给 %s",
                          change->after == NULL ? "收回：" : "",
                          xp_book_text_of (record, "from_name"),
                          xp_book_text_of (record, "to_name"));
}

/* The first line of the words says what they are for: “# 公示的用语。”. */
static char *
describe_wording (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const char *text = xp_book_text_of (record, "text");
  const char *end = g_str_has_prefix (text, "# ") ? strstr (text, "的用语") : NULL;
  g_autofree char *what = end != NULL && end - text < (ptrdiff_t) strcspn (text, "\n")
                            ? g_strndup (text + strlen ("# "), (gsize) (end - text) - strlen ("# "))
                            : g_strdup ("文书");
  return g_strdup_printf ("%s的用语 %s",
                          what,
                          change->after == NULL    ? "恢复原样"
                          : change->before == NULL ? "改成本村的写法"
                                                   : "又改了写法");
}

static char *
describe_forgotten (XpBook *self, const XpChange *change)
{
  XpKind owner = XP_N_KINDS;
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const bool is_known = xp_kind_from_name (xp_book_text_of (record, "owner_kind"), &owner);
  return g_strdup_printf ("%s的私下信息忘掉了", is_known ? xp_kind_get_info (owner)->title : "");
}

static char *(*const DESCRIBE[XP_N_KINDS]) (XpBook *self, const XpChange *change) = {
  [XP_KIND_VILLAGE] = xp_book_describe_village,
  [XP_KIND_GROUP] = xp_book_describe_group,
  [XP_KIND_HOUSEHOLD] = xp_book_describe_household,
  [XP_KIND_PERSON] = xp_book_describe_person,
  [XP_KIND_RUBRIC] = xp_book_describe_form,
  [XP_KIND_ROUND] = describe_round,
  [XP_KIND_ENTRANT_STATE] = describe_state,
  [XP_KIND_SHEET] = describe_sheet,
  [XP_KIND_MARK] = describe_mark,
  [XP_KIND_CUT_DECISION] = describe_cut,
  [XP_KIND_PERSON_CONSENT] = xp_book_describe_consent,
  [XP_KIND_HOUSEHOLD_EVENT] = xp_book_describe_event,
  [XP_KIND_OBJECTION] = describe_objection,
  [XP_KIND_APART] = xp_book_describe_apart,
  [XP_KIND_UPGRADE] = describe_upgrade,
  [XP_KIND_WORDING] = describe_wording,
  [XP_KIND_TYPIST] = xp_book_describe_typist,
  [XP_KIND_HANDOVER] = describe_handover,
  [XP_KIND_FORGOTTEN] = describe_forgotten,
  [XP_KIND_TITLE_WITHDRAWAL] = xp_book_describe_withdrawal,
  [XP_KIND_SECOND_ENTRY] = xp_book_describe_second_entry,
  [XP_KIND_SETTLEMENT] = xp_book_describe_settlement,
  [XP_KIND_ATTENDANCE] = xp_book_describe_attendance,
  [XP_KIND_RECUSAL] = xp_book_describe_recusal,
  [XP_KIND_ROTA] = xp_book_describe_rota,
  [XP_KIND_MOTION] = xp_book_describe_motion,
  [XP_KIND_DELIBERATION] = xp_book_describe_deliberation,
  [XP_KIND_REVISIT] = xp_book_describe_revisit,
  [XP_KIND_CERTIFICATE] = xp_book_describe_certificate,
  [XP_KIND_CERTIFICATE_PRINTING] = xp_book_describe_printing,
  [XP_KIND_CERTIFICATE_STOCK] = xp_book_describe_stock,
  [XP_KIND_MINUTES] = xp_book_describe_minutes,
  [XP_KIND_LEDGER_YEAR] = xp_book_describe_ledger_year,
  [XP_KIND_LEDGER_EVENT] = xp_book_describe_ledger_event,
  [XP_KIND_LEDGER_CARRY] = xp_book_describe_ledger_carry,
  [XP_KIND_GOODS] = xp_book_describe_goods,
  [XP_KIND_GOODS_DELIVERY] = xp_book_describe_goods_delivery,
  [XP_KIND_REDEMPTION] = xp_book_describe_redemption,
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
                      has_name ? xp_book_text_of (record, "name") : "",
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

static const XpChange *
find_household (const XpChange *changes)
{
  while (changes->kind != XP_KIND_HOUSEHOLD)
    changes++;
  return changes;
}

/* The change that says what the act was about; NULL: its title says more. */
static const XpChange *
find_telling (const XpChange *changes, size_t n)
{
  static const XpKind ABOUT[] = {XP_KIND_ROUND,
                                 XP_KIND_HOUSEHOLD_EVENT,
                                 XP_KIND_LEDGER_YEAR,
                                 XP_KIND_GOODS};
  if (n == 1 && DESCRIBE[changes[0].kind] != NULL)
    return &changes[0];
  for (size_t k = 0; k < G_N_ELEMENTS (ABOUT); k++)
    for (size_t i = 0; i < n; i++)
      if (changes[i].kind == ABOUT[k])
        return &changes[i];
  return n > 0 && count_kind (changes, n, XP_KIND_HOUSEHOLD) == 1 ? find_household (changes) : NULL;
}

/* What was taken away stood on the wrong household, what was made stands on the right one. */
static char *
describe_move (XpBook *self, const XpVerb *verb, const XpChange *changes, size_t n)
{
  const XpRecord *from = NULL, *to = NULL;
  for (size_t i = 0; i < n; i++) {
    from = from == NULL && changes[i].after == NULL ? changes[i].before : from;
    to = to == NULL && changes[i].before == NULL ? changes[i].after : to;
  }
  if (from == NULL || to == NULL)
    return g_strdup (verb->title);
  g_autofree char *wrong = name_sheet (self, from);
  g_autofree char *right = name_sheet (self, to);
  return g_strdup_printf ("%s的分移到%s", wrong, right);
}

static char *
describe_copy (XpBook *self, const XpVerb *verb, const XpChange *changes, size_t n)
{
  const XpRecord *mark = changes[0].after != NULL ? changes[0].after : changes[0].before;
  g_autofree char *who = name_sheet (self, mark);
  return g_strdup_printf ("%s %s %zu项", who, verb->title, n);
}

char *
xp_book_describe_act (XpBook *self, const XpVerb *verb, const XpChange *changes, size_t n)
{
  if (strcmp (verb->name, XP_VERB_IMPORT_ROSTER) == 0)
    return g_strdup_printf ("%s %zu户", verb->title, count_kind (changes, n, XP_KIND_HOUSEHOLD));
  if (strcmp (verb->name, XP_VERB_IMPORT_MARKS) == 0 || strcmp (verb->name, XP_VERB_MERGE) == 0)
    return g_strdup_printf ("%s %zu处", verb->title, n);
  if (strcmp (verb->name, XP_VERB_MOVE_MARKS) == 0)
    return describe_move (self, verb, changes, n);
  if (strcmp (verb->name, XP_VERB_COPY_MARKS) == 0 && n > 0)
    return describe_copy (self, verb, changes, n);
  const XpChange *first = find_telling (changes, n);
  if (first != NULL && first->kind == XP_KIND_HOUSEHOLD &&
      strcmp (verb->name, XP_VERB_FORGET) == 0) {
    g_autofree char *who = xp_book_name_household (self, first->after);
    return g_strdup_printf ("%s：%s", verb->title, who);
  }
  if (first != NULL)
    return xp_book_describe_change (self, first);
  return g_strdup (verb->title);
}

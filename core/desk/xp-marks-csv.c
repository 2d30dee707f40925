/* xp-marks-csv.c: marks as a table, in and out (xp-marking.h): household,judge,item,mark. */
#include "xp-marking-private.h"

#include "xp-csv.h"
#include "xp-names.h"
#include "xp-second-typists.h"

#include <string.h>

static const char WHOLE_SHEET[] = "*";
static const char NOTHING_FOUND[] = "无扣分";
static const char NOT_APPLICABLE[] = "不适用";

typedef struct {
  XpMarking *marking;
  const XpRound *round;
  const char *name; /* of the file */
  XpDraft *draft;
  GHashTable *seen;         /* "entrant judge item" */
  XpSecondTypists *typists; /* owned; of a second entry that another is to type; else NULL */
} Import;

static bool G_GNUC_PRINTF (4, 5)
  refuse (const Import *import, int line, GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s 第%d行：%s改好后重新导入即可，分数没有变动。",
               import->name,
               line,
               what);
  return false;
}

/* ---- one line's cells ---- */

/* The judge's number, or -1. In a consensus round any of its judges, 合议 and nothing mean 合议;
 * but who is of a body of the form (家人, 计票) stands for himself. */
static int
read_judge (const Import *import, const char *text)
{
  const XpRound *round = import->round;
  const bool is_consensus = round->rules.combine == XP_COMBINE_CONSENSUS;
  if (is_consensus && text[0] == '\0')
    return 0;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    g_autofree char *number = g_strdup_printf ("%d", judge->no);
    if (strcmp (judge->name, text) == 0 || (!is_consensus && strcmp (number, text) == 0))
      return is_consensus && !xp_round_is_of_own_body (round, judge->no) ? 0 : judge->no;
  }
  return -1;
}

/* Ballots are nobody's in particular: without a name they are the count's. */
static int
find_judge_of_item (const Import *import, const XpItem *item)
{
  const char *body = xp_item_get_body (item);
  int found = -1;
  for (size_t i = 0; body[0] != '\0' && i < import->round->n_judges; i++) {
    const XpJudge *judge = &import->round->judges[i];
    if (judge->body == NULL || strcmp (judge->body, body) != 0)
      continue;
    if (found >= 0)
      return -1; /* several: the name must say which */
    found = judge->no;
  }
  return found;
}

static bool
read_value (const Import *import,
            int line,
            const XpItem *item,
            const char *text,
            XpMark *mark,
            GError **error)
{
  mark->is_not_applicable = strcmp (text, NOT_APPLICABLE) == 0;
  if (mark->is_not_applicable)
    return xp_mode_has_points (item->mode) || refuse (import,
                                                      line,
                                                      error,
                                                      "%s %s要写“是”或“否”，不能写不适用。",
                                                      item->no,
                                                      item->name);
  g_autoptr (GError) local = NULL;
  return xp_mark_parse (item, text, &mark->entered, &local) ||
         refuse (import, line, error, "%s", local->message);
}

/* ---- records ---- */

static XpRecord *
new_of_entrant (const Import *import, XpKind kind, int entrant_no)
{
  XpRecord *record = xp_record_new (kind);
  xp_record_set_int (record, "round_uid", import->round->uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  return record;
}

static XpRecord *
new_of_sheet (const Import *import, XpKind kind, const XpMark *mark)
{
  XpRecord *record = new_of_entrant (import, kind, mark->entrant_no);
  xp_record_set_int (record, "judge_no", mark->judge_no);
  xp_record_set_int (record, "entry", mark->entry);
  return record;
}

static void
put_or_remove (const Import *import, XpRecord *record, bool is_gone)
{
  if (is_gone)
    xp_draft_remove (import->draft, record);
  else
    xp_draft_put (import->draft, record);
}

/* `*`: 无扣分 closes the sheet, a state's word sets the state, nothing takes both back. */
static bool
import_whole (Import *import, int line, const XpMark *mark, const char *text, GError **error)
{
  XpState state = XP_STATE_PRESENT;
  const bool is_closing = strcmp (text, NOTHING_FOUND) == 0;
  if (text[0] != '\0' && !is_closing && !xp_state_from_text (text, &state))
    return refuse (import, line, error, "“%s”不是状态，应为“无扣分”或没碰上人等状态。", text);

  g_autoptr (XpRecord) sheet = new_of_sheet (import, XP_KIND_SHEET, mark);
  g_autoptr (XpRecord) record = new_of_entrant (import, XP_KIND_ENTRANT_STATE, mark->entrant_no);
  if (state != XP_STATE_PRESENT)
    xp_record_set_text (record, "state", xp_state_get_name (state));
  if (mark->judge_no >= 0 && (is_closing || text[0] == '\0'))
    put_or_remove (import, sheet, !is_closing);
  put_or_remove (import, record, state == XP_STATE_PRESENT);
  return true;
}

static bool
import_mark (
  Import *import, int line, const XpItem *item, XpMark *mark, const char *text, GError **error)
{
  mark->item_at = item->at;
  if (text[0] != '\0' && !read_value (import, line, item, text, mark, error))
    return false;
  g_autoptr (XpRecord) record = new_of_sheet (import, XP_KIND_MARK, mark);
  xp_record_set_int (record, "item_at", item->at);
  if (mark->is_not_applicable)
    xp_record_set_int (record, "is_not_applicable", 1);
  else
    xp_record_set_int (record, "entered", mark->entered);
  xp_keep_note (xp_marking_get_loaded (import->marking)->notes, record);
  put_or_remove (import, record, text[0] == '\0');
  return true;
}

static bool
import_row (Import *import, const XpTableRow *row, const int columns[4], GError **error)
{
  g_autofree char *household = xp_names_to_half_width (xp_table_row_get (row, (guint) columns[0]));
  g_autofree char *judge = g_strdup (xp_table_row_get (row, (guint) columns[1]));
  g_autofree char *item_no = xp_names_to_half_width (xp_table_row_get (row, (guint) columns[2]));
  g_autofree char *text = xp_names_to_half_width (xp_table_row_get (row, (guint) columns[3]));
  g_strstrip (household);
  g_strstrip (judge);
  g_strstrip (item_no);
  g_strstrip (text);

  const XpEntrant *entrant = xp_round_lookup_entrant (import->round, household);
  if (entrant == NULL)
    return refuse (import, row->record, error, "这次评选里没有“%s”号户。", household);
  XpMark mark = {.entrant_no = entrant->no,
                 .judge_no = read_judge (import, judge),
                 .entry = xp_marking_is_second (import->marking) ? 2 : 1};
  const bool is_whole = strcmp (item_no, WHOLE_SHEET) == 0;
  const XpItem *item = is_whole ? NULL : xp_rubric_lookup_item (import->round->rubric, item_no);
  if (!is_whole && item == NULL)
    return refuse (import, row->record, error, "评分表里没有第“%s”项。", item_no);
  if (judge[0] == '\0' && item != NULL && find_judge_of_item (import, item) >= 0)
    mark.judge_no = find_judge_of_item (import, item);

  /* A state is the household's and needs no judge. */
  const bool needs_judge = !is_whole || strcmp (text, NOTHING_FOUND) == 0 || judge[0] != '\0';
  if (mark.judge_no < 0 && needs_judge)
    return refuse (import, row->record, error, "这次评选里没有评委“%s”。", judge);

  const char *who = xp_desk_get_who (xp_marking_get_desk (import->marking));
  if (import->typists != NULL &&
      xp_second_typists_is_first (import->typists, mark.entrant_no, mark.judge_no, who))
    return refuse (import,
                   row->record,
                   error,
                   "%s号户的第一遍也是%s录的，第二遍要换一个人录；真没有别人，请写明是同一个人。",
                   household,
                   who);

  char *cell = g_strdup_printf ("%d %d %s", mark.entrant_no, mark.judge_no, item_no);
  if (!g_hash_table_add (import->seen, cell))
    return refuse (import,
                   row->record,
                   error,
                   "%s号户第%s项写了两遍，只能留一个。",
                   household,
                   item_no);
  return is_whole ? import_whole (import, row->record, &mark, text, error)
                  : import_mark (import, row->record, item, &mark, text, error);
}

/* ---- the file ---- */

static bool
find_columns (const Import *import, const XpTable *csv, int columns[4], GError **error)
{
  static const char *const HEADERS[] = {"household", "judge", "item", "mark"};
  for (int i = 0; i < 4; i++) {
    columns[i] = -1;
    for (guint k = 0; csv->n_rows > 0 && k < csv->rows[0].n_cells; k++)
      if (strcmp (csv->rows[0].cells[k], HEADERS[i]) == 0)
        columns[i] = (int) k;
    if (columns[i] < 0)
      return refuse (import, 1, error, "表头里没有“%s”这一列。", HEADERS[i]);
  }
  return true;
}

static bool
import_rows (Import *import, const XpTable *csv, GError **error)
{
  int columns[4];
  if (!find_columns (import, csv, columns, error))
    return false;
  for (guint i = 1; i < csv->n_rows; i++) {
    const bool is_blank = csv->rows[i].n_cells == 1 && csv->rows[i].cells[0][0] == '\0';
    if (!is_blank && !import_row (import, &csv->rows[i], columns, error))
      return false;
  }
  return true;
}

void
xp_marking_allow_same_typist (XpMarking *self)
{
  self->is_same_typist = true;
}

bool
xp_marking_import_csv (XpMarking *self, const char *name, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (XpTable) csv = xp_csv_parse (bytes, name, error);
  if (csv == NULL)
    return false;

  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_MARKS);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Import import = {self, xp_marking_get_round (self), name, draft, seen, NULL};
  if (self->entry == 2 && !self->is_same_typist) {
    import.typists = xp_second_typists_load (self->desk, import.round->uid, error);
    if (import.typists == NULL)
      return false;
  }
  const bool is_read = import_rows (&import, csv, error);
  g_clear_pointer (&import.typists, xp_second_typists_free);
  return is_read && xp_marking_put_draft (self, draft, error);
}

/* ---- out ---- */

static void
append_row (
  GString *out, const XpEntrant *entrant, const char *judge, const char *item, const char *mark)
{
  g_autofree char *household = xp_entrant_dup_number (entrant);
  xp_csv_append (out, household, false);
  xp_csv_append (out, judge, false);
  xp_csv_append (out, item, false);
  xp_csv_append (out, mark, true);
}

static void
append_sheet (GString *out, const XpTally *tally, const XpEntrant *entrant, const XpJudge *judge)
{
  const XpRubric *rubric = xp_tally_get_round (tally)->rubric;
  const char *name = judge->no == 0 ? "" : judge->name;
  for (size_t i = 0; i < rubric->n_items; i++) {
    XpMark mark;
    const XpItem *item = &rubric->items[i];
    if (!xp_tally_get_mark (tally, entrant->no, judge->no, item->at, &mark))
      continue;
    g_autofree char *text = xp_mark_to_plain (item, &mark);
    append_row (out, entrant, name, item->no, text);
  }
  if (xp_tally_get_sheet (tally, entrant->no, judge->no)->is_closed)
    append_row (out, entrant, name, WHOLE_SHEET, NOTHING_FOUND);
}

char *
xp_marking_export_csv (XpMarking *self)
{
  const XpTally *tally = xp_marking_get_tally (self);
  const XpRound *round = xp_marking_get_round (self);
  GString *out = g_string_new ("household,judge,item,mark\n");
  for (size_t i = 0; i < round->n_entrants; i++) {
    const XpEntrant *entrant = &round->entrants[i];
    for (size_t k = 0; k < round->n_judges; k++)
      if (xp_round_is_scoring (round, round->judges[k].no))
        append_sheet (out, tally, entrant, &round->judges[k]);
    const XpState state = xp_tally_get_total (tally, entrant->no)->state;
    if (state != XP_STATE_PRESENT)
      append_row (out, entrant, "", WHOLE_SHEET, xp_state_get_word (state));
  }
  return g_string_free (out, FALSE);
}

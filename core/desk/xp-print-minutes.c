/* xp-print-minutes.c: 会议记录: who was there, what was put to the vote, what was corrected, who is
 * held back, and who was chosen. No reason of a state and no kinship is told. */
#include "xp-minutes-work.h"
#include "xp-motion-work.h"
#include "xp-print-source.h"
#include "xp-report-sheet.h"

#include <string.h>

typedef struct {
  XpPrintSource *source;
  XpBook *book; /* opened beside the desk's */
  GPtrArray *stays;
  GPtrArray *motions;        /* of XpMotionLine */
  GPtrArray *corrections;    /* of XpHistoryLine */
  GArray *lines;             /* of XpReportLine */
  const XpMinutesText *text; /* what was written; NULL: what is computed alone */
  GError **error;
  GPtrArray *names; /* of char *, borrowed: who is named, not to be torn at a line's end */
  bool is_good;
} Minutes;

/* ---- lines ---- */

static void
add_text (Minutes *self, XpReportKind kind, const char *label, const char *text)
{
  const XpReportLine line = {kind, label, text};
  self->is_good &= text != NULL;
  if (text != NULL)
    g_array_append_val (self->lines, line);
}

static void
add_heading (Minutes *self, const char *section)
{
  if (self->is_good)
    add_text (self,
              XP_REPORT_HEADING,
              NULL,
              xp_print_source_fill (self->source, section, self->error));
}

/* A paragraph of the wording. */
static void
add_filled (Minutes *self, const char *label, const char *section)
{
  if (self->is_good)
    add_text (self,
              label != NULL ? XP_REPORT_ENTRY : XP_REPORT_PARAGRAPH,
              label,
              xp_print_source_fill (self->source, section, self->error));
}

static void
set_field (Minutes *self, const char *field, const char *text)
{
  xp_print_source_set_field (self->source, field, text);
}

/* ---- what was written ---- */

static const char *
written (const Minutes *self, XpMinutesField field)
{
  const char *text = self->text != NULL ? self->text->fields[field] : NULL;
  return text != NULL && text[0] != '\0' ? text : NULL;
}

/* A line of the head or the end: as it was written, else as the wording has it. */
static void
add_editable (Minutes *self, XpMinutesField field, const char *label, const char *section)
{
  const char *text = written (self, field);
  if (text != NULL)
    add_text (self, XP_REPORT_ENTRY, label, text);
  else if (self->text != NULL)
    add_filled (self, label, section);
}

/* Each line is a paragraph; nothing where nothing was written. */
static void
add_written (Minutes *self, XpMinutesField field, const char *label)
{
  const char *text = written (self, field);
  if (text == NULL)
    return;
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  for (size_t i = 0; paragraphs[i] != NULL; i++)
    add_text (self,
              label != NULL ? XP_REPORT_ENTRY : XP_REPORT_PARAGRAPH,
              i == 0 ? label : NULL,
              xp_print_source_keep (self->source, g_strdup (paragraphs[i])));
}

/* ---- when, and who was there ---- */

/* “19:05” of “2026-10-12T19:05”. */
static const char *
clock_of (const char *moment)
{
  return strlen (moment) > 11 ? moment + 11 : moment;
}

/* “2026年10月12日 19:00至21:40”; the hours are left to the hand where nobody signed in. */
static char *
tell_time (const Minutes *self)
{
  const char *from = NULL, *until = NULL;
  for (guint i = 0; i < self->stays->len; i++) {
    const char *came = xp_record_get_text (self->stays->pdata[i], "came_at");
    const char *left = xp_record_get_text (self->stays->pdata[i], "left_at");
    if (from == NULL || strcmp (came, from) < 0)
      from = came;
    if (left != NULL && (until == NULL || strcmp (left, until) > 0))
      until = left;
  }
  GDate day = xp_desk_get_today (self->source->desk);
  g_autofree char *text =
    g_strndup (from != NULL             ? from
               : self->motions->len > 0 ? ((XpMotionLine *) self->motions->pdata[0])->on_day
                                        : "",
               strlen ("2026-10-12"));
  xp_day_from_text (text, &day);
  g_autofree char *date = xp_day_to_chinese (&day);
  return g_strdup_printf ("%s %s至%s",
                          date,
                          from != NULL ? clock_of (from) : "____:____",
                          until != NULL ? clock_of (until) : "____:____");
}

static const char *
first_came (const Minutes *self)
{
  const char *first = NULL;
  for (guint i = 0; i < self->stays->len; i++) {
    const char *came = xp_record_get_text (self->stays->pdata[i], "came_at");
    first = first == NULL || strcmp (came, first) < 0 ? came : first;
  }
  return first;
}

/* “李委员（19:20到，20:00离开）”: the time only of who was late or left before others; "" not
 * there.
 */
static char *
tell_stays (const Minutes *self, const XpJudge *judge)
{
  g_autoptr (GString) times = g_string_new (NULL);
  const char *first = first_came (self);
  bool is_there = self->stays->len == 0 && !judge->is_absent;
  for (guint i = 0; i < self->stays->len; i++) {
    const XpRecord *stay = self->stays->pdata[i];
    const char *came = xp_record_get_text (stay, "came_at");
    const char *left = xp_record_get_text (stay, "left_at");
    if (xp_record_get_int (stay, "judge_no") != judge->no)
      continue;
    is_there = true;
    if (strcmp (came, first) != 0)
      g_string_append_printf (times, "%s%s到", times->len > 0 ? "，" : "", clock_of (came));
    if (left != NULL)
      g_string_append_printf (times, "%s%s离开", times->len > 0 ? "，" : "", clock_of (left));
  }
  if (!is_there)
    return g_strdup ("");
  return times->len > 0 ? g_strdup_printf ("%s（%s）", judge->name, times->str)
                        : g_strdup (judge->name);
}

static void
add_people (Minutes *self)
{
  const XpRound *round = self->source->loaded->round;
  g_autoptr (GString) there = g_string_new (NULL);
  g_autoptr (GString) absent = g_string_new (NULL);
  int n_members = 0, n_present = 0;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (judge->no == 0 || xp_round_is_of_own_body (round, judge->no))
      continue;
    g_autofree char *told = tell_stays (self, judge);
    GString *list = told[0] != '\0' ? there : absent;
    n_members++;
    n_present += told[0] != '\0';
    g_string_append_printf (list,
                            "%s%s",
                            list->len > 0 ? "、" : "",
                            told[0] != '\0' ? told : judge->name);
  }
  xp_print_source_set_number (self->source, "应到", n_members);
  xp_print_source_set_number (self->source, "实到", n_present);
  set_field (self, "到会", there->str);
  set_field (self, "缺席", absent->str);
  if (n_members > 0)
    add_filled (self, "到会", "到会");
  if (absent->len > 0)
    add_filled (self, "缺席", "缺席");
}

static void
add_head (Minutes *self)
{
  g_autofree char *time = tell_time (self);
  set_field (self, "时间", time);
  add_filled (self, "时间", "时间");
  add_editable (self, XP_MINUTES_PLACE, "地点", "地点");
  add_editable (self, XP_MINUTES_CHAIR, "主持", "主持");
  add_editable (self, XP_MINUTES_RECORDER, "记录", "记录");
  add_people (self);
  add_written (self, XP_MINUTES_SAID, "发言要点");
}

/* ---- what was decided ---- */

static void
add_sums (Minutes *self, const XpRanking *ranking)
{
  const XpRules *rules = &self->source->loaded->round->rules;
  g_autofree char *quota =
    xp_print_source_join_lines (xp_ranking_dup_quota_sentence (ranking, rules));
  set_field (self, "名额", quota != NULL ? quota : "");
  add_filled (self, NULL, "算分");
  if (self->source->second[0] != '\0')
    add_text (self, XP_REPORT_PARAGRAPH, NULL, self->source->second);
  if (quota != NULL)
    add_filled (self, NULL, "名额");
}

static bool
has_carried_tie (const Minutes *self)
{
  for (guint i = 0; i < self->motions->len; i++) {
    const XpMotionLine *motion = self->motions->pdata[i];
    if (motion->what == XP_MOTION_TIE && motion->is_carried)
      return true;
  }
  return false;
}

/* A vote says by itself, below, whom it brought in. */
static void
add_cuts (Minutes *self, const XpRanking *ranking)
{
  const XpLoadedRound *loaded = self->source->loaded;
  g_autoptr (GString) in = g_string_new (NULL);
  const char *word = NULL;
  const bool is_told = has_carried_tie (self);
  int n_in = 0;
  for (size_t i = 0; i < loaded->n_decisions; i++) {
    const XpCutDecision *decision = &loaded->decisions[i];
    g_autofree char *who =
      xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, decision->entrant_no));
    word = decision->word;
    if (decision->is_in)
      g_string_append_printf (in, "%s%s", n_in++ > 0 ? "、" : "", who);
  }
  char *lot = xp_print_source_join_lines (
    xp_ranking_dup_lot_sentence (ranking, loaded->tally, loaded->decisions, loaded->n_decisions));
  if (word == NULL)
    add_filled (self, NULL, "没有同分");
  else
    add_text (self,
              XP_REPORT_PARAGRAPH,
              NULL,
              xp_print_source_keep (self->source,
                                    g_strdup_printf ("名额末位同分的有%zu%s，按%s定%s%s。",
                                                     loaded->n_decisions,
                                                     xp_rubric_get_counted (loaded->round->rubric),
                                                     word,
                                                     is_told    ? ""
                                                     : n_in > 0 ? "，入选的是"
                                                                : "，都没有入选",
                                                     is_told ? "" : in->str)));
  if (lot != NULL)
    add_text (self, XP_REPORT_PARAGRAPH, NULL, xp_print_source_keep (self->source, lot));
}

static void
add_motions (Minutes *self)
{
  for (guint i = 0; i < self->motions->len; i++) {
    const XpMotionLine *motion = self->motions->pdata[i];
    g_autofree char *figures = xp_vote_count_dup_figures (&motion->count);
    g_autofree char *outcome = xp_vote_count_dup_outcome (&motion->count, motion->majority);
    add_text (
      self,
      XP_REPORT_ENTRY,
      xp_print_source_keep (self->source, g_strdup_printf ("第%d次表决", motion->no)),
      xp_print_source_keep (self->source,
                            g_strdup_printf ("%s。%s。%s。", motion->words, figures, outcome)));
  }
  if (self->motions->len == 0)
    add_filled (self, NULL, "没有表决");
}

/* Of a change of state the reason is private. */
static bool
is_of_marks (const XpHistoryLine *line)
{
  for (size_t i = 0; line->sentences[i] != NULL; i++)
    if (strstr (line->sentences[i], "“") != NULL)
      return true;
  return false;
}

static void
add_corrections (Minutes *self)
{
  for (guint i = 0; i < self->corrections->len; i++) {
    const XpHistoryLine *line = self->corrections->pdata[i];
    g_autofree char *changes = g_strjoinv ("；", line->sentences);
    const bool has_reason = is_of_marks (line) && line->reason[0] != '\0';
    set_field (self, "改动", changes);
    set_field (self, "理由", line->reason);
    set_field (self, "录入人", line->who);
    set_field (self, "见证人", line->witness);
    add_filled (self, NULL, has_reason ? "改动·理由" : "改动");
  }
  if (self->corrections->len == 0)
    add_filled (self, NULL, "没有改分");
}

/* ---- who is held back, who was chosen ---- */

static void
append_name (Minutes *self, GString *list, const XpEntrant *entrant, const char *behind)
{
  g_autofree char *who = xp_entrant_dup_place_and_name (entrant);
  g_ptr_array_add (self->names, entrant->name);
  g_string_append_printf (list, "%s%s%s", list->len > 0 ? "、" : "", who, behind);
}

static void
add_held (Minutes *self)
{
  const XpLoadedRound *loaded = self->source->loaded;
  g_autoptr (GString) held = g_string_new (NULL);
  g_autoptr (GString) not_met = g_string_new (NULL);
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const XpTotal *total = xp_tally_get_total (loaded->tally, (int) i + 1);
    const XpEntrant *entrant = &loaded->round->entrants[i];
    if (total->state == XP_STATE_NOT_MET)
      append_name (self, not_met, entrant, "");
    else if (total->state == XP_STATE_HELD)
      append_name (self, held, entrant, "暂缓");
    else if (total->state == XP_STATE_APART ||
             (total->state == XP_STATE_PRESENT && total->is_vetoed))
      append_name (self, held, entrant, "暂缓，另行评议");
  }
  set_field (self, "暂缓", held->str);
  add_filled (self, NULL, held->len > 0 ? "暂缓" : "没有暂缓");
  set_field (self, "暂缓", not_met->str);
  if (not_met->len > 0)
    add_filled (self, NULL, "没碰上");
}

static void
add_result (Minutes *self, const XpRanking *ranking)
{
  const XpRound *round = self->source->loaded->round;
  g_autoptr (GString) names = g_string_new (NULL);
  for (size_t i = 0; i < ranking->n_places; i++)
    if (ranking->places[i].awarded == XP_AWARDED_YES)
      append_name (self, names, &round->entrants[i], "");
  xp_print_source_set_number (self->source, "户数", ranking->n_awarded);
  set_field (self, "名单", names->str);
  add_filled (self, NULL, ranking->n_awarded > 0 ? "结果" : "没有结果");
}

/* The head of the book's history binds this evening before anything was posted. */
static void
add_foot (Minutes *self)
{
  guint8 head[32];
  if (written (self, XP_MINUTES_CLOSING) != NULL)
    add_written (self, XP_MINUTES_CLOSING, NULL);
  else if (self->text != NULL)
    add_filled (self, NULL, "宣读");
  if (!self->is_good || !xp_book_get_head (self->book, head, self->error)) {
    self->is_good = false;
    return;
  }
  g_autoptr (GString) hex = g_string_new (NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (head); i++)
    g_string_append_printf (hex, "%02x", head[i]);
  g_autofree char *code = xp_desk_dup_board_code (self->source->desk, hex->str);
  set_field (self, "核对码", code);
  add_filled (self, NULL, "核对");
}

static const char *const *
list_signers (Minutes *self)
{
  const XpRound *round = self->source->loaded->round;
  GPtrArray *signers = g_ptr_array_new ();
  self->is_good = self->is_good &&
                  xp_print_source_add_filled (self->source, signers, "主持人", self->error) &&
                  xp_print_source_add_filled (self->source, signers, "记录人", self->error);
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no != 0 && !xp_round_is_of_own_body (round, round->judges[i].no))
      g_ptr_array_add (
        signers,
        (gpointer) xp_print_source_keep (self->source, g_strdup (round->judges[i].name)));
  return xp_print_source_keep_list (self->source, signers);
}

static void
fill (Minutes *self)
{
  const XpLoadedRound *loaded = self->source->loaded;
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  add_head (self);
  add_heading (self, "头·算分");
  add_sums (self, ranking);
  add_heading (self, "头·表决");
  add_cuts (self, ranking);
  add_motions (self);
  add_written (self, XP_MINUTES_VOTED, NULL);
  add_heading (self, "头·改分");
  add_corrections (self);
  add_written (self, XP_MINUTES_CORRECTED, NULL);
  add_heading (self, "头·暂缓");
  add_held (self);
  add_written (self, XP_MINUTES_HELD, NULL);
  add_heading (self, "头·结果");
  add_result (self, ranking);
  add_written (self, XP_MINUTES_CHOSEN, NULL);
  if (self->text != NULL)
    add_foot (self);
  if (self->is_good && self->text != NULL) {
    const XpReportLine signatures = {.kind = XP_REPORT_SIGNATURES, .signers = list_signers (self)};
    g_array_append_val (self->lines, signatures);
  }
}

/* ---- the sheet ---- */

/* False with the error. */
static bool
read_meeting (Minutes *self, GError **error)
{
  const int64_t uid = self->source->loaded->round->uid;
  self->book = xp_book_open_beside (xp_desk_get_path (self->source->desk), &XP_DESK_HOOKS, error);
  if (self->book == NULL)
    return false;
  self->stays = xp_book_list (self->book, XP_KIND_ATTENDANCE, "round_uid", uid, error);
  self->motions = self->stays != NULL ? xp_motion_work_list (self->source->desk, uid, error) : NULL;
  self->corrections =
    self->motions != NULL ? xp_book_list_corrections (self->book, uid, error) : NULL;
  return self->corrections != NULL;
}

static void
clear_minutes (Minutes *self)
{
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_clear_pointer (&self->motions, g_ptr_array_unref);
  g_clear_pointer (&self->stays, g_ptr_array_unref);
  g_clear_pointer (&self->book, xp_book_close);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->names);
}

/* What is computed, a paragraph a line: the same as long as nothing was decided anew. */
char *
xp_print_minutes_dup_computed (XpPrintSource *source, GError **error)
{
  Minutes minutes = {.source = source,
                     .lines = g_array_new (FALSE, FALSE, sizeof (XpReportLine)),
                     .names = g_ptr_array_new (),
                     .error = error,
                     .is_good = true};
  GString *text = g_string_new (NULL);
  minutes.is_good = read_meeting (&minutes, error);
  if (minutes.is_good)
    fill (&minutes);
  for (guint i = 0; i < minutes.lines->len; i++) {
    const XpReportLine *line = &g_array_index (minutes.lines, XpReportLine, i);
    g_string_append_printf (text,
                            "%s%s%s%s",
                            i > 0 ? "\n" : "",
                            line->label != NULL ? line->label : "",
                            line->label != NULL ? "：" : "",
                            line->text);
  }
  const bool is_good = minutes.is_good;
  clear_minutes (&minutes);
  return g_string_free (text, !is_good);
}

GBytes *
xp_print_minutes (XpPrintSource *source,
                  XpFontBook *fonts,
                  XpProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  Minutes minutes = {.source = source,
                     .lines = g_array_new (FALSE, FALSE, sizeof (XpReportLine)),
                     .names = g_ptr_array_new (),
                     .error = error,
                     .is_good = true};
  GBytes *pdf = NULL;
  const char *title = NULL;
  g_autoptr (XpMinutesText) text = NULL;
  if (read_meeting (&minutes, error))
    text = xp_minutes_read_text (minutes.book, source->loaded->round->uid, error);
  minutes.text = text;
  if (text != NULL) {
    fill (&minutes);
    title = minutes.is_good ? xp_print_source_fill (source, "标题", error) : NULL;
  }
  if (title != NULL) {
    g_ptr_array_add (minutes.names, NULL);
    const XpReportSheet sheet = {
      .village = xp_desk_get_village (source->desk)->name,
      .title = title,
      .lines = (const XpReportLine *) (gpointer) minutes.lines->data,
      .n_lines = minutes.lines->len,
      .names = (const char *const *) minutes.names->pdata,
    };
    pdf = xp_report_sheet_render (&sheet, fonts, progress, cancellable, error);
  }
  clear_minutes (&minutes);
  return pdf;
}

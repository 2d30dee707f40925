/* xp-print-deliberation.c: 评议记录: one matter a sheet, for the committee alone: what was told in
 * private stands here and on no other paper. */
#include "xp-deliberation-private.h"
#include "xp-print-source.h"
#include "xp-report-sheet.h"

#include <string.h>

typedef struct {
  XpPrintSource *source;
  GArray *lines; /* of XpReportLine */
  GError **error;
  bool is_good;
} Sheets;

static void
add (Sheets *self, XpReportKind kind, const char *label, const char *section)
{
  const XpReportLine line = {
    .kind = kind,
    .label = label,
    .text = self->is_good ? xp_print_source_fill (self->source, section, self->error) : NULL};
  self->is_good = line.text != NULL;
  if (self->is_good)
    g_array_append_val (self->lines, line);
}

/* Nothing is printed of what was not said. */
static void
add_told (Sheets *self, const char *label, const char *section, const char *field, const char *text)
{
  if (text[0] == '\0')
    return;
  xp_print_source_set_field (self->source, field, text);
  add (self, XP_REPORT_ENTRY, label, section);
}

static void
set_day (Sheets *self, const char *field, const char *text)
{
  GDate day;
  g_autofree char *told =
    xp_day_from_text (text, &day) ? xp_day_to_chinese (&day) : g_strdup (text);
  xp_print_source_set_field (self->source, field, told);
}

static void
add_revisits (Sheets *self, const GPtrArray *revisits)
{
  for (guint i = 0; i < revisits->len; i++) {
    const XpRevisitLine *revisit = revisits->pdata[i];
    const bool is_done = revisit->done_on[0] != '\0';
    set_day (self, "复查日", is_done ? revisit->done_on : revisit->due_on);
    xp_print_source_set_field (self->source, "看到", revisit->found);
    add (self, XP_REPORT_ENTRY, i == 0 ? "复查" : "", is_done ? "复查" : "复查·没去");
  }
}

static void
add_signers (Sheets *self)
{
  GPtrArray *signers = g_ptr_array_new ();
  self->is_good = self->is_good &&
                  xp_print_source_add_filled (self->source, signers, "评委一", self->error) &&
                  xp_print_source_add_filled (self->source, signers, "评委二", self->error) &&
                  xp_print_source_add_filled (self->source, signers, "当事人", self->error);
  const XpReportLine line = {.kind = XP_REPORT_SIGNATURES,
                             .signers = xp_print_source_keep_list (self->source, signers)};
  g_array_append_val (self->lines, line);
}

static void
add_sheet (Sheets *self, const XpDeliberationLine *line)
{
  xp_print_source_set_field (self->source, "哪一种", xp_deliberation_mode_get_word (line->mode));
  xp_print_source_set_field (self->source, "评选", line->round_name);
  add (self, XP_REPORT_SHEET, NULL, "标题");
  add (self, XP_REPORT_PARAGRAPH, NULL, "留存");
  set_day (self, "日期", line->on_day);
  add (self, XP_REPORT_ENTRY, "日期", "日期");
  add_told (self, "在场", "在场", "在场", line->present);
  add_told (self, "哪一户", "户", "户", line->who);
  if (line->item_no[0] == '\0')
    add_told (self, "评选", "评选", "评选", line->round_name);
  else
    add_told (self, "评分项", "项", "项", line->item_no);
  add_told (self, "村规民约", "条文", "条文", line->article);
  add_told (self, "为什么", "为什么", "为什么", line->why);
  add_told (self, "怎样说的", "怎样说", "怎样说", line->said);
  add_told (self, "怎样定的", "怎样定", "怎样定", line->decided);
  add_told (self, "跟踪人", "跟踪人", "跟踪人", line->follower);
  add_revisits (self, line->revisits);
  if (line->closed_on[0] != '\0') {
    set_day (self, "日期", line->closed_on);
    xp_print_source_set_field (self->source, "结果", line->outcome);
    add (self, XP_REPORT_ENTRY, "结果", "结果");
  }
  add_signers (self);
}

static bool
is_asked_for (const XpPrintSource *source, const XpDeliberationLine *line)
{
  const XpPrintOptions *options = &source->options;
  return (options->deliberation_uid == 0 || options->deliberation_uid == line->uid) &&
         (options->household == 0 || options->household == line->number);
}

GPtrArray *
xp_print_source_read_deliberations (const XpPrintSource *self, GError **error)
{
  g_autoptr (XpBook) book =
    xp_book_open_beside (xp_desk_get_path (self->desk), &XP_DESK_HOOKS, error);
  return book != NULL ? xp_deliberations_read (self->desk, book, 0, error) : NULL;
}

GBytes *
xp_print_deliberation (XpPrintSource *source,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) deliberations = xp_print_source_read_deliberations (source, error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (XpReportLine));
  Sheets sheets = {source, lines, error, deliberations != NULL};
  for (guint i = 0; sheets.is_good && i < deliberations->len; i++)
    if (is_asked_for (source, deliberations->pdata[i]))
      add_sheet (&sheets, deliberations->pdata[i]);
  if (sheets.is_good && lines->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "还没有评议记录可印。请先在“评议”里记下，再来印。");
    return NULL;
  }
  if (!sheets.is_good)
    return NULL;
  const XpReportSheet sheet = {
    .village = xp_desk_get_village (source->desk)->name,
    .title = g_array_index (lines, XpReportLine, 0).text,
    .lines = (const XpReportLine *) (gpointer) lines->data,
    .n_lines = lines->len,
  };
  return xp_report_sheet_render (&sheet, fonts, progress, cancellable, error);
}

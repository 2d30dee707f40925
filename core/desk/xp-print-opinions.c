/* xp-print-opinions.c: 意见征询表 and 意见汇总表: what households think of rules in the making, on
 * blank forms. The articles come out of a text file until the book keeps the village's rules. */
#include "xp-print-source.h"

#include "xp-form-sheet.h"

#include <string.h>

enum {
  N_BLANK_ARTICLES = 4,
  N_LINES_MORE = 2,
  N_LINES_THINGS = 3,
  N_SUMMARY_COLUMNS = 6,
  N_SUMMARY_ROWS = 12
};

static const double HAND_ROW_MM = 10.5;

/* ---- 意见征询表 ---- */

typedef struct {
  XpPrintSource *source;
  GArray *parts; /* of XpFormPart */
  GError **error;
  bool is_good;
} Form;

static const char *
fill (Form *self, const char *section)
{
  const char *text =
    self->is_good ? xp_print_source_fill (self->source, section, self->error) : NULL;
  self->is_good = text != NULL;
  return text;
}

static const char *const *
fill_lines (Form *self, const char *section)
{
  const char *const *lines =
    self->is_good ? xp_print_source_fill_lines (self->source, section, self->error) : NULL;
  self->is_good = lines != NULL;
  return lines;
}

static void
add (Form *self, XpFormPart part)
{
  g_array_append_val (self->parts, part);
}

static void
add_text (Form *self, XpFormKind kind, const char *section)
{
  add (self, (XpFormPart){.kind = kind, .text = fill (self, section)});
}

static void
add_labels (Form *self, XpFormKind kind, const char *section, size_t n_rows)
{
  add (self, (XpFormPart){.kind = kind, .labels = fill_lines (self, section), .n_rows = n_rows});
}

static void
add_article (Form *self, const char *section)
{
  const char *text = fill (self, section);
  add (self, (XpFormPart){.kind = XP_FORM_CHOICE, .text = text, .label = fill (self, "选")});
}

/* “# 永胜村村规民约” names the rules, any other line is an article. */
static size_t
add_articles (Form *self)
{
  size_t n = 0;
  g_auto (GStrv) lines =
    g_strsplit (self->source->options.text != NULL ? self->source->options.text : "", "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);
    if (line[0] == '#') {
      g_autofree char *name = g_strstrip (g_strdup (line + 1));
      xp_print_source_set_field (self->source, "规约", name);
    } else if (line[0] != '\0') {
      xp_print_source_set_field (self->source, "条文", line);
      add_article (self, "条");
      n++;
    }
  }
  for (size_t i = 0; n == 0 && i < N_BLANK_ARTICLES; i++)
    add_article (self, "条·手写");
  return n;
}

static void
add_parts (Form *self, size_t *out_n_articles)
{
  add_text (self, XP_FORM_PARAGRAPH, "说明");
  add_labels (self, XP_FORM_BLANKS, "填", 0);
  add_text (self, XP_FORM_HEADING, "一");
  *out_n_articles = add_articles (self);
  add_text (self, XP_FORM_HEADING, "二");
  add (self, (XpFormPart){.kind = XP_FORM_LINES, .n_rows = N_LINES_MORE});
  add_text (self, XP_FORM_HEADING, "三");
  add (self, (XpFormPart){.kind = XP_FORM_LINES, .n_rows = N_LINES_THINGS});
  add_text (self, XP_FORM_HEADING, "四");
  add_labels (self, XP_FORM_TABLE, "四·栏", 1);
  add_text (self, XP_FORM_HEADING, "五");
  add_labels (self, XP_FORM_BLANKS, "五·填", 0);
  add_text (self, XP_FORM_TEAR, "回执");
  add_labels (self, XP_FORM_BLANKS, "回执·填", 0);
}

GBytes *
xp_print_opinions (XpPrintSource *source,
                   XpFontBook *fonts,
                   XpProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (XpFormPart));
  Form form = {source, parts, error, true};
  g_autofree char *rules = g_strdup_printf ("%s村规民约", xp_desk_get_village (source->desk)->name);
  size_t n_articles = 0;
  xp_print_source_set_field (source, "规约", rules);
  add_parts (&form, &n_articles);
  const XpFormSheet sheet = {
    .village = xp_desk_get_village (source->desk)->name,
    .title = fill (&form, n_articles > 0 ? "标题" : "标题·没有条文"),
    .number_label = fill (&form, "编号"),
    .parts = (const XpFormPart *) (gpointer) parts->data,
    .n_parts = parts->len,
    .first = source->options.first,
    .n_copies = source->options.copies,
  };
  return form.is_good ? xp_form_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

/* ---- 意见汇总表 ---- */

GBytes *
xp_print_opinion_summary (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error)
{
  static const XpGridColumn COLUMNS[N_SUMMARY_COLUMNS] = {
    {"序号", 0.7, XP_COLUMN_CENTRE, false},
    {"哪一条", 1.3, XP_COLUMN_CENTRE, false},
    {"意见内容", 5, XP_COLUMN_LEFT, false},
    {"提出户数", 1.1, XP_COLUMN_CENTRE, false},
    {"采纳／部分采纳／不采纳", 2.4, XP_COLUMN_CENTRE, false},
    {"理由", 3, XP_COLUMN_LEFT, false}};
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_SUMMARY_COLUMNS, table};
  const int n = source->options.copies > 0 ? source->options.copies : N_SUMMARY_ROWS;
  for (int i = 0; i < n; i++) {
    const char *cells[N_SUMMARY_COLUMNS] = {
      xp_print_source_keep (source, g_strdup_printf ("%d", i + 1))};
    xp_print_rows_add (&rows, cells, NULL);
  }
  XpTableSheet sheet = {.village = xp_desk_get_village (source->desk)->name,
                        .columns = COLUMNS,
                        .n_columns = N_SUMMARY_COLUMNS,
                        .rows = (const XpTableRow *) (gpointer) table->data,
                        .n_rows = table->len,
                        .least_row_mm = HAND_ROW_MM};
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

/* xp-print-forms.c: blank forms that stand wholly in their wording: 劝告登记, 张贴与摘榜记录. */
#include "xp-print-source.h"

#include "xp-form-sheet.h"

/* A part of a form, and the paragraph of its wording. */
typedef struct {
  XpFormKind kind;
  const char *section; /* NULL: no words */
  size_t n_rows;
} FormRow;

static const FormRow ADVICE[] = {
  {XP_FORM_BLANKS, "人和地", 0},
  {XP_FORM_PARAGRAPH, "事项", 0},
  {XP_FORM_LINES, NULL, 4},
  {XP_FORM_PARAGRAPH, "怎样", 0},
  {XP_FORM_BLANKS, "谁", 0},
  {XP_FORM_TEAR, "存根", 0},
  {XP_FORM_BLANKS, "存根·填", 0},
};

static const FormRow POSTING[] = {
  {XP_FORM_TABLE, "栏", 8},
  {XP_FORM_BLANKS, "签字", 0},
};

static bool
has_list (XpFormKind kind)
{
  return kind == XP_FORM_BLANKS || kind == XP_FORM_TABLE;
}

static bool
fill_part (XpPrintSource *source, const FormRow *row, XpFormPart *out, GError **error)
{
  *out = (XpFormPart){.kind = row->kind, .n_rows = row->n_rows};
  if (row->section == NULL)
    return true;
  if (has_list (row->kind))
    return (out->labels = xp_print_source_fill_lines (source, row->section, error)) != NULL;
  return (out->text = xp_print_source_fill (source, row->section, error)) != NULL;
}

static GBytes *
print_form (XpPrintSource *source,
            XpFontBook *fonts,
            const FormRow rows[],
            size_t n_rows,
            const char *number_section,
            GError **error)
{
  g_autofree XpFormPart *parts = g_new0 (XpFormPart, n_rows);
  for (size_t i = 0; i < n_rows; i++)
    if (!fill_part (source, &rows[i], &parts[i], error))
      return NULL;
  XpFormSheet sheet = {
    .village = xp_desk_get_village (source->desk)->name,
    .parts = parts,
    .n_parts = n_rows,
    .is_a5 = true,
    .first = source->options.first,
    .n_copies = source->options.copies,
  };
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (number_section == NULL ||
     (sheet.number_label = xp_print_source_fill (source, number_section, error)) != NULL);
  return is_filled ? xp_form_sheet_render (&sheet, fonts, NULL, NULL, error) : NULL;
}

GBytes *
xp_print_advice (XpPrintSource *source,
                 XpFontBook *fonts,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  return print_form (source, fonts, ADVICE, G_N_ELEMENTS (ADVICE), "编号", error);
}

GBytes *
xp_print_postings (XpPrintSource *source,
                   XpFontBook *fonts,
                   XpProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  return print_form (source, fonts, POSTING, G_N_ELEMENTS (POSTING), NULL, error);
}

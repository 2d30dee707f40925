/* xp-print-report.c: lines that another work made become a report on paper. */
#include "xp-print-source.h"

#include "xp-report-sheet.h"

#include <string.h>

static const char HEADING[] = "# ";

/* @text is parted in place where a TAB stands. */
static XpReportLine
read_line (char *text)
{
  if (g_str_has_prefix (text, HEADING))
    return (XpReportLine){XP_REPORT_HEADING, NULL, text + strlen (HEADING)};
  char *tab = strchr (text, '\t');
  if (tab == NULL)
    return (XpReportLine){XP_REPORT_PARAGRAPH, NULL, text};
  *tab = '\0';
  return (XpReportLine){XP_REPORT_ENTRY, text, tab + 1};
}

GBytes *
xp_printing_render_report (XpDesk *desk,
                           const char *title,
                           const char *const *sub_lines,
                           const GPtrArray *lines,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (XpFontBook) fonts = xp_font_book_new (error);
  if (fonts == NULL)
    return NULL;

  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree XpReportLine *parted = g_new0 (XpReportLine, lines->len + 1);
  for (guint i = 0; i < lines->len; i++) {
    g_ptr_array_add (texts, g_strdup (lines->pdata[i]));
    parted[i] = read_line (texts->pdata[i]);
  }
  const XpReportSheet sheet = {
    .village = xp_desk_get_village (desk)->name,
    .title = title,
    .sub_lines = sub_lines,
    .lines = parted,
    .n_lines = lines->len,
  };
  return xp_report_sheet_render (&sheet, fonts, progress, cancellable, error);
}

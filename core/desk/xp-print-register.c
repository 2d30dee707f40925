/* xp-print-register.c: 证书登记簿: each number that was given, and each sheet that was spoiled. */
#include "xp-print-source.h"

#include "xp-certificate-private.h"

enum {
  N_COLUMNS = 8
};

/* 10月25日，李四代领; "" not yet. Kept. */
static const char *
tell_received (XpPrintSource *source, const XpCertificateLine *line)
{
  if (line->received_on[0] == '\0')
    return "";
  const char *day = xp_print_source_name_day (source, line->received_on);
  return line->received_by[0] == '\0'
           ? day
           : xp_print_source_keep (source, g_strdup_printf ("%s，%s代领", day, line->received_by));
}

static void
add_row (XpPrintSource *source,
         XpPrintRows *rows,
         const XpCertificateLine *line,
         const char *state,
         const char *printings,
         const char *heading)
{
  const char *cells[N_COLUMNS] = {line->number,
                                  line->name,
                                  line->group,
                                  line->title,
                                  xp_print_source_name_day (source, line->issued_on),
                                  state,
                                  printings,
                                  tell_received (source, line)};
  xp_print_rows_add (rows, cells, heading);
}

static void
add_numbers (XpPrintSource *source, XpPrintRows *rows)
{
  for (guint i = 0; i < source->register_lines->len; i++) {
    const XpCertificateLine *line = source->register_lines->pdata[i];
    const char *state = xp_print_source_keep (source, xp_certificate_line_dup_state (line));
    add_row (source,
             rows,
             line,
             state,
             line->printings[0] != '\0' ? line->printings : "未印",
             NULL);
  }
}

/* Sheets that were thrown away, and those of numbers that are void. */
static void
add_spoiled (XpPrintSource *source, XpPrintRows *rows)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < source->register_lines->len; i++) {
    const XpCertificateLine *line = source->register_lines->pdata[i];
    for (size_t k = 0; line->spoiled[k] != NULL; k++) {
      g_ptr_array_add (lines, (gpointer) line);
      g_ptr_array_add (words, line->spoiled[k]);
    }
    if (line->is_void && line->n_printings > 0) {
      g_ptr_array_add (lines, (gpointer) line);
      g_ptr_array_add (words, (gpointer) "印好以后作废");
    }
  }
  for (guint i = 0; i < lines->len; i++) {
    char *heading = i == 0 ? g_strdup_printf ("废张　%u张，随登记簿存放", lines->len) : NULL;
    if (heading != NULL)
      xp_print_source_keep (source, heading);
    add_row (source, rows, lines->pdata[i], "废张", words->pdata[i], heading);
  }
}

static int
count_void (const GPtrArray *lines)
{
  int n = 0;
  for (guint i = 0; i < lines->len; i++)
    n += ((const XpCertificateLine *) lines->pdata[i])->is_void;
  return n;
}

GBytes *
xp_print_register (XpPrintSource *source,
                   XpFontBook *fonts,
                   XpProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  static const XpGridColumn COLUMNS[N_COLUMNS] = {{"编号", 2.5, XP_COLUMN_CENTRE, false},
                                                  {"姓名", 2, XP_COLUMN_NAME, false},
                                                  {"组", 1.1, XP_COLUMN_CENTRE, false},
                                                  {"称号", 1.6, XP_COLUMN_CENTRE, false},
                                                  {"发证日期", 1.5, XP_COLUMN_CENTRE, false},
                                                  {"状态", 2.2, XP_COLUMN_LEFT, false},
                                                  {"打印、补印", 3.6, XP_COLUMN_LEFT, false},
                                                  {"领取", 2.4, XP_COLUMN_LEFT, false}};
  const guint n = source->register_lines->len;
  if (n == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这次没有发过证书编号，没有登记簿可印。请看看选的是哪一次评选。");
    return NULL;
  }
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_COLUMNS, table};
  add_numbers (source, &rows);
  add_spoiled (source, &rows);

  GDate published;
  const int n_void = count_void (source->register_lines);
  xp_print_source_set_number (source, "个数", (int) n);
  xp_print_source_set_number (source, "有效", (int) n - n_void);
  xp_print_source_set_number (source, "作废", n_void);
  g_autofree char *day = xp_day_from_text (source->loaded->round->published_on, &published)
                           ? xp_day_to_chinese (&published)
                           : g_strdup ("");
  xp_print_source_set_field (source, "公布日", day);
  XpTableSheet sheet = {
    .columns = COLUMNS,
    .n_columns = N_COLUMNS,
    .rows = (const XpTableRow *) (gpointer) table->data,
    .n_rows = table->len,
  };
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

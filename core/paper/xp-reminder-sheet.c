#include "xp-reminder-sheet.h"

#include "xp-blanks.h"
#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
/* Half the page, or all of it. */
static const double SLOTS_MM[] = {148.5, 297};
static const double MARGIN_MM = 9;

/* The stub, the line to tear along, the slip itself. */
static const double STUB_LEFT_MM = 11, STUB_WIDTH_MM = 41, TEAR_MM = 58;
static const double LEFT_MM = 66, WIDTH_MM = 133;

static const double TITLE_PT = 20, NAME_PT = 15, TEXT_PT = 12, SMALL_PT = 10.5;
static const double TITLE_ROW_MM = 12, NUMBER_ROW_MM = 6, NAME_ROW_MM = 10, LINE_ROW_MM = 6.6;
static const double ROW_MM = 7.4, LEAST_ROW_MM = 5, CONTACT_ROW_MM = 9, ISSUER_ROW_MM = 7;
static const double STUB_TITLE_PT = 15, STUB_ROW_MM = 5.6, STUB_LABEL_ROW_MM = 10;
static const double RECEIPT_ROW_MM = 8, SIGN_ROW_MM = 12, AIR_MM = 2, FINE_MM = 0.2, DASH_MM = 1.6;
static const double COLUMN_GAP_MM = 4, BLANK_ROW_MM = 10;

enum {
  N_BLANK_ROWS = 3
};

typedef struct {
  const XpReminderSheet *sheet;
  const XpFontBook *fonts;
  XpPdf *pdf;
} Printing;

/* A reminder as it is set: what it needs, and what it gets. */
typedef struct {
  GPtrArray *opening, *closing, *receipt; /* of XpLine */
  size_t n_rows, n_columns;
  double row_mm, slot_mm;
} Setting;

static GPtrArray *
set_text (const Printing *self, double size_pt, double width_mm, double indent_em, const char *text)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = size_pt,
                             .measure_pt = width_mm * XP_PT_PER_MM,
                             .indent_em = indent_em,
                             .flags = XP_TEXT_SQUEEZES | XP_TEXT_JUSTIFIES};
  return xp_layout_paragraph (self->fonts, &style, text);
}

static double
receipt_mm (const Setting *setting)
{
  return 2 * AIR_MM + RECEIPT_ROW_MM + setting->receipt->len * LINE_ROW_MM + SIGN_ROW_MM;
}

/* Half the page with one column of rows, then with two; then all of it. */
static Setting
set_reminder (const Printing *self, const XpReminder *reminder)
{
  const size_t n_given = g_strv_length ((char **) (gpointer) reminder->rows);
  const size_t n = n_given > 0 ? n_given : N_BLANK_ROWS;
  Setting setting = {set_text (self, TEXT_PT, WIDTH_MM, 2, reminder->opening),
                     set_text (self, TEXT_PT, WIDTH_MM, 2, reminder->closing),
                     set_text (self, SMALL_PT, WIDTH_MM, 2, reminder->receipt),
                     n,
                     1,
                     n_given > 0 ? ROW_MM : BLANK_ROW_MM,
                     SLOTS_MM[0]};
  const double fixed_mm = 2 * MARGIN_MM + TITLE_ROW_MM + NUMBER_ROW_MM + NAME_ROW_MM +
                          CONTACT_ROW_MM + ISSUER_ROW_MM + 2 * AIR_MM +
                          (setting.opening->len + setting.closing->len) * LINE_ROW_MM +
                          receipt_mm (&setting);
  for (size_t i = 0; i < G_N_ELEMENTS (SLOTS_MM); i++)
    for (size_t n_columns = 1; n_columns <= 2; n_columns++) {
      setting.n_columns = n_columns;
      setting.slot_mm = SLOTS_MM[i];
      setting.n_rows = (n + n_columns - 1) / n_columns;
      if (fixed_mm + (double) setting.n_rows * setting.row_mm <= SLOTS_MM[i])
        return setting;
    }
  setting.row_mm = MAX ((PAGE_HEIGHT_MM - fixed_mm) / (double) setting.n_rows, LEAST_ROW_MM);
  return setting;
}

static void
clear_setting (Setting *setting)
{
  g_ptr_array_unref (setting->opening);
  g_ptr_array_unref (setting->closing);
  g_ptr_array_unref (setting->receipt);
}

static double
draw_lines (const Printing *self, GPtrArray *lines, double left_mm, double y_mm, double row_mm)
{
  for (guint i = 0; i < lines->len; i++, y_mm += row_mm) {
    const XpLine *line = lines->pdata[i];
    xp_pdf_draw_line (self->pdf,
                      line,
                      left_mm,
                      y_mm + xp_flow_baseline_mm (row_mm, line->size_pt),
                      XP_ANCHOR_LEFT);
  }
  return y_mm;
}

/* In a row of @row_mm from @y_mm; returns its width in mm. */
static double
draw_text (const Printing *self,
           XpFace face,
           double size_pt,
           double x_mm,
           double y_mm,
           double row_mm,
           XpAnchor anchor,
           const char *text)
{
  return xp_pdf_draw_text (self->pdf,
                           face,
                           size_pt,
                           x_mm,
                           y_mm + xp_flow_baseline_mm (row_mm, size_pt),
                           anchor,
                           text);
}

/* A name that is too long for its row stands on two lines that end where one would. */
static void
draw_name (const Printing *self, double left_mm, double width_mm, double y_mm, const char *name)
{
  g_autoptr (GPtrArray) lines =
    xp_layout_fit (self->fonts, XP_FACE_KAI, NAME_PT, width_mm * XP_PT_PER_MM, false, name);
  const double baseline_mm = y_mm + xp_flow_baseline_mm (NAME_ROW_MM, NAME_PT);
  for (guint i = 0; i < lines->len; i++)
    xp_pdf_draw_line (self->pdf,
                      lines->pdata[i],
                      left_mm,
                      baseline_mm - (double) (lines->len - 1 - i) * STUB_ROW_MM,
                      XP_ANCHOR_LEFT);
}

/* ---- the stub ---- */

static void
draw_stub (const Printing *self, const XpReminder *reminder, double top_mm)
{
  const XpReminderSheet *sheet = self->sheet;
  const double middle_mm = STUB_LEFT_MM + STUB_WIDTH_MM / 2;
  const double right_mm = STUB_LEFT_MM + STUB_WIDTH_MM;
  draw_text (self,
             XP_FACE_TITLE,
             STUB_TITLE_PT,
             middle_mm,
             top_mm,
             TITLE_ROW_MM,
             XP_ANCHOR_CENTRE,
             sheet->stub_title);
  double y_mm = top_mm + TITLE_ROW_MM;
  draw_text (self,
             XP_FACE_BODY,
             SMALL_PT,
             middle_mm,
             y_mm,
             NUMBER_ROW_MM,
             XP_ANCHOR_CENTRE,
             reminder->number);
  y_mm += NUMBER_ROW_MM + AIR_MM;
  g_autoptr (GPtrArray) kept = set_text (self, SMALL_PT, STUB_WIDTH_MM, 0, reminder->stub);
  y_mm = draw_lines (self, kept, STUB_LEFT_MM, y_mm, STUB_ROW_MM) + AIR_MM;
  xp_blank_draw_all (self->pdf,
                     XP_FACE_BODY,
                     SMALL_PT,
                     STUB_LEFT_MM,
                     right_mm,
                     y_mm,
                     STUB_LABEL_ROW_MM,
                     sheet->stub_labels);
}

/* ---- the slip ---- */

static double
draw_head (const Printing *self, const XpReminder *reminder, double y_mm)
{
  const double right_mm = LEFT_MM + WIDTH_MM;
  draw_text (self,
             XP_FACE_TITLE,
             TITLE_PT,
             LEFT_MM + WIDTH_MM / 2,
             y_mm,
             TITLE_ROW_MM,
             XP_ANCHOR_CENTRE,
             self->sheet->title);
  y_mm += TITLE_ROW_MM;
  draw_text (self,
             XP_FACE_BODY,
             SMALL_PT,
             right_mm,
             y_mm,
             NUMBER_ROW_MM,
             XP_ANCHOR_RIGHT,
             reminder->number);
  y_mm += NUMBER_ROW_MM;
  const double place_mm = draw_text (self,
                                     XP_FACE_BODY,
                                     TEXT_PT,
                                     right_mm,
                                     y_mm,
                                     NAME_ROW_MM,
                                     XP_ANCHOR_RIGHT,
                                     reminder->place);
  draw_name (self, LEFT_MM, WIDTH_MM - place_mm - 4, y_mm, reminder->addressee);
  return y_mm + NAME_ROW_MM;
}

/* 1. 庭院　院内地面　2处; nothing found: a line to write on. */
static void
draw_row (const Printing *self,
          const char *text,
          size_t no,
          double x_mm,
          double width_mm,
          double y_mm,
          double row_mm)
{
  static const double INDENT_MM = 8.5, NUMBER_MM = 6;
  g_autofree char *number = g_strdup_printf ("%zu.", no);
  draw_text (self, XP_FACE_BODY, TEXT_PT, x_mm + INDENT_MM, y_mm, row_mm, XP_ANCHOR_LEFT, number);
  const double left_mm = x_mm + INDENT_MM + NUMBER_MM;
  if (text == NULL) {
    const double rule_mm = y_mm + row_mm - AIR_MM;
    xp_pdf_draw_rule (self->pdf, left_mm, rule_mm, x_mm + width_mm, rule_mm, FINE_MM);
    return;
  }
  g_autoptr (GPtrArray) lines = xp_layout_fit (self->fonts,
                                               XP_FACE_KAI,
                                               TEXT_PT,
                                               (x_mm + width_mm - left_mm) * XP_PT_PER_MM,
                                               false,
                                               text);
  draw_lines (self, lines, left_mm, y_mm, row_mm / (double) lines->len);
}

static double
draw_rows (const Printing *self, const XpReminder *reminder, const Setting *setting, double top_mm)
{
  const size_t n_given = g_strv_length ((char **) (gpointer) reminder->rows);
  const size_t n = n_given > 0 ? n_given : N_BLANK_ROWS;
  const double column_mm = (WIDTH_MM + COLUMN_GAP_MM) / (double) setting->n_columns;
  for (size_t i = 0; i < n; i++)
    draw_row (self,
              n_given > 0 ? reminder->rows[i] : NULL,
              i + 1,
              LEFT_MM + (double) (i / setting->n_rows) * column_mm,
              column_mm - COLUMN_GAP_MM,
              top_mm + (double) (i % setting->n_rows) * setting->row_mm,
              setting->row_mm);
  return top_mm + (double) setting->n_rows * setting->row_mm;
}

/* Labels beside each other, in equal parts of the width. */
static void
draw_beside (const Printing *self, const char *const *labels, double y_mm, double row_mm)
{
  const size_t n = g_strv_length ((char **) (gpointer) labels);
  const double slot_mm = (WIDTH_MM + COLUMN_GAP_MM) / (double) MAX (n, 1);
  for (size_t i = 0; i < n; i++) {
    const double left_mm = LEFT_MM + (double) i * slot_mm;
    xp_blank_draw (self->pdf,
                   XP_FACE_BODY,
                   SMALL_PT,
                   left_mm,
                   left_mm + slot_mm - COLUMN_GAP_MM,
                   y_mm + row_mm - AIR_MM,
                   labels[i]);
  }
}

/* Its foot stands at @foot_mm. */
static void
draw_receipt (const Printing *self,
              const XpReminder *reminder,
              const Setting *setting,
              double foot_mm)
{
  double y_mm = foot_mm - receipt_mm (setting);
  xp_pdf_draw_dashes (self->pdf, TEAR_MM, y_mm, PAGE_WIDTH_MM - DASH_MM, y_mm, FINE_MM, DASH_MM);
  y_mm += 2 * AIR_MM;
  draw_text (self,
             XP_FACE_HEI,
             TEXT_PT,
             LEFT_MM + WIDTH_MM / 2,
             y_mm,
             RECEIPT_ROW_MM,
             XP_ANCHOR_CENTRE,
             self->sheet->receipt_title);
  draw_text (self,
             XP_FACE_BODY,
             SMALL_PT,
             LEFT_MM + WIDTH_MM,
             y_mm,
             RECEIPT_ROW_MM,
             XP_ANCHOR_RIGHT,
             reminder->number);
  y_mm = draw_lines (self, setting->receipt, LEFT_MM, y_mm + RECEIPT_ROW_MM, LINE_ROW_MM);
  draw_beside (self, self->sheet->receipt_labels, y_mm, SIGN_ROW_MM);
}

static void
draw_reminder (const Printing *self,
               const XpReminder *reminder,
               const Setting *setting,
               double top_mm)
{
  const XpReminderSheet *sheet = self->sheet;
  const double foot_mm = top_mm + setting->slot_mm - MARGIN_MM;
  draw_stub (self, reminder, top_mm + MARGIN_MM);
  xp_pdf_draw_dashes (self->pdf,
                      TEAR_MM,
                      top_mm + DASH_MM,
                      TEAR_MM,
                      top_mm + setting->slot_mm - DASH_MM,
                      FINE_MM,
                      DASH_MM);
  double y_mm = draw_head (self, reminder, top_mm + MARGIN_MM);
  y_mm = draw_lines (self, setting->opening, LEFT_MM, y_mm, LINE_ROW_MM);
  y_mm = draw_rows (self, reminder, setting, y_mm) + AIR_MM;
  draw_lines (self, setting->closing, LEFT_MM, y_mm, LINE_ROW_MM);
  draw_receipt (self, reminder, setting, foot_mm);
  y_mm = foot_mm - receipt_mm (setting) - AIR_MM - ISSUER_ROW_MM;
  draw_beside (self, sheet->contact, y_mm - CONTACT_ROW_MM, CONTACT_ROW_MM);
  g_autofree char *signature = g_strdup_printf ("%s　%s", sheet->issuer, sheet->date);
  draw_text (self,
             XP_FACE_BODY,
             SMALL_PT,
             LEFT_MM + WIDTH_MM,
             y_mm,
             ISSUER_ROW_MM,
             XP_ANCHOR_RIGHT,
             signature);
}

static bool
draw_all (const Printing *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpReminderSheet *sheet = self->sheet;
  double y_mm = PAGE_HEIGHT_MM;
  for (size_t i = 0; i < sheet->n_reminders; i++) {
    if (!xp_progress_report (progress, cancellable, i, sheet->n_reminders, error))
      return false;
    Setting setting = set_reminder (self, &sheet->reminders[i]);
    if (y_mm + setting.slot_mm > PAGE_HEIGHT_MM + 0.01) {
      xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
      y_mm = 0;
    }
    draw_reminder (self, &sheet->reminders[i], &setting, y_mm);
    y_mm += setting.slot_mm;
    if (y_mm < PAGE_HEIGHT_MM - 0.01)
      xp_pdf_draw_rule (self->pdf, 0, y_mm, PAGE_WIDTH_MM, y_mm, FINE_MM / 2);
    clear_setting (&setting);
  }
  return xp_progress_report (progress, cancellable, sheet->n_reminders, sheet->n_reminders, error);
}

static bool
has_all_characters (const XpReminderSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  const char *const single[] = {sheet->issuer, sheet->date, NULL};
  for (size_t i = 0; i < sheet->n_reminders; i++) {
    const XpReminder *reminder = &sheet->reminders[i];
    const char *const texts[] = {reminder->number,
                                 reminder->place,
                                 reminder->opening,
                                 reminder->closing,
                                 reminder->stub,
                                 reminder->receipt,
                                 NULL};
    xp_font_book_check (fonts, XP_FACE_KAI, reminder->addressee, &missing);
    xp_font_book_check_list (fonts, XP_FACE_KAI, reminder->rows, &missing);
    xp_font_book_check_list (fonts, XP_FACE_BODY, texts, &missing);
  }
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->stub_title, &missing);
  xp_font_book_check (fonts, XP_FACE_HEI, sheet->receipt_title, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, single, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->contact, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->stub_labels, &missing);
  xp_font_book_check_list (fonts, XP_FACE_BODY, sheet->receipt_labels, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_reminder_sheet_render (const XpReminderSheet *sheet,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (sheet->n_reminders > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->village, error);
  if (pdf == NULL)
    return NULL;
  const Printing printing = {sheet, fonts, pdf};
  if (!draw_all (&printing, progress, cancellable, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

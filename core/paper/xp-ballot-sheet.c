#include "xp-ballot-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double SIDE_MM = 8, TOP_MM = 7, FOOT_MM = 6;
static const double RULE_PT = 11, NAME_PT = 15, RING_PT = 17, STAMP_PT = 9;
static const double TITLE_ROW_MM = 8.5, RULE_ROW_MM = 5.5, AIR_MM = 2.5, RING_MM = 8,
                    MOST_ROW_MM = 12;
/* The committee's own stamp is 42 mm wide. */
static const double STAMP_MM = 45, FINE_MM = 0.15, DASH_MM = 1.5;

/* Shorter ones are spread as names are; longer ones are parted in their middle. */
enum {
  LONG_NAME = 4
};

/* How a page is divided, and how names stand on a ballot; beside them, or below, is room for the
 * stamp. */
typedef struct {
  size_t n_across, n_down;
  size_t n_columns;
  bool is_stamp_beside;
  double row_mm, title_pt;
} Division;

static const Division DIVISIONS[] = {
  {2, 4, 1, true, 7.6, 13},
  {2, 2, 2, false, 9, 14},
  {1, 2, 3, true, 9, 18},
  {1, 1, 4, false, 9, 20},
};

typedef struct {
  const XpBallotSheet *sheet;
  const XpFontBook *fonts;
  XpPdf *pdf;
} Printing;

/* A ballot as it stands in its cell. */
typedef struct {
  const XpBallot *ballot;
  const Division *division;
  size_t n_names;
  GPtrArray *title, *rule; /* of XpLine */
} Setting;

static double
cell_width_mm (const Division *division)
{
  return PAGE_WIDTH_MM / (double) division->n_across;
}

static double
cell_height_mm (const Division *division)
{
  return PAGE_HEIGHT_MM / (double) division->n_down;
}

static double
names_width_mm (const Division *division)
{
  return cell_width_mm (division) - 2 * SIDE_MM - (division->is_stamp_beside ? STAMP_MM : 0);
}

static double
names_height_mm (const Setting *self)
{
  return cell_height_mm (self->division) - TOP_MM - FOOT_MM -
         (double) self->title->len * TITLE_ROW_MM - (double) self->rule->len * RULE_ROW_MM -
         AIR_MM - (self->division->is_stamp_beside ? 0 : STAMP_MM);
}

static Setting
set_ballot (const Printing *self, const XpBallot *ballot, const Division *division)
{
  const double measure_pt = (cell_width_mm (division) - 2 * SIDE_MM) * XP_PT_PER_MM;
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = RULE_PT,
                             .measure_pt = measure_pt,
                             .flags = XP_TEXT_SQUEEZES};
  return (Setting){ballot,
                   division,
                   g_strv_length ((char **) (gpointer) ballot->names),
                   xp_layout_fit_evenly (self->fonts,
                                         XP_FACE_TITLE,
                                         division->title_pt,
                                         measure_pt,
                                         ballot->title),
                   xp_layout_paragraph (self->fonts, &style, ballot->rule)};
}

static void
clear_setting (Setting *self)
{
  g_ptr_array_unref (self->title);
  g_ptr_array_unref (self->rule);
}

/* The smallest cell that has room; a page where none has, with its rows moved together. */
static Setting
set_smallest (const Printing *self, const XpBallot *ballot)
{
  const size_t n_last = G_N_ELEMENTS (DIVISIONS) - 1;
  for (size_t i = 0; i < n_last; i++) {
    Setting setting = set_ballot (self, ballot, &DIVISIONS[i]);
    const double n_rows = MAX (names_height_mm (&setting) / DIVISIONS[i].row_mm, 0);
    if (setting.n_names <= DIVISIONS[i].n_columns * (size_t) n_rows)
      return setting;
    clear_setting (&setting);
  }
  return set_ballot (self, ballot, &DIVISIONS[n_last]);
}

/* ---- drawing ---- */

/* In the middle of the row. */
static void
draw_in_row (const Printing *self,
             const XpLine *line,
             double x_mm,
             double y_mm,
             double row_mm,
             XpAnchor anchor)
{
  xp_pdf_draw_line (self->pdf,
                    line,
                    x_mm,
                    y_mm + xp_flow_baseline_mm (row_mm, line->size_pt),
                    anchor);
}

static double
draw_head (const Printing *self, const Setting *setting, double x_mm, double y_mm)
{
  const double middle_mm = x_mm + cell_width_mm (setting->division) / 2;
  for (guint i = 0; i < setting->title->len; i++, y_mm += TITLE_ROW_MM)
    draw_in_row (self, setting->title->pdata[i], middle_mm, y_mm, TITLE_ROW_MM, XP_ANCHOR_CENTRE);
  for (guint i = 0; i < setting->rule->len; i++, y_mm += RULE_ROW_MM)
    draw_in_row (self, setting->rule->pdata[i], x_mm + SIDE_MM, y_mm, RULE_ROW_MM, XP_ANCHOR_LEFT);
  return y_mm + AIR_MM;
}

static void
draw_name (
  const Printing *self, const char *text, double x_mm, double width_mm, double y_mm, double row_mm)
{
  g_autoptr (XpLine) ring = xp_layout_line (self->fonts, XP_FACE_BODY, RING_PT, "○");
  draw_in_row (self, ring, x_mm, y_mm, row_mm, XP_ANCHOR_LEFT);
  const double measure_pt = (width_mm - RING_MM - AIR_MM) * XP_PT_PER_MM;
  g_autoptr (GPtrArray) name =
    g_utf8_strlen (text, -1) < LONG_NAME
      ? xp_layout_fit (self->fonts, XP_FACE_KAI, NAME_PT, measure_pt, true, text)
      : xp_layout_fit_evenly (self->fonts, XP_FACE_KAI, NAME_PT, measure_pt, text);
  const double line_mm = row_mm / (double) name->len;
  for (guint i = 0; i < name->len; i++)
    draw_in_row (self,
                 name->pdata[i],
                 x_mm + RING_MM,
                 y_mm + (double) i * line_mm,
                 line_mm,
                 XP_ANCHOR_LEFT);
}

/* Down the first column, then down the next. */
static void
draw_names (const Printing *self, const Setting *setting, double x_mm, double y_mm)
{
  const Division *division = setting->division;
  const size_t n = setting->n_names;
  const size_t n_rows = (n + division->n_columns - 1) / division->n_columns;
  const double column_mm = names_width_mm (division) / (double) division->n_columns;
  const double row_mm = MIN (MOST_ROW_MM, names_height_mm (setting) / (double) n_rows);
  for (size_t i = 0; i < n; i++)
    draw_name (self,
               setting->ballot->names[i],
               x_mm + SIDE_MM + (double) (i / n_rows) * column_mm,
               column_mm,
               y_mm + (double) (i % n_rows) * row_mm,
               row_mm);
}

static void
draw_ballot (const Printing *self, const Setting *setting, double x_mm, double y_mm)
{
  const double right_mm = x_mm + cell_width_mm (setting->division) - SIDE_MM;
  const double bottom_mm = y_mm + cell_height_mm (setting->division) - FOOT_MM;
  draw_names (self, setting, x_mm, draw_head (self, setting, x_mm, y_mm + TOP_MM));
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    STAMP_PT,
                    right_mm - STAMP_MM / 2,
                    bottom_mm,
                    XP_ANCHOR_CENTRE,
                    setting->ballot->stamp);
}

static void
draw_cuts (const Printing *self, const Division *division)
{
  for (size_t i = 1; i < division->n_across; i++) {
    const double x_mm = (double) i * cell_width_mm (division);
    xp_pdf_draw_dashes (self->pdf, x_mm, DASH_MM, x_mm, PAGE_HEIGHT_MM - DASH_MM, FINE_MM, DASH_MM);
  }
  for (size_t i = 1; i < division->n_down; i++) {
    const double y_mm = (double) i * cell_height_mm (division);
    xp_pdf_draw_dashes (self->pdf, DASH_MM, y_mm, PAGE_WIDTH_MM - DASH_MM, y_mm, FINE_MM, DASH_MM);
  }
}

static void
draw_page (const Printing *self, const Setting *setting)
{
  const Division *division = setting->division;
  xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
  for (size_t i = 0; i < division->n_across * division->n_down; i++)
    draw_ballot (self,
                 setting,
                 (double) (i % division->n_across) * cell_width_mm (division),
                 (double) (i / division->n_across) * cell_height_mm (division));
  draw_cuts (self, division);
}

static bool
draw_all (const Printing *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpBallotSheet *sheet = self->sheet;
  bool goes_on = true;
  for (size_t i = 0; goes_on && i < sheet->n_ballots; i++) {
    Setting setting = set_smallest (self, &sheet->ballots[i]);
    const size_t n_on_page = setting.division->n_across * setting.division->n_down;
    const size_t n_pages = (MAX (sheet->n_copies, 1) + n_on_page - 1) / n_on_page;
    for (size_t page = 0; goes_on && page < n_pages; page++) {
      draw_page (self, &setting);
      goes_on = xp_progress_report (progress,
                                    cancellable,
                                    i * n_pages + page + 1,
                                    sheet->n_ballots * n_pages,
                                    error);
    }
    clear_setting (&setting);
  }
  return goes_on;
}

static bool
has_all_characters (const XpBallotSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_ballots; i++) {
    const XpBallot *ballot = &sheet->ballots[i];
    xp_font_book_check (fonts, XP_FACE_TITLE, ballot->title, &missing);
    xp_font_book_check (fonts, XP_FACE_BODY, ballot->rule, &missing);
    xp_font_book_check (fonts, XP_FACE_BODY, ballot->stamp, &missing);
    xp_font_book_check_list (fonts, XP_FACE_KAI, ballot->names, &missing);
  }
  xp_font_book_check (fonts, XP_FACE_BODY, "○", &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_ballot_sheet_render (const XpBallotSheet *sheet,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (sheet->n_ballots > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->ballots[0].title, sheet->village, error);
  if (pdf == NULL)
    return NULL;
  const Printing printing = {sheet, fonts, pdf};
  if (!draw_all (&printing, progress, cancellable, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

#include "xp-ballot-sheet.h"

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-masthead.h"
#include "xp-pdf-placing.h"

static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double SIDE_MM = 8, TOP_MM = 7, FOOT_MM = 6;
static const double RULE_PT = 11, NAME_PT = 15, RING_PT = 17, STAMP_PT = 9;
static const double TITLE_ROW_MM = 8.5, RULE_ROW_MM = 5.5, AIR_MM = 2.5, RING_MM = 8,
                    MOST_ROW_MM = 12;
/* The committee's own stamp is 42 mm wide. */
static const double STAMP_MM = 45;

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

static bool
has_room (const Printing *self, const XpBallot *ballot, const Division *division)
{
  Setting setting = set_ballot (self, ballot, division);
  const double n_rows = MAX (names_height_mm (&setting) / division->row_mm, 0);
  const bool is_enough = setting.n_names <= division->n_columns * (size_t) n_rows;
  clear_setting (&setting);
  return is_enough;
}

/* The smallest ballots that have room for all; a page where none has, with its rows moved together.
 */
static const Division *
find_division (const Printing *self)
{
  const size_t n_last = G_N_ELEMENTS (DIVISIONS) - 1;
  for (size_t i = 0; i < n_last; i++) {
    bool is_enough = true;
    for (size_t k = 0; is_enough && k < self->sheet->n_ballots; k++)
      is_enough = has_room (self, &self->sheet->ballots[k], &DIVISIONS[i]);
    if (is_enough)
      return &DIVISIONS[i];
  }
  return &DIVISIONS[n_last];
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
draw_head (const Printing *self, const Setting *setting)
{
  const double middle_mm = cell_width_mm (setting->division) / 2;
  double y_mm = TOP_MM;
  for (guint i = 0; i < setting->title->len; i++, y_mm += TITLE_ROW_MM)
    draw_in_row (self, setting->title->pdata[i], middle_mm, y_mm, TITLE_ROW_MM, XP_ANCHOR_CENTRE);
  for (guint i = 0; i < setting->rule->len; i++, y_mm += RULE_ROW_MM)
    draw_in_row (self, setting->rule->pdata[i], SIDE_MM, y_mm, RULE_ROW_MM, XP_ANCHOR_LEFT);
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
draw_names (const Printing *self, const Setting *setting, double y_mm)
{
  const Division *division = setting->division;
  const size_t n = setting->n_names;
  const size_t n_rows = (n + division->n_columns - 1) / division->n_columns;
  const double column_mm = names_width_mm (division) / (double) division->n_columns;
  const double row_mm = MIN (MOST_ROW_MM, names_height_mm (setting) / (double) n_rows);
  for (size_t i = 0; i < n; i++)
    draw_name (self,
               setting->ballot->names[i],
               SIDE_MM + (double) (i / n_rows) * column_mm,
               column_mm,
               y_mm + (double) (i % n_rows) * row_mm,
               row_mm);
}

static void
draw_ballot (const Printing *self, const Setting *setting)
{
  const double width_mm = cell_width_mm (setting->division);
  const double height_mm = cell_height_mm (setting->division);
  xp_pdf_add_page (self->pdf, width_mm, height_mm);
  draw_names (self, setting, draw_head (self, setting));
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_BODY,
                    STAMP_PT,
                    width_mm - SIDE_MM - STAMP_MM / 2,
                    height_mm - FOOT_MM,
                    XP_ANCHOR_CENTRE,
                    setting->ballot->stamp);
}

/* Each page is a ballot, and fills a sheet. */
static bool
draw_all (const Printing *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpBallotSheet *sheet = self->sheet;
  const Division *division = find_division (self);
  const size_t n_on_sheet = division->n_across * division->n_down;
  const size_t n_sheets = (MAX (sheet->n_copies, 1) + n_on_sheet - 1) / n_on_sheet;
  const XpPlacing placing = {PAGE_WIDTH_MM,
                             PAGE_HEIGHT_MM,
                             division->n_across,
                             division->n_down,
                             XP_PLACING_REPEATED,
                             n_on_sheet > 1};
  bool goes_on = true;
  xp_pdf_place (self->pdf, &placing);
  for (size_t i = 0; goes_on && i < sheet->n_ballots; i++) {
    Setting setting = set_ballot (self, &sheet->ballots[i], division);
    for (size_t k = 0; goes_on && k < n_sheets; k++) {
      draw_ballot (self, &setting);
      goes_on = xp_progress_report (progress,
                                    cancellable,
                                    i * n_sheets + k + 1,
                                    sheet->n_ballots * n_sheets,
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

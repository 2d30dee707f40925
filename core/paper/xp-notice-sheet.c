#include "xp-notice-sheet.h"

#include <math.h>

#include "xp-flow.h"
#include "xp-layout.h"
#include "xp-pdf.h"
#include "xp-title.h"

/* GB/T 9704—2012: 22 lines of 28 characters on 156 × 225 mm. */
static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 28, TOP_MM = 37, WIDTH_MM = 156, HEIGHT_MM = 225;
static const double TITLE_PT = 22, BODY_PT = 16, REMARK_PT = 12, FOOT_PT = 10.5;
enum {
  CHARACTERS_PER_LINE = 28
};

static const double STAMP_MM = 45;
/* Issuer and date lie under the stamp, a little below its middle. */
static const double ISSUER_MIDDLE_MM = 19.5, DATE_MIDDLE_MM = 29.5;
static const double DATE_RIGHT_EM = 4;

static const double LEAST_COLUMN_GAP_EM = 1;
static const double WIDEST_HANGING_HEADING_EM = 7;

/* Air is given up when that saves a page: half-lines above the title, then the pitch by a point, as
 * custom allows; by 2½ before a village has to paste up two sheets instead of one. */
static const struct {
  int n_half_lines_above;
  double pitch_pt;
} DENSITIES[] = {{2, 28.99}, {1, 28.99}, {0, 28.99}, {0, 27.99}, {0, 26.5}};

/* A line in its row. */
typedef struct {
  XpLine *line; /* owned */
  size_t row_no;
  double x_mm; /* from the left of the text area */
  double baseline_mm;
  XpAnchor anchor;
} Piece;

/* The notice, set but not yet on pages. */
typedef struct {
  const XpNoticeSheet *sheet;
  const XpFontBook *fonts;
  const char *const *names; /* that no line end may tear */
  double pitch_mm;
  GArray *rows;     /* XpFlowRow */
  GArray *pieces;   /* Piece */
  GArray *headings; /* per row: index + 1 of the piece that heads its group; 0: none */
  XpFlowPlace *places;
  size_t n_pages;
} Setting;

static double
em_in_mm (double em)
{
  return em * BODY_PT / XP_PT_PER_MM;
}

static double
in_mm (const XpLine *line)
{
  return line->width_pt / XP_PT_PER_MM;
}

static void
clear_piece (gpointer piece)
{
  xp_line_free (((Piece *) piece)->line);
}

static void
setting_free (Setting *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->pieces);
  g_array_unref (self->headings);
  g_free (self->places);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Setting, setting_free)

static void
add_row (Setting *self, double height_mm, bool stays_with_next)
{
  const XpFlowRow row = {.height_mm = height_mm, .stays_with_next = stays_with_next};
  const size_t no_heading = 0;
  g_array_append_val (self->rows, row);
  g_array_append_val (self->headings, no_heading);
}

static void
add_space (Setting *self, double height_mm)
{
  const XpFlowRow row = {.height_mm = height_mm, .stays_with_next = true, .is_space = true};
  const size_t no_heading = 0;
  g_array_append_val (self->rows, row);
  g_array_append_val (self->headings, no_heading);
}

/* Into the last row, in its middle unless @middle_mm says otherwise. */
static void
add_piece (Setting *self, XpLine *line, double x_mm, double middle_mm, XpAnchor anchor)
{
  const Piece piece = {
    .line = line,
    .row_no = self->rows->len - 1,
    .x_mm = x_mm,
    .baseline_mm = xp_flow_baseline_mm (2 * middle_mm, line->size_pt),
    .anchor = anchor,
  };
  g_array_append_val (self->pieces, piece);
}

static void
add_title (Setting *self)
{
  g_autoptr (GPtrArray) lines = xp_title_break (self->fonts,
                                                XP_FACE_TITLE,
                                                TITLE_PT,
                                                WIDTH_MM * XP_PT_PER_MM,
                                                self->sheet->title);
  g_ptr_array_set_free_func (lines, NULL);
  for (size_t i = 0; i < lines->len; i++) {
    const double height_mm = self->pitch_mm * 1.15;
    add_row (self, height_mm, true);
    add_piece (self, lines->pdata[i], WIDTH_MM / 2, height_mm / 2, XP_ANCHOR_CENTRE);
  }
  add_space (self, self->pitch_mm * 0.7);
}

/* The pitch of 28 characters on the measure is a little closer than the type is wide. */
static double
tracking_em (void)
{
  const double measure_em = WIDTH_MM * XP_PT_PER_MM / BODY_PT;
  return (measure_em - 1) / (CHARACTERS_PER_LINE - 1) - 1;
}

static void
add_paragraph (Setting *self, const char *text, double indent_em)
{
  if (text == NULL)
    return;

  const XpTextStyle style = {
    .face = XP_FACE_BODY,
    .size_pt = BODY_PT,
    .measure_pt = WIDTH_MM * XP_PT_PER_MM,
    .indent_em = indent_em * (1 + tracking_em ()),
    .tracking_em = tracking_em (),
    .flags = XP_TEXT_JUSTIFIES | (self->sheet->has_full_cells ? 0 : XP_TEXT_SQUEEZES),
    .names = self->names,
  };
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (self->fonts, &style, text);
  g_ptr_array_set_free_func (lines, NULL);
  for (size_t i = 0; i < lines->len; i++) {
    /* 孤行不成页: neither the first line nor the last is alone on its page. */
    const bool is_first = i == 0 && lines->len > 1;
    const bool is_next_to_last = i + 2 == lines->len;
    add_row (self, self->pitch_mm, is_first || is_next_to_last);
    add_piece (self, lines->pdata[i], 0, self->pitch_mm / 2, XP_ANCHOR_LEFT);
  }
}

/* The cells that all groups share. */
typedef struct {
  double left_mm;
  double pitch_mm;
  double cell_mm;
  size_t n_columns;
  double heading_mm; /* 0: headings stand on rows of their own */
} Columns;

static bool
is_long (const XpNoticeName *name)
{
  return g_utf8_strlen (name->name, -1) > 3;
}

/* Four characters in a cell where many names need it (more than a tenth), else three. */
static double
cell_em (const XpNoticeSheet *sheet)
{
  size_t n_long = 0, n_all = 0;
  for (size_t i = 0; i < sheet->n_groups; i++) {
    n_all += sheet->groups[i].n_names;
    for (size_t k = 0; k < sheet->groups[i].n_names; k++)
      n_long += is_long (&sheet->groups[i].names[k]) ? 1 : 0;
  }
  return n_long * 10 > n_all ? 4 : 3;
}

static double
widest_heading_mm (const Setting *self)
{
  double widest_mm = 0;
  for (size_t i = 0; i < self->sheet->n_groups; i++) {
    const char *heading = self->sheet->groups[i].heading;
    if (heading == NULL)
      continue;
    g_autoptr (XpLine) line = xp_layout_line (self->fonts, XP_FACE_HEI, BODY_PT, heading);
    widest_mm = MAX (widest_mm, in_mm (line));
  }
  return widest_mm;
}

static Columns
plan_columns (const Setting *self)
{
  Columns columns = {.left_mm = em_in_mm (2), .cell_mm = em_in_mm (cell_em (self->sheet))};
  const double heading_mm = widest_heading_mm (self);
  if (heading_mm > 0 && heading_mm <= em_in_mm (WIDEST_HANGING_HEADING_EM)) {
    columns.heading_mm = heading_mm;
    columns.left_mm += heading_mm + em_in_mm (1.5);
  }

  const double gap_mm = em_in_mm (LEAST_COLUMN_GAP_EM);
  const double room_mm = WIDTH_MM - columns.left_mm;
  columns.n_columns = (size_t) ((room_mm + gap_mm) / (columns.cell_mm + gap_mm));
  columns.pitch_mm = (room_mm - columns.cell_mm) / (double) (columns.n_columns - 1);
  return columns;
}

/* The lines of one name, with its remark as the last of them if there is one. */
static void
add_name (Setting *self, const Columns *columns, const XpNoticeName *name, size_t *column)
{
  g_autoptr (XpLine) whole = xp_layout_name (self->fonts, XP_FACE_BODY, BODY_PT, name->name);
  g_autofree char *remark =
    name->remark != NULL ? g_strdup_printf ("（%s）", name->remark) : g_strdup ("");
  g_autoptr (XpLine) small = xp_layout_line (self->fonts, XP_FACE_KAI, REMARK_PT, remark);

  const double room_mm = WIDTH_MM - columns->left_mm;
  const double least_mm = in_mm (whole) * XP_LAYOUT_LEAST_SCALE + in_mm (small);
  size_t span = 1;
  while (span < columns->n_columns &&
         (double) (span - 1) * columns->pitch_mm + columns->cell_mm < least_mm - 0.1)
    span++;

  if (*column + span > columns->n_columns) {
    add_row (self, self->pitch_mm, false);
    *column = 0;
  }
  const double cell_mm = span == columns->n_columns
                           ? room_mm
                           : (double) (span - 1) * columns->pitch_mm + columns->cell_mm;
  g_autoptr (GPtrArray) lines = xp_layout_fit (self->fonts,
                                               XP_FACE_BODY,
                                               BODY_PT,
                                               (cell_mm - in_mm (small)) * XP_PT_PER_MM,
                                               true,
                                               name->name);
  g_ptr_array_set_free_func (lines, NULL);
  double x_mm = columns->left_mm + (double) *column * columns->pitch_mm;
  for (size_t i = 0; i < lines->len; i++) {
    if (i > 0)
      add_row (self, self->pitch_mm, i + 1 < lines->len);
    add_piece (self, lines->pdata[i], x_mm, self->pitch_mm / 2, XP_ANCHOR_LEFT);
  }
  x_mm += in_mm (lines->pdata[lines->len - 1]);
  add_piece (self, g_steal_pointer (&small), x_mm, self->pitch_mm / 2, XP_ANCHOR_LEFT);
  *column += span;
}

static void
add_group (Setting *self, const Columns *columns, const XpNoticeGroup *group)
{
  if (group->n_names == 0)
    return;

  const size_t first_row = self->rows->len;
  size_t heading_no = 0;
  const bool is_heading_alone = group->heading != NULL && columns->heading_mm <= 0;
  add_row (self, self->pitch_mm, is_heading_alone);
  if (group->heading != NULL) {
    XpLine *line = xp_layout_line (self->fonts, XP_FACE_HEI, BODY_PT, group->heading);
    add_piece (self, line, em_in_mm (2), self->pitch_mm / 2, XP_ANCHOR_LEFT);
    heading_no = self->pieces->len;
    if (is_heading_alone)
      add_row (self, self->pitch_mm, false);
  }

  size_t column = 0;
  for (size_t i = 0; i < group->n_names; i++)
    add_name (self, columns, &group->names[i], &column);
  if (columns->heading_mm > 0)
    for (size_t i = first_row; i < self->rows->len; i++)
      g_array_index (self->headings, size_t, i) = heading_no;
}

/* The stamp's circle begins right under the last line of text, and nothing but issuer and date
 * comes into it. At least two rows of text share the page. */
static void
add_signature (Setting *self)
{
  const guint n = self->rows->len;
  for (guint i = n > 2 ? n - 2 : 0; i < n; i++)
    g_array_index (self->rows, XpFlowRow, i).stays_with_next = true;

  XpLine *issuer = xp_layout_line (self->fonts, XP_FACE_BODY, BODY_PT, self->sheet->issuer);
  XpLine *date = xp_layout_line (self->fonts, XP_FACE_BODY, BODY_PT, self->sheet->date);
  const double date_x_mm = WIDTH_MM - em_in_mm (DATE_RIGHT_EM) - in_mm (date) / 2;
  const double issuer_x_mm = MIN (date_x_mm, WIDTH_MM - in_mm (issuer) / 2);

  add_row (self, STAMP_MM, false);
  add_piece (self, issuer, issuer_x_mm, ISSUER_MIDDLE_MM, XP_ANCHOR_CENTRE);
  add_piece (self, date, date_x_mm, DATE_MIDDLE_MM, XP_ANCHOR_CENTRE);
}

static Setting *
set_notice (const XpNoticeSheet *sheet,
            const XpFontBook *fonts,
            const char *const *names,
            int n_half_lines_above,
            double pitch_pt)
{
  Setting *self = g_new0 (Setting, 1);
  *self = (Setting){
    .sheet = sheet,
    .fonts = fonts,
    .names = names,
    .pitch_mm = pitch_pt / XP_PT_PER_MM,
    .rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow)),
    .pieces = g_array_new (FALSE, FALSE, sizeof (Piece)),
    .headings = g_array_new (FALSE, FALSE, sizeof (size_t)),
  };
  g_array_set_clear_func (self->pieces, clear_piece);

  if (n_half_lines_above > 0)
    add_space (self, n_half_lines_above * self->pitch_mm / 2);
  add_title (self);
  add_paragraph (self, sheet->salutation, 0);
  for (size_t i = 0; sheet->body != NULL && sheet->body[i] != NULL; i++)
    add_paragraph (self, sheet->body[i], 2);
  const Columns columns = plan_columns (self);
  const double air_mm = n_half_lines_above * self->pitch_mm / 5;
  add_space (self, air_mm);
  for (size_t i = 0; i < sheet->n_groups; i++)
    add_group (self, &columns, &sheet->groups[i]);
  add_space (self, air_mm);
  for (size_t i = 0; sheet->quota != NULL && sheet->quota[i] != NULL; i++)
    add_paragraph (self, sheet->quota[i], 2);
  add_paragraph (self, sheet->period, 2);
  add_paragraph (self, sheet->objection, 2);
  add_signature (self);

  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);
  self->places = g_new (XpFlowPlace, self->rows->len);
  self->n_pages = xp_flow_place (rows, self->rows->len, HEIGHT_MM, self->places);
  return self;
}

/* The airiest setting among those with the fewest pages. */
static Setting *
set_best (const XpNoticeSheet *sheet, const XpFontBook *fonts, const char *const *names)
{
  Setting *best = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (DENSITIES) && (best == NULL || best->n_pages > 1); i++) {
    g_autoptr (Setting) setting =
      set_notice (sheet, fonts, names, DENSITIES[i].n_half_lines_above, DENSITIES[i].pitch_pt);
    if (best != NULL && setting->n_pages >= best->n_pages)
      continue;
    if (best != NULL)
      setting_free (best);
    best = g_steal_pointer (&setting);
  }
  return best;
}

static void
draw_piece (XpPdf *pdf, const Piece *piece, const XpFlowPlace *place)
{
  xp_pdf_draw_line (pdf,
                    piece->line,
                    LEFT_MM + piece->x_mm,
                    TOP_MM + place->y_mm + piece->baseline_mm,
                    piece->anchor);
}

/* A group that goes on at the top of a page has its heading there again. */
static void
draw_repeated_headings (XpPdf *pdf, const Setting *setting)
{
  for (size_t i = 1; i < setting->rows->len; i++) {
    const size_t heading_no = g_array_index (setting->headings, size_t, i);
    if (heading_no == 0 || setting->places[i].page_no == setting->places[i - 1].page_no)
      continue;
    const Piece *heading = &g_array_index (setting->pieces, Piece, heading_no - 1);
    if (heading->row_no == i)
      continue;
    xp_pdf_turn_to (pdf, setting->places[i].page_no);
    draw_piece (pdf, heading, &setting->places[i]);
  }
}

static void
draw_foot (XpPdf *pdf, const Setting *setting)
{
  const double baseline_mm = TOP_MM + HEIGHT_MM + 12;
  const XpNoticeSheet *sheet = setting->sheet;
  g_autofree char *code =
    g_strdup_printf ("%s　核对码：%s", sheet->village, sheet->check_code ? sheet->check_code : "");

  for (size_t i = 0; i < setting->n_pages; i++) {
    xp_pdf_turn_to (pdf, i);
    if (sheet->check_code != NULL)
      xp_pdf_draw_text (pdf, XP_FACE_KAI, FOOT_PT, LEFT_MM, baseline_mm, XP_ANCHOR_LEFT, code);
    if (setting->n_pages == 1)
      continue;
    g_autofree char *number = g_strdup_printf ("第%zu页　共%zu页", i + 1, setting->n_pages);
    xp_pdf_draw_text (pdf,
                      XP_FACE_BODY,
                      FOOT_PT,
                      LEFT_MM + WIDTH_MM,
                      baseline_mm,
                      XP_ANCHOR_RIGHT,
                      number);
  }
}

static bool
draw_notice (XpPdf *pdf,
             const Setting *setting,
             XpProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  size_t next_page = 0;
  for (size_t i = 0; i < setting->pieces->len; i++) {
    const Piece *piece = &g_array_index (setting->pieces, Piece, i);
    const XpFlowPlace *place = &setting->places[piece->row_no];
    for (; next_page <= place->page_no; next_page++) {
      if (!xp_progress_report (progress, cancellable, next_page, setting->n_pages, error))
        return false;
      xp_pdf_add_page (pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
    }
    draw_piece (pdf, piece, place);
  }
  draw_repeated_headings (pdf, setting);
  draw_foot (pdf, setting);
  return xp_progress_report (progress, cancellable, setting->n_pages, setting->n_pages, error);
}

static void
check_all (const XpFontBook *fonts, XpMissing *missing, const char *const *texts)
{
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
    xp_font_book_check (fonts, XP_FACE_BODY, texts[i], missing);
}

/* Every name, NULL-ended; the array is the caller's, the names are the sheet's. */
static const char **
list_names (const XpNoticeSheet *sheet)
{
  GPtrArray *names = g_ptr_array_new ();
  for (size_t i = 0; i < sheet->n_groups; i++)
    for (size_t k = 0; k < sheet->groups[i].n_names; k++)
      g_ptr_array_add (names, (gpointer) sheet->groups[i].names[k].name);
  g_ptr_array_add (names, NULL);
  return (const char **) g_ptr_array_free (names, FALSE);
}

static bool
has_all_characters (const XpNoticeSheet *sheet,
                    const XpFontBook *fonts,
                    const char *const *names,
                    GError **error)
{
  XpMissing missing = {0};
  check_all (fonts, &missing, names);
  const char *const single[] = {sheet->village, sheet->title, sheet->issuer, sheet->date, NULL};
  check_all (fonts, &missing, single);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->salutation, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->period, &missing);
  xp_font_book_check (fonts, XP_FACE_BODY, sheet->objection, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->check_code, &missing);
  check_all (fonts, &missing, sheet->body);
  check_all (fonts, &missing, sheet->quota);
  for (size_t i = 0; i < sheet->n_groups; i++) {
    xp_font_book_check (fonts, XP_FACE_HEI, sheet->groups[i].heading, &missing);
    for (size_t k = 0; k < sheet->groups[i].n_names; k++)
      xp_font_book_check (fonts, XP_FACE_KAI, sheet->groups[i].names[k].remark, &missing);
  }
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_notice_sheet_render (const XpNoticeSheet *sheet,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree const char **names = list_names (sheet);
  if (!has_all_characters (sheet, fonts, names, error))
    return NULL;

  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->issuer, error);
  if (pdf == NULL)
    return NULL;

  g_autoptr (Setting) setting = set_best (sheet, fonts, names);
  if (!draw_notice (pdf, setting, progress, cancellable, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

#include "xp-board.h"

#include "xp-flow.h"
#include "xp-masthead.h"

static const double STAMP_MM = 45;
/* Issuer and date lie under the stamp, a little below its middle; large type needs more room. */
static const double BELOW_MIDDLE_MM = 2, SIGNATURE_LINE_MM = 10, SIGNATURE_LINE_EM = 1.35;

static const double LEAST_COLUMN_GAP_EM = 1;
static const double WIDEST_HANGING_HEADING_EM = 7;

/* A line in its row. */
typedef struct {
  XpLine *line; /* owned */
  size_t row_no;
  double x_mm; /* from the left of the text area */
  double baseline_mm;
  XpAnchor anchor;
  XpInk ink;
  bool is_inked; /* not black */
} Piece;

struct _XpBoard {
  const XpFontBook *fonts;
  XpBoardForm form;
  XpInk ink; /* of the pieces that come next */
  bool is_inked;
  bool starts_page; /* the row that comes next */
  GArray *rows;     /* XpFlowRow */
  GArray *pieces;   /* Piece */
  GArray *headings; /* per row: index + 1 of the piece that heads its group; 0: none */
  XpFlowPlace *places;
  size_t n_pages;
};

static double
em_in_mm (const XpBoard *self, double em)
{
  return em * self->form.body_pt / XP_PT_PER_MM;
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

XpBoard *
xp_board_new (const XpFontBook *fonts, const XpBoardForm *form)
{
  XpBoard *self = g_new0 (XpBoard, 1);
  *self = (XpBoard){
    .fonts = fonts,
    .form = *form,
    .ink = XP_INK_BLACK,
    .rows = g_array_new (FALSE, FALSE, sizeof (XpFlowRow)),
    .pieces = g_array_new (FALSE, FALSE, sizeof (Piece)),
    .headings = g_array_new (FALSE, FALSE, sizeof (size_t)),
  };
  g_array_set_clear_func (self->pieces, clear_piece);
  return self;
}

void
xp_board_free (XpBoard *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->pieces);
  g_array_unref (self->headings);
  g_free (self->places);
  g_free (self);
}

void
xp_board_set_ink (XpBoard *self, XpInk ink)
{
  self->ink = ink;
  self->is_inked = ink.cyan + ink.magenta + ink.yellow > 0;
}

void
xp_board_set_type (XpBoard *self, double body_pt, double pitch_mm)
{
  self->form.body_pt = body_pt;
  self->form.pitch_mm = pitch_mm;
}

/* ---- rows and pieces ---- */

static void
append_row (XpBoard *self, XpFlowRow row)
{
  const size_t no_heading = 0;
  row.starts_page = self->starts_page;
  self->starts_page = false;
  g_array_append_val (self->rows, row);
  g_array_append_val (self->headings, no_heading);
}

void
xp_board_add_row (XpBoard *self, double height_mm, bool stays_with_next)
{
  append_row (self, (XpFlowRow){.height_mm = height_mm, .stays_with_next = stays_with_next});
}

void
xp_board_add_space (XpBoard *self, double height_mm)
{
  append_row (self, (XpFlowRow){.height_mm = height_mm, .stays_with_next = true, .is_space = true});
}

void
xp_board_keep_with_next (XpBoard *self, size_t n_rows)
{
  const guint n = self->rows->len;
  for (guint i = n > n_rows ? n - (guint) n_rows : 0; i < n; i++)
    g_array_index (self->rows, XpFlowRow, i).stays_with_next = true;
}

void
xp_board_start_page (XpBoard *self)
{
  self->starts_page = true;
}

void
xp_board_add_piece_at (XpBoard *self, XpLine *line, double x_mm, double middle_mm, XpAnchor anchor)
{
  const Piece piece = {
    .line = line,
    .row_no = self->rows->len - 1,
    .x_mm = x_mm,
    .baseline_mm = xp_flow_baseline_mm (2 * middle_mm, line->size_pt),
    .anchor = anchor,
    .ink = self->ink,
    .is_inked = self->is_inked,
  };
  g_array_append_val (self->pieces, piece);
}

void
xp_board_add_piece (XpBoard *self, XpLine *line, double x_mm, XpAnchor anchor)
{
  const XpFlowRow *row = &g_array_index (self->rows, XpFlowRow, self->rows->len - 1);
  xp_board_add_piece_at (self, line, x_mm, row->height_mm / 2, anchor);
}

void
xp_board_add_title (XpBoard *self, GPtrArray *lines, double row_mm)
{
  g_ptr_array_set_free_func (lines, NULL);
  for (size_t i = 0; i < lines->len; i++) {
    xp_board_add_row (self, row_mm, true);
    xp_board_add_piece (self, lines->pdata[i], self->form.width_mm / 2, XP_ANCHOR_CENTRE);
  }
  g_ptr_array_unref (lines);
}

void
xp_board_add_paragraph (XpBoard *self, GPtrArray *lines)
{
  g_ptr_array_set_free_func (lines, NULL);
  for (size_t i = 0; i < lines->len; i++) {
    /* 孤行不成页: neither the first line nor the last is alone on its page. */
    const bool is_first = i == 0 && lines->len > 1;
    const bool is_next_to_last = i + 2 == lines->len;
    xp_board_add_row (self, self->form.pitch_mm, is_first || is_next_to_last);
    xp_board_add_piece (self, lines->pdata[i], 0, XP_ANCHOR_LEFT);
  }
  g_ptr_array_unref (lines);
}

/* ---- names ---- */

/* The cells that all groups share. */
typedef struct {
  double left_mm;
  double pitch_mm;
  double cell_mm;
  size_t n_columns;
  double heading_mm; /* 0: headings stand on rows of their own */
} Columns;

static bool
is_long (const XpBoardName *name)
{
  return g_utf8_strlen (name->name, -1) > 3;
}

/* Four characters in a cell where many names need it (more than a tenth), else three. */
static double
cell_em (const XpBoardGroup *groups, size_t n_groups)
{
  size_t n_long = 0, n_all = 0;
  for (size_t i = 0; i < n_groups; i++) {
    n_all += groups[i].n_names;
    for (size_t k = 0; k < groups[i].n_names; k++)
      n_long += is_long (&groups[i].names[k]) ? 1 : 0;
  }
  return n_long * 10 > n_all ? 4 : 3;
}

static double
widest_heading_mm (const XpBoard *self, const XpBoardGroup *groups, size_t n_groups)
{
  double widest_mm = 0;
  for (size_t i = 0; i < n_groups; i++) {
    const char *heading = groups[i].heading;
    if (heading == NULL)
      continue;
    g_autoptr (XpLine) line =
      xp_layout_line (self->fonts, XP_FACE_HEI, self->form.body_pt, heading);
    widest_mm = MAX (widest_mm, in_mm (line));
  }
  return widest_mm;
}

static Columns
plan_columns (const XpBoard *self, const XpBoardGroup *groups, size_t n_groups)
{
  Columns columns = {.left_mm = em_in_mm (self, self->form.indent_em),
                     .cell_mm = em_in_mm (self, cell_em (groups, n_groups))};
  const double heading_mm = widest_heading_mm (self, groups, n_groups);
  if (heading_mm > 0 && heading_mm <= em_in_mm (self, WIDEST_HANGING_HEADING_EM)) {
    columns.heading_mm = heading_mm;
    columns.left_mm += heading_mm + em_in_mm (self, 1.5);
  }

  const double gap_mm = em_in_mm (self, LEAST_COLUMN_GAP_EM);
  const double room_mm = self->form.width_mm - columns.left_mm;
  columns.n_columns = (size_t) MAX ((room_mm + gap_mm) / (columns.cell_mm + gap_mm), 1);
  columns.pitch_mm = columns.n_columns > 1
                       ? (room_mm - columns.cell_mm) / (double) (columns.n_columns - 1)
                       : room_mm;
  return columns;
}

/* The lines of one name, with its remark as the last of them if there is one. */
static void
add_name (XpBoard *self, const Columns *columns, const XpBoardName *name, size_t *column)
{
  g_autoptr (XpLine) whole =
    xp_layout_name (self->fonts, self->form.name_face, self->form.body_pt, name->name);
  g_autofree char *remark =
    name->remark != NULL ? g_strdup_printf ("（%s）", name->remark) : g_strdup ("");
  g_autoptr (XpLine) small =
    xp_layout_line (self->fonts, XP_FACE_KAI, self->form.remark_pt, remark);

  const double room_mm = self->form.width_mm - columns->left_mm;
  const double least_mm = in_mm (whole) * XP_LAYOUT_LEAST_SCALE + in_mm (small);
  size_t span = 1;
  while (span < columns->n_columns &&
         (double) (span - 1) * columns->pitch_mm + columns->cell_mm < least_mm - 0.1)
    span++;

  if (*column + span > columns->n_columns) {
    xp_board_add_row (self, self->form.pitch_mm, false);
    *column = 0;
  }
  const double cell_mm = span == columns->n_columns
                           ? room_mm
                           : (double) (span - 1) * columns->pitch_mm + columns->cell_mm;
  g_autoptr (GPtrArray) lines = xp_layout_fit (self->fonts,
                                               self->form.name_face,
                                               self->form.body_pt,
                                               (cell_mm - in_mm (small)) * XP_PT_PER_MM,
                                               true,
                                               name->name);
  g_ptr_array_set_free_func (lines, NULL);
  double x_mm = columns->left_mm + (double) *column * columns->pitch_mm;
  for (size_t i = 0; i < lines->len; i++) {
    if (i > 0)
      xp_board_add_row (self, self->form.pitch_mm, i + 1 < lines->len);
    xp_board_add_piece (self, lines->pdata[i], x_mm, XP_ANCHOR_LEFT);
  }
  x_mm += in_mm (lines->pdata[lines->len - 1]);
  xp_board_add_piece (self, g_steal_pointer (&small), x_mm, XP_ANCHOR_LEFT);
  *column += span;
}

static void
add_group (XpBoard *self, const Columns *columns, const XpBoardGroup *group)
{
  if (group->n_names == 0)
    return;

  const size_t first_row = self->rows->len;
  size_t heading_no = 0;
  const bool is_heading_alone = group->heading != NULL && columns->heading_mm <= 0;
  xp_board_add_row (self, self->form.pitch_mm, is_heading_alone);
  if (group->heading != NULL) {
    XpLine *line = xp_layout_line (self->fonts, XP_FACE_HEI, self->form.body_pt, group->heading);
    xp_board_add_piece (self, line, em_in_mm (self, self->form.indent_em), XP_ANCHOR_LEFT);
    heading_no = self->pieces->len;
    if (is_heading_alone)
      xp_board_add_row (self, self->form.pitch_mm, false);
  }

  size_t column = 0;
  for (size_t i = 0; i < group->n_names; i++)
    add_name (self, columns, &group->names[i], &column);
  if (columns->heading_mm > 0)
    for (size_t i = first_row; i < self->rows->len; i++)
      g_array_index (self->headings, size_t, i) = heading_no;
}

void
xp_board_add_groups (XpBoard *self, const XpBoardGroup *groups, size_t n_groups)
{
  const Columns columns = plan_columns (self, groups, n_groups);
  for (size_t i = 0; i < n_groups; i++)
    add_group (self, &columns, &groups[i]);
}

/* The stamp's circle begins right under the last line of text, and nothing but issuer and date
 * comes into it. */
void
xp_board_add_signature (XpBoard *self, const char *issuer, const char *date, double date_right_em)
{
  xp_board_keep_with_next (self, 2);

  XpLine *upper = xp_layout_line (self->fonts, XP_FACE_BODY, self->form.body_pt, issuer);
  XpLine *lower = xp_layout_line (self->fonts, XP_FACE_BODY, self->form.body_pt, date);
  const double date_x_mm = self->form.width_mm - em_in_mm (self, date_right_em) - in_mm (lower) / 2;
  const double issuer_x_mm = MIN (date_x_mm, self->form.width_mm - in_mm (upper) / 2);

  const double line_mm = MAX (SIGNATURE_LINE_MM, em_in_mm (self, SIGNATURE_LINE_EM));
  const double row_mm = MAX (STAMP_MM, 3 * line_mm);
  const double middle_mm = row_mm / 2 + BELOW_MIDDLE_MM;
  xp_board_add_row (self, row_mm, false);
  xp_board_add_piece_at (self, upper, issuer_x_mm, middle_mm - line_mm / 2, XP_ANCHOR_CENTRE);
  xp_board_add_piece_at (self, lower, date_x_mm, middle_mm + line_mm / 2, XP_ANCHOR_CENTRE);
}

/* ---- pages ---- */

size_t
xp_board_place (XpBoard *self)
{
  const XpFlowRow *rows = &g_array_index (self->rows, XpFlowRow, 0);
  self->places = g_renew (XpFlowPlace, self->places, self->rows->len);
  self->n_pages = xp_flow_place (rows, self->rows->len, self->form.height_mm, self->places);
  return self->n_pages;
}

size_t
xp_board_get_n_rows (const XpBoard *self)
{
  return self->rows->len;
}

size_t
xp_board_get_page_of_row (const XpBoard *self, size_t row_no)
{
  g_return_val_if_fail (self->places != NULL && row_no < self->rows->len, 0);
  return self->places[row_no].page_no;
}

void
xp_board_spread (XpBoard *self, double most_mm)
{
  double all_mm = 0;
  size_t n_spaces = 0;
  for (guint i = 0; i < self->rows->len; i++) {
    const XpFlowRow *row = &g_array_index (self->rows, XpFlowRow, i);
    all_mm += row->height_mm;
    n_spaces += row->is_space ? 1 : 0;
  }
  if (self->n_pages > 1 || n_spaces == 0)
    return;

  const double each_mm = MIN ((self->form.height_mm - all_mm) / (double) n_spaces, most_mm);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, XpFlowRow, i).is_space)
      g_array_index (self->rows, XpFlowRow, i).height_mm += each_mm;
  xp_board_place (self);
}

static void
draw_piece (const XpBoard *self, XpPdf *pdf, const Piece *piece, const XpFlowPlace *place)
{
  if (piece->is_inked)
    xp_pdf_set_ink (pdf, piece->ink);
  xp_pdf_draw_line (pdf,
                    piece->line,
                    self->form.left_mm + piece->x_mm,
                    self->form.top_mm + place->y_mm + piece->baseline_mm,
                    piece->anchor);
  if (piece->is_inked)
    xp_pdf_set_ink (pdf, XP_INK_BLACK);
}

/* A group that goes on at the top of a page has its heading there again. */
static void
draw_repeated_headings (const XpBoard *self, XpPdf *pdf)
{
  for (size_t i = 1; i < self->rows->len; i++) {
    const size_t heading_no = g_array_index (self->headings, size_t, i);
    if (heading_no == 0 || self->places[i].page_no == self->places[i - 1].page_no)
      continue;
    const Piece *heading = &g_array_index (self->pieces, Piece, heading_no - 1);
    if (heading->row_no == i)
      continue;
    xp_pdf_turn_to (pdf, self->places[i].page_no);
    draw_piece (self, pdf, heading, &self->places[i]);
  }
}

bool
xp_board_draw (const XpBoard *self,
               XpPdf *pdf,
               XpBoardFunc decorate,
               gpointer user_data,
               XpProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  size_t next_page = 0;
  for (size_t i = 0; i < self->pieces->len; i++) {
    const Piece *piece = &g_array_index (self->pieces, Piece, i);
    const XpFlowPlace *place = &self->places[piece->row_no];
    for (; next_page <= place->page_no; next_page++) {
      if (!xp_progress_report (progress, cancellable, next_page, self->n_pages, error))
        return false;
      xp_pdf_add_page (pdf, self->form.page_width_mm, self->form.page_height_mm);
      if (decorate != NULL)
        decorate (pdf, user_data);
    }
    draw_piece (self, pdf, piece, place);
  }
  draw_repeated_headings (self, pdf);
  return xp_progress_report (progress, cancellable, self->n_pages, self->n_pages, error);
}

/* ---- characters ---- */

const char **
xp_board_list_names (const XpBoardGroup *groups, size_t n_groups)
{
  GPtrArray *names = g_ptr_array_new ();
  for (size_t i = 0; i < n_groups; i++)
    for (size_t k = 0; k < groups[i].n_names; k++)
      g_ptr_array_add (names, (gpointer) groups[i].names[k].name);
  g_ptr_array_add (names, NULL);
  return (const char **) g_ptr_array_free (names, FALSE);
}

void
xp_board_check (const XpFontBook *fonts,
                XpFace name_face,
                const XpBoardGroup *groups,
                size_t n_groups,
                XpMissing *missing)
{
  for (size_t i = 0; i < n_groups; i++) {
    xp_font_book_check (fonts, XP_FACE_HEI, groups[i].heading, missing);
    for (size_t k = 0; k < groups[i].n_names; k++) {
      xp_font_book_check (fonts, name_face, groups[i].names[k].name, missing);
      xp_font_book_check (fonts, XP_FACE_KAI, groups[i].names[k].remark, missing);
    }
  }
}

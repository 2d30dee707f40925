#include "xp-official.h"

#include <string.h>

#include "xp-board.h"
#include "xp-layout.h"
#include "xp-title.h"

/* GB/T 9704—2012, 5.2: what is not margin is 156 × 225 mm. */
static const double PAGE_WIDTH_MM = 210, PAGE_HEIGHT_MM = 297;
static const double LEFT_MM = 28, TOP_MM = 37, WIDTH_MM = 156, HEIGHT_MM = 225;
static const double TITLE_PT = 22, BODY_PT = 16;

/* 7.5: 四号, the dashes 7 mm below the text area, one character from the side. */
static const double NUMBER_PT = 14, NUMBER_BELOW_MM = 7;
/* Of the line below the date, so much is needed for the stamp. */
static const double LAST_LINE = 0.75;

/* A dash lies so much above the baseline. */
static const double DASH_EM = 0.38;

/* The stamp reaches so far to each side of issuer and date. */
static const double HALF_STAMP_MM = 23;

enum {
  INDENT = 2,                               /* characters, of a paragraph */
  DATE_RIGHT = 4,                           /* characters that the date keeps from the right */
  LINES_ABOVE = 2,                          /* for the stamp, between text and issuer */
  MOST_HEADING = 2 * XP_OFFICIAL_CHARACTERS /* characters; what is longer is no heading */
};

static const XpTextFlags LINES = XP_TEXT_JUSTIFIES | XP_TEXT_FULL_CELLS;

static const char NUMERALS[] = "〇一二三四五六七八九十百";

typedef struct {
  size_t row_no;
  char *title; /* owned */
} Bookmark;

struct _XpOfficial {
  const XpFontBook *fonts;
  const char *const *names;
  XpBoard *board;
  double pitch_mm;       /* from one line to the next */
  double signature_x_mm; /* where issuer and date have their middle */
  GArray *bookmarks;     /* Bookmark */
};

/* 三号 is 16 pt, and 28 of those are wider than the area: cells are a little narrower than type. */
static double
cell_em (void)
{
  const double measure_em = WIDTH_MM * XP_PT_PER_MM / BODY_PT;
  return (measure_em - 1) / (XP_OFFICIAL_CHARACTERS - 1);
}

static double
cells_mm (double n_cells)
{
  return n_cells * cell_em () * BODY_PT / XP_PT_PER_MM;
}

static void
clear_bookmark (gpointer bookmark)
{
  g_free (((Bookmark *) bookmark)->title);
}

XpOfficial *
xp_official_new (const XpFontBook *fonts, const char *const *names)
{
  const XpBoardForm form = {
    .page_width_mm = PAGE_WIDTH_MM,
    .page_height_mm = PAGE_HEIGHT_MM,
    .left_mm = LEFT_MM,
    .top_mm = TOP_MM,
    .width_mm = WIDTH_MM,
    .height_mm = HEIGHT_MM,
    .body_pt = BODY_PT,
    .remark_pt = BODY_PT,
    .pitch_mm = HEIGHT_MM / XP_OFFICIAL_LINES,
    .name_face = XP_FACE_FANG,
  };
  XpOfficial *self = g_new0 (XpOfficial, 1);
  self->fonts = fonts;
  self->names = names;
  self->pitch_mm = form.pitch_mm;
  self->board = xp_board_new (fonts, &form);
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (Bookmark));
  g_array_set_clear_func (self->bookmarks, clear_bookmark);
  return self;
}

void
xp_official_free (XpOfficial *self)
{
  xp_board_free (self->board);
  g_array_unref (self->bookmarks);
  g_free (self);
}

void
xp_official_set_closer (XpOfficial *self, double points)
{
  self->pitch_mm = HEIGHT_MM / XP_OFFICIAL_LINES - points / XP_PT_PER_MM;
  xp_board_set_type (self->board, BODY_PT, self->pitch_mm);
}

/* ---- paragraphs ---- */

/* What a paragraph begins with. */
typedef struct {
  int level;        /* 1 … 4; 0: none */
  size_t n_ordinal; /* bytes: （一） */
  size_t n_heading; /* bytes, the ordinal's among them; 0: the ordinal alone stands out */
  bool is_alone;    /* the paragraph is nothing but the heading */
} Beginning;

static size_t
count_among (const char *text, const char *set)
{
  const char *at = text;
  while (*at != '\0' && g_utf8_strchr (set, -1, g_utf8_get_char (at)) != NULL)
    at = g_utf8_next_char (at);
  return (size_t) (at - text);
}

/* @before + numerals + @after; 0: it is something else. */
static size_t
match_ordinal (const char *text, const char *before, const char *numerals, const char *after)
{
  if (!g_str_has_prefix (text, before))
    return 0;
  const size_t n_before = strlen (before);
  const size_t n_numerals = count_among (text + n_before, numerals);
  if (n_numerals == 0 || !g_str_has_prefix (text + n_before + n_numerals, after))
    return 0;
  return n_before + n_numerals + strlen (after);
}

static Beginning
find_ordinal (const char *text)
{
  static const struct {
    int level;
    const char *before, *numerals, *after;
  } ORDINALS[] = {
    {1, "", NUMERALS, "、"},
    {2, "（", NUMERALS, "）"},
    {3, "", "0123456789", "."},
    {4, "（", "0123456789", "）"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (ORDINALS); i++) {
    const size_t n =
      match_ordinal (text, ORDINALS[i].before, ORDINALS[i].numerals, ORDINALS[i].after);
    if (n > 0 && !g_ascii_isdigit (text[n])) /* 3.5 is a number */
      return (Beginning){.level = ORDINALS[i].level, .n_ordinal = n};
  }
  return (Beginning){0};
}

static Beginning
read_beginning (const char *text)
{
  static const char STOP[] = "。";
  Beginning beginning = find_ordinal (text);
  if (beginning.level == 0)
    return beginning;

  const char *stop = strstr (text, STOP);
  const size_t n_bytes = stop != NULL ? (size_t) (stop - text) + strlen (STOP) : strlen (text);
  const bool is_item =
    stop == NULL && (g_str_has_suffix (text, "；") || g_str_has_suffix (text, "："));
  if (is_item || g_utf8_strlen (text, (gssize) n_bytes) > MOST_HEADING)
    return beginning;
  beginning.n_heading = n_bytes;
  beginning.is_alone = stop == NULL;
  return beginning;
}

static GPtrArray *
set_text (
  const XpOfficial *self, const char *text, double indent, double measure_mm, XpTextFlags flags)
{
  static const XpFace FACES[] = {XP_FACE_FANG,
                                 XP_FACE_HEI,
                                 XP_FACE_KAI,
                                 XP_FACE_FANG,
                                 XP_FACE_FANG};
  const Beginning beginning = read_beginning (text);
  const XpTextStyle style = {
    .face = XP_FACE_FANG,
    .size_pt = BODY_PT,
    .measure_pt = measure_mm * XP_PT_PER_MM,
    .indent_em = indent * cell_em (),
    .tracking_em = cell_em () - 1,
    .flags = flags,
    .lead_face = FACES[beginning.level],
    .n_lead_bytes = beginning.n_heading > 0 ? beginning.n_heading : beginning.n_ordinal,
    .names = self->names,
  };
  return xp_layout_paragraph (self->fonts, &style, text);
}

void
xp_official_add_paragraph (XpOfficial *self, const char *text)
{
  xp_board_add_paragraph (self->board, set_text (self, text, INDENT, WIDTH_MM, LINES));
  if (read_beginning (text).is_alone)
    xp_board_keep_with_next (self->board, 1);
}

void
xp_official_add_closing (XpOfficial *self, const char *text)
{
  xp_board_keep_with_next (self->board, 1);
  xp_official_add_paragraph (self, text);
}

void
xp_official_add_addressee (XpOfficial *self, const char *addressee)
{
  xp_board_add_paragraph (self->board, set_text (self, addressee, 0, WIDTH_MM, LINES));
  xp_board_keep_with_next (self->board, 1);
}

/* ---- head ---- */

void
xp_official_add_number (XpOfficial *self, const char *number)
{
  XpLine *line = xp_layout_line (self->fonts, XP_FACE_FANG, BODY_PT, number);
  xp_board_add_row (self->board, self->pitch_mm, true);
  xp_board_add_piece (self->board, line, WIDTH_MM, XP_ANCHOR_RIGHT);
}

void
xp_official_add_title (XpOfficial *self, const char *title)
{
  GPtrArray *lines =
    xp_title_break (self->fonts, XP_FACE_TITLE, TITLE_PT, WIDTH_MM * XP_PT_PER_MM, title);
  xp_board_add_space (self->board, self->pitch_mm);
  xp_board_add_title (self->board, lines, self->pitch_mm);
  xp_board_add_space (self->board, self->pitch_mm);
}

/* ---- attachments ---- */

static void
add_attachment (
  XpOfficial *self, const char *label, unsigned number, double name_at, const char *name)
{
  static const double LABEL_AT = INDENT, NUMBER_AT = INDENT + 3;
  const double name_mm = cells_mm (name_at);
  GPtrArray *lines = set_text (self, name, 0, WIDTH_MM - name_mm, LINES);
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = 0; i < lines->len; i++) {
    xp_board_add_row (self->board, self->pitch_mm, i + 1 < lines->len);
    xp_board_add_piece (self->board, lines->pdata[i], name_mm, XP_ANCHOR_LEFT);
    if (i == 0 && label != NULL)
      xp_board_add_piece (self->board,
                          xp_layout_line (self->fonts, XP_FACE_FANG, BODY_PT, label),
                          cells_mm (LABEL_AT),
                          XP_ANCHOR_LEFT);
    if (i > 0 || number == 0)
      continue;
    g_autofree char *text = g_strdup_printf ("%u.", number);
    xp_board_add_piece (self->board,
                        xp_layout_line (self->fonts, XP_FACE_FANG, BODY_PT, text),
                        cells_mm (NUMBER_AT),
                        XP_ANCHOR_LEFT);
  }
  g_ptr_array_unref (lines);
}

void
xp_official_add_attachments (XpOfficial *self, const char *const *attachments)
{
  static const double ALONE_AT = INDENT + 3, NAME_AT = ALONE_AT + 1, TENS_NAME_AT = NAME_AT + 0.5;
  const guint n = g_strv_length ((char **) (gpointer) attachments);
  if (n == 0)
    return;

  xp_board_keep_with_next (self->board, 1);
  xp_board_add_space (self->board, self->pitch_mm);
  const double name_at = n == 1 ? ALONE_AT : n < 10 ? NAME_AT : TENS_NAME_AT;
  for (guint i = 0; i < n; i++)
    add_attachment (self, i == 0 ? "附件：" : NULL, n > 1 ? i + 1 : 0, name_at, attachments[i]);
}

void
xp_official_begin_attachment (XpOfficial *self, unsigned number, const char *title)
{
  g_autofree char *label = number > 0 ? g_strdup_printf ("附件%u", number) : g_strdup ("附件");
  const Bookmark bookmark = {
    .row_no = xp_board_get_n_rows (self->board),
    .title = g_strdup_printf ("%s　%s", label, title),
  };
  g_array_append_val (self->bookmarks, bookmark);

  xp_board_start_page (self->board);
  xp_board_add_row (self->board, self->pitch_mm, true);
  xp_board_add_piece (self->board,
                      xp_layout_line (self->fonts, XP_FACE_HEI, BODY_PT, label),
                      0,
                      XP_ANCHOR_LEFT);
  xp_official_add_title (self, title);
}

/* ---- signature ---- */

void
xp_official_add_signature (XpOfficial *self, const char *issuer, const char *date)
{
  XpLine *upper = xp_layout_line (self->fonts, XP_FACE_FANG, BODY_PT, issuer);
  XpLine *lower = xp_layout_line (self->fonts, XP_FACE_FANG, BODY_PT, date);
  const double middle_mm = WIDTH_MM - cells_mm (DATE_RIGHT) - lower->width_pt / XP_PT_PER_MM / 2;
  self->signature_x_mm = MIN (middle_mm, WIDTH_MM - upper->width_pt / XP_PT_PER_MM / 2);

  xp_board_keep_with_next (self->board, 2);
  for (int i = 0; i < LINES_ABOVE; i++)
    xp_board_add_row (self->board, self->pitch_mm, true);
  xp_board_add_row (self->board, self->pitch_mm, true);
  xp_board_add_piece (self->board, upper, self->signature_x_mm, XP_ANCHOR_CENTRE);
  xp_board_add_row (self->board, self->pitch_mm, true);
  xp_board_add_piece (self->board, lower, self->signature_x_mm, XP_ANCHOR_CENTRE);
  xp_board_add_row (self->board, self->pitch_mm * LAST_LINE, false);
}

/* The line below the date is there already, as far as the stamp reaches into it. */
void
xp_official_add_remark (XpOfficial *self, const char *remark)
{
  g_autofree char *text = g_strdup_printf ("（%s）", remark);
  const double measure_mm = self->signature_x_mm - HALF_STAMP_MM;
  GPtrArray *lines = set_text (self, text, INDENT, measure_mm, XP_TEXT_FULL_CELLS);
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = 0; i < lines->len; i++) {
    /* What the row above lacks of a line goes to this one. */
    const double lack_mm = i == 1 ? (1 - LAST_LINE) * self->pitch_mm : 0;
    if (i > 0) {
      xp_board_keep_with_next (self->board, 1);
      xp_board_add_row (self->board, self->pitch_mm + lack_mm, false);
    }
    xp_board_add_piece_at (self->board,
                           lines->pdata[i],
                           0,
                           lack_mm + self->pitch_mm / 2,
                           XP_ANCHOR_LEFT);
  }
  g_ptr_array_unref (lines);
}

/* ---- pages ---- */

static void
draw_page_numbers (XpPdf *pdf, size_t first_page)
{
  const double side_mm = NUMBER_PT / XP_PT_PER_MM;
  const double baseline_mm = TOP_MM + HEIGHT_MM + NUMBER_BELOW_MM + DASH_EM * side_mm;
  for (size_t i = first_page; i < xp_pdf_get_n_pages (pdf); i++) {
    const size_t number = i - first_page + 1;
    const bool is_odd = number % 2 == 1;
    g_autofree char *text = g_strdup_printf ("— %zu —", number);
    xp_pdf_turn_to (pdf, i);
    xp_pdf_draw_text (pdf,
                      XP_FACE_BODY,
                      NUMBER_PT,
                      is_odd ? LEFT_MM + WIDTH_MM - side_mm : LEFT_MM + side_mm,
                      baseline_mm,
                      is_odd ? XP_ANCHOR_RIGHT : XP_ANCHOR_LEFT,
                      text);
  }
}

size_t
xp_official_count_pages (XpOfficial *self)
{
  return xp_board_place (self->board);
}

bool
xp_official_draw (
  XpOfficial *self, XpPdf *pdf, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const size_t first_page = xp_pdf_get_n_pages (pdf);
  xp_board_place (self->board);
  if (!xp_board_draw (self->board, pdf, NULL, NULL, progress, cancellable, error))
    return false;

  draw_page_numbers (pdf, first_page);
  for (guint i = 0; i < self->bookmarks->len; i++) {
    const Bookmark *bookmark = &g_array_index (self->bookmarks, Bookmark, i);
    xp_pdf_turn_to (pdf, first_page + xp_board_get_page_of_row (self->board, bookmark->row_no));
    xp_pdf_add_bookmark (pdf, bookmark->title);
  }
  return true;
}

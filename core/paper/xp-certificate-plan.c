#include "xp-certificate-plan.h"

#include <string.h>

#include "xp-frame.h"

/* Outside the frame: as far as every laser printer leaves white. */
static const double FRAME_MARGIN_MM = 8;
static const double LEAST_FROM_FRAME_MM = 8;

/* Type of A4; smaller sheets have theirs in proportion, but for the name. */
static const double A4_HEIGHT_MM = 210;
static const double HEADING_PT = 48, SIGNATURE_PT = 18, NUMBER_PT = 10.5;

/* The name: as large as it fits, never below 28. */
static const double NAME_SIZES_PT[] = {32, 30, 28};

/* The body, of A4: as long as it has at most five lines the largest. */
static const double BODY_SIZES_PT[] = {20, 18, 16, 14};
enum {
  MOST_BODY_LINES = 5
};
static const double LINE_PITCH_EM = 1.8, NAME_PITCH_EM = 1.3;
static const double NAME_TO_BODY_MM = 9; /* air, between the ink of both */

static const double SIDE_AT = 0.135; /* of the width: 40 mm of A4 */

/* The stamp is 42 mm; it lies over issuer and date, and clear of the frame. */
static const double STAMP_MM = 45, STAMP_AIR_MM = 0.4;
static const double ISSUER_BELOW_STAMP_MM = -1.5, DATE_BELOW_STAMP_MM = 9;
static const double STAMP_FROM_SIDE_MM = 34;

/* What lies in the middle by measure looks too low. */
static const double OPTICAL_RISE_MM = 2;

/* The ink of a character of Kai and Song, in parts of its size above and below where it stands. */
static const double INK_ABOVE_EM = 0.84, INK_BELOW_EM = 0.09;
static const double HEADING_TO_DIVIDER_MM = 9, FIELD_AIR_MM = 3.5;

static double
mm_of_pt (double pt)
{
  return pt / XP_PT_PER_MM;
}

double
xp_certificate_frame_get_proportion (const XpCertificateFrame *self)
{
  return MIN (1, self->height_mm / A4_HEIGHT_MM);
}

double
xp_certificate_frame_get_body_pt (const XpCertificateFrame *self, size_t i)
{
  const size_t n = self->has_places ? 1 : G_N_ELEMENTS (BODY_SIZES_PT);
  if (i >= n)
    return 0;
  return self->has_places ? self->places_pt
                          : BODY_SIZES_PT[i] * xp_certificate_frame_get_proportion (self);
}

static void
init_by_stock (XpCertificateFrame *self, const XpStock *stock)
{
  const XpStockPlace *heading = &stock->places[XP_STOCK_HEADING];
  self->has_places = true;
  self->places_pt = stock->places[XP_STOCK_BODY].size / 100.0;
  self->heading_pt = heading->size / 100.0;
  self->heading_y_mm = heading->y / 100.0;
  self->divider_y_mm = self->heading_y_mm + HEADING_TO_DIVIDER_MM;
}

void
xp_certificate_frame_init (XpCertificateFrame *self,
                           XpFontBook *fonts,
                           double width_mm,
                           double height_mm,
                           const XpStock *stock)
{
  *self = (XpCertificateFrame){.fonts = fonts,
                               .width_mm = width_mm,
                               .height_mm = height_mm,
                               .left_mm = width_mm * SIDE_AT,
                               .right_mm = width_mm * (1 - SIDE_AT),
                               .frame_mm = FRAME_MARGIN_MM};
  const double field_mm = FRAME_MARGIN_MM + XP_FRAME_DEPTH_MM + LEAST_FROM_FRAME_MM;
  self->stamp_y_mm = height_mm - field_mm - STAMP_AIR_MM - STAMP_MM / 2;

  /* From the heading's top to the date's foot all lies in the optical middle of the sheet. */
  const double foot_mm =
    self->stamp_y_mm + DATE_BELOW_STAMP_MM +
    mm_of_pt (SIGNATURE_PT * xp_certificate_frame_get_proportion (self)) * INK_BELOW_EM;
  const double top_mm = height_mm - 2 * OPTICAL_RISE_MM - foot_mm;
  self->heading_pt = HEADING_PT * xp_certificate_frame_get_proportion (self);
  self->top_mm = MAX (top_mm, field_mm + STAMP_AIR_MM);
  self->foot_mm = foot_mm;
  self->heading_y_mm = self->top_mm + mm_of_pt (self->heading_pt) * INK_ABOVE_EM;
  self->divider_y_mm =
    self->heading_y_mm + HEADING_TO_DIVIDER_MM * xp_certificate_frame_get_proportion (self);
  if (stock != NULL)
    init_by_stock (self, stock);
}

static XpCertificateBlock *
add_block (XpCertificatePlan *plan, GPtrArray *lines, double x_mm, double y_mm, XpAnchor anchor)
{
  g_assert (plan->n_blocks < XP_CERTIFICATE_MOST_BLOCKS);
  XpCertificateBlock *block = &plan->blocks[plan->n_blocks++];
  *block = (XpCertificateBlock){.lines = lines, .x_mm = x_mm, .y_mm = y_mm, .anchor = anchor};
  return block;
}

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
}

static GPtrArray *
set_line (const XpCertificateFrame *frame, XpFace face, double size_pt, const char *text)
{
  GPtrArray *lines = new_lines ();
  g_ptr_array_add (lines, xp_layout_line (frame->fonts, face, size_pt, text));
  return lines;
}

static double
width_mm_of (const GPtrArray *lines)
{
  double width_pt = 0;
  for (guint i = 0; i < lines->len; i++)
    width_pt = MAX (width_pt, ((const XpLine *) lines->pdata[i])->width_pt);
  return mm_of_pt (width_pt);
}

static double
size_mm_of (const GPtrArray *lines)
{
  return mm_of_pt (((const XpLine *) lines->pdata[0])->size_pt);
}

/* Two names part at the sign between them, a long one at its own; one that is too long, as a
 * paragraph does. */
static GPtrArray *
break_name (const XpCertificateFrame *frame, double size_pt, double measure_mm, const char *text)
{
  static const char *const SIGNS[] = {"、", "，", "·"};
  for (size_t i = 0; i < G_N_ELEMENTS (SIGNS); i++) {
    const char *sign = strstr (text, SIGNS[i]);
    if (sign == NULL)
      continue;
    const char *rest = sign + strlen (SIGNS[i]);
    g_autofree char *head = g_strndup (text, (gsize) (rest - text));
    g_autoptr (GPtrArray) lines = new_lines ();
    g_ptr_array_add (lines, xp_layout_line (frame->fonts, XP_FACE_KAI, size_pt, head));
    g_ptr_array_add (lines, xp_layout_line (frame->fonts, XP_FACE_KAI, size_pt, rest));
    if (width_mm_of (lines) <= measure_mm)
      return g_steal_pointer (&lines);
  }
  const XpTextStyle style = {.face = XP_FACE_KAI,
                             .size_pt = size_pt,
                             .measure_pt = measure_mm * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  return xp_layout_paragraph (frame->fonts, &style, text);
}

static GPtrArray *
set_name (const XpCertificateFrame *frame, double most_pt, double measure_mm, const char *text)
{
  double size_pt = most_pt;
  for (size_t i = 0; i < G_N_ELEMENTS (NAME_SIZES_PT); i++) {
    if (NAME_SIZES_PT[i] > most_pt)
      continue;
    size_pt = NAME_SIZES_PT[i];
    GPtrArray *line = set_line (frame, XP_FACE_KAI, size_pt, text);
    if (width_mm_of (line) <= measure_mm)
      return line;
    g_ptr_array_unref (line);
  }
  return break_name (frame, size_pt, measure_mm, text);
}

static GPtrArray *
set_body (const XpCertificateFrame *frame,
          double size_pt,
          double measure_mm,
          const XpCertificate *certificate)
{
  const XpTextStyle style = {
    .face = XP_FACE_KAI,
    .size_pt = size_pt,
    .measure_pt = measure_mm * XP_PT_PER_MM,
    .indent_em = 2,
    .latin_gap_em = 0.125,
    .flags = XP_TEXT_SQUEEZES | XP_TEXT_JUSTIFIES,
    .names = certificate->names,
  };
  return xp_layout_paragraph (frame->fonts, &style, certificate->body);
}

/* The closing words begin two characters in, as a paragraph does. */
static void
add_body (const XpCertificateFrame *frame,
          XpCertificatePlan *plan,
          GPtrArray *body,
          const char *closing,
          double x_mm,
          double y_mm)
{
  const double size_mm = size_mm_of (body), pitch_mm = size_mm * LINE_PITCH_EM;
  const double below_mm = y_mm + body->len * pitch_mm;
  add_block (plan, body, x_mm, y_mm, XP_ANCHOR_LEFT)->pitch_mm = pitch_mm;
  if (closing != NULL)
    add_block (plan,
               set_line (frame, XP_FACE_KAI, size_mm * XP_PT_PER_MM, closing),
               x_mm + 2 * size_mm,
               below_mm,
               XP_ANCHOR_LEFT);
}

static char *
dup_number (const XpCertificate *certificate)
{
  return g_strdup_printf ("编号：%s", certificate->number);
}

/* ---- as it looks best ---- */

/* One stamp on the right, or two side by side. */
typedef struct {
  size_t n;
  GPtrArray *lines[2]; /* the plan's, once they stand in it */
  double x_mm[2];
} Issuers;

static void
set_issuers (const XpCertificateFrame *frame, const char *text, Issuers *out)
{
  const double size_pt = SIGNATURE_PT * xp_certificate_frame_get_proportion (frame);
  const double measure_mm = frame->right_mm - frame->left_mm;
  g_auto (GStrv) parts = g_strsplit (text, "、", -1);
  const bool is_two = g_strv_length (parts) == 2;
  out->n = is_two ? 2 : 1;
  for (size_t i = 0; i < out->n; i++) {
    out->lines[i] = xp_layout_fit (frame->fonts,
                                   XP_FACE_KAI,
                                   size_pt,
                                   measure_mm / (is_two ? 2.1 : 1) * XP_PT_PER_MM,
                                   false,
                                   is_two ? parts[i] : text);
    const double from_side_mm =
      MAX (width_mm_of (out->lines[i]) / 2,
           STAMP_FROM_SIDE_MM * xp_certificate_frame_get_proportion (frame));
    const bool is_left = is_two && i == 0;
    out->x_mm[i] = is_left ? frame->left_mm + from_side_mm : frame->right_mm - from_side_mm;
  }
}

/* Issuers, the date under the right one, the number level with the date. */
static void
add_signature (const XpCertificateFrame *frame,
               XpCertificatePlan *plan,
               const XpCertificate *certificate,
               const Issuers *issuers)
{
  const double size_pt = SIGNATURE_PT * xp_certificate_frame_get_proportion (frame);
  const double issuer_y_mm = frame->stamp_y_mm + ISSUER_BELOW_STAMP_MM;
  const double date_y_mm = frame->stamp_y_mm + DATE_BELOW_STAMP_MM;
  for (size_t i = 0; i < issuers->n; i++) {
    const double pitch_mm = mm_of_pt (size_pt) * NAME_PITCH_EM;
    const double up_mm = (issuers->lines[i]->len - 1) * pitch_mm;
    add_block (plan, issuers->lines[i], issuers->x_mm[i], issuer_y_mm - up_mm, XP_ANCHOR_CENTRE)
      ->pitch_mm = pitch_mm;
  }
  add_block (plan,
             set_line (frame, XP_FACE_KAI, size_pt, certificate->date),
             issuers->x_mm[issuers->n - 1],
             date_y_mm,
             XP_ANCHOR_CENTRE);
  if (certificate->number == NULL)
    return;
  g_autofree char *number = dup_number (certificate);
  const bool is_between = issuers->n == 2;
  add_block (plan,
             set_line (frame,
                       XP_FACE_BODY,
                       NUMBER_PT * MAX (xp_certificate_frame_get_proportion (frame), 0.9),
                       number),
             is_between ? (issuers->x_mm[0] + issuers->x_mm[1]) / 2 : frame->left_mm,
             is_between ? frame->height_mm - FRAME_MARGIN_MM - XP_FRAME_DEPTH_MM -
                            LEAST_FROM_FRAME_MM - STAMP_AIR_MM
                        : date_y_mm,
             is_between ? XP_ANCHOR_CENTRE : XP_ANCHOR_LEFT);
}

/* Name and body as one piece: how high it is, and where its lines stand from its top. */
typedef struct {
  GPtrArray *name, *body;
  double body_mm;      /* from the top to where the body's first line stands */
  double last_full_mm; /* … to the foot of its last line */
  double height_mm;    /* … to the foot of the closing words */
} Piece;

static void
measure_piece (const XpCertificateFrame *frame, Piece *piece, bool has_closing)
{
  const double name_mm = size_mm_of (piece->name), size_mm = size_mm_of (piece->body);
  const double pitch_mm = size_mm * LINE_PITCH_EM;
  const double name_foot_mm =
    (INK_ABOVE_EM + INK_BELOW_EM + (piece->name->len - 1) * NAME_PITCH_EM) * name_mm;
  piece->body_mm = name_foot_mm + NAME_TO_BODY_MM * xp_certificate_frame_get_proportion (frame) +
                   INK_ABOVE_EM * size_mm;
  piece->last_full_mm = piece->body_mm + (piece->body->len - 1) * pitch_mm + INK_BELOW_EM * size_mm;
  piece->height_mm = piece->last_full_mm + (has_closing ? pitch_mm : 0);
}

/* Where the piece begins so that it lies in the optical middle of its field; lines that reach the
 * right end must not come into the stamp. */
static double
top_of_piece (const XpCertificateFrame *frame, const Piece *piece, double foot_mm)
{
  const double field_mm = frame->divider_y_mm + FIELD_AIR_MM;
  const double middle_mm = (field_mm + foot_mm) / 2 - OPTICAL_RISE_MM;
  return MAX (field_mm, middle_mm - piece->height_mm / 2);
}

bool
xp_certificate_plan_compose (const XpCertificateFrame *frame,
                             const XpCertificate *certificate,
                             XpCertificatePlan *out)
{
  const double measure_mm = frame->right_mm - frame->left_mm;
  const double stamp_top_mm = frame->stamp_y_mm - STAMP_MM / 2;
  Issuers issuers;
  set_issuers (frame, certificate->issuer, &issuers);
  const double signature_mm = mm_of_pt (SIGNATURE_PT * xp_certificate_frame_get_proportion (frame));
  const double foot_mm =
    issuers.n == 2 ? stamp_top_mm
                   : frame->stamp_y_mm + ISSUER_BELOW_STAMP_MM - signature_mm * INK_ABOVE_EM;
  Piece piece = {.name = set_name (frame, NAME_SIZES_PT[0], measure_mm, certificate->addressee)};
  double top_mm = 0;
  bool fits = false;
  for (size_t i = frame->first_body_size; i < G_N_ELEMENTS (BODY_SIZES_PT) && !fits; i++) {
    g_clear_pointer (&piece.body, g_ptr_array_unref);
    piece.body =
      set_body (frame, xp_certificate_frame_get_body_pt (frame, i), measure_mm, certificate);
    measure_piece (frame, &piece, certificate->closing != NULL);
    top_mm = top_of_piece (frame, &piece, foot_mm);
    const size_t n_lines = piece.body->len + (certificate->closing != NULL ? 1 : 0);
    const bool is_clear =
      top_mm + piece.last_full_mm <= stamp_top_mm && top_mm + piece.height_mm <= foot_mm;
    fits = is_clear && (n_lines <= MOST_BODY_LINES || i + 1 == G_N_ELEMENTS (BODY_SIZES_PT));
  }

  *out = (XpCertificatePlan){.body_pt = size_mm_of (piece.body) * XP_PT_PER_MM};
  add_block (out,
             piece.name,
             frame->left_mm,
             top_mm + INK_ABOVE_EM * size_mm_of (piece.name),
             XP_ANCHOR_LEFT)
    ->pitch_mm = NAME_PITCH_EM * size_mm_of (piece.name);
  add_body (frame, out, piece.body, certificate->closing, frame->left_mm, top_mm + piece.body_mm);
  add_signature (frame, out, certificate, &issuers);
  return fits;
}

/* ---- by the places of a bought sheet ---- */

static XpAnchor
anchor_of (XpStockAlign align)
{
  static const XpAnchor ANCHORS[] = {XP_ANCHOR_LEFT, XP_ANCHOR_CENTRE, XP_ANCHOR_RIGHT};
  return ANCHORS[align];
}

static void
place_lines (XpCertificatePlan *plan, const XpStockPlace *place, GPtrArray *lines)
{
  add_block (plan, lines, place->x / 100.0, place->y / 100.0, anchor_of (place->align))->pitch_mm =
    NAME_PITCH_EM * size_mm_of (lines);
}

static void
place_body (const XpCertificateFrame *frame,
            XpCertificatePlan *plan,
            const XpStockPlace *place,
            const XpCertificate *certificate)
{
  static const double WIDTH_BEFORE_X[] = {0, 0.5, 1};
  const double width_mm = place->width / 100.0;
  add_body (frame,
            plan,
            set_body (frame, place->size / 100.0, width_mm, certificate),
            certificate->closing,
            place->x / 100.0 - width_mm * WIDTH_BEFORE_X[place->align],
            place->y / 100.0);
}

static void
place_text (const XpCertificateFrame *frame,
            XpCertificatePlan *plan,
            const XpStockPlace *place,
            XpFace face,
            const char *text)
{
  if (place->is_printed && text != NULL)
    place_lines (plan,
                 place,
                 xp_layout_fit (frame->fonts,
                                face,
                                place->size / 100.0,
                                place->width / 100.0 * XP_PT_PER_MM,
                                false,
                                text));
}

void
xp_certificate_plan_place (const XpCertificateFrame *frame,
                           const XpStock *stock,
                           const XpCertificate *certificate,
                           XpCertificatePlan *out)
{
  const XpStockPlace *const places = stock->places;
  g_autofree char *number = certificate->number != NULL ? dup_number (certificate) : NULL;
  *out = (XpCertificatePlan){.body_pt = frame->places_pt};
  if (places[XP_STOCK_NAME].is_printed)
    place_lines (out,
                 &places[XP_STOCK_NAME],
                 set_name (frame,
                           places[XP_STOCK_NAME].size / 100.0,
                           places[XP_STOCK_NAME].width / 100.0,
                           certificate->addressee));
  if (places[XP_STOCK_BODY].is_printed)
    place_body (frame, out, &places[XP_STOCK_BODY], certificate);
  place_text (frame, out, &places[XP_STOCK_ISSUER], XP_FACE_KAI, certificate->issuer);
  place_text (frame, out, &places[XP_STOCK_DATE], XP_FACE_KAI, certificate->date);
  place_text (frame, out, &places[XP_STOCK_NUMBER], XP_FACE_BODY, number);
}

void
xp_certificate_plan_clear (XpCertificatePlan *self)
{
  for (size_t i = 0; i < self->n_blocks; i++)
    g_ptr_array_unref (self->blocks[i].lines);
  self->n_blocks = 0;
}

/* xp-board.h: what hangs on a board: type on rows that go onto pages, names by group in columns.
 *
 * A notice and an honour roll are set with it. Measures are millimetres from the top left corner of
 * the text area; nothing is drawn before xp_board_draw(). */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-layout.h"
#include "xp-pdf.h"
#include "xp-progress.h"

typedef struct {
  const char *name;
  const char *remark; /* (nullable): what tells two of the same name apart; set small in （） */
} XpBoardName;

typedef struct {
  const char *heading; /* (nullable): 一组 */
  const XpBoardName *names;
  size_t n_names;
} XpBoardGroup;

typedef struct {
  double page_width_mm, page_height_mm;
  double left_mm, top_mm, width_mm, height_mm; /* of the text area */
  double body_pt, remark_pt;
  double pitch_mm;  /* from one line to the next */
  double indent_em; /* of the names */
  XpFace name_face;
} XpBoardForm;

typedef struct _XpBoard XpBoard;

/* Both borrowed, @form copied. Yours. */
XpBoard *xp_board_new (const XpFontBook *fonts, const XpBoardForm *form);
void xp_board_free (XpBoard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpBoard, xp_board_free)

/* For the pieces that are added from now on; black to begin with. */
void xp_board_set_ink (XpBoard *self, XpInk ink);
/* Size and line pitch of what is added from now on. */
void xp_board_set_type (XpBoard *self, double body_pt, double pitch_mm);

/* A row for the pieces that are added next. */
void xp_board_add_row (XpBoard *self, double height_mm, bool stays_with_next);
/* Air; vanishes at the top of a page. */
void xp_board_add_space (XpBoard *self, double height_mm);
/* Into the last row, in its middle. @line is taken. */
void xp_board_add_piece (XpBoard *self, XpLine *line, double x_mm, XpAnchor anchor);
/* The last @n_rows never stand at the end of a page while more follows. */
void xp_board_keep_with_next (XpBoard *self, size_t n_rows);
/* What is added next is the first on its page. */
void xp_board_start_page (XpBoard *self);
/* The same, with its middle @middle_mm below the top of the row, which may be lower than that. */
void
xp_board_add_piece_at (XpBoard *self, XpLine *line, double x_mm, double middle_mm, XpAnchor anchor);
/* Lines of a title, each on a row of @row_mm, in the middle; the array is taken. */
void xp_board_add_title (XpBoard *self, GPtrArray *lines, double row_mm);
/* Lines of a paragraph; neither the first nor the last is alone on its page. Taken. */
void xp_board_add_paragraph (XpBoard *self, GPtrArray *lines);
/* The names, in columns that all groups share; a group that goes on has its heading again. */
void xp_board_add_groups (XpBoard *self, const XpBoardGroup *groups, size_t n_groups);
/* Issuer and date under a circle of 45 mm that is free of other text, with two rows at least on
 * their page. @date_right_em: what the date keeps from the right. */
void
xp_board_add_signature (XpBoard *self, const char *issuer, const char *date, double date_right_em);

/* Puts the rows onto pages; returns how many. */
size_t xp_board_place (XpBoard *self);
/* How many rows there are, and on which page, from 0, one was put. */
size_t xp_board_get_n_rows (const XpBoard *self);
size_t xp_board_get_page_of_row (const XpBoard *self, size_t row_no);
/* One page's room that is left goes into the spaces, @most_mm into each at most. */
void xp_board_spread (XpBoard *self, double most_mm);

/* Adds the pages and draws what stands on them. @decorate (nullable): called on each new page. */
typedef void (*XpBoardFunc) (XpPdf *pdf, gpointer user_data);
bool xp_board_draw (const XpBoard *self,
                    XpPdf *pdf,
                    XpBoardFunc decorate,
                    gpointer user_data,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error);

/* Every name, NULL-ended; the array is yours, the names are the groups'. */
const char **xp_board_list_names (const XpBoardGroup *groups, size_t n_groups);
/* Every name, remark and heading has its characters. */
void xp_board_check (const XpFontBook *fonts,
                     XpFace name_face,
                     const XpBoardGroup *groups,
                     size_t n_groups,
                     XpMissing *missing);

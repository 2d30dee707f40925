/* xp-printing.h: a stored result becomes a sheet: the same bytes on the screen, in the file, on
 * the printer. Printing never writes the book. */
#pragma once

#include "xp-desk.h"
#include "xp-progress.h"
#include "xp-stock.h"

typedef struct {
  const char *id;    /* notice, certificates, summary … */
  const char *title; /* 公示 */
  const char *about; /* one sentence: when it is used */
  bool needs_round;  /* else the book alone */
  /* The stages in which it is wanted now (这次要用的); in the others it is among 更多表格. */
  XpStage wanted_from, wanted_until;
  bool is_public; /* hangs outside or is given away: no telephone, digits, reasons or remarks */
} XpDocument;

/* 套打: which part of a certificate, on which paper, moved by what this printer needs. */
typedef enum {
  XP_PRINT_WHOLE,
  XP_PRINT_BACKGROUND, /* frame and heading alone: for a print shop */
  XP_PRINT_TEXT,       /* all but these: onto covers that have them */
} XpPrintPass;

/* Where the Mongolian of a certificate stands, where its wording has any. */
typedef enum {
  XP_PRINT_MONGOLIAN_LEFT,
  XP_PRINT_MONGOLIAN_RIGHT,
  XP_PRINT_MONGOLIAN_NONE, /* it is left out */
} XpPrintMongolian;

/* What can be chosen about certificates. */
typedef struct {
  const char *from; /* go on from this one: 17 or 1-017; NULL: the first */
  const char *only; /* these alone: 3,5,1-017; NULL: all */
  bool is_plain;    /* black alone; else gold and red */
  XpPrintPass pass;
  XpPrintMongolian mongolian;
  const char *stock;     /* a cover of the book by its name, or a size 260x185; NULL: A4 */
  const XpStock *layout; /* in place of @stock, while it is being moved; NULL: none */
  double dx_mm, dy_mm;   /* right and down are positive */
  double scale_x_permille, scale_y_permille; /* 2: 1.002 times as long */
} XpCertificateOptions;

/* What can be chosen about a sheet. All zero, or NULL in its place: the whole of it, as usual. */
typedef struct {
  int household;        /* by its number: this one alone; 0 all */
  const char *group;    /* 一社: this one alone; NULL all */
  bool is_one_per_page; /* 入户打分表: one household a page, with the whole form */
  const char *paper; /* for a 光荣榜 where there is no A3: "A4", or "2A4", two to be put together;
                        NULL: as usual */
  int year;          /* of points; 0: the latest that was begun */
  int64_t deliberation_uid; /* of 评议记录, this one alone; 0: all */
  /* For a print shop, which cuts to size; 10 … 300, 0: as usual. Ink is CMYK always. */
  int width_cm, height_cm;
  bool overprints_black; /* black goes over red and gold, so that no white shows at their edges */
  bool is_outlined;      /* type as outlines, for a press that lacks fonts */
  const char *text;      /* what a file has line by line: names for 选票, articles; NULL: none */
  int copies;            /* of 选票 at least so many; of a blank form so many; 0: one page */
  int first;             /* of 意见征询表: the number of the first; 0: the hand writes it */
  const char *wording;   /* words to print it with that are not kept; NULL: as the book has them */
  int most;              /* how many may be chosen on a 选票; 0: as the round has it */
  XpCertificateOptions certificates;
} XpPrintOptions;

/* All sheets of this version; borrowed, for ever. */
const XpDocument *xp_printing_list_documents (size_t *out_n);
const XpDocument *xp_printing_lookup_document (const char *id); /* NULL: no such */
/* What a document takes of XpPrintOptions; anything else is refused. */
typedef enum {
  XP_PRINT_TAKES_NOTHING = 0,
  XP_PRINT_TAKES_HOUSEHOLD = 1 << 0,
  XP_PRINT_TAKES_GROUP = 1 << 1,
  XP_PRINT_TAKES_ONE_PER_PAGE = 1 << 2,
  XP_PRINT_TAKES_PAPER = 1 << 3,
  XP_PRINT_TAKES_YEAR = 1 << 4,
  XP_PRINT_TAKES_DELIBERATION = 1 << 5,
  XP_PRINT_TAKES_ROUND = 1 << 6, /* where there is one; it does without, too */
  XP_PRINT_TAKES_TEXT = 1 << 7,
  XP_PRINT_TAKES_COPIES = 1 << 8,
  XP_PRINT_TAKES_FIRST = 1 << 9,
  XP_PRINT_TAKES_MOST = 1 << 10,
  XP_PRINT_TAKES_PRESS = 1 << 11,        /* a size in centimetres, and what a press asks for */
  XP_PRINT_TAKES_CERTIFICATES = 1 << 12, /* XpCertificateOptions */
} XpPrintTakes;

XpPrintTakes xp_printing_get_takes (const char *document);

/* All sheets, those first that are wanted at the round's stage. @round_uid 0: there is no round
 * yet, and none is wanted. Of const XpDocument. Yours. */
GPtrArray *xp_printing_list_documents_for (XpDesk *desk, int64_t round_uid, size_t *out_n_wanted);

/* NULL when it can be printed now; else the sentence why not yet. Yours. @round_uid 0: none. */
char *xp_printing_dup_obstacle (XpDesk *desk, const char *document, int64_t round_uid);

/* What should be known before it hangs outside: “有12户还没问过愿不愿意上榜。” Yours; may be empty.
 */
char **xp_printing_list_warnings (XpDesk *desk, const char *document, int64_t round_uid);

/* A text file for XpPrintOptions, in any of the encodings that lists are read in. Yours; NULL with
 * INPUT. */
char *xp_printing_read_text (const char *path, GError **error);

/**
 * xp_printing_render:
 * @round_uid: 0 where the document needs no round
 * @options: (nullable): borrowed
 *
 * Returns: the PDF, yours. FONT names the character and the household before the first page is
 * made; REFUSED says what is missing, or which choice this document does not have
 */
GBytes *xp_printing_render (XpDesk *desk,
                            const char *document,
                            int64_t round_uid,
                            const XpPrintOptions *options,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
/* The same in a thread of its own. @tell: (nullable): how far it is, on the main context, with
 * @user_data. */
void xp_printing_render_async (XpDesk *desk,
                               const char *document,
                               int64_t round_uid,
                               const XpPrintOptions *options,
                               XpProgressFunc tell,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GBytes *xp_printing_render_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/**
 * xp_printing_render_calibration:
 * @resources_dir: (nullable): as in XpDeskOptions
 * @stock: (nullable): the size of the paper: 260x185; NULL: A4
 *
 * The sheet with crosses and rulers from which offset and scale of a printer are read (套打).
 * Needs no book. Yours; INPUT: no such size.
 */
GBytes *
xp_printing_render_calibration (const char *resources_dir, const char *stock, GError **error);

/* The blank 入户打分表 of a form before any round is opened with it, half made or not. Yours. */
GBytes *xp_printing_render_form (XpDesk *desk, const XpRubric *rubric, GError **error);
/* Finished with xp_printing_render_finish(). */
void xp_printing_render_form_async (XpDesk *desk,
                                    const XpRubric *rubric,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * xp_printing_render_keys:
 * @resources_dir: (nullable): as in XpDeskOptions
 *
 * The 上手单 without a book. Yours.
 */
GBytes *xp_printing_render_keys (const char *resources_dir, GError **error);

/**
 * xp_printing_render_report:
 * @title: 导入情况
 * @sub_lines: (nullable): NULL-ended; the file, the day, the sum
 * @lines: of char *; “# 标题” is a heading; what stands before a TAB is set beside the rest:
 *   “第17行C列\t人口写的是…”; else a paragraph
 *
 * A report of sentences, for an import, a check, a history. Yours.
 */
GBytes *xp_printing_render_report (XpDesk *desk,
                                   const char *title,
                                   const char *const *sub_lines,
                                   const GPtrArray *lines,
                                   XpProgress *progress,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * xp_printing_list_rows:
 *
 * A list (household-list, honour-roll) as rows of text for a spreadsheet: of GStrv, the first row
 * is the head. Yours; NULL with REFUSED as xp_printing_render(), or for a sheet that is no list.
 */
GPtrArray *xp_printing_list_rows (XpDesk *desk,
                                  const char *document,
                                  int64_t round_uid,
                                  const XpPrintOptions *options,
                                  GError **error);

/* The same rows as a workbook at @path. NOT_SAVED too. */
bool xp_printing_save_rows (XpDesk *desk,
                            const char *document,
                            int64_t round_uid,
                            const XpPrintOptions *options,
                            const char *path,
                            GError **error);

/* A PDF, or a picture of one. The old file or the new one, never half of one. NOT_SAVED says why.
 */
bool xp_printing_save (GBytes *bytes, const char *path, GError **error);

/* 永胜村_2026年第三季度“干净人家”评选_公示.pdf: a file name to offer. Yours. */
char *xp_printing_dup_file_name (XpDesk *desk, const char *document, int64_t round_uid);

/* 永胜村_光荣榜_90x120cm.pdf: for what goes to a print shop. Yours. */
char *xp_printing_dup_shop_name (XpDesk *desk, const char *document, int width_cm, int height_cm);

/* 永胜村_公示_10月19日截止_1.png: for pictures, with the last day of the 公示 as long as it hangs.
 * Yours. */
char *xp_printing_dup_picture_name (XpDesk *desk, const char *document, int64_t round_uid);

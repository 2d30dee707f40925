/* xp-print-source.h: what the sheets are filled from. Private to the desk's printing. */
#pragma once

#include "xp-desk-private.h"
#include "xp-font-book.h"
#include "xp-ledger-private.h"
#include "xp-printing.h"
#include "xp-table-sheet.h"
#include "xp-wording.h"

typedef struct {
  XpDesk *desk;                /* borrowed */
  XpPrintOptions options;      /* its texts are kept */
  XpLoadedRound *loaded;       /* NULL: a document without a round, as are the next three */
  XpResult *result;            /* the latest stored one, else as the book stands */
  XpResult *previous;          /* what hung outside before it was posted again; NULL: nothing did */
  char *code;                  /* 核对码; NULL: nothing is stored yet */
  GPtrArray *stays;            /* of XpRecord: when judges came and left; NULL: no round */
  GPtrArray *relations;        /* of char *, one for each recusal of @loaded; "" none written */
  char *second;                /* what is said of sheets typed twice; "" nothing; NULL: no round */
  GPtrArray *certificates;     /* of XpRecord, valid ones, by serial */
  GPtrArray *all_certificates; /* … and void ones; NULL: no round */
  GPtrArray *register_lines;   /* of XpCertificateLine; NULL: no round */
  GPtrArray *stocks;           /* of XpStockLine */
  XpStock layout;              /* what options.certificates.layout points to */
  GPtrArray *households;       /* of XpRecord, by number */
  GHashTable *by_uid;          /* household_uid → XpRecord */
  GHashTable *groups;          /* group_uid → XpRecord */
  GHashTable *persons;         /* entrant_no → XpRecord, of entrants that are persons */
  XpWording *wording;          /* of the document */
  GHashTable *fields;          /* 字段 → text, those that all documents share */
  GPtrArray *texts;            /* of char *: what the sheet's struct borrows */
} XpPrintSource;

typedef GBytes *(*XpPrintFunc) (XpPrintSource *source,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

/* How a document is made, at the same place as in the list of documents. */
typedef struct {
  const char *wording;
  XpStage from;         /* can be printed from this stage on */
  const char *obstacle; /* before it; NULL: it never has to wait */
  XpPrintTakes takes;
  XpPrintFunc print;
} XpPrintWay;

/* NULL: no such document. */
const XpPrintWay *xp_print_lookup_way (const char *document);

/* A job of the desk's thread: everything the document needs, out of the book. */
typedef struct {
  const char *document;
  int64_t round_uid; /* 0: the document needs none */
  const XpPrintOptions *options;
} XpPrintRequest;

XpPrintSource *
xp_print_source_collect (XpDesk *desk, const XpPrintRequest *request, GError **error);
/* Of a form alone: its round has no entrants and no judges, and there is no result. */
XpPrintSource *xp_print_source_new_for_form (XpDesk *desk, const XpRubric *rubric, GError **error);
void xp_print_source_free (XpPrintSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPrintSource, xp_print_source_free)

/* Keeps the text until the source is freed; returns it. */
const char *xp_print_source_keep (XpPrintSource *self, char *text);
/* Sentences of several lines as one paragraph; takes @text, which may be NULL. Yours. */
char *xp_print_source_join_lines (char *text);
/* Ends the array with NULL and keeps it; it is taken. Its texts are kept already. */
const char *const *xp_print_source_keep_list (XpPrintSource *self, GPtrArray *texts);
void xp_print_source_set_field (XpPrintSource *self, const char *field, const char *text);
void xp_print_source_set_number (XpPrintSource *self, const char *field, int number);
/* The paragraph filled in, kept; NULL with INPUT. */
const char *xp_print_source_fill (XpPrintSource *self, const char *section, GError **error);
/* Its lines, kept; NULL-ended. */
const char *const *
xp_print_source_fill_lines (XpPrintSource *self, const char *section, GError **error);
/* Of a form that is adjusted: what it rests on, at the end of such a list. */
void xp_print_source_add_basis (XpPrintSource *self, GPtrArray *list);
/* One more of a list that xp_print_source_keep_list() closes. False with INPUT. */
bool xp_print_source_add_filled (XpPrintSource *self,
                                 GPtrArray *list,
                                 const char *section,
                                 GError **error);

/* The round's village; title, head, notes of paragraph @notes, and signatures. False with INPUT. */
bool xp_print_source_fill_table (XpPrintSource *self,
                                 XpTableSheet *sheet,
                                 const char *notes,
                                 GError **error);

/* ---- entrants as they are visited: by group, door, number; those that the options ask for ---- */

/* Of XpEntrant, borrowed. Yours. */
GPtrArray *xp_print_source_list_entrants (XpPrintSource *self);
/* As printed: 张三, with the word that tells namesakes apart; a person's own name. Kept. */
const char *xp_print_source_name_entrant (XpPrintSource *self, const XpEntrant *entrant);
/* 一社3号; of a person: with whose household it is: 一社3号 张三家. Kept. */
const char *xp_print_source_place_entrant (XpPrintSource *self, const XpEntrant *entrant);
/* How many people: 4; "" not known. Kept. */
const char *xp_print_source_count_people (XpPrintSource *self, int64_t household_uid);

/* NULL: nobody has this number. The result's. */
const XpResultEntrant *xp_print_lookup_entrant (const XpResult *result, int64_t entrant_no);
/* 永胜〔2026〕3-017: year, ordinal of the round in it, serial. Kept. */
const char *xp_print_source_number_certificate (XpPrintSource *self, const XpRecord *record);

/* ---- households that have not left the village, by group and number, as the options ask ---- */

typedef struct {
  const XpRecord *record;
  const XpRecord *group; /* NULL none */
} XpPrintHousehold;

/* Of XpPrintHousehold, whose records are borrowed. Yours. */
GArray *xp_print_source_list_households (XpPrintSource *self);
const char *xp_print_household_get_group (const XpPrintHousehold *self); /* "" none */
/* 张三, with the word that tells namesakes apart. Kept. */
const char *xp_print_source_name_household (XpPrintSource *self, const XpRecord *household);

GBytes *xp_print_reminders (XpPrintSource *source,
                            XpFontBook *fonts,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
GBytes *xp_print_notice (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
GBytes *xp_print_broadcast (XpPrintSource *source,
                            XpFontBook *fonts,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
GBytes *xp_print_correction (XpPrintSource *source,
                             XpFontBook *fonts,
                             XpProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
GBytes *xp_print_answers (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
GBytes *xp_print_handouts (XpPrintSource *source,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
GBytes *xp_print_certificates (XpPrintSource *source,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
GBytes *xp_print_register (XpPrintSource *source,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
GBytes *xp_print_summary (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
GBytes *xp_print_deliberation (XpPrintSource *source,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
GBytes *xp_print_minutes (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
/* What the program itself says in them. Yours; NULL with the error. */
char *xp_print_minutes_dup_computed (XpPrintSource *source, GError **error);
GBytes *xp_print_visits (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
/* One sheet of the whole form, with a line for a name. */
GBytes *xp_print_blank (XpPrintSource *source,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error);
GBytes *xp_print_revisits (XpPrintSource *source,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
GBytes *xp_print_routes (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
GBytes *xp_print_unvisited (XpPrintSource *source,
                            XpFontBook *fonts,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
GBytes *xp_print_judge_sheets (XpPrintSource *source,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
GBytes *xp_print_attendance (XpPrintSource *source,
                             XpFontBook *fonts,
                             XpProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
GBytes *xp_print_recusals (XpPrintSource *source,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
GBytes *xp_print_scores (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
/* NULL with REFUSED: the household has no points, or nobody of those asked for. */
GBytes *xp_print_refuse_without_points (const XpPrintSource *source, GError **error);
GBytes *xp_print_slips (XpPrintSource *source,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error);
GBytes *xp_print_honours (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
GBytes *xp_print_households (XpPrintSource *source,
                             XpFontBook *fonts,
                             XpProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
GBytes *xp_print_story (XpPrintSource *source,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error);
GBytes *xp_print_records (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
GBytes *xp_print_ballots (XpPrintSource *source,
                          XpFontBook *fonts,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
GBytes *xp_print_ballot_count (XpPrintSource *source,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
GBytes *xp_print_opinions (XpPrintSource *source,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
GBytes *xp_print_opinion_summary (XpPrintSource *source,
                                  XpFontBook *fonts,
                                  XpProgress *progress,
                                  GCancellable *cancellable,
                                  GError **error);
GBytes *xp_print_result_report (XpPrintSource *source,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);
GBytes *xp_print_rules_letter (XpPrintSource *source,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
GBytes *xp_print_advice (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
GBytes *xp_print_postings (XpPrintSource *source,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
GBytes *xp_print_second (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
GBytes *xp_print_good_news (XpPrintSource *source,
                            XpFontBook *fonts,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
GBytes *xp_print_points (XpPrintSource *source,
                         XpFontBook *fonts,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
GBytes *xp_print_points_notice (XpPrintSource *source,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);
GBytes *xp_print_redemptions (XpPrintSource *source,
                              XpFontBook *fonts,
                              XpProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
GBytes *xp_print_keys (XpPrintSource *source,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error);

/* The year that the options ask for, else the latest that was begun, and its points; sets 年份 and
 * 日期. REFUSED: none was begun. @out_book: opened beside the desk's. Both yours. */
XpLedgerSource *xp_print_source_read_year (XpPrintSource *self, XpBook **out_book, GError **error);
/* 3月1日: the year stands in the head. Kept. */
const char *xp_print_source_name_day (XpPrintSource *self, const char *on_day);
/* How many of those that 积分公示 lists were not asked whether they agree to be named. */
int xp_print_points_count_not_asked (XpPrintSource *source);

/* As xp_deliberation_work_list() of all households. Yours. */
GPtrArray *xp_print_source_read_deliberations (const XpPrintSource *self, GError **error);

/* ---- rows of a table ---- */

/* Growing; the cells are kept by the source. */
typedef struct {
  XpPrintSource *source;
  size_t n_columns;
  GArray *rows; /* of XpTableRow */
} XpPrintRows;

/* @cells: n_columns of them; @heading: (nullable): what stands above the row; all kept. */
void xp_print_rows_count_into_headings (XpPrintRows *self); /* “一社” becomes “一社　12户” */
void xp_print_rows_add (XpPrintRows *self, const char *const *cells, const char *heading);

/* ---- the same as rows of text, the first one the head: for a spreadsheet ---- */

/* Of GStrv. Yours. */
GPtrArray *xp_print_list_households (XpPrintSource *source);
GPtrArray *xp_print_list_honours (XpPrintSource *source);

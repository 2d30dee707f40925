/* xp-visit-form-sheet.h: 入户打分表 for one household, A4 upright, blank: the whole form with its
 * criteria, room for a few words, consent and signatures. One page each, as long as the form has
 * some thirty items; the signatures never stand alone. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef struct {
  const char *no;
  const char *name;
  const char *criterion;
  const char *rule; /* 每处扣1分，至多5分 */
} XpVisitItem;

typedef struct {
  const char *name; /* 大项 */
  const XpVisitItem *items;
  size_t n_items;
} XpVisitSection;

typedef struct {
  const char *name;  /* 张三 */
  const char *facts; /* 3号　一社3号　4口人; of a person: whose household */
} XpVisitEntrant;

typedef enum {
  XP_VISIT_HEAD_SECTION,
  XP_VISIT_HEAD_NO,
  XP_VISIT_HEAD_NAME,
  XP_VISIT_HEAD_CRITERION,
  XP_VISIT_HEAD_RULE,
  XP_VISIT_HEAD_COUNT,
  XP_VISIT_HEAD_POINTS,
  XP_N_VISIT_HEADS
} XpVisitHead;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;
  const char *const *sub_lines; /* (nullable): NULL-ended */
  const char *heads[XP_N_VISIT_HEADS];
  const XpVisitSection *sections;
  size_t n_sections;
  const XpVisitEntrant *entrants;
  size_t n_entrants;
  const char *const *above; /* (nullable): NULL-ended lines over the table: 资格条件 to tick */
  const char *const *below; /* (nullable): NULL-ended lines under it: 状态, 愿不愿意上榜 */
  const char *words;        /* 记几句 */
  const char *const *signers; /* NULL-ended */
} XpVisitFormSheet;

/**
 * xp_visit_form_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the name that no font can print; or with XP_ERROR_CANCELLED
 */
GBytes *xp_visit_form_sheet_render (const XpVisitFormSheet *sheet,
                                    XpFontBook *fonts,
                                    XpProgress *progress,
                                    GCancellable *cancellable,
                                    GError **error);

/* xp-wording-work.h: the village's own words on our paper: they stand in place of what comes with
 * the program, paragraph by paragraph, until they are given up again. Each change is one act. */
#pragma once

#include "xp-desk.h"

typedef struct {
  const char *document; /* notice; static */
  const char *title;    /* 公示; static */
  bool is_own;          /* the village has words of its own */
} XpWordingLine;

/* All documents, in the order of printing. Of XpWordingLine. Yours. */
GPtrArray *xp_wording_work_list (XpDesk *desk, GError **error);

/* The village's words, else those that come with the program. INPUT: no such document. Yours. */
char *xp_wording_work_load (XpDesk *desk, const char *document, bool *out_is_own, GError **error);

/* Those that come with the program. Yours. */
char *xp_wording_work_load_shipped (XpDesk *desk, const char *document, GError **error);

/**
 * xp_wording_work_check:
 *
 * Whether @text could be kept: its paragraphs and fields are those that there are. Nothing is
 * written.
 *
 * Returns: false with INPUT, which names the line
 */
bool xp_wording_work_check (XpDesk *desk, const char *document, const char *text, GError **error);

/* From now on the document is printed with @text. One act, none where nothing changes. INPUT as
 * above. */
bool xp_wording_work_set (XpDesk *desk, const char *document, const char *text, GError **error);

/* 恢复原样. One act. REFUSED: the village has no words of its own here. */
bool xp_wording_work_reset (XpDesk *desk, const char *document, GError **error);

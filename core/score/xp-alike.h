/* xp-alike.h: two sheets one after the other with the same findings: one may have been typed twice.
 *
 * Pure. It is no proof: two tidy yards look alike. Whoever types is told, and goes on. */
#pragma once

#include "xp-tally.h"

/**
 * xp_alike_has_same_findings:
 * @first: the entrant whose sheet was closed before
 * @second: the one that was closed now; not the same
 * @judge_no: whose sheets; 0: 合议
 *
 * Findings are deductions and what was added; answers, and cells that do not apply, are none of
 * them, though they must be the same too.
 *
 * Returns: true where every cell of both sheets holds the same, and there is at least one finding
 */
bool xp_alike_has_same_findings (const XpTally *tally, int first, int second, int judge_no);

/* “第4项2处、第15项1处”, and where there are many “第4项2处、第5项1处、第6项1处等7项”. Yours. */
char *xp_alike_dup_findings (const XpTally *tally, int entrant_no, int judge_no);

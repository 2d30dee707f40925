/* xp-copy-work.h: what a household had the last time, as ordinary marks of this round (照上次的录):
 * whoever walks past the same yard again often finds the same. */
#pragma once

#include "xp-marking.h"

/**
 * xp_copy_work_put:
 * @judge_no: whose sheet; 0: 合议; another judge's marks are taken from the judge of the same name
 * @out_sentence: (nullable): “照2026年第二季度“干净人家”评选录了2项：第4项2处、第15项1处”. Yours
 *
 * Takes the marks of the same household out of the last round of the same form whose result is
 * stored, into blank cells of this sheet alone. Gates and vetoes are asked anew each time. One act;
 * Ctrl+Z takes it back in one step. Waits for what is on its way to the disk.
 *
 * Returns: false with REFUSED: there is no such round, the household or the judge was not in it,
 * nothing was found then, or nothing is blank here; NOT_SAVED
 */
bool xp_copy_work_put (
  XpMarking *marking, int entrant_no, int judge_no, char **out_sentence, GError **error);

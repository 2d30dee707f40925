/* xp-rubric-gates.h: what forms ask of one another: a title that only another form gives, points
 * that another form has had. Pure. */
#pragma once

#include "xp-rubric.h"

/**
 * xp_rubric_list_gate_problems:
 * @rubric: the form that comes in or is saved
 * @others: the latest of every other form at hand; one of the same id is passed over
 *
 * Returns: (element-type utf8): sentences: a title that no form awards, a form that is none, a ring
 *   (A asks for B's title, B for A's). Empty: all in order. Yours
 */
GPtrArray *xp_rubric_list_gate_problems (const XpRubric *rubric,
                                         const XpRubric *const *others,
                                         size_t n_others);

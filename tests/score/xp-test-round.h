/* xp-test-round.h: rounds to score, made of a form of tests/data/rubrics or rubrics/. */
#pragma once

#include "xp-round.h"
#include "xp-tally.h"

/* @form: a file under the tests' folder, .rubric text or nothing but items:
 * “data/rubrics/x.rubric”.
 * @judges: how many besides 合议. All households in one group, numbered from 1. Yours. */
XpRound *xp_test_round_new (const char *form, XpCombine combine, int n_judges, int n_entrants);

/* Enters text as it is said: “2” a count, “7.5” points, 是, 否, 不适用. Fails the test if it may
 * not stand. */
void xp_test_put (XpTally *tally, int entrant_no, int judge_no, const char *item, const char *text);

/* Closes every judge's sheet of every entrant. */
void xp_test_close_all (XpTally *tally);

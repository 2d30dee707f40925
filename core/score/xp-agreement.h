/* xp-agreement.h: how far the judges of a round agree. For whoever trains judges; nothing of it is
 * ever put into a mark, and none of it is shown in the window.
 *
 * The one file of this room that computes with doubles: these are estimates, not points. Pure. */
#pragma once

#include "xp-tally.h"

/* A table of subjects (households) × judges, row by row: judge j's mark of subject i at
 * [i * n_judges + j]. No cell is missing. */
typedef struct {
  const double *marks; /* borrowed */
  size_t n_subjects;
  size_t n_judges;
} XpMarkTable;

/* Two-way random effects, absolute agreement (Shrout & Fleiss 1979). */
typedef struct {
  double subject_ms, judge_ms, rest_ms, within_ms; /* BMS, JMS, EMS, WMS */
  double single, single_low, single_high;          /* ICC(2,1) and its 95 % limits */
  double mean, mean_low, mean_high;                /* ICC(2,k) */
} XpIcc;

/* Kendall's W over ranks; equal marks share the mean of their ranks. */
typedef struct {
  double sum_of_squares;  /* S */
  double ties;            /* Σ (t³ − t) over all judges */
  double w_without_ties;  /* as if nothing were tied */
  double w;               /* corrected for ties */
  double chi_square;      /* of the corrected w */
  int degrees_of_freedom; /* subjects less one */
} XpConcordance;

/* False, and nothing written, with fewer than two subjects or judges, or where every mark is the
 * same. */
bool xp_icc_compute (const XpMarkTable *table, XpIcc *out_icc);
bool xp_concordance_compute (const XpMarkTable *table, XpConcordance *out_concordance);

/* The probability of an F that large or larger by chance; the F below which a share @p lies. */
double xp_f_tail (double f, double df_above, double df_below);
double xp_f_quantile (double p, double df_above, double df_below);

/* One judge among the others. Points, not hundredths. */
typedef struct {
  int judge_no;
  int n_households;    /* marked by him and by somebody else */
  double bias;         /* his mark less the mean of the others', on average: above 0 generous */
  double spread;       /* standard deviation of his marks; 0 with fewer than two */
  bool has_without;    /* three judges or more, and households that all marked */
  double mean_without; /* ICC(2,k) of the others alone: above that of all, he is what differs */
  int n_own, n_other;  /* of n_households: of his own group, of others; 0, 0 group not known */
  double own_bias, other_bias;
} XpJudgeAgreement;

typedef struct {
  size_t n_households; /* marked by every judge: what the coefficients are of */
  bool has_icc, has_concordance;
  XpIcc icc;
  XpConcordance concordance;
  XpJudgeAgreement *judges; /* in order of their numbers */
  size_t n_judges;
} XpAgreement;

/**
 * xp_agreement_new:
 * @tally: borrowed
 * @groups: (nullable): for every judge of the round, in its order, the group he lives in; NULL or
 * "" not known
 *
 * Judges of the round who are not absent, of sheets that count. Families, neighbours and ballots
 * stand at items of their own and are compared with nobody; nor is the one sheet of 合议. Yours.
 */
XpAgreement *xp_agreement_new (const XpTally *tally, const char *const *groups);
void xp_agreement_free (XpAgreement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpAgreement, xp_agreement_free)

/* “这6户评委差得大，请再议一议：一社3号 张三、……”: who is further apart than the round's rule;
 * names no judge. NULL: nobody, or the round never says so. Yours. */
char *xp_agreement_dup_spread_sentence (const XpTally *tally);

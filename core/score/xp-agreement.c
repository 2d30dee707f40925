#include "xp-agreement.h"

#include <math.h>
#include <string.h>

/* ---- the F distribution ---- */

static double
log_gamma (double x)
{
  int sign = 0;
  return lgamma_r (x, &sign);
}

/* The continued fraction of the incomplete beta function, by Lentz's method. */
static double
beta_fraction (double x, double a, double b)
{
  static const double CLOSE = 1e-15;
  double c = 1.0;
  double d = 1.0 / (1.0 - (a + b) * x / (a + 1.0)); /* above 0 where the caller asks */
  double h = d;
  for (int m = 1; m <= 500; m++) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m));
    d = 1.0 / (1.0 + even * d);
    c = 1.0 + even / c;
    h *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0));
    d = 1.0 / (1.0 + odd * d);
    c = 1.0 + odd / c;
    h *= d * c;
    if (fabs (d * c - 1.0) < CLOSE)
      break;
  }
  return h;
}

/* I_x(a, b): the share of a beta distribution below @x. */
static double
incomplete_beta (double x, double a, double b)
{
  if (x <= 0.0)
    return 0.0;
  if (x >= 1.0)
    return 1.0;
  const double front =
    exp (log_gamma (a + b) - log_gamma (a) - log_gamma (b) + a * log (x) + b * log1p (-x));
  /* The fraction converges fast on this side of the mean alone. */
  if (x < (a + 1.0) / (a + b + 2.0))
    return front * beta_fraction (x, a, b) / a;
  return 1.0 - front * beta_fraction (1.0 - x, b, a) / b;
}

double
xp_f_tail (double f, double df_above, double df_below)
{
  return incomplete_beta (df_below / (df_below + df_above * f), df_below / 2, df_above / 2);
}

double
xp_f_quantile (double p, double df_above, double df_below)
{
  double low = 0.0, high = 1.0;
  for (int i = 0; i < 200; i++) {
    const double middle = (low + high) / 2;
    if (incomplete_beta (middle, df_above / 2, df_below / 2) < p)
      low = middle;
    else
      high = middle;
  }
  return df_below * low / (df_above * (1.0 - low));
}

/* ---- ICC ---- */

static double
mark_at (const XpMarkTable *table, size_t subject, size_t judge)
{
  return table->marks[subject * table->n_judges + judge];
}

static double
square (double x)
{
  return x * x;
}

static double
mean_of_subject (const XpMarkTable *table, size_t subject)
{
  double sum = 0;
  for (size_t j = 0; j < table->n_judges; j++)
    sum += mark_at (table, subject, j);
  return sum / (double) table->n_judges;
}

static double
mean_of_judge (const XpMarkTable *table, size_t judge)
{
  double sum = 0;
  for (size_t i = 0; i < table->n_subjects; i++)
    sum += mark_at (table, i, judge);
  return sum / (double) table->n_subjects;
}

static void
compute_mean_squares (const XpMarkTable *table, XpIcc *icc)
{
  const double n = (double) table->n_subjects, k = (double) table->n_judges;
  double grand = 0, between = 0, within = 0, judges = 0;
  for (size_t i = 0; i < table->n_subjects; i++)
    grand += mean_of_subject (table, i) / n;
  for (size_t i = 0; i < table->n_subjects; i++) {
    const double mean = mean_of_subject (table, i);
    between += k * square (mean - grand);
    for (size_t j = 0; j < table->n_judges; j++)
      within += square (mark_at (table, i, j) - mean);
  }
  for (size_t j = 0; j < table->n_judges; j++)
    judges += n * square (mean_of_judge (table, j) - grand);
  icc->subject_ms = between / (n - 1);
  icc->within_ms = within / (n * (k - 1));
  icc->judge_ms = judges / (k - 1);
  icc->rest_ms = fmax (within - judges, 0) / ((n - 1) * (k - 1));
}

/* By Satterthwaite's degrees of freedom, as Shrout & Fleiss give them for ICC(2,1). */
static void
compute_limits (const XpMarkTable *table, XpIcc *icc)
{
  static const double UPPER = 0.975;
  const double n = (double) table->n_subjects, k = (double) table->n_judges;
  const double bms = icc->subject_ms, jms = icc->judge_ms, ems = icc->rest_ms;
  if (ems <= 0) { /* they differ by a constant at most: nothing is left to be unsure about */
    icc->single_low = icc->single_high = icc->single;
    return;
  }
  const double f = jms / ems;
  const double rest = n * (1 + (k - 1) * icc->single) - k * icc->single;
  const double df = (k - 1) * (n - 1) * square (k * icc->single * f + rest) /
                    ((n - 1) * square (k * icc->single * f) + square (rest));
  const double below = xp_f_quantile (UPPER, n - 1, df);
  const double above = xp_f_quantile (UPPER, df, n - 1);
  const double spread = k * jms + (k * n - k - n) * ems;
  icc->single_low = n * (bms - below * ems) / (below * spread + n * bms);
  icc->single_high = n * (above * bms - ems) / (spread + n * above * bms);
}

/* Spearman & Brown: of one judge's reliability that of the mean of k. */
static double
step_up (double single, double k)
{
  return k * single / (1 + (k - 1) * single);
}

bool
xp_icc_compute (const XpMarkTable *table, XpIcc *out_icc)
{
  if (table->n_subjects < 2 || table->n_judges < 2)
    return false;
  const double n = (double) table->n_subjects, k = (double) table->n_judges;
  XpIcc icc = {0};
  compute_mean_squares (table, &icc);
  const double all = icc.subject_ms + (k - 1) * icc.rest_ms + k * (icc.judge_ms - icc.rest_ms) / n;
  const double of_means = icc.subject_ms + (icc.judge_ms - icc.rest_ms) / n;
  if (all <= 0 || of_means <= 0)
    return false;
  icc.single = (icc.subject_ms - icc.rest_ms) / all;
  icc.mean = (icc.subject_ms - icc.rest_ms) / of_means;
  compute_limits (table, &icc);
  icc.mean_low = step_up (icc.single_low, k);
  icc.mean_high = step_up (icc.single_high, k);
  *out_icc = icc;
  return true;
}

/* ---- Kendall's W ---- */

/* The rank of one mark among its judge's; @n_equal: how many share it, itself among them. */
static double
rank_of (const XpMarkTable *table, size_t subject, size_t judge, int *n_equal)
{
  const double mark = mark_at (table, subject, judge);
  int n_lower = 0, n_higher = 0;
  for (size_t i = 0; i < table->n_subjects; i++) {
    n_lower += mark_at (table, i, judge) < mark;
    n_higher += mark_at (table, i, judge) > mark;
  }
  *n_equal = (int) table->n_subjects - n_lower - n_higher;
  return n_lower + (*n_equal + 1) / 2.0;
}

bool
xp_concordance_compute (const XpMarkTable *table, XpConcordance *out_concordance)
{
  if (table->n_subjects < 2 || table->n_judges < 2)
    return false;
  const double n = (double) table->n_subjects, m = (double) table->n_judges;
  XpConcordance made = {.degrees_of_freedom = (int) table->n_subjects - 1};
  for (size_t i = 0; i < table->n_subjects; i++) {
    double sum = 0;
    for (size_t j = 0; j < table->n_judges; j++) {
      int n_equal = 0;
      sum += rank_of (table, i, j, &n_equal);
      made.ties += n_equal * n_equal - 1.0; /* t³ − t, shared out among the t who tie */
    }
    made.sum_of_squares += square (sum - m * (n + 1) / 2);
  }
  const double most = m * m * (n * n * n - n);
  if (most - m * made.ties <= 0)
    return false;
  made.w_without_ties = 12 * made.sum_of_squares / most;
  made.w = 12 * made.sum_of_squares / (most - m * made.ties);
  made.chi_square = m * (n - 1) * made.w;
  *out_concordance = made;
  return true;
}

/* ---- the judges of a round ---- */

/* While an agreement is being made. */
typedef struct {
  const XpTally *tally;
  const XpRound *round;
  const char *const *groups;
  const XpJudge **judges; /* who are compared */
  size_t n_judges;
} Comparing;

static bool
is_compared (const XpRound *round, const XpJudge *judge)
{
  return judge->no > 0 && !judge->is_absent && xp_round_is_scoring (round, judge->no) &&
         !xp_round_is_of_own_body (round, judge->no);
}

/* The judge's own sheet in points; false where it does not count. */
static bool
read_sheet (const Comparing *comparing, int entrant_no, int judge_no, double *out_points)
{
  const XpTotal *total = xp_tally_get_total (comparing->tally, entrant_no);
  const XpSheetTotal *sheet = xp_tally_get_sheet (comparing->tally, entrant_no, judge_no);
  if (total->state != XP_STATE_PRESENT || sheet->is_recused || sheet->is_void ||
      !sheet->is_complete)
    return false;
  *out_points = (double) sheet->points_hundredths / 100;
  return true;
}

/* Rows of the households that all but @left_out marked. Of double; yours. */
static GArray *
collect_table (const Comparing *comparing, int left_out)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (double));
  for (int no = 1; no <= (int) comparing->round->n_entrants; no++) {
    const guint n_before = marks->len;
    bool is_whole = true;
    for (size_t j = 0; is_whole && j < comparing->n_judges; j++) {
      double points = 0;
      if (comparing->judges[j]->no == left_out)
        continue;
      is_whole = read_sheet (comparing, no, comparing->judges[j]->no, &points);
      g_array_append_val (marks, points);
    }
    if (!is_whole)
      g_array_set_size (marks, n_before);
  }
  return marks;
}

static XpMarkTable
table_of (const GArray *marks, size_t n_judges)
{
  return (XpMarkTable){(const double *) (const void *) marks->data,
                       n_judges > 0 ? marks->len / n_judges : 0,
                       n_judges};
}

/* The mean of the others at the household; false where nobody else marked. */
static bool
mean_of_others (const Comparing *comparing, int entrant_no, int judge_no, double *out_mean)
{
  double sum = 0;
  int n = 0;
  for (size_t j = 0; j < comparing->n_judges; j++) {
    double points = 0;
    if (comparing->judges[j]->no == judge_no ||
        !read_sheet (comparing, entrant_no, comparing->judges[j]->no, &points))
      continue;
    sum += points;
    n++;
  }
  if (n > 0)
    *out_mean = sum / n;
  return n > 0;
}

static double
mean_or_nothing (double sum, int n)
{
  return n > 0 ? sum / n : 0;
}

static void
compare_at_households (const Comparing *comparing, const char *group, XpJudgeAgreement *judge)
{
  double sum = 0, sum_of_squares = 0, biases = 0, own = 0, other = 0;
  for (int no = 1; no <= (int) comparing->round->n_entrants; no++) {
    double points = 0, others = 0;
    if (!read_sheet (comparing, no, judge->judge_no, &points) ||
        !mean_of_others (comparing, no, judge->judge_no, &others))
      continue;
    const double bias = points - others;
    judge->n_households++;
    /* About the running mean, so that nothing large is taken from something large. */
    const double off = points - mean_or_nothing (sum, judge->n_households - 1);
    sum += points;
    sum_of_squares += off * (points - sum / judge->n_households);
    biases += bias;
    if (group == NULL || group[0] == '\0')
      continue;
    const bool is_own = strcmp (comparing->round->entrants[no - 1].group, group) == 0;
    judge->n_own += is_own;
    judge->n_other += !is_own;
    *(is_own ? &own : &other) += bias;
  }
  judge->bias = mean_or_nothing (biases, judge->n_households);
  judge->spread = judge->n_households > 1 ? sqrt (sum_of_squares / (judge->n_households - 1)) : 0;
  judge->own_bias = mean_or_nothing (own, judge->n_own);
  judge->other_bias = mean_or_nothing (other, judge->n_other);
}

static void
leave_out (const Comparing *comparing, XpJudgeAgreement *judge)
{
  if (comparing->n_judges < 3)
    return;
  g_autoptr (GArray) marks = collect_table (comparing, judge->judge_no);
  const XpMarkTable table = table_of (marks, comparing->n_judges - 1);
  XpIcc icc;
  judge->has_without = xp_icc_compute (&table, &icc);
  if (judge->has_without)
    judge->mean_without = icc.mean;
}

XpAgreement *
xp_agreement_new (const XpTally *tally, const char *const *groups)
{
  const XpRound *round = xp_tally_get_round (tally);
  g_autofree const XpJudge **judges = g_new0 (const XpJudge *, round->n_judges + 1);
  Comparing comparing = {tally, round, groups, judges, 0};
  XpAgreement *self = g_new0 (XpAgreement, 1);
  self->judges = g_new0 (XpJudgeAgreement, round->n_judges + 1);
  for (size_t i = 0; i < round->n_judges; i++)
    if (is_compared (round, &round->judges[i]))
      judges[comparing.n_judges++] = &round->judges[i];

  g_autoptr (GArray) marks = collect_table (&comparing, -1);
  const XpMarkTable table = table_of (marks, comparing.n_judges);
  self->n_households = table.n_subjects;
  self->has_icc = xp_icc_compute (&table, &self->icc);
  self->has_concordance = xp_concordance_compute (&table, &self->concordance);
  for (size_t j = 0; j < comparing.n_judges; j++) {
    XpJudgeAgreement *judge = &self->judges[self->n_judges++];
    judge->judge_no = judges[j]->no;
    compare_at_households (&comparing,
                           groups != NULL ? groups[judges[j] - round->judges] : NULL,
                           judge);
    leave_out (&comparing, judge);
  }
  return self;
}

void
xp_agreement_free (XpAgreement *self)
{
  g_free (self->judges);
  g_free (self);
}

/* ---- what the window says ---- */

char *
xp_agreement_dup_spread_sentence (const XpTally *tally)
{
  static const int MOST_NAMED = 8;
  const XpRound *round = xp_tally_get_round (tally);
  g_autoptr (GString) names = g_string_new (NULL);
  int n = 0;
  for (int no = 1; round->rules.spread_hundredths > 0 && no <= (int) round->n_entrants; no++) {
    const XpTotal *total = xp_tally_get_total (tally, no);
    if (!total->has_total || total->spread_hundredths <= round->rules.spread_hundredths)
      continue;
    g_autofree char *who = xp_entrant_dup_place_and_name (&round->entrants[no - 1]);
    if (n < MOST_NAMED)
      g_string_append_printf (names, "%s%s", n > 0 ? "、" : "", who);
    n++;
  }
  if (n == 0)
    return NULL;
  return g_strdup_printf ("这%d户评委差得大，请再议一议：%s%s。",
                          n,
                          names->str,
                          n > MOST_NAMED ? "等" : "");
}

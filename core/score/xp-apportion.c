#include "xp-apportion.h"

#include "xp-lot.h"

#include <stdlib.h>

/* A group that may take the next place, and by what. */
typedef struct {
  size_t group;
  XpRatio quotient;
} Bid;

static int
compare_bids (gconstpointer a, gconstpointer b)
{
  const Bid *left = a, *right = b;
  const int order = xp_ratio_compare (right->quotient, left->quotient);
  return order != 0 ? order : (left->group > right->group) - (left->group < right->group);
}

static void
give (XpApportionment *self, size_t group, int divisor, XpRatio quotient, bool is_by_lot)
{
  self->steps = g_renew (XpApportionStep, self->steps, self->n_steps + 1);
  self->steps[self->n_steps++] = (XpApportionStep){group, divisor, quotient, is_by_lot};
  self->rows[group].n_places++;
}

static bool
is_full (const XpApportionRow *row)
{
  return row->n_places >= row->size;
}

/* The best bids take what is left; equals of whom only some fit wait for the lot. */
static void
give_best (XpApportionment *self, GArray *bids, int n_left)
{
  g_array_sort (bids, compare_bids);
  if (n_left <= 0 || bids->len == 0)
    return;
  const bool is_cutting = (guint) n_left < bids->len;
  const XpRatio last = g_array_index (bids, Bid, MIN ((guint) n_left, bids->len) - 1).quotient;
  const bool is_tied =
    is_cutting && xp_ratio_compare (last, g_array_index (bids, Bid, (guint) n_left).quotient) == 0;
  for (guint i = 0; i < bids->len; i++) {
    const Bid *bid = &g_array_index (bids, Bid, i);
    const int order = xp_ratio_compare (bid->quotient, last);
    if (is_tied && order == 0) {
      self->rows[bid->group].is_tied = true;
      self->n_tied++;
    } else if (order >= 0 && (int) i < n_left) {
      give (self, bid->group, 0, bid->quotient, false);
    }
  }
}

static int
count_given (const XpApportionment *self)
{
  int n = 0;
  for (size_t i = 0; i < self->n_rows; i++)
    n += self->rows[i].n_places;
  return n;
}

/* ---- largest remainder ---- */

static void
rank_remainders (XpApportionment *self)
{
  for (size_t i = 0; i < self->n_rows; i++) {
    self->rows[i].remainder_rank = 1;
    for (size_t k = 0; k < self->n_rows; k++)
      self->rows[i].remainder_rank +=
        xp_ratio_compare (self->rows[k].remainder, self->rows[i].remainder) > 0;
  }
}

static void
divide_by_size (XpApportionment *self)
{
  for (size_t i = 0; i < self->n_rows; i++) {
    XpApportionRow *row = &self->rows[i];
    const int64_t product = row->size * self->n_shared;
    row->exact = xp_ratio_new (product, self->sum);
    row->n_floor = (int) (product / self->sum);
    row->remainder = xp_ratio_new (product % self->sum, self->sum);
    row->n_places = (int) MIN (row->size, row->n_first + row->n_floor);
  }
  rank_remainders (self);
}

/* Groups that are full leave their part to the others, which may take more than one turn. */
static void
largest_remainder (XpApportionment *self)
{
  divide_by_size (self);
  while (self->n_tied == 0) {
    const int n_left = self->n_places - count_given (self);
    g_autoptr (GArray) bids = g_array_new (FALSE, FALSE, sizeof (Bid));
    for (size_t i = 0; i < self->n_rows; i++) {
      const Bid bid = {i, self->rows[i].remainder};
      if (!is_full (&self->rows[i]))
        g_array_append_val (bids, bid);
    }
    if (n_left <= 0 || bids->len == 0)
      return;
    give_best (self, bids, n_left);
  }
}

/* With fewer places than groups the larger groups have one. */
static void
each_first (XpApportionment *self)
{
  g_autoptr (GArray) bids = g_array_new (FALSE, FALSE, sizeof (Bid));
  for (size_t i = 0; i < self->n_rows; i++) {
    const Bid bid = {i, xp_ratio_new (self->rows[i].size, 1)};
    if (self->rows[i].size > 0)
      g_array_append_val (bids, bid);
  }
  if ((guint) self->n_places < bids->len) {
    self->n_shared = 0;
    give_best (self, bids, self->n_places);
    return;
  }
  for (guint i = 0; i < bids->len; i++)
    self->rows[g_array_index (bids, Bid, i).group].n_first = 1;
  self->n_shared = self->n_places - (int) bids->len;
  largest_remainder (self);
}

/* ---- divisors ---- */

static int
divisor_of (XpApportion method, int n_places)
{
  return method == XP_APPORTION_SAINTE_LAGUE ? 2 * n_places + 1 : n_places + 1;
}

/* Those whose quotient is the highest. */
static GArray *
list_highest (const XpApportionment *self)
{
  GArray *highest = g_array_new (FALSE, FALSE, sizeof (Bid));
  for (size_t i = 0; i < self->n_rows; i++) {
    const XpApportionRow *row = &self->rows[i];
    if (is_full (row))
      continue;
    const Bid bid = {i, xp_ratio_new (row->size, divisor_of (self->method, row->n_places))};
    const int order = highest->len > 0
                        ? xp_ratio_compare (bid.quotient, g_array_index (highest, Bid, 0).quotient)
                        : 0;
    if (order > 0)
      g_array_set_size (highest, 0);
    if (order >= 0)
      g_array_append_val (highest, bid);
  }
  return highest;
}

static void
divide_by_divisors (XpApportionment *self)
{
  for (int n_left = self->n_places; n_left > 0;) {
    g_autoptr (GArray) highest = list_highest (self);
    if (highest->len == 0)
      return;
    const bool is_tied = (int) highest->len > n_left;
    for (guint i = 0; i < highest->len; i++) {
      const Bid bid = g_array_index (highest, Bid, i);
      if (is_tied)
        self->rows[bid.group].is_tied = true;
      else
        give (self,
              bid.group,
              divisor_of (self->method, self->rows[bid.group].n_places),
              bid.quotient,
              false);
    }
    self->n_tied = is_tied ? (int) highest->len : 0;
    n_left = is_tied ? 0 : n_left - (int) highest->len;
  }
}

/* ---- public ---- */

static XpApportionment *
divide (XpApportion method, const int64_t *sizes, size_t n_groups, int n_places)
{
  XpApportionment *self = g_new0 (XpApportionment, 1);
  self->method = method;
  self->rows = g_new0 (XpApportionRow, n_groups + 1);
  self->n_rows = n_groups;
  for (size_t i = 0; i < n_groups; i++) {
    g_assert (sizes[i] >= 0 && sizes[i] <= XP_MOST_APPORTION_SIZE);
    self->rows[i] = (XpApportionRow){.size = sizes[i], .exact = {0, 1}, .remainder = {0, 1}};
    self->sum += sizes[i];
  }
  self->n_places = (int) MIN (CLAMP (n_places, 0, XP_MOST_APPORTION_PLACES), self->sum);
  self->n_shared = self->n_places;
  if (self->n_places == 0)
    return self;

  if (method == XP_APPORTION_LARGEST_REMAINDER)
    largest_remainder (self);
  else if (method == XP_APPORTION_EACH_FIRST)
    each_first (self);
  else
    divide_by_divisors (self);
  self->n_tied_places = self->n_places - count_given (self);
  return self;
}

/* For certain: even the best lot with one place more would give it fewer. */
static void
find_losing (XpApportionment *self, const int64_t *sizes)
{
  if (self->n_places >= self->sum)
    return;
  g_autoptr (XpApportionment) more = divide (self->method, sizes, self->n_rows, self->n_places + 1);
  for (size_t i = 0; i < self->n_rows; i++) {
    self->rows[i].is_losing =
      more->rows[i].n_places + more->rows[i].is_tied < self->rows[i].n_places;
    self->n_losing += self->rows[i].is_losing;
  }
}

XpApportionment *
xp_apportion_new (XpApportion method, const int64_t *sizes, size_t n_groups, int n_places)
{
  XpApportionment *self = divide (method, sizes, n_groups, n_places);
  find_losing (self, sizes);
  return self;
}

void
xp_apportion_free (XpApportionment *self)
{
  g_free (self->rows);
  g_free (self->steps);
  g_free (self->seed);
  g_free (self);
}

void
xp_apportion_draw (XpApportionment *self, const char *seed, const char *const *names)
{
  if (self->n_tied == 0 || self->seed != NULL)
    return;
  g_autoptr (GArray) tied = g_array_new (FALSE, FALSE, sizeof (size_t));
  g_autoptr (GPtrArray) tied_names = g_ptr_array_new ();
  for (size_t i = 0; i < self->n_rows; i++)
    if (self->rows[i].is_tied) {
      g_array_append_val (tied, i);
      g_ptr_array_add (tied_names, (gpointer) names[i]);
    }
  g_autofree size_t *order =
    xp_lot_draw (seed, (const char *const *) tied_names->pdata, tied_names->len);
  self->seed = g_strdup (seed);
  for (int n = 0; n < self->n_tied_places; n++) {
    const size_t group = g_array_index (tied, size_t, order[n]);
    const XpApportionRow *row = &self->rows[group];
    const bool is_of_divisors =
      self->method == XP_APPORTION_SAINTE_LAGUE || self->method == XP_APPORTION_DHONDT;
    const int divisor = is_of_divisors ? divisor_of (self->method, row->n_places) : 0;
    give (self,
          group,
          divisor,
          divisor > 0 ? xp_ratio_new (row->size, divisor) : row->remainder,
          true);
  }
}

#include "xp-ratio.h"

#include <glib.h>

typedef __int128 Wide;

static Wide
gcd (Wide a, Wide b)
{
  if (a < 0)
    a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static bool
try_reduce (Wide num, Wide den, XpRatio *out_ratio)
{
  if (den < 0) {
    num = -num;
    den = -den;
  }
  const Wide common = num == 0 ? den : gcd (num, den);
  num /= common;
  den /= common;

  if (num > INT64_MAX || num < -INT64_MAX || den > INT64_MAX)
    return false;
  *out_ratio = (XpRatio){(int64_t) num, (int64_t) den};
  return true;
}

static XpRatio
reduce (Wide num, Wide den)
{
  XpRatio ratio = {0, 1};
  /* A village's figures stay far below this: 10,000 households × 100,000 points. */
  const bool is_within = try_reduce (num, den, &ratio);
  g_assert (is_within);
  return ratio;
}

XpRatio
xp_ratio_new (int64_t num, int64_t den)
{
  g_assert (den != 0);
  return reduce (num, den);
}

XpRatio
xp_ratio_multiply (XpRatio a, int64_t num, int64_t den)
{
  g_assert (den != 0);
  return reduce ((Wide) a.num * num, (Wide) a.den * den);
}

XpRatio
xp_ratio_add (XpRatio a, XpRatio b)
{
  return reduce ((Wide) a.num * b.den + (Wide) b.num * a.den, (Wide) a.den * b.den);
}

bool
xp_ratio_try_add (XpRatio a, XpRatio b, XpRatio *out_sum)
{
  /* Products of 64 bits have 126; the sum of two keeps within the 127 that there are. */
  return try_reduce ((Wide) a.num * b.den + (Wide) b.num * a.den, (Wide) a.den * b.den, out_sum);
}

bool
xp_ratio_try_multiply (XpRatio a, int64_t num, int64_t den, XpRatio *out_product)
{
  g_assert (den != 0);
  return try_reduce ((Wide) a.num * num, (Wide) a.den * den, out_product);
}

int
xp_ratio_compare (XpRatio a, XpRatio b)
{
  const Wide left = (Wide) a.num * b.den;
  const Wide right = (Wide) b.num * a.den;
  return (left > right) - (left < right);
}

int64_t
xp_ratio_round (XpRatio a, int64_t unit, XpRounding rounding)
{
  const Wide den = (Wide) a.den * unit;
  const Wide size = a.num < 0 ? -(Wide) a.num : a.num;
  Wide units = size / den;
  const Wide twice_rest = size % den * 2;

  const bool is_half = twice_rest == den;
  const bool is_up =
    is_half ? rounding == XP_ROUNDING_HALF_AWAY || units % 2 != 0 : twice_rest > den;
  if (is_up)
    units++;

  const int64_t rounded = (int64_t) (units * unit);
  return a.num < 0 ? -rounded : rounded;
}

/* Decimals that end: the denominator has no prime but 2 and 5. */
static bool
ends_within (int64_t den, int n_places)
{
  int64_t power = 1;
  for (int i = 0; i < n_places; i++)
    power *= 10;
  return power % den == 0;
}

char *
xp_ratio_points_to_text (XpRatio hundredths)
{
  static const int N_PLACES = 6;
  const XpRatio points = xp_ratio_multiply (hundredths, 1, 100);

  if (!ends_within (points.den, N_PLACES))
    return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, points.num, points.den);

  const bool is_negative = points.num < 0;
  const Wide size = is_negative ? -(Wide) points.num : points.num;
  const Wide millionths = size * 1000000 / points.den;
  GString *text = g_string_new (NULL);
  g_string_printf (text,
                   "%s%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT,
                   is_negative ? "-" : "",
                   (int64_t) (millionths / 1000000),
                   (int64_t) (millionths % 1000000));
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

#include "xp-decimal.h"

#include <glib.h>

/* Nine digits: far beyond any form, far from overflow. */
static const int MOST_DIGITS = 9;

bool
xp_decimal_from_text (const char *text, int64_t *out_hundredths)
{
  const bool is_negative = text[0] == '-';
  const char *at = text + is_negative;
  int64_t value = 0;
  int n_digits = 0;
  int n_places = 0;

  for (; g_ascii_isdigit (*at); at++) {
    if (++n_digits > MOST_DIGITS)
      return false;
    value = value * 10 + (*at - '0');
  }
  if (n_digits == 0)
    return false;

  if (*at == '.') {
    for (at++; g_ascii_isdigit (*at) && n_places < 2; at++, n_places++)
      value = value * 10 + (*at - '0');
    if (n_places == 0)
      return false;
  }
  if (*at != '\0')
    return false;

  for (; n_places < 2; n_places++)
    value *= 10;
  *out_hundredths = is_negative ? -value : value;
  return true;
}

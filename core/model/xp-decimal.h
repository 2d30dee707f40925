/* xp-decimal.h: decimal text to hundredths, without ever being a double. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* “1”, “0.5”, “-12.25” to hundredths; false for anything else, more than two places included. */
bool xp_decimal_from_text (const char *text, int64_t *out_hundredths);

#include "xp-fuzz.h"

#include "xp-error.h"

#include <string.h>

void
xp_fuzz_check_refusal (GError *error)
{
  if (error == NULL)
    return;
  if (error->domain != XP_ERROR || !g_utf8_validate (error->message, -1, NULL) ||
      strstr (error->message, "。") == NULL)
    g_error ("no sentence: “%s”", error->message);
  g_error_free (error);
}

/* xp-raised.h: what a case that raises an error looks like, and how it is run. */
#pragma once

#include <gio/gio.h>

/* Clears @error; stops the test where none was set or its message does not hold @says. */
static inline void
assert_says (GError **error, const char *says)
{
  if (*error == NULL)
    g_error ("nothing raised: %s", says);
  if (strstr ((*error)->message, says) == NULL)
    g_error ("%s: %s", says, (*error)->message);
  g_clear_error (error);
}

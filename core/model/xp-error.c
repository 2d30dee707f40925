#include "xp-error.h"

#include <string.h>

G_DEFINE_QUARK (xp - error - quark, xp_error)

const char *
xp_error_name_file (const char *path)
{
  const char *slash = strrchr (path, '/');
  return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

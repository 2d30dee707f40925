#include "xp-error.h"

G_DEFINE_QUARK (xp - error - quark, xp_error)

/* xp-deliberation-private.h: deliberations as others of the desk read them, on the thread of the
 * book. */
#pragma once

#include "xp-deliberation-work.h"
#include "xp-desk-private.h"

/* As xp_deliberation_work_list(). */
GPtrArray *
xp_deliberations_read (XpDesk *desk, XpBook *book, int64_t household_uid, GError **error);

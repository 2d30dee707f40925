/* xp-objection-private.h: objections as others of the desk read them, on the thread of the book. */
#pragma once

#include "xp-desk-private.h"
#include "xp-objection-work.h"

/* As xp_objection_work_list(). */
GPtrArray *xp_objections_read (XpBook *book, const XpLoadedRound *loaded);

/* xp-follower.h: keeps who looks on up to date: once a second it asks what was typed elsewhere, and
 * by whom. The desk's "changed" tells of it as if it had been typed here. */
#pragma once

#include "xp-desk.h"

#define XP_TYPE_FOLLOWER (xp_follower_get_type ())
G_DECLARE_FINAL_TYPE (XpFollower, xp_follower, XP, FOLLOWER, GObject)

/* @desk: one that looks on; a reference is kept. It goes on until it is stopped. */
XpFollower *xp_follower_new (XpDesk *desk);

/* Who has the book open for writing; NULL: nobody any more. Borrowed until the main context runs.
 */
const XpBookHolder *xp_follower_get_holder (XpFollower *self);

/* Asks now, without waiting for the second to be over. */
void xp_follower_ask (XpFollower *self);

/* No more questions and no more news; then the desk may be closed. */
void xp_follower_stop (XpFollower *self);

/* Signal "holder-changed": somebody else, or nobody any more. */

/* xp-post-form.h: asked before 张贴公示 while something is still open; not to post is the answer
 * that Enter gives. */
#pragma once

#include "xp-round-work.h"

#include <adwaita.h>

/* @posting: called on @page when it is posted all the same, before it is; @leaving: when it is
 * not, as the question closes. False: all is settled and nothing is asked. */
bool xp_post_form_ask_first (GtkWidget *page,
                             XpDesk *desk,
                             const XpLoadedRound *loaded,
                             void (*posting) (GtkWidget *page),
                             void (*leaving) (GtkWidget *page));

/* xp-entrant-list.h: the households of a round as a list model; items are made when they are shown.
 */
#pragma once

#include "xp-marking.h"

#include <gio/gio.h>

#define XP_TYPE_ENTRANT_ITEM (xp_entrant_item_get_type ())
G_DECLARE_FINAL_TYPE (XpEntrantItem, xp_entrant_item, XP, ENTRANT_ITEM, GObject)

int xp_entrant_item_get_no (XpEntrantItem *self);

#define XP_TYPE_ENTRANT_LIST (xp_entrant_list_get_type ())
G_DECLARE_FINAL_TYPE (XpEntrantList, xp_entrant_list, XP, ENTRANT_LIST, GObject)

XpEntrantList *xp_entrant_list_new (int n_entrants);

/* Shows these entrants only; the array is taken. NULL: all. */
void xp_entrant_list_filter (XpEntrantList *self, int *entrant_nos, size_t n);

/* The place of an entrant, or -1. */
int xp_entrant_list_find (XpEntrantList *self, int entrant_no);

/* All rows are drawn anew. */
void xp_entrant_list_refresh (XpEntrantList *self);

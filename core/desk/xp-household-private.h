/* xp-household-private.h: what the works on households and persons share; on the book's thread. */
#pragma once

#include "xp-desk-private.h"

/* A copy to be changed; REFUSED when it is gone. Yours. */
XpRecord *xp_household_read (XpBook *book, int64_t uid, GError **error);
XpRecord *xp_person_read (XpBook *book, int64_t uid, GError **error);

/* Puts the household into the group of this name, which is made if it is new; "" takes it out. */
bool xp_household_set_group (XpDesk *desk,
                             XpBook *book,
                             XpDraft *draft,
                             XpRecord *household,
                             const char *name,
                             GError **error);

/* The highest number given so far. -1 on error. */
int xp_household_last_number (XpBook *book, GError **error);

/* The highest number of a list of persons; 0 none. */
int xp_person_last_number (const GPtrArray *persons);

/* 户主, 本人: the head himself. */
bool xp_person_is_head (const XpRecord *person);

/* Half width, trimmed; spaces go where nothing but Chinese characters stand. Yours. */
char *xp_person_clean_name (const char *name);

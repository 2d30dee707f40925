/* xp-household-private.h: what the works on households and persons share; on the book's thread. */
#pragma once

#include "xp-desk-private.h"
#include "xp-household-work.h"

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

/* agreed, refused, not-asked. Borrowed, for ever. */
const char *xp_person_read_taking_part (XpBook *book, int64_t person_uid);

/* Puts what the card says; uid 0 makes a new person. The uid; 0 with INPUT: no name, a word that is
 * not known; or the person is gone. */
int64_t xp_person_put (XpDesk *desk,
                       XpBook *book,
                       XpDraft *draft,
                       int64_t household_uid,
                       int number,
                       const XpPersonCard *person,
                       GError **error);

/* Takes the person out, with what he said of taking part. */
void xp_person_take_out (XpDraft *draft, const XpRecord *person);

/* As xp_person_work_list(). */
GPtrArray *xp_person_list_lines (XpBook *book, GError **error);

/* Half width, trimmed; spaces go where nothing but Chinese characters stand. Yours. */
char *xp_person_clean_name (const char *name);

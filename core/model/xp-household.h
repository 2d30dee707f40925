/* xp-household.h: the words for what stands in the record of a household or a person. */
#pragma once

#include <stdbool.h>

/* present → 在家, away → 全家在外, empty → 没人住, closed → 已销户. NULL: no such state. Borrowed.
 */
const char *xp_household_state_get_word (const char *state);
/* Name or word; NULL: neither. Borrowed, for ever. */
const char *xp_household_state_from_text (const char *name_or_word);

/* agreed → 同意, refused → 不同意, not-asked → 未问. NULL: none of them. Borrowed. */
const char *xp_naming_get_word (const char *naming);
const char *xp_naming_from_text (const char *name_or_word);

/* f → 女, m → 男. NULL: neither. Borrowed. */
const char *xp_sex_get_word (const char *sex);
const char *xp_sex_from_text (const char *name_or_word);

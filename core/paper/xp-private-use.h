/* xp-private-use.h: characters that older systems kept in the private-use area. Pure. */
#pragma once

#include <glib.h>

/* The character that GB 18030-2022 has for @c; @c itself where that is not certain. */
gunichar xp_private_use_to_unicode (gunichar c);

/* @text with each of its characters so. Yours. */
char *xp_private_use_dup_mapped (const char *text);

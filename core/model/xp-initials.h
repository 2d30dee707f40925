/* xp-initials.h: the first letter of the Mandarin reading of each character from U+4E00 to U+9FFF;
 * '?' where none is known. */
#pragma once

extern const char XP_INITIALS[];

/* xp-names.h: names as they are searched and put in order: pinyin initials, groups, numerals. */
#pragma once

#include <stdbool.h>

/**
 * xp_names_dup_initials:
 * @name: a person's name
 *
 * Small letters, one a character: 张三 → “zs”. A surname with a reading of its own gives both,
 * the surname's first: 单小兵 → “sxb dxb”. Yours.
 */
char *xp_names_dup_initials (const char *name);

/* Whether what was typed is part of the name, or begins one of its initials. Spaces and case are
 * passed over; nothing typed fits nothing. */
bool xp_names_match (const char *name, const char *initials, const char *query);

/* The number in “一社”, “第十二组”, “3组”, “１组”, “壹组”; 0 where there is none. */
int xp_names_get_group_number (const char *group);

/* Digits of any width and Chinese numerals below a hundred: “5”, “５”, “五”, “十二”, “二十”; -1. */
int xp_names_read_number (const char *text);

/* Full-width digits, letters and signs to half width, odd spaces to plain ones. Yours. */
char *xp_names_to_half_width (const char *text);

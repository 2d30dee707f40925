/* xp-verb-table.h: all verbs of xiangpingctl in one table. --help, the manual page and the
 * completion of the shell are made from it, so that none of them says what another does not know.
 */
#pragma once

#include "xp-ctl.h"

/* In the order in which --help shows them; ends with NULL. */
extern const XpCtlVerb *const XP_VERBS[];

/* Understood by every verb; ends with {NULL}. */
extern const XpArgOption XP_COMMON_OPTIONS[];

/* NULL: there is no such verb. */
const XpCtlVerb *xp_verb_table_lookup (const char *name);

/* What may stand first behind the verb: import, list, export. These are the words in lower case
 * that follow “xiangpingctl VERB” in the verb's usage, and those that the verb counts out itself
 * (word_at). Yours. */
GStrv xp_verb_table_list_words (const XpCtlVerb *verb);

/* @verb: NULL: the help of the program. Yours. */
char *xp_verb_table_dup_help (const XpCtlVerb *verb);

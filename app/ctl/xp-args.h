/* xp-args.h: the words of a command line: what stands in place, and options. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
  const char *name; /* "--line" */
  bool takes_value;
  const char *value; /* what is to follow: 姓名; a choice: table|csv|json; NULL: nothing said */
  const char *about; /* one line; NULL: the verb's usage says it */
} XpArgOption;

typedef struct {
  char **words; /* in place, NULL-terminated; borrowed texts */
  guint n_words;
  GHashTable *options; /* "--line" → value, "" for a switch */
} XpArgs;

/* “姓名”; “…” where nothing is said. */
const char *xp_arg_option_get_value (const XpArgOption *option);
/* “-o” of --output; NULL: there is none. */
const char *xp_arg_option_get_short (const XpArgOption *option);

/* @options: ends with {NULL}. NULL with INPUT: an unknown option, or one without its value. */
XpArgs *xp_args_parse (int argc, char *argv[], const XpArgOption *options, GError **error);
void xp_args_free (XpArgs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpArgs, xp_args_free)

/* NULL when it was not given. */
const char *xp_args_get (const XpArgs *self, const char *name);

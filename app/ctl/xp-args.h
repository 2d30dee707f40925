/* xp-args.h: the words of a command line: what stands in place, and options. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
  const char *name; /* "--line" */
  bool takes_value;
} XpArgOption;

typedef struct {
  char **words; /* in place, NULL-terminated; borrowed texts */
  guint n_words;
  GHashTable *options; /* "--line" → value, "" for a switch */
} XpArgs;

/* @options: ends with {NULL}. NULL with INPUT: an unknown option, or one without its value. */
XpArgs *xp_args_parse (int argc, char *argv[], const XpArgOption *options, GError **error);
void xp_args_free (XpArgs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpArgs, xp_args_free)

/* NULL when it was not given. */
const char *xp_args_get (const XpArgs *self, const char *name);

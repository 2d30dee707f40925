/* xp-help.h: what a page is for and its keys, for F1. */
#pragma once

#include <adwaita.h>

/* A key and what it does; also printed on the 上手单. */
typedef struct {
  const char *keys;
  const char *meaning;
} XpHelpKey;

/* All pages that have help. NULL-terminated, yours. */
char **xp_help_list_pages (void);

/* One paragraph about the page. Borrowed, for ever; NULL: no such page. */
const char *xp_help_get_text (const char *page);
/* The page's own keys, then those of all pages. Ends with {NULL}. Yours. */
XpHelpKey *xp_help_list_keys (const char *page);

/* In a window of its own over @parent, with a picture of the page; Esc closes it. */
void xp_help_show (GtkWindow *parent, const char *page);

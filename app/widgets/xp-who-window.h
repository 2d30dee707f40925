/* xp-who-window.h: “今晚谁来录？”: the known names in large type, the last one chosen, so that
 * Enter is enough; a new name can be written. Who has a PIN is asked for it. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

/* @last: who typed on this machine before; "" not known. @take: called when a name was taken; the
 * desk signs with it already. Closing the window changes nothing. */
typedef void (*XpWhoTaken) (gpointer user_data, const char *name);

void xp_who_window_ask (
  GtkWidget *parent, XpDesk *desk, const char *last, XpWhoTaken take, gpointer user_data);

/* Why somebody else is wanted. */
typedef struct {
  const char *title, *about;
  bool (*is_unwanted) (const char *name, gpointer user_data); /* stands last, with @note */
  const char *note;                                           /* “录过第一遍” */
} XpWhoWanted;

/* The same; who is unwanted can be taken all the same. */
void xp_who_window_ask_other (
  GtkWidget *parent, XpDesk *desk, const XpWhoWanted *wanted, XpWhoTaken take, gpointer user_data);

/* xp-enter.h: where Enter goes in a form: from what was typed to the next question, and behind the
 * last to the blue button, never to 取消 or to a menu. */
#pragma once

#include <gtk/gtk.h>

typedef enum {
  XP_ENTER_TEXTS,    /* what is typed alone: the choices have an answer already */
  XP_ENTER_QUESTIONS /* choices and ticks too */
} XpEnterStops;

/* @text: the row or the entry in which Enter was pressed. Where nothing follows it goes where Tab
 * does. */
void xp_enter_go_on (GtkWidget *text, XpEnterStops stops);

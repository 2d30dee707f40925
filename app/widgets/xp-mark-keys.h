/* xp-mark-keys.h: what a key means on the marking page. Pure: no widget, no book.
 *
 *   4 Enter 2 Enter      第4项 2处          20 Enter . Enter   第20项 不适用
 *   4 Enter 0 Enter      收回               +                  这一户记完
 *   * 1 Enter            V1 是              / 1 Enter          G1 否
 *   - 3                  全家在外           - 0                状态收回
 *   1 Enter l Enter      第1项 良           1 Enter +2-1 Enter 两次好、一次不好
 *   F2 3 Enter           第3位评委          F2 F2              下一位评委
 *
 * Digits of the keypad, of the top row and full-width ones are the same; 。 and ． are points. What
 * was typed is never cut short: the page says why it may not stand. */
#pragma once

#include <glib.h>

typedef enum {
  XP_TYPING_ITEM,  /* which row */
  XP_TYPING_VALUE, /* how many, how much */
  XP_TYPING_WORD,  /* which grade: its number, or the first letter of its word */
  XP_TYPING_PAIR,  /* how often for and against: +2, -1, +2-1 */
  XP_TYPING_VETO,
  XP_TYPING_GATE,
  XP_TYPING_STATE,
  XP_TYPING_JUDGE
} XpTyping;

enum {
  XP_MARK_KEYS_MOST = 8 /* characters typed, the NUL included */
};

typedef struct {
  XpTyping typing;
  char text[XP_MARK_KEYS_MOST];
} XpMarkKeys;

typedef enum {
  XP_MARK_KEY_NONE,  /* not a key of this page */
  XP_MARK_KEY_TYPED, /* the echo of what is typed is another now */
  XP_MARK_KEY_ITEM,  /* text: the item's number; "": the row at the cursor */
  XP_MARK_KEY_PUT,   /* text: the value */
  XP_MARK_KEY_NOT_APPLICABLE,
  XP_MARK_KEY_TAKE_BACK,
  XP_MARK_KEY_VETO,  /* text: its number */
  XP_MARK_KEY_GATE,  /* text: its number */
  XP_MARK_KEY_STATE, /* number: 0 … 6 */
  XP_MARK_KEY_CLOSE,
  XP_MARK_KEY_ROW,       /* number: by how many rows */
  XP_MARK_KEY_HOUSEHOLD, /* number: -1 or 1 */
  XP_MARK_KEY_UNDO,
  XP_MARK_KEY_REDO,
  XP_MARK_KEY_SEARCH,
  XP_MARK_KEY_JUDGES, /* shall be listed: which of them is typed next */
  XP_MARK_KEY_JUDGE,  /* number: from 1 in the round's order; 0: the next one */
  XP_MARK_KEY_FOLD,   /* the list beside the form is shown, or hidden */
  XP_MARK_KEY_PENDING /* refused: something is typed and Enter was not pressed yet */
} XpMarkKeyWhat;

typedef struct {
  XpMarkKeyWhat what;
  char text[XP_MARK_KEYS_MOST];
  int number;
} XpMarkAction;

/* @is_control: Ctrl is held. */
XpMarkAction xp_mark_keys_press (XpMarkKeys *self, guint keyval, gboolean is_control);

/* The item was found: its value is typed next. @typing: VALUE, WORD or PAIR. */
void xp_mark_keys_expect (XpMarkKeys *self, XpTyping typing);
void xp_mark_keys_clear (XpMarkKeys *self);

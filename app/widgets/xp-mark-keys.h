/* xp-mark-keys.h: what a key means on the marking page. Pure: no widget, no book.
 *
 *   4 Enter 2 Enter      第4项 2处          20 Enter . Enter   第20项 不适用
 *   4 Enter 0 Enter      收回               +                  这一户记完
 *   * 1 Enter            V1 是              / 1 Enter          G1 否
 *   - 3                  全家在外           - 0                状态收回
 *   1 Enter l Enter      第1项 良           1 Enter +2-1 Enter 两次好、一次不好
 *   F2 3 Enter           第3位评委          F2 F2              下一位评委
 *
 * In a grid the cursor has chosen the item: a digit begins its value, Enter, Tab and the arrows put
 * it and go on. For whoever types on the keypad alone, - is followed by what has no key there:
 *
 *   - -   下一个没打的   - /   下一位评委   - *   换看法   - . 17 Enter   第17户
 *   - +   下一户         - 7   重复         - 8   回避     - 9            撤销
 *   - Enter                给状态写原因
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
  XP_TYPING_STATE, /* - and what follows it */
  XP_TYPING_JUDGE,
  XP_TYPING_GO /* to which household */
} XpTyping;

enum {
  XP_MARK_KEYS_MOST = 8 /* characters typed, the NUL included */
};

typedef struct {
  XpTyping typing;
  char text[XP_MARK_KEYS_MOST];
  XpTyping cell; /* in a grid: what the cell at the cursor takes (VALUE, WORD or PAIR); ITEM: the
                    form, where the row is typed first */
} XpMarkKeys;

/* Where the cursor of a grid goes. */
typedef enum {
  XP_STEP_NONE,
  XP_STEP_ON, /* in the order in which one types */
  XP_STEP_BACK,
  XP_STEP_LEFT,
  XP_STEP_RIGHT,
  XP_STEP_UP,
  XP_STEP_DOWN,
  XP_STEP_HOME, /* of the row */
  XP_STEP_END,
  XP_STEP_PAGE_UP,
  XP_STEP_PAGE_DOWN,
  XP_STEP_FIRST, /* of the grid */
  XP_STEP_LAST
} XpMarkStep;

typedef enum {
  XP_MARK_KEY_NONE,           /* not a key of this page */
  XP_MARK_KEY_TYPED,          /* the echo of what is typed is another now */
  XP_MARK_KEY_ITEM,           /* text: the item's number; "": the row at the cursor */
  XP_MARK_KEY_PUT,            /* text: the value; number: the XpMarkStep behind it */
  XP_MARK_KEY_NOT_APPLICABLE, /* number: likewise */
  XP_MARK_KEY_TAKE_BACK,
  XP_MARK_KEY_VETO,   /* text: its number */
  XP_MARK_KEY_GATE,   /* text: its number */
  XP_MARK_KEY_STATES, /* what may follow - shall be listed */
  XP_MARK_KEY_STATE,  /* number: 0 … 6 */
  XP_MARK_KEY_CLOSE,
  XP_MARK_KEY_ROW,       /* number: by how many rows */
  XP_MARK_KEY_HOUSEHOLD, /* number: -1 or 1 */
  XP_MARK_KEY_STEP,      /* number: an XpMarkStep */
  XP_MARK_KEY_GO,        /* text: the household's number */
  XP_MARK_KEY_NEXT_OPEN, /* the next that is not marked yet */
  XP_MARK_KEY_REPEAT,    /* the value that was typed last, once more */
  XP_MARK_KEY_COPY,      /* what this household had the last time */
  XP_MARK_KEY_NOTE,      /* words and photo number of the cell */
  XP_MARK_KEY_MOVE,      /* this sheet to another household */
  XP_MARK_KEY_RECUSE,    /* the judge at this household, or whoever is asked for */
  XP_MARK_KEY_REASON,    /* the word behind a state */
  XP_MARK_KEY_VIEW,      /* the next way of looking at the marks */
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
/* The cursor of a grid stands on another cell, or (ITEM) the form is shown. Nothing is typed. */
void xp_mark_keys_set_cell (XpMarkKeys *self, XpTyping cell);
void xp_mark_keys_clear (XpMarkKeys *self);

/* The item is known, and what is typed goes into its cell. */
gboolean xp_mark_keys_is_typing_value (const XpMarkKeys *self);
/* Something was typed that nobody has taken yet. */
gboolean xp_mark_keys_has_typed (const XpMarkKeys *self);

#include "xp-mark-keys.h"

#include <gdk/gdk.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void
xp_mark_keys_clear (XpMarkKeys *self)
{
  *self = (XpMarkKeys){XP_TYPING_ITEM, "", self->cell};
}

void
xp_mark_keys_expect (XpMarkKeys *self, XpTyping typing)
{
  *self = (XpMarkKeys){typing, "", self->cell};
}

void
xp_mark_keys_set_cell (XpMarkKeys *self, XpTyping cell)
{
  *self = (XpMarkKeys){XP_TYPING_ITEM, "", cell};
}

gboolean
xp_mark_keys_is_typing_value (const XpMarkKeys *self)
{
  return self->typing == XP_TYPING_VALUE || self->typing == XP_TYPING_WORD ||
         self->typing == XP_TYPING_PAIR;
}

gboolean
xp_mark_keys_has_typed (const XpMarkKeys *self)
{
  return self->text[0] != '\0' || self->typing != XP_TYPING_ITEM;
}

static bool
is_in_grid (const XpMarkKeys *self)
{
  return self->cell != XP_TYPING_ITEM;
}

/* One character for keypad, top row and full width; 0 for keys that type none. */
static char
plain_character (guint keyval)
{
  switch (keyval) {
  case GDK_KEY_KP_Add:
    return '+';
  case GDK_KEY_KP_Subtract:
    return '-';
  case GDK_KEY_KP_Multiply:
    return '*';
  case GDK_KEY_KP_Divide:
    return '/';
  case GDK_KEY_KP_Equal:
    return '=';
  case GDK_KEY_KP_Decimal:
  case GDK_KEY_KP_Delete:
    return '.';
  default:
    break;
  }
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (char) ('0' + keyval - GDK_KEY_KP_0);

  const guint32 c = gdk_keyval_to_unicode (keyval);
  if (c >= 0xff01 && c <= 0xff5e)
    return (char) (c - 0xff01 + '!');
  if (c == 0x3002) /* 。 */
    return '.';
  if (c == 0x3000) /* a full-width space */
    return ' ';
  return c >= ' ' && c < 0x7f ? (char) c : 0;
}

static XpMarkAction
act (XpMarkKeyWhat what)
{
  return (XpMarkAction){.what = what};
}

static XpMarkAction
act_with_text (XpMarkKeys *self, XpMarkKeyWhat what)
{
  XpMarkAction action = {.what = what};
  memcpy (action.text, self->text, sizeof action.text);
  return action;
}

static XpMarkAction
type (XpMarkKeys *self, char c)
{
  const size_t length = strlen (self->text);
  if (length + 1 >= sizeof self->text)
    return act (XP_MARK_KEY_PENDING);
  self->text[length] = c;
  self->text[length + 1] = '\0';
  return act (XP_MARK_KEY_TYPED);
}

/* In a form the item is typed; in a grid its value, and a pair begins with how often for. */
static XpMarkAction
begin (XpMarkKeys *self, char c)
{
  if (is_in_grid (self)) {
    xp_mark_keys_expect (self, self->cell);
    if (self->cell == XP_TYPING_PAIR && c != '.')
      type (self, '+');
  }
  return type (self, c);
}

static XpMarkAction
start (XpMarkKeys *self, XpTyping typing)
{
  if (self->text[0] != '\0' || xp_mark_keys_is_typing_value (self))
    return act (XP_MARK_KEY_PENDING);
  xp_mark_keys_expect (self, typing);
  return act (XP_MARK_KEY_TYPED);
}

/* Only where nothing is half typed. */
static XpMarkAction
act_at_rest (XpMarkKeys *self, XpMarkKeyWhat what)
{
  if (self->text[0] != '\0' || xp_mark_keys_is_typing_value (self))
    return act (XP_MARK_KEY_PENDING);
  xp_mark_keys_clear (self);
  return act (what);
}

/* What is typed is put, and the cursor goes on from there. */
static XpMarkAction
put (XpMarkKeys *self, XpMarkStep step)
{
  XpMarkAction action = strcmp (self->text, ".") == 0 ? act (XP_MARK_KEY_NOT_APPLICABLE)
                        : self->text[0] != '\0'       ? act_with_text (self, XP_MARK_KEY_PUT)
                                                      : act (XP_MARK_KEY_TYPED);
  action.number = action.what == XP_MARK_KEY_TYPED ? 0 : (int) step;
  return action;
}

static XpMarkAction
enter (XpMarkKeys *self)
{
  XpMarkAction action = act (XP_MARK_KEY_TYPED);
  switch (self->typing) {
  case XP_TYPING_ITEM:
    action = is_in_grid (self) ? (XpMarkAction){.what = XP_MARK_KEY_STEP, .number = XP_STEP_ON}
                               : act_with_text (self, XP_MARK_KEY_ITEM);
    break;
  case XP_TYPING_VALUE:
  case XP_TYPING_WORD:
  case XP_TYPING_PAIR:
    action = put (self, is_in_grid (self) ? XP_STEP_ON : XP_STEP_NONE);
    break;
  case XP_TYPING_VETO:
    action = act_with_text (self, XP_MARK_KEY_VETO);
    break;
  case XP_TYPING_GATE:
    action = act_with_text (self, XP_MARK_KEY_GATE);
    break;
  case XP_TYPING_JUDGE:
    action = (XpMarkAction){.what = XP_MARK_KEY_JUDGE, .number = atoi (self->text)};
    break;
  case XP_TYPING_GO:
    if (self->text[0] != '\0')
      action = act_with_text (self, XP_MARK_KEY_GO);
    break;
  case XP_TYPING_STATE:
    action = act (XP_MARK_KEY_REASON);
    break;
  default:
    break;
  }
  xp_mark_keys_clear (self);
  return action;
}

/* ---- behind - ---- */

static const struct {
  char c;
  XpMarkKeyWhat what;
  int number;
} BEHIND_MINUS[] = {
  {'-', XP_MARK_KEY_NEXT_OPEN, 0},
  {'/', XP_MARK_KEY_JUDGE, 0},
  {'*', XP_MARK_KEY_VIEW, 0},
  {'+', XP_MARK_KEY_HOUSEHOLD, 1},
  {'7', XP_MARK_KEY_REPEAT, 0},
  {'8', XP_MARK_KEY_RECUSE, 0},
  {'9', XP_MARK_KEY_UNDO, 0},
};

static XpMarkAction
press_behind_minus (XpMarkKeys *self, char c)
{
  if (c == '.') {
    xp_mark_keys_expect (self, XP_TYPING_GO);
    return act (XP_MARK_KEY_TYPED);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (BEHIND_MINUS); i++)
    if (BEHIND_MINUS[i].c == c) {
      xp_mark_keys_clear (self);
      return (XpMarkAction){.what = BEHIND_MINUS[i].what, .number = BEHIND_MINUS[i].number};
    }
  if (!g_ascii_isdigit (c))
    return act (XP_MARK_KEY_PENDING);
  xp_mark_keys_clear (self);
  return (XpMarkAction){.what = XP_MARK_KEY_STATE, .number = c - '0'};
}

/* ---- characters ---- */

/* Beside digits: what a pair, a grade's word and a person's number are written with. */
static bool
is_part_of_value (const XpMarkKeys *self, char c)
{
  return (self->typing == XP_TYPING_PAIR && (c == '+' || c == '-')) ||
         (self->typing == XP_TYPING_WORD && g_ascii_isalpha (c)) ||
         (self->typing == XP_TYPING_GO && c == '-');
}

static XpMarkAction
press_point (XpMarkKeys *self)
{
  if (xp_mark_keys_is_typing_value (self) || self->text[0] != '\0')
    return type (self, '.');
  return is_in_grid (self) && self->typing == XP_TYPING_ITEM ? begin (self, '.')
                                                             : act (XP_MARK_KEY_NONE);
}

static XpMarkAction
press_character (XpMarkKeys *self, char c)
{
  if (self->typing == XP_TYPING_STATE)
    return press_behind_minus (self, c);
  if (g_ascii_isdigit (c))
    return self->typing == XP_TYPING_ITEM && self->text[0] == '\0' ? begin (self, c)
                                                                   : type (self, c);
  if (is_part_of_value (self, c))
    return type (self, c);
  switch (c) {
  case '.':
    return press_point (self);
  case '+':
    return self->text[0] == '\0' && self->typing == XP_TYPING_ITEM ? act (XP_MARK_KEY_CLOSE)
                                                                   : act (XP_MARK_KEY_PENDING);
  case '-': {
    XpMarkAction action = start (self, XP_TYPING_STATE);
    if (action.what == XP_MARK_KEY_TYPED)
      action.what = XP_MARK_KEY_STATES;
    return action;
  }
  case '*':
    return start (self, XP_TYPING_VETO);
  case '/':
    return start (self, XP_TYPING_GATE);
  case '=':
    return act_at_rest (self, XP_MARK_KEY_REPEAT);
  case ' ':
    return act_at_rest (self, XP_MARK_KEY_NEXT_OPEN);
  default:
    return g_ascii_isalpha (c) ? act_at_rest (self, XP_MARK_KEY_SEARCH) : act (XP_MARK_KEY_NONE);
  }
}

static XpMarkAction
erase (XpMarkKeys *self)
{
  const size_t length = strlen (self->text);
  if (length > 0)
    self->text[length - 1] = '\0';
  if (length == 0 || (is_in_grid (self) && self->text[0] == '\0'))
    xp_mark_keys_clear (self);
  return act (XP_MARK_KEY_TYPED);
}

/* F2 lists the judges, a second F2 takes the next of them. */
static XpMarkAction
press_judge (XpMarkKeys *self)
{
  if (self->typing == XP_TYPING_JUDGE) {
    xp_mark_keys_clear (self);
    return (XpMarkAction){.what = XP_MARK_KEY_JUDGE, .number = 0};
  }
  XpMarkAction action = start (self, XP_TYPING_JUDGE);
  if (action.what == XP_MARK_KEY_TYPED)
    action.what = XP_MARK_KEY_JUDGES;
  return action;
}

/* ---- keys that type nothing ---- */

/* @step: in a grid; XP_STEP_NONE: the same there as in the form. */
static const struct {
  guint keyval;
  XpMarkStep step;
  XpMarkKeyWhat what;
  int number;
} MOVES[] = {
  {GDK_KEY_Up, XP_STEP_UP, XP_MARK_KEY_ROW, -1},
  {GDK_KEY_Down, XP_STEP_DOWN, XP_MARK_KEY_ROW, 1},
  {GDK_KEY_KP_Up, XP_STEP_UP, XP_MARK_KEY_ROW, -1},
  {GDK_KEY_KP_Down, XP_STEP_DOWN, XP_MARK_KEY_ROW, 1},
  {GDK_KEY_Page_Up, XP_STEP_PAGE_UP, XP_MARK_KEY_HOUSEHOLD, -1},
  {GDK_KEY_Page_Down, XP_STEP_PAGE_DOWN, XP_MARK_KEY_HOUSEHOLD, 1},
  {GDK_KEY_KP_Page_Up, XP_STEP_PAGE_UP, XP_MARK_KEY_HOUSEHOLD, -1},
  {GDK_KEY_KP_Page_Down, XP_STEP_PAGE_DOWN, XP_MARK_KEY_HOUSEHOLD, 1},
  {GDK_KEY_Left, XP_STEP_LEFT, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_Right, XP_STEP_RIGHT, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_KP_Left, XP_STEP_LEFT, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_KP_Right, XP_STEP_RIGHT, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_Home, XP_STEP_HOME, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_End, XP_STEP_END, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_KP_Home, XP_STEP_HOME, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_KP_End, XP_STEP_END, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_Tab, XP_STEP_ON, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_ISO_Left_Tab, XP_STEP_BACK, XP_MARK_KEY_NONE, 0},
  {GDK_KEY_Delete, XP_STEP_NONE, XP_MARK_KEY_TAKE_BACK, 0},
  {GDK_KEY_F3, XP_STEP_NONE, XP_MARK_KEY_SEARCH, 0},
  {GDK_KEY_F9, XP_STEP_NONE, XP_MARK_KEY_FOLD, 0},
};

static const struct {
  guint keyval;
  XpMarkKeyWhat what;
} AT_REST[] = {
  {GDK_KEY_F5, XP_MARK_KEY_NOTE},
  {GDK_KEY_F6, XP_MARK_KEY_VIEW},
  {GDK_KEY_F12, XP_MARK_KEY_COPY},
};

static XpMarkAction
step_to (XpMarkKeys *self, XpMarkStep step)
{
  XpMarkAction action = {.what = XP_MARK_KEY_STEP, .number = (int) step};
  if (xp_mark_keys_is_typing_value (self) && self->text[0] != '\0')
    action = put (self, step);
  xp_mark_keys_clear (self);
  return action;
}

static const struct {
  guint keyval;
  XpMarkKeyWhat what;
} WITH_CONTROL[] = {
  {GDK_KEY_z, XP_MARK_KEY_UNDO},
  {GDK_KEY_y, XP_MARK_KEY_REDO},
  {GDK_KEY_f, XP_MARK_KEY_SEARCH},
  {GDK_KEY_m, XP_MARK_KEY_MOVE},
};

static XpMarkAction
press_with_control (XpMarkKeys *self, guint keyval)
{
  const guint lower = gdk_keyval_to_lower (keyval);
  if (is_in_grid (self) && (keyval == GDK_KEY_Home || keyval == GDK_KEY_End))
    return step_to (self, keyval == GDK_KEY_Home ? XP_STEP_FIRST : XP_STEP_LAST);
  for (size_t i = 0; i < G_N_ELEMENTS (WITH_CONTROL); i++)
    if (WITH_CONTROL[i].keyval == lower)
      return WITH_CONTROL[i].what == XP_MARK_KEY_MOVE ? act_at_rest (self, XP_MARK_KEY_MOVE)
                                                      : act (WITH_CONTROL[i].what);
  return act (XP_MARK_KEY_NONE);
}

static XpMarkAction
press_move (XpMarkKeys *self, size_t i)
{
  if (is_in_grid (self) && MOVES[i].step != XP_STEP_NONE)
    return step_to (self, MOVES[i].step);
  if (is_in_grid (self) && MOVES[i].what == XP_MARK_KEY_TAKE_BACK)
    xp_mark_keys_clear (self);
  return (XpMarkAction){.what = MOVES[i].what, .number = MOVES[i].number};
}

XpMarkAction
xp_mark_keys_press (XpMarkKeys *self, guint keyval, gboolean is_control)
{
  if (is_control)
    return press_with_control (self, keyval);
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    return enter (self);
  if (keyval == GDK_KEY_BackSpace)
    return erase (self);
  if (keyval == GDK_KEY_Escape) {
    xp_mark_keys_clear (self);
    return act (XP_MARK_KEY_TYPED);
  }
  if (keyval == GDK_KEY_F2)
    return press_judge (self);
  for (size_t i = 0; i < G_N_ELEMENTS (AT_REST); i++)
    if (AT_REST[i].keyval == keyval)
      return act_at_rest (self, AT_REST[i].what);
  for (size_t i = 0; i < G_N_ELEMENTS (MOVES); i++)
    if (MOVES[i].keyval == keyval)
      return press_move (self, i);

  const char c = plain_character (keyval);
  return c != 0 ? press_character (self, c) : act (XP_MARK_KEY_NONE);
}

#include "xp-mark-keys.h"

#include <gdk/gdk.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void
xp_mark_keys_clear (XpMarkKeys *self)
{
  *self = (XpMarkKeys){XP_TYPING_ITEM, ""};
}

void
xp_mark_keys_expect (XpMarkKeys *self, XpTyping typing)
{
  *self = (XpMarkKeys){typing, ""};
}

/* The item is known, and what is typed goes into its cell. */
static bool
is_typing_value (const XpMarkKeys *self)
{
  return self->typing == XP_TYPING_VALUE || self->typing == XP_TYPING_WORD ||
         self->typing == XP_TYPING_PAIR;
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
  return c > ' ' && c < 0x7f ? (char) c : 0;
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

static XpMarkAction
start (XpMarkKeys *self, XpTyping typing)
{
  if (self->text[0] != '\0' || is_typing_value (self))
    return act (XP_MARK_KEY_PENDING);
  *self = (XpMarkKeys){typing, ""};
  return act (XP_MARK_KEY_TYPED);
}

static XpMarkAction
enter (XpMarkKeys *self)
{
  XpMarkAction action = act (XP_MARK_KEY_TYPED);
  switch (self->typing) {
  case XP_TYPING_ITEM:
    action = act_with_text (self, XP_MARK_KEY_ITEM);
    break;
  case XP_TYPING_VALUE:
  case XP_TYPING_WORD:
  case XP_TYPING_PAIR:
    if (strcmp (self->text, ".") == 0)
      action = act (XP_MARK_KEY_NOT_APPLICABLE);
    else if (self->text[0] != '\0')
      action = act_with_text (self, XP_MARK_KEY_PUT);
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
  case XP_TYPING_STATE:
  default:
    break;
  }
  xp_mark_keys_clear (self);
  return action;
}

static XpMarkAction
press_character (XpMarkKeys *self, char c)
{
  if (g_ascii_isdigit (c)) {
    if (self->typing != XP_TYPING_STATE)
      return type (self, c);
    xp_mark_keys_clear (self);
    return (XpMarkAction){.what = XP_MARK_KEY_STATE, .number = c - '0'};
  }
  if (self->typing == XP_TYPING_PAIR && (c == '+' || c == '-'))
    return type (self, c);
  if (self->typing == XP_TYPING_WORD && g_ascii_isalpha (c))
    return type (self, c);
  switch (c) {
  case '.':
    return is_typing_value (self) || self->text[0] != '\0' ? type (self, c)
                                                           : act (XP_MARK_KEY_NONE);
  case '+':
    return self->text[0] == '\0' && self->typing == XP_TYPING_ITEM ? act (XP_MARK_KEY_CLOSE)
                                                                   : act (XP_MARK_KEY_PENDING);
  case '-':
    return start (self, XP_TYPING_STATE);
  case '*':
    return start (self, XP_TYPING_VETO);
  case '/':
    return start (self, XP_TYPING_GATE);
  default:
    return g_ascii_isalpha (c) ? act (XP_MARK_KEY_SEARCH) : act (XP_MARK_KEY_NONE);
  }
}

static XpMarkAction
erase (XpMarkKeys *self)
{
  const size_t length = strlen (self->text);
  if (length > 0)
    self->text[length - 1] = '\0';
  else
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

static const struct {
  guint keyval;
  XpMarkKeyWhat what;
  int number;
} MOVES[] = {
  {GDK_KEY_Up, XP_MARK_KEY_ROW, -1},
  {GDK_KEY_Down, XP_MARK_KEY_ROW, 1},
  {GDK_KEY_KP_Up, XP_MARK_KEY_ROW, -1},
  {GDK_KEY_KP_Down, XP_MARK_KEY_ROW, 1},
  {GDK_KEY_Page_Up, XP_MARK_KEY_HOUSEHOLD, -1},
  {GDK_KEY_Page_Down, XP_MARK_KEY_HOUSEHOLD, 1},
  {GDK_KEY_KP_Page_Up, XP_MARK_KEY_HOUSEHOLD, -1},
  {GDK_KEY_KP_Page_Down, XP_MARK_KEY_HOUSEHOLD, 1},
  {GDK_KEY_Delete, XP_MARK_KEY_TAKE_BACK, 0},
  {GDK_KEY_F3, XP_MARK_KEY_SEARCH, 0},
  {GDK_KEY_F9, XP_MARK_KEY_FOLD, 0},
};

XpMarkAction
xp_mark_keys_press (XpMarkKeys *self, guint keyval, gboolean is_control)
{
  if (is_control) {
    const guint lower = gdk_keyval_to_lower (keyval);
    return act (lower == GDK_KEY_z   ? XP_MARK_KEY_UNDO
                : lower == GDK_KEY_y ? XP_MARK_KEY_REDO
                : lower == GDK_KEY_f ? XP_MARK_KEY_SEARCH
                                     : XP_MARK_KEY_NONE);
  }
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
  for (size_t i = 0; i < G_N_ELEMENTS (MOVES); i++)
    if (MOVES[i].keyval == keyval)
      return (XpMarkAction){.what = MOVES[i].what, .number = MOVES[i].number};

  const char c = plain_character (keyval);
  return c != 0 ? press_character (self, c) : act (XP_MARK_KEY_NONE);
}

/* Keys of the marking page, as strings: “4⏎2⏎+”. ⏎ Enter, ⌫ Backspace, ⎋ Escape, ↑ → arrows, ⇥ Tab,
 * ⇤ Shift+Tab, ② F2 … ⑥ F6, ⑫ F12, ⌦ Delete. */
#include "xp-mark-keys.h"

#include <gdk/gdk.h>
#include <string.h>

static const struct {
  gunichar sign;
  guint keyval;
} SIGNS[] = {
  {0x23ce, GDK_KEY_Return},
  {0x232b, GDK_KEY_BackSpace},
  {0x238b, GDK_KEY_Escape},
  {0x2191, GDK_KEY_Up},
  {0x2192, GDK_KEY_Right},
  {0x21e5, GDK_KEY_Tab},
  {0x21e4, GDK_KEY_ISO_Left_Tab},
  {0x2326, GDK_KEY_Delete},
  {0x2461, GDK_KEY_F2},
  {0x2464, GDK_KEY_F5},
  {0x2465, GDK_KEY_F6},
  {0x246b, GDK_KEY_F12},
};

/* Presses all; “item:4 put:2” of what came of it, typed echoes left out. An item that is chosen
 * expects its value, as the page does. */
static char *
press_all (XpTyping cell, const char *keys)
{
  static const char *const WORDS[] = {
    [XP_MARK_KEY_NONE] = "none",         [XP_MARK_KEY_TYPED] = NULL,
    [XP_MARK_KEY_ITEM] = "item",         [XP_MARK_KEY_PUT] = "put",
    [XP_MARK_KEY_NOT_APPLICABLE] = "na", [XP_MARK_KEY_TAKE_BACK] = "back",
    [XP_MARK_KEY_VETO] = "veto",         [XP_MARK_KEY_GATE] = "gate",
    [XP_MARK_KEY_STATE] = "state",       [XP_MARK_KEY_CLOSE] = "close",
    [XP_MARK_KEY_ROW] = "row",           [XP_MARK_KEY_HOUSEHOLD] = "household",
    [XP_MARK_KEY_UNDO] = "undo",         [XP_MARK_KEY_REDO] = "redo",
    [XP_MARK_KEY_SEARCH] = "search",     [XP_MARK_KEY_JUDGES] = "judges",
    [XP_MARK_KEY_JUDGE] = "judge",       [XP_MARK_KEY_FOLD] = "fold",
    [XP_MARK_KEY_PENDING] = "pending",   [XP_MARK_KEY_STATES] = NULL,
    [XP_MARK_KEY_STEP] = "step",         [XP_MARK_KEY_GO] = "go",
    [XP_MARK_KEY_NEXT_OPEN] = "open",    [XP_MARK_KEY_REPEAT] = "repeat",
    [XP_MARK_KEY_RECUSE] = "recuse",     [XP_MARK_KEY_REASON] = "reason",
    [XP_MARK_KEY_COPY] = "copy",         [XP_MARK_KEY_NOTE] = "note",
    [XP_MARK_KEY_MOVE] = "move",         [XP_MARK_KEY_VIEW] = "view",
  };
  XpMarkKeys typing = {.cell = cell};
  GString *out = g_string_new (NULL);
  for (const char *at = keys; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    guint keyval = gdk_unicode_to_keyval (c);
    for (size_t i = 0; i < G_N_ELEMENTS (SIGNS); i++)
      if (SIGNS[i].sign == c)
        keyval = SIGNS[i].keyval;
    const XpMarkAction action = xp_mark_keys_press (&typing, keyval, FALSE);
    if (action.what == XP_MARK_KEY_ITEM && action.text[0] != '\0')
      xp_mark_keys_expect (&typing, XP_TYPING_VALUE);
    if (WORDS[action.what] != NULL)
      g_string_append_printf (out,
                              "%s%s:%s%d",
                              out->len > 0 ? " " : "",
                              WORDS[action.what],
                              action.text,
                              action.number);
  }
  return g_string_free (out, FALSE);
}

static const struct {
  const char *why;
  const char *keys;
  const char *expected;
} CASES[] = {
  {"the evening", "4⏎2⏎15⏎1⏎+", "item:40 put:20 item:150 put:10 close:0"},
  {"not applicable", "20⏎.⏎", "item:200 na:0"},
  {"full width and 。", "２０⏎。⏎", "item:200 na:0"},
  {"full-width digits", "４⏎２⏎", "item:40 put:20"},
  {"a score with a point", "1⏎7.5⏎", "item:10 put:7.50"},
  {"a veto", "*1⏎", "veto:10"},
  {"a gate", "/1⏎", "gate:10"},
  {"full-width signs", "＊1⏎／2⏎", "veto:10 gate:20"},
  {"a state needs no Enter", "-3", "state:3"},
  {"and is taken back", "-0", "state:0"},
  {"a digit is erased", "41⌫⏎2⏎", "item:40 put:20"},
  {"Escape forgets", "4⏎2⎋5⏎1⏎", "item:40 item:50 put:10"},
  {"+ does not swallow what is typed", "4⏎2+", "item:40 pending:0"},
  {"nor does -", "4-", "pending:0"},
  {"15 stays 15", "4⏎15⏎", "item:40 put:150"},
  {"nothing is cut short", "12345678", "pending:0"},
  {"Enter alone is the row at the cursor", "⏎", "item:0"},
  {"a letter searches", "z", "search:0"},
  {"up", "↑", "row:-1"},
  {"F2 lists the judges", "②", "judges:0"},
  {"and a number chooses one", "②12⏎", "judges:0 judge:12"},
  {"F2 twice takes the next", "②②", "judges:0 judge:0"},
  {"Escape keeps the judge", "②⎋4⏎", "judges:0 item:40"},
  {"F2 does not swallow what is typed", "4②", "pending:0"},
  {"= repeats", "=", "repeat:0"},
  {"but not what is half typed", "4=", "pending:0"},
  {"nor does a letter search then", "4z", "pending:0"},
  {"a space finds the next that is open", " ", "open:0"},
  {"a full-width one too", "　", "open:0"},
  {"F5 words, F6 views, F12 the last time", "⑤⑥⑫", "note:0 view:0 copy:0"},
  {"what has no key on the keypad is behind -", "--", "open:0"},
  {"the next judge", "-/", "judge:0"},
  {"the next view", "-*", "view:0"},
  {"the next household", "-+", "household:1"},
  {"a household by its number", "-.17⏎", "go:170"},
  {"a person by hers", "－。17－2⏎", "go:17-20"},
  {"repeat, recuse, undo, reason", "-7-8-9-⏎", "repeat:0 recuse:0 undo:0 reason:0"},
  {"Escape takes - back", "-⎋4⏎", "item:40"},
  {"Tab is nothing to the form", "⇥", "none:0"},
};

/* The cursor has chosen the cell: a digit begins its value. 1 on, 2 back, 4 right, 5 up. */
static const struct {
  const char *why;
  XpTyping cell;
  const char *keys;
  const char *expected;
} IN_GRID[] = {
  {"a value and on", XP_TYPING_VALUE, "2⏎", "put:21"},
  {"Tab puts too", XP_TYPING_VALUE, "8.5⇥", "put:8.51"},
  {"and back", XP_TYPING_VALUE, "2⇤", "put:22"},
  {"an arrow puts what is typed", XP_TYPING_VALUE, "2→", "put:24"},
  {"Enter alone goes on", XP_TYPING_VALUE, "⏎", "step:1"},
  {"arrows go about", XP_TYPING_VALUE, "↑→", "step:5 step:4"},
  {"not applicable", XP_TYPING_VALUE, ".⏎", "na:1"},
  {"full width", XP_TYPING_VALUE, "１２⏎。⏎", "put:121 na:1"},
  {"Delete takes back", XP_TYPING_VALUE, "⌦", "back:0"},
  {"and drops what is typed", XP_TYPING_VALUE, "3⌦⏎", "back:0 step:1"},
  {"erased to nothing is nothing", XP_TYPING_VALUE, "3⌫⏎", "step:1"},
  {"Escape keeps what stood there", XP_TYPING_VALUE, "3⎋⏎", "step:1"},
  {"+ closes", XP_TYPING_VALUE, "2⏎+", "put:21 close:0"},
  {"but swallows nothing", XP_TYPING_VALUE, "2+", "pending:0"},
  {"a state", XP_TYPING_VALUE, "-3", "state:3"},
  {"a veto", XP_TYPING_VALUE, "*1⏎", "veto:10"},
  {"a judge", XP_TYPING_VALUE, "②2⏎", "judges:0 judge:2"},
  {"letters search", XP_TYPING_WORD, "z", "search:0"},
  {"a grade by its number", XP_TYPING_WORD, "2⏎", "put:21"},
  {"a pair begins with how often for", XP_TYPING_PAIR, "2-1⏎", "put:+2-11"},
  {"never for, once against", XP_TYPING_PAIR, "0-1⏎", "put:+0-11"},
  {"a household by its number", XP_TYPING_VALUE, "-.17⏎", "go:170"},
  {"an arrow forgets what is no value", XP_TYPING_VALUE, "*1→", "step:4"},
};

static void
test_keys_mean_what_they_should (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].why);
    g_autofree char *got = press_all (XP_TYPING_ITEM, CASES[i].keys);
    g_assert_cmpstr (got, ==, CASES[i].expected);
  }
}

static void
test_a_grid_has_chosen_its_cell (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (IN_GRID); i++) {
    g_test_message ("%s", IN_GRID[i].why);
    g_autofree char *got = press_all (IN_GRID[i].cell, IN_GRID[i].keys);
    g_assert_cmpstr (got, ==, IN_GRID[i].expected);
  }
}

static void
test_the_keypad_alone_suffices (void)
{
  static const struct {
    guint keyval;
    XpMarkKeyWhat what;
  } KEYS[] = {
    {GDK_KEY_KP_4, XP_MARK_KEY_TYPED},
    {GDK_KEY_KP_Enter, XP_MARK_KEY_ITEM},
    {GDK_KEY_KP_Decimal, XP_MARK_KEY_NONE},
    {GDK_KEY_KP_Add, XP_MARK_KEY_CLOSE},
    {GDK_KEY_KP_Subtract, XP_MARK_KEY_STATES},
    {GDK_KEY_KP_1, XP_MARK_KEY_STATE},
    {GDK_KEY_KP_Multiply, XP_MARK_KEY_TYPED},
    {GDK_KEY_KP_1, XP_MARK_KEY_TYPED},
    {GDK_KEY_KP_Enter, XP_MARK_KEY_VETO},
    {GDK_KEY_KP_Divide, XP_MARK_KEY_TYPED},
  };
  XpMarkKeys typing = {0};
  for (size_t i = 0; i < G_N_ELEMENTS (KEYS); i++)
    g_assert_cmpint (xp_mark_keys_press (&typing, KEYS[i].keyval, FALSE).what, ==, KEYS[i].what);
}

static void
test_control_keys (void)
{
  XpMarkKeys typing = {0};
  g_assert_cmpint (xp_mark_keys_press (&typing, GDK_KEY_z, TRUE).what, ==, XP_MARK_KEY_UNDO);
  g_assert_cmpint (xp_mark_keys_press (&typing, GDK_KEY_Y, TRUE).what, ==, XP_MARK_KEY_REDO);
  g_assert_cmpint (xp_mark_keys_press (&typing, GDK_KEY_f, TRUE).what, ==, XP_MARK_KEY_SEARCH);
  g_assert_cmpint (xp_mark_keys_press (&typing, GDK_KEY_m, TRUE).what, ==, XP_MARK_KEY_MOVE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-keys/meaning", test_keys_mean_what_they_should);
  g_test_add_func ("/mark-keys/grid", test_a_grid_has_chosen_its_cell);
  g_test_add_func ("/mark-keys/keypad", test_the_keypad_alone_suffices);
  g_test_add_func ("/mark-keys/control", test_control_keys);
  return g_test_run ();
}

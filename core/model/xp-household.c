#include "xp-household.h"

#include <glib.h>
#include <string.h>

typedef struct {
  const char *name; /* as the book stores it */
  const char *word;
} Word;

static const Word STATES[] = {
  {"present", "在家"},
  {"away", "全家在外"},
  {"empty", "没人住"},
  {"closed", "已销户"},
  {NULL, NULL},
};
static const Word NAMINGS[] = {
  {"agreed", "同意"},
  {"refused", "不同意"},
  {"not-asked", "未问"},
  {NULL, NULL},
};
static const Word SEXES[] = {{"f", "女"}, {"m", "男"}, {NULL, NULL}};

static const Word *
find (const Word *words, const char *text)
{
  for (const Word *at = words; text != NULL && at->name != NULL; at++)
    if (strcmp (at->name, text) == 0 || strcmp (at->word, text) == 0)
      return at;
  return NULL;
}

static const char *
word_of (const Word *words, const char *name)
{
  const Word *found = find (words, name);
  return found != NULL && strcmp (found->name, name) == 0 ? found->word : NULL;
}

static const char *
name_of (const Word *words, const char *text)
{
  const Word *found = find (words, text);
  return found != NULL ? found->name : NULL;
}

const char *
xp_household_state_get_word (const char *state)
{
  return word_of (STATES, state);
}

const char *
xp_household_state_from_text (const char *name_or_word)
{
  return name_of (STATES, name_or_word);
}

const char *
xp_naming_get_word (const char *naming)
{
  return word_of (NAMINGS, naming);
}

const char *
xp_naming_from_text (const char *name_or_word)
{
  return name_of (NAMINGS, name_or_word);
}

const char *
xp_sex_get_word (const char *sex)
{
  return word_of (SEXES, sex);
}

const char *
xp_sex_from_text (const char *name_or_word)
{
  return name_of (SEXES, name_or_word);
}

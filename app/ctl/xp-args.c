#include "xp-args.h"

#include "xp-error.h"

#include <string.h>

void
xp_args_free (XpArgs *self)
{
  g_free (self->words);
  g_hash_table_unref (self->options);
  g_free (self);
}

static const XpArgOption *
find_option (const XpArgOption *options, const char *word, size_t length)
{
  for (const XpArgOption *option = options; option->name != NULL; option++)
    if (strncmp (option->name, word, length) == 0 && option->name[length] == '\0')
      return option;
  return NULL;
}

static const struct {
  const char *name, *spelt_out;
} SHORT[] = {{"-o", "--output"}, {"-h", "--help"}};

static const char *
spell_out (const char *word)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SHORT); i++)
    if (strcmp (SHORT[i].name, word) == 0)
      return SHORT[i].spelt_out;
  return word;
}

const char *
xp_arg_option_get_short (const XpArgOption *option)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SHORT); i++)
    if (strcmp (SHORT[i].spelt_out, option->name) == 0)
      return SHORT[i].name;
  return NULL;
}

const char *
xp_arg_option_get_value (const XpArgOption *option)
{
  return option->value != NULL ? option->value : "…";
}

static bool
is_option (const char *word)
{
  return word[0] == '-' && word[1] == '-' && word[2] != '\0';
}

XpArgs *
xp_args_parse (int argc, char *argv[], const XpArgOption *options, GError **error)
{
  g_autoptr (XpArgs) self = g_new0 (XpArgs, 1);
  self->words = g_new0 (char *, argc + 1);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < argc; i++) {
    const char *word = spell_out (argv[i]);
    if (!is_option (word)) {
      self->words[self->n_words++] = argv[i];
      continue;
    }
    const size_t length = strcspn (word, "=");
    const XpArgOption *option = find_option (options, word, length);
    if (option == NULL) {
      g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "选项“%s”不认得。", argv[i]);
      return NULL;
    }
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    if (option->takes_value && value == NULL && i + 1 < argc)
      value = argv[++i];
    if (option->takes_value != (value != NULL)) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_INPUT,
                   option->takes_value ? "选项“%s”后面要跟内容。" : "选项“%s”后面不能跟内容。",
                   option->name);
      return NULL;
    }
    g_hash_table_insert (self->options,
                         g_strdup (option->name),
                         (gpointer) (value != NULL ? value : ""));
  }
  return g_steal_pointer (&self);
}

const char *
xp_args_get (const XpArgs *self, const char *name)
{
  return g_hash_table_lookup (self->options, name);
}

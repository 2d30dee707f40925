#include "xp-xml.h"

#include "xp-error.h"

#include <string.h>

enum {
  MOST_DEPTH = 64,
  MOST_ATTRIBUTES = 32
};
static const gsize LONGEST_RUN = 1 << 20;

typedef struct {
  const XpXmlHandler *handler;
  gpointer user_data;
  const char *name, *part;
  GMarkupParseContext *context;
  int depth;
  gsize n_run; /* bytes since the last “<” */
  bool is_begun;
} Parsing;

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');
  return colon != NULL ? colon + 1 : name;
}

const char *
xp_xml_get (const char **keys, const char **values, const char *key)
{
  for (size_t i = 0; keys[i] != NULL; i++)
    if (strcmp (keys[i], key) == 0)
      return values[i];
  return "";
}

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **keys,
          const char **values,
          gpointer data,
          GError **error)
{
  Parsing *parsing = data;
  const char *bare[MOST_ATTRIBUTES + 1];
  if (++parsing->depth > MOST_DEPTH) {
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "too deep");
    return;
  }
  if (parsing->handler->start == NULL)
    return;
  size_t n = 0;
  for (; keys[n] != NULL && n < MOST_ATTRIBUTES; n++)
    bare[n] = local_name (keys[n]);
  bare[n] = NULL;
  parsing->handler->start (local_name (element), bare, values, parsing->user_data);
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Parsing *parsing = data;
  parsing->depth--;
  if (parsing->handler->end != NULL)
    parsing->handler->end (local_name (element), parsing->user_data);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize n, gpointer data, GError **error)
{
  Parsing *parsing = data;
  if (parsing->handler->text != NULL)
    parsing->handler->text (text, n, parsing->user_data);
}

static bool
is_run_too_long (Parsing *parsing, const char *data, gsize n)
{
  const char *last = memrchr (data, '<', n);
  const char *first = last != NULL ? memchr (data, '<', n) : NULL;
  const gsize n_to_first = first != NULL ? (gsize) (first - data) : n;
  const bool is_long = parsing->n_run + n_to_first > LONGEST_RUN;
  parsing->n_run = last != NULL ? n - (gsize) (last - data) : parsing->n_run + n;
  return is_long;
}

static bool
refuse (const Parsing *parsing, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s 里面的内容读不懂，可能已经损坏。请在 WPS 里打开，另存为一份新的 .xlsx 再导入。",
               parsing->name);
  return false;
}

static bool
take_piece (const char *data, gsize n, gpointer user_data, GError **error)
{
  Parsing *parsing = user_data;
  const bool has_bom = !parsing->is_begun && n >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0;
  parsing->is_begun = true;
  const gsize n_bom = has_bom ? 3 : 0;
  if (is_run_too_long (parsing, data, n) ||
      !g_markup_parse_context_parse (parsing->context, data + n_bom, (gssize) (n - n_bom), NULL))
    return refuse (parsing, error);
  return parsing->handler->check == NULL || parsing->handler->check (parsing->user_data, error);
}

bool
xp_xml_read (XpZip *zip,
             const char *name,
             const char *part,
             const XpXmlHandler *handler,
             gpointer user_data,
             GCancellable *cancellable,
             GError **error)
{
  static const GMarkupParser PARSER = {start_cb, end_cb, text_cb, NULL, NULL};
  Parsing parsing = {.handler = handler, .user_data = user_data, .name = name, .part = part};
  parsing.context =
    g_markup_parse_context_new (&PARSER, G_MARKUP_TREAT_CDATA_AS_TEXT, &parsing, NULL);
  const bool is_read =
    xp_zip_read (zip, part, take_piece, &parsing, cancellable, error) &&
    (g_markup_parse_context_end_parse (parsing.context, NULL) || refuse (&parsing, error));
  g_markup_parse_context_free (parsing.context);
  return is_read;
}

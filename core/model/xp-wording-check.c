/* xp-wording-check.c: whether a village's own words can be filled in, before they are kept
 * (xp-wording.h). */
#include "xp-wording.h"

#include <string.h>

#include "xp-error.h"

/* One paragraph as it stands in a text. */
typedef struct {
  char *name;
  size_t line_no;
  GPtrArray *fields; /* of char *, each once */
} Paragraph;

typedef struct {
  const char *name;
  GError **error;
} Checking;

static void
free_paragraph (gpointer data)
{
  Paragraph *self = data;
  g_free (self->name);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static bool
refuse (const Checking *self, size_t line_no, char *what)
{
  g_set_error (self->error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s 第%zu行：%s没有存，请改好再存。",
               self->name,
               line_no,
               what);
  g_free (what);
  return false;
}

static bool
has_field (const GPtrArray *fields, const char *field)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *) fields, field, g_str_equal, NULL);
}

/* The fields of a line, each once, into @fields; false where a brace is not closed. */
static bool
add_fields (GPtrArray *fields, const char *line, const char **out_open)
{
  for (const char *at = line; (at = strchr (at, '{')) != NULL;) {
    const char *end = strchr (at, '}');
    *out_open = at;
    if (end == NULL)
      return false;
    char *field = g_strndup (at + 1, (gsize) (end - at - 1));
    if (has_field (fields, field))
      g_free (field);
    else
      g_ptr_array_add (fields, field);
    at = end;
  }
  return true;
}

static char **
split_lines (const char *text)
{
  char **lines = g_strsplit (text, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  return lines;
}

static Paragraph *
begin_paragraph (GPtrArray *paragraphs, const char *line, size_t line_no)
{
  Paragraph *paragraph = g_new0 (Paragraph, 1);
  paragraph->name = g_strndup (line + 1, strlen (line) - 2);
  paragraph->line_no = line_no;
  paragraph->fields = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (paragraphs, paragraph);
  return paragraph;
}

/* Of a text that was parsed without an error. @checking: NULL: it is ours. */
static GPtrArray *
list_paragraphs (const char *text, const GPtrArray *known, const Checking *checking)
{
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (free_paragraph);
  g_auto (GStrv) lines = split_lines (text);
  Paragraph *present = NULL;
  for (size_t i = 0; lines[i] != NULL; i++) {
    const char *open = NULL;
    if (lines[i][0] == '#')
      continue;
    if (lines[i][0] == '[') {
      present = begin_paragraph (paragraphs, lines[i], i + 1);
      continue;
    }
    const guint n_before = present != NULL ? present->fields->len : 0;
    if (present != NULL && !add_fields (present->fields, lines[i], &open)) {
      refuse (checking, i + 1, g_strdup_printf ("“%s”后面缺“}”。", open));
      return NULL;
    }
    for (guint k = n_before; known != NULL && present != NULL && k < present->fields->len; k++)
      if (!has_field (known, present->fields->pdata[k])) {
        refuse (checking,
                i + 1,
                g_strdup_printf ("没有“{%s}”这个字段。", (char *) present->fields->pdata[k]));
        return NULL;
      }
  }
  return g_steal_pointer (&paragraphs);
}

static const Paragraph *
find_paragraph (const GPtrArray *paragraphs, const char *name)
{
  for (guint i = 0; i < paragraphs->len; i++)
    if (strcmp (((const Paragraph *) paragraphs->pdata[i])->name, name) == 0)
      return paragraphs->pdata[i];
  return NULL;
}

static bool
check_paragraph (const Checking *self, const Paragraph *own, const Paragraph *shipped)
{
  if (shipped == NULL)
    return refuse (self,
                   own->line_no,
                   g_strdup_printf ("没有“[%s]”这一段，段名要和原来的一样。", own->name));
  for (guint i = 0; i < shipped->fields->len; i++)
    if (!has_field (own->fields, shipped->fields->pdata[i]))
      return refuse (self,
                     own->line_no,
                     g_strdup_printf ("“[%s]”里少了“{%s}”，纸上就少了这一样。",
                                      own->name,
                                      (char *) shipped->fields->pdata[i]));
  return true;
}

/* Comments tell more fields than are used; “{ }” of the explanation is none. */
static GPtrArray *
list_known (const char *shipped)
{
  GPtrArray *known = g_ptr_array_new_with_free_func (g_free);
  const char *open = NULL;
  add_fields (known, shipped, &open);
  return known;
}

bool
xp_wording_check (const char *text, const char *shipped, const char *name, GError **error)
{
  const Checking checking = {name, error};
  g_autoptr (XpWording) parsed = xp_wording_parse (text, name, error);
  if (parsed == NULL)
    return false;
  g_autoptr (GPtrArray) known = list_known (shipped);
  g_autoptr (GPtrArray) theirs = list_paragraphs (shipped, NULL, NULL);
  g_autoptr (GPtrArray) own = list_paragraphs (text, known, &checking);
  if (own != NULL && own->len == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 里一段也没有，没有存。要用原来的写法，请恢复原样。",
                 name);
    return false;
  }
  for (guint i = 0; own != NULL && i < own->len; i++) {
    const Paragraph *paragraph = own->pdata[i];
    if (!check_paragraph (&checking, paragraph, find_paragraph (theirs, paragraph->name)))
      return false;
  }
  return own != NULL;
}

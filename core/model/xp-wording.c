#include "xp-wording.h"

#include <stdbool.h>
#include <string.h>

#include "xp-error.h"

typedef struct {
  GString *text;
  char *source;   /* where it stands, for errors */
  size_t line_no; /* of its [段名] */
} Section;

struct _XpWording {
  char *name;
  GHashTable *sections; /* name → Section; owned */
};

static void
free_section (gpointer data)
{
  Section *section = data;
  g_string_free (section->text, TRUE);
  g_free (section->source);
  g_free (section);
}

void
xp_wording_free (XpWording *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_hash_table_unref (self->sections);
  g_free (self);
}

static bool
refuse (const XpWording *self, size_t line_no, const char *what, GError **error)
{
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "%s 第%zu行：%s", self->name, line_no, what);
  return false;
}

/* A `[段名]` line. */
static bool
begin_section (
  XpWording *self, const char *line, size_t line_no, Section **out_section, GError **error)
{
  const size_t n_bytes = strlen (line);
  if (line[n_bytes - 1] != ']' || n_bytes < 3)
    return refuse (self, line_no, "段名要写成“[段名]”，后面不能再有别的字。", error);

  g_autofree char *name = g_strndup (line + 1, n_bytes - 2);
  if (g_hash_table_contains (self->sections, name)) {
    g_autofree char *what = g_strdup_printf ("段“%s”前面已经有了，请只留一个。", name);
    return refuse (self, line_no, what, error);
  }

  Section *section = g_new0 (Section, 1);
  section->text = g_string_new (NULL);
  section->source = g_strdup (self->name);
  section->line_no = line_no;
  g_hash_table_insert (self->sections, g_steal_pointer (&name), section);
  *out_section = section;
  return true;
}

static bool
is_mongolian (gunichar c)
{
  return c >= 0x1800 && c <= 0x18af;
}

/* Chinese needs no blank where a line ends; between two words of Mongolian it is lost else. A line
 * that begins with NNBSP goes on with the word. */
static bool
needs_blank (const GString *text, const char *line)
{
  static const gunichar NNBSP = 0x202f;
  if (text->len == 0 || line[0] == '\0' || text->str[text->len - 1] == '\n')
    return false;
  const gunichar last = g_utf8_get_char (g_utf8_prev_char (text->str + text->len));
  const gunichar first = g_utf8_get_char (line);
  return first != NNBSP && (is_mongolian (last) || is_mongolian (first));
}

static bool
take_line (XpWording *self, Section **section, char *line, size_t line_no, GError **error)
{
  g_strstrip (line);
  if (line[0] == '#')
    return true;
  if (line[0] == '[')
    return begin_section (self, line, line_no, section, error);
  if (*section == NULL && line[0] != '\0')
    return refuse (self, line_no, "这一行不在任何一段里，请先写“[段名]”。", error);
  if (*section == NULL)
    return true;

  if (needs_blank ((*section)->text, line))
    g_string_append_c ((*section)->text, ' ');
  g_string_append ((*section)->text, line[0] == '\0' && (*section)->text->len > 0 ? "\n" : line);
  return true;
}

static void
trim_section (gpointer name, gpointer data, gpointer unused)
{
  GString *text = ((Section *) data)->text;
  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);
}

XpWording *
xp_wording_parse (const char *text, const char *name, GError **error)
{
  g_autoptr (XpWording) self = g_new0 (XpWording, 1);
  self->name = g_strdup (name);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_section);
  if (!g_utf8_validate (text, -1, NULL)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 不是 UTF-8 文字，请另存为 UTF-8 后再用。",
                 name);
    return NULL;
  }

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Section *section = NULL;
  for (size_t i = 0; lines[i] != NULL; i++)
    if (!take_line (self, &section, lines[i], i + 1, error))
      return NULL;
  g_hash_table_foreach (self->sections, trim_section, NULL);
  return g_steal_pointer (&self);
}

XpWording *
xp_wording_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "用语文件“%s”读不出来。请重新安装程序，或把它放回原处。",
                 xp_error_name_file (path));
    return NULL;
  }
  g_autofree char *name = g_path_get_basename (path);
  return xp_wording_parse (text, name, error);
}

void
xp_wording_override (XpWording *self, XpWording *own)
{
  GHashTableIter iter;
  gpointer name = NULL, section = NULL;
  g_hash_table_iter_init (&iter, own->sections);
  while (g_hash_table_iter_next (&iter, &name, &section)) {
    g_hash_table_iter_steal (&iter);
    g_hash_table_replace (self->sections, name, section);
  }
  xp_wording_free (own);
}

const char *
xp_wording_lookup (const XpWording *self, const char *section)
{
  const Section *found = g_hash_table_lookup (self->sections, section);
  return found != NULL ? found->text->str : NULL;
}

char *
xp_wording_fill (const char *text, GHashTable *fields, GError **error)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  size_t line_no = 1;

  for (const char *at = text; *at != '\0'; at++) {
    line_no += *at == '\n' ? 1 : 0;
    if (*at != '{') {
      g_string_append_c (filled, *at);
      continue;
    }
    const char *end = strchr (at, '}');
    g_autofree char *name = g_strndup (at + 1, end != NULL ? (size_t) (end - at - 1) : 0);
    const char *value = end != NULL ? g_hash_table_lookup (fields, name) : NULL;
    if (value == NULL) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_INPUT,
                   end == NULL ? "第%zu行的“{%s”后面缺“}”。请补上后再打印。"
                               : "第%zu行的“{%s}”没有可填的内容。请改用文件开头列出的字段。",
                   line_no,
                   end == NULL ? at + 1 : name);
      return NULL;
    }
    g_string_append (filled, value);
    at = end;
  }
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

char *
xp_wording_fill_section (const XpWording *self,
                         const char *section,
                         GHashTable *fields,
                         GError **error)
{
  const Section *found = g_hash_table_lookup (self->sections, section);
  if (found == NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 里没有“[%s]”这一段。请补上这一段后再打印。",
                 self->name,
                 section);
    return NULL;
  }

  GError *problem = NULL;
  char *filled = xp_wording_fill (found->text->str, fields, &problem);
  if (filled == NULL) {
    /* The line within the paragraph means little to who opens the file. */
    g_propagate_prefixed_error (error,
                                problem,
                                "%s 第%zu行起的“[%s]”，其中",
                                found->source,
                                found->line_no,
                                section);
  }
  return filled;
}

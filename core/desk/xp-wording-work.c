#include "xp-wording-work.h"

#include "xp-plain-text.h"
#include "xp-print-source.h"
#include "xp-wording-private.h"

#include <string.h>

/* NULL with INPUT. */
static const XpDocument *
find_document (const char *document, GError **error)
{
  const XpDocument *found = xp_printing_lookup_document (document);
  if (found == NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "没有“%s”这种纸，没有用语可看。请照列出的名字写。",
                 document);
  return found;
}

static char *
dup_name (const XpDocument *document)
{
  return g_strdup_printf ("%s用语", document->title);
}

/* NULL without error: the village has none. Yours. */
static XpRecord *
look_up (XpBook *book, const char *document, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[\"%s\"]", document);
  return xp_book_lookup (book, XP_KIND_WORDING, key, error);
}

XpWording *
xp_wording_read (XpDesk *desk,
                 XpBook *book,
                 const char *document,
                 const char *file,
                 const char *own,
                 GError **error)
{
  GError *failure = NULL;
  g_autofree char *text = xp_desk_read_resource (desk, file, error);
  g_autoptr (XpWording) wording = text != NULL ? xp_wording_parse (text, file, error) : NULL;
  if (wording == NULL)
    return NULL;
  g_autoptr (XpRecord) record = own == NULL ? look_up (book, document, &failure) : NULL;
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return NULL;
  }
  const char *words = record != NULL ? xp_record_get_text (record, "text") : own;
  if (words == NULL)
    return g_steal_pointer (&wording);
  g_autofree char *name = dup_name (xp_printing_lookup_document (document));
  XpWording *village = xp_wording_parse (words, name, error);
  if (village == NULL)
    return NULL;
  xp_wording_override (wording, village);
  return g_steal_pointer (&wording);
}

/* ---- reading ---- */

static gpointer
list_own (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_book_list (book, XP_KIND_WORDING, NULL, 0, error);
}

static bool
is_among (const GPtrArray *records, const char *document)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (xp_record_get_text (records->pdata[i], "document"), document) == 0)
      return true;
  return false;
}

GPtrArray *
xp_wording_work_list (XpDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) own = xp_desk_run (desk, list_own, NULL, error);
  if (own == NULL)
    return NULL;
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  for (size_t i = 0; i < n; i++) {
    XpWordingLine *line = g_new (XpWordingLine, 1);
    *line = (XpWordingLine){documents[i].id, documents[i].title, is_among (own, documents[i].id)};
    g_ptr_array_add (lines, line);
  }
  return lines;
}

char *
xp_wording_work_load_shipped (XpDesk *desk, const char *document, GError **error)
{
  return find_document (document, error) != NULL
           ? xp_desk_read_resource (desk, xp_print_lookup_way (document)->wording, error)
           : NULL;
}

/* "" where the village has none. */
static gpointer
read_own (XpDesk *desk, XpBook *book, gpointer document, GError **error)
{
  GError *failure = NULL;
  g_autoptr (XpRecord) record = look_up (book, document, &failure);
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return NULL;
  }
  return g_strdup (record != NULL ? xp_record_get_text (record, "text") : "");
}

char *
xp_wording_work_load (XpDesk *desk, const char *document, bool *out_is_own, GError **error)
{
  if (find_document (document, error) == NULL)
    return NULL;
  g_autofree char *own = xp_desk_run (desk, read_own, (gpointer) document, error);
  if (own == NULL)
    return NULL;
  *out_is_own = own[0] != '\0';
  return *out_is_own ? g_steal_pointer (&own)
                     : xp_wording_work_load_shipped (desk, document, error);
}

/* ---- writing ---- */

bool
xp_wording_work_check (XpDesk *desk, const char *document, const char *text, GError **error)
{
  g_autofree char *shipped = xp_wording_work_load_shipped (desk, document, error);
  if (shipped == NULL)
    return false;
  g_autofree char *name = dup_name (xp_printing_lookup_document (document));
  return xp_wording_check (text, shipped, name, error);
}

/* As it is kept: one kind of line end, one at the end. Yours. */
static char *
tidy (const char *text)
{
  g_autofree char *plain = xp_plain_text (text);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  g_autofree char *joined = g_strjoinv ("\n", lines);
  return g_strconcat (g_strchomp (joined), "\n", NULL);
}

static bool
put (XpDesk *desk, XpRecord *record, bool is_removed, GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SETTINGS);
  xp_draft_set_subject (draft, record);
  if (is_removed)
    xp_draft_remove (draft, record);
  else
    xp_draft_put (draft, record);
  g_autoptr (XpAct) act = xp_desk_put (desk, draft, error);
  return act != NULL;
}

static XpRecord *
new_record (const char *document)
{
  XpRecord *record = xp_record_new (XP_KIND_WORDING);
  xp_record_set_text (record, "document", document);
  return record;
}

bool
xp_wording_work_reset (XpDesk *desk, const char *document, GError **error)
{
  bool is_own = false;
  g_autofree char *text = xp_wording_work_load (desk, document, &is_own, error);
  if (text == NULL)
    return false;
  if (!is_own) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s本来就是原来的用语，没有变动，什么也不用做。",
                 xp_printing_lookup_document (document)->title);
    return false;
  }
  g_autoptr (XpRecord) record = new_record (document);
  return put (desk, record, true, error);
}

bool
xp_wording_work_set (XpDesk *desk, const char *document, const char *text, GError **error)
{
  bool is_own = false;
  g_autofree char *tidied = tidy (text);
  g_autofree char *present = xp_wording_work_load (desk, document, &is_own, error);
  g_autofree char *shipped =
    present != NULL ? xp_wording_work_load_shipped (desk, document, error) : NULL;
  if (shipped == NULL || !xp_wording_work_check (desk, document, tidied, error))
    return false;
  if (strcmp (tidied, present) == 0)
    return true;
  if (strcmp (tidied, shipped) == 0)
    return xp_wording_work_reset (desk, document, error);
  g_autoptr (XpRecord) record = new_record (document);
  xp_record_set_text (record, "text", tidied);
  return put (desk, record, false, error);
}

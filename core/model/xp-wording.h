/* xp-wording.h: the words of our paper, kept outside the program.
 *
 * A wording is plain text: `# …` is a comment, `[段名]` begins a named paragraph, `{字段}` is
 * filled in. Lines of a paragraph are joined without a blank (Mongolian with one); an empty line
 * begins a new line in it. A village's own version has the same form. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct _XpWording XpWording;

/**
 * xp_wording_parse:
 * @text: UTF-8; borrowed
 * @name: how errors call it: “公示用语” or a file name
 *
 * Returns: yours, immutable; NULL with XP_ERROR_INPUT naming @name and the line
 */
XpWording *xp_wording_parse (const char *text, const char *name, GError **error);

/* Reads a file and parses it. Returns: yours; NULL with XP_ERROR_INPUT. */
XpWording *xp_wording_load (const char *path, GError **error);

void xp_wording_free (XpWording *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpWording, xp_wording_free)

/* Paragraphs that @own has take the place of @self's; what it lacks stays as it was. @own is
 * taken. */
void xp_wording_override (XpWording *self, XpWording *own);

/**
 * xp_wording_check:
 * @text: a village's version
 * @shipped: what it stands in place of; its fields are those that there are, comments included
 * @name: how errors call it
 *
 * Whether every paragraph of @text can be filled in: its names are @shipped's, it has no field that
 * is not known and lacks none that @shipped's has.
 *
 * Returns: false with XP_ERROR_INPUT, which names the line and the field
 */
bool xp_wording_check (const char *text, const char *shipped, const char *name, GError **error);

/* The paragraph as written, with its {字段}. Returns: (nullable): the wording's. */
const char *xp_wording_lookup (const XpWording *self, const char *section);

/**
 * xp_wording_fill_section:
 * @section: the paragraph's name
 * @fields: name → text, char * both; borrowed
 *
 * Returns: the finished paragraph, yours; NULL with XP_ERROR_INPUT when there is no such
 * paragraph, or it has a field that @fields lacks, naming the line
 */
char *xp_wording_fill_section (const XpWording *self,
                               const char *section,
                               GHashTable *fields,
                               GError **error);

/* The same for a text that stands alone; lines are counted from its beginning. */
char *xp_wording_fill (const char *text, GHashTable *fields, GError **error);

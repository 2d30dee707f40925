/* xp-xml.h: XML of an archive's part, element by element, names without their prefixes.
 *
 * No entities beyond the five, no depth beyond 64, no run of text or attributes beyond 1 MiB.
 * Private to this room. */
#pragma once

#include "xp-zip.h"

typedef struct {
  /* NULL: nothing to do. @values belong to @keys; keys have lost their prefixes. */
  void (*start) (const char *element, const char **keys, const char **values, gpointer user_data);
  void (*end) (const char *element, gpointer user_data);
  void (*text) (const char *text, gsize n, gpointer user_data);
  /* Whether to go on; false sets the error. Asked once a piece. */
  bool (*check) (gpointer user_data, GError **error);
} XpXmlHandler;

bool xp_xml_read (XpZip *zip,
                  const char *name,
                  const char *part,
                  const XpXmlHandler *handler,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error);

/* "" when there is none. Borrowed. */
const char *xp_xml_get (const char **keys, const char **values, const char *key);

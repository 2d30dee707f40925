/* xp-handover-private.h: what the two files of 换届移交 share. */
#pragma once

#include "xp-handover-work.h"

/* What lies in the folder so far, for the list. */
typedef struct {
  const XpHandover *handover; /* borrowed */
  const char *backup;         /* its file's name */
  int64_t backup_bytes;
  GPtrArray *files;    /* of char *: names of the sheets */
  GPtrArray *left_out; /* of char *: sentences: which sheet could not be printed, and why */
} XpHandoverPapers;

/* 移交清单: counts, rounds with their 核对码, certificates, the last act, backups. Yours. */
GBytes *xp_handover_print_list (XpDesk *desk, const XpHandoverPapers *papers, GError **error);

/* 证书清单 of all rounds. NULL without error: none was ever issued. Yours. */
GBytes *xp_handover_print_certificates (XpDesk *desk, GError **error);

#include "xp-page-journal.h"

#include <string.h>

enum {
  HEADER_BYTES = 32,
  FRAME_BYTES = 24,  /* before each page */
  MAGIC = 0x377f0682 /* the last bit: words of the sums are big-endian */
};

typedef struct {
  const guint8 *bytes;
  gsize n_bytes;
  bool is_big_endian;
  guint32 page_bytes;
  guint32 sums[2]; /* of all so far */
} Reading;

static guint32
read_word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static guint32
read_summed_word (const Reading *reading, const guint8 *at)
{
  const guint32 word = read_word (at);
  return reading->is_big_endian ? word : GUINT32_SWAP_LE_BE (word);
}

static void
add_to_sums (Reading *reading, const guint8 *at, gsize n)
{
  for (gsize i = 0; i < n; i += 8) {
    reading->sums[0] += read_summed_word (reading, at + i) + reading->sums[1];
    reading->sums[1] += read_summed_word (reading, at + i + 4) + reading->sums[0];
  }
}

static bool
has_sums (const Reading *reading, const guint8 *at)
{
  return read_word (at) == reading->sums[0] && read_word (at + 4) == reading->sums[1];
}

static bool
read_header (Reading *reading)
{
  const guint8 *header = reading->bytes;
  if (reading->n_bytes < HEADER_BYTES || (read_word (header) & ~1U) != MAGIC)
    return false;
  reading->is_big_endian = (header[3] & 1) != 0;
  reading->page_bytes = read_word (header + 8);
  add_to_sums (reading, header, 24);
  return reading->page_bytes >= 512 && reading->page_bytes <= 65536 &&
         reading->page_bytes % 8 == 0 && has_sums (reading, header + 24);
}

/* Of another life of the journal, or not whole: here it ends. */
static bool
read_frame (Reading *reading, const guint8 *frame)
{
  if (memcmp (frame + 8, reading->bytes + 16, 8) != 0)
    return false;
  add_to_sums (reading, frame, 8);
  add_to_sums (reading, frame + FRAME_BYTES, reading->page_bytes);
  return has_sums (reading, frame + 16);
}

/* Pages count once the transaction that wrote them has ended. */
static void
read_frames (XpPageJournal *self, Reading *reading)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  const gsize step = FRAME_BYTES + reading->page_bytes;
  for (gsize at = HEADER_BYTES; at + step <= reading->n_bytes; at += step) {
    const guint8 *frame = reading->bytes + at;
    if (!read_frame (reading, frame))
      return;
    const guint32 page = read_word (frame), n_pages = read_word (frame + 4);
    g_array_append_val (open, page);
    if (n_pages == 0)
      continue;
    self->n_pages = n_pages;
    for (guint i = 0; i < open->len; i++)
      g_hash_table_add (self->pages, GUINT_TO_POINTER (g_array_index (open, guint32, i)));
    g_array_set_size (open, 0);
  }
}

XpPageJournal *
xp_page_journal_read (const char *path)
{
  XpPageJournal *self = g_new0 (XpPageJournal, 1);
  self->pages = g_hash_table_new (NULL, NULL);
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  if (!g_file_get_contents (journal, &bytes, &n_bytes, NULL))
    return self;
  Reading reading = {.bytes = (const guint8 *) bytes, .n_bytes = n_bytes};
  if (read_header (&reading))
    read_frames (self, &reading);
  return self;
}

void
xp_page_journal_free (XpPageJournal *self)
{
  g_hash_table_unref (self->pages);
  g_free (self);
}

bool
xp_page_journal_has (const XpPageJournal *self, gint64 page)
{
  return g_hash_table_contains (self->pages, GUINT_TO_POINTER ((guint) page));
}

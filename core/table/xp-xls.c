#include "xp-xls.h"

#include "xp-error.h"
#include "xp-program-files.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  MOST_MS = 20000,
  MS_A_LOOK = 100, /* how often cancelling is asked for */
  MOST_COLUMNS = 256,
  MOST_CHARACTERS_IN_CELL = 32767,
  MOST_SHEETS = 255,
  MOST_RECORD = 65536
};
static const guint MOST_ROWS = 100000;
static const gsize MOST_OUTPUT = 40 << 20;
static const gsize MOST_TEXT = 10 << 20;

bool
xp_xls_is_one (GBytes *bytes)
{
  gsize n = 0;
  const char *data = g_bytes_get_data (bytes, &n);
  return n >= 4 && memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0;
}

static bool
refuse (GError **error, const char *name, const char *says)
{
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "%s %s", name, says);
  return false;
}

static const char UNREADABLE[] = "读不出来，可能已经损坏。请在 WPS 里打开，另存为 .xlsx 再导入。";

/* ---- what it is, by the names in its directory ---- */

static bool
has_entry (GBytes *bytes, const char *name)
{
  g_autoptr (GByteArray) wide = g_byte_array_new ();
  gsize n = 0;
  const char *data = g_bytes_get_data (bytes, &n);
  for (const char *at = name; at == name || at[-1] != '\0'; at++) {
    const guint8 unit[] = {(guint8) *at, 0}; /* UTF-16, as the directory has it */
    g_byte_array_append (wide, unit, sizeof unit);
  }
  return memmem (data, n, wide->data, wide->len) != NULL;
}

static bool
refuse_other (GBytes *bytes, const char *name, GError **error)
{
  static const struct {
    const char *entry, *says;
  } OTHERS[] = {
    {"EncryptedPackage", "文件有密码，请先在 WPS 里去掉密码，存好再导入。"},
    {"WordDocument", "是 Word 文件，不是表格。请把名单复制到一张新表里，存成 .xlsx 再导入。"},
    {"PowerPoint Document", "是演示文稿，不是表格。请选名单的表格文件。"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    if (has_entry (bytes, OTHERS[i].entry))
      return refuse (error, name, OTHERS[i].says);
  if (has_entry (bytes, "Workbook") || has_entry (bytes, "Book"))
    return true;
  return refuse (error, name, "不是 .xls 表格。请在 WPS 里打开，另存为 .xlsx 再导入。");
}

/* ---- the other process ---- */

/* The bytes as a file that has no name and that nobody can change any more; -1. */
static int
open_bytes (GBytes *bytes)
{
  gsize n = 0;
  const char *data = g_bytes_get_data (bytes, &n);
  const int fd = memfd_create ("list", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  while (fd >= 0 && n > 0) {
    const ssize_t written = write (fd, data, n);
    if (written <= 0) {
      close (fd);
      return -1;
    }
    data += written;
    n -= (gsize) written;
  }
  if (fd >= 0)
    fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  return fd;
}

static GSubprocess *
start (const char *program, GBytes *bytes)
{
  const int fd = open_bytes (bytes);
  if (fd < 0)
    return NULL;
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  const char *const ARGS[] = {program, NULL};
  return g_subprocess_launcher_spawnv (launcher, ARGS, NULL);
}

/* Reads on until the end, the last moment, or more than there should be. */
static bool
collect (int fd, gint64 until, GByteArray *output, GCancellable *cancellable, GError **error)
{
  guint8 piece[1 << 16];
  while (output->len <= MOST_OUTPUT && g_get_monotonic_time () < until) {
    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_CANCELLED,
                   "已经停下，什么也没有改。要导入就再选一次文件。");
      return false;
    }
    struct pollfd poll_fd = {fd, POLLIN, 0};
    if (poll (&poll_fd, 1, MS_A_LOOK) <= 0)
      continue;
    const ssize_t n = read (fd, piece, sizeof piece);
    if (n <= 0)
      return true;
    g_byte_array_append (output, piece, (guint) n);
  }
  return true;
}

/* What the process says of the file; cut off where it did not get to its end. NULL with an error.
 */
static GByteArray *
run (const char *program,
     int most_ms,
     GBytes *bytes,
     const char *name,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GSubprocess) process = program != NULL ? start (program, bytes) : NULL;
  if (process == NULL) {
    refuse (error, name, "是旧的 .xls 表格，这台电脑上读不了。请在 WPS 里另存为 .xlsx 再导入。");
    return NULL;
  }
  g_autoptr (GByteArray) output = g_byte_array_new ();
  GInputStream *pipe = g_subprocess_get_stdout_pipe (process);
  const bool is_read = collect (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (pipe)),
                                g_get_monotonic_time () + most_ms * G_TIME_SPAN_MILLISECOND,
                                output,
                                cancellable,
                                error);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return is_read ? g_steal_pointer (&output) : NULL;
}

/* ---- what it said ---- */

typedef struct {
  const guint8 *at, *end;
  GPtrArray *tables;  /* of XpTable */
  GArray *rows;       /* of XpTableRow: of the sheet being read */
  GPtrArray *cells;   /* of the row being read */
  GByteArray *number; /* likewise, 1 where a number */
  int record;
  guint n_rows;
  gsize n_text;
  const char *problem; /* what stops the reading; static */
} Answer;

static guint32
take_number (Answer *answer)
{
  guint32 number = 0;
  if (answer->end - answer->at < (ptrdiff_t) sizeof number) {
    answer->problem = UNREADABLE;
    return 0;
  }
  memcpy (&number, answer->at, sizeof number);
  answer->at += sizeof number;
  return number;
}

static guint8
take_byte (Answer *answer)
{
  if (answer->at < answer->end)
    return *answer->at++;
  answer->problem = UNREADABLE;
  return 0;
}

/* In NFC; "" for what is no text. */
static char *
take_text (Answer *answer)
{
  const guint32 n = take_number (answer);
  if ((gsize) (answer->end - answer->at) < n) {
    answer->problem = UNREADABLE;
    return g_strdup ("");
  }
  g_autofree char *raw = g_strndup ((const char *) answer->at, n);
  char *normal = g_utf8_normalize (raw, -1, G_NORMALIZE_NFC);
  answer->at += n;
  return normal != NULL ? normal : g_strdup ("");
}

static void
end_row (Answer *answer)
{
  if (answer->cells->len == 0)
    return;
  for (guint i = 0; i < answer->cells->len; i++)
    if (answer->cells->pdata[i] == NULL)
      answer->cells->pdata[i] = g_strdup ("");
  XpTableRow row = {.n_cells = answer->cells->len, .record = answer->record};
  g_ptr_array_add (answer->cells, NULL);
  row.cells = (char **) g_ptr_array_steal (answer->cells, NULL);
  row.is_number = g_memdup2 (answer->number->data, answer->number->len);
  g_byte_array_set_size (answer->number, 0);
  g_array_append_val (answer->rows, row);
  if (++answer->n_rows > MOST_ROWS)
    answer->problem = "超过10万行，不像一个村的农户名单。请只把名单那几列复制到一张新表里再导入。";
}

static void
end_sheet (Answer *answer)
{
  end_row (answer);
  if (answer->tables->len == 0)
    return;
  XpTable *table = answer->tables->pdata[answer->tables->len - 1];
  table->n_rows = answer->rows->len;
  table->rows = (XpTableRow *) (gpointer) g_array_free (answer->rows, FALSE);
  answer->rows = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
}

static void
take_sheet (Answer *answer)
{
  static const char *const NOTES[] = {
    ".xls 里看不出哪些行隐藏了、哪些行划掉了，都读进来了。要分得清，请在 WPS 里另存为 .xlsx "
    "再导入。",
    NULL};
  end_sheet (answer);
  XpTable *table = g_new0 (XpTable, 1);
  table->is_hidden = take_number (answer) != 0;
  table->name = take_text (answer);
  table->encoding = "XLS";
  table->notes = g_strdupv ((char **) NOTES);
  g_ptr_array_add (answer->tables, table);
  if (answer->tables->len > MOST_SHEETS)
    answer->problem = UNREADABLE;
}

static void
take_row (Answer *answer)
{
  end_row (answer);
  const guint32 record = take_number (answer);
  if (answer->tables->len == 0 || record == 0 || record > MOST_RECORD)
    answer->problem = UNREADABLE;
  answer->record = (int) record;
}

static void
take_cell (Answer *answer)
{
  const guint32 column = take_number (answer);
  const bool is_number = take_byte (answer) == 'n';
  char *text = take_text (answer);
  answer->n_text += strlen (text);
  if (column >= MOST_COLUMNS || answer->record == 0)
    answer->problem = UNREADABLE;
  else if (answer->n_text > MOST_TEXT || g_utf8_strlen (text, -1) > MOST_CHARACTERS_IN_CELL)
    answer->problem = "里的字太多，不像农户名单。请只把名单那几列复制到一张新表里再导入。";
  if (answer->problem != NULL || text[0] == '\0') {
    g_free (text);
    return;
  }
  if (answer->cells->len <= column) {
    const guint n = answer->number->len;
    g_ptr_array_set_size (answer->cells, (int) column + 1);
    g_byte_array_set_size (answer->number, column + 1);
    memset (answer->number->data + n, 0, column + 1 - n);
  }
  g_free (answer->cells->pdata[column]);
  answer->cells->pdata[column] = text;
  answer->number->data[column] = is_number;
}

/* Whether there is more. */
static bool
take_item (Answer *answer)
{
  switch (take_byte (answer)) {
  case 'S':
    take_sheet (answer);
    break;
  case 'R':
    take_row (answer);
    break;
  case 'C':
    take_cell (answer);
    break;
  case 'P':
    answer->problem = "文件有密码，请先在 WPS 里去掉密码，存好再导入。";
    break;
  case 'E':
    end_sheet (answer);
    return false;
  default:
    answer->problem = UNREADABLE;
  }
  return answer->problem == NULL;
}

GPtrArray *
xp_xls_read_answer (const guint8 *said, gsize n, const char *name, GError **error)
{
  static const guint8 NOTHING[1];
  const guint8 *begin = n > 0 ? said : NOTHING;
  Answer answer = {
    .at = begin,
    .end = begin + n,
    .tables = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_table_free),
    .rows = g_array_new (FALSE, FALSE, sizeof (XpTableRow)),
    .cells = g_ptr_array_new_with_free_func (g_free),
    .number = g_byte_array_new (),
  };
  while (take_item (&answer))
    ;
  if (answer.problem == NULL && answer.tables->len == 0)
    answer.problem = UNREADABLE;
  if (answer.problem != NULL) {
    refuse (error, name, answer.problem);
    g_clear_pointer (&answer.tables, g_ptr_array_unref);
  }
  for (guint i = 0; i < answer.rows->len; i++)
    xp_table_row_clear (&g_array_index (answer.rows, XpTableRow, i));
  g_array_unref (answer.rows);
  g_ptr_array_unref (answer.cells);
  g_byte_array_unref (answer.number);
  return answer.tables;
}

GPtrArray *
xp_xls_read_by (const char *program,
                int most_ms,
                GBytes *bytes,
                const char *name,
                GCancellable *cancellable,
                GError **error)
{
  if (!refuse_other (bytes, name, error))
    return NULL;
  g_autoptr (GByteArray) output = run (program, most_ms, bytes, name, cancellable, error);
  return output != NULL ? xp_xls_read_answer (output->data, output->len, name, error) : NULL;
}

GPtrArray *
xp_xls_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *helpers = xp_program_files_dup_dir ("helpers");
  g_autofree char *program = g_build_filename (helpers, "xiangping-read-xls", NULL);
  return xp_xls_read_by (program, MOST_MS, bytes, name, cancellable, error);
}

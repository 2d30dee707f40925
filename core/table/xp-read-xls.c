/* xiangping-read-xls: an old .xls workbook on standard input becomes plain cells on standard
 * output.
 *
 * A program of its own, because a stranger's binary file is read by a library that was not written
 * against strangers: what goes wrong here ends this process and nothing else. It has little memory,
 * little time, and opens nothing but what it was given.
 *
 * Output, numbers as 32 bits of this machine, a text as its length and its bytes:
 *   'S' hidden name         a sheet begins
 *   'R' row                 a row with something in it begins, from 1
 *   'C' column 't' or 'n' text   a cell of it, from 0; 'n': it is kept as a number
 *   'P'                     the workbook has a password
 *   'N'                     it is no workbook
 *   'E'                     the end; without it something went wrong on the way */
#include <fcntl.h>
#include <freexl.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  MOST_MEMORY = 512 << 20,
  MOST_SECONDS = 10,
  MOST_FILES = 8,
  MOST_COLUMNS = 256
};

/* ---- limits ---- */

static void
limit (__rlimit_resource_t what, rlim_t most)
{
  const struct rlimit both = {most, most};
  setrlimit (what, &both);
}

static void
confine (void)
{
#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes of addresses for itself */
  limit (RLIMIT_AS, MOST_MEMORY);
#endif
  limit (RLIMIT_CPU, MOST_SECONDS);
  limit (RLIMIT_NOFILE, MOST_FILES);
  limit (RLIMIT_NPROC, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_CORE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* ---- output ---- */

static void
put_number (uint32_t number)
{
  fwrite (&number, sizeof number, 1, stdout);
}

static void
put_text (const char *text)
{
  put_number ((uint32_t) strlen (text));
  fputs (text, stdout);
}

/* ---- hidden sheets ---- */

/* The library does not say which sheets are hidden. BoundSheet8 does ([MS-XLS] 2.4.28): type 85
 * hex, size, place of the sheet, state, type, then the name in bytes or in UTF-16. */
static bool
is_record_of_hidden (const unsigned char *at, const unsigned char *end, const char *name)
{
  enum {
    SIZE_BEFORE_NAME = 12
  };
  if (end - at < SIZE_BEFORE_NAME || at[0] != 0x85 || at[1] != 0 || at[3] != 0 || at[8] > 2)
    return false;
  const size_t n = at[10], width = at[11] == 1 ? 2 : 1;
  if (at[11] > 1 || (size_t) (end - at) < SIZE_BEFORE_NAME + n * width || at[2] != 8 + n * width)
    return false;
  const unsigned char *letters = at + SIZE_BEFORE_NAME;
  char text[256 * 3 + 1];
  size_t length = 0;
  for (size_t i = 0; i < n; i++) {
    const unsigned c =
      width == 2 ? letters[2 * i] | (unsigned) letters[2 * i + 1] << 8 : letters[i];
    if (c < 0x80) {
      text[length++] = (char) c;
    } else if (c < 0x800) {
      text[length++] = (char) (0xc0 | c >> 6);
      text[length++] = (char) (0x80 | (c & 0x3f));
    } else {
      text[length++] = (char) (0xe0 | c >> 12);
      text[length++] = (char) (0x80 | (c >> 6 & 0x3f));
      text[length++] = (char) (0x80 | (c & 0x3f));
    }
  }
  text[length] = '\0';
  return strcmp (text, name) == 0 && (at[8] & 3) != 0;
}

static bool
is_hidden (const unsigned char *file, size_t n, const char *name)
{
  for (size_t i = 0; file != NULL && i < n; i++)
    if (file[i] == 0x85 && is_record_of_hidden (file + i, file + n, name))
      return true;
  return false;
}

/* ---- cells ---- */

/* A number as one reads it in the sheet: whole ones without a point, never 1E+10. */
static void
write_number (char *buffer, size_t n, double number)
{
  const bool is_whole = fabs (number - round (number)) <= 0 && fabs (number) < 1e18;
  snprintf (buffer, n, is_whole ? "%.0f" : "%.15g", number);
}

static void
put_cell (uint32_t column, const FreeXL_CellValue *cell)
{
  char number[64] = "";
  const char *text = number;
  char type = 'n';
  if (cell->type == FREEXL_CELL_INT) {
    snprintf (number, sizeof number, "%d", cell->value.int_value);
  } else if (cell->type == FREEXL_CELL_DOUBLE) {
    write_number (number, sizeof number, cell->value.double_value);
  } else {
    text = cell->value.text_value;
    type = 't';
  }
  putchar ('C');
  put_number (column);
  putchar (type);
  put_text (text != NULL ? text : "");
}

static void
put_sheet (const void *workbook)
{
  unsigned n_rows = 0;
  unsigned short n_columns = 0;
  if (freexl_worksheet_dimensions (workbook, &n_rows, &n_columns) != FREEXL_OK)
    return;
  for (unsigned row = 0; row < n_rows; row++) {
    bool has_begun = false;
    for (unsigned short column = 0; column < n_columns && column < MOST_COLUMNS; column++) {
      FreeXL_CellValue cell;
      if (freexl_get_cell_value (workbook, row, column, &cell) != FREEXL_OK ||
          cell.type == FREEXL_CELL_NULL)
        continue;
      if (!has_begun) {
        putchar ('R');
        put_number (row + 1);
      }
      has_begun = true;
      put_cell (column, &cell);
    }
  }
}

static void
put_workbook (const void *workbook, const unsigned char *file, size_t n)
{
  unsigned n_sheets = 0;
  freexl_get_info (workbook, FREEXL_BIFF_SHEET_COUNT, &n_sheets);
  for (unsigned i = 0; i < n_sheets; i++) {
    const char *name = NULL;
    if (freexl_get_worksheet_name (workbook, (unsigned short) i, &name) != FREEXL_OK ||
        name == NULL || freexl_select_active_worksheet (workbook, (unsigned short) i) != FREEXL_OK)
      continue;
    putchar ('S');
    put_number (is_hidden (file, n, name));
    put_text (name);
    put_sheet (workbook);
  }
}

int
main (void)
{
  confine ();
  struct stat about;
  const void *workbook = NULL;
  unsigned password = FREEXL_BIFF_PLAIN;
  if (fstat (STDIN_FILENO, &about) != 0 || about.st_size <= 0 ||
      freexl_open ("/proc/self/fd/0", &workbook) != FREEXL_OK) {
    putchar ('N');
  } else if (freexl_get_info (workbook, FREEXL_BIFF_PASSWORD, &password) == FREEXL_OK &&
             password == FREEXL_BIFF_OBFUSCATED) {
    putchar ('P');
  } else {
    const size_t n = (size_t) about.st_size;
    const void *file = mmap (NULL, n, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    put_workbook (workbook, file != MAP_FAILED ? file : NULL, n);
  }
  putchar ('E');
  /* At once: a workbook made to break the library may also break its clearing up. */
  _exit (fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

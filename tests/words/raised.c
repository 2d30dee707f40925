/* raised.c: writes down every error that a test raises. Loaded before GLib by test-raised.py, so
 * that these two functions stand in front of GLib's own.
 *
 * One row an error, appended to the file $XP_RAISED in the order in which they are raised: the
 * case's path, the domain, the message (a line end in it as a blank), with tabs between. The file
 * is opened anew each time, for a child process raises errors too. */
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

static void
write_down (GQuark domain, const char *message)
{
  const char *path = g_getenv ("XP_RAISED");
  const int file = path != NULL ? open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (file < 0)
    return;

  g_autofree char *line = g_strdelimit (g_strdup (message), "\t\r\n", ' ');
  g_autofree char *row =
    g_strdup_printf ("%s\t%s\t%s\n", g_test_get_path (), g_quark_to_string (domain), line);
  if (write (file, row, strlen (row)) < 0)
    g_printerr ("raised: could not write down “%s”\n", line);
  close (file);
}

void
g_set_error_literal (GError **err, GQuark domain, gint code, const gchar *message)
{
  write_down (domain, message);
  if (err != NULL)
    *err = g_error_new_literal (domain, code, message);
}

void
g_set_error (GError **err, GQuark domain, gint code, const gchar *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (err, domain, code, message);
}

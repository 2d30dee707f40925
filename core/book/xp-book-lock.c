/* xp-book-lock.c: the lock of the one who writes: who, where, since when. */
#include "xp-book-private.h"

#include "xp-plain-text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
lock_path_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lock = g_strconcat (".", name, ".lock", NULL);
  return g_build_filename (folder, lock, NULL);
}

void
xp_book_holder_free (XpBookHolder *self)
{
  g_free (self->who);
  g_free (self->device);
  g_free (self->since);
  g_free (self);
}

/* Three lines at best: who, where, since when. The file may hold anything: what cannot be shown as
 * it stands is left out. */
static XpBookHolder *
read_holder (int fd)
{
  char bytes[512];
  const ssize_t n = pread (fd, bytes, sizeof bytes, 0);
  g_autofree char *text = g_utf8_make_valid (bytes, MAX (n, 0));
  g_autofree char *plain = xp_plain_text (text);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  const bool is_whole = g_strv_length (lines) >= 3;
  XpBookHolder *holder = g_new0 (XpBookHolder, 1);
  holder->who = g_strdup (is_whole ? lines[0] : "");
  holder->device = g_strdup (is_whole ? lines[1] : "这台电脑");
  holder->since = g_strdup (is_whole ? lines[2] : "不知何时");
  return holder;
}

XpBookHolder *
xp_book_dup_holder (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *lock = lock_path_of (real != NULL ? real : path);
  free (real);
  const int fd = open (lock, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return NULL;
  XpBookHolder *holder = flock (fd, LOCK_SH | LOCK_NB) != 0 ? read_holder (fd) : NULL;
  close (fd);
  return holder;
}

static void
set_locked_error (const char *path, int fd, GError **error)
{
  g_autoptr (XpBookHolder) holder = read_holder (fd);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_LOCKED,
               "%s 已经在%s上打开着（%s，%s起）。请在那边关掉再打开，两边同时录会乱。",
               xp_error_name_file (path),
               holder->device,
               holder->who[0] != '\0' ? holder->who : "没有留名",
               holder->since);
}

/* What is signed is written over: never a file that has another name too. */
static bool
is_plain (int fd)
{
  struct stat info;
  return fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_nlink <= 1;
}

/* Another account that may write the book may write the lock too. Where it may not, it still sees
 * by the lock that somebody has it. */
static int
open_lock (const char *path, const char *book)
{
  static const int FLAGS = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  struct stat info;
  const int fd = open (path, O_RDWR | O_CREAT | FLAGS, 0600);
  if (fd < 0)
    return errno == EACCES ? open (path, O_RDONLY | FLAGS) : fd;
  if (stat (book, &info) == 0 && is_plain (fd) && fchmod (fd, info.st_mode & 0666) != 0)
    g_debug ("the lock is somebody else's");
  return fd;
}

/* Whoever only asks who has it holds it for a moment. */
static bool
lock_file (int fd)
{
  static const int MOST_TRIES = 5;
  static const gulong BETWEEN_US = 20000;
  for (int i = 0; i < MOST_TRIES; i++) {
    if (flock (fd, LOCK_EX | LOCK_NB) == 0)
      return true;
    g_usleep (BETWEEN_US);
  }
  return false;
}

void
xp_book_sign_lock (XpBook *self)
{
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (xp_clock_now_ms (self->clock) / 1000);
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s\n", self->who, self->device, since);
  if (ftruncate (self->lock_fd, 0) != 0 ||
      pwrite (self->lock_fd, text, strlen (text), 0) != (ssize_t) strlen (text))
    g_debug ("the lock could not be signed");
}

/* Whoever closed may have taken the file away between our opening and locking it. */
static bool
is_still_there (const char *path, int fd)
{
  struct stat on_disk, locked;
  return stat (path, &on_disk) == 0 && fstat (fd, &locked) == 0 && on_disk.st_ino == locked.st_ino;
}

static bool
set_foreign_lock (const char *path, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "旁边的 %s 不是乡评留下的，不敢动它，资料没有打开。请把它移走再打开。",
               xp_error_name_file (path));
  return false;
}

bool
xp_book_take_lock (XpBook *self, GError **error)
{
  g_autofree char *path = lock_path_of (self->path);
  const int fd = open_lock (path, self->path);
  if (fd >= 0 ? !is_plain (fd) : errno == ELOOP || errno == EISDIR || errno == ENXIO) {
    if (fd >= 0)
      close (fd);
    return set_foreign_lock (path, error);
  }
  if (fd < 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_NOT_SAVED,
                 "%s 所在的文件夹不能写。请看看文件夹在不在、有没有权限，或把资料拷到别处再打开。",
                 xp_error_name_file (self->path));
    return false;
  }
  if (!lock_file (fd)) {
    set_locked_error (self->path, fd, error);
    close (fd);
    return false;
  }
  if (!is_still_there (path, fd)) {
    close (fd);
    return xp_book_take_lock (self, error);
  }
  self->lock_fd = fd;
  xp_book_sign_lock (self);
  return true;
}

void
xp_book_drop_lock (XpBook *self)
{
  if (self->lock_fd < 0)
    return;
  g_autofree char *path = lock_path_of (self->path);
  unlink (path);
  close (self->lock_fd);
  self->lock_fd = -1;
}

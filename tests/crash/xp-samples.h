/* xp-samples.h: how much of it. The usual run takes samples; a thorough one (XP_THOROUGH) leaves
 * nothing out; where memory is checked, which takes many times as long, a few are enough. */
#pragma once

#include <glib.h>

static inline int
choose_samples (int few, int usual, int all)
{
#ifdef __SANITIZE_ADDRESS__
  return g_getenv ("XP_THOROUGH") != NULL ? all : few;
#else
  (void) few;
  return g_getenv ("XP_THOROUGH") != NULL ? all : usual;
#endif
}

/* Where the disk's own part is played, a folder in memory will do: the machine's syncs cost much,
 * and tell nothing. Before anything else in main(). */
static inline void
use_memory_for_folders (void)
{
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
}

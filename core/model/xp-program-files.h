/* xp-program-files.h: where the program finds what comes with it.
 *
 * Everything is found from the place of the running program, so that one build serves /usr,
 * /opt/apps and a folder on a stick:
 *
 *   folder      set by            installed (PREFIX/bin/x)      while it is built
 *   resources   $XP_RESOURCES     PREFIX/share/xiangping/…      the source tree
 *   rubrics     $XP_RUBRICS       PREFIX/share/xiangping/…      the source tree
 *   icons       $XP_ICONS         PREFIX/share/icons            the source tree
 *   helpers     $XP_HELPERS       PREFIX/lib/xiangping          BUILD/helpers
 *   help        $XP_HELP          PREFIX/share/xiangping/…      BUILD/app/help
 *   locale      $XP_LOCALE        PREFIX/share/locale           BUILD/resources/po
 *
 * The top folder of a build is known by the file “source-root” in it, which names the source tree.
 */
#pragma once

/* @folder: one of the five. The variable goes first, then what is installed around the program,
 * then the tree it was built in. Yours; where nothing is found, the installed place, which then is
 * named as missing by whoever reads from it. */
char *xp_program_files_dup_dir (const char *folder);

/* The same for a program at @program (an absolute path), without looking at variables. */
char *xp_program_files_dup_dir_of (const char *program, const char *folder);

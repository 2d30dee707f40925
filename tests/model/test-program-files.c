/* One build serves every prefix: what comes with the program is found around it. */
#include "xp-program-files.h"

#include <glib.h>
#include <glib/gstdio.h>

typedef struct {
  char *top;
} Fixture;

static char *
below (Fixture *f, const char *path)
{
  return g_build_filename (f->top, path, NULL);
}

static void
make_folder (Fixture *f, const char *path)
{
  g_autofree char *folder = below (f, path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
}

/* Two installed places, a source tree and a build beside it. */
static const char *const FOLDERS[] = {
  "usr/share/xiangping/resources",
  "usr/share/xiangping/rubrics",
  "opt/apps/org.xiangping.Xiangping/files/share/xiangping/resources",
  "opt/apps/org.xiangping.Xiangping/files/share/xiangping/rubrics",
  "source/resources",
  "source/rubrics",
  "build/app/ctl",
};

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->top = g_dir_make_tmp ("xiangping-files-XXXXXX", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (FOLDERS); i++)
    make_folder (f, FOLDERS[i]);
  g_autofree char *mark = below (f, "build/source-root");
  g_autofree char *source = below (f, "source\n"); /* as echo writes it */
  g_assert_true (g_file_set_contents (mark, source, -1, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    remove_tree (inner);
  }
  g_remove (path);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  remove_tree (f->top);
  g_free (f->top);
}

static void
assert_found (Fixture *f, const char *program, const char *folder, const char *expected)
{
  g_autofree char *path = below (f, program);
  g_autofree char *found = xp_program_files_dup_dir_of (path, folder);
  g_autofree char *wanted = below (f, expected);
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_each_prefix_has_its_own (Fixture *f, gconstpointer unused)
{
  static const char *const PREFIXES[] = {"usr", "opt/apps/org.xiangping.Xiangping/files"};
  for (size_t i = 0; i < G_N_ELEMENTS (PREFIXES); i++) {
    g_autofree char *program = g_build_filename (PREFIXES[i], "bin/xiangping", NULL);
    g_autofree char *resources = g_build_filename (PREFIXES[i], "share/xiangping/resources", NULL);
    g_autofree char *rubrics = g_build_filename (PREFIXES[i], "share/xiangping/rubrics", NULL);
    g_autofree char *helpers = g_build_filename (PREFIXES[i], "lib/xiangping", NULL);
    assert_found (f, program, "resources", resources);
    assert_found (f, program, "rubrics", rubrics);
    assert_found (f, program, "helpers", helpers);
  }
}

static void
test_a_build_uses_its_source_tree (Fixture *f, gconstpointer unused)
{
  static const char *const PROGRAMS[] = {"build/app/xiangping",
                                         "build/app/ctl/xiangpingctl",
                                         "build/tests/test-files"};
  for (size_t i = 0; i < G_N_ELEMENTS (PROGRAMS); i++) {
    assert_found (f, PROGRAMS[i], "resources", "source/resources");
    assert_found (f, PROGRAMS[i], "rubrics", "source/rubrics");
    assert_found (f, PROGRAMS[i], "helpers", "build/helpers");
    assert_found (f, PROGRAMS[i], "locale", "build/resources/po");
  }
}

/* Then whoever reads names what is missing. */
static void
test_elsewhere_the_installed_place_is_named (Fixture *f, gconstpointer unused)
{
  assert_found (f, "home/bin/xiangping", "rubrics", "home/share/xiangping/rubrics");
}

static void
test_the_variable_goes_first (Fixture *f, gconstpointer unused)
{
  g_autofree char *before = g_strdup (g_getenv ("XP_RUBRICS"));
  g_setenv ("XP_RUBRICS", "/county/forms", TRUE);
  g_autofree char *found = xp_program_files_dup_dir ("rubrics");
  g_assert_cmpstr (found, ==, "/county/forms");
  g_unsetenv ("XP_RUBRICS");
  g_autofree char *own = xp_program_files_dup_dir ("rubrics");
  g_autofree char *form = g_build_filename (own, "ganjing-renjia.rubric", NULL);
  g_assert_true (g_file_test (form, G_FILE_TEST_IS_REGULAR));
  if (before != NULL)
    g_setenv ("XP_RUBRICS", before, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/program-files/prefixes", test_each_prefix_has_its_own);
  ADD ("/program-files/build", test_a_build_uses_its_source_tree);
  ADD ("/program-files/elsewhere", test_elsewhere_the_installed_place_is_named);
  ADD ("/program-files/variable", test_the_variable_goes_first);
#undef ADD
  return g_test_run ();
}

/* xp-printer-settings.c: what this machine knows of its printers and how certificates are printed
 * on it (套打). */
#include "xp-settings-private.h"

#include <string.h>

static const char GROUP_CERTIFICATES[] = "certificates";
static const char PRINTER[] = "printer ";
static const char *const FIGURES[] = {"offset-x", "offset-y", "scale-x", "scale-y"};

void
xp_certificate_choice_clear (XpCertificateChoice *self)
{
  g_free (self->stock);
  g_free (self->printer);
  *self = (XpCertificateChoice){0};
}

static char *
read_text (const XpSettings *self, const char *key)
{
  char *text = g_key_file_get_string (self->keys, GROUP_CERTIFICATES, key, NULL);
  return text != NULL ? text : g_strdup ("");
}

void
xp_settings_get_certificates (const XpSettings *self, XpCertificateChoice *out)
{
  const int pass = g_key_file_get_integer (self->keys, GROUP_CERTIFICATES, "pass", NULL);
  const int mongolian = g_key_file_get_integer (self->keys, GROUP_CERTIFICATES, "mongolian", NULL);
  *out = (XpCertificateChoice){
    .stock = read_text (self, "stock"),
    .pass = CLAMP (pass, 0, 2),
    .is_plain = g_key_file_get_boolean (self->keys, GROUP_CERTIFICATES, "plain", NULL),
    .mongolian = CLAMP (mongolian, 0, 2),
    .printer = read_text (self, "printer")};
}

void
xp_settings_set_certificates (XpSettings *self, const XpCertificateChoice *choice)
{
  xp_settings_reread (self);
  g_key_file_set_string (self->keys, GROUP_CERTIFICATES, "stock", choice->stock);
  g_key_file_set_string (self->keys, GROUP_CERTIFICATES, "printer", choice->printer);
  g_key_file_set_integer (self->keys, GROUP_CERTIFICATES, "pass", choice->pass);
  g_key_file_set_boolean (self->keys, GROUP_CERTIFICATES, "plain", choice->is_plain);
  g_key_file_set_integer (self->keys, GROUP_CERTIFICATES, "mongolian", choice->mongolian);
  xp_settings_save (self);
}

/* A group's name has no brackets and no control characters. Yours. */
static char *
dup_group (const char *name)
{
  return g_strdelimit (g_strconcat (PRINTER, name, NULL), "[]\n\r\t", ' ');
}

bool
xp_settings_get_printer (const XpSettings *self, const char *name, XpPrinterPlacing *out)
{
  g_autofree char *group = dup_group (name);
  double figures[G_N_ELEMENTS (FIGURES)] = {0};
  if (!g_key_file_has_group (self->keys, group))
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (FIGURES); i++)
    figures[i] = g_key_file_get_double (self->keys, group, FIGURES[i], NULL);
  *out = (XpPrinterPlacing){figures[0], figures[1], figures[2], figures[3]};
  return true;
}

void
xp_settings_set_printer (XpSettings *self, const char *name, const XpPrinterPlacing *placing)
{
  const double figures[] = {placing->dx_mm,
                            placing->dy_mm,
                            placing->scale_x_permille,
                            placing->scale_y_permille};
  g_autofree char *group = dup_group (name);
  xp_settings_reread (self);
  for (size_t i = 0; i < G_N_ELEMENTS (FIGURES); i++)
    g_key_file_set_double (self->keys, group, FIGURES[i], figures[i]);
  xp_settings_save (self);
}

char **
xp_settings_list_printers (const XpSettings *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) groups = g_key_file_get_groups (self->keys, NULL);
  for (size_t i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], PRINTER))
      g_strv_builder_add (names, groups[i] + strlen (PRINTER));
  return g_strv_builder_end (names);
}

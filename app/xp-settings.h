/* xp-settings.h: what this machine remembers of itself, apart from any book: the books it had open,
 * the sizes of text and window, how light it is, who types. Losing it loses no village anything; a
 * damaged file counts as an empty one. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Books remembered at most. */
#define XP_SETTINGS_MOST_BOOKS 3

typedef struct _XpSettings XpSettings;

typedef struct {
  char *path;
  char *village; /* 永胜村 */
} XpRecentBook;

void xp_recent_book_free (XpRecentBook *book);

/* @path: NULL: settings.ini in the user's folder for settings. */
XpSettings *xp_settings_new (const char *path);
void xp_settings_free (XpSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpSettings, xp_settings_free)

/* 100 to 200; 100 until another was set. */
int xp_settings_get_text_percent (const XpSettings *self);
void xp_settings_set_text_percent (XpSettings *self, int percent);

typedef struct {
  int width_px; /* of the window when it is not maximized */
  int height_px;
  bool is_maximized;
} XpWindowSize;

/* false: none was kept, or none that a window can have. */
bool xp_settings_get_window_size (const XpSettings *self, XpWindowSize *out_size);
void xp_settings_set_window_size (XpSettings *self, const XpWindowSize *size);

typedef enum {
  XP_LIGHT_BY_DESKTOP, /* as the desktop is */
  XP_LIGHT_BRIGHT,
  XP_LIGHT_DARK
} XpLight;

XpLight xp_settings_get_light (const XpSettings *self);
void xp_settings_set_light (XpSettings *self, XpLight light);

/* Strong lines and full black for eyes that need them. */
bool xp_settings_get_is_strong (const XpSettings *self);
void xp_settings_set_is_strong (XpSettings *self, bool is_strong);

/* The wall (放大屏) in light letters on dark: better in a dark room. */
bool xp_settings_get_is_wall_dark (const XpSettings *self);
void xp_settings_set_is_wall_dark (XpSettings *self, bool is_dark);

/* Who types on this machine, as the history names it; "" until it was asked. Borrowed until it is
 * set. */
const char *xp_settings_get_who (const XpSettings *self);
void xp_settings_set_who (XpSettings *self, const char *who);

/* The book becomes the latest. */
void xp_settings_remember_book (XpSettings *self, const char *path, const char *village);
/* Latest first; those whose file is not there (a stick that is not in) are left out, and come back
 * with it. Of XpRecentBook. Yours. */
GPtrArray *xp_settings_list_books (const XpSettings *self);

/* ---- printers (xp-printer-settings.c) ---- */

/* How certificates are printed on this machine. Texts are yours. */
typedef struct {
  char *stock;   /* a cover of the book by its name, or a size; "" A4 */
  int pass;      /* 0 whole, 1 background, 2 text */
  bool is_plain; /* black alone */
  int mongolian; /* 0 left, 1 right, 2 none */
  char *printer; /* whose offset and scale are used; "" none */
} XpCertificateChoice;

void xp_certificate_choice_clear (XpCertificateChoice *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XpCertificateChoice, xp_certificate_choice_clear)

void xp_settings_get_certificates (const XpSettings *self, XpCertificateChoice *out);
void xp_settings_set_certificates (XpSettings *self, const XpCertificateChoice *choice);

/* What a printer needs, of one of its trays. */
typedef struct {
  double dx_mm, dy_mm; /* right and down are positive */
  double scale_x_permille, scale_y_permille;
} XpPrinterPlacing;

/* @name: of printer and tray, as the person calls them. False: it was not calibrated. */
bool xp_settings_get_printer (const XpSettings *self, const char *name, XpPrinterPlacing *out);
void xp_settings_set_printer (XpSettings *self, const char *name, const XpPrinterPlacing *placing);
/* Those that were calibrated. Yours. */
char **xp_settings_list_printers (const XpSettings *self);

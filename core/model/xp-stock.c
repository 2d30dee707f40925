#include "xp-stock.h"

#include "xp-decimal.h"
#include "xp-error.h"

#include <string.h>

static const char *const FIELDS[] = {"标题", "称呼", "正文", "落款", "日期", "编号"};
G_STATIC_ASSERT (G_N_ELEMENTS (FIELDS) == XP_STOCK_N_FIELDS);
static const char *const ALIGNS[] = {"左", "中", "右"};

enum {
  LEAST_WIDTH = 20000,
  MOST_WIDTH = 45000,
  LEAST_HEIGHT = 15000,
  MOST_HEIGHT = 32000,
  LEAST_SIZE = 600,
  MOST_SIZE = 7200,
};

/* An inner sheet of 285 × 210 mm as it is sold, to which others are in proportion. */
enum {
  USUAL_WIDTH = 28500,
  USUAL_HEIGHT = 21000
};
static const XpStockPlace USUAL[] = {
  [XP_STOCK_HEADING] = {false, 14250, 4800, 20000, 4400, XP_STOCK_CENTRE},
  [XP_STOCK_NAME] = {true, 3800, 7400, 20900, 2800, XP_STOCK_LEFT},
  [XP_STOCK_BODY] = {true, 3800, 9200, 20900, 2000, XP_STOCK_LEFT},
  [XP_STOCK_ISSUER] = {true, 21000, 15600, 12000, 1800, XP_STOCK_CENTRE},
  [XP_STOCK_DATE] = {true, 21000, 16600, 12000, 1800, XP_STOCK_CENTRE},
  [XP_STOCK_NUMBER] = {true, 3800, 18600, 9000, 1050, XP_STOCK_LEFT},
};
G_STATIC_ASSERT (G_N_ELEMENTS (USUAL) == XP_STOCK_N_FIELDS);

const char *
xp_stock_field_get_word (XpStockField field)
{
  return FIELDS[field];
}

const char *
xp_stock_align_get_word (XpStockAlign align)
{
  return ALIGNS[align];
}

void
xp_stock_init (XpStock *self, int width, int height)
{
  self->width = width;
  self->height = height;
  for (size_t i = 0; i < XP_STOCK_N_FIELDS; i++) {
    XpStockPlace *place = &self->places[i];
    *place = USUAL[i];
    place->x = place->x * width / USUAL_WIDTH;
    place->width = place->width * width / USUAL_WIDTH;
    place->y = place->y * height / USUAL_HEIGHT;
  }
}

void
xp_stock_move (XpStock *self, XpStockField field, int x, int y)
{
  self->places[field].x = CLAMP (x, 0, self->width);
  self->places[field].y = CLAMP (y, 0, self->height);
}

bool
xp_stock_size_from_text (const char *text, int *out_width, int *out_height)
{
  g_autofree char *plain = g_strdup (text);
  char *cross = strstr (plain, "×");
  const size_t n_cross = cross != NULL ? strlen ("×") : 1;
  if (cross == NULL && (cross = strpbrk (plain, "xX*")) == NULL)
    return false;
  *cross = '\0';
  int64_t width = 0, height = 0;
  if (!xp_decimal_from_text (plain, &width) || !xp_decimal_from_text (cross + n_cross, &height) ||
      width < LEAST_WIDTH || width > MOST_WIDTH || height < LEAST_HEIGHT || height > MOST_HEIGHT)
    return false;
  *out_width = (int) width;
  *out_height = (int) height;
  return true;
}

static void
append_decimal (GString *text, int hundredths)
{
  g_string_append_printf (text, " %d", hundredths / 100);
  if (hundredths % 100 != 0)
    g_string_append_printf (text, ".%02d", hundredths % 100);
}

char *
xp_stock_to_text (const XpStock *self)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < XP_STOCK_N_FIELDS; i++) {
    const XpStockPlace *place = &self->places[i];
    const int figures[] = {place->x, place->y, place->width, place->size};
    g_string_append (text, FIELDS[i]);
    for (size_t k = 0; k < G_N_ELEMENTS (figures) && place->is_printed; k++)
      append_decimal (text, figures[k]);
    g_string_append_printf (text, " %s\n", place->is_printed ? ALIGNS[place->align] : "不印");
  }
  return g_string_free (text, FALSE);
}

/* Where @word stands in @words; @n: nowhere. */
static size_t
find_word (const char *const words[], size_t n, const char *word)
{
  size_t i = 0;
  while (i < n && strcmp (words[i], word) != 0)
    i++;
  return i;
}

static bool
refuse (GError **error, const char *line)
{
  g_set_error (
    error,
    XP_ERROR,
    XP_ERROR_INPUT,
    "套打的位置“%s”读不懂。请写成“称呼 38 72 209 28 左”：字段、离左边、离上边、行宽（毫米）、"
    "字号（磅）、左中右；不要印的写“标题 不印”。",
    line);
  return false;
}

static bool
is_on_sheet (const XpStock *stock, const XpStockPlace *place)
{
  return place->x >= 0 && place->x <= stock->width && place->y > 0 && place->y <= stock->height &&
         place->width >= 1000 && place->width <= stock->width && place->size >= LEAST_SIZE &&
         place->size <= MOST_SIZE;
}

static bool
set_line (XpStock *stock, const char *line, GError **error)
{
  enum {
    N_WORDS = 6
  };
  g_auto (GStrv) words = g_strsplit_set (line, " ,\t", -1);
  const guint n_words = g_strv_length (words);
  const size_t field = find_word (FIELDS, XP_STOCK_N_FIELDS, words[0]);
  if (n_words < 2 || field == XP_STOCK_N_FIELDS)
    return refuse (error, line);
  if (n_words == 2 && strcmp (words[1], "不印") == 0) {
    stock->places[field].is_printed = false;
    return true;
  }
  int64_t figures[4];
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (n_words != N_WORDS || !xp_decimal_from_text (words[1 + i], &figures[i]) ||
        figures[i] != CLAMP (figures[i], -MOST_WIDTH, MOST_WIDTH))
      return refuse (error, line);
  const size_t align = find_word (ALIGNS, G_N_ELEMENTS (ALIGNS), words[5]);
  if (align == G_N_ELEMENTS (ALIGNS))
    return refuse (error, line);
  const XpStockPlace place = {true,
                              (int) figures[0],
                              (int) figures[1],
                              (int) figures[2],
                              (int) figures[3],
                              (XpStockAlign) align};
  stock->places[field] = place;
  if (is_on_sheet (stock, &place))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "套打的位置“%s”不在 %d×%d 毫米的纸上，或者字号不在6到72磅之间。请重新量一量。",
               line,
               stock->width / 100,
               stock->height / 100);
  return false;
}

bool
xp_stock_set_from_text (XpStock *self, const char *text, GError **error)
{
  XpStock read = *self;
  g_auto (GStrv) lines = g_strsplit_set (text, "\n;", -1);
  for (size_t i = 0; lines[i] != NULL; i++) {
    g_strstrip (lines[i]);
    if (lines[i][0] != '\0' && !set_line (&read, lines[i], error))
      return false;
  }
  *self = read;
  return true;
}

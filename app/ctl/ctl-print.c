#include "xp-ctl.h"

#include "xp-printing.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {{"--output", true, "文件.pdf", "存到哪里；一定要写"},
                                      {NULL, false}};

static void
print_documents (void)
{
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  for (size_t i = 0; i < n; i++)
    fprintf (stderr, "  %-14s%s：%s\n", documents[i].id, documents[i].title, documents[i].about);
}

static const char *
document_at (size_t n)
{
  size_t n_documents = 0;
  const XpDocument *documents = xp_printing_list_documents (&n_documents);
  return n < n_documents ? documents[n].id : NULL;
}

static int
run (const XpCtl *ctl)
{
  const char *document = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  const char *output = xp_args_get (ctl->args, "--output");
  if (document == NULL || path == NULL || number == NULL || output == NULL)
    return xp_ctl_usage (&XP_CTL_PRINT,
                         "请写上印什么、资料文件、第几次评选，并用 -o 写上存到哪里。");
  if (xp_printing_lookup_document (document) == NULL) {
    fprintf (stderr, "没有“%s”这种纸。有这些：\n", document);
    print_documents ();
    return XP_EXIT_USAGE;
  }

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  if (uid == 0)
    return XP_EXIT_REFUSED;
  g_autoptr (GBytes) pdf = xp_printing_render (desk, document, uid, NULL, NULL, &error);
  if (pdf == NULL || !xp_printing_save (pdf, output, &error))
    return xp_ctl_fail (error);

  g_auto (GStrv) warnings = xp_printing_list_warnings (desk, document, uid);
  for (size_t i = 0; warnings[i] != NULL; i++)
    fprintf (stderr, "%s\n", warnings[i]);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_PRINT = {
  "print",
  "印成 PDF：公示、荣誉证书、汇总表",
  "  xiangpingctl print notice 资料 第几次 -o 公示.pdf\n"
  "  xiangpingctl print certificates 资料 第几次 -o 证书.pdf\n"
  "  xiangpingctl print summary 资料 第几次 -o 汇总表.pdf\n",
  OPTIONS,
  run,
  document_at,
};

"""Markdown of ours as a web page that stands alone: it opens in any browser, prints, and what is
copied from it keeps its headings and lists in a document, a mail or an intranet.
"""

from html import escape

from markdown_it import MarkdownIt

from bot.documents.markdown import visible

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1d1d1f; background: #fff;
  font: 1rem/1.5 Calibri, "Segoe UI", system-ui, sans-serif; overflow-wrap: break-word; }}
h1, h2, h3 {{ line-height: 1.2; break-after: avoid; }}
h2 {{ margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid #c7c7cc; }}
h3 {{ margin-top: 2rem; }}
p, li {{ break-inside: avoid; }}
em {{ color: #5f5f64; }}
@media print {{ body {{ max-width: none; margin: 0; padding: 0; font-size: 11pt; }} }}
</style>
</head>
<body>
{content}</body>
</html>
"""
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def page(markdown: str, *, title: str, language: str) -> str:
    """`title` is anybody's words, as they stand; in `markdown` they are escaped already."""
    return _PAGE.format(
        language=language,
        title=escape(visible(title)),
        content=_MARKDOWN.render(markdown),
    )

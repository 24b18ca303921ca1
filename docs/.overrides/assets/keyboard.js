// What a keyboard and a screen reader need besides: of what scrolls by itself, of the menu, the colours, and the search box;
// and what Material is not to ask for.

"use strict";

(() => {
  // Material looks for a sitemap beside each link that says just "alternate", not only beside those to other languages. A blank after
  // it changes nothing else. In the page there is none: programs that look for feeds may know "alternate" only.
  for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.rel = "alternate ";

  // A table or code that is wider than the text scrolls: by key, too, and named after the heading that it is below.
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3)[id]")];
  const nameScrollers = () => {
    for (const box of document.querySelectorAll("article :is(.md-typeset__scrollwrap, pre > code)")) {
      const heading = headings.findLast((other) => other.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
      const found = { tabindex: 0, role: box.matches("code") ? "group" : "region", "aria-labelledby": heading?.id };
      for (const [name, value] of Object.entries(found)) {
        if (box.scrollWidth > box.clientWidth) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  };
  addEventListener("load", nameScrollers);
  addEventListener("resize", nameScrollers);
  document.addEventListener("toggle", nameScrollers, true); // of what unfolds

  // The menu is over the page: it closes when the reader goes elsewhere, by the key Tab or by a link to a part of this page.
  const menu = document.getElementById("menu");
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.hidePopover?.();
  });
  menu.addEventListener("click", ({ target }) => {
    if (target.closest("a[href^='#']")) menu.hidePopover?.();
  });

  // Material shows which colours hold, but chooses neither of their switches: screen readers would say that none holds.
  addEventListener("load", () => {
    for (const option of document.querySelectorAll(".md-option")) option.checked = !option.nextElementSibling.hidden;
  });

  // Material opens the search box when its field has the focus. On a phone a closed box is hidden, and takes none: open it before.
  const search = document.querySelector(".md-search");
  const button = document.querySelector(".fc-search-button");
  const box = document.querySelector("[data-md-component=search-query]");
  const toggle = document.getElementById("__search");
  if (!box) return;
  box.focus = (options) => {
    if (!toggle.checked) toggle.click();
    HTMLElement.prototype.focus.call(box, options);
  };
  button.addEventListener("click", () => box.focus());
  search.querySelector(".fc-search-close").addEventListener("click", () => toggle.click());
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", toggle.checked);
    if (!toggle.checked && search.contains(document.activeElement)) button.focus(); // on a wide screen it takes none
  });
})();

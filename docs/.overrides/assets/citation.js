// On a claim's page: today's date in its citations, and for whoever follows an old one, what was corrected since.
// Without this script the citations have a place for the date, and all corrections are on the page anyway.
"use strict";

const pad = (number) => String(number).padStart(2, "0");
const now = new Date();
const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;

for (const place of document.querySelectorAll("code.fc-today")) {
  place.textContent = place.textContent.replaceAll("YYYY-MM-DD", today);
}

// In a sentence, as its language writes a date; French says "1er" for the first day of a month.
for (const place of document.querySelectorAll("span.fc-today")) {
  const { today: blank, locale, first } = place.dataset;
  const day = now.toLocaleDateString(locale, { dateStyle: "long" }).replace(/^1(?= )/, first);
  place.textContent = place.textContent.replace(blank, day);
}

// ?version=2026-11-24 in the address: only the shape of a day is ever used, and only compared.
const cited = new URLSearchParams(location.search).get("version") ?? "";
const notice = document.querySelector(".fc-since");
if (notice && /^\d{4}-\d{2}-\d{2}$/.test(cited)) {
  const later = [...notice.querySelectorAll("[data-date]")].filter((item) => {
    item.hidden = item.dataset.date <= cited;
    return !item.hidden;
  });
  notice.hidden = later.length === 0;
}

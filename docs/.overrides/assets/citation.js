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

// ?version=swh:1:cnt:… in the address, or a day, as in older citations: only its shape is used, and only compared.
const cited = new URLSearchParams(location.search).get("version") ?? "";
const isDay = /^\d{4}-\d{2}-\d{2}$/.test(cited);
const notice = document.querySelector(".fc-since");

// What a reader is told who has cited or was given a version: where its words are, and what was corrected since.
function tell(version, day) {
  const isOlder = Boolean(version) && version.dataset.current === undefined;
  if (isOlder) {
    version.hidden = false;
  }
  const later = [...notice.querySelectorAll("[data-date]")].filter((item) => {
    item.hidden = item.dataset.date <= day;
    return !item.hidden;
  });
  notice.querySelector(".fc-since__corrected").hidden = later.length === 0;
  return isOlder || later.length > 0;
}

if (notice && (isDay || /^swh:1:cnt:[0-9a-f]{40}$/.test(cited))) {
  const versions = [...notice.querySelectorAll("[data-version]")];
  const version = isDay
    ? versions.findLast((item) => item.dataset.version <= cited)
    : versions.findLast((item) => item.dataset.content === cited); // what was taken back is said now
  if (isDay || version) {
    notice.hidden = !tell(version, isDay ? cited : version.dataset.version);
  } else if (!document.querySelector(".fc-content-now")?.textContent.includes(cited)) {
    notice.querySelector(".fc-since__unknown").hidden = false;
    notice.querySelector(".fc-since__earlier").hidden = true;
    notice.querySelector(".fc-since__corrected").hidden = true;
    for (const item of notice.querySelectorAll("[data-date]")) {
      item.hidden = true;
    }
    notice.hidden = false;
  }
}

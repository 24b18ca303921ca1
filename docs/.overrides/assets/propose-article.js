// Where a quotation is in its article, of whose text only the fingerprint is published, and the passages of the article when
// they name the claim: what find_in_fingerprint() in scripts/factcheck/records/fingerprint.py and place_claim() in
// analysis/passages.py say.

import { digits, words } from "./find-claims.js";

const CONTEXT = 5; // so many words before and after the quoted ones are needed, where the text has them
const SCRAP = 5; // fewer words than this beside a quotation belong to its passage

const isLetter = (text) => /[\p{L}\p{N}]/u.test(text);

/** Return what may be between two parts of a quotation: a blank, or nothing if a sign touches a word. */
function joints(left, right) {
  const apart = isLetter([...left].at(-1) ?? "") && isLetter([...right][0] ?? "");
  return apart || !left || !right ? [" "] : [" ", ""];
}

/** Return the first and the last word of a quotation in an article, counted from 1; or "lost", "short" or "many". */
export async function findPlace({ prefix = "", exact, suffix = "" }, article) {
  const marks = article.text.fingerprint.replace(/\s/g, "");
  const total = marks.length - CONTEXT;
  const [before, inner, after] = [prefix, exact, suffix].map((part) => words(part).join(" "));
  const found = [];
  for (const left of joints(before, inner)) {
    for (const right of joints(inner, after)) {
      const all = `${before}${left}${inner}${right}${after}`.split(" ").filter(Boolean);
      if (all.length <= CONTEXT) return "short";
      const own = (await digits(all, article.id)).join("");
      const beforeIt = before.split(" ").filter(Boolean).length - (before && !left ? 1 : 0);
      const afterIt = after.split(" ").filter(Boolean).length - (after && !right ? 1 : 0);
      for (let place = marks.indexOf(own); place >= 0; place = marks.indexOf(own, place + 1)) {
        const start = place - CONTEXT;
        if (start < 0 || start + all.length > total) continue;
        const enough = (beforeIt >= CONTEXT || start === 0) && (afterIt >= CONTEXT || start + all.length === total);
        found.push({ first: start + beforeIt + 1, last: start + all.length - afterIt, enough });
      }
    }
  }
  const sure = found.filter(({ enough }) => enough);
  if (sure.length === 1) return sure[0];
  if (sure.length) return "many";
  return found.length ? "short" : "lost";
}

/** Return passages that name a claim where its quotation is. One without claims is cut before and after the quotation. */
export function placeClaim(passages, { first, last }, claim) {
  return passages.flatMap((passage) => {
    if (passage.last < first || last < passage.first) return [passage];
    if (passage.claims) return [{ ...passage, claims: [...new Set([...passage.claims, claim])] }];
    const start = first - passage.first < SCRAP ? passage.first : first;
    const end = passage.last - last < SCRAP ? passage.last : last;
    return [
      ...(start > passage.first ? [{ ...passage, last: start - 1 }] : []),
      { first: start, last: end, claims: [claim] },
      ...(end < passage.last ? [{ ...passage, first: end + 1 }] : []),
    ];
  });
}

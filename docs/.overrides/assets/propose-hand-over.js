// The ways on from a file that a form has made: the page of a forge, a report, the clipboard, the disk. And the draft of a form,
// which is kept in its tab of the browser.

const LONGEST_ADDRESS = 7500; // forges refuse longer ones

/** Let a link lead to an address or, if it is too long, to a short one; what is then missing is copied at a click. */
export function lead(link, full, short, copied) {
  const fits = full !== null && full.length <= LONGEST_ADDRESS;
  link.href = fits ? full : short;
  link.dataset.copy = fits ? "" : copied;
  return fits;
}

/** Give the links of a page what they hand over: a new file begins at the forge, a changed one is edited there. */
export function handOver(page, { kind, id, path, text }, isChange, paste) {
  const encode = (text) => encodeURIComponent(text).replaceAll("%2F", "/");
  const fill = (address, values) => address.replace(/\{(\w+)\}/g, (_, name) => encode(values[name]));
  const { create, edit, issue } = page.dataset;
  const [forge, report, download] = ["forge", "issue", "download"].map((name) => page.querySelector(`#propose-${name}`));
  if (forge) {
    const folder = path.replace(/\/[^/]*$/, "");
    const full = isChange || !create.includes("{text}") ? null : fill(create, { path, folder, text });
    const fits = lead(forge, full, isChange ? edit + path : fill(create, { path, folder, text: "" }), text);
    page.querySelector("#propose-paste").hidden = fits;
  } else page.querySelector("#propose-paste").hidden = true;
  const body = `${path}\n\n\`\`\`yaml\n${text}\`\`\`\n`;
  const values = { title: `${kind} ${id}: `, text: body };
  if (report) lead(report, fill(issue, values), fill(issue, { ...values, text: paste }), body);
  if (download.href.startsWith("blob:")) URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
  download.download = path.split("/").pop();
}

const draftName = () => `propose ${location.pathname}${location.search}`;

/** Keep what was typed, so that it is not lost with a wrong key; or forget it, if it is nothing. */
export function keepDraft(value) {
  try {
    if (value === undefined) sessionStorage.removeItem(draftName());
    else sessionStorage.setItem(draftName(), JSON.stringify(value));
  } catch {
    // a browser that keeps nothing
  }
}

/** Return what was typed on this page; null if nothing was. */
export function keptDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(draftName()) ?? "null");
  } catch {
    return null;
  }
}

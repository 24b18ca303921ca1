// The records of the site, from its JSON API: which ids there are, what they are called, and what a record holds.

const MANY = 1000; // with fewer records than this, all are proposed
const PAGES = 10; // how many pages of a list are loaded to propose ids; an id that is on a later one can be typed

/** What is known of the records; each file is loaded once, when it is first needed. */
export class KnownRecords {
  #api;
  #language;
  #answers = new Map();

  constructor(api, language) {
    this.#api = api;
    this.#language = language;
  }

  /** Return a file of the API; nothing if there is none. */
  #file(address) {
    const url = new URL(address, this.#api).href;
    if (!this.#answers.has(url)) this.#answers.set(url, fetch(url).then((answer) => (answer.ok ? answer.json() : undefined), () => undefined));
    return this.#answers.get(url);
  }

  #title(text) {
    if (text && typeof text === "object") return text[this.#language] ?? Object.values(text)[0];
    return text ?? "";
  }

  /** Return the titles of records of a kind by their ids. */
  async known(kind) {
    const found = new Map();
    let file = `${LISTS[kind]}.json`;
    for (let number = 1; file && number <= PAGES; number += 1) {
      const page = await this.#file(file);
      for (const { id, title, name, label } of page?.items ?? page?.[LISTS[kind]] ?? []) {
        found.set(id, this.#title(title ?? name ?? label) || id);
      }
      file = page?.next?.split("/").pop(); // the page of a site that is shown at another address than its own
    }
    return found;
  }

  /** Return the record of a kind with an id; nothing if there is none. */
  async read(kind, id) {
    const known = await this.known(kind);
    if (!ID.test(id) || (known.size < MANY && !known.has(id))) return undefined;
    const file = await this.#file(`${LISTS[kind]}/${encodeURIComponent(id)}.json`);
    const gone = file?.record?.moved_to || file?.record?.withdrawn;
    return gone ? undefined : file?.record;
  }

  /** Return what a record of a kind is called; "" if there is none. */
  async name(kind, id) {
    const known = await this.known(kind);
    if (known.has(id)) return known.get(id);
    return known.size >= MANY && (await this.read(kind, id)) ? id : "";
  }
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LISTS = { article: "articles", claim: "claims", source: "sources", entity: "entities", rating: "ratings", term: "terms" };

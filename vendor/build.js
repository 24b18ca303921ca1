// Make docs/.overrides/assets/form-library.js: one file, with the names, versions and licences of what is in it.
// The same packages make the same bytes. Preact takes the part of React, for which the form library is written, at a tenth of its size.

import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const TARGET = process.argv[2];
const NOTHING = `${HERE}/without-markdown.js`;
const OPTIONS = {
  absWorkingDir: HERE,
  entryPoints: ["form-library.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  define: { "process.env.NODE_ENV": '"production"' },
  alias: {
    react: "preact/compat",
    "react-dom": "preact/compat",
    "react/jsx-runtime": "preact/jsx-runtime",
    "markdown-to-jsx/react": NOTHING,
    "@rjsf/validator-ajv8": NOTHING, // it makes functions from text, which our policy forbids; the form is given another
  },
};

/** Return the folders of the packages of which a bundle contains something. */
function packages({ inputs }) {
  const names = Object.keys(inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

/** Return the name, version and licence of a package, and the text of the licence. */
function notice(name) {
  const folder = `${HERE}/node_modules/${name}`;
  const { version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`));
  const file = readdirSync(folder).find((path) => /^licen[cs]e/i.test(path));
  const text = file ? readFileSync(`${folder}/${file}`, "utf-8").trim() : `Copyright ${author?.name ?? author}`;
  return `${name} ${version} (${license})\n\n${text.replace(/[ \t]+$/gm, "")}`;
}

const { metafile } = await build({ ...OPTIONS, write: false, outfile: TARGET });
const notices = packages(metafile).map(notice).join(`\n\n${"-".repeat(80)}\n\n`);
const banner = `/*\nMade by \`make vendor\` from the files in vendor/; never change it by hand. It contains:\n\n${notices.replaceAll("*/", "* /")}\n*/`;
await build({ ...OPTIONS, outfile: TARGET, banner: { js: banner } });

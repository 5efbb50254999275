// Makes `built` out of `src`, as ./dev page calls it. The same source makes the same octets.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = {
  bundle: true,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  format: "iife",
  target: "es2022",
  platform: "browser",
};

const integrity = (octets) => `sha384-${createHash("sha384").update(octets).digest("base64")}`;

mkdirSync("built", { recursive: true });
await build({ ...common, entryPoints: ["src/worker.ts"], outfile: "built/worker.js" });
const worker = integrity(readFileSync("built/worker.js"));
const define = { WORKER_INTEGRITY: JSON.stringify(worker) };
await build({ ...common, define, entryPoints: ["src/page.ts"], outfile: "built/page.js" });
await build({
  ...common,
  format: "esm",
  platform: "node",
  entryPoints: ["src/vectors.ts"],
  outfile: "../../tests/page/vectors.mjs",
});
writeFileSync("built/page.css", readFileSync("page.css"));
let index = readFileSync("index.html", "utf8");
for (const name of ["page.css", "page.js"]) {
  index = index.replace(`@${name}@`, integrity(readFileSync(`built/${name}`)));
}
writeFileSync("built/index.html", index);

// What this was built from: a test compares it with the sources beside it.
const sources = ["index.html", "package-lock.json", "page.css"];
for (const folder of ["src", "texts"]) {
  sources.push(...readdirSync(folder).map((each) => `${folder}/${each}`));
}
const told = sources.sort().map((each) => {
  return `${createHash("sha256").update(readFileSync(each)).digest("hex")}  ${each}\n`;
});
writeFileSync("built/sources.sha256", told.join(""));

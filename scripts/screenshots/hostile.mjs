// Opens every page of sites made of hostile texts, with the pages' own policy switched off, and fails if any text runs as a script.
//
//   node scripts/screenshots/hostile.mjs FOLDER      (FOLDER/0/public, FOLDER/1/public, …)
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

const require = createRequire(join(process.cwd(), "index.js"));
const { chromium } = require("playwright-core");

const [folder] = process.argv.slice(2);
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json" };
let site;
const server = createServer(async (request, answer) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  try {
    const body = await readFile(join(site, normalize(path.endsWith("/") ? path + "index.html" : path)));
    answer.writeHead(200, { "content-type": types[extname(path)] ?? "text/html" }).end(body);
  } catch {
    answer.writeHead(404).end();
  }
});
await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ bypassCSP: true });
await context.route(url => url.origin !== origin, route => route.abort());
let pages = 0, run = 0;
for (const number of (await readdir(folder)).sort((one, other) => one - other)) {
  site = join(folder, number, "public");
  const files = (await readdir(site, { recursive: true })).filter(file => file.endsWith("index.html"));
  const page = await context.newPage();
  await page.exposeFunction("pwned", () => { run++; console.log(`${number}: a text ran on ${page.url()}`); });
  page.on("pageerror", error => { run++; console.log(`${number}: ${page.url()}: ${error.message}`); });
  page.on("dialog", dialog => { run++; dialog.dismiss(); });
  for (const file of files) {
    await page.goto(origin + "/" + file.slice(0, -"index.html".length).split("/").map(encodeURIComponent).join("/"), { waitUntil: "domcontentloaded" });
    pages++;
  }
  // The instant search puts texts into the page, too.
  await page.goto(origin + "/");
  await page.click(".find");
  await page.fill("dialog input", "pwned");
  await page.waitForFunction(() => !document.querySelector("dialog .note").textContent.includes("…"));
  await page.close();
}
await browser.close();
server.close();
console.log(`${pages} pages opened, ${run} texts ran`);
process.exitCode = run > 0 ? 1 : 0;

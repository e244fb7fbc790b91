// Opens every page of sites made of hostile texts in a headless Chromium, with the pages' own policy switched off (CDP Page.setBypassCSP),
// so that the escaping is proved alone; fails if a text runs as a script, opens a dialog or another page, or asks another host for anything.
//
//   node scripts/screenshots/hostile.mjs FOLDER [EVERY]      (FOLDER/SITE/public, …; FOLDER/pictures.json has the pictures that pages may ask for;
//                                                             EVERY=4 opens a quarter of the pages made for a single text)
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, normalize, relative } from "node:path";

const require = createRequire(join(process.cwd(), "index.js"));
const { chromium } = require("playwright-core");

const [folder, every = "1"] = process.argv.slice(2);
let singles = 0;
const pictures = new Set(JSON.parse(await readFile(join(folder, "pictures.json"), "utf8")));
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json" };

// What must be noticed, or a clean result would say nothing. The policy on it would forbid most of it.
const control = `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title>
<script>pwned()</script><img src=x onerror=pwned()><a href="javascript:pwned()">x</a><script src="https://evil.example/x.js"></script>`;

const server = createServer(async (request, answer) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (path === "/control/") return answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(control);
  if (path === "/frames/") return answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!DOCTYPE html><title>frames</title>");
  try {
    const file = normalize(site + "/public" + (path.endsWith("/") ? path + "index.html" : path));
    const body = await readFile(join(folder, file));
    const age = path.startsWith("/assets/") ? { "cache-control": "max-age=3600, immutable" } : {};
    answer.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain", ...age }).end(body);
  } catch {
    answer.writeHead(404).end();
  }
});
await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
// No name leads anywhere but to us.
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"] });
const context = await browser.newContext({ bypassCSP: true, serviceWorkers: "block" });
let site = "", pages = 0, found = 0;
function finding(where, what) {
  found++;
  console.log(`${site} ${where}: ${what}`);
}

const page = await context.newPage();
page.on("request", request => {
  const address = request.url();
  if (!address.startsWith(origin + "/") && !(request.resourceType() === "image" && pictures.has(address))) finding(request.frame().url(), `asked for ${address}`);
});
await page.exposeBinding("pwned", source => finding(source.frame.url(), "a text ran"));
page.on("pageerror", error => finding(page.url(), error.message));
page.on("dialog", dialog => { finding(page.url(), "a dialog"); return dialog.dismiss(); });
context.on("page", other => { if (other !== page) finding(page.url(), "another window"); });
page.on("framenavigated", frame => { if (!frame.url().startsWith(origin + "/")) finding(frame.url(), "led away"); });

// Opens pages side by side, and looks in each for markup that would run later: when a link is followed, a pointer passes, or a form is sent.
async function open(paths) {
  await page.goto(origin + "/frames/");
  pages += paths.length;
  return page.evaluate(async paths => {
    const frames = paths.map(path => Object.assign(document.createElement("iframe"), { src: path }));
    const loaded = Promise.all(frames.map(frame => new Promise(resolve => { frame.onload = resolve; })));
    document.body.append(...frames);
    await loaded;
    return frames.map(frame => {
      const inside = frame.contentDocument;
      if (!inside) return ["it led elsewhere"];
      const found = [];
      const isMail = /^\/mail\//.test(frame.contentWindow.location.pathname);
      for (const element of inside.querySelectorAll("*")) {
        for (const { name } of element.attributes) if (/^on|^srcdoc$|^formaction$/.test(name)) found.push(`<${element.localName} ${name}>`);
        if (/^(base|object|embed)$/.test(element.localName) || (element.localName === "style" && !isMail)) found.push(`<${element.localName}>`);
      }
      for (const link of inside.querySelectorAll("a[href], link[href]")) if (!/^https?:$/.test(new URL(link.href).protocol)) found.push(link.outerHTML);
      if (!inside.querySelector("h1, h3")) found.push("nothing is left of the page");
      return found;
    });
  }, paths);
}

const [controlled] = await open(["/control/"]);
await page.waitForTimeout(200);
if (controlled.length !== 3 || found !== 3) { console.log(`the browser noticed ${found} and ${controlled} of what it must notice`); process.exit(1); }
found = 0;
pages = 0;

// Pages of a month are other pages once more. Pages of two themes that differ in nothing but the style sheet are the same page to a script.
const seen = new Set();
for (site of (await readdir(folder)).filter(name => name.includes("-")).sort()) {
  const root = join(folder, site, "public");
  const fresh = [];
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter(file => file.isFile() && file.name === "index.html" && !/\d{4}-\d\d$/.test(file.parentPath));
  for (const file of files.map(file => relative(root, join(file.parentPath, file.name))).sort()) {
    const text = (await readFile(join(root, file), "utf8")).replace(/\?v=[0-9a-f]+/g, "");
    if (!seen.has(text) && (!/^(story|named)\//.test(file) || singles++ % Number(every) === 0)) fresh.push("/" + file.slice(0, -"index.html".length).split("/").map(encodeURIComponent).join("/"));
    seen.add(text);
  }
  for (let at = 0; at < fresh.length; at += 25) {
    const batch = fresh.slice(at, at + 25);
    (await open(batch)).forEach((asleep, number) => asleep.forEach(what => finding(batch[number], what)));
  }
  // The instant search puts texts into the page, too.
  if (site.includes("-whole-")) {
    await page.goto(origin + "/");
    await page.click(".find");
    await page.fill("dialog input", "pwned");
    await page.waitForFunction(() => document.querySelectorAll("dialog li a").length > 0 && !document.querySelector("dialog .note").textContent.includes("…"));
    if (await page.evaluate(() => document.querySelector("dialog ol").querySelectorAll(":not(li):not(a):not(span)").length)) finding("search", "markup came alive");
  }
}
await browser.close();
server.close();
console.log(`${pages} pages opened, ${found} findings`);
process.exitCode = found > 0 ? 1 : 0;

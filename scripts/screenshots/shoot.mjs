// Takes screenshots of a published site with a headless Chromium, and audits each page with axe-core.
//
//   npm install --no-save playwright-core axe-core
//   node scripts/screenshots/shoot.mjs SITE/public|http://localhost:PORT OUT [--axe] [--fold] [--webp] [--no-pictures] [--only=phone-dark,desktop-light] [name=path …]
//
// --fold keeps the top of each page, --webp makes small files.
// CHROMIUM names the browser (default /usr/bin/chromium). Nothing but the site's own files is served, unless a server that runs is named.
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { served } from "./served.mjs";

const require = createRequire(join(process.cwd(), "index.js"));
const { chromium } = require("playwright-core");

const [site, out, ...rest] = process.argv.slice(2);
const audit = rest.includes("--axe");
const only = rest.find(argument => argument.startsWith("--only="))?.slice(7).split(",");
const pages = rest.filter(argument => argument.includes("=") && !argument.startsWith("--")).map(argument => [argument.slice(0, argument.indexOf("=")), argument.slice(argument.indexOf("=") + 1)]);
if (pages.length === 0) pages.push(["front", "/"]);

const { origin, end } = site.startsWith("http:") ? { origin: site, end() {} } : await served(site);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const shapes = [["phone", 390, 844], ["desktop", 1280, 900]];
const folds = { phone: 1690, desktop: 1280 };
let violations = 0;
await mkdir(out, { recursive: true });
for (const [name, path] of pages) {
  for (const [shape, width, window] of shapes) {
    for (const scheme of ["light", "dark"]) {
      if (only && !only.some(part => `${shape}-${scheme}`.includes(part))) continue;
      // The audit is injected into the page, which the page's own policy rightly forbids.
      const context = await browser.newContext({ viewport: { width, height: window }, colorScheme: scheme, deviceScaleFactor: 1, reducedMotion: "reduce", bypassCSP: audit });
      const page = await context.newPage();
      const strangers = [];
      page.on("request", request => { if (!request.url().startsWith(origin)) strangers.push(request.url()); });
      // That a page says 404 or 410 of itself is no fault of it.
      page.on("console", message => { if (message.type() === "error" && message.location().url !== origin + path) console.log(`${name} ${shape} ${scheme}: ${message.text()}`); });
      await page.goto(origin + path, { waitUntil: "load" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log(`${name} ${shape}: ${wide} px wider than the window`);
      if (strangers.length > 0) {
        violations++;
        console.log(`${name}: asked other hosts for ${strangers.join(" ")}`);
      }
      // The instant search is a box over the page.
      if (path.endsWith("#search")) {
        await page.click(".find");
        await page.fill("dialog input", "the");
        await page.waitForSelector("dialog li a");
      }
      if (audit) {
        await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
        const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
        for (const violation of found.violations) {
          violations++;
          console.log(`${name} ${shape} ${scheme}: ${violation.id} (${violation.impact}): ${violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + " " + (node.any[0]?.message ?? "")).join("\n    ")}`);
        }
      }
      if (rest.includes("--no-pictures")) { await context.close(); continue; }
      // Pictures further down are lazy; a full-page screenshot wants them all.
      await page.evaluate(async () => {
        for (const picture of document.images) picture.loading = "eager";
        await Promise.all([...document.images].map(picture => picture.decode().catch(() => {})));
      });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      if (rest.includes("--webp")) {
        const session = await context.newCDPSession(page);
        const clip = { x: 0, y: 0, width, height: rest.includes("--fold") ? Math.min(height, folds[shape]) : height, scale: 1 };
        const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 55, captureBeyondViewport: true, clip });
        await writeFile(join(out, `${name}-${shape}-${scheme}.webp`), Buffer.from(data, "base64"));
      } else {
        await page.screenshot({ path: join(out, `${name}-${shape}-${scheme}.png`), fullPage: !rest.includes("--fold") });
      }
      await context.close();
    }
  }
}
await browser.close();
end();
if (audit) console.log(`axe-core: ${violations} violations on ${pages.length} pages`);
process.exitCode = violations > 0 ? 1 : 0;

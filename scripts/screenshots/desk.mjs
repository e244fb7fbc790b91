// An editor's session at the desk of a served sample, in a headless Chromium; every page is audited with axe-core on the way.
//
//   npm install --no-save playwright-core axe-core
//   node scripts/screenshots/desk.mjs ORIGIN NAME PASSWORD [OUT]      (OUT: keep screenshots there)
import { createRequire } from "node:module";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import assert from "node:assert/strict";

const require = createRequire(join(process.cwd(), "index.js"));
const { chromium } = require("playwright-core");
const [origin, name, password, out] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const axe = require.resolve("axe-core/axe.min.js");
let violations = 0;

// The session runs under the desk's own policy; a breach of it is an error on the console.
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const complaints = [];
// A site that keeps no copies shows its publishers' pictures, which an invented town's publishers do not have.
page.on("console", message => { if (message.type() === "error" && !message.text().startsWith("Failed to load resource: net::")) complaints.push(message.text()); });
page.on("pageerror", error => complaints.push(error.message));
page.on("request", request => { if (!request.url().startsWith(origin) && request.resourceType() !== "image") complaints.push("asked " + request.url()); });
const at = path => page.goto(origin + path, { waitUntil: "load" });
const json = async path => (await context.request.get(origin + path)).json();

console.log("a stranger is sent to the way in");
await at("/desk/audit");
assert.match(page.url(), /\/desk\/sign-in\?return=%2Fdesk%2Faudit$/);
await page.fill("[name=name]", name);
await page.fill("[name=password]", password);
await page.keyboard.press("Enter");
await page.waitForURL("**/desk/audit");

console.log("two stories are merged, by keyboard");
await at("/desk?show=shown");
await page.keyboard.press("j");
await page.keyboard.press("x");
await page.keyboard.press("j");
await page.keyboard.press("x");
const titles = await page.locator("[data-item]:has(input:checked) h2").allTextContents();
assert.equal(titles.length, 2);
const ids = await page.locator("[data-item] input:checked").evaluateAll(boxes => boxes.map(box => box.value));
await page.keyboard.press("m");
await page.waitForURL("**/desk/merge");
await page.fill("[name=why]", "one event, told twice");
await page.click("button:has-text('Merge')");
await page.waitForURL("**/desk?done=*");
assert.match(await page.textContent(".word.done"), /You merged/);
const merged = await Promise.all(ids.map(async id => (await context.request.get(origin + "/api/v2/stories/" + id, { maxRedirects: 0 })).status()));
assert.deepEqual(merged.sort(), [200, 308]);

console.log("and parted again");
await page.keyboard.press("z");
await page.waitForFunction(() => document.querySelector(".word.done")?.textContent.includes("took back"));
for (const id of ids) assert.equal((await context.request.get(origin + "/api/v2/stories/" + id, { maxRedirects: 0 })).status(), 200);

console.log("a topic is corrected");
const story = (await json("/api/v2/stories?topic=sport&limit=1")).value[0];
await at("/desk/articles/" + story.id);
await page.check("label:has-text('Culture') input");
await page.uncheck("label:has-text('Sport') input");
await page.fill("[name=why]", "a concert, not a match");
await page.click("button:has-text('Save what changed')");
await page.waitForURL("**done=*");
const topics = (await json("/api/v2/articles/" + story.id)).article.topics;
assert.ok(topics.includes("Culture") && !topics.includes("Sport"), topics.join());
await at("/topic/culture/");
assert.ok((await page.textContent("main")).includes(story.title), "the topic's page does not show the story");

console.log("a lead is pinned, and the front page changes");
const last = (await json("/api/v2/stories?limit=30")).value[29];
await at("/");
const before = await page.textContent(".lead .headline, main .headline");
assert.notEqual(before.trim(), last.title);
await at("/desk/stories/" + last.story.id);
await page.fill(".decide [name=why]", "everybody asks about it");
await page.keyboard.press("Escape");
await page.click("button:has-text('Pin to the top')");
await page.waitForURL("**done=*");
await at("/");
assert.equal((await page.textContent(".lead .headline, main .headline")).trim(), last.title);

console.log("the audit log has it all");
await at("/desk/audit");
const audit = await page.textContent("table");
for (const word of ["signed-in", "merged into", "undone", "corrected", "pinned", "one event, told twice", "a concert, not a match", "everybody asks about it", "account-added"]) assert.ok(audit.includes(word), `the audit log lacks “${word}”`);
assert.deepEqual(complaints, []);

const tour = { "desk-queue": "/desk?show=shown", "desk-story": "/desk/stories/" + last.story.id, "desk-article": "/desk/articles/" + story.id, "desk-decisions": "/desk/decisions", "desk-topics": "/desk/topics", "desk-topic": "/desk/topics/edit?file=01-harbour.yaml", "desk-feeds": "/desk/feeds", "desk-now": "/desk/now", "desk-audit": "/desk/audit", "desk-accounts": "/desk/accounts", "desk-me": "/desk/me" };
const state = await context.storageState();
if (out) await mkdir(out, { recursive: true });
for (const [shape, width, height] of [["phone", 390, 844], ["desktop", 1280, 900]]) {
  for (const colorScheme of ["light", "dark"]) {
    // The audit is injected into the page, which the page's own policy rightly forbids.
    const visit = await browser.newContext({ viewport: { width, height }, colorScheme, storageState: state, bypassCSP: true, reducedMotion: "reduce" });
    const view = await visit.newPage();
    for (const [title, path] of Object.entries(tour)) {
      const answer = await view.goto(origin + path, { waitUntil: "load" });
      assert.equal(answer.status(), 200, path);
      const wide = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) { violations++; console.log(`${title} ${shape}: ${wide} px wider than the window`); }
      await view.addScriptTag({ path: axe });
      const found = await view.evaluate(() => globalThis.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
      for (const violation of found.violations) {
        violations++;
        console.log(`${title} ${shape} ${colorScheme}: ${violation.id} (${violation.impact}): ${violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join("\n    ")}`);
      }
      if (out) {
        await view.evaluate(() => Promise.all([...document.images].map(picture => { picture.loading = "eager"; return picture.decode().catch(() => {}); })));
        await view.screenshot({ path: join(out, `${title}-${shape}-${colorScheme}.png`) });
      }
    }
    await visit.close();
  }
}
await browser.close();
console.log(`axe-core: ${violations} violations on ${Object.keys(tour).length} pages`);
process.exitCode = violations > 0 ? 1 : 0;

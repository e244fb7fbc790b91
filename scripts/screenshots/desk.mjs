// Two editors' sessions at the desk of a served sample, in a headless Chromium; every page is audited with axe-core at the end.
//
//   npm install --no-save playwright-core axe-core
//   node scripts/screenshots/desk.mjs ORIGIN PASSWORD [OUT [FORMAT]]      (of the owner ruth and the editor jonas; OUT: keep screenshots there)
import { createRequire } from "node:module";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import assert from "node:assert/strict";

const require = createRequire(join(process.cwd(), "index.js"));
const { chromium } = require("playwright-core");
const [origin, password, out, format = "webp"] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const axe = require.resolve("axe-core/axe.min.js");
const complaints = [];
let violations = 0;

// A session runs under the desk's own policy; a breach of it is an error on the console.
async function visitor() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  // A site that keeps no copies shows its publishers' pictures, which an invented town's publishers do not have; a conflict is an answer we ask for.
  page.on("console", message => { if (message.type() === "error" && !/^Failed to load resource: (net::|.* 409)/.test(message.text())) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => { if (!request.url().startsWith(origin) && request.resourceType() !== "image") complaints.push("asked " + request.url()); });
  return { context, page, at: path => page.goto(origin + path, { waitUntil: "load" }) };
}

const { context, page, at } = await visitor();
const json = async path => (await context.request.get(origin + path)).json();
const statusOf = async path => (await context.request.get(origin + path, { maxRedirects: 0 })).status();

// A decision is kept at once and printed in a moment; on a busy machine the page says so, and says what was decided when it is loaded again.
async function decided(by = page) {
  await by.waitForURL("**done=*");
  for (let i = 0; i < 60 && !(await by.textContent(".word.done")).includes("You "); i++) {
    await by.waitForTimeout(1000);
    await by.reload();
  }
  return by.textContent(".word.done");
}

// By keyboard alone: onward with Tab until something is reached.
async function tabTo(selector) {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches ${selector}`);
}

console.log("a stranger is sent to the way in, and signs in by keyboard");
await at("/desk/audit");
assert.match(page.url(), /\/desk\/sign-in\?return=%2Fdesk%2Faudit$/);
await page.keyboard.type("ruth");
await tabTo("[name=password]");
await page.keyboard.type(password);
await page.keyboard.press("Enter");
await page.waitForURL("**/desk/audit");

console.log("two stories are merged, by keyboard alone");
await at("/desk?show=shown");
for (const key of "jxjx") await page.keyboard.press(key);
const ids = await page.locator("[data-item] input:checked").evaluateAll(boxes => boxes.map(box => box.value));
assert.equal(ids.length, 2);
await page.keyboard.press("m");
await page.waitForURL("**/desk/merge");
await tabTo("[name=why]");
await page.keyboard.type("one event, told twice");
await tabTo("button[value=merge]");
await page.keyboard.press("Enter");
assert.match(await decided(), /You merged/);
assert.deepEqual((await Promise.all(ids.map(id => statusOf("/api/v2/stories/" + id)))).sort(), [200, 308]);

console.log("and parted again, by keyboard");
const merging = page.url();
await page.keyboard.press("z");
await page.waitForFunction(was => location.href !== was, merging);
assert.match(await decided(), /took back/);
for (const id of ids) assert.equal(await statusOf("/api/v2/stories/" + id), 200);

console.log("a topic is corrected");
const story = (await json("/api/v2/stories?topic=sport&limit=1")).value[0];
await at("/desk/articles/" + story.id);
await page.check("label:has-text('Culture') input");
await page.uncheck("label:has-text('Sport') input");
await page.fill("[name=why]", "a concert, not a match");
await page.click("button:has-text('Save what changed')");
await decided();
const topics = (await json("/api/v2/articles/" + story.id)).article.topics;
assert.ok(topics.includes("Culture") && !topics.includes("Sport"), topics.join());
await at("/topic/culture/");
assert.ok((await page.textContent("main")).includes(story.title), "the topic's page does not show the story");

console.log("a lead is pinned, and the front page changes");
const last = (await json("/api/v2/stories?limit=30")).value[29];
const leadOf = async () => (await page.textContent(".lead .headline, main .headline")).trim();
await at("/");
assert.notEqual(await leadOf(), last.title);
await at("/desk/stories/" + last.story.id);
await page.fill(".decide [name=why]", "everybody asks about it");
await page.click("button:has-text('Pin to the top')");
await decided();
await at("/");
assert.equal(await leadOf(), last.title);

console.log("two editors correct one headline at once: the second is told, and loses nothing");
const other = await visitor();
await other.at("/desk/articles/" + last.id);
await other.page.fill("[name=name]", "jonas");
await other.page.fill("[name=password]", password);
await other.page.click("button:has-text('Sign in')");
await other.page.waitForURL("**/desk/articles/" + last.id);
await at("/desk/articles/" + last.id);
const [hers, his] = ["Ruth's headline", "The headline of Jonas"];
await page.fill("[name=title]", hers);
await page.click("button:has-text('Save what changed')");
await decided();
await other.page.fill("[name=title]", his);
await other.page.click("button:has-text('Save what changed')");
await other.page.waitForSelector("h1:has-text('Somebody was faster')");
const both = await other.page.textContent("main");
for (const word of ["ruth", hers, his]) assert.ok(both.includes(word), `the page of the conflict lacks “${word}”`);
assert.equal((await json("/api/v2/articles/" + last.id)).article.title, hers);
await other.page.click("button:has-text('Do it all the same')");
await decided(other.page);
assert.equal((await json("/api/v2/articles/" + last.id)).article.title, his);
await at("/");
assert.equal(await leadOf(), his);

console.log("the audit log has it all");
await at("/desk/audit");
const audit = await page.textContent("table");
for (const word of ["signed-in", "merged", "took back", "corrected", "pinned", "one event, told twice", "a concert, not a match", "everybody asks about it", "account-added", "jonas"]) assert.ok(audit.includes(word), `the audit log lacks “${word}”`);
assert.deepEqual(complaints, []);

const several = (await json("/api/v2/stories?limit=5")).value[1].story.id;
const tour = { "desk-queue": "/desk?show=shown", "desk-story": "/desk/stories/" + several, "desk-article": "/desk/articles/" + story.id, "desk-decisions": "/desk/decisions", "desk-topics": "/desk/topics", "desk-topic": "/desk/topics/edit?file=01-harbour.yaml", "desk-feeds": "/desk/feeds", "desk-newsletter": "/desk/newsletter", "desk-now": "/desk/now", "desk-audit": "/desk/audit", "desk-accounts": "/desk/accounts", "desk-webhooks": "/desk/webhooks", "desk-me": "/desk/me", "desk-second-factor": "/desk/me/second-factor" };
const state = await context.storageState();
if (out) await mkdir(out, { recursive: true });
for (const [shape, width, height] of [["phone", 390, 844], ["desktop", 1280, 900]]) {
  for (const colorScheme of ["light", "dark"]) {
    // The audit is injected into the page, which the page's own policy rightly forbids.
    const visit = await browser.newContext({ viewport: { width, height }, colorScheme, storageState: state, bypassCSP: true, reducedMotion: "reduce" });
    const view = await visit.newPage();
    for (const [number, [title, path]] of Object.entries(tour).entries()) {
      // Without pictures to take, every other page on a dark phone and the others on a light desktop are enough.
      if (!out && (shape !== (number % 2 ? "phone" : "desktop") || colorScheme !== (number % 2 ? "dark" : "light"))) continue;
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
        const picture = await (await visit.newCDPSession(view)).send("Page.captureScreenshot", format === "png" ? { format } : { format, quality: 88 });
        await writeFile(join(out, `${title}-${shape}-${colorScheme}.${format}`), picture.data, "base64");
      }
    }
    await visit.close();
  }
}
await browser.close();
console.log(`axe-core: ${violations} violations on ${Object.keys(tour).length} pages`);
process.exitCode = violations > 0 ? 1 : 0;

// Opens the front page of a published site while no picture can be had: nothing of a picture may be left, and no story may be lost with it.
//
//   node scripts/screenshots/lost-pictures.mjs SITE/public
import { createRequire } from "node:module";
import { join } from "node:path";
import { served } from "./served.mjs";

const { chromium } = createRequire(join(process.cwd(), "index.js"))("playwright-core");
const { origin, end } = await served(process.argv[2]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const count = page => page.evaluate(() => ({ stories: document.querySelectorAll("article.story").length, pictures: document.querySelectorAll(".picture").length }));

const whole = await browser.newPage();
await whole.goto(origin);
const before = await count(whole);
const page = await browser.newPage({ viewport: { width: 1280, height: 20000 } });
await page.route(/\.(jpg|png|webp)$/, route => route.abort());
await page.goto(origin);
await page.waitForFunction(() => document.querySelectorAll(".picture").length === 0, null, { timeout: 5000 }).catch(() => {});
const after = await count(page);
await browser.close();
end();
console.log(`${before.pictures} pictures, ${after.pictures} left when none can be had`);
process.exitCode = before.pictures > 0 && after.pictures === 0 && after.stories === before.stories ? 0 : 1;

// Kills the server (SIGKILL) again and again while three editors decide, and fails if a decision that was answered with success is not kept, is kept
// twice, or cannot be read. The caller checks that the site is whole.
//
//   node scripts/live/kills.mjs SITE TOKEN [KILLS] [SEED]
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chance, decide, serve } from "./lib.mjs";

const [site, token, kills = "3", seed = "20260307"] = process.argv.slice(2);
const random = chance(Number(seed));
const answered = [];
let onTheWay = 0;
for (let kill = 0; kill < Number(kills); kill++) {
  const live = await serve(site, "--no-poll");
  const stories = (await (await fetch(live.origin + "/api/v2/stories?published=any&limit=40")).json()).value.map(story => story.story.id);
  let alive = true;
  const editors = [1, 2, 3].map(async editor => {
    const mine = chance(Number(seed) + kill * 10 + editor);
    const kinds = ["pin", "unpin", "publish", "unpublish", "note"];
    while (alive) {
      try {
        const made = await decide(live.origin, token, { kind: kinds[Math.floor(mine() * kinds.length)], story: stories[Math.floor(mine() * stories.length)], text: "a note", why: `kill ${kill}` });
        if (made.status === 201) answered.push(made.body.id);
      } catch { onTheWay++; return; }
    }
  });
  await new Promise(resolve => setTimeout(resolve, 300 + random() * 2500));
  await live.kill();
  alive = false;
  await Promise.all(editors);
}
const last = await serve(site, "--no-poll");
for (let i = 0; i < 600 && !(await (await fetch(last.origin + "/status")).json()).lastPrint; i++) await new Promise(resolve => setTimeout(resolve, 100));
await last.kill();

const kept = (await readFile(join(site, "_data", "decisions.jsonl"), "utf8")).trimEnd().split("\n").map(line => JSON.parse(line).id);
const lost = answered.filter(id => !kept.includes(id));
console.log(`${kills} kills: ${answered.length} decisions answered with success, ${onTheWay} on their way, ${kept.length} kept, ${lost.length} lost`);
process.exitCode = lost.length === 0 && answered.length > 0 && new Set(kept).size === kept.length ? 0 : 1;

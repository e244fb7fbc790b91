// Kills the server (SIGKILL) again and again while three editors decide and runs and printings go on, and fails if a decision that was answered with
// success is not kept, is kept twice, or cannot be read. The caller checks that the site is whole.
//
//   node scripts/live/kills.mjs SITE TOKEN [KILLS] [SEED]
import { chance, decide, kept, pause, serve } from "./lib.mjs";

const [site, token, kills = "3", seed = "20260307"] = process.argv.slice(2);
const random = chance(Number(seed));
const before = new Set((await kept(site).catch(() => [])).map(decision => decision.id));
const answered = [];
let [onTheWay, refused] = [0, 0];
for (let kill = 0; kill < Number(kills); kill++) {
  const live = await serve(site);
  const stories = (await (await fetch(live.origin + "/api/v2/stories?published=any&limit=40")).json()).value.map(story => story.story.id);
  let alive = true;
  const editors = [1, 2, 3].map(async editor => {
    const mine = chance(Number(seed) + kill * 10 + editor);
    const kinds = ["pin", "unpin", "publish", "unpublish", "note"];
    while (alive) {
      try {
        const made = await decide(live.origin, token, { kind: kinds[Math.floor(mine() * kinds.length)], story: stories[Math.floor(mine() * stories.length)], text: "a note", why: `kill ${kill}` });
        if (made.status === 201) answered.push(made.body.id); else refused++;
      } catch { onTheWay++; return; }
    }
  });
  // By answers, not by the clock alone: on a slow machine it would be dead before it answered anything.
  const enough = answered.length + Math.floor(random() * 6);
  for (let i = 0; i < 600 && answered.length < enough; i++) await pause(100);
  await pause(random() * 1000);
  await live.kill();
  alive = false;
  await Promise.all(editors);
}
// The last start prints what was decided before the last kill.
const last = await serve(site, "--no-poll");
for (let i = 0; i < 600 && !(await (await fetch(last.origin + "/status")).json()).lastPrint; i++) await pause(100);
await last.stop();

const ids = (await kept(site)).map(decision => decision.id);
const lost = answered.filter(id => !ids.includes(id));
console.log(`${kills} kills: ${answered.length} decisions answered with success, ${onTheWay} on their way, ${refused} refused, ${ids.length - before.size} kept, ${lost.length} lost`);
process.exitCode = lost.length === 0 && answered.length > 0 && new Set(ids).size === ids.length ? 0 : 1;

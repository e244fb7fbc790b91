// Fifty readers, five editors and the pipeline on one server for some time. Every edit that was answered must be in the log once, every answer must be one
// that was to be expected, and nobody may be told that the database is locked.
//
//   node scripts/live/load.mjs SITE SECONDS TOKEN...      (an editor for each token)
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chance, decide, serve } from "./lib.mjs";

const [site, seconds, ...tokens] = process.argv.slice(2);
const live = await serve(site);
const ends = Date.now() + Number(seconds) * 1000;
const statuses = new Map();
const count = (what, status) => statuses.set(`${what} ${status}`, (statuses.get(`${what} ${status}`) ?? 0) + 1);
const answered = [], times = [], runs = new Set();
const pages = ["/", "/api/v2/stories", "/api/v2/articles?limit=50", "/api/v2/search?q=ferry", "/feed.xml", "/api/v2/feeds", "/status"];
const readers = Array.from({ length: 50 }, async (_, reader) => {
  const random = chance(reader);
  while (Date.now() < ends) {
    const answer = await fetch(live.origin + pages[Math.floor(random() * pages.length)]);
    await answer.arrayBuffer();
    count("read", answer.status);
    await new Promise(resolve => setTimeout(resolve, 50 + random() * 200));
  }
});
const editors = tokens.map(async (token, editor) => {
  const random = chance(1000 + editor);
  const mine = [];
  while (Date.now() < ends) {
    const stories = (await (await fetch(live.origin + "/api/v2/stories?published=any&limit=60")).json()).value?.map(story => story.story.id) ?? [];
    if (stories.length < 5) { await new Promise(resolve => setTimeout(resolve, 200)); continue; }
    const pick = () => stories[Math.floor(random() * stories.length)];
    const dice = random();
    const wanted = dice < 0.1 && mine.length > 0 ? { kind: "undo", decision: mine.pop() }
      : dice < 0.2 ? { kind: "merge", story: pick(), others: [pick()] }
      : { kind: ["pin", "unpin", "publish", "unpublish", "note"][Math.floor(random() * 5)], story: pick(), text: "a note" };
    const began = performance.now();
    const made = await decide(live.origin, token, { ...wanted, why: `editor ${editor}` });
    times.push(performance.now() - began);
    count("edit", made.status);
    if (made.status === 201) { answered.push(made.body.id); if (wanted.kind === "merge") mine.push(made.body.id); }
  }
});
const watcher = (async () => {
  while (Date.now() < ends) {
    const status = await (await fetch(live.origin + "/status")).json();
    if (status.lastRun) runs.add(status.lastRun.at);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
})();
await Promise.all([...readers, ...editors, watcher]);
const status = await (await fetch(live.origin + "/status")).json();
await live.kill();

const kept = (await readFile(join(site, "_data", "decisions.jsonl"), "utf8")).trimEnd().split("\n").map(line => JSON.parse(line).id);
const lost = answered.filter(id => !kept.includes(id)), extra = kept.filter(id => !answered.includes(id));
const locked = live.words.filter(word => /locked|fail:|crit:/i.test(word));
times.sort((one, other) => one - other);
console.log(JSON.stringify({ seconds: Number(seconds), answers: Object.fromEntries([...statuses].sort()), runs: runs.size, articles: status.lastRun?.articles, editMilliseconds: { median: Math.round(times[times.length >> 1]), p99: Math.round(times[Math.floor(times.length * 0.99)]) }, decisions: { answered: answered.length, kept: kept.length, lost: lost.length, unasked: extra.length }, lastTrouble: status.lastTrouble, locked }, null, 1));
const unexpected = [...statuses.keys()].filter(key => !/^(read (200|503)|edit (201|400|404|409))$/.test(key));
process.exitCode = lost.length + extra.length + locked.length + unexpected.length === 0 && answered.length > 0 && runs.size > 0 ? 0 : 1;

// Fifty readers, five editors and the pipeline on one server for some time. Every edit that was answered must be in the log once, in the order its editor
// got the answers; every answer must be one that was to be expected; and nobody may be told that the database is locked.
//
//   node scripts/live/load.mjs SITE SECONDS OWNER PASSWORD TOKEN...      (an editor for each token)
import { chance, decide, kept, pause, serve, signIn } from "./lib.mjs";

const [site, seconds, owner, password, ...tokens] = process.argv.slice(2);
const live = await serve(site);
const ends = Date.now() + Number(seconds) * 1000;
const statuses = new Map();
const count = (what, status) => statuses.set(`${what} ${status}`, (statuses.get(`${what} ${status}`) ?? 0) + 1);
const answered = [], times = [], reading = [], runs = new Set();
// A busy machine may need longer until there has been an edit and a run; a minute more is enough for any.
const isOver = () => Date.now() >= ends && ((runs.size > 0 && times.length > 0) || Date.now() >= ends + 60_000);
const pages = ["/", "/api/v2/stories", "/api/v2/articles?limit=50", "/api/v2/search?q=ferry", "/feed.xml", "/api/v2/feeds", "/status"];
const readers = Array.from({ length: 50 }, async (_, reader) => {
  const random = chance(reader);
  while (!isOver()) {
    const began = performance.now();
    const answer = await fetch(live.origin + pages[Math.floor(random() * pages.length)]);
    await answer.arrayBuffer();
    reading.push(performance.now() - began);
    count("read", answer.status);
    await pause(100 + random() * 400);
  }
});
const editors = tokens.map(async (token, editor) => {
  const random = chance(1000 + editor);
  const mine = [];
  answered[editor] = [];
  while (!isOver()) {
    const stories = (await (await fetch(live.origin + "/api/v2/stories?published=any&limit=60")).json()).value?.map(story => story.story.id) ?? [];
    if (stories.length < 5) { await pause(200); continue; }
    const pick = () => stories[Math.floor(random() * stories.length)];
    const dice = random();
    const wanted = dice < 0.1 && mine.length > 0 ? { kind: "undo", decision: mine.pop() }
      : dice < 0.2 ? { kind: "merge", story: pick(), others: [pick()] }
      : { kind: ["pin", "unpin", "publish", "unpublish", "note"][Math.floor(random() * 5)], story: pick(), text: "a note" };
    const began = performance.now();
    const made = await decide(live.origin, token, { ...wanted, why: `editor ${editor}` });
    times.push(performance.now() - began);
    count("edit", made.status);
    if (made.status === 201) { answered[editor].push(made.body.id); if (wanted.kind === "merge") mine.push(made.body.id); }
    await pause(random() * 500);
  }
});
// The pipeline: a feed is asked again every few seconds, so that runs and edits meet all the time.
const pipeline = (async () => {
  const send = await signIn(live.origin, owner, password);
  const feeds = (await (await fetch(live.origin + "/api/v2/feeds")).json()).value.map(feed => feed.url);
  for (let turn = 0; !isOver(); turn++) {
    if (feeds.length > 0) count("retry", await send("/desk/feeds", { do: "retry", url: feeds[turn % feeds.length] }));
    await pause(Math.min(2000, Math.max(250, ends - Date.now())));
    const status = await (await fetch(live.origin + "/status")).json();
    if (status.lastRun) runs.add(status.lastRun.at);
  }
})();
await Promise.all([...readers, ...editors, pipeline]);
const status = await (await fetch(live.origin + "/status")).json();
await live.stop();

const log = await kept(site), places = new Map(log.map((decision, place) => [decision.id, place]));
const all = answered.flat(), lost = all.filter(id => !places.has(id)), extra = log.length - new Set(all).size;
const outOfOrder = answered.filter(mine => mine.some((id, i) => i > 0 && places.get(id) <= places.get(mine[i - 1]))).length
  + log.filter((decision, i) => i > 0 && decision.at <= log[i - 1].at).length;
const locked = live.words.filter(word => /locked|fail:|crit:/i.test(word));
const spread = list => { list.sort((one, other) => one - other); return { median: Math.round(list[list.length >> 1]), p99: Math.round(list[Math.floor(list.length * 0.99)]) }; };
console.log(JSON.stringify({ seconds: Number(seconds), answers: Object.fromEntries([...statuses].sort()), runs: runs.size, readMilliseconds: spread(reading), editMilliseconds: spread(times), decisions: { answered: all.length, kept: log.length, lost: lost.length, unasked: extra, outOfOrder }, lastTrouble: status.lastTrouble, locked }, null, 1));
const unexpected = [...statuses.keys()].filter(key => !/^(read (200|503)|edit (201|400|404|409)|retry 302)$/.test(key));
process.exitCode = lost.length + extra + outOfOrder + locked.length + unexpected.length === 0 && !status.lastTrouble && all.length > 0 && runs.size > 0 ? 0 : 1;

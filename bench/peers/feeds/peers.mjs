// peers.mjs PEER FOLDER PASSES: one JSON line, as FeedPeers prints it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [peer, folder, passes] = process.argv.slice(2);
const buffers = readdirSync(folder).filter(name => name.endsWith('.xml')).sort().map(name => readFileSync(join(folder, name)));
const read = peer === 'rss-parser' ? await rssParser() : await feedsmith();

async function rssParser() {
  const { default: Parser } = await import('rss-parser');
  return async text => { const feed = await new Parser().parseString(text); return [feed.items.length, sum(feed.items)]; };
}

async function feedsmith() {
  const { parseFeed } = await import('feedsmith');
  return async text => { const { feed } = parseFeed(text); const items = feed.items ?? feed.entries ?? []; return [items.length, sum(items)]; };
}

function sum(items) {
  return items.reduce((total, item) => total + (typeof item.title === 'string' ? item.title : item.title?.value ?? '').length, 0);
}

async function pass() {
  let items = 0, characters = 0;
  for (const buffer of buffers) {
    const [count, length] = await read(buffer.toString('utf8'));
    items += count; characters += length;
  }
  return [items, characters];
}

await pass();
const took = [];
let result;
for (let i = 0; i < Number(passes); i++) {
  const before = process.cpuUsage();
  result = await pass();
  const used = process.cpuUsage(before);
  took.push((used.user + used.system) / 1e6);
}
took.sort((a, b) => a - b);
const bytes = buffers.reduce((total, buffer) => total + buffer.length, 0);
console.log(JSON.stringify({ peer, mb: bytes / 1e6, cpu: took[0], median: took[took.length >> 1], max: took[took.length - 1], items: result[0], titleCharacters: result[1] }));

// Reads the pages of a recording with one extractor, in one thread, and prints its speed. The answers go to a file, a line each.
// usage: node peers.mjs NAME RECORDING.warc.gz INDEX.jsonl OUT.jsonl
import fs from 'node:fs';
import zlib from 'node:zlib';

const [name, recording, index, out] = process.argv.slice(2);

const people = (value) => (value ? String(value).split(/\s*(?:,|;|\band\b)\s*/).filter(Boolean) : []);

const extractors = {
  async metascraper() {
    const metascraper = (await import('metascraper')).default;
    const rules = ['author', 'date', 'description', 'image', 'lang', 'publisher', 'title', 'url'];
    const read = metascraper(await Promise.all(rules.map(async (rule) => (await import(`metascraper-${rule}`)).default())));
    return async (html, url) => {
      const page = await read({ html, url });
      return { title: page.title, published: page.date, authors: people(page.author), leadImage: page.image, canonical: page.url, publisher: page.publisher, language: page.lang, excerpt: page.description };
    };
  },
  async defuddle() {
    const { Defuddle } = await import('defuddle/node');
    const { parseHTML } = await import('linkedom');
    return async (html, url) => {
      const page = await Defuddle(parseHTML(html).document, url);
      return { title: page.title, published: page.published, authors: people(page.author), leadImage: page.image, publisher: page.site, language: page.language, excerpt: page.description };
    };
  },
  async extractus() {
    const { extractFromHtml } = await import('@extractus/article-extractor');
    return async (html, url) => {
      const page = (await extractFromHtml(html, url)) ?? {};
      return { title: page.title, published: page.published, authors: people(page.author), leadImage: page.image, canonical: page.url, publisher: page.source, excerpt: page.description };
    };
  },
  async postlight() {
    const Parser = (await import('@postlight/parser')).default;
    return async (html, url) => {
      const page = (await Parser.parse(url, { html, fetchAllPages: false })) ?? {};
      if (page.error) throw new Error(page.message);
      return { title: page.title, published: page.date_published, authors: people(page.author), leadImage: page.lead_image_url, canonical: page.url, excerpt: page.excerpt };
    };
  },
  async readability() {
    const { Readability } = await import('@mozilla/readability');
    const { parseHTML } = await import('linkedom');
    return async (html) => {
      const page = new Readability(parseHTML(html).document).parse() ?? {};
      return { title: page.title, published: page.publishedTime, authors: people(page.byline), publisher: page.siteName, language: page.lang, excerpt: page.excerpt };
    };
  },
};

function* responses(path) {
  const bytes = zlib.gunzipSync(fs.readFileSync(path));
  let at = 0;
  while ((at = bytes.indexOf('WARC/1.', at)) >= 0) {
    const end = bytes.indexOf('\r\n\r\n', at);
    const headers = bytes.toString('latin1', at, end);
    const field = (key) => headers.match(new RegExp(`^${key}: *(.*?)\\r?$`, 'im'))?.[1];
    const length = Number(field('Content-Length'));
    const block = bytes.subarray(end + 4, end + 4 + length);
    at = end + 4 + length;
    if (field('WARC-Type') !== 'response') continue;
    const body = block.indexOf('\r\n\r\n');
    const charset = block.toString('latin1', 0, body).match(/charset=([\w-]+)/i)?.[1];
    yield { uri: field('WARC-Target-URI'), html: decode(block.subarray(body + 4), charset) };
  }
}

// The pages as UTF-8 files, for extractors that do not run in Node. OUT is a folder then.
function dump() {
  fs.mkdirSync(out, { recursive: true });
  const lines = [];
  for (const { uri, html } of responses(recording)) {
    const label = labels.get(uri);
    if (!label) continue;
    const file = `${lines.length}.html`;
    fs.writeFileSync(`${out}/${file}`, html);
    lines.push(`${label.id}\t${label.url}\t${file}`);
  }
  fs.writeFileSync(`${out}/index.tsv`, lines.join('\n') + '\n');
}

// The peers take text, so they are spared finding the encoding; decoding is not timed.
function decode(bytes, charset) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const label = charset ?? bytes.toString('latin1', 0, 4096).match(/charset=["']?([\w-]+)/i)?.[1] ?? 'windows-1252';
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }
}

const labels = new Map(fs.readFileSync(index, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).map((label) => [label.warcUri, label]));
if (name === 'dump') {
  dump();
  process.exit(0);
}

const read = await extractors[name]();
const answers = [];
let pages = 0, failed = 0, spent = 0, slowest = 0;
// These libraries write their troubles to the console.
console.warn = console.error = console.log = () => {};
for (const { uri, html } of responses(recording)) {
  const label = labels.get(uri);
  if (!label) continue;
  const before = process.cpuUsage();
  let answer = {};
  try {
    answer = await read(html, label.url);
  } catch {
    failed++;
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  spent += seconds;
  slowest = Math.max(slowest, seconds);
  pages++;
  answers.push(JSON.stringify({ id: label.id, ...answer }));
}
fs.writeFileSync(out, answers.join('\n') + '\n');
process.stdout.write(`| ${name} | ${(pages / spent).toFixed(0)} | ${(slowest * 1000).toFixed(0)} | | ${failed} |\n`);

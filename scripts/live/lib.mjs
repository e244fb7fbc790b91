// Shared by the scripts that try a served site: starting the real program, deciding, and repeatable chance.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const program = process.env.BROADSHEET ?? new URL("../../artifacts/bin/Broadsheet.Cli/release/broadsheet.dll", import.meta.url).pathname;
const recording = new URL("../../samples/harbour-gazette/web.warc.gz", import.meta.url).pathname;

// mulberry32: small, and the same on every machine.
export function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

// Starts a server and waits until it is ready.
export async function serve(site, ...more) {
  const server = spawn("dotnet", [program, "serve", site, "--port", "0", "--replay", recording, "--now", "2026-03-07T18:05:00Z", ...more], { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const words = [];
  let opened;
  const address = new Promise((resolve, reject) => { opened = resolve; server.once("exit", code => reject(new Error(`the server ended (${code}): ${words.slice(-10).join("\n")}`))); });
  for (const stream of [server.stdout, server.stderr]) createInterface({ input: stream }).on("line", line => {
    words.push(line);
    const open = /^Open (\S+)/.exec(line);
    if (open) opened(open[1]);
  });
  const origin = await address;
  for (let i = 0; i < 1200; i++) {
    const ready = await fetch(origin + "/health/ready").catch(() => null);
    if (ready?.ok) break;
    await pause(50);
  }
  const end = signal => new Promise(resolve => { server.removeAllListeners("exit"); server.once("exit", resolve); process.kill(-server.pid, signal); });
  return { server, origin, words, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

export async function decide(origin, token, wanted) {
  const answer = await fetch(origin + "/api/v2/decisions", { method: "POST", headers: { "content-type": "application/json", authorization: "Bearer " + token }, body: JSON.stringify(wanted) });
  return { status: answer.status, body: await answer.json() };
}

// Signs in at the desk and gives a function that sends its forms, as a browser would.
export async function signIn(origin, name, password) {
  const jar = new Map();
  const ask = async (path, form) => {
    const headers = { cookie: [...jar].map(pair => pair.join("=")).join("; ") };
    const answer = await fetch(origin + path, { redirect: "manual", method: form ? "POST" : "GET", headers, body: form && new URLSearchParams(form) });
    for (const cookie of answer.headers.getSetCookie()) { const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie); jar.set(key, value); }
    return { status: answer.status, text: await answer.text() };
  };
  const formToken = page => { const [, key, value] = /type="hidden" name="([^"]+)" value="([^"]+)"/.exec(page); return { [key]: value.replaceAll("&#x2B;", "+") }; };
  const entered = await ask("/desk/sign-in", { ...formToken((await ask("/desk/sign-in")).text), name, password, return: "/desk" });
  if (entered.status !== 302) throw new Error(`${name} is not let in: ${entered.status}`);
  const token = formToken((await ask("/desk/me")).text);
  return async (path, form) => (await ask(path, { ...token, ...form })).status;
}

// The decisions a site has kept, in their order.
export async function kept(site) {
  return (await readFile(join(site, "_data", "decisions.jsonl"), "utf8")).trimEnd().split("\n").map(line => JSON.parse(line));
}

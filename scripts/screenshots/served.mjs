// Serves the files of a published site on a port of its own.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp" };

/** The origin under which SITE is served, and how to end it. */
export async function served(site) {
  const server = createServer(async (request, answer) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(site, normalize(path.endsWith("/") ? path + "index.html" : path));
    try {
      answer.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
      answer.end(await readFile(file));
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, end: () => server.close() };
}

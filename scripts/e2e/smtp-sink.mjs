// A mail server on the loopback that keeps what it gets: node smtp-sink.mjs FOLDER. Each mail is a file, RECIPIENT.NUMBER.eml; the port is in FOLDER/port.
import { createServer } from "node:net";
import { writeFileSync, renameSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
let count = 0;
const server = createServer(socket => {
  let waiting = "", to = "", mail = null;
  const say = line => socket.write(line + "\r\n");
  socket.setEncoding("latin1");
  socket.on("error", () => {});
  socket.on("data", text => {
    waiting += text;
    for (let end; (end = waiting.indexOf("\r\n")) >= 0;) {
      const line = waiting.slice(0, end);
      waiting = waiting.slice(end + 2);
      if (mail !== null) {
        if (line !== ".") {
          mail += line.replace(/^\./, "") + "\r\n";
          continue;
        }
        const file = join(folder, `${to}.${++count}.eml`);
        writeFileSync(file + ".new", mail, "latin1");
        renameSync(file + ".new", file);
        mail = null;
        say("250 kept");
      } else if (/^(EHLO|HELO)/i.test(line)) {
        say("250 sink");
      } else if (/^RCPT/i.test(line)) {
        to = /<(.*?)>/.exec(line)[1];
        say("250 ok");
      } else if (/^DATA/i.test(line)) {
        mail = "";
        say("354 go on");
      } else if (/^QUIT/i.test(line)) {
        say("221 bye");
        socket.end();
      } else {
        say("250 ok");
      }
    }
  });
  say("220 sink");
});
server.listen(0, "127.0.0.1", () => writeFileSync(join(folder, "port"), String(server.address().port)));

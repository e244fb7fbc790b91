/* Enhancement only: every page is whole without it. Nothing here leaves the reader's browser. */
(function () {
  "use strict";
  var tools = document.querySelector(".tools");
  if (!tools) return;
  var words = tools.dataset;

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text) element.textContent = text;
    return element;
  }

  function stored(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch (e) { /* storage may be off */ }
    return null;
  }

  /* Dark and light. */
  function modeButton() {
    var button = make("button", { type: "button", "class": "mode", title: words.mode, "aria-label": words.mode });
    button.addEventListener("click", function () {
      var root = document.documentElement;
      var dark = root.dataset.mode ? root.dataset.mode === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.mode = dark ? "light" : "dark";
      stored("broadsheet-mode", root.dataset.mode);
    });
    return button;
  }

  /* Times that age gracefully: only the last day is told relative to now. */
  function ageTimes() {
    document.querySelectorAll("time[datetime]").forEach(function (time) {
      if (time.closest(".dateline")) return;
      var minutes = (Date.now() - Date.parse(time.dateTime)) / 60000;
      if (!(minutes >= 0 && minutes < 24 * 60)) return;
      if (!time.title) time.title = time.textContent;
      time.textContent = minutes < 2 ? words.now
        : minutes < 60 ? words.minutes.replace("{n}", Math.floor(minutes))
        : words.hours.replace("{n}", Math.floor(minutes / 60));
    });
  }

  /* A picture that its publisher no longer has leaves no gap: the story is set as one without. */
  function dropLost() {
    function drop(picture) {
      var frame = picture.closest(".picture");
      if (frame) frame.remove();
    }

    document.addEventListener("error", function (event) { if (event.target.tagName === "IMG") drop(event.target); }, true);
    document.querySelectorAll(".picture img").forEach(function (picture) {
      if (picture.complete && picture.getAttribute("src") && picture.naturalWidth === 0) drop(picture);
    });
  }

  /* New since the last visit; a visit ends after half an hour. */
  function markNew() {
    var now = Date.now();
    var visit = JSON.parse(stored("broadsheet-visit") || "null") || { last: 0, seen: now };
    if (now - visit.seen > 30 * 60000) visit.last = visit.seen;
    visit.seen = now;
    stored("broadsheet-visit", JSON.stringify(visit));
    if (!visit.last) return;
    document.querySelectorAll("article.story").forEach(function (story) {
      /* A story of one report is as new as that. */
      var latest = story.dataset.latest || story.querySelector("time").dateTime;
      if (Date.parse(latest) <= visit.last) return;
      var kicker = story.querySelector(".kicker");
      if (kicker) kicker.insertBefore(make("span", { "class": "new", title: words.newTitle }, words["new"]), kicker.firstChild);
    });
  }

  /* j, k, o, / and ? */
  function stories() { return Array.prototype.slice.call(document.querySelectorAll("article.story, .timeline > li, .reports > li")); }

  function step(by) {
    var all = stories();
    if (!all.length) return;
    var at = all.findIndex(function (story) { return story.contains(document.activeElement); });
    var next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    var link = next.querySelector(".headline a");
    link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  function dialog(label) {
    var box = make("dialog", { "class": "box", "aria-label": label });
    var close = make("button", { type: "button", "class": "close", "aria-label": words.close }, "×");
    close.addEventListener("click", function () { box.close(); });
    box.append(make("h2", {}, label), close);
    document.body.append(box);
    return box;
  }

  var help;
  function showKeys() {
    var parts = words.keys.split("|");
    if (!help) {
      help = dialog(parts[0]);
      var list = make("dl", {});
      for (var i = 1; i < parts.length; i += 2) {
        var row = make("div", {});
        var term = make("dt", {});
        term.append(make("kbd", {}, parts[i]));
        row.append(term, make("dd", {}, parts[i + 1]));
        list.append(row);
      }
      help.append(list);
    }
    if (!help.open) help.showModal();
  }

  /* Instant search: the newest month is loaded first, older ones while the reader waits for more. */
  var search;
  function showSearch() {
    if (!words.index) return;
    if (!search) search = makeSearch();
    if (!search.open) search.showModal();
    search.querySelector("input").focus();
  }

  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }

  function makeSearch() {
    var box = dialog(words.search);
    var input = make("input", { type: "search", placeholder: words.placeholder, "aria-label": words.placeholder, autocomplete: "off" });
    var note = make("p", { role: "status", "class": "note" });
    var results = make("ol", {});
    box.append(input, note, results);
    var rows = [], pending = null, current = 0;

    function files() {
      pending = pending || fetch(words.index + "index.json").then(function (answer) { return answer.json(); });
      return pending;
    }

    function load(number) {
      return files().then(function (names) {
        if (number >= names.length) return false;
        if (rows[number]) return true;
        return fetch(words.index + names[number]).then(function (answer) { return answer.json(); }).then(function (list) {
          rows[number] = list.map(function (row) { return { row: row, text: fold(row.join(" ")) }; }).reverse();
          return true;
        });
      });
    }

    function show(terms, turn, number, found) {
      load(number).then(function (more) {
        if (turn !== current) return;
        if (!more) { note.textContent = found ? "" : words.none; return; }
        rows[number].forEach(function (entry) {
          if (found >= 30 || !terms.every(function (term) { return entry.text.indexOf(term) >= 0; })) return;
          found++;
          var item = make("li", {});
          item.append(make("a", { href: entry.row[1], dir: "auto" }, entry.row[0]), make("span", {}, entry.row[2] + " · " + entry.row[3]));
          results.append(item);
        });
        if (found < 30) { note.textContent = words.older; show(terms, turn, number + 1, found); } else note.textContent = "";
      });
    }

    input.addEventListener("input", function () {
      current++;
      results.textContent = "";
      note.textContent = "";
      var terms = fold(input.value).split(/\s+/).filter(Boolean);
      if (terms.length && input.value.trim().length > 1) show(terms, current, 0, 0);
    });
    return box;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || document.querySelector("dialog[open]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "o") { var story = document.activeElement.closest("article.story"); if (story) story.querySelector(".facts a").click(); }
    else if (event.key === "/" && words.index) { event.preventDefault(); showSearch(); }
    else if (event.key === "?") showKeys();
  });

  if (words.index) {
    var open = make("button", { type: "button", "class": "find" }, words.search);
    open.addEventListener("click", showSearch);
    tools.prepend(open);
  }
  tools.append(modeButton());
  dropLost();
  ageTimes();
  markNew();
})();

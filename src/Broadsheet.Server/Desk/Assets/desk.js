// The desk works without this; with it, it works by keyboard.
(function () {
  "use strict";
  var root = document.documentElement;
  document.body.classList.add("scripted");

  var mode = document.querySelector("button.mode");
  if (mode) {
    mode.hidden = false;
    mode.addEventListener("click", function () {
      var dark = root.dataset.mode ? root.dataset.mode === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.mode = dark ? "light" : "dark";
      try { localStorage.setItem("broadsheet-mode", root.dataset.mode); } catch (e) { /* storage may be off */ }
    });
  }

  // On a phone the menus are wider than the window.
  document.querySelectorAll(".rooms [aria-current], .tabs [aria-current]").forEach(function (here) { here.scrollIntoView({ block: "nearest", inline: "center" }); });

  // One press decides once, however often it is pressed. The button stays enabled: its value is part of the form.
  document.addEventListener("submit", function (event) {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    for (var form of document.forms) delete form.dataset.sent;
  });

  var items = Array.from(document.querySelectorAll("[data-keys] > [data-item]"));
  var at = -1;
  function go(to) {
    if (items.length === 0) return;
    if (at >= 0) items[at].classList.remove("here");
    at = Math.max(0, Math.min(items.length - 1, to));
    items[at].classList.add("here");
    items[at].scrollIntoView({ block: "nearest" });
    var link = items[at].querySelector("h2 a, h3 a");
    if (link) link.focus({ preventScroll: true });
  }
  function press(key) {
    var inItem = at >= 0 && items[at].querySelector('[data-key="' + key + '"]');
    var button = inItem || document.querySelector('main [data-key="' + key + '"]:not([data-item] [data-key])');
    if (button) button.click();
    return Boolean(button);
  }
  var keys = [["j", "next"], ["k", "the one before"], ["o", "open it"], ["x", "choose it"], ["u", "publish, or not"], ["p", "pin, or not"], ["h", "hide the story"], ["l", "make it lead"], ["s", "split the chosen off"], ["m", "merge the chosen"], ["t", "try a changed file"], ["z", "undo what was just done"], ["/", "find"], ["?", "this list"]];
  function help() {
    var box = document.createElement("dialog");
    var list = document.createElement("dl");
    keys.forEach(function (pair) {
      var row = document.createElement("div"), key = document.createElement("dt"), meaning = document.createElement("dd"), kbd = document.createElement("kbd");
      kbd.textContent = pair[0];
      meaning.textContent = pair[1];
      key.append(kbd);
      row.append(key, meaning);
      list.append(row);
    });
    box.append(list);
    box.addEventListener("close", function () { box.remove(); });
    box.addEventListener("click", function () { box.close(); });
    document.body.append(box);
    box.showModal();
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, dialog")) return;
    var taken = true;
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "o" && at >= 0) items[at].querySelector("a[href]").click();
    else if (event.key === "x" && at >= 0 && items[at].querySelector("input[type=checkbox]")) items[at].querySelector("input[type=checkbox]").click();
    else if (event.key === "/") { var find = document.querySelector("input[type=search]"); if (find) find.focus(); else taken = false; }
    else if (event.key === "z") { var undo = document.querySelector(".word.done button"); if (undo) undo.click(); else taken = false; }
    else if (event.key === "?") help();
    else if (/^[uphlsmt]$/.test(event.key)) taken = press(event.key);
    else taken = false;
    if (taken) event.preventDefault();
  });

  // What the server is doing, while somebody looks.
  var doing = document.getElementById("doing");
  if (doing && doing.dataset.status) setInterval(function () {
    if (document.hidden) return;
    fetch(doing.dataset.status).then(function (answer) { return answer.json(); }).then(function (status) {
      doing.textContent = status.total ? status.doing + ": " + status.done + " of " + status.total : status.doing;
    }).catch(function () { /* it is being restarted */ });
  }, 2000);
})();

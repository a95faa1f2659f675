"use strict";
/* Filters and search for the claims. Without it the page shows everything, and links work. */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const claims = all(".claim").map((element) => ({
    element,
    verdict: element.dataset.verdict,
    words: plain(all("[data-find]", element).map((part) => part.textContent).join(" ")),
  }));
  const heading = document.getElementById("claims");
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const unfold = document.getElementById("unfold");
  const none = document.querySelector(".none");
  const wanted = new Set();

  /* Small letters, one kind of dash and quote, single blanks. */
  function plain(text) {
    return text
      .toLowerCase()
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/\s+/g, " ")
      .trim();
  }

  function show() {
    const words = plain(search.value).split(" ");
    let count = 0;
    for (const claim of claims) {
      const fits =
        (wanted.size === 0 || wanted.has(claim.verdict)) &&
        words.every((word) => claim.words.includes(word));
      claim.element.toggleAttribute("data-off", !fits);
      count += fits;
    }
    for (const part of all(".part")) {
      part.toggleAttribute("data-off", !part.querySelector(".claim:not([data-off])"));
    }
    for (const button of all("[data-verdict][aria-pressed], [data-tile][aria-pressed]")) {
      const verdict = button.dataset.verdict || button.dataset.tile;
      button.setAttribute("aria-pressed", String(wanted.has(verdict)));
    }
    none.hidden = count > 0;
    const which = wanted.size ? ": " + [...wanted].join(", ") : "";
    shown.textContent = `${count} of ${claims.length} claims shown${which}`;
  }

  function showAll() {
    wanted.clear();
    search.value = "";
    show();
  }

  function fold(open) {
    for (const details of all(".claim details")) details.open = open;
    unfold.setAttribute("aria-pressed", String(open));
  }

  /* Whatever a link leads to is opened, which some browsers do by themselves and others do not,
     and shown if a filter hides it. */
  function arrive() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest("[data-off]")) showAll();
    for (let place = target; place; place = place.parentElement) {
      if (place.localName === "details") place.open = true;
    }
    if (target.matches(".claim")) target.querySelector("details").open = true;
    target.scrollIntoView();
  }

  /* In the summary the verdicts become buttons that show those claims alone. */
  for (const tile of all("[data-tile]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = tile.className;
    button.dataset.tile = tile.dataset.tile;
    button.setAttribute("aria-pressed", "false");
    button.append(...tile.childNodes);
    tile.replaceWith(button);
    button.addEventListener("click", () => {
      const isPressed = button.getAttribute("aria-pressed") === "true";
      wanted.clear();
      search.value = "";
      if (!isPressed) wanted.add(button.dataset.tile);
      show();
      if (isPressed) return;
      if (location.hash === "#claims") heading.scrollIntoView();
      else location.hash = "claims";
      heading.focus({ preventScroll: true });
    });
  }
  for (const button of all(".chip")) {
    button.addEventListener("click", () => {
      const verdict = button.dataset.verdict;
      if (!wanted.delete(verdict)) wanted.add(verdict);
      show();
    });
  }
  search.addEventListener("input", show);
  document.getElementById("everything").addEventListener("click", showAll);
  unfold.addEventListener("click", () => fold(unfold.getAttribute("aria-pressed") !== "true"));
  document.querySelector(".filters").hidden = false;

  /* A box that holds all of its table says nothing; another has a shadow where there is more. */
  function mark(box) {
    const left = box.scrollWidth - box.clientWidth - box.scrollLeft;
    box.toggleAttribute("data-fits", box.scrollWidth <= box.clientWidth);
    box.toggleAttribute("data-more", left > 1);
  }
  const sizes = new ResizeObserver((changes) => {
    for (const change of changes) mark(change.target);
  });
  for (const box of all(".scroll")) {
    sizes.observe(box);
    box.addEventListener("scroll", () => mark(box), { passive: true });
  }

  /* On paper everything is open; afterwards it is as it was. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
  addEventListener("hashchange", arrive);
  show();
  arrive();
})();

// What makes pages more convenient; without it everything is there as well.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.querySelector("[data-label]");
    const text = label.textContent;
    let timer;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        label.textContent = button.dataset.done;
      } catch {
        // Not allowed, or not over HTTPS: the address is marked, and can be copied as any text.
        const address = button.closest("[data-channel]")?.querySelector("code");
        if (address) getSelection().selectAllChildren(address);
      }
      clearTimeout(timer);
      timer = setTimeout(() => { label.textContent = text; }, 2500);
    });
  }
  // What scrolls sideways can be scrolled by keyboard too, in browsers that would not let it have the focus.
  const reach = () => {
    for (const box of document.querySelectorAll(".content :is(pre, table)")) {
      const scrolls = box.scrollWidth > box.clientWidth;
      if (scrolls && !box.hasAttribute("tabindex")) { box.tabIndex = 0; box.dataset.scrolls = ""; }
      else if (!scrolls && "scrolls" in box.dataset) { box.removeAttribute("tabindex"); delete box.dataset.scrolls; }
    }
  };
  addEventListener("resize", reach, { passive: true });
  reach();
  const links = new Map();
  for (const link of document.querySelectorAll("#_contents a")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  if (!links.size) return;
  let marked, waiting = false;
  const mark = () => {
    waiting = false;
    const line = innerHeight * 0.3;
    let found;
    for (const section of links.keys()) {
      if (section.getBoundingClientRect().top <= line) found = section;
    }
    if (found === marked) return;
    if (marked) links.get(marked).removeAttribute("aria-current");
    marked = found;
    if (!found) return;
    const link = links.get(found);
    link.setAttribute("aria-current", "location");
    const list = link.closest("nav");
    if (list.scrollHeight > list.clientHeight) {
      list.scrollTop = link.offsetTop - list.clientHeight / 2;
    }
  };
  addEventListener("scroll", () => {
    if (!waiting) { waiting = true; requestAnimationFrame(mark); }
  }, { passive: true });
  mark();
})();

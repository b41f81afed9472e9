/* Finds pages of the manual by words, accents aside, as the program's help does. PAGES is written by tools/manual.py. */
(() => {
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  const field = document.createElement("input");
  const found = document.createElement("ul");
  const place = document.createElement("div");
  field.type = "search";
  field.placeholder = field.ariaLabel = PROMPT;
  place.className = "find";
  found.hidden = true;
  place.append(field, found);
  document.querySelector(".md-header__inner").append(place);

  function seek() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const hits = words.length ? PAGES.filter((page) => words.every((word) => page.words.includes(word))) : [];
    hits.sort((one, other) => other.name.includes(words[0]) - one.name.includes(words[0]));
    found.replaceChildren(...hits.slice(0, 12).map((page) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = page.file;
      link.textContent = page.title;
      line.append(link);
      return line;
    }));
    found.hidden = !hits.length;
  }

  field.addEventListener("input", seek);
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.value = "";
      seek();
    } else if (event.key === "Enter" && event.target === field) {
      found.querySelector("a")?.click();
    }
  });
})();

// Codes to scan are square pictures of some size. They are often images without words, so they are no nodes.

// squarish reports whether a box has the shape and size of a code to scan.
const squarish = b => b.width >= 80 && b.height >= 80 && b.width <= 520 && b.height <= 520 && Math.abs(b.width - b.height) <= .2 * Math.max(b.width, b.height);

// pictured reports whether e itself is a picture: an image, canvas or drawing, a box with a background and
// nothing in it, or a table or box of cells without words.
const pictured = (e, s) => {
  switch (e.localName) {
    case "img": case "canvas": case "svg": case "video": case "object": case "embed": return true;
    case "input": return e.type === "image";
    case "table": return e.rows.length > 20 && !/\S/.test(e.textContent);
  }
  return e.childElementCount === 0 && s.backgroundImage.includes("url(") && !/\S/.test(e.textContent);
};

// hintsAround are the identifiers of a picture and of the three boxes around it. Addresses are left out: they may be the code.
const hintsAround = e => {
  const all = [];
  for (let a = e, n = 0; a && n < 4 && a.localName !== "body"; a = up(a), n++)
    for (const k of ["id", "name", "data-testid", "class"]) { const v = a.getAttribute(k); if (v) all.push(v.slice(0, 60)); }
  return tidy(all.join(" ")).slice(0, 200);
};

// pathOf is a selector of e by its place in its root.
const pathOf = e => {
  let path = "";
  for (let a = e; a.localName !== "html" || a.parentNode !== document; a = a.parentElement) {
    let n = 1;
    for (let b = a.previousElementSibling; b; b = b.previousElementSibling) n++;
    path = ` > :nth-child(${n})` + path;
    if (!a.parentElement) return ":host" + path;
  }
  return ":root" + path;
};

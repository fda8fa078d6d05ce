// Styles and script of the view come packed: so the whole page stays below 60 KB.
(async () => {
  const bytes = Uint8Array.from(atob("/* packed */"), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts = (await new Response(unpacked).text()).split("\0");
  ["style", "script"].forEach((name, at) => {
    const element = document.createElement(name);
    element.textContent = parts[at];
    document.head.append(element);
  });
})();

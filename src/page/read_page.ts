/** The built page. It is read when somebody first asks for it: most calls never do. */
export async function readPage(): Promise<string> {
  const { default: page } = await import("./page.html", { with: { type: "text" } });
  return page;
}

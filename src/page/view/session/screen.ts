/** Follows the system's dark or light scheme, until a host says otherwise. */
export function followScheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => setTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", apply);
  apply();
}

/** Sets the colours. */
export function setTheme(theme: "light" | "dark"): void {
  document.documentElement.dataset["theme"] = theme;
}

/** Sets the variables of a host's styles. */
export function setVariables(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined) document.documentElement.style.setProperty(name, value);
  }
}

/** Keeps the screen on for as long as it is looked at; where the browser cannot, nothing happens. */
export function keepAwake(): void {
  const ask = () => {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

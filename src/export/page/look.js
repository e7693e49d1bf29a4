// Light and dark: which colours the picture has.

/** Colours as the theme has them. */
function makeLook(state) {
  const { light, dark: night, other } = block("look");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let dark = false;
  const isDark = () => dark;
  const value = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let ground, ink;
  const look = {
    isDark,
    system,
    colours: () => (dark ? night : light),
    other: () => other,
    colour: community => look.colours()[community] || other,
    ground: () => ground,
    ink: () => ink,
    apply() {
      dark = state.theme ? state.theme === "dark" : system.matches;
      document.documentElement.dataset.theme = isDark() ? "dark" : "light";
      [ground, ink] = [value("--ground"), value("--ink")];
      byId("theme").textContent = isDark() ? "Light" : "Dark";
      byId("theme").setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
    },
  };
  return look;
}

// The short names of emoji that apps commonly write. An unknown one is left as it was written.

const SIGNS = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️",
  information_source: "ℹ️", question: "❓", exclamation: "❗", bulb: "💡", bell: "🔔", calendar: "📅", date: "📅",
  clock9: "🕘", hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰", memo: "📝", pencil2: "✏️",
  clipboard: "📋", pushpin: "📌", paperclip: "📎", link: "🔗", lock: "🔒", unlock: "🔓", key: "🔑", mag: "🔍",
  bar_chart: "📊", chart_with_upwards_trend: "📈", dart: "🎯", compass: "🧭", world_map: "🗺️", parking: "🅿️",
  seedling: "🌱", sunny: "☀️", star: "⭐", sparkles: "✨", tada: "🎉", wave: "👋", raised_hands: "🙌", clap: "👏",
  pray: "🙏", handshake: "🤝", muscle: "💪", "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", eyes: "👀",
  speech_balloon: "💬", thought_balloon: "💭", busts_in_silhouette: "👥", house: "🏠", gear: "⚙️", heart: "❤️",
  smile: "😄", slightly_smiling_face: "🙂", thinking_face: "🤔", point_right: "👉", point_left: "👈",
  arrow_right: "➡️", arrow_left: "⬅️", large_green_circle: "🟢", large_yellow_circle: "🟡", red_circle: "🔴",
  white_circle: "⚪", black_circle: "⚫", one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣",
};

export const emoji = (name) => (Object.hasOwn(SIGNS, name) ? SIGNS[name] : null);

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (written, name) => emoji(name) ?? written);
